"""Write and read what facts refer to: documents with their items, entities, metrics, scopes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

from factbase.store.connection import Connection
from factbase.store.rows import insert_rows

if TYPE_CHECKING:
    from factbase.model.document import Document, Item
    from factbase.vocabulary.names import Names

__all__ = ["Archived", "store_documents", "store_names"]

_DOCUMENT = (
    "id", "title", "publisher", "author", "url", "issue", "published", "accessed", "language", "license", "sha256",
    "source_file", "body", "origin",
)  # fmt: skip
_ITEM = (
    "document",
    "number",
    "title",
    "span_start",
    "span_end",
    "outlet",
    "outlet_date",
    "dateline",
    "heads",
)


class _Text(Protocol):
    @property
    def text(self) -> str: ...


class Archived(Protocol):
    """A document with its archived text and items."""

    @property
    def document(self) -> Document:
        """The document's entry."""

    @property
    def archive(self) -> _Text:
        """Its text."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Its items."""


def store_documents(
    connection: Connection, sources: Iterable[Archived], origin: str = "seed", *, are_new: bool = False
) -> None:
    """Write documents with their items; one with a known id is replaced, others stay. `are_new`: no id is known."""
    documents: list[tuple[Any, ...]] = []
    items: list[tuple[Any, ...]] = []
    for source in sources:
        d = source.document
        if not are_new:
            connection.execute("DELETE FROM item WHERE document = ?", [d.id])
            connection.execute("DELETE FROM document WHERE id = ?", [d.id])
        documents.append(
            (
                d.id, d.title, d.publisher, d.author, d.url, d.issue, d.published, d.accessed, d.language, d.license,
                d.sha256, d.file, source.archive.text, origin,
            )
        )  # fmt: skip
        items.extend(
            (
                d.id, i.number, i.title, i.start, i.end, i.outlet, i.outlet_date, i.dateline,
                [list(head) for head in i.heads],
            )
            for i in source.items
        )  # fmt: skip
    insert_rows(connection, "document", _DOCUMENT, documents)
    insert_rows(connection, "item", _ITEM, items)


def store_names(connection: Connection, names: Names) -> None:
    """Make the seed rows of entities, metrics and scopes those of a vocabulary.

    Rows that users added, renamed or merged stay as they made them.
    """
    entities = [
        (e.id, e.type, e.label_zh, e.label_en, list(e.aliases), e.part_of, e.note, "seed")
        for e in names.entities.values()
    ]
    metrics = [
        (
            m.id, m.dimension, m.kind, m.nature, m.unit, m.label_zh, m.label_en, list(m.aliases), list(m.cues),
            list(m.anti_cues), "" if m.min is None else str(m.min), "" if m.max is None else str(m.max), m.note, "seed",
        )
        for m in names.metrics.values()
    ]  # fmt: skip
    scopes = [(s.id, s.label_zh, s.label_en, list(s.cues), s.note, "seed") for s in names.scopes.values()]
    _replace(connection, "entity", entities, "id type label_zh label_en aliases part_of note origin")
    _replace(
        connection, "metric", metrics,
        "id dimension kind nature unit label_zh label_en aliases cues anti_cues bound_min bound_max note origin",
    )  # fmt: skip
    _replace(connection, "scope", scopes, "id label_zh label_en cues note origin")


def _replace(connection: Connection, table: str, rows: list[tuple[Any, ...]], columns: str) -> None:
    connection.execute(f"DELETE FROM {table} WHERE origin = 'seed'")
    added = {i for (i,) in connection.execute(f"SELECT id FROM {table}").fetchall()}
    added |= _merged_away(connection, table)
    insert_rows(connection, table, columns.split(), [r for r in rows if r[0] not in added])


def _merged_away(connection: Connection, table: str) -> set[str]:
    """The ids of a table that a standing merge made part of another."""
    events = connection.execute(
        "SELECT target, action FROM event WHERE action IN ('merged', 'undone')"
        " AND (action = 'undone' OR json_extract_string(detail, '$.what') = ?) ORDER BY decided, version",
        [table],
    ).fetchall()
    last = dict(events)
    return {target for target, action in last.items() if action == "merged"}
