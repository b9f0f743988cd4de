"""The data dictionary of an export: each column's type, words and unit, for the schema languages."""

from __future__ import annotations

from typing import NamedTuple

from factbase.service.export import Extract

__all__ = ["Described", "describe"]

_AMOUNTS = ("value", "low", "high", "widest_low", "widest_high")
_UNITS = {"span_start": "code point", "span_end": "code point"}
_WHOLE = ("span_start", "span_end", "version")


class Described(NamedTuple):
    """One column: `kind` is text, integer, number, flag, date or list; `unit` is empty where it has none.

    Where rows differ in unit, `unit` is `{unit}`: the column `unit` of the same row names it.
    """

    name: str
    kind: str
    about: str
    unit: str = ""


def describe(extract: Extract, *, reading: bool = False) -> tuple[Described, ...]:
    """Every column of an extract in order, the exact reading last if it is written."""
    shared = extract.shared_unit()
    found = []
    for column in extract.columns:
        kind = "integer" if column.name in _WHOLE else column.kind
        unit = _UNITS.get(column.name, (shared or "{unit}") if column.name in _AMOUNTS else "")
        found.append(Described(column.name, kind, extract.about.get(column.name, ""), unit))
    if reading:
        found.append(Described("reading", "text", extract.about["reading"]))
    return tuple(found)
