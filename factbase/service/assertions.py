"""Facts of a store as the reasoner sees them: exact readings in base units, periods, worlds and citations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from factbase.quantity.exact import parse_reading
from factbase.quantity.interval import Interval
from factbase.quantity.periods import parse_period
from factbase.quantity.units import UnitTable
from factbase.reason.assertion import Assertion, world_of
from factbase.reason.knowledge import Knowledge
from factbase.reason.period import Period, read_period
from factbase.reason.rules import read_rules
from factbase.service.convert import published_day
from factbase.service.readers import overlay_of
from factbase.store.connection import Connection
from factbase.store.unit_rows import stored_units
from factbase.vocabulary.files import vocabulary_files

__all__ = ["StoreFacts", "load_knowledge"]

_COLUMNS = (
    "id", "kind", "subject", "metric", "relative_to", "scope", "reading", "unit", "hedge", "rule", "modality",
    "period_start", "period_end", "relative_period", "attributed_to", "document", "item", "span_start", "span_end",
    "quote", "outlet", "outlet_date", "note", "counted", "members",
)  # fmt: skip

_TWO_CURRENCIES = """
    AND (document, quote) IN (
        SELECT (document, quote) FROM fact WHERE status = 'accepted' AND kind IN ('money', 'funding')
        GROUP BY document, quote HAVING count(DISTINCT unit) > 1
    )
"""


class StoreFacts:
    """A source of accepted facts over an open store; heads of items and days of documents are read once."""

    def __init__(self, connection: Connection, units: UnitTable | None = None) -> None:
        self._connection = connection
        self.units = units or stored_units(connection)

    def everything(self) -> Iterator[Assertion]:
        """Every accepted fact, one at a time."""
        return self._select("", [])

    def touching(self, subjects: Collection[str], metrics: Collection[str]) -> Sequence[Assertion]:
        """Facts of the metrics whose subject or relative_to is one of the subjects; no subjects means all of them."""
        where, values = "AND metric IN (SELECT unnest(?))", [list(metrics)]
        if subjects:
            where += " AND (subject IN (SELECT unnest(?)) OR relative_to IN (SELECT unnest(?)))"
            values += [list(subjects), list(subjects)]
        return list(self._select(where, values))

    def about(self, subject: str) -> Sequence[Assertion]:
        """Facts whose subject or relative_to is the subject."""
        return list(self._select("AND (subject = ? OR relative_to = ?)", [subject, subject]))

    def of_ids(self, ids: Iterable[str]) -> Sequence[Assertion]:
        """The facts with these ids."""
        return list(self._select("AND id IN (SELECT unnest(?))", [list(ids)]))

    def of_subjects(self, subjects: Collection[str]) -> Sequence[Assertion]:
        """The facts about these subjects."""
        return list(self._select("AND subject IN (SELECT unnest(?))", [list(subjects)]))

    def in_two_currencies(self) -> Sequence[Assertion]:
        """The facts whose quote states money in more than one currency."""
        return list(self._select(_TWO_CURRENCIES, []))

    def _select(self, where: str, values: list[Any]) -> Iterator[Assertion]:
        names = ", ".join(_COLUMNS)
        sql = f"SELECT {names} FROM fact WHERE status = 'accepted' {where} ORDER BY document, span_start, id"
        cursor = self._connection.cursor().execute(sql, values)
        while rows := cursor.fetchmany(5000):
            for row in rows:
                yield self._assertion(dict(zip(_COLUMNS, row, strict=True)))

    def _assertion(self, row: dict[str, Any]) -> Assertion:
        reading = parse_reading(row["reading"])
        dimension, scale = self._base(row["unit"])
        members = tuple(row["members"] or ())
        return Assertion(
            id=row["id"],
            kind=row["kind"],
            subject=row["subject"],
            metric=row["metric"],
            face=_scaled(reading.face, scale),
            rounded=_scaled(reading.rounded, scale),
            widest=_scaled(reading.widest, scale),
            value=None if reading.value is None else reading.value * scale,
            relative_to=row["relative_to"],
            scope=row["scope"],
            period=read_period(row["period_start"], row["period_end"]),
            relative_period=_period(row["relative_period"]),
            world=world_of(row["modality"], row["subject"], row["attributed_to"]),
            modality=row["modality"],
            attributed_to=row["attributed_to"],
            dimension=dimension,
            unit=row["unit"],
            scale=scale,
            hedge=row["hedge"],
            counted=row["counted"],
            members=members,
            closed=not members or reading.face.high is not None,
            quote=row["quote"],
            outlet=row["outlet"],
            document=row["document"],
            item=row["item"],
            date=str(row["outlet_date"] or self._published.get(row["document"]) or ""),
            span=(row["span_start"], row["span_end"]),
            is_headline=self._is_headline(row),
            explicit=row["rule"] == "explicit",
            note=row["note"],
            told=self._told(row),
        )

    def _base(self, unit: str) -> tuple[str, Fraction]:
        """The name of a unit's dimension as the reasoner keeps it, and how many base units one of it is."""
        known = self._bases.get(unit)
        if known is None:
            read = self.units.parse(unit)
            if read is None or read.offset:
                known = (unit, Fraction(1))
            elif not read.vector:
                known = ("1", read.factor)
            else:
                known = (read.dimension.removeprefix("money:"), read.factor)
            self._bases[unit] = known
        return known

    @cached_property
    def _bases(self) -> dict[str, tuple[str, Fraction]]:
        return {}

    def _told(self, row: Mapping[str, Any]) -> Period | None:
        """From the month of the outlet's date to that of the document's, which may be a year alone."""
        days = [str(d)[:7] for d in (row["outlet_date"], self._issued.get(row["document"])) if d]
        return read_period(min(days), max(days)) if days else None

    @cached_property
    def _issued(self) -> Mapping[str, str]:
        rows = self._connection.cursor().execute("SELECT id, published FROM document").fetchall()
        return {i: p or "" for i, p in rows}

    @cached_property
    def _published(self) -> Mapping[str, date | None]:
        return {i: published_day(p) for i, p in self._issued.items()}

    @cached_property
    def _heads(self) -> Mapping[tuple[str, str], list[list[int]]]:
        rows = self._connection.cursor().execute("SELECT document, number, heads FROM item").fetchall()
        return {(d, n): h or [] for d, n, h in rows}

    def _is_headline(self, row: dict[str, Any]) -> bool:
        heads = self._heads.get((row["document"], row["item"]), [])
        return any(a <= row["span_start"] and row["span_end"] <= b for a, b in heads)


def load_knowledge(connection: Connection) -> Knowledge:
    """The facts of an open store with the nature of each metric and the rules, those beside the store included.

    Raises `Problems` on bad rules.
    """
    metrics = connection.execute("SELECT id, nature FROM metric").fetchall()
    natures = dict(metrics)
    rules = read_rules(vocabulary_files(("rules",), overlay_of(connection))["rules"], metrics=natures)
    return Knowledge(StoreFacts(connection), rules, natures)


def _period(text: str) -> Period | None:
    if not text:
        return None
    period = parse_period(text)
    return read_period(period.start, period.end)


def _scaled(interval: Interval, scale: Fraction) -> Interval:
    return interval if scale == 1 else interval.scale(scale)
