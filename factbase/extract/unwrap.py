"""A document's text for linking: printed lines joined, paragraphs and headings kept apart, every offset kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factbase.extract.reflow import Flow, paragraphed, reflow

__all__ = ["unwrapped"]

_ENDS = tuple("。！？；：.!?;:…”’」』）)")
_SHORT = 4


def unwrapped(text: str, flow: Flow | None = None) -> tuple[str, Sequence[int]]:
    """The text as one reads it, and for each of its characters where it stood; its `flow` is made if it is not at hand.

    Lines that mostly break off in mid-sentence are print and are joined; else a line is a paragraph of its own.
    """
    if "\n" not in text or not _is_wrapped(text):
        return text, range(len(text))
    return paragraphed(text, flow or reflow(text))


def _is_wrapped(text: str) -> bool:
    lines = [line.rstrip() for line in text.split("\n")]
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(pairs) < _SHORT:
        return False
    broken = sum(not a.endswith(_ENDS) for a, _ in pairs)
    return 2 * broken > len(pairs)
