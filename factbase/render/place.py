"""A file that appears under its name only when it is complete."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factbase.errors import UsageError, said
from factbase.phrase import phrase

__all__ = ["drafted", "is_standard_output"]

_STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


def is_standard_output(path: Path | None) -> bool:
    """Whether a path given with `-o`, or none at all, means standard output: what stood in it already is then kept."""
    return path is None or str(path) in _STANDARD_OUTPUT


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """A path to write to, which becomes `path` at the end; until then, and on any error, an old file stays.

    A link stays a link, an existing file keeps its permissions, and a device or a pipe is written into, never replaced.
    Raises `UsageError` if `path` is a folder, is read-only or cannot be written.
    """
    try:
        known = _known(path)
        special = known is not None and not stat.S_ISREG(known)
        target = path if special else Path(os.path.realpath(path))
        handle, name = tempfile.mkstemp(
            prefix=f".{path.name[:40]}.", suffix=path.suffix[:20], dir=None if special else target.parent
        )
        os.close(handle)
    except OSError as error:
        raise UsageError(phrase("cannot write {path}: {reason}.", path=path, reason=said(error))) from error
    draft = Path(name)
    try:
        yield draft
        if special:
            with draft.open("rb") as source, target.open("wb") as out:
                shutil.copyfileobj(source, out)
            return
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        os.chmod(draft, 0o666 & ~_umask() if known is None else stat.S_IMODE(known))
        os.replace(draft, target)
    except OSError as error:
        raise UsageError(phrase("cannot write {path}: {reason}.", path=path, reason=said(error))) from error
    finally:
        draft.unlink(missing_ok=True)


def _known(path: Path) -> int | None:
    """The mode of what already stands at `path`, links followed, or `None`."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise UsageError(phrase("cannot write {path}: it is a folder.", path=path))
    if not os.access(path, os.W_OK):
        raise UsageError(phrase("cannot write {path}: it is read-only.", path=path))
    return mode


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
