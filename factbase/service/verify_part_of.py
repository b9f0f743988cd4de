"""A declared part against the rest of its whole, or told to be all of it: the dead outnumber the survivors, every stall is one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from factbase.extract.clauses import Span
from factbase.extract.link_compare import ABOVE, BELOW
from factbase.extract.link_most import ALL
from factbase.extract.link_scene import Passage, Placed
from factbase.extract.link_tables import ANTI
from factbase.reason.knowledge import Knowledge
from factbase.reason.proof import Proof, Step
from factbase.reason.rules import Ref, Rule
from factbase.reason.verdict import Judgement
from factbase.service.verify_operands import Operand, Operands
from factbase.service.verify_setting import Setting

__all__ = ["part_of"]

_NOTHING = Judgement("not_covered", "unknown")
_HALF = Fraction(1, 2)
# Where what is said of all of them begins: every stall in California | will be …
_SAID = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|can|did|died|belongs?|works?|focus(?:es)?|comes?|specialis\w+|specializ\w+)\b"
)


def part_of(at: Setting, operands: Operands, knowledge: Knowledge) -> Judgement:
    """The verdict on words that set a declared part against what is left of its whole, or make it all; else `not_covered`."""
    if at.figure.rule not in (ABOVE, BELOW, ALL):
        return _NOTHING
    for rule in knowledge.rules.of_kind("subset"):
        is_more = _is_all(at, rule, knowledge) if at.figure.rule == ALL else _is_more(at, rule)
        if is_more is None:
            continue
        for subject in dict.fromkeys(s.id for s in operands.matcher.subjects.of(at)):
            part, whole = (_known(operands, subject, ref) for ref in rule.refs[:2])
            if part is not None and whole is not None:
                return _all_of(part, whole) if at.figure.rule == ALL else _more(part, whole, is_more)
    return _NOTHING


def _known(operands: Operands, subject: str, ref: Ref) -> Operand | None:
    is_other = bool(ref.subject) and ref.subject != subject
    return None if is_other else operands.measure(subject, ref.metric, ref.scope or "")


def _is_all(at: Setting, rule: Rule, knowledge: Knowledge) -> bool | None:
    """`True` where words make the whole the part: it stands before what is said of all, the part behind; else `None`.

    What is said of another of its parts (all its listed companies) is not said of the whole.
    """
    passage, figure = at.passage, at.figure
    about, said = Span(figure.clause.start, figure.start), Span(figure.end, figure.clause.end)
    if figure.text.isascii():
        verb = _SAID.search(passage.folded, *said)
        if verb is None:
            return None
        about, said = Span(figure.end, verb.start()), Span(verb.start(), said.end)
    parts, wholes = _spots(passage, rule, 0), _spots(passage, rule, 1)
    is_rest = bool(passage.of(f"rest.{rule.id}")) or passage.has("negation", figure.clause)
    others = [r for r in knowledge.rules.of_kind("subset") if r.refs[1] == rule.refs[1]]
    is_part = any(said.holds(p.start, p.end) for p in parts) and not any(
        about.start <= p.start < about.end for r in others for p in _spots(passage, r, 0)
    )
    return True if is_part and not is_rest and any(about.holds(w.start, w.end) for w in wholes) else None


def _is_more(at: Setting, rule: Rule) -> bool | None:
    """Whether the part is said to be more than the rest (死者多于幸存者); `None` if the two are not what is compared."""
    passage, figure = at.passage, at.figure
    rests = passage.of(f"rest.{rule.id}", figure.clause)
    parts = [
        c
        for c in _spots(passage, rule, 0)
        if figure.clause.holds(c.start, c.end) and not any(r.start < c.end and c.start < r.end for r in rests)
    ]
    cut = figure.end if figure.text.isascii() else figure.start
    first, second = {p.start < cut for p in parts}, {r.start < cut for r in rests}
    if len(first) != 1 or len(second) != 1 or first == second:
        return None
    return (first == {True}) == (figure.rule == ABOVE)


def _spots(passage: Passage, rule: Rule, side: int) -> Sequence[Placed]:
    """Where the words speak of a rule's part (0) or of its whole (1)."""
    ref, other = rule.refs[side], rule.refs[1 - side]
    if ref.scope and ref.metric == other.metric:
        return [s for s in passage.scopes if ref.scope in s.means]
    return [c for c in passage.speaking.get(ref.metric, ()) if c.cue.sort != ANTI and not c.named]


def _more(part: Operand, whole: Operand, is_more: bool) -> Judgement:
    """The verdict on a part said to be more, or less, than the rest of its whole."""
    half = whole.widest.scale(_HALF)
    verdict = "possible"
    if part.widest.low is not None and half.high is not None and part.widest.low > half.high:
        verdict = "supported" if is_more else "contradicted"
    elif part.widest.high is not None and half.low is not None and part.widest.high < half.low:
        verdict = "contradicted" if is_more else "supported"
    return _told(verdict, part, whole)


def _all_of(part: Operand, whole: Operand) -> Judgement:
    """The verdict on a part said to be all of its whole."""
    is_less = (
        part.widest.high is not None and whole.widest.low is not None and part.widest.high < whole.widest.low
    )
    return _told("contradicted" if is_less else "possible", part, whole)


def _told(verdict: str, part: Operand, whole: Operand) -> Judgement:
    steps = (replace(whole.step, n=1), replace(part.step, n=2))
    last = Step(3, "calc", "difference", interval=whole.face - part.face, premises=(1, 2))
    ids = tuple(dict.fromkeys(s.fact_id for s in steps if s.fact_id))
    return Judgement(verdict, "difference", fact_ids=ids, proof=Proof((*steps, last)))
