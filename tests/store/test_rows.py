"""Many rows at once arrive as they were, whatever their cells hold."""

from __future__ import annotations

from datetime import date, datetime
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
    ('\x00\\u0000\\"', float("-inf"), [], None),
]
KINDS: list[tuple[Any, ...]] = [
    (
        2**62,
        date(1024, 2, 29),
        datetime(2024, 4, 28, 13, 5, 9, 17),
        [[1, 2], [3]],
        '{"a": "x\\ry", "b": 1.10}',
    ),
    (-1, None, datetime(2024, 4, 28), [], "[1, 2]"),
    (None, date(9999, 12, 31), None, [[]], None),
    (0, None, None, None, '"text"'),
]


@pytest.mark.parametrize("times", [1, 20], ids=["one by one", "at once"])
def test_cells_arrive_as_they_were(times: int) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (n BIGINT, a VARCHAR, b DOUBLE, c VARCHAR[], d BOOLEAN)")
        rows = [(n, *cells) for n, cells in enumerate(CELLS * times)]
        assert insert_rows(connection, "t", ("n", "a", "b", "c", "d"), rows) == len(rows)
        assert connection.execute("SELECT * FROM t ORDER BY n").fetchall() == rows


@pytest.mark.parametrize("times", [2, 3000], ids=["one by one", "in several parts"])
def test_columns_of_every_kind_take_rows_in_their_order(times: int) -> None:
    with duckdb.connect() as connection:
        connection.execute('CREATE TABLE t ("end" BIGINT, a DATE, b TIMESTAMP, c BIGINT[][], d JSON)')
        rows = KINDS * times
        assert insert_rows(connection, "t", ("end", "a", "b", "c", "d"), rows) == len(rows)
        assert connection.execute("SELECT * FROM t ORDER BY rowid").fetchall() == rows
        assert insert_rows(connection, "t", ("end", "a", "b", "c", "d"), []) == 0


@pytest.mark.parametrize(
    "row", [("a", "b\r", None, None), (1, "", "2024-04-28", True), ("\x00", "1", None, 0)]
)
def test_rows_that_are_all_the_same_are_all_written(row: tuple[Any, ...]) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (a VARCHAR, b VARCHAR, c DATE, d BOOLEAN)")
        assert insert_rows(connection, "t", ("a", "b", "c", "d"), [row] * 20) == 20
        written = connection.execute("SELECT a, b, c::VARCHAR, d FROM t").fetchall()
        assert written == [(str(row[0]), row[1], row[2], None if row[3] is None else bool(row[3]))] * 20
