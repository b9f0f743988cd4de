"""When a claim holds: periods of whole days, and which of them speak of one measure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

__all__ = ["FAR_FUTURE", "FAR_PAST", "Period", "asks_of", "compatible", "leaves", "pick", "read_period"]

FAR_PAST = "0001-01-01"
FAR_FUTURE = "9999-12-31"
# A third of a year (mid-2023) is a moment, a half of it is not.
_SHORT, _YEAR = timedelta(125), timedelta(366)


class Period(NamedTuple):
    """A closed range of days as ISO dates; an open side holds `FAR_PAST` or `FAR_FUTURE`.

    An unstated period is `None`, never a `Period`.
    """

    start: str = FAR_PAST
    end: str = FAR_FUTURE

    def within(self, other: Period) -> bool:
        """Whether every day of this period is a day of `other`."""
        return other.start <= self.start and self.end <= other.end

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day, `None` for an open side."""
        first = None if self.start == FAR_PAST else date.fromisoformat(self.start)
        return first, None if self.end == FAR_FUTURE else date.fromisoformat(self.end)

    def __str__(self) -> str:
        start = "" if self.start == FAR_PAST else self.start
        end = "" if self.end == FAR_FUTURE else self.end
        if start[:4] == end[:4] and start[4:] == "-01-01" and end[4:] == "-12-31":
            return start[:4]
        if start == end:
            return start
        return f"{start or '..'}/{end or '..'}"


def read_period(start: object, end: object) -> Period | None:
    """A period from two ISO dates or prefixes of them (`2023`, `2023-04`); both empty means unstated.

    >>> read_period("2023", "2023-02")
    Period(start='2023-01-01', end='2023-02-28')
    >>> str(read_period(None, 2030))
    '../2030-12-31'
    """
    first, last = str(start or "")[:10], str(end or "")[:10]
    if not first and not last:
        return None
    return Period(_first_day(first) if first else FAR_PAST, _last_day(last) if last else FAR_FUTURE)


def compatible(a: Period | None, b: Period | None, nature: str) -> bool:
    """Whether facts of the two periods speak of one measure.

    An unstated period is compatible with every other. For a `flow` the periods must be equal, for any other nature
    one must lie inside the other.
    """
    if a is None or b is None or a == b:
        return True
    return nature != "flow" and (a.within(b) or b.within(a))


def asks_of(asked: Period, told: Period) -> str:
    """How what is told as of some days bears on other days: `at` if those are a short span around them (that month, mid-2023).

    `in` if they are a longer one, of a year at most, that holds them: what is told is true in it, yet not at its every moment;
    else empty.
    """
    if asked.start == FAR_PAST or asked.end == FAR_FUTURE:
        return ""
    length = date.fromisoformat(asked.end) - date.fromisoformat(asked.start)
    if asked.start <= told.end and told.start <= asked.end and length <= _SHORT:
        return "at"
    return "in" if told.within(asked) and length <= _YEAR else ""


def leaves(stated: Iterable[Period | None], nature: str) -> tuple[Period | None, ...]:
    """The periods that become measures of their own, earliest first: for a flow each, else those that hold no other.

    Without any stated period the result is `(None,)`: one measure without a date.
    """
    periods = sorted({p for p in stated if p is not None}, key=lambda p: (p.end, p.start))
    if not periods:
        return (None,)
    if nature == "flow" or len(periods) == 1:
        return tuple(periods)
    return tuple(p for p in periods if not any(o != p and o.within(p) for o in periods))


def pick(period: Period | None, slots: tuple[Period | None, ...], nature: str) -> tuple[Period | None, ...]:
    """The slots that a fact of `period` speaks of: all compatible ones, for an unstated period the latest alone."""
    if period is None:
        return slots[-1:]
    return tuple(s for s in slots if compatible(period, s, nature))


def _first_day(text: str) -> str:
    return text + "0001-01-01"[len(text) :] if len(text) < 10 else text


def _last_day(text: str) -> str:
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02d}"
    return text
