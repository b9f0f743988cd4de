"""Whom a figure may be about: what the sentence names, and what it only describes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from factbase.extract.link_figure import COMPARISON, QUANTITY, RANK
from factbase.extract.link_holder import is_told_of
from factbase.extract.link_roles import Subject
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import LinkTables
from factbase.extract.names import NameIndex
from factbase.extract.names_fold import fold
from factbase.service.verify_known import KnownFacts
from factbase.service.verify_setting import Setting

__all__ = ["Subjects"]

_PART, _LOOSE, _IMPLIED, _DOUBTFUL = 0.85, 0.8, 0.75, 0.5
_EXAMPLE = re.compile(
    r"(?:\b(?:like|such as|including|for example|e\.g\.)|比如|例如|诸如|像|包括) ?(?:the |an? )?$"
)
_SUCH = re.compile(
    r"(?: ?(?:、|和|与|及|或|,|or|and|/) ?[\d.]+)?\s*(?:等|之类|这类|这样的|一类|这种型号|系列)"
)
_REMEMBERED = 16  # figures; linking, rests and arithmetic ask the same of each


@dataclass(frozen=True)
class Subjects:
    """Finds subjects; those of the latest figures and what the quotes about one name together are remembered."""

    tables: LinkTables
    known: KnownFacts
    _contexts: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _latest: dict[int, tuple[Setting, tuple[Subject, ...]]] = field(default_factory=dict)

    def of(self, at: Setting) -> tuple[Subject, ...]:
        """The named things, then parts of them and other things that the sentence describes."""
        known = self._latest.get(id(at))
        if known is None or known[0] is not at:
            if len(self._latest) >= _REMEMBERED:
                self._latest.clear()
            self._latest[id(at)] = known = (at, tuple(self._find(at)))
        return known[1]

    def _find(self, at: Setting) -> Iterator[Subject]:
        seen: dict[str, Subject] = {}
        for subject in at.roles.subjects:
            seen.setdefault(subject.id, subject)
        yield from seen.values()
        if self._is_said_of(at, seen):
            return
        for subject in list(seen.values()):
            yield from self._kinds(at, subject, seen)
        for subject in list(seen.values()):
            yield from self._parts(at, subject, seen)
        yield from self._implied(at, seen)

    def _kinds(self, at: Setting, model: Subject, seen: Mapping[str, Subject]) -> Iterator[Subject]:
        """What a named thing is only an example of (pumps like the X 2, X 2等型号的泵)."""
        mention, folded = model.mention, at.passage.folded
        if mention is None or at.figure.kind != QUANTITY:
            return
        if not _EXAMPLE.search(folded, at.passage.span.start, mention.start) and not _SUCH.match(
            folded, mention.end
        ):
            return
        wholes = self.tables.names.wholes(model.id)
        yield from (Subject(w, model.weight * _PART, mention) for w in wholes[:1] if w not in seen)

    def parts_of(self, at: Setting, owner: str) -> Iterator[str]:
        """What belongs to something and is described beside its name, whatever part that plays (one in ten of Guangzhou's companies)."""
        mention = next((m for m in at.passage.names if owner in m.ids), None)
        yield from (s.id for s in self._parts(at, Subject(owner, 1.0, mention), {}))

    def context_of(self, entity: str, metric: str) -> frozenset[str]:
        """The entities that the quotes about a metric of one name: what it may be mentioned with."""
        key = (entity, metric)
        if key not in self._contexts:
            found: set[str] = set()
            for fact in self.known.about(entity):
                if fact.metric == metric:
                    spots = self.tables.names.find(fact.quote, fold(fact.quote))
                    found.update(i for spot in spots for i in spot.means)
                    found |= {fact.subject, fact.relative_to, *fact.members}
            self._contexts[key] = frozenset(found)
        return self._contexts[key]

    def _is_said_of(self, at: Setting, seen: Mapping[str, Subject]) -> bool:
        """Whether a rank is said of a named thing that has one in a metric the sentence cues: nothing else is meant then."""
        if at.figure.kind != RANK or not is_told_of(at.passage, at.figure):
            return False
        cued = {s.metric for s in at.scored}
        return any(
            f.kind == "rank" and f.subject == i and f.metric in cued
            for i in seen
            for f in self.known.about(i)
        )

    def _parts(self, at: Setting, owner: Subject, seen: Mapping[str, Subject]) -> Iterator[Subject]:
        """What belongs to a named thing and is described rather than named (Intel's fab in Saxony-Anhalt)."""
        parts = self.tables.names.parts(owner.id)
        if not parts:
            return
        words = at.passage.without({owner.id, *parts})
        if at.before is not None and owner.mention in at.before.passage.names:
            words += " " + at.before.passage.without({owner.id, *parts})
        for part in parts:
            if part in seen:
                continue
            if self.tables.names.described(part, owner.id, words):
                yield Subject(part, owner.weight * _PART, owner.mention)
            elif at.figure.kind == QUANTITY and not set(parts) & set(seen) and self._is_told(at, part):
                # Only the measure tells which part is meant: enough to support, too little to contradict.
                yield Subject(part, owner.weight * _DOUBTFUL, owner.mention)

    def _is_told(self, at: Setting, part: str) -> bool:
        """Whether the sentence cues a metric that facts about a part have."""
        strong = {s.metric for s in at.scored if s.strong and not s.against}
        return any(f.subject == part and f.metric in strong for f in self.known.about(part))

    def _implied(self, at: Setting, seen: Mapping[str, Subject]) -> Iterator[Subject]:
        """Subjects known only through a named whole or speaker, where the sentence describes them."""
        ties = self._ties(at, seen)
        if ties:
            named = [m for m in at.passage.names if m.end <= at.figure.start and not m.speaks and not m.owns]
            for subject, tie in ties.items():
                others = [m for m in named if m is not tie or at.figure.kind == COMPARISON]
                yield Subject(subject, _DOUBTFUL if others else _IMPLIED)
        for entity in at.passage.once_for(_told, self.tables.names):
            if entity not in seen and entity not in ties:
                yield Subject(entity, _LOOSE)

    def _ties(self, at: Setting, seen: Mapping[str, Subject]) -> dict[str, Mention]:
        names = self.tables.names
        found: dict[str, Mention] = {}
        for mention in at.passage.names:
            for entity in mention.ids:
                for subject in self.known.tied_to(entity):
                    if subject in seen or subject in found or subject not in names.entities:
                        continue
                    is_general = mention.speaks and names.entities[subject].type == "concept"
                    is_general = is_general or self._is_listed(at, subject)
                    if is_general or names.described(subject, "", at.passage.once(_unnamed)):
                        found[subject] = mention
        return found

    def _is_listed(self, at: Setting, subject: str) -> bool:
        """Whether a sentence counts what a list of a subject holds, and names two of its members (at least five, A and B among them)."""
        if at.figure.unit != "count":
            return False
        named = {i for m in at.passage.names for i in m.ids}
        cued = {s.metric for s in at.scored if s.strong and not s.against}
        return any(f.metric in cued and len(named & set(f.members)) > 1 for f in self.known.lists(subject))


def _unnamed(passage: Passage) -> str:
    return passage.unnamed


def _told(passage: Passage, names: NameIndex) -> tuple[str, ...]:
    """What a sentence tells in other words than a name, the surest first."""
    said = passage.folded[slice(*passage.span)]
    return tuple(dict.fromkeys((*names.told(said), *names.loose(said, passage.once(_unnamed)))))
