"""Take back merges and renamings of entities and metrics, each by an event of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from factbase.errors import UnknownName, UsageError
from factbase.phrase import phrase, term
from factbase.service.name_changes import (
    FIELDS,
    NAMES_UNDONE,
    Change,
    all_changes,
    merged_names,
    standing_changes,
)
from factbase.store.claims import fact_row, record_event, restore_version, set_status
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.facts import FACT_COLUMNS, replace_fact, utc_now
from factbase.store.lookup import known_names, require_one
from factbase.store.rows import insert_rows

__all__ = ["Undone", "undo_names"]


class Undone(NamedTuple):
    """What was taken back: the id of the name, the label it has again, how many facts are as before, which were changed since."""

    target: str
    action: str
    label: str
    facts: int = 0
    left: tuple[str, ...] = ()


def undo_names(store: Path, name: str, actor: str) -> Undone:
    """Take back the last merge or renaming of an entity or metric, named by id, label or alias.

    Facts that were corrected since the merge stay as they are. Raises `UsageError` if the name was neither merged nor
    renamed, if that is undone already, or if a later change holds what would be taken back.
    """
    connection = open_store(store, write=True)
    try:
        standing = standing_changes(connection)
        change = _last_change(connection, standing, name)
        with transaction(connection):
            if change.into:
                _require_last(connection, change, standing)
                _put_back(connection, change, standing)
                left = [
                    old for old, new in change.facts if not _moved_back(connection, change, old, new, actor)
                ]
            else:
                _unname(connection, change)
                left = []
            told = {"what": change.what, **({"into": change.into} if change.into else {})}
            record_event(
                connection,
                actor,
                "undone",
                change.target,
                1,
                phrase("undo: {action}", action=change.action),
                told,
            )
        label = next(iter(change.names), change.target)
        return Undone(change.target, change.action, label, len(change.facts) - len(left), tuple(left))
    finally:
        connection.close()


def _last_change(connection: Connection, standing: Sequence[Change], name: str) -> Change:
    """The last standing change of what a person calls `name`: by its names now, without those that merges brought it."""
    known = [entry for what in FIELDS for entry in merged_names(standing, what)]
    for what in FIELDS:
        for key, names in known_names(connection, what):
            if any((c.what, c.target) == (what, key) for c in standing):
                lent = {n for c in standing if (c.what, c.into) == (what, key) for n in c.brought}
                known.append((key, tuple(n for n in names if n not in lent)))
    try:
        target = require_one("event", name, known)
    except UnknownName:
        target = ""
    found = [c for c in standing if c.target == target]
    if not found:
        raise UsageError(
            phrase("{name!r} was neither merged nor renamed, or that is undone already.", name=name)
        )
    return found[-1]


def _require_last(connection: Connection, change: Change, standing: Sequence[Change]) -> None:
    """Refuse to take back a merge while a later change holds its facts or its names. Raises `UsageError`."""
    made = {new for _, new in change.facts}
    for later in standing[standing.index(change) + 1 :]:
        is_onward = later.what == change.what and later.into and later.target == change.into
        if is_onward or made & {old for old, _ in later.facts}:
            raise UsageError(
                phrase(
                    "{old} cannot be taken out of {new}: {later} was merged into {into} since, with facts or names of it. Undo {later} first.",
                    old=change.target,
                    new=change.into,
                    later=later.target,
                    into=later.into,
                )
            )
    rows = dict(known_names(connection, change.what))
    if change.target in rows or change.into not in rows:
        raise UsageError(
            phrase(
                "{old} cannot be taken out of {new}: the store has another {what} of one of these ids by now.",
                old=change.target,
                new=change.into,
                what=term(change.what),
            )
        )
    is_renamed = any(c.what == change.what and c.target == change.into for c in standing)
    labels = connection.execute(
        f"SELECT label_zh, label_en FROM {change.what} WHERE id = ?", [change.into]
    ).fetchall()
    if is_renamed and set(labels[0]) & set(change.brought):
        raise UsageError(
            phrase(
                "{old} cannot be taken out of {new}, which was renamed to a name of it since. Undo {new} first.",
                old=change.target,
                new=change.into,
            )
        )


def _put_back(connection: Connection, change: Change, standing: Sequence[Change]) -> None:
    """Bring back the entry that was merged away, and take its names off the one that it was merged into."""
    entry = {name: value for name, value in change.detail["entry"].items() if not name.startswith("_")}
    insert_rows(connection, change.what, list(entry), [tuple(entry.values())])
    others = [c for c in standing if c is not change and c.what == change.what and change.into in c.touched]
    kept = {name for c in others if c.into for name in c.brought}
    gone = set(change.brought) - kept
    ((aliases,),) = connection.execute(
        f"SELECT aliases FROM {change.what} WHERE id = ?", [change.into]
    ).fetchall()
    _set_names(connection, change, change.into, [a for a in aliases or () if a not in gone], others)


def _unname(connection: Connection, change: Change) -> None:
    """Give a name the label that it had, and take the alias away that the renaming left."""
    column = "label_zh" if "label_zh" in change.detail else "label_en"
    label, before = change.detail[column], change.detail["aliases"]
    ((now, aliases),) = connection.execute(
        f"SELECT {column}, aliases FROM {change.what} WHERE id = ?", [change.target]
    ).fetchall()
    names = [a for a in aliases or () if a != label or label in before]
    names += [now] if now in before and now not in names else []
    connection.execute(f"UPDATE {change.what} SET {column} = ? WHERE id = ?", [label, change.target])
    standing = standing_changes(connection)
    others = [c for c in standing if c != change and c.what == change.what and change.target in c.touched]
    _set_names(connection, change, change.target, names, others)


def _set_names(
    connection: Connection, change: Change, target: str, aliases: Sequence[str], others: Sequence[Change]
) -> None:
    """Set the aliases of a name; once no change of it stands, it is again of the origin that it had before the first."""
    connection.execute(f"UPDATE {change.what} SET aliases = ? WHERE id = ?", [list(aliases), target])
    if others:
        return
    first = next(c for c in all_changes(connection) if c.what == change.what and target in c.touched)
    origin = first.detail["entry"] if first.into else first.detail
    at = "_origin_before" if first.into == target else "origin"
    connection.execute(f"UPDATE {change.what} SET origin = ? WHERE id = ?", [origin[at], target])


def _moved_back(connection: Connection, change: Change, old: str, new: str, actor: str) -> bool:
    """Undo what a merge did to one fact, with the decisions made about it since; false if it was corrected since."""
    first, second = fact_row(connection, old), fact_row(connection, new)
    if first is None or second is None:
        return False
    if old == new:
        return _said_again(connection, change, first, actor)
    if first["superseded_by"] != new or second["status"] in ("superseded", "retired"):
        return False
    made = _version_of(connection, new, "added", f"corrects {old}: {change.reason}")
    if not made:
        # The same was said of the other already: that fact was left as it was.
        ((record,),) = _kept(connection, old, first["version"] - 1)
        set_status(connection, first, json.loads(record)["status"], actor, NAMES_UNDONE)
        return True
    if not (
        _kept(connection, new, made - 1)
        and restore_version(connection, second, made - 1, actor, NAMES_UNDONE)
    ):
        set_status(connection, second, "retired", actor, NAMES_UNDONE)
    set_status(connection, first, second["status"], actor, NAMES_UNDONE)
    return True


def _said_again(connection: Connection, change: Change, row: Mapping[str, Any], actor: str) -> bool:
    """Name the old name again in a fact whose id does not tell it (who says so, the members of a list)."""
    made = _version_of(connection, row["id"], "corrected", change.reason)
    kept = _kept(connection, row["id"], made - 1) if made else []
    if row["superseded_by"] or not kept:
        return False
    before = json.loads(kept[0][0])
    after = row if row["version"] == made else json.loads(_kept(connection, row["id"], made)[0][0])
    fields = [f for f in FIELDS[change.what] if _plain(before[f]) != _plain(after[f])]
    if any(_plain(row[f]) != _plain(after[f]) for f in fields):
        return False
    origin = before["origin"] if row["version"] == made else row["origin"]
    record = {**row, **{f: before[f] for f in fields}, "version": row["version"] + 1, "origin": origin}
    now = utc_now()
    replace_fact(connection, row, {**{c: record[c] for c in FACT_COLUMNS}, "recorded": now}, now)
    record_event(connection, actor, "corrected", row["id"], record["version"], NAMES_UNDONE)
    return True


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value or ""


def _version_of(connection: Connection, fact: str, action: str, reason: str) -> int:
    """The version that the last event of this kind made of a fact; 0 if there is none."""
    sql = "SELECT max(version) FROM event WHERE target = ? AND action = ? AND reason = ?"
    ((version,),) = connection.execute(sql, [fact, action, reason]).fetchall()
    return int(version or 0)


def _kept(connection: Connection, fact: str, version: int) -> list[tuple[str]]:
    sql = "SELECT record FROM fact_history WHERE id = ? AND version = ?"
    return [(str(r),) for (r,) in connection.execute(sql, [fact, version]).fetchall()]
