"""Exact intervals: what a quantity may be, with open, closed and missing ends.

An end that is `None` is missing: the interval is unbounded on that side. Arithmetic encloses: the result
holds every combination of members, and is the smallest interval that does (R. E. Moore, *Interval Analysis*, 1966).
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

__all__ = ["EVERYTHING", "Interval", "at_least", "at_most", "closed", "less_than", "more_than", "point"]


class Interval(NamedTuple):
    """A non-empty set of rationals between two ends.

    `low`/`high` are exact bounds or `None` for none; `low_open`/`high_open` say that the bound itself is excluded
    (always `False` beside a missing bound).

    >>> Interval(Fraction(1), Fraction(2)) & Interval(Fraction(2), None, True)
    >>> str(Interval(Fraction(1), None, True))
    '(1, ∞)'
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    @property
    def is_point(self) -> bool:
        """Whether exactly one number is a member."""
        return self.low is not None and self.low == self.high

    @property
    def midpoint(self) -> Fraction | None:
        """The middle of a bounded interval, else `None`."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, (int, Fraction)):
            return False
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = self.high is None or number < self.high or (number == self.high and not self.high_open)
        return above and below

    def encloses(self, other: Interval) -> bool:
        """Whether every member of `other` is a member of this one."""
        low_ok = self.low is None or (
            other.low is not None
            and (other.low > self.low or (other.low == self.low and (other.low_open or not self.low_open)))
        )
        high_ok = self.high is None or (
            other.high is not None
            and (
                other.high < self.high
                or (other.high == self.high and (other.high_open or not self.high_open))
            )
        )
        return low_ok and high_ok

    def __and__(self, other: Interval) -> Interval | None:
        """The common members, or `None` if there are none."""
        low, low_open = _tighter_low(self, other)
        high, high_open = _tighter_high(self, other)
        if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
            return None
        return Interval(low, high, low_open, high_open)

    def meets(self, other: Interval) -> bool:
        """Whether a number is a member of both."""
        return not _is_below(self, other) and not _is_below(other, self)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that encloses both."""
        low, low_open = _wider(self.low, self.low_open, other.low, other.low_open, -1)
        high, high_open = _wider(self.high, self.high_open, other.high, other.high_open, 1)
        return Interval(low, high, low_open, high_open)

    def __add__(self, other: Interval) -> Interval:  # type: ignore[override]
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:  # type: ignore[override]
        ends = [_times(a, b) for a in _ends(self) for b in _ends(other)]
        return _from_ends(ends)

    def scale(self, factor: Fraction) -> Interval:
        """Every member times `factor`, which must not be zero."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)

    def reciprocal(self) -> Interval:
        """One over every member. Raises `ZeroDivisionError` if zero is a member or strictly inside."""
        if Fraction(0) in self:
            raise ZeroDivisionError("the divisor's interval holds zero")
        positive = self.low is not None and self.low >= 0
        if positive:
            return Interval(
                Fraction(0) if self.high is None else 1 / self.high,
                None if not self.low else 1 / self.low,
                self.high is None or self.high_open,
                bool(self.low) and self.low_open,
            )
        return -((-self).reciprocal())

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.reciprocal()

    def __str__(self) -> str:
        left = "(" if self.low_open or self.low is None else "["
        right = ")" if self.high_open or self.high is None else "]"
        low = "-∞" if self.low is None else str(self.low)
        high = "∞" if self.high is None else str(self.high)
        return f"{left}{low}, {high}{right}"


EVERYTHING = Interval()


def point(value: Fraction | int) -> Interval:
    """The interval that holds `value` alone."""
    exact = Fraction(value)
    return Interval(exact, exact)


def closed(low: Fraction | int, high: Fraction | int) -> Interval:
    """`[low, high]`. Raises `ValueError` if `low` exceeds `high`."""
    if low > high:
        raise ValueError(f"an interval from {low} to {high} is empty")
    return Interval(Fraction(low), Fraction(high))


def more_than(low: Fraction | int) -> Interval:
    """`(low, ∞)`."""
    return Interval(Fraction(low), None, True)


def at_least(low: Fraction | int) -> Interval:
    """`[low, ∞)`."""
    return Interval(Fraction(low))


def less_than(high: Fraction | int) -> Interval:
    """`(-∞, high)`."""
    return Interval(None, Fraction(high), False, True)


def at_most(high: Fraction | int) -> Interval:
    """`(-∞, high]`."""
    return Interval(None, Fraction(high))


def _is_below(a: Interval, b: Interval) -> bool:
    """Whether all of `a` lies below all of `b`."""
    if a.high is None or b.low is None or a.high > b.low:
        return False
    return a.high_open or b.low_open or a.high < b.low


def _tighter_low(a: Interval, b: Interval) -> tuple[Fraction | None, bool]:
    if a.low is None:
        return b.low, b.low_open
    if b.low is None or a.low > b.low:
        return a.low, a.low_open
    if a.low == b.low:
        return a.low, a.low_open or b.low_open
    return b.low, b.low_open


def _tighter_high(a: Interval, b: Interval) -> tuple[Fraction | None, bool]:
    if a.high is None:
        return b.high, b.high_open
    if b.high is None or a.high < b.high:
        return a.high, a.high_open
    if a.high == b.high:
        return a.high, a.high_open or b.high_open
    return b.high, b.high_open


def _wider(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool, sign: int
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return None, False
    if a == b:
        return a, a_open and b_open
    return (a, a_open) if (a - b) * sign > 0 else (b, b_open)


# An end during multiplication: (sign of infinity, finite value, open). Infinity times zero is zero here, because
# a missing end never takes its infinite value: it only says that no bound is known.
_End = tuple[int, Fraction, bool]


def _ends(x: Interval) -> tuple[_End, _End]:
    zero = Fraction(0)
    low: _End = (-1, zero, True) if x.low is None else (0, x.low, x.low_open)
    high: _End = (1, zero, True) if x.high is None else (0, x.high, x.high_open)
    return low, high


def _times(a: _End, b: _End) -> _End:
    a_inf, a_value, a_open = a
    b_inf, b_value, b_open = b
    if not a_inf and not b_inf:
        # A closed zero reaches the product zero whatever the other end is.
        closed_zero = (a_value == 0 and not a_open) or (b_value == 0 and not b_open)
        return 0, a_value * b_value, (a_open or b_open) and not closed_zero
    if (not a_inf and a_value == 0) or (not b_inf and b_value == 0):
        zero_open = a_open if not a_inf else b_open
        return 0, Fraction(0), zero_open
    sign = (a_inf or (1 if a_value > 0 else -1)) * (b_inf or (1 if b_value > 0 else -1))
    return sign, Fraction(0), True


def _from_ends(ends: list[_End]) -> Interval:
    low: Fraction | None = None
    high: Fraction | None = None
    low_open = high_open = False
    low_inf = any(e[0] < 0 for e in ends)
    high_inf = any(e[0] > 0 for e in ends)
    finite = [(v, o) for inf, v, o in ends if not inf]
    if not low_inf:
        low = min(v for v, _ in finite)
        low_open = all(o for v, o in finite if v == low)
    if not high_inf:
        high = max(v for v, _ in finite)
        high_open = all(o for v, o in finite if v == high)
    return Interval(low, high, low_open, high_open)
