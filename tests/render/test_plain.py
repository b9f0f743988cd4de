"""Data out: numbers are numbers, nothing is Python's own notation, spreadsheets run nothing."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from factbase.render.plain import write_csv, write_json, write_markdown
from factbase.service.view import Card, Column, Table

CELLS: list[tuple[Any, Any]] = [
    (None, None),
    (True, True),
    (500000.0, 500000),
    (1e25, 1e25),
    (float("nan"), "nan"),
    (Fraction(2, 3), 2 / 3),
    (Fraction(159, 650), 159 / 650),
    (Decimal("0.12"), 0.12),
    (date(2024, 4, 28), "2024-04-28"),
    (datetime(2024, 4, 28, 1, 2), "2024-04-28T01:02:00"),
    (time(10, 0), "10:00:00"),
    (timedelta(days=1), "1 day, 0:00:00"),
    (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    (b"a\xff", "a\\xff"),
    (("甲", Fraction(1, 2)), ["甲", 0.5]),
    ({"a": [True]}, {"a": [True]}),
]


@pytest.mark.parametrize(("cell", "wanted"), CELLS, ids=lambda c: type(c).__name__)
def test_json_and_csv_say_the_same(cell: Any, wanted: Any) -> None:
    view = Table("", (Column("a"), Column("b", "number")), [(cell, cell)])
    out = io.StringIO()
    write_json(view, out)
    assert json.loads(out.getvalue(), parse_constant=pytest.fail) == [{"a": wanted, "b": wanted}]
    out = io.StringIO()
    write_csv(view, out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    text = row["a"]
    assert row["a"] == row["b"]
    assert (text if isinstance(wanted, str) else json.loads(text or "null")) == wanted


def test_a_card_is_one_row() -> None:
    out = io.StringIO()
    write_csv(Card("t", {"id": "x", "aliases": {"x": ["甲"]}, "open": False}, ()), out)
    assert out.getvalue() == 'id,aliases,open\r\nx,"{""x"": [""甲""]}",false\r\n'


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1"])
def test_excel_runs_no_cell(cell: str) -> None:
    out = io.StringIO()
    write_csv(Table("", (Column("a"), Column("n", "number")), [(cell, -1.0)]), out, excel=True)
    ((text, number),) = list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1:]
    assert (text, number) == (f"'{cell}", "-1")


def test_markdown_keeps_its_columns() -> None:
    out = io.StringIO()
    write_markdown(Table("", (Column("a"), Column("b", "number")), [("x|y\nz", 1.5)]), out)
    assert out.getvalue().splitlines() == ["| a | b |", "| --- | ---: |", "| x\\|y z | 1.5 |"]
