"""Where a named thing stands with the words that only say each of it, or of what sort it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_scene import Passage
from factbase.extract.link_spots import Mention

__all__ = ["described"]

_QUOTES = " \"“”‘’'《》"

# Each of a named thing is that thing.
_EACH = re.compile(r"(?:每(?:一)?[个块台家座户颗款名]?|\b(?:each|every) )$")
# So is one of a sort (is a lightweight language model with), unless it is a version or a part of it.
_OF_A_SORT = re.compile(
    r"(?:,| is| was) an? (?:(?!(?:version|variant|edition|part|branch|arm|unit|mode|half|series)\b)[a-z'-]+ ){1,6}?"
    r"(?=with |of |that |whose |which |boasting |packing |having )"
)


def described(passage: Passage, mention: Mention, sorts: Sequence[str]) -> Span:
    """The place of a named thing, from the word for each of it to what it is said to be.

    `sorts` are the words for its sort of thing: right beside the name they say no more than it (GPT-4 language model,
    产品“深算二号”).
    """
    folded = passage.folded
    each = _EACH.search(folded, passage.span.start, mention.start)
    said = None if mention.speaks else _OF_A_SORT.match(folded, mention.end, passage.span.end)
    start, end = each.start() if each else mention.start, said.end() if said else mention.end
    before, behind = folded[passage.span.start : start].rstrip(_QUOTES), folded[end:].lstrip(_QUOTES)
    skipped = len(folded) - end - len(behind)
    first = max((len(w) for w in sorts if before.endswith(w) and _is_whole(before, w, -1)), default=0)
    last = max((len(w) for w in sorts if behind.startswith(w) and _is_whole(behind, w, 0)), default=0)
    return Span(
        passage.span.start + len(before) - first if first else start, end + skipped + last if last else end
    )


def _is_whole(text: str, word: str, at: int) -> bool:
    """Whether a word at the end (-1) or the head (0) of a text is no part of a longer English one."""
    beside = text[-len(word) - 1 : -len(word)] if at else text[len(word) : len(word) + 1]
    return not (word.isascii() and beside.isalnum())
