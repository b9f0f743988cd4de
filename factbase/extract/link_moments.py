"""Times whose number is an article, a half or a word: under a minute, a good half hour, most of a day, 大半天, 一刻钟."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_hedges import bounded
from factbase.extract.link_scene import Passage
from factbase.quantity.interval import Interval, closed, point
from factbase.quantity.reading import Reading

__all__ = ["moments"]

_EN = r"second|minute|hour|day|week|fortnight|month|year|decade|century"
_HAN = r"分钟|秒钟|秒|小时|钟头|天|月|年|世纪"
_ENTIRE = r"full|good|whole|entire|solid|mere|bare|straight|complete"
# A time that is told to have passed by then, or to pass every so often, is none that something takes.
_NO_SPAN = r"(?!-|s\b| (?:ago|earlier|later|before|after|ahead|prior|old)\b)"
_MOMENT = re.compile(
    rf"\b(?P<side>under|less than|within|over|more than|at most|at least|up to|no more than|short of|beyond|nearly|about|around)"
    rf"\s+(?:a|an)\s+(?P<en>{_EN})\b(?!-)|"
    rf"\b(?:(?:(?:a|an|one|another|the|well over a) )?(?:(?:{_ENTIRE}) )?half[ -](?P<half>{_EN})|(?:an?|another|one) (?:{_ENTIRE}) (?P<full>{_EN})|"
    rf"(?P<most>(?:the (?:better|best|greater) part|most|the bulk|much) of an? )(?P<of>{_EN})|"
    rf"(?:(?P<three>three[ -])|(?:a|one) )quarters?[ -]of[ -]an (?P<quarter>hour))\b{_NO_SPAN}|"
    rf"(?P<less>不到|不足|至多|最多)?半个?(?P<zh>{_HAN})|(?P<more>大半|多半)个?(?P<part>天|月|年|小时|钟头|世纪)(?!前|后|以)|"
    rf"(?<!这)(?<!那)(?<!前)(?<!后)(?<!哪)一整[个]?(?P<whole>{_HAN})(?!前|后|以)|(?P<three_zh>三)刻钟|一刻钟(?P<one_zh>)"
)
_MOMENTS = {
    "second": ("s", 1), "minute": ("min", 1), "hour": ("h", 1), "day": ("day", 1), "week": ("day", 7), "fortnight": ("day", 14),
    "month": ("month", 1), "year": ("year", 1), "decade": ("year", 10), "century": ("year", 100), "分钟": ("min", 1), "秒钟": ("s", 1),
    "秒": ("s", 1), "小时": ("h", 1), "钟头": ("h", 1), "天": ("day", 1), "月": ("month", 1), "年": ("year", 1), "世纪": ("year", 100),
}  # fmt: skip
_SIDES = {
    "under": "below", "less than": "below", "short of": "below", "within": "at_most", "at most": "at_most", "up to": "at_most",
    "no more than": "at_most", "over": "above", "more than": "above", "beyond": "above", "at least": "at_least",
    "不到": "below", "不足": "below", "至多": "at_most", "最多": "at_most",
}  # fmt: skip
# over a whole year, in a full day: for how long a flow is told, no claim of its own
_OVER = re.compile(r"(?:\b(?:over|for|in|during|throughout|across|within|after|by)|[在过于]) ?$")
_QUARTERS = Fraction(1, 4), Fraction(3, 4)


class _Time(NamedTuple):
    """How many of a unit: so many, or more than half of one."""

    unit: str
    value: Fraction
    is_most: bool = False


def moments(passage: Passage, found: list[Figure]) -> Iterator[Figure]:
    """`in under a minute`, 半分钟, most of a day: a time whose number is an article, a half or a word."""
    for m in _MOMENT.finditer(passage.folded, *passage.span):
        if any(f.start < m.end() and m.start() < f.end for f in found):
            continue
        time = _time(m)
        is_idle = m["en"] or m["zh"] or _OVER.search(passage.folded, passage.span.start, m.start())
        side = _SIDES.get(m["side"] or m["less"] or "", "")
        reading = _reading(time)
        clause = passage.clause_at(m.start(), m.end())
        yield Figure(
            QUANTITY, m.start(), m.end(), passage.text[m.start() : m.end()], clause,
            bounded(reading, side) if side else reading, time.unit, "",
            Span(m.end(), m.end()), side or "about", rule="moment" if is_idle else "span",
        )  # fmt: skip


def _time(m: re.Match[str]) -> _Time:
    if m["quarter"] or m["three_zh"] or m["one_zh"] is not None:
        return _Time("h", _QUARTERS[bool(m["three"] or m["three_zh"])])
    named = next(m[key] for key in ("en", "half", "full", "of", "zh", "part", "whole") if m[key])
    unit, times = _MOMENTS[named]
    is_half = m["half"] or m["zh"]
    return _Time(unit, Fraction(times, 2) if is_half else Fraction(times), bool(m["of"] or m["part"]))


def _reading(time: _Time) -> Reading:
    value = time.value
    if time.is_most:
        most = Interval(value / 2, value, True)
        return Reading(None, most, most, most, most)
    near = closed(value * 9 / 10, value * 11 / 10)
    return Reading(value, point(value), point(value), near, near)
