"""Comparing two entities: the ratio with its tightest interval, both ways, and the ladder of all that share the metric."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factbase.phrase import listed, phrase
from factbase.reason.bounds import Derived, Solved, derive_ratio
from factbase.reason.knowledge import Knowledge, merge
from factbase.reason.measure import Measure
from factbase.reason.network import Component, build

__all__ = ["Compared", "Comparison", "Ladder", "compare", "ladder"]


RUNG_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entities under one metric, scope, period and world. `inverse` is the ratio the other way round."""

    metric: str
    ratio: Derived
    inverse: Derived


@dataclass(frozen=True, slots=True)
class Ladder:
    """Entities that share a metric, each over `reference` (absolute if `None`), the largest first.

    `left_out` are entities that have the metric but no known ratio to the reference, or stand beyond `RUNG_LIMIT`.
    """

    metric: str
    reference: str | None
    rungs: tuple[Derived, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What `compare` found: comparisons, the best bounded first; or none, and `why` not."""

    a: str
    b: str
    comparisons: tuple[Comparison, ...]
    why: str = ""


def compare(knowledge: Knowledge, a: str, b: str, metric: str = "") -> Compared:
    """Every comparison of entity `a` with entity `b`, or of one metric (and those that stand for it) alone."""
    mine, theirs = _metrics(knowledge, a), _metrics(knowledge, b)
    if metric:
        shared = [metric]
    else:
        reachable = {m: knowledge.family(m) for m in sorted(mine)}
        shared = [m for m, family in reachable.items() if any(f in theirs for f in family)]
    found: dict[tuple[Measure, Measure | None], Comparison] = {}
    for name in shared:
        for one in _compare_metric(knowledge, a, b, name):
            found.setdefault((one.ratio.measure, one.ratio.relative_to), one)
    ordered = sorted(found.values(), key=_rank)
    if not metric:
        ordered = _without_twins(ordered, knowledge)
    return Compared(a, b, tuple(ordered), "" if ordered else _why_not(a, b, metric, mine, theirs))


def _metrics(knowledge: Knowledge, entity: str) -> set[str]:
    return {f.metric for f in knowledge.source.about(entity) if not f.is_date}


def _compare_metric(knowledge: Knowledge, a: str, b: str, metric: str) -> Iterable[Comparison]:
    components = knowledge.components((a, b), metric)
    for left, right in _pairs(components, a, b, metric):
        parts = [c for c in components if left in c.index or right in c.index]
        joint = merge(parts)
        x, y = joint.measures.index(left), joint.measures.index(right)
        solved = Solved(joint)
        ratio = derive_ratio(joint, x, y, solved)
        if ratio.widest.high is None and not ratio.widest.low:
            continue
        yield Comparison(metric, ratio, derive_ratio(joint, y, x, solved))


def _pairs(components: list[Component], a: str, b: str, metric: str) -> Iterable[tuple[Measure, Measure]]:
    """Measures of the two entities that may be compared: one metric, scope, world, base unit and time."""
    mine = [m for c in components for m in c.measures if m.base.subject == a and m.base.metric == metric]
    theirs = [m for c in components for m in c.measures if m.base.subject == b and m.base.metric == metric]
    for left in mine:
        for right in theirs:
            same = left.base._replace(subject=b) == right.base and left.dimension == right.dimension
            if same and (left.period is None or right.period is None or left.period == right.period):
                yield left, right


def _rank(one: Comparison) -> tuple[int, bool, int, str, str]:
    """Bounded ones first; then those that rest on a comparison somebody made, before mere quotients of two figures."""
    unbounded = (one.ratio.widest.high is None) + (not one.ratio.widest.low)
    mere = not any(step.kind == "fact" and step.right for step in one.ratio.proof.steps)
    return unbounded, mere, len(one.ratio.rules), one.metric, str(one.ratio.measure)


def _without_twins(ordered: list[Comparison], knowledge: Knowledge) -> list[Comparison]:
    """One of several metrics that stand for each other, with the same result."""
    kept: list[Comparison] = []
    for one in ordered:
        twin = any(
            one.metric in knowledge.family(k.metric)
            and one.ratio.widest == k.ratio.widest
            and k.ratio.proof.fact_ids == one.ratio.proof.fact_ids
            for k in kept
        )
        if not twin:
            kept.append(one)
    return kept


def _why_not(a: str, b: str, metric: str, mine: set[str], theirs: set[str]) -> str:
    if metric:
        lacking = [e for e, held in ((a, mine), (b, theirs)) if metric not in held]
        if lacking:
            return phrase(
                "no fact gives the {metric} of {lacking}, and no rule leads there",
                metric=metric,
                lacking=listed(lacking, " or "),
            )
        return phrase(
            "both have {shared}, but of different scopes, periods, worlds or units, or nothing ties the two together",
            shared=metric,
        )
    if not mine or not theirs:
        return phrase("there is no fact about {entity}", entity=b if mine else a)
    if mine & theirs:
        shared = listed(sorted(mine & theirs))
        return phrase(
            "both have {shared}, but of different scopes, periods, worlds or units, or nothing ties the two together",
            shared=shared,
        )
    return phrase(
        "they share no metric: {a} has {mine}; {b} has {theirs}",
        a=a,
        mine=listed(sorted(mine)),
        b=b,
        theirs=listed(sorted(theirs)),
    )


def ladder(knowledge: Knowledge, metric: str, reference: str = "", around: Iterable[str] = ()) -> Ladder:
    """All entities that share the metric, over `reference` or, where figures are absolute, as they are.

    Without a reference the entity most facts compare with is taken. `around` limits the search to what hangs together
    with those entities.
    """
    seeds = tuple(around) or ((reference,) if reference else ())
    facts = (
        knowledge.gather(seeds, metric) if seeds else knowledge.source.touching((), knowledge.family(metric))
    )
    components = build([f for f in facts if not f.is_date], knowledge.rules, knowledge.natures)
    entities = {m.base.subject for c in components for m in c.measures if m.base.metric == metric}
    if not reference and any(f.is_ratio for f in facts):
        counts: dict[str, int] = {}
        for fact in facts:
            if fact.is_ratio and fact.relative_to:
                counts[fact.relative_to] = counts.get(fact.relative_to, 0) + 1
        reference = max(sorted(counts), key=lambda e: counts[e], default="")
    rungs: dict[str, Derived] = {}
    for component in components:
        bases = [m for m in component.measures if m.base.metric == metric and m.base.subject == reference]
        focus = component.index[bases[-1]] if bases else 0
        solved = Solved(component, focus)
        for measure in component.measures:
            if measure.base.metric != metric or len(rungs) >= RUNG_LIMIT:
                continue
            fits = [m for m in bases if m.base._replace(subject="") == measure.base._replace(subject="")]
            if reference and not fits:
                continue
            target = component.index[fits[-1]] if fits else 0
            one = derive_ratio(component, component.index[measure], target, solved)
            if one.widest.high is not None or one.widest.low:
                rungs.setdefault(measure.base.subject, one)
    ordered = sorted(rungs.values(), key=lambda d: (-_height(d), d.measure))
    return Ladder(metric, reference or None, tuple(ordered), tuple(sorted(entities - set(rungs))))


def _height(one: Derived) -> float:
    for candidate in (one.value, one.face.midpoint, one.face.low, one.face.high):
        if candidate is not None:
            return float(candidate)
    return 0.0
