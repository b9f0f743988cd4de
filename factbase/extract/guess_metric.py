"""What a figure measures, in the words around it: a label offered for a metric that no vocabulary has."""

from __future__ import annotations

import re

__all__ = ["guess_metric"]

_HAN = "\u4e00-\u9fff"
# What stands between the name of a quantity and its figure.
_JOINT_ZH = re.compile(
    r"(?:(?:已|也|就|共|仅|只|大约|约|将|可|可达|高达|多达|低至|总计|预计|达到?|为|是|有|增至|增加到|降至|升至|超过|超|逾|不到|不足|近|至少|最多|计划|新建|建成|完成|提供|完成了)\s*)+$"
)
_NOUN_ZH = re.compile(rf"[{_HAN}A-Za-z]{{2,10}}$")
_CUT_ZH = re.compile(rf"[^{_HAN}A-Za-z]|的|其中|以及|和|与|及|由|在|该|其|平均|每[{_HAN}]{{0,2}}")
_OF_EN = re.compile(
    r"\b(?:an?|the|its|their|in|with|and|list)\s+((?:[a-z][a-z-]+\s+){0,2}[a-z][a-z-]+)\s+of\s+(?:up to\s+|about\s+|around\s+|more than\s+|over\s+|some\s+)?$"
)
_VERB_EN = re.compile(
    r"\b((?:[a-z][a-z-]+\s+){0,2}[a-z][a-z-]+)\s+(?:(?:is|was|are|were|will be|reached|reaches|hit|exceeds?|totalled|stands? at|rose to|fell to|grew to|made up|lasts)\s+)(?:up to |about |around |more than |over |some |just )?$"
)
_ARTICLE = re.compile(r"^(?:a|an|the|its|their|his|her|this|that|each|every)\s+")


def guess_metric(clause: str, start: int, counted: str = "") -> str:
    """A label for what the figure at `start` of its clause measures; empty where the words around it tell nothing.

    >>> guess_metric("储能容量100兆瓦时", 4), guess_metric("an installed capacity of 480 MW", 25)
    ('储能容量', 'installed capacity')
    """
    before = clause[:start]
    if before.rstrip()[-1:] and "\u4e00" <= before.rstrip()[-1] <= "\u9fff":
        said = _JOINT_ZH.sub("", before.rstrip())
        cut = max((m.end() for m in _CUT_ZH.finditer(said)), default=0)
        noun = _NOUN_ZH.search(said[cut:])
        if noun:
            return noun.group()
    for pattern in (_OF_EN, _VERB_EN):
        match = pattern.search(before)
        if match:
            return _ARTICLE.sub("", match[1]).strip()
    return counted
