"""The cells of a row in our own columns, from text or typed, each as its column's type; numbers exact."""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from factbase.phrase import phrase, term
from factbase.quantity.exact import parse_exact
from factbase.service.given import parse_json
from factbase.store.select import COLUMNS

__all__ = ["typed_cells"]

_NUMBERS = ("value", "low", "high", "widest_low", "widest_high")
_FLAGS = ("low_open", "high_open")
_DATES = ("period_start", "period_end", "outlet_date")
_WHOLE = ("span_start", "span_end", "version")
_LARGEST = 10**300
_LONGEST_TEXT = 2**31 - 1
_BRIEF = reprlib.Repr()
_BRIEF.maxstring = _BRIEF.maxother = 80


def typed_cells(cells: Mapping[str, Any]) -> dict[str, Any]:
    """A row's cells with their types; numbers exact. Raises `ValueError` naming the column."""
    row: dict[str, Any] = {}
    name = ""
    try:
        for name, (parse, _) in _PARSERS.items():
            row[name] = parse(cells.get(name))
    except (KeyError, ValueError, TypeError) as error:
        raise ValueError(
            phrase(
                "{name}: {cell} is no {sort}",
                name=name,
                cell=_BRIEF.repr(cells.get(name)),
                sort=term(_PARSERS[name][1]),
            )
        ) from error
    if row["exact"]:
        exact = parse_exact(row["exact"])
        if row["value"] is None or float(exact) != float(row["value"]):
            raise ValueError(
                phrase("exact: {exact} is not the value {value}", exact=row["exact"], value=row["value"])
            )
        row["value"] = exact
    return row


def _number(cell: Any) -> Fraction | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        raise ValueError("a flag")
    number = parse_exact(repr(cell) if isinstance(cell, float) else str(cell).strip())
    if abs(number.numerator) > _LARGEST * number.denominator:
        raise ValueError("too large")
    return number


def _flag(cell: Any) -> bool:
    return (
        cell if isinstance(cell, bool) else {"": False, "true": True, "false": False}[str(cell or "").lower()]
    )


def _day(cell: Any) -> date | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell))


def _whole(cell: Any) -> int:
    if isinstance(cell, bool) or (isinstance(cell, float) and not cell.is_integer()):
        raise ValueError("a part")
    whole = int(cell)
    if abs(whole) > _LONGEST_TEXT:
        raise ValueError("too large")
    return whole


def _list(cell: Any) -> tuple[str, ...]:
    found = parse_json(cell or "[]") if isinstance(cell, str) else cell or []
    if not isinstance(found, (list, tuple)):
        raise ValueError("no list")
    return tuple(map(_text, found))


def _text(cell: Any) -> str:
    text = "" if cell is None else cell
    if not isinstance(text, str) or "\0" in text:
        raise ValueError("no text")
    if not text.isascii():
        # Half of a surrogate pair, as JSON can write one, is no character.
        text.encode()
    return text


_Parser = tuple[Callable[[Any], Any], str]
_PARSERS: dict[str, _Parser] = {
    **dict.fromkeys((*COLUMNS, "reading"), (_text, "text")),
    **dict.fromkeys(_NUMBERS, (_number, "number")),
    **dict.fromkeys(_FLAGS, (_flag, "true or false")),
    **dict.fromkeys(_DATES, (_day, "date as 2024-04-28")),
    **dict.fromkeys(_WHOLE, (_whole, "whole number")),
    "members": (_list, "JSON array"),
}
