"""What a figure counts: the noun behind a classifier, or behind a bare number in English."""

from __future__ import annotations

import re
from functools import lru_cache

from factbase.quantity.tables import Tables

__all__ = ["chinese_noun", "english_noun"]

_NOUN = re.compile(r"[ ]?([\u4e00-\u9fffA-Za-z]{1,12})")
_WORDS = re.compile(
    r"[ \n-]((?:[A-Za-z][A-Za-z0-9'’]*|[0-9]+-[a-z]+)(?:[- ](?:[A-Za-z][A-Za-z0-9'’]*|[0-9]{3}(?= [A-Za-z]))){0,4})"
)


def chinese_noun(text: str, at: int, tables: Tables) -> str:
    """The noun that begins at `at`: a listed one, else the letters up to a word that no noun holds; may be empty."""
    found = _NOUN.match(text, at)
    if found is None:
        return ""
    run = found.group(1)
    for noun in tables.nouns.get(run[0], ()):
        if run.startswith(noun):
            return noun
    return cut_noun(run, tables.noun_stops, tables.nouns_flat)


@lru_cache(maxsize=8192)
def cut_noun(run: str, stops: tuple[str, ...], nouns: frozenset[str]) -> str:
    """`run` up to the end of a listed noun inside it, else up to the first stop; empty if more than six letters."""
    end = len(run)
    for stop in stops:
        at = run.find(stop, 1) if stop == "同" else run.find(stop)
        if 0 <= at < end:
            end = at
    run = run[:end]
    for length in range(len(run), 1, -1):
        for start in range(0, len(run) - length + 1):
            if run[start : start + length] in nouns:
                return run[: start + length]
    return run if len(run) <= 6 else ""


def english_noun(text: str, at: int, tables: Tables) -> str:
    """The plural noun within the next words (12 new plants → plants), or empty."""
    found = _WORDS.match(text, at)
    if found is None:
        return ""
    for word in re.split(r"[ -]", found.group(1)):
        lower = word.lower()
        if lower in tables.not_nouns:
            return ""
        if lower in tables.plurals:
            return word
        if word[:-1].isupper() and word.endswith("s"):
            return word
        if lower.endswith("s") and not lower.endswith(("ss", "'s", "us", "is")) and len(lower) > 2:
            return word
    return ""
