"""Numbers told by what is missing to another: one short of 80, 离八十个只差一个, 比八十个少一个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure, noun_at
from factbase.extract.link_scene import Passage
from factbase.quantity.date_numerals import small_number
from factbase.quantity.interval import Interval, point
from factbase.quantity.reading import Reading

__all__ = ["bared", "short_of"]

_RULE = "short"
_SMALL = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}"
_HAN = r"(?P<gap>[一二两三四五六七八九十]{1,3}|\d{1,3})[个個家台項项處处款名人张張座种種宗件国國]?"
_FULL = r"(?:到|满|够|凑[满够成齐]|达到?|突破|破|是|有|上|凑足|凑)(?:了)?"
# The number that is not reached stands behind these, or right before the others.
_TO = (
    re.compile(
        rf"(?:还|只|就|仅|才|再|尚)*(?<!相)(?:差|缺)(?:了)?{_HAN}[，,]?\s*(?:就|便|才|即)?(?:能|可|会)?{_FULL}$"
    ),
    re.compile(rf"再(?:多|加|来|添|有|发布|增加|出|上){_HAN}[，,]?\s*(?:就|便|才|即)(?:能|可|会)?{_FULL}$"),
    re.compile(
        rf"\b(?P<gap>{_SMALL})(?P<noun>(?: [a-z-]+){{0,5}}?) (?:short|shy) of (?:a total of |an? |being |reaching |hitting )?$"
    ),
)
# The reader takes these for a hedge of the number behind them.
_SHY = re.compile(r"(?:just )?(?:shy|short) of ")
_FROM = re.compile(r"(?:离|距离?|距)(?:着|凑满|满|突破|达到)?$")
_SHORT = re.compile(rf"(?:大关|关口|整|的目标)?(?:还|就|也|仅|只|才|不过|尚)*(?:差|缺|少|欠)(?:了|着)?{_HAN}")
_THAN = re.compile(r"(?:比|较)$")
_BESIDE = re.compile(
    rf"(?:整|刚好|正好|恰好|只|仅|还|就|要|也)*(?P<sense>少|多)(?:出|了)?{_HAN}(?![\u4e00-\u9fff]*[万亿])"
)
# One of these stands in every sentence in which something is found.
_SIGNS = ("差", "缺", "欠", "少", "多", "加", "short of", "shy of", "再")
_LEAD = 60


def bared(passage: Passage, figure: Figure) -> Passage:
    """The sentence as said of such a figure: its own words (离, 差, short of) speak for no measure."""
    if figure.rule != _RULE:
        return passage
    own = (
        c
        for c in passage.cues
        if not figure.start <= c.start < figure.end or figure.noun.holds(c.start, c.end)
    )
    return replace(passage, cues=tuple(own))


def short_of(passage: Passage, found: Sequence[Figure]) -> list[Figure]:
    """The figures, a number and what is missing to it as the one number that they make (离八十个只差一个: 79)."""
    said = passage.folded[slice(*passage.span)]
    if not any(map(said.__contains__, _SIGNS)):
        return list(found)
    made: list[Figure] = []
    for figure in found:
        if figure.kind == QUANTITY and figure.unit == "count":
            one = _made(passage, figure)
            if one is not None:
                made.append(one)
    if not made:
        return list(found)
    return made + [f for f in found if not any(f.start < m.end and m.start < f.end for m in made)]


def _made(passage: Passage, figure: Figure) -> Figure | None:
    """The number that is so much short of, or beside, a figure; `None` if the words say nothing of the sort."""
    folded, value = passage.folded, figure.reading.value
    lead = max(passage.span.start, figure.start - _LEAD)
    shy = _SHY.match(folded, figure.start)
    if value is None or (shy is None and figure.hedge != "exact"):
        return None
    for pattern in _TO:
        match = pattern.search(folded, lead, shy.end() if shy is not None else figure.start)
        if match is not None:
            return _with(passage, figure, match, Span(match.start("gap"), figure.end), -1)
    for before, behind in ((_FROM, _SHORT), (_THAN, _BESIDE)):
        first = before.search(folded, lead, figure.start)
        match = behind.match(folded, figure.end) if first is not None else None
        if first is not None and match is not None:
            sign = 1 if match.groupdict().get("sense") == "多" else -1
            return _with(passage, figure, match, Span(first.start(), match.end()), sign)
    return None


def _with(passage: Passage, figure: Figure, match: re.Match[str], span: Span, sign: int) -> Figure | None:
    gap, value = small_number(match["gap"]), figure.reading.value
    if gap is None or value is None or not 0 < gap < value:
        return None
    noun = Span(span.end, span.end)
    if match.groupdict().get("noun"):
        noun = Span(*match.span("noun"))
    elif match.group().isascii():
        noun = noun_at(passage, span.end, figure.clause)
    at = point(value + sign * Fraction(gap))
    # What is counted must stand beside it, else it rejects nothing.
    is_told = noun.end > noun.start or not match.group().isascii()
    widest = at if is_told else Interval(Fraction(0))
    return figure._replace(
        start=span.start, end=span.end, text=passage.text[slice(*span)], clause=passage.clause_at(*span),
        reading=Reading(at.low, at, at, at, widest), noun=noun, hedge="exact", rule=_RULE,
    )  # fmt: skip
