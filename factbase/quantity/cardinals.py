"""English cardinals in words: twenty-five, one hundred and fifty, two hundred thousand, three dozen."""

from __future__ import annotations

import re
from typing import NamedTuple

from factbase.quantity.numbers import Number, scaled, whole
from factbase.quantity.tables import Tables

__all__ = ["count_words"]

_WORD = re.compile(r"[A-Za-z]+")
_NEXT = re.compile(r"[ \n-]([A-Za-z]+)")


class _Count(NamedTuple):
    """A cardinal as read so far: closed part, open part below the last scale, that scale's power, and words."""

    total: int = 0
    section: int = 0
    power: int = 99
    words: int = 0


def count_words(text: str, begin: int, tables: Tables) -> tuple[Number, int, int] | None:
    """The number whose words begin at `begin`, where they end, and how many words it has."""
    count, end, position = _Count(), begin, begin
    while count.words <= 12:
        match = _WORD.match(text, position)
        if match is None:
            break
        word = match.group().lower()
        if word == "dozen":
            return (whole((count.section or 1) * 12), match.end(), 2) if count.words else None
        if word == "and" and _goes_on(text, match.end(), count, tables):
            position = match.end() + 1
            continue
        more = _counted_on(count, word, tables)
        if more is None:
            break
        count, end = more, match.end()
        if text[end : end + 1] not in ("-", " ", "\n"):
            break
        position = end + 1
    return (_number(count), end, count.words) if count.words else None


def _number(count: _Count) -> Number:
    if count.total and not count.section:
        return scaled(whole(count.total // 10**count.power), count.power)
    return whole(count.total + count.section, is_scaled=bool(count.total))


def _goes_on(text: str, end: int, count: _Count, tables: Tables) -> bool:
    """Whether `and` is inside the number: one hundred and fifty, but not two and three."""
    following = _NEXT.match(text, end)
    if following is None or not count.words or (count.total == 0 and count.section < 100):
        return False
    return following.group(1).lower() in tables.numerals["units"] | tables.numerals["tens"]


def _counted_on(count: _Count, word: str, tables: Tables) -> _Count | None:
    """`count` with one more word, or `None` where the word cannot follow."""
    total, section, power, words = count
    numerals = tables.numerals
    if word in numerals["units"]:
        value = numerals["units"][word]
        fits = not (section % 10 and words) and not (section % 100 and value > 9)
        return _Count(total, section + value, power, words + 1) if fits else None
    if word in numerals["tens"]:
        return None if section % 100 else _Count(total, section + numerals["tens"][word], power, words + 1)
    if word == "hundred":
        return None if section >= 100 else _Count(total, (section or 1) * 100, power, words + 1)
    scale = numerals["scales"].get(word, 99)
    return None if scale >= power else _Count(total + (section or 1) * 10**scale, 0, scale, words + 1)
