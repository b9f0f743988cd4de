"""The three readers with their vocabularies, loaded once for a use case."""

from __future__ import annotations

from pathlib import Path

from factbase.extract.figures import Readers
from factbase.quantity.dates import build_date_tables
from factbase.quantity.ranks import build_rank_tables
from factbase.quantity.units import UnitTable
from factbase.vocabulary.files import vocabulary_files
from factbase.vocabulary.reading import reader_tables

__all__ = ["load_readers", "load_units"]


def load_readers(overlay: Path | None = None) -> Readers:
    """The readers of quantities, dates and ranks. Raises `Problems` with every fault of their vocabularies."""
    raw = vocabulary_files(("dates", "ranks"), overlay)
    return Readers(reader_tables(overlay), build_date_tables(raw["dates"]), build_rank_tables(raw["ranks"]))


def load_units(overlay: Path | None = None) -> UnitTable:
    """The units of the vocabulary alone; needs no store."""
    return reader_tables(overlay).units
