"""The figures of one sentence among each other: each goes to its own words, and no two use one measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factbase.extract.link_figure import DATE, QUANTITY, RANK, Figure
from factbase.extract.link_holder import Subject, denied_names, is_contrasted
from factbase.extract.link_metrics import Scored
from factbase.extract.link_ordered import others_holders, others_metrics
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.extract.phrases import Spot
from factbase.service.verify_setting import Option, Setting
from factbase.service.verify_settle import FigureVerdict

__all__ = ["Linked", "apart", "borne_dates", "denied_holder", "identity", "is_free", "restated"]

_NEAR = 24
_ALL_OF, _OF_ALL = ("都", "均", "皆"), 0.4


class Linked(NamedTuple):
    """A figure of a sentence, by its number, with the measures that it may speak of."""

    number: int
    setting: Setting
    options: tuple[Option, ...]

    @property
    def strength(self) -> float:
        """The score of the best measure, 0 without one."""
        return self.options[0].score if self.options else 0.0


def apart(one: Linked, every: Sequence[Linked]) -> Linked:
    """Without the measures whose cue stands beside another figure of the unit, where one of its own stands beside this."""
    figure = one.setting.figure
    if len(every) == 1:
        return one
    if figure.kind == RANK and one.options:
        return _of_its_words(one, every)
    if figure.kind != QUANTITY or not one.options or not (one.options[0].near and one.options[0].sure):
        return one
    others = {
        s.metric
        for o in every
        if o is not one and (o.setting.figure.kind, o.setting.figure.unit) == (QUANTITY, figure.unit)
        for s in o.setting.scored
        if s.near and s.strong
    }
    own = {s.metric for s in one.setting.scored if s.near}
    return one._replace(
        options=tuple(o for o in one.options if o.claim.metric in own or o.claim.metric not in others)
    )


def _of_its_words(one: Linked, every: Sequence[Linked]) -> Linked:
    """A rank without the measures and the holders that only another rank of the sentence stands beside."""
    at = one.setting
    ranks = [o for o in every if o.setting.figure.kind == RANK]
    if len(ranks) < 2:
        return one
    metrics = frozenset(o.claim.metric for r in ranks for o in r.options)
    measures = others_metrics(at.passage, at.figure, at.figures, metrics)
    holders = others_holders(at.passage, at.figure, at.figures)
    kept = (o for o in one.options if o.claim.metric not in measures and o.claim.subject not in holders)
    return one._replace(options=tuple(kept))


def _restating(passage: Passage) -> list[Spot[str]]:
    """The words that say a figure again, none of them part of a longer word (the 合 of 合计)."""
    return [
        w
        for w in passage.of("restates")
        if not any(
            o.start <= w.start and w.end <= o.end and o.end - o.start > w.end - w.start for o in passage.words
        )
    ]


def restated(at: Setting, earlier: Sequence[Setting]) -> Setting:
    """A figure that says the one before it again (45 billion yen, i.e. $301 million) is about the same thing."""
    at = _elided(at, earlier)
    if not earlier or at.figure.kind != QUANTITY or earlier[-1].figure.kind != QUANTITY:
        return at
    first = earlier[-1].figure
    between = [w for w in _restating(at.passage) if first.end <= w.start and w.end <= at.figure.start + 2]
    is_near = at.figure.start - first.end <= _NEAR
    kinds = {unit if unit in ("1", "count") else "" for unit in (first.unit, at.figure.unit)}
    if not between or not is_near or len(kinds) > 1:
        return at
    spoken = {s.metric for s in earlier[-1].scored[:1]}
    own = at.scored[:1] if len(at.scored) < 2 or at.scored[0].score > at.scored[1].score else ()
    if any(s.near and s.strong and not s.against and s.metric not in spoken for s in own):
        # A measure of its own stands beside it (相当于170亿欧元投资额的四成).
        return at
    if at.figure.unit == "1" and any(first.end <= m.start < at.figure.start for m in at.passage.names):
        # A ratio to something else is no other word for the ratio before it.
        return at
    return at._replace(scored=earlier[-1].scored, roles=earlier[-1].roles, world=earlier[-1].world)


def _elided(at: Setting, earlier: Sequence[Setting]) -> Setting:
    """A count of all of what an earlier clause counts (三种证 … 三种都齐了): of the measures that have its noun, if weakly."""
    figure, passage = at.figure, at.passage
    if figure.unit != "count" or figure.noun.end > figure.noun.start or not earlier:
        return at
    if not passage.folded.startswith(_ALL_OF, figure.end):
        return at
    told = {
        c.cue.metric
        for e in earlier
        for c in e.passage.cues
        if e.figure.unit == "count" and c.cue.sort != ANTI
        if c.start < e.figure.noun.end and e.figure.noun.start < c.end
    }
    own = tuple(s for s in at.scored if s.metric not in told)
    return at._replace(scored=(*(Scored(m, _OF_ALL, False, "match") for m in sorted(told)), *own))


def denied_holder(at: Setting) -> Setting | None:
    """The setting of a rank as said of the one that it is denied to, where another is said to hold it (not X but Y)."""
    if at.figure.kind != RANK or not is_contrasted(at.passage):
        return None
    holders = [m for m in at.passage.names if m in denied_names(at.passage)]
    subjects = tuple(Subject(i, 1.0, m) for m in holders for i in m.ids)
    return at._replace(roles=at.roles._replace(subjects=subjects)) if subjects else None


def identity(option: Option, figure: Figure) -> tuple[object, ...]:
    """What two figures may not share: the measure, and whether it is a level or a change."""
    c = option.claim
    return (
        c.subject,
        c.metric,
        c.scope,
        c.relative_to,
        c.period,
        c.relative_period,
        c.dimension,
        c.world,
        figure.change is None,
    )


def is_free(option: Option, at: Setting, used: dict[tuple[object, ...], Figure]) -> bool:
    """Whether no other figure of the sentence uses the measure, unless one restates or bounds the other from its other side."""
    other = used.get(identity(option, at.figure))
    if other is None or option.claim.is_date:
        return True
    first, second = sorted((other, at.figure), key=lambda f: f.start)
    between = [w for w in _restating(at.passage) if first.end <= w.start and w.end <= second.end]
    one, two = other.reading.face, at.figure.reading.face
    bounds = ((one.low is None or not one.low) and (two.high is None)) or (
        (one.high is None) and (two.low is None or not two.low)
    )
    return bool(between) or bounds


def borne_dates(judged: Mapping[int, FigureVerdict], settings: Sequence[Setting]) -> set[Figure]:
    """The dates of a sentence that are claims of their own, or that date a figure which the facts of then bear out."""
    found: set[Figure] = set()
    for number, verdict in judged.items():
        when, option, judgement = settings[number].when, verdict.option, verdict.judgement
        if verdict.doubt or judgement.verdict not in ("supported", "contradicted"):
            continue
        if verdict.figure.kind == DATE:
            found.add(verdict.figure)
        elif when is not None and option is not None and option.claim.period is not None:
            # the class of a recall of then, wrong as it may be
            found |= {when} if judgement.why == "inside" or verdict.figure.kind == RANK else set()
    return found
