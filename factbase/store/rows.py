"""Write many rows at once: a temporary CSV that DuckDB copies, since row-by-row inserts are a hundred times slower."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from factbase.store.connection import Connection

__all__ = ["insert_rows"]

_FEW = 64


def insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Append `rows` to `table`, values in the order of `columns`; the number written.

    Values are bound or copied, never formatted into SQL; `table` and `columns` are this program's own words.
    """
    batch = list(rows)
    if not batch:
        return 0
    names = ", ".join(f'"{c}"' for c in columns)
    if len(batch) <= _FEW:
        marks = ", ".join("?" for _ in columns)
        connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [list(r) for r in batch])
        return len(batch)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(",".join(map(_cell, row)) + "\n" for row in batch)
        _copy(connection, table, columns, path)
    return len(batch)


def _copy(connection: Connection, table: str, columns: Sequence[str], path: Path) -> None:
    types = dict(
        connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ?", [table]
        ).fetchall()
    )
    read = {c: "JSON" if types[c].endswith("]") else types[c] for c in columns}
    names = ", ".join(f'"{c}"' for c in columns)
    picked = ", ".join(f'"{c}"::{types[c]}' if types[c].endswith("]") else f'"{c}"' for c in columns)
    connection.execute(
        f'INSERT INTO "{table}" ({names}) SELECT {picked} FROM read_csv($path, header = false, columns = $columns,'
        " quote = '\"', escape = '\"', delim = ',', nullstr = '', allow_quoted_nulls = false, parallel = false)",
        {"path": str(path), "columns": read},
    )


def _cell(value: Any) -> str:
    """One CSV cell: nothing for `None`, quotes around every text, so that an empty text stays one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple)) else str(value)
    return '"' + text.replace('"', '""') + '"'
