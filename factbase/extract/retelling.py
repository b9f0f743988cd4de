"""Lay a sentence beside one that it may retell: which words are equal in order, which figure stands where the other's did."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from operator import add
from typing import NamedTuple

from factbase.extract.link_figure import COMPARISON, DATE, Figure
from factbase.extract.link_scene import Passage

__all__ = [
    "DAY", "FIGURE", "NAME", "NOT", "PER", "PRONOUN", "SAID", "WAY", "WORD", "WORLD", "Retelling", "Token", "bag_of", "retell", "tokens_of",
]  # fmt: skip

FIGURE, DAY, NAME, WORD = "figure", "day", "name", "word"
WORLD, SAID, WAY, PRONOUN, NOT, PER, LIGHT = "world", "said", "way", "pronoun", "not", "per", "light"
# Lists of linking.toml whose words are one token each, and what a difference in them may mean; the first list counts.
_SORTS = {
    "retold.light": LIGHT, "pronouns": PRONOUN, "retold.ways": WAY, "worlds.actual": WORLD, "worlds.open": WORLD,
    "retold.worlds": WORLD, "speech": SAID, "speech.guesses": SAID, "retold.said": SAID, "negation": NOT,
}  # fmt: skip
_PIECE = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d+(?:\.\d+)?|[\u3400-\u9fff]")
_ENDING = re.compile(r"(?:'s|s'|ied|ies|ing|ed|es|s|d|e|y)$")
_LATIN = re.compile(r"[a-z]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_STEM, _LONGEST = 3, 250


class Token(NamedTuple):
    """A word, a name, a date or a figure at `[start, end)` of its text; tokens of two texts with one `key` are equal.

    `clause` numbers the clauses of the sentence; `at` is the number of the figure or the name among the sentence's.
    """

    key: str
    sort: str
    start: int
    end: int
    clause: int
    at: int = -1


class Retelling(NamedTuple):
    """A sentence beside its source, token by token.

    `pairs` takes the numbers of `told` to those of `source`; `gaps` holds, for every stretch where they differ, the
    numbers of the tokens that only the source has and of those that only the sentence has.
    """

    source: tuple[Token, ...]
    told: tuple[Token, ...]
    pairs: Mapping[int, int]
    gaps: tuple[tuple[range, range], ...]

    def gap_of(self, number: int) -> tuple[range, range] | None:
        """The gap that holds a token of the source; `None` if the sentence has that token too."""
        return next((gap for gap in self.gaps if number in gap[0]), None)

    @property
    def per(self) -> tuple[str, str] | None:
        """The time that the source's figures are per and the one in its place (`day`, `week`); `None` if there is no such change."""
        for gap in self.gaps:
            old = [self.source[n].key for n in gap[0] if self.source[n].sort == PER]
            new = [self.told[n].key for n in gap[1] if self.told[n].sort == PER]
            if len(old) == len(new) == 1:
                return old[0].removeprefix("per."), new[0].removeprefix("per.")
        return None


def tokens_of(passage: Passage, figures: Sequence[Figure]) -> tuple[Token, ...]:
    """The tokens of a sentence in order, those left out that say nothing (articles, 的)."""
    starts = [c.start for c in passage.clauses]

    def token(key: str, sort: str, start: int, end: int, at: int = -1) -> Token:
        return Token(key, sort, start, end, max(0, bisect_right(starts, start) - 1), at)

    found: list[Token] = []
    for n, figure in enumerate(figures):
        if figure.kind != COMPARISON:
            sort = DAY if figure.kind == DATE else FIGURE
            found.append(token(f"#{sort}", sort, figure.start, figure.end, n))
    for n, name in enumerate(passage.names):
        if not name.stands:
            found.append(token("@" + " ".join(name.ids), NAME, name.start, name.end, n))
    for spot in passage.words:
        sort, per = _sort_of(spot.means)
        if sort:
            found.append(token(per or passage.folded[spot.start : spot.end], sort, spot.start, spot.end))
    # Of tokens that cross, figures go before names, names before words.
    kept = _apart(found)
    taken = [*((t.start, t.end) for t in kept), (passage.span.end, passage.span.end)]
    at = passage.span.start
    for start, end in taken:
        for piece in _PIECE.finditer(passage.folded, at, max(at, start)):
            kept.append(token(_stem(piece.group()), WORD, piece.start(), piece.end()))
        at = max(at, end)
    kept = sorted((t for t in kept if t.sort != LIGHT), key=lambda t: t.start)
    return tuple(t for n, t in enumerate(kept) if not (n and _is_tie(t, kept[n - 1], figures)))


@lru_cache(maxsize=1024)  # more than the vocabulary has words that stand in several lists
def _sort_of(lists: tuple[str, ...]) -> tuple[str, str]:
    """What the words of some lists are, empty for nothing, and the list that says per what time they are."""
    per = next((m for m in lists if m.startswith("per.")), "")
    return PER if per else next((s for key, s in _SORTS.items() if key in lists), ""), per


def _is_tie(token: Token, before: Token, figures: Sequence[Figure]) -> bool:
    """Whether a word only ties a ratio to its thing (40% of the throughput), where a multiple has none."""
    return token.key == "of" and before.sort == FIGURE and figures[before.at].unit == "1"


def _apart(tokens: Iterable[Token]) -> list[Token]:
    """Tokens that do not cross, in order."""
    order = {FIGURE: 0, DAY: 0, NAME: 1}
    kept: list[Token] = []
    for one in sorted(tokens, key=lambda t: (order.get(t.sort, 2), _size(t), t.start)):
        if all(one.end <= t.start or t.end <= one.start for t in kept):
            kept.append(one)
    return sorted(kept, key=lambda t: t.start)


def _size(token: Token) -> int:
    """The length that puts short figures first (what crosses a figure is no figure of its own) and long words."""
    return token.end - token.start if token.key[0] == "#" else token.start - token.end


def _stem(word: str) -> str:
    """A Latin word without its endings, so that reach and reached are one."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _STEM else word


def retell(source: Sequence[Token], told: Sequence[Token]) -> Retelling | None:
    """A sentence beside its source; `None` if either is too long to compare."""
    if max(len(source), len(told)) > _LONGEST:
        return None
    matcher = SequenceMatcher(None, [t.key for t in source], [t.key for t in told], autojunk=False)
    pairs: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs.update(zip(range(c, d), range(a, b), strict=True))
        else:
            gaps.append((range(a, b), range(c, d)))
    return Retelling(tuple(source), tuple(told), pairs, tuple(gaps))


def bag_of(folded: str) -> frozenset[str]:
    """The Latin words and the pairs of Chinese characters of a folded text: enough to see that two texts have little in common."""
    found = set(_LATIN.findall(folded))
    for run in () if folded.isascii() else _HAN.findall(folded):
        if len(run) > 1:
            found.update(map(add, run, run[1:]))
        else:
            found.add(run)
    return frozenset(found)
