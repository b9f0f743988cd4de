"""Units: what a unit measures, how it converts, and what it is called."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

__all__ = ["Unit", "UnitTable"]


class Unit(NamedTuple):
    """A unit: `factor` (and `offset`, for temperatures) take a value to the dimension's base."""

    id: str
    dimension: str
    vector: tuple[tuple[str, int], ...] = ()
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)


class UnitTable:
    """Every unit by every name."""

    def parse(self, text: str) -> Unit | None:
        """The unit that `text` names, or `None`."""
        return None

    def convert(self, value: Fraction, from_unit: str, to_unit: str) -> Fraction:
        """`value` in another unit. Raises `DimensionMismatch`."""
        return value

    def names(self) -> list[str]:
        """Every canonical id."""
        return []

    def nearest(self, text: str) -> list[str]:
        """The names most like `text`."""
        return []
