"""Where the words of a sentence stand as seen from one of its figures, and whether another figure stands nearer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_figure import COMPARISON, QUANTITY, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import LinkTables
from factbase.quantity.units import TIMES

__all__ = ["View", "is_attribute"]

# A time that qualifies the noun behind it (a ten-day forecast).
_ATTRIBUTE = re.compile(r"[A-Za-z0-9]-(?:second|minute|hour|day|week|month|year)$")
_IN_WHAT = re.compile(
    r"\s*(?:in(?: terms of)?|on|as for|as regards|measured by|judged by|by|for|regarding|在|论|就|按|从|以|单论|单看|单就|说到|至于|若论|若看)"
)

_NOWHERE = (0, -1)


class View:
    """A sentence as seen from one of its figures; `zone` lies between the figure before and the one behind, in the clause."""

    def __init__(
        self, passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables
    ) -> None:
        self.figure = figure
        self.zone = _zone(passage, figure, figures, tables)
        self._text = passage.text
        noun = figure.noun if figure.kind == QUANTITY else _NOWHERE
        self._bounds = (figure.start, figure.end, self.zone, figure.clause, noun)
        self._inside = _inside(figure)
        is_alone = len(figures) == 1 and figures[0] is figure
        self._rivals = None if is_alone else passage.once_for(_Rivals, figures)
        self._alike = None if self._rivals is None else self._rivals.alike(figure)

    def place(self, start: int, end: int, named: bool) -> tuple[float, bool, bool, bool]:
        """How surely the word at `[start, end)` belongs to the figure, from 0 to 1.1, and whether it stands within the
        figure, in the zone and in the clause. `named`: it is part of an entity's name.
        """
        before, behind, (first, last), (head, tail), (noun, rest) = self._bounds
        in_zone = first <= start and end <= last
        in_clause = head <= start and end <= tail
        if before <= start and end <= behind:
            return self._inside, True, in_zone, in_clause
        if noun <= start and end <= rest:
            return 1.1, False, in_zone, in_clause
        gap = start - behind if start > behind else before - end if end < before else 0
        share = 1.0 if in_zone else 0.75 if in_clause else 0.6
        if named:
            share *= 0.2
        if self._alike is not None and self._alike.has_claim(start, end, gap, in_clause):
            share *= 0.5
        decay = 1 / (1 + gap / (30 if "\u4e00" <= self._text[start] <= "\u9fff" else 70))
        return share * (0.4 + 0.6 * decay), False, in_zone, in_clause

    def is_nearest(self, start: int, end: int) -> bool:
        """Whether no other quantity stands nearer to a word, or counts it while this one does not."""
        others = None if self._rivals is None else self._rivals.quantities(self.figure)
        return others is None or not others.has_nearer(start, end, _gap(self.figure, start, end))


def is_attribute(passage: Passage, figure: Figure) -> bool:
    """Whether a figure is a time that qualifies the noun behind it (a ten-day forecast)."""
    return "-" in figure.text and _ATTRIBUTE.search(passage.text, figure.start, figure.end) is not None


def _inside(figure: Figure) -> float:
    """How surely a word within the figure belongs to it."""
    if figure.kind == RANK and not (figure.superlative or figure.ordinal):
        return 0.0 if figure.rule != "grade" and figure.hedge == "exact" else 0.3
    return 0.5 if figure.kind == QUANTITY else 0.9


def _zone(passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables) -> Span:
    """From the figure before to the figure behind, within the clause; a time of quite another size cuts nothing off."""
    first, end = figure.clause
    start = first if first <= passage.span.start else _lead(passage, figure, figures)
    if len(figures) > 1:
        is_time = figure.unit in TIMES
        for other in figures:
            if other is figure or other.kind == COMPARISON:
                continue
            is_before = start < other.end <= figure.start
            if not is_before and not figure.end <= other.start < end:
                continue
            if (is_time and tables.are_far(figure.unit, other.unit)) or is_attribute(passage, other):
                continue
            if is_before:
                start = other.end
            if figure.end <= other.start < end:
                end = other.start
    return Span(start, end)


def _lead(passage: Passage, figure: Figure, figures: Sequence[Figure]) -> int:
    """Where the clause before the figure's begins that only says in what something is so (In FP32 performance, 论显存容量)."""
    first = figure.clause.start
    for start, end in passage.clauses:
        if first - 1 <= end <= first:
            if _IN_WHAT.match(passage.folded, start, end) is None:
                return first
            taken = [(m.start, m.end) for m in passage.names] + [(f.start, f.end) for f in figures]
            return first if any(start <= a and b <= end for a, b in taken) else start
    return first


class _Sort:
    """The figures of one sort. What they have in common is worked out once for each word, so that in a sentence with very
    many figures each takes no longer.
    """

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._nearest: dict[tuple[int, int], tuple[int, int, bool]] = {}

    def at(self, start: int, end: int) -> tuple[int, int, bool]:
        """The gap between a word and the nearest of them, how many of them count it, whether the clause of one holds it."""
        known = self._nearest.get((start, end))
        if known is None:
            gaps, counting, is_around = [], 0, False
            for figure in self.figures:
                gaps.append(_gap(figure, start, end))
                first, last = figure.noun
                counting += first <= start and end <= last
                first, last = figure.clause
                is_around = is_around or (first <= start and end <= last)
            known = self._nearest[start, end] = (min(gaps), counting, is_around)
        return known


def _gap(figure: Figure, start: int, end: int) -> int:
    """How many characters stand between a figure and a word; 0 where they touch or cross."""
    return start - figure.end if start > figure.end else figure.start - end if end < figure.start else 0


class _Others:
    """The figures of a sort, seen from one of the sentence, which may be one of them."""

    def __init__(self, sort: _Sort, noun: tuple[int, int]) -> None:
        self._at, (self._first, self._last) = sort.at, noun

    def has_nearer(self, start: int, end: int, gap: int) -> bool:
        """Whether another stands nearer to a word than `gap`, how far this one is, or counts the word."""
        nearest, counting, _ = self._at(start, end)
        return nearest < gap or counting > (self._first <= start and end <= self._last)

    def has_claim(self, start: int, end: int, gap: int, in_clause: bool) -> bool:
        """Whether another stands nearer, counts the word, or has it in its clause, where this one has not."""
        nearest, counting, is_around = self._at(start, end)
        if nearest < gap or (is_around and not in_clause):
            return True
        return counting > (self._first <= start and end <= self._last)


class _Rivals:
    """The figures of a sentence by what they are."""

    def __init__(self, passage: Passage, figures: Sequence[Figure]) -> None:
        self._ids = frozenset(map(id, figures))
        self._alike: dict[tuple[str, str], _Sort] = {}
        self._quantities = _Sort()
        for figure in figures:
            self._alike.setdefault((figure.kind, figure.unit), _Sort()).figures.append(figure)
            if figure.kind == QUANTITY:
                self._quantities.figures.append(figure)

    def alike(self, figure: Figure) -> _Others | None:
        """The other figures of its kind and unit, `None` if there are none."""
        return self._others(figure, self._alike.get((figure.kind, figure.unit)), is_one=True)

    def quantities(self, figure: Figure) -> _Others | None:
        """The other quantities of whatever unit, `None` if there are none."""
        return self._others(figure, self._quantities, is_one=figure.kind == QUANTITY)

    def _others(self, figure: Figure, sort: _Sort | None, *, is_one: bool) -> _Others | None:
        is_one = is_one and id(figure) in self._ids
        if sort is None or len(sort.figures) <= is_one:
            return None
        return _Others(sort, figure.noun if is_one else _NOWHERE)
