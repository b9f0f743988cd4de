"""Answer `review`: the queue of candidates, one decision at a time, each an event; the store is held by none of them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from factbase.errors import BadInput, Problem, Problems, UnknownName, UsageError
from factbase.model.fact import fact_id, period_text
from factbase.quantity.periods import parse_period
from factbase.service.view import Column, Table
from factbase.service.wording import figure
from factbase.store.claims import events_of, fact_row, record_event, rewrite_fact, set_status
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.facts import FACT_COLUMNS
from factbase.store.lookup import resolve
from factbase.vocabulary.names import plain_errors

__all__ = [
    "EDITABLE",
    "Proposal",
    "decide",
    "edit",
    "export_queue",
    "history",
    "import_decisions",
    "queue",
    "undo",
]

EDITABLE = (
    "kind",
    "subject",
    "metric",
    "relative_to",
    "scope",
    "modality",
    "period",
    "attributed_to",
    "counted",
    "note",
)
_NAMED = {
    "subject": "entity",
    "relative_to": "entity",
    "attributed_to": "entity",
    "metric": "metric",
    "scope": "scope",
}
_DECISIONS = {"accept": "accepted", "reject": "rejected", "reopen": "candidate"}
_SHEET = ("decision", "reason", "id", *EDITABLE, "as_written", "quote", "document", "item")
_UNDONE = ("accepted", "rejected", "candidate", "corrected", "superseded")


class Proposal(NamedTuple):
    """A candidate as a reviewer sees it: its row, its sentence with `[start, end)` of the figure, and what it lacks."""

    row: dict[str, Any]
    shown: str
    sentence: str
    start: int
    end: int
    lacks: tuple[str, ...]


def queue(store: Path, skip: Sequence[str] = (), limit: int | None = None) -> list[Proposal]:
    """The candidates that wait for a decision, in document order, without those in `skip`."""
    connection = open_store(store)
    try:
        names = ", ".join(f'f."{c}"' for c in FACT_COLUMNS)
        rows = connection.execute(
            f"SELECT {names}, d.body FROM fact AS f LEFT JOIN document AS d ON d.id = f.document"
            " WHERE f.status = 'candidate' AND NOT list_contains(?, f.id) ORDER BY f.document, f.span_start, f.id LIMIT ?",
            [list(skip), limit if limit is not None else 1_000_000],
        ).fetchall()
    finally:
        connection.close()
    return [_proposal(dict(zip(FACT_COLUMNS, r[:-1], strict=True)), r[-1] or "") for r in rows]


def _proposal(row: dict[str, Any], body: str) -> Proposal:
    first, last = row["span_start"], row["span_end"]
    stops = "。！？!?\n"
    start = max((body.rfind(s, 0, first) + 1 for s in stops), default=0)
    ends = [p for p in (body.find(s, last) for s in stops) if p >= 0]
    sentence = body[start : min(ends, default=len(body) - 1) + 1] or row["quote"]
    lacks = tuple(name for name in ("subject", "metric") if not row[name])
    return Proposal(row, figure(row), sentence, max(0, first - start), max(0, last - start), lacks)


def decide(store: Path, fact: str, decision: str, actor: str, reason: str = "") -> str:
    """Accept, reject or reopen a fact; its id. A rejection needs a reason.

    Raises `UsageError` for a decision that does not exist or lacks its reason, `UnknownName` for a fact that does not
    exist, `BadInput` naming what an accepted fact still needs.
    """
    if decision not in _DECISIONS:
        raise UsageError(f"a decision is one of {', '.join(_DECISIONS)}, not {decision!r}.")
    if decision == "reject" and not reason.strip():
        raise UsageError("a rejection needs a reason.")
    connection = open_store(store, write=True)
    try:
        row = _row(connection, fact)
        with transaction(connection):
            _set(connection, row, _DECISIONS[decision], actor, reason)
        return str(row["id"])
    finally:
        connection.close()


def _set(connection: Connection, row: Mapping[str, Any], status: str, actor: str, reason: str) -> None:
    try:
        set_status(connection, row, status, actor, reason)
    except ValidationError as error:
        raise BadInput(f"{row['id']} cannot be {status}: {'; '.join(plain_errors(error))}") from error


def edit(
    store: Path, fact: str, fields: Mapping[str, str], actor: str, reason: str = "edited in review"
) -> str:
    """Give a fact other fields (see `EDITABLE`); the id it has then. Names may be ids, labels or aliases.

    Raises `UsageError` for a field that does not exist, `UnknownName` for a name that does not, `BadInput` for a value
    that the model refuses.
    """
    connection = open_store(store, write=True)
    try:
        row = _row(connection, fact)
        with transaction(connection):
            return _edited(connection, row, fields, actor, reason)
    finally:
        connection.close()


def _edited(
    connection: Connection, row: Mapping[str, Any], fields: Mapping[str, str], actor: str, reason: str
) -> str:
    changed: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in EDITABLE:
            raise UsageError(f"{name!r} cannot be edited; what can: {', '.join(EDITABLE)}.")
        if name == "period":
            try:
                period = parse_period(value) if value else None
            except ValueError as error:
                raise UsageError(str(error)) from error
            changed["period_start"], changed["period_end"] = (
                (period.start, period.end) if period else (None, None)
            )
        elif name in _NAMED and value:
            changed[name] = resolve(connection, _NAMED[name], value)
        else:
            changed[name] = value
    after = {**row, **changed}
    identity = "" if after["kind"] == "date" else period_text(after["period_start"], after["period_end"])
    kind, subject, metric, relative, scope = (
        str(after[n]) for n in ("kind", "subject", "metric", "relative_to", "scope")
    )
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
    if "attributed_to" in changed:
        cite = ("document", "item", "span_start", "span_end", "quote", "outlet", "outlet_date")
        changed["citation"] = {**{c: row[c] for c in cite}, "attributed_to": changed.pop("attributed_to")}
    try:
        return rewrite_fact(connection, row, changed, actor, reason).id
    except ValidationError as error:
        raise BadInput(f"{row['id']}: {'; '.join(plain_errors(error))}") from error


def undo(store: Path, actor: str) -> str:
    """Take back the actor's last decision about a fact; the id of that fact. Raises `UsageError` if there is none."""
    connection = open_store(store, write=True)
    try:
        found = connection.execute(
            "SELECT target, action, detail FROM event WHERE actor = ? AND action IN (SELECT unnest(?))"
            " AND NOT starts_with(reason, 'undo') ORDER BY decided DESC, version DESC LIMIT 1",
            [actor, list(_UNDONE)],
        ).fetchone()
        if found is None:
            raise UsageError(f"{actor} has decided nothing that could be undone.")
        target = str(found[0])
        row = _row(connection, target)
        with transaction(connection):
            _restore(connection, row, actor)
        return target
    finally:
        connection.close()


def _restore(connection: Connection, row: Mapping[str, Any], actor: str) -> None:
    """Make the version before the present one the next version; what superseded it becomes retired."""
    import json

    kept = connection.execute(
        "SELECT record FROM fact_history WHERE id = ? ORDER BY version DESC LIMIT 1", [row["id"]]
    ).fetchone()
    if kept is None:
        raise UsageError(f"{row['id']} has no earlier version.")
    before = json.loads(kept[0])
    if row["superseded_by"]:
        successor = fact_row(connection, row["superseded_by"])
        if successor is not None:
            set_status(connection, successor, "retired", actor, "undo")
    record = {c: before[c] for c in FACT_COLUMNS}
    record["version"] = row["version"] + 1
    _write_back(connection, row, record, actor)


def _write_back(
    connection: Connection, row: Mapping[str, Any], record: Mapping[str, Any], actor: str
) -> None:
    from factbase.store.facts import replace_fact, utc_now

    replace_fact(connection, row, {**record, "recorded": utc_now()}, utc_now())
    record_event(connection, actor, record["status"], row["id"], record["version"], "undo")


def export_queue(store: Path) -> Table:
    """The queue as a sheet: one row per candidate, to be filled in `decision` (accept, reject, edit) and sent back."""
    rows = []
    for proposal in queue(store):
        values = {**proposal.row, "decision": "", "reason": "", "period": _period(proposal.row)}
        rows.append(tuple(values[c] for c in _SHEET))
    return Table("", tuple(Column(c) for c in _SHEET), tuple(rows), notes=(f"{len(rows)} candidates",))


def _period(row: Mapping[str, Any]) -> str:
    return period_text(row["period_start"], row["period_end"])


def import_decisions(store: Path, file: Path, actor: str) -> Table:
    """Carry out the decisions of a filled sheet, all or none; a row without a decision is left.

    A field that differs from the stored one is edited first. Raises `Problems` naming every row at fault.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as source:
            sheet = list(csv.DictReader(source))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{file} cannot be read as CSV: {error}") from error
    problems: list[Problem] = []
    done: list[tuple[str, str]] = []
    connection = open_store(store, write=True)
    try:
        with transaction(connection):
            for number, entry in enumerate(sheet, 2):
                if (entry.get("decision") or "").strip():
                    _carry_out(connection, entry, number, file.name, actor, problems, done)
            if problems:
                raise Problems(problems)
    finally:
        connection.close()
    return Table("", (Column("id"), Column("decision")), tuple(done), notes=(f"{len(done)} decisions",))


def _carry_out(
    connection: Connection, entry: Mapping[str, str], number: int, file: str, actor: str, problems: list[Problem],
    done: list[tuple[str, str]],
) -> None:  # fmt: skip
    decision, reason = entry["decision"].strip().lower(), (entry.get("reason") or "").strip()
    try:
        row = _row(connection, entry.get("id") or "")
        stored = {**row, "period": _period(row)}
        changes = {
            n: entry[n] for n in EDITABLE if n in entry and entry[n] is not None and entry[n] != stored[n]
        }
        target = (
            _edited(connection, row, changes, actor, reason or "edited in a sheet") if changes else row["id"]
        )
        if decision == "reject" and not reason:
            raise UsageError("a rejection needs a reason.")
        if decision != "edit":
            if decision not in _DECISIONS:
                raise UsageError(f"decision is accept, reject or edit, not {decision!r}.")
            _set(connection, _row(connection, target), _DECISIONS[decision], actor, reason)
        done.append((target, decision))
    except (UsageError, BadInput) as error:
        problems.append(Problem(file, f"row {number}", str(error)))


def history(store: Path, target: str) -> Table:
    """Every event about a fact (by its id or a unique beginning of it), an entity, a metric or a document."""
    connection = open_store(store)
    try:
        found = connection.execute(
            "SELECT DISTINCT target FROM event WHERE starts_with(target, ?)", [target]
        ).fetchall()
        targets = [t for (t,) in found]
        if target in targets:
            targets = [target]
        if not targets:
            raise UnknownName("event", target)
        if len(targets) > 1:
            raise UsageError(
                f"{target!r} begins {len(targets)} ids: {', '.join(sorted(targets)[:8])}. Type more of it."
            )
        rows = events_of(connection, targets)
    finally:
        connection.close()
    columns = tuple(
        Column(c, "data" if c == "detail" else "text")
        for c in ("decided", "actor", "action", "target", "version", "reason", "detail")
    )
    return Table("", columns, tuple(rows))


def _row(connection: Connection, fact: str) -> dict[str, Any]:
    if not fact:
        raise UsageError("a row names no fact: its id is empty.")
    ids = [
        i
        for (i,) in connection.execute(
            "SELECT id FROM fact WHERE starts_with(id, ?)", [fact.lower()]
        ).fetchall()
    ]
    if len(ids) > 1 and fact not in ids:
        raise UsageError(f"{fact!r} begins {len(ids)} ids. Type more of it.")
    row = fact_row(connection, fact if fact in ids else ids[0]) if ids else None
    if row is None:
        raise UnknownName("fact", fact)
    return row
