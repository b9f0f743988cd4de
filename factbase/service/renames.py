"""Entities and metrics renamed and merged, each by an event that can be undone and that `init` leaves standing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from factbase.errors import UnknownName, UsageError
from factbase.phrase import listed, phrase, term
from factbase.store.claims import fact_row, record_event, rewrite_fact, set_status
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.facts import FACT_COLUMNS
from factbase.store.lookup import resolve
from factbase.store.rows import insert_rows
from factbase.vocabulary.names import plain_errors

__all__ = ["merge", "rename", "undo_merge"]

_FIELDS = {"entity": ("subject", "relative_to", "attributed_to", "members"), "metric": ("metric",)}


def rename(store: Path, what: str, name: str, label: str, actor: str, language: str) -> str:
    """Give an entity or metric another label; the old one becomes an alias. Its id, which never changes, is returned.

    Raises `UsageError` for an empty label or one that belongs to another, `UnknownName` for a name that does not exist.
    """
    column = "label_zh" if language == "zh" else "label_en"
    label = label.strip()
    if not label:
        raise UsageError(phrase("a label of no characters names no {what}.", what=term(what)))
    connection = open_store(store, write=True)
    try:
        target = resolve(connection, what, name)
        _require_free(connection, what, target, label)
        row = connection.execute(
            f"SELECT {column}, aliases, origin FROM {what} WHERE id = ?", [target]
        ).fetchone()
        assert row is not None
        aliases = [a for a in dict.fromkeys([*(row[1] or ()), row[0] or ""]) if a and a != label]
        with transaction(connection):
            # From now on the row is the user's: the vocabulary's label must not come back with the next init.
            connection.execute(
                f"UPDATE {what} SET {column} = ?, aliases = ?, origin = 'user' WHERE id = ?",
                [label, aliases, target],
            )
            detail = {"what": what, column: row[0], "aliases": list(row[1] or ()), "origin": row[2]}
            record_event(connection, actor, "renamed", target, 1, f"now {label}", detail)
        return target
    finally:
        connection.close()


def _require_free(connection: Connection, what: str, target: str, label: str) -> None:
    try:
        other = resolve(connection, what, label)
    except UnknownName:
        return
    if other != target:
        raise UsageError(
            phrase(
                "{label!r} already names the {what} {other}; --merge makes the two one.",
                label=label,
                what=term(what),
                other=other,
            )
        )


def merge(store: Path, what: str, name: str, into: str, actor: str, reason: str) -> int:
    """Make everything said of one entity or metric be said of another; how many facts changed.

    The names of the first become aliases of the second; its facts are superseded by the same facts of the second.
    """
    connection = open_store(store, write=True)
    try:
        old, new = resolve(connection, what, name), resolve(connection, what, into)
        if old == new:
            raise UsageError(
                phrase("{name!r} and {into!r} are one {what} already.", name=name, into=into, what=term(what))
            )
        with transaction(connection):
            pairs = [_moved(connection, row, what, old, new, actor) for row in _using(connection, what, old)]
            entry = _take_out(connection, what, old, new)
            record_event(connection, actor, "merged", old, 1, reason or f"into {new}", {"what": what, "into": new, "facts": pairs, "entry": entry})  # fmt: skip
        return len(pairs)
    finally:
        connection.close()


def _using(connection: Connection, what: str, name: str) -> list[dict[str, Any]]:
    tests = " OR ".join(f"list_contains({f}, ?)" if f == "members" else f"{f} = ?" for f in _FIELDS[what])
    names = ", ".join(f'"{c}"' for c in FACT_COLUMNS)
    sql = f"SELECT {names} FROM fact WHERE status IN ('accepted', 'candidate') AND ({tests}) ORDER BY id"
    rows = connection.execute(sql, [name] * len(_FIELDS[what])).fetchall()
    return [dict(zip(FACT_COLUMNS, row, strict=True)) for row in rows]


def _moved(
    connection: Connection, row: Mapping[str, Any], what: str, old: str, new: str, actor: str
) -> tuple[str, str]:
    changed: dict[str, Any] = {}
    for field in _FIELDS[what]:
        if field == "members":
            if old in (row["members"] or ()):
                changed["members"] = tuple(dict.fromkeys(new if m == old else m for m in row["members"]))
        elif row[field] == old:
            changed[field] = new
    try:
        made = rewrite_fact(connection, row, changed, actor, f"{old} merged into {new}")
        return str(row["id"]), made.id
    except ValidationError as error:
        faults = listed(plain_errors(error), "; ")
    raise UsageError(
        phrase(
            "{old} cannot be {new}: fact {fact} says of both: {error}.",
            old=old,
            new=new,
            fact=str(row["id"])[:8],
            error=faults,
        )
    )


def _take_out(connection: Connection, what: str, old: str, new: str) -> dict[str, Any]:
    """Remove an entry, its names given to another; the entry as it was."""
    cursor = connection.execute(f"SELECT * FROM {what} WHERE id = ?", [old])
    entry = dict(zip([d[0] for d in cursor.description or ()], cursor.fetchall()[0], strict=True))
    row = connection.execute(f"SELECT aliases, origin FROM {what} WHERE id = ?", [new]).fetchone()
    assert row is not None
    before = list(row[0] or ())
    names = [entry.get("label_zh"), entry.get("label_en"), *(entry.get("aliases") or ())]
    aliases = list(dict.fromkeys([*before, *(n for n in names if n)]))
    # Both are the user's now, so that the next init neither brings the first back nor takes the names off the second.
    connection.execute(f"UPDATE {what} SET aliases = ?, origin = 'user' WHERE id = ?", [aliases, new])
    connection.execute(f"DELETE FROM {what} WHERE id = ?", [old])
    return {**entry, "_aliases_before": before, "_origin_before": row[1]}


def undo_merge(store: Path, name: str, actor: str) -> int:
    """Take back the last merge or renaming of an entity or metric, named by id or label; how many facts changed.

    Raises `UsageError` if it was neither merged nor renamed, or if that is undone already.
    """
    connection = open_store(store, write=True)
    try:
        target, action, detail = _last_change(connection, name)
        with transaction(connection):
            if action == "renamed":
                _unname(connection, detail, target)
                pairs: Sequence[tuple[str, str]] = ()
            else:
                pairs = detail["facts"]
                _unmerge(connection, detail, pairs, actor)
            record_event(connection, actor, "undone", target, 1, f"undo: {action}")
        return len(pairs)
    finally:
        connection.close()


def _last_change(connection: Connection, name: str) -> tuple[str, str, dict[str, Any]]:
    """The last merge or renaming of a name that is not undone: its target, what it was, and what it changed."""
    events = connection.execute(
        "SELECT target, action, detail FROM event WHERE action IN ('merged', 'renamed', 'undone')"
        " ORDER BY decided, version"
    ).fetchall()
    standing: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for target, action, detail in events:
        if action == "undone":
            standing.get(target, []).pop()
        else:
            standing.setdefault(target, []).append((action, json.loads(detail)))
    for target in reversed(list(standing)):
        if standing[target] and name in (target, *_labels(connection, target, standing[target][-1][1])):
            return target, *standing[target][-1]
    raise UsageError(phrase("{name!r} was neither merged nor renamed, or that is undone already.", name=name))


def _labels(connection: Connection, target: str, detail: Mapping[str, Any]) -> tuple[str, ...]:
    """The labels by which a person may mean what was merged or renamed."""
    entry = detail.get("entry")
    if entry is not None:
        return tuple(entry[c] for c in ("label_zh", "label_en") if entry.get(c))
    row = connection.execute(
        f"SELECT label_zh, label_en FROM {detail['what']} WHERE id = ?", [target]
    ).fetchone()
    return tuple(label for label in row or () if label)


def _unname(connection: Connection, detail: Mapping[str, Any], name: str) -> None:
    column = "label_zh" if "label_zh" in detail else "label_en"
    connection.execute(
        f"UPDATE {detail['what']} SET {column} = ?, aliases = ?, origin = ? WHERE id = ?",
        [detail[column], detail["aliases"], detail["origin"], name],
    )


def _unmerge(
    connection: Connection, detail: Mapping[str, Any], pairs: Sequence[Sequence[str]], actor: str
) -> None:
    entry = dict(detail["entry"])
    before, origin = entry.pop("_aliases_before"), entry.pop("_origin_before")
    insert_rows(connection, detail["what"], list(entry), [tuple(entry.values())])
    connection.execute(
        f"UPDATE {detail['what']} SET aliases = ?, origin = ? WHERE id = ?", [before, origin, detail["into"]]
    )
    for old, new in pairs:
        first, second = fact_row(connection, old), fact_row(connection, new)
        if second is not None and old != new:
            set_status(connection, second, "retired", actor, "undo")
        if first is not None and first["superseded_by"] == new:
            status = second["status"] if second is not None else "candidate"
            set_status(connection, first, status, actor, "undo")
