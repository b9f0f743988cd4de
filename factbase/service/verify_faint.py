"""A figure that is only faintly cued is contradicted where it is plain what is measured and all else is explained."""

from __future__ import annotations

from collections.abc import Mapping

from factbase.extract.clauses import Span
from factbase.extract.link_figure import ONLY_ONE, QUANTITY, RANK
from factbase.extract.names import EntityName
from factbase.reason.verdict import Judgement
from factbase.service.verify_setting import Option
from factbase.service.verify_settle import FigureVerdict

__all__ = ["from_its_name", "is_faint", "is_weak"]

# Below it a cue says nothing: beside the figure, for an amount in a unit of its own, a place or class, and a bare ordinal.
_BESIDE, _AMOUNT, _PLACE, _ORDINAL, _RATIO = 0.22, 0.4, 0.3, 0.55, 0.6
# More follows the number than the reader took (三块多A100).
_MORE = ("多", "余", "餘", "来", "來")
# Words for a part of a thing, and for a stage of it.
_PARTS = ("parts", "stands.part")
_DERIVING = frozenset({"multiply", "divide", "invert", "rule"})


def is_faint(verdict: FigureVerdict, sorts: Mapping[str, EntityName]) -> bool:
    """Whether a figure is only faintly cued, but so that a sentence with nothing else to explain speaks of its measure.

    So it is right beside its own cue; of an amount in a unit of its own also further off; and of a ratio between the two
    things that the clause names, if that very ratio is stated. `sorts` are the entities by id.
    """
    option, figure = verdict.option, verdict.figure
    if verdict.doubt != "weak link" or not verdict.passage.names or option is None:
        return False
    if not option.fair or option.against or _is_of_a_part(verdict):
        return False
    if figure.kind == RANK:
        # One that is but implied (only X has more than …) takes firmer words.
        return figure.rule != ONLY_ONE and option.score >= (_ORDINAL if figure.ordinal else _PLACE)
    if figure.kind != QUANTITY:
        return False
    if figure.unit in ("1", "pp"):
        return _is_between_two(verdict, option)
    if option.near:
        return option.score >= _BESIDE
    return figure.unit != "count" and option.score >= _AMOUNT and not _places(verdict, option, sorts)


def _is_of_a_part(verdict: FigureVerdict) -> bool:
    """Whether the clause speaks of a part or stage (其中一期) that no name holds."""
    passage = verdict.passage
    return any(
        not any(m.start <= word.start and word.end <= m.end for m in passage.names)
        for key in _PARTS
        for word in passage.of(key, verdict.figure.clause)
    )


def _places(verdict: FigureVerdict, option: Option, sorts: Mapping[str, EntityName]) -> list[str]:
    """The places that the clause names beside what it speaks of: one of them may have its own share (Germany's 4 billion)."""
    own, clause = {option.claim.subject, option.claim.relative_to}, verdict.figure.clause
    return [
        m.id
        for m in verdict.passage.names
        if sorts[m.id].type == "place"
        and clause.holds(m.start, m.end)
        and not m.speaks
        and not own & {*m.ids, *m.inner}
    ]


def _is_between_two(verdict: FigureVerdict, option: Option) -> bool:
    """Whether a ratio is told of two things in the order of the facts, the clause naming no third."""
    claim, passage, figure = option.claim, verdict.passage, verdict.figure
    if not claim.relative_to or option.score < _RATIO or not _is_stated(verdict.judgement):
        return False
    if passage.folded.startswith(_MORE, figure.end):
        return False
    two = {claim.subject, claim.relative_to}
    first: dict[str, int] = {}
    for mention in passage.names:
        told = two & {*mention.ids, *mention.inner}
        if not told and not mention.speaks and figure.clause.holds(mention.start, mention.end):
            return False
        for entity in told:
            first.setdefault(entity, mention.start)
    return len(first) == len(two) and first[claim.subject] < first[claim.relative_to]


def _is_stated(judgement: Judgement) -> bool:
    """Whether one fact alone, as it stands, rejects the claim."""
    steps = judgement.proof.steps
    return len(set(judgement.fact_ids)) == 1 and not any(s.kind in _DERIVING for s in steps)


def is_weak(verdict: FigureVerdict) -> bool:
    """Whether facts agree with a quantity of something named that is weakly linked, and no word speaks against the link."""
    option, figure = verdict.option, verdict.figure
    if verdict.doubt != "weak link" or verdict.judgement.verdict != "supported" or option is None:
        return False
    return bool(verdict.passage.names) and figure.kind == QUANTITY and not option.against


def from_its_name(verdict: FigureVerdict) -> FigureVerdict:
    """The verdict with a clause that reaches back to that of the first name: what all must then explain."""
    figure, first = verdict.figure, verdict.passage.names[0]
    start = verdict.passage.clause_at(first.start, first.end).start
    return verdict._replace(
        figure=figure._replace(clause=Span(min(start, figure.clause.start), figure.clause.end))
    )
