"""Arabic numerals: separators, decimals, powers of ten, and the scale words of both languages right after them."""

from __future__ import annotations

import re

from factbase.quantity.beside import BLANKS, JOINTS, TIMES
from factbase.quantity.chinese import read_scale
from factbase.quantity.names import gap
from factbase.quantity.numbers import LIMIT_DIGITS, Number, from_digits, scaled
from factbase.quantity.tables import Tables

__all__ = ["TOKEN", "read_digits", "read_scale_words"]

# Groups of three, all divided by the same sign: 1,234,567, 1'234'567 or a blank that keeps a number together.
_NUMBER = re.compile(
    rf"([0-9]{{1,3}}([,'’{BLANKS}])[0-9]{{3}}(?:\2[0-9]{{3}})*(?![0-9])|[0-9]+)(?:\.([0-9]+))?"
)
_EXPONENT = r"(?:\s?(?:\^|\*\*)\s?\{?([-−–]?[0-9]{1,3})\}?|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?![0-9])"
_POWER = re.compile(rf"\s?[{TIMES}]\s?10{_EXPONENT}|[eE]([+-]?[0-9]{{1,2}})(?![0-9A-Za-z])")
_POWER_FIRSTS = frozenset(f" {BLANKS}{TIMES}eE")
_OF_TEN = re.compile(_EXPONENT)
# A group of three more, divided by another sign: the number is read only in part.
_MORE = re.compile(rf"[ {BLANKS}][0-9]{{3}}(?![0-9])")
_SUPERSCRIPT = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹−–", "+-0123456789--")
_SCALE_WORD = re.compile(r"[ \u00a0\n-]?([A-Za-z]+)(?![A-Za-z0-9])")
# The rest of a token that is no figure: A100, 流花11-1, 3.5.1, 16:03
TOKEN = re.compile(r"[0-9A-Za-z_]*(?:[-./:,_–+][0-9A-Za-z_]+)*")


def read_digits(text: str, at: int) -> tuple[Number, int] | None:
    """The number whose digits begin at `at`, and where they end; `None` if the run is malformed or beyond any figure."""
    found = _NUMBER.match(text, at)
    if found is None or found.end() - at > LIMIT_DIGITS:
        return None
    end = found.end()
    digits, tail = found.group(1), found.group(3) or ""
    if found.group(2):
        digits = digits.replace(found.group(2), "")
    if not tail and digits == "10":
        power = _OF_TEN.match(text, end)
        if power is not None:
            exponent = int((power.group(1) or power.group(2)).translate(_SUPERSCRIPT))
            return (_powered("1", 0, exponent), power.end()) if abs(exponent) <= 36 else None
    power = _POWER.match(text, end) if text[end : end + 1] in _POWER_FIRSTS else None
    if power is not None:
        exponent = int((power.group(1) or power.group(2) or power.group(3)).translate(_SUPERSCRIPT))
        return (_powered(digits + tail, len(tail), exponent), power.end()) if abs(exponent) <= 36 else None
    following = text[end : end + 2]
    if len(following) == 2 and following[1].isdecimal():
        joint = following[0]
        if joint in ".,:：_^" or joint in JOINTS:
            return None
        if (found.group(2) or (joint != " " and len(digits) <= 3)) and _MORE.match(text, end) is not None:
            return None
    if len(digits) > 1 and digits[0] == "0":
        return None
    return from_digits(digits + tail, len(tail)), end


def _powered(digits: str, decimals: int, exponent: int) -> Number:
    number = from_digits(digits, decimals, exponent)
    return number._replace(scaled=True, zeros=number.place)


def read_scale_words(text: str, at: int, number: Number, tables: Tables) -> tuple[Number, int]:
    """`number` times the 万, 亿, million or bn that follows at once, and the new end."""
    start = gap(text, at)
    power, end = read_scale(text, start, tables.zhao)
    if power and not _is_unit(text, start, tables):
        return scaled(number, power), end
    c = text[at : at + 1]
    if c and (c in " \u00a0\n-" or c.isalpha()) and c < "\u3000":
        word = _SCALE_WORD.match(text, at)
        if word is not None:
            name = word.group(1)
            power = tables.numerals.get("scales", {}).get(name.lower(), 0)
            power = power or tables.numerals.get("short_scales", {}).get(name, 0)
            if power:
                number, end = scaled(number, power), word.end()
                return (
                    read_scale_words(text, end, number, tables)
                    if text.startswith(" crore", end)
                    else (number, end)
                )
    return number, at


def _is_unit(text: str, start: int, tables: Tables) -> bool:
    """Whether the 千 or 百 at `start` begins a unit's name (千瓦时, 百公里) rather than a scale."""
    if text[start] not in "千百兆":
        return False
    return any(
        text[start : start + length] in tables.chinese
        for length in tables.lengths.get(text[start], ())
        if length > 1
    )
