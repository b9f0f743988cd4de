"""Entities and metrics renamed and merged, each by an event that can be undone (`undo_names`) and that `init` leaves standing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from factbase.errors import UnknownName, UsageError
from factbase.model.fact import content_id
from factbase.phrase import listed, phrase, term
from factbase.quantity.units import UnitTable
from factbase.service.name_changes import FIELDS, merged_names, standing_changes
from factbase.service.readers import load_units
from factbase.store.claims import fact_row, record_event, rewrite_fact, set_status
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.facts import FACT_COLUMNS
from factbase.store.lookup import require_one, resolve
from factbase.vocabulary.names import plain_errors

__all__ = ["Merged", "merge", "rename"]


class Merged(NamedTuple):
    """The ids of what was merged and of what it was merged into, and how many facts changed."""

    old: str
    new: str
    facts: int


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
            record_event(connection, actor, "renamed", target, 1, phrase("now {label}", label=label), detail)
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


def merge(store: Path, what: str, name: str, into: str, actor: str, reason: str) -> Merged:
    """Make everything said of one entity or metric be said of another.

    The names of the first become aliases of the second; its facts are superseded by the same facts of the second.
    Raises `UsageError` if the first is merged away already, if the two are one, metrics of another dimension or kind, or
    entities of another type and no reason is given, or if a fact says of both.
    """
    connection = open_store(store, write=True)
    try:
        old, new = resolve(connection, what, name), resolve(connection, what, into)
        _require_there(connection, what, name, old)
        if old == new:
            raise UsageError(
                phrase("{name!r} and {into!r} are one {what} already.", name=name, into=into, what=term(what))
            )
        if what == "metric":
            _require_measure(connection, old, new, load_units(store))
        elif not reason.strip():
            _require_type(connection, old, new)
        with transaction(connection):
            pairs = [_moved(connection, row, what, old, new, actor) for row in _using(connection, what, old)]
            entry = _take_out(connection, what, old, new)
            record_event(connection, actor, "merged", old, 1, reason or phrase("into {name}", name=new), {"what": what, "into": new, "facts": pairs, "entry": entry})  # fmt: skip
        return Merged(old, new, len(pairs))
    finally:
        connection.close()


def _require_there(connection: Connection, what: str, name: str, found: str) -> None:
    """Refuse to merge by a name that was merged away: it stands for another now."""
    away = merged_names(standing_changes(connection), what)
    try:
        gone = "" if name == found else require_one(what, name, away)
    except UnknownName:
        return
    if gone:
        raise UsageError(
            phrase(
                "{name!r} was merged into {found}. To merge that one, name it {found}; --undo {gone} takes the two apart.",
                name=name,
                found=found,
                gone=gone,
            )
        )


def _require_measure(connection: Connection, old: str, new: str, units: UnitTable) -> None:
    """Refuse two metrics whose figures cannot stand for each other: of another dimension or another kind."""
    rows = connection.execute(
        "SELECT id, dimension, unit, kind FROM metric WHERE id IN (?, ?)", [old, new]
    ).fetchall()
    said = {}
    for key, dimension, unit, kind in rows:
        read = units.parse(unit) if unit else None
        said[key] = (read.dimension if read is not None else dimension, kind)
    if said[old] != said[new]:
        raise UsageError(
            phrase(
                "{old} measures {one} ({kind}) and {new} {other} ({kind2}): the figures of one are none of the other.",
                old=old,
                one=said[old][0],
                kind=term(said[old][1]),
                new=new,
                other=said[new][0],
                kind2=term(said[new][1]),
            )
        )


def _require_type(connection: Connection, old: str, new: str) -> None:
    """Refuse two entities of different types, unless somebody says why they are one."""
    types = dict(connection.execute("SELECT id, type FROM entity WHERE id IN (?, ?)", [old, new]).fetchall())
    if types[old] != types[new]:
        raise UsageError(
            phrase(
                "{old} is a {type}, {new} a {type2}. If they are one all the same, say why with --reason.",
                old=old,
                type=term(types[old]),
                new=new,
                type2=term(types[new]),
            )
        )


def _using(connection: Connection, what: str, name: str) -> list[dict[str, Any]]:
    tests = " OR ".join(f"list_contains({f}, ?)" if f == "members" else f"{f} = ?" for f in FIELDS[what])
    names = ", ".join(f'"{c}"' for c in FACT_COLUMNS)
    sql = f"SELECT {names} FROM fact WHERE status IN ('accepted', 'candidate') AND ({tests}) ORDER BY id"
    rows = connection.execute(sql, [name] * len(FIELDS[what])).fetchall()
    return [dict(zip(FACT_COLUMNS, row, strict=True)) for row in rows]


def _moved(
    connection: Connection, row: Mapping[str, Any], what: str, old: str, new: str, actor: str
) -> tuple[str, str]:
    changed: dict[str, Any] = {}
    for field in FIELDS[what]:
        if field == "members":
            if old in (row["members"] or ()):
                changed["members"] = tuple(dict.fromkeys(new if m == old else m for m in row["members"]))
        elif row[field] == old:
            changed[field] = new
    reason = phrase("{old} merged into {new}", old=old, new=new)
    target = content_id({**row, **changed})
    known = fact_row(connection, target) if target != row["id"] else None
    if known is not None and known["status"] == "accepted":
        # The same passage says the same of the other already; that fact stays as it is.
        set_status(connection, row, "superseded", actor, reason, target)
        return str(row["id"]), target
    try:
        made = rewrite_fact(connection, row, changed, actor, reason)
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
