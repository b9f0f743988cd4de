"""Which metric a figure speaks of: units must agree, cues must stand near, and the longest word decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_another import is_compound, partitive, unspoken
from factbase.extract.link_counted import counts_another
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_scene import CueSpot, Passage
from factbase.extract.link_tables import ANTI, NAME, LinkTables

__all__ = ["Scored", "fits_unit", "score_metrics"]

_STRONG, _PLENTY = 0.35, 0.8
_HUMAN = (
    "人",
    "伤",
    "死",
    "患者",
    "员工",
    "岗位",
    "injur",
    "death",
    "dead",
    "people",
    "patient",
    "jobs",
    "users",
    "members",
    "wounded",
)
_NEXT = 5
_FAR = 300
_TIMES = ("s", "min", "h", "day", "week", "month", "year")
_RELATIVE_UNITS = ("1", "pp")


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
    zone, whole = _zone(passage, figure, figures, tables), partitive(passage, figure)
    sums: dict[str, list[float]] = {}
    strong: set[str] = set()
    against: dict[str, int] = {}
    near: set[str] = set()
    denied: set[str] = set()
    plain: set[str] = set()
    cut: set[str] = set()
    fitting = _fitting(figure, tables)
    for spot in passage.cues:
        metric = spot.cue.metric
        if metric not in fitting or _is_apart(passage, figure, spot):
            continue
        if spot.cue.sort == ANTI:
            if _is_nearer(figure, figures, spot):
                continue
            if figure.kind == QUANTITY and figure.noun.holds(spot.start, spot.end):
                denied.add(metric)
            if zone.holds(spot.start, spot.end):
                against[metric] = max(against.get(metric, 0), spot.end - spot.start)
            continue
        worth = (
            spot.cue.weight * _near(passage, figure, figures, zone, spot) * _of_size(figure, metric, tables)
        )
        sums.setdefault(metric, []).append(worth)
        is_unit = figure.start <= spot.start and spot.end <= figure.end and spot.cue.sort != NAME
        if worth >= _STRONG and not is_unit:
            strong.add(metric)
        if worth > 0 and zone.holds(spot.start, spot.end) and not is_unit and not spot.named:
            near.add(metric)
        if not is_unit and figure.kind == QUANTITY:
            is_cut = whole is not None and whole.holds(spot.start, spot.end)
            (cut if is_cut or is_compound(passage, figure, spot) else plain).add(metric)
    if figure.kind != DATE:
        against |= unspoken(passage, figure, sums)
    for other in around:
        for spot in other.cues:
            if spot.cue.sort != ANTI and spot.cue.metric in fitting:
                sums.setdefault(spot.cue.metric, []).append(spot.cue.weight * 0.2)
    if figure.ordinal:
        for metric in _of_firsts(figure, sums, tables):
            sums.setdefault(metric, []).append(0.5)
    return [
        s._replace(
            near=s.metric in near,
            against=s.against or s.metric in denied or s.metric in cut - plain,
            modified=(s.modified or (s.metric in cut - plain and not s.against)) and s.metric not in denied,
        )
        for s in _ranked(passage, figure, sums, strong, against, tables)
    ]


_ATTRIBUTE = re.compile(r"[A-Za-z0-9]-(?:second|minute|hour|day|week|month|year)$")


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


def _ranked(
    passage: Passage,
    figure: Figure,
    sums: dict[str, list[float]],
    strong: set[str],
    against: dict[str, int],
    tables: LinkTables,
) -> list[Scored]:
    found: list[Scored] = []
    for metric, worths in sums.items():
        worths.sort(reverse=True)
        score = sum(w * f for w, f in zip(worths, (1.0, 0.5, 0.25), strict=False))
        noun = _noun_of(passage, figure, metric, tables)
        if noun == "match":
            score += 0.6
        is_modified = noun == "modified"
        is_denied = metric in against or counts_another(passage, figure, metric)
        is_against = is_denied or is_modified
        noun = "match" if is_modified else noun
        found.append(
            Scored(
                metric,
                round(score * (0.4 if is_against else 1.0), 4),
                metric in strong or noun == "match" or score >= _PLENTY,
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


def _noun_of(passage: Passage, figure: Figure, metric: str, tables: LinkTables) -> str:
    """How the noun behind a count, or the one that is ranked, agrees with the metric."""
    if figure.kind == RANK and not figure.ordinal:
        return "match" if _is_ranked(passage, figure, metric) else "neutral"
    if figure.kind != QUANTITY:
        return "neutral"
    unit = tables.units.parse(figure.unit)
    if unit is None or not any(base == "count" for base, _ in unit.vector):
        return "neutral"
    inside = [
        c for c in passage.cues if figure.noun.start <= c.start < figure.noun.end and c.cue.sort != ANTI
    ]
    own = [c for c in inside if c.cue.metric == metric]
    if own:
        return "modified" if _is_modified(passage, figure, min(c.start for c in own)) else "match"
    if any(w.start <= figure.end <= w.end and "occasions" in w.means for w in passage.words):
        return "foreign"
    if _counts_people(passage, figure):
        return "foreign" if _is_of_things(metric, tables) else "neutral"
    if _stands_before(passage, figure, metric):
        return "match"
    if figure.noun.start >= figure.noun.end:
        return "neutral"
    if any(w.start == figure.noun.start and "things" in w.means for w in passage.words):
        return "neutral"
    is_latin = passage.text[figure.noun.start : figure.noun.end].isascii()
    return "foreign" if figure.counted or inside or is_latin else "neutral"


def _is_ranked(passage: Passage, figure: Figure, metric: str) -> bool:
    """Whether the noun that is ranked ends in a word of the metric (总市值居全国第四, the third highest market value)."""
    return any(
        c.cue.metric == metric
        and c.cue.sort != ANTI
        and figure.noun.start <= c.start
        and c.end == figure.noun.end
        for c in passage.cues
    )


def _is_modified(passage: Passage, figure: Figure, cue: int) -> bool:
    """Whether an English word that nothing explains stands between a number and what it counts (56 board members)."""
    known = [(c.start, c.end) for c in passage.cues] + [(m.start, m.end) for m in passage.names]
    known += [(s.start, s.end) for s in passage.scopes]
    known += [(w.start, w.end) for w in passage.words if {"plain", "things", "people"} & set(w.means)]
    han = _HAN.search(passage.folded, figure.noun.start, cue)
    if han and not all(any(a <= n < b for a, b in known) for n in range(han.start(), han.end())):
        return True
    return any(
        not any(a <= word.start() and word.end() <= b for a, b in known)
        for word in _LATIN.finditer(passage.folded, figure.noun.start, cue)
    )


_LATIN = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}(?<![的等])")
_COPULA = re.compile(
    r"(?:数量|总数|数目|总量|数)?(?:已|也|就|共|仅|只|约){0,2}(?:有|达|达到|为|是|共|超|超过|共有|多达|增至|增加到)?"
)


def _stands_before(passage: Passage, figure: Figure, metric: str) -> bool:
    """Whether what is counted stands right before the figure (企业有五十多家)."""
    for spot in passage.cues:
        if spot.cue.metric == metric and spot.cue.sort != ANTI and 0 <= figure.start - spot.end <= _NEXT:
            between = passage.folded[spot.end : figure.start]
            is_said = bool(between) or spot.cue.sort == NAME
            if is_said and not passage.folded[spot.end - 1].isascii() and _COPULA.fullmatch(between):
                return True
    return False


def _counts_people(passage: Passage, figure: Figure) -> bool:
    """Whether a figure counts people (35万人, 129 patients)."""
    return any(
        "people" in w.means and (figure.start < w.end <= figure.end or w.start == figure.noun.start)
        for w in passage.words
    )


def _is_of_things(metric: str, tables: LinkTables) -> bool:
    """Whether no word of a metric speaks of people: such a metric counts things."""
    known = tables.metrics[metric]
    words = " ".join((*known.names, *known.cues)).lower()
    return not any(p in words for p in _HUMAN)
