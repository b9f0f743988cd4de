"""From a figure to the measures it may speak of: claims in the form that the reasoner judges, each with its score."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.link_figures import COMPARISON, DATE, RANK, Figure
from factbase.extract.link_metrics import Scored, score_metrics
from factbase.extract.link_roles import Roles, Subject, date_of, from_to, roles_of, world_words
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import LinkTables
from factbase.extract.names_fold import fold
from factbase.quantity.interval import Interval
from factbase.quantity.periods import Period as Calendar
from factbase.quantity.reading import Reading
from factbase.reason.assertion import ACTUAL, NOT_ACTUAL, UNMARKED, Assertion
from factbase.reason.period import Period, read_period
from factbase.reason.rules import RuleBook
from factbase.service.verify_known import KnownFacts, base_of

__all__ = ["Matcher", "Option", "Setting"]

_SCOPE_NAMED, _SCOPE_SILENT, _SCOPE_RIVAL = 0.25, -0.05, -0.3
_SURE_SUBJECT = 0.55
_PERIODS = ("day", "year", "month", "hour", "second")
_FULL = 1.0
# A word for a measure that no metric has (产值, 面积): the figure is of that, whatever it is.
_MEASURED = re.compile(r"[值量额率费价款积数重税收长宽高龄距速度](?:约|达|为|是|超|超过|近|仅|共|达到)?$")
_CARRIED = 0.7
# A period short enough that its end can stand for it where a rate is asked for.
_YEARS = Period("1999-01-01", "2999-12-31")

# (from currency, to currency, ISO day) → what one unit bought in the weeks around the day.
Exchange = Callable[[str, str, str], Interval | None]


class Option(NamedTuple):
    """One measure that a figure may speak of. `sure`: its wording is firm enough to contradict."""

    claim: Assertion
    score: float
    sure: bool
    near: bool = False
    fair: bool = True
    converted: bool = False


class Setting(NamedTuple):
    """A figure in its sentence, with all that linking found about it."""

    passage: Passage
    figure: Figure
    figures: tuple[Figure, ...]
    roles: Roles
    scored: tuple[Scored, ...]
    period: Period | None
    world: str
    when: Figure | None = None


@dataclass(frozen=True)
class Matcher:
    """Matches figures with the measures of known facts. `scopes` gives the scopes in use of every metric."""

    tables: LinkTables
    known: KnownFacts
    rules: RuleBook
    scopes: Mapping[str, frozenset[str]]
    exchange: Exchange | None = None

    def setting(
        self,
        passage: Passage,
        figure: Figure,
        figures: Sequence[Figure],
        around: Sequence[Passage] = (),
        before: Passage | None = None,
    ) -> Setting:
        """Everything about a figure that does not depend on facts."""
        when = None if figure.kind == DATE else date_of(figure, figures, passage)
        period = _period_of(when) if when is not None else None
        words = world_words(passage, figure)
        world = {"actual": ACTUAL, "open": NOT_ACTUAL}.get(words, UNMARKED)
        pair = from_to(figure, figures, passage)
        if pair is not None and pair[0] is figure and world == NOT_ACTUAL:
            world = UNMARKED
        return Setting(
            passage, figure, tuple(figures), self._roles(passage, figure, figures, before),
            tuple(score_metrics(passage, figure, figures, self.tables, around)), period, world, when,
        )  # fmt: skip

    def _roles(
        self, passage: Passage, figure: Figure, figures: Sequence[Figure], before: Passage | None
    ) -> Roles:
        """The roles in the sentence; one that names nothing goes on about what the sentence before it named."""
        roles = roles_of(passage, figure, figures, self.tables)
        if passage.names or before is None:
            return roles
        carried = [
            Subject(i, _CARRIED, m) for m in before.names if not m.speaks and not m.owns for i in m.ids
        ]
        return roles._replace(subjects=tuple(carried))

    def options(self, at: Setting) -> list[Option]:
        """The measures a figure may speak of, the best first."""
        found: dict[tuple[object, ...], Option] = {}
        for option in self._every(at):
            c = option.claim
            option = self._placed(at, option)
            c = option.claim
            key = (
                c.subject,
                c.metric,
                c.scope,
                c.relative_to,
                c.period,
                c.relative_period,
                c.dimension,
                c.members,
            )
            if key not in found or found[key].score < option.score:
                found[key] = option
        return sorted(found.values(), key=lambda o: -o.score)

    def _placed(self, at: Setting, option: Option) -> Option:
        """One end of a from–to at its time: the first level is the earlier one, the second the later."""
        pair = from_to(at.figure, at.figures, at.passage)
        claim = option.claim
        if pair is None or claim.period is not None or claim.is_date:
            return option
        own = [f for f in self.known.about(claim.subject) if _is_same(f, claim)]
        dated = sorted({f.period for f in own if f.period is not None})
        is_first = pair[0] is at.figure
        undated = [f for f in own if f.period is None]
        if is_first and undated and dated:
            return option._replace(claim=claim._replace(world=undated[0].world, period=None))
        if dated and (len(dated) > 1 or not is_first):
            return option._replace(claim=claim._replace(period=dated[0] if is_first else dated[-1]))
        return option

    def _every(self, at: Setting) -> Iterator[Option]:
        scored = {s.metric: s for s in at.scored if s.noun != "foreign"}
        for subject in self.subjects(at):
            facts = self.known.about(subject.id)
            if at.figure.kind == DATE:
                yield from self._dates(at, subject, facts, scored)
            elif at.figure.kind == RANK:
                yield from self._plain(at, subject, facts, scored)
            else:
                if at.figure.kind != COMPARISON:
                    yield from self._plain(at, subject, facts, scored)
                is_ratio = (
                    at.figure.unit == "1" or at.figure.change is not None or at.figure.rule == "nothing"
                )
                if at.figure.kind == COMPARISON or is_ratio or self._measured_in(at, subject):
                    yield from self._ratios(at, subject, facts, scored)

    def subjects(self, at: Setting) -> Iterator[Subject]:
        """Whom the figure may be about: the named things, and parts and concepts that are described."""
        seen: dict[str, Subject] = {}
        for subject in at.roles.subjects:
            if subject.id not in seen:
                seen[subject.id] = subject
        yield from seen.values()
        for subject in list(seen.values()):
            yield from self._parts(at, subject, seen)
        yield from self._implied(at, seen)

    def _implied(self, at: Setting, seen: Mapping[str, Subject]) -> Iterator[Subject]:
        """Subjects known only through a named whole or speaker, where the sentence describes them."""
        words = at.passage.unnamed
        found: dict[str, bool] = {}
        ties: dict[str, Mention] = {}
        for mention in at.passage.names:
            for entity in mention.ids:
                for subject in self.known.tied_to(entity):
                    if subject not in seen and subject not in found:
                        is_general = mention.speaks and self.tables.names.entities[subject].type == "concept"
                        found[subject] = is_general or self.tables.names.described(subject, "", words)
                        ties[subject] = mention
        named = [m for m in at.passage.names if m.end <= at.figure.start and not m.speaks and not m.owns]
        for subject, described in found.items():
            if described:
                others = [m for m in named if m is not ties[subject] or at.figure.kind == COMPARISON]
                yield Subject(subject, 0.5 if others else 0.75)
        yield from (
            Subject(s, 0.8)
            for s in self.tables.names.loose(at.passage.folded[slice(*at.passage.span)], words)
            if s not in seen and not found.get(s)
        )

    def _parts(self, at: Setting, owner: Subject, seen: Mapping[str, Subject]) -> Iterator[Subject]:
        """What belongs to a named thing and is described rather than named (Intel's fab in Saxony-Anhalt)."""
        words = at.passage.without({owner.id, *self.tables.names.parts(owner.id)})
        for part in self.tables.names.parts(owner.id):
            if part not in seen and self.tables.names.described(part, owner.id, words):
                yield Subject(part, owner.weight * 0.85, owner.mention)

    def _bare(
        self,
        at: Setting,
        subject: Subject,
        key: _Key,
        facts: Sequence[Assertion],
        scored: Mapping[str, Scored],
    ) -> Scored | None:
        """A figure without any cue, whose number and unit are those of the one such measure of its subject.

        It may support, never contradict.
        """
        value = at.figure.reading.value
        if (
            scored
            or at.scored
            or at.figure.kind == RANK
            or value is None
            or key.dimension.startswith("count")
        ):
            return None
        if _MEASURED.search(at.passage.folded[max(0, at.figure.start - 6) : at.figure.start]):
            return None
        same = [
            f for f in facts if f.subject == subject.id and f.dimension == key.dimension and not f.is_ratio
        ]
        if subject.weight < _CARRIED or len({f.metric for f in same if not f.is_date}) != 1:
            return None
        for unit in self._units(at, key.dimension):
            scale = base_of(unit, self.tables.units)[1]
            if any(f.value == value * scale for f in same):
                return Scored(key.metric, 0.35, False, near=False)
        return None

    def context_of(self, entity: str, metric: str) -> frozenset[str]:
        """The entities that the quotes about a metric of one name: what it may be mentioned with."""
        key = (entity, metric)
        if key not in self._contexts:
            found: set[str] = set()
            for fact in self.known.about(entity):
                if fact.metric != metric:
                    continue
                folded = fold(fact.quote)
                found.update(i for spot in self.tables.names.find(fact.quote, folded) for i in spot.means)
                found |= {fact.subject, fact.relative_to, *fact.members}
            self._contexts[key] = frozenset(found)
        return self._contexts[key]

    @cached_property
    def _contexts(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    def _plain(
        self, at: Setting, subject: Subject, facts: Sequence[Assertion], scored: Mapping[str, Scored]
    ) -> Iterator[Option]:
        """Absolute figures: amounts, counts, ranks."""
        for key in _keys(f for f in facts if f.subject == subject.id and not f.is_ratio and not f.is_date):
            how = scored.get(key.metric)
            how = how or self._bare(at, subject, key, facts, scored)
            if how is None or (at.figure.kind == RANK) != (key.kind == "rank"):
                continue
            scope = self._scope(at, key, facts)
            if scope is None:
                continue
            unit = next(self._units(at, key.dimension), "")
            if unit:
                yield self._option(at, subject, key, how, scope, at.figure.reading, unit)
            elif self.exchange is not None:
                yield from self._converted(at, subject, key, how, scope, facts)

    def _converted(
        self, at: Setting, subject: Subject, key: _Key, how: Scored, scope: float, facts: Sequence[Assertion]
    ) -> Iterator[Option]:
        """A sum in another currency, at the rates around the fact's date or the one that the claim names."""
        assert self.exchange is not None
        fact = next(
            f for f in facts if f.subject == subject.id and _matches(f, key) and f.dimension == key.dimension
        )
        day = at.period.end if at.period is not None and at.period.within(_YEARS) else fact.date
        band = self.exchange(at.figure.unit, fact.unit, day)
        if band is None:
            return
        if any(
            f.dimension != key.dimension
            and _matches(f, key._replace(dimension=f.dimension))
            and next(self._units(at, f.dimension), "")
            for f in facts
            if f.subject == subject.id and not f.is_ratio
        ):
            return
        reading = at.figure.reading
        value = None if reading.value is None or band.midpoint is None else reading.value * band.midpoint
        face, rounded, widest = (over * band for over in (reading.face, reading.rounded, reading.widest))
        option = self._option(
            at, subject, key, how, scope, Reading(value, face, face, rounded, widest), fact.unit
        )
        undated = option.claim._replace(period=fact.period)
        yield option._replace(claim=undated, converted=True)

    def _ratios(
        self, at: Setting, subject: Subject, facts: Sequence[Assertion], scored: Mapping[str, Scored]
    ) -> Iterator[Option]:
        """Ratios of two things, shares of a whole, and changes between two periods."""
        figure = at.figure
        reading = figure.change if figure.change is not None else figure.reading
        pairs = [(r, firm) for r, firm in at.roles.relatives if r != subject.id]
        pairs = [(r, True) for r in self._measured_in(at, subject) if r != subject.id] or pairs

        wholes = {(f.metric, f.relative_to) for f in facts if f.kind == "share" and f.subject == subject.id}
        for relative, firm in pairs:
            metrics = {f.metric for f in facts if f.is_ratio} | {
                f.metric for f in self.known.about(relative) if f.is_ratio
            }
            metrics |= {f.metric for f in facts} & {f.metric for f in self.known.about(relative)}
            if figure.kind == COMPARISON and not metrics & scored.keys():
                scored = self._compared(subject, pairs)
            for metric in sorted(metrics & scored.keys()):
                for scope in sorted(
                    {f.scope for f in (*facts, *self.known.about(relative)) if f.metric == metric}
                ):
                    key = _Key("ratio", metric, scope, relative, "1")
                    bonus = self._scope(at, key, facts)
                    if bonus is not None:
                        yield self._option(
                            at,
                            subject,
                            key,
                            scored[metric],
                            bonus,
                            reading,
                            "1",
                            firm or (metric, relative) in wholes,
                        )
        for key in _keys(
            f
            for f in facts
            if f.subject == subject.id and f.is_ratio and f.relative_to and f.kind in ("share", "ratio")
        ):
            if any(r == key.relative_to for r, _ in pairs) or key.metric not in scored:
                continue
            if figure.change is not None and key.kind == "share":
                continue
            if any(firm for _, firm in pairs) or (
                key.kind == "ratio" and not self._hints(at, key.relative_to)
            ):
                continue
            bonus = self._scope(at, key, facts)
            if bonus is not None:
                level = figure.reading if figure.change is None else figure.change
                yield self._option(
                    at, subject, key, scored[key.metric], bonus, level, "1", key.kind == "share"
                )
        yield from self._changes(at, subject, facts, scored)

    def _measured_in(self, at: Setting, subject: Subject) -> tuple[str, ...]:
        """The thing that a figure counts another in (as much as 17,000 American homes, 1.7万多户美国家庭)."""
        if at.figure.kind in (DATE, RANK) or at.figure.unit != "count":
            return ()
        noun = at.figure.noun
        for mention in at.passage.names:
            if noun.start <= mention.start < noun.end and mention.start - at.figure.end <= 2:
                return mention.ids
        words = at.passage.folded[noun.start : noun.end]
        others = dict.fromkeys(
            f.relative_to for f in self.known.about(subject.id) if f.is_ratio and f.relative_to
        )
        return tuple(r for r in others if words and self.tables.names.described(r, "", words))

    def _compared(self, subject: Subject, pairs: Sequence[tuple[str, bool]]) -> dict[str, Scored]:
        """Where nothing says in what two things are compared: every metric that facts compare them in."""
        found: dict[str, Scored] = {}
        for relative, _ in pairs:
            for fact in self.known.about(subject.id):
                if fact.is_ratio and {fact.subject, fact.relative_to} == {subject.id, relative}:
                    found[fact.metric] = Scored(fact.metric, 0.5, True, near=True)
        return found

    def _hints(self, at: Setting, entity: str) -> bool:
        """Whether the sentence describes an entity that it does not name."""
        words = at.passage.unnamed
        return self.tables.names.described(entity, "", words)

    def _changes(
        self, at: Setting, subject: Subject, facts: Sequence[Assertion], scored: Mapping[str, Scored]
    ) -> Iterator[Option]:
        """A change of one thing between two periods, where both levels are known."""
        if at.figure.change is None:
            return
        for key in _keys(f for f in facts if f.subject == subject.id and not f.is_date and f.kind != "rank"):
            if key.metric not in scored or (key.relative_to and key.kind != "share"):
                continue
            periods = sorted({f.period for f in facts if _matches(f, key) and f.period is not None})
            if len(periods) < 2:
                continue
            first = at.period if at.period in periods[:-1] else periods[0]
            bonus = self._scope(at, key, facts)
            if bonus is None:
                continue
            option = self._option(
                at, subject, key._replace(relative_to=""), scored[key.metric], bonus, at.figure.change, "1"
            )
            yield option._replace(claim=option.claim._replace(period=periods[-1], relative_period=first))

    def _dates(
        self, at: Setting, subject: Subject, facts: Sequence[Assertion], scored: Mapping[str, Scored]
    ) -> Iterator[Option]:
        if at.figure.period is None:
            return
        for key in _keys(f for f in facts if f.subject == subject.id and f.is_date):
            how = scored.get(key.metric)
            bonus = self._scope(at, key, facts)
            if how is not None and self.tables.names.entities[subject.id].type == "event":
                # An event's date needs no further word: it is the day that the sentence gives.
                how = how._replace(strong=True, near=True)
            if how is None or bonus is None:
                continue
            period = _calendar(at.figure.named if at.figure.role == "by" else at.figure.period)
            option = self._option(at, subject, key, how, bonus, Reading(None), "date")
            yield option._replace(claim=option.claim._replace(kind="date", period=period))

    def _units(self, at: Setting, dimension: str) -> Iterator[str]:
        """The units, with a period that stands away or without the one that the metric implies, that fit a dimension."""
        units = self.tables.units
        unit = at.figure.unit
        tried = [unit]
        base, _, last = unit.rpartition("/")
        if last in ("day", "year", "month", "s", "h", "week"):
            tried.append(base)
        else:
            clause = at.figure.clause
            spoken = any(at.passage.has(f"per.{per}", clause) for per in _PERIODS)
            for per in _PERIODS:
                if at.passage.has(f"per.{per}", clause if spoken else None):
                    tried.append(f"{unit}/{ {'hour': 'h', 'second': 's'}.get(per, per) }")
        for other in self.tables.lists.get(f"ambiguous.{unit}", ()):
            tried += [other, *(f"{other}{t[len(unit) :]}" for t in tried if t.startswith(f"{unit}/"))]
        if at.figure.rule == "nothing":
            tried.append("1")
        for one in tried:
            if one and base_of(one, units)[0] == dimension:
                yield one

    def _named_scopes(self, at: Setting) -> set[str]:
        """The scopes that words of the figure's clause, or of an earlier one, name."""
        return {s for spot in at.passage.scopes if spot.start < at.figure.clause.end for s in spot.means}

    @property
    def _regions(self) -> frozenset[str]:
        return frozenset(self.tables.lists.get("regions", ()))

    def scope_words(self, at: Setting, metric: str, scope: str) -> bool | None:
        """Whether the sentence names the scope; `False` if it names a rival of it, `None` if it is silent."""
        named = self._named_scopes(at)
        if scope in named:
            return True
        return False if named & self.scopes.get(metric, frozenset()) - {scope} else None

    def _scope(self, at: Setting, key: _Key, facts: Sequence[Assertion]) -> float | None:
        """What the words about scope add to a measure, or `None` if they rule it out."""
        named = self._named_scopes(at)
        if at.figure.kind == RANK and key.scope in self._regions:
            inside = {
                s
                for spot in at.passage.scopes
                if spot.start < at.figure.end and at.figure.start < spot.end
                for s in spot.means
            }
            if inside & self._regions and key.scope not in inside:
                return None
        rivals = (named & self.scopes.get(key.metric, frozenset())) - {key.scope}
        if key.scope:
            if key.scope in named:
                return _SCOPE_NAMED
            own = {f.scope for f in facts if f.metric == key.metric and f.subject}
            if rivals:
                return None
            return _SCOPE_RIVAL if "" in own else _SCOPE_SILENT
        return None if rivals else 0.0

    def _option(
        self,
        at: Setting,
        subject: Subject,
        key: _Key,
        how: Scored,
        bonus: float,
        reading: Reading,
        unit: str,
        firm: bool = True,
    ) -> Option:
        dimension, scale = (
            base_of(unit, self.tables.units) if unit not in ("date", "rank") else (unit, Fraction(1))
        )
        figure = at.figure
        claim = Assertion(
            "claim", key.kind, subject.id, key.metric, _scaled(reading.face, scale), _scaled(reading.rounded, scale),
            _scaled(reading.widest, scale), None if reading.value is None else reading.value * scale, key.relative_to,
            key.scope, at.period, None, at.world, dimension=dimension, unit=unit, scale=scale, hedge=figure.hedge,
            quote=at.passage.said,
        )  # fmt: skip
        relation = 0.3 if firm and key.kind == "ratio" and key.relative_to else 0.0
        score = subject.weight * (how.score + bonus + relation)
        sure = (bonus != _SCOPE_SILENT or figure.kind == RANK) and (
            firm
            and (how.strong or (bonus >= _SCOPE_NAMED and figure.kind != DATE))
            and not how.against
            and subject.weight >= _SURE_SUBJECT
        )
        return Option(
            claim,
            score,
            sure,
            firm
            and how.near
            and subject.weight >= _SURE_SUBJECT
            and not how.against
            and bonus != _SCOPE_SILENT,
            not how.against
            and (score >= 0.3 or how.near and score >= 0.22)
            and (bonus != _SCOPE_SILENT or score >= _FULL),
        )


class _Key(NamedTuple):
    kind: str
    metric: str
    scope: str
    relative_to: str
    dimension: str


def _keys(facts: Iterator[Assertion]) -> list[_Key]:
    return list(dict.fromkeys(_Key(f.kind, f.metric, f.scope, f.relative_to, f.dimension) for f in facts))


def _is_same(fact: Assertion, claim: Assertion) -> bool:
    return (fact.subject, fact.metric, fact.scope, fact.relative_to) == (
        claim.subject,
        claim.metric,
        claim.scope,
        claim.relative_to,
    ) and not fact.is_date


def _matches(fact: Assertion, key: _Key) -> bool:
    return (fact.metric, fact.scope, fact.relative_to) == (key.metric, key.scope, key.relative_to)


def _scaled(interval: Interval, scale: Fraction) -> Interval:
    return interval if scale == 1 else interval.scale(scale)


def _period_of(when: Figure) -> Period | None:
    return _calendar(when.named if when.role == "by" else when.period)


def _calendar(period: Calendar | None) -> Period | None:
    return None if period is None else read_period(period.start, period.end)
