"""Gaps between two ranks of one thing, judged by the places that are known."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from factbase.extract.clauses import Span
from factbase.extract.link_figure import RANK_GAP
from factbase.extract.link_rank_gaps import sides_of_gap
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.reason.assertion import Assertion
from factbase.reason.proof import Proof
from factbase.reason.verdict import Judgement
from factbase.reason.verdict_other import quoted
from factbase.service.verify_match import Matcher
from factbase.service.verify_settle import FigureVerdict

__all__ = ["with_rank_gap"]


def with_rank_gap(verdict: FigureVerdict, matcher: Matcher) -> FigureVerdict:
    """The verdict on a gap between two ranks; any other as it is."""
    figure, passage = verdict.figure, verdict.passage
    sides = sides_of_gap(passage, figure) if figure.rule == RANK_GAP else None
    told = figure.reading.value
    if sides is None or told is None:
        return verdict
    pairs = [pair for s in _subjects(passage, matcher) if (pair := _pair(passage, sides, s, matcher))]
    if len(pairs) != 1:
        return verdict
    one, two = pairs[0]
    gap = _place(one) - _place(two)
    said, why = ("supported", "difference") if gap == told else ("contradicted", "rejected")
    proof = Proof(tuple(quoted(n, f) for n, f in enumerate((one, two), 1)))
    return verdict._replace(
        judgement=Judgement(said, why, fact_ids=(one.id, two.id), proof=proof), option=None, doubt=""
    )


def _subjects(passage: Passage, matcher: Matcher) -> Iterator[str]:
    named = dict.fromkeys(i for m in passage.names if not m.speaks for i in m.ids)
    yield from named
    names = matcher.tables.names
    for owner in named:
        said = passage.without({owner})
        yield from (p for p in names.parts(owner) if p not in named and names.described(p, owner, said))


def _pair(
    passage: Passage, sides: tuple[Span, Span], subject: str, matcher: Matcher
) -> tuple[Assertion, Assertion] | None:
    """The ranks of a subject that the two sides speak of."""
    ranks = {
        f.metric: f
        for f in matcher.known.about(subject)
        if f.subject == subject and f.kind == "rank" and f.value
    }
    one, two = (_spoken(passage, side, frozenset(ranks)) for side in sides)
    return (ranks[one], ranks[two]) if one and two and one != two else None


def _spoken(passage: Passage, side: Span, ranks: frozenset[str]) -> str:
    """The rank that the words of a side speak of most; empty if they speak of none."""
    found: dict[str, float] = {}
    for cue in passage.cues:
        for metric in (cue.cue.metric, f"{cue.cue.metric}_rank"):
            if cue.cue.sort != ANTI and metric in ranks and side.holds(cue.start, cue.end):
                found[metric] = found.get(metric, 0.0) + float(cue.cue.weight)
    best = sorted(found.items(), key=lambda item: -item[1])
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else ""


def _place(fact: Assertion) -> Fraction:
    return fact.value or Fraction(0)
