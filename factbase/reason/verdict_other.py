"""Judging claims that are no numbers: dates, and members of counted lists."""

from __future__ import annotations

from collections.abc import Sequence

from factbase.reason.assertion import ACTUAL, NOT_ACTUAL, UNMARKED, Assertion
from factbase.reason.knowledge import Knowledge
from factbase.reason.proof import Proof, Step
from factbase.reason.verdict import Judgement

__all__ = ["judge_date", "judge_members", "quoted"]


def judge_date(claim: Assertion, knowledge: Knowledge) -> Judgement:
    """A date is contradicted if every fact about the event excludes it, supported if a fact lies inside it."""
    facts = [f for f in _same(claim, knowledge) if f.is_date and f.period is not None]
    if not facts or claim.period is None:
        return Judgement("not_covered", "unknown")
    inside = [f for f in facts if f.period is not None and f.period.within(claim.period)]
    apart = [
        f
        for f in facts
        if f.period is not None and (f.period.start > claim.period.end or claim.period.start > f.period.end)
    ]
    used = inside or apart or facts
    ids = tuple(f.id for f in used)
    if inside and not apart:
        return Judgement("supported", "inside", fact_ids=ids, proof=_proof(used, claim, "inside"))
    if len(apart) == len(facts):
        return Judgement("contradicted", "rejected", fact_ids=ids, proof=_proof(used, claim, "empty"))
    disputed = bool(inside or apart)
    used = [*inside, *apart] or facts
    ids = tuple(f.id for f in used)
    return Judgement("possible", "disputed" if disputed else "open", fact_ids=ids, proof=_proof(used, claim))


def judge_members(claim: Assertion, knowledge: Knowledge) -> Judgement:
    """Members are supported if a list names them all, contradicted if every list is closed and leaves one out."""
    facts = [f for f in _same(claim, knowledge) if f.members]
    if not facts:
        return Judgement("not_covered", "unknown")
    wanted = set(claim.members)
    holding = [f for f in facts if wanted <= set(f.members)]
    used = holding or facts
    ids = tuple(f.id for f in used)
    if holding:
        return Judgement("supported", "inside", fact_ids=ids, proof=_proof(used, claim, "inside"))
    if all(f.closed for f in facts):
        return Judgement("contradicted", "rejected", fact_ids=ids, proof=_proof(used, claim, "empty"))
    return Judgement("possible", "open", fact_ids=ids, proof=_proof(used, claim))


def _same(claim: Assertion, knowledge: Knowledge) -> list[Assertion]:
    """Facts about the claim's subject and metric in a world that the claim may mean."""
    found = [
        f
        for f in knowledge.source.about(claim.subject)
        if (f.subject, f.metric, f.scope) == (claim.subject, claim.metric, claim.scope)
    ]
    if claim.world == UNMARKED:
        return found
    if claim.world == NOT_ACTUAL:
        return [f for f in found if f.world != ACTUAL]
    return [f for f in found if f.world == claim.world]


def quoted(n: int, fact: Assertion) -> Step:
    """The step that quotes a fact about a date or a list."""
    return Step(
        n, "fact", f"{fact.subject}.{fact.metric}", unit=fact.unit, fact_id=fact.id, quote=fact.quote,
        speaker=fact.attributed_to, outlet=fact.outlet, reading="widest", interval=fact.widest,
        period=fact.period if fact.is_date else None, members=fact.members,
    )  # fmt: skip


def _proof(facts: Sequence[Assertion], claim: Assertion, conclusion: str = "") -> Proof:
    """The facts, then the claim, then of each fact how the claim stands to it, if they all stand so."""
    steps = [quoted(n, f) for n, f in enumerate(facts, 1)]
    last, name = len(steps) + 1, f"{claim.subject}.{claim.metric}"
    stated = Step(
        last, "claim", name, unit="date" if claim.is_date else claim.unit, quote=claim.quote,
        period=claim.period if claim.is_date else None, members=claim.members,
    )  # fmt: skip
    drawn = [
        Step(last + s.n, conclusion, name, unit=stated.unit, premises=(s.n, last))
        for s in steps
        if conclusion
    ]
    return Proof((*steps, stated, *drawn))
