"""Many rows at once arrive as they were, whatever their cells hold."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from factbase.store.rows import insert_rows

CELLS: list[tuple[Any, ...]] = [
    ("", None, [], True),
    (None, 0.1, ["a,b", '"', ""], False),
    ('=1+1,"x"\n\r\n汉字\t', 1e25, ["\n"], None),
    ("NULL", -1.4e-9, None, True),
    ("carriage\rreturn", 2.0, ["a\rb"], None),
    ("\x1e#", None, None, True),
    ("long " * 600_000, 500000.0, ["行"], False),
]


@pytest.mark.parametrize("times", [1, 20], ids=["bound", "copied"])
def test_cells_arrive_as_they_were(times: int) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (n BIGINT, a VARCHAR, b DOUBLE, c VARCHAR[], d BOOLEAN)")
        rows = [(n, *cells) for n, cells in enumerate(CELLS * times)]
        assert insert_rows(connection, "t", ("n", "a", "b", "c", "d"), rows) == len(rows)
        assert connection.execute("SELECT * FROM t ORDER BY n").fetchall() == rows
