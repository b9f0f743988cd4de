"""From text to quantities."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.quantity.reading import Quantity
from factbase.quantity.tables import Tables

__all__ = ["find_quantities", "iter_quantities"]


def find_quantities(text: str, tables: Tables) -> list[Quantity]:
    """Every quantity in `text`, in order, never overlapping."""
    return list(iter_quantities(text, tables))


def iter_quantities(text: str, tables: Tables) -> Iterator[Quantity]:
    """Every quantity in `text`, one at a time, in bounded memory."""
    yield from ()
