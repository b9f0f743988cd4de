"""Copy facts out of the store in bulk, by DuckDB itself."""

from __future__ import annotations

from pathlib import Path

from factbase.store.connection import Connection
from factbase.store.select import Selection, statement

__all__ = ["copy_parquet"]


def copy_parquet(connection: Connection, selection: Selection, path: Path) -> None:
    """Write the facts of a selection to `path` as Parquet, with the types of the view."""
    sql, values = statement(selection)
    relation = connection.sql(sql, params=values)
    relation.write_parquet(str(path))
