"""Find phrases in a folded text: one automaton for all, whole Latin words with their inflections, the longest match."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from operator import itemgetter
from string import ascii_lowercase, digits
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from factbase.extract.names_fold import fold

__all__ = ["Phrases", "Spot", "longest_of"]

T = TypeVar("T", bound=Hashable)

_LATIN_END = re.compile(r"(?:'s|s'|s|es)(?![a-z0-9])")
_VERB_END = re.compile(r"(?:'s|s'|s|es|d|ed|ing|ly)(?![a-z0-9])")
_SMALL = frozenset(ascii_lowercase + digits)
_START, _END = itemgetter(0), itemgetter(1)
# The most letters that a unit behind a number has.
_UNIT = 3


class Spot(NamedTuple, Generic[T]):
    """`[start, end)` of a text and what stands there; several meanings where a name is shared."""

    start: int
    end: int
    means: tuple[T, ...]


class Phrases(Generic[T]):
    """Phrases with their meanings, found all at once."""

    def __init__(self, entries: Iterable[tuple[str, T]], *, inflected: bool = False) -> None:
        meanings: dict[str, list[T]] = {}
        for phrase, meaning in entries:
            key = _level(fold(phrase)).strip()
            if key and meaning not in meanings.setdefault(key, []):
                meanings[key].append(meaning)
        self._meanings = [tuple(m) for m in meanings.values()]
        self._keys = list(meanings)
        self._edges: dict[int, _Edges] = {}  # of the phrases that were found; few of many ever are
        self._ending = _VERB_END if inflected else _LATIN_END
        self._machine = (
            AhoCorasick(self._keys, implementation=Implementation.ContiguousNFA) if meanings else None
        )

    def every(self, folded: str) -> list[Spot[T]]:
        """All matches at word boundaries, overlapping ones too, in order of their start."""
        if self._machine is None:
            return []
        found: list[Spot[T]] = []
        for key, start, end in self._machine.find_matches_as_indexes(_level(folded), overlapping=True):
            edges = self._edges.get(key) or self._edges.setdefault(key, _Edges.of(self._keys[key]))
            is_inside = edges.begins and start > 0 and folded[start - 1] in _SMALL
            # 14nm: a short word of letters may stand right behind a number.
            if is_inside and not (edges.is_unit and folded[start - 1].isdigit()):
                continue
            if edges.ends and folded[end : end + 1] in _SMALL:
                ending = self._ending.match(folded, end)
                if ending is None:
                    continue
                end = ending.end()
            found.append(Spot(start, end, self._meanings[key]))
        # In order of their start, of one start the longest first.
        found.sort(key=_END, reverse=True)
        found.sort(key=_START)
        return found

    def longest(self, folded: str) -> list[Spot[T]]:
        """Matches that no longer one covers or crosses, in order."""
        return longest_of(self.every(folded))

    def maximal(self, folded: str) -> list[Spot[T]]:
        """Matches that no longer one holds whole, in order; they may cross."""
        kept: list[Spot[T]] = []
        widest: Spot[T] | None = None
        for spot in self.every(folded):
            if (
                widest is None
                or spot.end > widest.end
                or (spot.start, spot.end) == (widest.start, widest.end)
            ):
                kept.append(spot)
                widest = spot
        return kept


class _Edges(NamedTuple):
    """Whether a phrase begins and ends with a Latin letter or digit, which no other may touch, and may name a unit."""

    begins: bool
    ends: bool
    is_unit: bool

    @classmethod
    def of(cls, key: str) -> _Edges:
        return cls(key[0] in _SMALL, key[-1] in _SMALL, len(key) <= _UNIT and key.isalpha())


def longest_of(spots: list[Spot[T]]) -> list[Spot[T]]:
    """Of spots in order of their start, those that no longer one covers or crosses."""
    kept: list[Spot[T]] = []
    reach = 0
    for spot in spots:
        if spot.start >= reach:
            kept.append(spot)
            reach = spot.end
        elif spot.end > reach and spot.end - spot.start > kept[-1].end - kept[-1].start:
            kept[-1] = spot
            reach = spot.end
    return kept


def _level(folded: str) -> str:
    """Hyphens as spaces: GPT-4 and GPT 4 are one name."""
    return folded.replace("-", " ")
