"""Products and quotients of quantities that cannot be negative; a missing low end is zero, a missing high end infinite."""

from __future__ import annotations

from fractions import Fraction

from factbase.quantity.interval import Interval

__all__ = ["inverse", "over", "times"]

_ZERO = Fraction(0)


def times(a: Interval, b: Interval) -> Interval:
    """Every product of a member of each."""
    low = (a.low or _ZERO) * (b.low or _ZERO)
    low_open = low > 0 and (a.low_open or b.low_open)
    if (a.high is not None and a.high == 0) or (b.high is not None and b.high == 0):
        return Interval(_ZERO, _ZERO)
    if a.high is None or b.high is None:
        return Interval(low, None, low_open)
    return Interval(low, a.high * b.high, low_open, a.high_open or b.high_open)


def inverse(a: Interval) -> Interval:
    """One over every member above zero."""
    low = _ZERO if not a.high else 1 / a.high
    high = 1 / a.low if a.low is not None and a.low > 0 else None
    return Interval(low, high, bool(a.high) and a.high_open, high is not None and a.low_open)


def over(a: Interval, b: Interval) -> Interval:
    """Every quotient by a member of `b` above zero."""
    return times(a, inverse(b))
