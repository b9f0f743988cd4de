"""Facts as decisions change them: candidates written, statuses set, versions kept, every change an event."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from factbase.model.fact import FactBase, content_id
from factbase.phrase import phrase
from factbase.store.connection import Connection
from factbase.store.facts import EVENT_COLUMNS, FACT_COLUMNS, fact_record, replace_fact, utc_now
from factbase.store.read_facts import fact_from_row
from factbase.store.rows import insert_rows

__all__ = [
    "SPAN_END", "SPAN_START", "STATUS", "add_candidates", "document_body", "events_of", "fact_row", "forget_candidates", "known_hashes", "live_spans",
    "merges_into", "record_event", "record_events", "restore_version", "rewrite_fact", "set_status", "undecided", "user_documents",
    "with_superseded",
]  # fmt: skip

# Where they stand in a fact's record.
STATUS, SPAN_START, SPAN_END = (FACT_COLUMNS.index(name) for name in ("status", "span_start", "span_end"))
_DOCUMENT, _RECORDED = FACT_COLUMNS.index("document"), FACT_COLUMNS.index("recorded")


def known_hashes(connection: Connection, documents: Sequence[str], hashes: Sequence[str]) -> dict[str, str]:
    """Of the store's documents those with one of these ids or file hashes: id → SHA-256."""
    rows = connection.execute(
        "SELECT id, sha256 FROM document WHERE id IN (SELECT unnest(?)) OR sha256 IN (SELECT unnest(?))",
        [list(documents), list(hashes)],
    ).fetchall()
    return {id: sha256 or "" for id, sha256 in rows}


def document_body(connection: Connection, document: str) -> str:
    """The archived text of a document, empty if the store has none."""
    row = connection.execute("SELECT body FROM document WHERE id = ?", [document]).fetchone()
    return "" if row is None else str(row[0] or "")


def user_documents(connection: Connection) -> list[tuple[str, tuple[str, ...]]]:
    """The documents that users brought: id, and title, publisher, author, url, published and language."""
    rows = connection.execute(
        "SELECT id, title, publisher, author, url, published, language FROM document WHERE origin = 'user'"
    ).fetchall()
    return [(str(row[0]), tuple(str(value or "") for value in row[1:])) for row in rows]


def add_candidates(connection: Connection, records: Sequence[tuple[Any, ...]], actor: str) -> int:
    """Write facts, as `fact_record` makes them, that the store does not know, each with an event; the number written.

    Runs in the caller's transaction.
    """
    documents = list({record[_DOCUMENT] for record in records})
    sql = "SELECT id FROM fact WHERE document IN (SELECT unnest(?))"
    known = {i for (i,) in connection.execute(sql, [documents]).fetchall()}
    rows: list[tuple[Any, ...]] = []
    events: list[tuple[Any, ...]] = []
    for record in records:
        if record[0] in known:
            continue
        known.add(record[0])
        rows.append(record)
        word = "accepted" if record[STATUS] == "accepted" else "proposed"
        events.append((record[_RECORDED], actor, word, record[0], 1, "read from the document", None))
    insert_rows(connection, "fact", FACT_COLUMNS, rows)
    insert_rows(connection, "event", EVENT_COLUMNS, events)
    return len(rows)


_UNDECIDED = (
    "document = ? AND status = 'candidate' AND version = 1 AND origin = 'user'"
    " AND id NOT IN (SELECT superseded_by FROM fact WHERE superseded_by <> '')"
)


def undecided(connection: Connection, document: str) -> dict[str, tuple[int, int]]:
    """The candidates of a document as its reading left them, each with its `[start, end)`: nobody touched them."""
    rows = connection.execute(
        f"SELECT id, span_start, span_end FROM fact WHERE {_UNDECIDED} ORDER BY span_start, id", [document]
    ).fetchall()
    return {str(i): (a, b) for i, a, b in rows}


def forget_candidates(connection: Connection, document: str, keep: Iterable[str] = ()) -> None:
    """Take out the undecided candidates of a document but those in `keep`, before it is read again."""
    connection.execute(
        f"DELETE FROM fact WHERE {_UNDECIDED} AND NOT list_contains(?, id)", [document, list(keep)]
    )


def live_spans(
    connection: Connection, document: str, statuses: Sequence[str], but: Iterable[str] = ()
) -> set[tuple[int, int]]:
    """The `[start, end)` of a document's facts of some statuses, without the facts in `but`."""
    rows = connection.execute(
        "SELECT DISTINCT span_start, span_end FROM fact WHERE document = ? AND list_contains(?, status)"
        " AND NOT list_contains(?, id)",
        [document, list(statuses), list(but)],
    ).fetchall()
    return {(a, b) for a, b in rows}


def fact_row(connection: Connection, fact: str) -> dict[str, Any] | None:
    """The stored row of a fact by its full id."""
    names = ", ".join(f'"{c}"' for c in FACT_COLUMNS)
    row = connection.execute(f"SELECT {names} FROM fact WHERE id = ?", [fact]).fetchone()
    return None if row is None else dict(zip(FACT_COLUMNS, row, strict=True))


def set_status(
    connection: Connection, row: Mapping[str, Any], status: str, actor: str, reason: str, by: str = ""
) -> None:
    """Give a fact another status as its next version; the old one is kept whole. Runs in the caller's transaction."""
    record = {
        **row,
        "status": status,
        "version": row["version"] + 1,
        "superseded_by": by,
        "recorded": utc_now(),
    }
    if status == "accepted":
        # The model checks what an accepted fact must have; it raises pydantic's error with every missing field.
        fact_from_row({**record})
    replace_fact(connection, row, record, utc_now())
    detail = {"from": row["status"], **({"by": by} if by else {})}
    record_event(connection, actor, status, row["id"], record["version"], reason, detail)


def rewrite_fact(
    connection: Connection, row: Mapping[str, Any], fields: Mapping[str, Any], actor: str, reason: str
) -> FactBase:
    """A fact with other columns: its next version, or under the id that follows from them the fact that supersedes it.

    Raises pydantic's error for a fact that cannot be. Runs in the caller's transaction.
    """
    columns = {**row, **fields}
    changed = fact_from_row({**columns, "id": content_id(columns)})
    now = utc_now()
    if changed.id == row["id"]:
        # An edited seed fact is the user's from now on: the next init leaves it as it is.
        record = dict(zip(FACT_COLUMNS, fact_record(changed, "user", now, row["version"] + 1), strict=True))
        replace_fact(connection, row, record, now)
        record_event(connection, actor, "corrected", row["id"], record["version"], reason)
        return changed
    set_status(connection, row, "superseded", actor, reason, changed.id)
    known = fact_row(connection, changed.id)
    version = 1 if known is None else known["version"] + 1
    record = dict(zip(FACT_COLUMNS, fact_record(changed, "user", now, version), strict=True))
    if known is None:
        insert_rows(connection, "fact", FACT_COLUMNS, [tuple(record.values())])
    else:
        # The same assertion was here before and was superseded; it comes back as its next version.
        replace_fact(connection, known, record, now)
    record_event(
        connection,
        actor,
        "added",
        changed.id,
        version,
        phrase("corrects {id}: {reason}", id=row["id"], reason=reason),
    )
    return changed


def restore_version(
    connection: Connection, row: Mapping[str, Any], version: int, actor: str, reason: str
) -> bool:
    """Make an earlier version of a fact its next one; false if there is none. Runs in the caller's transaction."""
    kept = connection.execute(
        "SELECT record FROM fact_history WHERE id = ? AND version = ?", [row["id"], version]
    ).fetchone()
    if kept is None:
        return False
    before = json.loads(kept[0])
    now = utc_now()
    record = {**{c: before[c] for c in FACT_COLUMNS}, "version": row["version"] + 1, "recorded": now}
    replace_fact(connection, row, record, now)
    record_event(connection, actor, record["status"], row["id"], record["version"], reason)
    return True


def record_event(
    connection: Connection,
    actor: str,
    action: str,
    target: str,
    version: int,
    reason: str,
    detail: Any = None,
) -> None:
    """Write one event; `detail` is kept as JSON."""
    record_events(connection, actor, action, [(target, reason, detail)], version)


def record_events(
    connection: Connection, actor: str, action: str, told: Iterable[tuple[str, str, Any]], version: int = 1
) -> None:
    """Write one event for each target, with its reason and its detail, which is kept as JSON."""
    now = utc_now()
    rows = [
        (now, actor, action, target, version, reason, None if detail is None else json.dumps(detail, ensure_ascii=False, default=str))
        for target, reason, detail in told
    ]  # fmt: skip
    insert_rows(connection, "event", EVENT_COLUMNS, rows)


def with_superseded(connection: Connection, target: str) -> list[str]:
    """A fact (or anything else) and the facts that it superseded, these before it."""
    rows = connection.execute(
        "WITH RECURSIVE chain(id) AS (SELECT ?::VARCHAR UNION"
        " SELECT f.id FROM fact AS f JOIN chain ON f.superseded_by = chain.id) SELECT id FROM chain",
        [target],
    ).fetchall()
    return [str(id) for (id,) in rows][::-1]


def events_of(connection: Connection, targets: Sequence[str]) -> list[tuple[Any, ...]]:
    """The events of some targets in order: when, who, what, target, version, why, detail."""
    names = ", ".join(EVENT_COLUMNS)
    return connection.execute(
        f"SELECT {names} FROM event WHERE target IN (SELECT unnest(?)) ORDER BY decided, version",
        [list(targets)],
    ).fetchall()


def merges_into(connection: Connection, name: str) -> list[tuple[Any, ...]]:
    """The events by which others were merged into an entity or metric, and those that took that back."""
    names = ", ".join(EVENT_COLUMNS)
    return connection.execute(
        f"SELECT {names} FROM event WHERE (action = 'merged' AND json_extract_string(detail, '$.into') = $name)"
        " OR (action = 'undone' AND reason = 'undo: merged' AND json_extract_string(detail, '$.into') = $name)",
        {"name": name},
    ).fetchall()
