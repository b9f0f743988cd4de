"""The facts that a text may be held against: fetched in one go for all it names, then answered from memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from factbase.quantity.units import Unit
from factbase.reason.assertion import Assertion
from factbase.service.assertions import StoreFacts

__all__ = ["KnownFacts", "base_of"]


class KnownFacts:
    """A source of facts for `reason` that remembers what it fetched."""

    def __init__(
        self,
        store: StoreFacts,
        metrics: Collection[str],
        speakers: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._store = store
        self._metrics = list(metrics)
        self._about: dict[str, dict[str, Assertion]] = {}
        self._told: dict[str, tuple[Assertion, ...]] = {}
        self._lists: dict[str, tuple[Assertion, ...]] = {}
        self._tied: dict[str, frozenset[str]] = {}
        self._speakers = speakers or {}

    def fetch(self, entities: Iterable[str]) -> None:
        """Read everything about the entities that is not known yet, in one statement."""
        fresh: dict[str, dict[str, Assertion]] = {e: {} for e in entities if e not in self._about}
        if not fresh:
            return
        for fact in self._store.touching(sorted(fresh), self._metrics):
            for entity in {fact.subject, fact.relative_to}:
                if entity in fresh:
                    fresh[entity][fact.id] = fact
        self._about.update(fresh)

    def about(self, subject: str) -> Sequence[Assertion]:
        """Facts whose subject or relative_to is the subject."""
        if subject not in self._told:
            self.fetch((subject,))
            self._told[subject] = tuple(self._about[subject].values())
        return self._told[subject]

    def lists(self, subject: str) -> Sequence[Assertion]:
        """The facts of a subject that name members."""
        if subject not in self._lists:
            self._lists[subject] = tuple(
                [f for f in self.about(subject) if f.subject == subject and f.members]
            )
        return self._lists[subject]

    def tied_to(self, entity: str) -> frozenset[str]:
        """Subjects of facts that name the entity as their speaker or as what they are relative to."""
        if entity not in self._tied:
            relative = frozenset(f.subject for f in self.about(entity) if f.relative_to == entity)
            self._tied[entity] = self._speakers.get(entity, frozenset()) | relative
        return self._tied[entity]

    def touching(self, subjects: Collection[str], metrics: Collection[str]) -> Sequence[Assertion]:
        """Facts of the metrics whose subject or relative_to is one of the subjects; no subjects means all of them."""
        if not subjects:
            return self._store.touching(subjects, metrics)
        self.fetch(subjects)
        found: dict[str, Assertion] = {}
        for subject in subjects:
            for fact in self._about[subject].values():
                if fact.metric in metrics:
                    found[fact.id] = fact
        return list(found.values())


_ONE = Fraction(1)


def base_of(unit: str, parse: Callable[[str], Unit | None]) -> tuple[str, Fraction]:
    """The dimension under which facts in `unit`, as `parse` reads it, are compared, and how many base units one of it is.

    The same words as facts of the store have: the unit itself where it is no plain multiple of its base.
    """
    read = parse(unit)
    if read is None or read.offset:
        return unit, _ONE
    if not read.vector:
        return "1", read.factor
    return read.dimension.removeprefix("money:"), read.factor
