"""What a calendar expression names before its anchor is known, and the period it is once the anchor is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from factbase.quantity.periods import Period, day_period, last_day, month_period, year_period

__all__ = ["PRECISIONS", "Clock", "Point", "Resolved", "Span", "fill_from", "resolve", "shift_day", "widen"]

PRECISIONS = (
    "day",
    "week",
    "part",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "plan",
    "decade",
    "century",
)
"""From the finest to the coarsest (`part`: 4月初, 年底, the end of the quarter); `vague` stands beside them."""

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


class Clock(NamedTuple):
    """The first and the last day on which the text may have been written."""

    first: datetime.date
    last: datetime.date

    @staticmethod
    def of(anchor: datetime.date | Period | None) -> Clock | None:
        """The clock of an anchor; a missing end takes the other end, and without any there is none."""
        if anchor is None:
            return None
        if isinstance(anchor, Period):
            first, last = anchor.start or anchor.end, anchor.end or anchor.start
            return Clock(first, last) if first is not None and last is not None else None
        day = datetime.date(anchor.year, anchor.month, anchor.day)
        return Clock(day, day)


class Span(NamedTuple):
    """A counted window: `least` to `most` of `unit`, before (-1) or after (1) the anchor; `None` if no count is said."""

    direction: int
    unit: str
    least: int | None
    most: int | None
    ago: bool = False


class Point(NamedTuple):
    """A calendar expression: years × months × days, each a first and a last, where `None` is not said.

    `shift` counts units from the anchor, `context` from the date named before it; months above 12 fall in the next year. `clamp`
    lets a part of a month end on the last day that the month has; otherwise a day that is not there is a fault. Days below
    zero count from the month's end (-1 = its last).
    """

    precision: str
    years: tuple[int, int] | None = None
    months: tuple[int, int] | None = None
    days: tuple[int, int] | None = None
    clamp: bool = False
    shift: tuple[str, int] | None = None
    context: tuple[str, int] | None = None
    turn: int | None = None
    weekday: int | None = None
    fixed: Period | None = None
    span: Span | None = None
    reach: int | None = None
    note: str = ""

    @property
    def has_year(self) -> bool:
        """Whether the words themselves settle the year, outright or from the anchor."""
        return (
            self.years is not None
            or self.shift is not None
            or self.context is not None
            or self.fixed is not None
        )


class Resolved(NamedTuple):
    """The period of a point (`None` if unknown), whether the anchor was needed, and what was in doubt."""

    period: Period | None
    relative: bool
    note: str = ""


def resolve(
    point: Point, clock: Clock | None, before: Period | None = None, future: bool | None = False
) -> Resolved:
    """The period of `point` seen from `clock`.

    `before` is the period named before it in the sentence, from which 次年 counts. A bare month or day is the last one
    that begins no later than the clock, or with `future` the first one that ends no earlier, or if `future` is `None`
    the nearer of the two;
    several months together (前三季度) are the last whose final month has begun.
    """
    if point.fixed is not None:
        return Resolved(point.fixed, False, point.note)
    if point.years is not None:
        return _checked(_within(point, *point.years), point, False)
    if point.context is not None:
        return _shifted(point, point.context, before and Clock.of(before), False)
    if clock is None:
        return Resolved(None, True, point.note)
    if point.shift is not None:
        return _shifted(point, point.shift, clock, True)
    if point.span is not None:
        return Resolved(_window(point.span, clock), True, point.note)
    if point.precision == "vague":
        start = None if point.reach is None else shift_day(clock.first, "day", -point.reach)
        return Resolved(Period(start, clock.last), True, point.note)
    if point.weekday is not None:
        return Resolved(_weekday(point.weekday, point.turn, clock, bool(future)), True, point.note)
    return _checked(_settled(point, clock, future), point, True)


def fill_from(point: Point, other: Point) -> Point:
    """`point` with the year (and for a bare day the month) that `other` says and it does not."""
    if point.has_year or point.span is not None or point.weekday is not None:
        return point
    if point.months is None and point.days is not None:
        point = point._replace(months=other.months and (other.months[-1], other.months[-1]))
    years = other.years and (other.years[-1], other.years[-1])
    shift = other.shift if other.shift and other.shift[0] == "year" else None
    if other.shift and other.shift[0] == "month" and point.days is not None and point.months is None:
        shift = other.shift
    return point._replace(years=years, shift=shift, context=other.context)


def widen(period: Period, precision: str) -> Period:
    """`period` with one unit of `precision` more on each side."""
    units = {"part": "month", "half": "quarter", "season": "quarter"}
    unit = units.get(
        precision, precision if precision in ("day", "week", "month", "quarter", "decade") else "year"
    )
    start = period.start and shift_day(period.start, unit, -1)
    end = period.end and shift_day(period.end + datetime.timedelta(days=1), unit, 1)
    return Period(start or period.start, end - datetime.timedelta(days=1) if end else period.end)


def shift_day(day: datetime.date, unit: str, count: int) -> datetime.date | None:
    """The day `count` units later (the month's last if it has no such day), or `None` outside the calendar."""
    try:
        if unit in ("day", "week"):
            return day + datetime.timedelta(days=count * (7 if unit == "week" else 1))
        index = day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit]
        year, month = index // 12, index % 12 + 1
        return datetime.date(year, month, min(day.day, last_day(year, month)))
    except (ValueError, OverflowError):
        return None


def _checked(period: Period | None, point: Point, relative: bool) -> Resolved:
    return Resolved(period, relative, point.note if period is not None else "the calendar has no such day")


def _within(point: Point, first_year: int, last_year: int) -> Period | None:
    """The months and days of `point` within these years, or `None` if a day is not in the calendar."""
    if point.months is None:
        return year_period(first_year, last_year)
    first, last = point.months
    if last < first:
        last += 12
    first_year, first = first_year + (first - 1) // 12, (first - 1) % 12 + 1
    last_year, last = last_year + (last - 1) // 12, (last - 1) % 12 + 1
    low, high, most = 1, 31, last_day(last_year, last)
    if point.days is not None:
        low, high = (day if day > 0 else most + 1 + day for day in point.days)
        if (high > most and not point.clamp) or low > last_day(first_year, first):
            return None
    start = datetime.date(first_year, first, low)
    end = datetime.date(last_year, last, min(high, most))
    return Period(start, end) if start <= end else None


def _shifted(point: Point, shift: tuple[str, int], clock: Clock | None, relative: bool) -> Resolved:
    if clock is None:
        return Resolved(None, relative, point.note)
    unit, count = shift
    ends = [_unit_at(day, unit, count) for day in clock]
    if ends[0] is None or ends[1] is None:
        return Resolved(None, relative, point.note)
    whole = ends[0].hull(ends[1])
    if whole.start is None or whole.end is None:
        return Resolved(None, relative, point.note)
    if unit == "year":
        return _checked(_within(point, whole.start.year, whole.end.year), point, relative)
    if unit == "month" and point.days is not None:
        month = point._replace(months=(whole.start.month, whole.start.month))
        return _checked(
            _within(month, whole.start.year, whole.start.year) if ends[0] == ends[1] else whole,
            point,
            relative,
        )
    if point.weekday is not None and ends[0] == ends[1]:
        return Resolved(
            day_period(whole.start + datetime.timedelta(days=point.weekday - 1)), relative, point.note
        )
    return Resolved(whole, relative, point.note)


def _unit_at(day: datetime.date, unit: str, count: int) -> Period | None:
    """The whole unit that holds the day `count` units after `day`."""
    moved = shift_day(day, unit, count)
    if moved is None:
        return None
    if unit == "day":
        return day_period(moved)
    if unit == "week":
        monday = shift_day(moved, "day", -moved.weekday())
        sunday = monday and shift_day(monday, "day", 6)
        return Period(monday, sunday) if sunday else None
    if unit == "month":
        return month_period(moved.year, moved.month)
    if unit == "quarter":
        first = (moved.month - 1) // 3 * 3 + 1
        return month_period(moved.year, first, first + 2)
    return year_period(moved.year)


def _window(span: Span, clock: Clock) -> Period | None:
    if span.least is None or span.most is None:
        return None
    if span.ago:
        size, unit = (10, "year") if span.unit == "decade" else (1, span.unit)
        far, near = (
            _unit_at(clock.first, unit, -span.most * size),
            _unit_at(clock.last, unit, -span.least * size),
        )
        return near.hull(far) if near and far else None
    if span.direction > 0:
        end = shift_day(clock.last, span.unit, span.most)
        return Period(clock.first, end) if end else None
    start = shift_day(clock.first, span.unit, -span.most)
    return Period(start, clock.last) if start else None


def _weekday(number: int, turn: int | None, clock: Clock, future: bool) -> Period | None:
    """That day of the week: the last one by the clock, or the one before (`turn` -1) or after (1 or `future`) it."""
    ahead = (number - 1 - clock.last.weekday()) % 7
    offset = (ahead or 7) if turn == 1 else ahead if future else ahead - 7 if ahead or turn == -1 else 0
    day = shift_day(clock.last, "day", offset)
    return day_period(day) if day else None


def _settled(point: Point, clock: Clock, future: bool | None) -> Period | None:
    if future is not None:
        return _nearest(point, clock, future)
    past, coming = _nearest(point, clock, False), _nearest(point, clock, True)
    if past is None or coming is None or past.end is None or coming.end is None:
        return past or coming
    return past if clock.last - past.end <= coming.end - clock.last else coming


def _nearest(point: Point, clock: Clock, future: bool) -> Period | None:
    """The occurrence of a month or day nearest to the clock, by the rule that `resolve` states."""
    if point.turn == 0:
        return _within(point, clock.last.year, clock.last.year)
    if point.months is None:
        return _first_fit(_day_of_months(point, clock, future), clock, future, point.turn)
    # Nine years hold every date, 29 February included.
    offsets = range(-1, 9) if future or point.turn == 1 else range(1, -9, -1)
    begun = not future and point.turn is None and _is_run(point)
    for offset in offsets:
        year = clock.last.year + offset
        found = _within(point, year, year) if 1 <= year < 9998 else None
        if found is None:
            continue
        if begun:
            if found.end is not None and found.end.replace(day=1) <= clock.last:
                return found
        elif _fits(found, clock, future, point.turn):
            return found
    return None


def _is_run(point: Point) -> bool:
    """Whether it sums up several months or quarters (1-5月, 前三季度): the last of them must have begun."""
    if point.months is None:
        return False
    length = point.months[1] - point.months[0] + 1
    return length > {"month": 1, "quarter": 3}.get(point.precision, 12)


def _day_of_months(point: Point, clock: Clock, future: bool) -> Iterable[Period | None]:
    for offset in range(-1, 3) if future else range(1, -3, -1):
        middle = shift_day(clock.last.replace(day=15), "month", offset)
        if middle is not None:
            yield _within(point._replace(months=(middle.month, middle.month)), middle.year, middle.year)


def _first_fit(
    periods: Iterable[Period | None], clock: Clock, future: bool, turn: int | None
) -> Period | None:
    return next((p for p in periods if p is not None and _fits(p, clock, future, turn)), None)


def _fits(period: Period, clock: Clock, future: bool, turn: int | None) -> bool:
    if period.start is None or period.end is None:
        return False
    if turn == -1:
        return period.end < clock.first
    if turn == 1:
        return period.start > clock.last
    return period.end >= clock.first if future else period.start <= clock.last
