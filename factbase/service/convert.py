"""Facts in the unit or currency that the reader wants; what cannot be converted is left and said."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from factbase.errors import DimensionMismatch, UnknownName
from factbase.phrase import Later, listed, phrase, term
from factbase.quantity.exact import decimal_text
from factbase.quantity.units import Unit, UnitTable
from factbase.store.connection import Connection
from factbase.store.rates import RateTable

__all__ = [
    "EXTRA_COLUMNS",
    "Conversion",
    "fraction_text",
    "published_day",
    "published_days",
    "rate_day",
    "to_currency",
    "to_unit",
    "wanted_currency",
    "wanted_unit",
]

EXTRA_COLUMNS = ("original_unit", "rate_date")
_BOUNDS = ("value", "low", "high", "widest_low", "widest_high")

Conversion = tuple[list[dict[str, Any]], tuple[str, ...]]


def wanted_unit(units: UnitTable, text: str) -> Unit:
    """The unit that a person named. Raises `UnknownName` with the nearest."""
    unit = units.parse(text)
    if unit is None:
        raise UnknownName("unit", text, units.nearest(text))
    return unit


def wanted_currency(units: UnitTable, text: str) -> Unit:
    """The currency that a person named, its code in whatever case. Raises `UnknownName` with the nearest."""
    unit = units.parse(text) or units.parse(text.upper())
    if unit is None or not unit.dimension.startswith("money:"):
        codes = [row[0] for row in units.rows() if row[1].startswith("money:")]
        raise UnknownName("currency", text, get_close_matches(text.upper(), codes, n=3, cutoff=0.5))
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
            phrase(
                "none of the {n} facts measures {dimension}; they are in {left}.",
                n=len(rows),
                dimension=term(target.dimension),
                left=listed(left),
            )
        )
    note = phrase("left in their own unit: {what}", what=_counted(left)) if left else ""
    return done, (note,) if note else ()


def _scaled(row: dict[str, Any], units: UnitTable, unit: str) -> dict[str, Any]:
    return _with_numbers(row, lambda number: units.convert(number, row["unit"], unit), unit, None)


def fraction_text(number: Fraction | None) -> str:
    """`2/3` for a number that no finite decimal equals, else empty: what the column `exact` holds."""
    text = "" if number is None else decimal_text(number)
    return text if "/" in text else ""


def _with_numbers(
    row: dict[str, Any], convert: Callable[[Fraction], Fraction], unit: str, day: date | None
) -> dict[str, Any]:
    out = dict(row)
    for name in _BOUNDS:
        if row[name] is not None:
            stored = row["exact"] if name == "value" and row["exact"] else repr(row[name])
            exact = convert(Fraction(stored))
            out[name] = float(exact)
            if name == "value":
                out["exact"] = fraction_text(exact)
    return {**out, "unit": unit, "original_unit": row["unit"], "rate_date": day}


def to_currency(
    rows: Sequence[dict[str, Any]], currency: str, connection: Connection, units: UnitTable
) -> Conversion:
    """Money rows in `currency` at the European Central Bank's rate of each fact's own day, kept in `rate_date`.

    A day without a rate, such as the end of a period that is not over, leaves the row as it is. Raises `UnknownName` for a currency that does not exist.
    """
    target = wanted_currency(units, currency)
    code, rates, published = target.id, RateTable(connection), published_days(connection)
    done: list[dict[str, Any]] = []
    left: dict[str, int] = {}
    for row in rows:
        money, _, per = row["unit"].partition("/")
        source = units.parse(money)
        if source is None or not source.dimension.startswith("money:"):
            left["not money"] = left.get("not money", 0) + 1
            done.append({**row, "original_unit": "", "rate_date": None})
            continue
        if source.id == code:
            done.append({**row, "original_unit": row["unit"], "rate_date": None})
            continue
        day = rate_day(row, published)
        rate = rates.rate(source.id, code, day) if day else None
        if rate is None:
            reason = phrase(
                "no {source} rate for {day}", source=source.id, day=day or term("an unknown date")
            )
            left[reason] = left.get(reason, 0) + 1
            done.append({**row, "original_unit": "", "rate_date": None})
            continue
        done.append(_with_numbers(row, rate.factor.__mul__, f"{code}/{per}" if per else code, rate.day))
    note = phrase("left in their own currency: {what}", what=_counted(left)) if left else ""
    return done, (note,) if note else ()


def published_day(published: str) -> date | None:
    """The last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` may mean."""
    if not published:
        return None
    year, month, day = (*(int(p) for p in published.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def rate_day(row: Mapping[str, Any], published: Mapping[str, date | None]) -> date | None:
    """The day whose rate values a fact: the last of its stated period, else its outlet's, else its document's."""
    day: date | None = row["period_end"] or row["outlet_date"] or published.get(row["document"])
    return day


def published_days(connection: Connection) -> dict[str, date | None]:
    """The last day that each document may have appeared, `None` where it says none."""
    return {
        i: published_day(p or "")
        for i, p in connection.execute("SELECT id, published FROM document").fetchall()
    }


def _counted(left: dict[str, int]) -> Later:
    return listed([phrase("{n} × {what}", n=n, what=what) if n > 1 else what for what, n in left.items()])
