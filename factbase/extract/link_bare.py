"""Bare numbers (Impella death toll: 94, brings the spectrometers to 20): counts whose noun does not stand behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure, noun_at
from factbase.extract.link_scene import Passage, Placed
from factbase.extract.link_tables import LinkTables
from factbase.quantity.beside import is_piece
from factbase.quantity.scanner import find_quantities

__all__ = ["bare"]

_NUMBER = re.compile(
    r"(?<![\w.,:/$€£¥+-])(?:\d{1,3}(?:,\d{3})+|\d{1,9}|"
    r"(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety))(?![\w%/-]|[.,:]\d| ?[%°])"
)
# A word in capitals before a number makes it a name (iPhone 15, Phase 2), and so do these.
_NAMED = re.compile(
    r"(?:\b[A-Z][\w.'’-]*|\b(?:no|nos|number|page|chapter|phase|section|version|class|generation)\.?|第|#)\s?$"
)
_OPENING = re.compile(r"^\W*$")
# 1. and 2） at the head number an item.
_NUMBERING = re.compile(r"[.．、)）]")
_YEAR = re.compile(r"1[5-9]\d\d|2[01]\d\d")
_CAPITAL = re.compile(r"\s+[A-Z“\"]")
_ENDING = re.compile(
    r"\s*(?:$|[.,;:!?)，。；！？）]|(?:in|of|by|for|at|to|and|or|is|are|was|were|with|from|when|after|this|last|from)\b)"
)
_RANGE = re.compile(r"\s*(?:to|and|or|-|–)\s*\d")
_LEAD = 24


def bare(passage: Passage, taken: Sequence[Placed], tables: LinkTables) -> Iterator[Figure]:
    """Numbers that no reader takes, at the end of a statement or before a name in capitals."""
    for match in _NUMBER.finditer(passage.text, *passage.span):
        start, end = match.span()
        for t in taken:
            if t.start < end and start < t.end:
                break
        else:
            figure = _read(passage, match, tables)
            if figure is not None:
                yield figure


def _read(passage: Passage, match: re.Match[str], tables: LinkTables) -> Figure | None:
    """A number with the words before it as the reader takes it, where it may count something."""
    start, end = match.span()
    if is_piece(passage.text, start, end):
        return None
    ends = _ENDING.match(passage.text, end, passage.span.end)
    if not ends and not _CAPITAL.match(passage.text, end, passage.span.end):
        return None
    if _RANGE.match(passage.text, end) or (ends and _YEAR.fullmatch(match.group())):
        return None
    if _NUMBERING.match(passage.text, end) and _OPENING.match(passage.text[passage.span.start : start]):
        return None
    first = max(passage.span.start, start - _LEAD)
    named = _NAMED.search(passage.text, first, start)
    if named and not _OPENING.match(passage.text[passage.span.start : named.start()]):
        return None
    lead = passage.text[first:start]
    read = find_quantities(f"{lead}{match.group()} things", tables.readers.quantities)
    known = next((q for q in read if q.start <= len(lead) < q.end and q.unit == "count"), None)
    if known is None:
        return None
    clause = passage.clause_at(start, end)
    noun = Span(end, end) if ends else noun_at(passage, end, clause)
    first = start - (len(lead) - known.start)
    return Figure(
        QUANTITY, first, end, passage.text[first:end], clause, known.reading, "count", "", noun, known.hedge, "bare"
    )  # fmt: skip
