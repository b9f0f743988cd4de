"""The names in a text and the words in it that speak for metrics, each seen with what stands around it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_tables import ANTI, NAME, Cue, LinkTables
from factbase.extract.names import NameIndex
from factbase.extract.phrases import Place, Spot, longest_of
from factbase.extract.predicates import predicates
from factbase.extract.shared_names import settled

__all__ = ["CueSpot", "Mention", "cues_of", "mentions_of"]

# Who guesses in public; a project that 预计 does not speak.
_VOICES = frozenset({"person", "organization", "agency", "publication"})
# 说穿了, 说白了, 称得上: said of the name, not by it.
_SAID_OF = ("说穿", "说白", "说到底", "说起来", "说来", "说是", "称得上", "称霸", "称雄")
_LINKS = {"", "的", "'s", "s", "'", " ", "'s ", "' ", " 的 ", "“", "的“", "·"}
_LONGEST_LINK = max(map(len, _LINKS))


class Mention(NamedTuple):
    """An entity named at `[start, end)`. `owns`: it only qualifies the next name (英伟达的A100); `speaks`: it is quoted.

    `inner` are entities whose shorter names stand inside this one; `stands`: it is no name, but words that stand for one
    (the latter, 二期).
    """

    start: int
    end: int
    ids: tuple[str, ...]
    owns: bool = False
    speaks: bool = False
    inner: tuple[str, ...] = ()
    stands: bool = False

    @property
    def id(self) -> str:
        """The first entity that the name means."""
        return self.ids[0]


class CueSpot(NamedTuple):
    """A word that speaks for (or, `anti`, against) a metric."""

    start: int
    end: int
    cue: Cue
    named: bool = False


_NO_CUE: Place[Cue] = (-1, -1, ())
_NO_NAME = Mention(sys.maxsize, sys.maxsize, ())  # behind the last


def mentions_of(text: str, folded: str, spans: Sequence[Span], tables: LinkTables) -> list[Mention]:
    """The entities named in a text, in order, without those that only state a rank; `folded` is `fold(text)`."""
    every = tables.names.every(text, folded)
    spots = settled(longest_of(every), spans, tables.names)
    found: list[Mention] = []
    last, at, count = len(spots) - 1, 0, len(every)
    for n, (start, end, means) in enumerate(spots):
        owns = n < last and _owns(means, folded, end, spots[n + 1], tables.names)
        speaks = _speaks(means[0], folded, start, end, tables)
        while every[at].start < start:
            at += 1
        within: list[str] = []
        while at < count and every[at].start < end:
            inner = every[at]
            if inner.end <= end and inner.means is not means:
                within += [i for i in inner.means if i not in means and i not in within]
            at += 1
        found.append(tuple.__new__(Mention, (start, end, means, owns, speaks, tuple(within), False)))
    # What another thing is said to be states its rank.
    gone = predicates(found, spans, folded)
    return [m for m in found if m not in gone] if gone else found


def _owns(means: Sequence[str], folded: str, end: int, following: Spot[str], names: NameIndex) -> bool:
    """Whether a name that ends at `end` only says whose the one is that follows (英伟达的A100)."""
    if following.start - end > _LONGEST_LINK or folded[end : following.start] not in _LINKS:
        return False
    return any(w in means for i in following.means for w in names.wholes(i))


def _speaks(thing: str, folded: str, start: int, end: int, tables: LinkTables) -> bool:
    """Whether what is named at `[start, end)` is quoted, by the words around it."""
    verbs, guesses, quoting, heads, tails = tables.speech
    after = folded[end : end + 24].lstrip(" ”’\"'")
    if after[:1] in heads:
        if after.startswith(verbs) and not after.startswith(_SAID_OF):
            return True
        if after.startswith(guesses) and tables.names.entities[thing].type in _VOICES:
            return True
    before = folded[max(0, start - 16) : start].rstrip(" “‘\"'")
    return before[-1:] in tails and before.endswith(quoting)


def cues_of(folded: str, tables: LinkTables, names: Sequence[Mention]) -> list[CueSpot]:
    """Cue words, without those that a longer cue of another metric holds; `named`: they are part of an entity's name."""
    found: list[CueSpot] = []
    # The last two cues that no longer one holds: only they may hold the next one.
    before = last = _NO_CUE
    rest = iter(names)
    name = next(rest, _NO_NAME)
    first, stop = name.start, name.end
    for place in tables.cues.places(folded):
        start, end, means = place
        if end > last[1]:
            before, last = last, place
        if last is not place or before[1] > start:
            metrics = _metrics_around(place, before, last)
            if metrics:
                means = tuple([cue for cue in means if cue.metric in metrics])
        while stop <= start:
            name = next(rest, _NO_NAME)
            first, stop = name.start, name.end
        named = first <= start and end <= stop and not (end == stop and _is_kind(name, tables))
        for cue in means:
            found.append(tuple.__new__(CueSpot, (start, end, cue, named)))
    return found


def _metrics_around(place: Place[Cue], before: Place[Cue], last: Place[Cue]) -> set[str]:
    """The metrics that the first of two cues around a shorter one speaks for; empty if none does.

    A longer name of a metric that begins before it and ends within it takes it too (FP32性能 and 性能上).
    """
    start, end, _ = place
    if last[0] == start and last[1] == end:
        is_cut = before[0] < start < before[1] and end - start < before[1] - before[0]
        return {c.metric for c in before[2] if c.sort == NAME} if is_cut else set()
    for holder in (before, last):
        if holder[0] <= start and end <= holder[1]:
            return {c.metric for c in holder[2] if c.sort != ANTI}
    return set()


def _is_kind(name: Mention, tables: LinkTables) -> bool:
    """Whether a name is that of a sort of thing (type certificate), whose last word says what sort."""
    return tables.names.entities[name.id].type == "concept" and not tables.names.parts(name.id)
