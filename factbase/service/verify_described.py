"""Where a named thing stands with the words that only say each of it, or of what sort it is."""

from __future__ import annotations

import re

from factbase.extract.clauses import Span
from factbase.extract.link_scene import Passage
from factbase.extract.link_spots import Mention

__all__ = ["described"]

# Each of a named thing is that thing.
_EACH = re.compile(r"(?:每(?:一)?[个块台家座户颗款名]?|\b(?:each|every) )$")
# So is one of a sort (is a lightweight language model with), unless it is a version or a part of it.
_OF_A_SORT = re.compile(
    r"(?:,| is| was) an? (?:(?!(?:version|variant|edition|part|branch|arm|unit|mode|half|series)\b)[a-z'-]+ ){1,6}?"
    r"(?=with |of |that |whose |which |boasting |packing |having )"
)


def described(passage: Passage, mention: Mention) -> Span:
    """The place of a named thing, from the word for each of it to what it is said to be."""
    each = _EACH.search(passage.folded, passage.span.start, mention.start)
    said = None if mention.speaks else _OF_A_SORT.match(passage.folded, mention.end, passage.span.end)
    return Span(each.start() if each else mention.start, said.end() if said else mention.end)
