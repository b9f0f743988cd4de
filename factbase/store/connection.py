"""Open a store: read-only unless asked, and every failure in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from factbase.errors import StoreDamaged, StoreError, StoreLocked, StoreMissing, StoreNewer, said
from factbase.phrase import phrase

__all__ = ["SCHEMA_VERSION", "Connection", "open_sandboxed", "open_store", "schema_version", "transaction"]

SCHEMA_VERSION = 3
Connection = duckdb.DuckDBPyConnection

_HOLDER = re.compile(r"held in (?P<program>.*?) ?\(PID (?P<pid>\d+)\)")


def open_store(path: Path, *, write: bool = False, may_be_older: bool = False) -> Connection:
    """A connection to an existing store; the caller closes it.

    Raises `StoreMissing`, `StoreLocked` (naming the holder where the system tells it), `StoreDamaged`, `StoreNewer`, and unless it
    `may_be_older` (only its migration wants that) `StoreError` for one that `init` has yet to bring up to date.
    """
    connection = _connect(path, write=write)
    try:
        found = schema_version(connection, path)
    except StoreError:
        connection.close()
        raise
    if found > SCHEMA_VERSION:
        connection.close()
        raise StoreNewer(str(path), found, SCHEMA_VERSION)
    if found < SCHEMA_VERSION and not may_be_older:
        connection.close()
        raise StoreError(
            phrase(
                "{path} has schema version {found}, this program reads {schema_version}. Run `factbase init` to bring it up to date.",
                path=path,
                found=found,
                schema_version=SCHEMA_VERSION,
            )
        )
    return connection


def open_sandboxed(path: Path) -> Connection:
    """A read-only connection for statements that a user typed: no files, no network, no extensions, no settings."""
    connection = open_store(path)
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def schema_version(connection: Connection, path: Path) -> int:
    """The schema version of an open store. Raises `StoreDamaged` if it is no factbase store."""
    try:
        row = connection.execute("SELECT text FROM setting WHERE name = 'schema_version'").fetchone()
    except duckdb.Error as error:
        raise StoreDamaged(
            phrase("{path} is a DuckDB database but no factbase store. Name another with --db.", path=path)
        ) from error
    if row is None or not str(row[0]).isdecimal():
        raise StoreDamaged(
            phrase(
                "{path} does not say its schema version: it is no complete store. Move it away and run `factbase init`.",
                path=path,
            )
        )
    return int(row[0])


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """All or nothing: commits at the end, rolls back on any error."""
    connection.execute("BEGIN TRANSACTION")
    try:
        yield connection
    except BaseException:
        with suppress(duckdb.Error):
            # What broke the transaction may have ended it already, as a full disk does.
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _connect(path: Path, *, write: bool) -> Connection:
    try:
        if not path.exists():
            raise StoreMissing(str(path))
    except OSError as error:
        raise StoreError(phrase("{path}: {reason}.", path=path, reason=said(error))) from error
    if path.is_dir():
        raise StoreDamaged(phrase("{path} is a folder, not a store. Name a file with --db.", path=path))
    # A whole path, since DuckDB takes `:memory:` and `md:name` for something else than files.
    place = str(path.absolute())
    try:
        connection = duckdb.connect(place, read_only=not write)
    except duckdb.ConnectionException as error:
        if write:
            raise StoreLocked(
                phrase(
                    "{path} is open for reading in this process. Close that connection and try again.",
                    path=path,
                )
            ) from error
        # This process has it open for writing, and DuckDB allows one mode per process: read along with it.
        return duckdb.connect(place)
    except duckdb.IOException as error:
        raise _explained(path, str(error)) from error
    except duckdb.Error as error:
        raise StoreDamaged(
            phrase(
                "{path} cannot be opened as a DuckDB database: {error}",
                path=path,
                error=_first_line(str(error)),
            )
        ) from error
    # A long statement would else draw a bar into standard output, among the data. A notebook without widgets has no bar and
    # refuses the setting.
    with suppress(duckdb.InvalidInputException):
        connection.execute("SET enable_progress_bar = false")
    return connection


def _explained(path: Path, message: str) -> StoreError:
    if "lock" in message.lower():
        holder = _HOLDER.search(message)
        who = (
            f"process {holder['pid']} ({holder['program'].strip() or 'unknown program'})"
            if holder
            else "another process"
        )
        return StoreLocked(
            phrase(
                "{path} is in use by {who}. Wait until it is done, or end it, and try again.",
                path=path,
                who=who,
            )
        )
    if "permission denied" in message.lower():
        return StoreError(phrase("{path}: permission denied. Check who may read the file.", path=path))
    if "read-only file system" in message.lower():
        return StoreError(
            phrase("{path} stands where nothing can be written. Copy it to another folder.", path=path)
        )
    return StoreDamaged(
        phrase("{path} cannot be opened as a store: {message}", path=path, message=_first_line(message))
    )


def _first_line(message: str) -> str:
    return message.strip().splitlines()[0]
