"""Stretches of calendar time: a first and a last day, either of which may be missing, and their written form.

The written form follows ISO 8601 where it has one, and adds quarters and halves:

    2024          a year                2023/2025    the first day of 2023 to the last day of 2025
    2024-04       a month               ../2030      up to the last day of 2030
    2024-04-02    a day                 2023-07/..   from the first day of July 2023 on
    2023-Q3       a quarter             ../..        no bound at all
    2023-H1       a half year
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from factbase.phrase import ENGLISH, Words, phrase

__all__ = [
    "ALWAYS",
    "Period",
    "day_period",
    "last_day",
    "month_period",
    "parse_period",
    "say_period",
    "year_period",
]


class Period(NamedTuple):
    """The days from `start` to `end`, both inclusive; `None` is no bound on that side.

    >>> str(Period(datetime.date(2023, 7, 1), datetime.date(2023, 9, 30)))
    '2023-Q3'
    >>> parse_period("2024-04").encloses(parse_period("2024-04-02"))
    True
    """

    start: datetime.date | None = None
    end: datetime.date | None = None

    def overlaps(self, other: Period) -> bool:
        """Whether some day belongs to both."""
        return _not_after(self.start, other.end) and _not_after(other.start, self.end)

    def encloses(self, other: Period) -> bool:
        """Whether every day of `other` belongs to this one."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def hull(self, other: Period) -> Period:
        """The shortest period that encloses both."""
        start = None if self.start is None or other.start is None else min(self.start, other.start)
        end = None if self.end is None or other.end is None else max(self.end, other.end)
        return Period(start, end)

    def __str__(self) -> str:
        if self.start is not None and self.end is not None:
            single = _single(self.start, self.end)
            if single:
                return single
        level = _level(self.start, self.end)
        start = ".." if self.start is None else self.start.isoformat()[:level]
        end = ".." if self.end is None else self.end.isoformat()[:level]
        return f"{start}/{end}"


ALWAYS = Period()


def year_period(first: int, last: int | None = None) -> Period:
    """The whole years `first` to `last` (the one year if `last` is left out). Raises `ValueError` outside 1–9999."""
    return Period(datetime.date(first, 1, 1), datetime.date(first if last is None else last, 12, 31))


def month_period(year: int, first: int, last: int | None = None) -> Period:
    """The months `first` to `last` of `year`; a month above 12 falls in the next year.

    >>> str(month_period(2023, 12, 14))
    '2023-12/2024-02'
    """
    last = first if last is None else last
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Period(
        datetime.date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1),
        datetime.date(end_year, end_month, last_day(end_year, end_month)),
    )


def day_period(day: datetime.date) -> Period:
    """The one day."""
    return Period(day, day)


def last_day(year: int, month: int) -> int:
    """The number of days in a month."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def parse_period(text: str) -> Period:
    """Read what `str(period)` writes. Raises `ValueError`, whose sentence says what is wrong.

    >>> parse_period("../2030")
    Period(start=None, end=datetime.date(2030, 12, 31))
    """
    first, slash, last = text.strip().partition("/")
    if not slash:
        return _parse_single(first, text)
    start = None if first == ".." else _parse_single(first, text).start
    end = None if last == ".." else _parse_single(last, text).end
    if start is not None and end is not None and start > end:
        raise ValueError(phrase("the period {text!r} ends before it starts", text=text))
    return Period(start, end)


_SINGLE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d\d)(?:-(\d\d))?))?", re.ASCII)


def _parse_single(part: str, whole: str) -> Period:
    m = _SINGLE.fullmatch(part)
    if m is None:
        raise ValueError(
            phrase(
                "{whole!r} is no period: {part!r} should look like 2024, 2024-04, 2024-04-02, 2024-Q2 or 2024-H1, "
                "and a range like 2023/2025, ../2030 or 2023/..",
                whole=whole,
                part=part,
            )
        )
    year, quarter, half, month, day = (int(g) if g else None for g in m.groups())
    try:
        if day is not None and month is not None:
            return day_period(datetime.date(year or 0, month, day))
        if quarter is not None:
            return month_period(year or 0, quarter * 3 - 2, quarter * 3)
        if half is not None:
            return month_period(year or 0, half * 6 - 5, half * 6)
        if month is not None:
            return day_period(datetime.date(year or 0, month, 1)).hull(month_period(year or 0, month))
        return year_period(year or 0)
    except ValueError as error:
        raise ValueError(phrase("{part!r} is not in the calendar", part=part)) from error


def _single(start: datetime.date, end: datetime.date) -> str:
    """The name of the day, month, quarter, half or year that these ends bound, or nothing."""
    if start == end:
        return start.isoformat()
    if start.year != end.year or start.day != 1 or end.day != last_day(end.year, end.month):
        return ""
    year, first, last = f"{start.year:04d}", start.month, end.month
    if (first, last) == (1, 12):
        return year
    if first == last:
        return f"{year}-{first:02d}"
    if last - first == 2 and last % 3 == 0:
        return f"{year}-Q{last // 3}"
    if last - first == 5 and last % 6 == 0:
        return f"{year}-H{last // 6}"
    return ""


def _level(start: datetime.date | None, end: datetime.date | None) -> int:
    """How many characters of an ISO date say both ends exactly: 4 (years), 7 (months) or 10 (days)."""
    first_of_month = start is None or start.day == 1
    last_of_month = end is None or end.day == last_day(end.year, end.month)
    if not (first_of_month and last_of_month):
        return 10
    whole_years = (start is None or start.month == 1) and (end is None or end.month == 12)
    return 4 if whole_years else 7


def _not_after(start: datetime.date | None, end: datetime.date | None) -> bool:
    return start is None or end is None or start <= end


def say_period(start: datetime.date | None, end: datetime.date | None, words: Words = ENGLISH) -> str:
    """Two inclusive days as shortly as they allow: `2024`, `2024-04`, `2023-Q3`, `to 2030`.

    >>> from datetime import date
    >>> say_period(date(2024, 4, 1), date(2024, 4, 30)), say_period(None, date(2030, 12, 31))
    ('2024-04', 'to 2030')
    """
    if start is None and end is None:
        return ""
    if start is None or end is None:
        known = start or end
        assert known is not None
        if start:
            return words.say("from {day}", day=_edge(known, first=True))
        return words.say("to {day}", day=_edge(known, first=False))
    if start == end:
        return start.isoformat()
    last = end + datetime.timedelta(days=1)
    if start.day == 1 and last.day == 1:
        months = (last.year - start.year) * 12 + last.month - start.month
        if months == 12 and start.month == 1:
            return str(start.year)
        if months == 1:
            return f"{start.year}-{start.month:02}"
        if months == 3 and start.month % 3 == 1:
            return f"{start.year}-Q{(start.month + 2) // 3}"
    return f"{_edge(start, first=True)}/{_edge(end, first=False)}"


def _edge(day: datetime.date, *, first: bool) -> str:
    """A day, or the year or month that it begins or ends."""
    next_day = day if first else day + datetime.timedelta(days=1)
    if next_day.day == 1:
        return str(day.year) if next_day.month == 1 else f"{day.year}-{day.month:02}"
    return day.isoformat()
