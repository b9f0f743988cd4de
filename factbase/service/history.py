"""Answer `history`: every event about one thing, in order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from factbase.errors import UnknownName, UsageError
from factbase.phrase import Words, listed, phrase
from factbase.service.review import find_row
from factbase.service.told_reasons import told_reason
from factbase.service.view import Column, Table
from factbase.store.claims import events_of, merges_into, with_superseded
from factbase.store.connection import Connection, open_store
from factbase.store.lookup import known_names, resolve
from factbase.vocabulary.words import load_words

__all__ = ["history"]

_NAMED = ("entity", "metric", "document")
_COLUMNS = ("decided", "actor", "action", "target", "version", "reason", "detail")
_TARGET = _COLUMNS.index("target")
# The longest value of an event's detail that people are shown whole; a hash is longer.
_LONG = 24


def history(store: Path, target: str, lang: str = "en") -> Table:
    """Every event about a fact (by its id, a unique beginning of it, or its key), an entity, a metric or a document.

    Those of the facts that it superseded, by a correction or by a new version of its document, come with it; those of an
    entity or metric with the merges into it. Raises `UnknownName`, `UsageError` if the word means several things.
    """
    connection = open_store(store)
    try:
        found = _target(connection, target)
        own = events_of(connection, with_superseded(connection, found))
        rows = sorted((*own, *merges_into(connection, found)), key=lambda r: r[0])
        successors = _successors(connection, rows)
    finally:
        connection.close()
    words = load_words(lang)
    is_one = all(row[_TARGET] == found for row in rows)
    shown = [c for c in _COLUMNS if c != "version" and not (is_one and c == "target")]
    lines = [
        tuple(_cell(c, v, row, successors, words) for c, v in zip(_COLUMNS, row, strict=True) if c in shown)
        for row in rows
    ]
    columns = tuple(Column(c, "data" if c == "detail" else "text") for c in _COLUMNS)
    headings = tuple(Column("object" if c == "target" else c) for c in shown)
    return Table(found, columns, tuple(rows), headings, lines)


def _target(connection: Connection, word: str) -> str:
    """The id that a word means: one that has events, a name's, a beginning of one, a fact's key, a label or an alias."""
    sql = "SELECT DISTINCT target FROM event WHERE starts_with(target, ?) ORDER BY 1"
    begun = [str(t) for (t,) in connection.execute(sql, [word]).fetchall()] if word else []
    if word in begun or any(word == key for what in _NAMED for key, _ in known_names(connection, what)):
        return word
    if len(begun) > 1:
        raise UsageError(
            phrase(
                "{target!r} begins {n} ids: {targets}. Type more of it.",
                target=word,
                n=len(begun),
                targets=listed(begun[:8]),
            )
        )
    if begun:
        return begun[0]
    if word:
        try:
            return str(find_row(connection, word)["id"])
        except UnknownName:
            pass
    for what in _NAMED:
        try:
            return resolve(connection, what, word)
        except UnknownName:
            continue
    raise UnknownName("event", word)


def _successors(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> dict[str, tuple[str, str]]:
    """What superseded the facts of these events last: its id and its status."""
    found = connection.execute(
        "SELECT old.id, new.id, new.status FROM fact AS old JOIN fact AS new ON new.id = old.superseded_by"
        " WHERE list_contains(?, old.id)",
        [[row[_TARGET] for row in rows]],
    ).fetchall()
    return {str(old): (str(new), str(status)) for old, new, status in found}


def _cell(
    name: str,
    value: Any,
    row: Sequence[Any],
    successors: Mapping[str, tuple[str, str]],
    words: Words,
) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    event = dict(zip(_COLUMNS, row, strict=True))
    if name == "detail":
        return _told(event, json.loads(value) if value else {}, successors.get(event["target"]), words)
    said = "" if value is None else str(value)
    if name == "reason":
        return told_reason(event["action"], said, words)
    return words.term(said) if name == "action" else said


def _told(
    event: Mapping[str, Any], detail: Mapping[str, Any], successor: tuple[str, str] | None, words: Words
) -> str:
    """An event's detail in words: what it was before, what it was merged into, what took its place."""
    if event["action"] == "merged":
        return words.say(
            "{n} facts, into {into}", n=len(detail.get("facts", ())), into=detail.get("into", "")
        )
    if event["action"] == "renamed":
        before = detail.get("label_zh") or detail.get("label_en") or event["target"]
        return words.say("was {before}", before=before)
    if event["action"] == "superseded":
        now = str(detail.get("by") or "")
        if successor and now in ("", successor[0]):
            return words.say("by {now}, which is {status}", now=successor[0], status=words.term(successor[1]))
        return words.say("by {now}", now=now) if now else ""
    if "from" in detail:
        return words.say("was {before}", before=words.term(str(detail["from"])))
    plain = {k: str(v) for k, v in detail.items() if not isinstance(v, list | dict)}
    return "  ".join(f"{k} {v if len(v) <= _LONG else v[: _LONG // 2] + '…'}" for k, v in plain.items())
