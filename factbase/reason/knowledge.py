"""The facts around a question: gathered from a source, tied by rules, built into components on demand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Protocol

from factbase.errors import UsageError
from factbase.phrase import phrase
from factbase.reason.assertion import Assertion
from factbase.reason.ground import Ground
from factbase.reason.network import Component, Hyper, Link, build
from factbase.reason.rules import NO_RULES, RuleBook

__all__ = ["FactList", "FactSource", "Knowledge", "merge"]

GATHER_LIMIT = 50_000  # facts tied to one question
_GROUNDS = 256


class FactSource(Protocol):
    """Where facts come from: a list in memory, or a store that answers by SQL."""

    def touching(self, subjects: Collection[str], metrics: Collection[str]) -> Sequence[Assertion]:
        """Facts of the metrics whose subject or relative_to is one of the subjects; no subjects means all of them."""
        ...

    def about(self, subject: str) -> Sequence[Assertion]:
        """Facts whose subject or relative_to is the subject."""
        ...


class FactList:
    """A source over facts in memory, indexed by entity."""

    def __init__(self, facts: Iterable[Assertion]) -> None:
        self.facts = tuple(facts)
        self._of: dict[str, list[Assertion]] = {}
        for fact in self.facts:
            self._of.setdefault(fact.subject, []).append(fact)
            if fact.relative_to and fact.relative_to != fact.subject:
                self._of.setdefault(fact.relative_to, []).append(fact)

    def touching(self, subjects: Collection[str], metrics: Collection[str]) -> Sequence[Assertion]:
        """See `FactSource`."""
        pool = (f for s in subjects for f in self._of.get(s, ())) if subjects else iter(self.facts)
        return list({id(f): f for f in pool if f.metric in metrics}.values())

    def about(self, subject: str) -> Sequence[Assertion]:
        """See `FactSource`."""
        return tuple(self._of.get(subject, ()))


@dataclass(frozen=True)
class Knowledge:
    """A source with the rules and the nature of each metric (`level`, `flow`, `event`, `rank`, `date`).

    What claims are judged by is remembered: where the facts of the source change, knowledge is made anew.
    """

    source: FactSource
    rules: RuleBook = NO_RULES
    natures: Mapping[str, str] = field(default_factory=dict)

    def family(self, metric: str) -> tuple[str, ...]:
        """The metric and all that rules tie to it, directly or through others."""
        found = {metric: None}
        todo = [metric]
        while todo:
            for rule in self.rules.touching(todo.pop()):
                for ref in rule.refs:
                    if ref.metric not in found:
                        found[ref.metric] = None
                        todo.append(ref.metric)
        return tuple(found)

    def gather(self, subjects: Iterable[str], metric: str) -> list[Assertion]:
        """Every fact that ratios or rules tie to the subjects in the metric's family.

        Raises `UsageError` if more than `GATHER_LIMIT` facts hang together.
        """
        family = self.family(metric)
        named = {ref.subject for m in family for r in self.rules.touching(m) for ref in r.refs if ref.subject}
        known: set[str] = set()
        fresh = set(subjects) | named
        facts: dict[str, Assertion] = {}
        while fresh:
            known |= fresh
            reached: set[str] = set()
            for fact in self.source.touching(sorted(fresh), family):
                if fact.id not in facts and not fact.is_date:
                    facts[fact.id] = fact
                    reached.add(fact.subject)
                    if fact.is_ratio:
                        reached.add(fact.relative_to or fact.subject)
            if len(facts) > GATHER_LIMIT:
                raise UsageError(
                    phrase(
                        "more than {gather_limit} facts hang together around {metric}; name a scope or period",
                        gather_limit=GATHER_LIMIT,
                        metric=metric,
                    )
                )
            fresh = reached - known
        return list(facts.values())

    @cached_property
    def ground(self) -> Callable[[frozenset[str], str], Ground]:
        """What `gather` finds around the subjects of a claim, ready for many claims about it; raises what that raises."""
        return lru_cache(_GROUNDS)(self._ground)

    def _ground(self, subjects: frozenset[str], metric: str) -> Ground:
        return Ground(self.gather(subjects, metric), self.rules, self.natures)

    def components(self, subjects: Iterable[str], metric: str) -> list[Component]:
        """The components of what `gather` finds."""
        return build(self.gather(subjects, metric), self.rules, self.natures)


def merge(components: Sequence[Component]) -> Component:
    """One component of several; they share the unit node alone."""
    if len(components) == 1:
        return components[0]
    measures = [components[0].measures[0]]
    facts: list[Assertion] = []
    links: list[Link] = []
    hypers: list[Hyper] = []
    for part in components:
        shift, first = len(measures) - 1, len(facts)

        def move(var: int, shift: int = shift) -> int:
            return var + shift if var else 0

        measures.extend(part.measures[1:])
        facts.extend(part.facts)
        links.extend(
            link._replace(a=move(link.a), b=move(link.b), fact=link.fact + first if link.fact >= 0 else -1)
            for link in part.links
        )
        hypers.extend(h._replace(out=move(h.out), parts=tuple(map(move, h.parts))) for h in part.hypers)
    return Component(
        tuple(measures), tuple(facts), tuple(links), tuple(hypers), {m: i for i, m in enumerate(measures)}
    )
