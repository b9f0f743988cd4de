"""A figure that is only faintly cued is contradicted where its cue stands right beside it and all else is explained."""

from __future__ import annotations

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY
from factbase.service.verify_settle import FigureVerdict

__all__ = ["from_its_name", "is_faint"]

# Below it a cue says nothing.
_LEAST = 0.22


def is_faint(verdict: FigureVerdict) -> bool:
    """Whether a figure is only faintly cued, but beside its own cue and in a sentence that names something."""
    option, figure = verdict.option, verdict.figure
    if (
        verdict.doubt != "weak link"
        or not verdict.passage.names
        or option is None
        or figure.kind != QUANTITY
        or figure.unit in ("1", "pp")
    ):
        return False
    return option.near and option.fair and not option.against and option.score >= _LEAST


def from_its_name(verdict: FigureVerdict) -> FigureVerdict:
    """The verdict with a clause that reaches back to that of the first name: what all must then explain."""
    figure, first = verdict.figure, verdict.passage.names[0]
    start = verdict.passage.clause_at(first.start, first.end).start
    return verdict._replace(
        figure=figure._replace(clause=Span(min(start, figure.clause.start), figure.clause.end))
    )
