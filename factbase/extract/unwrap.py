"""A document's text for linking: printed lines joined, paragraphs and headings kept apart, every offset kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factbase.extract.reflow import reflow

__all__ = ["unwrapped"]

_ENDS = tuple("。！？；：.!?;:…”’」』）)")
_SHORT = 4


def unwrapped(text: str) -> tuple[str, Sequence[int]]:
    """The text as one reads it, and for each of its characters where it stood.

    Lines that mostly break off in mid-sentence are print and are joined; else a line is a paragraph of its own.
    """
    if "\n" not in text:
        return text, range(len(text))
    if not _is_wrapped(text):
        return text, range(len(text))
    flow = reflow(text, paragraphs=True)
    return flow.text, flow.origin


def _is_wrapped(text: str) -> bool:
    lines = [line.rstrip() for line in text.split("\n")]
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(pairs) < _SHORT:
        return False
    broken = sum(not a.endswith(_ENDS) for a, _ in pairs)
    return 2 * broken > len(pairs)
