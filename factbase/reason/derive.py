"""Everything that follows about an entity and was never stated, with what each rests on."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.quantity.interval import Interval
from factbase.reason.bounds import Derived, Solved, derive_ratio
from factbase.reason.knowledge import Knowledge
from factbase.reason.network import Component, build, nearest

__all__ = ["Derivations", "derive"]

TARGET_LIMIT = 200  # other entities a measure is compared with, the nearest first


class Derivations(tuple[Derived, ...]):
    """What follows, in order; `left_out` counts the entities too far away in the network to be compared."""

    left_out: int = 0


def derive(knowledge: Knowledge, entity: str, metric: str = "") -> Derivations:
    """Bounds tighter than any fact states, and ratios no fact states; absolute figures first, then by measure.

    With `metric`, of that metric alone, else of each metric that a fact about the entity names. A result that holds
    everything is left out.
    """
    metrics = (
        [metric] if metric else sorted({f.metric for f in knowledge.source.about(entity) if not f.is_date})
    )
    seen: set[tuple[object, object]] = set()
    found: list[Derived] = []
    left_out = 0
    for name in metrics:
        for component in build(knowledge.gather((entity,), name), knowledge.rules, knowledge.natures):
            left_out += max(0, len(component.measures) - 2 - TARGET_LIMIT)
            for one in _follows(component, entity, name):
                key = (one.measure, one.relative_to)
                if key not in seen:
                    seen.add(key)
                    found.append(one)
    found.sort(key=lambda d: (d.relative_to is not None, str(d.measure), str(d.relative_to)))
    made = Derivations(found)
    made.left_out = left_out
    return made


def _follows(component: Component, entity: str, metric: str) -> Iterator[Derived]:
    for a, measure in enumerate(component.measures):
        if measure.base.subject != entity or measure.base.metric != metric:
            continue
        solved = Solved(component, a)
        targets = [0] + [
            b
            for b in nearest(component, a, TARGET_LIMIT)
            if component.measures[b].base.metric == measure.base.metric
            and component.measures[b].dimension == measure.dimension
        ]
        for b in targets:
            one = derive_ratio(component, a, b, solved)
            if _is_news(component, a, b, one):
                yield one


def _is_news(component: Component, a: int, b: int, one: Derived) -> bool:
    """Whether the interval says something, and more than each fact about the same pair."""
    if one.disputed or (one.face.high is None and not one.face.low):
        return False
    stated = [
        component.interval(link, one.reading)
        for link in component.links
        if link.fact >= 0 and (link.a, link.b) == (a, b)
    ]
    turned = [link for link in component.links if link.fact >= 0 and (link.a, link.b) == (b, a)]
    if len(one.proof.fact_ids) < 2 and (stated or turned or not one.rules):
        return False
    return not any(_same(interval, one.face) for interval in stated)


def _same(stated: Interval, found: Interval) -> bool:
    return found.encloses(stated)
