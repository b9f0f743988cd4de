"""What a quantity's words mean: one number under several readings, and where it stands in the text."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from factbase.quantity.interval import EVERYTHING, Interval

__all__ = ["Quantity", "Reading", "entailing"]

_AS_STATED = frozenset({"exact", "order_of_magnitude"})


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


def entailing(hedge: str, rounded: Interval, widest: Interval) -> Interval:
    """Where facts must lie for a claim to follow from them: the widest reading of a hedged figure, else the rounded one.

    The decade that the widest reading adds to an order of magnitude (数百 up to 10,000) keeps it from being contradicted;
    it is not what the words say.
    """
    return rounded if hedge in _AS_STATED else widest


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
