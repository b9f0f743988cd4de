"""Answer `export`: facts with their provenance, in the published columns and a stable order."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from factbase.errors import UsageError
from factbase.service.query import FactRequest, query, selection_of
from factbase.service.view import Table
from factbase.store.connection import open_store
from factbase.store.export import copy_parquet

__all__ = ["FILE_FORMATS", "export_format", "export_parquet", "export_rows"]

FILE_FORMATS = ("csv", "jsonl", "parquet")
_SUFFIXES = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


def export_format(asked: str, output: Path | None) -> str:
    """The format asked for, else the one that the file's ending means, else CSV. Raises `UsageError`."""
    if asked and asked not in FILE_FORMATS:
        raise UsageError(f"export --format takes {', '.join(FILE_FORMATS)}, not {asked!r}.")
    if asked:
        return asked
    if output is None:
        return "csv"
    if output.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            f"cannot tell a format from {output.name!r}; name one with --format {'|'.join(FILE_FORMATS)}."
        )
    return _SUFFIXES[output.suffix.lower()]


def export_rows(store: Path, request: FactRequest) -> Table:
    """The facts of a request as plain rows: no screen columns."""
    found = query(store, request)
    return Table("", found.columns, found.rows, notes=found.notes)


def export_parquet(store: Path, request: FactRequest, output: Path) -> None:
    """Write the facts of a request as Parquet, typed, under the final name only when complete.

    Raises `UsageError` for a path that cannot be written or for a conversion, which Parquet export does not do.
    """
    if request.unit or request.currency or request.minimum or request.maximum:
        raise UsageError(
            "parquet export does not convert or bound; use csv or jsonl, or query the Parquet file."
        )
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
        os.close(handle)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}.") from error
    try:
        connection = open_store(store)
        try:
            copy_parquet(connection, selection_of(connection, request), Path(draft))
        finally:
            connection.close()
        os.chmod(draft, 0o644)
        os.replace(draft, output)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}.") from error
    finally:
        Path(draft).unlink(missing_ok=True)
