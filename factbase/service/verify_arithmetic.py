"""Figures that follow from two known ones: quotients, sums, differences and changes (DESIGN §4, linking rule 4).

Such a figure supports freely. It contradicts only where the wording names the operation: per each, together, fell by.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations, permutations
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading
from factbase.quantity.units import UnitTable
from factbase.reason.knowledge import Knowledge
from factbase.reason.proof import Proof, Step
from factbase.reason.verdict import Judgement
from factbase.service.verify_match import Matcher
from factbase.service.verify_operands import TIME_UNITS, Operand, Operands, adds, money_span, per_span
from factbase.service.verify_setting import Setting
from factbase.service.verify_wholes import named_pairs

__all__ = ["Arithmetic"]

_DAY = Fraction(86400)


class _Result(NamedTuple):
    face: Interval
    widest: Interval
    value: Fraction | None
    named: bool
    word: str
    used: tuple[Operand, ...]


@dataclass(frozen=True)
class Arithmetic:
    """Derives figures from pairs of operands that a sentence cues."""

    matcher: Matcher
    knowledge: Knowledge

    @cached_property
    def operands(self) -> Operands:
        """Finds the operands of a sentence."""
        return Operands(self.matcher, self.knowledge)

    def judge(self, at: Setting) -> Judgement:
        """The verdict on a figure by arithmetic; `not_covered` if nothing fits."""
        operands = self.operands.of(at)
        per = per_span(at.passage, at.figure)
        if any(f.unit == f"{at.figure.unit}/count" for f in at.figures):
            per = None
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
        if per_span(at.passage, at.figure) is not None:
            return None
        sums = [r for r in self._free(at, self.operands.of(at)) if r.word == "sum" and r.named]
        if len(sums) != 1:
            return None
        verdict = self._verdict(at, sums[0])
        return _judgement(verdict, sums[0])

    def _verdict(self, at: Setting, result: _Result) -> str:
        reading, scale = self._reading(at, result)
        widest, rounded = _scaled(reading.widest, scale), _scaled(reading.rounded, scale)
        if result.word == "quotient" and _is_part(at.figure) and _exceeds(result):
            return "not_covered"
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

    def _quotients(self, at: Setting, operands: Sequence[Operand], per: Span) -> Iterator[_Result]:
        """One measure per unit of another, as the words say."""
        named = {
            c.cue.metric for c in at.passage.cues if per.start <= c.start < per.end + 2 and c.cue.sort != ANTI
        }
        scores = {s.metric: s.score for s in at.scored}
        if at.figure.unit in TIME_UNITS:
            times = [o for o in operands if o.dimension == "time"]
            pairs = [(a, b) for a, b in permutations(times, 2) if a.metric != b.metric]
            for one, two in pairs:
                yield _divided(one, two, False)._replace(word="per day")
            return
        if money_span(at.passage, at.figure) is not None:
            yield from _per_money(operands, named, at.figure.unit)
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
            pairs = self.pairs(at)
            yield from (_divided(one, two, True) for one, two in pairs)
            for one, two in () if pairs else permutations(operands, 2):
                if _comparable(one, two) and not self._is_upside_down(at, one, two):
                    named = self._is_pair(at, one, two) or _is_part_of(at, one, two)
                    if named or not _is_one_sided(figure.reading):
                        yield _divided(one, two, named)
            return
        adding = adds(at)
        same = [o for o in operands if _fits(o, figure, units)]
        for one, two in combinations(same, 2):
            if one.measure == two.measure:
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

    def pairs(self, at: Setting) -> list[tuple[Operand, Operand]]:
        """The known figures whose quotient the words say that a ratio is."""
        return named_pairs(at, self.operands.of(at), self.knowledge.rules)

    def _is_upside_down(self, at: Setting, one: Operand, two: Operand) -> bool:
        """Whether the wording sets the second over the first."""
        firm = {r for r, is_firm in at.roles.relatives if is_firm}
        return one.subject in firm and two.subject not in firm

    def _is_pair(self, at: Setting, one: Operand, two: Operand) -> bool:
        """Whether the wording sets the first over the second: of two things, one metric, and a firm word between them."""
        firm = {r for r, is_firm in at.roles.relatives if is_firm}
        return one.metric == two.metric and two.subject in firm and one.subject not in firm and one.strong


def _per_money(operands: Sequence[Operand], named: Collection[str], unit: str) -> Iterator[_Result]:
    """One sum per unit of the sum that `named` says, both of one currency; it never contradicts."""
    for one, two in permutations(operands, 2):
        is_pair = two.metric in named and one.metric not in named and one.subject == two.subject
        if is_pair and one.unit == two.unit == unit:
            yield _divided(one, two, False)


def _is_part_of(at: Setting, one: Operand, two: Operand) -> bool:
    """Whether the words make one count a part of another: the whole stands there as a figure, the part ends the clause."""
    same = one.subject == two.subject and one.dimension == two.dimension == "count"
    if not (same and one.strong and two.strong and _is_part(at.figure)) or at.figure.hedge == "about":
        return False
    whole = any(f is not at.figure and f.unit == "count" and f.reading.value == two.value for f in at.figures)
    ends = any(
        c.cue.metric == one.metric and c.cue.sort != ANTI and 0 <= at.figure.clause.end - c.end <= 1
        for c in at.passage.cues
    )
    return whole and ends


def _comparable(one: Operand, two: Operand) -> bool:
    same = one.measure == two.measure
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


def _is_one_sided(reading: Reading) -> bool:
    """Whether a figure is but a bound: a wrong pair meets that too easily."""
    return reading.face.high is None or not reading.face.low


def _is_part(figure: Figure) -> bool:
    """Whether a pure number is a part of a whole: below one, or at least or at most such a number (一半以上)."""
    low, high = figure.reading.widest.low, figure.reading.widest.high
    ends = [e for e in (low, high) if e]
    return figure.unit == "1" and figure.change is None and bool(ends) and all(e <= 1 for e in ends)


def _exceeds(result: _Result) -> bool:
    """Whether the whole would be a part of its part."""
    one, two = result.used
    return one.subject == two.subject and result.face.low is not None and result.face.low > 1


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


_DOWN = re.compile(r"下降|下跌|减少|跌|降|少了|fell|fall|drop|declin|lost|lose|shr[aiu]nk|slid|decreas")
_UP = re.compile(r"上升|增加|增长|提高|提升|多了|升|涨|rose|rise|grow|grew|gain|increas|climb|jump")


def _direction(passage: Passage, figure: Figure) -> int:
    """-1 where the clause speaks of a fall, 1 of a rise, 0 of neither."""
    if _DOWN.search(passage.folded, *figure.clause):
        return -1
    return 1 if _UP.search(passage.folded, *figure.clause) else 0


def _plain(unit: str) -> str:
    return unit.removesuffix("/count")


def _scaled(interval: Interval, scale: Fraction) -> Interval:
    return interval if scale == 1 else interval.scale(scale)


def _judgement(verdict: str, result: _Result) -> Judgement:
    steps = [replace(o.step, n=n) for n, o in enumerate(result.used, 1)]
    last = Step(len(steps) + 1, "calc", result.word, interval=result.face, premises=tuple(s.n for s in steps))
    ids = tuple(dict.fromkeys(s.fact_id for s in steps if s.fact_id))
    return Judgement(verdict, result.word, result.face, "face", ids, Proof((*steps, last)))
