"""Shares in words: one in ten, 十个里有四个, 不到百里挑一; and what only looks like one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.reading import reader_tables

TABLES = reader_tables()


@pytest.mark.parametrize(
    ("text", "value", "hedge"),
    [
        ("Fewer than one in a hundred of them", Fraction(1, 100), "less_than"),
        ("more than 1 in 100 of them", Fraction(1, 100), "more_than"),
        ("one in a thousand", Fraction(1, 1000), "exact"),
        ("about 3 in 10,000 people", Fraction(3, 10000), "about"),
        ("one out of every ten", Fraction(1, 10), "exact"),
        ("4 of every 10", Fraction(2, 5), "exact"),
        ("1 in 10 of them", Fraction(1, 10), "exact"),
        ("roughly four in ten", Fraction(2, 5), "about"),
        ("two out of three", Fraction(2, 3), "exact"),
        ("十个里有四个", Fraction(2, 5), "exact"),
        ("十個裡大約有四個", Fraction(2, 5), "about"),
        ("三个里头就有一个", Fraction(1, 3), "exact"),
        ("一百家里不到一家", Fraction(1, 100), "less_than"),
        ("十人中有四人", Fraction(2, 5), "exact"),
        ("每十人中约四人", Fraction(2, 5), "about"),
        ("每十名被该产品重伤的人中约四人", Fraction(2, 5), "about"),
        ("每100家企业不到1家", Fraction(1, 100), "less_than"),
        ("每百家中只有不到一家", Fraction(1, 100), "less_than"),
        ("不到百里挑一", Fraction(1, 100), "less_than"),
        ("It makes a half of the world's chips.", Fraction(1, 2), "exact"),
    ],
)
def test_a_share_in_words(text: str, value: Fraction, hedge: str) -> None:
    (found,) = find_quantities(text, TABLES)
    assert (found.reading.value, found.hedge, found.unit) == (value, hedge, "1")


@pytest.mark.parametrize(
    ("text", "said", "unit"),
    [
        ("They pledged 45 billion U.S. dollars to it.", "45 billion U.S. dollars", "USD"),
        ("大約四百八十華里的海域", "大約四百八十華里", "m"),
        ("大约480华里的海域", "大约480华里", "m"),
    ],
)
def test_a_unit_of_several_signs(text: str, said: str, unit: str) -> None:
    (found,) = find_quantities(text, TABLES)
    assert (found.text, found.unit) == (said, unit)


def test_one_in_a_thousand_is_never_none() -> None:
    (found,) = find_quantities("one in a thousand", TABLES)
    assert (found.reading.widest.low or 0) > 0


@pytest.mark.parametrize(
    "text",
    [
        "one in a hundred years", "it sold 3 in 10 days", "这十个里有四个", "26宗项目中有2宗", "二十个里有四个", "十个里有九个半",
        "百里挑一的人才", "十里外有一个村", "每3天约1次", "每10公里约1个", "one in 2020", "第三个里有一个",
    ],
)  # fmt: skip
def test_what_is_no_share(text: str) -> None:
    assert all(q.unit != "1" for q in find_quantities(text, TABLES))
