"""Answer `sql`: any statement that only reads, in a connection that can do nothing else."""

from __future__ import annotations

from pathlib import Path

import factbase.store.sandbox as sandbox
from factbase.phrase import counted
from factbase.service.view import Column, Table

__all__ = ["run_sql"]

_NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL", "NUMBER", "HUGEINT")


def run_sql(store: Path, text: str) -> Table:
    """The rows of a read-only statement. Raises `ReadOnlyViolation` for anything else, `UsageError` for bad SQL."""
    names, types, rows = sandbox.run(store, text)
    columns = tuple(Column(n, _kind(t.upper())) for n, t in zip(_apart(names), types, strict=True))
    return Table(counted(len(rows), "{n} row", "{n} rows"), columns, rows)


def _apart(names: list[str]) -> list[str]:
    """Column names that are all different, so that a JSON object loses none.

    >>> _apart(["id", "id", "id_1", "id"])
    ['id', 'id_2', 'id_1', 'id_3']
    """
    taken = set(names)
    found: list[str] = []
    for name in names:
        fresh, number = name, 1
        while fresh in found or (number > 1 and fresh in taken):
            number += 1
            fresh = f"{name}_{number}"
        found.append(fresh)
    return found


def _kind(sql_type: str) -> str:
    if sql_type == "VARCHAR":
        return "text"
    return "number" if any(w in sql_type for w in _NUMBERS) and "[" not in sql_type else "data"
