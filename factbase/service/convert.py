"""Facts in the unit or currency that the reader wants; what cannot be converted is left and said."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from factbase.errors import DimensionMismatch, UnknownName
from factbase.quantity.exact import decimal_text
from factbase.quantity.units import Unit, UnitTable
from factbase.store.connection import Connection
from factbase.store.rates import RateTable

__all__ = ["EXTRA_COLUMNS", "Conversion", "published_day", "to_currency", "to_unit", "wanted_unit"]

EXTRA_COLUMNS = ("original_unit", "rate_date")
_BOUNDS = ("value", "low", "high", "widest_low", "widest_high")

Conversion = tuple[list[dict[str, Any]], tuple[str, ...]]


def wanted_unit(units: UnitTable, text: str) -> Unit:
    """The unit that a person named. Raises `UnknownName` with the nearest."""
    unit = units.parse(text)
    if unit is None:
        raise UnknownName("unit", text, units.nearest(text))
    return unit


def to_unit(rows: Sequence[dict[str, Any]], text: str, units: UnitTable) -> Conversion:
    """Rows of the unit's dimension converted, the others marked by an empty `original_unit`; and what was left."""
    target = wanted_unit(units, text)
    done: list[dict[str, Any]] = []
    left: dict[str, int] = {}
    for row in rows:
        source = units.parse(row["unit"])
        if source is None or source.dimension != target.dimension:
            left[row["unit"]] = left.get(row["unit"], 0) + 1
            done.append({**row, "original_unit": "", "rate_date": None})
            continue
        done.append(_scaled(row, units, text))
    if rows and len(left) and sum(left.values()) == len(rows):
        raise DimensionMismatch(
            f"none of the {len(rows)} facts measures {target.dimension}; they are in {', '.join(left)}."
        )
    note = f"left in their own unit: {_counted(left)}" if left else ""
    return done, (note,) if note else ()


def _scaled(row: dict[str, Any], units: UnitTable, unit: str) -> dict[str, Any]:
    def convert(number: float) -> Fraction:
        return units.convert(Fraction(repr(number)), row["unit"], unit)

    return _with_numbers(row, convert, unit, None)


def _with_numbers(row: dict[str, Any], convert: Any, unit: str, day: date | None) -> dict[str, Any]:
    out = dict(row)
    for name in _BOUNDS:
        if row[name] is not None:
            exact = convert(row[name])
            out[name] = float(exact)
            if name == "value":
                text = decimal_text(exact)
                out["exact"] = text if "/" in text else ""
    return {**out, "unit": unit, "original_unit": row["unit"], "rate_date": day}


def to_currency(
    rows: Sequence[dict[str, Any]], currency: str, connection: Connection, units: UnitTable
) -> Conversion:
    """Money rows in `currency` at the European Central Bank's rate of each fact's own date, kept in `rate_date`.

    The date is the last trading day of the stated period, else of the outlet's date, else of the document's; a period
    that is not over has no rate. Raises `UnknownName` for a currency that does not exist.
    """
    target = wanted_unit(units, currency)
    if not target.dimension.startswith("money:"):
        raise UnknownName(
            "currency", currency, [n for n in units.nearest(currency) if n.isupper() and len(n) == 3]
        )
    code, rates, published = target.id, RateTable(connection), _published(connection)
    done: list[dict[str, Any]] = []
    left: dict[str, int] = {}
    for row in rows:
        money, _, per = row["unit"].partition("/")
        source = units.parse(money)
        if source is None or not source.dimension.startswith("money:"):
            left["not money"] = left.get("not money", 0) + 1
            done.append({**row, "original_unit": "", "rate_date": None})
            continue
        day = row["period_end"] or row["outlet_date"] or published.get(row["document"])
        rate = rates.rate(source.id, code, day) if day else None
        if rate is None:
            left[f"no {source.id} rate for {day or 'an unknown date'}"] = 1
            done.append({**row, "original_unit": "", "rate_date": None})
            continue
        unit = f"{code}/{per}" if per else code
        if source.id == code:
            done.append({**row, "original_unit": row["unit"], "rate_date": None})
            continue
        factor = rate.factor
        done.append(_with_numbers(row, lambda n, f=factor: Fraction(repr(n)) * f, unit, rate.day))
    note = f"left in their own currency: {_counted(left)}" if left else ""
    return done, (note,) if note else ()


def published_day(published: str) -> date | None:
    """The last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` may mean."""
    if not published:
        return None
    year, month, day = (*(int(p) for p in published.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _published(connection: Connection) -> dict[str, date | None]:
    return {
        i: published_day(p or "")
        for i, p in connection.execute("SELECT id, published FROM document").fetchall()
    }


def _counted(left: dict[str, int]) -> str:
    return ", ".join(f"{n} × {what}" if n > 1 else what for what, n in left.items())
