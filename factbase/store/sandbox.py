"""Run a statement that a user typed: read-only, without files, network, extensions or settings."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb

from factbase.errors import ReadOnlyViolation, UsageError
from factbase.phrase import phrase
from factbase.store.connection import Connection, open_sandboxed

__all__ = ["run"]

# DuckDB 1.5 lets a reader switch its logs on, even into a file, after the settings are locked.
_LOGGING = re.compile(r"\b(?:enable|disable)_logging\b|\btruncate_duckdb_logs\b", re.IGNORECASE)
_READING = {"SELECT", "EXPLAIN", "RELATION"}


def run(path: Path, text: str) -> tuple[list[str], list[str], tuple[tuple[Any, ...], ...]]:
    """Column names, their types and the rows of one reading statement.

    Raises `ReadOnlyViolation` for a statement that writes or reaches outside, `UsageError` for one that is wrong.
    """
    connection = open_sandboxed(path)
    try:
        statement = _reading(connection, text)
        with ThreadPoolExecutor(1) as other:
            # DuckDB does not always look for Ctrl-C while it works; from another thread it can be interrupted.
            rows = other.submit(_rows, connection, statement)
            try:
                return rows.result()
            except KeyboardInterrupt:
                connection.interrupt()
                raise
    finally:
        connection.close()


def _reading(connection: Connection, text: str) -> duckdb.Statement:
    """The one statement of a text, if it reads."""
    try:
        statements = connection.extract_statements(text.encode().decode())
    except (duckdb.Error, UnicodeEncodeError) as error:
        raise UsageError(_plain(error)) from error
    if len(statements) != 1:
        raise UsageError(phrase("sql takes one statement, not {n}.", n=len(statements)))
    try:
        kind = statements[0].type.name
    except ValueError:
        # The parser knows kinds of statement for which its Python side has no name; none of them reads.
        kind = text.split()[0].upper()
    if kind == "MULTI":
        raise ReadOnlyViolation(
            phrase(
                "this makes several statements, not all of which read; PIVOT needs its values: ON column IN ('a', 'b')."
            )
        )
    if _LOGGING.search(text):
        raise ReadOnlyViolation(phrase("refused: logs of the database cannot be switched from here."))
    if kind not in _READING:
        raise ReadOnlyViolation(
            phrase("{kind} is refused: `sql` only reads. Facts change through the other commands.", kind=kind)
        )
    return statements[0]


def _rows(
    connection: Connection, statement: duckdb.Statement
) -> tuple[list[str], list[str], tuple[tuple[Any, ...], ...]]:
    try:
        cursor = connection.execute(statement)
        described = cursor.description or []
        return [d[0] for d in described], [str(d[1]) for d in described], tuple(cursor.fetchall())
    except duckdb.PermissionException as error:
        raise ReadOnlyViolation(phrase("refused: {error}", error=_plain(error))) from error
    except duckdb.InvalidInputException as error:
        said = _plain(error)
        if "read-only" in said or "configuration" in said:
            raise ReadOnlyViolation(phrase("refused: {said}", said=said)) from error
        raise UsageError(said) from error
    except duckdb.Error as error:
        raise UsageError(_plain(error)) from error


def _plain(error: Exception) -> str:
    return str(error).strip()
