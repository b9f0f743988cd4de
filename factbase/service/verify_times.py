"""Orders in time: one dated thing before or after another, and how long before or after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import COMPARISON, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.quantity.interval import Interval, closed
from factbase.reason.assertion import Assertion
from factbase.reason.period import FAR_FUTURE, FAR_PAST, Period
from factbase.reason.proof import Proof
from factbase.reason.verdict import Judgement
from factbase.reason.verdict_other import quoted
from factbase.service.verify_match import Matcher
from factbase.service.verify_time_orders import AFTER, DAYS, SAME, Gap, Order, orders_of

__all__ = ["Times", "at_first", "between_dates", "counted", "far", "years_between"]

_CUED = 0.25
# Words that say nothing of what they stand beside.
_SAID = re.compile(
    r"\b\d+[- ](?:country|nation|state|member)\b|\b(?:the|that|this|of|s)\b|[\s,，.。'’“”\"《》()（）这那份项个的]"
)
_YEAR_LONG, _MOST = 364, 366


class _Side(NamedTuple):
    fact: Assertion
    period: Period


@dataclass(frozen=True)
class Times:
    """Finds and judges orders in time whose two sides are dated by facts."""

    matcher: Matcher

    def claims(
        self, passage: Passage, figures: Sequence[Figure]
    ) -> Iterator[tuple[Figure, Judgement, Figure | None]]:
        """The orders that the sentence states, judged, with the figure of the time between that each uses up."""
        for order in orders_of(passage, figures, self.matcher.tables.readers.quantities):
            one = self._side(passage, order.first, order.second)
            two = self._side(passage, order.second, order.first)
            if passage.has("earliest"):
                one, two = _at_first(one), _at_first(two)
            if one is None or two is None or one.fact.id == two.fact.id:
                continue
            spans = [order.span, *([order.gap.span] if order.gap else [])]
            start, end = min(s.start for s in spans), max(s.end for s in spans)
            figure = Figure(
                COMPARISON, start, end, passage.text[start:end], passage.clause_at(start, end), rule=f"time.{order.sense}",
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
            if len(facts) == 1 and _is_bare(passage, zone, subject):
                return _Side(facts[0], facts[0].period or Period())
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


def at_first(period: Period) -> Period:
    """A first day that is possible as that day or the year of it; any other period as it is."""
    if period.end != FAR_FUTURE:
        return period
    return Period(
        period.start, f"{period.start[:4]}-12-31" if period.start.endswith("-01-01") else period.start
    )


def _at_first(side: _Side | None) -> _Side | None:
    return None if side is None else side._replace(period=at_first(side.period))


def _is_bare(passage: Passage, zone: Span, subject: str) -> bool:
    """Whether a zone names a thing and says nothing more of it (between the declaration and …)."""
    names = [m for m in passage.names if zone.holds(m.start, m.end)]
    if not names or subject not in names[-1].ids:
        return False
    rest = "".join(
        c
        for at, c in enumerate(passage.folded[slice(*zone)], zone.start)
        if not any(m.start <= at < m.end for m in names)
    )
    return not _SAID.sub("", rest)


def _cued(passage: Passage, zone: Span) -> set[str]:
    return {
        c.cue.metric
        for c in passage.cues
        if c.cue.sort != ANTI and c.cue.weight >= _CUED and zone.holds(c.start, c.end) and not c.named
    }


def _judged(order: Order, one: _Side, two: _Side) -> Judgement:
    early, late = (two, one) if order.sense == AFTER else (one, two)
    between = between_dates(early.period, late.period)
    if order.sense == SAME:
        verdict = _same(early.period, late.period, between, order.unit)
    elif order.gap is not None:
        years = years_between(early.period, late.period) if order.gap.unit == "year" else None
        verdict = far(between, order.gap) if years is None else counted(years, order.gap)
    else:
        low, high = between.low, between.high
        verdict = "supported" if low is not None and low > 0 else "possible"
        if high is not None and high < 0:
            verdict = "contradicted"
    steps = tuple(quoted(n, side.fact) for n, side in enumerate((one, two), 1))
    why = {"supported": "inside", "contradicted": "rejected", "possible": "open"}[verdict]
    return Judgement(verdict, why, fact_ids=(one.fact.id, two.fact.id), proof=Proof(steps))


def between_dates(early: Period, late: Period) -> Interval:
    """How many days lie between two dates, at least and at most; an open end leaves that side open."""
    low = None if late.start == FAR_PAST or early.end == FAR_FUTURE else _days(early.end, late.start)
    high = None if late.end == FAR_FUTURE or early.start == FAR_PAST else _days(early.start, late.end)
    return Interval(low, high)


def _days(first: str, second: str) -> Fraction:
    return Fraction((date.fromisoformat(second) - date.fromisoformat(first)).days)


def _same(one: Period, two: Period, between: Interval, unit: str) -> str:
    """Whether two dates lie in the same day, month or year."""
    length = {"day": 10, "month": 7, "year": 4}[unit]
    places = {day[:length] for day in (one.start, one.end, two.start, two.end)}
    if len(places) == 1:
        return "supported"
    if one.end[:length] < two.start[:length] or two.end[:length] < one.start[:length]:
        return "contradicted"
    apart = (between.low is not None and between.low > 0) or (between.high is not None and between.high < 0)
    return "contradicted" if apart and unit == "day" else "possible"


def years_between(early: Period, late: Period) -> int | None:
    """How many years two dates are apart of which one is but a year, `None` if both are finer or one is open."""
    ends = (early.start, early.end, late.start, late.end)
    if FAR_PAST in ends or FAR_FUTURE in ends:
        return None
    lengths = [_days(p.start, p.end) for p in (early, late)]
    if max(lengths) < _YEAR_LONG or max(lengths) > _MOST:
        return None
    return int(late.start[:4]) - int(early.start[:4])


def counted(years: int, gap: Gap) -> str:
    """Whether so many years from one year to another are as said: one more or less may be, by the months."""
    if Fraction(years) in gap.said:
        return "supported"
    near = [n for n in (Fraction(years - 1), Fraction(years + 1)) if n in gap.said]
    whole = Interval(Fraction(years - 1), Fraction(years + 1), True, True)
    return "possible" if near or whole.meets(gap.said) else "contradicted"


def far(between: Interval, gap: Gap) -> str:
    """Whether the days between fit a stated time: half a unit off is as said, three quarters are not.

    A bound leaves less room, and of half a year the unit is a half.
    """
    unit = DAYS[gap.unit]
    said = gap.said.scale(unit)
    grain = unit / min(
        4, max((b.denominator for b in (gap.said.low, gap.said.high) if b is not None), default=1)
    )
    slack = Fraction(0) if unit <= 1 else unit / 12 if gap.is_bound else grain * 3 / 4
    wide = Interval(
        None if said.low is None else said.low - slack, None if said.high is None else said.high + slack
    )
    near = closed(-slack * 2 / 3, slack * 2 / 3)
    if wide & between is None:
        return "contradicted"
    return "supported" if wide.encloses(between) and (said + near) & between is not None else "possible"
