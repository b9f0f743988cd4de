"""How numbers, bounds and periods are worded for people; data keeps its exact form."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

__all__ = ["amount", "bounds", "figure", "number", "period"]

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SIGNS = {"about": "≈ ", "nearly": "≲ "}
_PLAIN_UNITS = {"1": "", "count": "", "rank": "", "date": ""}


def number(value: float) -> str:
    """A number with grouped digits; from a million on in words, never rounded where it has few digits.

    >>> number(6400), number(8.1e9), number(0.37), number(1.4e-09)
    ('6,400', '8.1 billion', '0.37', '1.4e-9')
    """
    size = abs(value)
    if size >= 1e15 or (size and size < 1e-4):
        mantissa, _, exponent = f"{value:.6e}".partition("e")
        return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"
    for scale, word in _SCALES:
        if size >= scale:
            return f"{_digits(value / scale)} {word}"
    return _digits(value)


def _digits(value: float) -> str:
    """A number without an exponent: whole numbers whole, others to six significant digits, at the least two places."""
    whole = value.is_integer() if isinstance(value, float) else True
    text = f"{Decimal(repr(value) if whole else f'{value:.6g}'):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: float, unit: str, kind: str) -> str:
    """A number in its unit as people write it: shares as percentages, ratios with ×, money before its currency."""
    if unit == "1" and kind == "share":
        return f"{_digits(value * 100)} %"
    if unit == "pp":
        return f"{_digits(value * 100)} points"
    if unit == "1" and kind in ("performance_ratio", "ratio"):
        return f"{_digits(value)} ×"
    if unit == "rank":
        return f"no. {_digits(value)}"
    if unit == "m" and kind == "process_node":
        return f"{_digits(value * 1e9)} nm"
    shown = _PLAIN_UNITS.get(unit, unit)
    if shown.startswith("/"):
        return f"{number(value)}{shown}"
    return f"{number(value)} {shown}".rstrip()


def bounds(
    low: float | None, high: float | None, low_open: bool, high_open: bool, unit: str, kind: str
) -> str:
    """An interval in words: `≥ 40 %`, `> 500,000 kWh/day`, `60 trillion – 100 trillion token`."""
    if low is not None and low == high:
        return amount(low, unit, kind)
    if low is not None and high is not None:
        left, right = amount(low, unit, kind), amount(high, unit, kind)
        mark = " (ends excluded)" if low_open and high_open else ""
        return f"{left} – {right}{mark}"
    if low is not None:
        return f"{'>' if low_open else '≥'} {amount(low, unit, kind)}"
    if high is not None:
        return f"{'<' if high_open else '≤'} {amount(high, unit, kind)}"
    return ""


def figure(row: dict[str, Any]) -> str:
    """The figure of a fact row for a table cell: its bounds, else its number with the sign of its hedge."""
    kind, unit, value = row["kind"], row["unit"], row["value"]
    if kind == "date":
        return period(row["period_start"], row["period_end"])
    stated = bounds(row["low"], row["high"], bool(row["low_open"]), bool(row["high_open"]), unit, kind)
    if stated:
        return stated
    return f"{_SIGNS.get(row['hedge'], '')}{amount(value, unit, kind)}" if value is not None else ""


def period(start: date | None, end: date | None) -> str:
    """Two inclusive days as shortly as they allow: `2024`, `2024-04`, `2023-Q3`, `to 2030`.

    >>> period(date(2024, 4, 1), date(2024, 4, 30)), period(None, date(2030, 12, 31))
    ('2024-04', 'to 2030')
    """
    if start is None and end is None:
        return ""
    if start is None or end is None:
        known = start or end
        assert known is not None
        return f"from {_edge(known, first=True)}" if start else f"to {_edge(known, first=False)}"
    if start == end:
        return start.isoformat()
    last = end + timedelta(days=1)
    if start.day == 1 and last.day == 1:
        months = (last.year - start.year) * 12 + last.month - start.month
        if months == 12 and start.month == 1:
            return str(start.year)
        if months == 1:
            return f"{start.year}-{start.month:02}"
        if months == 3 and start.month % 3 == 1:
            return f"{start.year}-Q{(start.month + 2) // 3}"
    return f"{_edge(start, first=True)}/{_edge(end, first=False)}"


def _edge(day: date, *, first: bool) -> str:
    """A day, or the year or month that it begins or ends."""
    next_day = day if first else day + timedelta(days=1)
    if next_day.day == 1:
        return str(day.year) if next_day.month == 1 else f"{day.year}-{day.month:02}"
    return day.isoformat()
