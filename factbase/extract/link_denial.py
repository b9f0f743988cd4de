"""Sentences that deny all they say: it is not true that …, …的说法不实."""

from __future__ import annotations

import re

from factbase.extract.clauses import Span
from factbase.extract.link_scene import Passage

__all__ = ["denial", "denied_until", "is_needed", "is_partly_denied", "opposed"]

_OPENING = re.compile(
    r"\W*(?:it is (?:simply |just )?(?:not true|untrue|false|wrong|incorrect|not the case|a myth|not correct)(?: to say| to claim)? that\b|it(?:'s| is)n't (?:true|the case) that\b|"
    r"(?:it's|it’s) not (?:true|the case) that\b|"
    r"(?:the |any )?(?:claims?|reports?|rumou?rs?|suggestions?|stor(?:y|ies)) that\b(?=.*\b(?:is|are|was|were) (?:simply |just |all |completely )?(?:false|wrong|untrue|incorrect|not true|baseless|unfounded|fake|made up)\b)|"
    r"(?:所谓|有人说|有人称|网传|传言说?|谣传|有说法称)(?=.*(?:不实|不对|有误|错误|不准确|并非如此|不是真的|纯属|站不住脚|不成立|不属实)))"
)
_CLOSING = re.compile(
    r"(?:(?:的|这一|这种|该)?(?:说法|传言|报道|数字|结论|消息)(?:是|并|完全|显然|都|也)*(?:不实|不对|有误|错误|错的|错误的|不准确|不属实|不成立|不正确|站不住脚|不符合事实|没有根据)的?|"
    r"(?:事实|实际|其实|真相|实情)(?:上|情况)?(?:却|并)?(?:并非|不是)(?:如此|这样)|(?:这|那)(?:并)?不是(?:真的|事实)|"
    r"[，,]?(?:这|那|此)?(?:完全|纯粹|都|全)?(?:实属|纯属|属于|是|系)(?:谣言|谣传|假消息|假新闻|假的|误传|误报|讹传|无稽之谈|虚假信息)的?|[，,]?(?:这|那|其实|但)?(?:并)?(?:不符合事实|与事实不符|不然)|"
    r"which is (?:not true|false|untrue|wrong)|that is (?:not true|false|untrue|wrong))\W*$"
)


_INNER = re.compile(
    r"(?:这|那)?(?:是|并|完全)?(?:不对|(?<![没不])错误?|不实|不准确|不属实|误传)的?[，,；;]|\b(?:that is|this is|which is) (?:wrong|false|untrue|not true|incorrect)[,;:]"
)
# One of these stands in every sentence that closes with a denial or holds one.
_SIGNS = ("不", "误", "错", "假", "谣", "讹", "无稽", "并非", "没有根据", "that is ", "which is ", "this is ")


_INSTEAD = re.compile(r"[:;：；]")
_STOP = re.compile(r"[,，;；:：。.](?!\d)|\b(?:and|but|while|which|it is)\b")


def is_partly_denied(passage: Passage) -> bool:
    """Whether words within the sentence deny a part of it and something else is said instead."""
    return passage.once(_may_deny) and _INNER.search(passage.folded, *passage.span) is not None


def _may_deny(passage: Passage) -> bool:
    said = passage.folded[slice(*passage.span)]
    return any(map(said.__contains__, _SIGNS))


# 没有8块GPU免谈, cannot run without eight GPUs: what must not lack is needed, nothing is denied.
_LACKING = re.compile(
    r"(?:没有|没|缺了?|少了|缺少|不用|若无|如无|无)(?:至少|上|了|个|一)?$|\bwithout (?:at least |the |its |a )?$"
)
_IMPOSSIBLE = re.compile(r"[^。；;]{0,24}?(?:不|无法|没法|免谈|休想|别想|难以|没戏|玩不转)")
_UNABLE = re.compile(
    r"\b(?:cannot|can't|can’t|could not|couldn't|won't|will not|would not|does not|doesn't|do not|don't|unable|impossible|never|nothing)\b[^.;]{0,80}$"
)


_BEFORE = 20


def is_needed(passage: Passage, start: int, end: int) -> bool:
    """Whether the words `[start, end)` are what something cannot do without."""
    lead = _LACKING.search(passage.folded, max(passage.span.start, start - _BEFORE), start)
    if lead is None:
        return False
    if passage.folded[start - 1] == " ":
        return _UNABLE.search(passage.folded, passage.span.start, lead.start()) is not None
    return _IMPOSSIBLE.match(passage.folded, end, passage.span.end) is not None


# What a sentence sets itself against: contrary to reports that …, 与…相反，; five rather than six, 五个而非六个.
_AGAINST = re.compile(
    r"\W*(?:contrary to\b[^,;]{3,120}|(?:与|和|同|跟)[^，,；。]{2,40}?(?:相反|不同|相悖|不符))[,，]"
)
_RATHER = re.compile(
    r"(?:\b(?:rather than|instead of|in place of|in lieu of|as opposed to)\b|而非|而不是|[,，]\s*(?:and )?not(?! (?:only|just|merely|until|before|yet)\b)|[,，](?:并?不是|并非|非)(?![^，,；。]{0,30}[,，]?而是))"
)


def opposed(passage: Passage) -> list[Span]:
    """Where a sentence only names what it sets itself against; nothing that stands there is claimed."""
    folded, end = passage.folded, passage.span.end
    against = _AGAINST.match(folded, *passage.span)
    found = [Span(*against.span())] if against is not None else []
    for word in _RATHER.finditer(folded, *passage.span):
        stop = _STOP.search(folded, word.end(), end)
        found.append(Span(word.start(), stop.start() if stop else end))
    return found


def denied_until(passage: Passage, whole: Span) -> int:
    """Where a denial at the head of a sentence ends: at the colon or semicolon behind which it says what is so instead."""
    stop = _INSTEAD.search(passage.folded, whole.end, passage.span.end)
    return stop.start() if stop is not None and whole.start == passage.span.start else passage.span.end


def denial(passage: Passage) -> Span | None:
    """The words that say that the sentence as a whole is not so; `None` if none do."""
    return passage.once(_denial)


def _denial(passage: Passage) -> Span | None:
    said = passage.folded[slice(*passage.span)]
    match = _OPENING.match(said) or (_CLOSING.search(said) if passage.once(_may_deny) else None)
    return Span(passage.span.start + match.start(), passage.span.start + match.end()) if match else None
