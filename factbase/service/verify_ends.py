"""Ranges: the words say which end of one a number is (五倍起步, up to eight times, 最远半天), or it is both ends."""

from __future__ import annotations

import re
from fractions import Fraction

from factbase.reason.assertion import Assertion
from factbase.reason.verdict import Judgement
from factbase.service.verify_result import Result
from factbase.service.verify_setting import Setting

__all__ = ["is_end_of", "is_range_of"]

_LOW_BEFORE = re.compile(
    r"(?:至少|起码|最少|最低|少说|低的话|少的话|往少了?说|下限|保守)[^，。；,;]{0,20}$|"
    r"\b(?:from|at least|at a minimum|at the (?:low|lower|bottom) end,?)(?: [a-z]+){0,2} $"
)
_LOW_BEHIND = re.compile(
    r"(?:左右|上下)?(?:起步|打底|起(?![来点])|往上|以上)|"
    r"\s*(?:at (?:the )?(?:very )?(?:least|minimum|low(?:er)? end)|or more)\b"
)
_HIGH_BEFORE = re.compile(
    r"(?:最多|至多|顶多|最高|高的话|多的话|往多了?说|上限|乐观|多则|高则)[^，。；,;]{0,20}$|"
    r"\b(?:up to|at most|as (?:much|many|high) as|at the (?:high|upper|top) end,?|perhaps|possibly)(?: [a-z]+){0,2} $"
)
_HIGH_BEHIND = re.compile(
    r"封顶|到顶|\s*(?:at (?:the )?(?:very )?(?:most|high(?:er)? end|upper end|top end))\b"
)
# 最远也就看到未来半天, at its furthest 12 hours; 最短管6小时, at the least six hours
_FURTHEST = re.compile(
    r"(?:最[远长多高大久迟晚深]|至多|顶多|上限|上界)[^，。；,;0-9]{0,10}$|"
    r"\b(?:up to|at (?:the |its |their )?(?:very )?(?:most|longest|furthest|farthest|outside|maximum)|as (?:far|long|many|much|high) as|"
    r"(?:longest|furthest|farthest|maximum|upper limit|upper end)\b(?: [a-z]+){0,5})[ ,](?:[a-z]+ ){0,3}$"
)
_LEAST_SAID = re.compile(
    r"(?:最[短少低小快早浅]|至少|起码|下限|下界)[^，。；,;0-9]{0,10}$|"
    r"\b(?:at (?:the |its |their )?(?:very )?(?:least|shortest|nearest|minimum)|"
    r"(?:shortest|nearest|minimum|lower limit|lower end)\b(?: [a-z]+){0,5})[ ,](?:[a-z]+ ){0,3}$"
)
_FURTHEST_BEHIND = re.compile(
    r"\s*(?:[a-z]+ )?at (?:the |its |their )?(?:very )?(?:most|longest|furthest|farthest|outside|maximum)\b|到顶|封顶"
)
_LEAST_BEHIND = re.compile(
    r"\s*(?:[a-z]+ )?at (?:the |its |their )?(?:very )?(?:least|shortest|minimum)\b|起步|打底"
)
_HALF, _LEAD, _LEAST = Fraction(1, 2), 32, 2


def is_range_of(at: Setting, result: Result) -> bool:
    """Whether a multiple is the range of two quotients or an end of it, to the nearest whole one (5 to 8 times for 5 to 8.3)."""
    figure, low, high = at.figure, result.face.low, result.face.high
    if figure.unit != "1" or result.word != "quotient" or low is None or high is None or high - low <= _HALF:
        return False
    face, value = figure.reading.face, figure.reading.value
    if figure.hedge == "range" and face.low is not None and face.high is not None:
        is_range = _LEAST <= face.low < face.high
        return is_range and abs(face.low - low) <= _HALF and abs(face.high - high) <= _HALF
    if value is None or value < _LEAST:
        return False
    folded, text = at.passage.folded, figure.text.lower()
    lead = (max(at.passage.span.start, figure.start - _LEAD), figure.start)
    is_low = figure.hedge == "at_least" or text.endswith(("起步", "以上"))
    is_low = is_low or any((_LOW_BEFORE.search(folded, *lead), _LOW_BEHIND.match(folded, figure.end)))
    is_high = figure.hedge == "at_most" or any(
        (_HIGH_BEFORE.search(folded, *lead), _HIGH_BEHIND.match(folded, figure.end))
    )
    return (is_low and abs(value - low) <= _HALF) or (is_high and abs(value - high) <= _HALF)


def is_end_of(at: Setting, claim: Assertion, judgement: Judgement) -> bool:
    """Whether the words make a number the furthest or the least of what is known to be a range, and it is that end of it."""
    known, told = judgement.interval, claim.value
    if judgement.verdict != "possible" or known is None or told is None or known.is_point:
        return False
    if at.figure.hedge not in ("exact", "about") or claim.is_date:
        return False
    folded, start = at.passage.folded, max(at.figure.clause.start, at.figure.start - _LEAD)
    lead, end = (folded, start, at.figure.start), at.figure.end
    if told == known.high:
        return any((_FURTHEST.search(*lead), _FURTHEST_BEHIND.match(folded, end)))
    return told == known.low and any((_LEAST_SAID.search(*lead), _LEAST_BEHIND.match(folded, end)))
