"""Answer `review`: the queue of candidates, one decision at a time, each an event; the store is held by none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from factbase.errors import BadInput, UnknownName, UsageError
from factbase.extract.fit import unit_misfit
from factbase.model.kinds import KINDS
from factbase.phrase import ENGLISH, listed, phrase
from factbase.service.offers import Offer, Offers
from factbase.service.readers import overlay_of
from factbase.service.review_passage import Passage, passage_of
from factbase.service.wording import figure
from factbase.store.claims import fact_row, set_status
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.facts import FACT_COLUMNS
from factbase.store.labels import words_in
from factbase.store.select import facts_by_key
from factbase.vocabulary.names import plain_errors
from factbase.vocabulary.reading import reader_tables

__all__ = [
    "DECISIONS", "Proposal", "decide", "find_row", "one", "queue", "require_seen", "set_decision", "waiting",
]  # fmt: skip

_HAN = re.compile(r"[\u4e00-\u9fff]")
DECISIONS = {"accept": "accepted", "reject": "rejected", "reopen": "candidate"}

# An id → the words for it.
Label = Callable[[str], str]


class Proposal(NamedTuple):
    """A candidate as a reviewer sees it: its row, the passage that holds its figure, and what it lacks.

    `offers` are proposals for its subject and metric, the likeliest of each first; nothing takes them but a reviewer.
    `names` gives the label of an id in the language of the document.
    """

    row: dict[str, Any]
    shown: str
    passage: Passage
    lacks: tuple[str, ...]
    offers: tuple[Offer, ...] = ()
    names: Label = ENGLISH.label


def queue(
    store: Path, skip: Sequence[str] = (), limit: int | None = None, offers: Offers | None = None
) -> list[Proposal]:
    """The candidates that wait for a decision, in document order, without those in `skip`; `offers` adds proposals."""
    connection = open_store(store)
    try:
        names = ", ".join(f'f."{c}"' for c in FACT_COLUMNS)
        rows = connection.execute(
            f"SELECT {names}, d.body FROM fact AS f LEFT JOIN document AS d ON d.id = f.document"
            " WHERE f.status = 'candidate' AND NOT list_contains(?, f.id) ORDER BY f.document, f.span_start, f.id LIMIT ?",
            [list(skip), limit if limit is not None else 1_000_000],
        ).fetchall()
        spoken = _names(connection)
        return [_shown(connection, r, offers, spoken) for r in rows]
    finally:
        connection.close()


def waiting(store: Path, skip: Sequence[str] = ()) -> int:
    """How many candidates wait for a decision, without those in `skip`."""
    connection = open_store(store)
    try:
        row = connection.execute(
            "SELECT count(*) FROM fact WHERE status = 'candidate' AND NOT list_contains(?, id)", [list(skip)]
        ).fetchone()
        return int(row[0]) if row else 0
    finally:
        connection.close()


def one(store: Path, fact: str, offers: Offers | None = None) -> Proposal:
    """A fact of any status as a reviewer sees it, to be corrected or retracted. Raises `UnknownName`."""
    connection = open_store(store)
    try:
        row = find_row(connection, fact)
        body = connection.execute("SELECT body FROM document WHERE id = ?", [row["document"]]).fetchone()
        found = (*(row[c] for c in FACT_COLUMNS), body[0] if body else "")
        return _shown(connection, found, offers, _names(connection))
    finally:
        connection.close()


def _names(connection: Connection) -> tuple[Label, Label]:
    return words_in(connection, "zh").label, words_in(connection, "en").label


def _shown(
    connection: Connection, found: Sequence[Any], offers: Offers | None, names: tuple[Label, Label]
) -> Proposal:
    row = dict(zip(FACT_COLUMNS, found[:-1], strict=True))
    proposal = _proposal(row, found[-1] or "")
    proposal = proposal._replace(names=names[_HAN.search(proposal.passage.sentence) is None])
    return proposal._replace(offers=offers.of(connection, row)) if offers is not None else proposal


def _proposal(row: dict[str, Any], body: str) -> Proposal:
    passage = passage_of(body, row["span_start"], row["span_end"]) if body else Passage(row["quote"], 0, 0)
    needed = ("subject", "metric", *KINDS[row["kind"]].requires)
    lacks = tuple(name for name in needed if not row.get(name))
    return Proposal(row, figure(row), passage, lacks)


def decide(
    store: Path, fact: str, decision: str, actor: str, reason: str = "", seen: int | None = None
) -> str:
    """Accept, reject or reopen a fact; its id. A rejection needs a reason; `seen` is the version that was decided about.

    Raises `UsageError` for a decision that does not exist or lacks its reason, or if the fact is no longer as seen,
    `UnknownName` for a fact that does not exist, `BadInput` naming what an accepted fact still needs.
    """
    if decision not in DECISIONS:
        raise UsageError(
            phrase(
                "a decision is one of {decisions}, not {decision!r}.",
                decisions=listed(DECISIONS),
                decision=decision,
            )
        )
    if decision == "reject" and not reason.strip():
        raise UsageError(phrase("a rejection needs a reason."))
    connection = open_store(store, write=True)
    try:
        row = find_row(connection, fact)
        require_seen(row, seen)
        with transaction(connection):
            set_decision(connection, row, decision, actor, reason)
        return str(row["id"])
    finally:
        connection.close()


def require_seen(row: Mapping[str, Any], seen: int | None) -> None:
    """Refuse a decision about a version of a fact that is no longer its latest. Raises `UsageError`."""
    if seen is not None and row["version"] != seen:
        raise UsageError(
            phrase(
                "{row} was decided elsewhere meanwhile: it is {row2} now.", row=row["id"], row2=row["status"]
            )
        )


def set_decision(
    connection: Connection, row: Mapping[str, Any], decision: str, actor: str, reason: str
) -> None:
    """Give a fact the status of a decision, in the caller's transaction; what has a successor takes none."""
    if row["superseded_by"]:
        raise UsageError(
            phrase(
                "{row} is superseded by {row2}; decide about that one.",
                row=row["id"],
                row2=row["superseded_by"],
            )
        )
    _set(connection, row, DECISIONS[decision], actor, reason)


def _set(connection: Connection, row: Mapping[str, Any], status: str, actor: str, reason: str) -> None:
    if status == "accepted":
        _require_fit(connection, row)
    try:
        set_status(connection, row, status, actor, reason)
        return
    except ValidationError as error:
        faults = listed(plain_errors(error), "; ")
    raise BadInput(phrase("{row} cannot be {status}: {error}", row=row["id"], status=status, error=faults))


def _require_fit(connection: Connection, row: Mapping[str, Any]) -> None:
    """Refuse a fact in a unit that its metric or kind cannot have, before it is accepted."""
    found = connection.execute("SELECT unit FROM metric WHERE id = ?", [row["metric"]]).fetchone()
    units = reader_tables(overlay_of(connection)).units
    misfit = unit_misfit(row["kind"], row["unit"], found[0] if found else "", units)
    if misfit and row["metric"]:
        raise BadInput(phrase("{row} cannot be accepted: {misfit}", row=row["id"], misfit=misfit))


def find_row(connection: Connection, fact: str) -> dict[str, Any]:
    """The row of the fact that this id, a unique beginning of it, or its key names. Raises `UsageError`, `UnknownName`."""
    if not fact:
        raise UsageError(phrase("a row names no fact: its id is empty."))
    ids = [
        i
        for (i,) in connection.execute(
            "SELECT id FROM fact WHERE starts_with(id, ?)", [fact.lower()]
        ).fetchall()
    ]
    ids = ids or [str(row[0]) for row in facts_by_key(connection, fact)]
    if len(ids) > 1 and fact not in ids:
        raise UsageError(
            phrase(
                "{fact!r} names {n} facts: {ids}. Type more of the id.",
                fact=fact,
                n=len(ids),
                ids=listed(ids[:8]),
            )
        )
    row = fact_row(connection, fact if fact in ids else ids[0]) if ids else None
    if row is None:
        raise UnknownName("fact", fact)
    return row
