"""A number written in parts: 3万4000, 1亿2000万, 两千3百, 3千五百, and groups of three that blanks divide."""

from __future__ import annotations

import re

from factbase.quantity.beside import spaced_end
from factbase.quantity.chinese import DIGITS, NUMERALS, SCALES, SMALL, read_numeral
from factbase.quantity.digits import read_digits, read_scale_words
from factbase.quantity.numbers import Number, from_digits, scaled
from factbase.quantity.tables import Tables

__all__ = ["goes_on", "read_rest", "read_spaced"]

_RUN = re.compile(f"[{NUMERALS}]{{1,24}}")
_TAIL = re.compile(r"(?:\.([0-9]+))?(?![0-9]|[.,:'’][0-9])")
_NEXT_SCALE = 10**4  # 1亿2千 is meant as 1亿2千万 as often as not
_LEAST_DIGITS = 3  # so many digits without a scale are the smaller part of a number: 3万500, not 3万5
_A_NAME = re.compile(r"[0-9]G(?![A-Za-z])")  # 10万5G基站
# 3万五 is 35,000: one digit that nothing but a sum or a stop follows counts tenths of the scale before it.
_TENTH = re.compile(r"[二三四五六七八九](?=[，。；、！？）元块]|$)")
_POWERS = SMALL | SCALES
_SCALED_RUN = re.compile(f"[{''.join(DIGITS)}][{''.join(SMALL)}万亿]")


def read_spaced(text: str, at: int, tables: Tables) -> tuple[Number, int] | None:
    """The number whose groups of three plain blanks divide, `None` if none begins at `at`. Whether it is one, the unit tells."""
    stop = spaced_end(text, at, tables)
    found = _TAIL.match(text, stop) if stop else None
    if found is None or text[at] == "0":
        return None
    tail = found.group(1) or ""
    return from_digits(text[at:stop].replace(" ", "") + tail, len(tail)), found.end()


def goes_on(text: str, end: int) -> bool:
    """Whether a smaller part of the number follows its 万 or 千 at once: 3万|4000, 3千|五百, 3万|五, but not 10亿|一年."""
    c = text[end : end + 1]
    return (c.isdecimal() and _A_NAME.match(text, end) is None) or (
        c in DIGITS and (_SCALED_RUN.match(text, end) or _TENTH.match(text, end)) is not None
    )


def read_rest(text: str, end: int, number: Number, tables: Tables) -> tuple[Number, int] | None:
    """The number with every smaller part that follows `end`, and the new end; `None` if a part does not fit.

    A part fits below one unit of the last digit that is not 0, written with its scale or with all its digits: 三万5000, not
    三万5. A 万 or 亿 behind the last part serves all of them: 2千3百万.
    """
    while goes_on(text, end):
        part = _part(text, end, tables)
        if part is None or number.bottom != 1 or number.decimals or number.high or number.inner:
            return None
        rest, stop = part
        power = _closing_power(text[end:stop]) if rest.top >= number.step and number.top < 10**4 else 0
        below = rest.top // 10**power
        bare = text[stop - 1].isdecimal() and stop - end != len(str(number.step)) - 1
        if (
            not 0 < below < number.step
            or below * _NEXT_SCALE < number.step
            or (bare and stop - end < _LEAST_DIGITS)
        ):
            return None
        places = (
            max(rest.place // 10**power, 1),
            max(rest.zeros, rest.step) // 10**power,
            rest.step // 10**power,
        )
        number, end = Number(number.top + below, 1, *places, True), stop
        number = scaled(number, power) if power else number
    return number, end


def _closing_power(part: str) -> int:
    """The power of ten of the 万 and 亿 that end a part."""
    return sum(SCALES[c] for c in part[len(part.rstrip("万亿")) :])


def _part(text: str, at: int, tables: Tables) -> tuple[Number, int] | None:
    if _TENTH.match(text, at) is not None and text[at - 1] in _POWERS:
        unit = 10 ** (_POWERS[text[at - 1]] - 1)
        return Number(DIGITS[text[at]] * unit, 1, unit, unit, unit), at + 1
    if text[at].isdecimal():
        found = read_digits(text, at)
        number, stop = read_scale_words(text, found[1], found[0], tables) if found is not None else (None, at)
    else:
        run = _RUN.match(text, at)
        number, stop = (read_numeral(run.group()), run.end()) if run is not None else (None, at)
    if number is None or number.bottom != 1 or number.decimals or number.high or number.inner:
        return None
    return number, stop
