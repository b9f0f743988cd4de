"""Which metric a figure speaks of: units must agree, cues must stand near, and the longest word decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_another import is_compound, partitive, unspoken
from factbase.extract.link_counted import counts_another
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_nouns import CountedNoun
from factbase.extract.link_places import CuePlace, Others, Rivals, cue_places, gap_to
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI, NAME, LinkTables
from factbase.quantity.units import TIMES

__all__ = ["Scored", "score_metrics"]

_STRONG, _PLENTY = 0.35, 0.8
_AROUND, _ORDINAL, _ANOTHER_SIZE = 0.2, 0.5, 0.4
_FAR = 300
# What the second and the third best cue of a metric add.
_LESSER = (0.5, 0.25)
_RELATIVE_UNITS = ("1", "pp")
# A time that qualifies the noun behind it (a ten-day forecast).
_ATTRIBUTE = re.compile(r"[A-Za-z0-9]-(?:second|minute|hour|day|week|month|year)$")
_IN_WHAT = re.compile(
    r"\s*(?:in(?: terms of)?|on|as for|as regards|measured by|judged by|by|for|regarding|在|论|就|按|从|以|单论|单看|单就|说到|至于|若论|若看)"
)


class Scored(NamedTuple):
    """A metric for a figure: how well its cues stand, and whether one that tells it from others stands in the clause.

    `noun` says how the counted noun agrees: `match`, `neutral` (人, 个, none) or `foreign`; `against`: a word speaks against
    the metric, where `modified` only one that nothing explains stands before the noun. `places`: where its cues stand in the
    clause.
    """

    metric: str
    score: float
    strong: bool
    noun: str = "neutral"
    against: bool = False
    near: bool = False
    modified: bool = False
    places: frozenset[tuple[int, int]] = frozenset()


@dataclass
class _Heard:
    """What the cues of a sentence say of every metric: their worths, and the metrics that one of them singles out.

    `against` has the length of the longest word against a metric; `denied`: one stands in the counted noun; `plain` and
    `cut`: a cue stands whole, or only in a longer word or in the whole that a part is of; `spots`: where the cues of the
    clause stand.
    """

    sums: dict[str, list[float]] = field(default_factory=dict)
    against: dict[str, int] = field(default_factory=dict)
    strong: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)
    spots: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    def add(self, metric: str, worth: float) -> None:
        """One more cue of a metric."""
        self.sums.setdefault(metric, []).append(worth)


def score_metrics(
    passage: Passage,
    figure: Figure,
    figures: Sequence[Figure],
    tables: LinkTables,
    around: Sequence[Passage] = (),
) -> list[Scored]:
    """The metrics whose cues stand near a figure of their unit, the best first.

    `around` are passages whose cues count a little: the headline, the sentence before.
    """
    fitting = _fitting(figure, tables)
    heard = _heard(passage, figure, figures, fitting, tables)
    if figure.kind != DATE:
        heard.against |= unspoken(passage, figure, heard.sums)
    for other in around:
        for metric, spots in other.speaking.items():
            if metric in fitting:
                heard.sums.setdefault(metric, []).extend(s.cue.weight * _AROUND for s in spots)
    if figure.ordinal:
        for metric in tables.firsts:
            heard.add(metric, _ORDINAL)
    return _ranked(passage, figure, heard, tables)


def _heard(
    passage: Passage,
    figure: Figure,
    figures: Sequence[Figure],
    fitting: frozenset[str],
    tables: LinkTables,
) -> _Heard:
    """What the cues of the sentence say of the metrics that fit a figure's unit."""
    heard = _Heard()
    zone, whole = _zone(passage, figure, figures, tables), partitive(passage, figure)
    rivals = passage.once_for(Rivals, figures)
    alike, quantities = rivals.alike(figure), rivals.quantities(figure)
    is_time, is_quantity = figure.unit in TIMES, figure.kind == QUANTITY
    # A time that only qualifies the noun behind it has nothing to do with words outside the two.
    reach = max(figure.end, figure.noun.end) if _is_attribute(passage, figure) else None
    for place in passage.once(cue_places):
        start, end = place.start, place.end
        cues = [cue for cue in place.cues if cue.metric in fitting]
        if not cues or (reach is not None and not (figure.start <= start and end <= reach)):
            continue
        near: float | None = None
        for metric, sort, weight in cues:
            if sort == ANTI:
                _hear_against(heard, figure, quantities, zone, place, metric)
                continue
            if near is None:
                near = _near(figure, alike, zone, place)
            worth = weight * near
            if is_time and _is_far(figure.unit, tables.metrics[metric].unit, tables):
                worth *= _ANOTHER_SIZE
            heard.add(metric, worth)
            if figure.clause.holds(start, end):
                heard.spots.setdefault(metric, set()).add((start, end))
            if sort != NAME and figure.start <= start and end <= figure.end:
                continue  # a word of the unit tells no metric from another of the same unit
            if worth >= _STRONG:
                heard.strong.add(metric)
            if worth > 0 and not place.named and zone.holds(start, end):
                heard.near.add(metric)
            if is_quantity:
                is_cut = whole is not None and whole.holds(start, end)
                (heard.cut if is_cut or is_compound(passage, figure, place, metric) else heard.plain).add(
                    metric
                )
    return heard


def _hear_against(
    heard: _Heard, figure: Figure, others: Others | None, zone: Span, place: CuePlace, metric: str
) -> None:
    is_noun = figure.kind == QUANTITY and figure.noun.holds(place.start, place.end)
    is_around = zone.holds(place.start, place.end)
    if not (is_noun or is_around):
        return
    if others is not None and others.has_nearer(place, gap_to(figure, place)):
        return
    if is_noun:
        heard.denied.add(metric)
    if is_around:
        heard.against[metric] = max(heard.against.get(metric, 0), place.end - place.start)


def _is_attribute(passage: Passage, figure: Figure) -> bool:
    """Whether a figure is a time that qualifies the noun behind it (a ten-day forecast)."""
    return (
        figure.kind == QUANTITY
        and "-" in figure.text
        and _ATTRIBUTE.search(passage.text, figure.start, figure.end) is not None
    )


def _ranked(passage: Passage, figure: Figure, heard: _Heard, tables: LinkTables) -> list[Scored]:
    noun = CountedNoun(passage, figure, tables)
    agreed = {metric: noun.agrees(metric) for metric in heard.sums}
    others = counts_another(passage, figure, heard.sums)
    # What is counted stands beside the number; other words of the clause tell less.
    is_counted = not {"match", "modified"}.isdisjoint(agreed.values())
    cut = heard.cut - heard.plain
    found: list[Scored] = []
    for metric, worths in heard.sums.items():
        how = agreed[metric]
        is_own, is_modified = how in ("match", "modified"), how == "modified"
        is_denied = metric in heard.against or metric in others
        worths.sort(reverse=True)
        score = worths[0]
        for worth, share in zip(worths[1:3], _LESSER, strict=False):
            score += worth * share
        if how == "match":
            score += 0.6
        shown = round(score * (0.4 if is_denied or is_modified else 1.0), 4)
        found.append(
            Scored(
                metric,
                shown if is_own or not is_counted else round(shown * 0.5, 4),
                metric in heard.strong or is_own or score >= _PLENTY,
                "match" if is_own else how,
                is_denied or is_modified or metric in heard.denied or metric in cut,
                metric in heard.near,
                not is_denied and metric not in heard.denied and (is_modified or metric in cut),
                frozenset(heard.spots.get(metric, ())),
            )
        )
    found.sort(key=lambda s: (-s.score, s.metric))
    return found


def _fitting(figure: Figure, tables: LinkTables) -> frozenset[str]:
    """The metrics that a figure of this unit may be about."""
    if figure.kind in (DATE, RANK):
        return tables.fitting(figure.kind)
    if figure.kind == COMPARISON or figure.unit in _RELATIVE_UNITS or figure.change is not None:
        return tables.fitting("")
    return tables.fitting(figure.unit)


def _is_far(one: str, two: str, tables: LinkTables) -> bool:
    """Whether two units of time are of quite another size (half a minute, and days of a forecast)."""
    if one not in TIMES or one == two:
        return False
    first, second = tables.unit(one), tables.unit(two)
    if first is None or second is None or first.vector != (("time", 1),) or second.vector != first.vector:
        return False
    return max(first.factor / second.factor, second.factor / first.factor) >= _FAR


def _zone(passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables) -> Span:
    """From the figure before to the figure behind, within the clause; a time of quite another size cuts nothing off."""
    start, end = figure.clause
    start = min(start, _lead(passage, figure, figures))
    for other in figures:
        if other is figure or other.kind == COMPARISON or _is_far(figure.unit, other.unit, tables):
            continue
        if "-" in other.text and _ATTRIBUTE.search(passage.text, other.start, other.end):
            continue
        if other.end <= figure.start and other.end > start:
            start = other.end
        if other.start >= figure.end and other.start < end:
            end = other.start
    return Span(start, end)


def _lead(passage: Passage, figure: Figure, figures: Sequence[Figure]) -> int:
    """Where the clause before the figure's begins that only says in what something is so (In FP32 performance, 论显存容量)."""
    before = next((c for c in passage.clauses if 0 <= figure.clause.start - c.end <= 1), None)
    if before is None or _IN_WHAT.match(passage.folded, before.start, before.end) is None:
        return figure.clause.start
    taken = [(m.start, m.end) for m in passage.names] + [(f.start, f.end) for f in figures]
    holds = any(before.holds(*t) for t in taken)
    return figure.clause.start if holds else before.start


def _near(figure: Figure, alike: Others | None, zone: Span, place: CuePlace) -> float:
    """From 0 to 1: how surely a word belongs to the figure by where it stands."""
    start, end = place.start, place.end
    if figure.start <= start and end <= figure.end:
        if figure.kind == RANK and not (figure.superlative or figure.ordinal):
            return 0.0 if figure.rule != "grade" and figure.hedge == "exact" else 0.3
        return 0.5 if figure.kind == QUANTITY else 0.9
    if figure.kind == QUANTITY and figure.noun.holds(start, end):
        return 1.1
    gap = gap_to(figure, place)
    decay = 1 / (1 + gap / (30 if place.is_han else 70))
    if zone.holds(start, end):
        share = 1.0
    elif figure.clause.holds(start, end):
        share = 0.75
    else:
        share = 0.6
    if place.named:
        share *= 0.2
    if alike is not None and (alike.has_nearer(place, gap) or alike.has_around(figure, place)):
        share *= 0.5
    return share * (0.4 + 0.6 * decay)
