"""Write many rows at once: a temporary CSV that DuckDB copies, since row-by-row inserts are a hundred times slower."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from factbase.store.connection import Connection

__all__ = ["insert_rows"]

# Beyond these a file is quicker than a statement for each.
_FEW = 8


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
    singly = batch if len(batch) <= _FEW else []
    if not singly:
        longest = 0
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.csv"
            with path.open("wb") as file:
                for row in batch:
                    line = ",".join(_CELLS.get(type(v), _cell)(v) for v in row).encode() + b"\n"
                    if b"\r" in line:
                        # DuckDB takes a carriage return for the end of a line, also inside quotes.
                        singly.append(row)
                        continue
                    longest = max(longest, len(line))
                    file.write(line)
            if longest:
                _copy(connection, table, columns, path, longest)
    if singly:
        marks = ", ".join("?" for _ in columns)
        insert = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
        connection.executemany(insert, [list(r) for r in singly])
    return len(batch)


def _copy(connection: Connection, table: str, columns: Sequence[str], path: Path, longest: int) -> None:
    types = {name: kind for name, kind, *_ in connection.execute(f'DESCRIBE "{table}"').fetchall()}
    read = {c: "VARCHAR" if types[c].endswith("]") else types[c] for c in columns}
    names = ", ".join(f'"{c}"' for c in columns)
    picked = ", ".join(_picked(c, types[c]) for c in columns)
    connection.execute(
        f'INSERT INTO "{table}" ({names}) SELECT {picked} FROM read_csv($path, auto_detect = false, header = false, columns = $columns,'
        " quote = '\"', escape = '\"', delim = ',', nullstr = '', allow_quoted_nulls = false, parallel = false,"
        # DuckDB refuses a row of more than 2 MB unless told; an archived text may be longer.
        " max_line_size = $longest)",
        {"path": str(path), "columns": read, "longest": max(longest, 1 << 21)},
    )


def _picked(column: str, kind: str) -> str:
    """How a column is taken from the file: lists are JSON there, and a cast would not undo its escapes."""
    depth = kind.count("[]")
    if not depth:
        return f'"{column}"'
    return f"""from_json("{column}", '{"[" * depth}"{kind.removesuffix("[]" * depth)}"{"]" * depth}')"""


def _cell(value: Any) -> str:
    """One CSV cell: nothing for `None`, quotes around every text, so that an empty text stays one."""
    if isinstance(value, (list, tuple)):
        value = json.dumps(value, ensure_ascii=False)
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


# How the commonest values are written.
_CELLS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    bool: lambda value: "true" if value else "false",
    int: repr,
    float: repr,
    str: _quoted,
}
