"""What becomes of the verdicts on one sentence: figures that only qualify others fall away, and doubt takes back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factbase.extract.link_apposed import is_apposed
from factbase.extract.link_few import FEW
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_most import ALL, MOST
from factbase.extract.link_scene import Passage
from factbase.extract.link_when import from_to
from factbase.reason.assertion import Assertion
from factbase.reason.verdict import Judgement
from factbase.service.verify_members import MEMBERS
from factbase.service.verify_setting import Option

__all__ = [
    "APPOSED",
    "UNEXPLAINED",
    "UNPLACED",
    "WORST_FIRST",
    "FigureVerdict",
    "denied",
    "firm",
    "judged_as",
    "settled",
    "undecided",
    "worst",
]

WORST_FIRST = ("contradicted", "not_covered", "possible", "supported")
_ORDINAL = re.compile(
    r"第|\d(?:st|nd|rd|th)\b|\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", re.I
)
_LEAD = 24
_IS = re.compile(
    r"(?:是|成为|\b(?:is|are|was|were|became|becomes|remains?))\s*(?:(?:the|its|a|an|also|still)\s+){0,2}(?:[\w’'-]+['’]s?\s+)?$"
)
_IS_ON = re.compile(r"(?:是|是在|就在)$")
# How arithmetic tells what it made a figure of.
_MADE = frozenset({"quotient", "per day", "sum", "difference", "points", "change"})
# Times whose words have other uses too (over a year, the next ten days): unlinked, they doubt nothing.
_LASTING = ("ahead", "moment")
# How well a place or a date must be cued to be one that is claimed, however weakly linked.
_TOLD = {RANK: 0.3, DATE: 0.5}
# The doubt about the day of an event whose date is not known.
UNPLACED = "unlinked date"
# The doubt about a count that is told to be that of the names beside it.
APPOSED = "a count of the names beside it"
# two of the member states
_THESE = re.compile(r"[”\"》]?(?:这|那|等)?")
# 分为, fall into: what is counted behind these is all that there is.
_DIVIDED = re.compile(
    r"(?:分|归|划分|区分)(?:为|成|作)(?:了|这|以下|如下)?$|\b(?:divided|split|fall|falls|classified|grouped|sorted|come|comes) (?:in|into) (?:only |just |these |exactly )?$"
)
_OF_THEM = (" of the ", " of its ")
# What the doubt about a contradiction begins with whose words are not all explained; the words follow.
UNEXPLAINED, _UNACCOUNTED = "unexplained ", "unaccounted "


class FigureVerdict(NamedTuple):
    """One judged claim: the figure, its sentence, the measure it was linked to (`None` if none), and the judgement.

    `doubt` is what kept a contradiction or a support back, empty if nothing did. `retold`: the sentence is its source's, so
    that no other figure of it casts doubt on the link.
    """

    figure: Figure
    passage: Passage
    option: Option | None
    judgement: Judgement
    doubt: str = ""
    retold: bool = False


def _paired(verdict: FigureVerdict, verdicts: list[FigureVerdict]) -> FigureVerdict:
    """One end of a from–to without the doubt about its link, where the other end is firmly of the same measure."""
    if verdict.doubt != "weak link" or verdict.option is None or verdict.judgement.verdict != "supported":
        return verdict
    pair = from_to(verdict.figure, [v.figure for v in verdicts], verdict.passage)
    if pair is None:
        return verdict
    claim = verdict.option.claim
    for other in verdicts:
        if other is verdict or other.figure not in pair or other.option is None or other.doubt:
            continue
        theirs = other.option.claim
        if other.judgement.verdict == "supported" and (
            (claim.subject, claim.metric, claim.scope, claim.relative_to)
            == (theirs.subject, theirs.metric, theirs.scope, theirs.relative_to)
        ):
            return verdict._replace(doubt="")
    return verdict


def _agreed(verdict: FigureVerdict, verdicts: list[FigureVerdict]) -> FigureVerdict:
    """A support without the doubt about its link, where a figure in another unit bears out the same measure (450亿日元，约合3亿美元)."""
    option = verdict.option
    if verdict.doubt != "weak link" or option is None or verdict.judgement.verdict != "supported":
        return verdict
    for other in verdicts:
        if other is verdict or other.option is None or other.judgement.verdict != "supported":
            continue
        mine, theirs = option.claim, other.option.claim
        is_same = (mine.subject, mine.metric, mine.scope) == (theirs.subject, theirs.metric, theirs.scope)
        is_twice = verdict.figure.kind == other.figure.kind == QUANTITY and mine.dimension != theirs.dimension
        if is_same and is_twice and other.doubt in ("", "weak link"):
            return verdict._replace(doubt="")
    return verdict


def _premised(verdict: FigureVerdict, verdicts: list[FigureVerdict]) -> FigureVerdict:
    """A figure that states a fact which bears out another figure of the sentence by arithmetic: it is that fact's.

    It may have been linked to that fact weakly, or to nothing.
    """
    judgement, figure = verdict.judgement, verdict.figure
    is_open = judgement.verdict == "not_covered" or (
        judgement.verdict == "supported" and verdict.doubt == "weak link"
    )
    value = figure.reading.value
    if not is_open or figure.kind != QUANTITY or figure.unit in ("1", "pp") or value is None:
        return verdict
    for other in verdicts:
        made = other.judgement
        if made.verdict != "supported" or other.doubt or made.why not in _MADE:
            continue
        for step in made.proof.steps:
            known = step.interval
            if not step.fact_id or step.unit != figure.unit or known is None or step.fact_id is None:
                continue
            ends = {known.midpoint, known.low if known.high is None else known.midpoint}
            if value * step.scale in ends:
                held = Judgement("supported", "inside", known, "face", (step.fact_id,), made.proof)
                return verdict._replace(judgement=held, doubt="")
    return verdict


def _accounted(verdict: FigureVerdict, verdicts: list[FigureVerdict]) -> FigureVerdict:
    """A support without the doubt about a name that another figure of the sentence is firmly about."""
    name = verdict.doubt.removeprefix(_UNACCOUNTED)
    if name == verdict.doubt or verdict.judgement.verdict != "supported":
        return verdict
    passage = verdict.passage
    named = {i for m in passage.names if passage.text[m.start : m.end] == name for i in m.ids}
    told = {
        v.option.claim.subject
        for v in verdicts
        if v.option is not None and v.judgement.verdict == "supported" and not v.doubt
    }
    return verdict._replace(doubt="") if named & told else verdict


def _restated(verdict: FigureVerdict, verdicts: list[FigureVerdict]) -> FigureVerdict:
    """A date against the facts that another date of the sentence only says again (2021年至2025年的“十四五”期间): as that one."""
    if verdict.figure.kind != DATE or verdict.judgement.verdict != "contradicted":
        return verdict
    for other in verdicts:
        is_same = other.figure.kind == DATE and other.figure.period == verdict.figure.period
        if is_same and other.judgement.verdict == "supported" and not other.doubt:
            return verdict._replace(option=other.option, judgement=other.judgement, doubt="")
    return verdict


def settled(verdicts: list[FigureVerdict]) -> list[FigureVerdict]:
    """A sentence's verdicts: figures that only qualify others fall away, and doubt takes a verdict back."""
    claims = (QUANTITY, COMPARISON, MEMBERS)
    if any(v.figure.kind == MEMBERS for v in verdicts):
        verdicts = [_dated(v, verdicts) for v in verdicts]
        verdicts = [_listed(v, verdicts) for v in verdicts]
    verdicts = [_restated(v, verdicts) for v in verdicts]
    if any(v.doubt for v in verdicts):
        verdicts = [_agreed(v, verdicts) for v in verdicts]
        verdicts = [_accounted(_paired(v, verdicts), verdicts) for v in verdicts]
        if any(v.judgement.why in _MADE for v in verdicts):
            verdicts = [_premised(v, verdicts) for v in verdicts]
    kept: list[FigureVerdict] = []
    for verdict in verdicts:
        figure = verdict.figure
        is_weak = verdict.doubt == "weak link" and figure.rule not in _LASTING
        loose = verdict.judgement.verdict == "not_covered" or is_weak
        minor = figure.kind in (DATE, RANK, COMPARISON) or figure.rule in (
            "single",
            "nothing",
            FEW,
            MOST,
            ALL,
            *_LASTING,
        )
        is_list = figure.rule == "nothing" and any(v.figure.kind == MEMBERS for v in verdicts)
        lone = loose and minor and (is_list or not _is_predicate(verdict)) and not _is_told(verdict)
        lone = lone and not _is_place(verdict, verdicts)
        if lone and any(
            v is not verdict and (v.judgement.verdict != "not_covered" or v.figure.kind in claims)
            for v in verdicts
        ):
            continue
        kept.append(verdict)
    kept = kept or verdicts[:1]
    unlinked = any(
        v.judgement.verdict == "not_covered" and v.figure.kind == QUANTITY and v.figure.rule not in _LASTING
        for v in kept
    )
    return [_doubted(v, unlinked) for v in kept]


def _is_predicate(verdict: FigureVerdict) -> bool:
    """Whether a rank, a none or a date is what its sentence says (is the largest, none has left, 是在2023年), no mere attribute."""
    figure, folded = verdict.figure, verdict.passage.folded
    if figure.rule == "nothing":
        return folded.startswith(" of ", figure.end)
    lead = folded[max(0, figure.start - _LEAD) : figure.start]
    if figure.kind == DATE:
        return _IS_ON.search(lead) is not None
    return figure.kind == RANK and figure.superlative and _IS.search(lead) is not None


def _is_place(verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]) -> bool:
    """Whether a figure is a place but the first (世界第三), of which no fact tells: a claim of its own, if nothing else is read there."""
    figure = verdict.figure
    if figure.kind != RANK or figure.superlative or verdict.judgement.verdict != "not_covered":
        return False
    others = [v.figure for v in verdicts if v is not verdict]
    is_read = any(f.start < figure.end and figure.start < f.end for f in others)
    # 仅次于美国，排在全球第二位: said twice.
    is_read = is_read or any(f.kind == RANK and f.reading.value == figure.reading.value for f in others)
    return not is_read and figure.reading.value not in (None, 1) and _ORDINAL.search(figure.text) is not None


def _is_told(verdict: FigureVerdict) -> bool:
    """Whether a place or a date that is against the facts is told in words of its measure: it then is a claim, if a weak one."""
    option, figure = verdict.option, verdict.figure
    if verdict.doubt == UNPLACED:
        return True
    if option is None or figure.kind not in (RANK, DATE) or figure.superlative:
        return False
    if verdict.judgement.verdict == "contradicted":
        return option.score >= _TOLD[figure.kind]
    return figure.kind == DATE and figure.role == "on" and option.near and option.sure


def _dated(verdict: FigureVerdict, verdicts: list[FigureVerdict]) -> FigureVerdict:
    """Membership on a date that no fact bears out is open: when something joined is part of the claim."""
    if verdict.figure.kind != MEMBERS or verdict.judgement.verdict != "supported":
        return verdict
    dates = [v for v in verdicts if v.figure.kind == DATE and v.figure.role in ("on", "in", "during")]
    dates = [v for v in dates if v.figure.precision != "vague"]  # lately, 最近
    if all(v.judgement.verdict == "supported" for v in dates):
        return verdict
    return verdict._replace(judgement=judged_as(verdict.judgement, "possible", "open"))


def _listed(verdict: FigureVerdict, verdicts: list[FigureVerdict]) -> FigureVerdict:
    """The number of names that the sentence lists itself (科大讯飞、商汤、云从三家) says no more than the list does."""
    figure, judgement = verdict.figure, verdict.judgement
    if figure.unit != "count" or judgement.verdict not in ("possible", "not_covered", "contradicted"):
        return verdict
    is_beside = verdict.doubt == APPOSED or (
        judgement.verdict == "not_covered"
        and (verdict.passage.folded.startswith(_OF_THEM, figure.end) or is_apposed(verdict.passage, figure))
    )
    if judgement.verdict == "contradicted" and not is_beside:
        return verdict
    if judgement.verdict == "contradicted" and _DIVIDED.search(verdict.passage.folded[: figure.start]):
        return verdict._replace(doubt="")  # 分为两类：甲与乙 tells all of them
    for other in verdicts:
        members = other.option.claim.members if other.option is not None else ()
        if other.figure.kind != MEMBERS or figure.reading.value != len(members):
            continue
        # 氧和铁这两种便宜的元素
        is_theirs = _THESE.fullmatch(verdict.passage.folded, other.figure.end, figure.start) is not None
        if other.judgement.verdict == "supported" and (
            is_beside or is_theirs or (judgement.verdict == "possible" and figure.start >= other.figure.end)
        ):
            held = other.judgement if judgement.verdict == "not_covered" else judgement
            return verdict._replace(judgement=judged_as(held, "supported", "inside"), doubt="")
        if judgement.verdict == "not_covered" and (is_beside or is_theirs):
            return verdict._replace(judgement=judged_as(other.judgement, "possible", "open"))
    return verdict


def _doubted(verdict: FigureVerdict, unlinked: bool) -> FigureVerdict:
    judgement = verdict.judgement
    if judgement.verdict == "contradicted" and (verdict.doubt or (unlinked and not verdict.retold)):
        why = verdict.doubt or "unlinked figure"
        return verdict._replace(judgement=judged_as(judgement, "possible", why), doubt=why)
    if judgement.verdict == "supported" and verdict.doubt:
        return verdict._replace(judgement=judged_as(judgement, "possible", verdict.doubt))
    return verdict


def denied(verdicts: list[FigureVerdict]) -> list[FigureVerdict]:
    """The verdicts on a sentence that denies what it says: one part that is wrong makes the denial right."""
    wrong = [v for v in verdicts if v.judgement.verdict == "contradicted"]
    if wrong:
        return [v._replace(judgement=judged_as(v.judgement, "supported", "negated")) for v in wrong]
    if verdicts and all(v.judgement.verdict == "supported" for v in verdicts):
        return [v._replace(judgement=judged_as(v.judgement, "contradicted", "negated")) for v in verdicts]
    return [
        v._replace(judgement=judged_as(v.judgement, "possible", "open"))
        if v.judgement.verdict == "supported"
        else v
        for v in verdicts
    ]


def undecided(verdicts: list[FigureVerdict]) -> list[FigureVerdict]:
    """The verdicts on a sentence of which a part is denied: which part a figure stands in is not known."""
    return [
        v._replace(judgement=judged_as(v.judgement, "possible", "open"))
        if v.judgement.verdict in ("supported", "contradicted")
        else v
        for v in verdicts
    ]


def firm(verdicts: Iterable[FigureVerdict]) -> tuple[tuple[Figure, Assertion], ...]:
    """The figures that are firmly linked, each with the claim that it makes, in order."""
    kept = [
        (v.figure, v.option.claim)
        for v in verdicts
        if v.option is not None and not v.doubt and v.judgement.verdict in ("supported", "contradicted")
    ]
    return tuple(sorted(kept, key=lambda k: k[0].start))


def judged_as(judgement: Judgement, verdict: str, why: str) -> Judgement:
    """A judgement under another verdict, its evidence kept; what was concluded from it is left out where that no longer fits."""
    proof = judgement.proof.evidence if why == "another range" else judgement.proof
    return Judgement(verdict, why, judgement.interval, judgement.reading, judgement.fact_ids, proof)


def worst(verdicts: Iterable[str]) -> str:
    """The worst of several verdicts; `not_covered` for none."""
    found = set(verdicts)
    return next((v for v in WORST_FIRST if v in found), "not_covered")
