"""Verdicts on the figures of a text: link, judge each plausible measure, and let no doubtful link contradict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from factbase.extract.link_figures import COMPARISON, DATE, QUANTITY, RANK, Figure, figures_of
from factbase.extract.link_roles import unknown_names
from factbase.extract.link_scene import Passage, passages
from factbase.reason.knowledge import Knowledge
from factbase.reason.verdict import Judgement, judge
from factbase.service.verify_match import Matcher, Option, Setting

__all__ = ["FigureVerdict", "Verifier", "WORST_FIRST"]

WORST_FIRST = ("contradicted", "not_covered", "possible", "supported")
_PLAUSIBLE, _EQUAL, _LEAST, _MOST = 0.6, 0.85, 0.2, 6
_FLIPPED = {"supported": "contradicted", "contradicted": "supported"}
_NOTHING = Judgement("not_covered", "unknown")


class FigureVerdict(NamedTuple):
    """One judged claim: the figure, its clause, the measure it was linked to (`None` if none), and the judgement."""

    figure: Figure
    passage: Passage
    option: Option | None
    judgement: Judgement
    doubt: str = ""


@dataclass(frozen=True)
class Verifier:
    """Judges texts against one store's facts."""

    matcher: Matcher
    knowledge: Knowledge
    strict: bool = False

    def verdicts(self, text: str, day: date | None = None) -> list[FigureVerdict]:
        """Every claim of a text in order; relative dates count from `day`."""
        scenes = passages(text, self.matcher.tables, day)
        self.matcher.known.fetch(i for p in scenes for m in p.names for i in m.ids)
        found: list[FigureVerdict] = []
        for passage in scenes:
            found.extend(self._sentence(passage))
        return found

    def _sentence(self, passage: Passage) -> list[FigureVerdict]:
        figures = figures_of(passage, self.matcher.tables)
        settings = [self.matcher.setting(passage, f, figures) for f in figures]
        unknown = unknown_names(passage, figures)
        used: set[tuple[object, ...]] = set()
        judged: dict[int, FigureVerdict] = {}
        linked = [(n, s, self.matcher.options(s)) for n, s in enumerate(settings)]
        linked.sort(key=lambda item: -(item[2][0].score if item[2] else 0))
        for n, setting, options in linked:
            free = [o for o in options if _identity(o) not in used or o.claim.kind == "date"]
            verdict = self._figure(setting, free, bool(unknown))
            if verdict.option is not None and verdict.judgement.verdict != "not_covered":
                used.add(_identity(verdict.option))
            judged[n] = verdict
        return _settled([judged[n] for n in sorted(judged)])

    def _figure(self, at: Setting, options: Sequence[Option], has_unknown: bool) -> FigureVerdict:
        likely = [o for o in options if o.score >= _LEAST]
        if not likely:
            return FigureVerdict(at.figure, at.passage, None, _NOTHING, "unlinked")
        best = likely[0].score
        plausible = [o for o in likely if o.score >= _PLAUSIBLE * best][:_MOST]
        judged = [(o, judge(o.claim, self.knowledge, self.strict)) for o in plausible]
        covered = [(o, j) for o, j in judged if j.verdict != "not_covered"]
        if not covered:
            return FigureVerdict(at.figure, at.passage, plausible[0], _NOTHING, "unknown measure")
        for option, judgement in covered:
            if judgement.verdict == "supported" and option.score >= _EQUAL * covered[0][0].score:
                return FigureVerdict(at.figure, at.passage, option, judgement, "unknown name" if has_unknown else "")
        option, judgement = covered[0]
        if all(j.verdict == "contradicted" for _, j in covered):
            doubt = "" if option.sure and not has_unknown else "unknown name" if has_unknown else "weak link"
            return FigureVerdict(at.figure, at.passage, option, judgement, doubt)
        first = next(((o, j) for o, j in covered if j.verdict == "possible"), covered[0])
        if first[1].verdict == "contradicted":
            first = (option, Judgement("possible", "open", judgement.interval, judgement.reading, judgement.fact_ids, judgement.proof))
        return FigureVerdict(at.figure, at.passage, first[0], first[1])


def _identity(option: Option) -> tuple[object, ...]:
    c = option.claim
    return (c.subject, c.metric, c.scope, c.relative_to, c.period, c.relative_period, c.dimension, c.world)


def _settled(verdicts: list[FigureVerdict]) -> list[FigureVerdict]:
    """A sentence's verdicts: figures that only qualify others fall away, and doubt takes a contradiction back."""
    mains = [v for v in verdicts if v.figure.kind in (QUANTITY, COMPARISON)]
    linked = [v for v in verdicts if v.judgement.verdict != "not_covered"]
    kept: list[FigureVerdict] = []
    for verdict in verdicts:
        if verdict.judgement.verdict == "not_covered" and verdict.figure.kind in (DATE, RANK, COMPARISON) and (linked or mains):
            if any(v is not verdict and (v in linked or v.figure.kind == QUANTITY) for v in verdicts):
                continue
        kept.append(verdict)
    unlinked = any(v.judgement.verdict == "not_covered" and v.figure.kind == QUANTITY for v in kept)
    return [_doubted(v, unlinked) for v in kept]


def _doubted(verdict: FigureVerdict, unlinked: bool) -> FigureVerdict:
    judgement = verdict.judgement
    if judgement.verdict == "contradicted" and (verdict.doubt or unlinked):
        why = verdict.doubt or "unlinked figure"
        return verdict._replace(judgement=_weaker(judgement, why), doubt=why)
    if judgement.verdict == "supported" and verdict.doubt:
        return verdict._replace(judgement=_weaker(judgement, verdict.doubt))
    return verdict


def _weaker(judgement: Judgement, why: str) -> Judgement:
    return Judgement("possible", why, judgement.interval, judgement.reading, judgement.fact_ids, judgement.proof)


def worst(verdicts: Iterable[str]) -> str:
    """The worst of several verdicts; `not_covered` for none."""
    found = set(verdicts)
    return next((v for v in WORST_FIRST if v in found), "not_covered")
