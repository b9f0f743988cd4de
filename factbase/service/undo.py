"""Take back decisions about facts, one after the other, each by an event of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factbase.errors import UsageError
from factbase.phrase import phrase
from factbase.service.review import find_row
from factbase.store.claims import fact_row, restore_version, set_status
from factbase.store.connection import Connection, open_store, transaction

__all__ = ["undo"]

_UNDO = "undo"
_UNDONE = ("accepted", "rejected", "candidate", "corrected", "superseded")


def undo(store: Path, actor: str) -> str:
    """Take back the actor's last decision about a fact that still stands, the one before it the next time; the fact's id.

    Raises `UsageError` if there is none, or if somebody decided about the fact since.
    """
    connection = open_store(store, write=True)
    try:
        target, version = _last_decision(connection, actor)
        row = find_row(connection, target)
        with transaction(connection):
            _restore(connection, row, version, actor)
        return target
    finally:
        connection.close()


def _last_decision(connection: Connection, actor: str) -> tuple[str, int]:
    """The fact and version of the actor's last decision that is not undone: each undo takes back the nearest one before it."""
    events = connection.execute(
        "SELECT target, version, reason FROM event WHERE actor = ? AND list_contains(?, action)"
        " ORDER BY decided DESC, version DESC",
        [actor, list(_UNDONE)],
    ).fetchall()
    undone = 0
    for target, version, reason in events:
        if reason == _UNDO:
            undone += 1
        elif undone:
            undone -= 1
        else:
            return str(target), int(version)
    raise UsageError(phrase("{actor} has decided nothing that could be undone.", actor=actor))


def _restore(connection: Connection, row: Mapping[str, Any], version: int, actor: str) -> None:
    """Make the version before a decision the next version; what superseded the fact becomes retired."""
    last = connection.execute(
        "SELECT max(version) FROM event WHERE target = ? AND actor <> ? AND list_contains(?, action)",
        [row["id"], actor, list(_UNDONE)],
    ).fetchone()
    if last and last[0] is not None and last[0] > version:
        raise UsageError(
            phrase("somebody else decided about {row} since; factbase history {row} shows it.", row=row["id"])
        )
    successor = fact_row(connection, row["superseded_by"]) if row["superseded_by"] else None
    if not restore_version(connection, row, version - 1, actor, _UNDO):
        raise UsageError(phrase("{row} has no earlier version.", row=row["id"]))
    if successor is not None:
        set_status(connection, successor, "retired", actor, _UNDO)
