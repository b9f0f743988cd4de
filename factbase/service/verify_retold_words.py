"""What may differ between a sentence and its source: words whose sense the reading, the period or the world holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from factbase.extract.link_scene import Passage
from factbase.extract.retelling import (
    DAY,
    FIGURE,
    NAME,
    NOT,
    PER,
    PRONOUN,
    SAID,
    WAY,
    WORD,
    WORLD,
    Retelling,
    Token,
)
from factbase.reason.assertion import Assertion
from factbase.service.verify_setting import Setting
from factbase.service.verify_sources import Sentence

__all__ = ["Place", "explained"]

_LATIN, _HAN, _NAME = 2, 1, 3
# How much must be equal in the sentence, and around the figure.
_ENOUGH, _AROUND = 6, 2
# How many words may stand between all and the whole (all of our 63).
_WHOLE = 3
_SPOKEN = (WORLD, SAID, DAY, WAY)
_REACHING = ("至", "到")


class Place(NamedTuple):
    """A figure (`told`, the number of its token) where the figure of a fact (`own`) stands in the source.

    `dates` are where dates begin that are claims of their own.
    """

    passage: Passage
    setting: Setting
    fact: Assertion
    sentence: Sentence
    retelling: Retelling
    own: int
    told: int
    dates: frozenset[int]

    @property
    def is_whole(self) -> bool:
        """Whether all the sentence is told in the source's words, figures and what figures depend on aside."""
        r = self.retelling
        return all(
            t.sort in _SPOKEN
            for only_source, only_told in r.gaps
            for t in (*(r.source[n] for n in only_source), *(r.told[n] for n in only_told))
        )


def explained(place: Place, things: Collection[str], denied: bool) -> bool:
    """Whether enough words are equal and all that differ around the figure are explained."""
    r = place.retelling
    equal = [r.told[n] for n in r.pairs if r.told[n].sort not in (FIGURE, DAY)]
    around = _region(r.told, place.told)
    if _worth(equal) < _ENOUGH or _worth(t for t in equal if t.clause in around) < _AROUND:
        return False
    matched = set(r.pairs.values())
    lone = [n for n in range(len(r.source)) if n not in matched]
    added = [n for n in range(len(r.told)) if n not in r.pairs]
    return all(
        _is_left_out(place, r.source[n], lone, things, denied) for n in _inside(r.source, place.own, lone)
    ) and all(_is_added(place, n, added, things, denied) for n in _inside(r.told, place.told, added))


def _is_left_out(
    place: Place, token: Token, lone: Sequence[int], things: Collection[str], denied: bool
) -> bool:
    """Whether a word that only the source has may go: what follows the statement as a clause of its own, too."""
    source = place.retelling.source
    if token.sort in _SPOKEN or token.sort == PRONOUN or (token.sort == NOT and denied):
        return True
    if token.sort == PER:
        return place.retelling.per is not None
    if token.sort == NAME and place.fact.subject in place.sentence.passage.names[token.at].ids:
        return True
    if token.sort == NAME and place.fact.relative_to in place.sentence.passage.names[token.at].ids:
        return True
    clause = [n for n, t in enumerate(source) if t.clause == token.clause]
    if token.clause == source[place.own].clause or not set(clause) <= set(lone):
        return False
    return token.clause > source[place.own].clause or any(source[n].sort == SAID for n in clause)


def _is_added(place: Place, number: int, added: Sequence[int], things: Collection[str], denied: bool) -> bool:
    """Whether a word that only the sentence has changes nothing that is not read."""
    told = place.retelling.told
    token = told[number]
    if token.sort == WAY:
        return _is_read(place, number)
    if token.sort in _SPOKEN or token.sort == PRONOUN or (token.sort == NOT and denied):
        return True
    if token.sort == PER:
        return place.retelling.per is not None
    if token.sort == FIGURE:
        # All of the 41: the whole that the figure is a part of.
        return place.setting.figure.rule == "part" and 0 < number - place.told <= _WHOLE
    if token.sort == NAME:
        return any(i in things for i in place.passage.names[token.at].ids)
    clause = [n for n, t in enumerate(told) if t.clause == token.clause]
    is_aside = token.clause != told[place.told].clause and set(clause) <= set(added)
    return is_aside and any(told[n].sort == SAID for n in clause)


def _is_read(place: Place, number: int) -> bool:
    """Whether the sense of up or down is in the reading (a change), or is none of a level's (has risen to)."""
    figure, token = place.setting.figure, place.retelling.told[number]
    beside = abs(number - place.told) == 1
    return figure.change is not None or not beside or token.key.endswith(_REACHING)


def _region(tokens: Sequence[Token], number: int) -> range:
    """The clause of a figure with those around it that hold no figure, and those that say what it is of (…, and wants 3,000)."""
    full = {t.clause for n, t in enumerate(tokens) if t.sort == FIGURE and n != number}
    first = last = tokens[number].clause
    while first > 0 and first - 1 not in full:
        first -= 1
    while first > 0 and not any(t.sort in (WORD, NAME) and first <= t.clause <= last for t in tokens):
        first -= 1
    while last < tokens[-1].clause and last + 1 not in full:
        last += 1
    return range(first, last + 1)


def _inside(tokens: Sequence[Token], number: int, some: Sequence[int]) -> Iterator[int]:
    region = _region(tokens, number)
    return (n for n in some if tokens[n].clause in region)


def _worth(tokens: Collection[Token] | Iterator[Token]) -> int:
    """How much equal words show: a name more than a word, a Latin word more than a Chinese character."""
    return sum(_NAME if t.sort == NAME else _LATIN if t.key.isascii() else len(t.key) * _HAN for t in tokens)
