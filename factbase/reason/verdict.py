"""Judging a claim against the facts: contradicted, supported, possible or not covered, with the proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from factbase.quantity.interval import Interval
from factbase.quantity.reading import entailing
from factbase.reason.assertion import ACTUAL, NOT_ACTUAL, UNMARKED, Assertion
from factbase.reason.certificate import prove_core
from factbase.reason.conflicts import minimise
from factbase.reason.ground import CLAIM, Ground, Place
from factbase.reason.judge import Judge
from factbase.reason.knowledge import Knowledge
from factbase.reason.measure import bases
from factbase.reason.network import Component
from factbase.reason.period import Period, compatible
from factbase.reason.proof import NO_PROOF, Proof, Slack, Step
from factbase.reason.prove import Builder, slack_of

__all__ = ["CLAIM", "Judgement", "judge"]

_HEDGED = frozenset({"about", "nearly"})
_ONE = Fraction(1)
# Kinds of what a thing has once and for all.
_LASTING = frozenset({"performance_ratio", "parameter_count", "process_node", "length", "area", "mass"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """`verdict` is `contradicted`, `supported`, `possible` or `not_covered`.

    `interval` is what the facts say of the claim's measure (base units, `None` if nothing), under `reading`. `why` is
    a word for the reason: `inside`, `nominal`, `rejected`, `disputed`, `rounding`, `open`, `unknown`, `undecided`.
    """

    verdict: str
    why: str
    interval: Interval | None = None
    reading: str = "face"
    fact_ids: tuple[str, ...] = ()
    proof: Proof = NO_PROOF


_NOTHING = Judgement("not_covered", "unknown")


def judge(claim: Assertion, knowledge: Knowledge, strict: bool = False) -> Judgement:
    """The verdict on a claim whose subject, metric, scope, period and world are known ids.

    A claim in an `unmarked` or `not_actual` world may mean several: any may support it, all must reject it; so too the
    periods an undated claim may mean, of which the latest alone supports. A dated claim that no dated fact decides meets
    undated ones that are told as of its days. `strict` contradicts on the rounded reading too, before anything is supported. The claim's `id` is ignored.
    """
    if claim.is_date:
        from factbase.reason.verdict_other import judge_date

        return judge_date(claim, knowledge)
    if claim.members:
        from factbase.reason.verdict_other import judge_members

        return judge_members(claim, knowledge)
    subjects = [claim.subject] + ([claim.relative_to] if claim.is_ratio and claim.relative_to else [])
    ground = knowledge.ground(frozenset(subjects), claim.metric)
    nature = knowledge.natures.get(claim.metric, "level")
    if claim.period is None or claim.relative_period is not None:
        return _in_worlds(claim, ground, nature, strict)
    dated = _in_worlds(claim, ground.dated, nature, strict)
    if dated.verdict != "not_covered" or (nature == "flow" and "/" not in claim.unit):
        return dated
    return _told(claim, ground.told(claim.period), nature, strict)


def _told(claim: Assertion, grounds: Mapping[str, Ground], nature: str, strict: bool) -> Judgement:
    """The verdict by undated facts that are told as of the claim's days, the firmest first.

    Of a whole year they tell one moment: at another one what changes may have been otherwise.
    """
    undated = claim._replace(period=None)
    for how in sorted(grounds):
        judged = _in_worlds(undated, grounds[how], nature, strict)
        if judged.verdict == "contradicted" and how == "in" and claim.kind not in _LASTING:
            return replace(judged, verdict="possible", why="open")
        if judged.verdict != "not_covered":
            return judged
    return _NOTHING


def _in_worlds(claim: Assertion, ground: Ground, nature: str, strict: bool) -> Judgement:
    return _together(
        [_in_world(claim, world, ground, nature, strict) for world in _worlds(claim, ground.facts)]
    )


def _worlds(claim: Assertion, facts: Sequence[Assertion]) -> list[str]:
    if claim.world not in (UNMARKED, NOT_ACTUAL):
        return [claim.world]
    known = {f.world for f in facts if f.subject == claim.subject and f.scope == claim.scope}
    known = known or {f.world for f in facts if claim.subject in (f.subject, f.relative_to)}
    if claim.world == NOT_ACTUAL:
        known.discard(ACTUAL)
    return sorted(known)


def _in_world(claim: Assertion, world: str, ground: Ground, nature: str, strict: bool) -> Judgement:
    periods = _periods(claim, world, ground, nature)
    judged = [_at(claim._replace(id=CLAIM, world=world, period=p), ground, strict) for p in periods]
    covered = [j for j in judged if j.verdict != "not_covered"]
    if not covered:
        return _NOTHING
    if claim.period is None and len(covered) > 1:
        latest = covered[-1]
        if latest.verdict == "supported" or all(j.verdict == "contradicted" for j in covered):
            return latest
        return latest if latest.verdict == "possible" else replace(latest, verdict="possible", why="open")
    return _together(covered)


def _periods(claim: Assertion, world: str, ground: Ground, nature: str) -> list[Period | None]:
    """The periods, earliest first, at which the claim may meet facts of a world."""
    if claim.relative_period is not None:
        return [claim.period]
    own, other = bases(claim, world)
    slots = ground.periods(own)
    if not slots and other is not None:
        slots = ground.periods(other)
    if claim.period is not None:
        fits = [s for s in slots if s is not None and compatible(claim.period, s, nature)]
        return sorted(fits, key=_when) or [claim.period]
    return sorted(slots, key=_when) or [None]


def _when(period: Period | None) -> tuple[str, str]:
    return (period.end, period.start) if period is not None else ("", "")


def _together(judged: Sequence[Judgement]) -> Judgement:
    """Any may support, all must reject."""
    covered = [j for j in judged if j.verdict != "not_covered"]
    if not covered:
        return _NOTHING
    for one in covered:
        if one.verdict == "supported":
            return one
    if all(j.verdict == "contradicted" for j in covered):
        return covered[0]
    return next(j for j in covered if j.verdict == "possible")


def _at(claim: Assertion, ground: Ground, strict: bool) -> Judgement:
    """The verdict in one world and at one period."""
    place = ground.place(claim)
    if place is None:
        return _NOTHING
    if place.first.undecided:
        return Judgement("possible", "undecided")
    known = place.known("widest")
    if not known.proof.steps:
        return _NOTHING
    if place.first.core is None and place.surely_allows(claim, "widest"):
        return _accepted(claim, place, strict)
    component = place.held_by(claim)
    widest = Judge(component, "widest")
    rejects = [widest.settle(s | {place.number}).core for s in place.sets]
    if all(core is not None for core in rejects):
        return _contradicted(component, "widest", widest, rejects[0] or frozenset(), known.interval)
    if place.first.core is not None and any(core is not None for core in rejects):
        return Judgement("possible", "disputed", known.interval, "widest", known.proof.fact_ids, known.proof)
    return _accepted(claim, place, strict)


def _contradicted(
    component: Component, reading: str, judge: Judge, core: frozenset[int], interval: Interval
) -> Judgement:
    minimal = minimise(judge, core)
    proof = _as_claim(prove_core(component, reading, minimal, judge.cycle_of(minimal)))
    return Judgement("contradicted", "rejected", interval, reading, proof.fact_ids, proof)


def _accepted(claim: Assertion, place: Place, strict: bool) -> Judgement:
    """The rows of the table below contradiction: supported, tension, possible."""
    reading = place.reading
    known = place.known(reading)
    core = _rounded_core(claim, place) if strict else None
    if core is not None:
        return _contradicted(*core, known.interval)
    target = entailing(claim.hedge, claim.rounded, claim.widest)
    if target.encloses(known.interval):
        return Judgement(
            "supported", "inside", known.interval, reading, known.proof.fact_ids,
            _inside(claim, place, reading, target, known.proof),
        )  # fmt: skip
    if _is_nominal(claim, place.nominal, known.interval):
        return Judgement("supported", "nominal", known.interval, reading, known.proof.fact_ids, known.proof)
    core = None if strict else _rounded_core(claim, place)
    if core is not None:
        component, _, rounded, facts = core
        proof = _as_claim(prove_core(component, "rounded", minimise(rounded, facts)))
        return Judgement("possible", "rounding", known.interval, reading, proof.fact_ids, proof)
    return Judgement("possible", "open", known.interval, reading, known.proof.fact_ids, known.proof)


def _is_nominal(claim: Assertion, nominal: Fraction | None, known: Interval) -> bool:
    """Whether the claim holds the facts' own number: about it, or that very number where the facts are about it.

    Exactly so much is more than the facts say: such a claim is a point.
    """
    if nominal is None or claim.rounded.low == claim.rounded.high:
        return False
    if claim.hedge in _HEDGED:
        return nominal in claim.widest
    is_within = known.low is not None and known.high is not None and known.low < nominal < known.high
    return claim.hedge == "exact" and claim.value == nominal and is_within


def _rounded_core(claim: Assertion, place: Place) -> tuple[Component, str, Judge, frozenset[int]] | None:
    """What cannot hold of the claim and the facts as rounded, with its judge; `None` if all can, or the facts alone cannot."""
    if not place.feasible("rounded") or place.surely_allows(claim, "rounded"):
        return None
    component = place.held_by(claim)
    rounded = Judge(component, "rounded")
    core = rounded.settle(place.others | {place.number}).core
    return None if core is None else (component, "rounded", rounded, core)


def _as_claim(proof: Proof) -> Proof:
    """The proof with the claim's own step marked as such."""
    steps = tuple(replace(s, kind="claim", fact_id="") if s.fact_id == CLAIM else s for s in proof.steps)
    return Proof(steps, tuple(s for s in proof.slack if s.fact_id != CLAIM))


def _inside(claim: Assertion, place: Place, reading: str, target: Interval, proof: Proof) -> Proof:
    """The bound's proof, then the claim, then that the one lies inside the other; slack where a path gave the bound."""
    held = proof.conclusion
    assert held is not None
    n = len(proof.steps) + 1
    unit, scale = ("1", _ONE) if held.right else (claim.unit, claim.scale)
    stated = Step(
        n, "claim", held.left, held.right, target, unit, scale, (), "", claim.quote, claim.attributed_to, claim.outlet
    )  # fmt: skip
    last = Step(n + 1, "inside", held.left, held.right, held.interval, held.unit, held.scale, (held.n, n))
    return Proof((*proof.steps, stated, last), _margin(place, reading, target))


def _margin(place: Place, reading: str, target: Interval) -> tuple[Slack, ...]:
    """How far each fact may move before its bound leaves the claim's interval."""
    if place.is_signed or place.component.hypers:
        return ()
    # The paths hold facts alone, so that the claim that first came to the place will do.
    build = Builder(place.component, reading)
    span = place.span(reading)
    if span is None:
        return ()
    found: list[Slack] = []
    if target.high:
        found += slack_of(build, span.high_path, reading, 1 / target.high)
    if target.low:
        found += slack_of(build, span.low_path, reading, target.low)
    return tuple(found)
