"""Whether a sentence speaks of another thing than the metric whose word it uses: a compound, or another attribute."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_places import CuePlace, cue_places
from factbase.extract.link_scene import Passage

__all__ = ["is_compound", "partitive", "unspoken"]

_COMPOUND, _LEAST = 8, 2
_LOOSE = "的了着过将已被由在是为有和与及、也都就才仅只共达到约超近每各其该此这那第从于对把给让使向往比较而且或但又再还可能会应要须需"
# What may stand between the name of an attribute and its number.
_SAID = re.compile(
    r"(?:\s|\b(?:is|are|was|were|of|at|fell|rose|grew|dropped|slid|by|to|about|around|some|roughly|over|nearly|up|down|now|has|have|"
    r"had|reached|reaches|hit|hits|stands?|stood|totals|totalled|will|would|be|amount(?:s|ed)?|more|than|an|a|the|estimated)\b|"
    r"[约达为是超过近仅共到了高逾至有占就已将也才只的预计大增长下降升跌减少低于左右合计总每年])*"
)


def is_compound(passage: Passage, figure: Figure, place: CuePlace, metric: str) -> bool:
    """Whether a word right before a cue of `metric` makes another thing of it: one that shifts it (剩余投资, indirect jobs), or
    a Chinese one that nothing explains (写字楼面积, 独角兽企业).
    """
    if _is_shifted(passage, place, metric):
        return True
    start, end = place.start, place.end
    is_word = end - start > 1 and start in passage.once(_joined)
    return is_word and not figure.noun.holds(start, end)


def _joined(passage: Passage) -> frozenset[int]:
    """Where the Chinese cues begin that stand right behind a word that nothing explains."""
    return frozenset(
        p.start
        for p in passage.once(cue_places)
        if not passage.folded[p.start].isascii() and _follows(passage, p.start)
    )


def _follows(passage: Passage, cue: int) -> bool:
    """Whether the characters right before a cue are tight and nothing explains them."""
    start = max(passage.span.start, cue - _COMPOUND)
    if cue - start < _LEAST or not all(map(_is_tight, passage.folded[cue - _LEAST : cue])):
        return False
    at, first = cue, passage.span.start
    while at > start and _is_tight(passage.folded[at - 1]) and not passage.explained[at - 1 - first]:
        at -= 1
    return cue - at >= _LEAST


def _is_tight(character: str) -> bool:
    """Whether a character may be part of a Chinese compound."""
    return "\u4e00" <= character <= "\u9fff" and character not in _LOOSE


_OUT_OF = re.compile(
    r"\s+(?:out )?of (?:the|its|their|these|those|all)\b[^,;:.]*?(?=\b(?:is|are|was|were|have|has|had|will|work|die|died|survived|take|took|belong|lie|stand|get|got|can|may)\b|[,;:.]|$)"
)
_AMONG = re.compile(r"[^，。；,;]{2,30}(?:当中|之中|里面|中|里)[,，]?(?:只|仅|共|就|才)?有?$")


def partitive(passage: Passage, figure: Figure) -> Span | None:
    """The words for the whole that a number is only a part of (two of the joint labs, 联合实验室中有两家); `None` if none."""
    if figure.kind != QUANTITY or figure.unit != "count":
        return None
    match = _OUT_OF.match(passage.folded, figure.end, figure.clause.end)
    match = match or _AMONG.search(passage.folded, figure.clause.start, figure.start)
    return Span(*match.span()) if match is not None else None


def _is_shifted(passage: Passage, place: CuePlace, metric: str) -> bool:
    """Whether a word that makes another measure of every noun stands right before the cue, and no cue of its metric has it."""
    for word in passage.of("shifts"):
        if 0 <= place.start - word.end <= 1:
            own = passage.speaking.get(metric, ())
            return not any(c.start <= word.start < c.end for c in own)
    return False


def unspoken(passage: Passage, figure: Figure, metrics: Iterable[str]) -> dict[str, int]:
    """The metrics that a word for another attribute (price, exports) speaks against, each with the length of the word.

    Beside a number it must be what the number is said of: right before it, or counted.
    """
    found: dict[str, int] = {}
    # What two things are compared in may be said first (在研发投入上，A落后于B).
    lead = figure.clause if figure.kind == QUANTITY else Span(passage.span.start, figure.clause.end)
    for word in passage.of("attributes", lead):
        if figure.kind == QUANTITY:
            is_before = word.end <= figure.start and _SAID.fullmatch(passage.folded, word.end, figure.start)
            if not is_before and not figure.noun.holds(word.start, word.end):
                continue
        for metric in metrics:
            own = passage.speaking.get(metric, ())
            if not any(c.start < word.end and word.start < c.end for c in own):
                found[metric] = word.end - word.start
    return found
