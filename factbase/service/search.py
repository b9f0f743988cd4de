"""Answer `search`: where words stand, in facts, in names and in the documents themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from factbase.errors import UsageError
from factbase.extract.reflow import paragraphed, reflow, unwrapped
from factbase.phrase import phrase
from factbase.service.view import Column, Table
from factbase.store.connection import Connection, open_store
from factbase.store.labels import words_in
from factbase.store.select import COLUMNS, Selection, select_facts

__all__ = ["search"]

_AROUND = 24
_PARAGRAPH = re.compile(r"[^\n]+")

Hit = tuple[str, str, str, str]


def search(store: Path, text: str, lang: str = "en") -> Table:
    """Facts, entities, metrics and passages that contain every word of `text`, in that order.

    Words are compared without case; a passage holds all of them in one paragraph, and line wraps inside Chinese do not
    part them. Raises `UsageError`
    for an empty text.
    """
    words = text.split()
    if not words:
        raise UsageError(phrase("search takes at least one word."))
    connection = open_store(store)
    try:
        known = words_in(connection, lang)
        facts = [dict(zip(COLUMNS, r, strict=True)) for r in select_facts(connection, Selection(about=text))]
        rest = [*_names(connection, words), *_passages(connection, words)]
    finally:
        connection.close()
    columns = (Column("what"), Column("id"), Column("where"), Column("text"))
    hits = [*(_fact(r, r["subject_label"], r["metric"]) for r in facts), *rest]
    shown = [*(_fact(r, known.label(r["subject"]), known.label(r["metric"])) for r in facts), *rest]
    lines = tuple((known.term(what), *cells) for what, *cells in shown)
    return Table(phrase("{n} found", n=len(hits)), columns, tuple(hits), columns, lines)


def _fact(row: Mapping[str, Any], subject: str, metric: str) -> Hit:
    return ("fact", row["id"], f"{subject} · {metric}", row["quote"])


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
    """Every place of the first word in a paragraph that holds all of them, with what stands around it."""
    wanted = [w.casefold() for w in words]
    hits: list[Hit] = []
    for document, body in connection.execute(
        "SELECT id, body FROM document WHERE body <> '' ORDER BY id"
    ).fetchall():
        items = connection.execute(
            "SELECT number, span_start, span_end FROM item WHERE document = ?", [document]
        ).fetchall()
        flow = paragraphed(body, reflow(body))
        for at, start, end in _windows(_folded(flow.text), wanted):
            offset = flow.origin[at]
            item = next((n for n, a, b in items if a <= offset < b), "")
            first, last = flow.span(start, end)
            hits.append(("passage", document, f"{item} @{offset}".strip(), unwrapped(body[first:last])))
    return hits


def _windows(text: str, wanted: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where the first word stands in a paragraph with all of them, and the `[start, end)` to show; none overlap."""
    for paragraph in _PARAGRAPH.finditer(text):
        if not all(w in paragraph.group() for w in wanted):
            continue
        end = paragraph.start()
        at = text.find(wanted[0], end, paragraph.end())
        while at >= 0:
            start = max(end, at - _AROUND)
            end = min(paragraph.end(), at + len(wanted[0]) + _AROUND)
            yield at, start, end
            at = text.find(wanted[0], end, paragraph.end())


def _folded(text: str) -> str:
    """The text without case, character by character, so that offsets stay."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(c.casefold() if len(c.casefold()) == 1 else c for c in text)
