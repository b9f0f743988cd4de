"""Review as a sheet: the queue written out, and a filled sheet carried out, all of its rows or none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from factbase.errors import BadInput, Problem, Problems, UsageError, said
from factbase.phrase import counted, listed, phrase
from factbase.service.new_names import write_vocabulary
from factbase.service.offers import Offers
from factbase.service.readers import load_units
from factbase.service.review import queue
from factbase.service.review_edit import EDITABLE, shown_fields
from factbase.service.review_row import MARK, Desk, Done, carry_out, fact_of, is_touched
from factbase.service.view import Column, Table
from factbase.store.connection import open_store, transaction

__all__ = ["export_queue", "import_decisions"]

_SHEET = ("decision", "reason", "id", "version", *EDITABLE, "lacks", "proposals", "as_written", "read_as", "quote", "document", "item")  # fmt: skip


def export_queue(store: Path, offers: Offers | None = None) -> Table:
    """The queue as a sheet: one row per candidate, to be filled in `decision` (accept, reject, edit) and sent back.

    `proposals` holds what may be copied into the cells for subject and metric: an id, or `new model: the name`.
    """
    rows = []
    for proposal in queue(store, offers=offers):
        values = {
            **proposal.row,
            **shown_fields(proposal.row),
            "id": MARK + proposal.row["id"],
            "decision": "",
            "reason": "",
            "lacks": ", ".join(proposal.lacks),
            "proposals": " | ".join(f"{o.field} = {o}" for o in proposal.offers),
            "read_as": proposal.shown,
        }
        rows.append(tuple(values[c] for c in _SHEET))
    return Table(
        "",
        tuple(Column(c) for c in _SHEET),
        tuple(rows),
        notes=(counted(len(rows), "{n} candidate", "{n} candidates"),),
    )


def import_decisions(store: Path, file: Path, actor: str) -> Table:
    """Carry out the decisions of a filled sheet, all or none; a row without a decision is left.

    A field that differs from the stored one is edited first; a cell `new model: the name` (`new: the name` for a metric)
    makes a new name. What an earlier import of the sheet has done is not done again; what was decided elsewhere since the
    sheet was written stands. Raises `BadInput` for a file that is no such sheet, `Problems` naming every row at fault.
    """
    sheet = _read(file)
    problems: list[Problem] = []
    done: list[Done] = []
    idle: list[int] = []
    connection = open_store(store, write=True)
    try:
        with transaction(connection):
            desk = Desk(connection, actor, load_units(store), [])
            left = [
                number for number, entry in sheet if not entry.get("decision") and is_touched(desk, entry)
            ]
            first: dict[str, int] = {}
            for number, entry in sheet:
                if entry.get("decision"):
                    try:
                        _require_once(first, fact_of(entry).lower(), number)
                        done.append(carry_out(desk, entry))
                        idle += [number] if done[-1].is_idle else []
                    except (UsageError, BadInput) as error:
                        problems.append(Problem(file.name, phrase("row {n}", n=number), said(error)))
            if problems:
                raise Problems(problems)
            write_vocabulary(store, desk.made)
    finally:
        connection.close()
    rows = tuple((one.id, one.decision) for one in done)
    return Table("", (Column("id"), Column("decision")), rows, notes=tuple(_notes(desk, done, left, idle)))


def _notes(desk: Desk, done: Sequence[Done], left: Sequence[int], idle: Sequence[int]) -> Iterator[str]:
    """How many rows were carried out, the new names, and the rows that may have been meant otherwise."""
    yield counted(len(done), "{n} decision", "{n} decisions")
    if desk.made:
        yield phrase("new: {names}", names=listed(f"{new.what} {new.id}" for new in desk.made))
    if left:
        yield counted(
            len(left),
            "row {rows} says something new but has no decision: nothing was done with it",
            "rows {rows} say something new but have no decision: nothing was done with them",
            rows=listed(left),
        )
    if idle:
        yield counted(
            len(idle),
            "row {rows} asks for an edit but changes no field that can be edited",
            "rows {rows} ask for an edit but change no field that can be edited",
            rows=listed(idle),
        )


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
        raise BadInput(phrase("{file} cannot be read: {reason}", file=file, reason=said(error))) from error
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
                missing=listed(missing),
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
