"""The signs around a match that tell a date from what only looks like one, and a coming date from a past one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from factbase.quantity.date_points import Point
from factbase.quantity.date_tables import DateTables
from factbase.quantity.words import fold_word

__all__ = ["Match", "is_date", "sentence_breaks", "speaks_of_future"]

_SENTENCE_END = re.compile(r"[。！？!?；;]|\n\s*\n|\.\s+(?=[\"“'A-Z一-鿿])")
_CLAUSE_END = re.compile(r"[，。！？!?；;：:\n]|[,.]\s")
_LAST_CLAUSE_END = re.compile(r".*(?:[，。！？!?；;：:\n]|[,.]\s)", re.DOTALL)
_MAX_SENTENCE = 400
_PLURAL = re.compile(r"\s+[a-z]+s\b", re.ASCII)
_WEAK = re.compile(r"\b(?:of|to|for|and|by|a)\s+\Z", re.ASCII | re.IGNORECASE)
_LINKING = re.compile(r"\b(?:to|and|a)\s+\Z", re.ASCII | re.IGNORECASE)
_NAME_AFTER = re.compile(r"\s+[A-Z][a-z]+", re.ASCII)
_IN_THE = re.compile(r"\b(?:in|for|during|over|since|by|until|than) the\s+\Z", re.ASCII | re.IGNORECASE)
_DAY_BEFORE = re.compile(
    r"(?:\A|[，。；、：:（(“\"\n\s]|于|在|截至|记者|新华社|电视台|[一-鿿]{2}社[一-鿿]{2,3}|本月|当地时间)\Z"
)
_DAY_AFTER = re.compile(
    r"\s?(?:[，、]|电|讯|至|到|上午|下午|凌晨|晚|中午|在|从|召开|举行|举办|发布|宣布|表示|公布|消息|报道|起|前|说)"
)
_REPORTED = re.compile(r"\s?(?:电|讯|发布|宣布|公布|通报|披露|表示|举行|召开|印发|报道|消息)")
_LASTED = re.compile(r"(?:历时|为期|长达|连续|持续|共|满|约|近|达|了|每|第|足)\Z")
_NEARLY = re.compile(r"(?:[将附接临靠邻远亲新最]|历时|长达|用时|耗时|有|了|经过|持续|已|达)\Z")
_YEARS_OLD = re.compile(r"\s?(?:的)?\s?(?:历史|时间|时光|光阴)")


# The target year for it is 2032; its deadline, 2026: a word for a date says what the number is.
_TOLD_YEAR = re.compile(
    r"\b(?:year|deadline|date)(?:[,:]\s+|(?:[^.;,]|\.\d){0,70}?\b(?:is|was|be|being)\s+(?:set (?:at|for|to)\s+)?)\Z",
    re.ASCII,
)
_TOLD_REACH = 90


class Match(NamedTuple):
    """A matched shape: its parts, its span, and whether it follows another date in a list."""

    shape: str
    groups: Mapping[str, str | None]
    start: int
    end: int
    listed: bool


def is_date(text: str, m: Match, point: Point, tables: DateTables) -> bool:
    """Whether the match is a date where it stands."""
    left = text[max(0, m.start - 16) : m.start]
    if not point.has_year and point.months and tables.recurring.search(left, 0, len(left)):
        return False
    if m.shape in ("en_year", "years", "years_short"):
        return _bare_year(text, left, m, point, tables)
    if m.shape == "en_month":
        return _english_month(text, left, m, point, tables)
    if m.shape == "zh_day":
        reported = _REPORTED.match(text, m.end) and not _LASTED.search(left)
        return m.listed or bool(reported or (_DAY_BEFORE.search(left) and _DAY_AFTER.match(text, m.end)))
    if m.shape in ("zh_year", "zh_bare"):
        return not _is_length(text, left, m.end, point, tables)
    if m.shape in ("zh_quarter", "en_quarter"):
        return text[m.start] != "q" and (point.has_year or text[m.end - 1] != "Q")
    if m.shape == "en_half":
        in_the = bool(m.groups["ho"] and _IN_THE.search(left))
        return point.has_year or (in_the and not text.startswith(" of", m.end))
    if m.shape == "window" and m.groups["dir"] == "近":
        return not (_NEARLY.search(left) or _YEARS_OLD.match(text, m.end))
    return m.shape != "ago" or m.groups["ago"] is not None


def sentence_breaks(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places, or they are too far apart to share one."""
    return end - start > _MAX_SENTENCE or _SENTENCE_END.search(text, start, end) is not None


def speaks_of_future(text: str, start: int, end: int, tables: DateTables) -> bool:
    """Whether a word of the future stands in the clause: within 24 characters before the date or 8 after it."""
    before = text[max(0, start - 24) : start]
    last = _LAST_CLAUSE_END.match(before)
    if tables.future.search(before, last.end() if last is not None else 0):
        return True
    stop = _CLAUSE_END.search(text, end, end + 8)
    return tables.future.search(text, end, stop.start() if stop else min(len(text), end + 8)) is not None


def _bare_year(text: str, left: str, m: Match, point: Point, tables: DateTables) -> bool:
    if point.years is None or tables.not_after_year.match(text, m.end):
        return False
    if m.shape != "en_year":
        return (
            m.shape == "years_short"
            or point.years[0] >= 1900
            or tables.year_before.search(left, 0, len(left)) is not None
        )
    if not tables.year_before.search(left, 0, len(left)):
        return _TOLD_YEAR.search(text[max(0, m.start - _TOLD_REACH) : m.start]) is not None
    counted = _PLURAL.match(text, m.end)
    return not (counted and (point.years[0] % 100 == 0 or _WEAK.search(left)))


def _english_month(text: str, left: str, m: Match, point: Point, tables: DateTables) -> bool:
    if point.days or point.has_year or point.turn is not None:
        return True
    name = fold_word(m.groups["mon"] or "")
    introduced = bool(tables.year_before.search(left, 0, len(left))) and not _LINKING.search(left)
    if name in tables.picky_months:
        return introduced and (len(name) > 3 or name == "may")
    return introduced or not _NAME_AFTER.match(text, m.end)


def _is_length(text: str, left: str, end: int, point: Point, tables: DateTables) -> bool:
    """Whether a year is a length of time: 2000年历史, 距今2000年, and any bare 1500年."""
    if point.months is None and tables.length_after.match(text, end):
        return True
    if point.years is None or point.months or point.years[0] != point.years[1] or point.years[0] % 100:
        return False
    return point.years[0] < 1700 or tables.length_before.search(left, 0, len(left)) is not None
