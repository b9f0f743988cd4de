"""What a rank is told by in a clause before its own, and the words there that make another measure of it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from factbase.extract.clauses import Span
from factbase.extract.link_figure import RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI

__all__ = ["shifted_before"]

_SHIFTS = ("shifts", "attributes", "outsiders", "elsewhen")


def shifted_before(passage: Passage, figure: Figure, metrics: AbstractSet[str]) -> Iterator[Span]:
    """The words that shift a measure (人均), in the clause that says by what a rank is told, where its own clause does not."""
    if figure.kind != RANK:
        return
    spoken = [
        c
        for c in passage.cues
        if c.cue.sort != ANTI and not metrics.isdisjoint((c.cue.metric, f"{c.cue.metric}_rank"))
    ]
    if any(figure.clause.holds(c.start, c.end) for c in spoken):
        return
    for clause in passage.clauses:
        if clause.end <= figure.clause.start and any(clause.holds(c.start, c.end) for c in spoken):
            yield from (Span(w.start, w.end) for key in _SHIFTS for w in passage.of(key, clause))
