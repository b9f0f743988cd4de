"""Units: names in both languages, compounds, exact conversion, and the table that a store rebuilds from rows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from factbase.errors import DimensionMismatch
from factbase.quantity.units import UnitTable, dimension_name, dimension_vector
from factbase.vocabulary.reading import reader_tables

UNITS = reader_tables().units


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        (500000, "kWh/day", "MW", Fraction(125, 6)),
        (350, "km/h", "m/s", Fraction(875, 9)),
        (350, "公里/小时", "m/s", Fraction(875, 9)),
        (68, "℉", "degC", 20),
        (20, "kelvin", "℃", Fraction(-5063, 20)),
        (942, "亩", "公顷", Fraction(314, 5)),
        (1, "美元/桶", "USD/m3", Fraction(1000000000000, 158987294928)),
        (2, "元/度", "CNY/kWh", 2),
        (1, "EFLOPS", "FLOP/s", 10**18),
        (400, "Gbps", "GB/s", 50),
        (1, "year", "day", 365),
        (12, "month", "year", 1),
        (25, "个基点", "百分点", Fraction(1, 4)),
        (1, "kg per m3", "g/cm3", Fraction(1, 1000)),
    ],
)
def test_units_convert_exactly(value: int, source: str, target: str, expected: Fraction | int) -> None:
    assert UNITS.convert(Fraction(value), source, target) == expected


@pytest.mark.parametrize(
    ("source", "target"), [("kWh", "MW"), ("USD", "CNY"), ("1", "pp"), ("count", "token"), ("m", "smoot")]
)
def test_different_dimensions_never_convert(source: str, target: str) -> None:
    with pytest.raises(DimensionMismatch):
        UNITS.convert(Fraction(1), source, target)


def test_each_currency_is_its_own_dimension() -> None:
    dimensions = {UNITS.parse(code).dimension for code in ("USD", "CNY", "欧元", "yen")}  # type: ignore[union-attr]
    assert dimensions == {"money:USD", "money:CNY", "money:EUR", "money:JPY"}


def test_case_tells_milliwatt_from_megawatt() -> None:
    assert UNITS.parse("mW").factor == Fraction(1, 1000)  # type: ignore[union-attr]
    assert UNITS.parse("MW").factor == 10**6  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["", "   ", "/", "km//h", "每", "x" * 200, "kWh/", "per", "*", "a/b/c/d/e/f"]
)
def test_no_unit_is_none(text: str) -> None:
    assert UNITS.parse(text) is None


def test_a_table_rebuilt_from_its_rows_reads_the_same() -> None:
    rebuilt = UnitTable.from_rows(UNITS.rows())
    assert rebuilt.names() == UNITS.names()
    for name in ("千瓦时", "公里/小时", "美元", "USD/kg", "℉", "kWh/day"):
        mine, theirs = UNITS.parse(name), rebuilt.parse(name)
        assert mine is not None
        assert theirs is not None
        assert (mine.factor, mine.offset, mine.vector) == (theirs.factor, theirs.offset, theirs.vector)


def test_nearest_names_help_after_a_slip() -> None:
    assert "kilometre" in UNITS.nearest("kilometer") or "kilometer" in UNITS.nearest("kilometr")


@pytest.mark.parametrize("name", ["energy", "speed", "money:USD/energy", "count/time", "number", "voltage"])
def test_dimension_names_read_back(name: str) -> None:
    assert dimension_vector(dimension_name(dimension_vector(name))) == dimension_vector(name)


def test_no_alias_names_two_canonical_units() -> None:
    for alias, unit_id in UNITS.aliases().items():
        assert UNITS.parse(alias).id == unit_id or UNITS.get(alias) is not None  # type: ignore[union-attr]
