"""The names of a store as one vocabulary: what shipped, what an overlay added, and what users added since."""

from __future__ import annotations

from typing import Any

from factbase.model.names import Entity, Metric, Scope
from factbase.store.connection import Connection
from factbase.vocabulary.names import Names

__all__ = ["read_items", "read_names"]


def read_names(connection: Connection, *, origin: str = "") -> Names:
    """All entities, metrics and scopes; with `origin` (`seed` or `user`) those alone."""
    entities = _rows(connection, "entity", "id type label_zh label_en aliases part_of note", origin)
    metrics = _rows(
        connection, "metric",
        "id dimension kind nature unit label_zh label_en aliases cues anti_cues bound_min bound_max note", origin,
    )  # fmt: skip
    scopes = _rows(connection, "scope", "id label_zh label_en cues note", origin)
    for row in metrics:
        row["min"], row["max"] = row.pop("bound_min") or None, row.pop("bound_max") or None
    return Names(
        {e["id"]: Entity.model_validate(e) for e in entities},
        {m["id"]: Metric.model_validate(m) for m in metrics},
        {s["id"]: Scope.model_validate(s) for s in scopes},
    )


def read_items(connection: Connection, document: str) -> list[dict[str, Any]]:
    """The items of a document in its order, as `Item`'s fields."""
    columns = ["number", "title", "span_start", "span_end", "outlet", "outlet_date", "dateline", "heads"]
    rows = connection.execute(
        f"SELECT {', '.join(columns)} FROM item WHERE document = ? ORDER BY span_start, number", [document]
    ).fetchall()
    fields = ("number", "title", "start", "end", "outlet", "outlet_date", "dateline", "heads")
    found = [dict(zip(fields, row, strict=True)) for row in rows]
    for item in found:
        item["heads"] = tuple(tuple(head) for head in item["heads"] or ())
    return found


def _rows(connection: Connection, table: str, columns: str, origin: str) -> list[dict[str, Any]]:
    names = columns.split()
    sql = f"SELECT {', '.join(names)} FROM {table} WHERE origin = ? OR ? = '' ORDER BY id"
    rows = connection.execute(sql, [origin, origin]).fetchall()
    return [
        {n: tuple(v) if isinstance(v, list) else v for n, v in zip(names, row, strict=True)} for row in rows
    ]
