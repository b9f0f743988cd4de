"""Correct a fact: which of its fields may be edited, and the id that it has then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from factbase.errors import BadInput, UsageError, said
from factbase.model.fact import period_text
from factbase.phrase import listed, phrase
from factbase.quantity.periods import parse_period
from factbase.quantity.units import TIMES
from factbase.service.new_names import NewName, create, write_vocabulary
from factbase.service.readers import load_units
from factbase.service.review import find_row, require_seen, set_decision
from factbase.store.claims import rewrite_fact
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.lookup import resolve
from factbase.vocabulary.names import plain_errors

__all__ = ["EDITABLE", "NAMED", "edit", "edited", "shown_fields"]

EDITABLE = (
    "kind", "subject", "metric", "relative_to", "scope", "modality", "period", "per", "attributed_to", "counted", "note",
)  # fmt: skip
# Fields that hold an id, and of what.
NAMED = {
    "subject": "entity",
    "relative_to": "entity",
    "attributed_to": "entity",
    "metric": "metric",
    "scope": "scope",
}


def edit(
    store: Path,
    fact: str,
    fields: Mapping[str, str],
    actor: str,
    reason: str = "edited in review",
    seen: int | None = None,
    new: Sequence[NewName] = (),
    *,
    accept: bool = False,
) -> str:
    """Give a fact other fields (see `EDITABLE`), and with `accept` accept it; the id it has then.

    Names may be ids, labels or aliases; those in `new` are made with the edit, or not at all. Raises `UsageError` for a
    field that does not exist, `UnknownName` for a name that does not, `BadInput` for a value that the model refuses or an
    accepted fact that lacks something.
    """
    connection = open_store(store, write=True)
    try:
        row = find_row(connection, fact)
        require_seen(row, seen)
        with transaction(connection):
            for name in new:
                create(connection, name, actor, load_units(store))
            made = edited(connection, row, fields, actor, reason)
            if accept:
                set_decision(connection, find_row(connection, made), "accept", actor, "")
            write_vocabulary(store, new)
        return made
    finally:
        connection.close()


def shown_fields(row: Mapping[str, Any]) -> dict[str, str]:
    """What a reviewer may edit, as it is typed: the period as `start/end`, `per` the time that the unit is per."""
    unit, _, time = str(row["unit"]).rpartition("/")
    whole = {
        **row,
        "period": period_text(row["period_start"], row["period_end"]),
        "per": time if unit and time in TIMES else "",
    }
    return {name: str(whole[name] or "") for name in EDITABLE}


def _per(unit: str, time: str) -> str:
    """A unit per another time: count, day → count/day. Raises `UsageError` for what is no time."""
    if time and time not in TIMES:
        raise UsageError(phrase("per is one of {times}, not {time!r}.", times=listed(TIMES), time=time))
    plain, _, last = unit.rpartition("/")
    base = plain if plain and last in TIMES else unit
    return f"{base}/{time}" if time else base


def edited(
    connection: Connection, row: Mapping[str, Any], fields: Mapping[str, str], actor: str, reason: str
) -> str:
    """Give a fact other fields in the caller's transaction; the id it has then. What it says already is no event.

    Raises as `edit` does.
    """
    if row["superseded_by"]:
        raise UsageError(
            phrase("{row} is superseded by {row2}; edit that one.", row=row["id"], row2=row["superseded_by"])
        )
    changed: dict[str, Any] = {}
    for name, value in fields.items():
        changed |= _changed(connection, row, name, value)
    if all((row[name] or "") == (value or "") for name, value in changed.items()):
        return str(row["id"])
    if _is_typed_date(row, changed):
        if not (changed.get("note") or row["note"]):
            raise UsageError(
                phrase(
                    "the date was read from its quote; another one needs a note that says why it is right."
                )
            )
        changed["rule"] = "explicit"
    try:
        return rewrite_fact(connection, row, changed, actor, reason).id
    except ValidationError as error:
        faults = listed(plain_errors(error), "; ")
    raise BadInput(phrase("{row}: {error}", row=row["id"], error=faults))


def _is_typed_date(row: Mapping[str, Any], changed: Mapping[str, Any]) -> bool:
    """Whether the edit puts another date in the place of one that was read: the period of a `date` fact is its value."""
    read = (row["period_start"], row["period_end"])
    typed = tuple(changed.get(name, row[name]) for name in ("period_start", "period_end"))
    return "date" in (row["kind"], changed.get("kind")) and read != (None, None) and typed != read


def _changed(connection: Connection, row: Mapping[str, Any], name: str, value: str) -> dict[str, Any]:
    """The columns that an edited field sets. Raises `UsageError`, `UnknownName`."""
    if name not in EDITABLE:
        raise UsageError(
            phrase("{name!r} cannot be edited; what can: {editable}.", name=name, editable=listed(EDITABLE))
        )
    if name == "period":
        try:
            period = parse_period(value) if value else None
        except ValueError as error:
            raise UsageError(said(error)) from error
        start, end = (period.start, period.end) if period else (None, None)
        return {"period_start": start, "period_end": end}
    if name == "per":
        return {"unit": _per(str(row["unit"]), value)}
    if name in NAMED and value:
        return {name: resolve(connection, NAMED[name], value)}
    return {name: value}
