"""Proposals for what a candidate may be about, ranked for a reviewer; no command but `review` ever looks at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from factbase.errors import FactbaseError
from factbase.extract.candidates import Candidate, candidates_of
from factbase.extract.clauses import Span, clauses, sentences
from factbase.extract.figures import Source, item_at
from factbase.extract.guess_metric import guess_metric
from factbase.extract.guess_names import NameGuess, Tagger, guess_names, series_of
from factbase.extract.link_tables import LinkTables
from factbase.extract.names_fold import fold
from factbase.quantity.scanner import find_quantities
from factbase.service.stored_source import stored_source
from factbase.service.verify_open import stored_link_words
from factbase.store.connection import Connection

__all__ = ["Offer", "Offers"]

_MOST_SUBJECTS, _MOST_METRICS, _MOST_KNOWN = 6, 4, 3
_SAME_CLAUSE, _BEFORE, _SENTENCE, _ITEM, _HEAD = 3.0, 2.5, 1.5, 1.0, 1.5
_FITS, _FAR = 1.0, 200


class Offer(NamedTuple):
    """One proposal: the field it fills, and a known id, or the label of a new name.

    `type` is an entity's type, or the kind of a new metric; `why` says what in the text speaks for it.
    """

    field: str
    name: str
    is_new: bool = False
    type: str = ""
    why: str = ""
    aliases: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"new {self.type}: {self.name}" if self.is_new else self.name


class _Document(NamedTuple):
    source: Source
    guesses: Sequence[NameGuess]
    linked: Mapping[tuple[int, int], Sequence[Candidate]]


class Offers:
    """Proposals of one store; a document is read once, until the vocabulary changes (`forget`)."""

    def __init__(self, store: Path, tagger: Tagger | None = None) -> None:
        self._store = store
        self._tagger = tagger
        self._tables: LinkTables | None = None
        self._documents: dict[str, _Document | None] = {}

    def forget(self) -> None:
        """Read vocabulary and documents anew the next time."""
        self._tables = None
        self._documents.clear()

    def tables(self, connection: Connection) -> LinkTables:
        """The store's link tables, made once."""
        if self._tables is None:
            self._tables = stored_link_words(connection, self._store).tables()
        return self._tables

    def of(self, connection: Connection, row: Mapping[str, Any]) -> tuple[Offer, ...]:
        """The proposals for a candidate (a row of `fact`), subjects first, the likeliest of each first."""
        document = self._document(connection, row["document"])
        if document is None:
            return ()
        span = (row["span_start"], row["span_end"])
        tables = self.tables(connection)
        linked = document.linked.get(span, ())
        return (*_subjects(document, linked, row, tables), *_metrics(document, linked, row, tables))

    def _document(self, connection: Connection, name: str) -> _Document | None:
        if name not in self._documents:
            self._documents[name] = self._read(connection, name)
        return self._documents[name]

    def _read(self, connection: Connection, name: str) -> _Document | None:
        try:
            source = stored_source(connection, name)
        except FactbaseError:
            return None
        tables = self.tables(connection)
        linked: dict[tuple[int, int], list[Candidate]] = {}
        for candidate in candidates_of(source, tables):
            cite = candidate.fact.citation
            linked.setdefault((cite.span_start, cite.span_end), []).append(candidate)
        return _Document(source, _guessed(source, tables, self._tagger), linked)


def _guessed(source: Source, tables: LinkTables, tagger: Tagger | None) -> list[NameGuess]:
    text = source.archive.text
    kinds = {k.removeprefix("guesses."): v for k, v in tables.lists.items() if k.startswith("guesses.")}
    known = [(s.start, s.end) for s in tables.names.find(text, fold(text))]
    known += [(q.start, q.end) for q in find_quantities(text, tables.readers.quantities)]
    for item in source.items:
        at = text.find(item.dateline, item.start) if item.dateline else -1
        if at >= 0:
            known.append((at, at + len(item.dateline)))
    series = {series_of(name): e.type for e in tables.names.entities.values() for name in e.names}
    return guess_names(text, known, kinds, tagger, series)


def _subjects(
    document: _Document, linked: Sequence[Candidate], row: Mapping[str, Any], tables: LinkTables
) -> list[Offer]:
    known = [s for c in linked for s in ((c.fact.subject, *c.subjects) if c.fact.subject else c.subjects)]
    known = [s for s in dict.fromkeys(known) if s != row["subject"]][:_MOST_KNOWN]
    kinds = tables.names.entities
    sorts = tables.lists.get(f"subjects.{row['metric']}", ()) if row["metric"] else ()
    ranked = sorted(
        ((_fit(document, guess, row, sorts), guess) for guess in document.guesses),
        key=lambda found: -found[0],
    )
    new = [
        Offer("subject", g.label, True, g.type, ", ".join(g.why), g.aliases) for fit, g in ranked if fit > 0
    ]
    offers = [Offer("subject", s, False, kinds[s].type if s in kinds else "") for s in known]
    sure = bool(linked) and any(c.complete for c in linked)
    return [*offers, *new][:_MOST_SUBJECTS] if sure else [*new[:4], *offers, *new[4:]][:_MOST_SUBJECTS]


def _fit(document: _Document, guess: NameGuess, row: Mapping[str, Any], sorts: Sequence[str]) -> float:
    """How likely a figure is about a name, by where the name stands; 0 if it stands nowhere near."""
    start, end = row["span_start"], row["span_end"]
    text = document.source.archive.text
    item = item_at(document.source.items, start, end)
    sentence = _sentence(text, start, end)
    clause = next((c for c in clauses(text, sentence) if c.holds(start, end)), sentence)
    best = 0.0
    for first, last in guess.places:
        near = 1 - min(abs(start - last), _FAR) / _FAR
        if clause.holds(first, last):
            best = max(best, (_SAME_CLAUSE if last <= start else _SENTENCE) + near)
        elif sentence.holds(first, last):
            best = max(best, (_BEFORE if last <= start else _SENTENCE) + near)
        elif item is not None and item.holds(first, last):
            is_head = any(a <= first and last <= b for a, b in item.heads)
            best = max(best, _HEAD if is_head else _ITEM if last <= start else 0.5)
    if not best:
        return 0.0
    here = sum(1 for a, b in guess.places if item is not None and item.holds(a, b))
    return best + (_FITS if guess.type in sorts else 0.0) + 0.1 * guess.score + 0.2 * min(here, 4)


def _sentence(text: str, start: int, end: int) -> Span:
    """The sentence that holds a figure, looked for around it alone."""
    first, last = max(0, start - 400), min(len(text), end + 400)
    found = (Span(a + first, b + first) for a, b in sentences(text[first:last]))
    return next((s for s in found if s.holds(start, end)), Span(start, end))


def _metrics(
    document: _Document, linked: Sequence[Candidate], row: Mapping[str, Any], tables: LinkTables
) -> list[Offer]:
    known = [m for c in linked for m in (c.fact.metric, *c.rivals) if m and m != row["metric"]]
    offers = [Offer("metric", m) for m in dict.fromkeys(known) if m in tables.metrics][:_MOST_KNOWN]
    label = _label(document, row)
    same = [m.id for m in tables.metrics.values() if label and label in m.names]
    if same and same[0] == row["metric"]:
        return offers
    if same:
        return [Offer("metric", same[0]), *(o for o in offers if o.name != same[0])][:_MOST_METRICS]
    new = [Offer("metric", label, True, row["kind"], "the words before the figure")] if label else []
    return [*new, *offers] if not row["metric"] else [*offers, *new]


def _label(document: _Document, row: Mapping[str, Any]) -> str:
    """A label for a new metric: the words before the figure, unless they name a thing."""
    text, start, end = document.source.archive.text, row["span_start"], row["span_end"]
    if row["kind"] in ("date", "rank"):
        return ""
    sentence = _sentence(text, start, end)
    clause = next((c for c in clauses(text, sentence) if c.holds(start, end)), sentence)
    label = guess_metric(text[clause.start : clause.end], start - clause.start, row["counted"] or "")
    return "" if any(g.label in label or label in g.label for g in document.guesses) else label
