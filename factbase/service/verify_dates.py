"""The measures that a date may speak of: which days a claim names, read beside the facts that it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factbase.extract.link_figure import DATE, Figure
from factbase.extract.link_metrics import Scored
from factbase.extract.link_roles import Subject, negates
from factbase.extract.link_tables import LinkTables
from factbase.extract.link_when import is_before
from factbase.quantity.dates import find_dates
from factbase.quantity.reading import Reading
from factbase.reason.assertion import ACTUAL, Assertion
from factbase.reason.period import FAR_FUTURE, FAR_PAST, Period
from factbase.service.verify_fit import Fit
from factbase.service.verify_known import KnownFacts
from factbase.service.verify_setting import Option, Setting, calendar_period, keys_of, make_option

__all__ = ["Dates", "is_day_of_event", "is_earliest", "is_first_day", "is_long_ago", "is_until"]

_YEAR = timedelta(400)
_LEAD, _TAIL = 16, 18
# What a verb beside a date has for its object (早在2022年就发布了规划) is what the date is of.
_OBJECT = 0.4
_DENIED = re.compile(r"[，,]?(?:不会|不可能|无法|不能|都不会|还不会|不)")
_UNTIL = re.compile(r"直到|直至|until|till")
_AT_LAST = re.compile(r"[，,]?[\u4e00-\u9fff]{0,6}?(?:才|方才|方)|[，,][^，,。；;]{1,30}?才")
_NOT_YET = re.compile(r"\b(?:not|never|only)\b|n't\b|[没未不][^，。；]{0,12}$")
# How well the years of a term tell it, without or with the very years that a fact states.
_TERM, _VERY = 0.3, 0.8
# A date that is told for its own sake: that it was so early.
_LONG_AGO = re.compile(
    r"\b(?:back in|as (?:early|long ago|far back) as)(?: the)?\s*$|(?:早在|远在|早于|还在)$"
)
_STARTS = re.compile(
    r"\b(?:starts?|started|begins?|began|beginning|starting|kicks? (?:in|off)|takes? effect|effective|opens)\b[^,;]{0,12}$|(?:始于|起于|起自|开始于|起点是)$"
)
_STARTED = re.compile(r"(?:开始|起)")
# When something is so, not when it came about.
_AS_OF = re.compile(r"(?:截至|截止到?|\bas (?:of|at)(?: the)?\s)\s*$")
_AS_EARLY = re.compile(r"\bas early as\b")
# Things that are known by their day: the date beside one of them needs no further word.
_DATED = "event"


@dataclass(frozen=True)
class Dates:
    """Makes options of dates from the facts about one subject."""

    tables: LinkTables
    known: KnownFacts
    fit: Fit

    def options(
        self, at: Setting, subject: Subject, facts: Sequence[Assertion], scored: Mapping[str, Scored]
    ) -> Iterator[Option]:
        """Every date of the subject that the words around the figure speak of, in no order."""
        if _AS_OF.search(at.passage.folded, at.passage.span.start, at.figure.start):
            return
        entity = self.tables.names.entities.get(subject.id)
        dated = [f for f in facts if f.subject == subject.id and f.is_date]
        for key in keys_of(dated):
            own = [f for f in dated if key.fits(f)]
            period = self.claimed(at, own)
            how = scored.get(key.metric)
            worth = self.fit.scope(at, key, facts)
            if worth is None and sum(f.metric == key.metric for f in dated) == len(own):
                # The one such date of its subject: scopes that others have rule it not out.
                worth = 0.0
            if period is None or worth is None:
                continue
            if (
                _is_long(period)
                and not any(_is_long(f.period) for f in own)
                and any(_is_long(f.period) for f in dated)
            ):
                continue
            if entity is not None and entity.type == _DATED:
                how = (how or Scored(key.metric, 0.5, True))._replace(strong=True, near=True)
            if how is None:
                continue
            if self._goes_with(at, own, facts):
                how = how._replace(strong=True, near=True)
            if _is_long(period) and any(_is_long(f.period) for f in own):
                # Years from–to are a term by themselves, whatever the word before them; the very years all the more.
                least = _VERY if any(f.period == period for f in own) else _TERM
                how = how._replace(strong=True, near=True, score=max(how.score, least))
            made = make_option(at, subject, key, how, worth, Reading(None), "date", self.tables)
            told = how.strong and how.near and not how.against and subject.weight >= _OBJECT
            yield made._replace(claim=made.claim._replace(kind="date", period=period), sure=made.sure or told)

    def _goes_with(self, at: Setting, own: Sequence[Assertion], facts: Sequence[Assertion]) -> bool:
        """Whether the sentence gives the very figure that a target sets for the date of the facts (1.4nm by 2028)."""
        periods = {f.period for f in own if f.modality == "target"}
        for fact in facts:
            if (
                fact.is_date
                or fact.value is None
                or fact.period not in periods
                or fact.subject != own[0].subject
            ):
                continue
            if any(
                f.reading.value is not None
                and f.reading.value * fact.scale == fact.value
                and f.unit == fact.unit
                for f in at.figures
            ):
                return True
        return False

    def claimed(self, at: Setting, own: Sequence[Assertion]) -> Period | None:
        """The days that the figure means where it is about these facts."""
        figure = at.figure
        named = calendar_period(figure.named or figure.period)
        if named is None:
            named = self._beside(figure, own)
        if named is None:
            return None
        named = _winter(figure, named, own)
        if is_until(at):
            return named
        if is_before(figure):
            return calendar_period(figure.period)
        if _is_early(at, own) or (figure.role == "by" and _is_not_before(at)):
            return Period(named.start, FAR_FUTURE)
        term = next((f.period for f in own if _is_long(f.period)), None)
        if term is not None and not _is_long(named) and _begins(at):
            return Period(named.start, term.end)
        if figure.role == "by" or at.passage.has("ends", figure.clause):
            if term is not None and not _is_long(named):
                return Period(term.start, named.end)
            if figure.role == "by" and named.end.endswith("-12-31"):
                named = Period(f"{named.end[:4]}-01-01", named.end) if not _is_long(named) else named
            # What has happened by a day happened on it or before; a target by a year is of that year.
            return Period(FAR_PAST, named.end) if figure.role == "by" and own[0].world == ACTUAL else named
        period = calendar_period(figure.period)
        return period if period is not None else named

    def _beside(self, figure: Figure, own: Sequence[Assertion]) -> Period | None:
        """A date without its year (3月30日, last year), seen from the day of the fact that it may mean.

        The fact's own words must be as relative: the claim then stands where the fact stood.
        """
        for fact in own:
            if not fact.date or not self._is_relative(fact):
                continue
            found = find_dates(figure.text, self.tables.readers.dates, date.fromisoformat(fact.date[:10]))
            period = calendar_period(found[0].named or found[0].period) if len(found) == 1 else None
            if period is not None:
                return period
        return None

    def _is_relative(self, fact: Assertion) -> bool:
        return any(d.relative for d in find_dates(fact.quote, self.tables.readers.dates))


def _winter(figure: Figure, named: Period, own: Sequence[Assertion]) -> Period:
    """The winter of a year begins in its December, or ends in its February where the facts say so."""
    if figure.precision != "season" or named.start[:4] == named.end[:4]:
        return named
    early = Period(f"{named.start[:4]}-01-01", f"{named.start[:4]}-02-29")
    return early if any(f.period is not None and f.period.within(early) for f in own) else named


def _begins(at: Setting) -> bool:
    """Whether a date is when a term begins (从2023年开始实施, starts in 2023)."""
    figure, folded = at.figure, at.passage.folded
    if figure.role == "since":
        return True
    lead, tail = (
        folded[figure.clause.start : figure.start],
        folded[figure.end : min(figure.clause.end, figure.end + 6)],
    )
    return _STARTS.search(lead) is not None or _STARTED.match(tail) is not None


def is_until(at: Setting) -> bool:
    """Whether the date is when something that was late came at last (直到2023年三季度才, not released until 2023)."""
    figure, passage = at.figure, at.passage
    is_late = _AT_LAST.match(passage.folded, figure.end, passage.span.end) is not None
    if _UNTIL.match(figure.text.lower()) is None:
        return figure.text.startswith("到") and is_late
    lead = passage.folded[figure.clause.start : figure.start]
    return is_late or _NOT_YET.search(lead) is not None


def _is_early(at: Setting, own: Sequence[Assertion]) -> bool:
    """Whether a date is the first possible one; what came about as early as a day came about on it."""
    if not is_earliest(at):
        return False
    lead = at.passage.folded[at.figure.clause.start : at.figure.start + 1]
    return not (_AS_EARLY.search(lead) and all(f.world == ACTUAL for f in own))


def is_earliest(at: Setting) -> bool:
    """Whether a word beside the date makes it the first day that is possible (最早2025年, in 2025 at the earliest)."""
    figure, passage = at.figure, at.passage
    return figure.role not in ("by", "within", "ago") and any(
        0 <= figure.start - w.end <= _LEAD
        or 0 <= w.start - figure.end <= _TAIL
        or figure.start <= w.start < figure.end
        for w in passage.of("earliest", figure.clause)
    )


def is_long_ago(at: Setting) -> bool:
    """Whether a date is told for its own sake (back in 2019), with no figure beside it that it could date."""
    lead = at.passage.folded[at.figure.clause.start : at.figure.start]
    return all(f.kind == DATE for f in at.figures) and _LONG_AGO.search(lead) is not None


def is_day_of_event(at: Setting) -> bool:
    """Whether a date is the day on which its sentence says that something happened: told by a word of an event beside it."""
    if is_long_ago(at):
        return True
    if at.figure.precision != "day" or at.figure.role != "on":
        return False
    return at.figure.kind == DATE and any(s.strong and s.near and not s.against for s in at.scored)


def is_first_day(claim: Assertion) -> bool:
    """Whether a claimed date is the first possible one: a denial (not before 2025) is what says so."""
    return claim.is_date and claim.period is not None and claim.period.end == FAR_FUTURE


def _is_not_before(at: Setting) -> bool:
    """Whether the date is denied as a term (not before 2025, 2025年前不会): it is the first day that is possible."""
    figure, passage = at.figure, at.passage
    is_before = figure.text.lower().startswith("before") or figure.text.endswith(("前", "以前", "之前"))
    return is_before and (negates(passage, figure) or _DENIED.match(passage.folded, figure.end) is not None)


def _is_long(period: Period | None) -> bool:
    """Whether a period with two ends is longer than a year."""
    if period is None or period.start == FAR_PAST or period.end == FAR_FUTURE:
        return False
    return date.fromisoformat(period.end) - date.fromisoformat(period.start) > _YEAR
