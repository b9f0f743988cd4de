"""Entities and metrics added, renamed and merged, each by an event that can be undone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from factbase.errors import UsageError
from factbase.model.fact import fact_id, period_text
from factbase.model.names import Entity, Metric
from factbase.store.claims import fact_row, record_event, rewrite_fact, set_status
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.facts import FACT_COLUMNS
from factbase.store.lookup import resolve
from factbase.store.rows import insert_rows

__all__ = ["add_name", "merge", "rename", "undo_merge"]

_FIELDS = {"entity": ("subject", "relative_to", "attributed_to", "members"), "metric": ("metric",)}


def add_name(store: Path, what: str, fields: Mapping[str, Any], actor: str) -> str:
    """Add an entity or metric (`what`) to the store and to the vocabulary beside it; its id.

    Raises `UsageError` if the id is taken or a field is refused.
    """
    model = Entity if what == "entity" else Metric
    try:
        made = model.model_validate(dict(fields))
    except ValueError as error:
        raise UsageError(f"no {what} can be made of that: {error}") from error
    connection = open_store(store, write=True)
    try:
        if connection.execute(f"SELECT 1 FROM {what} WHERE id = ?", [made.id]).fetchone():
            raise UsageError(f"the {what} {made.id} exists already.")
        with transaction(connection):
            row = _columns(made)
            insert_rows(connection, what, [*row, "origin"], [(*row.values(), "user")])
            record_event(connection, actor, "added", made.id, 1, f"new {what}")
    finally:
        connection.close()
    _into_vocabulary(store, what, {k: v for k, v in dict(fields).items() if v})
    return made.id


def _columns(made: Entity | Metric) -> dict[str, Any]:
    row = made.model_dump()
    for name in ("aliases", "cues", "anti_cues"):
        if name in row:
            row[name] = list(row[name])
    for name in ("min", "max"):
        if name in row:
            value = row.pop(name)
            row[f"bound_{name}"] = "" if value is None else str(value)
    return row


def _into_vocabulary(store: Path, what: str, fields: Mapping[str, Any]) -> None:
    """Append the entry to `vocabulary/` beside the store, so that the next `init` knows it too."""
    folder = store.resolve().parent / "vocabulary"
    folder.mkdir(exist_ok=True)
    name = {"entity": "entities", "metric": "metrics"}[what]
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    with (folder / f"{name}.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[[{what}]]\n" + "\n".join(lines) + "\n")


def rename(store: Path, what: str, name: str, label: str, actor: str, language: str) -> str:
    """Give an entity or metric another label; the old one becomes an alias. Its id, which never changes, is returned."""
    column = "label_zh" if language == "zh" else "label_en"
    connection = open_store(store, write=True)
    try:
        target = resolve(connection, what, name)
        row = connection.execute(f"SELECT {column}, aliases FROM {what} WHERE id = ?", [target]).fetchone()
        assert row is not None
        aliases = [a for a in dict.fromkeys([*(row[1] or ()), row[0] or ""]) if a and a != label]
        with transaction(connection):
            connection.execute(
                f"UPDATE {what} SET {column} = ?, aliases = ? WHERE id = ?", [label, aliases, target]
            )
            detail = {"what": what, column: row[0], "aliases": list(row[1] or ())}
            record_event(connection, actor, "renamed", target, 1, f"now {label}", detail)
        return target
    finally:
        connection.close()


def merge(store: Path, what: str, name: str, into: str, actor: str, reason: str) -> int:
    """Make everything said of one entity or metric be said of another; how many facts changed.

    The names of the first become aliases of the second; its facts are superseded by the same facts of the second.
    """
    connection = open_store(store, write=True)
    try:
        old, new = resolve(connection, what, name), resolve(connection, what, into)
        if old == new:
            raise UsageError(f"{name!r} and {into!r} are one {what} already.")
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
    after = {**row, **changed}
    identity = "" if after["kind"] == "date" else period_text(after["period_start"], after["period_end"])
    kind, subject, metric, relative, scope = (
        str(after[n]) for n in ("kind", "subject", "metric", "relative_to", "scope")
    )
    if "attributed_to" in changed:
        cite = ("document", "item", "span_start", "span_end", "quote", "outlet", "outlet_date")
        changed["citation"] = {**{c: row[c] for c in cite}, "attributed_to": changed.pop("attributed_to")}
    changed["id"] = fact_id(
        row["document"],
        (row["span_start"], row["span_end"]),
        kind,
        subject,
        metric,
        relative,
        scope,
        identity,
    )
    made = rewrite_fact(connection, row, changed, actor, f"{old} merged into {new}")
    return str(row["id"]), made.id


def _take_out(connection: Connection, what: str, old: str, new: str) -> dict[str, Any]:
    """Remove an entry, its names given to another; the entry as it was."""
    cursor = connection.execute(f"SELECT * FROM {what} WHERE id = ?", [old])
    entry = dict(zip([d[0] for d in cursor.description or ()], cursor.fetchall()[0], strict=True))
    row = connection.execute(f"SELECT aliases FROM {what} WHERE id = ?", [new]).fetchone()
    before = list((row[0] if row else None) or ())
    names = [entry.get("label_zh"), entry.get("label_en"), *(entry.get("aliases") or ())]
    aliases = list(dict.fromkeys([*before, *(n for n in names if n)]))
    connection.execute(f"UPDATE {what} SET aliases = ? WHERE id = ?", [aliases, new])
    connection.execute(f"DELETE FROM {what} WHERE id = ?", [old])
    return {**entry, "_aliases_before": before}


def undo_merge(store: Path, name: str, actor: str) -> int:
    """Take back the last merge or renaming of an entity or metric; how many facts changed.

    Raises `UsageError` if it was neither merged nor renamed.
    """
    connection = open_store(store, write=True)
    try:
        found = connection.execute(
            "SELECT action, target, detail FROM event WHERE target = ? AND action IN ('merged', 'renamed')"
            " ORDER BY decided DESC LIMIT 1",
            [name],
        ).fetchone()
        if found is None:
            raise UsageError(f"{name!r} was neither merged nor renamed.")
        detail = json.loads(found[2])
        with transaction(connection):
            if found[0] == "renamed":
                _unname(connection, detail, name)
                pairs: Sequence[tuple[str, str]] = ()
            else:
                pairs = detail["facts"]
                _unmerge(connection, detail, pairs, actor)
            record_event(connection, actor, "undone", name, 1, f"undo: {found[0]}")
        return len(pairs)
    finally:
        connection.close()


def _unname(connection: Connection, detail: Mapping[str, Any], name: str) -> None:
    column = "label_zh" if "label_zh" in detail else "label_en"
    connection.execute(
        f"UPDATE {detail['what']} SET {column} = ?, aliases = ? WHERE id = ?",
        [detail[column], detail["aliases"], name],
    )


def _unmerge(
    connection: Connection, detail: Mapping[str, Any], pairs: Sequence[Sequence[str]], actor: str
) -> None:
    entry = dict(detail["entry"])
    before = entry.pop("_aliases_before")
    insert_rows(connection, detail["what"], list(entry), [tuple(entry.values())])
    connection.execute(f"UPDATE {detail['what']} SET aliases = ? WHERE id = ?", [before, detail["into"]])
    for old, new in pairs:
        first, second = fact_row(connection, old), fact_row(connection, new)
        if second is not None and old != new:
            set_status(connection, second, "retired", actor, "undo")
        if first is not None and first["superseded_by"] == new:
            status = second["status"] if second is not None else "candidate"
            set_status(connection, first, status, actor, "undo")
