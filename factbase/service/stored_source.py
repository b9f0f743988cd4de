"""A document of the store as the readers take it: its entry, its archived text and its items."""

from __future__ import annotations

from factbase.errors import UnknownName
from factbase.extract.figures import Source
from factbase.extract.locate import archive
from factbase.model.document import Document, Item
from factbase.store.connection import Connection
from factbase.store.read_names import read_items

__all__ = ["stored_source"]

_FIELDS = ("id", "title", "publisher", "author", "url", "issue", "published", "language", "sha256")


def stored_source(connection: Connection, document: str) -> Source:
    """The document with this id. Raises `UnknownName` if the store has none."""
    row = connection.execute(
        f"SELECT {', '.join(_FIELDS)}, body FROM document WHERE id = ?", [document]
    ).fetchone()
    if row is None:
        raise UnknownName("document", document)
    fields = {name: value for name, value in zip(_FIELDS, row, strict=False) if value is not None}
    items = tuple(Item.model_validate(i) for i in read_items(connection, document))
    return Source(Document(**fields), archive(row[-1] or ""), items)
