"""Numerals that a look at what stands right behind them tells to be no quantity: 4月, 5G, A100的, 一家企业."""

from __future__ import annotations

from factbase.quantity.before import find_hedges
from factbase.quantity.settle import SETTLED_BY
from factbase.quantity.tables import Tables

__all__ = ["article_end", "bare_end"]


def bare_end(text: str, at: int, tables: Tables, floor: int) -> int:
    """The end of the digits at `at` if they can be no quantity, else 0: a quick refusal of what `read_phrase` refuses.

    Asked where no currency stands before the digits and no figure before them lends a unit.
    """
    found = tables.bare.match(text, at)
    before = text[at - 1] if at else ""
    if found is None or (before == " " and text.endswith(SETTLED_BY, 0, at)):
        return 0
    kind, end = found.lastgroup, found.end()
    if kind == "latin":
        word = found["latin"]
        return 0 if word in tables.latin or word.lower() in tables.latin else end
    if kind == "year":
        return end if text[at : end - 1] <= "2200" else 0
    if kind == "calm":
        glued = before.isascii() and before.isalnum()
        if not glued and find_hedges(text, at, tables, floor).hedges:
            return 0
    return end


def article_end(text: str, at: int, tables: Tables) -> int:
    """The end of the classifier behind the 一 at `at` if 一 is an article (一家企业), else 0."""
    stops = tables.articles.get(text[at + 1 : at + 2])
    if stops is None or text[at + 2 : at + 3] in stops:
        return 0
    return 0 if text.endswith(tables.emphasis, max(0, at - 6), at) else at + 2
