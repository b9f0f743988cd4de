"""Review as a sheet: the queue written out, and a filled sheet carried out, all of its rows or none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from factbase.errors import BadInput, Problem, Problems, UnknownName, UsageError
from factbase.model.fact import period_text
from factbase.phrase import listed, phrase
from factbase.quantity.periods import parse_period
from factbase.quantity.units import UnitTable
from factbase.service.new_names import NewName, create, entity_fields, metric_fields, write_vocabulary
from factbase.service.offers import Offers
from factbase.service.readers import load_units
from factbase.service.review import DECISIONS, find_row, queue, set_decision
from factbase.service.review_edit import EDITABLE, NAMED, edited, shown_fields
from factbase.service.view import Column, Table
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.lookup import resolve

__all__ = ["export_queue", "import_decisions"]

_SHEET = ("decision", "reason", "id", *EDITABLE, "lacks", "proposals", "as_written", "read_as", "quote", "document", "item")  # fmt: skip
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
# A spreadsheet would read an id such as 12e456789012 as a number; the mark in front keeps it a text.
_MARK = "#"


class _Desk(NamedTuple):
    """What carrying out a sheet needs and gathers."""

    connection: Connection
    actor: str
    units: UnitTable
    made: list[NewName]


def export_queue(store: Path, offers: Offers | None = None) -> Table:
    """The queue as a sheet: one row per candidate, to be filled in `decision` (accept, reject, edit) and sent back.

    `proposals` holds what may be copied into the cells for subject and metric: an id, or `new model: the name`.
    """
    rows = []
    for proposal in queue(store, offers=offers):
        values = {
            **proposal.row,
            **shown_fields(proposal.row),
            "id": _MARK + proposal.row["id"],
            "decision": "",
            "reason": "",
            "lacks": ", ".join(proposal.lacks),
            "proposals": " | ".join(f"{o.field} = {o}" for o in proposal.offers),
            "read_as": proposal.shown,
        }
        rows.append(tuple(values[c] for c in _SHEET))
    return Table("", tuple(Column(c) for c in _SHEET), tuple(rows), notes=(f"{len(rows)} candidates",))


def import_decisions(store: Path, file: Path, actor: str) -> Table:
    """Carry out the decisions of a filled sheet, all or none; a row without a decision is left.

    A field that differs from the stored one is edited first; a cell `new model: the name` (`new: the name` for a metric)
    makes a new name. What an earlier import of the sheet has done is not done again. Raises `BadInput` for a file that
    is no such sheet, `Problems` naming every row at fault.
    """
    sheet = _read(file)
    problems: list[Problem] = []
    done: list[tuple[str, str]] = []
    connection = open_store(store, write=True)
    try:
        with transaction(connection):
            desk = _Desk(connection, actor, load_units(store), [])
            first: dict[str, int] = {}
            for number, entry in sheet:
                if entry.get("decision"):
                    try:
                        _require_once(first, entry.get("id", "").lstrip(_MARK).lower(), number)
                        done.append(_carry_out(desk, entry))
                    except (UsageError, BadInput) as error:
                        problems.append(Problem(file.name, f"row {number}", str(error)))
            if problems:
                raise Problems(problems)
            write_vocabulary(store, desk.made)
    finally:
        connection.close()
    made = [f"{new.what} {new.id}" for new in desk.made]
    notes = (f"{len(done)} decisions", *((f"new: {', '.join(made)}",) if made else ()))
    return Table("", (Column("id"), Column("decision")), tuple(done), notes=notes)


def _require_once(first: dict[str, int], fact: str, number: int) -> None:
    """Note the row that decides about a fact. Raises `UsageError` if an earlier one does: which of them is meant?"""
    if fact and fact in first:
        raise UsageError(phrase("{fact} is decided already in row {n}.", fact=fact, n=first[fact]))
    first[fact] = number


def _read(file: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a sheet with their line numbers, whatever a spreadsheet made of it: encoding, separator, line ends."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise BadInput(phrase("{file} cannot be read: {reason}", file=file, reason=error.strerror)) from error
    if raw[:4] == b"PK\x03\x04":
        raise BadInput(phrase("{file} is a workbook; save it as CSV (UTF-8) and import that.", file=file))
    text = _decoded(raw, file)
    head = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=head.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise BadInput(phrase("{file} cannot be read as CSV: {error}", file=file, error=error)) from error
    names = [name.strip().lower() for name in table[0]] if table else []
    missing = [name for name in ("decision", "id") if name not in names]
    if missing:
        raise BadInput(
            phrase(
                "{file} has no column {missing}; review --export writes a sheet that has.",
                file=file,
                missing=listed(missing, " and "),
            )
        )
    found = []
    for number, cells in enumerate(table[1:], 2):
        entry = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        found.append((number, entry))
    return found


def _decoded(raw: bytes, file: Path) -> str:
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(phrase("{file} is in no encoding that a sheet has: UTF-8, UTF-16 or GB18030.", file=file))


def _carry_out(desk: _Desk, entry: Mapping[str, str]) -> tuple[str, str]:
    """Do what a row says; the id that its fact has then, and the decision."""
    word = entry["decision"].lower()
    decision, reason = _WORDS.get(word, word), entry.get("reason", "")
    if decision not in (*DECISIONS, "edit"):
        raise UsageError(
            phrase("decision is accept, reject, edit or reopen, not {entry!r}.", entry=entry["decision"])
        )
    if decision == "reject" and not reason:
        raise UsageError(phrase("a rejection needs a reason."))
    row = _standing(desk.connection, find_row(desk.connection, entry.get("id", "").lstrip(_MARK)))
    changes = _changes(desk, row, entry) if decision != "reject" else {}
    target = str(row["id"])
    if changes:
        target = edited(desk.connection, row, changes, desk.actor, reason or "edited in a sheet")
        row = find_row(desk.connection, target)
    if decision != "edit" and row["status"] != DECISIONS[decision]:
        set_decision(desk.connection, row, decision, desk.actor, reason)
    return target, decision


def _standing(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """The fact that now stands for a row: an edit by an earlier import gave it another id."""
    while row["superseded_by"]:
        row = find_row(connection, row["superseded_by"])
    return row


def _changes(desk: _Desk, row: Mapping[str, Any], entry: Mapping[str, str]) -> dict[str, str]:
    """The cells that say something else than the store, names resolved, new ones made."""
    stored = shown_fields(row)
    wanted = {name: entry[name] for name in EDITABLE if name in entry}
    for name in NAMED:
        if wanted.get(name):
            wanted[name] = _named(desk, name, wanted[name], {**row, **wanted})
    if wanted.get("period"):
        wanted["period"] = _as_stored(wanted["period"])
    return {name: value for name, value in wanted.items() if value.removeprefix("'") != stored[name]}


def _as_stored(cell: str) -> str:
    """A period as the store keeps it, also a day that a spreadsheet wrote as 2024/2/12. Raises `UsageError`."""
    day = _DAY.fullmatch(cell)
    try:
        period = parse_period("-".join(n.zfill(2) for n in day.groups()) if day else cell)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return period_text(period.start, period.end)


def _named(desk: _Desk, field: str, cell: str, row: Mapping[str, Any]) -> str:
    what = NAMED[field]
    asked = _NEW.fullmatch(cell)
    if asked is None or what == "scope":
        return resolve(desk.connection, what, cell)
    sort, label = (asked[1] or "").lower(), asked[2]
    try:
        return resolve(desk.connection, what, label)
    except UnknownName:
        new = _made(desk, what, sort, label, row)
    create(desk.connection, new, desk.actor, desk.units)
    desk.made.append(new)
    return new.id


def _made(desk: _Desk, what: str, sort: str, label: str, row: Mapping[str, Any]) -> NewName:
    if what == "entity":
        if not sort:
            raise UsageError(phrase("say what {label!r} is, such as new product: {label}", label=label))
        return NewName(what, entity_fields(label, sort))
    found = desk.connection.execute("SELECT type FROM entity WHERE id = ?", [row["subject"]]).fetchone()
    types = (str(found[0]),) if found else ()
    return NewName(what, metric_fields(label, row["kind"], row["unit"], desk.units), types)
