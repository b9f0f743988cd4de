"""A text as linking sees it: its sentences with the names, cues, words and figures that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeVar

from factbase.extract.clauses import Span, clauses, sentences
from factbase.extract.link_answers import answered
from factbase.extract.link_hints import hints_of
from factbase.extract.link_spots import CueSpot, Mention, cues_of, mentions_of
from factbase.extract.link_tables import ANTI, LinkTables
from factbase.extract.names_fold import fold
from factbase.extract.phrases import Spot, level
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


@dataclass(frozen=True, eq=False)
class Passage:
    """One sentence with what stands in it; all offsets are those of the whole `text`.

    `listed` are the words by the lists that hold them, no list without any; `rules` those that may find a figure which no
    reader finds (`link_hints`). `original` is the text before words were left out of it (`link_paired`,
    `link_answers`).
    """

    text: str
    folded: str
    span: Span
    names: tuple[Mention, ...]
    cues: tuple[CueSpot, ...]
    scopes: tuple[Spot[str], ...]
    words: tuple[Spot[str], ...]
    listed: Mapping[str, Sequence[Spot[str]]]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    ranks: tuple[RankMention, ...]
    rules: frozenset[str]
    original: str = ""
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
                start, end = spot.start - first, spot.end - first
                found[start:end] = b"\1" * (end - start)
        return found

    @property
    def unnamed(self) -> str:
        """The folded sentence without its names."""
        return self.without({i for m in self.names for i in m.ids})

    def without(self, entities: Collection[str]) -> str:
        """The folded sentence with the names of some entities blanked out."""
        first, last = self.span
        words, blanked = self.folded[first:last], frozenset(entities)
        for m in self.names:
            if blanked.isdisjoint(m.ids):
                continue
            a, b = m.start - first, m.end - first
            words = words[:a] + " " * (b - a) + words[b:]
        return words

    @property
    def said(self) -> str:
        """The sentence itself."""
        return (self.original or self.text)[self.span.start : self.span.end]

    def clause_at(self, start: int, end: int) -> Span:
        """The clause that holds `[start, end)`, the whole sentence if it crosses clauses."""
        for clause in self.clauses:
            if end <= clause.end:
                return clause if clause.start <= start else self.span
        return self.span

    def has(self, key: str, span: Span | None = None) -> bool:
        """Whether a word of the list `key` stands in the span (the sentence by default)."""
        return key in self.listed if span is None else bool(self.of(key, span))

    def of(self, key: str, span: Span | None = None) -> Sequence[Spot[str]]:
        """The words of a list in the span."""
        listed = self.listed.get(key, ())
        if not listed or span is None:
            return listed
        start, end = span
        return [w for w in listed if start <= w.start and w.end <= end]


def passages(
    text: str, tables: LinkTables, anchor: date | None = None, *, questions: bool = False
) -> list[Passage]:
    """The sentences of `text`; relative dates count from `anchor`, without it they stay unplaced.

    `questions`: one that a number answers is one statement with its answer.
    """
    said = text
    text = answered(text) if questions else text
    folded = fold(text)
    spans = sentences(text)
    names = mentions_of(text, folded, spans, tables)
    readers, flat = tables.readers, level(folded)
    figures = find_quantities(text, readers.quantities)
    scopes = [s for s in _first_of(tables.scopes.maximal(flat)) if not _cuts(s, figures, text)]
    simple = simplified(text, readers.quantities.traditional, readers.quantities.traditional_pattern)
    dates = find_dates(simple, readers.dates, anchor)
    ranks = find_ranks(simple, readers.ranks)
    if simple != text:
        dates = [d._replace(text=text[d.start : d.end]) for d in dates]
        ranks = [r._replace(text=text[r.start : r.end]) for r in ranks]
    words = _by_sentence(tables.words.every(flat), spans)
    listed = list(map(_listed, words))
    parts = zip(
        spans,
        _by_sentence(names, spans),
        _by_sentence(cues_of(flat, tables, names), spans),
        _by_sentence(scopes, spans),
        words,
        listed,
        _by_sentence(figures, spans),
        _by_sentence(dates, spans),
        _by_sentence(ranks, spans),
        hints_of(folded, spans, listed),
        strict=True,
    )
    found = [Passage(text, folded, *part) for part in parts]
    return found if said == text else [replace(p, original=said) for p in found]


def _first_of(spots: Sequence[Spot[str]]) -> list[Spot[str]]:
    """Spots without those that begin inside an earlier one (先进芯片产量 is no 芯片产量 of every kind)."""
    found: list[Spot[str]] = []
    for spot in spots:
        if not found or spot.start >= found[-1].end or spot.start == found[-1].start:
            found.append(spot)
    return found


def _cuts(scope: Spot[str], figures: Sequence[Quantity], text: str) -> bool:
    """Whether a scope's words begin within a number (34 [billion parameters]), which is then no name of it."""
    at = scope.start - 1
    while at >= 0 and text[at] in " -":
        at -= 1
    if at < 0 or not text[at].isdigit():
        return False
    n = bisect_left(figures, scope.start, key=lambda q: q.start) - 1
    return n >= 0 and figures[n].start < scope.start < figures[n].end


def _by_sentence(spots: Sequence[S], spans: Sequence[Span]) -> list[tuple[S, ...]]:
    """For each sentence those of `spots`, which are in order, that begin and end in it."""
    if not spots:
        return [()] * len(spans)
    found: list[Sequence[S]] = [()] * len(spans)
    held: list[S] = []
    last = len(spans) - 1
    n, start, end = -1, -1, -1
    for spot in spots:
        at = spot.start
        if at >= end and n < last:
            while at >= end and n < last:
                n += 1
                start, end = spans[n]
            found[n] = held = []
        if start <= at and spot.end <= end:
            held.append(spot)
    return list(map(tuple, found))


def _listed(words: Sequence[Spot[str]]) -> dict[str, list[Spot[str]]]:
    """Lists of words → those of them that stand in a sentence."""
    found: dict[str, list[Spot[str]]] = {}
    for word in words:
        for key in word.means:
            if key in found:
                found[key].append(word)
            else:
                found[key] = [word]
    return found
