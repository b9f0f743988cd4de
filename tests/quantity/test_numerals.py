"""Numbers as they are written: Chinese, Arabic and English, with the places that rounding needs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from factbase.quantity.cardinals import count_words
from factbase.quantity.chinese import read_fraction, read_numeral, read_scale
from factbase.quantity.digits import read_digits
from factbase.vocabulary.reading import reader_tables

TABLES = reader_tables()


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("三百", 300), ("三百五", 350), ("一百零五", 105), ("两千三百一十五", 2315),
        ("三万五", 35000), ("三万两千", 32000), ("三千五百万", 35_000_000), ("一亿三千万", 130_000_000), ("一万五千亿", 15 * 10**11),
        ("百万亿", 10**14), ("百亿亿", 10**18), ("万亿", 10**12), ("二〇二三", 2023), ("零", 0), ("壹佰", 100),
    ],
)  # fmt: skip
def test_chinese_numerals(run: str, value: int) -> None:
    number = read_numeral(run)
    assert number is not None
    assert Fraction(number.top, number.bottom) == value


@pytest.mark.parametrize(
    "run", ["万千", "十百", "五十万千", "千千", "百十", "万零", "亿" * 30, "三四五六七八九十十"]
)
def test_what_is_no_chinese_numeral(run: str) -> None:
    assert read_numeral(run) is None


@pytest.mark.parametrize(
    ("run", "low", "high"),
    [("两三", 2, 3), ("三五", 3, 5), ("三四十", 30, 40), ("十五六", 15, 16), ("两三百", 200, 300), ("五六千", 5000, 6000), ("四五百万", 4_000_000, 5_000_000)],
)  # fmt: skip
def test_neighbouring_digits_are_a_range(run: str, low: int, high: int) -> None:
    number = read_numeral(run)
    assert number is not None
    assert (number.top, number.high) == (low, high)


def test_descending_or_equal_digits_are_no_range() -> None:
    number = read_numeral("九八")
    assert number is not None
    assert (number.top, number.high) == (98, 0)


@pytest.mark.parametrize(
    ("run", "below", "value"), [("二", "三", Fraction(2, 3)), ("五十三点五", "百", Fraction(535, 1000)), ("三", "千", Fraction(3, 1000)), ("1", "4", None)]
)  # fmt: skip
def test_fractions_in_words(run: str, below: str, value: Fraction | None) -> None:
    number = read_fraction(run, below) if below in "百千万" or below in "三" else None
    assert (None if number is None else Fraction(number.top, number.bottom)) == value


def test_a_small_scale_never_follows_a_large_one() -> None:
    assert read_scale("50万千瓦时", 2) == (4, 3)
    assert read_scale("12万亿", 2) == (12, 4)
    assert read_scale("3兆", 1) == (0, 1)
    assert read_scale("3兆", 1, zhao=12) == (12, 2)


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("1,234.5", Fraction(12345, 10), Fraction(1, 10)),
        ("240", 240, 1),
        ("1.50", Fraction(3, 2), Fraction(1, 100)),
        ("1.2×10^6", 1_200_000, 100_000),
        ("10⁴", 10_000, 10_000),
        ("5e-3", Fraction(1, 200), Fraction(1, 1000)),
        ("2.1×10^25", 21 * 10**24, 10**24),
        ("3\u00a0500", 3500, 1),
        ("1'234'567", 1_234_567, 1),
        ("12’345.50", Fraction(1234550, 100), Fraction(1, 100)),
        ("1.5\u00a0×\u00a010^6", 1_500_000, 100_000),
        ("1.5·10⁶", 1_500_000, 100_000),
        ("1.5*10**6", 1_500_000, 100_000),
    ],
)
def test_digits(text: str, value: Fraction | int, place: Fraction | int) -> None:
    found = read_digits(text, 0)
    assert found is not None
    number, end = found
    assert end == len(text)
    assert Fraction(number.top, number.bottom) == value
    assert Fraction(number.place, number.bottom) == place


@pytest.mark.parametrize(
    "text",
    [
        "10^999999999",
        "1.2.3",
        "16:03",
        "007",
        "9" * 50,
        "1,23",
        "12,34,567",
        "1'23",
        "5·6",
        "1,234'567",
        "1,234\u00a0567",
    ],
)
def test_malformed_digits_are_no_number(text: str) -> None:
    assert read_digits(text, 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-five firms", 25),
        ("one hundred and fifty people", 150),
        ("two hundred thousand", 200_000),
        ("forty-two thousand", 42_000),
        ("three dozen", 36),
        ("two and three", 2),
        ("nine million", 9_000_000),
    ],
)
def test_english_words(text: str, value: int) -> None:
    counted = count_words(text, 0, TABLES)
    assert counted is not None
    assert counted[0].top == value
