"""Whether a sentence speaks of another thing than the metric whose word it uses: a compound, or another attribute."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage

__all__ = ["Cutter", "unspoken"]

_LOOSE = frozenset(
    "的了着过将已被由在是为有和与及、也都就才仅只共达到约超近每各其该此这那第从于对把给让使向往比较而且或但又再还可能会应要须需"
)
# What may stand between the name of an attribute and its number.
_SAID = re.compile(
    r"(?:\s|\b(?:is|are|was|were|of|at|fell|rose|grew|dropped|slid|by|to|about|around|some|roughly|over|nearly|up|down|now|has|have|"
    r"had|reached|reaches|hit|hits|stands?|stood|totals|totalled|will|would|be|amount(?:s|ed)?|more|than|an|a|the|estimated)\b|"
    r"[约达为是超过近仅共到了高逾至有占就已将也才只的预计大增长下降升跌减少低于左右合计总每年])*"
)


class Cutter:
    """What in a sentence makes another thing of a metric's word that stands beside a number."""

    def __init__(self, passage: Passage, figure: Figure) -> None:
        self._passage, self._noun = passage, figure.noun
        self._whole = _partitive(passage, figure) if figure.unit == "count" else None
        self._joined = passage.once(_known_joined)

    def cuts(self, start: int, end: int, metric: str) -> bool:
        """Whether a word of `metric` at `[start, end)` lies in the whole that the number is a part of, or is part of a
        compound: behind a word that shifts it (剩余投资, indirect jobs), or that nothing explains (写字楼面积, 独角兽企业).
        """
        if self._whole is not None and self._whole.holds(start, end):
            return True
        if _is_shifted(self._passage, start, metric):
            return True
        if end - start < 2:
            return False
        joined = self._joined.get(start)
        if joined is None:
            joined = self._joined[start] = _is_joined(self._passage, start)
        return joined and not self._noun.holds(start, end)


def _known_joined(_: Passage) -> dict[int, bool]:
    """Where cues begin → whether they are part of a compound: empty at first, and filled as a cue is asked about."""
    return {}


def _is_joined(passage: Passage, cue: int) -> bool:
    """Whether a Chinese cue stands behind two characters or more of a compound that nothing explains."""
    folded, at = passage.folded, cue - passage.span.start
    if at < 2 or not (_is_tight(folded[cue - 1]) and _is_tight(folded[cue - 2])) or folded[cue].isascii():
        return False
    return not (passage.explained[at - 1] or passage.explained[at - 2])


def _is_tight(character: str) -> bool:
    """Whether a character may be part of a Chinese compound."""
    return "\u4e00" <= character <= "\u9fff" and character not in _LOOSE


_OUT_OF = re.compile(
    r"\s+(?:out )?of (?:the|its|their|these|those|all)\b[^,;:.]*?(?=\b(?:is|are|was|were|have|has|had|will|work|die|died|survived|take|took|belong|lie|stand|get|got|can|may)\b|[,;:.]|$)"
)
_AMONG = re.compile(r"[^，。；,;]{2,30}(?:当中|之中|里面|中|里)[,，]?(?:只|仅|共|就|才)?有?$")
# Behind the word for among stand no more characters than these.
_AMONG_REACH = 6


def _partitive(passage: Passage, figure: Figure) -> Span | None:
    """The words for the whole that a number is only a part of (two of the joint labs, 联合实验室中有两家); `None` if none."""
    match = _OUT_OF.match(passage.folded, figure.end, figure.clause.end)
    if match is None:
        first = figure.clause.start
        lead = passage.folded[max(first, figure.start - _AMONG_REACH) : figure.start]
        if "中" in lead or "里" in lead:
            match = _AMONG.search(passage.folded, first, figure.start)
    return Span(*match.span()) if match is not None else None


def _is_shifted(passage: Passage, cue: int, metric: str) -> bool:
    """Whether a word that makes another measure of every noun stands right before the cue, and no cue of its metric has it."""
    for word in passage.listed.get("shifts", ()):
        if 0 <= cue - word.end <= 1:
            own = passage.speaking.get(metric, ())
            return not any(c.start <= word.start < c.end for c in own)
    return False


def unspoken(passage: Passage, figure: Figure, metrics: Iterable[str]) -> set[str]:
    """The metrics that a word for another attribute (price, exports) speaks against.

    Beside a number it must be what the number is said of: right before it, or counted.
    """
    found: set[str] = set()
    if "attributes" not in passage.listed:
        return found
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
                found.add(metric)
    return found
