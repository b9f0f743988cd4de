"""Whether a figure behind a verb of change is the level that was reached, and whether a share so reached is its own level."""

from __future__ import annotations

import re

from factbase.quantity.cues import Changes

__all__ = ["is_own_share", "is_reached"]

_CLAUSE = re.compile(r"[，。；！？\n]|[,;:!?]\s|\.\s")
# Before 为 these name the change itself where the clause compares with an earlier time (同比增长为).
_MAY_BE_NOUNS = ("增长", "增加", "上升", "上涨", "提升", "下降", "下跌", "减少", "降低", "下滑", "回落")
_COMPARING = re.compile(
    r"(?:同比|环比|年均|年化|平均|复合|(?:较|(?<!占)比(?![重例率值]))[^\d]{1,12})[^\d]{0,5}$"
)
_SHARE_NOUN = re.compile(
    r"占比|比例|比重|份额|占有率|[^效功速]率|\b(?:share|proportion|percentage|rate|fraction)\b"
)
_FROM_SHARE = re.compile(
    r"[从由自][^，。；！？]{0,12}(?:成|分之|%|一半)[^，。；！？]*$|\bfrom\b[^,.;]*(?:\bin\b|%|third|quarter|half|fifth|tenth)[^,.;]*$"
)
# 一成二, one in eight: forms that say how large a share is; 三分之一 and a third may be of an earlier level.
_PLAIN_SHARE = re.compile(r"成|[a-z0-9] (?:in|out of) ")
_BACK = 40


def is_reached(left: str, words: Changes) -> bool:
    """Whether `left` ends with 为 behind a verb of movement (降为, 由2%升为); 同比增长为, 较去年下降为 tell the change itself."""
    verb = left[:-1].rstrip("了")
    if not left.endswith("为") or not verb.endswith(words.reach):
        return False
    return not verb.endswith(_MAY_BE_NOUNS) or _COMPARING.search(_CLAUSE.split(verb)[-1]) is None


def is_own_share(text: str, start: int, end: int, origin: tuple[str, ...]) -> bool:
    """Whether the share in `[start, end)`, which a change ends at, is the level of a share, no part of an earlier level.

    So it is behind another share (从三成七降到一成二), and of something that is a share itself (占比降到一成).
    """
    left = _CLAUSE.split(text[max(0, start - _BACK) : start])[-1].rstrip()
    if left.endswith(origin) or text.startswith(
        (" of its ", " of their ", " of the level", " of what "), end
    ):
        return False
    if _FROM_SHARE.search(left) is not None:
        return True
    is_share = _SHARE_NOUN.search(left.lower()) is not None and not left.endswith("的")
    return is_share and _PLAIN_SHARE.search(text[start:end].lower()) is not None
