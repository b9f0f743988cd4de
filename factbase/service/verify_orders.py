"""Wordless comparisons of two known things: one metric of two subjects, two metrics of one, two ranks.

The network compares what facts relate; here two facts that nothing relates are held side by side, whatever their worlds
and periods (GPT-5 will need more than GPT-4 was trained on).
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.link_compare import (
    ABOVE,
    BELOW,
    LEVEL,
    NOT_ABOVE,
    NOT_BELOW,
    UNEQUAL,
    is_move,
)
from factbase.extract.link_figure import Figure
from factbase.extract.link_scene import Placed
from factbase.extract.link_tables import ANTI
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading
from factbase.reason.assertion import Assertion
from factbase.reason.proof import Proof, Step
from factbase.reason.verdict import Judgement
from factbase.service.verify_levels import through_time
from factbase.service.verify_operands import Operand, Operands
from factbase.service.verify_setting import Setting

__all__ = ["Orders"]

_CUED = 0.3
_NOTHING = Judgement("not_covered", "unknown")


class _Side(NamedTuple):
    """One thing compared: what is known of it, and the step that quotes it."""

    face: Interval
    widest: Interval
    step: Step


@dataclass(frozen=True)
class Orders:
    """Judges comparisons in words by the figures of both sides."""

    operands: Operands

    def judge(self, at: Setting) -> Judgement:
        """The verdict; `not_covered` if the two sides are not both known."""
        rule = at.figure.rule
        if rule in (LEVEL, UNEQUAL):
            judged = [_level(one, two, at.figure.reading) for one, two in self._pairs(at)]
        elif rule in (ABOVE, BELOW, NOT_ABOVE, NOT_BELOW):
            judged = [_judged(one, two, rule) for one, two in self._pairs(at)]
            judged = judged or [_judged(one, two, rule) for one, two in self._ranked(at, *self._sides(at))]
        else:
            return _NOTHING
        said = {j.verdict for j in judged}
        # Where the words leave open which figures are compared, and those differ, nothing is decided.
        order = (
            ("possible", "contradicted")
            if {"supported", "contradicted"} <= said
            else ("supported", "possible", "contradicted")
        )
        if "possible" not in said and len(order) == 2:
            return replace(judged[0], verdict="possible", why="open")
        for verdict in order:
            found = next((j for j in judged if j.verdict == verdict), None)
            if found is not None:
                return found
        return _NOTHING

    def _pairs(self, at: Setting) -> list[tuple[_Side, _Side]]:
        """The two sides, the first the one that is said to be above or below; in one measure where there are any such."""
        cut = _cut(at.figure)
        # Each side has its own time, whatever date the sentence gives.
        like: list[tuple[_Side, _Side]] = []
        unlike: list[tuple[_Side, _Side]] = []
        every = self.operands.of(at._replace(period=None))
        if through := through_time(at, every, cut):
            return [(_side(one), _side(two)) for one, two in through]
        if is_move(at.figure):
            return []
        known = [o for o in every if o.dimension != "share"]
        known = _plainly_told(at, known)
        first, second = self._sides(at)
        shared = _shared(at, known, second, cut) if first else []
        sizes = frozenset(self.operands.matcher.tables.lists.get("finer.metrics", ()))
        # What is called better there is the smaller number (a more advanced process).
        turned = sizes if _is_in(at.figure, at.passage.of("finer.better")) else ()
        for one, two in itertools.permutations(known, 2):
            if one.dimension != two.dimension:
                continue
            is_apart = one.place < cut and (two in shared if shared else cut <= two.place)
            if one.subject == two.subject:
                is_second = bool(first) and one.subject in second
                if not is_second and one.metric != two.metric and is_apart:
                    unlike.append((_side(one), _side(two)))
            elif _is_led(one, known, cut):
                continue
            elif (one.subject in first and two.subject in second) and (one.metric == two.metric or is_apart):
                pair = (two, one) if one.metric in turned else (one, two)
                sides = (_side(pair[0], sizes), _side(pair[1], sizes))
                (like if one.metric == two.metric else unlike).append(sides)
        return like or unlike

    def _sides(self, at: Setting) -> tuple[set[str], set[str]]:
        """The subjects before the word of comparison, and those after it."""
        cut = _cut(at.figure)
        names = [m for m in at.passage.names if not m.owns]
        first = {i for m in names if m.end <= cut for i in m.ids}
        second = {i for m in names if m.start >= cut for i in m.ids}
        if not second - first:
            # 与A相当, 比A领先: both stand before the word
            second = {i for i, is_firm in at.roles.relatives if is_firm}
            first -= second
        return first, second - first

    def _ranked(self, at: Setting, first: set[str], second: set[str]) -> Iterator[tuple[_Side, _Side]]:
        """Two places in one order: the lower number is the one above."""
        cued = {c.cue.metric for c in at.passage.cues if c.cue.sort != ANTI and c.cue.weight >= _CUED}
        known = self.operands.matcher.known
        for one in (f for i in sorted(first) for f in known.about(i) if f.kind == "rank" and f.subject == i):
            if one.metric not in cued:
                continue
            for two in (
                f for i in sorted(second) for f in known.about(i) if f.kind == "rank" and f.subject == i
            ):
                if (two.metric, two.scope) == (one.metric, one.scope):
                    # Swapped: the first is above where its place is the smaller number.
                    yield _placed(two, one), _placed(one, two)


def _shared(at: Setting, known: Sequence[Operand], second: set[str], cut: int) -> list[Operand]:
    """The measures of the second side whose noun stands but once, at the head (more countries signed X than joined Y)."""
    figure = at.figure
    if figure.start != figure.clause.start or figure.end != cut:
        return []
    return [o for o in known if o.subject in second and o.strong and figure.start <= o.place < cut]


def _plainly_told(at: Setting, known: Sequence[Operand]) -> list[Operand]:
    """The operands without those of a thing that only a word of a name tells (heart pumps), where others of its do."""
    plain = [o for o in known if not any(m.start <= o.place < m.end for m in at.passage.names)]
    told = {(o.subject, o.dimension) for o in plain}
    return [o for o in known if o in plain or (o.subject, o.dimension) not in told]


def _is_led(one: Operand, known: Sequence[Operand], cut: int) -> bool:
    """Whether the first side is compared in another of its measures: one that stands before the word of comparison."""
    return one.place >= cut and any(
        o.subject == one.subject and o.dimension == one.dimension and o.strong and o.place < cut
        for o in known
    )


def _cut(figure: Figure) -> int:
    """Where the second side begins: behind an English word of comparison, at a Chinese one."""
    return figure.end if figure.text.isascii() else figure.start


def _side(one: Operand, sizes: Collection[str] = ()) -> _Side:
    """A measure as a side; what is a size by its name (7nm) is not rounded."""
    return _Side(one.face, one.face if one.metric in sizes else one.widest, one.step)


def _is_in(figure: Figure, words: Sequence[Placed]) -> bool:
    return any(figure.start <= w.start < figure.end for w in words)


def _placed(fact: Assertion, teller: Assertion) -> _Side:
    step = Step(
        1, "fact", f"{teller.subject}.{teller.metric}", interval=teller.widest, unit=teller.unit, scale=teller.scale,
        fact_id=teller.id, quote=teller.quote, speaker=teller.attributed_to, outlet=teller.outlet, reading="widest",
    )  # fmt: skip
    return _Side(fact.face, fact.widest, step)


def _judged(one: _Side, two: _Side, rule: str) -> Judgement:
    is_strict = rule in (ABOVE, BELOW)
    up, down = (one, two) if rule in (ABOVE, NOT_BELOW) else (two, one)
    verdict = "possible"
    if _exceeds(up.face, down.face, equal=not is_strict):
        verdict = "supported"
    elif _exceeds(down.widest, up.widest, equal=is_strict):
        verdict = "contradicted"
    sign = (
        Interval(Fraction(1), None, is_strict)
        if up is one
        else Interval(Fraction(0), Fraction(1), False, is_strict)
    )
    return _told(one, two, verdict, sign)


def _told(one: _Side, two: _Side, verdict: str, sign: Interval) -> Judgement:
    steps = (replace(one.step, n=1), replace(two.step, n=2))
    ids = tuple(dict.fromkeys(s.fact_id for s in steps if s.fact_id))
    last = Step(3, "calc", "order", interval=sign, premises=(1, 2))
    why = {"supported": "inside", "contradicted": "rejected", "possible": "open"}[verdict]
    return Judgement(verdict, why, fact_ids=ids, proof=Proof((*steps, last)))


def _level(one: _Side, two: _Side, par: Reading) -> Judgement:
    """The verdict on two things said to be level: within a few percent of each other."""
    verdict = "possible"
    face, widest = _ratio(one.face, two.face), _ratio(one.widest, two.widest)
    if face is not None and par.widest.encloses(face):
        verdict = "supported"
    elif widest is not None and not par.widest.meets(widest):
        verdict = "contradicted"
    return _told(one, two, verdict, par.widest)


def _ratio(one: Interval, two: Interval) -> Interval | None:
    if two.low is None or two.low <= 0:
        return None
    return one / two


def _exceeds(up: Interval, down: Interval, *, equal: bool = False) -> bool:
    """Whether every number of `up` lies above every one of `down`; `equal` lets the ends meet."""
    if up.low is None or down.high is None:
        return False
    return up.low > down.high or (up.low == down.high and (equal or up.low_open or down.high_open))
