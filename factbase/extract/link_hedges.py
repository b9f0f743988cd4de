"""Bounds whose words stand away from their figure (不到H100的三分之一, 最多停留两周, exactly), put back on it."""

from __future__ import annotations

import re
from fractions import Fraction

from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import LinkTables
from factbase.quantity.interval import Interval, point
from factbase.quantity.reading import Reading

__all__ = ["bound_before", "bounded", "far_hedge"]

_SIDES = ("below", "above", "at_most", "at_least")
_ADVERBS = {"hedges.at_most": "at_most", "hedges.at_least": "at_least"}
_REACH = 8
# 不到公共资金的四分之一: the bound stands before the thing that the ratio is of.
_OWNED = re.compile(
    r"(不低于|不少于|不高于|不多于|不超过|不止|不到|不足|低于|少于|超过|高于|多于|逾|至少)[^，。；,;、]{1,20}的$"
)
_ROUGHLY = re.compile(r"(?:大约|大概|约|差不多)[\u4e00-\u9fff]{1,4}$")
_NOT_EVEN = re.compile(r"都(?:还)?(?:不到|没到|没有|达不到|没达到|不足|不及)|也(?:不到|没到|达不到|没达到)")
# does not even have twice as much: less than that
_NOT_EVEN_EN = re.compile(r"(?:n't|\bnot) even (?:[a-z]+ ){0,2}$")
# 顶得上三块A100，还有富余; three times, and then some
_AND_MORE = re.compile(
    r"[^。；;]{0,16}?(?:还有富余|尚有富余|还有余|有富余|绰绰有余|还绰绰|还不止|\band then some\b|\bwith (?:room|some|plenty) to spare\b)"
)
# half a day ahead at most
_AT_END = re.compile(
    r" (?:ahead|out|in advance|away|long|beforehand|in all|in total) at (?:the )?(?:very )?(?P<side>most|least)\b"
)
# has yet to reach a market value of 300 billion
_NOT_REACHED = re.compile(
    r"\b(?:yet to|not(?: yet)?|n't(?: yet)?|never|fail(?:s|ed)? to) (?:reach|hit|attain|achiev)(?:ed|e)? "
    r"(?:an?|the|its) (?:[a-z-]+ ){1,4}of $"
)
_NOT_EVEN_STARTS = ("都", "也")
_OWNING = ("的", "'s")
# What their last character is; empty behind a long blank.
_OWNING_ENDS = ("的", "s", "")
_LEAD = 28
_EXTRA = {"at_most": "不超过", "at_least": "至少"}


def far_hedge(passage: Passage, start: int, end: int, tables: LinkTables) -> str:
    """The bound that stands in the few characters before a figure: an adverb, or a hedge before `X的`; empty if none.

    Behind it only a denial of so much counts (连三成都不到).
    """
    folded = passage.folded
    if folded[end : end + 1] in _NOT_EVEN_STARTS and _NOT_EVEN.match(folded, end):
        return "below"
    if at_end := _AT_END.match(folded, end, passage.span.end):
        return f"at_{at_end['side']}"
    if _AND_MORE.match(folded, end, passage.span.end):
        return "at_least"
    if _NOT_EVEN_EN.search(folded, max(passage.span.start, start - _LEAD), start):
        return "below"
    for word in passage.of("exactly"):
        if word.end <= start and start - word.end <= 10:
            return "exactly"
    if folded.endswith(" of ", 0, start) and _NOT_REACHED.search(folded, passage.span.start, start):
        return "below"
    lead = folded[max(passage.span.start, start - _LEAD) : start]
    # All that it looks for is Chinese.
    if not lead.isascii():
        side = _beside(passage, start, lead, tables)
        if side:
            return side
    return _owned(passage, start, lead, tables) if passage.names else ""


def _beside(passage: Passage, start: int, lead: str, tables: LinkTables) -> str:
    """The bound that the characters before a figure hold."""
    owned = _OWNED.search(lead) if lead[-1] == "的" else None
    if owned is not None:
        return next(s for s in _SIDES if owned[1] in tables.lists[f"hedges.{s}"] or owned[1] == _EXTRA.get(s))
    if _ROUGHLY.search(lead):
        return "about"
    for key, side in _ADVERBS.items():
        for word in passage.of(key):
            if start - _REACH <= word.start and word.end <= start and passage.folded[word.start] > "\x7f":
                return side
    return ""


def _owned(passage: Passage, start: int, lead: str, tables: LinkTables) -> str:
    """The bound that stands before the name of what the figure is of (不到H100的四分之一)."""
    if lead.rstrip()[-1:] not in _OWNING_ENDS:
        return ""
    for owner in passage.names:
        if owner.end <= start and passage.folded[owner.end : start].strip() in _OWNING:
            break
    else:
        return ""
    return bound_before(passage.folded[max(passage.span.start, owner.start - 12) : owner.start], tables)[0]


def bound_before(lead: str, tables: LinkTables) -> tuple[str, int]:
    """The bound that folded words end in, a verb like 有 behind it or not, and where it begins; empty if in none."""
    before = lead.rstrip(" “‘")
    bare = before.rstrip("是为达有")
    # The longest: 不超过 ends in 超过.
    said = [
        (len(word), side, len(words) - len(word))
        for words in (before, bare)
        for side in _SIDES
        for word in tables.lists[f"hedges.{side}"]
        if words.endswith(word)
    ]
    return max(said)[1:] if said else ("", len(lead))


def bounded(reading: Reading, side: str) -> Reading:
    """An exact reading under a bound: `below`, `above`, `at_most`, `at_least` `about` or `exactly`."""
    value = reading.value
    if value is None:
        return reading
    if side == "exactly":
        at = point(value)
        return Reading(value, at, at, at, at)
    if side == "about":
        near = Interval(min(value * 19 / 20, value * 21 / 20), max(value * 19 / 20, value * 21 / 20))
        return Reading(value, reading.face, reading.face, near, near)
    floor = Fraction(0)
    interval = {
        "below": Interval(floor, value, False, True),
        "at_most": Interval(floor, value),
        "above": Interval(value, None, True),
        "at_least": Interval(value),
    }[side]
    return Reading(value, interval, interval, interval, interval)
