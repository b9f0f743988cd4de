"""A text as linking sees it: its sentences with the names, cues, words and figures that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from factbase.extract.clauses import Span, clauses, sentences
from factbase.extract.link_tables import ANTI, NAME, Cue, LinkTables
from factbase.extract.names_fold import fold
from factbase.extract.phrases import Spot, longest_of
from factbase.extract.predicates import predicates
from factbase.extract.shared_names import settled
from factbase.quantity.dates import DateMention, find_dates
from factbase.quantity.fold import fold as simplified
from factbase.quantity.ranks import RankMention, find_ranks
from factbase.quantity.reading import Quantity
from factbase.quantity.scanner import find_quantities

__all__ = ["CueSpot", "Mention", "Passage", "Placed", "passages"]


class Placed(Protocol):
    """Whatever stands at `[start, end)` of a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character behind its last."""


A = TypeVar("A")
R = TypeVar("R")
S = TypeVar("S", bound=Placed)


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


@dataclass(frozen=True, eq=False)
class Passage:
    """One sentence with what stands in it; all offsets are those of the whole `text`."""

    text: str
    folded: str
    span: Span
    names: tuple[Mention, ...]
    cues: tuple[CueSpot, ...]
    scopes: tuple[Spot[str], ...]
    words: tuple[Spot[str], ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    ranks: tuple[RankMention, ...]
    _answers: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, ask: Callable[[Passage], R]) -> R:
        """What `ask` says of the sentence; asked again, the same without asking."""
        if ask not in self._answers:
            self._answers[ask] = ask(self)
        answer: R = self._answers[ask]
        return answer

    def once_for(self, ask: Callable[[Passage, A], R], about: A) -> R:
        """What `ask` says of the sentence and `about`; asked again of the same object, the same without asking."""
        known = self._answers.get(ask)
        if known is None or known[0] is not about:
            known = self._answers[ask] = (about, ask(self, about))
        answer: R = known[1]
        return answer

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Its clauses in order."""
        return tuple(clauses(self.text, self.span))

    @cached_property
    def speaking(self) -> Mapping[str, Sequence[CueSpot]]:
        """Metrics → the words that speak for them."""
        found: dict[str, list[CueSpot]] = {}
        for spot in self.cues:
            if spot.cue.sort != ANTI:
                found.setdefault(spot.cue.metric, []).append(spot)
        return found

    @cached_property
    def explained(self) -> bytearray:
        """For every character of the sentence 1 if something known stands there: a name, cue, scope, word or figure."""
        first = self.span.start
        found = bytearray(self.span.end - first)
        for known in (
            self.names,
            self.cues,
            self.scopes,
            self.words,
            self.quantities,
            self.dates,
            self.ranks,
        ):
            for spot in known:
                found[spot.start - first : spot.end - first] = b"\1" * (spot.end - spot.start)
        return found

    @property
    def unnamed(self) -> str:
        """The folded sentence without its names."""
        return self.without({i for m in self.names for i in m.ids})

    def without(self, entities: Collection[str]) -> str:
        """The folded sentence with the names of some entities blanked out."""
        words = self.folded[self.span.start : self.span.end]
        for m in self.names:
            if not set(m.ids) & set(entities):
                continue
            a, b = m.start - self.span.start, m.end - self.span.start
            words = words[:a] + " " * (b - a) + words[b:]
        return words

    @property
    def said(self) -> str:
        """The sentence itself."""
        return self.text[self.span.start : self.span.end]

    def clause_at(self, start: int, end: int) -> Span:
        """The clause that holds `[start, end)`, the whole sentence if it crosses clauses."""
        for clause in self.clauses:
            if clause.start <= start and end <= clause.end:
                return clause
        return self.span

    def has(self, key: str, span: Span | None = None) -> bool:
        """Whether a word of the list `key` stands in the span (the sentence by default)."""
        return bool(self.of(key, span))

    def of(self, key: str, span: Span | None = None) -> Sequence[Spot[str]]:
        """The words of a list in the span."""
        listed = self.listed.get(key, ())
        return listed if span is None else [w for w in listed if span.holds(w.start, w.end)]

    @cached_property
    def listed(self) -> Mapping[str, Sequence[Spot[str]]]:
        """Lists of words → those that stand in the sentence; no list without any."""
        found: dict[str, list[Spot[str]]] = {}
        for word in self.words:
            for key in word.means:
                found.setdefault(key, []).append(word)
        return found


def passages(text: str, tables: LinkTables, anchor: date | None = None) -> list[Passage]:
    """The sentences of `text`; relative dates count from `anchor`, without it they stay unplaced."""
    folded = fold(text)
    spans = sentences(text)
    names = _mentions(text, folded, spans, tables)
    readers = tables.readers
    figures = find_quantities(text, readers.quantities)
    scopes = [s for s in _first_of(tables.scopes.maximal(folded)) if not _cuts(s, figures, text)]
    simple = simplified(text, readers.quantities.traditional, readers.quantities.traditional_pattern)
    dates = find_dates(simple, readers.dates, anchor)
    ranks = find_ranks(simple, readers.ranks)
    if simple != text:
        dates = [d._replace(text=text[d.start : d.end]) for d in dates]
        ranks = [r._replace(text=text[r.start : r.end]) for r in ranks]
    parts = zip(
        spans,
        _by_sentence(names, spans),
        _by_sentence(_cue_spots(folded, tables, names), spans),
        _by_sentence(scopes, spans),
        _by_sentence(tables.words.every(folded), spans),
        _by_sentence(figures, spans),
        _by_sentence(dates, spans),
        _by_sentence(ranks, spans),
        strict=True,
    )
    return [Passage(text, folded, *part) for part in parts]


def _first_of(spots: Sequence[Spot[str]]) -> list[Spot[str]]:
    """Spots without those that begin inside an earlier one (先进芯片产量 is no 芯片产量 of every kind)."""
    found: list[Spot[str]] = []
    for spot in spots:
        if not found or spot.start >= found[-1].end or spot.start == found[-1].start:
            found.append(spot)
    return found


def _cuts(scope: Spot[str], figures: Sequence[Quantity], text: str) -> bool:
    """Whether a scope's words begin within a number (34 [billion parameters]), which is then no name of it."""
    n = bisect_left(figures, scope.start, key=lambda q: q.start) - 1
    inside = n >= 0 and figures[n].start < scope.start < figures[n].end
    return inside and text[: scope.start].rstrip(" -")[-1:].isdigit()


def _by_sentence(spots: Iterable[S], spans: Sequence[Span]) -> list[tuple[S, ...]]:
    """For each sentence those of `spots`, which are in order, that begin and end in it."""
    found: dict[int, list[S]] = {}
    n, start, end = -1, -1, -1
    for spot in spots:
        at = spot.start
        while at >= end and n + 1 < len(spans):
            n += 1
            start, end = spans[n]
        if start <= at and spot.end <= end:
            found.setdefault(n, []).append(spot)
    return [tuple(found[n]) if n in found else () for n in range(len(spans))]


# Who guesses in public; a project that 预计 does not speak.
_VOICES = frozenset({"person", "organization", "agency", "publication"})
# 说穿了, 说白了, 称得上: said of the name, not by it.
_SAID_OF = ("说穿", "说白", "说到底", "说起来", "说来", "说是", "称得上", "称霸", "称雄")
_LINKS = {"", "的", "'s", "s", "'", " ", "'s ", "' ", " 的 ", "“", "的“", "·"}


def _mentions(text: str, folded: str, spans: Sequence[Span], tables: LinkTables) -> list[Mention]:
    every = tables.names.every(text, folded)
    spots = settled(longest_of(every), spans, tables.names)
    inner = _by_sentence(every, [Span(s.start, s.end) for s in spots])
    verbs = tables.lists["speech"]
    guesses, quoting = tables.lists["speech.guesses"], tables.lists["speech.before"]
    found: list[Mention] = []
    for n, spot in enumerate(spots):
        following = spots[n + 1] if n + 1 < len(spots) else None
        owns = bool(
            following
            and folded[spot.end : following.start] in _LINKS
            and any(w in spot.means for i in following.means for w in tables.names.wholes(i))
        )
        after = folded[spot.end : spot.end + 24].lstrip(" ”’\"'")
        before = folded[max(0, spot.start - 16) : spot.start].rstrip(" “‘\"'")
        is_voice = tables.names.entities[spot.means[0]].type in _VOICES
        speaks = (
            (after.startswith(verbs) and not after.startswith(_SAID_OF))
            or (is_voice and after.startswith(guesses))
            or before.endswith(quoting)
        )
        within = dict.fromkeys(i for s in inner[n] for i in s.means if i not in spot.means)
        found.append(Mention(spot.start, spot.end, spot.means, owns, speaks, tuple(within)))
    # What another thing is said to be states its rank.
    gone = predicates(found, spans, folded)
    return [m for m in found if m not in gone]


def _cue_spots(folded: str, tables: LinkTables, names: Sequence[Mention]) -> list[CueSpot]:
    """Cue words, without those that a longer cue of another metric holds; `named`: it is part of an entity's name."""
    found: list[CueSpot] = []
    # The last two cues that no longer one holds: only they may hold the next one.
    before = last = _NO_CUE
    ends = [m.end for m in names]
    for spot in tables.cues.every(folded):
        if spot.end > last.end:
            before, last = last, spot
        metrics = _metrics_around(spot, before, last)
        at = bisect_left(ends, spot.end)
        named = at < len(names) and names[at].start <= spot.start
        named = named and not (spot.end == names[at].end and _is_kind(names[at], tables))
        found += [
            CueSpot(spot.start, spot.end, cue, named)
            for cue in spot.means
            if not metrics or cue.metric in metrics
        ]
    return found


_NO_CUE: Spot[Cue] = Spot(-1, -1, ())


def _metrics_around(spot: Spot[Cue], *around: Spot[Cue]) -> set[str]:
    """The metrics that the first of some cues around a shorter one speaks for; empty if none does.

    A longer name of a metric that begins before it and ends within it takes it too (FP32性能 and 性能上).
    """
    if (spot.start, spot.end) == around[-1][:2]:
        first = around[0]
        is_cut = first.start < spot.start < first.end and spot.end - spot.start < first.end - first.start
        return {c.metric for c in first.means if c.sort == NAME} if is_cut else set()
    holder = next((h for h in around if h.start <= spot.start and spot.end <= h.end), _NO_CUE)
    return {c.metric for c in holder.means if c.sort != ANTI}


def _is_kind(name: Mention, tables: LinkTables) -> bool:
    """Whether a name is that of a sort of thing (type certificate), whose last word says what sort."""
    return tables.names.entities[name.id].type == "concept" and not tables.names.parts(name.id)
