"""Dates that are told for themselves, or only say which event a name means (the March 2024 recall): the figures beside them need not be dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factbase.extract.link_figure import Figure
from factbase.reason.period import Period
from factbase.service.verify_known import KnownFacts
from factbase.service.verify_linked import borne_dates
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Setting, calendar_period
from factbase.service.verify_settle import FigureVerdict

__all__ = ["told_dates"]

_EVENT = "event"


def told_dates(
    judged: Mapping[int, FigureVerdict], settings: Sequence[Setting], matcher: Matcher
) -> set[Figure]:
    """The dates of a sentence that need not date its other figures: borne out, claimed, or before an event's name."""
    return borne_dates(judged, settings) | _of_names(settings, matcher)


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
