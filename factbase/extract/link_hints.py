"""The rules for figures that no reader finds are asked only where one of their words stands: one search finds all of those."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ahocorasick_rs import AhoCorasick, Implementation

from factbase.extract.link_scene import Passage

__all__ = ["DIGITS", "HINTS", "LISTED", "hinted"]

# Digits that `few` and `bare` take: a word of their own, and for `few` before a blank or beside `of`.
_COUNTS = re.compile(r"(?<!\w)\d{1,3},?\s|\bof\s")
_NUMBERS = re.compile(r"(?<!\w)\d[\d,]*(?!\w)")
_DIGIT = re.compile(r"\d")
_SMALL_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
HINTS: Mapping[str, Sequence[str]] = {
    "doubles": ("double", "twice", "treble", "triple", "quadruple", "half"),
    "ahead": ("未来", "今后", "接下来", "next", "coming", "following"),
    "grades": ("class", "级", "梯队", "方阵", "阵营", "tier", "echelon"),
    "times_over": ("for the ", "debut", "first appearance", "次"),
    "moments": ("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "半"),
    "bare": (*_SMALL_NUMBERS, *_TENS),
    "not_any": ("any", "a single", "even one", "one single", "任何", "哪怕"),
    "few": (*_SMALL_NUMBERS, "大"),
    "outdone": ("than", "只有", "仅有", "唯有", "没有"),
    "ranked": ("than", "other", "任何", "所有", "其他各"),
    "gapped": ("first", "second", "third", "fourth", "fifth"),
    "put": ("rank", "place", "put", "rate", "second", "third", "fourth", "fifth", "sixth"),
    "comparisons": ("than", "比", "没", "不像"),
}  # fmt: skip
"""Rule → folded words, one of which stands in every sentence that it finds something in."""
DIGITS: Mapping[str, re.Pattern[str]] = {"few": _COUNTS, "bare": _NUMBERS}
"""Rule → what it finds without its words: in a folded sentence with a digit something that fits this."""
LISTED: Mapping[str, Sequence[str]] = {
    "nothing": ("nothing",),
    "single": ("single",),
    "comparisons": (
        "compare.above",
        "compare.below",
        "compare.equal",
        "compare.match",
        "compare.reach",
        "compare.higher",
        "compare.lower",
        "compare.much",
        "compare.little",
        "compare.not_below",
        "compare.passive",
    ),
}
"""Rule → lists of linking words, of which the same holds."""


class _Hints:
    def __init__(self, hints: Mapping[str, Sequence[str]]) -> None:
        rules: dict[str, set[str]] = {}
        for rule, words in hints.items():
            for word in words:
                rules.setdefault(word, set()).add(rule)
        self._rules = list(rules.values())
        self._machine = AhoCorasick(list(rules), implementation=Implementation.ContiguousNFA)

    def of(self, said: str) -> set[str]:
        found: set[str] = set()
        for n in {n for n, _, _ in self._machine.find_matches_as_indexes(said, overlapping=True)}:
            found |= self._rules[n]
        if _DIGIT.search(said):
            found.update(rule for rule, pattern in DIGITS.items() if pattern.search(said))
        return found


_HINTS = _Hints(HINTS)
_RULES = {words: rule for rule, lists in LISTED.items() for words in lists}


def hinted(passage: Passage) -> set[str]:
    """The rules that may find a figure in the sentence; the others surely find none."""
    found = _HINTS.of(passage.folded[passage.span.start : passage.span.end])
    found.update(_RULES[words] for words in passage.listed if words in _RULES)
    return found
