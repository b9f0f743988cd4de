"""The three readers with their vocabularies, loaded once for a use case."""

from __future__ import annotations

from pathlib import Path

from factbase.extract.readers import Readers
from factbase.quantity.dates import build_date_tables
from factbase.quantity.ranks import build_rank_tables
from factbase.quantity.units import UnitTable
from factbase.store.connection import Connection
from factbase.vocabulary.files import overlay_beside, vocabulary_files
from factbase.vocabulary.reading import reader_tables

__all__ = ["load_readers", "load_units", "overlay_of"]


def load_readers(overlay: Path | None = None) -> Readers:
    """The readers of quantities, dates and ranks. Raises `Problems` with every fault of their vocabularies."""
    raw = vocabulary_files(("dates", "ranks"), overlay)
    return Readers(reader_tables(overlay), build_date_tables(raw["dates"]), build_rank_tables(raw["ranks"]))


def load_units(store: Path) -> UnitTable:
    """The units of the vocabulary, with what lies beside `store`, which need not exist."""
    return reader_tables(overlay_beside(store)).units


def overlay_of(connection: Connection) -> Path | None:
    """The vocabulary folder beside an open store, or `None`. Raises `Problems` on a bad `factbase.toml`."""
    row = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchone()
    return overlay_beside(Path(row[0])) if row and row[0] else None
