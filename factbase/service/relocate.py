"""A new version of a document: its facts found again by their quotes; those that are gone become findings."""

from __future__ import annotations

import hashlib
from bisect import bisect_left

from factbase.errors import FactbaseError
from factbase.extract.figures import Source, item_at
from factbase.extract.locate import Archive, archive, locate_at, quote_places
from factbase.model.fact import FactBase
from factbase.store.claims import fact_row, rewrite_fact
from factbase.store.connection import Connection
from factbase.store.facts import utc_now
from factbase.store.read_facts import read_facts
from factbase.store.rows import insert_rows

__all__ = ["relocate"]


def relocate(connection: Connection, source: Source, actor: str, before: str) -> tuple[int, int]:
    """Move the facts of a document to where their quotes now stand: how many were found, how many were not.

    `before` is the old archived text. Runs in the caller's transaction, after the new text is stored.
    """
    old = archive(before)
    moved = 0
    lost: list[FactBase] = []
    facts = [
        f
        for f in read_facts(connection, ("accepted", "candidate"))
        if f.citation.document == source.document.id
    ]
    for fact in facts:
        span = _found(old, source.archive, fact)
        row = fact_row(connection, fact.id)
        if span is None or row is None:
            lost.append(fact)
            continue
        moved += 1
        if span == (fact.citation.span_start, fact.citation.span_end):
            continue
        item = item_at(source.items, *span)
        fields = {"span_start": span[0], "span_end": span[1], "item": item.number if item else ""}
        rewrite_fact(connection, row, fields, actor, "found again in the document's new version")
    _report(connection, source, lost)
    return moved, len(lost)


def _found(old: Archive, new: Archive, fact: FactBase) -> tuple[int, int] | None:
    """Where the fact's words stand now: at the same place of its quote, which must stand as often as before."""
    cite = fact.citation
    try:
        earlier, places = quote_places(old, cite.quote), quote_places(new, cite.quote)
        here = locate_at(old, cite.quote, cite.span_start, cite.span_end)
    except FactbaseError:
        return None
    if len(places) != len(earlier):
        return None
    shift = places[earlier.index(here)][0] - here[0]
    start, end = (bisect_left(old.flow.origin, at) for at in (cite.span_start, cite.span_end))
    return new.flow.span(start + shift, end + shift) if here[0] <= start < end <= here[1] else None


def _report(connection: Connection, source: Source, lost: list[FactBase]) -> None:
    now = utc_now()
    rows: list[tuple[object, ...]] = []
    for fact in lost:
        key = hashlib.sha256(f"relocate\x1f{fact.id}\x1f{source.document.sha256}".encode()).hexdigest()[:12]
        message = f"the new version of {source.document.id} no longer says: {fact.citation.quote}"
        rows.append((key, "relocate", "error", [fact.id], message, "[]", [], now))
    columns = ("id", "check_name", "severity", "fact_ids", "message", "proof", "told", "found")
    insert_rows(connection, "finding", columns, rows)
