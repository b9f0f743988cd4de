"""Numbers as they are said: eight point one billion, three and a quarter million, a million and a half, 十三点七个亿."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from factbase.quantity.numbers import Number, from_digits, scaled

__all__ = ["read_decimals", "read_mixed", "with_big_classifier"]

_POINT = re.compile(r"[ \n]point((?:[ \n-][A-Za-z]+){1,7})")
_NEXT = re.compile(r"[ \n-]([A-Za-z]+)")
_MIXED = re.compile(r"[ -]and[ -](?:(a|one|two|three)[ -])(hal(?:f|ves)|thirds?|quarters?|fifths?)(?![a-z])")
_TOPS = {"a": 1, "one": 1, "two": 2, "three": 3}
_MOST_DIGITS = 6
# 十三点七个亿, 两个万: the classifier stands between the number and its scale.
_BIG = {"个亿": 8, "个万": 4}


def read_decimals(
    text: str, end: int, whole: Number, numerals: Mapping[str, Any]
) -> tuple[Number, int] | None:
    """The decimals that words give a whole number ending at `end`, with the scale behind them; `None` if they give none.

    >>> names = {"units": {"one": 1, "eight": 8}, "zeros": ["oh"], "scales": {"billion": 9}}
    >>> number, end = read_decimals("eight point one billion", 5, Number(8), names)
    >>> (number.top, number.place, end)
    (8100000000, 100000000, 23)
    """
    found = _POINT.match(text, end)
    if found is None or whole.bottom != 1 or whole.scaled:
        return None
    digits, at = "", found.start(1)
    while len(digits) <= _MOST_DIGITS:
        word = _NEXT.match(text, at)
        digit = None if word is None else _digit(word.group(1).lower(), numerals)
        if word is None or digit is None:
            break
        digits, at = digits + digit, word.end()
    if not digits or len(digits) > _MOST_DIGITS:
        return None
    power, at = _scale(text, at, numerals)
    return from_digits(f"{whole.top}{digits}", len(digits), power), at


def read_mixed(text: str, end: int, whole: Number, numerals: Mapping[str, Any]) -> tuple[Number, int] | None:
    """One and a half million, two-and-a-half years, a million and a half: a number with a fraction in words.

    A scale that the whole number has serves the fraction too.
    """
    found = _MIXED.match(text, end)
    if found is None or whole.bottom != 1:
        return None
    top, bottom = _TOPS[found.group(1)], int(numerals["fractions"][found.group(2)])
    if top >= bottom:
        return None
    if whole.scaled:
        unit = 10**whole.power
        return Number(whole.top * bottom + top * unit, bottom, 0, 0, unit, True, True), found.end()
    power, stop = _scale(text, found.end(), numerals)
    number = Number(whole.top * bottom + top, bottom, 0, 0, 1, False, True)
    return (scaled(number, power) if power else number), stop


def with_big_classifier(text: str, end: int, number: Number) -> tuple[Number, int]:
    """`number` with the 亿 or 万 that 个 parts it from (十三点七个亿), and where it then ends."""
    power = _BIG.get(text[end : end + 2], 0)
    if not power or number.scaled or text[end + 2 : end + 3] in ("万", "亿", "分"):
        return number, end
    return scaled(number, power), end + 2


def _digit(word: str, numerals: Mapping[str, Any]) -> str | None:
    if word in numerals.get("zeros", ()):
        return "0"
    value = numerals["units"].get(word, 10)
    return str(value) if value < 10 else None


def _scale(text: str, at: int, numerals: Mapping[str, Any]) -> tuple[int, int]:
    word = _NEXT.match(text, at)
    power = int(numerals["scales"].get(word.group(1).lower(), 0)) if word is not None else 0
    return (power, word.end()) if word is not None and power else (0, at)
