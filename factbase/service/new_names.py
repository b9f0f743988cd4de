"""New entities and metrics: into the store, by an event, and into the vocabulary beside it, so that linking knows them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from factbase.errors import UsageError
from factbase.model.kinds import KINDS
from factbase.model.names import Entity, Metric
from factbase.phrase import listed, phrase, term
from factbase.quantity.units import UnitTable
from factbase.service.readers import load_units
from factbase.store.claims import record_event
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.lookup import known_names
from factbase.store.rows import insert_rows
from factbase.vocabulary.files import overlay_beside, read_toml
from factbase.vocabulary.names import may_share, plain_errors

__all__ = ["NewName", "add_name", "create", "entity_fields", "metric_fields", "write_vocabulary"]

_SLUG = re.compile(r"[^a-z0-9]+")
_FILES = {"entity": "entities", "metric": "metrics"}
_NATURES = {"date": "date", "rank": "rank"}
_NO_UNITS = ("money", "date", "rank")


class NewName(NamedTuple):
    """An entity or metric (`what`) as it is written into a vocabulary; `measured_of`: the types a new metric is measured of."""

    what: str
    fields: Mapping[str, Any]
    measured_of: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.fields["id"])


def entity_fields(label: str, type: str, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The fields of a new entity of this label; an id is made of it, or of its hash where it has no Latin letters.

    The id of a part begins with that of its whole: two plants may each have a 二期工程.
    """
    side = "label_zh" if _is_chinese(label) else "label_en"
    whole = str((more or {}).get("part_of") or "")
    own = _identity(label, type)
    return {"id": f"{whole}-{own}" if whole else own, "type": type, side: label, **(more or {})}


def metric_fields(
    label: str, kind: str, unit: str, units: UnitTable, more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The fields of a new metric that figures of `kind` in `unit` can be facts of; money takes every currency."""
    side = "label_zh" if _is_chinese(label) else "label_en"
    read = units.parse(unit)
    bases = [base for base, n in read.vector if n == 1] if read is not None else []
    is_money = bool(read and len(read.vector) == 1 and bases and bases[0].startswith("money:"))
    own = "money" if is_money else unit
    dimension = own if own in _NO_UNITS else read.dimension if read is not None else "number"
    return {
        "id": _identity(label, "metric").replace("-", "_"), "dimension": dimension, "kind": kind,
        "nature": _NATURES.get(kind, "level"), "unit": own, side: label, **(more or {}),
    }  # fmt: skip


def _is_chinese(label: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in label)


def _identity(label: str, sort: str) -> str:
    slug = _SLUG.sub("-", label.lower()).strip("-") if not _is_chinese(label) else ""
    return slug or f"{sort}-{hashlib.sha256(label.encode()).hexdigest()[:8]}"


def add_name(
    store: Path, what: str, fields: Mapping[str, Any], actor: str, measured_of: tuple[str, ...] = ()
) -> str:
    """Add an entity or metric (`what`) to the store and to the vocabulary beside it; its id.

    Raises `UsageError` if the id or a name of it is taken, or a field is refused.
    """
    new = NewName(what, {k: v for k, v in fields.items() if v}, measured_of)
    connection = open_store(store, write=True)
    try:
        with transaction(connection):
            create(connection, new, actor, load_units(store))
            write_vocabulary(store, (new,))
    finally:
        connection.close()
    return new.id


def create(connection: Connection, new: NewName, actor: str, units: UnitTable) -> None:
    """Write a new name into the store, with an event; runs in the caller's transaction. Raises `UsageError`."""
    made = _made(new)
    _require_free(connection, new.what, made)
    if isinstance(made, Metric):
        _require_measurable(made, units)
    else:
        _require_type(connection, made.type)
    row = _columns(made)
    insert_rows(connection, new.what, [*row, "origin"], [(*row.values(), "user")])
    record_event(connection, actor, "added", made.id, 1, phrase("new {what}", what=term(new.what)))


def _made(new: NewName) -> Entity | Metric:
    model = Entity if new.what == "entity" else Metric
    try:
        return model.model_validate(dict(new.fields))
    except ValidationError as error:
        faults = listed(plain_errors(error), "; ")
    raise UsageError(phrase("no {what} can be made of that: {error}", what=term(new.what), error=faults))


def _require_free(connection: Connection, what: str, made: Entity | Metric) -> None:
    names = {n.casefold(): n for n in (made.label_zh, made.label_en, *made.aliases) if n}
    if not names:
        raise UsageError(phrase("a new {what} needs a name: label_zh or label_en.", what=term(what)))
    for key, others in known_names(connection, what):
        if key == made.id:
            raise UsageError(phrase("the {what} {key} exists already.", what=term(what), key=key))
        taken = [names[o.casefold()] for o in others if o.casefold() in names]
        if taken and isinstance(made, Entity):
            found = connection.execute("SELECT part_of FROM entity WHERE id = ?", [key]).fetchone()
            if found is not None and may_share(made.part_of, str(found[0] or "")):
                continue
            raise UsageError(
                phrase(
                    "the name {taken!r} already belongs to {key}. Two things may share one if each is part_of another.",
                    taken=taken[0],
                    key=key,
                )
            )


def _require_measurable(made: Metric, units: UnitTable) -> None:
    if made.kind not in KINDS:
        raise UsageError(
            phrase("no kind is called {kind!r}; the kinds are {kinds}.", kind=made.kind, kinds=listed(KINDS))
        )
    if made.unit not in _NO_UNITS and units.parse(made.unit) is None:
        raise UsageError(phrase("no unit is called {unit!r}; factbase units lists them.", unit=made.unit))


def _require_type(connection: Connection, type: str) -> None:
    known = [t for (t,) in connection.execute("SELECT DISTINCT type FROM entity ORDER BY type").fetchall()]
    if known and type not in known:
        raise UsageError(
            phrase(
                "no type of entity is called {type!r}; the types are {known}.", type=type, known=listed(known)
            )
        )


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


def write_vocabulary(store: Path, names: Iterable[NewName]) -> None:
    """Append names to the vocabulary beside the store; each is whole there or not at all, and an id that is there stays."""
    names = tuple(names)
    if not names:
        return
    folder = overlay_beside(store) or store.resolve().parent / "vocabulary"
    folder.mkdir(exist_ok=True)
    subjects: dict[str, tuple[str, ...]] = {}
    for new in names:
        path = folder / f"{_FILES[new.what]}.toml"
        entries = read_toml(path).get(new.what, []) if path.exists() else []
        if not any(entry.get("id") == new.id for entry in entries):
            lines = [f"{key} = {_toml(value)}" for key, value in new.fields.items()]
            _append(path, f"\n[[{new.what}]]\n" + "\n".join(lines) + "\n")
        if new.what == "metric" and new.measured_of:
            subjects[new.id] = new.measured_of
    if subjects:
        _write_subjects(folder / "linking.toml", subjects)


def _write_subjects(path: Path, subjects: Mapping[str, tuple[str, ...]]) -> None:
    """What new metrics are measured of, as lines of `[subjects]`."""
    known = read_toml(path).get("subjects", {}) if path.exists() else {}
    lines = [f"{name} = {_toml(types)}" for name, types in subjects.items() if name not in known]
    if not lines:
        return
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    table = re.search(r"(?m)^\[subjects\][^\n]*$", text)
    at = table.end() if table else len(text)
    added = "".join(f"\n{line}" for line in lines)
    added = added if table else f"{chr(10) if text else ''}[subjects]{added}\n"
    _replace(path, text[:at] + added + text[at:])


def _append(path: Path, text: str) -> None:
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    _replace(
        path,
        before
        + ("" if before.endswith("\n") or not before else "\n")
        + text.lstrip("\n" if not before else ""),
    )


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def _toml(value: Any) -> str:
    """A text or a list of texts as TOML writes it."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(v) for v in value)}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
