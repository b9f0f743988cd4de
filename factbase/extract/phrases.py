"""Find phrases in a folded text: one automaton for all, whole Latin words with their inflections, the longest match."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from string import ascii_lowercase, digits
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from factbase.extract.names_fold import fold

__all__ = ["Phrases", "Spot", "level", "longest_of"]

T = TypeVar("T", bound=Hashable)
# What `Spot` holds, without its name: (start, end, meanings).
Place = tuple[int, int, tuple[T, ...]]

_LATIN_END = re.compile(r"(?:'s|s'|s|es)(?![a-z0-9])")
_VERB_END = re.compile(r"(?:'s|s'|s|es|d|ed|ing|ly)(?![a-z0-9])")
_SMALL = frozenset(ascii_lowercase + digits)
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
            key = level(fold(phrase)).strip()
            if key and meaning not in meanings.setdefault(key, []):
                meanings[key].append(meaning)
        self._known: _Known[T] = _Known(list(meanings), [tuple(m) for m in meanings.values()])
        self._ending = _VERB_END if inflected else _LATIN_END
        self._machine = (
            AhoCorasick(list(meanings), implementation=Implementation.ContiguousNFA) if meanings else None
        )

    def every(self, folded: str) -> list[Spot[T]]:
        """All matches at word boundaries, overlapping ones too, in order of their start, the longest first."""
        return [tuple.__new__(Spot, place) for place in self.places(folded)]

    def places(self, folded: str) -> list[Place[T]]:
        """What `every` finds, as bare tuples: a long text has thousands."""
        if self._machine is None:
            return []
        found: list[Place[T]] = []
        known, ending, last = self._known, self._ending, -1
        for key, start, end in self._machine.find_matches_as_indexes(level(folded), overlapping=True):
            means, begins, ends, is_unit = known[key]
            is_inside = begins and start and folded[start - 1] in _SMALL
            # 14nm: a short word of letters may stand right behind a number.
            if is_inside and not (is_unit and folded[start - 1].isdigit()):
                continue
            if ends and folded[end : end + 1] in _SMALL:
                inflection = ending.match(folded, end)
                if inflection is None:
                    continue
                end = inflection.end()
            if start > last:
                found.append((start, end, means))
                last = start
                continue
            at = len(found)  # found in order of their ends, so its place is near
            while at:
                before = found[at - 1]
                if before[0] < start or (before[0] == start and before[1] >= end):
                    break
                at -= 1
            found.insert(at, (start, end, means))
        return found

    def maximal(self, folded: str) -> list[Spot[T]]:
        """Matches that no longer one holds whole, in order; they may cross."""
        kept: list[Spot[T]] = []
        widest = (-1, -1)
        for start, end, means in self.places(folded):
            if end > widest[1] or (start, end) == widest:
                kept.append(Spot(start, end, means))
                widest = (start, end)
        return kept


class _Known(dict[int, tuple[tuple[T, ...], bool, bool, bool]]):
    """Number of a phrase → its meanings; whether it begins and ends with a Latin letter or digit, which no other may
    touch; whether it may name a unit. Filled as phrases are found: few of many ever are.
    """

    def __init__(self, keys: Sequence[str], meanings: Sequence[tuple[T, ...]]) -> None:
        super().__init__()
        self._keys, self._meanings = keys, meanings

    def __missing__(self, number: int) -> tuple[tuple[T, ...], bool, bool, bool]:
        key = self._keys[number]
        is_unit = len(key) <= _UNIT and key.isalpha()
        known = (self._meanings[number], key[0] in _SMALL, key[-1] in _SMALL, is_unit)
        self[number] = known
        return known


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


def level(folded: str) -> str:
    """Hyphens as spaces: GPT-4 and GPT 4 are one name."""
    return folded.replace("-", " ")
