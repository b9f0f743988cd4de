"""The words around a figure as a reviewer reads them: its sentence with printed lines joined, and what leads up to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from factbase.extract.clauses import sentences
from factbase.extract.unwrap import unwrapped

__all__ = ["Passage", "passage_of"]

# So much of the document on either side is looked at, and so much of what stands before the sentence is shown.
_AROUND, _LEAD = 1200, 160
_PARAGRAPH = re.compile(r"\n\s*\n")


class Passage(NamedTuple):
    """A sentence, `[start, end)` of the figure in it, and the end of its paragraph before it (empty if it begins one)."""

    sentence: str
    start: int
    end: int
    lead: str = ""


def passage_of(body: str, start: int, end: int) -> Passage:
    """What stands around `[start, end)` of a document's archived text; the span must not be empty.

    >>> passage_of("It grew. It has 14 cranes. More.", 16, 18)
    Passage(sentence='It has 14 cranes.', start=7, end=9, lead='It grew.')
    """
    first, last = max(0, start - _AROUND), min(len(body), end + _AROUND)
    text, origin = unwrapped(body[first:last])
    here, stop = bisect_left(origin, start - first), bisect_left(origin, end - first)
    whole = next((s for s in sentences(text) if s.start <= here < s.end), None)
    if whole is None:
        return Passage(body[start:end], 0, end - start)
    stands = text[whole.start : max(whole.end, stop)]
    breaks = [m.end() for m in _PARAGRAPH.finditer(text, 0, whole.start)]
    opening = max(breaks[-1] if breaks else 0, text.rfind("\n", 0, whole.start) + 1)
    before = text[opening : whole.start].strip()
    cut = before if len(before) <= _LEAD else "… " + before[-_LEAD:].lstrip()
    return Passage(stands, here - whole.start, stop - whole.start, cut)
