"""The hedge policy, reading by reading, against the numbers of its table."""

from __future__ import annotations

from fractions import Fraction

import pytest

from factbase.quantity.hedging import combine
from factbase.quantity.interval import EVERYTHING
from factbase.quantity.reading import Quantity
from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.reading import reader_tables

TABLES = reader_tables()


def read(text: str) -> Quantity:
    (only,) = find_quantities(text, TABLES)
    return only


@pytest.mark.parametrize(
    ("text", "rounded", "widest"),
    [
        ("3亿元", (250_000_000, 350_000_000), (250_000_000, 350_000_000)),
        ("450亿元", (44_950_000_000, 45_050_000_000), (44_500_000_000, 45_500_000_000)),
        ("240公里", (239_500, 240_500), (235_000, 245_000)),
        ("1000公里", (999_500, 1_000_500), (950_000, 1_050_000)),
        ("80%", (Fraction(795, 1000), Fraction(805, 1000)), (Fraction(795, 1000), Fraction(805, 1000))),
        ("129人", (129, 129), (129, 129)),
        ("1500个", (Fraction(2999, 2), Fraction(3001, 2)), (1450, 1550)),
        ("三分之二", (Fraction(19, 30), Fraction(7, 10)), (Fraction(19, 30), Fraction(7, 10))),
        ("一成", (Fraction(95, 1000), Fraction(105, 1000)), (Fraction(95, 1000), Fraction(105, 1000))),
        ("正好3亿元", (300_000_000, 300_000_000), (300_000_000, 300_000_000)),
    ],
)
def test_an_exact_figure_is_rounded_and_widened(text: str, rounded: tuple, widest: tuple) -> None:
    reading = read(text).reading
    assert reading.face.is_point
    assert (reading.rounded.low, reading.rounded.high) == rounded
    assert (reading.widest.low, reading.widest.high) == widest


def test_about_and_nearly_state_nothing_but_have_a_face() -> None:
    about, nearly = read("约29千瓦时").reading, read("近40家").reading
    assert about.stated == nearly.stated == EVERYTHING
    assert (about.face.low, about.face.high) == (Fraction(57, 2), Fraction(59, 2))
    assert (about.widest.low, about.widest.high) == (Fraction(2755, 100), Fraction(3045, 100))
    assert (nearly.face.low, nearly.face.high) == (38, 40)
    assert (nearly.widest.low, nearly.widest.high) == (36, 40)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20多家", 20, 30),
        ("6400多家", 6400, 6500),
        ("一百多万家", 10**6, 2 * 10**6),
        ("十几家", 10, 20),
        ("1.7万多倍", 17000, 18000),
    ],
)
def test_odd_is_open_by_one_unit_of_the_last_nonzero_digit(text: str, low: int, high: int) -> None:
    stated = read(text).reading.stated
    assert (stated.low, stated.high, stated.low_open, stated.high_open) == (low, high, True, True)


def test_about_widens_both_ends_of_a_range_and_within_keeps_it() -> None:
    about = read("约10到20亿元").reading
    assert (about.stated.low, about.stated.high) == (10 * 10**8, 20 * 10**8)
    assert (about.widest.low, about.widest.high) == (Fraction(95 * 10**7), Fraction(21 * 10**8))
    inside = read("6至12小时内").reading
    assert (inside.stated.low, inside.stated.high) == (21600, 43200)


@pytest.mark.parametrize(
    ("hedges", "hedge", "rule"),
    [
        ((), "exact", "exact"),
        (("about", "odd"), "odd", "about+odd"),
        (("about", "at_least"), "at_least", "about+at_least"),
        (("more_than", "at_least"), "at_least", "more_than+at_least"),
        (("less_than", "at_most"), "at_most", "less_than+at_most"),
        (("at_most", "at_least"), "at_least", "at_most+at_least"),
        (("about", "nearly"), "nearly", "about+nearly"),
    ],
)
def test_two_hedges(hedges: tuple[str, ...], hedge: str, rule: str) -> None:
    decision = combine(hedges)
    assert (decision.hedge, decision.rule) == (hedge, rule)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("产量增长3倍", 4, 4), ("产量增长到3倍", 3, 3), ("产量是去年的3倍", 3, 3), ("产量增长200%", 3, 3), ("性能提升100%以上", 2, None),
        ("比去年多一半", Fraction(3, 2), Fraction(3, 2)), ("成本降低三成", Fraction(7, 10), Fraction(7, 10)), ("便宜一半", Fraction(1, 2), Fraction(1, 2)),
        ("缩小到五分之一", Fraction(1, 5), Fraction(1, 5)), ("减少4倍", Fraction(1, 4), Fraction(1, 4)), ("翻番", 2, 2), ("翻两番", 4, 4),
        ("速度快30倍", 30, 31), ("output doubled", 2, 2), ("a threefold increase", 3, 3), ("fell by half", Fraction(1, 2), Fraction(1, 2)),
        ("sales up 5%", Fraction(105, 100), Fraction(105, 100)), ("下降了近一半", Fraction(1, 2), Fraction(1, 2)),
    ],
)  # fmt: skip
def test_change_verbs_give_the_ratio(text: str, low: Fraction, high: Fraction | None) -> None:
    change = read(text).change
    assert change is not None
    assert (change.stated.low, change.stated.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["占比由20%提高到35%", "fell from 37% to 12%", "下降0.3个百分点", "溢价率达15%", "a 25% tariff"]
)
def test_levels_points_and_rates_are_no_change(text: str) -> None:
    assert all(q.change is None for q in find_quantities(text, TABLES))


def test_coordinated_figures_share_their_verb() -> None:
    first, second = find_quantities("出口和进口分别增长5.6%和7.8%", TABLES)
    assert first.change is not None
    assert second.change is not None
    assert second.change.value == Fraction(1078, 1000)


def test_the_household_multiple_caps_the_chatbot() -> None:
    """Golden case: 1.7万多倍 × 约29千瓦时 is at most 531,000 kWh at face and 548,100 at its widest."""
    multiple, household = read("是家庭的1.7万多倍").reading, read("约29千瓦时").reading
    assert (multiple.face * household.face).high == 531_000
    assert (multiple.widest * household.widest).high == 548_100
