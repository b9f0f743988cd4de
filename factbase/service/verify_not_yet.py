"""What comes later than said: denied for a time to come (won't run short within ten years), or but a target at a time when it is told as done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factbase.extract.link_figure import DATE, QUANTITY
from factbase.extract.link_scene import Passage
from factbase.quantity.units import TIMES
from factbase.reason.assertion import ACTUAL, NOT_ACTUAL, Assertion
from factbase.reason.period import FAR_PAST, Period
from factbase.reason.proof import Proof
from factbase.reason.verdict import Judgement
from factbase.reason.verdict_other import quoted
from factbase.service.verify_doubts import Doubts
from factbase.service.verify_setting import Option, Setting, calendar_period
from factbase.service.verify_settle import FigureVerdict

__all__ = ["is_put_off", "still_to_come"]

_WITHIN = ("at_most", "less_than")
_NEAR, _SURE, _NAMED = 6, 0.3, 0.75
# Sorts of things that are made: before they are, nothing is true of them.
_MADE = frozenset({"product", "model", "vehicle", "facility"})
# Sorts of things that are worked at from a first day to a last.
_WORKS = frozenset({"project", "facility", "program"})


def is_put_off(at: Setting, option: Option | None, natures: Mapping[str, str]) -> bool:
    """Whether a sentence denies that something happens within a time (十年之内都不会缺电)."""
    figure, passage = at.figure, at.passage
    if option is None or figure.kind != QUANTITY or figure.unit not in TIMES or figure.hedge not in _WITHIN:
        return False
    metric = option.claim.metric
    return natures.get(metric) == "event" and _is_denied(passage, metric)


def _is_denied(passage: Passage, metric: str) -> bool:
    """Whether a word of negation stands right before one of a measure's cues, and in none."""
    cues = passage.speaking.get(metric, ())
    return any(
        0 <= cue.start - word.end <= _NEAR
        for word in passage.of("negation")
        for cue in cues
        if not any(c.start <= word.start and word.end <= c.end for c in cues)
    )


def still_to_come(
    at: Setting, options: Sequence[Option], verdict: FigureVerdict, doubts: Doubts
) -> FigureVerdict:
    """The verdict, or the contradiction of what is said to be so by a time at which it still was a target for a later one."""
    if verdict.judgement.verdict != "not_covered":
        return verdict
    for option in options:
        claim = option.claim
        if claim.world == NOT_ACTUAL or option.score < _SURE:
            continue
        own = [f for f in doubts.matcher.known.about(claim.subject) if _is_of(f, claim)]
        ahead = [f for f in own if _is_ahead(f, claim)]
        is_told = option.sure or (option.fair and any(f.value == claim.value for f in ahead))
        if is_told and ahead and not any(f.world == ACTUAL and f.face.meets(claim.widest) for f in own):
            return _contradicted(at, option, verdict, ahead, doubts.of(at, options))
        when = claim.period or _when(at)
        if claim.world == ACTUAL and option.sure and not claim.is_date and when is not None:
            unmade = _unmade(claim.subject, when, doubts)
            if unmade and any(f.value is not None and f.value == claim.value for f in own):
                return _contradicted(at, option, verdict, unmade, doubts.of(at, options))
    return _unreleased(at, options, verdict, doubts)


def _unreleased(
    at: Setting, options: Sequence[Option], verdict: FigureVerdict, doubts: Doubts
) -> FigureVerdict:
    """The contradiction of a date, long past, at which a thing that still lay ahead is said to have come out."""
    when = calendar_period(at.figure.period) if at.figure.kind == DATE else None
    beginnings = doubts.matcher.tables.lists.get("beginnings.metrics", ())
    told = [s for s in at.scored if s.metric in beginnings and s.score >= _SURE and not s.against]
    if when is None or at.world == NOT_ACTUAL or not told or at.passage.of("negation", at.figure.clause):
        return verdict
    for subject in at.roles.subjects:
        if subject.mention is None or subject.weight < _NAMED:
            continue
        unmade = _unmade(subject.id, when, doubts)
        if unmade:
            claim = Assertion("claim", "date", subject.id, told[0].metric, period=when, world=at.world)
            option = Option(claim, told[0].score, False)
            return _contradicted(at, option, verdict, unmade, doubts.of(at, options))
    return _unbegun(at, options, verdict, doubts, when)


def _unbegun(
    at: Setting, options: Sequence[Option], verdict: FigureVerdict, doubts: Doubts, when: Period
) -> FigureVerdict:
    """The contradiction of a date at which a work is said to be finished, the day it began or one before that."""
    lists = doubts.matcher.tables.lists
    starts, ends = lists.get("beginnings.starts", ()), lists.get("beginnings.ends", ())
    told = [s for s in at.scored if s.metric in ends and s.score >= _SURE and not s.against]
    if not told or any(at.passage.speaking.get(m) for m in starts):
        return verdict
    for subject in at.roles.subjects:
        thing = doubts.matcher.tables.names.entities.get(subject.id)
        if subject.mention is None or thing is None or thing.type not in _WORKS:
            continue
        own = [
            f
            for f in doubts.matcher.known.about(subject.id)
            if f.subject == subject.id and f.metric in starts
        ]
        began = [f for f in own if f.period is not None and _is_no_later(when, f.period)]
        if began and len(began) == len(own):
            claim = Assertion("claim", "date", subject.id, told[0].metric, period=when, world=at.world)
            option = Option(claim, told[0].score, False)
            return _contradicted(at, option, verdict, began, doubts.of(at, options))
    return verdict


def _is_no_later(when: Period, began: Period) -> bool:
    """Whether a date lies before a beginning, or is its very day."""
    return when.end < began.start or (when == began and when.start == when.end)


def _when(at: Setting) -> Period | None:
    """The time of a sentence that gives but one."""
    dates = at.passage.dates
    return calendar_period(dates[0].period) if len(dates) == 1 else None


def _unmade(subject: str, when: Period, doubts: Doubts) -> list[Assertion]:
    """The facts about a made thing, if all of them set it ahead of a time that was past when they were told."""
    thing = doubts.matcher.tables.names.entities.get(subject)
    if thing is None or thing.type not in _MADE:
        return []
    own = [f for f in doubts.matcher.known.about(subject) if f.subject == subject]
    ahead = [f for f in own if f.world != ACTUAL and f.told is not None and when.end <= f.told.end]
    return ahead if len(ahead) == len(own) else []


def _contradicted(
    at: Setting, option: Option | None, verdict: FigureVerdict, facts: Sequence[Assertion], doubt: str
) -> FigureVerdict:
    proof = Proof(tuple(quoted(n, f) for n, f in enumerate(facts, 1)))
    judgement = Judgement("contradicted", "rejected", fact_ids=tuple(f.id for f in facts), proof=proof)
    return FigureVerdict(at.figure, at.passage, option, judgement, doubt)


def _is_of(fact: Assertion, claim: Assertion) -> bool:
    mine = (fact.subject, fact.metric, fact.scope, fact.relative_to, fact.is_date)
    return mine == (claim.subject, claim.metric, claim.scope, claim.relative_to, claim.is_date)


def _is_ahead(fact: Assertion, claim: Assertion) -> bool:
    """Whether a fact sets what is claimed for a time that had not come when it was told, as the claimed one had."""
    if fact.world == ACTUAL or fact.period is None or fact.told is None or claim.period is None:
        return False
    if fact.period.start == FAR_PAST or fact.period.start <= fact.told.end:
        return False
    if claim.is_date:
        return claim.world == ACTUAL and claim.period.end < fact.period.start
    return (
        claim.period.end <= fact.told.end
        and fact.dimension == claim.dimension
        and fact.face.meets(claim.widest)
    )
