"""From text to quantities: find where a figure may begin, read the phrase there, go on behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbase.quantity.digits import TOKEN
from factbase.quantity.fold import fold
from factbase.quantity.mention import Context
from factbase.quantity.phrases import read_phrase
from factbase.quantity.proportion import read_proportion
from factbase.quantity.reading import Quantity
from factbase.quantity.tables import Tables

__all__ = ["find_quantities", "iter_quantities"]

# After 一, what makes it more than the article or the end of a word (进一步, 统一): then it is read in full.
_GOES_ON = (*"十百千万亿二两三四五六七八九零〇点半成倍分", *"家名位所座台辆个间种项款户")
_PIECE = 1 << 16
_ENDS = ("\n\n", "。", "！", "？", "\n")


def find_quantities(text: str, tables: Tables) -> list[Quantity]:
    """Every quantity in `text`, in order, never overlapping. Never raises, whatever the text holds."""
    return list(_scan(text, tables) if len(text) <= _PIECE else iter_quantities(text, tables))


def iter_quantities(text: str | Iterable[str], tables: Tables) -> Iterator[Quantity]:
    """Every quantity, one at a time, as `find_quantities` gives them.

    A text may come in parts (a file read by lines); offsets count over all of them. It is read in pieces that end
    where a sentence does, so memory stays bounded as long as sentences end.
    """
    offset = 0
    for piece in _pieces(text):
        for quantity in _scan(piece, tables):
            if offset:
                quantity = Quantity(quantity.start + offset, quantity.end + offset, *quantity[2:])
            yield quantity
        offset += len(piece)


def _pieces(text: str | Iterable[str]) -> Iterator[str]:
    if isinstance(text, str):
        start = 0
        while len(text) - start > _PIECE:
            end = _sentence_end(text, start + _PIECE // 2, start + _PIECE) or _next_end(text, start + _PIECE)
            yield text[start:end]
            start = end
        yield text[start:]
        return
    kept = ""
    for part in text:
        kept += part
        while len(kept) > _PIECE:
            end = _sentence_end(kept, _PIECE // 2, len(kept))
            if not end:
                break
            yield kept[:end]
            kept = kept[end:]
    yield kept


def _sentence_end(text: str, low: int, high: int) -> int:
    """The last place in `[low, high)` where a sentence ends, or 0."""
    for mark in _ENDS[:4]:
        found = text.rfind(mark, low, high)
        if found >= 0:
            return found + len(mark)
    return 0


def _next_end(text: str, at: int) -> int:
    """The first place from `at` on where a sentence ends, or the end of the text."""
    found = [text.find(mark, at) for mark in _ENDS]
    places = [place + len(mark) for place, mark in zip(found, _ENDS, strict=True) if place >= 0]
    return min(places, default=len(text))


def _scan(piece: str, tables: Tables) -> Iterator[Quantity]:
    text = fold(piece, tables.traditional, tables.traditional_pattern)
    search, negatives = tables.anchor.search, tables.negatives
    same = text is piece or text == piece
    context = Context()
    found = search(text, 0)
    while found is not None:
        at = found.start()
        c = text[at]
        if c > "\u3000" or (at and text[at - 1] == "每"):
            proportion = read_proportion(text, at, tables, context.end)
            if proportion is not None:
                yield (
                    proportion if same else proportion._replace(text=piece[proportion.start : proportion.end])
                )
                context = Context(proportion.end)
                found = search(text, proportion.end)
                continue
        if c == "一" or text[at : at + 2] in negatives:
            skipped = _negative(text, at, tables)
            if skipped:
                found = search(text, skipped)
                continue
        quantity, end, context = read_phrase(text, at, tables, context)
        if quantity is not None:
            yield quantity if same else quantity._replace(text=piece[quantity.start : quantity.end])
        elif c.isascii() and c.isdecimal():
            token = TOKEN.match(text, at)
            if token is not None and token.end() > end:
                end = token.end()
        found = search(text, end)


def _negative(text: str, at: int, tables: Tables) -> int:
    """The end of an idiom or name that begins at `at`, or 0."""
    pair = text[at : at + 2]
    if pair[0] == "一" and at and text[at - 1] in tables.after_one and pair[1:] not in _GOES_ON:
        return at + 1
    for word, unless in tables.negatives.get(pair, ()):
        if text.startswith(word, at):
            if unless and text[at + len(word) : at + len(word) + 1] in tuple(unless):
                continue
            if text[at] in "百千万亿" and at and text[at - 1] in "近超逾过破上达数几足":
                return 0
            return at + len(word)
    return 0
