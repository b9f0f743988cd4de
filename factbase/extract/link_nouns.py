"""How the noun that a figure counts or ranks agrees with a metric."""

from __future__ import annotations

import re

from factbase.extract.link_figure import QUANTITY, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI, NAME, LinkTables

__all__ = ["noun_agrees"]

# Parts of words that speak of people: a metric without one counts things.
_HUMAN = (
    "人", "伤", "死", "患者", "员工", "岗位", "injur", "death", "dead", "people", "patient", "jobs", "users", "members", "wounded",
)  # fmt: skip
_NEXT = 5
_LATIN = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}(?<![的等])")
_COPULA = re.compile(
    r"(?:数量|总数|数目|总量|数)?(?:已|也|就|共|仅|只|约){0,2}(?:有|达|达到|为|是|共|超|超过|共有|多达|增至|增加到)?"
)


def noun_agrees(passage: Passage, figure: Figure, metric: str, tables: LinkTables) -> str:
    """How the noun behind a count, or the one that is ranked, agrees with the metric.

    `match`: it is a word of the metric; `modified`: so it is, behind a word that nothing explains; `foreign`: it is of
    something else; `neutral`: it says nothing (人, 个, none).
    """
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
