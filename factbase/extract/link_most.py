"""Shares without a number: most of the labs, a minority, all of them, 大多数, 少数, 全部."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factbase.extract.clauses import Span
from factbase.extract.link_figure import COMPARISON, QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.quantity.interval import Interval, point
from factbase.quantity.reading import Reading

__all__ = ["ALL", "MOST", "every", "most"]

MOST, ALL = "most", "all"
_VERBS = r"(?:is|are|was|were|will|would|have|has|had|did|do|died|survived|lived|belong|work|focus|come|go|lie|fall)"
_SHARE = re.compile(
    rf"(?<!at )\bmost(?= of\b)|(?<!at )(?<!the )\bmost(?= {_VERBS}\b)|"
    r"\b(?:a|the) (?:clear |large |vast |overwhelming |great |big |slim |narrow |bare )?majority\b|\bthe (?:bulk|lion's share)\b(?= of\b)|"
    r"\b(?P<few>(?:only )?a (?:small |tiny |clear |distinct )?minority)\b|"
    r"绝?大多数|(?<![许众])多数(?!据)|绝?大部分|大多(?![数少])|多半(?=是|都|来自|属)|"
    r"(?P<less>(?<!不是)(?:极?少数|一?小部分|少部分))(?!民族|股东|派|人物)"
)

# every stall will be, all of the labs are; 全部是, 都属于: nothing else is there
_ALL = re.compile(
    rf"(?<!not )(?<!almost )(?<!nearly )\b(?:every(?: (?:single|last))?(?= [a-z])(?! (?:day|year|week|month|hour|minute|second|time|bit)\b)|"
    rf"all(?= (?:of )?(?:the|its|their|these|those)\b)|all(?= {_VERBS}\b))|"
    r"(?<![不非并几没未])(?:全部|全都|都|清一色|无一例外)(?:(?:地|均|也|会|将|还|则)*)(?=(?:是|属于|属|来自|从事|死|为(?![了止])))"
)
_COUNTED = 8  # all of the 41 sites


def every(passage: Passage, found: Sequence[Figure]) -> Iterator[Figure]:
    """The whole of what is spoken of; of that, too, only a rule tells whether it holds.

    Beside a number or a comparison, every one is what that is told of; all of so many are that number.
    """
    is_told = any(f.kind in (QUANTITY, COMPARISON) for f in found)
    for m in _ALL.finditer(passage.folded, *passage.span):
        if is_told and m.group().startswith("every"):
            continue
        if any(f.kind == QUANTITY and 0 <= f.start - m.end() <= _COUNTED for f in found):
            continue
        if not any(f.start < m.end() and m.start() < f.end for f in found):
            one = point(1)
            yield Figure(
                QUANTITY, m.start(), m.end(), passage.text[m.start() : m.end()], passage.clause_at(*m.span()),
                Reading(one.low, one, one, one, one), "1", "", Span(m.end(), m.end()), rule=ALL,
            )  # fmt: skip


def most(passage: Passage, found: Sequence[Figure]) -> Iterator[Figure]:
    """More or less than half of what is spoken of. Only what a rule makes part and whole tells whether that holds."""
    for m in _SHARE.finditer(passage.folded, *passage.span):
        if any(f.start < m.end() and m.start() < f.end for f in found):
            continue
        is_less = bool(m["few"] or m["less"])
        half = Fraction(1, 2)
        at = Interval(Fraction(0), half, False, True) if is_less else Interval(half, None, True)
        yield Figure(
            QUANTITY, m.start(), m.end(), passage.text[m.start() : m.end()], passage.clause_at(*m.span()),
            Reading(half, at, at, at, at), "1", "", Span(m.end(), m.end()), "less_than" if is_less else "more_than", MOST,
        )  # fmt: skip
