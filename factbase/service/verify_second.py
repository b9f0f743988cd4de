"""Second figures that no measure decides, from those beside them that the facts bear out: that is 2,300 a second, four times as much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_metrics import Scored
from factbase.quantity.interval import Interval
from factbase.service.verify_arithmetic import Arithmetic
from factbase.service.verify_average import is_over
from factbase.service.verify_between import between
from factbase.service.verify_ends import is_range_of
from factbase.service.verify_known import base_of
from factbase.service.verify_operands import Operand, is_part
from factbase.service.verify_result import Result, divided, judgement_of
from factbase.service.verify_setting import Setting
from factbase.service.verify_settle import FigureVerdict
from factbase.service.verify_worked import worked

__all__ = ["Seconds"]

_IDLE = ("not_covered", "possible")
_TIMES = re.compile(r"倍|\btimes\b|\b\w*fold\b")
_AS_MUCH = re.compile(r"\s*(?:as (?:much|many|large|big|high|great|long)|that|the size|over)\b")
# What says a figure again: that's 2,300 a second, 也就是每秒2300个
_AGAIN = re.compile(
    r"\b(?:that['’]s|that is|that makes|or|i\.e\.|so|which is|works? out|comes? to|call it|equals?|equivalent|amounts? to|in other words|meaning)\b|"
    r"[折]合|合[每约]|即|也就是|就是|相当于|等于|换算|下来|平均|约合"
)
# How far off a bound may be from what it bounds: farther ones agree with anything.
_NEAR_BOUND = Fraction(5, 4)


@dataclass(frozen=True)
class Seconds:
    """Judges the figures of a sentence that nothing else decides."""

    arithmetic: Arithmetic

    def judged(self, verdicts: Sequence[FigureVerdict], settings: Sequence[Setting]) -> list[FigureVerdict]:
        """The verdicts on the figures of a sentence, each with its setting, the undecided ones by what the others say."""
        told: list[tuple[Figure | None, Operand]] | None = None
        found: list[FigureVerdict] = []
        for verdict, at in zip(verdicts, settings, strict=True):
            if _is_idle(verdict):
                told = self._told(verdicts, settings) if told is None else told
                verdict = self._second(verdict, at, told, verdicts)
                verdict = between(verdict, at, verdicts, self.arithmetic.matcher)
            found.append(verdict)
        return worked(found, settings, self.arithmetic.matcher)

    def _told(
        self, verdicts: Sequence[FigureVerdict], settings: Sequence[Setting]
    ) -> list[tuple[Figure | None, Operand]]:
        """The known measures that other figures of the sentence state, and those that the sentence before states."""
        claims = [
            (v.figure, v.option.claim)
            for v in verdicts
            if v.option is not None and v.judgement.verdict == "supported" and v.doubt in ("", "weak link")
        ]
        before = settings[0].before if settings else None
        earlier = [c for _, c in before.linked] if before is not None else []
        found: dict[tuple[str, str, str], tuple[Figure | None, Operand]] = {}
        for figure, claim in (*claims, *((None, c) for c in earlier)):
            if (figure is not None and figure.kind != QUANTITY) or claim.relative_to or claim.is_date:
                continue
            known = self.arithmetic.operands.measure(claim.subject, claim.metric, claim.scope)
            if known is not None:
                found.setdefault(known.measure, (figure, known._replace(strong=True)))
        return list(found.values())

    def _second(
        self,
        verdict: FigureVerdict,
        at: Setting,
        told: Sequence[tuple[Figure | None, Operand]],
        verdicts: Sequence[FigureVerdict],
    ) -> FigureVerdict:
        """The verdict by the first result that the figure is, or that the words say it is."""
        results = (
            *self._another_time(at, told),
            *_multiples(at, told),
            *self._again(at, verdicts),
            *self._over_unit(at),
        )
        for result in results:
            said = self.arithmetic.verdict(at, result)
            if said == "supported" and (
                result.named or is_range_of(at, result) or _is_near(at.figure, result)
            ):
                return verdict._replace(option=None, judgement=judgement_of(said, result), doubt="")
            if said == "contradicted" and result.named:
                return verdict._replace(option=None, judgement=judgement_of(said, result), doubt="")
        return verdict

    def _another_time(self, at: Setting, told: Sequence[tuple[Figure | None, Operand]]) -> Iterator[Result]:
        """A rate that was told, told again of another time (200 million a day … that is 2,300 a second)."""
        tables, unit = self.arithmetic.matcher.tables, at.figure.unit
        per = [p for p in tables.flow_times if at.passage.has(f"per.{p}", at.figure.clause)]
        plain = tables.unit(unit)
        if len(per) != 1 or plain is None or not plain.factor:
            return
        dimension, scale = base_of(f"{unit}/{per[0]}", tables.unit)
        fitting = [one for _, one in told if one.dimension == dimension]
        if len(fitting) == 1 and not _has_own(at.scored, fitting[0]) and _is_of(at, fitting[0]):
            one = fitting[0]
            is_said = _AGAIN.search(at.passage.folded, at.passage.span.start, at.figure.start) is not None
            yield Result(
                one.face, one.widest, one.value, is_said, "another time", (one,), scale / plain.factor
            )

    def _over_unit(self, at: Setting) -> Iterator[Result]:
        """One measure over another, whose units make up the figure's (27 million yuan per mu)."""
        below = at.figure.unit.rpartition("/")[2] if "/" in at.figure.unit else ""
        if below in ("", "count", *self.arithmetic.matcher.tables.flow_times):
            return
        parse = self.arithmetic.matcher.tables.unit
        for one, two in permutations(self.arithmetic.operands.of(at), 2):
            if one.subject == two.subject and is_over(one, two, at.figure, parse):
                yield divided(one, two, False)

    def _again(self, at: Setting, verdicts: Sequence[FigureVerdict]) -> Iterator[Result]:
        """The quotient that another multiple of the sentence is borne out by (五倍起步，最多八倍)."""
        if at.figure.unit != "1" or is_part(at.figure) or not _TIMES.search(at.figure.text.lower()):
            return
        for other in verdicts:
            judgement = other.judgement
            if judgement.verdict != "supported" or judgement.why != "quotient" or other.doubt:
                continue
            subjects = [s.left.partition(".")[0] for s in judgement.proof.steps if s.fact_id]
            facts = {f.id: f for s in subjects for f in self.arithmetic.matcher.known.about(s)}
            told = [facts[i] for i in judgement.fact_ids if i in facts]
            made = [self.arithmetic.operands.measure(f.subject, f.metric, f.scope) for f in told]
            if len(made) == 2 and made[0] is not None and made[1] is not None:
                yield divided(made[0], made[1], False)


def _is_idle(verdict: FigureVerdict) -> bool:
    figure = verdict.figure
    return figure.kind == QUANTITY and (
        verdict.judgement.verdict in _IDLE
        or (bool(verdict.doubt) and verdict.judgement.verdict != "supported")
    )


def _is_of(at: Setting, one: Operand) -> bool:
    """Whether a figure counts what a measure counts: it names nothing, or a word of the measure."""
    figure = at.figure
    if figure.noun.end <= figure.noun.start or figure.unit.partition("/")[0] != "count":
        return True
    spots = at.passage.speaking.get(one.metric, ())
    return any(figure.noun.start <= c.start < figure.noun.end for c in spots)


def _has_own(scored: Sequence[Scored], one: Operand) -> bool:
    """Whether firm words beside a figure speak of another measure."""
    return any(s.near and s.strong and not s.against and s.metric != one.metric for s in scored)


def _multiples(at: Setting, told: Sequence[tuple[Figure | None, Operand]]) -> Iterator[Result]:
    """So many times as much: the larger over the smaller of the two sums of one unit that are told."""
    figure = at.figure
    if figure.unit != "1" or _is_change(at) or is_part(figure) or not _TIMES.search(figure.text.lower()):
        return
    pairs = [
        (one, two)
        for (first, one), (second, two) in combinations(told, 2)
        if one.dimension == two.dimension
        and one.dimension not in ("1", "share")
        and one.measure != two.measure
        and (first is not None or second is not None)
        and all(f is None or f.end <= figure.start for f in (first, second))
    ]
    if len(pairs) != 1:
        return
    small, large = sorted(pairs[0], key=_least)
    places = {one.measure: first.start for first, one in told if first is not None}
    is_last = places.get(large.measure, 0) > places.get(small.measure, 0)
    as_much = _AS_MUCH.match(at.passage.folded, figure.end) is not None
    if is_last or not as_much:
        yield divided(large, small, as_much and {large.measure, small.measure} <= places.keys())


def _is_change(at: Setting) -> bool:
    """Whether a multiple says how something grew; so many times as much says how it is."""
    return at.figure.change is not None and _AS_MUCH.match(at.passage.folded, at.figure.end) is None


def _least(one: Operand) -> Fraction:
    return one.value or one.face.low or Fraction(0)


def _is_near(figure: Figure, result: Result) -> bool:
    """Whether a bound is one that the result all but reaches; any other figure is near where it agrees."""
    face = figure.reading.face
    if face.low is not None and face.low and face.high is not None:
        return True
    known: Interval = result.face
    if face.high is None:
        return known.low is not None and bool(face.low) and known.low <= (face.low or 0) * _NEAR_BOUND
    return known.high is not None and face.high <= known.high * _NEAR_BOUND
