"""Run a statement that a user typed: read-only, without files, network, extensions or settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from factbase.errors import ReadOnlyViolation, UsageError
from factbase.store.connection import open_sandboxed

__all__ = ["run"]

_READING = {"SELECT", "EXPLAIN", "RELATION"}


def run(path: Path, text: str) -> tuple[list[str], list[str], tuple[tuple[Any, ...], ...]]:
    """Column names, their types and the rows of one reading statement.

    Raises `ReadOnlyViolation` for a statement that writes or reaches outside, `UsageError` for one that is wrong.
    """
    connection = open_sandboxed(path)
    try:
        try:
            statements = connection.extract_statements(text)
        except duckdb.Error as error:
            raise UsageError(_plain(error)) from error
        if len(statements) != 1:
            raise UsageError(f"sql takes one statement, not {len(statements)}.")
        kind = statements[0].type.name
        if kind not in _READING:
            raise ReadOnlyViolation(
                f"{kind} is refused: `sql` only reads. Facts change through the other commands."
            )
        try:
            cursor = connection.execute(statements[0])
            described = cursor.description or []
            return [d[0] for d in described], [str(d[1]) for d in described], tuple(cursor.fetchall())
        except (duckdb.PermissionException, duckdb.InvalidInputException) as error:
            raise ReadOnlyViolation(f"refused: {_plain(error)}") from error
        except duckdb.Error as error:
            raise UsageError(_plain(error)) from error
    finally:
        connection.close()


def _plain(error: duckdb.Error) -> str:
    return str(error).strip()
