"""Write many rows at once: a column at a time as JSON that DuckDB unpacks, since row-by-row inserts are a hundred times slower."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from factbase.store.connection import Connection

__all__ = ["insert_rows"]

# Beyond these a statement for all is quicker than one for each. Their number alone is bounded here; how much text a row
# holds, the caller bounds.
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
        for start in range(0, len(batch), _MOST):
            told = zip(*batch[start : start + _MOST], strict=True)
            bound = [
                _bound(n, types[c], values)
                for n, (c, values) in enumerate(zip(columns, told, strict=True), 1)
            ]
            picked = ", ".join(sql for sql, _ in bound)
            connection.execute(
                f'INSERT INTO "{table}" ({names}) SELECT {picked}', [value for _, value in bound]
            )
    elif batch:
        marks = ", ".join("?" for _ in columns)
        connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [list(r) for r in batch])
    return len(batch)


def _bound(number: int, kind: str, values: tuple[Any, ...]) -> tuple[str, Any]:
    """A column as it is taken from its parameter, and what that is bound to: an array, or the one text of all rows.

    The first column is always an array, which says how many rows there are.
    """
    one = values[-1]
    if (
        number > 1
        and (one is None or type(one) is str)
        and values[0] == one
        and values.count(one) == len(values)
    ):
        return f"${number}::{kind}", one
    bare = kind.rstrip("[]")
    # A text that holds JSON is not taken apart.
    inner = f'"{"VARCHAR" if bare == "JSON" else bare}"'
    for _ in range(kind.count("[]") + 1):
        inner = f"[{inner}]"
    return f"unnest(from_json(${number}, '{inner}'))::{kind}", _column(values)
