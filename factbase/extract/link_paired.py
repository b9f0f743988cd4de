"""Each figure of a list in a sentence of its own: with its item of the list that it goes with in order, the others left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure, noun_at
from factbase.extract.link_hedges import bounded
from factbase.extract.link_lists import Row, is_denied, is_uneven, items_of, joiner, rows_of
from factbase.extract.link_scene import Passage, Placed
from factbase.extract.link_short import bared
from factbase.extract.link_tables import LinkTables

__all__ = ["Own", "owned"]

_SIDES = {
    "more_than": "at_least", "less_than": "at_most", "at_least": "at_least", "at_most": "at_most", "about": "about",
    "nearly": "about",
}  # fmt: skip
S = TypeVar("S", bound=Placed)


class Own(NamedTuple):
    """A figure, the sentence as said of it, and the figures of that.

    `uneven`: which item of a list it goes with is open, for that has more or fewer items than there are figures, or the
    words deny that all is so.
    """

    passage: Passage
    figure: Figure
    figures: tuple[Figure, ...]
    uneven: bool = False


def owned(passage: Passage, figures: Sequence[Figure], tables: LinkTables) -> list[Own]:
    """Every figure of a sentence; those that go in order with the items of a list each in their own sentence.

    Of 公共资金和私人投资分别为81亿和137亿欧元 the first figure is in 公共资金分别为81亿, the second in 私人投资分别为137亿欧元.
    What is left out is blank, so that everything stands where it stood.
    """
    every = tuple(figures)
    found = [Own(bared(passage, f), f, every) for f in every]
    if len(every) < 2:
        return found
    for row in rows_of(passage, every):
        items = items_of(passage, every, row, tables)
        uneven = is_denied(passage, row) if items else is_uneven(passage, every, row)
        for n, figure in enumerate(row.figures if items or uneven else ()):
            at = next(i for i, f in enumerate(every) if f is figure)
            own = _own(passage, every, row, items, n) if items else found[at]
            found[at] = own._replace(uneven=uneven)
    return found


def _own(passage: Passage, figures: Sequence[Figure], row: Row, items: Sequence[Span], number: int) -> Own:
    """The sentence of one figure of a row."""
    figure = row.figures[number]
    blanks = _but(items, number)
    others = [Span(f.start, f.end) for f in row.figures]
    blanks += _but(others, number, passage)
    if row.told is not None:
        blanks.append(row.told)
    view = _without(passage, blanks, row)
    own = figure
    if "," in passage.folded[items[0].start : items[-1].end] or "," in passage.folded[row.start : row.end]:
        own = own._replace(clause=view.clause_at(own.start, own.end))
    if own.kind == QUANTITY and _crosses(own.noun, blanks):
        own = own._replace(noun=noun_at(view, own.end, own.clause))
    if side := _shared_hedge(row, number):
        # It may have the bound or not: within the bound it contradicts nothing.
        own = own._replace(reading=own.reading._replace(widest=bounded(own.reading, side).widest))
    kept = [f for f in figures if f is figure or not _crosses(f, blanks)]
    return Own(view, own, tuple(own if f is figure else f for f in kept))


def _shared_hedge(row: Row, number: int) -> str:
    """The bound before the first figure of a list that one without a hedge may have too (分别超过80亿和130亿); empty if none."""
    first, figure = row.figures[0], row.figures[number]
    if not number or figure.kind != QUANTITY or figure.hedge != "exact" or first.text[:1] in "0123456789$€£¥":
        return ""
    return _SIDES.get(first.hedge, "")


def _but(spans: Sequence[Span], number: int, passage: Passage | None = None) -> list[Span]:
    """The stretches of a list before and behind one of its items; with `passage`, up to the words that join it."""
    own, found = spans[number], []
    if number:
        join = joiner(passage, spans[number - 1].end, own.start) if passage is not None else None
        found.append(Span(spans[0].start, join.end if join is not None else own.start))
    if number + 1 < len(spans):
        join = joiner(passage, own.end, spans[number + 1].start) if passage is not None else None
        found.append(Span(join.start if join is not None else own.end, spans[-1].end))
    return found


def _without(passage: Passage, blanks: Sequence[Span], row: Row) -> Passage:
    """The sentence with blanks in place of some stretches and of what stands in them; the scope that a figure holds stays."""
    text, folded = (_blanked(t, blanks) for t in (passage.text, passage.folded))
    scopes = tuple(
        s
        for s in passage.scopes
        if not _crosses(s, blanks) or any(f.start <= s.start and s.end <= f.end for f in row.figures)
    )
    listed = {key: kept for key, words in passage.listed.items() if (kept := _outside(words, blanks))}
    return replace(
        passage, text=text, folded=folded, original=passage.original or passage.text, scopes=scopes, listed=listed,
        names=tuple(_outside(passage.names, blanks)), cues=tuple(_outside(passage.cues, blanks)),
        words=tuple(_outside(passage.words, blanks)), quantities=tuple(_outside(passage.quantities, blanks)),
        dates=tuple(_outside(passage.dates, blanks)), ranks=tuple(_outside(passage.ranks, blanks)),
    )  # fmt: skip


def _blanked(text: str, blanks: Sequence[Span]) -> str:
    pieces, at = [], 0
    for start, end in sorted(blanks):
        pieces += [text[at:start], " " * (end - max(at, start))]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _outside(spots: Iterable[S], blanks: Sequence[Span]) -> list[S]:
    return [s for s in spots if not _crosses(s, blanks)]


def _crosses(spot: Placed, blanks: Sequence[Span]) -> bool:
    return any(spot.start < end and start < spot.end for start, end in blanks)
