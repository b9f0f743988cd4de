"""A figure in its sentence with all that its words say, and one measure that it may speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.link_figure import DATE, QUANTITY, RANK, Figure
from factbase.extract.link_metrics import Scored, score_metrics
from factbase.extract.link_paired import Own
from factbase.extract.link_roles import Roles, Subject, is_compared, is_sort, roles_of
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import LinkTables
from factbase.extract.link_unknown import newcomer
from factbase.extract.link_when import date_of, from_to, is_before, is_earlier
from factbase.extract.link_worlds import world_words
from factbase.quantity.interval import Interval
from factbase.quantity.periods import Period as Calendar
from factbase.quantity.reading import Reading
from factbase.reason.assertion import ACTUAL, NOT_ACTUAL, UNMARKED, Assertion
from factbase.reason.period import Period, read_period
from factbase.service.verify_known import base_of

__all__ = [
    "CARRIED", "SCOPE_NAMED", "SCOPE_RIVAL", "SCOPE_SILENT", "Before", "Key", "Option", "Setting", "calendar_period", "keys_of",
    "make_option", "setting_of",
]  # fmt: skip

SCOPE_NAMED, SCOPE_SILENT, SCOPE_RIVAL = 0.25, -0.05, -0.3
CARRIED, _DOUBTED = 0.7, 0.5
_SURE_SUBJECT, _FULL, _RANKED, _FAIR, _NEAR = 0.55, 1.0, 0.55, 0.3, 0.22
# An amount that agrees says more than a place or a day that does.
_FAIR_AMOUNT, _NEAR_AMOUNT = 0.2, 0.15
_RELATION = 0.3
_ONE = Fraction(1)
_WORLDS = {"actual": ACTUAL, "open": NOT_ACTUAL, "": UNMARKED}


class Key(NamedTuple):
    """What makes facts of one subject comparable, whatever their period and world."""

    kind: str
    metric: str
    scope: str
    relative_to: str
    dimension: str

    def fits(self, fact: Assertion) -> bool:
        """Whether a fact of the subject is about this measure, in whatever unit."""
        return (fact.metric, fact.scope, fact.relative_to) == (self.metric, self.scope, self.relative_to)


class Option(NamedTuple):
    """One measure that a figure may speak of, as the claim that the reasoner judges.

    `sure`: its wording is firm enough to contradict; `near`: its cue stands beside the figure; `fair`: enough of it is said
    to support; `converted`: it is in another currency than the claim; `against`: a word of the sentence speaks against it.
    """

    claim: Assertion
    score: float
    sure: bool
    near: bool = False
    fair: bool = True
    converted: bool = False
    against: bool = False


class Before(NamedTuple):
    """The latest sentence that named anything, and its figures that were firmly linked, each with the claim that it makes."""

    passage: Passage
    linked: tuple[tuple[Figure, Assertion], ...] = ()


class Setting(NamedTuple):
    """A figure in its sentence, with all that linking found about it before any fact is looked at.

    `before` is the sentence that this one may refer back to; `uneven` as in `Own`.
    """

    passage: Passage
    figure: Figure
    figures: tuple[Figure, ...]
    roles: Roles
    scored: tuple[Scored, ...]
    period: Period | None
    world: str
    when: Figure | None = None
    before: Before | None = None
    uneven: bool = False


def setting_of(own: Own, tables: LinkTables, before: Before | None = None) -> Setting:
    """The setting of a figure. A sentence that names nothing goes on about what the one before it named.

    So does one that begins with a pronoun (该模型, it), but for the names that it compares with; one that begins with a sort of
    thing (the aircraft) may speak of either.
    """
    passage, figure, figures, uneven = own
    when = None if figure.kind == DATE else date_of(figure, figures, passage)
    period = None
    if when is not None:
        is_by = when.role == "by" and not is_before(when)
        period = calendar_period(when.named if is_by else when.period)
    world = _WORLDS[world_words(passage, figure)]
    if figure.kind == QUANTITY and figure.unit == "1" and is_earlier(passage, figure):
        world = ACTUAL
    pair = from_to(figure, figures, passage)
    if pair is not None and pair[0] is figure and world == NOT_ACTUAL:
        world = UNMARKED
    roles = roles_of(passage, figure, figures, tables)
    if before is not None:
        # Where something unknown is named too, the figure may be its.
        said = before.passage
        weight = CARRIED if not newcomer(said) else _DOUBTED
        carried = tuple(
            Subject(i, weight, m)
            for m in said.names
            if not m.speaks and not m.owns and not is_compared(said, m, tables)
            for i in m.ids
        )
        named = {s.id for s in carried}
        spoken = dict.fromkeys(claim.subject for _, claim in before.linked)
        carried += tuple(Subject(i, weight) for i in spoken if i not in named)
        if not passage.names or _goes_on(passage, figure, figures, tables):
            roles = roles._replace(subjects=carried)
        elif is_sort(passage, figure.end, tables) or not any(m.start < figure.end for m in passage.names):
            roles = roles._replace(subjects=(*roles.subjects, *carried))
    scored = tuple(score_metrics(passage, figure, figures, tables))
    return Setting(passage, figure, tuple(figures), roles, scored, period, world, when, before, uneven)


def _goes_on(passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables) -> bool:
    """Whether a sentence that begins with a pronoun has named nothing before the figure but what it compares with."""
    heads = (passage.span.start, figure.clause.start)
    spoken = [w for w in passage.of("pronouns") if w.start in heads]
    if not spoken or any(m.end <= spoken[0].start for m in passage.names):
        return False
    # What something is of (the model's forecasts) is no other thing.
    sorts = tables.names.entities
    named = {
        m.id
        for m in passage.names
        if m.start < figure.end and sorts[m.id].type != "concept" and not _is_in_cue(passage, m)
    }
    if not named:
        return True
    compared = {i for f in figures for i, _ in roles_of(passage, f, figures, tables).relatives}
    return named <= compared


def _is_in_cue(passage: Passage, mention: Mention) -> bool:
    """Whether a name is but part of what is measured (a global forecast)."""
    return any(
        c.start <= mention.start and mention.end <= c.end and c.end - c.start > mention.end - mention.start
        for c in passage.cues
    )


def keys_of(facts: Iterable[Assertion]) -> list[Key]:
    """The measures of some facts of one subject, each once."""
    return list(dict.fromkeys(Key(f.kind, f.metric, f.scope, f.relative_to, f.dimension) for f in facts))


def make_option(
    at: Setting,
    subject: Subject,
    key: Key,
    how: Scored,
    scope: float,
    reading: Reading,
    unit: str,
    tables: LinkTables,
    firm: bool = True,
) -> Option:
    """The claim that the figure makes about a measure; `scope` is what its words about scope are worth."""
    scale, dimension = _ONE, unit
    if unit not in ("date", "rank"):
        dimension, scale = base_of(unit, tables.unit)
    figure = at.figure
    claim = Assertion(
        "claim", key.kind, subject.id, key.metric, _scaled(reading.face, scale), _scaled(reading.rounded, scale),
        _scaled(reading.widest, scale), None if reading.value is None else reading.value * scale, key.relative_to,
        key.scope, at.period, None, at.world, dimension=dimension, unit=unit, scale=scale, hedge=figure.hedge,
        quote=at.passage.said,
    )  # fmt: skip
    relation = _RELATION if firm and key.kind == "ratio" and key.relative_to else 0.0
    score = subject.weight * (how.score + scope + relation)
    silent = scope == SCOPE_SILENT
    against = how.against and not (how.modified and key.scope and scope >= SCOPE_NAMED)
    plain = subject.weight >= _SURE_SUBJECT and not against and firm
    told = how.strong or (scope >= SCOPE_NAMED and figure.kind != DATE and how.score > 0)
    sure = plain and told and (not silent or figure.kind == RANK)
    counts = figure.unit != "count" or how.noun == "match" or how.strong
    is_amount = figure.kind == QUANTITY and figure.rule != "nothing" and not key.relative_to
    fair_at, near_at = (_FAIR_AMOUNT, _NEAR_AMOUNT) if is_amount else (_FAIR, _NEAR)
    spoken = score >= fair_at or (how.near and score >= near_at)
    fair = (
        (not how.against or how.modified)
        and spoken
        and (not silent or score >= (_RANKED if figure.kind == RANK else _FULL))
    )
    return Option(
        claim,
        score,
        sure,
        plain and how.near and counts and not silent,
        fair,
        against=how.against and not how.modified,
    )


def calendar_period(period: Calendar | None) -> Period | None:
    """A period of the reader as the reasoner has it."""
    return None if period is None else read_period(period.start, period.end)


def _scaled(interval: Interval, scale: Fraction) -> Interval:
    return interval if scale == 1 else interval.scale(scale)
