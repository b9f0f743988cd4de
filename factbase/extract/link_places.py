"""Where the cues of a sentence stand, those of one word together, and whether another figure stands nearer to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import Cue

__all__ = ["CuePlace", "Others", "Rivals", "cue_places", "gap_to"]


class CuePlace(NamedTuple):
    """A word at `[start, end)` with all that it says of metrics; `named`: it is part of an entity's name."""

    start: int
    end: int
    named: bool
    is_han: bool
    cues: tuple[Cue, ...]


def cue_places(passage: Passage) -> Sequence[CuePlace]:
    """The cues of a sentence by the words that they are, in order."""
    found: dict[tuple[int, int, bool], list[Cue]] = {}
    for start, end, cue, named in passage.cues:
        found.setdefault((start, end, named), []).append(cue)
    text = passage.text
    return [
        CuePlace(start, end, named, "\u4e00" <= text[start] <= "\u9fff", tuple(cues))
        for (start, end, named), cues in found.items()
    ]


def gap_to(figure: Figure, place: CuePlace) -> int:
    """How many characters stand between a figure and a word; 0 where they touch or cross."""
    return max(place.start - figure.end, figure.start - place.end, 0)


class _Sort:
    """The figures of one sort. What they have in common is worked out once for each word, so that in a sentence with very
    many figures each takes no longer.
    """

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._nearest: dict[tuple[int, int], tuple[int, int, bool]] = {}

    def at(self, place: CuePlace) -> tuple[int, int, bool]:
        """The gap between a word and the nearest of them, how many of them count it, whether the clause of one holds it."""
        start, end = place.start, place.end
        known = self._nearest.get((start, end))
        if known is None:
            gap = min(gap_to(f, place) for f in self.figures)
            counting = sum(f.noun.holds(start, end) for f in self.figures)
            is_around = any(f.clause.holds(start, end) for f in self.figures)
            known = self._nearest[start, end] = (gap, counting, is_around)
        return known


class Others:
    """The figures of a sort, seen from one of the sentence, which may be one of them."""

    def __init__(self, sort: _Sort, noun: tuple[int, int]) -> None:
        self._sort, self._noun = sort, noun

    def has_nearer(self, place: CuePlace, gap: int) -> bool:
        """Whether another stands nearer to a word than `gap`, how far this one is, or counts the word."""
        nearest, counting, _ = self._sort.at(place)
        return nearest < gap or counting > (self._noun[0] <= place.start and place.end <= self._noun[1])

    def has_around(self, figure: Figure, place: CuePlace) -> bool:
        """Whether a word stands in the clause of another, and not in that of the figure itself."""
        return not figure.clause.holds(place.start, place.end) and self._sort.at(place)[2]


_NOWHERE = (0, -1)


class Rivals:
    """The figures of a sentence by what they are."""

    def __init__(self, passage: Passage, figures: Sequence[Figure]) -> None:
        self._ids = frozenset(map(id, figures))
        self._alike: dict[tuple[str, str], _Sort] = {}
        self._quantities = _Sort()
        for figure in figures:
            self._alike.setdefault((figure.kind, figure.unit), _Sort()).figures.append(figure)
            if figure.kind == QUANTITY:
                self._quantities.figures.append(figure)

    def alike(self, figure: Figure) -> Others | None:
        """The other figures of its kind and unit, `None` if there are none."""
        return self._others(figure, self._alike.get((figure.kind, figure.unit)), is_one=True)

    def quantities(self, figure: Figure) -> Others | None:
        """The other quantities of whatever unit, `None` if there are none."""
        return self._others(figure, self._quantities, is_one=figure.kind == QUANTITY)

    def _others(self, figure: Figure, sort: _Sort | None, *, is_one: bool) -> Others | None:
        is_one = is_one and id(figure) in self._ids
        if sort is None or len(sort.figures) <= is_one:
            return None
        return Others(sort, figure.noun if is_one else _NOWHERE)
