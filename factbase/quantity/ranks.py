"""From text to the ranks, firsts and superlatives that it states."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from factbase.quantity.date_numerals import small_number
from factbase.quantity.rank_nouns import noun_after, noun_before
from factbase.quantity.rank_tables import RankTables, build_rank_tables
from factbase.quantity.words import fold_word

__all__ = ["RankMention", "RankTables", "build_rank_tables", "find_ranks"]


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


class _Hit(NamedTuple):
    """A matched shape: its parts, its span, and where the mention before it ends."""

    groups: Mapping[str, str | None]
    start: int
    end: int
    floor: int


_REACH = 24
_CLAUSE = re.compile(r"[，。；：！？、,.;:!?\n]", re.ASCII)
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
_NAMED_NUMBER = re.compile(r"\b(?:[A-Z][A-Za-z-]*|at)\s+\Z", re.ASCII)
_COUNT = re.compile(r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\Z", re.ASCII)
_COMPANIES = re.compile(r"(?:企业|民企|民营企业|独角兽|财富|公司|品牌|园区|县|镇|高校|上市公司)\Z")
_EARLIER = re.compile(r"[由从]\Z")
_LIST = re.compile(r"、|和|与|及|以及|\s+and\s+|,\s+", re.ASCII)


def find_ranks(text: str, tables: RankTables) -> list[RankMention]:
    """Every rank, first and superlative in `text`, in order, never overlapping."""
    found: list[RankMention] = []
    position = floor = 0
    while (m := tables.scan.pattern.search(text, position)) is not None:
        shape, names = tables.scan.shapes[m.lastgroup or ""]
        position = m.end()
        if shape == "block":
            continue
        hit = _Hit({name: m[index] for name, index in names}, m.start(), m.end(), floor)
        mention = _READERS[shape](text, hit, tables)
        if mention is not None:
            found.append(mention)
            position = floor = mention.end
    return found


def _nth(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    """第三: a place after a verb or a scope; 第六个: an ordinal; 第二大: a place by size."""
    place, tail = small_number(hit.groups["n"] or ""), hit.groups["tail"]
    if not place:
        return None
    start, among, verb = _placed(text, hit, tables)
    if tail == "大":
        return _stated(
            text, start, hit.end, place, among, noun_after(text, hit.end), tables, superlative=True
        )
    counted = tables.zh.classifier.match(text, hit.end - len(tail or ""))
    if _EARLIER.search(text, max(0, hit.start - 1), hit.start) and tail in ("位", "名"):
        return _stated(text, hit.start, hit.end, place, "", "", tables, note="the place before")
    if tail == "位" and not verb and noun_after(text, hit.end):
        return _stated(text, start, hit.end, place, among, noun_after(text, hit.end), tables, ordinal=True)
    if not tail and tables.zh.not_a_place.match(text, hit.end) and not (among and counted):
        return None
    if not tail and counted:
        return _stated(
            text, start, counted.end(), place, among, noun_after(text, counted.end()), tables, ordinal=True
        )
    if not (verb or among or tail == "名" or (tail == "位" and text.startswith("的", hit.start - 1))):
        if not tables.zh.measure_left.search(text, max(hit.floor, hit.start - _REACH), hit.start):
            return None
        near = tables.zh.scope_near.search(text, max(hit.floor, hit.start - _REACH), hit.start)
        return _stated(
            text,
            hit.start,
            hit.end,
            place,
            near["scope"] if near else "",
            noun_before(text, start, hit.floor),
            tables,
        )
    named = (noun_after(text, hit.end) if among and not verb and not tail else "") or noun_before(
        text, start, hit.floor
    )
    return _stated(text, start, hit.end, place, among, named, tables)


def _first(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    start, among, verb = _placed(text, hit, tables)
    if verb and hit.groups["kind"] == "位":
        return _stated(text, start, hit.end, 1, among, noun_before(text, start, hit.floor), tables)
    scope = tables.zh.scope_left.search(text, max(hit.floor, hit.start - _REACH), hit.start)
    start, among = (scope.start(), scope["scope"]) if scope else (hit.start, "")
    note = "the first time" if hit.groups["kind"] in ("次", "度") else ""
    return _stated(text, start, hit.end, 1, among, noun_after(text, hit.end), tables, ordinal=True, note=note)


def _top(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    place = small_number(hit.groups["n"] or "")
    start, among, verb = _placed(text, hit, tables)
    closed = hit.groups["tail"] is not None and place != 1
    if not place or (not closed and (tables.not_top.match(text, hit.end) or not (verb or among))):
        return None
    named = noun_after(text, hit.end) or noun_before(text, start, hit.floor)
    return _stated(text, start, hit.end, place, among, named, tables, hedge="at_least")


def _strong(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    """世界500强: among the first 500."""
    count = _COUNT.search(text, max(hit.floor, hit.start - 4), hit.start)
    place = small_number(count[0]) if count else None
    if count is None or not place:
        return None
    near = tables.zh.scope_near.search(text, max(hit.floor, count.start() - _REACH), count.start())
    if near is None and not _COMPANIES.search(text, max(hit.floor, count.start() - 8), count.start()):
        return None
    start = near.start() if near else count.start()
    return _stated(text, start, hit.end, place, near["scope"] if near else "", "", tables, hedge="at_least")


def _only_to(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    """仅次于美国: the place after those named."""
    stop = _CLAUSE_BUT_LIST.search(text, hit.end)
    names = text[hit.end : min(stop.start() if stop else len(text), hit.end + 40)]
    word = fold_word(hit.groups["only"] or "")
    count = 1 if word.startswith("second") else min(len([n for n in _LIST.split(names) if n.strip()]) or 1, 4)
    first = _LIST.split(names)[0].strip()
    note = f"after {first}" if count == 1 and first else f"after {count} others"
    return _stated(
        text,
        hit.start,
        hit.start + len(text[hit.start : hit.end].rstrip()),
        count + 1,
        "",
        "",
        tables,
        note=note,
    )


def _place(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    word = fold_word(hit.groups["place"] or "")
    start, among, verb = _placed(text, hit, tables)
    if word in tables.bound_places and not (verb or among):
        return None
    return _stated(
        text, start, hit.end, tables.places[word], among, noun_before(text, start, hit.floor), tables
    )


def _front(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    start, among, _ = _placed(text, hit, tables)
    note = "near the top; no place is named"
    return _stated(
        text,
        start,
        hit.end,
        None,
        among,
        noun_before(text, start, hit.floor),
        tables,
        hedge="at_least",
        note=note,
    )


def _superlative(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    word = fold_word(hit.groups["adjective"] or "")
    if tables.not_superlative.match(text, hit.end):
        return None
    if word.isascii():
        return _english_superlative(text, hit, tables, word)
    left = max(hit.floor, hit.start - _REACH)
    near = tables.zh.scope_left.search(text, left, hit.start) or tables.zh.scope_near.search(
        text, left, hit.start
    )
    among = near["scope"] if near else ""
    if word in tables.bound and not (
        near or text.startswith("的", hit.end) or _one_of(text, hit.end, tables)
    ):
        return None
    start = near.start() if near else hit.start
    return _stated(text, start, hit.end, 1, among, noun_after(text, hit.end), tables, superlative=True)


def _english_superlative(text: str, hit: _Hit, tables: RankTables, word: str) -> RankMention | None:
    nth = tables.en.nth_left.search(text, max(hit.floor, hit.start - _REACH), hit.start)
    start = nth.start() if nth else hit.start
    place = (small_number(nth["nth"].removeprefix("No.")) if nth else 1) or 1
    owner = tables.en.owner_left.search(text, max(hit.floor, start - 48), start)
    article = _ARTICLE.search(text, max(0, start - 16), start)
    shared = tables.en.one_of_left.search(
        text, max(0, (owner.start() if owner else start) - _REACH), owner.start() if owner else start
    )
    if word in tables.bound and not (nth or owner or article or shared):
        return None
    among = _owner(owner) or _scope_after(text, hit.end, tables)
    start = owner.start() if owner else start
    hedge = "one_of" if shared else ""
    return _stated(
        text, start, hit.end, place, among, noun_after(text, hit.end), tables, superlative=True, hedge=hedge
    )


def _english_ranked(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    written = hit.groups["d"] or hit.groups["o"] or hit.groups["d2"] or ""
    place = small_number(written)
    among = _scope_after(text, hit.end, tables)
    return _stated(text, hit.start, hit.end, place, among, "", tables) if place else None


def _english_top(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    place = small_number(hit.groups["n"] or "")
    if not place or tables.not_top.match(text, hit.end):
        return None
    owner = tables.en.owner_left.search(text, max(hit.floor, hit.start - 48), hit.start)
    among = _owner(owner) or _scope_after(text, hit.end, tables)
    start = owner.start() if owner else hit.start
    return _stated(text, start, hit.end, place, among, noun_after(text, hit.end), tables, hedge="at_least")


def _english_number(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    """The world's No. 1, at No. 3; but not Shensuan No. 2."""
    place = small_number(hit.groups["n"] or "")
    owner = tables.en.owner_left.search(text, max(hit.floor, hit.start - 48), hit.start)
    introduced = _PLACED.search(text, max(0, hit.start - 12), hit.start)
    after = _scope_after(text, hit.end, tables)
    if not place or not (owner or introduced or after):
        return None
    start = owner.start() if owner else hit.start
    return _stated(text, start, hit.end, place, _owner(owner) or after, noun_after(text, hit.end), tables)


def _english_order(text: str, hit: _Hit, tables: RankTables) -> RankMention | None:
    """The world's first X, the sixth such project."""
    place = small_number(hit.groups["o"] or "")
    if (
        not place
        or tables.en.not_first.match(text, hit.end)
        or tables.en.superlative_right.match(text, hit.end)
    ):
        return None
    if _IN_SCOPE.match(text, hit.end) and (among := _scope_after(text, hit.end, tables)):
        return _stated(text, hit.start, hit.end, place, among, "", tables)
    owner = tables.en.owner_left.search(text, max(hit.floor, hit.start - 48), hit.start)
    article = _ARTICLE.search(text, max(0, hit.start - 16), hit.start)
    signed = bool(hit.groups["ever"]) or (article and tables.en.ordinal_sign.match(text, hit.end))
    if not (owner or signed) or not noun_after(text, hit.end):
        return None
    among = _owner(owner) or _scope_after(text, hit.end, tables)
    start = owner.start() if owner else hit.start
    return _stated(text, start, hit.end, place, among, noun_after(text, hit.end), tables, ordinal=True)


def _placed(text: str, hit: _Hit, tables: RankTables) -> tuple[int, str, bool]:
    """Where the scope and the verb before a place begin, the scope, and whether there is a verb."""
    start, among, verb = hit.start, "", False
    for _ in range(3):
        left = max(hit.floor, start - _REACH)
        scope = None if among else tables.zh.scope_left.search(text, left, start)
        if scope:
            start, among = scope.start(), scope["scope"]
            continue
        found = None if verb else tables.zh.verb_left.search(text, left, start)
        if found is None:
            break
        start, verb = found.start(), True
    return start, among, verb


def _stated(
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
    if not hedge and place is not None and _one_of(text, end, tables):
        hedge = "one_of"
    return RankMention(start, end, text[start:end], place, among, of, superlative, ordinal, hedge, note)


def _one_of(text: str, end: int, tables: RankTables) -> bool:
    """Whether 之一 closes the words up to the end of the clause."""
    stop = _CLAUSE.search(text, end, end + 30)
    return tables.zh.one_of.search(text, end, stop.start() if stop else min(len(text), end + 30)) is not None


def _scope_after(text: str, end: int, tables: RankTables) -> str:
    """The scope that English puts behind the noun, within the clause."""
    stop = _CLAUSE.search(text, end, end + 60)
    found = tables.en.scope_right.search(text, end, stop.start() if stop else min(len(text), end + 60))
    return found[0] if found else ""


def _owner(owner: re.Match[str] | None) -> str:
    return owner["owner"].rstrip("s").rstrip("'’") if owner else ""


_CLAUSE_BUT_LIST = re.compile(r"[，。；：！？;:!?\n]|,(?!\s[A-Z])|\.\s|\.\Z|的", re.ASCII)

_READERS: dict[str, Callable[[str, _Hit, RankTables], RankMention | None]] = {
    "nth": _nth,
    "first": _first,
    "top": _top,
    "strong": _strong,
    "only_to": _only_to,
    "front": _front,
    "place": _place,
    "superlative": _superlative,
    "en_ranked": _english_ranked,
    "en_top": _english_top,
    "en_number": _english_number,
    "en_order": _english_order,
}
