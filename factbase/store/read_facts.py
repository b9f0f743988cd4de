"""Facts of a store as model objects, with their exact readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from factbase.model.fact import FACT, FactBase
from factbase.quantity.exact import parse_reading
from factbase.store.connection import Connection
from factbase.store.facts import FACT_COLUMNS

__all__ = ["fact_from_row", "read_facts"]

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
