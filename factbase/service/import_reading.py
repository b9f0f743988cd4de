"""The exact reading of a fact that comes back in its columns: given, read again from its quote, or rebuilt by its rule.

Columns hold the value, the stated and the widest bounds. What lies between, face and rounded, is in the column `reading`
where the export wrote it (`--exact`, and always in a Data Package); else the reader reads the quote again, and its reading
counts only if it gives every number of the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from factbase.phrase import phrase
from factbase.quantity.exact import parse_reading
from factbase.quantity.interval import Interval, point
from factbase.quantity.reading import Reading
from factbase.quantity.scanner import find_quantities
from factbase.quantity.tables import Tables

__all__ = ["Recovered", "Recovery"]

_REMEMBERED = 10_000
_SIMPLE_RULES = ("explicit", "rank", "date", "table")
_PARITY = Fraction(1, 20)
_NEARLY = Fraction(19, 20)


class Recovered(NamedTuple):
    """A reading, and whether its inner bounds had to be rebuilt from the columns alone."""

    reading: Reading
    is_rebuilt: bool = False


class Recovery:
    """Recovers readings with one reader; a quote that many rows share is read once."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._read: dict[tuple[str, str], tuple[Reading, ...]] = {}

    def reading(self, row: Mapping[str, Any]) -> Recovered:
        """The reading of a row, its numbers exact fractions. Raises `ValueError` where `reading` contradicts them."""
        if row.get("reading"):
            reading = parse_reading(row["reading"])
            if not _fits(reading, row):
                raise ValueError(phrase("reading: does not give the numbers of the row"))
            return Recovered(reading)
        if row["kind"] == "date":
            return Recovered(Reading(None))
        if row["rule"] in _SIMPLE_RULES:
            return Recovered(_simple(row))
        for reading in self._readings(row["quote"], row["as_written"]):
            if _fits(reading, row):
                return Recovered(reading)
        return Recovered(_rebuilt(row), True)

    def _readings(self, quote: str, as_written: str) -> tuple[Reading, ...]:
        """Every reading of the quote's figures and of the figure alone, the figure's own first."""
        key = (quote, as_written)
        if key not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            found = [q for text in key for q in find_quantities(text, self._tables)]
            found.sort(key=lambda q: q.text != as_written)
            self._read[key] = tuple(r for q in found for r in (q.reading, q.change) if r is not None)
        return self._read[key]


def _fits(reading: Reading, row: Mapping[str, Any]) -> bool:
    """Whether a reading gives every number of the row, as the columns can hold them."""
    stated, widest = reading.stated, reading.widest
    numbers = (
        (reading.value, row["value"]),
        (stated.low, row["low"]),
        (stated.high, row["high"]),
        (widest.low, row["widest_low"]),
        (widest.high, row["widest_high"]),
    )
    flags = (stated.low_open, stated.high_open) == (row["low_open"], row["high_open"])
    return flags and all(_same(a, b) for a, b in numbers)


def _same(exact: Fraction | None, column: Fraction | None) -> bool:
    if exact is None or column is None:
        return exact is column
    return exact == column or float(exact) == float(column)


def _stated(row: Mapping[str, Any]) -> Interval:
    low, high = row["low"], row["high"]
    return Interval(low, high, low is not None and row["low_open"], high is not None and row["high_open"])


def _widest(row: Mapping[str, Any], stated: Interval) -> Interval:
    """The widest bounds; an end that is the stated one is as open as that."""
    low, high = row["widest_low"], row["widest_high"]
    return Interval(
        low,
        high,
        low is not None and low == stated.low and stated.low_open,
        high is not None and high == stated.high and stated.high_open,
    )


def _simple(row: Mapping[str, Any]) -> Reading:
    """A figure that a person read, or a place: the bounds at face are the stated ones."""
    stated, value = _stated(row), row["value"]
    face = point(value) if stated == Interval() and value is not None else stated
    widest = _widest(row, stated)
    if stated == Interval() and value is not None:
        parity = Interval(value * (1 - _PARITY), value * (1 + _PARITY))
        widest = parity if _same(parity.low, widest.low) and _same(parity.high, widest.high) else widest
    return Reading(value, stated, face, face, widest)


def _rebuilt(row: Mapping[str, Any]) -> Reading:
    """Bounds that no reading gives: face is what is stated (about: the value; nearly: 0.95 of it up to it), rounded the
    widest for an exact figure, else face."""
    stated, value = _stated(row), row["value"]
    widest = _widest(row, stated)
    face = stated
    if stated == Interval() and value is not None:
        face = (
            Interval(min(value * _NEARLY, value), max(value * _NEARLY, value))
            if row["hedge"] == "nearly"
            else point(value)
        )
    elif row["hedge"] in ("less_than", "at_most"):
        face = widest
    face = face & widest or widest
    rounded = widest if row["hedge"] == "exact" else face
    return Reading(value, stated, face, rounded, widest)
