"""A time that passed between two levels of a sentence (in 33 years it fell from …), and how long a term of years lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.quantity.interval import point
from factbase.quantity.reading import Reading
from factbase.quantity.scanner import find_quantities
from factbase.reason.assertion import ACTUAL, Assertion
from factbase.reason.period import FAR_FUTURE, FAR_PAST, Period
from factbase.reason.proof import Proof
from factbase.reason.verdict import Judgement
from factbase.reason.verdict_other import quoted
from factbase.service.verify_match import Matcher
from factbase.service.verify_rank_gaps import with_rank_gap
from factbase.service.verify_settle import FigureVerdict
from factbase.service.verify_time_orders import BOUNDS, Gap
from factbase.service.verify_times import between_dates, far, years_between

__all__ = ["with_elapsed"]

_BEFORE = re.compile(
    r"\b(?:in|over|within|during|after|across|throughout|took|spanning|span of|course of|space of|spread over)"
    r"(?: (?:just|only|the|a|about|roughly|some|under|past|last|a mere|the space of|the course of))*\s*$"
    r"|(?:历时|经过|用了|花了|历经|时隔|短短|在|过去|前后|经历了|跨越|这)$"
)
_BEHIND = re.compile(
    r"(?:的时间|时间|光阴)?(?:间|来|里|内|之间|之内|以来|过去|下来|之后|以后|后|中)|\s+(?:later|on|between)\b"
)
_COURSE = re.compile(r"(?P<time>[0-9一二两三四五六七八九十百]{1,4}年)(?:之?间|来)(?!隔)")
# a full decade: ten years, of which no reader makes a figure.
_DECADES = re.compile(
    r"\b(?P<half>half )?(?:a|an|one|the)(?: (?:full|whole|entire|solid|complete|next|coming))* decade\b(?! (?:ago|earlier|later|before))|\b(?P<two>two decades)\b|\b(?:decade|ten-year)-long\b"
)
# Three years of a term from 2023 to 2025: what is told of a plan, whatever its other words.
_TERM = "plan_period"
_IDLE = ("not_covered", "possible")


def with_elapsed(verdicts: Sequence[FigureVerdict], matcher: Matcher) -> list[FigureVerdict]:
    """The verdicts of a sentence, those on times that nothing decides judged by the dates of what the sentence tells.

    So are the gaps between two ranks by their places.
    """
    verdicts = [with_rank_gap(v, matcher) for v in verdicts]
    unread = [v for v in _unread(verdicts, matcher) if v.judgement.verdict != "not_covered"]
    times = [v for v in verdicts if _is_time(v)]
    if not times:
        return [*unread, *verdicts]
    return [*unread, *(_passed(v, verdicts, matcher) if v in times else v for v in verdicts)]


def _unread(verdicts: Sequence[FigureVerdict], matcher: Matcher) -> Iterator[FigureVerdict]:
    """The verdicts on times that no reader takes for a figure (十年间)."""
    if not verdicts:
        return
    passage = verdicts[0].passage
    for m in _DECADES.finditer(passage.folded, *passage.span):
        if any(v.figure.start < m.end() and m.start() < v.figure.end for v in verdicts):
            continue
        years = point(Fraction(5 if m["half"] else 20 if m["two"] else 10))
        figure = Figure(
            QUANTITY, *m.span(), m.group(), passage.clause_at(*m.span()), Reading(years.low, years, years, years, years), "year"
        )  # fmt: skip
        yield _passed(
            FigureVerdict(figure, passage, None, Judgement("not_covered", "unknown")), verdicts, matcher
        )
    for m in _COURSE.finditer(passage.folded, *passage.span):
        read = find_quantities(passage.text[m.start() : m.end("time")], matcher.tables.readers.quantities)
        taken = any(v.figure.start < m.end("time") and m.start() < v.figure.end for v in verdicts)
        if len(read) != 1 or taken or read[0].unit != "year":
            continue
        start, q = m.start() + read[0].start, read[0]
        figure = Figure(
            QUANTITY, start, m.end("time"), q.text, passage.clause_at(start, m.end("time")), q.reading, q.unit, hedge=q.hedge
        )  # fmt: skip
        yield _passed(
            FigureVerdict(figure, passage, None, Judgement("not_covered", "unknown")), verdicts, matcher
        )


def _is_time(verdict: FigureVerdict) -> bool:
    figure = verdict.figure
    return figure.kind == QUANTITY and figure.unit == "year" and verdict.judgement.verdict in _IDLE


def _passed(verdict: FigureVerdict, verdicts: Sequence[FigureVerdict], matcher: Matcher) -> FigureVerdict:
    """A time judged as that between two dated levels, else as the length of a term."""
    passage, figure = verdict.passage, verdict.figure
    pair = _levels([v for v in verdicts if v is not verdict], matcher)
    if pair is not None:
        one, two = pair
        said = _between(one.period or Period(), two.period or Period(), figure)
        # Without words that say so, the time between may be one of something else that it happens to be.
        if _is_passing(passage, figure) or (
            said == "supported" and verdict.judgement.verdict == "not_covered"
        ):
            return _judged(verdict, (one, two), said)
    told = [v.option.claim.subject for v in verdicts if v.option and v.judgement.verdict == "supported"]
    terms = list(_terms(passage, figure, matcher, told))
    if len({t.period for t in terms}) != 1 or terms[0].period is None:
        return verdict
    return _judged(verdict, terms[:1], _lasting(terms[0].period, figure))


def _judged(verdict: FigureVerdict, facts: Sequence[Assertion], said: str) -> FigureVerdict:
    why = {"supported": "inside", "contradicted": "rejected", "possible": "open"}[said]
    proof = Proof(tuple(quoted(n, f) for n, f in enumerate(facts, 1)))
    judgement = Judgement(said, why, fact_ids=tuple(f.id for f in facts), proof=proof)
    return verdict._replace(option=None, judgement=judgement, doubt="")


def _is_passing(passage: Passage, figure: Figure) -> bool:
    """Whether words beside a time say that something happened in its course (三十多年间, over 33 years)."""
    lead = passage.folded[max(passage.span.start, figure.start - 30) : figure.start]
    inside = (
        re.match(r"(?:within|over|in|during)\b|.{0,12}(?:以内|之内|内)$", figure.text.lower()) is not None
    )
    return inside or _BEFORE.search(lead) is not None or _BEHIND.match(passage.folded, figure.end) is not None


def _levels(verdicts: Sequence[FigureVerdict], matcher: Matcher) -> tuple[Assertion, Assertion] | None:
    """The two dated facts of one measure on which the supports of a sentence rest, the earlier first."""
    found: dict[tuple[str, ...], dict[Period, Assertion]] = {}
    for verdict in verdicts:
        if verdict.judgement.verdict != "supported" or verdict.doubt:
            continue
        for fact in _facts(verdict, matcher):
            if fact.period is not None and fact.world == ACTUAL and not fact.is_date:
                measure = (fact.subject, fact.metric, fact.scope, fact.relative_to)
                found.setdefault(measure, {})[fact.period] = fact
    pairs = [sorted(facts.items()) for facts in found.values() if len(facts) == 2]
    return (pairs[0][0][1], pairs[0][1][1]) if len(pairs) == 1 else None


def _facts(verdict: FigureVerdict, matcher: Matcher) -> Iterator[Assertion]:
    subjects = {
        side.partition(".")[0]
        for step in verdict.judgement.proof.steps
        for side in (step.left, step.right)
        if side
    }
    ids = set(verdict.judgement.fact_ids) | {s.fact_id for s in verdict.judgement.proof.steps}
    for subject in subjects:
        yield from (f for f in matcher.known.about(subject) if f.id in ids)


def _between(one: Period, two: Period, figure: Figure) -> str:
    said = figure.reading.face if figure.hedge == "exact" else figure.reading.widest
    if "来年" in figure.text and figure.reading.value is not None:
        said = said.hull(point(figure.reading.value * 7 / 6))  # 三十来年 are up to some thirty-five
    gap = Gap(Span(figure.start, figure.end), figure.unit, said, figure.hedge in BOUNDS, figure)
    years = years_between(one, two)
    if years is None:
        return far(between_dates(one, two), gap)
    if Fraction(years) in said:
        return "supported"
    return "contradicted" if not any(Fraction(n) in said for n in (years - 1, years + 1)) else "possible"


def _terms(passage: Passage, figure: Figure, matcher: Matcher, told: Sequence[str]) -> Iterator[Assertion]:
    """The terms of what the sentence names or is `told` to speak of, where words beside a time say that it is how long one lasts."""
    near = Span(max(figure.clause.start, figure.start - 30), min(figure.clause.end, figure.end + 12))
    if not any(
        c.cue.metric == _TERM and c.cue.sort != ANTI and near.holds(c.start, c.end) for c in passage.cues
    ):
        return
    names = matcher.tables.names
    subjects = dict.fromkeys(i for m in passage.names if not m.speaks for i in m.ids)
    subjects.update(dict.fromkeys(told))
    subjects.update(dict.fromkeys(names.told(passage.folded[slice(*passage.span)])))
    for subject in subjects:
        for fact in matcher.known.about(subject):
            if fact.subject == subject and fact.metric == _TERM:
                yield fact


def _lasting(term: Period, figure: Figure) -> str:
    """Whether a term from the first day of one year to the last of another lasts so many calendar years."""
    if term.start == FAR_PAST or term.end == FAR_FUTURE:
        return "possible"
    years = int(term.end[:4]) - int(term.start[:4])
    said = figure.reading.face if figure.hedge == "exact" else figure.reading.widest
    if Fraction(years + 1) in said:
        return "supported"
    return "possible" if Fraction(years) in said else "contradicted"
