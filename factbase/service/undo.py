"""Take back decisions about facts, one after the other, each by an event of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from factbase.errors import UsageError
from factbase.phrase import phrase
from factbase.service.name_changes import NAMES_UNDONE, all_changes, standing_changes
from factbase.service.review import find_row
from factbase.store.claims import fact_row, restore_version, set_status
from factbase.store.connection import Connection, open_store, transaction

__all__ = ["undo"]

_UNDO = "undo"
_UNDONE = ("accepted", "rejected", "candidate", "corrected", "superseded")


def undo(store: Path, actor: str, fact: str = "") -> str:
    """Take back the actor's last decision about a fact that still stands, the one before it the next time; the fact's id.

    `fact` limits it to decisions about that fact, also under the ids that it had before it was edited. Merges of names are
    no such decisions. Raises `UsageError` if there is none, or if somebody decided about the fact or it was merged since.
    """
    connection = open_store(store, write=True)
    try:
        target, version = _last_decision(connection, actor, _lineage(connection, fact) if fact else ())
        row = find_row(connection, target)
        with transaction(connection):
            _restore(connection, row, version, actor)
        return target
    finally:
        connection.close()


def _lineage(connection: Connection, fact: str) -> tuple[str, ...]:
    """The ids that a fact has had, the present one first."""
    found = [str(find_row(connection, fact)["id"])]
    for known in found:
        before = connection.execute("SELECT id FROM fact WHERE superseded_by = ?", [known]).fetchall()
        found.extend(str(i) for (i,) in before if i not in found)
    return tuple(found)


def _last_decision(connection: Connection, actor: str, among: Sequence[str]) -> tuple[str, int]:
    """The fact and version of the actor's last decision that is not undone: each undo takes back the nearest one of its fact."""
    events = connection.execute(
        "SELECT target, action, version, reason FROM event WHERE actor = ? AND list_contains(?, action)"
        " AND (len(?) = 0 OR list_contains(?, target)) ORDER BY decided DESC, version DESC",
        [actor, list(_UNDONE), list(among), list(among)],
    ).fetchall()
    merged = {c.reason for c in all_changes(connection) if c.into}
    undone: dict[str, int] = {}
    for target, action, version, reason in events:
        if reason == NAMES_UNDONE or (action in ("superseded", "corrected") and reason in merged):
            continue
        if reason == _UNDO:
            undone[target] = undone.get(target, 0) + 1
        elif undone.get(target):
            undone[target] -= 1
        else:
            return str(target), int(version)
    if among:
        raise UsageError(
            phrase(
                "{actor} has decided nothing about {fact} that could be undone.", actor=actor, fact=among[0]
            )
        )
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
    for change in standing_changes(connection):
        if row["superseded_by"] and (row["id"], row["superseded_by"]) in change.facts:
            raise UsageError(
                phrase(
                    "{row} was moved when {old} was merged into {new}; factbase review --undo {old} takes that back.",
                    row=row["id"],
                    old=change.target,
                    new=change.into,
                )
            )
    successor = fact_row(connection, row["superseded_by"]) if row["superseded_by"] else None
    if not restore_version(connection, row, version - 1, actor, _UNDO):
        raise UsageError(phrase("{row} has no earlier version.", row=row["id"]))
    if successor is not None:
        set_status(connection, successor, "retired", actor, _UNDO)
