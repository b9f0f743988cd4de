"""Which metric a figure speaks of: units must agree, cues must stand near, and the longest word decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from factbase.extract.link_another import Cutter, unspoken
from factbase.extract.link_counted import counts_another
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_nouns import agreements
from factbase.extract.link_places import View, is_attribute
from factbase.extract.link_scene import CueSpot, Passage
from factbase.extract.link_tables import ANTI, NAME, LinkTables
from factbase.quantity.units import TIMES

# What begins another count that is joined to the first.
_ANOTHER_COUNT = re.compile(
    r"(?:\band |[,，、和与及]|以及)\s*(?:(?:no|one|two|three|four|five|a|\d+) |[零一二两三四五六七八九十\d]+[块个台家项件张])"
)
__all__ = ["Scored", "is_bare_sum", "score_metrics"]

_STRONG, _PLENTY = 0.35, 0.8
_AROUND, _ORDINAL, _ANOTHER_SIZE = 0.2, 0.5, 0.4
# What the second and the third best cue of a metric add.
_SECOND, _THIRD = 0.5, 0.25
_SUM = re.compile(
    r"[万亿萬億](?:左右|上下|多|余|出头|以上|以下|不到)?$|\b(?:million|billion|trillion|bn)(?: or so| or more)?$",
    re.IGNORECASE,
)
_RELATIVE_UNITS = ("1", "pp")
_METRIC, _SCORE = attrgetter("metric"), attrgetter("score")


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


class _Heard:
    """What the cues of a sentence say of one metric: their worths, and whether one of them singles it out.

    `against`: a word speaks against it; `denied`: one stands in the counted noun; `plain` and `cut`: a cue stands whole, or
    in a longer word or in the whole that a part is of; `spots`: where the cues of the clause stand.
    """

    __slots__ = ("against", "cut", "denied", "near", "plain", "spots", "strong", "worths")

    def __init__(self) -> None:
        self.worths: list[float] = []
        self.spots: list[tuple[int, int]] = []
        self.strong = self.near = self.plain = self.cut = self.against = self.denied = False


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
    heard: defaultdict[str, _Heard] = defaultdict(_Heard)
    cues = [c for c in passage.cues if c[2][0] in fitting]
    if figure.kind == RANK:
        cues += _of_what_is_ranked(passage, fitting)
    if figure.kind == QUANTITY and cues and is_attribute(passage, figure):
        # A time that only qualifies the noun behind it has nothing to do with words outside the two.
        reach = max(figure.end, figure.noun.end)
        cues = [c for c in cues if figure.start <= c.start and c.end <= reach]
    view = View(passage, figure, figures, tables) if cues else None
    if view is not None:
        _hear(heard, view, cues, Cutter(passage, figure) if figure.kind == QUANTITY else None, tables)
        if figure.kind != DATE:
            for metric in unspoken(passage, figure, heard):
                heard[metric].against = True
    for other in around:
        for _, _, (metric, sort, weight), _ in other.cues:
            if metric in fitting and sort != ANTI:
                heard[metric].worths.append(weight * _AROUND)
    if figure.ordinal:
        for metric in tables.firsts:
            heard[metric].worths.append(_ORDINAL)
    if view is not None:
        _hear_against(heard, view, cues, passage)
    return _ranked(passage, figure, heard, tables) if heard else []


def _of_what_is_ranked(passage: Passage, ranks: frozenset[str]) -> list[CueSpot]:
    """The cues of the measures by which there are ranks (market_value, market_value_rank), as those of the ranks."""
    return [
        c._replace(cue=c.cue._replace(metric=f"{c.cue.metric}_rank"))
        for c in passage.cues
        if c.cue.sort != ANTI and f"{c.cue.metric}_rank" in ranks
    ]


def _hear(
    heard: defaultdict[str, _Heard],
    view: View,
    cues: Sequence[CueSpot],
    cutter: Cutter | None,
    tables: LinkTables,
) -> None:
    """What the cues of the sentence that fit a figure's unit say for their metrics."""
    unit = view.figure.unit
    is_time = unit in TIMES
    at, till = -1, -1
    near, in_figure, in_zone, in_clause = 0.0, False, False, False
    for start, end, (metric, sort, weight), named in cues:
        if sort == ANTI:
            continue
        if start != at or end != till:
            at, till = start, end
            near, in_figure, in_zone, in_clause = view.place(start, end, named)
        worth = weight * near
        if is_time and tables.are_far(unit, tables.metrics[metric].unit):
            worth *= _ANOTHER_SIZE
        said = heard[metric]
        said.worths.append(worth)
        if in_clause:
            said.spots.append((start, end))
        if in_figure and sort != NAME and view.figure.kind != COMPARISON:
            continue  # a word of the unit tells no metric from another of the same unit
        if worth >= _STRONG:
            said.strong = True
        if in_zone and worth > 0 and not named:
            said.near = True
        if cutter is not None and not said.plain:
            said.cut = cutter.cuts(start, end, metric)
            said.plain = not said.cut


def _hear_against(heard: dict[str, _Heard], view: View, cues: Sequence[CueSpot], passage: Passage) -> None:
    """What the cues of the sentence say against the metrics that are heard of."""
    figure, zone = view.figure, view.zone
    for start, end, (metric, sort, _), _ in cues:
        if sort != ANTI or metric not in heard:
            continue
        is_noun = figure.kind == QUANTITY and figure.noun.holds(start, end)
        if figure.unit == "count" and _ANOTHER_COUNT.search(passage.folded, figure.end, start):
            continue  # three MCU modules and no battery
        is_around = zone.holds(start, end)
        if (is_noun or is_around) and view.is_nearest(start, end):
            said = heard[metric]
            said.denied |= is_noun
            said.against |= is_around


def _ranked(passage: Passage, figure: Figure, heard: dict[str, _Heard], tables: LinkTables) -> list[Scored]:
    agreed = agreements(passage, figure, heard, tables)
    others = counts_another(passage, figure, heard)
    # What is counted stands beside the number; other words of the clause tell less.
    is_counted = bool(agreed) and not {"match", "modified"}.isdisjoint(agreed.values())
    found: list[Scored] = []
    for metric, said in heard.items():
        how = agreed[metric] if agreed else "neutral"
        is_own, is_modified = how in ("match", "modified"), how == "modified"
        is_denied, is_cut = said.against or metric in others, said.cut
        score = _sum(said.worths)
        if how == "match":
            score += 0.6
        shown = round(score * (0.4 if is_denied or is_modified else 1.0), 4)
        found.append(
            Scored(
                metric,
                shown if is_own or not is_counted else round(shown * 0.5, 4),
                said.strong or is_own or score >= _PLENTY,
                "match" if is_own else how,
                is_denied or is_modified or said.denied or is_cut,
                said.near,
                not is_denied and not said.denied and (is_modified or is_cut),
                frozenset(said.spots),
            )
        )
    if len(found) > 1:
        found.sort(key=_METRIC)
        found.sort(key=_SCORE, reverse=True)
    return found


def _sum(worths: list[float]) -> float:
    """What the cues of a metric are worth together: the best one, with a share of the next two."""
    if len(worths) == 1:
        return worths[0]
    worths.sort(reverse=True)
    score = worths[0] + worths[1] * _SECOND
    return score + worths[2] * _THIRD if len(worths) > 2 else score


def _fitting(figure: Figure, tables: LinkTables) -> frozenset[str]:
    """The metrics that a figure of this unit may be about."""
    if figure.kind in (DATE, RANK):
        return tables.fitting(figure.kind)
    if figure.kind == COMPARISON or figure.unit in _RELATIVE_UNITS or figure.change is not None:
        return tables.fitting("")
    if is_bare_sum(figure):
        return tables.fitting(figure.unit) | tables.sums
    return tables.fitting(figure.unit)


def is_bare_sum(figure: Figure) -> bool:
    """Whether a large number stands without what it counts: it may be a sum of money (年营收约680亿)."""
    is_alone = figure.noun.end <= figure.noun.start and not figure.counted
    return figure.kind == QUANTITY and figure.unit == "count" and is_alone and bool(_SUM.search(figure.text))
