"""Names that several things share (二期工程 of two plants): what is spoken of decides which of them is meant, or none is.

A thing may share a name only if it belongs to another. It is meant where it, or what it belongs to, is named in the same
sentence, else in the latest sentence before that names any of them. Where several fit, the name says nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from factbase.extract.clauses import Span
from factbase.extract.names import NameIndex
from factbase.extract.phrases import Spot

__all__ = ["settled"]


def settled(spots: list[Spot[str]], sentences: Sequence[Span], names: NameIndex) -> list[Spot[str]]:
    """The names of a text in order, each that several things share as the one that is meant, or left out."""
    if max([len(spot.means) for spot in spots], default=1) == 1:
        return spots
    kept: list[Spot[str]] = []
    spoken: list[frozenset[str]] = []
    for _, group in groupby(spots, key=lambda spot: _place(spot, sentences)):
        own = list(group)
        spoken.insert(0, frozenset(i for s in own if len(s.means) == 1 for i in s.means))
        for spot in own:
            meant = spot.means if len(spot.means) == 1 else _meant(spot.means, spoken, names)
            if meant:
                kept.append(spot._replace(means=meant))
    return kept


def _meant(things: Sequence[str], spoken: Sequence[frozenset[str]], names: NameIndex) -> tuple[str, ...]:
    """The one of several things whose own sentence, or the nearest before that does so for any, names it or its owners."""
    for named in spoken:
        fitting = [thing for thing in things if named & {thing, *names.wholes(thing)}]
        if fitting:
            return tuple(fitting) if len(fitting) == 1 else ()
    return ()


def _place(spot: Spot[str], sentences: Sequence[Span]) -> int:
    """The number of the sentence in which a name begins."""
    return bisect_right(sentences, spot.start, key=lambda s: s.start)
