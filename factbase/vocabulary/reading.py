"""The reader's tables, built from the shipped vocabularies and a user's overlay."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from factbase.quantity.tables import Tables, build_tables

__all__ = ["reader_tables"]


@cache
def reader_tables(overlay: Path | None = None) -> Tables:
    """The tables the scanner reads with. Raises `Problems` with every fault of the vocabularies."""
    return build_tables({})
