"""Write facts: seeds by difference, each change an event; earlier versions are kept whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, NamedTuple

from factbase.model.fact import FactBase
from factbase.quantity.exact import decimal_text, reading_text
from factbase.store.connection import Connection
from factbase.store.rows import insert_rows

__all__ = ["FACT_COLUMNS", "SeedChanges", "fact_record", "load_seed_facts", "utc_now"]

FACT_COLUMNS = (
    "id", "version", "key", "kind", "subject", "metric", "relative_to", "scope", "value", "low", "high", "low_open",
    "high_open", "widest_low", "widest_high", "face_low", "face_high", "unit", "as_written", "hedge", "rule", "modality",
    "period_start", "period_end", "relative_period", "attributed_to", "document", "item", "span_start", "span_end",
    "quote", "outlet", "outlet_date", "status", "note", "counted", "members", "exact", "reading", "origin",
    "superseded_by", "recorded",
)  # fmt: skip
_BOOKKEEPING = {"version", "status", "recorded", "superseded_by", "origin"}
EVENT_COLUMNS = ("decided", "actor", "action", "target", "version", "reason", "detail")


class SeedChanges(NamedTuple):
    """How many seed facts a load added, corrected, superseded, retired and restored; the rest were unchanged."""

    added: int = 0
    corrected: int = 0
    superseded: int = 0
    retired: int = 0
    restored: int = 0
    unchanged: int = 0


def utc_now() -> datetime:
    """The time stamp of a decision: UTC without a zone, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def fact_record(
    fact: FactBase, origin: str, recorded: datetime, version: int | None = None
) -> tuple[Any, ...]:
    """A fact as a row of the table `fact`, in the order of `FACT_COLUMNS`."""
    cite, reading = fact.citation, fact.reading
    value, stated, face, _, widest = reading
    return (
        fact.id, version or fact.version, fact.key, fact.kind, fact.subject, fact.metric, fact.relative_to, fact.scope,
        _double(value), _double(stated.low), _double(stated.high), stated.low_open, stated.high_open,
        _double(widest.low), _double(widest.high), _double(face.low), _double(face.high), fact.unit, fact.as_written,
        fact.hedge, fact.rule, fact.modality, fact.period_start, fact.period_end, fact.relative_period,
        cite.attributed_to, cite.document, cite.item, cite.span_start, cite.span_end, cite.quote, cite.outlet,
        cite.outlet_date, fact.status, fact.note, fact.counted, list(fact.members), _exact(value),
        reading_text(reading), origin, "", recorded,
    )  # fmt: skip


def load_seed_facts(connection: Connection, facts: Sequence[FactBase]) -> SeedChanges:
    """Make the store's seed facts those of `facts`; what users added is not touched. Runs in the caller's transaction.

    A fact with a known id and other content is its next version; one with a known document and key but another id
    supersedes it; a seed fact that is gone becomes retired; a person's decision about a seed fact stands.
    """
    now = utc_now()
    known = _known_seeds(connection)
    users = {i for (i,) in connection.execute("SELECT id FROM fact WHERE origin <> 'seed'").fetchall()}
    fresh: list[tuple[Any, ...]] = []
    events: list[tuple[Any, ...]] = []
    counts = dict.fromkeys(SeedChanges._fields, 0)
    for fact in facts:
        if fact.id in users:
            # A user asserted the same from the same words first; that row is theirs.
            counts["unchanged"] += 1
            continue
        record = dict(zip(FACT_COLUMNS, fact_record(fact, "seed", now), strict=True))
        old = known.get(fact.id)
        if old is not None:
            _update_known(connection, old, record, users, events, counts, now)
            continue
        fresh.append(tuple(record.values()))
        events.append(_event(now, "added", fact.id, 1, "in the seed files"))
        counts["added"] += 1
    _set_aside(connection, known, facts, events, counts, now)
    insert_rows(connection, "fact", FACT_COLUMNS, fresh)
    insert_rows(connection, "event", EVENT_COLUMNS, events)
    return SeedChanges(**counts)


def _update_known(
    connection: Connection,
    old: Mapping[str, Any],
    record: dict[str, Any],
    users: set[str],
    events: list[tuple[Any, ...]],
    counts: dict[str, int],
    now: datetime,
) -> None:
    changed = any(old[c] != record[c] for c in FACT_COLUMNS if c not in _BOOKKEEPING)
    restored = old["status"] in ("retired", "superseded") and old["superseded_by"] not in users
    if not changed and not restored:
        counts["unchanged"] += 1
        return
    record["version"] = old["version"] + 1
    record["status"] = old["status"] if old["status"] == "rejected" else record["status"]
    replace_fact(connection, old, record, now)
    action = "corrected" if changed else "restored"
    counts[action] += 1
    events.append(_event(now, action, record["id"], record["version"], "in the seed files"))


def replace_fact(
    connection: Connection, old: Mapping[str, Any], record: Mapping[str, Any], now: datetime
) -> None:
    """Keep `old` whole in the history and write `record` in its place."""
    kept = json.dumps(dict(old), ensure_ascii=False, default=str)
    connection.execute("INSERT INTO fact_history VALUES (?, ?, ?, ?)", [old["id"], old["version"], now, kept])
    connection.execute("DELETE FROM fact WHERE id = ?", [old["id"]])
    insert_rows(connection, "fact", FACT_COLUMNS, [tuple(record[c] for c in FACT_COLUMNS)])


def _set_aside(
    connection: Connection,
    known: Mapping[str, Mapping[str, Any]],
    facts: Sequence[FactBase],
    events: list[tuple[Any, ...]],
    counts: dict[str, int],
    now: datetime,
) -> None:
    """Supersede what the seed files now say otherwise under the same key, and retire what they say no more."""
    present = {fact.id for fact in facts}
    successors = {(fact.citation.document, fact.key): fact.id for fact in facts}
    for old in known.values():
        if old["id"] in present or old["status"] == "superseded":
            continue
        successor = successors.get((old["document"], old["key"]), "")
        if successor:
            action, reason = "superseded", f"corrected as {successor}"
        elif old["status"] in ("accepted", "candidate"):
            action, reason = "retired", "gone from the seed files"
        else:
            continue
        _set_status(connection, old["id"], action, successor)
        events.append(_event(now, action, old["id"], old["version"], reason))
        counts[action] += 1


def _known_seeds(connection: Connection) -> dict[str, dict[str, Any]]:
    names = ", ".join(f'"{c}"' for c in FACT_COLUMNS)
    rows = connection.execute(f"SELECT {names} FROM fact WHERE origin = 'seed'").fetchall()
    return {row[0]: dict(zip(FACT_COLUMNS, row, strict=True)) for row in rows}


def _set_status(connection: Connection, fact: str, status: str, superseded_by: str) -> None:
    connection.execute(
        "UPDATE fact SET status = ?, superseded_by = ? WHERE id = ?", [status, superseded_by, fact]
    )


def _event(at: datetime, action: str, target: str, version: int, reason: str) -> tuple[Any, ...]:
    return (at, "seeds", action, target, version, reason, None)


def _double(number: Fraction | None) -> float | None:
    if number is None:
        return None
    top, bottom = number.as_integer_ratio()
    return top / bottom


def _exact(number: Fraction | None) -> str:
    """The fraction's text where no finite decimal equals it, else empty."""
    if number is None or number.denominator == 1:
        return ""
    text = decimal_text(number)
    return text if "/" in text else ""
