"""A rank as it is found: the mention, the shape that matched, and what closes it (之一)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from factbase.quantity.rank_tables import RankTables

__all__ = ["CLAUSE", "REACH", "Hit", "RankMention", "shares_place", "stated"]

# How far before a place its scope and its verb may stand, in code points.
REACH = 24
CLAUSE = re.compile(r"[，。；：！？、,.;:!?\n]", re.ASCII)


class RankMention(NamedTuple):
    """One rank, first or superlative found in a text.

    `start`/`end` are code points, 0-based, end exclusive, and `text` is exactly that slice: the place with the verb and
    the scope right before it. `place` counts from 1; `None` says that none is named (前列, 第一梯队). `among` is the scope as
    written ("" if unsaid), `of` the noun that is ranked, as far as the words beside show it. `superlative`: the place is
    by size or degree (最大, 第二大, largest). `ordinal`: the place is in the order of appearing (首个, 第六个, the world's
    first). `hedge` is "", "one_of" (之一: shares the place) or "at_least" (前三: the place or a better one).
    """

    start: int
    end: int
    text: str
    place: int | None
    among: str = ""
    of: str = ""
    superlative: bool = False
    ordinal: bool = False
    hedge: str = ""
    note: str = ""


class Hit(NamedTuple):
    """A matched shape: its parts, its span, and where the mention before it ends."""

    groups: Mapping[str, str | None]
    start: int
    end: int
    floor: int


def stated(
    text: str,
    start: int,
    end: int,
    place: int | None,
    among: str,
    of: str,
    tables: RankTables,
    *,
    superlative: bool = False,
    ordinal: bool = False,
    hedge: str = "",
    note: str = "",
) -> RankMention:
    """The mention at `[start, end)`; it shares its place where 之一 closes the clause."""
    if not hedge and place is not None and shares_place(text, end, tables):
        hedge = "one_of"
    return RankMention(start, end, text[start:end], place, among, of, superlative, ordinal, hedge, note)


def shares_place(text: str, end: int, tables: RankTables) -> bool:
    """Whether 之一 closes the words up to the end of the clause."""
    stop = CLAUSE.search(text, end, end + 30)
    return tables.zh.one_of.search(text, end, stop.start() if stop else min(len(text), end + 30)) is not None
