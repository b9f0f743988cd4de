"""Exact numbers as text: fractions to decimals and back, readings to one compact string.

A store keeps DOUBLE columns for people and this text for the judge. `1/3` has no finite decimal and stays a fraction.
"""

from __future__ import annotations

from fractions import Fraction

from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading

__all__ = ["decimal_text", "parse_exact", "parse_reading", "reading_text"]

_LONGEST = 400


def decimal_text(number: Fraction) -> str:
    """The plain decimal of a number, or `p/q` where no finite decimal exists.

    >>> decimal_text(Fraction(16, 5)), decimal_text(Fraction(2, 3)), decimal_text(Fraction(-1, 4))
    ('3.2', '2/3', '-0.25')
    """
    top, bottom = number.numerator, number.denominator
    if bottom == 1:
        return str(top)
    twos = fives = 0
    rest = bottom
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return f"{top}/{bottom}"
    places = max(twos, fives)
    digits = str(abs(top) * 10**places // bottom).rjust(places + 1, "0")
    return f"{'-' if top < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def parse_exact(text: str) -> Fraction:
    """A number written as a decimal, with a power of ten or as `p/q`. Raises `ValueError` for anything else, and for what
    no figure is: more than 400 digits before or after the point.

    >>> parse_exact("2/3"), parse_exact("1e+25") == 10**25
    (Fraction(2, 3), True)
    >>> parse_exact("1e999999999")
    Traceback (most recent call last):
    ValueError: beyond every measure
    """
    power = text.lower().partition("e")[2].strip().lstrip("+-")
    if len(text) > 2 * _LONGEST or (
        power and (len(power) > 3 or not power.isdigit() or int(power) > _LONGEST)
    ):
        raise ValueError("beyond every measure")
    try:
        return Fraction(text)
    except ZeroDivisionError as error:
        raise ValueError(f"not a number: {text!r}") from error


def reading_text(reading: Reading) -> str:
    """One line that holds a whole reading; `=` repeats the interval before it.

    >>> from factbase.quantity.interval import closed, point
    >>> reading_text(Reading(Fraction(3), point(3), point(3), closed(2, 4), closed(2, 4)))
    '3;[3,3];=;[2,4];='
    """
    parts = ["" if reading.value is None else str(reading.value)]
    previous: Interval | None = None
    for interval in reading[1:]:
        parts.append("=" if interval == previous else _interval_text(interval))
        previous = interval
    return ";".join(parts)


def parse_reading(text: str) -> Reading:
    """The inverse of `reading_text`. Raises `ValueError` on anything else."""
    first, *rest = text.split(";")
    if len(rest) != 4 or rest[0] == "=":
        raise ValueError(f"not a reading: {text!r}")
    intervals: list[Interval] = []
    for part in rest:
        intervals.append(intervals[-1] if part == "=" else _parse_interval(part))
    return Reading(parse_exact(first) if first else None, *intervals)


def _interval_text(x: Interval) -> str:
    low = "" if x.low is None else str(x.low)
    high = "" if x.high is None else str(x.high)
    return f"{'(' if x.low_open else '['}{low},{high}{')' if x.high_open else ']'}"


def _parse_interval(text: str) -> Interval:
    if len(text) < 3 or text[0] not in "([" or text[-1] not in ")]" or text.count(",") != 1:
        raise ValueError(f"not an interval: {text!r}")
    low, high = text[1:-1].split(",")
    return Interval(
        parse_exact(low) if low else None,
        parse_exact(high) if high else None,
        bool(low) and text[0] == "(",
        bool(high) and text[-1] == ")",
    )
