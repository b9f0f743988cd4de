"""A number as it was written: its value and the places that rounding depends on."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["LIMIT_DIGITS", "Number", "from_digits", "scaled", "whole"]

LIMIT_DIGITS = 40  # a longer run of digits is no figure: the largest the policy knows is far below 10^40


class Number(NamedTuple):
    """`top / bottom` and, in the same denominator, the places the hedge policy asks for.

    `place` is one unit of the last written digit, `zeros` one unit of the last significant one (from three digits on,
    trailing zeros are not significant), `step` one unit of the last non-zero digit. `scaled` tells 万, million and the
    like; `share` a fraction in words; `inner` a hedge read inside the numeral (十几: odd); `high` the upper end of a
    numeral that is a range (两三百), in the same denominator; `power` the power of ten that 万 or million added.
    """

    top: int
    bottom: int = 1
    place: int = 1
    zeros: int = 1
    step: int = 1
    scaled: bool = False
    share: bool = False
    inner: str = ""
    high: int = 0
    decimals: bool = False
    power: int = 0


def from_digits(digits: str, decimals: int = 0, power: int = 0) -> Number:
    """The number with these digits, of which the last `decimals` stand after the point, times 10^power.

    >>> from_digits("1700", 0, 0).zeros, from_digits("32", 1).place, from_digits("17", 1, 4).top
    (100, 1, 17000)
    """
    top = int(digits)
    shift = power - decimals
    unit, bottom = (10**shift, 1) if shift >= 0 else (1, 10**-shift)
    if digits[-1] != "0":
        scale = max(power, 0)
        return Number(top * unit, bottom, unit, unit, unit, power > 0, False, "", 0, decimals > 0, scale)
    stripped = len(digits) - len(digits.rstrip("0"))
    step = 10**stripped if top else 1
    long_enough = not decimals and len(digits.lstrip("0")) >= 3
    return Number(
        top * unit,
        bottom,
        unit,
        step * unit if long_enough else unit,
        step * unit,
        power > 0,
        decimals=decimals > 0,
        power=max(power, 0),
    )


def whole(value: int, *, is_scaled: bool = False) -> Number:
    """A whole number written in words, with the places its digits would have."""
    digits = str(value)
    stripped = len(digits) - len(digits.rstrip("0")) if value else 0
    step = 10**stripped
    return Number(value, 1, 1, step if len(digits) >= 3 else 1, step, is_scaled)


def scaled(number: Number, power: int) -> Number:
    """`number` times 10^power: 300 and 万 make 300万, one unit of whose last digit is 1万."""
    unit = 10**power
    top, bottom, place, zeros, step, _, share, inner, high, decimals, old = number
    return Number(
        top * unit,
        bottom,
        place * unit,
        zeros * unit,
        step * unit,
        True,
        share,
        inner,
        high * unit,
        decimals,
        old + power,
    )
