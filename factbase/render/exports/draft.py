"""Files and folders that appear under their name only when they are complete."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from factbase.errors import UsageError, said
from factbase.phrase import phrase
from factbase.render.place import drafted as draft_file

__all__ = ["draft_file", "draft_folder", "send_to_screen"]

# A file that lies in every folder that an export made, so that nothing else is ever replaced by one.
_OWN = ("datapackage.json", "documents.toml")


@contextmanager
def draft_folder(path: Path) -> Iterator[Path]:
    """A folder to fill; it becomes `path`, or a zip archive of that name, at the end.

    A folder that an earlier export made is replaced. Raises `UsageError` for any other folder that is not empty.
    """
    if path.is_dir() and any(path.iterdir()) and not any((path / name).is_file() for name in _OWN):
        raise UsageError(
            phrase("cannot write {path}: the folder holds other things. Name a new one.", path=path)
        )
    if path.exists() and not path.is_dir() and path.suffix.lower() != ".zip":
        raise UsageError(
            phrase("cannot write {path}: it is a file; this format makes a folder or a .zip.", path=path)
        )
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise UsageError(phrase("cannot write {path}: {reason}.", path=path, reason=said(error))) from error
    try:
        yield draft
        if path.suffix.lower() == ".zip":
            with draft_file(path) as file:
                _zip(draft, file)
        else:
            os.chmod(draft, 0o755)
            _swap(draft, path)
    except OSError as error:
        raise UsageError(phrase("cannot write {path}: {reason}.", path=path, reason=said(error))) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def send_to_screen(write: Callable[[Path], object]) -> None:
    """Write a file in full, then send it to standard output, byte for byte. Raises `UsageError` if that is closed."""
    if sys.stdout is None:
        raise UsageError(phrase("standard output is closed; name a file with -o."))
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "export"
        write(draft)
        raw = getattr(sys.stdout, "buffer", None)
        with draft.open("rb") as file:
            while chunk := file.read(1 << 20):
                if raw is None:
                    sys.stdout.write(chunk.decode("utf-8"))
                else:
                    raw.write(chunk)
        sys.stdout.flush()


def _swap(draft: Path, path: Path) -> None:
    """Put a filled folder in place of an earlier one."""
    if not path.exists():
        os.rename(draft, path)
        return
    old = path.with_name(f"{draft.name}.old")
    os.rename(path, old)
    try:
        os.rename(draft, path)
    except OSError:
        os.rename(old, path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _zip(folder: Path, target: Path) -> None:
    """The files of a folder in name order, with one fixed date, so that the same facts give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(str(file.relative_to(folder)), (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w") as out, file.open("rb") as source:
                shutil.copyfileobj(source, out, 1 << 20)
