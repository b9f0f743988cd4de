"""A mention as JSON: the published fields, every number exact."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from factbase.quantity.rows import json_number, plain_number, quantity_json, quantity_row
from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.reading import reader_tables

FIELDS = [
    "start",
    "end",
    "text",
    "value",
    "low",
    "high",
    "low_open",
    "high_open",
    "widest_low",
    "widest_high",
    "unit",
    "counted",
    "hedge",
    "rule",
    "ratio_low",
    "ratio_high",
    "ratio_low_open",
    "ratio_high_open",
    "note",
]


def test_a_row_has_the_published_fields_in_order() -> None:
    (q,) = find_quantities("新充电站将拥有超过160个充电桩。", reader_tables())
    row = quantity_row(q)
    assert list(row) == FIELDS
    assert row["text"] == "超过160个"
    assert (row["low"], row["high"], row["low_open"], row["high_open"]) == (160, None, True, False)
    assert (row["unit"], row["counted"], row["hedge"]) == ("count", "充电桩", "more_than")
    assert json.loads(quantity_json(q)) == row


def test_about_has_no_bounds_but_its_change_has_the_nominal_ratio() -> None:
    (q,) = find_quantities("同比增长约12%", reader_tables())
    row = quantity_row(q)
    assert (row["low"], row["high"]) == (None, None)
    assert (row["ratio_low"], row["ratio_high"]) == (1.12, 1.12)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(3), "3"), (Fraction(16, 5), "3.2"), (Fraction(2, 3), '"2/3"'), (Fraction(-1, 8), "-0.125"), (Fraction(10**25), "1" + "0" * 25),
        (Fraction(7, 5 * 10**9), "0.0000000014"), (None, "null"), (Fraction(1, 10**40), "0." + "0" * 39 + "1"),
    ],
)  # fmt: skip
def test_json_numbers_are_exact(number: Fraction | None, text: str) -> None:
    assert json_number(number) == text
    if number is not None and not text.startswith('"'):
        assert Fraction(json.loads(text, parse_float=str, parse_int=str)) == number


def test_a_float_is_used_only_where_it_is_the_number() -> None:
    assert plain_number(Fraction(1, 10)) == 0.1
    assert plain_number(Fraction("0.1234567890123456789")) == "1234567890123456789/10000000000000000000"
