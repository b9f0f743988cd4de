"""Files that a person hands to a command: read whole and within bounds, every fault named."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from factbase.errors import BadInput, said
from factbase.phrase import phrase, term

__all__ = ["given_text", "parse_json", "require_file"]

_MOST = 256 << 20


def given_text(path: Path) -> str:
    """The UTF-8 text of a file or a pipe, without a byte order mark.

    Raises `BadInput` for what cannot be read, is no UTF-8, or goes on beyond 256 MiB as a device does.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise BadInput(phrase("{path}: {error}.", path=path, error=_reason(error))) from error
    if len(data) > _MOST:
        raise BadInput(
            phrase(
                "{path}: holds more than {most} MiB; this is not what belongs here.",
                path=path,
                most=_MOST >> 20,
            )
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            phrase(
                "{path}: is not UTF-8 (it breaks at byte {start}). Save it as UTF-8.",
                path=path,
                start=error.start,
            )
        ) from error


def require_file(path: Path) -> os.stat_result:
    """What the system knows of a regular file. Raises `BadInput` if there is none, or it is a folder, device or pipe."""
    try:
        found = path.stat()
    except OSError as error:
        raise BadInput(phrase("{path}: {error}.", path=path, error=_reason(error))) from error
    if not stat.S_ISREG(found.st_mode):
        raise BadInput(
            phrase(
                "{path}: is no file but a {sort}. Save it to a file first.",
                path=path,
                sort=term(_special(found.st_mode)),
            )
        )
    return found


def parse_json(text: str) -> Any:
    """A JSON value. Raises `ValueError` for anything else, also for what is nested beyond reason.

    >>> parse_json("[" * 100_000)
    Traceback (most recent call last):
    ValueError: nested too deeply
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError(phrase("nested too deeply")) from error


def _reason(error: OSError) -> str:
    return term("there is no such file") if isinstance(error, FileNotFoundError) else said(error)


def _special(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "folder"
    return "pipe" if stat.S_ISFIFO(mode) else "device"
