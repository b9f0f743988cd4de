"""Judging a claim against the facts: contradicted, supported, possible or not covered, with the proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from factbase.quantity.interval import Interval
from factbase.reason.assertion import ACTUAL, NOT_ACTUAL, UNMARKED, Assertion
from factbase.reason.bounds import bound, nominal_ratio
from factbase.reason.certificate import prove_core
from factbase.reason.conflicts import find_conflicts, minimise
from factbase.reason.graph import StepLimit, make_graph
from factbase.reason.judge import Judge
from factbase.reason.knowledge import Knowledge
from factbase.reason.measure import bases
from factbase.reason.network import Component, build, measures_of
from factbase.reason.period import Period, compatible
from factbase.reason.proof import NO_PROOF, Proof, Slack, Step
from factbase.reason.prove import Builder, fact_step, slack_of

__all__ = ["CLAIM", "Judgement", "judge"]

CLAIM = "claim"  # the id a claim bears while it is judged; no fact's id is this word
_HEDGED = frozenset({"about", "nearly"})


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
    periods an undated claim may mean, of which the latest alone supports. A dated claim meets no undated fact.
    `strict` contradicts on the rounded reading too. The claim's `id` is ignored.
    """
    claim = claim._replace(id=CLAIM)
    if claim.is_date:
        from factbase.reason.verdict_other import judge_date

        return judge_date(claim, knowledge)
    if claim.members:
        from factbase.reason.verdict_other import judge_members

        return judge_members(claim, knowledge)
    subjects = [claim.subject] + ([claim.relative_to] if claim.is_ratio and claim.relative_to else [])
    facts = knowledge.gather(subjects, claim.metric)
    if claim.period is not None and claim.relative_period is None:
        facts = [f for f in facts if f.period is not None]
    judged: list[Judgement] = []
    for world in _worlds(claim, facts):
        judged.append(_in_world(claim._replace(world=world), facts, knowledge, strict))
    return _together(judged)


def _worlds(claim: Assertion, facts: Sequence[Assertion]) -> list[str]:
    if claim.world not in (UNMARKED, NOT_ACTUAL):
        return [claim.world]
    known = {f.world for f in facts if f.subject == claim.subject and f.scope == claim.scope}
    known = known or {f.world for f in facts if claim.subject in (f.subject, f.relative_to)}
    if claim.world == NOT_ACTUAL:
        known.discard(ACTUAL)
    return sorted(known)


def _in_world(claim: Assertion, facts: list[Assertion], knowledge: Knowledge, strict: bool) -> Judgement:
    periods = _periods(claim, facts, knowledge)
    judged = [_at(claim._replace(period=p), facts, knowledge, strict) for p in periods]
    covered = [j for j in judged if j.verdict != "not_covered"]
    if not covered:
        return _NOTHING
    if claim.period is None and len(covered) > 1:
        latest = covered[-1]
        if latest.verdict == "supported" or all(j.verdict == "contradicted" for j in covered):
            return latest
        return latest if latest.verdict == "possible" else replace(latest, verdict="possible", why="open")
    return _together(covered)


def _periods(claim: Assertion, facts: list[Assertion], knowledge: Knowledge) -> list[Period | None]:
    """The periods, earliest first, at which the claim may meet facts."""
    if claim.relative_period is not None:
        return [claim.period]
    own, other = bases(claim)
    measures = measures_of(facts, knowledge.rules, knowledge.natures)
    slots = {m.period for m in measures if m.base == own}
    if not slots and other is not None:
        slots = {m.period for m in measures if m.base == other}
    nature = knowledge.natures.get(claim.metric, "level")
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


def _at(claim: Assertion, facts: list[Assertion], knowledge: Knowledge, strict: bool) -> Judgement:
    """The verdict in one world and at one period."""
    place = _placed(claim, facts, knowledge)
    if place is None:
        return _NOTHING
    component, number, a, b = place
    others = frozenset(range(len(component.facts))) - {number}
    widest = Judge(component, "widest")
    first = widest.settle(others)
    if first.undecided:
        return Judgement("possible", "undecided")
    sets = [others] if first.core is None else _largest(widest, number)
    known = bound(component, "widest", a, b, sets[0])
    if not known.proof.steps:
        return _NOTHING
    rejects = [widest.settle(s | {number}).core for s in sets]
    if all(core is not None for core in rejects):
        return _contradicted(component, "widest", widest, rejects[0] or frozenset(), known.interval)
    if first.core is not None and any(core is not None for core in rejects):
        return Judgement("possible", "disputed", known.interval, "widest", known.proof.fact_ids, known.proof)
    return _accepted(component, number, a, b, others if first.core is None else sets[0], strict)


def _largest(judge: Judge, aside: int) -> list[frozenset[int]]:
    """The maximal satisfiable sets of the facts without the claim."""
    without = Judge(judge.component, judge.reading, frozenset({aside}))
    return [frozenset(s) for s in find_conflicts(without, without.settle()).satisfiable]


def _placed(
    claim: Assertion, facts: list[Assertion], knowledge: Knowledge
) -> tuple[Component, int, int, int] | None:
    """The component that the claim joins, its number there, and the measures of its ratio."""
    for component in build([*facts, claim], knowledge.rules, knowledge.natures):
        for number, fact in enumerate(component.facts):
            if fact.id == CLAIM:
                link = next(link for link in component.links if link.fact == number)
                return (component, number, link.a, link.b) if len(component.facts) > 1 else None
    return None


def _contradicted(
    component: Component, reading: str, judge: Judge, core: frozenset[int], interval: Interval
) -> Judgement:
    proof = _as_claim(prove_core(component, reading, minimise(judge, core)))
    return Judgement("contradicted", "rejected", interval, reading, proof.fact_ids, proof)


def _accepted(
    component: Component, number: int, a: int, b: int, others: frozenset[int], strict: bool
) -> Judgement:
    """The rows of the table below contradiction: supported, tension, possible."""
    claim = component.facts[number]
    reading = next((r for r in ("face", "rounded") if Judge(component, r).settle(others).feasible), "widest")
    known = bound(component, reading, a, b, others)
    target = claim.rounded if claim.hedge == "exact" else claim.widest
    if target.encloses(known.interval):
        return Judgement(
            "supported", "inside", known.interval, reading, known.proof.fact_ids,
            _inside(component, reading, claim, target, a, b, others, known.proof),
        )  # fmt: skip
    if claim.hedge in _HEDGED:
        nominal = nominal_ratio(_only(component, others), a, b)
        if nominal is not None and nominal in claim.widest:
            return Judgement(
                "supported", "nominal", known.interval, reading, known.proof.fact_ids, known.proof
            )
    rounded = Judge(component, "rounded")
    if rounded.settle(others).feasible and (core := rounded.settle(others | {number}).core) is not None:
        if strict:
            return _contradicted(component, "rounded", rounded, core, known.interval)
        proof = _as_claim(prove_core(component, "rounded", minimise(rounded, core)))
        return Judgement("possible", "rounding", known.interval, reading, proof.fact_ids, proof)
    return Judgement("possible", "open", known.interval, reading, known.proof.fact_ids, known.proof)


def _only(component: Component, facts: frozenset[int]) -> Component:
    return replace(
        component, links=tuple(link for link in component.links if link.fact < 0 or link.fact in facts)
    )


def _as_claim(proof: Proof) -> Proof:
    """The proof with the claim's own step marked as such."""
    steps = tuple(replace(s, kind="claim", fact_id="") if s.fact_id == CLAIM else s for s in proof.steps)
    return Proof(steps, tuple(s for s in proof.slack if s.fact_id != CLAIM))


def _inside(
    component: Component, reading: str, claim: Assertion, target: Interval, a: int, b: int,
    others: frozenset[int], proof: Proof,
) -> Proof:  # fmt: skip
    """The bound's proof, then the claim, then that the one lies inside the other; slack where a path gave the bound."""
    build = Builder(component, reading)
    held = proof.conclusion
    assert held is not None
    n = len(proof.steps) + 1
    stated = replace(
        fact_step(n, claim, held.left, held.right, ""), kind="claim", fact_id="", interval=target
    )
    last = Step(n + 1, "inside", held.left, held.right, held.interval, held.unit, held.scale, (held.n, n))
    return Proof((*proof.steps, stated, last), _margin(build, component, reading, target, a, b, others))


def _margin(
    build: Builder,
    component: Component,
    reading: str,
    target: Interval,
    a: int,
    b: int,
    others: frozenset[int],
) -> tuple[Slack, ...]:
    """How far each fact may move before its bound leaves the claim's interval."""
    if component.is_signed or component.hypers:
        return ()
    try:
        span = make_graph(component, reading, others).span(a, b)
    except StepLimit:
        return ()
    found: list[Slack] = []
    if target.high:
        found += slack_of(build, span.high_path, reading, 1 / target.high)
    if target.low:
        found += slack_of(build, span.low_path, reading, Fraction(target.low))
    return tuple(found)
