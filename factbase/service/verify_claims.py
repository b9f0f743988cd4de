"""Verdicts on the figures of a text: link, judge each plausible measure, and let no doubtful link contradict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from factbase.extract.link_denial import denial, denied_until, is_partly_denied
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_figures import figures_of
from factbase.extract.link_paired import owned
from factbase.extract.link_roles import negates
from factbase.extract.link_scene import passages
from factbase.extract.link_standing import resolved
from factbase.extract.link_unknown import newcomer
from factbase.extract.names_fold import fold
from factbase.extract.outlets import is_source_line
from factbase.reason.assertion import ACTUAL, NOT_ACTUAL, UNMARKED, Assertion
from factbase.reason.knowledge import Knowledge
from factbase.reason.period import FAR_FUTURE, FAR_PAST
from factbase.reason.verdict import Judgement, judge
from factbase.service.verify_alike import is_firm
from factbase.service.verify_arithmetic import Arithmetic
from factbase.service.verify_dated import of_another_year, told_dates
from factbase.service.verify_dates import is_day_of_event, is_first_day, is_long_ago, is_until
from factbase.service.verify_difference import is_base, is_contrast
from factbase.service.verify_doubts import PLAUSIBLE, Doubts
from factbase.service.verify_elapsed import with_elapsed
from factbase.service.verify_ends import is_end_of
from factbase.service.verify_explained import Explained
from factbase.service.verify_linked import (
    Linked,
    apart,
    denied_holder,
    identity,
    is_free,
    restated,
)
from factbase.service.verify_match import Matcher
from factbase.service.verify_members import member_claims
from factbase.service.verify_not_yet import is_put_off, still_to_come
from factbase.service.verify_operands import adds_to
from factbase.service.verify_orders import Orders
from factbase.service.verify_part_of import part_of
from factbase.service.verify_parts import kept_back, shared
from factbase.service.verify_plausible import at_last, plausible
from factbase.service.verify_reserve import is_loose_bound
from factbase.service.verify_rest import Rests
from factbase.service.verify_retold import Retold
from factbase.service.verify_scenes import Scene, scenes_of
from factbase.service.verify_second import Seconds
from factbase.service.verify_setting import Before, Option, Setting, setting_of
from factbase.service.verify_settle import (
    UNPLACED,
    WORST_FIRST,
    FigureVerdict,
    denied,
    firm,
    judged_as,
    settled,
    undecided,
    worst,
)
from factbase.service.verify_sources import Sources
from factbase.service.verify_times import Times
from factbase.service.verify_unsaid import as_said
from factbase.service.verify_ways import reversed_way

__all__ = ["WORST_FIRST", "FigureVerdict", "Verifier", "worst"]

_EQUAL, _LEAST, _MOST = 0.85, 0.11, 6
_RANGE = re.compile(r"\d{4}\D{1,12}\d{4}")
# the early 2030s: any year of it will do.
_DECADE = re.compile(r"\d0s\b|年代")
_FLIPPED = {"supported": "contradicted", "contradicted": "supported"}
_NOTHING = Judgement("not_covered", "unknown")


@dataclass(frozen=True)
class Verifier:
    """Judges texts against one store's facts; what it found of the last text is kept, so one thread uses it at a time."""

    matcher: Matcher
    knowledge: Knowledge
    sources: Sources
    strict: bool = False

    @cached_property
    def _arithmetic(self) -> Arithmetic:
        return Arithmetic(self.matcher, self.knowledge)

    @cached_property
    def _retold(self) -> Retold:
        return Retold(self.matcher, self.sources)

    @cached_property
    def _times(self) -> Times:
        return Times(self.matcher)

    @cached_property
    def _rests(self) -> Rests:
        return Rests(self._arithmetic.operands, self.knowledge)

    @cached_property
    def _doubts(self) -> Doubts:
        return Doubts(self.matcher)

    @cached_property
    def _explained(self) -> Explained:
        return Explained(self.matcher, self.sources)

    @cached_property
    def _seconds(self) -> Seconds:
        return Seconds(self._arithmetic)

    @cached_property
    def _orders(self) -> Orders:
        return Orders(self._arithmetic.operands)

    def prepare(self, texts: Iterable[str]) -> None:
        """Fetch in one go the facts about everything that the texts name."""
        names = self.matcher.tables.names
        self.matcher.known.fetch({i for t in texts for spot in names.find(t, fold(t)) for i in spot.means})

    def verdicts(self, text: str, day: date | None = None) -> list[FigureVerdict]:
        """Every claim of a text in order; relative dates count from `day`."""
        scenes = resolved(passages(text, self.matcher.tables, day, questions=True), self.matcher.tables)
        self.matcher.known.fetch(i for p in scenes for m in p.names for i in m.ids)
        found: list[FigureVerdict] = []
        before: Before | None = None
        told = [p for p in scenes if not is_source_line(p.said)]
        for scene in scenes_of(told, self.matcher.tables.names):
            own = as_said(self._sentence(scene, before))
            found.extend(own)
            if scene.passage.names or newcomer(scene.passage):
                before = Before(scene.passage, firm(own))
        return found

    def _sentence(self, scene: Scene, before: Before | None) -> list[FigureVerdict]:
        passage = scene.passage
        figures: Sequence[Figure] = tuple(figures_of(passage, self.matcher.tables))
        orders = list(self._times.claims(passage, figures))
        if orders:
            figures = tuple(f for f in figures if all(f is not gap for _, _, gap in orders))
        settings: list[Setting] = []
        for own in owned(passage, figures, self.matcher.tables):
            settings.append(restated(setting_of(own, self.matcher.tables, before), settings))
        judged = self._retold.verdicts(scene, settings, self._judged)
        linked = [
            Linked(n, at, () if n in judged else tuple(self.matcher.options(at)))
            for n, at in enumerate(settings)
        ]
        linked = [apart(one, linked) for one in linked]
        used = {identity(v.option, v.figure): v.figure for v in judged.values() if v.option is not None}
        # Dates first: a date that is right, or a claim of its own, does not also qualify the figures that it leaves open.
        linked.sort(key=lambda i: (i.setting.figure.kind != DATE, -i.strength))
        for one in (*linked, *linked):
            known, dates = judged.get(one.number), told_dates(judged, settings, self.matcher)
            if known is None or (known.judgement.verdict == "not_covered" and one.setting.when in dates):
                judged[one.number] = self._linked(one, used, dates)
        dated = sorted(of_another_year(judged, settings, self.matcher.known).items())
        found = [kept_back(v, settings[n], self.matcher, self.knowledge.rules) for n, v in dated]
        found = [reversed_way(v, self.matcher, self.sources) for v in found]
        found = self._seconds.judged(found, [settings[n] for n in sorted(judged)])
        found += [FigureVerdict(f, passage, None, judgement) for f, judgement, _ in orders]
        negated = negates(passage, None, [f for f in figures if f.kind == RANK])
        for figure, option, judgement in member_claims(passage, self.matcher, self.knowledge, negated):
            found.append(FigureVerdict(figure, passage, option, judgement))
        found = settled(shared(with_elapsed(self._explained.doubtful(found), self.matcher)))
        if whole := denial(passage):
            until = denied_until(passage, whole)
            inside = [v for v in found if v.figure.start < until]
            turned = [*denied(inside), *(v for v in found if v not in inside)]
            return settled(self._explained.doubtful(turned))
        return undecided(found) if is_partly_denied(passage) else found

    def _linked(
        self, one: Linked, used: dict[tuple[object, ...], Figure], dated: set[Figure]
    ) -> FigureVerdict:
        at = one.setting
        # What is denied of a measure leaves it to the figure that is said of it.
        negated = negates(at.passage, at.figure)
        free = [o for o in one.options if negated or is_free(o, at, used)]
        verdict = self._figure(at, free)
        if verdict.judgement.verdict == "not_covered" and at.when in dated:
            undated = [o._replace(claim=o.claim._replace(period=None)) for o in free]
            verdict = self._figure(at._replace(period=None), undated)
        if verdict.judgement.verdict == "not_covered" and (last := at_last(at)) is not None:
            verdict = self._figure(last, self.matcher.options(last))
        verdict = still_to_come(at, free, verdict, self._doubts)
        if verdict.judgement.verdict not in ("supported", "contradicted") and len(free) < len(one.options):
            # The measure of another figure, said again in another unit: that may agree, never contradict.
            again = self._figure(at, [o for o in one.options if o not in free])
            if again.judgement.verdict == "supported" and at.figure.kind != RANK:
                return again
        if verdict.judgement.verdict not in _FLIPPED and (other := denied_holder(at)) is not None:
            denied = self._figure(other, self.matcher.options(other))
            if denied.judgement.verdict == "supported" and not denied.doubt:
                return denied._replace(judgement=judged_as(denied.judgement, "contradicted", "negated"))
        is_first = verdict.option is not None and is_first_day(verdict.option.claim)
        is_first = is_first or (at.figure.kind == DATE and is_until(at))
        is_denied = not is_first and (negated or is_put_off(at, verdict.option, self.knowledge.natures))
        if verdict.option is not None and verdict.judgement.verdict != "not_covered" and not is_denied:
            used[identity(verdict.option, at.figure)] = at.figure
        if is_denied and verdict.judgement.verdict in _FLIPPED:
            flipped = _FLIPPED[verdict.judgement.verdict]
            # What only arithmetic rejects is not borne out by being denied.
            if is_contrast(at) if flipped == "contradicted" else verdict.option is None:
                flipped = "possible"
            verdict = verdict._replace(judgement=judged_as(verdict.judgement, flipped, "negated"))
        return verdict

    def _figure(self, at: Setting, options: Sequence[Option]) -> FigureVerdict:
        """The verdict on a figure: by a measure that it may speak of, else by what follows from others."""
        likely = [o for o in plausible(at, options) if o.score >= _LEAST]
        best = likely[0].score if likely else 0.0
        judged = [(o, self._judged(o.claim)) for o in likely[:_MOST] if o.score >= PLAUSIBLE * best]
        covered = [(o, self._exact(at, o, j)) for o, j in judged if j.verdict != "not_covered"]
        direct = self._decided(at, covered, likely, options)
        if direct.judgement.verdict == "contradicted" and is_base(at):
            direct = direct._replace(judgement=_NOTHING)  # the level of another time, or of another thing
        if at.figure.kind == QUANTITY and adds_to(at):
            total = self._arithmetic.total(at)
            if total is not None:
                return self._followed(at, total, options)
        rest = self._rests.judge(at, direct.judgement.verdict == "supported" and not direct.doubt)
        if rest.verdict != "not_covered":
            return self._followed(at, rest, options)
        if direct.judgement.verdict in _FLIPPED and not direct.doubt:
            return self._told_otherwise(at, direct)
        return self._derived(at, direct, bool(covered), options)

    def _followed(self, at: Setting, judgement: Judgement, options: Sequence[Option]) -> FigureVerdict:
        """The verdict by what follows from other measures, with what speaks against it."""
        return FigureVerdict(at.figure, at.passage, None, judgement, self._doubts.of(at, options, judgement))

    def _told_otherwise(self, at: Setting, direct: FigureVerdict) -> FigureVerdict:
        """A firm verdict by a measure, or by arithmetic that the words name: its figure is the result of that."""
        if at.figure.kind != QUANTITY:
            return direct
        if direct.judgement.verdict != "contradicted" and not self._arithmetic.retells(at):
            return direct
        derived = self._arithmetic.judge(at, named_only=True)
        is_firm = derived.verdict == "supported" or bool(self._arithmetic.pairs(at))
        if derived.verdict not in _FLIPPED or not is_firm:
            return direct
        return FigureVerdict(at.figure, at.passage, None, derived)

    def _derived(
        self, at: Setting, direct: FigureVerdict, is_covered: bool, options: Sequence[Option]
    ) -> FigureVerdict:
        """What follows from other measures, where the one linked directly decides nothing."""
        if at.figure.kind == COMPARISON and (not is_covered or direct.judgement.verdict == "possible"):
            ordered = part_of(at, self._arithmetic.operands, self.knowledge)
            if ordered.verdict == "not_covered":
                ordered = self._orders.judge(at)
            if ordered.verdict != "not_covered":
                return self._followed(at, ordered, options)
        if at.figure.kind == QUANTITY:
            derived = self._arithmetic.judge(at)
            if derived.verdict == "supported" or (derived.verdict == "contradicted" and not is_covered):
                return self._followed(at, derived, options)
            if derived.verdict == "possible" and not is_covered:
                return FigureVerdict(at.figure, at.passage, None, derived)
        return direct

    def _exact(self, at: Setting, option: Option, judgement: Judgement) -> Judgement:
        """A stated range of years is itself the claim: another range is another one, even if it holds the fact's."""
        claim = option.claim
        if is_loose_bound(at, claim, judgement):
            return judged_as(judgement, "possible", "open")
        if is_end_of(at, claim, judgement):
            return judged_as(judgement, "supported", "inside")
        if not claim.is_date or claim.period is None:
            return judgement
        stated = {f.period for f in self.knowledge.source.about(claim.subject) if _is_about_date(f, claim)}
        is_open = claim.period.end == FAR_FUTURE and any(
            p is not None and p.end == FAR_FUTURE for p in stated
        )
        if (
            _DECADE.search(at.figure.text)
            or at.figure.precision == "season"
            or judgement.verdict not in ("supported", "possible")
            or not (
                is_open
                or FAR_PAST[:4] != claim.period.start[:4] < claim.period.end[:4] != FAR_FUTURE[:4]
                or _RANGE.search(at.figure.text)
            )
        ):
            return judgement
        return judgement if claim.period in stated else judged_as(judgement, "contradicted", "another range")

    def _judged(self, claim: Assertion) -> Judgement:
        """The verdict in every world that facts about the very measure speak of: any may support, all must reject."""
        if claim.world not in (UNMARKED, NOT_ACTUAL) or claim.is_date or claim.members:
            return judge(claim, self.knowledge, self.strict)
        own = {f.world for f in self.knowledge.source.about(claim.subject) if _is_about(f, claim)}
        if claim.world == NOT_ACTUAL:
            own.discard(ACTUAL)
        if not own:
            return judge(claim, self.knowledge, self.strict)
        judged = [judge(claim._replace(world=w), self.knowledge, self.strict) for w in sorted(own)]
        covered = [j for j in judged if j.verdict != "not_covered"]
        for verdict in ("supported", "possible"):
            for one in covered:
                if one.verdict == verdict:
                    return one
        return covered[0] if covered else _NOTHING

    def _decided(
        self,
        at: Setting,
        covered: Sequence[tuple[Option, Judgement]],
        likely: Sequence[Option],
        options: Sequence[Option],
    ) -> FigureVerdict:
        if not covered:
            doubt = UNPLACED if is_day_of_event(at) else "unlinked"
            return FigureVerdict(at.figure, at.passage, likely[0] if likely else None, _NOTHING, doubt)
        for option, judgement in covered:
            if judgement.verdict == "supported" and option.score >= _EQUAL * covered[0][0].score:
                doubts = self._doubts.of(at, options) or ("" if option.fair else "weak link")
                return FigureVerdict(at.figure, at.passage, option, judgement, doubts)
        option, judgement = covered[0]
        if all(j.verdict == "contradicted" for _, j in covered):
            doubts = self._doubts.of(at, options) or self._doubts.another(at, option)
            alone = len({(o.claim.metric, o.claim.relative_to) for o in likely}) == 1
            firm = is_firm(at.figure, option, alone, self._doubts.slips(at.passage, option.claim.subject))
            weak = "" if firm else UNPLACED if is_long_ago(at) else "weak link"
            return FigureVerdict(at.figure, at.passage, option, judgement, doubts or weak)
        for option, judgement in covered:
            if judgement.verdict == "possible":
                return FigureVerdict(at.figure, at.passage, option, judgement)
        option, judgement = covered[0]
        return FigureVerdict(at.figure, at.passage, option, judged_as(judgement, "possible", "open"))


def _is_about_date(fact: Assertion, claim: Assertion) -> bool:
    same = (fact.subject, fact.metric, fact.scope) == (claim.subject, claim.metric, claim.scope)
    return same and fact.is_date


def _is_about(fact: Assertion, claim: Assertion) -> bool:
    same = (fact.subject, fact.metric, fact.scope) == (claim.subject, claim.metric, claim.scope)
    return same and not fact.is_date and (not claim.is_ratio or fact.relative_to in ("", claim.relative_to))
