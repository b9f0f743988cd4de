"""Names that are none where they stand: what is said to be, or not to be, the first of its kind has a rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from factbase.extract.clauses import Span

__all__ = ["predicates"]


class _Named(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=_Named)

_ORDER = re.compile(r"(?:the )?(?:very )?first\b|首个|首款|头一|第一|最早")
_HEADS = frozenset("tfv首头第最")  # what an order begins with
_IS = re.compile(
    r"(?:(?:也|还|并|才|就|本身|都)?(?:不是|并非|是|非|为|成为|算不上)|\b(?:is|was|are|were|became|becomes|isn't|wasn't)\b)[^,，;；。]{0,16}$"
)


def predicates(named: Sequence[M], sentences: Sequence[Span], folded: str) -> set[M]:
    """The names that begin with an order and that another thing of the sentence is said to be: they state its rank."""
    found: set[M] = set()
    for mention in named:
        if folded[mention.start] not in _HEADS or not _ORDER.match(folded, mention.start):
            continue
        sentence = next((s for s in sentences if s.holds(mention.start, mention.end)), None)
        heads = [m for m in named if sentence and sentence.start <= m.start and m.end <= mention.start]
        if heads and _IS.search(folded, heads[0].end, mention.start):
            found.add(mention)
    return found
