"""One cell of a foreign table: a figure with its exact reading, a date, or nothing known, as the map says."""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from factbase.quantity.numbers import Number, from_digits
from factbase.quantity.policy import Policy, Scale, read_value
from factbase.quantity.reading import Reading
from factbase.quantity.units import Unit
from factbase.service.import_map import ColumnMap, TableEntry

__all__ = ["Cell", "read_cell"]

_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>\d+)(?:\.(?P<part>\d*))?(?:[eE](?P<power>[-+]?\d{1,3}))?", re.ASCII
)
_DISCRETE = ("count", "token")


class Cell(NamedTuple):
    """What a cell holds: `outcome` is fact, blank, stated (unknown by the map) or fault."""

    outcome: str
    text: str = ""
    number: Number | None = None
    negative: bool = False
    is_padded: bool = False
    day: date | None = None
    fault: str = ""

    def scaled(self, column: ColumnMap, unit: Unit | None) -> Reading:
        """The reading of the cell in the canonical unit: exact, rounded as the hedge policy rounds written digits.

        Where trailing zeros are padding, their place is unknown, so that the rounded reading is the widest.
        """
        if self.number is None or unit is None:
            return Reading(None)
        factor = unit.factor * Fraction(column.factor)
        scale = Scale(factor.numerator, factor.denominator, unit.offset or None, floor=not self.negative)
        number = self.number._replace(top=-self.number.top) if self.negative else self.number
        discrete = column.unit in _DISCRETE and column.factor == "1"
        reading = read_value(number, "exact", scale, discrete, Policy())
        return reading._replace(rounded=reading.widest) if self.is_padded else reading


def read_cell(raw: str, column: ColumnMap, table: TableEntry) -> Cell:
    """A cell as the map reads it; `fault` says what the map leaves open."""
    text = " ".join(raw.split())
    if text in table.unknown or text in column.unknown:
        return Cell("stated" if text else "blank")
    if not text:
        return Cell("fault", fault='is empty; say in `unknown` that "" is unknown')
    if column.date:
        try:
            return Cell("fact", text, day=datetime.strptime(text, column.date).date())
        except ValueError:
            return Cell("fault", fault=f"{text!r} is no date written as {column.date}")
    plain = text.replace(column.thousands, "") if column.thousands else text
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return Cell(
            "fault",
            fault=f"{text!r} is no number; say what it means in `unknown`, or map the column otherwise",
        )
    number = _digits(match)
    if number.top == 0 and not column.zero:
        return Cell(
            "fault", fault=f"{text!r}: is that zero, or not known? Say `zero = true`, or put it in `unknown`"
        )
    return Cell(
        "fact", text, number, match["sign"] == "-", table.zeros == "padding" and number.zeros != number.place
    )


def _digits(match: re.Match[str]) -> Number:
    """The written digits. A final `.0` is how programs print a whole number, no digit that someone wrote."""
    part = (match["part"] or "").rstrip("0") if set(match["part"] or "") <= {"0"} else match["part"]
    return from_digits(match["whole"] + part, len(part), int(match["power"] or 0))
