"""Where the figures of a sentence stand, which explain their own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factbase.extract.clauses import Span
from factbase.extract.link_figure import RANK
from factbase.extract.link_scene import Passage
from factbase.service.verify_members import MEMBERS
from factbase.service.verify_settle import FigureVerdict

__all__ = ["figured"]

_EACH_OF = re.compile(r"\b(?:each|every one|all) of the $")
_ANOTHER_ONE = re.compile(
    r"第[二三四五六七八九十]|(?:the )?(?:second|third|fourth|fifth|sixth|[2-9](?:nd|rd|th))\b"
)


def figured(passage: Passage, verdicts: Iterable[FigureVerdict]) -> Iterator[Span]:
    """The places of all quantities, dates and claims of a sentence, but of a rank that is open and may be another thing's."""
    for found in (passage.quantities, passage.dates):
        yield from (Span(f.start, f.end) for f in found)
    for verdict in verdicts:
        is_open = verdict.doubt or verdict.judgement.verdict in ("possible", "not_covered")
        if (
            is_open
            and verdict.figure.kind == RANK
            and _ANOTHER_ONE.match(passage.folded, verdict.figure.start)
        ):
            continue
        if verdict.figure.kind != MEMBERS:
            each = _EACH_OF.search(passage.folded, passage.span.start, verdict.figure.start)
            start = each.start() if each else verdict.figure.start
            # another ten years are but ten
            yield Span(start - 8 * passage.folded.endswith("another ", 0, start), verdict.figure.end)
