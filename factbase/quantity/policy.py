"""The hedge policy: from a number and its hedge to the four readings of DESIGN's table, in exact integers.

All bounds of one figure share a denominator, so that only the final `Fraction`s are ever reduced.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factbase.quantity.interval import EVERYTHING, Interval
from factbase.quantity.numbers import Number
from factbase.quantity.reading import Reading

__all__ = ["Policy", "Scale", "read_magnitude", "read_range", "read_value"]


class Policy:
    """The widths of the policy, as parts of the value (`share_points` is absolute). Compared by identity."""

    __slots__ = ("about", "nearly_face", "nearly_widest", "share", "share_points", "zeros")

    def __init__(
        self,
        about: Fraction = Fraction(1, 20),
        nearly_face: Fraction = Fraction(19, 20),
        nearly_widest: Fraction = Fraction(9, 10),
        zeros: Fraction = Fraction(1, 20),
        share: Fraction = Fraction(1, 20),
        share_points: Fraction = Fraction(1, 200),
    ) -> None:
        self.about, self.zeros = about, zeros
        self.nearly_face, self.nearly_widest = nearly_face, nearly_widest
        self.share, self.share_points = share, share_points


class Scale(NamedTuple):
    """How a written number becomes the canonical unit's: `number * top / bottom + offset`."""

    top: int = 1
    bottom: int = 1
    offset: Fraction | None = None
    floor: bool = True

    def of(self, number: int, bottom: int) -> Fraction:
        """`number / bottom` in the canonical unit."""
        value = Fraction(number * self.top, bottom * self.bottom)
        return value if self.offset is None else value + self.offset


@lru_cache(maxsize=32768)
def read_value(number: Number, hedge: str, scale: Scale, discrete: bool, policy: Policy) -> Reading:
    """The reading of one number. `hedge` is a name of the policy's table, or `exactly`.

    `discrete` says that the unit counts whole things; whether this number is exact then follows from its digits.
    """
    top, bottom = number.top, number.bottom
    of = scale.of
    value = of(top, bottom)
    if hedge == "exact":
        at = Interval(value, value)
        if not top or (discrete and _is_whole(number)):
            return Reading(value, at, at, at, at)
        half, wide, grain = _halves(number, policy)
        fine = bottom * grain
        middle = top * grain
        rounded = Interval(of(middle - half, fine), of(middle + half, fine))
        widest = rounded if wide == half else Interval(of(middle - wide, fine), of(middle + wide, fine))
        return Reading(value, at, at, rounded, widest)
    if hedge == "exactly":
        at = Interval(value, value)
        return Reading(value, at, at, at, at)
    if hedge == "more_than":
        above = Interval(value, None, True)
        return Reading(value, above, above, above, above)
    if hedge == "at_least":
        above = Interval(value)
        return Reading(value, above, above, above, above)
    if hedge == "odd":
        between = Interval(value, of(top + number.step, bottom), True, True)
        return Reading(value, between, between, between, between)
    if hedge in ("less_than", "at_most"):
        strict = hedge == "less_than"
        stated = Interval(None, value, False, strict)
        floor = Fraction(0) if scale.floor and value > 0 else None
        below = Interval(floor, value, False, strict)
        return Reading(value, stated, below, below, below)
    return _soft(number, hedge, scale, policy, value)


def _soft(number: Number, hedge: str, scale: Scale, policy: Policy, value: Fraction) -> Reading:
    """about and nearly, which state no bound."""
    of, top, bottom = scale.of, number.top, number.bottom
    if hedge == "nearly":
        face = _ordered(
            of(top * policy.nearly_face.numerator, bottom * policy.nearly_face.denominator), value
        )
        wide = _ordered(
            of(top * policy.nearly_widest.numerator, bottom * policy.nearly_widest.denominator), value
        )
        return Reading(value, EVERYTHING, face, face, wide)
    half, most, grain = _halves(number, policy)
    fine, middle = bottom * grain, top * grain
    reach = max(most, -(-abs(middle) * policy.about.numerator // policy.about.denominator))
    near = Interval(of(middle - half, fine), of(middle + half, fine))
    wide = Interval(of(middle - reach, fine), of(middle + reach, fine))
    return Reading(value, EVERYTHING, near, near, wide)


def read_range(
    low: Number, high: Number, hedge: str, below: Scale, above: Scale, policy: Policy
) -> Reading | None:
    """The reading of A to B, each end in its own unit; `None` if the ends do not ascend.

    About widens each end; a lower bound keeps only the first end, an upper bound only the second.
    """
    a, b = below.of(low.top, low.bottom), above.of(high.top, high.bottom)
    if a >= b:
        return None
    between = Interval(a, b)
    if hedge in ("more_than", "at_least"):
        from_here = Interval(a, None, hedge == "more_than")
        return Reading(None, from_here, from_here, from_here, from_here)
    if hedge in ("less_than", "at_most"):
        strict = hedge == "less_than"
        stated = Interval(None, b, False, strict)
        up_to = Interval(Fraction(0) if above.floor else None, b, False, strict)
        return Reading(None, stated, up_to, up_to, up_to)
    if hedge != "about":
        return Reading(None, between, between, between, between)
    first = _soft(low, "about", below, policy, a)
    last = _soft(high, "about", above, policy, b)
    face = Interval(first.face.low, last.face.high)
    return Reading(None, between, face, face, Interval(first.widest.low, last.widest.high))


def read_magnitude(low: int, high: int, widest_high: int, scale: Scale) -> Reading:
    """An order of magnitude: `[low, high)`, in the widest reading `[low, widest_high)`."""
    between = Interval(scale.of(low, 1), scale.of(high, 1), False, True)
    return Reading(
        None, between, between, between, Interval(scale.of(low, 1), scale.of(widest_high, 1), False, True)
    )


def _is_whole(number: Number) -> bool:
    """Whether a count is exact: written out, and not a round number of three digits or more."""
    return (
        not number.scaled
        and not number.share
        and number.bottom == 1
        and (number.zeros == 1 or number.top < 100)
    )


def _halves(number: Number, policy: Policy) -> tuple[int, int, int]:
    """Half of the last written digit, the half that trailing zeros widen it to, and what both are multiples of.

    The two are in units of one `grain`-th of the number's denominator.
    """
    if number.share:
        grain = policy.share.denominator * policy.share_points.denominator
        wide = abs(number.top) * policy.share.numerator * policy.share_points.denominator
        points = number.bottom * policy.share_points.numerator * policy.share.denominator
        # One in a thousand is never none: no more than half of the share itself.
        reach = max(wide, min(points, abs(number.top) * grain // 2))
        return reach, reach, grain
    grain = 2 * policy.zeros.denominator * policy.about.denominator
    half = number.place * grain // 2
    if number.zeros == number.place:
        return half, half, grain
    cap = abs(number.top) * policy.zeros.numerator * grain // policy.zeros.denominator
    return half, max(half, min(number.zeros * grain // 2, cap)), grain


def _ordered(a: Fraction, b: Fraction) -> Interval:
    return Interval(a, b) if a <= b else Interval(b, a)
