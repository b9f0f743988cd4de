"""The one way out: a view in the asked format, to standard output or atomically into a file."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from factbase.errors import UsageError
from factbase.service.view import Card, Table

__all__ = ["FORMATS", "atomic_file", "emit", "say"]

FORMATS = ("table", "json", "jsonl", "csv", "md")


def emit(
    view: Table | Card, format: str = "table", output: Path | None = None, *, excel: bool = False
) -> None:
    """Write a view. Notes go below a table on a terminal, else to stderr.

    Raises `UsageError` for a format that does not exist or a file that cannot be written; the old file then stays.
    """
    if format not in FORMATS:
        raise UsageError(f"--format takes {', '.join(FORMATS)}, not {format!r}.")
    if output is None:
        _write(view, format, sys.stdout, excel)
    else:
        with atomic_file(output) as file:
            _write(view, format, file, excel)
    for note in view.notes:
        say(note)


def say(text: str) -> None:
    """One line to the person, beside the data."""
    print(text, file=sys.stderr)


@contextmanager
def atomic_file(path: Path) -> Iterator[TextIO]:
    """A text file that appears under its name only when it is complete. Raises `UsageError` if it cannot be written."""
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}.") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}.") from error
    finally:
        Path(draft).unlink(missing_ok=True)


def _write(view: Table | Card, format: str, out: TextIO, excel: bool) -> None:
    if format == "table":
        _screen(view, out)
        return
    from factbase.render import plain

    if format == "csv":
        if excel:
            out.write("\ufeff")
        if out is sys.stdout and isinstance(out, io.TextIOWrapper):
            out.reconfigure(newline="")
        plain.write_csv(view, out, excel=excel)
    elif format == "json":
        plain.write_json(view, out)
    elif format == "jsonl":
        plain.write_jsonl(view, out)
    else:
        plain.write_markdown(view, out)


def _screen(view: Table | Card, out: TextIO) -> None:
    from rich.console import Console

    from factbase.render.screen import show_card, show_table

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    if isinstance(view, Card):
        show_card(view, console)
    else:
        show_table(view, console)
