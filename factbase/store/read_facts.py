"""Facts of a store as model objects, with their exact readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from factbase.model.fact import FACT, FactBase
from factbase.quantity.exact import parse_reading
from factbase.store.connection import Connection
from factbase.store.facts import FACT_COLUMNS

__all__ = ["fact_from_row", "facts_of", "read_facts"]

_CITATION = ("document", "item", "span_start", "span_end", "quote", "outlet", "outlet_date", "attributed_to")
_PLAIN = (
    "kind", "id", "key", "subject", "metric", "relative_to", "scope", "unit", "as_written", "hedge", "rule", "modality",
    "period_start", "period_end", "relative_period", "status", "note", "counted", "version",
)  # fmt: skip


def read_facts(connection: Connection, statuses: Sequence[str] = ("accepted",)) -> Iterator[FactBase]:
    """Every fact of the given statuses in document order, one at a time."""
    names = ", ".join(f'"{c}"' for c in FACT_COLUMNS)
    marks = ", ".join("?" * len(statuses))
    sql = f"SELECT {names} FROM fact WHERE status IN ({marks}) ORDER BY document, span_start, id"
    cursor = connection.execute(sql, list(statuses))
    while rows := cursor.fetchmany(1000):
        for row in rows:
            yield fact_from_row(dict(zip(FACT_COLUMNS, row, strict=True)))


def fact_from_row(row: dict[str, Any]) -> FactBase:
    """One row of the table `fact` as its kind's model."""
    fields = {name: row[name] for name in _PLAIN}
    fields["members"] = tuple(row["members"] or ())
    fields["reading"] = parse_reading(row["reading"])
    fields["citation"] = {name: row[name] for name in _CITATION}
    fact: FactBase = FACT.validate_python(fields)
    return fact


def facts_of(connection: Connection, ids: Sequence[str]) -> Iterator[FactBase]:
    """The facts with these ids, in that order."""
    names = ", ".join(f'"{c}"' for c in FACT_COLUMNS)
    rows = connection.execute(
        f"SELECT {names} FROM fact WHERE id IN (SELECT unnest(?))", [list(ids)]
    ).fetchall()
    by_id = {row[0]: row for row in rows}
    for key in ids:
        if key in by_id:
            yield fact_from_row(dict(zip(FACT_COLUMNS, by_id[key], strict=True)))
