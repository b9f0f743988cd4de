"""What one figure is, before its surroundings are read."""

from __future__ import annotations

from typing import NamedTuple

from factbase.quantity.forms import Form
from factbase.quantity.numbers import Number
from factbase.quantity.policy import Scale

__all__ = ["FOLD", "PERCENT", "PURE", "Term"]

PURE = Form("1", Scale(), "share", id="1")
PERCENT = Form("1", Scale(), "percent", id="1")
FOLD = Form("1", Scale(), "fold", id="1")


class Term(NamedTuple):
    """A numeral with its unit. `hedge` is what stands inside (几, 多, +); `magnitude` replaces the number (数百万)."""

    start: int
    end: int
    number: Number
    form: Form | None = None
    hedge: str = ""
    magnitude: tuple[int, int, int] | None = None
    arabic: bool = True
    figure: bool = False
