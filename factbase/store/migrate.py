"""Make a store or bring one up to date, all or nothing.

A new store is built under another name and moved into place when it is complete; an existing one changes in a single
transaction. A kill at any moment leaves the old store or none.
"""

from __future__ import annotations

import glob
import os
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb

from factbase.errors import StoreError, said
from factbase.phrase import phrase
from factbase.store.connection import SCHEMA_VERSION, Connection, open_store, schema_version, transaction
from factbase.vocabulary.files import schema_dir

__all__ = ["column_comments", "upgrade_or_create"]

_LONG_PID = 10


def upgrade_or_create(path: Path, fill: Callable[[Connection], None]) -> bool:
    """Make the store at `path` current and run `fill` on it in the same transaction; whether it is new.

    Raises `StoreError` if the folder, or the one for temporary files, cannot be written, and what `open_store` raises
    for an existing store.
    """
    try:
        return _upgrade_or_create(path, fill)
    except OSError as error:
        raise StoreError(
            phrase(
                "cannot write {filename}: {reason}.",
                filename=error.filename or "temporary files",
                reason=said(error),
            )
        ) from error


def _upgrade_or_create(path: Path, fill: Callable[[Connection], None]) -> bool:
    if path.exists():
        connection = open_store(path, write=True, may_be_older=True)
        try:
            with transaction(connection):
                _migrate(connection, schema_version(connection, path))
                fill(connection)
        finally:
            connection.close()
        return False
    _create(path, fill)
    return True


def _create(path: Path, fill: Callable[[Connection], None]) -> None:
    if not path.parent.is_dir():
        raise StoreError(phrase("there is no folder {parent} to make a store in.", parent=path.parent))
    for stale in path.parent.glob(f".{glob.escape(path.name)}.new-*"):
        _remove_if_abandoned(stale)
    draft = path.parent / f".{path.name}.new-{os.getpid()}"
    try:
        connection = duckdb.connect(str(draft.absolute()))
    except duckdb.Error as error:
        raise StoreError(
            phrase(
                "cannot write in {parent}: {reason}",
                parent=path.parent,
                reason=str(error).splitlines()[0],
            )
        ) from error
    try:
        with transaction(connection):
            _migrate(connection, 0)
            fill(connection)
        connection.execute("CHECKPOINT")
        connection.close()
        os.replace(draft, path)
    finally:
        with suppress(duckdb.Error):
            # A full disk lets it not even close in order.
            connection.close()
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + ".wal").unlink(missing_ok=True)


def _remove_if_abandoned(draft: Path) -> None:
    """Delete the draft of a process that is no more; one that is still being written is left alone."""
    owner = draft.name.removesuffix(".wal").rpartition("-")[2]
    if owner.isdecimal() and len(owner) < _LONG_PID:
        try:
            os.kill(int(owner), 0)
        except ProcessLookupError:
            draft.unlink(missing_ok=True)
        except PermissionError:
            return


def _migrate(connection: Connection, found: int) -> None:
    """Run every numbered SQL file above `found`, then write the comments and the version."""
    files = sorted((schema_dir() / "sql").glob("[0-9][0-9][0-9]_*.sql"))
    pending = [f for f in files if int(f.name[:3]) > found]
    for file in pending:
        connection.execute(file.read_text(encoding="utf-8"))
    if pending:
        for statement in column_comments(connection):
            connection.execute(statement)
        connection.execute("DELETE FROM setting WHERE name = 'schema_version'")
        connection.execute("INSERT INTO setting VALUES ('schema_version', ?)", [str(SCHEMA_VERSION)])


def column_comments(connection: Connection) -> list[str]:
    """The COMMENT statements for every table, view and column, from `schema/columns.toml`.

    Raises `KeyError` naming the table and column that the dictionary lacks.
    """
    words = tomllib.loads((schema_dir() / "columns.toml").read_text(encoding="utf-8"))
    statements: list[str] = []
    tables = connection.execute(
        "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name"
    ).fetchall()
    for table, table_type in tables:
        entry = words["table"][table]
        noun = "VIEW" if table_type == "VIEW" else "TABLE"
        statements.append(f'COMMENT ON {noun} "{table}" IS {_literal(entry["about"])}')
        own = entry.get("columns", {})
        for (column,) in connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'main' AND table_name = ?"
            " ORDER BY ordinal_position",
            [table],
        ).fetchall():
            text = own.get(column) or words["column"].get(column)
            if text is None:
                raise KeyError(f"schema/columns.toml says nothing of {table}.{column}")
            statements.append(f'COMMENT ON COLUMN "{table}"."{column}" IS {_literal(text)}')
    return statements


def _literal(text: str) -> str:
    # COMMENT takes no bound parameters; the words are our own, and quotes in them are doubled.
    return "'" + text.replace("'", "''") + "'"
