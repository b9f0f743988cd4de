"""Findings of the last check, and the exceptions that people recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from factbase.store.connection import Connection
from factbase.store.facts import EVENT_COLUMNS, utc_now
from factbase.store.rows import insert_rows

__all__ = ["Stored", "accept_finding", "exceptions", "store_findings", "stored_findings"]


class Stored(NamedTuple):
    """A finding as the store keeps it: `proof` is JSON, `told` its story line by line, `accepted` an exception's reason.

    `in_words` holds message and story in other languages: `{"zh": {"message": ..., "told": [...]}}`.
    """

    id: str
    check: str
    severity: str
    fact_ids: tuple[str, ...]
    message: str
    proof: str
    told: tuple[str, ...]
    in_words: Mapping[str, Mapping[str, Any]]
    accepted: str = ""

    def message_in(self, lang: str) -> str:
        """The sentence in a language, in English where it was not told in that one."""
        return str(self.in_words.get(lang, {}).get("message", self.message))

    def told_in(self, lang: str) -> tuple[str, ...]:
        """The proof in a language, in English where it was not told in that one."""
        return tuple(self.in_words.get(lang, {}).get("told", self.told))

    def record(self) -> dict[str, Any]:
        """The finding as JSON holds it."""
        return {
            "id": self.id, "check": self.check, "severity": self.severity, "fact_ids": list(self.fact_ids),
            "message": self.message, "proof": json.loads(self.proof), "accepted": self.accepted,
        }  # fmt: skip


def store_findings(connection: Connection, found: Sequence[Stored]) -> None:
    """Replace the findings of the last check. Runs in the caller's transaction."""
    now = utc_now()
    connection.execute("DELETE FROM finding")
    columns = ("id", "check_name", "severity", "fact_ids", "message", "proof", "told", "found", "in_words")
    rows = [
        (f.id, f.check, f.severity, list(f.fact_ids), f.message, f.proof, list(f.told), now,
         json.dumps(f.in_words, ensure_ascii=False))
        for f in found
    ]  # fmt: skip
    insert_rows(connection, "finding", columns, rows)


def stored_findings(connection: Connection) -> list[Stored]:
    """The findings of the last check with their exceptions, errors first."""
    accepted = exceptions(connection)
    rows = connection.execute(
        "SELECT id, check_name, severity, fact_ids, message, proof, told, in_words FROM finding"
        " ORDER BY list_position(['error', 'warning', 'info'], severity), check_name, id"
    ).fetchall()
    return [
        Stored(i, c, s, tuple(f), m, p, tuple(t or ()), json.loads(w or "{}"), accepted.get(i, ""))
        for i, c, s, f, m, p, t, w in rows
    ]


def exceptions(connection: Connection) -> dict[str, str]:
    """The reason of every recorded exception, by finding."""
    rows = connection.execute("SELECT finding, reason FROM finding_exception ORDER BY decided").fetchall()
    return dict(rows)


def accept_finding(connection: Connection, finding: str, reason: str, actor: str) -> None:
    """Record an exception as an event. Runs in the caller's transaction."""
    now = utc_now()
    connection.execute("INSERT INTO finding_exception VALUES (?, ?, ?, ?)", [finding, reason, actor, now])
    insert_rows(
        connection, "event", EVENT_COLUMNS, [(now, actor, "finding accepted", finding, None, reason, None)]
    )
