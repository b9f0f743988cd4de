"""From a figure to the measures it may speak of: claims in the form that the reasoner judges, each with its score."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from factbase.extract.link_figure import COMPARISON, DATE, RANK, RANK_GAP, Figure
from factbase.extract.link_metrics import Scored
from factbase.extract.link_opposites import placed_by
from factbase.extract.link_respect import respect_of
from factbase.extract.link_roles import Subject
from factbase.extract.link_tables import ANTI, LinkTables
from factbase.extract.link_when import from_to
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading
from factbase.reason.assertion import ACTUAL, UNMARKED, Assertion
from factbase.service.verify_alike import has_digits
from factbase.service.verify_bases import beyond_base
from factbase.service.verify_dates import Dates
from factbase.service.verify_fit import Fit
from factbase.service.verify_known import KnownFacts, base_of
from factbase.service.verify_ratios import Ratios
from factbase.service.verify_setting import (
    CARRIED,
    Key,
    Option,
    Setting,
    keys_of,
    make_option,
)
from factbase.service.verify_subjects import Subjects

__all__ = ["Exchange", "Matcher"]

# (from currency, to currency, ISO day) → what one unit bought in the weeks around the day.
Exchange = Callable[[str, str, str], Interval | None]

_BARE, _FAINT, _LESSER, _TOLD = 0.16, 0.11, 0.4, 0.8
_FROM = re.compile(r"从|由|\bfrom\b")
# A word for a measure that no metric has (产值, 面积): the figure is of that, whatever it is.
_MEASURED = re.compile(r"[值量额率费价款积数重税收长宽高龄距速度](?:约|达|为|是|超|超过|近|仅|共|达到)?$")
# In what a size is told right behind it (324 metres tall).
_SIZED = re.compile(
    r"[ -]?(?:(?:tall|high|long|wide|broad|thick|heavy|old|across)\b|in (?:height|length|width|diameter)\b|[高长長宽寬厚重])"
)


@dataclass(frozen=True)
class Matcher:
    """Matches figures with the measures of known facts. `scopes` gives the scopes in use of every metric."""

    tables: LinkTables
    known: KnownFacts
    scopes: Mapping[str, frozenset[str]]
    exchange: Exchange | None = None
    _keys: dict[str, tuple[Sequence[Assertion], list[Key]]] = field(default_factory=dict)

    @cached_property
    def subjects(self) -> Subjects:
        """Whom figures may be about."""
        return Subjects(self.tables, self.known)

    @cached_property
    def fit(self) -> Fit:
        """Whether units and scopes fit."""
        return Fit(self.tables, self.scopes)

    @cached_property
    def _ratios(self) -> Ratios:
        return Ratios(self.tables, self.known, self.fit)

    @cached_property
    def dates(self) -> Dates:
        """What dates claim."""
        return Dates(self.tables, self.known, self.fit)

    def options(self, at: Setting) -> list[Option]:
        """The measures a figure may speak of, the best first."""
        found: dict[tuple[object, ...], Option] = {}
        pair = from_to(at.figure, at.figures, at.passage)
        for made in self._every(at):
            option = made if pair is None else self._placed(at, made, pair)
            c = option.claim
            key = (c.subject, c.metric, c.scope, c.relative_to, c.period, c.relative_period, c.dimension)
            if key not in found or found[key].score < option.score:
                found[key] = option
        return sorted(found.values(), key=lambda o: -o.score)

    def _every(self, at: Setting) -> Iterator[Option]:
        if at.figure.rule == RANK_GAP:
            return
        scored = {s.metric: s for s in at.scored if s.noun != "foreign"}
        if at.figure.kind in (COMPARISON, RANK) and (respect := respect_of(at.passage, at.figure)):
            scored = {metric: s for metric, s in scored.items() if metric in respect}
            if at.figure.kind == RANK and not at.figure.ordinal:
                # By number of models the first is China, the second …: each is told by that.
                scored = {m: s._replace(score=max(s.score, _TOLD), strong=True) for m, s in scored.items()}
        for subject in self.subjects.of(at):
            if at.figure.kind in (DATE, RANK) and self._is_inner(subject, at.figure.kind):
                continue
            facts = self.known.about(subject.id)
            told = _outdone(scored, subject.id, facts) if at.figure.unit == "count" else scored
            if at.figure.kind == DATE:
                yield from self.dates.options(at, subject, facts, scored)
                continue
            if based := list(beyond_base(at, subject, facts, told, self.tables)):
                yield from based
                continue
            if at.figure.kind != COMPARISON:
                yield from self._plain(at, subject, facts, told)
            if self._ratios.applies(at, subject):
                yield from self._ratios.options(at, subject, facts, scored)

    def _is_inner(self, subject: Subject, kind: str) -> bool:
        """Whether a name only stands inside that of another thing, which has dates or ranks of its own."""
        mention = subject.mention
        return (
            mention is not None
            and subject.id in mention.inner
            and any(f.kind == kind and f.subject == i for i in mention.ids for f in self.known.about(i))
        )

    def _placed(self, at: Setting, option: Option, pair: tuple[Figure, Figure]) -> Option:
        """One end of a from–to at its time: the first level is the earlier one, the second the later."""
        claim = option.claim
        is_span = claim.period is not None and claim.period.start[:4] < claim.period.end[:4]
        if claim.is_date:
            return option
        # A date before `from` is that of the second level.
        is_late = (
            at.when is not None
            and pair[0] is at.figure
            and _FROM.search(at.passage.folded, at.when.end, at.figure.start) is not None
        )
        if claim.period is not None and not is_span and not is_late:
            return option
        claim = claim._replace(period=None)
        own = [f for f in self.known.about(claim.subject) if _is_same(f, claim)]
        if claim.world == UNMARKED and pair[0] is not at.figure:
            # What is not said to lie ahead is no target's end of the move, unless nothing else is known.
            own = [f for f in own if f.world == ACTUAL] or own
        dated = sorted({f.period for f in own if f.period is not None})
        undated = [f for f in own if f.period is None]
        is_first = pair[0] is at.figure
        if is_first and undated and dated:
            return option._replace(claim=claim._replace(world=undated[0].world))
        if dated and (len(dated) > 1 or not is_first):
            return option._replace(claim=claim._replace(period=dated[0] if is_first else dated[-1]))
        return option

    def _plain(
        self, at: Setting, subject: Subject, facts: Sequence[Assertion], scored: Mapping[str, Scored]
    ) -> Iterator[Option]:
        """Absolute figures: amounts, counts, ranks."""
        is_bare: bool | None = None
        for key in self._levels(subject.id, facts):
            if (at.figure.kind == RANK) != (key.kind == "rank"):
                continue
            how = scored.get(key.metric)
            if how is None:
                is_bare = _is_bare(at, subject, facts) if is_bare is None else is_bare
                how = self._bare(at, subject, key, facts) if is_bare else None
            worth = self.fit.scope(at, key, facts) if how is not None else None
            if how is None or worth is None:
                continue
            unit = next(self.fit.units(at, key.dimension, key.metric), "")
            if unit:
                reading = placed_by(at.figure, key.metric, self.tables)
                yield make_option(at, subject, key, how, worth, reading, unit, self.tables)
            elif self.exchange is not None:
                yield from self._converted(at, subject, key, how, worth, facts, self.exchange)

    def _levels(self, subject: str, facts: Sequence[Assertion]) -> list[Key]:
        """The measures of a subject that are neither ratios nor dates; `facts` are all about it."""
        known = self._keys.get(subject)
        if known is None or known[0] is not facts:
            own = (f for f in facts if f.subject == subject and not f.is_ratio and not f.is_date)
            known = self._keys[subject] = (facts, keys_of(own))
        return known[1]

    def _bare(self, at: Setting, subject: Subject, key: Key, facts: Sequence[Assertion]) -> Scored | None:
        """A figure with hardly a cue that has the number of one measure of its subject, or its digits in another size or unit.

        That is a weak link: it decides only where all of the sentence is explained.
        """
        if key.dimension.startswith("count") or _speaks_against(at, key.metric):
            return None
        is_money = _is_money(at.figure.unit)
        own = [f for f in facts if f.subject == subject.id and not f.is_ratio and not f.is_date]
        same = [f for f in own if f.dimension == key.dimension or (is_money and _is_money(f.dimension))]
        scales = [base_of(unit, self.tables.unit)[1] for unit in self.fit.units(at, key.dimension)]
        reading = at.figure.reading
        alike = {f.metric for f in same if any(_is_face(f, reading, s) for s in scales)}
        if not alike and (scales or is_money):
            alike = {f.metric for f in same if has_digits(at.figure, f)}
        return Scored(key.metric, _BARE, False, near=False) if alike == {key.metric} else None

    def _converted(
        self,
        at: Setting,
        subject: Subject,
        key: Key,
        how: Scored,
        worth: float,
        facts: Sequence[Assertion],
        exchange: Exchange,
    ) -> Iterator[Option]:
        """A sum in another currency, at the rates around the fact's date or the one that the claim names."""
        own = [f for f in facts if f.subject == subject.id and key.fits(f) and not f.is_ratio]
        if any(next(self.fit.units(at, f.dimension), "") for f in own):
            return
        fact = next(f for f in own if f.dimension == key.dimension)
        day = at.period.end if at.period is not None else fact.date
        band = exchange(at.figure.unit, fact.unit, day)
        if band is None:
            return
        reading = at.figure.reading
        value = None if reading.value is None or band.midpoint is None else reading.value * band.midpoint
        face, rounded, widest = (over * band for over in (reading.face, reading.rounded, reading.widest))
        there = Reading(value, face, face, rounded, widest)
        made = make_option(at, subject, key, how, worth, there, fact.unit, self.tables)
        yield made._replace(claim=made.claim._replace(period=fact.period), converted=True)


def _speaks_against(at: Setting, metric: str) -> bool:
    clause = at.figure.clause
    spots = (c for c in at.passage.cues if c.cue.sort == ANTI and c.cue.metric == metric)
    return any(clause.holds(c.start, c.end) for c in spots)


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _is_face(fact: Assertion, reading: Reading, scale: Fraction) -> bool:
    """Whether a figure has a fact's number, or its range."""
    if reading.value is not None:
        return fact.value == reading.value * scale
    low, high = reading.face.low, reading.face.high
    if low is None or high is None:
        return False
    return (fact.face.low, fact.face.high) == (low * scale, high * scale)


def _is_bare(at: Setting, subject: Subject, facts: Iterable[Assertion]) -> bool:
    """Whether a figure has hardly a cue of its subject's measures, and no word beside it for one that no metric has."""
    own = {f.metric for f in facts if f.subject == subject.id}
    return not (
        subject.weight < CARRIED
        or at.figure.kind == RANK
        or any(s.score >= _FAINT and s.metric in own for s in at.scored)
        or at.passage.has("attributes", at.figure.clause)
        or _MEASURED.search(at.passage.folded[: at.figure.start].rstrip()[-6:])
        or _SIZED.match(at.passage.folded, at.figure.end)
    )


def _outdone(scored: Mapping[str, Scored], subject: str, facts: Sequence[Assertion]) -> Mapping[str, Scored]:
    """The metrics with less of a score for those of a subject whose noun another of its metrics has too, and other words besides.

    Of the certificates that a thing holds and of those that it obtained in a year the verb tells which are counted.
    """
    own = {f.metric for f in facts if f.subject == subject}
    alike = [s for m, s in scored.items() if s.noun == "match" and m in own and not s.against]
    lesser = {s.metric for s in alike for other in alike if s.places < other.places}
    if not lesser:
        return scored
    return {m: s._replace(score=s.score * _LESSER) if m in lesser else s for m, s in scored.items()}


def _is_same(fact: Assertion, claim: Assertion) -> bool:
    mine = (fact.subject, fact.metric, fact.scope, fact.relative_to)
    return mine == (claim.subject, claim.metric, claim.scope, claim.relative_to) and not fact.is_date
