"""The words of facts, metrics and names, under which those of a claim are looked up; what was asked once is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from factbase.extract.explained import words_of
from factbase.extract.names_fold import fold
from factbase.reason.assertion import Assertion
from factbase.service.verify_match import Matcher
from factbase.service.verify_sources import Sources

__all__ = ["ACTING", "Words"]

# Sorts of things that act, or where something is done.
ACTING = frozenset({"agency", "group", "organization", "person", "place"})
# Whose name in that of a thing says who made it.
_OWNING = frozenset({"agency", "company", "group", "organization"})


@dataclass(frozen=True)
class Words:
    """Stems of English words and pairs of Chinese characters, as `words_of` gives them."""

    matcher: Matcher
    sources: Sources
    _known: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def of_fact(self, fact: Assertion) -> frozenset[str]:
        """The words of a fact's quote and note, and of its metric."""
        key = ("fact", fact.id)
        if key not in self._known:
            told = (text for text in (fact.quote, fact.note, fact.counted) if text)
            self._known[key] = self.of_metric(fact.metric) | _words(told)
        return self._known[key]

    def of_sentence(self, fact: Assertion) -> frozenset[str]:
        """The words of the sentence that states a fact, and all names of who acts and where: who retells it says no more."""
        key = ("sentence", fact.id)
        if key not in self._known:
            text, names = self.sources.words(fact), self.matcher.tables.names
            named = {e for spot in names.find(text, fold(text)) for e in spot.means}
            acting = (self.of_name(e) for e in named if names.entities[e].type in ACTING)
            self._known[key] = _words([text]).union(*acting)
        return self._known[key]

    def of_metric(self, metric: str) -> frozenset[str]:
        """The words of a metric's names and cues."""
        key = ("metric", metric)
        if key not in self._known:
            known = self.matcher.tables.metrics.get(metric)
            self._known[key] = _words((*known.names, *known.cues) if known is not None else ())
        return self._known[key]

    def sorts(self, entity: str) -> tuple[str, ...]:
        """The words for the sort of thing that an entity is."""
        lists, sort = self.matcher.tables.lists, self.matcher.tables.names.entities[entity].type
        return (*lists.get(f"guesses.{sort}", ()), *lists.get(f"called.{sort}", ()))

    def of_name(self, entity: str) -> frozenset[str]:
        """The words of an entity's names and of its id, which describes it."""
        key = ("name", entity)
        if key not in self._known:
            known = self.matcher.tables.names.entities.get(entity)
            self._known[key] = _words((*(known.names if known is not None else ()), entity))
        return self._known[key]

    def owners(self, entity: str) -> frozenset[str]:
        """Whom the names of a thing say that it belongs to (Europe's new IPCEI)."""
        key = ("owners", entity)
        if key not in self._known:
            names = self.matcher.tables.names
            known = names.entities.get(entity)
            told = known.names if known is not None else ()
            found = {e for name in told for spot in names.every(name, fold(name)) for e in spot.means}
            self._known[key] = frozenset(e for e in found if names.entities[e].type in _OWNING)
        return self._known[key]

    def entities(self, fact: Assertion) -> Iterator[str]:
        """What a fact is about, what that belongs to or holds, and whom it names and quotes."""
        names = self.matcher.tables.names
        for entity in (fact.subject, fact.relative_to):
            if entity:
                yield entity
                yield from names.wholes(entity)
                yield from names.parts(entity)
                yield from self.matcher.subjects.context_of(entity, fact.metric)
                yield from self.owners(entity)
        yield from fact.members
        yield from (e for e in (fact.attributed_to, fact.outlet) if e)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset([word for text in texts for word in words_of(text)])
