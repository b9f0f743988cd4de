"""A new version of a document: its facts found again by their quotes; those that are gone become findings."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Container, Sequence
from typing import NamedTuple

from factbase.errors import FactbaseError
from factbase.extract.figures import Source, item_at
from factbase.extract.locate import Archive, archive, locate_at, quote_places
from factbase.extract.reflow import reflow
from factbase.model.fact import FactBase
from factbase.phrase import phrase
from factbase.store.claims import fact_row, rewrite_fact
from factbase.store.connection import Connection
from factbase.store.facts import utc_now
from factbase.store.read_facts import read_facts
from factbase.store.rows import insert_rows

__all__ = ["FoundAgain", "find_again", "relocate"]

# What somebody decided about a figure goes along with it, a rejection too: else it would be proposed anew.
_KEPT = ("accepted", "candidate", "rejected")


class FoundAgain(NamedTuple):
    """The facts of a document that stand in its new text, each with its `[start, end)` there, and those that do not.

    A rejected fact whose words are gone is not missed.
    """

    found: tuple[tuple[FactBase, tuple[int, int]], ...]
    lost: tuple[FactBase, ...]


def find_again(connection: Connection, source: Source, before: str, but: Container[str] = ()) -> FoundAgain:
    """Where the facts of a document, without those in `but`, stand in its new text; `before` is the old archived one.

    Nothing is written.
    """
    old = archive(before)
    found: list[tuple[FactBase, tuple[int, int]]] = []
    lost: list[FactBase] = []
    for fact in read_facts(connection, _KEPT):
        if fact.citation.document != source.document.id or fact.id in but:
            continue
        span = _place(old, source.archive, fact)
        if span is not None:
            found.append((fact, span))
        elif fact.status != "rejected":
            lost.append(fact)
    return FoundAgain(tuple(found), tuple(lost))


def relocate(connection: Connection, source: Source, actor: str, again: FoundAgain) -> None:
    """Move facts to where they were found again, and report the lost ones.

    Runs in the caller's transaction, after the new text is stored.
    """
    for fact, span in _in_turn(again.found):
        row = fact_row(connection, fact.id)
        assert row is not None
        item = item_at(source.items, *span)
        fields = {"span_start": span[0], "span_end": span[1], "item": item.number if item else ""}
        rewrite_fact(connection, row, fields, actor, phrase("found again in the document's new version"))
    _report(connection, source, again.lost)


def _in_turn(
    found: Sequence[tuple[FactBase, tuple[int, int]]],
) -> list[tuple[FactBase, tuple[int, int]]]:
    """The facts that move, in an order in which none moves to where another one, alike but for its place, still stands."""
    back = [(f, span) for f, span in found if span[0] < f.citation.span_start]
    on = [(f, span) for f, span in found if span[0] > f.citation.span_start]
    stretched = [
        (f, span) for f, span in found if span[0] == f.citation.span_start and span[1] != f.citation.span_end
    ]
    return [*back, *reversed(on), *stretched]


def _place(old: Archive, new: Archive, fact: FactBase) -> tuple[int, int] | None:
    """Where the fact's words stand now: at the same place of its quote, which must stand as often as before."""
    cite = fact.citation
    try:
        earlier, here = (
            quote_places(old, cite.quote),
            locate_at(old, cite.quote, cite.span_start, cite.span_end),
        )
        start, end = (bisect_left(old.flow.origin, at) for at in (cite.span_start, cite.span_end))
        if not here[0] <= start < end <= here[1]:
            return _back(new, fact)
    except FactbaseError:
        return _back(new, fact)
    try:
        places = quote_places(new, cite.quote)
    except FactbaseError:
        return None
    if len(places) != len(earlier):
        return None
    shift = places[earlier.index(here)][0] - here[0]
    return new.flow.span(start + shift, end + shift)


def _back(new: Archive, fact: FactBase) -> tuple[int, int] | None:
    """Where words stand that the version before did not have: where they are cited, else at the one place of their quote
    that has them.
    """
    cite = fact.citation
    words = reflow(fact.as_written).text
    start, end = (bisect_left(new.flow.origin, at) for at in (cite.span_start, cite.span_end))
    try:
        first, last = locate_at(new, cite.quote, cite.span_start, cite.span_end)
    except FactbaseError:
        return None
    if first <= start < end <= last and new.flow.text[start:end] == words:
        return cite.span_start, cite.span_end
    if not words or len(quote_places(new, cite.quote)) != 1 or new.flow.text.count(words, first, last) != 1:
        return None
    at = new.flow.text.index(words, first)
    return new.flow.span(at, at + len(words))


def _report(connection: Connection, source: Source, lost: Sequence[FactBase]) -> None:
    now = utc_now()
    rows: list[tuple[object, ...]] = []
    for fact in lost:
        key = hashlib.sha256(f"relocate\x1f{fact.id}\x1f{source.document.sha256}".encode()).hexdigest()[:12]
        message = phrase(
            "the new version of {document} no longer says: {quote}",
            document=source.document.id,
            quote=fact.citation.quote,
        )
        rows.append((key, "relocate", "error", [fact.id], message, "[]", [], now))
    columns = ("id", "check_name", "severity", "fact_ids", "message", "proof", "told", "found")
    insert_rows(connection, "finding", columns, rows)
