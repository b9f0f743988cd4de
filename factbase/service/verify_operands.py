"""The known figures that a sentence names beside its own: what a derived figure may be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.quantity.interval import Interval
from factbase.reason.assertion import Assertion
from factbase.reason.bounds import derive_ratio
from factbase.reason.knowledge import Knowledge
from factbase.reason.period import compatible
from factbase.reason.proof import Step
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Setting

__all__ = ["TIME_UNITS", "Operand", "Operands", "adds", "adds_to", "is_per_thing", "money_span", "per_span"]

TIME_UNITS = ("s", "day", "year", "month", "h", "min", "week")
_MOST, _CUED, _STRONG = 8, 0.2, 0.35
_CLASSIFIERS = "个家台名位人户项件款座宗国站次笔"
_PER = re.compile(
    r"\b(?:per|each|every|for each|for every)\s+(?:of (?:the|its|their|these|those) )?(?:[\d,]+ )?(?P<en>[a-z][a-z -]{2,30})|"
    rf"每(?:响应|处理|回答|完成)?(?:一)?(?P<zh>[{_CLASSIFIERS}][\u4e00-\u9fff]{{0,6}}|请求|企业|项目|成员国)|人均|户均"
)
_LEADS = re.compile(
    r"每(?:[\u4e00-\u9fff]{2})?(?:一|1)?[\u4e00-\u9fff]{1,10}$|\b(?:for )?(?:each|every) [a-z][a-z -]{2,30}$"
)
# 3秒一天, a forecast day every three seconds: time per time.
# 每1欧元, for every euro of: money per money.
_MONEY_PER = re.compile(
    r"\b(?:per|each|every|for each|for every)\s+(?:euro|dollar|pound|yen|yuan)\b(?: (?:of|in) [a-z]+(?: [a-z]+)?)?|"
    r"每(?:一|1)?(?:投入)?(?:一|1)?(?:欧元|美元|英镑|日元|人民币|元)(?:的)?[\u4e00-\u9fff]{0,4}"
)
_TIMED = re.compile(r"\s*(?:一天|每天|/天|(?:per|a) (?:forecast )?day\b|for (?:each|every) day\b)")
_EVERY = re.compile(r"\b(?:forecast )?day\b[^,;]{0,12}\bevery\s*$")
_TIMES = ("day", "year", "month", "hour", "second", "week", "minute", "quarter", "night", "time")


class Operand(NamedTuple):
    """A known measure as a number: its readings in base units, its dimension, and the step that quotes it.

    `place` is where its cue stands in the text and `strong` whether that tells it from others; `first` is the first day
    of its period; `scale` is how many base units one of `unit` is. A share is a number of its own, of dimension `share`.
    """

    subject: str
    metric: str
    scope: str
    face: Interval
    widest: Interval
    value: Fraction | None
    dimension: str
    unit: str
    first: str
    step: Step
    place: int = 0
    strong: bool = False
    scale: Fraction = Fraction(1)

    @property
    def measure(self) -> tuple[str, str, str]:
        """Subject, metric and scope."""
        return self.subject, self.metric, self.scope


def per_span(passage: Passage, figure: Figure) -> Span | None:
    """The words that say per what a figure is, unless that is a time: `per company`, 每家."""
    clause = figure.clause
    if figure.unit in TIME_UNITS:
        timed = _TIMED.match(passage.folded, figure.end)
        timed = timed or _EVERY.search(passage.folded, clause.start, figure.start)
        if timed is not None:
            return Span(*timed.span())
    money = money_span(passage, figure)
    if money is not None:
        return money
    for match in _PER.finditer(passage.folded, *_with_lead(passage, clause)):
        words = match["en"] or match["zh"] or ""
        if words.split(" ")[0].rstrip("s") not in _TIMES:
            return Span(*match.span())
    return None


def adds(at: Setting) -> bool:
    """Whether words of the sentence add something up."""
    return bool(_adding(at))


def adds_to(at: Setting) -> bool:
    """Whether a word of the clause, or one that ends the clause before, adds something up to this figure, the nearest."""
    clause = at.figure.clause
    beside = [f for f in at.figures if f.kind == QUANTITY and clause.holds(f.start, f.end)]
    return any(
        min(beside, key=lambda f: max(f.start - word.end, word.start - f.end)) is at.figure
        for word in _adding(at)
        if clause.holds(word.start, word.end) or 0 <= clause.start - word.end <= 1
    )


def _adding(at: Setting) -> list[Span]:
    """The words that add something up: no part of a figure, nor of a verb of joining."""
    taken = [Span(f.start, f.end) for f in at.figures]
    taken += [Span(w.start, w.end) for w in at.passage.of("joining")]
    words = (Span(w.start, w.end) for w in at.passage.of("adding"))
    return [w for w in words if not any(t.holds(w.start, w.start + 1) for t in taken)]


def is_per_thing(at: Setting) -> bool:
    """Whether the figure is so much per thing, not in all; the number of the things themselves is none of it.

    A figure that says so itself leaves nothing of the words to another one of its unit.
    """
    unit = at.figure.unit
    if unit.endswith("/count"):
        return True
    if any(f.unit == f"{unit}/count" for f in at.figures):
        return False
    per = per_span(at.passage, at.figure) if at.figure.kind == QUANTITY else None
    if per is None or "/" in unit:
        return False
    return not (unit == "count" and per.start < at.figure.start <= per.end + 1)


def money_span(passage: Passage, figure: Figure) -> Span | None:
    """The words that say per how much money another sum is: 每1欧元公共资金, for every euro of public funding."""
    if len(figure.unit) != 3 or not figure.unit.isupper():
        return None
    match = _MONEY_PER.search(passage.folded, *_with_lead(passage, figure.clause))
    return Span(*match.span()) if match is not None else None


def _with_lead(passage: Passage, clause: Span) -> Span:
    """A clause together with the one before it, where that says per what the figure is (每处理一个请求，…)."""
    before = [c for c in passage.clauses if c.end <= clause.start]
    if before and _LEADS.search(passage.folded, *before[-1]):
        return Span(before[-1].start, clause.end)
    return clause


@dataclass(frozen=True)
class Operands:
    """Finds operands; what is known of a measure is remembered."""

    matcher: Matcher
    knowledge: Knowledge
    _known: dict[tuple[object, ...], Operand | None] = field(default_factory=dict)

    def of(self, at: Setting) -> list[Operand]:
        """Absolute measures and shares of the named things whose metric a word of the sentence cues, the best first."""
        named = dict.fromkeys(s.id for s in self.matcher.subjects.of(at))
        named |= dict.fromkeys(r for r, _ in at.roles.relatives)
        found = [o for subject in named for o in self._about(at, subject)]
        found.sort(key=lambda o: (not o.strong, o.place))
        return found[:_MOST]

    def measure(self, subject: str, metric: str, scope: str) -> Operand | None:
        """What is known of one measure, from its latest fact; `None` if no fact is about it."""
        facts = [
            f
            for f in self.matcher.known.about(subject)
            if (f.subject, f.metric, f.scope) == (subject, metric, scope) and _is_number(f)
        ]
        latest = max(facts, key=lambda f: f.period.end if f.period else "", default=None)
        return self._measured(latest) if latest is not None else None

    def _about(self, at: Setting, subject: str) -> Iterator[Operand]:
        facts = [f for f in self.matcher.known.about(subject) if f.subject == subject and _is_number(f)]
        for metric, scope in dict.fromkeys((f.metric, f.scope) for f in facts):
            cue = _cue(at, metric) or _stated(
                at, [f for f in facts if (f.metric, f.scope) == (metric, scope)]
            )
            if cue is None or self.matcher.fit.names_scope(at, metric, scope) is False:
                continue
            own = [f for f in facts if (f.metric, f.scope) == (metric, scope)]
            same = [*_at_time(at, own), *(f for f in own if _stated(at, [f]))]
            for fact in {(f.period, f.world): f for f in same}.values():
                known = self._measured(fact)
                if known is not None:
                    yield known._replace(place=cue[0], strong=cue[1])

    def _measured(self, fact: Assertion) -> Operand | None:
        """What is known of the fact's measure, tightened by what the network derives."""
        key = (fact.subject, fact.metric, fact.scope, fact.world, fact.period)
        if key not in self._known:
            face, widest = (fact.face, fact.widest) if fact.is_ratio else self._tightened(fact)
            step = Step(
                1, "fact", f"{fact.subject}.{fact.metric}", interval=fact.widest, unit=fact.unit, scale=fact.scale,
                fact_id=fact.id, quote=fact.quote, speaker=fact.attributed_to, outlet=fact.outlet, reading="widest",
            )  # fmt: skip
            dimension, unit = ("share", "1") if fact.is_ratio else (fact.dimension, fact.unit)
            first = fact.period.start if fact.period else ""
            self._known[key] = Operand(
                fact.subject, fact.metric, fact.scope, face, widest, fact.value, dimension, unit, first, step,
                scale=fact.scale,
            )  # fmt: skip
        return self._known[key]

    def _tightened(self, fact: Assertion) -> tuple[Interval, Interval]:
        face, widest = fact.face, fact.widest
        own = (fact.subject, fact.metric, fact.scope, fact.world)
        for component in self.knowledge.components((fact.subject,), fact.metric):
            for number, measure in enumerate(component.measures):
                base = measure.base
                is_own = (base.subject, base.metric, base.scope, base.world) == own
                if not is_own or not (measure.period in (None, fact.period) or fact.period is None):
                    continue
                derived = derive_ratio(component, number, 0)
                if not derived.disputed and not derived.face.is_point:
                    face, widest = face & derived.face or face, widest & derived.limits or widest
        return face, widest


def _is_number(fact: Assertion) -> bool:
    return not fact.is_date and fact.kind != "rank" and (not fact.is_ratio or fact.kind == "share")


def _at_time(at: Setting, facts: Sequence[Assertion]) -> Sequence[Assertion]:
    """The facts of the time that the sentence names; all of them for a change."""
    if at.figure.change is not None or at.figure.unit == "pp" or at.period is None:
        return facts
    period = at.period
    return [f for f in facts if f.period is not None and compatible(f.period, period, "level")]


def _stated(at: Setting, facts: Sequence[Assertion]) -> tuple[int, bool] | None:
    """Where another figure of the sentence states one of the facts to the digit."""
    for figure in at.figures:
        value = figure.reading.value
        if figure is at.figure or figure.kind != QUANTITY or not value or figure.unit in ("pp", "count"):
            continue
        if any(f.unit == figure.unit and f.value == value * f.scale for f in facts):
            return figure.start, True
    return None


def _cue(at: Setting, metric: str) -> tuple[int, bool] | None:
    """Where the best cue of a metric stands in the sentence, and whether it is strong."""
    spots = [
        c for c in at.passage.cues if c.cue.metric == metric and c.cue.sort != ANTI and c.cue.weight >= _CUED
    ]
    if not spots:
        return None
    best = max(spots, key=lambda c: (c.cue.weight, -abs(c.start - at.figure.start)))
    return best.start, best.cue.weight >= _STRONG
