"""Figures that follow from two known ones: quotients, sums, differences and changes (DESIGN §4, linking rule 4).

Such a figure supports freely. It contradicts only where the wording names the operation: per each, together, fell by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, permutations
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figures import Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading
from factbase.quantity.units import UnitTable
from factbase.reason.assertion import Assertion
from factbase.reason.bounds import derive_ratio
from factbase.reason.knowledge import Knowledge
from factbase.reason.period import compatible
from factbase.reason.proof import Proof, Step
from factbase.reason.verdict import Judgement
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Setting

__all__ = ["Arithmetic", "per_span"]

_MOST = 8
_PER = re.compile(
    r"\b(?:per|each|every|for each|for every)\s+(?P<en>[a-z][a-z -]{2,30})|每(?:响应)?(?:一)?(?P<zh>[个家台名位人户项件款座宗国站次笔][\u4e00-\u9fff]{0,6}|请求|企业|项目|成员国)|人均|户均"
)
_TIME_UNITS = ("s", "day", "year", "month", "h", "min", "week")
# 3秒一天, a forecast day every three seconds: time per time.
_TIMED = re.compile(
    r"\s*(?:一天|每天|/天|per (?:forecast )?day\b|a (?:forecast )?day\b|for (?:each|every) day\b)"
)
_EVERY = re.compile(r"\b(?:forecast )?day\b[^,;]{0,12}\bevery\s*$")
_DAY = Fraction(86400)
_TIMES = ("day", "year", "month", "hour", "second", "week", "minute", "quarter", "night", "time")


class Operand(NamedTuple):
    """A known measure as a number: its readings in base units, its dimension and what it rests on."""

    subject: str
    metric: str
    scope: str
    face: Interval
    widest: Interval
    value: Fraction | None
    dimension: str
    unit: str
    place: int
    strong: bool
    first: str
    steps: tuple[Step, ...]


class _Result(NamedTuple):
    face: Interval
    widest: Interval
    value: Fraction | None
    named: bool
    word: str
    used: tuple[Operand, ...]


def per_span(passage: Passage, figure: Figure) -> Span | None:
    """The words that say per what a figure is, unless that is a time: `per company`, 每家."""
    if figure.unit in _TIME_UNITS:
        timed = _TIMED.match(passage.folded, figure.end) or _EVERY.search(
            passage.folded, figure.clause.start, figure.start
        )
        if timed is not None:
            return Span(timed.start(), timed.end())
    for match in _PER.finditer(passage.folded, figure.clause.start, figure.clause.end):
        words = match["en"] or match["zh"] or ""
        if words.split(" ")[0].rstrip("s") in _TIMES:
            continue
        return Span(match.start(), match.end())
    return None


@dataclass
class Arithmetic:
    """Derives figures from pairs of operands that a sentence cues."""

    matcher: Matcher
    knowledge: Knowledge
    _known: dict[tuple[str, str, str, str, object], Operand | None] = field(default_factory=dict)

    def judge(self, at: Setting) -> Judgement:
        """The verdict on a figure by arithmetic; `not_covered` if nothing fits."""
        operands = self._operands(at)
        per = per_span(at.passage, at.figure)
        results = list(self._quotients(at, operands, per) if per is not None else self._free(at, operands))
        if not results:
            return Judgement("not_covered", "unknown")
        judged = [(r, self._verdict(at, r)) for r in results]
        for result, verdict in judged:
            if verdict == "supported":
                return _judgement(verdict, result)
        named = [(r, v) for r, v in judged if r.named]
        if named and all(v == "contradicted" for _, v in named):
            return _judgement("contradicted", named[0][0])
        if any(v == "possible" for _, v in named):
            return _judgement("possible", next(r for r, v in named if v == "possible"))
        return Judgement("not_covered", "unknown")

    def total(self, at: Setting) -> Judgement | None:
        """The verdict on a figure that the words call the sum of two others; `None` if they do not."""
        sums = (
            [r for r in self._free(at, self._operands(at)) if r.word == "sum" and r.named]
            if per_span(at.passage, at.figure) is None
            else []
        )
        if len(sums) != 1:
            return None
        verdict = self._verdict(at, sums[0])
        return _judgement(verdict, sums[0])

    def _verdict(self, at: Setting, result: _Result) -> str:
        reading, scale = self._reading(at, result)
        widest, rounded = _scaled(reading.widest, scale), _scaled(reading.rounded, scale)
        if result.widest & widest is None:
            return "contradicted"
        target = rounded if at.figure.hedge == "exact" else widest
        if target.encloses(result.face):
            return "supported"
        if result.value is not None and reading.value is not None and result.value in target:
            return "supported"
        return "possible"

    def _reading(self, at: Setting, result: _Result) -> tuple[Reading, Fraction]:
        if result.word == "change" and at.figure.change is not None:
            return at.figure.change, Fraction(1)
        unit = self.matcher.tables.units.parse(_plain(at.figure.unit))
        if result.word == "per day" and unit is not None:
            return at.figure.reading, unit.factor / _DAY
        return at.figure.reading, unit.factor if unit is not None else Fraction(1)

    def _operands(self, at: Setting) -> list[Operand]:
        """Absolute measures and shares of the named subjects whose metric a word of the sentence cues."""
        found: list[Operand] = []
        named = dict.fromkeys(
            [*(s.id for s in self.matcher.subjects.of(at)), *(r for r, _ in at.roles.relatives)]
        )
        for subject in named:
            facts = [f for f in self.matcher.known.about(subject) if f.subject == subject]
            keys = dict.fromkeys((f.metric, f.scope) for f in facts if not f.is_date and f.kind != "rank")
            for metric, scope in keys:
                cue = self._cue(at, metric)
                if cue is None:
                    continue
                same = [
                    f
                    for f in facts
                    if (f.metric, f.scope) == (metric, scope)
                    and (not f.is_ratio or f.kind == "share")
                    and not f.is_date
                ]
                if self.matcher.fit.names_scope(at, metric, scope) is False:
                    continue
                if at.figure.change is None and at.figure.unit != "pp" and at.period is not None:
                    same = [
                        f for f in same if f.period is not None and compatible(f.period, at.period, "level")
                    ]
                for fact in {(f.period, f.world): f for f in same}.values():
                    operand = self._operand(fact, cue)
                    if operand is not None:
                        found.append(operand)
        found.sort(key=lambda o: (not o.strong, o.place))
        return found[:_MOST]

    def _cue(self, at: Setting, metric: str) -> tuple[int, bool] | None:
        spots = [
            c
            for c in at.passage.cues
            if c.cue.metric == metric and c.cue.sort != ANTI and c.cue.weight >= 0.2
        ]
        if not spots:
            return None
        best = max(spots, key=lambda c: (c.cue.weight, -abs(c.start - at.figure.start)))
        return best.start, best.cue.weight >= 0.35

    def _operand(self, fact: Assertion, cue: tuple[int, bool]) -> Operand | None:
        key = (fact.subject, fact.metric, fact.scope, fact.world, fact.period)
        if key not in self._known:
            self._known[key] = self._measured(fact)
        known = self._known[key]
        return None if known is None else known._replace(place=cue[0], strong=cue[1])

    def _measured(self, fact: Assertion) -> Operand | None:
        """What is known of the fact's measure; a share stands for itself as a number."""
        steps = (Step(1, "fact", f"{fact.subject}.{fact.metric}", interval=fact.widest, unit=fact.unit, scale=fact.scale,
                      fact_id=fact.id, quote=fact.quote, speaker=fact.attributed_to, outlet=fact.outlet, reading="widest"),)  # fmt: skip
        start = fact.period.start if fact.period else ""
        if fact.is_ratio:
            if fact.kind != "share":
                return None
            return Operand(
                fact.subject,
                fact.metric,
                fact.scope,
                fact.face,
                fact.widest,
                fact.value,
                "share",
                "1",
                0,
                False,
                start,
                steps,
            )
        face, widest, value = fact.face, fact.widest, fact.value
        for component in self.knowledge.components((fact.subject,), fact.metric):
            for number, measure in enumerate(component.measures):
                base = measure.base
                if (base.subject, base.metric, base.scope, base.world) != (
                    fact.subject,
                    fact.metric,
                    fact.scope,
                    fact.world,
                ):
                    continue
                if measure.period in (None, fact.period) or fact.period is None:
                    derived = derive_ratio(component, number, 0)
                    if not derived.disputed and not derived.face.is_point:
                        face = face & derived.face or face
                        widest = widest & derived.limits or widest
        return Operand(
            fact.subject,
            fact.metric,
            fact.scope,
            face,
            widest,
            value,
            fact.dimension,
            fact.unit,
            0,
            False,
            start,
            steps,
        )

    def _quotients(self, at: Setting, operands: Sequence[Operand], per: Span) -> Iterator[_Result]:
        """One measure per unit of another, as the words say."""
        named = {
            c.cue.metric for c in at.passage.cues if per.start <= c.start < per.end + 2 and c.cue.sort != ANTI
        }
        scores = {s.metric: s.score for s in at.scored}
        if at.figure.unit in _TIME_UNITS:
            times = [o for o in operands if o.dimension == "time"]
            pairs = [(a, b) for a, b in permutations(times, 2) if a.metric != b.metric]
            for one, two in pairs:
                yield _divided(one, two, False)._replace(word="per day")
            return
        counts = [o for o in operands if o.dimension.startswith("count")]
        below = [o for o in counts if o.metric in named]
        below = below or [o for o in operands if o.metric in named and not counts] or counts
        units = self.matcher.tables.units
        for one in operands:
            for two in below:
                if one.metric != two.metric and _over(one, two, at.figure, units):
                    sure = one.strong and bool(named) and scores.get(one.metric, 0) >= 0.3
                    yield _divided(one, two, sure)

    def _free(self, at: Setting, operands: Sequence[Operand]) -> Iterator[_Result]:
        figure, passage = at.figure, at.passage
        units = self.matcher.tables.units
        if figure.unit == "pp" or (figure.change is not None and figure.unit == "1"):
            yield from self._changes(at, operands)
        if figure.unit == "1":
            for one, two in permutations(operands, 2):
                if _comparable(one, two):
                    yield _divided(one, two, self._is_pair(at, one, two))
            return
        adding = passage.has("adding")
        same = [o for o in operands if _fits(o, figure, units)]
        for one, two in combinations(same, 2):
            if (one.metric, one.subject, one.scope) == (two.metric, two.subject, two.scope):
                continue
            if adding and one.subject == two.subject and one.metric != two.metric:
                named = (
                    one.strong and two.strong and len({(o.metric, o.scope) for o in same if o.strong}) == 2
                )
                yield _Result(
                    one.face + two.face, one.widest + two.widest, _sum(one, two, 1), named, "sum", (one, two)
                )
            if passage.has("pieces") or passage.has("parts"):
                for a, b in ((one, two), (two, one)):
                    face = a.face - b.face
                    if face.low is not None and face.low >= 0:
                        yield _Result(face, a.widest - b.widest, _sum(a, b, -1), False, "difference", (a, b))

    def _changes(self, at: Setting, operands: Sequence[Operand]) -> Iterator[_Result]:
        """One measure at two periods: points between its levels, or the ratio of the later to the earlier."""
        groups: dict[tuple[str, str, str, str], list[Operand]] = {}
        for one in operands:
            groups.setdefault((one.subject, one.metric, one.scope, one.dimension), []).append(one)
        for group in groups.values():
            if len(group) < 2:
                continue
            ordered = sorted(group, key=lambda o: o.first)
            first, last = ordered[0], ordered[-1]
            if at.figure.unit == "pp":
                if first.dimension != "share":
                    continue
                down = _direction(at.passage, at.figure)
                a, b = (first, last) if down < 0 else (last, first)
                if down == 0:
                    a, b = (first, last) if (first.value or 0) > (last.value or 0) else (last, first)
                yield _Result(
                    a.face - b.face, a.widest - b.widest, _sum(a, b, -1), bool(down), "points", (a, b)
                )
            elif first.dimension == "share" or at.figure.change is not None:
                result = _divided(last, first, True)
                yield result._replace(word="change")

    def _is_pair(self, at: Setting, one: Operand, two: Operand) -> bool:
        """Whether the wording sets the first over the second: of two things, one metric, and a firm word between them."""
        firm = {r for r, is_firm in at.roles.relatives if is_firm}
        return one.metric == two.metric and two.subject in firm and one.subject not in firm and one.strong


def _comparable(one: Operand, two: Operand) -> bool:
    same = (one.subject, one.metric, one.scope) == (two.subject, two.metric, two.scope)
    if one.dimension == "share" and same:
        return False
    if one.dimension != two.dimension or (one.subject, one.metric, one.scope, one.first) == (
        two.subject,
        two.metric,
        two.scope,
        two.first,
    ):
        return False
    return not two.face.low or two.face.low > 0


def _over(one: Operand, two: Operand, figure: Figure, units: UnitTable) -> bool:
    """Whether one per the other has the figure's dimension (counted things aside)."""
    top, below, wanted = units.parse(one.unit), units.parse(two.unit), units.parse(_plain(figure.unit))
    if top is None or below is None or wanted is None or one.dimension == "share":
        return False
    powers = dict(top.vector)
    for base, n in below.vector:
        powers[base] = powers.get(base, 0) - n
    left = {b: n for b, n in powers.items() if n and b != "count"}
    target = {b: n for b, n in wanted.vector if b != "count"}
    return left == target


def _fits(one: Operand, figure: Figure, units: UnitTable) -> bool:
    mine, wanted = units.parse(one.unit), units.parse(figure.unit)
    return (
        mine is not None and wanted is not None and mine.vector == wanted.vector and one.dimension != "share"
    )


def _divided(one: Operand, two: Operand, named: bool) -> _Result:
    try:
        face, widest = one.face / two.face, one.widest / two.widest
    except ZeroDivisionError:
        return _Result(Interval(), Interval(), None, False, "quotient", (one, two))
    value = one.value / two.value if one.value is not None and two.value else None
    return _Result(face, widest, value, named, "quotient", (one, two))


def _sum(one: Operand, two: Operand, sign: int) -> Fraction | None:
    return None if one.value is None or two.value is None else one.value + sign * two.value


def _direction(passage: Passage, figure: Figure) -> int:
    words = passage.folded[figure.clause.start : figure.clause.end]
    down: Callable[[str], bool] = lambda w: re.search(w, words) is not None  # noqa: E731
    if down(r"下降|下跌|减少|跌|降|少了|fell|fall|drop|declin|lost|lose|shr[aiu]nk|slid|decreas"):
        return -1
    return (
        1 if down(r"上升|增加|增长|提高|提升|多了|升|涨|rose|rise|grow|grew|gain|increas|climb|jump") else 0
    )


def _plain(unit: str) -> str:
    return unit.removesuffix("/count")


def _scaled(interval: Interval, scale: Fraction) -> Interval:
    return interval if scale == 1 else interval.scale(scale)


def _judgement(verdict: str, result: _Result) -> Judgement:
    steps: list[Step] = []
    for operand in result.used:
        steps.extend(
            s._replace(n=len(steps) + 1) if hasattr(s, "_replace") else _numbered(s, len(steps) + 1)
            for s in operand.steps
        )
    last = Step(len(steps) + 1, "calc", result.word, interval=result.face, premises=tuple(s.n for s in steps))
    ids = tuple(dict.fromkeys(s.fact_id for s in steps if s.fact_id))
    return Judgement(verdict, result.word, result.face, "face", ids, Proof((*steps, last)))


def _numbered(step: Step, n: int) -> Step:
    from dataclasses import replace

    return replace(step, n=n)
