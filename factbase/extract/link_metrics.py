"""Which metric a figure speaks of: units must agree, cues must stand near, and the longest word decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_another import is_compound, partitive, unspoken
from factbase.extract.link_counted import counts_another
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_nouns import noun_agrees
from factbase.extract.link_scene import CueSpot, Passage
from factbase.extract.link_tables import ANTI, NAME, LinkTables

__all__ = ["Scored", "fits_unit", "score_metrics"]

_STRONG, _PLENTY = 0.35, 0.8
_AROUND, _ORDINAL = 0.2, 0.5
_FAR = 300
_TIMES = ("s", "min", "h", "day", "week", "month", "year")
_RELATIVE_UNITS = ("1", "pp")
# A time that qualifies the noun behind it (a ten-day forecast).
_ATTRIBUTE = re.compile(r"[A-Za-z0-9]-(?:second|minute|hour|day|week|month|year)$")


class Scored(NamedTuple):
    """A metric for a figure: how well its cues stand, and whether one that tells it from others stands in the clause.

    `noun` says how the counted noun agrees: `match`, `neutral` (人, 个, none) or `foreign`; `against`: a word speaks against
    the metric, where `modified` only one that nothing explains stands before the noun.
    """

    metric: str
    score: float
    strong: bool
    noun: str = "neutral"
    against: bool = False
    near: bool = False
    modified: bool = False


@dataclass
class _Heard:
    """What the cues of a sentence say of every metric: their worths, and the metrics that one of them singles out.

    `against` has the length of the longest word against a metric; `denied`: one stands in the counted noun; `plain` and
    `cut`: a cue stands whole, or only in a longer word or in the whole that a part is of.
    """

    sums: dict[str, list[float]] = field(default_factory=dict)
    against: dict[str, int] = field(default_factory=dict)
    strong: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)

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
        for spot in other.cues:
            if spot.cue.sort != ANTI and spot.cue.metric in fitting:
                heard.add(spot.cue.metric, spot.cue.weight * _AROUND)
    if figure.ordinal:
        for metric in _of_firsts(figure, heard.sums, tables):
            heard.add(metric, _ORDINAL)
    cut = heard.cut - heard.plain
    return [
        s._replace(
            near=s.metric in heard.near,
            against=s.against or s.metric in heard.denied or s.metric in cut,
            modified=(s.modified or (s.metric in cut and not s.against)) and s.metric not in heard.denied,
        )
        for s in _ranked(passage, figure, heard, tables)
    ]


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
    for spot in passage.cues:
        metric = spot.cue.metric
        if metric not in fitting or _is_apart(passage, figure, spot):
            continue
        if spot.cue.sort == ANTI:
            if not _is_nearer(figure, figures, spot):
                _hear_against(heard, figure, zone, spot)
            continue
        near = _near(passage, figure, figures, zone, spot)
        worth = spot.cue.weight * near * _of_size(figure, metric, tables)
        heard.add(metric, worth)
        if figure.start <= spot.start and spot.end <= figure.end and spot.cue.sort != NAME:
            continue  # a word of the unit tells no metric from another of the same unit
        if worth >= _STRONG:
            heard.strong.add(metric)
        if worth > 0 and zone.holds(spot.start, spot.end) and not spot.named:
            heard.near.add(metric)
        if figure.kind == QUANTITY:
            is_cut = whole is not None and whole.holds(spot.start, spot.end)
            (heard.cut if is_cut or is_compound(passage, figure, spot) else heard.plain).add(metric)
    return heard


def _hear_against(heard: _Heard, figure: Figure, zone: Span, spot: CueSpot) -> None:
    metric = spot.cue.metric
    if figure.kind == QUANTITY and figure.noun.holds(spot.start, spot.end):
        heard.denied.add(metric)
    if zone.holds(spot.start, spot.end):
        heard.against[metric] = max(heard.against.get(metric, 0), spot.end - spot.start)


def _is_apart(passage: Passage, figure: Figure, spot: CueSpot) -> bool:
    """Whether a time only qualifies the noun behind it (a ten-day forecast), and the word stands outside the two."""
    if figure.kind != QUANTITY or not _ATTRIBUTE.search(passage.text, figure.start, figure.end):
        return False
    return not (figure.start <= spot.start and spot.end <= max(figure.end, figure.noun.end))


def _of_firsts(figure: Figure, sums: dict[str, list[float]], tables: LinkTables) -> list[str]:
    """Metrics that say which of its kind a thing is in time: what an ordinal (首个, the second) speaks of by itself."""
    words = ("first", "首个")
    return [
        m.id
        for m in tables.metrics.values()
        if tables.vectors[m.id] == RANK and set(words) & {*m.cues, *m.names}
    ]


def _ranked(passage: Passage, figure: Figure, heard: _Heard, tables: LinkTables) -> list[Scored]:
    found: list[Scored] = []
    for metric, worths in heard.sums.items():
        worths.sort(reverse=True)
        score = sum(w * f for w, f in zip(worths, (1.0, 0.5, 0.25), strict=False))
        noun = noun_agrees(passage, figure, metric, tables)
        if noun == "match":
            score += 0.6
        is_modified = noun == "modified"
        is_denied = metric in heard.against or counts_another(passage, figure, metric)
        is_against = is_denied or is_modified
        noun = "match" if is_modified else noun
        found.append(
            Scored(
                metric,
                round(score * (0.4 if is_against else 1.0), 4),
                metric in heard.strong or noun == "match" or score >= _PLENTY,
                noun,
                is_against,
                modified=is_modified and not is_denied,
            )
        )
    if any(s.noun == "match" for s in found):
        # What is counted stands beside the number; other words of the clause tell less.
        found = [s if s.noun == "match" else s._replace(score=round(s.score * 0.5, 4)) for s in found]
    found.sort(key=lambda s: (-s.score, s.metric))
    return found


def fits_unit(figure: Figure, metric: str, tables: LinkTables) -> bool:
    """Whether a figure of this unit may be about the metric, by itself or as a ratio, a change or a share of it."""
    return metric in _fitting(figure, tables)


def _fitting(figure: Figure, tables: LinkTables) -> frozenset[str]:
    """The metrics that a figure of this unit may be about."""
    if figure.kind in (DATE, RANK):
        return tables.fitting(figure.kind)
    if figure.kind == COMPARISON or figure.unit in _RELATIVE_UNITS or figure.change is not None:
        return tables.fitting("")
    return tables.fitting(figure.unit)


def _of_size(figure: Figure, metric: str, tables: LinkTables) -> float:
    """Less than one for a time told in units far from those of the metric (half a minute, and days of a forecast)."""
    return 0.4 if _ratio_of_times(figure.unit, tables.metrics[metric].unit, tables) >= _FAR else 1.0


def _ratio_of_times(one: str, two: str, tables: LinkTables) -> Fraction:
    """How many times as long the longer of two units of time is; 1 where one of them is none."""
    if one not in _TIMES or one == two:
        return Fraction(1)
    first, second = tables.units.parse(one), tables.units.parse(two)
    if first is None or second is None or first.vector != (("time", 1),) or second.vector != first.vector:
        return Fraction(1)
    return max(first.factor / second.factor, second.factor / first.factor)


def _zone(passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables) -> Span:
    """From the figure before to the figure behind, within the clause; a time of quite another size cuts nothing off."""
    start, end = figure.clause
    for other in figures:
        if (
            other is figure
            or other.kind == COMPARISON
            or _ratio_of_times(figure.unit, other.unit, tables) >= _FAR
        ):
            continue
        if _ATTRIBUTE.search(passage.text, other.start, other.end):
            continue
        if other.end <= figure.start and other.end > start:
            start = other.end
        if other.start >= figure.end and other.start < end:
            end = other.start
    return Span(start, end)


def _near(passage: Passage, figure: Figure, figures: Sequence[Figure], zone: Span, spot: CueSpot) -> float:
    """From 0 to 1: how surely a word belongs to the figure by where it stands."""
    if figure.start <= spot.start and spot.end <= figure.end:
        if figure.kind == RANK and not (figure.superlative or figure.ordinal):
            return 0.0 if figure.rule != "grade" and figure.hedge == "exact" else 0.3
        return 0.5 if figure.kind == QUANTITY else 0.9
    if figure.kind == QUANTITY and figure.noun.holds(spot.start, spot.end):
        return 1.1
    gap = max(spot.start - figure.end, figure.start - spot.end, 0)
    han = "\u4e00" <= passage.text[spot.start] <= "\u9fff"
    decay = 1 / (1 + gap / (30 if han else 70))
    if zone.holds(spot.start, spot.end):
        place = 1.0
    elif figure.clause.holds(spot.start, spot.end):
        place = 0.75
    else:
        place = 0.6
    if spot.named:
        place *= 0.2
    if _is_others(figure, figures, spot, gap):
        place *= 0.5
    return place * (0.4 + 0.6 * decay)


def _is_others(figure: Figure, figures: Sequence[Figure], spot: CueSpot, gap: int) -> bool:
    """Whether another figure of the same unit stands nearer to the word, or counts it."""
    for other in figures:
        if other is figure or other.kind != figure.kind or other.unit != figure.unit:
            continue
        if other.noun.holds(spot.start, spot.end):
            return True
        if max(spot.start - other.end, other.start - spot.end, 0) < gap:
            return True
    return False


def _is_nearer(figure: Figure, figures: Sequence[Figure], spot: CueSpot) -> bool:
    """Whether another figure stands nearer to the word than this one."""
    gap = max(spot.start - figure.end, figure.start - spot.end, 0)
    return any(
        o.noun.holds(spot.start, spot.end) or max(spot.start - o.end, o.start - spot.end, 0) < gap
        for o in figures
        if o is not figure and o.kind == QUANTITY
    )
