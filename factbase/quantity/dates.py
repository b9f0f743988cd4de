"""From text to the dates and periods that it names, seen from the day on which it was written.

A word like 去年 or a bare 4月 is resolved against the anchor that the caller gives, never against the clock on the wall.
What the vocabulary leaves open is decided here:

- 2030年前 and 2030年之前 hold 2030, as the laws that set such terms count (`../2030`); English *before 2030* does not
  (`../2029`). Likewise 2030年后 begins with 2030, *after 2030* with 2031. The note gives the other reading.
- *by 2030* and 到2030年 end with the last day of 2030 and have no beginning; 截至 and *as of* name the period itself.
- 以来, 至今 and *since* last until the anchor if it lies later, 起 and *from … on* have no end.
- A bare month or day is the last one that begins by the anchor (on 2024-01-03, 12月 is 2023-12); beside a word of the
  future (将于, 计划, will), the first one that has not ended. After a dated month in the same sentence it is in that year.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from factbase.quantity.date_points import PRECISIONS, Clock, Point, Resolved, fill_from, resolve, widen
from factbase.quantity.date_reading import build_point
from factbase.quantity.date_roles import RoleFound, find_role
from factbase.quantity.date_signs import Match, is_date, sentence_breaks, speaks_of_future
from factbase.quantity.date_tables import DateTables, build_date_tables
from factbase.quantity.periods import Period

__all__ = ["DateMention", "DateTables", "build_date_tables", "find_dates"]


class DateMention(NamedTuple):
    """One date or period found in a text.

    `start`/`end` are code points, 0-based, end exclusive, and `text` is exactly that slice: the calendar words, the
    words that bound them (到, 前, since, 期间; not a mere 在 or *in*) and a time of day. `period` holds what is meant,
    `named` the calendar words alone (*by 2030*: `../2030`, 2030); both are `None` if the anchor needed is missing, the
    day is not in the calendar or a count is not said. `precision` is day, week, part (4月初, 年底), month, quarter, season, half, year,
    plan, decade, century or vague; `role` is on, in, by, since, during, within or ago; `relative` says that the anchor
    was needed.
    """

    start: int
    end: int
    text: str
    period: Period | None
    precision: str
    role: str
    relative: bool
    note: str = ""
    named: Period | None = None


class _Hit(NamedTuple):
    shape: str
    start: int
    end: int
    point: Point


class _Seen(NamedTuple):
    """The mention before, which later ones in its sentence lean on."""

    end: int
    point: Point
    period: Period | None


_CLOSING = frozenset(("yp", "qp", "mp", "dp", "cp", "s", "ago"))
_CHINESE_RANGE = re.compile(r"\s?(?:[-–—~～－]{1,2}|至|到)\s?", re.ASCII)
_ENGLISH_RANGE = re.compile(r"\s+(?:to|through|until|till)\s+(?:the\s+)?", re.ASCII)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.ASCII)
# What a link between two ends, and a time of day, can begin with: most dates are followed by neither.
_LINK_FIRSTS = frozenset(" \t\n\r\f\v-–—~～－至到")
_TIME_FIRSTS = frozenset(" \t\n\r\f\v,T0123456789零一二三四五六七八九十凌清早上中午下傍晚深夜")
_BETWEEN = re.compile(r"[Bb]etween\s+(?:the\s+)?\Z", re.ASCII)
_OPENER = re.compile(r"(?:从|自|由|\b[Ff]rom|\b[Bb]etween)(?:\s{0,2}|\s+the\s+)\Z", re.ASCII)
_TIME_OF_DAY = re.compile(
    r"\s?(?:凌晨|清晨|早上|早晨|上午|中午|午间|下午|傍晚|晚上|晚间|深夜|夜间|晚|早)?\s?"
    r"(?:(?:\d{1,2}|[零一二三四五六七八九十]{1,3})\s?[时点](?!代|建议|意见|要求|间|候|期)(?:\s?\d{1,2}\s?分|半|整)?|\d{1,2}[:：]\d\d(?:[:：]\d\d)?)(?:许|左右)?"
    r"|\s?(?:凌晨|清晨|早上|早晨|上午|中午|午间|下午|傍晚|晚上|晚间|深夜|夜间)"
    r"|,?\s+(?:at\s+)?\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?|[T ]\d\d:\d\d(?::\d\d)?Z?",
    re.ASCII,
)


def find_dates(
    text: str, tables: DateTables, anchor: datetime.date | Period | None = None
) -> list[DateMention]:
    """Every date and period in `text`, in order, never overlapping.

    `anchor` is the day, or the period, in which the text was written; without it relative words keep no period.
    """
    clock = Clock.of(anchor)
    found: list[DateMention] = []
    seen: _Seen | None = None
    position = 0
    while (m := tables.scan.pattern.search(text, position)) is not None:
        position = m.end()
        hit = _read(text, m, tables, seen)
        if hit is None:
            continue
        mention, seen = _mention(text, hit, tables, clock, seen, found[-1].end if found else 0)
        found.append(mention)
        position = max(position, mention.end)
    return found


def _read(
    text: str, m: re.Match[str], tables: DateTables, seen: _Seen | None, second: bool = False
) -> _Hit | None:
    shape, names = tables.scan.shapes[m.lastgroup or ""]
    if shape == "block":
        return None
    groups, end = _parts(text, m, names, tables)
    written = text[m.start() : end]
    point = build_point(shape, groups, written, tables)
    listed = seen is not None and text[seen.end : m.start()] in ("、", "和", "及", "与", " and ")
    if point is None or not (
        second or is_date(text, Match(shape, groups, m.start(), end, listed), point, tables)
    ):
        return None
    if point.context is not None and (seen is None or sentence_breaks(text, seen.end, m.start())):
        return None
    return _Hit(shape, m.start(), end, point)


def _parts(
    text: str, m: re.Match[str], names: tuple[tuple[str, int], ...], tables: DateTables
) -> tuple[dict[str, str | None], int]:
    """The groups of the match and its end, without a last part that belongs to a longer word (初步, 底层)."""
    groups = {name: m[index] for name, index in names}
    for name, index in names:
        if name not in _CLOSING or m.end(index) != m.end():
            continue
        longer = tables.not_after.match(text, m.start(index))
        if longer and longer.end() > m.end():
            return groups | {name: None}, len(text[: m.start(index)].rstrip().removesuffix("的"))
    return groups, m.end()


def _mention(
    text: str, hit: _Hit, tables: DateTables, clock: Clock | None, seen: _Seen | None, floor: int
) -> tuple[DateMention, _Seen]:
    """The mention at `hit`, which may not begin before `floor`, and what later ones may lean on."""
    if seen is not None and sentence_breaks(text, seen.end, hit.start):
        seen = None
    first = _lean(hit.point, seen)
    beside = find_role(text, hit.start, hit.end, floor, tables)
    future = not first.has_year and _expectation(text, hit, beside, tables)
    other = _second(text, hit, tables, seen)
    if other is not None and (joined := _join(first, other.point, clock, seen, future)) is not None:
        start, end, resolved = _opened(text, hit.start, floor), other.end, joined
        precision, point, role = (
            min(first.precision, other.point.precision, key=_coarseness),
            other.point,
            "during",
        )
    else:
        start, end, precision, point, role = hit.start, hit.end, first.precision, first, _plain_role(first)
        resolved = resolve(first, clock, seen and seen.period, future)
    if precision == "day" and text[end : end + 1] in _TIME_FIRSTS and (time := _TIME_OF_DAY.match(text, end)):
        end = time.end()
    if start != hit.start or end != hit.end:
        beside = find_role(text, start, end, floor, tables)
    mention = _with_role(text, (start, end), precision, role, resolved, beside, clock)
    return mention, _Seen(mention.end, point, resolved.period)


def _with_role(
    text: str,
    span: tuple[int, int],
    precision: str,
    role: str,
    resolved: Resolved,
    found: RoleFound | None,
    clock: Clock | None,
) -> DateMention:
    named, note = resolved.period, resolved.note
    period = named
    if found is not None:
        span, role = (found.start, found.end), found.role if found.reading != "around" else role
        if named is not None:
            period, said = _bounded(named, found, precision, clock)
            note = "; ".join(filter(None, (note, said)))
    return DateMention(
        *span, text[span[0] : span[1]], period, precision, role, resolved.relative, note, named
    )


def _bounded(named: Period, found: RoleFound, precision: str, clock: Clock | None) -> tuple[Period, str]:
    """The period that the role word makes of the named one, and the other reading where there are two."""
    before = Period(None, named.start and _step(named.start, -1))
    after = Period(named.end and _step(named.end, 1), None)
    from_on, up_to = Period(named.start, None), Period(None, named.end)
    if found.reading == "until":
        return up_to, f"strictly before: {before}" if found.loose and precision != "part" else ""
    if found.reading == "before":
        return before, f"or by it: {up_to}"
    if found.reading == "from":
        return from_on, f"strictly after: {after}" if found.loose else ""
    if found.reading == "after":
        return after, f"or from it on: {from_on}"
    if found.reading == "since":
        lasted = clock is not None and named.start is not None and named.start <= clock.last
        return Period(named.start, clock.last if clock is not None and lasted else None), ""
    if found.reading == "around":
        return widen(named, precision), f"around {named}: one unit wider on each side"
    return named, ""


def _step(day: datetime.date, days: int) -> datetime.date | None:
    return day + datetime.timedelta(days=days) if datetime.date.min < day < datetime.date.max else None


def _lean(point: Point, seen: _Seen | None) -> Point:
    """A bare month or day with the year that the date before it in the sentence says, unless it lies before that one."""
    if seen is None or point.has_year or point.span is not None or not (point.months or point.days):
        return point
    if seen.point.months is None or (point.months is None and seen.point.days is None):
        return point
    filled = fill_from(point, seen.point)
    if point.months is None or seen.period is None:
        return filled
    there = resolve(filled, None).period
    later = there is not None and there.start and seen.period.start and there.start >= seen.period.start
    return filled if later else point


def _expectation(text: str, hit: _Hit, role: RoleFound | None, tables: DateTables) -> bool | None:
    """Whether a bare month or day is still to come; `None` if the nearest one is meant, as terms are (6月底前, by June)."""
    if speaks_of_future(text, hit.start, hit.end, tables):
        return True
    return None if role is not None and role.reading in ("until", "before", "from") else False


def _second(text: str, hit: _Hit, tables: DateTables, seen: _Seen | None) -> _Hit | None:
    """The other end of a range, if one stands right after the first."""
    if text[hit.end : hit.end + 1] not in _LINK_FIRSTS:
        return None
    link = _CHINESE_RANGE.match(text, hit.end) or _ENGLISH_RANGE.match(text, hit.end)
    if link is None and _BETWEEN.search(text, max(0, hit.start - 12), hit.start):
        link = _AND.match(text, hit.end)
    m = tables.scan.pattern.match(text, link.end()) if link else None
    here = _Seen(hit.end, hit.point, None)
    return _read(text, m, tables, here, second=True) if m else None


def _join(
    first: Point, last: Point, clock: Clock | None, seen: _Seen | None, future: bool | None
) -> Resolved | None:
    """The period from the start of one point to the end of the other, or `None` if they make none."""
    first = fill_from(first, last) if last.has_year and last.months else first
    start = resolve(first, clock, seen and seen.period, future)
    filled = fill_from(last, first)
    if not filled.has_year and start.period is not None and start.period.start is not None:
        year, month = start.period.start.year, start.period.start.month
        filled = filled._replace(years=(year, year), months=filled.months or (month, month))
    end = resolve(filled, clock, start.period, future)
    relative = start.relative or end.relative
    if start.period is None or end.period is None:
        return Resolved(None, True) if relative else None
    if not last.has_year and _begins_before(end.period, start.period):
        following = (end.period.start or datetime.date.min).year + 1
        end = resolve(filled._replace(years=(following, following), shift=None, context=None), clock)
    joined = Period(start.period.start, end.period.end if end.period else None)
    if joined.start is None or joined.end is None or joined.start > joined.end:
        return Resolved(None, True, "the range ends before it starts") if relative else None
    return Resolved(joined, relative, start.note or end.note)


def _begins_before(one: Period, other: Period) -> bool:
    return one.start is not None and other.start is not None and one.start < other.start


def _opened(text: str, start: int, floor: int) -> int:
    opener = _OPENER.search(text, max(floor, start - 12), start)
    return opener.start() if opener else start


def _plain_role(point: Point) -> str:
    if point.span is not None:
        return "ago" if point.span.ago else "within"
    if point.precision == "plan":
        return "during"
    several = point.years is not None and point.years[0] != point.years[1] and point.precision == "year"
    return "during" if several else "on" if point.precision == "day" else "in"


def _coarseness(precision: str) -> int:
    return PRECISIONS.index(precision) if precision in PRECISIONS else len(PRECISIONS)
