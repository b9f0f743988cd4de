"""From the matched parts of a date shape to the point it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from factbase.quantity.date_numerals import small_number, written_year
from factbase.quantity.date_points import Point, Span
from factbase.quantity.date_tables import DateTables
from factbase.quantity.words import fold_word

__all__ = ["build_point"]

Groups = Mapping[str, str | None]

_HALVES = {"上": 1, "下": 2, "first": 1, "second": 2, "1st": 1, "2nd": 2, "final": 2, "1": 1, "2": 2}
_QUARTERS = {"final": 4}
# Two digits name a year up to this one in the present century, else in the last (98年10月, FY24).
_PIVOT = 60
_FISCAL = re.compile("财年|[Ff]iscal|FY")


def build_point(shape: str, groups: Groups, written: str, tables: DateTables) -> Point | None:
    """The point that the parts of a matched shape name, or `None` if `written` is no date after all."""
    point = _BUILDERS.get(shape, _calendar)(groups, tables)
    if point is not None and _FISCAL.search(written):
        return point._replace(note="a fiscal year, taken as the calendar year")
    return point


def _calendar(g: Groups, tables: DateTables) -> Point | None:
    """Years × months × days, each from whichever group says it."""
    point = _with_year(Point("year"), g, tables)
    if point is None:
        return None
    if g.get("fd"):
        month, day = tables.days[fold_word(g["fd"] or "")]
        return point._replace(months=(month, month), days=(day, day), precision="day")
    inner = _inner(g, tables)
    if inner is None:
        return point if point.has_year and not g.get("ys") else None
    point = point._replace(months=inner.months, precision=inner.precision, note=inner.note)
    return _with_days(point, g, tables) if inner.precision == "month" else point


def _with_year(point: Point, g: Groups, tables: DateTables) -> Point | None:
    year = g.get("y") or g.get("y0") or g.get("ye") or g.get("yw")
    if g.get("ry"):
        return point._replace(shift=tables.relative[fold_word(g["ry"] or "")])
    if g.get("cy"):
        return point._replace(context=tables.context[fold_word(g["cy"] or "")])
    first = written_year(g["y1"] or "") if g.get("y1") else None
    last = written_year(year) if year else _short_year(g.get("yy") or g.get("yq") or g.get("ys"), first)
    if last is None:
        return None if first is not None else point
    if first is not None and first >= last:
        return None
    return point._replace(years=(last if first is None else first, last))


def _short_year(digits: str | None, first: int | None) -> int | None:
    if not digits:
        return None
    if first is not None:
        return first // 100 * 100 + int(digits)
    return int(digits) + (2000 if int(digits) <= _PIVOT else 1900)


def _inner(g: Groups, tables: DateTables) -> Point | None:
    """The months that a quarter, half, season, month or part of a year takes, as a point without a year."""
    quarters = _quarters(g)
    if quarters:
        first, last = quarters
        part = tables.parts.get(("quarter", fold_word(g.get("qp") or "")))
        if part:
            return Point("part", months=(first * 3 - 3 + part[0], first * 3 - 3 + part[1]))
        return Point("quarter", months=(first * 3 - 2, last * 3))
    half = _HALVES.get((g.get("h") or g.get("hh") or g.get("ho") or "").replace("半年", "").lower())
    if half:
        return Point("half", months=(half * 6 - 5, half * 6))
    season = g.get("s") or g.get("st")
    if season:
        return Point("season", months=tables.seasons[fold_word(season)])
    if g.get("mon"):
        number = tables.months[fold_word(g["mon"] or "")]
        return Point("month", months=(number, number))
    if g.get("m"):
        last_month = small_number(g["m"] or "") or 0
        return Point("month", months=(small_number(g.get("m1") or "") or last_month, last_month))
    return _first_months(g) or _year_part(g, tables)


def _quarters(g: Groups) -> tuple[int, int] | None:
    written = g.get("q") or g.get("qq") or g.get("qs") or g.get("qo")
    if not written:
        return None
    last = _QUARTERS.get(written.lower()) or small_number(written) or 0
    first = small_number(g.get("q1") or "") or last
    return (first, last) if 1 <= first <= last <= 4 else None


def _first_months(g: Groups) -> Point | None:
    quarters, months = small_number(g.get("fq") or ""), small_number(g.get("fm") or "")
    if g.get("fn"):
        count = small_number(g["fn"] or "") or 0
        quarters, months = (count, None) if g.get("fu") == "quarters" else (None, count)
    if quarters and quarters <= 4:
        return Point("quarter", months=(1, quarters * 3))
    return Point("month", months=(1, months)) if months and months <= 12 else None


def _year_part(g: Groups, tables: DateTables) -> Point | None:
    months = tables.parts.get(("year", fold_word(g.get("yp") or "")))
    return Point("part", months=months) if months else None


def _with_days(point: Point, g: Groups, tables: DateTables) -> Point | None:
    named = g.get("mp") or g.get("mq")
    part = tables.parts.get(("month", fold_word(named))) if named else None
    if part:
        precision = "day" if part[0] == part[1] else "part"
        return point._replace(days=part, clamp=True, precision=precision)
    written = g.get("d") or g.get("e") or g.get("dw") or g.get("ew")
    first = g.get("d1") or g.get("e1")
    if not written:
        return point
    last_day = small_number(written) or 0
    first_day = small_number(first) if first else last_day
    if not first_day or not 1 <= first_day <= last_day <= 31:
        return None
    return point._replace(days=(first_day, last_day), precision="day")


def _month(g: Groups, tables: DateTables) -> Point | None:
    """3月, 3-5月, 4月2日: what `_calendar` makes of it, without asking for the other parts."""
    last = small_number(g["m"] or "") or 0
    first = small_number(g["m1"]) if g["m1"] else last
    return _with_days(Point("month", months=(first or last, last)), g, tables)


def _turned(g: Groups, tables: DateTables) -> Point | None:
    point = _calendar(g, tables)
    turn = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}.get((g.get("turn") or "").lower())
    return point and point._replace(turn=None if point.has_year else turn)


def _bare_day(g: Groups, _tables: DateTables) -> Point | None:
    day = int(g["d"] or 0)
    return Point("day", days=(day, day))


def _slashed(g: Groups, _tables: DateTables) -> Point | None:
    a, b, year = int(g["a"] or 0), int(g["b"] or 0), int(g["y"] or 0)
    month, day = (a, b) if a <= 12 else (b, a)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    other = f"month/day; as day/month it is {year}-{b:02d}-{a:02d}" if a <= 12 and b <= 12 and a != b else ""
    return Point("day", years=(year, year), months=(month, month), days=(day, day), note=other)


def _part_of_decade(g: Groups, tables: DateTables) -> Point | None:
    """A year's part, or in `the early 1990s` the decade's."""
    if not g.get("dec"):
        return _relative_year_part(g, tables)
    return _years_of("decade", int(g["dec"] or 0), tables.parts.get(("decade", fold_word(g.get("yp") or ""))))


def _decade(g: Groups, tables: DateTables) -> Point | None:
    part = tables.parts.get(("decade", fold_word(g.get("dp") or "")))
    if g.get("dec"):
        return _years_of("decade", int(g["dec"] or 0), part)
    tens = int(g["dd"] or 0) if g.get("dd") else small_number(g.get("dz") or "") or 0
    if g.get("dz1"):
        part = ((small_number(g["dz1"] or "") or 0) * 10 - tens, 9)
    century = small_number(g.get("c") or "")
    if century:
        return _years_of("decade", (century - 1) * 100 + tens, part)
    if g.get("rc"):
        shift = 0 if g["rc"] == "本" else -1
        return _years_of(
            "decade", (2000 if shift == 0 else 1900) + tens, part, "the century as counted after 2000"
        )
    start = (1900 if tens >= 30 else 2000) + tens
    return _years_of("decade", start, part, "the century is not said")


def _century(g: Groups, tables: DateTables) -> Point | None:
    part = tables.parts.get(("century", fold_word(g.get("cp") or "")))
    number = small_number(g.get("c") or "") or (21 if g.get("rc") == "本" else 20)
    note = "the century as counted after 2000" if g.get("rc") else ""
    return _years_of("century", (number - 1) * 100, part or (1, 100), note) if 1 <= number <= 22 else None


def _years_of(precision: str, start: int, part: tuple[int, int] | None, note: str = "") -> Point | None:
    first, last = part or (0, 9)
    return Point(precision, years=(start + first, start + last), note=note) if 1 <= start <= 2199 else None


def _relative_month(g: Groups, tables: DateTables) -> Point | None:
    point = Point("month", shift=tables.relative[fold_word(g["rm"] or "")])
    return _with_days(point, g, tables)


def _month_part(g: Groups, tables: DateTables) -> Point | None:
    return _with_days(Point("month", shift=("month", 0)), g, tables)


def _relative_year_part(g: Groups, tables: DateTables) -> Point | None:
    point = _calendar(g, tables)
    return point if point is None or point.has_year else point._replace(shift=("year", 0))


def _relative_week(g: Groups, tables: DateTables) -> Point | None:
    shift = tables.relative[fold_word(g["rw"] or "")]
    day = g.get("wn") or ""
    number = 7 if day == "天" else "一二三四五六日末".find(day) + 1 if day else 0
    if day == "末":
        return Point("week", shift=shift, note="the weekend, taken as its week")
    return Point("day" if number else "week", shift=shift, weekday=number or None)


def _weekday(g: Groups, tables: DateTables) -> Point | None:
    turn = {"last": -1, "next": 1}.get((g.get("turn") or "").lower())
    return Point("day", weekday=tables.weekdays[fold_word(g["wd"] or "")], turn=turn)


def _relative_other(g: Groups, tables: DateTables) -> Point | None:
    shift = tables.relative[fold_word(g["w"] or "")]
    return Point(shift[0], shift=shift)


def _context_other(g: Groups, tables: DateTables) -> Point | None:
    shift = tables.context[fold_word(g["cw"] or "")]
    return Point(shift[0], context=shift)


def _named(g: Groups, tables: DateTables) -> Point | None:
    period, precision = tables.named[fold_word(g["named"] or "")]
    return Point(precision, fixed=period)


def _window(g: Groups, tables: DateTables) -> Point | None:
    unit = tables.units[fold_word(g["u"] or "")]
    direction = tables.windows[fold_word(g["dir"] or "")]
    if not g.get("n"):
        return Point(unit, span=Span(direction, unit, 1, 1)) if unit not in ("day",) else None
    return _counted(g, unit, direction, ago=False)


def _ago(g: Groups, tables: DateTables) -> Point | None:
    return _counted(g, tables.units[fold_word(g["u"] or "")], -1, ago=True)


def _counted(g: Groups, unit: str, direction: int, ago: bool) -> Point | None:
    written = g["n"] or ""
    if written == "半":
        return Point("month", span=Span(direction, "month", 6, 6, ago)) if unit == "year" else None
    least = small_number(written)
    most = small_number(g.get("n2") or g.get("n3") or "") or least
    if least is None and len(written) == 2:
        least, most = small_number(written[0]), small_number(written[1])
    if least is None or most is None or least > most:
        return Point(unit, span=Span(direction, unit, None, None, ago), note="how many is not said")
    return Point(unit, span=Span(direction, unit, least, most, ago))


def _vague(g: Groups, tables: DateTables) -> Point | None:
    return Point("vague", reach=tables.vague[fold_word(g["v"] or "")])


_BUILDERS: dict[str, Callable[[Groups, DateTables], Point | None]] = {
    "slashed": _slashed,
    "zh_month": _month,
    "zh_day": _bare_day,
    "decade": _decade,
    "en_decade": _decade,
    "en_part": _part_of_decade,
    "century": _century,
    "en_century": _century,
    "en_month": _turned,
    "en_season": _turned,
    "zh_year_part": _relative_year_part,
    "en_year_end": _relative_year_part,
    "zh_month_part": _month_part,
    "relative_month": _relative_month,
    "relative_week": _relative_week,
    "weekday": _weekday,
    "relative_other": _relative_other,
    "context_other": _context_other,
    "named": _named,
    "window": _window,
    "ago": _ago,
    "vague": _vague,
}
