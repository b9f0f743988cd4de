"""Split a document into items: by its numbering, or by articles that its entry fences with quotes.

Numbering is read in the three levels of Chinese bulletins: `一、`, `（一）`, `1.` give `1.2.2`. A numbered line counts
only if it continues its list (…、二、三、), so that a table of contents or a sentence that begins with a number does
not start an item: the last complete run of each list wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise, zip_longest
from typing import NamedTuple

from factbase.errors import FactbaseError, Problem, said
from factbase.extract.locate import Archive, locate_quote
from factbase.extract.outlets import article_outlet, cited_outlet
from factbase.model.document import Article, Item
from factbase.phrase import phrase

__all__ = ["segment", "segment_articles"]

_DIGITS = "一二三四五六七八九十"
_HEAD = re.compile(
    rf"(?m)^[ \t]*(?:(?P<part>[{_DIGITS}]+)、|[（(](?P<section>[{_DIGITS}]+)[）)]|(?P<item>\d{{1,3}})[.．](?!\d))[ \t]*"
)
_TITLE_END = re.compile(r"[。？！?!\n]")


class _Head(NamedTuple):
    level: int
    number: int
    start: int
    body: int


def segment(text: str, published: date | None) -> tuple[Item, ...]:
    """The numbered items of `text` in order, each from its number to the next heading of any level.

    Offsets are code points of `text`. An item's title is its first sentence or line; its outlet and date are read from
    the closing bracket (摘自4月2日硬AI), the year taken from `published`. Empty if the text numbers nothing.
    """
    heads = _heads(text)
    items: list[Item] = []
    path = [0, 0, 0]
    for head, following in zip_longest(heads, heads[1:]):
        path[head.level] = head.number
        path[head.level + 1 :] = [0] * (2 - head.level)
        end = following.start if following else len(text)
        if following and following.level > head.level:
            continue
        items.append(_item(text, ".".join(str(n) for n in path if n), head, end, published))
    return tuple(items)


def segment_articles(
    source: Archive, articles: Sequence[Article], published: date | None, file: str, document: str
) -> tuple[tuple[Item, ...], list[Problem]]:
    """The items that a document's entry declares, and what is wrong with the entry.

    Each article runs from the first character of `begins` to the last of `ends`; its headline may stand elsewhere.
    """
    items: list[Item] = []
    problems: list[Problem] = []
    for number, article in enumerate(articles, 1):
        try:
            items.append(_article(source, article, number, published))
        except FactbaseError as error:
            place = phrase("{document} article {number}", document=document, number=number)
            problems.append(Problem(file, place, said(error)))
    for one, two in pairwise(sorted(items, key=lambda item: item.start)):
        if two.start < one.end:
            problems.append(
                Problem(
                    file,
                    phrase("{document} article {number}", document=document, number=two.number),
                    phrase("overlaps article {number}", number=one.number),
                )
            )
    return tuple(items), problems


def _article(source: Archive, article: Article, number: int, published: date | None) -> Item:
    """The item of a declared article. Raises `FactbaseError` for words of its that are not found, or twice."""

    def place(words: str) -> tuple[int, int]:
        return source.flow.span(*locate_quote(source, words))

    start, end = place(article.begins)[0], place(article.ends)[1]
    outlet = article_outlet(source.text[start:end], published)
    return Item(
        number=str(number),
        title=article.headline,
        start=start,
        end=end,
        outlet=outlet.name,
        outlet_date=outlet.date,
        dateline=outlet.text,
        heads=tuple(place(head) for head in (article.headline, *article.subheads)),
    )


def _heads(text: str) -> list[_Head]:
    found = [_head(match) for match in _HEAD.finditer(text)]
    kept: list[_Head] = []
    expected = [1, 1, 1]
    for head in found:
        if head.level == 0 and head.number == 1 and kept:
            kept, expected = [], [1, 1, 1]
        if head.number != expected[head.level]:
            continue
        expected[head.level] += 1
        expected[head.level + 1 :] = [1] * (2 - head.level)
        kept.append(head)
    return kept


def _head(match: re.Match[str]) -> _Head:
    if match["part"]:
        return _Head(0, _chinese(match["part"]), match.start(), match.end())
    if match["section"]:
        return _Head(1, _chinese(match["section"]), match.start(), match.end())
    return _Head(2, int(match["item"]), match.start(), match.end())


def _chinese(numeral: str) -> int:
    """One to ninety-nine as section numbers write them."""
    tens, ten, ones = numeral.rpartition("十")
    high = (_DIGITS.find(tens) + 1 or 1) * 10 if ten else 0
    return high + (_DIGITS.find(ones) + 1 if ones else 0)


def _item(text: str, number: str, head: _Head, end: int, published: date | None) -> Item:
    body = text[head.body : end].rstrip()
    stop = _TITLE_END.search(body)
    title = body[: stop.start() + (stop.group() in "？?！!")] if stop else body
    # A numbered item whose first sentence is followed by others is headed by it; a lone sentence is the item.
    heads = ((head.body, head.body + len(title)),) if stop and body[stop.end() :].strip() else ()
    outlet = cited_outlet(body, published)
    # What follows the last item's source line (the imprint) belongs to no item.
    length = outlet.end if outlet.text else len(body)
    return Item(
        number=number,
        title=title.strip(),
        start=head.start,
        end=head.body + length,
        outlet=outlet.name,
        outlet_date=outlet.date,
        dateline=outlet.text,
        heads=heads,
    )
