"""Supports held back: the words say something else of a figure than the measure that agrees with it."""

from __future__ import annotations

import re

from factbase.extract.link_figure import QUANTITY
from factbase.extract.names import NameIndex
from factbase.quantity.units import TIMES
from factbase.reason.assertion import Assertion
from factbase.reason.verdict import Judgement
from factbase.service.verify_difference import is_undercut
from factbase.service.verify_known import KnownFacts
from factbase.service.verify_setting import Setting
from factbase.service.verify_settle import FigureVerdict
from factbase.service.verify_steps import stepped
from factbase.service.verify_wholes import whole_span

__all__ = ["is_loose_bound", "is_of_one", "reserved"]

# The doubt about a support whose words say something else.
_RESERVED = "reserved"
# The doubt about figures that are said to go in order with another number of things.
_UNEVEN = "uneven lists"
_ONE = re.compile(
    r"(?:最[大小]|第[一二三四五六七八九十]大|头号)的?[\u4e00-\u9fff]{0,6}?(?:企业|公司|厂商|机构|实验室|项目)(?!计划|工程)|"
    r"(?:^|[,;.]\s*)\s*(?:one of|the (?:(?:second|third|fourth|fifth)-)?(?:largest|biggest|smallest|leading) of|its (?:largest|biggest))\b[\w’' -]{0,40}?(?:compan|firm|project|lab)"
)
_REACHING = re.compile(r"up to|as (?:much|many|long) as|最长|最多|长达|多达|可达|以内")


def reserved(verdict: FigureVerdict, at: Setting, names: NameIndex, known: KnownFacts) -> FigureVerdict:
    """The verdict, with a doubt where its figure goes with nothing in order, is a step, or its words say something else."""
    decided = verdict.judgement.verdict in ("supported", "contradicted")
    if at.uneven and decided and not (verdict.retold or verdict.doubt):
        return verdict._replace(doubt=_UNEVEN)
    verdict = stepped(verdict, at, known)
    if verdict.judgement.verdict != "supported" or verdict.doubt or at.figure.kind != QUANTITY:
        return verdict
    claim = verdict.option.claim if verdict.option is not None else None
    is_other = (
        is_undercut(at)
        or is_of_one(at)
        or (claim is not None and (_is_of_another_whole(at, claim, names) or _is_unworded(at, claim)))
    )
    return verdict._replace(doubt=_RESERVED) if is_other else verdict


def is_of_one(at: Setting) -> bool:
    """Whether the clause speaks of one of those whose total is known (one of its companies, 广州第三大企业)."""
    return _ONE.search(at.passage.folded, at.figure.clause.start, at.figure.start) is not None


def _is_unworded(at: Setting, claim: Assertion) -> bool:
    """Whether a time is said with no word of its measure and without what it is of (X says that … within two years)."""
    if at.figure.unit not in TIMES or at.passage.speaking.get(claim.metric):
        return False
    return not any(claim.subject in (*m.ids, *m.inner) for m in at.passage.names)


def _is_of_another_whole(at: Setting, claim: Assertion, names: NameIndex) -> bool:
    """Whether the words give the share of another named whole (10% of the world's electricity, not of its data centres)."""
    if claim.kind != "share" or not claim.relative_to:
        return False
    named = {i for m in at.passage.names for i in (*m.ids, *m.inner)}
    whole = whole_span(at.passage, at.figure)
    if (
        whole is None
        or claim.relative_to in named
        or names.described(claim.relative_to, "", at.passage.unnamed)
    ):
        return False
    said = [m for m in at.passage.names if whole.holds(m.start, m.end)]
    return any(claim.subject not in (*m.ids, *m.inner) for m in said)


def is_loose_bound(at: Setting, claim: Assertion, judgement: Judgement) -> bool:
    """Whether a claim says how far something reaches, and the facts say that it ends far below."""
    known, stated = judgement.interval, claim.face.high
    if (
        judgement.verdict != "supported"
        or claim.hedge != "at_most"
        or known is None
        or not known.high
        or not stated
    ):
        return False
    return stated > known.high * 3 / 2 and _REACHING.search(at.figure.text.lower()) is not None
