"""Words listed by how they end: those that may stand right before a place are found without trying every word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

__all__ = ["Endings", "by_ending", "ending_at"]

Entry = TypeVar("Entry")
Endings = Mapping[str, Mapping[str, tuple[Entry, ...]]]
"""By the last character, then by the one before it, what such words mean, the longest first; "" for any other."""


def by_ending(entries: Iterable[tuple[str, Entry]]) -> dict[str, dict[str, tuple[Entry, ...]]]:
    """Entries by the word that each belongs to, words of one character under every character before it.

    >>> by_ending([("超", "超"), ("高达", "高达")])
    {'达': {'': (), '高': ('高达',)}, '超': {'': ('超',)}}
    """
    ordered = sorted(entries, key=lambda pair: (-len(pair[0]), pair[0][-1]))
    found: dict[str, dict[str, tuple[Entry, ...]]] = {}
    for word, entry in ordered:
        lists = found.setdefault(word[-1], {"": ()})
        for before in lists if len(word) == 1 else (word[-2],):
            lists[before] = (*lists.get(before, ()), entry)
    return found


def ending_at(listed: Endings[Entry], text: str, end: int) -> tuple[Entry, ...]:
    """The entries whose words can end at `end`, which is not 0."""
    lists = listed.get(text[end - 1])
    return () if lists is None else lists.get(text[end - 2 : end - 1]) or lists[""]
