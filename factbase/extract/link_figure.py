"""The figure that linking works with: where it stands, what it reads, and the noun that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_scene import Passage, Placed
from factbase.quantity.periods import Period
from factbase.quantity.reading import Reading

__all__ = [
    "COMPARISON",
    "DATE",
    "FIRST_INSIDE",
    "INSIDE",
    "LAST_INSIDE",
    "ONLY_ONE",
    "QUANTITY",
    "RANK",
    "RANK_GAP",
    "Figure",
    "apart",
    "noun_at",
    "outside",
]

QUANTITY, DATE, RANK, COMPARISON = "quantity", "date", "rank", "comparison"
# The rule of a rank that goes to the name behind it: only X has more than Y.
ONLY_ONE = "only one"
# The rule of a rank that goes to the name inside its words: 压在中国头上的只有.
INSIDE = "inside"
# The rule of a rank that goes to the last name inside its words: no country but the US is ahead of China.
LAST_INSIDE = "last inside"
# The rule of a rank that goes to the first of them: before X, the country had none.
FIRST_INSIDE = "first inside"
# The rule of a gap between two ranks: one place lower.
RANK_GAP = "rank gap"
# Words that no noun goes beyond: 56 companies in the list.
_NOUN_STOPS = frozenset(
    [
        "of",
        "in",
        "at",
        "on",
        "by",
        "to",
        "will",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "and",
        "that",
        "which",
        "who",
        "with",
        "from",
        "for",
        "when",
        "while",
        "as",
        "than",
        "it",
        "its",
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "after",
        "before",
        "during",
        "since",
        "until",
        "into",
        "under",
        "over",
        "per",
        "each",
        "apiece",
        "every",
        "may",
        "might",
        "could",
        "would",
        "so",
        "such",
        "also",
        "only",
        "not",
    ]
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_HAN_STOP = re.compile(r"[0-9将已被由在是为有和与及、的]")
_HAN_JOINS, _ATTRIBUTE = "和与及、", 4
# 三张都拿到了: a word for all of them, and no noun.
_HAN_ALL = "都均皆"
# Of 4家属于生物医药领域 the words behind the number say where the things belong, not what they are.
_HAN_BELONGS = re.compile(r"属于|来自|位于|专注|从事|聚焦|致力")
_BELONGS = frozenset("属来位专从聚致")
_HAN_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·-]{0,12}")


class Figure(NamedTuple):
    """One figure of a sentence at `[start, end)` of the text.

    `kind` is quantity, date, rank or comparison; `unit` and `reading` are the reader's (a comparison's reading is the
    ratio it states); `change` the ratio new/old; `counted` the noun and `noun` where it stands; `place` is among whom a
    rank holds; `precision`, `role`, `relative` and `named` are a date's.
    """

    kind: str
    start: int
    end: int
    text: str
    clause: Span
    reading: Reading = Reading(None)
    unit: str = "1"
    counted: str = ""
    noun: Span = Span(0, 0)
    hedge: str = "exact"
    rule: str = "exact"
    change: Reading | None = None
    period: Period | None = None
    role: str = ""
    relative: bool = False
    named: Period | None = None
    among: str = ""
    ordinal: bool = False
    superlative: bool = False
    precision: str = ""


def noun_at(passage: Passage, end: int, clause: Span) -> Span:
    """The words right behind a number that say what is counted."""
    text, stop = passage.text, clause.end
    at = end
    while at < stop and text[at] in " 的-":
        at += 1
    for scope in passage.scopes:
        if scope.start == at and text[scope.end : scope.end + 1] == "的":
            at = scope.end + 1
    if at < stop and "\u4e00" <= text[at] <= "\u9fff":
        if text[at] in _BELONGS and _HAN_BELONGS.match(text, at, stop):
            return Span(at, at)
        if text[at] in _HAN_ALL and text[at + 1 : at + 2] != "市":
            return Span(at, at)
        match = _HAN_NOUN.match(text, at, stop)
        end = match.end() if match else at
        verb = _HAN_STOP.search(text, at + 1, end)
        if verb and verb.group() in _HAN_JOINS and (joined := _joined(passage, at, verb)):
            return joined
        return Span(at, verb.start() if verb else end)
    last = at
    for n, word in enumerate(_WORD.finditer(text, at, stop)):
        if n >= 5 or word.group().lower() in _NOUN_STOPS or text[last : word.start()].strip():
            break
        last = word.end()
    return Span(at, last)


def _joined(passage: Passage, at: int, join: re.Match[str]) -> Span | None:
    """The noun of two joined attributes (科研和气象单位): what is counted is a word of a measure, and the first is none."""
    if any(at <= c.start < join.end() for c in passage.cues):
        return None
    till = join.end() + _ATTRIBUTE
    ends = [
        c.end for c in passage.cues if join.end() < c.start <= till and passage.text[c.end - 1] > "\u2e80"
    ]
    return Span(at, min(ends)) if ends and not _HAN_STOP.search(passage.text, join.end(), min(ends)) else None


# Plain loops, for these go over every figure of a text.
def apart(figures: Iterable[Figure], taken: Sequence[Placed]) -> list[Figure]:
    """The figures that cross nothing taken."""
    found: list[Figure] = []
    for figure in figures:
        for t in taken:
            if t.start < figure.end and figure.start < t.end:
                break
        else:
            found.append(figure)
    return found


def outside(figures: Iterable[Figure], taken: Sequence[Placed]) -> list[Figure]:
    """The figures that lie inside nothing taken."""
    found: list[Figure] = []
    for figure in figures:
        for t in taken:
            if t.start <= figure.start and figure.end <= t.end:
                break
        else:
            found.append(figure)
    return found
