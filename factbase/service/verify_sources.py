"""The sentences that facts were taken from, read from the archive when a claim may retell them, and remembered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from factbase.extract.clauses import Span, sentences
from factbase.extract.link_figure import Figure
from factbase.extract.link_figures import figures_of
from factbase.extract.link_scene import Passage, passages
from factbase.extract.link_tables import LinkTables
from factbase.extract.names_fold import fold
from factbase.extract.retelling import Token, bag_of, tokens_of
from factbase.extract.unwrap import unwrapped
from factbase.reason.assertion import Assertion
from factbase.store.connection import Connection

__all__ = ["Item", "Sentence", "Sources"]

# Where a document has no items, what stands this near the fact is its item.
_AROUND, _KEPT = 600, 2000

_Read = tuple[Passage, tuple[Figure, ...], tuple[Token, ...]]


class Item(NamedTuple):
    """The passage of a document around a fact as one reads it, and where each character stood in it.

    `bags` and `named` hold the words of each sentence and the things that it names.
    """

    start: int
    text: str
    origin: Sequence[int]
    sentences: tuple[Span, ...]
    bags: tuple[frozenset[str], ...]
    named: tuple[frozenset[str], ...]


class Sentence(NamedTuple):
    """A sentence of a source with its figures, tokens and words; `own` is the number of the figure that states the fact."""

    passage: Passage
    figures: tuple[Figure, ...]
    tokens: tuple[Token, ...]
    bag: frozenset[str]
    own: int
    item: Item

    @property
    def figure(self) -> Figure:
        """The figure that states the fact."""
        return self.figures[self.own]


class Sources:
    """Reads the archived sentences of facts; what is read is kept for the next claim."""

    def __init__(self, connection: Connection, tables: LinkTables) -> None:
        self._connection = connection
        self._tables = tables
        self._spans = lru_cache(maxsize=_KEPT)(self._find_spans)
        self._item = lru_cache(maxsize=_KEPT)(self._read_item)
        self._sentence = lru_cache(maxsize=_KEPT)(self._read_sentence)

    def sentence(self, fact: Assertion) -> Sentence | None:
        """The sentence that states a fact; `None` if the archive has none, or the reader not one figure at its place."""
        item, number, _, _ = self._stands(fact)
        if number is None or (stated := self._stated(fact)) is None:
            return None
        (passage, figures, tokens), own = stated
        if len(own) != 1:
            return None
        return Sentence(passage, figures, tokens, item.bags[number], own[0], item)

    def figure(self, fact: Assertion) -> tuple[Passage, Figure] | None:
        """The figure that states a fact, with its sentence: of several at the fact's place the one of its value."""
        if (stated := self._stated(fact)) is None:
            return None
        (passage, figures, _), own = stated
        if len(own) > 1 and fact.value is not None:
            own = [n for n in own if figures[n].reading.value == fact.value / fact.scale]
        return (passage, figures[own[0]]) if len(own) == 1 else None

    def _stated(self, fact: Assertion) -> tuple[_Read, list[int]] | None:
        """The sentence of a fact as read, and the numbers of its figures at the fact's place."""
        item, number, first, last = self._stands(fact)
        if number is None or last <= first:
            return None
        start = item.sentences[number].start
        read = self._sentence(item.text[slice(*item.sentences[number])], fact.date)
        return read, [n for n, f in enumerate(read[1]) if f.start < last - start and first - start < f.end]

    def words(self, fact: Assertion) -> str:
        """The words of the sentence that states a fact, between semicolons; empty if the archive has none."""
        item, number, first, last = self._stands(fact)
        if number is None:
            return ""
        start, end = item.sentences[number]
        before = item.text[start:first].replace(";", "；").rpartition("；")[2]
        return before + item.text[first:last] + item.text[last:end].replace(";", "；").partition("；")[0]

    def _stands(self, fact: Assertion) -> tuple[Item, int | None, int, int]:
        """The item of a fact, the number of its sentence there, and where it begins and ends in the item."""
        item = self._item(fact.document, *self._place(fact))
        first, last = (bisect_left(item.origin, at - item.start) for at in fact.span)
        number = next((n for n, s in enumerate(item.sentences) if s.start <= first < s.end), None)
        return item, number, first, last

    def _place(self, fact: Assertion) -> tuple[int, int]:
        """The archived `[start, end)` of the item that holds the fact, or of what stands near it."""
        start, end = self._spans(fact.document).get(fact.item, (0, 0))
        if start <= fact.span[0] and fact.span[1] <= end:
            return start, end
        return max(0, fact.span[0] - _AROUND), fact.span[1] + _AROUND

    def _find_spans(self, document: str) -> dict[str, tuple[int, int]]:
        rows = self._connection.cursor().execute(
            "SELECT number, span_start, span_end FROM item WHERE document = ?", [document]
        )
        return {number: (start, end) for number, start, end in rows.fetchall()}

    def _read_item(self, document: str, start: int, end: int) -> Item:
        sql = "SELECT substring(body, ?, ?) FROM document WHERE id = ?"
        row = self._connection.cursor().execute(sql, [start + 1, end - start, document]).fetchone()
        text, origin = unwrapped((row[0] if row else "") or "")
        spans = tuple(sentences(text))
        said = [text[a:b] for a, b in spans]
        folded = [fold(words) for words in said]
        names = self._tables.names
        named = [
            frozenset(i for m in names.find(w, f) for i in m.means) for w, f in zip(said, folded, strict=True)
        ]
        return Item(start, text, origin, spans, tuple(map(bag_of, folded)), tuple(named))

    def _read_sentence(self, text: str, day: str) -> _Read:
        anchor = date.fromisoformat(day[:10]) if day else None
        passage = passages(text, self._tables, anchor)[0]
        figures = tuple(figures_of(passage, self._tables))
        return passage, figures, tokens_of(passage, figures)
