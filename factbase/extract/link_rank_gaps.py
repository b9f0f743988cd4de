"""By how many places one rank lies before or behind another: one rung higher by companies than by value, 靠后一位."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.extract.clauses import Span
from factbase.extract.link_figure import RANK, RANK_GAP, Figure
from factbase.extract.link_scene import Passage
from factbase.quantity.date_numerals import small_number
from factbase.quantity.interval import point
from factbase.quantity.reading import Reading

__all__ = ["rank_gaps", "sides_of_gap"]

_N_EN = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_GAP = re.compile(
    rf"\b(?P<en>{_N_EN}) (?:places?|rungs?|spots?|notch(?:es)?|positions?|ranks?|steps?) (?P<way>higher|ahead|above|better|lower|behind|below|worse)\b|"
    r"(?P<han>靠前|靠后|领先|落后|高出?|低|前|后)了?(?P<n>\d{1,2}|[一二两三四五六七八九十])(?:位|名|个名次|个位次|个座次|个身位)"
)
_AHEAD = frozenset({"higher", "ahead", "above", "better", "靠前", "领先", "高", "高出", "前"})
_THAN, _BI = re.compile(r"\bthan\b"), re.compile(r"比(?![例重率值较起])")


def rank_gaps(passage: Passage) -> Iterator[Figure]:
    """The gaps between two ranks that a sentence tells; the reading is by how many places the first lies behind."""
    for m in _GAP.finditer(passage.folded, *passage.span):
        number = small_number(m["en"] or m["n"])
        pivots = [s for s in (_THAN, _BI) if s.search(passage.folded, *passage.span)]
        if number is None or not pivots:
            continue
        at = point(-number if (m["way"] or m["han"]) in _AHEAD else number)
        yield Figure(
            RANK, *m.span(), passage.text[slice(*m.span())], passage.clause_at(*m.span()),
            Reading(at.low, at, at, at, at), "rank", rule=RANK_GAP,
        )  # fmt: skip


def sides_of_gap(passage: Passage, figure: Figure) -> tuple[Span, Span] | None:
    """Where the words of the two ranks stand, those of the one that is told of first; `None` if they are not so told."""
    start, end = passage.span
    if (than := _THAN.search(passage.folded, figure.end, end)) is not None:
        return Span(start, than.start()), Span(than.end(), end)
    if (bi := _BI.search(passage.folded, start, figure.start)) is not None:
        return Span(start, bi.start()), Span(bi.end(), figure.start)
    return None
