"""The time between two dated things of a sentence (three days later, 比它晚了14年), judged by the dates of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.reason.assertion import Assertion
from factbase.reason.period import Period
from factbase.reason.proof import Proof
from factbase.reason.verdict import Judgement
from factbase.reason.verdict_other import quoted
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Setting
from factbase.service.verify_settle import FigureVerdict
from factbase.service.verify_time_orders import BOUNDS, DAYS, Gap
from factbase.service.verify_times import at_first, between_dates, counted, far, years_between

__all__ = ["between"]

_ROUGH = r"(?:约|大约|大概|差不多|将近|近|仅仅|仅|只|才|就|整整|足足|不到|不过|至少|最多|又|了|着|有|达|出|好|上下|\s)*"
_HAN_BEFORE = re.compile(
    rf"(?:晚|早|迟|相隔|时隔|间隔|隔|相距|相差|差|过|先|提前|推迟|滞后|之?后|以后){_ROUGH}$"
)
_HAN_BEHIND = re.compile(
    r"(?:左右|上下|多)?(?P<sense>之后|以后|过后|之前|以前|后|前|的间隔|的时间差)(?!来|者|期)"
)
_LATIN_BEFORE = re.compile(
    r"\b(?:by|after|separated by|(?:gap|interval|span|lag|delay|wait) of|takes?|took|elapsed?|another)"
    r"(?: (?:about|roughly|some|just|only|a|an|the|barely|nearly|almost|a full|around|exactly|mere))*\s*$"
)
_LATIN_BEHIND = re.compile(
    r"\s+(?:(?P<next>before|ahead of|prior to|earlier than|sooner than|after|later than|following|on from)\b|"
    r"(?P<last>later|earlier|beforehand|afterwards?|previously|on)\b|apart\b|separat|between\b|elaps|passed\b|went by\b|go by\b)"
)
_WITHIN = re.compile(r"\s+of\b")
# 比它晚了14年, 比首个项目早六年
_THAN = re.compile(rf"比(?P<than>[^，。；,;]{{1,40}}?)(?P<sense>晚|迟|早)(?:了|出)?{_ROUGH}$")
# it followed the approval by two years
_BY = re.compile(
    r"\b(?:(?P<after>follow(?:s|ed|ing)?|trail(?:s|ed|ing)?)|(?P<before>preced(?:es|ed|ing)|predat(?:es|ed|ing)))\b(?P<than>[^;.]{3,90}?)\bby\b[^;.,]{0,16}$"
)
_HAN_AFTER = re.compile(
    rf"(?P<sense>之后|以后|后|之前|以前|前)[，,]?(?:仅|只|又|再|才|便|就)*(?:隔|过|时隔|相隔)?{_ROUGH}$"
)
_THAT = re.compile(r"\s+(?:it|that|this|them|which)\b(?! [a-z]+ (?:was|is|were|had|has)\b)")
_EARLIER = ("before", "ahead of", "prior to", "earlier than", "sooner than")
_CUED, _STRONG, _SPOKEN, _LEAD = 0.2, 0.35, 0.5, 110
# How long a plan runs and what it is for are no days on which something happened.
_LOOSE = frozenset({"plan_period", "target_date"})


class _Dated(NamedTuple):
    """A dated fact, where the sentence speaks of it, and whether a date that it bears out stands there."""

    fact: Assertion
    place: int
    is_told: bool
    weight: float

    def period(self, passage: Passage) -> Period:
        """When it was; of a first day that is possible, that day."""
        period = self.fact.period or Period()
        is_first = self.is_told or passage.has("earliest")
        return at_first(period) if is_first else period


def between(
    verdict: FigureVerdict, at: Setting, verdicts: Sequence[FigureVerdict], matcher: Matcher
) -> FigureVerdict:
    """The verdict on a time that nothing else decides, where words beside it set two dated things so far apart."""
    figure, passage = verdict.figure, verdict.passage
    if (
        figure.kind != QUANTITY
        or figure.unit not in DAYS
        or figure.unit == "s"
        or verdict.judgement.verdict != "not_covered"
        or not _is_between(passage, figure)
    ):
        return verdict
    found = _pair(at, verdicts, matcher)
    if found is None:
        return verdict
    pair, is_all = found[:2], found[2]
    early, late = _ordered(passage, figure, pair)
    said = _said(early.period(passage), late.period(passage), figure)
    is_firm = is_all and all(one.is_told or one.weight >= _STRONG for one in pair)
    if said == "possible" or (said == "contradicted" and not is_firm):
        return verdict
    proof = Proof(tuple(quoted(n, one.fact) for n, one in enumerate((early, late), 1)))
    judgement = Judgement(said, "difference", fact_ids=(early.fact.id, late.fact.id), proof=proof)
    return verdict._replace(option=None, judgement=judgement, doubt="")


def _is_between(passage: Passage, figure: Figure) -> bool:
    """Whether words beside a time say that it lies between two things."""
    lead = (max(passage.span.start, figure.start - _LEAD), figure.start)
    if any(p.search(passage.folded, *lead) for p in (_HAN_BEFORE, _LATIN_BEFORE, _BY)):
        return True
    if figure.text.lower().startswith("within") and _WITHIN.match(passage.folded, figure.end):
        return True
    return any(p.match(passage.folded, figure.end) for p in (_HAN_BEHIND, _LATIN_BEHIND))


def _pair(
    at: Setting, verdicts: Sequence[FigureVerdict], matcher: Matcher
) -> tuple[_Dated, _Dated, bool] | None:
    """The two dated things that the sentence speaks of, in the order of their places, and whether it speaks of no third.

    `None` if there are not just two.
    """
    found: dict[tuple[str, str, str], _Dated] = {}
    for one in (*_told(verdicts, matcher), *_cued(at, verdicts, matcher)):
        found.setdefault((one.fact.subject, one.fact.metric, one.fact.scope), one)
    told = [d for d in found.values() if d.is_told]
    cued = sorted((d for d in found.values() if not d.is_told), key=lambda d: -d.weight)
    some = told if len(told) >= 2 else [*told, *cued][:2]
    if len(some) != 2 or (len(told) < 2 < len(found) and _tie(some, cued)):
        return None
    one, two = sorted(some, key=lambda d: d.place)
    return one, two, len(found) == 2


def _tie(some: Sequence[_Dated], cued: Sequence[_Dated]) -> bool:
    """Whether what is left out is cued as well as what is not."""
    return any(d not in some and d.weight >= some[-1].weight for d in cued)


def _told(verdicts: Sequence[FigureVerdict], matcher: Matcher) -> Iterator[_Dated]:
    """The dated facts that dates of the sentence state."""
    for verdict in verdicts:
        option, judgement = verdict.option, verdict.judgement
        if option is None or not option.claim.is_date or judgement.verdict != "supported":
            continue
        for fact in matcher.known.about(option.claim.subject):
            if fact.id in judgement.fact_ids and fact.is_date and fact.period is not None:
                yield _Dated(fact, verdict.figure.start, True, 1.0)


def _cued(at: Setting, verdicts: Sequence[FigureVerdict], matcher: Matcher) -> Iterator[_Dated]:
    """The dated facts of what the sentence names, describes or else speaks of: those that a word cues, or that have no rival."""
    passage = at.passage
    spoken = {
        v.option.claim.subject: v.figure.start
        for v in verdicts
        if v.option is not None and v.judgement.verdict == "supported"
    }
    places = {s.id: s.mention.start if s.mention is not None else -1 for s in matcher.subjects.of(at)}
    places = {**places, **{s: at for s, at in spoken.items() if places.get(s, -1) < 0}}
    for subject in matcher.tables.names.told(passage.folded[slice(*passage.span)]):
        places.setdefault(subject, 0)
    for subject, place in places.items():
        own = [
            f
            for f in matcher.known.about(subject)
            if f.subject == subject and f.is_date and f.period is not None and f.metric not in _LOOSE
        ]
        is_many = len({f.metric for f in own}) > 1
        told = [(f, c) for f in own for c in passage.speaking.get(f.metric, ()) if c.cue.weight >= _CUED]
        if own and not told and not is_many and place >= 0:
            yield _Dated(own[0], place, False, _SPOKEN if subject in spoken else _STRONG)
        for fact, cue in sorted(told, key=lambda t: -t[1].cue.weight):
            yield _Dated(fact, cue.start if is_many or place < 0 else place, False, cue.cue.weight)


def _ordered(passage: Passage, figure: Figure, pair: tuple[_Dated, _Dated]) -> tuple[_Dated, _Dated]:
    """The two with the one first that the words put first; where they say nothing, the earlier one."""
    anchored = _anchor(passage, figure, pair)
    if anchored is None:
        one, two = sorted(pair, key=lambda d: d.period(passage).start)
        return one, two
    anchor, is_first = anchored
    other = pair[1] if anchor is pair[0] else pair[0]
    return (anchor, other) if is_first else (other, anchor)


def _anchor(passage: Passage, figure: Figure, pair: tuple[_Dated, _Dated]) -> tuple[_Dated, bool] | None:
    """What the time is counted from, and whether the words put it first."""
    folded, start = passage.folded, max(passage.span.start, figure.start - _LEAD)
    left = [d for d in pair if 0 <= d.place < figure.start]
    right = [d for d in pair if d.place >= figure.end]
    if than := _THAN.search(folded, start, figure.start) or _BY.search(folded, start, figure.start):
        inside = [d for d in pair if than.start() <= d.place < figure.start]
        groups = than.groupdict()
        is_first = groups["sense"] != "早" if "sense" in groups else groups["after"] is not None
        return (inside[0] if len(inside) == 1 else pair[0], is_first)
    behind = _LATIN_BEHIND.match(folded, figure.end)
    if behind is not None and behind["next"]:
        others = [d for d in pair if d not in right]
        # Two years after it came the declaration: what is meant was told before.
        on = others if _THAT.match(folded, behind.end()) else right
        return (on[0], behind["next"] not in _EARLIER) if on else None
    if behind is not None and behind["last"]:
        return (left[-1], behind["last"] not in ("earlier", "beforehand", "previously")) if left else None
    han = _HAN_BEHIND.match(folded, figure.end) or _HAN_AFTER.search(folded, start, figure.start)
    if han is not None and "间" not in han["sense"] and left:
        return left[-1], "后" in han["sense"]
    return None


def _said(early: Period, late: Period, figure: Figure) -> str:
    """Whether the time between two dates is as said."""
    said = figure.reading.face if figure.hedge == "exact" else figure.reading.widest
    gap = Gap(Span(figure.start, figure.end), figure.unit, said, figure.hedge in BOUNDS, figure)
    years = years_between(early, late) if figure.unit == "year" else None
    return far(between_dates(early, late), gap) if years is None else counted(years, gap)
