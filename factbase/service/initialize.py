"""Make a store or bring it up to date: vocabularies, rates, documents and curated facts, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from factbase.errors import Problem, Problems
from factbase.extract.figures import Source, curate
from factbase.extract.locate import archive
from factbase.extract.readers import Readers
from factbase.extract.seeds import SeedDocument, read_seeds
from factbase.extract.segment import segment, segment_articles
from factbase.model.document import Item
from factbase.model.fact import FactBase
from factbase.phrase import phrase
from factbase.reason.rules import read_rules
from factbase.service.convert import published_day
from factbase.service.readers import load_readers
from factbase.service.view import Progress
from factbase.store.catalog import store_documents, store_names
from factbase.store.connection import Connection
from factbase.store.facts import SeedChanges, load_seed_facts
from factbase.store.migrate import upgrade_or_create
from factbase.store.rates import load_rates
from factbase.store.unit_rows import store_units
from factbase.vocabulary.files import overlay_beside, seeds_dir, vocabulary_files
from factbase.vocabulary.names import Names, load_names

__all__ = ["Initialized", "curated_facts", "initialize", "sources"]


# What a metric may say in place of a unit: any unit, any currency, and kinds that have none.
_NO_UNITS = ("", "money", "date", "rank")


class Initialized(NamedTuple):
    """What `init` did: whether the store is new, and what it holds and changed."""

    path: str
    is_new: bool
    documents: int
    rates: int
    changes: SeedChanges


def initialize(
    path: Path, *, seeds: Path | None = None, empty: bool = False, progress: Progress | None = None
) -> Initialized:
    """Make or update the store at `path` from a seed folder (the shipped one by default), `empty` without documents.

    Everything is read and checked before anything is written. Raises `Problems` with all faults of all files, and what
    `upgrade_or_create` raises.
    """
    tell = progress or (lambda what, done, total: None)
    overlay = overlay_beside(path)
    names = load_names(overlay)
    readers = load_readers(overlay)
    _require_units(names, readers)
    read_rules(vocabulary_files(("rules",), overlay)["rules"])
    documents: tuple[Source, ...] = ()
    facts: list[FactBase] = []
    if not empty:
        documents, facts = curated_facts(seeds or seeds_dir(), names, readers, tell)
    result: list[tuple[int, SeedChanges]] = []

    def fill(connection: Connection) -> None:
        tell("writing the store", 0, 1)
        store_names(connection, names)
        store_units(connection, readers.quantities.units)
        rates = load_rates(connection)
        store_documents(connection, documents)
        changes = SeedChanges() if empty else load_seed_facts(connection, facts)
        result.append((rates, changes))

    is_new = upgrade_or_create(path, fill)
    rates, changes = result[0]
    return Initialized(str(path), is_new, len(documents), rates, changes)


def _require_units(names: Names, readers: Readers) -> None:
    """Raise `Problems` with every metric whose unit no vocabulary knows: no fact could be held against it."""
    units = readers.quantities.units
    faults = [
        Problem("metrics.toml", m.id, phrase("no unit is called {unit!r}", unit=m.unit))
        for m in names.metrics.values()
        if m.unit not in _NO_UNITS and units.parse(m.unit) is None
    ]
    if faults:
        raise Problems(faults)


def curated_facts(
    folder: Path, names: Names, readers: Readers, tell: Progress
) -> tuple[tuple[Source, ...], list[FactBase]]:
    """Every document and fact of a seed folder. Raises `Problems` with all faults of all its files."""
    seeds = read_seeds(folder)
    problems = list(seeds.problems)
    found = sources(seeds.documents, problems)
    by_id = {source.document.id: source for source in found}
    facts: list[FactBase] = []
    ids: dict[str, str] = {}
    for done, (file, document, entry) in enumerate(seeds.facts):
        tell("reading the seeds", done, len(seeds.facts))
        if document not in by_id:
            continue
        outcome = curate(entry, file, by_id[document], names, readers)
        if isinstance(outcome, list):
            problems.extend(outcome)
            continue
        if outcome.id in ids:
            problems.append(
                Problem(
                    file,
                    entry.key,
                    phrase("asserts the same as {ids!r}, from the same words", ids=ids[outcome.id]),
                )
            )
        ids[outcome.id] = entry.key
        facts.append(outcome)
    if problems:
        raise Problems(problems)
    return found, facts


def sources(documents: tuple[SeedDocument, ...], problems: list[Problem]) -> tuple[Source, ...]:
    """Documents segmented into items; faults of their entries are added to `problems`."""
    found: list[Source] = []
    for document in documents:
        source = archive(document.text)
        day = published_day(document.entry.published)
        items: tuple[Item, ...]
        if document.entry.articles:
            items, faults = segment_articles(
                source, document.entry.articles, day, "documents.toml", document.entry.id
            )
            problems.extend(faults)
        else:
            items = segment(document.text, day)
        found.append(Source(document.entry, source, items))
    return tuple(found)
