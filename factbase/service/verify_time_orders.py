"""Finds the orders in time that a sentence states: which of two things it puts first, and how long lies between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.quantity.interval import Interval, point
from factbase.quantity.reading import Reading
from factbase.quantity.scanner import find_quantities
from factbase.quantity.tables import Tables

__all__ = ["AFTER", "BEFORE", "BOUNDS", "DAYS", "SAME", "Gap", "Order", "orders_of"]

BEFORE, AFTER, SAME = "before", "after", "same"
DAYS = {
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(365, 12),
    "year": Fraction(365),
    "s": Fraction(0),
}
# What stands between two things in time, and which of them it puts first.
_WORDS = re.compile(
    r"(?P<before>早于|先于|之前|以前|\bbefore\b|\bearlier than\b|\bprior to\b|\bahead of\b|\bpreced(?:es|ed|ing)\b|\bpredat(?:es|ed|ing)\b)|"
    r"(?P<after>晚于|迟于|之后|以后|后(?=[，,])|\bafter\b|\blater than\b|\bfollow(?:s|ed|ing)\b)|"
    r"(?P<same>在同一(?P<zh>[天日月年])|同(?P<zh2>[日月年天])(?=[，。]|$)|\b(?:on|in) the (?:very )?same (?P<en>day|month|year) as\b)|"
    r"比(?P<than>[^，。；]{2,40}?)(?P<sense>早|晚|迟)"
)
# Two years lie between A and B; four years separate A from B: the time before both sides.
_AHEAD = re.compile(
    r"\b(?:(?:lie|lies|lay|pass|passed|passes|elapse|elapsed|went by|go by|fall|fell|separated?|leave|left|apart)\b[^,;.]{0,12}?\b)?between "
    r"(?P<one>[^;]{5,140}?),? and (?P<two>[^;.]{5,120})"
    r"|\b(?:separates?|separated) (?P<from>[^;]{5,140}?),? (?:from|and) (?P<to>[^;.]{5,120})"
)
# 从A到B，前后相隔四年; from A to B it took four years: the time behind them.
_BEHIND = re.compile(
    r"(?P<one>[^，。；]{3,60}?)(?:之后|以后|后)[，,]?(?:又|再|只|仅|才)?(?:隔了|过了|时隔|相隔|隔)(?=[^，。；]{1,12}[，,](?P<two>[^。；]{3,60}))"
    r"|(?P<sides>[^，。；]{6,120}?)"
    r"[，,]?(?:这?两者|二者|两件事|前后|中间|其间|之间|一共|总共|整整|足足|时间上)*(?:相隔|间隔|隔了|隔着|相距|相差|差了|只隔|隔|过了|花了|用了)(?:了|着|约|大约|整整|足足|前后)*"
    r"|\bfrom (?P<first>[^;]{5,140}?) to (?P<last>[^;.,]{5,120}?),?(?: it)?(?: was| is| took| takes| came to| makes| comes to| lasted)(?: a span of)? "
    r"|(?P<both>\b[^;.]{5,140}?),? and (?P<other>[^;.]{5,120}?) (?:are|were|lie|lay|fell|fall|stand|came|come|is|was)(?: separated by)? "
    r"(?=[^;.,]{3,30} apart\b)"
)
# A and B came in the same month; A和B是同一年发布的: the two stand before it.
_TOGETHER = re.compile(
    r"\b(?:on|in|within) the (?:very )?same (?P<en>day|month|year)\b(?! as)|(?:在|是|都是|于)?同(?:一个?)?(?P<zh>[天日月年])(?![，。级代龄])"
)
_CUT = re.compile(r"[到至和与跟]|\band\b")
_FROM, _TO = re.compile(r"[从自]"), ("到", "至")
# One of these stands in every sentence in which any finds something.
_SIGNS = (
    "早于", "先于", "之前", "以前", "晚于", "迟于", "之后", "以后", "后，", "后,", "在同一", "同日", "同月", "同年", "同天", "比", "before",
    "earlier than", "prior to", "ahead of", "preced", "predat", "after", "later than", "follow", "the same ", "the very same ",
)  # fmt: skip
_TOGETHER_SIGNS = ("the same ", "the very same ", "同")
_AHEAD_SIGNS = ("between", "separate")
_BEHIND_SIGNS = ("隔", "相距", "相差", "差了", "过了", "花了", "用了", "from", "apart")
_CLOSING = ("之前", "以前", "之后", "以后", "后")
_TIME = re.compile(
    r"(?:年|个月|天|日|周|星期|小时|\b(?:years?|months?|weeks?|days?|hours?|decades?|fortnights?))\s*$"
)
_ONE = re.compile(
    r"(?P<half>半|\bhalf an? )?(?P<one>一|1|\b(?:an?|one|a full|a whole|just a|only a|exactly a) )?(?:个|整)?"
    r"(?P<unit>年|月|周|星期|天|year|month|week|day|decade|fortnight)的?\s*$"
)
_UNITS = {
    "年": ("year", 1), "月": ("month", 1), "周": ("week", 1), "星期": ("week", 1), "天": ("day", 1), "year": ("year", 1), "month": ("month", 1),
    "week": ("week", 1), "day": ("day", 1), "decade": ("year", 10), "fortnight": ("week", 2),
}  # fmt: skip
_SAME_UNITS = {"天": "day", "日": "day", "月": "month", "年": "year"}
BOUNDS = ("more_than", "at_least", "less_than", "at_most", "below", "above", "nearly")
_WEEK = re.compile(r"周|星期|礼拜|week|fortnight")
_NEAR, _LEAD = 6, 16


class Gap(NamedTuple):
    """The time between two things: its place and unit, what it says and whether that is a bound, and its figure if one was read."""

    span: Span
    unit: str
    said: Interval
    is_bound: bool
    figure: Figure | None


class Order(NamedTuple):
    """`first` and `second` are the zones of the two things, `gap` the time between them; `unit` is what is the same of both."""

    sense: str
    span: Span
    first: Span
    second: Span
    gap: Gap | None
    unit: str = "day"


def orders_of(passage: Passage, figures: Sequence[Figure], tables: Tables) -> Iterator[Order]:
    """The orders that a sentence states, those with a time between first."""
    said = passage.folded[slice(*passage.span)]
    gaps = _Gaps(passage, figures, tables)
    if any(map(said.__contains__, _AHEAD_SIGNS)):
        for m in _AHEAD.finditer(passage.folded, *passage.span):
            if gap := gaps.at(m.start(), behind=False):
                yield _between(m, gap)
    if any(map(said.__contains__, _BEHIND_SIGNS)):
        for m in _BEHIND.finditer(passage.folded, *passage.span):
            if gap := gaps.at(m.end(), behind=True):
                yield from _sides(passage, m, gap) if m["sides"] else (_between(m, gap),)
    if any(map(said.__contains__, _TOGETHER_SIGNS)):
        for m in _TOGETHER.finditer(passage.folded, *passage.span):
            yield from _together(passage, m)
    if any(map(said.__contains__, _SIGNS)):
        for m in _WORDS.finditer(passage.folded, *passage.span):
            yield from _ordered(passage, m, gaps)


def _between(m: re.Match[str], gap: Gap) -> Order:
    """Two things with a time between them."""
    sides = [Span(*m.span(name)) for name, part in m.groupdict().items() if part is not None]
    return Order(BEFORE, Span(m.start(), m.end()), sides[0], sides[1], gap)


def _sides(passage: Passage, m: re.Match[str], gap: Gap) -> Iterator[Order]:
    """The two things that words before a time between may name, cut at every word that may stand between them."""
    start, end = m.span("sides")
    is_from = _FROM.search(passage.folded, start, end) is not None
    for cut in _cuts(passage, Span(start, end)):
        if is_from <= (cut.group() in _TO):
            yield Order(BEFORE, Span(m.start(), m.end()), Span(start, cut.start()), Span(cut.end(), end), gap)


def _together(passage: Passage, m: re.Match[str]) -> Iterator[Order]:
    """Two things that came at one time."""
    start, unit = passage.span.start, m["en"] or _SAME_UNITS[m["zh"]]
    for cut in _cuts(passage, Span(start, m.start())):
        if cut.group() not in _TO:
            second = Span(cut.end(), passage.span.end)
            yield Order(SAME, Span(m.start(), m.end()), Span(start, cut.start()), second, None, unit)


def _cuts(passage: Passage, zone: Span) -> Iterator[re.Match[str]]:
    """The words of a zone that may stand between two things, but those inside a name."""
    for m in _CUT.finditer(passage.folded, zone.start + 2, max(zone.start + 2, zone.end - 2)):
        if not any(n.start <= m.start() < n.end for n in passage.names):
            yield m


def _ordered(passage: Passage, m: re.Match[str], gaps: _Gaps) -> Iterator[Order]:
    """The order that a word between two things states."""
    whole = Span(m.start(), m.end())
    if m["than"] is not None:
        sense = BEFORE if m["sense"] == "早" else AFTER
        gap = gaps.at(m.end(), behind=True)
        yield Order(sense, whole, Span(passage.span.start, m.start()), Span(*m.span("than")), gap)
        return
    sense = BEFORE if m["before"] else AFTER if m["after"] else SAME
    left, right = Span(passage.span.start, m.start()), Span(m.end(), passage.span.end)
    gap = gaps.at(m.start(), behind=False) or gaps.at(m.end(), behind=True)
    if gap is None and _TIME.search(passage.folded, passage.span.start, m.start()):
        return  # a time between that no reader reads: the order alone is not what is said
    comma = passage.folded.find(",", m.end(), passage.span.end)
    if m.group().isascii() and comma > 0 and not any(left.holds(n.start, n.end) for n in passage.names):
        # Three days after B, A: what is spoken of follows the comma.
        left, right = Span(comma + 1, passage.span.end), Span(m.end(), comma)
    if m.group() in _CLOSING:
        # 在B之前，A: what stands before the word is the second side.
        left, right = right, left
    unit = _SAME_UNITS.get(m["zh"] or m["zh2"] or "", m["en"] or "day")
    yield Order(sense, whole, left, right, gap, unit)


class _Gaps(NamedTuple):
    """Finds the times between in a sentence."""

    passage: Passage
    figures: Sequence[Figure]
    tables: Tables

    def at(self, at: int, *, behind: bool) -> Gap | None:
        """The time right before a word (three days before, 五年后), or right behind it (早两年)."""
        for figure in self.figures:
            distance = figure.start - at if behind else at - figure.end
            if figure.kind == QUANTITY and figure.unit in DAYS and 0 <= distance <= _NEAR:
                span = Span(figure.start, figure.end)
                return _gap(span, figure.text, figure.unit, figure.reading, figure.hedge, figure)
        if behind:
            return None
        first = max(self.passage.span.start, at - _LEAD)
        lead = self.passage.text[first:at].rstrip()
        read = find_quantities(lead, self.tables)
        if read and read[-1].end == len(lead) and read[-1].unit in DAYS:
            span = Span(first + read[-1].start, first + read[-1].end)
            return _gap(span, read[-1].text, read[-1].unit, read[-1].reading, read[-1].hedge, None)
        return _single(lead.lower(), first)


def _single(lead: str, first: int) -> Gap | None:
    """One unit of time, or half of one, that no reader takes for a number (a week, 半年)."""
    m = _ONE.search(lead)
    if m is None or not (m["half"] or m["one"]):
        return None
    unit, times = _UNITS[m["unit"]]
    value = Fraction(times, 2) if m["half"] else Fraction(times)
    return Gap(Span(first + m.start(), first + m.end()), unit, point(value), False, None)


def _gap(span: Span, text: str, unit: str, reading: Reading, hedge: str, figure: Figure | None) -> Gap:
    """A time between as said; how far off it may be is a matter of its unit, not of its digits."""
    said = reading.face if hedge == "exact" else reading.widest
    if unit == "day" and _WEEK.search(text.lower()):
        unit, said = "week", said.scale(Fraction(1, 7))
    return Gap(span, unit, said, hedge in BOUNDS, figure)
