"""Shares without a number: most of the labs, a minority, 大多数, 少数."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading

__all__ = ["MOST", "most"]

MOST = "most"
_VERBS = r"(?:is|are|was|were|will|would|have|has|had|did|do|died|survived|lived|belong|work|focus|come|go|lie|fall)"
_SHARE = re.compile(
    rf"(?<!at )\bmost(?= of\b)|(?<!at )(?<!the )\bmost(?= {_VERBS}\b)|"
    r"\b(?:a|the) (?:clear |large |vast |overwhelming |great |big |slim |narrow |bare )?majority\b|\bthe (?:bulk|lion's share)\b(?= of\b)|"
    r"\b(?P<few>(?:only )?a (?:small |tiny |clear |distinct )?minority)\b|"
    r"绝?大多数|(?<![许众])多数(?!据)|绝?大部分|大多(?![数少])|多半(?=是|都|来自|属)|"
    r"(?P<less>(?<!不是)(?:极?少数|一?小部分|少部分))(?!民族|股东|派|人物)"
)


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
