"""Write many rows at once: a column at a time as JSON that DuckDB unpacks, since row-by-row inserts are a hundred times slower."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from factbase.store.connection import Connection

__all__ = ["insert_rows"]

# Beyond these a statement for all is quicker than one for each; so many at once keep memory bounded.
_FEW, _MOST = 8, 10_000
# What JSON does not know, as dates, goes as text.
_column = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, default=str, separators=(",", ":")
).encode


def insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Append `rows` to `table`, values in the order of `columns`; the number written.

    Values are bound, never formatted into SQL; `table` and `columns` are this program's own words.
    """
    batch = list(rows)
    names = ", ".join(f'"{c}"' for c in columns)
    if len(batch) > _FEW:
        types = {name: kind for name, kind, *_ in connection.execute(f'DESCRIBE "{table}"').fetchall()}
        picked = ", ".join(_unpacked(n, types[c]) for n, c in enumerate(columns, 1))
        for start in range(0, len(batch), _MOST):
            values = [_column(column) for column in zip(*batch[start : start + _MOST], strict=True)]
            connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {picked}', values)
    elif batch:
        marks = ", ".join("?" for _ in columns)
        connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [list(r) for r in batch])
    return len(batch)


def _unpacked(number: int, kind: str) -> str:
    """The values of a column, bound under its number as an array, one for each row."""
    bare = kind.rstrip("[]")
    # A text that holds JSON is not taken apart.
    inner = f'"{"VARCHAR" if bare == "JSON" else bare}"'
    for _ in range(kind.count("[]") + 1):
        inner = f"[{inner}]"
    return f"unnest(from_json(${number}, '{inner}'))::{kind}"
