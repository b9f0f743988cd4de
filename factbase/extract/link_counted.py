"""Whether a sentence counts another thing than a metric does, although it uses its words (large model patents, 大模型专利数量)."""

from __future__ import annotations

import re

from factbase.extract.link_figure import QUANTITY, RANK, Figure, noun_at
from factbase.extract.link_scene import CueSpot, Passage
from factbase.extract.link_tables import ANTI

__all__ = ["counts_another"]

# What a number is the number of stands right before it in Chinese and right behind it in English.
_HAN_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])(?:总数量|总数|数量|数目|总量|件数|篇数)")
_LATIN_NUMBER = re.compile(r"\b(?:number|count|tally|total) of ")
_HEAD = re.compile(r"[ -](?P<word>[a-z]+s)\b")


def counts_another(passage: Passage, figure: Figure, metric: str) -> bool:
    """Whether the noun that the figure's clause counts is none of the metric's words, but stands beside one."""
    if figure.kind not in (QUANTITY, RANK) or figure.unit not in ("count", "rank"):
        return False
    own = [c for c in passage.cues if c.cue.metric == metric and c.cue.sort != ANTI]
    if not own:
        return False
    for match in _HAN_NUMBER.finditer(passage.folded, figure.clause.start, figure.start):
        if not any(c.start < match.start() <= c.end for c in own):
            return True
    for match in _LATIN_NUMBER.finditer(passage.folded, *figure.clause):
        noun = noun_at(passage, match.end(), figure.clause)
        if _heads(passage, [c for c in own if match.start() <= c.start and c.end <= noun.end]):
            return True
    noun = figure.noun
    return figure.kind == QUANTITY and _heads(passage, [c for c in own if noun.holds(c.start, c.end)])


def _heads(passage: Passage, own: list[CueSpot]) -> bool:
    """Whether the last of some English words only qualifies a plural behind it, which is what is counted."""
    if not own:
        return False
    last = max(c.end for c in own)
    following = _HEAD.match(passage.folded, last)
    if following is None or passage.folded[last - 1] == "s" or not passage.folded[last - 1].isascii():
        return False
    return not any(c.start <= following.start("word") < c.end for c in own)
