"""One row of a filled sheet: whether it speaks of the fact as it is, what it changes, and that carried out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from factbase.errors import UnknownName, UsageError, said
from factbase.model.fact import period_text
from factbase.phrase import phrase, term
from factbase.quantity.periods import parse_period
from factbase.quantity.units import UnitTable
from factbase.service.new_names import NewName, create, entity_fields, metric_fields
from factbase.service.review import DECISIONS, find_row, set_decision
from factbase.service.review_edit import EDITABLE, NAMED, edited, shown_fields
from factbase.service.wording import figure
from factbase.store.claims import fact_row
from factbase.store.connection import Connection
from factbase.store.lookup import resolve

__all__ = ["MARK", "Desk", "Done", "carry_out", "fact_of", "is_touched"]

# A spreadsheet would read an id such as 12e456789012 as a number; the mark in front keeps it a text.
MARK = "#"
_WORDS = {
    "a": "accept",
    "accepted": "accept",
    "r": "reject",
    "rejected": "reject",
    "e": "edit",
    "edited": "edit",
}
_NEW = re.compile(r"\s*new(?:\s+([a-z_]+))?\s*[:：]\s*(.+?)\s*", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
# What a spreadsheet makes of a cell of digits and dashes such as 2026-06 or 3-5: Jun-26, 5-Mar, 2026/6/1, 3月5日.
_DIGITS_ALONE = re.compile(r"[\d年月日/.\-–—~]+")
_MADE_A_MONTH = re.compile(r"[A-Za-z]{3}-\d{2,4}|\d{1,2}-[A-Za-z]{3}(?:-\d{2,4})?")


class Desk(NamedTuple):
    """What carrying out a sheet needs and gathers."""

    connection: Connection
    actor: str
    units: UnitTable
    made: list[NewName]


class Done(NamedTuple):
    """What a row came to: the id that its fact has then, the decision, and whether it asked for an edit that is none."""

    id: str
    decision: str
    is_idle: bool = False


def fact_of(entry: Mapping[str, str]) -> str:
    """The id that a row names, without the mark that keeps it a text."""
    return entry.get("id", "").lstrip(MARK)


def carry_out(desk: Desk, entry: Mapping[str, str]) -> Done:
    """Do what a row says, in the caller's transaction.

    Raises `UsageError`, `BadInput` or `UnknownName`: for what is no decision or lacks its reason, for a figure that was
    typed over, and for a fact that was decided elsewhere since the sheet was written.
    """
    word = entry["decision"].lower()
    decision, reason = _WORDS.get(word, word), entry.get("reason", "")
    if decision not in (*DECISIONS, "edit"):
        raise UsageError(
            phrase("decision is accept, reject, edit or reopen, not {entry!r}.", entry=entry["decision"])
        )
    if decision == "reject" and not reason:
        raise UsageError(phrase("a rejection needs a reason."))
    named = find_row(desk.connection, fact_of(entry))
    row = _standing(desk.connection, named)
    is_new = row["id"] == named["id"] and _is_as_exported(row, entry)
    _require_as_read(row, entry, is_new=is_new)
    is_rejected = decision == "reject"
    changes = {} if is_rejected and is_new else _changes(desk, row, entry, may_make=not is_rejected)
    if not is_new:
        _require_agreement(named, row, decision, changes)
    target = str(row["id"])
    if changes and not is_rejected:
        target = edited(desk.connection, row, changes, desk.actor, reason or phrase("edited in a sheet"))
        row = find_row(desk.connection, target)
    if decision != "edit" and row["status"] != DECISIONS[decision]:
        set_decision(desk.connection, row, decision, desk.actor, reason)
    return Done(target, decision, is_new and decision == "edit" and not changes)


def is_touched(desk: Desk, entry: Mapping[str, str]) -> bool:
    """Whether a row without a decision says something that the sheet did not say when it was written."""
    row = fact_row(desk.connection, fact_of(entry))
    if row is None or not _is_as_exported(row, entry):
        return False
    stored = shown_fields(row)
    return (
        bool(entry.get("reason"))
        or any(not _is_cell(entry[name], stored[name]) for name in EDITABLE if name in entry)
        or _typed_over(row, entry, is_new=True) != ""
    )


def _standing(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """The fact that now stands for a row: an edit by an earlier import gave it another id."""
    while row["superseded_by"]:
        row = find_row(connection, row["superseded_by"])
    return row


def _is_as_exported(row: Mapping[str, Any], entry: Mapping[str, str]) -> bool:
    """Whether a fact is still what the sheet was written from; without a column `version`, whether it still waits."""
    version = entry.get("version", "")
    return version == str(row["version"]) if version else row["status"] == "candidate"


def _require_agreement(
    named: Mapping[str, Any], row: Mapping[str, Any], decision: str, changes: Mapping[str, str]
) -> None:
    """Refuse a row whose fact was decided or corrected since, unless it says just what the store does."""
    is_done = decision == "edit" or row["status"] == DECISIONS[decision]
    if decision == "reject" and is_done:
        return
    if not changes and (is_done or decision == "reopen" or row["status"] == "candidate"):
        return
    raise UsageError(
        phrase(
            "{id} was decided elsewhere since the sheet was written: it is {now} now ({status}). "
            "Export the queue anew, or decide with review --fact {now}.",
            id=named["id"],
            now=row["id"],
            status=term(row["status"]),
        )
    )


def _require_as_read(row: Mapping[str, Any], entry: Mapping[str, str], *, is_new: bool) -> None:
    name = _typed_over(row, entry, is_new=is_new)
    if name:
        raise UsageError(
            phrase(
                "{name} cannot be edited: a figure is read from its document, never typed in. "
                "Reject the row, or correct the document and ingest it again.",
                name=name,
            )
        )


def _typed_over(row: Mapping[str, Any], entry: Mapping[str, str], *, is_new: bool) -> str:
    """The column of what was read that says something else than the store, empty if none does.

    How a figure is read changes with its fields, so that it is compared for a fact alone that is as it was exported.
    """
    read = {"as_written": row["as_written"], "quote": row["quote"]}
    if is_new:
        read["read_as"] = figure(dict(row))
    wrong = (name for name, stored in read.items() if name in entry and not _is_cell(entry[name], stored))
    return next(wrong, "")


def _is_cell(cell: str, stored: str) -> bool:
    """Whether a cell is what was written there, as spreadsheets save it: spaces, numbers and dates in their own style."""
    one, two = ("".join(text.removeprefix("'").split()) for text in (cell, stored))
    if one == two or _number(one) == _number(two) is not None:
        return True
    if not _DIGITS_ALONE.fullmatch(two):
        return False
    if _MADE_A_MONTH.fullmatch(one):
        return True
    given, kept = ([int(n) for n in re.findall(r"\d+", text)] for text in (one, two))
    return _DIGITS_ALONE.fullmatch(one) is not None and len(kept) > 1 and given[: len(kept)] == kept


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _changes(
    desk: Desk, row: Mapping[str, Any], entry: Mapping[str, str], *, may_make: bool
) -> dict[str, str]:
    """The cells that say something else than the store, names resolved, new ones made if that may be."""
    stored = shown_fields(row)
    wanted = {name: entry[name] for name in EDITABLE if name in entry}
    for name in NAMED:
        if wanted.get(name):
            wanted[name] = _named(desk, name, wanted[name], {**row, **wanted}, may_make=may_make)
    if wanted.get("period"):
        wanted["period"] = _as_stored(wanted["period"])
    return {name: value for name, value in wanted.items() if value.removeprefix("'") != stored[name]}


def _as_stored(cell: str) -> str:
    """A period as the store keeps it, also a day that a spreadsheet wrote as 2024/2/12. Raises `UsageError`."""
    day = _DAY.fullmatch(cell)
    try:
        period = parse_period("-".join(n.zfill(2) for n in day.groups()) if day else cell)
    except ValueError as error:
        raise UsageError(said(error)) from error
    return period_text(period.start, period.end)


def _named(desk: Desk, field: str, cell: str, row: Mapping[str, Any], *, may_make: bool) -> str:
    what = NAMED[field]
    asked = _NEW.fullmatch(cell)
    if asked is None or what == "scope":
        return resolve(desk.connection, what, cell)
    sort, label = (asked[1] or "").lower(), asked[2]
    try:
        return resolve(desk.connection, what, label)
    except UnknownName:
        if not may_make:
            return cell
        new = _made(desk, what, sort, label, row)
    create(desk.connection, new, desk.actor, desk.units)
    desk.made.append(new)
    return new.id


def _made(desk: Desk, what: str, sort: str, label: str, row: Mapping[str, Any]) -> NewName:
    if what == "entity":
        if not sort:
            raise UsageError(phrase("say what {label!r} is, such as new product: {label}", label=label))
        return NewName(what, entity_fields(label, sort))
    found = desk.connection.execute("SELECT type FROM entity WHERE id = ?", [row["subject"]]).fetchone()
    types = (str(found[0]),) if found else ()
    return NewName(what, metric_fields(label, row["kind"], row["unit"], desk.units), types)
