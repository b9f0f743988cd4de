"""Which words of a sentence nothing explains: what tells a sentence about a fact from one about something beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat
from operator import contains

from factbase.extract.clauses import Span
from factbase.extract.link_scene import Passage
from factbase.extract.names_fold import fold

__all__ = ["Common", "stem", "unexplained", "words_of"]

_LATIN = re.compile(r"[a-z][a-z](?:['a-z]*[a-z])?")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# English endings under which two forms of one word meet; what is left keeps three letters.
_ENDINGS = frozenset((
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "er", "es", "ed", "ly", "s", "e", "y",
))  # fmt: skip
_STEM, _LONGEST = 3, 6
# What a verb that is run together with the word before it leaves (they've, who'll).
_RUN_ON = re.compile(r"'(?:ve|ll|re|d|m|s)$")
# Manner told by doubling (晃晃悠悠, 吭哧吭哧), but no distribution (一家一家, 年年月月).
_DOUBLED = re.compile(r"([\u4e00-\u9fff])\1([\u4e00-\u9fff])\2|([\u4e00-\u9fff]{2})\3")
_EACH = frozenset("一二两三四五六七八九十百千万年月日天周季时人家个户处件次名块项种类区国省市县倍")
_ADVERB = re.compile(r"[a-z]{3,}(?<!al)ly")


def stem(word: str) -> str:
    """A folded English word without its ending, the form under which words are compared.

    >>> stem("industries"), stem("industry"), stem("releasing"), stem("release")
    ('industr', 'industr', 'releas', 'releas')
    >>> stem("planned"), stem("plan")
    ('plan', 'plan')
    >>> stem("they've"), stem("they")
    ('the', 'the')
    """
    if "'" in word:
        word = _RUN_ON.sub("", word)
    for size in range(min(_LONGEST, len(word) - _STEM), 0, -1):
        if word[-size:] in _ENDINGS:
            word = word[:-size]
            break
    is_longer = len(word) > _STEM and (word[-1] in "eiy" or word[-1] == word[-2])
    return word[:-1] if is_longer else word


def words_of(text: str) -> Iterator[str]:
    """The stems of the English words of a text, and its pairs of Chinese characters."""
    folded = fold(text)
    for match in _LATIN.finditer(folded):
        yield stem(match.group())
    for match in _HAN.finditer(folded):
        run = match.group()
        yield from (run[n : n + 2] for n in range(len(run) - 1))


@dataclass(frozen=True)
class Common:
    """Words that leave what is measured as it is, whatever they stand beside: English ones and Chinese ones.

    `narrowing`: words that do not, though their parts or other forms of theirs may be common (前期, servers). English adverbs
    in -ly are common if `adverbs` is set, those of a field (-ally) and those of `narrowing` excepted.
    """

    words: tuple[str, ...]
    narrowing: frozenset[str] = frozenset()
    adverbs: bool = False

    def with_words(self, words: Iterable[str]) -> Common:
        """These words and some more."""
        return replace(self, words=(*self.words, *words))

    @cached_property
    def latin(self) -> frozenset[str]:
        """The stems of the English words."""
        return frozenset(stem(fold(w)) for w in self.words if w.isascii())

    def explains(self, word: str) -> bool:
        """Whether a folded English word is common."""
        if word in self.narrowing:
            return False
        is_adverb = self.adverbs and _ADVERB.fullmatch(word) is not None
        return is_adverb or stem(word) in self.latin

    @cached_property
    def han(self) -> re.Pattern[str]:
        """Any of the Chinese words and of the narrowing ones, the longest first."""
        listed = sorted(
            {fold(w) for w in (*self.words, *self.narrowing) if not w.isascii()}, key=len, reverse=True
        )
        return re.compile("|".join(map(re.escape, listed)) if listed else r"(?!)")


def unexplained(
    passage: Passage, span: Span, taken: Iterable[Span], known: Sequence[frozenset[str]], common: Common
) -> list[Span]:
    """Where the words of `span` stand that lie in none of the places `taken` and are neither among `known` nor common.

    `known` are words as `words_of` gives them. Of a Chinese run what is left over counts as one word.
    """
    free = bytearray(b"\1") * (span.end - span.start)
    for place in taken:
        start, end = max(place.start, span.start), min(place.end, span.end)
        if start < end:
            free[start - span.start : end - span.start] = bytes(end - start)
    found: list[Span] = []
    for match in _LATIN.finditer(passage.folded, *span):
        start, end = match.start() - span.start, match.end() - span.start
        is_common = 1 not in free[start:end] or common.explains(match.group())
        if not is_common and not _is_known(stem(match.group()), known):
            found.append(Span(*match.span()))
    for match in _HAN.finditer(passage.folded, *span):
        if 1 in free[match.start() - span.start : match.end() - span.start]:
            found += _left(match, span, free, known, common)
    return sorted(found)


def _is_known(word: str, known: Sequence[frozenset[str]]) -> bool:
    return any(map(contains, known, repeat(word)))


def _left(
    run: re.Match[str], span: Span, free: bytearray, known: Sequence[frozenset[str]], common: Common
) -> Iterator[Span]:
    """What of a run of Chinese characters is left over."""
    text, start = run.string, run.start()
    for at in range(start, run.end() - 1):
        if _is_known(text[at : at + 2], known):
            free[at - span.start : at - span.start + 2] = b"\0\0"
    for word in common.han.finditer(text, start, run.end()):
        if word.group() in common.narrowing:
            continue
        free[word.start() - span.start : word.end() - span.start] = bytes(word.end() - word.start())
    for doubled in _DOUBLED.finditer(text, start, run.end()):
        if _EACH.isdisjoint(doubled.group()):
            free[doubled.start() - span.start : doubled.end() - span.start] = bytes(len(doubled.group()))
    at = start
    while at < run.end():
        end = at
        while end < run.end() and free[end - span.start]:
            end += 1
        if end > at:
            yield Span(at, end)
        at = end + 1
