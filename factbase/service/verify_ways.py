"""Which way a level was reached: who says that it fell to 20 % contradicts a source that says it rose to 20 %."""

from __future__ import annotations

import re

from factbase.extract.link_figure import QUANTITY
from factbase.quantity.cues import Changes
from factbase.quantity.tables import Tables
from factbase.reason.assertion import Assertion
from factbase.service.verify_course import is_reversed_course
from factbase.service.verify_match import Matcher
from factbase.service.verify_settle import FigureVerdict, judged_as
from factbase.service.verify_sources import Sources

__all__ = ["TURNED", "reversed_way"]

UP, DOWN = "up", "down"
TURNED = "turned"
# 上升到, 减至, 降为: what stands before the last of these is the verb; 下降到去年的12%.
_REACHED = re.compile(
    r"(?:了)?[到至为成](?:[^，。；,;到至]{0,6}[年的])?(?:了|约|大约|近|不到|超过|逾|至少|最多|仅|只有|只剩){0,2}$"
)
_REACHED_EN = re.compile(
    r"([a-z]+)(?: (?:back|down|all the way|sharply|slowly|steadily|again|only|just)){0,2} to"
    r"(?: (?:about|around|roughly|nearly|almost|some|just|only|a|an|at least|more than|less than|as (?:little|low|much|high|few|many) as)){0,2} $"
)
# 从20%掉到零, from 20% down to nothing: the way behind the level that it left.
_FROM = re.compile(r"[从由自](?:[^，。；,;到至]{0,10}[年的])?[“\"‘]?$")
_FROM_EN = re.compile(r"\bfrom (?:the |its |some |about |around )?$")
_ONWARD = re.compile(r"[\u4e00-\u9fff]{0,6}?[到至为成]")
_ONWARD_EN = re.compile(r" (?:[a-z0-9]+ ){0,5}?to\b")
_BLANKS = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|(?<=[到至从由自])\s+$")
_MORE_UP = ("爬", "爬升", "掉头向上", "蹿", "窜", "拉", "抬", "反弹", "回升", "升", "提", "加", "翻")
_MORE_DOWN = ("掉", "滑", "滑落", "缩", "砍", "压", "萎缩", "跌落", "落", "腰斩", "回落")
_LEAD = 40


def reversed_way(verdict: FigureVerdict, matcher: Matcher, sources: Sources) -> FigureVerdict:
    """A support of a level contradicted where its words say that it was reached the other way than the source says."""
    figure, judgement = verdict.figure, verdict.judgement
    if judgement.verdict != "supported" or figure.kind != QUANTITY or verdict.option is None:
        return verdict
    if judgement.why == "negated" or verdict.doubt:
        return verdict
    if is_reversed_course(verdict, matcher):
        return verdict._replace(judgement=judged_as(judgement, "contradicted", TURNED))
    words = matcher.tables.readers.quantities
    said, is_origin = _way(
        verdict.passage.folded, verdict.passage.span.start, figure.start, figure.end, words
    )
    if not said:
        return verdict
    claim = verdict.option.claim
    told = [
        way
        for fact in matcher.known.about(claim.subject)
        if fact.id in judgement.fact_ids and (way := _told(fact, sources, words)) and way[0]
    ]
    if not told or any(way == said and origin == is_origin for way, origin in told):
        return verdict
    if not is_origin and any(origin for _, origin in told):
        return verdict  # that level was the start of another move
    return verdict._replace(judgement=judged_as(judgement, "contradicted", TURNED))


def _told(fact: Assertion, sources: Sources, words: Tables) -> tuple[str, bool]:
    """Which way the source says that a fact's level was reached or left."""
    stated = sources.figure(fact)
    if stated is None:
        return "", False
    passage, figure = stated
    return _way(passage.folded, passage.span.start, figure.start, figure.end, words)


def _way(folded: str, first: int, start: int, end: int, words: Tables) -> tuple[str, bool]:
    """Up or down, if words beside the figure in `[start, end)` say so, and whether it is the level that was left."""
    chinese = words.chinese_changes
    english = words.english_changes
    lead, onward = folded[max(first, start - _LEAD) : start], folded[end : end + _LEAD]
    close, behind = _BLANKS.sub("", lead), _BLANKS.sub("", onward)
    if _FROM.search(close) or _FROM_EN.search(lead):
        later = _ONWARD.match(behind) or _ONWARD_EN.match(onward)
        return (_verb(later.group(), chinese, english) if later is not None else ""), True
    if (reached := _REACHED_EN.search(lead)) is not None:
        return _verb(f"{reached[1]} to", chinese, english), False
    if (han := _REACHED.search(close)) is not None:
        return _verb(close[: han.start()] + "到", chinese, english), False
    return "", False


def _verb(told: str, chinese: Changes, english: Changes) -> str:
    """The way of the verb in front of the word for to."""
    if told.isascii():
        for word in reversed(told.split()):
            if word in english.up_set - {"up", "down"}:
                return UP
            if word in english.down_set - {"up", "down"}:
                return DOWN
        return ""
    verb = told[:-1].rstrip("了")
    ups, downs = (*chinese.up, *_MORE_UP), (*chinese.down, *_MORE_DOWN)
    longest = max(
        ((len(w), way) for way, some in ((UP, ups), (DOWN, downs)) for w in some if verb.endswith(w)),
        default=None,
    )
    return longest[1] if longest is not None else ""
