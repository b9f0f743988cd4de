"""Queries with bounds, units or currencies: numbers are converted before they are compared and sorted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from factbase.errors import DimensionMismatch, UsageError
from factbase.phrase import phrase
from factbase.quantity.interval import EVERYTHING, Interval
from factbase.quantity.units import UnitTable
from factbase.service.convert import (
    EXTRA_COLUMNS,
    published_days,
    rate_day,
    to_currency,
    to_unit,
    wanted_currency,
    wanted_unit,
)
from factbase.service.query import FactRequest
from factbase.store.connection import Connection
from factbase.store.rates import RateTable
from factbase.store.select import COLUMNS, Selection, select_facts
from factbase.store.unit_rows import stored_units

__all__ = ["bounded_rows"]

_BOUND = re.compile(r"\s*([-+]?\d[\d,_]*(?:\.\d+)?(?:e[-+]?\d{1,3})?)\s*(%|\S.*)?$", re.IGNORECASE)

# What a DOUBLE of the store can still be compared with.
_LARGEST = 10**300
_DIGITS = 400

# Columns whose cells a conversion changes: only these are sorted after it, the others by the store.
_CONVERTED = {"value", "low", "high", "widest_low", "widest_high", "unit", "exact"}

Rows = list[dict[str, Any]]


class _Bound(NamedTuple):
    """Numbers that are wanted, in `unit`; empty for each row's own unit."""

    wanted: Interval
    unit: str


def bounded_rows(
    connection: Connection, request: FactRequest, selection: Selection
) -> tuple[Rows, tuple[str, ...], tuple[str, ...]]:
    """Rows, their columns and notes for a request that names a unit, a currency or a bound."""
    if request.unit and request.currency:
        raise UsageError(phrase("--unit and --currency cannot be asked for together."))
    units = stored_units(connection)
    bounds = _bounds(connection, request, units)
    late = selection.sort.lstrip("-+") in _CONVERTED
    first = selection._replace(sort="" if late else selection.sort, limit=None)
    if bounds and not any(b.unit for b in bounds):
        first = _narrowed(first, bounds)
    rows: Rows = [dict(zip(COLUMNS, r, strict=True)) for r in select_facts(connection, first)]
    if bounds:
        rows = _within(connection, rows, bounds, units, possible=request.possible)
    columns: tuple[str, ...] = COLUMNS
    notes: tuple[str, ...] = ()
    if request.unit:
        rows, notes = to_unit(rows, request.unit, units)
        columns = (*COLUMNS, *EXTRA_COLUMNS)
    elif request.currency:
        rows, notes = to_currency(rows, request.currency, connection, units)
        columns = (*COLUMNS, *EXTRA_COLUMNS)
    if late:
        rows = _sorted(rows, selection.sort)
    return rows[: selection.limit], columns, notes


def _narrowed(selection: Selection, bounds: Sequence[_Bound]) -> Selection:
    """The selection with plain bounds as DOUBLEs: rounding keeps the order of numbers, so no fact inside is lost."""
    for wanted, _ in bounds:
        if wanted.low is not None:
            selection = selection._replace(minimum=float(wanted.low))
        if wanted.high is not None:
            selection = selection._replace(maximum=float(wanted.high))
    return selection


def _within(
    connection: Connection, rows: Rows, bounds: Sequence[_Bound], units: UnitTable, *, possible: bool
) -> Rows:
    """The rows whose face value lies within the bounds, certainly or (`possible`) possibly."""
    faces = _faces(connection, [r["id"] for r in rows])
    rates, published = RateTable(connection), published_days(connection)
    kept: Rows = []
    comparable = 0
    for row in rows:
        face = faces.get(row["id"])
        if face is None or row["kind"] == "date":
            continue
        converters = [_converter(row, b.unit, units, rates, rate_day(row, published)) for b in bounds]
        if None in converters:
            continue
        comparable += 1
        if all(
            _satisfies(_mapped(face, convert), bound.wanted, possible=possible)
            for bound, convert in zip(bounds, converters, strict=True)
            if convert is not None
        ):
            kept.append(row)
    if rows and not comparable:
        seen = ", ".join(dict.fromkeys(r["unit"] for r in rows))
        asked = " and ".join(dict.fromkeys(b.unit or "plain numbers" for b in bounds))
        raise DimensionMismatch(
            phrase(
                "--min and --max in {asked} fit none of these facts; they are in {seen}.",
                asked=asked,
                seen=seen,
            )
        )
    return kept


def _bounds(connection: Connection, request: FactRequest, units: UnitTable) -> tuple[_Bound, ...]:
    low, low_unit = _bound(connection, request.minimum, "--min", request, units)
    high, high_unit = _bound(connection, request.maximum, "--max", request, units)
    if low is not None and high is not None and low_unit == high_unit and low > high:
        raise UsageError(
            phrase(
                "--min {minimum} is above --max {maximum}.", minimum=request.minimum, maximum=request.maximum
            )
        )
    bounds = (_Bound(Interval(low), low_unit), _Bound(Interval(None, high), high_unit))
    return tuple(b for b in bounds if b.wanted != EVERYTHING)


def _bound(
    connection: Connection, text: str, option: str, request: FactRequest, units: UnitTable
) -> tuple[Fraction | None, str]:
    """A bound's number and its unit, empty where it was typed without one."""
    if not text:
        return None, ""
    match = _BOUND.match(text)
    if match is None:
        return _read_bound(connection, text, option, units)
    if len(match[1]) > _DIGITS:
        raise UsageError(
            phrase(
                "{option} is out of range: a bound has at most {digits} digits.",
                option=option,
                digits=_DIGITS,
            )
        )
    value = Fraction(match[1].replace(",", "").replace("_", ""))
    if abs(value) > _LARGEST:
        raise UsageError(phrase("{option} {text} is out of range.", option=option, text=text))
    rest = (match[2] or "").strip()
    if rest == "%":
        return value / 100, "1"
    if not rest:
        return value, request.unit or (request.currency and wanted_currency(units, request.currency).id)
    if units.parse(rest) is None:
        return _read_bound(connection, text, option, units)
    return value, wanted_unit(units, rest).id


def _read_bound(connection: Connection, text: str, option: str, units: UnitTable) -> tuple[Fraction, str]:
    """A bound in words (`100亿元`), read as any other figure is."""
    from factbase.quantity.scanner import find_quantities
    from factbase.service.readers import overlay_of
    from factbase.vocabulary.reading import reader_tables

    found = find_quantities(text.strip(), reader_tables(overlay_of(connection)))
    if len(found) != 1 or found[0].reading.value is None or found[0].text != text.strip():
        rest = text.strip().lstrip("0123456789.,+- ")
        if rest and rest != text.strip():
            wanted_unit(units, rest)
        raise UsageError(
            phrase(
                "{option} takes a number, with a unit if you like (5, 40%, 50MW, 100亿元), not {text!r}.",
                option=option,
                text=text,
            )
        )
    return found[0].reading.value, found[0].unit


def _faces(connection: Connection, ids: list[str]) -> dict[str, Interval]:
    from factbase.quantity.exact import parse_reading

    rows = connection.execute("SELECT id, reading FROM fact WHERE id IN (SELECT unnest(?))", [ids]).fetchall()
    return {i: parse_reading(text).face for i, text in rows}


def _converter(
    row: dict[str, Any], unit: str, units: UnitTable, rates: RateTable, day: date | None
) -> Callable[[Fraction], Fraction] | None:
    """How a number of this row becomes one in `unit`, money at the rate of `day`; `None` if it cannot."""
    if not unit:
        return lambda n: n
    source, target = units.parse(row["unit"]), wanted_unit(units, unit)
    if source is None:
        return None
    if source.dimension == target.dimension:
        return lambda n: units.convert(n, row["unit"], unit)
    if source.dimension.startswith("money:") and target.dimension.startswith("money:") and day is not None:
        rate = rates.rate(source.id, target.id, day)
        return None if rate is None else lambda n: n * rate.factor
    return None


def _mapped(face: Interval, convert: Callable[[Fraction], Fraction]) -> Interval:
    low = None if face.low is None else convert(face.low)
    high = None if face.high is None else convert(face.high)
    return Interval(low, high, face.low_open, face.high_open)


def _satisfies(face: Interval, wanted: Interval, *, possible: bool) -> bool:
    return (wanted & face) is not None if possible else wanted.encloses(face)


def _sorted(rows: Rows, sort: str) -> Rows:
    name = sort.lstrip("-+")
    if name == "value":
        keys = [next((r[c] for c in ("value", "low", "high") if r[c] is not None), None) for r in rows]
    else:
        keys = [r[name] for r in rows]
    known = [(k, i) for i, k in enumerate(keys) if k is not None]
    known.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [*(rows[i] for _, i in known), *(r for r, k in zip(rows, keys, strict=True) if k is None)]
