"""How numbers, bounds and periods are worded for people; data keeps its exact form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from factbase.phrase import ENGLISH, Words
from factbase.quantity.interval import EVERYTHING
from factbase.quantity.periods import Period
from factbase.quantity.periods import say_period as period
from factbase.quantity.prefixes import multiple
from factbase.quantity.reading import Reading

__all__ = ["amount", "bounds", "figure", "number", "period", "reading"]

# The words in which a language counts, the largest first.
_SCALES = {
    "en": ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")),
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
}
_HEDGED = {"about": "≈ {amount}", "nearly": "≲ {amount}"}
_PLAIN_UNITS = {"1": "", "count": "", "rank": "", "date": ""}


def number(value: float, words: Words = ENGLISH) -> str:
    """A number with grouped digits; large ones in words, never rounded where it has few digits.

    >>> number(6400), number(8.1e9), number(0.37), number(1.4e-09)
    ('6,400', '8.1 billion', '0.37', '1.4e-9')
    >>> number(8.1e9, Words("zh")), number(500_000, Words("zh"))
    ('81亿', '50万')
    """
    size = abs(value)
    scales = _SCALES.get(words.lang, _SCALES["en"])
    if size >= scales[0][0] * 1000 or (size and size < 1e-4):
        mantissa, _, exponent = f"{value:.6e}".partition("e")
        return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"
    for scale, word in scales:
        if size >= scale:
            return f"{_digits(value / scale)}{word}"
    return _digits(value)


def _digits(value: float) -> str:
    """A number without an exponent: whole numbers whole, others to six significant digits, at the least two places."""
    whole = value.is_integer() if isinstance(value, float) else True
    text = f"{Decimal(repr(value) if whole else f'{value:.6g}'):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: float, unit: str, kind: str, words: Words = ENGLISH, *, as_is: bool = False) -> str:
    """A number in its unit as people write it: shares as percentages, ratios with ×, power in MW unless `as_is`.

    >>> amount(20_833_333.3, "W", "power"), amount(20_833_333.3, "W", "power", as_is=True)
    ('20.8333 MW', '20.8333 million W')
    """
    if unit == "1" and kind == "share":
        return words.say("{n} %", n=_digits(value * 100))
    if unit == "pp":
        return words.say("{n} points", n=_digits(value * 100))
    if unit == "1" and kind in ("performance_ratio", "ratio"):
        return words.say("{n} ×", n=_digits(value))
    if unit == "rank":
        return words.say("no. {n}", n=_digits(value))
    if unit == "m" and kind == "process_node":
        return words.beside(_digits(value * 1e9), "nm")
    factor, named = (1, unit) if as_is else multiple(value, unit, words.lang)
    return words.beside(number(value / factor, words), _PLAIN_UNITS.get(named, named))


def bounds(
    low: float | None,
    high: float | None,
    low_open: bool,
    high_open: bool,
    unit: str,
    kind: str,
    words: Words = ENGLISH,
    *,
    as_is: bool = False,
) -> str:
    """An interval in words: `≥ 40 %`, `> 500,000 kWh/day`, `60 trillion – 100 trillion token`."""
    left = "" if low is None else amount(low, unit, kind, words, as_is=as_is)
    right = "" if high is None else amount(high, unit, kind, words, as_is=as_is)
    if low is not None and low == high:
        return left
    if left and right:
        if low_open and high_open:
            return words.say("{low} – {high} (ends excluded)", low=left, high=right)
        return words.say("{low} – {high}", low=left, high=right)
    if left:
        return words.say("> {amount}" if low_open else "≥ {amount}", amount=left)
    if right:
        return words.say("< {amount}" if high_open else "≤ {amount}", amount=right)
    return ""


def figure(row: dict[str, Any], words: Words = ENGLISH, *, as_is: bool = False) -> str:
    """The figure of a fact row for a table cell: its bounds, else its number with the sign of its hedge.

    `as_is` keeps the row's unit, which somebody asked for.
    """
    kind, unit, value = row["kind"], row["unit"], row["value"]
    if kind == "date":
        return period(row["period_start"], row["period_end"], words)
    is_open = bool(row["low_open"]), bool(row["high_open"])
    stated = bounds(row["low"], row["high"], *is_open, unit, kind, words, as_is=as_is)
    if stated or value is None:
        return stated
    said = amount(value, unit, kind, words, as_is=as_is)
    return words.say(_HEDGED[row["hedge"]], amount=said) if row["hedge"] in _HEDGED else said


def reading(said: Reading | Period | int | None, unit: str, kind: str, words: Words = ENGLISH) -> str:
    """What a reading of words, a date or a place says: the bounds that they state, else the number.

    >>> from fractions import Fraction; from factbase.quantity.interval import Interval
    >>> reading(Reading(None, Interval(Fraction(510000), None, True)), "kWh/day", "power"), reading(2, "rank", "rank")
    ('> 510,000 kWh/day', 'no. 2')
    """
    if isinstance(said, Period):
        return period(said.start, said.end, words) or words.say("anything")
    if said is None or isinstance(said, int):
        return words.say("anything") if said is None else amount(said, unit, kind, words)
    stated = said.stated if said.stated != EVERYTHING else said.face
    if stated == EVERYTHING and said.value is not None:
        return amount(float(said.value), unit, kind, words)
    low, high = (None if end is None else float(end) for end in (stated.low, stated.high))
    return bounds(low, high, stated.low_open, stated.high_open, unit, kind, words)
