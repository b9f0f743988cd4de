"""Orders in time: one dated thing before or after another, and how long before or after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import COMPARISON, QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.quantity.interval import Interval, closed
from factbase.quantity.reading import Reading
from factbase.quantity.scanner import find_quantities
from factbase.reason.assertion import Assertion
from factbase.reason.period import FAR_FUTURE, FAR_PAST, Period
from factbase.reason.proof import Proof
from factbase.reason.verdict import Judgement
from factbase.reason.verdict_other import quoted
from factbase.service.verify_match import Matcher

__all__ = ["Times"]

BEFORE, AFTER, SAME = "before", "after", "same"
_DAYS = {
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
    r"(?P<same>在同一[天日月年]|同[日月年天](?=[，。]|$)|\b(?:on|in) the same (?:day|month|year) as\b)|"
    r"比(?P<than>[^，。；]{2,40}?)(?P<sense>早|晚|迟)"
)
# Two years lie between A and B; 从A到B，前后相隔四年: both sides and the time between them.
_SPANS = re.compile(
    r"\b(?:lie|lies|lay|passed?|passes|elapsed?|went by|fall|fell|separated?)\b[^,;.]{0,12}?\bbetween (?P<one>[^,;]{5,120}?) and (?P<two>[^,;.]{5,120})"
    r"|(?:从|自)(?P<from>[^，。；]{3,40}?)(?:到|至)(?P<to>[^，。；]{3,40}?)[，,]?(?:前后|中间|其间|之间|一共|总共|整整)?(?:相隔|间隔|隔了|相距|隔|过了)(?:了|着|约|大约)?"
)
# One of these stands in every sentence in which either finds something.
_SIGNS = (
    "早于", "先于", "之前", "以前", "晚于", "迟于", "之后", "以后", "后，", "后,", "在同一", "同日", "同月", "同年", "同天", "比", "隔", "相距",
    "过了", "before", "earlier than", "prior to", "ahead of", "preced", "predat", "after", "later than", "follow", "the same ",
    "between",
)  # fmt: skip
_CLOSING = ("之前", "以前", "之后", "以后", "后")
_TIME = re.compile(r"(?:年|个月|天|日|周|星期|小时|\b(?:years?|months?|weeks?|days?|hours?|decades?))\s*$")
_CUED = 0.25
_NEAR, _LEAD = 6, 16


class _Side(NamedTuple):
    fact: Assertion
    period: Period


class _Gap(NamedTuple):
    """The time between two things: its unit and what it says, and the figure that it is, if one was read."""

    unit: str
    said: Interval
    figure: Figure | None


class _Order(NamedTuple):
    """`first` and `second` are the zones of the two things, `gap` the time between them."""

    sense: str
    span: Span
    first: Span
    second: Span
    gap: _Gap | None


@dataclass(frozen=True)
class Times:
    """Finds and judges orders in time whose two sides are dated by facts."""

    matcher: Matcher

    def claims(
        self, passage: Passage, figures: Sequence[Figure]
    ) -> Iterator[tuple[Figure, Judgement, Figure | None]]:
        """The orders that the sentence states, judged, with the figure of the time between that each uses up."""
        for order in self._orders(passage, figures):
            one = self._side(passage, order.first, order.second)
            two = self._side(passage, order.second, order.first)
            if one is None or two is None or one.fact.id == two.fact.id:
                continue
            figure = Figure(
                COMPARISON, order.span.start, order.span.end, passage.text[slice(*order.span)],
                passage.clause_at(*order.span), rule=f"time.{order.sense}",
            )  # fmt: skip
            yield figure, _judged(order, one, two), order.gap.figure if order.gap else None
            return

    def _side(self, passage: Passage, zone: Span, other: Span) -> _Side | None:
        """The dated fact that the words of a zone speak of: by its own cue, else by that of the other side."""
        own, lent = _cued(passage, zone), _cued(passage, other)
        for subject in self._subjects(passage, zone):
            facts = [
                f
                for f in self.matcher.known.about(subject)
                if f.subject == subject and f.is_date and f.period
            ]
            for metrics in (own, lent):
                told = [f for f in facts if f.metric in metrics]
                if told and len({(f.metric, f.period) for f in told}) == 1:
                    return _Side(told[0], told[0].period or Period())
            entity = self.matcher.tables.names.entities.get(subject)
            if len(facts) == 1 and entity is not None and entity.type == "event":
                return _Side(facts[0], facts[0].period or Period())
        return None

    def _subjects(self, passage: Passage, zone: Span) -> list[str]:
        names = self.matcher.tables.names
        found = [i for m in passage.names if zone.holds(m.start, m.end) and not m.speaks for i in m.ids]
        found += names.told(passage.folded[slice(*zone)])
        if not found:
            found = [i for m in passage.names if not m.speaks for i in m.ids]
        return list(dict.fromkeys(found))

    def _orders(self, passage: Passage, figures: Sequence[Figure]) -> Iterator[_Order]:
        said = passage.folded[slice(*passage.span)]
        if not any(map(said.__contains__, _SIGNS)):
            return
        for m in _SPANS.finditer(passage.folded, *passage.span):
            gap = self._gap(passage, figures, m.start(), behind=False) or self._gap(
                passage, figures, m.end(), behind=True
            )
            if gap is not None:
                one, two = ("one", "two") if m["one"] is not None else ("from", "to")
                yield _Order(BEFORE, Span(m.start(), m.end()), Span(*m.span(one)), Span(*m.span(two)), gap)
        for m in _WORDS.finditer(passage.folded, *passage.span):
            whole = Span(m.start(), m.end())
            if m["than"] is not None:
                sense = BEFORE if m["sense"] == "早" else AFTER
                gap = self._gap(passage, figures, m.end(), behind=True)
                yield _Order(sense, whole, Span(passage.span.start, m.start()), Span(*m.span("than")), gap)
                continue
            sense = BEFORE if m["before"] else AFTER if m["after"] else SAME
            left, right = Span(passage.span.start, m.start()), Span(m.end(), passage.span.end)
            gap = self._gap(passage, figures, m.start(), behind=False)
            gap = gap or self._gap(passage, figures, m.end(), behind=True)
            if gap is None and _TIME.search(passage.folded, passage.span.start, m.start()):
                # A time between that no reader reads: the order alone is not what is said.
                continue
            comma = passage.folded.find(",", m.end(), passage.span.end)
            if (
                m.group().isascii()
                and comma > 0
                and not any(left.holds(n.start, n.end) for n in passage.names)
            ):
                # Three days after B, A: what is spoken of follows the comma.
                left, right = Span(comma + 1, passage.span.end), Span(m.end(), comma)
            if m.group() in _CLOSING:
                # 在B之前，A: what stands before the word is the second side.
                left, right = right, left
            yield _Order(sense, whole, left, right, gap)

    def _gap(self, passage: Passage, figures: Sequence[Figure], at: int, *, behind: bool) -> _Gap | None:
        """The time right before the word (three days before, 五年后), or right behind it (早两年)."""
        for figure in figures:
            distance = figure.start - at if behind else at - figure.end
            if figure.kind == QUANTITY and figure.unit in _DAYS and 0 <= distance <= _NEAR:
                return _Gap(figure.unit, _said(figure.reading, figure.hedge), figure)
        if behind:
            return None
        lead = passage.text[max(passage.span.start, at - _LEAD) : at].rstrip()
        read = find_quantities(lead, self.matcher.tables.readers.quantities)
        if read and read[-1].end == len(lead) and read[-1].unit in _DAYS:
            return _Gap(read[-1].unit, _said(read[-1].reading, read[-1].hedge), None)
        return None


def _said(reading: Reading, hedge: str) -> Interval:
    """A time between as said; how far off it may be is a matter of its unit, not of its digits."""
    return reading.face if hedge == "exact" else reading.widest


def _cued(passage: Passage, zone: Span) -> set[str]:
    return {
        c.cue.metric
        for c in passage.cues
        if c.cue.sort != ANTI and c.cue.weight >= _CUED and zone.holds(c.start, c.end) and not c.named
    }


def _judged(order: _Order, one: _Side, two: _Side) -> Judgement:
    early, late = (two, one) if order.sense == AFTER else (one, two)
    between = _between(early.period, late.period)
    if order.sense == SAME:
        verdict = _same(between)
    elif order.gap is not None:
        verdict = _far(between, order.gap)
    else:
        low, high = between.low, between.high
        verdict = "supported" if low is not None and low > 0 else "possible"
        if high is not None and high < 0:
            verdict = "contradicted"
    steps = tuple(quoted(n, side.fact) for n, side in enumerate((one, two), 1))
    why = {"supported": "inside", "contradicted": "rejected", "possible": "open"}[verdict]
    return Judgement(verdict, why, fact_ids=(one.fact.id, two.fact.id), proof=Proof(steps))


def _between(early: Period, late: Period) -> Interval:
    """How many days lie between two dates, at least and at most; an open end leaves that side open."""
    low = None if late.start == FAR_PAST or early.end == FAR_FUTURE else _days(early.end, late.start)
    high = None if late.end == FAR_FUTURE or early.start == FAR_PAST else _days(early.start, late.end)
    return Interval(low, high)


def _days(first: str, second: str) -> Fraction:
    return Fraction((date.fromisoformat(second) - date.fromisoformat(first)).days)


def _same(between: Interval) -> str:
    if between.low == between.high == 0:
        return "supported"
    apart = (between.low is not None and between.low > 0) or (between.high is not None and between.high < 0)
    return "contradicted" if apart else "possible"


def _far(between: Interval, gap: _Gap) -> str:
    """Whether the days between fit a stated time: half a unit off is as said, three quarters are not."""
    unit = _DAYS[gap.unit]
    said = gap.said.scale(unit)
    slack = Fraction(0) if unit <= 1 else unit * 3 / 4
    wide = Interval(
        None if said.low is None else said.low - slack, None if said.high is None else said.high + slack
    )
    near = closed(-slack * 2 / 3, slack * 2 / 3)
    if wide & between is None:
        return "contradicted"
    return "supported" if wide.encloses(between) and (said + near) & between is not None else "possible"
