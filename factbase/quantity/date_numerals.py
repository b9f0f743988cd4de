"""The small whole numbers and years that dates, ordinals and ranks are written with, in digits and in words."""

from __future__ import annotations

__all__ = ["CARDINAL_WORDS", "CHINESE_NUMBER", "DAY_WORDS", "ORDINAL_WORDS", "small_number", "written_year"]

_CHINESE = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_PLACES = {"十": 10, "百": 100}

CHINESE_NUMBER = "[〇零一二两三四五六七八九十百]"
"""A pattern for one character of a small Chinese number."""

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_FIRSTS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
CARDINAL_WORDS = {word: n for n, word in enumerate(_ONES, 1)} | {"fifteen": 15, "twenty": 20, "thirty": 30}
ORDINAL_WORDS = {word: n for n, word in enumerate(_FIRSTS, 1)} | {"fifteenth": 15, "twentieth": 20}
_TEENS = ["thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"]
DAY_WORDS = (
    ORDINAL_WORDS
    | {word: n for n, word in enumerate(_TEENS, 13)}
    | {f"twenty{joint}{word}": 20 + n for n, word in enumerate(_FIRSTS[:9], 1) for joint in "- "}
    | {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}
)
"""The days of a month in words: the fourteenth."""


def small_number(text: str) -> int | None:
    """The number that digits (`12`, `2nd`), Chinese numerals below 1000 or an English word say, else `None`.

    >>> small_number("二十一"), small_number("2nd"), small_number("third"), small_number("两三")
    (21, 2, 3, None)
    """
    known = _KNOWN.get(text)
    return _small_number(text) if known is None else known


def _small_number(text: str) -> int | None:
    word = text.strip().lower()
    digits = word if word.isdecimal() else word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else ""
    if digits.isdecimal() and digits.isascii():
        return int(digits) if len(digits) <= 4 else None
    if word in ("a", "an"):
        return 1
    return CARDINAL_WORDS.get(word) or DAY_WORDS.get(word) or _chinese(word)


def written_year(text: str) -> int | None:
    """The year that four digits or four Chinese digits (二〇二三) say, else `None`.

    >>> written_year("二〇二三"), written_year("2023"), written_year("二十")
    (2023, 2023, None)
    """
    digits = "".join(str(_CHINESE.get(c, c)) for c in text.strip())
    return int(digits) if len(digits) == 4 and digits.isdecimal() and digits.isascii() else None


def _chinese(word: str) -> int | None:
    total, digit, place = 0, None, 1000
    for c in word:
        if c in _PLACES:
            if _PLACES[c] >= place or digit == 0:
                return None
            place = _PLACES[c]
            total += (1 if digit is None else digit) * place
            digit = None
        elif c in _CHINESE:
            if digit:
                return None
            digit = _CHINESE[c]
        else:
            return None
    if digit is None and place == 1000:
        return None
    return total + (digit or 0)


# The numbers of days and months, which most dates are written with.
_KNOWN = {str(n): n for n in range(32)}
