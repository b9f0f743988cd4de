"""The shapes of ranks that English has: No. 1, ranked third, the top ten, the world's first, the second largest."""

from __future__ import annotations

import re

from factbase.quantity.date_numerals import small_number
from factbase.quantity.rank_mention import CLAUSE, REACH, Hit, RankMention, stated
from factbase.quantity.rank_nouns import noun_after
from factbase.quantity.rank_tables import RankTables

__all__ = ["number_one", "order", "ranked", "superlative", "top"]

_ARTICLE = re.compile(
    r"\b(?:[Rr]anked|[Rr]ated|[Nn]amed|[Cc]alled|[Dd]ubbed|[Dd]eemed|[Cc]onsidered|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur)\s+(?:single\s+)?\Z",
    re.ASCII,
)
# Third in China, first worldwide: a place without a verb.
_IN_SCOPE = re.compile(
    r"\s+(?:in\s+(?:the\s+)?(?:[A-Z]|world|country|nation)|worldwide|globally|nationally|nationwide)",
    re.ASCII,
)
_PLACED = re.compile(r"\b(?:at|the|is|as|was|remains?|became|becomes?|to|world|global)\s+\Z", re.ASCII)


def superlative(text: str, hit: Hit, tables: RankTables, word: str) -> RankMention | None:
    """The largest, the world's second largest; the word alone is no rank where it has other uses."""
    nth = tables.en.nth_left.search(text, max(hit.floor, hit.start - REACH), hit.start)
    start = nth.start() if nth else hit.start
    place = (small_number(nth["nth"].removeprefix("No.")) if nth else 1) or 1
    owner = tables.en.owner_left.search(text, max(hit.floor, start - 48), start)
    article = _ARTICLE.search(text, max(0, start - 16), start)
    shared = tables.en.one_of_left.search(
        text, max(0, (owner.start() if owner else start) - REACH), owner.start() if owner else start
    )
    if word in tables.bound and not (nth or owner or article or shared):
        return None
    among = _owner(owner) or _scope_after(text, hit.end, tables)
    start = owner.start() if owner else start
    hedge = "one_of" if shared else ""
    return stated(
        text, start, hit.end, place, among, noun_after(text, hit.end), tables, superlative=True, hedge=hedge
    )


def ranked(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    """Ranked third, came second."""
    written = hit.groups["d"] or hit.groups["o"] or hit.groups["d2"] or ""
    place = small_number(written)
    among = _scope_after(text, hit.end, tables)
    return stated(text, hit.start, hit.end, place, among, "", tables) if place else None


def top(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    """The top ten: one of the first places."""
    place = small_number(hit.groups["n"] or "")
    if not place or tables.not_top.match(text, hit.end):
        return None
    owner = tables.en.owner_left.search(text, max(hit.floor, hit.start - 48), hit.start)
    among = _owner(owner) or _scope_after(text, hit.end, tables)
    start = owner.start() if owner else hit.start
    return stated(text, start, hit.end, place, among, noun_after(text, hit.end), tables, hedge="at_least")


def number_one(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    """The world's No. 1, at No. 3; but not Shensuan No. 2."""
    place = small_number(hit.groups["n"] or "")
    owner = tables.en.owner_left.search(text, max(hit.floor, hit.start - 48), hit.start)
    introduced = _PLACED.search(text, max(0, hit.start - 12), hit.start)
    after = _scope_after(text, hit.end, tables)
    if not place or not (owner or introduced or after):
        return None
    start = owner.start() if owner else hit.start
    return stated(text, start, hit.end, place, _owner(owner) or after, noun_after(text, hit.end), tables)


def order(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    """The world's first X, the sixth such project."""
    place = small_number(hit.groups["o"] or "")
    if (
        not place
        or tables.en.not_first.match(text, hit.end)
        or tables.en.superlative_right.match(text, hit.end)
    ):
        return None
    if _IN_SCOPE.match(text, hit.end) and (among := _scope_after(text, hit.end, tables)):
        return stated(text, hit.start, hit.end, place, among, "", tables)
    owner = tables.en.owner_left.search(text, max(hit.floor, hit.start - 48), hit.start)
    article = _ARTICLE.search(text, max(0, hit.start - 16), hit.start)
    signed = bool(hit.groups["ever"]) or (article and tables.en.ordinal_sign.match(text, hit.end))
    if not (owner or signed) or not noun_after(text, hit.end):
        return None
    among = _owner(owner) or _scope_after(text, hit.end, tables)
    start = owner.start() if owner else hit.start
    return stated(text, start, hit.end, place, among, noun_after(text, hit.end), tables, ordinal=True)


def _scope_after(text: str, end: int, tables: RankTables) -> str:
    """The scope that English puts behind the noun, within the clause."""
    stop = CLAUSE.search(text, end, end + 60)
    found = tables.en.scope_right.search(text, end, stop.start() if stop else min(len(text), end + 60))
    return found[0] if found else ""


def _owner(owner: re.Match[str] | None) -> str:
    return owner["owner"].rstrip("s").rstrip("'’") if owner else ""
