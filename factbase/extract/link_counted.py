"""Whether a sentence counts another thing than a metric does, although it uses its words (large model patents, 大模型专利数量)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, RANK, Figure, noun_at
from factbase.extract.link_scene import CueSpot, Passage

__all__ = ["counts_another"]

# What a number is the number of stands right before it in Chinese and right behind it in English.
_HAN_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])的?(?:总数量|总数|数量|数目|总量|件数|篇数)")
_LATIN_NUMBER = re.compile(r"\b(?:number|count|tally|total) of ")
_HEAD = re.compile(r"[ -](?P<word>[a-z]+s)\b")


def counts_another(passage: Passage, figure: Figure, metrics: Iterable[str]) -> set[str]:
    """The metrics of none of whose words the noun is that the figure's clause counts, although it stands beside one."""
    if figure.kind not in (QUANTITY, RANK) or figure.unit not in ("count", "rank"):
        return set()
    folded, (start, end) = passage.folded, figure.clause
    heads, nouns = [], []
    if folded.find("数", start, figure.start) >= 0 or folded.find("总量", start, figure.start) >= 0:
        heads = [m.start() for m in _HAN_NUMBER.finditer(folded, start, figure.start)]
    if folded.find(" of ", start, end) >= 0:
        nouns = [
            Span(m.start(), noun_at(passage, m.end(), figure.clause).end)
            for m in _LATIN_NUMBER.finditer(folded, start, end)
        ]
    if figure.kind == QUANTITY and figure.noun.end > figure.noun.start:
        nouns.append(figure.noun)
    if not heads and not nouns:
        return set()
    return {
        metric for metric in metrics if _is_other(passage, passage.speaking.get(metric, ()), heads, nouns)
    }


def _is_other(passage: Passage, own: Sequence[CueSpot], heads: Sequence[int], nouns: Sequence[Span]) -> bool:
    """Whether a word for a number stands behind none of a metric's words, or a plural behind one that it only qualifies."""
    if own and any(not any(c.start < head <= c.end for c in own) for head in heads):
        return True
    return any(_heads(passage, [c for c in own if noun.holds(c.start, c.end)]) for noun in nouns)


def _heads(passage: Passage, own: list[CueSpot]) -> bool:
    """Whether the last of some English words only qualifies a plural behind it, which is what is counted."""
    if not own:
        return False
    last = max(c.end for c in own)
    following = _HEAD.match(passage.folded, last)
    if following is None or passage.folded[last - 1] == "s" or not passage.folded[last - 1].isascii():
        return False
    return not any(c.start <= following.start("word") < c.end for c in own)
