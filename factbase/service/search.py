"""Answer `search`: where words stand, in facts, in names and in the documents themselves."""

from __future__ import annotations

from pathlib import Path

from factbase.errors import UsageError
from factbase.extract.reflow import reflow, unwrapped
from factbase.service.view import Column, Table
from factbase.store.connection import Connection, open_store
from factbase.store.select import Selection, select_facts

__all__ = ["search"]

_AROUND = 24

Hit = tuple[str, str, str, str]


def search(store: Path, text: str) -> Table:
    """Facts, entities, metrics and passages that contain every word of `text`, in that order.

    Words are compared without case; within documents, line wraps inside Chinese do not part them. Raises `UsageError`
    for an empty text.
    """
    words = text.split()
    if not words:
        raise UsageError("search takes at least one word.")
    connection = open_store(store)
    try:
        hits = [*_facts(connection, text), *_names(connection, words), *_passages(connection, words)]
    finally:
        connection.close()
    columns = (Column("what"), Column("id"), Column("where"), Column("text"))
    return Table(f"{len(hits)} found", columns, tuple(hits))


def _facts(connection: Connection, text: str) -> list[Hit]:
    rows = select_facts(connection, Selection(about=text))
    return [("fact", r[0], f"{r[4]} · {r[5]}", r[26]) for r in rows]


def _names(connection: Connection, words: list[str]) -> list[Hit]:
    hits: list[Hit] = []
    for what in ("entity", "metric"):
        sql = f"SELECT id, label_zh, label_en, aliases FROM {what} ORDER BY id"
        for key, zh, en, aliases in connection.execute(sql).fetchall():
            names = " · ".join(dict.fromkeys(n for n in (zh, en, *aliases) if n))
            if all(w.casefold() in f"{key} {names}".casefold() for w in words):
                hits.append((what, key, zh or en or key, names))
    return hits


def _passages(connection: Connection, words: list[str]) -> list[Hit]:
    """Every place in a document where all words stand within one line of its flow text."""
    hits: list[Hit] = []
    for document, body in connection.execute("SELECT id, body FROM document WHERE body <> '' ORDER BY id").fetchall():
        items = connection.execute(
            "SELECT number, span_start, span_end FROM item WHERE document = ?", [document]
        ).fetchall()
        flow = reflow(body, paragraphs=True)
        lowered = flow.text.casefold()
        if len(lowered) != len(flow.text):
            lowered = flow.text.lower() if len(flow.text.lower()) == len(flow.text) else flow.text
        last_end = -1
        at = lowered.find(words[0].casefold())
        while at >= 0:
            start, end = max(0, at - _AROUND), min(len(flow.text), at + len(words[0]) + _AROUND)
            start = flow.text.rfind("\n", start, at) + 1 or start
            stop = flow.text.find("\n", at, end)
            end = stop if stop >= 0 else end
            if start >= last_end and all(w.casefold() in lowered[start:end] for w in words):
                offset = flow.origin[at]
                item = next((n for n, a, b in items if a <= offset < b), "")
                first, last = flow.span(start, end)
                words_there = unwrapped(body[first:last])
                hits.append(("passage", document, f"{item} @{offset}".strip(), words_there))
                last_end = end
            at = lowered.find(words[0].casefold(), at + 1)
    return hits
