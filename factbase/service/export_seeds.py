"""Facts back as seed files: for each stored fact the entry from which the readers make that very fact again.

An entry is written only after it was read back; a fact that no entry gives (a foreign table's, a changed text's) is left
out and reported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from pydantic import ValidationError

from factbase.errors import FactbaseError
from factbase.extract.figures import Source, curate
from factbase.extract.locate import Archive, archive, locate_at, quote_places
from factbase.extract.readers import Readers
from factbase.extract.seeds import SeedFact
from factbase.extract.segment import segment, segment_articles
from factbase.model.document import Article, Document, Item
from factbase.model.fact import FactBase
from factbase.phrase import phrase
from factbase.quantity.exact import decimal_text
from factbase.quantity.periods import Period
from factbase.service.convert import published_day
from factbase.service.export import Extract
from factbase.service.readers import load_readers
from factbase.store.read_facts import facts_of
from factbase.store.read_names import read_items, read_names
from factbase.vocabulary.files import overlay_beside
from factbase.vocabulary.names import Names

__all__ = ["SeedDocumentFile", "SeedFolder", "seed_folder"]

_COMPARED = (
    "id",
    "reading",
    "unit",
    "hedge",
    "rule",
    "note",
    "counted",
    "members",
    "period_start",
    "period_end",
)
_BATCH = 500
_DOCUMENT = (
    "id",
    "title",
    "publisher",
    "author",
    "url",
    "issue",
    "published",
    "accessed",
    "language",
    "license",
)


class SeedDocumentFile(NamedTuple):
    """A document of a seed folder: its entry, its text, and the entries of its facts."""

    document: Document
    text: str
    facts: tuple[dict[str, Any], ...]


class SeedFolder(NamedTuple):
    """What a seed folder holds, and the names that users added, for a `vocabulary/` folder beside the new store."""

    documents: tuple[SeedDocumentFile, ...]
    added: Names


def seed_folder(extract: Extract) -> SeedFolder:
    """The accepted facts of an extract as seed entries; what could not be expressed goes to `extract.reports`."""
    connection, overlay = extract.connection, overlay_beside(extract.store)
    names, readers = read_names(connection), load_readers(overlay)
    sources = dict(_sources(extract))
    by_document: dict[str, list[dict[str, Any]]] = {key: [] for key in sources}
    left: dict[str, int] = {}
    tables: dict[str, int] = {}
    for fact in _facts(extract):
        source = sources.get(fact.citation.document)
        if fact.status != "accepted":
            continue
        if fact.rule == "table":
            tables[fact.citation.document] = tables.get(fact.citation.document, 0) + 1
            continue
        entry = None if source is None else _entry(fact, source, names, readers)
        if entry is None:
            left[fact.citation.document] = left.get(fact.citation.document, 0) + 1
            continue
        by_document[fact.citation.document].append(entry)
    extract.reports.extend(_left_out(left, tables))
    added = read_names(connection, origin="user")
    if any(added):
        extract.reports.append(
            phrase("names that users added are in vocabulary/; put that folder beside the new store")
        )
    texts = {key: source.archive.text for key, source in sources.items()}
    files = [
        SeedDocumentFile(source.document, texts[key], tuple(by_document[key]))
        for key, source in sources.items()
        if by_document[key] or key not in {**left, **tables}
    ]
    return SeedFolder(tuple(files), added)


def _left_out(left: Mapping[str, int], tables: Mapping[str, int]) -> Iterator[str]:
    for document, count in left.items():
        yield phrase(
            "{n} facts of {document} have no text to be read from, or read otherwise; left out",
            n=count,
            document=document,
        )
    for document, count in tables.items():
        yield phrase(
            "{n} facts of {document} come from the cells of a table, which no quote can give again; left out: keep the"
            " table with its map, or export them as csv",
            n=count,
            document=document,
        )


def _facts(extract: Extract) -> Iterator[FactBase]:
    ids: list[str] = []
    for row in extract.rows():
        ids.append(row["id"])
        if len(ids) == _BATCH:
            yield from facts_of(extract.connection, ids)
            ids = []
    yield from facts_of(extract.connection, ids)


def _sources(extract: Extract) -> Iterator[tuple[str, Source]]:
    """Every document whose text is here, with its entry as a seed folder needs it."""
    for row in extract.documents():
        body = extract.connection.execute("SELECT body FROM document WHERE id = ?", [row["id"]]).fetchall()[
            0
        ][0]
        if not body:
            continue
        text = archive(body)
        items = tuple(Item.model_validate(i) for i in read_items(extract.connection, row["id"]))
        day = published_day(row["published"] or "")
        articles = () if segment(body, day) == items else _articles(text, items)
        digest = hashlib.sha256(body.encode()).hexdigest()
        if row["sha256"] and row["sha256"] != digest:
            extract.reports.append(
                phrase(
                    "{id} is written as UTF-8 with plain line ends, so its hash is a new one", id=row["id"]
                )
            )
        entry = Document(
            **{name: row[name] for name in _DOCUMENT if row[name] is not None},
            sha256=digest, file=f"{row['id']}.txt", articles=articles,
        )  # fmt: skip
        if articles and segment_articles(text, articles, day, "", "")[0] != items:
            extract.reports.append(
                phrase("the items of {id} could not all be fenced by quotes", id=row["id"])
            )
        yield row["id"], Source(entry, text, items)


def _articles(text: Archive, items: tuple[Item, ...]) -> tuple[Article, ...]:
    """Items that no numbering gives, fenced by the shortest words that stand once in the document."""
    found = []
    for item in items:
        body = text.text[item.start : item.end]
        begins = next((body[:n] for n in range(6, len(body)) if text.text.count(body[:n]) == 1), body)
        ends = next((body[-n:] for n in range(6, len(body)) if text.text.count(body[-n:]) == 1), body)
        heads = [text.text[a:b] for a, b in item.heads]
        subheads = tuple(h for h in heads if "".join(h.split()) != "".join(item.title.split()))
        found.append(Article(headline=item.title, begins=begins, ends=ends, subheads=subheads))
    return tuple(found)


def _entry(fact: FactBase, source: Source, names: Names, readers: Readers) -> dict[str, Any] | None:
    """The shortest entry from which the readers make the fact again, or `None`."""
    for variant in _variants(fact, _occurrence(fact, source)):
        try:
            entry = SeedFact.model_validate(variant)
        except ValidationError:
            continue
        made = curate(entry, "", source, names, readers)
        if isinstance(made, FactBase) and _same(made, fact):
            return variant
    return None


def _occurrence(fact: FactBase, source: Source) -> int:
    """Which of the places of a repeated quote holds the fact, from 1; 0 where it stands once or nowhere."""
    cite = fact.citation
    try:
        places = quote_places(source.archive, cite.quote)
        at = locate_at(source.archive, cite.quote, cite.span_start, cite.span_end)
    except FactbaseError:
        return 0
    return places.index(at) + 1 if len(places) > 1 and at in places else 0


def _same(made: FactBase, fact: FactBase) -> bool:
    """Whether two facts say the same; the spaces within their quotes may differ, as they did between versions."""
    one, other = made.citation, fact.citation
    cited = one.model_copy(update={"quote": other.quote}) == other
    words = "".join(one.quote.split()) == "".join(other.quote.split())
    return cited and words and all(getattr(made, name) == getattr(fact, name) for name in _COMPARED)


def _variants(fact: FactBase, occurrence: int) -> Iterator[dict[str, Any]]:
    """Entries to try, the plainest first: with and without figure, period, `per` and the readers' part of the note."""
    base = {
        "key": fact.key or f"f-{fact.id}", "kind": fact.kind, "subject": fact.subject, "metric": fact.metric,
        "relative_to": fact.relative_to, "scope": fact.scope, "quote": fact.citation.quote,
        "occurrence": occurrence or None,
    }  # fmt: skip
    tail = {
        "relative_period": fact.relative_period,
        "modality": fact.modality if fact.modality != "actual" else "",
        "attributed_to": fact.citation.attributed_to,
        "counted": fact.counted,
        "members": list(fact.members),
    }
    figures = [fact.as_written] if fact.citation.quote.count(fact.as_written) == 1 else [""]
    figures += [""] if figures[0] else []
    periods = [str(Period(fact.period_start, fact.period_end))] if fact.period else [""]
    if fact.kind == "date":
        periods = ["", *periods]
    pers = ["", fact.unit.rpartition("/")[2]] if "/" in fact.unit else [""]
    notes = (
        [fact.note]
        + [fact.note[:at] for at in range(len(fact.note)) if fact.note.startswith("; ", at)]
        + [""]
    )
    for figure in figures:
        for per in pers:
            for period in periods:
                for note in notes:
                    entry = {**base, "figure": figure, "per": per, "period": period, **tail, "note": note}
                    for numbers in _numbers(fact):
                        whole: dict[str, Any] = {**entry, **numbers}
                        yield {
                            k: v
                            for k, v in whole.items()
                            if v is not None and v is not False and v not in ("", [])
                        }


def _numbers(fact: FactBase) -> Iterator[Mapping[str, Any]]:
    """The explicit figure of an entry that a person had to read; nothing for what the readers read."""
    if fact.rule != "explicit":
        yield {}
        return
    if fact.members:
        yield {}
    stated = fact.reading.face
    value = None if fact.value is None else _number(fact.value)
    hedge = fact.hedge if fact.hedge == "about" else ""
    unit = {"unit": fact.unit}
    if stated.is_point and value is not None:
        yield {"value": value, "hedge": hedge, **unit}
    yield {
        "value": value,
        "low": None if stated.low is None else _number(stated.low),
        "high": None if stated.high is None else _number(stated.high),
        "low_open": stated.low_open,
        "high_open": stated.high_open,
        "hedge": hedge,
        **unit,
    }


def _number(exact: Fraction) -> int | str:
    return int(exact) if exact.denominator == 1 else decimal_text(exact)
