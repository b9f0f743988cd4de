"""From text to the ranks, firsts and superlatives that it states."""

from __future__ import annotations

import re
from collections.abc import Callable

from factbase.quantity import ranks_english
from factbase.quantity.date_numerals import small_number
from factbase.quantity.rank_mention import REACH, Hit, RankMention, shares_place, stated
from factbase.quantity.rank_nouns import noun_after, noun_before
from factbase.quantity.rank_tables import RankTables, build_rank_tables
from factbase.quantity.words import fold_word

__all__ = ["RankMention", "RankTables", "build_rank_tables", "find_ranks"]


_COUNT = re.compile(r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\Z", re.ASCII)
_COMPANIES = re.compile(r"(?:企业|民企|民营企业|独角兽|财富|公司|品牌|园区|县|镇|高校|上市公司)\Z")
_EARLIER = re.compile(r"[由从]\Z")
_CLAUSE_BUT_LIST = re.compile(r"[，。；：！？;:!?\n]|,(?!\s[A-Z])|\.\s|\.\Z|的", re.ASCII)
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
        hit = Hit({name: m[index] for name, index in names}, m.start(), m.end(), floor)
        mention = _READERS[shape](text, hit, tables)
        if mention is not None:
            found.append(mention)
            position = floor = mention.end
    return found


def _nth(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    """第三: a place after a verb or a scope; 第六个: an ordinal; 第二大: a place by size."""
    place, tail = small_number(hit.groups["n"] or ""), hit.groups["tail"]
    if not place:
        return None
    start, among, verb = _placed(text, hit, tables)
    if tail == "大":
        return stated(text, start, hit.end, place, among, noun_after(text, hit.end), tables, superlative=True)
    counted = tables.zh.classifier.match(text, hit.end - len(tail or ""))
    if _EARLIER.search(text, max(0, hit.start - 1), hit.start) and tail in ("位", "名"):
        return stated(text, hit.start, hit.end, place, "", "", tables, note="the place before")
    if tail == "位" and not verb and noun_after(text, hit.end):
        return stated(text, start, hit.end, place, among, noun_after(text, hit.end), tables, ordinal=True)
    if not tail and tables.zh.not_a_place.match(text, hit.end) and not (among and counted):
        return None
    if not tail and counted:
        return stated(
            text, start, counted.end(), place, among, noun_after(text, counted.end()), tables, ordinal=True
        )
    if not (verb or among or tail == "名" or (tail == "位" and text.startswith("的", hit.start - 1))):
        if not tables.zh.measure_left.search(text, max(hit.floor, hit.start - REACH), hit.start):
            return None
        near = tables.zh.scope_near.search(text, max(hit.floor, hit.start - REACH), hit.start)
        return stated(
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
    return stated(text, start, hit.end, place, among, named, tables)


def _first(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    start, among, verb = _placed(text, hit, tables)
    if verb and hit.groups["kind"] == "位":
        return stated(text, start, hit.end, 1, among, noun_before(text, start, hit.floor), tables)
    scope = tables.zh.scope_left.search(text, max(hit.floor, hit.start - REACH), hit.start)
    start, among = (scope.start(), scope["scope"]) if scope else (hit.start, "")
    note = "the first time" if hit.groups["kind"] in ("次", "度") else ""
    return stated(text, start, hit.end, 1, among, noun_after(text, hit.end), tables, ordinal=True, note=note)


def _top(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    place = small_number(hit.groups["n"] or "")
    start, among, verb = _placed(text, hit, tables)
    closed = hit.groups["tail"] is not None and place != 1
    if not place or (not closed and (tables.not_top.match(text, hit.end) or not (verb or among))):
        return None
    named = noun_after(text, hit.end) or noun_before(text, start, hit.floor)
    return stated(text, start, hit.end, place, among, named, tables, hedge="at_least")


def _strong(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    """世界500强: among the first 500."""
    count = _COUNT.search(text, max(hit.floor, hit.start - 4), hit.start)
    place = small_number(count[0]) if count else None
    if count is None or not place:
        return None
    near = tables.zh.scope_near.search(text, max(hit.floor, count.start() - REACH), count.start())
    if near is None and not _COMPANIES.search(text, max(hit.floor, count.start() - 8), count.start()):
        return None
    start = near.start() if near else count.start()
    return stated(text, start, hit.end, place, near["scope"] if near else "", "", tables, hedge="at_least")


def _only_to(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    """仅次于美国: the place after those named."""
    stop = _CLAUSE_BUT_LIST.search(text, hit.end)
    names = text[hit.end : min(stop.start() if stop else len(text), hit.end + 40)]
    word = fold_word(hit.groups["only"] or "")
    count = 1 if word.startswith("second") else min(len([n for n in _LIST.split(names) if n.strip()]) or 1, 4)
    first = _LIST.split(names)[0].strip()
    note = f"after {first}" if count == 1 and first else f"after {count} others"
    return stated(
        text,
        hit.start,
        hit.start + len(text[hit.start : hit.end].rstrip()),
        count + 1,
        "",
        "",
        tables,
        note=note,
    )


def _place(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    word = fold_word(hit.groups["place"] or "")
    start, among, verb = _placed(text, hit, tables)
    if word in tables.bound_places and not (verb or among):
        return None
    return stated(
        text, start, hit.end, tables.places[word], among, noun_before(text, start, hit.floor), tables
    )


def _front(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    start, among, _ = _placed(text, hit, tables)
    note = "near the top; no place is named"
    return stated(
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


def _superlative(text: str, hit: Hit, tables: RankTables) -> RankMention | None:
    word = fold_word(hit.groups["adjective"] or "")
    if tables.not_superlative.match(text, hit.end):
        return None
    if word.isascii():
        return ranks_english.superlative(text, hit, tables, word)
    left = max(hit.floor, hit.start - REACH)
    near = tables.zh.scope_left.search(text, left, hit.start) or tables.zh.scope_near.search(
        text, left, hit.start
    )
    among = near["scope"] if near else ""
    if word in tables.bound and not (
        near or text.startswith("的", hit.end) or shares_place(text, hit.end, tables)
    ):
        return None
    start = near.start() if near else hit.start
    return stated(text, start, hit.end, 1, among, noun_after(text, hit.end), tables, superlative=True)


def _placed(text: str, hit: Hit, tables: RankTables) -> tuple[int, str, bool]:
    """Where the scope and the verb before a place begin, the scope, and whether there is a verb."""
    start, among, verb = hit.start, "", False
    for _ in range(3):
        left = max(hit.floor, start - REACH)
        scope = None if among else tables.zh.scope_left.search(text, left, start)
        if scope:
            start, among = scope.start(), scope["scope"]
            continue
        found = None if verb else tables.zh.verb_left.search(text, left, start)
        if found is None:
            break
        start, verb = found.start(), True
    return start, among, verb


_READERS: dict[str, Callable[[str, Hit, RankTables], RankMention | None]] = {
    "nth": _nth,
    "first": _first,
    "top": _top,
    "strong": _strong,
    "only_to": _only_to,
    "front": _front,
    "place": _place,
    "superlative": _superlative,
    "en_ranked": ranks_english.ranked,
    "en_top": ranks_english.top,
    "en_number": ranks_english.number_one,
    "en_order": ranks_english.order,
}
