"""Write what a person imports: documents without a text, new names, facts; each with an event, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from factbase.errors import BadInput
from factbase.model.document import Document, Item
from factbase.model.fact import FactBase
from factbase.model.names import Entity, Metric, Scope
from factbase.phrase import phrase
from factbase.store.catalog import store_documents
from factbase.store.connection import Connection
from factbase.store.facts import EVENT_COLUMNS, FACT_COLUMNS, fact_record, utc_now
from factbase.store.rows import insert_rows

__all__ = [
    "Added",
    "Imported",
    "add_documents",
    "add_facts",
    "add_names",
    "all_or_nothing",
    "known_documents",
    "parquet_rows",
]

_BATCH = 20_000
# What may differ between a stored fact and the same fact imported again.
_BOOKKEEPING = {"version", "recorded", "superseded_by", "origin", "reading", "face_low", "face_high"}


class Added(NamedTuple):
    """How many facts an import added, found the same already, and left because the store holds them otherwise."""

    added: int = 0
    same: int = 0
    different: tuple[str, ...] = ()


class _Text(NamedTuple):
    text: str | None


class Imported(NamedTuple):
    """A document with its text (`None`: a stub) and items."""

    document: Document
    archive: Any
    items: tuple[Item, ...] = ()

    @classmethod
    def of(cls, document: Document, text: str | None, items: tuple[Item, ...] = ()) -> Imported:
        """A document as the catalogue stores it."""
        return cls(document, _Text(text), items)


@contextmanager
def all_or_nothing(connection: Connection, *, dry_run: bool) -> Iterator[None]:
    """A transaction that commits at the end, or with `dry_run` takes everything back; on an error always."""
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):
            # What broke the transaction may have ended it already, as a full disk does.
            connection.execute("ROLLBACK")
        raise
    connection.execute("ROLLBACK" if dry_run else "COMMIT")


def known_documents(connection: Connection) -> set[str]:
    """The ids of all documents."""
    return {i for (i,) in connection.execute("SELECT id FROM document").fetchall()}


def add_documents(connection: Connection, documents: Iterable[Imported]) -> None:
    """Write documents, each with its text or without; one of the same id is replaced."""
    store_documents(connection, documents, origin="user")


def add_names(
    connection: Connection, entities: Sequence[Entity], metrics: Sequence[Metric], scopes: Sequence[Scope]
) -> None:
    """Write new names as the user's."""
    insert_rows(
        connection, "entity", ("id", "type", "label_zh", "label_en", "aliases", "part_of", "note", "origin"),
        [(e.id, e.type, e.label_zh, e.label_en, list(e.aliases), e.part_of, e.note, "user") for e in entities],
    )  # fmt: skip
    columns = (
        "id", "dimension", "kind", "nature", "unit", "label_zh", "label_en", "aliases", "cues", "anti_cues", "bound_min",
        "bound_max", "note", "origin",
    )  # fmt: skip
    rows = [
        (
            m.id, m.dimension, m.kind, m.nature, m.unit, m.label_zh, m.label_en, list(m.aliases), list(m.cues),
            list(m.anti_cues), "" if m.min is None else str(m.min), "" if m.max is None else str(m.max), m.note, "user",
        )
        for m in metrics
    ]  # fmt: skip
    insert_rows(connection, "metric", columns, rows)
    scope_rows = [(s.id, s.label_zh, s.label_en, list(s.cues), s.note, "user") for s in scopes]
    insert_rows(connection, "scope", ("id", "label_zh", "label_en", "cues", "note", "origin"), scope_rows)


def add_facts(connection: Connection, facts: Iterable[FactBase], actor: str, reason: str) -> Added:
    """Append facts that the store does not hold; one that it holds is left as it is. Runs in the caller's transaction."""
    now = utc_now()
    known = {i for (i,) in connection.execute("SELECT id FROM fact").fetchall()}
    added = same = 0
    different: list[str] = []
    stream = iter(facts)
    while batch := list(islice(stream, _BATCH)):
        records: list[tuple[Any, ...]] = []
        for fact in batch:
            record = fact_record(fact, "user", now)
            if fact.id in known:
                if _is_same(connection, fact.id, record):
                    same += 1
                else:
                    different.append(fact.id)
                continue
            known.add(fact.id)
            records.append(record)
        insert_rows(connection, "fact", FACT_COLUMNS, records)
        events = [(now, actor, "imported", r[0], r[1], reason, None) for r in records]
        insert_rows(connection, "event", EVENT_COLUMNS, events)
        added += len(records)
    return Added(added, same, tuple(different))


def parquet_rows(path: Path) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """The columns and rows of a Parquet file. Raises `BadInput` if it is none."""
    connection = duckdb.connect()
    try:
        cursor = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
    except duckdb.Error as error:
        connection.close()
        raise BadInput(
            phrase(
                "{name}: is no Parquet file: {reason}",
                name=path.name,
                reason=str(error).splitlines()[0],
            )
        ) from error
    columns = tuple(d[0] for d in cursor.description or ())

    def rows() -> Iterator[tuple[Any, ...]]:
        with connection:
            try:
                while batch := cursor.fetchmany(2000):
                    yield from batch
            except duckdb.Error as error:
                raise BadInput(
                    phrase(
                        "{name}: is a broken Parquet file: {reason}",
                        name=path.name,
                        reason=str(error).splitlines()[0],
                    )
                ) from error

    return columns, rows()


def _is_same(connection: Connection, fact: str, record: tuple[Any, ...]) -> bool:
    names = [c for c in FACT_COLUMNS if c not in _BOOKKEEPING]
    listed = ", ".join(f'"{c}"' for c in names)
    row = connection.execute(f"SELECT {listed} FROM fact WHERE id = ?", [fact]).fetchone()
    wanted = dict(zip(FACT_COLUMNS, record, strict=True))
    return row is not None and list(row) == [wanted[c] for c in names]
