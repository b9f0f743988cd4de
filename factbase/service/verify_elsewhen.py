"""Words by which a sentence speaks of another time or place than the facts: last year, at first, in Germany."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.extract.link_worlds import OPEN, world_words
from factbase.quantity.units import TIMES
from factbase.reason.assertion import ACTUAL, Assertion

__all__ = ["elsewhen_of", "is_place", "lead_of", "stray_year", "told_elsewhere"]

_ELSEWHERE = ("elsewhen", "outsiders")
_EACH_ONE = re.compile(
    r"平均|均摊|平摊|分摊|摊到|摊在|人均|户均|每(?:一)?[个家宗项座台人户件处]|\b(?:on average|averag(?:e|es|ed|ing)|each|apiece|per (?:project|company|firm|member|device|unit|head|capita|person|plot|site))\b"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LATEST = 2200
# 2022年，而非2021年: a date that is only told apart from the one that is claimed
_DENIED = re.compile(r"(?:而非|而不是|不是|并非|rather than|instead of|not)\s*(?:in|on|from|since)?\s*$")
_IN = re.compile(
    r"(?:in|across|within|throughout|at|on|during|before|prior to|until|after)\s|在|于|[^，]{1,10}?(?:之前|以前|前|之后|以后)[，,]?$"
)
# Before the upgrade, 扩建之前: a time of which no fact tells.
_EARLIER = re.compile(
    r"(?:before|prior to|ahead of|up to|until) [^\d]*|[^\d]*(?:之前|以前|(?<![目当眼日先此提])前)[,，]?"
)
# For every euro of public money: a rate, no level; so is so much a year.
_FOR_EACH = re.compile(
    r"\bfor (?:every|each)\b|每(?:投入|花费?|拿出|新增|增加|创造|带动|多|支持|产出|完成|安排|[一1]?(?:[欧美日]?元|块钱|度电?))"
)
_A_YEAR = re.compile(
    r"\b(?:a|per|each|every) (?:year|day|month|week|hour)\b|\b(?:annual(?:ly)?|yearly|monthly|daily)\b|每年|每月|每周|每天|每日|每小时|年均|年产|日均|月均"
)
_OWN_YEAR = re.compile(rf"{_A_YEAR.pattern}|年(?![\d月前后])")
# How long the words are, in English and Chinese, that only say where or when.
_LEAD, _HAN_LEAD = 32, 12


def elsewhen_of(passage: Passage, figure: Figure, facts: Sequence[Assertion]) -> str:
    """A word by which the sentence speaks of another time than the facts, or of what is still to come; empty if none.

    去年 and next year say nothing of facts without a period; of ranks and comparisons no fact is told ahead.
    """
    is_order = figure.kind in (RANK, COMPARISON) and all(f.world == ACTUAL for f in facts)
    if is_order and world_words(passage, figure) == OPEN:
        ahead = passage.of("worlds.open")
        return passage.folded[ahead[0].start : ahead[0].end] if ahead else ""
    if figure.kind == QUANTITY and "/" not in figure.unit and figure.unit not in TIMES:
        told = _FOR_EACH.search(passage.folded, passage.span.start, figure.start)
        told = told or _averaged(passage, figure, facts)
        told = told or (
            None
            if any(_OWN_YEAR.search(f.quote.lower()) for f in facts)
            else _A_YEAR.search(passage.folded, *figure.clause)
        )
        if told is not None and figure.unit not in ("1", "pp") and not any("/" in f.unit for f in facts):
            return told.group().strip()
    lead = lead_of(passage, figure.clause)
    metrics = {f.metric for f in facts}
    for cue in passage.cues if lead is not None else ():
        if (
            lead is not None
            and lead.holds(cue.start, cue.end)
            and cue.cue.sort == ANTI
            and cue.cue.metric in metrics
        ):
            return passage.folded[cue.start : cue.end]  # 训练的时候，用了32块
    is_undated = figure.kind == QUANTITY and not any(f.period or f.relative_period for f in facts)
    years = {f.period.start[:4] for f in facts if f.period is not None}
    for when in passage.dates:
        if when.start == figure.start or when.role != "in":
            continue
        if when.period is None and is_undated and when.start < figure.clause.end:
            return when.text
        start = when.period.start if when.period is not None and when.precision == "year" else None
        is_other = start is not None and bool(years) and str(start.year) not in years
        if is_other and figure.kind == DATE and figure.relative:
            return when.text
    return ""


def _averaged(passage: Passage, figure: Figure, facts: Sequence[Assertion]) -> re.Match[str] | None:
    """The average that a clause before tells, which goes on in this one if it names nothing (平均每宗投资10亿元，占地36亩)."""
    start = figure.clause.start
    if start == passage.span.start or any(figure.clause.holds(m.start, m.end) for m in passage.names):
        return None
    if any(_EACH_ONE.search(f.quote.lower()) for f in facts):
        return None
    return _EACH_ONE.search(passage.folded, passage.span.start, start)


def stray_year(passage: Passage, told: Iterable[Span], facts: Iterable[tuple[Assertion, str]]) -> str:
    """A date of the sentence in a year of which the facts, each with its sentence, know nothing; empty if none.

    `told` are the dates that figures account for. The year of publication and the one before need no telling.
    """
    known: set[int] = set()
    for fact, sentence in facts:
        known.update(int(y) for y in _YEAR.findall(sentence))
        if fact.date:
            known.update((int(fact.date[:4]), int(fact.date[:4]) - 1))
        for period in (fact.period, fact.relative_period):
            if period is not None:
                known.update(range(int(period.start[:4]), min(int(period.end[:4]), _LATEST) + 1))
    spans = list(told)
    for when in passage.dates:
        is_told = any(s.start < when.end and when.start < s.end for s in spans)
        if when.period is None or is_told or _DENIED.search(passage.folded, passage.span.start, when.start):
            continue
        ends = [day.year for day in (when.period.start, when.period.end) if day is not None]
        if ends and known.isdisjoint(range(min(ends), max(ends) + 1)):
            return when.text
    return ""


def lead_of(passage: Passage, clause: Span) -> Span | None:
    """A short clause that opens the sentence before this one (在法国，; Originally,), `None` without any."""
    if len(passage.clauses) < 2 or passage.clauses[1] != clause:
        return None
    lead = passage.clauses[0]
    is_short = lead.end - lead.start <= (_LEAD if passage.text[lead.start] < "\u2e80" else _HAN_LEAD)
    return lead if is_short else None


def told_elsewhere(passage: Passage, lead: Span) -> Iterator[Span]:
    """The words in such a clause of another time or of names without an entry."""
    is_dated = any(lead.holds(d.start, d.end) for d in passage.dates)
    if not is_dated and _EARLIER.fullmatch(passage.folded, *lead):
        yield lead
    names = [Span(m.start, m.end) for m in passage.names if lead.holds(m.start, m.end)]
    for word in (w for key in _ELSEWHERE for w in passage.of(key, lead)):
        if not any(n.holds(word.start, word.end) for n in names):
            yield Span(word.start, word.end)


def is_place(passage: Passage, lead: Span) -> bool:
    """Whether such a clause begins as places and occasions do (在阿拉斯加, In its first week)."""
    return _IN.match(passage.folded, *lead) is not None
