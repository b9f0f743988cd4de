"""Answer `history`: every event about one thing, in order."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from factbase.errors import UnknownName, UsageError
from factbase.phrase import Words, listed, phrase
from factbase.service.told_reasons import told_reason
from factbase.service.view import Column, Table
from factbase.store.claims import events_of, with_superseded
from factbase.store.connection import open_store
from factbase.vocabulary.words import load_words

__all__ = ["history"]


def history(store: Path, target: str, lang: str = "en") -> Table:
    """Every event about a fact (by its id or a unique beginning of it), an entity, a metric or a document.

    Those of the facts that it superseded, by a correction or by a new version of its document, come with it.
    """
    connection = open_store(store)
    try:
        found = connection.execute(
            "SELECT DISTINCT target FROM event WHERE starts_with(target, ?)", [target]
        ).fetchall()
        targets = [t for (t,) in found]
        if target in targets:
            targets = [target]
        if not targets:
            raise UnknownName("event", target)
        if len(targets) > 1:
            raise UsageError(
                phrase(
                    "{target!r} begins {n} ids: {targets}. Type more of it.",
                    target=target,
                    n=len(targets),
                    targets=listed(sorted(targets)[:8]),
                )
            )
        rows = events_of(connection, with_superseded(connection, targets[0]))
    finally:
        connection.close()
    columns = tuple(
        Column(c, "data" if c == "detail" else "text")
        for c in ("decided", "actor", "action", "target", "version", "reason", "detail")
    )
    headings = tuple(Column("object" if c.name == "target" else c.name) for c in columns)
    words = load_words(lang)
    lines = (tuple(_cell(c.name, v, r[2], words) for c, v in zip(columns, r, strict=True)) for r in rows)
    return Table("", columns, tuple(rows), headings, lines)


def _cell(name: str, value: Any, action: str, words: Words) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    said = "" if value is None else str(value)
    if name == "reason":
        return told_reason(action, said, words)
    return words.term(said) if name == "action" else said
