"""Copy facts out of the store in bulk, by DuckDB itself: typed Parquet, CSV after RFC 4180, or rows one batch at a time."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from factbase.store.connection import Connection
from factbase.store.rows import insert_rows
from factbase.store.select import COLUMNS, Selection, statement

__all__ = [
    "bounded",
    "column_words",
    "copy_rows",
    "copy_selection",
    "copy_table",
    "count_selection",
    "stream_selection",
    "table_words",
    "units_of",
]

_BATCH = 2000
# Sorting a million wide rows would else take gigabytes; beyond this DuckDB goes on on disk.
_MEMORY = "256MB"
# Parquet is made of columns: a row group of each thread is held whole until it is written.
_PARQUET_MEMORY = "384MB"
# Each thread that writes holds rows of its own. Text is written by one: with more, DuckDB keeps whole batches until their
# turn comes, and within the bound above there is no room for that.
_THREADS = {"csv": 1, "jsonl": 1, "parquet": 2}
# What the system said when a file could not be written, within DuckDB's own sentence.
_REASON = re.compile(
    "No space left on device|File too large|Permission denied|Disk quota exceeded|Input/output error"
)
_NUMBERS = ("DOUBLE", "FLOAT")
# What a spreadsheet takes for a formula, also behind white space (OWASP, "CSV Injection").
_FORMULA = "^[=+@'\\t\\r\\n-]"


@contextmanager
def bounded(connection: Connection, threads: int = 2, memory: str = _MEMORY) -> Iterator[None]:
    """Keep DuckDB within some memory. The settings are those of the store in this process: they are put back."""
    before = connection.execute(
        "SELECT current_setting('memory_limit'), current_setting('threads')"
    ).fetchone()
    assert before is not None
    _make_room(connection)
    _limit(connection, memory, threads)
    try:
        yield
    finally:
        _limit(connection, *before)


def stream_selection(
    connection: Connection, selection: Selection, *, reading: bool = False
) -> Iterator[tuple[Any, ...]]:
    """The rows of a selection in the order of `COLUMNS`, a batch at a time on a cursor of their own.

    With `reading`, the exact reading of each fact follows.
    """
    sql, values = statement(selection)
    sql = _with_reading(sql) if reading else sql
    cursor = connection.cursor().execute(sql, values)
    while rows := cursor.fetchmany(_BATCH):
        yield from rows


def count_selection(connection: Connection, selection: Selection) -> int:
    """How many facts a selection holds."""
    sql, values = statement(selection._replace(sort=""))
    row = connection.cursor().execute(f"SELECT count(*) FROM ({sql})", values).fetchone()
    return int(row[0]) if row else 0


def copy_selection(
    connection: Connection,
    selection: Selection,
    path: Path,
    form: str,
    *,
    excel: bool = False,
    reading: bool = False,
) -> int:
    """Write the facts of a selection to `path` as `parquet`, `csv` or `jsonl`; the number of rows.

    With `excel`, a CSV carries a byte order mark and cells that a spreadsheet would run get a leading apostrophe. With
    `reading`, the exact reading of each fact follows the published columns. Raises `OSError` if it cannot be written.
    """
    sql, values = statement(selection)
    names: tuple[str, ...] = COLUMNS
    if reading:
        names = (*COLUMNS, "reading")
        sql = _with_reading(sql)
    memory = _PARQUET_MEMORY if form == "parquet" else _MEMORY
    with bounded(connection, _THREADS[form], memory):
        return _copy(connection.cursor(), sql, values, names, path, form, excel)


def copy_rows(
    columns: Mapping[str, str], rows: Sequence[Sequence[Any]], path: Path, form: str, *, excel: bool = False
) -> int:
    """The same for rows that were computed; `columns` gives each one's DuckDB type."""
    with duckdb.connect() as connection:
        listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f"CREATE TABLE computed ({listed})")
        insert_rows(connection, "computed", list(columns), rows)
        return _copy(connection, "SELECT * FROM computed", [], tuple(columns), path, form, excel)


def copy_table(connection: Connection, table: str, columns: Sequence[str], path: Path) -> int:
    """Write columns of one of our own tables to `path` as CSV, in the order of its ids; the number of rows."""
    names = ", ".join(f'"{c}"' for c in columns)
    return _copy(
        connection.cursor(), f'SELECT {names} FROM "{table}" ORDER BY id', [], columns, path, "csv", False
    )


def units_of(connection: Connection, selection: Selection) -> set[str]:
    """Every unit that stands in a selection."""
    sql, values = statement(selection._replace(sort=""))
    return {u for (u,) in connection.execute(f"SELECT DISTINCT unit FROM ({sql})", values).fetchall()}


def column_words(connection: Connection, table: str) -> dict[str, str]:
    """What each column of a table or view holds, in the words of the data dictionary, in column order."""
    rows = connection.execute(
        "SELECT column_name, coalesce(comment, '') FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [table],
    ).fetchall()
    return dict(rows)


def table_words(connection: Connection) -> dict[str, str]:
    """What a row of each table or view is."""
    sql = "SELECT table_name, comment FROM duckdb_tables() UNION ALL SELECT view_name, comment FROM duckdb_views()"
    return {name: words or "" for name, words in connection.execute(sql).fetchall()}


def _with_reading(sql: str) -> str:
    exact = "(SELECT any_value(f.reading) FROM fact AS f WHERE f.id = facts.id) AS reading"
    return sql.replace(" FROM facts", f", {exact} FROM facts", 1)


def _make_room(connection: Connection) -> None:
    """Let DuckDB go on in the system's folder for passing files where beside the store nothing can be written."""
    row = connection.execute("SELECT current_setting('temp_directory')").fetchone()
    if row and row[0] and not os.access(Path(row[0]).parent, os.W_OK):
        place = Path(tempfile.gettempdir()) / f"factbase-{os.getpid()}"
        connection.execute(f"SET temp_directory = $${place}$$")


def _limit(connection: Connection, memory: str, threads: int) -> None:
    connection.execute(f"SET memory_limit = '{memory}'")
    connection.execute(f"SET threads = {int(threads)}")


def _copy(
    cursor: Connection, sql: str, values: list[Any], names: Sequence[str], path: Path, form: str, excel: bool
) -> int:
    options = "FORMAT parquet, COMPRESSION zstd"
    if form != "parquet":
        types = {
            d[0]: str(d[1])
            for d in cursor.execute(f"SELECT * FROM ({sql}) LIMIT 0", values).description or ()
        }
    if form == "jsonl":
        sql = f"SELECT {_json_line(names, types)} FROM ({sql})"
        # Each line is whole already: nothing is to be quoted or separated.
        options = "FORMAT csv, HEADER false, QUOTE '', ESCAPE ''"
    if form == "csv":
        cells = [_cell(name, types[name], excel) for name in names]
        if excel:
            cells[0] = cells[0].replace(f'AS "{names[0]}"', f'AS "\ufeff{names[0]}"')
        sql = f"SELECT {', '.join(cells)} FROM ({sql})"
        options = "FORMAT csv, HEADER true, NEW_LINE '\\r\\n'"
    # Named, because DuckDB 1.5 counts the place of the file before those of the query.
    bound = {f"v{n}": value for n, value in enumerate(values)}
    head, *tail = sql.split("?")
    named = head + "".join(f"$v{n}{part}" for n, part in enumerate(tail))
    try:
        row = cursor.execute(f"COPY ({named}) TO $file ({options})", {**bound, "file": str(path)}).fetchone()
    except duckdb.IOException as error:
        reason = _REASON.search(str(error))
        raise OSError(errno.EIO, reason[0] if reason else str(error).splitlines()[0]) from error
    return int(row[0]) if row else 0


def _json_line(names: Sequence[str], types: Mapping[str, str]) -> str:
    """An expression that makes one JSON object of a row, whole numbers without a fraction."""
    parts = []
    for name in names:
        value = _number(f'"{name}"') if types[name] in _NUMBERS else f'to_json("{name}")::VARCHAR'
        parts.append(f"""'"{name}": ', coalesce({value}, 'null')""")
    return "concat('{', " + ", ', ', ".join(parts) + ", '}')"


def _number(quoted: str) -> str:
    whole = f"{quoted} = trunc({quoted}) AND abs({quoted}) < 1e16"
    return f"CASE WHEN {whole} THEN {quoted}::BIGINT::VARCHAR ELSE {quoted}::VARCHAR END"


def _cell(name: str, kind: str, excel: bool) -> str:
    """How a column is written in CSV: blank for nothing, whole numbers without a fraction, lists as JSON."""
    quoted = f'"{name}"'
    if kind in _NUMBERS:
        return f"{_number(quoted)} AS {quoted}"
    if kind.endswith("[]"):
        return f"to_json({quoted}) AS {quoted}"
    if kind != "VARCHAR":
        return quoted
    if excel:
        return f"CASE WHEN regexp_matches({quoted}, $${_FORMULA}$$) THEN '''' || {quoted} ELSE nullif({quoted}, '') END AS {quoted}"
    return f"nullif({quoted}, '') AS {quoted}"
