"""What world a figure speaks of by its words: what is so already (已, has won), or only not so yet (将, will)."""

from __future__ import annotations

import re

from factbase.extract.clauses import Span
from factbase.extract.link_figure import DATE, QUANTITY, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI

__all__ = ["world_words"]

ACTUAL, OPEN = "actual", "open"
_WORLDS = ("worlds.actual", "worlds.open", "worlds.done")
_PERFECT = re.compile(
    r"\b(?:has|have)\s+(?:already\s+|now\s+)?(?:been\s+)?(?:[a-z]+ed|won|built|become|had|got|put|set|made|met|taken)\b"
)
# was launched on 30 March: a clause of its own in the past, whatever the one before it says of what is to come.
_PAST = re.compile(
    r"\b(?:was|were)\s+(?!(?:to|due|set|expected|planned|scheduled|likely|going|forecast|projected|supposed|meant)\b)[a-z]+"
)
# broke ground, was launched: the verb of a date's own clause, whatever another clause says of what is to come.
_HAPPENED = re.compile(
    r"\b(?!(?:expect|plann?|schedul|slat|project|forecast|suppos|intend|propos|estimat|anticipat|need|embed|exceed|indeed|speed|feed|bas|call|nam)"
    r"(?:ed)?\b)(?:[a-z]{3,}ed|got|began|came|went|took|held|broke|met|fell|saw|hit|put|set)\b(?! (?:to|for)\b)"
)
# 去年实现营收…: a past period that something was reached in.
_REACHED = re.compile(r"(?:去年|上年|前年)[^，。；]{0,6}?(?:实现|完成|达到|取得)")
# 将 that takes an object (将华为列为…), which says nothing of the future.
_TAKEN = re.compile(
    r"将[^，。；]{1,24}?(?:列为|视为|视作|称为|称作|定为|评为|列入|归为|归入|描述为|认定为|看作|当作|当成|看成|列作|选为|奉为)"
)
# 预测的是未来14天的…: what a forecast is for, whoever makes one.
_REACHES = re.compile(r"(?:预测|预报|看|管|盯)的(?:就|也|都)?是|未来的?(?=[^，。；]{0,6}(?:天|小时|周|个月))")
# will recall: what readers do, not what is to come.
# at its daily rate it would use so much in a year, 照这个速度一年要用: a rate told again of another time, no forecast.
_AT_RATE = re.compile(
    r"\bat (?:its|the|this|that|such a|their|his|her|one)(?: [a-z-]+){0,4} (?:rate|pace|level|clip)\b|\bat a rate of\b|"
    r"(?:按照?|照|以|依照?)[^，。；,;]{0,20}?(?:计算|推算|折算|换算|速度|水平|用量|速率|节奏|来算|算)"
)
_PERIODS = ("per.year", "per.month", "per.week", "per.day", "per.h")
_KNOWN = re.compile(r"will (?:recall|remember|know|note|notice|see|agree|recogni[sz]e)\b")


def world_words(passage: Passage, figure: Figure) -> str:
    """`actual` or `open` by the words of the figure's clause, then of the clauses before it; empty if unmarked."""
    if passage.once(_is_silent) or _is_at_rate(passage, figure):
        return ""
    clause = figure.clause
    marks = _marks(passage, figure)
    if marks:
        # What is still to come governs only what follows it (十四个成员国将提供…); what is so already, the whole clause.
        before = [m for m in marks if m[0] < figure.start] or [m for m in marks if m[1] == ACTUAL]
        if before:
            return max(before)[1]
    if _is_done(passage, clause) or _REACHED.search(passage.folded, *clause):
        return ACTUAL
    if not passage.has("worlds.open") or (figure.kind in (DATE, RANK) and _has_happened(passage, figure)):
        return ""
    return OPEN if passage.has("worlds.open", Span(passage.span.start, clause.start)) else ""


def _has_happened(passage: Passage, figure: Figure) -> bool:
    """Whether the clause of a date tells before it what happened then."""
    if _PAST.search(passage.folded, *figure.clause) is not None:
        return True
    past = _HAPPENED.search(passage.folded, figure.clause.start, figure.start)
    # invested in a terminal that is due to open in March
    ahead = passage.of("worlds.open", figure.clause)
    return past is not None and not any(past.end() <= word.start < figure.start for word in ahead)


def _is_at_rate(passage: Passage, figure: Figure) -> bool:
    """Whether a figure is a known rate, told of another time."""
    return (
        figure.kind == QUANTITY
        and _AT_RATE.search(passage.folded, *passage.span) is not None
        and any(passage.has(per, figure.clause) for per in _PERIODS)
    )


def _is_silent(passage: Passage) -> bool:
    """Whether no word of a sentence tells of a world, as in most."""
    start, end = passage.span
    return (
        passage.listed.keys().isdisjoint(_WORLDS)
        and passage.folded.find("ha", start, end) < 0
        and _REACHED.search(passage.folded, start, end) is None
    )


def _marks(passage: Passage, figure: Figure) -> list[tuple[int, str]]:
    """Where the words of the figure's clause stand that tell its world, and which."""
    clause, folded = figure.clause, passage.folded
    actual, coming = passage.of("worlds.actual", clause), passage.of("worlds.open", clause)
    marks: list[tuple[int, str]] = []
    if actual or coming:
        marks = [*((w.start, ACTUAL) for w in actual), *((w.start, OPEN) for w in coming)]
        # 还不到六十亿: the bound of the figure denies nothing.
        cut = {w.start for w in actual if w.start < figure.start < w.end}
        marks = [
            (at, mark)
            for at, mark in marks
            if at not in cut
            and not any(n.start <= at < n.end for n in passage.names)
            and not any(c.start < at < c.end for c in passage.cues if c.cue.sort != ANTI)
            and not _KNOWN.match(folded, at, clause.end)
            and not _TAKEN.match(folded, at, clause.end)
            and not _REACHES.match(folded, at, clause.end)
        ]
    if folded.find("ha", clause.start, clause.end) >= 0:
        said = folded[clause.start : clause.end]
        marks += [(clause.start + m.start(), ACTUAL) for m in _PERFECT.finditer(said)]
    return marks


def _is_done(passage: Passage, clause: Span) -> bool:
    """Whether another clause, one without a figure, says that what was planned is done (目前已全部拨付到位, already open)."""
    return passage.has("worlds.done") and any(
        other != clause
        and passage.has("worlds.done", other)
        and passage.has("worlds.actual", other)
        and not passage.has("worlds.open", other)
        and not any(other.holds(q.start, q.end) for q in passage.quantities)
        for other in passage.clauses
    )
