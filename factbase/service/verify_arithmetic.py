"""Figures that follow from two known ones: quotients, sums, differences and changes (DESIGN §4, linking rule 4).

Such a figure supports freely. It contradicts only where the wording names the operation: per each, together, fell by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, permutations

from factbase.extract.link_figure import Figure
from factbase.extract.link_most import ALL
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading, entailing
from factbase.quantity.units import Unit
from factbase.reason.knowledge import Knowledge
from factbase.reason.verdict import Judgement
from factbase.service.verify_average import averages, is_one_sided, plain_unit, rates
from factbase.service.verify_difference import (
    base_year,
    differences,
    is_base,
    is_difference,
    is_of_another_time,
)
from factbase.service.verify_ends import is_range_of
from factbase.service.verify_match import Matcher
from factbase.service.verify_operands import Operand, Operands, adds, states, stating
from factbase.service.verify_per import per_of
from factbase.service.verify_result import Result, divided, is_told_otherwise, judgement_of, owned
from factbase.service.verify_setting import Setting
from factbase.service.verify_wholes import (
    as_told_before,
    is_of_stated,
    is_part,
    is_subset,
    named_pairs,
    whole_span,
)

__all__ = ["Arithmetic"]

_DAY = Fraction(86400)
_TOLD_SHARE = re.compile(r"占|比例|比重|份额|百分点|\b(?:share|proportion|percentage|portion|fraction)")
_OWN_SHARE = re.compile(
    r"的?(?:所占)?(?:占比|比例|比重)|\b(?:share|proportion|percentage|portion|fraction)\b"
)
_NOTHING = Judgement("not_covered", "unknown")


@dataclass(frozen=True)
class Arithmetic:
    """Derives figures from pairs of operands that a sentence cues."""

    matcher: Matcher
    knowledge: Knowledge

    @cached_property
    def operands(self) -> Operands:
        """Finds the operands of a sentence."""
        return Operands(self.matcher, self.knowledge)

    def judge(self, at: Setting, *, named_only: bool = False) -> Judgement:
        """The verdict on a figure by arithmetic, with `named_only` by what the words name; `not_covered` if nothing fits."""
        operands = self.operands.of(at)
        if not operands or at.figure.rule == ALL:
            return _NOTHING
        per = per_of(at)
        results = list(
            averages(at, operands, per, self.matcher.tables.unit, self.knowledge.rules)
            if per is not None
            else self._free(at, operands)
        )
        results += rates(at, operands, self.operands.lasting)
        if is_difference(at):
            results = list(differences(at, operands))
        results += owned(at, operands)
        results = [r for r in results if r.named or not named_only]
        if not results:
            return _NOTHING
        judged = [(r, self.verdict(at, r)) for r in results]
        for result, verdict in judged:
            if verdict == "supported":
                return judgement_of(verdict, result)
        named = [(r, v) for r, v in judged if r.named]
        if named and all(v == "contradicted" for _, v in named):
            is_open = any(is_told_otherwise(r, at.figure) or not _is_told_of(at, r) for r, _ in named)
            return judgement_of("possible" if is_open else "contradicted", named[0][0])
        if any(v == "possible" for _, v in named):
            return judgement_of("possible", next(r for r, v in named if v == "possible"))
        return _NOTHING

    def total(self, at: Setting) -> Judgement | None:
        """The verdict on a figure that the words call the sum of two others; `None` if they do not.

        A figure that states one of the two is that one, not their sum, where the other one is stated beside it or two more
        figures of the unit are.
        """
        if per_of(at) is not None:
            return None
        sums = [r for r in self._free(at, self.operands.of(at)) if r.word == "sum" and r.named]
        if len(sums) != 1:
            return None
        others = [o for o in sums[0].used if not states(at.figure.reading, o)]
        alike = [f for f in at.figures if f is not at.figure and f.unit == at.figure.unit]
        if len(others) == 1 and (
            len(alike) > 1 or stating(at, others[0]) or _tells_one(at, sums[0].used, others[0])
        ):
            return None
        verdict = self.verdict(at, sums[0])
        if verdict != "supported" and any(
            is_subset(a, b, self.knowledge.rules) for a, b in permutations(sums[0].used, 2)
        ):
            return None  # its listed companies total 47: the words of the whole tell of what the part is one
        if verdict == "contradicted" and stating(at, sums[0].used[0].plus(sums[0].used[1])):
            # Another figure is the sum.
            return None
        return judgement_of(verdict, sums[0])

    def verdict(self, at: Setting, result: Result) -> str:
        """Whether a figure is the result, may be, or cannot be."""
        reading, scale = self._reading(at, result)
        widest, rounded = _scaled(reading.widest, scale), _scaled(reading.rounded, scale)
        if result.word == "quotient" and not result.named and is_part(at.figure) and _exceeds(result):
            return "not_covered"
        if is_range_of(at, result):
            return "supported"
        if result.widest & widest is None:
            return "contradicted"
        target = entailing(at.figure.hedge, rounded, widest)
        if target.encloses(result.face):
            return "supported"
        is_point = at.figure.hedge in ("exact", "about", "nearly")
        if is_point and result.value is not None and reading.value is not None and result.value in target:
            return "supported"
        return "possible"

    def _reading(self, at: Setting, result: Result) -> tuple[Reading, Fraction]:
        if result.word == "change" and at.figure.change is not None:
            return at.figure.change, Fraction(1)
        unit = self.matcher.tables.unit(plain_unit(at.figure.unit))
        if result.word == "per day" and unit is not None:
            return at.figure.reading, unit.factor / _DAY
        return at.figure.reading, result.scale * (unit.factor if unit is not None else 1)

    def _free(self, at: Setting, operands: Sequence[Operand]) -> Iterator[Result]:
        figure, passage = at.figure, at.passage
        if is_base(at):
            return
        is_then = is_of_another_time(at)
        if figure.unit == "pp" or is_then or (figure.change is not None and figure.unit == "1"):
            yield from self._changes(at, operands)
        if figure.unit == "1":
            pairs = self.pairs(at)
            yield from (divided(one, two, True) for one, two in pairs)
            for one, two in () if pairs else permutations(operands, 2):
                if _comparable(one, two) and not self._is_upside_down(at, one, two):
                    named = self._is_pair(at, one, two) or _is_part_of(at, one, two)
                    if named or not is_one_sided(figure.reading):
                        yield divided(one, two, named)
            return
        adding = adds(at)
        same = [o for o in operands if _fits(o, figure, self.matcher.tables.unit)]
        for one, two in combinations(same, 2):
            if one.measure == two.measure:
                continue
            if adding and one.subject == two.subject and one.metric != two.metric:
                named = (
                    one.strong and two.strong and len({(o.metric, o.scope) for o in same if o.strong}) == 2
                )
                yield self._added(one, two)._replace(named=named)
            if passage.has("pieces") or passage.has("parts"):
                for a, b in ((one, two), (two, one)):
                    face = a.face - b.face
                    if face.low is not None and face.low >= 0:
                        yield Result(face, a.widest - b.widest, _sum(a, b, -1), False, "difference", (a, b))

    def _added(self, one: Operand, two: Operand) -> Result:
        """The sum of two measures; a declared part adds nothing to its whole."""
        for part, whole in ((one, two), (two, one)):
            if is_subset(part, whole, self.knowledge.rules):
                return Result(whole.face, whole.widest, whole.value, False, "sum", (one, two))
        return Result(
            one.face + two.face, one.widest + two.widest, _sum(one, two, 1), False, "sum", (one, two)
        )

    def _changes(self, at: Setting, operands: Sequence[Operand]) -> Iterator[Result]:
        """One measure at two periods: points between its levels, or the ratio of the later to the earlier.

        Where the words set it over the later one (是2023年的三倍), the ratio of the earlier to that.
        """
        folded, span = at.passage.folded, at.passage.span
        groups: dict[tuple[str, str, str, str], list[Operand]] = {}
        for one in operands:
            groups.setdefault((one.subject, one.metric, one.scope, one.dimension), []).append(one)
        for group in groups.values():
            if len(group) < 2:
                continue
            ordered = sorted(group, key=lambda o: o.first)
            first, last = ordered[0], ordered[-1]
            if any(f.period is not None and str(f.period.start)[:4] < first.first[:4] for f in at.figures):
                # The year that it is compared with is before all that is known (8% more than in 2023).
                continue
            if at.figure.unit == "pp":
                if first.dimension != "share":
                    continue
                down = _direction(at.passage, at.figure)
                a, b = (first, last) if down < 0 else (last, first)
                if down == 0:
                    a, b = (first, last) if (first.value or 0) > (last.value or 0) else (last, first)
                yield Result(
                    a.face - b.face, a.widest - b.widest, _sum(a, b, -1), bool(down), "points", (a, b)
                )
            elif first.dimension == "share" or at.figure.change is not None:
                is_back = base_year(at) == last.first[:4]
                # What is produced may grow where its share of a whole shrinks.
                named = first.dimension != "share" or _TOLD_SHARE.search(folded, *span) is not None
                if not named and is_of_another_time(at) and base_year(at) == "":
                    continue  # how many work there may be a third of what they were
                result = divided(first, last, named) if is_back else divided(last, first, named)
                yield result._replace(word="change")

    def retells(self, at: Setting) -> bool:
        """Whether the words make the figure a ratio of a figure that stands beside it, whatever else it agrees with."""
        return at.figure.unit == "1" and is_of_stated(at) and bool(self.pairs(at))

    def pairs(self, at: Setting) -> list[tuple[Operand, Operand]]:
        """The known figures whose quotient the words say that a ratio is."""
        own = as_told_before(at)
        operands = (*self.operands.of(own), *self._implied(own))
        return named_pairs(own, operands, self.knowledge.rules)

    def _implied(self, at: Setting) -> list[Operand]:
        """The wholes of which the words give a part's share without naming them (直通式充电桩的占比)."""
        figure = at.figure
        if not is_part(figure) or _OWN_SHARE.search(at.passage.folded, *figure.clause) is None:
            return []
        if whole_span(at.passage, figure) is not None:
            return []
        known = self.operands.of(at)
        found = (
            self.operands.measure(one.subject, rule.refs[1].metric, rule.refs[1].scope or "")
            for rule in self.knowledge.rules.of_kind("subset")
            for one in known
            if rule.refs[0].fits(*one.measure) and one.strong
        )
        return [w for w in found if w is not None and all(w.measure != o.measure for o in known)]

    def _is_upside_down(self, at: Setting, one: Operand, two: Operand) -> bool:
        """Whether the wording sets the second over the first."""
        firm = {r for r, is_firm in at.roles.relatives if is_firm}
        return one.subject in firm and two.subject not in firm

    def _is_pair(self, at: Setting, one: Operand, two: Operand) -> bool:
        """Whether the wording sets the first over the second: of two things, one metric, and a firm word between them."""
        firm = {r for r, is_firm in at.roles.relatives if is_firm}
        return one.metric == two.metric and two.subject in firm and one.subject not in firm and one.strong


def _is_told_of(at: Setting, result: Result) -> bool:
    """Whether a sentence speaks of what a result is made from: measures of one thing, or of things that it all names."""
    subjects = {o.subject for o in result.used}
    return len(subjects) == 1 or all(any(s in (*m.ids, *m.inner) for m in at.passage.names) for s in subjects)


def _tells_one(at: Setting, used: Sequence[Operand], other: Operand) -> bool:
    """Whether the figure's clause speaks of the one measure whose number it has, and not of the other (年税收合计约35亿元)."""
    told = {
        c.cue.metric for c in at.passage.cues if c.cue.sort != ANTI and at.figure.clause.holds(c.start, c.end)
    }
    return other.metric not in told and any(o.metric in told for o in used)


def _is_part_of(at: Setting, one: Operand, two: Operand) -> bool:
    """Whether the words make one count a part of another: the whole stands there as a figure, the part ends the clause."""
    same = one.subject == two.subject and one.dimension == two.dimension == "count"
    if not (same and one.strong and two.strong and is_part(at.figure)) or at.figure.hedge == "about":
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


def _exceeds(result: Result) -> bool:
    """Whether the whole would be a part of its part."""
    one, two = result.used
    return one.subject == two.subject and result.face.low is not None and result.face.low > 1


def _fits(one: Operand, figure: Figure, parse: Callable[[str], Unit | None]) -> bool:
    mine, wanted = parse(one.unit), parse(figure.unit)
    return (
        mine is not None and wanted is not None and mine.vector == wanted.vector and one.dimension != "share"
    )


def _sum(one: Operand, two: Operand, sign: int) -> Fraction | None:
    return None if one.value is None or two.value is None else one.value + sign * two.value


_DOWN = re.compile(
    r"下降|低|下跌|减少|跌|降|少了|掉了|丢了|丢掉|失去|流失|缩水|下滑|down|shed|loss|fell|fall|drop|declin|lost|lose|shr[aiu]nk|slid|decreas"
)
_UP = re.compile(r"上升|高|增加|增长|提高|提升|多了|升|涨|rose|rise|grow|grew|gain|increas|climb|jump")


def _direction(passage: Passage, figure: Figure) -> int:
    """-1 where the clause speaks of a fall, 1 of a rise, 0 of neither."""
    if _DOWN.search(passage.folded, *figure.clause):
        return -1
    return 1 if _UP.search(passage.folded, *figure.clause) else 0


def _scaled(interval: Interval, scale: Fraction) -> Interval:
    return interval if scale == 1 else interval.scale(scale)
