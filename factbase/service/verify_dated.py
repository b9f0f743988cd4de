"""Dates that are told for themselves, or only say which event a name means (the March 2024 recall): the figures beside them need not be dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factbase.extract.link_figure import DATE, QUANTITY, Figure
from factbase.reason.period import Period
from factbase.service.verify_known import KnownFacts
from factbase.service.verify_linked import borne_dates
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Setting, calendar_period
from factbase.service.verify_settle import FigureVerdict

__all__ = ["of_another_year", "told_dates"]

_EVENT = "event"
# The doubt about the level of a year for which the facts know none.
OTHER_YEAR = "another year"


def told_dates(
    judged: Mapping[int, FigureVerdict], settings: Sequence[Setting], matcher: Matcher
) -> set[Figure]:
    """The dates of a sentence that need not date its other figures: borne out, claimed, or before an event's name."""
    return borne_dates(judged, settings) | _of_names(settings, matcher)


def of_another_year(
    judged: Mapping[int, FigureVerdict], settings: Sequence[Setting], known: KnownFacts
) -> Mapping[int, FigureVerdict]:
    """The verdicts, those with a doubt on a date and on what is told of then where both are against the facts.

    What is expected by 2030 is no slip of what is expected by 2025, if neither the year nor the level is the facts'.
    """
    dates = {v.figure: n for n, v in judged.items() if v.figure.kind == DATE and _is_against(v)}
    found = dict(judged)
    for number, verdict in judged.items():
        when, option = settings[number].when, verdict.option
        if when not in dates or option is None or verdict.figure.kind != QUANTITY or not _is_against(verdict):
            continue
        claim, said = option.claim, calendar_period(when.period)
        times = [
            f.period for f in known.about(claim.subject) if f.metric == claim.metric and f.period is not None
        ]
        is_known = said is not None and any(p.end[:4] == said.end[:4] for p in times)
        if verdict.figure.unit not in ("1", "pp") or not times or is_known:
            continue
        for n in (number, dates[when]):
            found[n] = judged[n]._replace(doubt=OTHER_YEAR)
    return found


def _is_against(verdict: FigureVerdict) -> bool:
    return verdict.judgement.verdict == "contradicted" and not verdict.retold


def _of_names(settings: Sequence[Setting], matcher: Matcher) -> set[Figure]:
    """The dates that stand right before the name of an event that was then."""
    sorts = matcher.tables.names.entities
    return {
        at.when
        for at in settings
        if at.when is not None
        for m in at.passage.names
        if at.passage.folded[at.when.end : m.start] == " " and at.when.end < m.start
        for i in m.ids
        if i in sorts
        and sorts[i].type == _EVENT
        and _was_then(i, calendar_period(at.when.period), matcher.known)
    }


def _was_then(event: str, said: Period | None, known: KnownFacts) -> bool:
    """Whether a fact puts an event inside a period."""
    return said is not None and any(
        f.subject == event
        and f.period is not None
        and said.start <= f.period.start
        and f.period.end <= said.end
        for f in known.about(event)
    )
