"""Answer `history`: every event about one thing, in order."""

from __future__ import annotations

from pathlib import Path

from factbase.errors import UnknownName, UsageError
from factbase.service.view import Column, Table
from factbase.store.claims import events_of
from factbase.store.connection import open_store

__all__ = ["history"]


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
