"""The readers of text with their compiled vocabularies, apart from what they serve, so that no model is loaded with them."""

from __future__ import annotations

from typing import NamedTuple

from factbase.quantity.dates import DateTables
from factbase.quantity.ranks import RankTables
from factbase.quantity.tables import Tables

__all__ = ["Readers"]


class Readers(NamedTuple):
    """The compiled vocabularies of the three readers."""

    quantities: Tables
    dates: DateTables
    ranks: RankTables
