"""The reader's tables, built from the shipped vocabularies and a user's overlay."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from factbase.quantity.tables import Tables, build_tables
from factbase.vocabulary.files import schema_dir, vocabulary_files

__all__ = ["VOCABULARIES", "reader_tables"]

VOCABULARIES = (
    "units",
    "currencies",
    "classifiers",
    "numerals",
    "hedges",
    "changes",
    "not_quantities",
    "traditional",
)


def reader_tables(overlay: Path | None = None) -> Tables:
    """The tables the scanner reads with, built once for each state of the files.

    Raises `Problems` with every fault of the vocabularies.
    """
    return _tables(overlay, _state(overlay))


def _state(overlay: Path | None) -> tuple[tuple[str, int, int], ...]:
    found: list[tuple[str, int, int]] = []
    for folder in (schema_dir(), overlay):
        for name in VOCABULARIES if folder else ():
            path = folder / f"{name}.toml" if folder else None
            if path is not None and path.is_file():
                stat = path.stat()
                found.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


@lru_cache(maxsize=8)
def _tables(overlay: Path | None, state: tuple[tuple[str, int, int], ...]) -> Tables:
    return build_tables(vocabulary_files(VOCABULARIES, overlay))
