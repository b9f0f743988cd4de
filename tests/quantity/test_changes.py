"""Verbs of change beside a figure: the level that was reached, or by how much."""

from __future__ import annotations

from fractions import Fraction

import pytest

from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.reading import reader_tables

TABLES = reader_tables()


def change(text: str) -> Fraction | None:
    """The ratio new/old that the last figure of a text states, `None` for a level."""
    last = find_quantities(text, TABLES)[-1].change
    return None if last is None else last.value


@pytest.mark.parametrize(
    "text",
    [
        "占比降为12%", "由2%升为10%", "占比减为12%", "比重增为10%", "股价跌为12%", "缩减为12%", "降成12%", "下降为12%",
        "上升为10%", "下降为约12%", "較1990年的37%下降為12%", "占比由37%下降为12%", "税率下调为16%", "占比降到一成二",
        "占比从三成七降为一成二", "失业率降到一成", "份额从一半降到三分之一", "its share shrank to 12%", "its share is down at 12%",
        "its share now stands at 12%", "its share fell as low as 12%", "its share fell to one in eight",
        "it will gobble up a third of the power", "it takes up a tenth of the power",
        "it beats 80% of its rivals", "its share exceeds 80%", "产值超出预算的八成",
    ],
)  # fmt: skip
def test_what_was_reached_is_a_level(text: str) -> None:
    assert change(text) is None


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("降了12%", Fraction(88, 100)),
        ("it is 20% short of that of its rival", Fraction(4, 5)),
        ("it is 20% behind its rival", Fraction(4, 5)),
        ("it is 20% below that of its rival", Fraction(4, 5)),
        ("it is 20% above that of its rival", Fraction(6, 5)),
        ("降幅为12%", Fraction(88, 100)),
        ("增长率为12%", Fraction(112, 100)),
        ("同比增长为12%", Fraction(112, 100)),
        ("较上年同期下降为12%", Fraction(88, 100)),
        ("亏损为12%", Fraction(88, 100)),
        ("增长约为12%", Fraction(112, 100)),
        ("cut its share by 12%", Fraction(88, 100)),
        ("outperforms the A100 by 20%", Fraction(120, 100)),
        ("it trails the A100 by 20%", Fraction(80, 100)),
        ("性能反超A100两成。", Fraction(120, 100)),
        # of an earlier level
        ("产量增为3倍", Fraction(3)),
        ("缩小为五分之一", Fraction(1, 5)),
        ("占比减为原来的三分之一", Fraction(1, 3)),
        ("output fell to a third", Fraction(1, 3)),
    ],
)
def test_a_change_is_a_ratio(text: str, ratio: Fraction) -> None:
    assert change(text) == ratio
