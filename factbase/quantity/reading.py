"""What a quantity's words mean: one number under several readings, and where it stands in the text."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from factbase.quantity.interval import EVERYTHING, Interval

__all__ = ["Quantity", "Reading"]


class Reading(NamedTuple):
    """One number as the hedge policy reads it, in the quantity's unit.

    `value` is the number as written (`None` for a range or an order of magnitude); `stated` is what the words say
    outright (unbounded on both sides for 约 and 近, which state no bound); `face` ⊆ `rounded` ⊆ `widest` are the three
    readings that judge (face: entailment; rounded: headlines and tensions; widest: contradiction).
    """

    value: Fraction | None
    stated: Interval = EVERYTHING
    face: Interval = EVERYTHING
    rounded: Interval = EVERYTHING
    widest: Interval = EVERYTHING


class Quantity(NamedTuple):
    """One quantity found in a text.

    `start`/`end` are code points, 0-based, end exclusive, and `text` is exactly that slice. `unit` is a canonical unit
    id (`"1"` for a pure number); `counted` names the noun of a count. `change` is the ratio new/old of a change
    (增长3倍 → 4), `None` for a plain figure. `rule` names the hedge rule that gave the bounds; `note` says what was
    in doubt.
    """

    start: int
    end: int
    text: str
    reading: Reading
    unit: str = "1"
    counted: str = ""
    hedge: str = "exact"
    rule: str = "exact"
    change: Reading | None = None
    note: str = ""
