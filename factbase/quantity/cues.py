"""Hedge words and change verbs, compiled: by how they end where they stand before a figure, by their first letter behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from factbase.errors import Problem
from factbase.phrase import listed, phrase
from factbase.quantity.endings import by_ending
from factbase.quantity.policy import Policy
from factbase.quantity.words import NEVER

__all__ = ["AfterHedge", "Changes", "compile_changes", "compile_hedges", "longest_first"]

_BEFORE = ("up", "down", "origin", "fillers", "not_verbs")
HEDGES = ("about", "nearly", "more_than", "at_least", "less_than", "at_most", "odd", "exactly", "none")


class AfterHedge(NamedTuple):
    """A hedge that follows a figure, and where it does not count."""

    word: str
    hedge: str
    not_before: tuple[str, ...]
    money: bool
    after_time: bool


class Changes(NamedTuple):
    """The change verbs of one language, as tuples for `str.endswith`, and for what follows.

    `lasts` holds the last characters of verbs and fillers; `spaced` the fillers behind a blank, which English has.
    """

    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    not_verbs: tuple[str, ...] = ()
    after_up: tuple[str, ...] = ()
    after_down: tuple[str, ...] = ()
    object_up: tuple[str, ...] = ()
    object_down: tuple[str, ...] = ()
    between_after: frozenset[str] = frozenset()
    up_set: frozenset[str] = frozenset()
    down_set: frozenset[str] = frozenset()
    up_by: tuple[str, ...] = ()
    down_by: tuple[str, ...] = ()
    lasts: frozenset[str] = frozenset()
    spaced: tuple[str, ...] = ()


def by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their last character, longest first."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[-1], []).append(word)
    return {c: longest_first(some) for c, some in found.items()}


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """The words without doubles, longest first."""
    return tuple(sorted(set(words), key=lambda w: (-len(w), w)))


def _quotient(text: object, key: str, problems: list[Problem]) -> Fraction:
    try:
        return Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        problems.append(
            Problem("hedges.toml", f"policy.{key}", phrase("{text!r} is no quotient; write 1/20", text=text))
        )
        return Fraction(0)


def compile_hedges(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """The fields of `Tables` that hedges.toml fills; faults go to `problems`."""
    before: list[tuple[str, tuple[str, str]]] = []
    after: dict[str, list[AfterHedge]] = {}
    for side in ("before", "after"):
        for i, entry in enumerate(table.get(side, ())):
            hedge = str(entry.get("hedge", ""))
            if hedge not in HEDGES:
                fault = phrase("{hedge!r} is none of {known}", hedge=hedge, known=listed(HEDGES))
                problems.append(Problem("hedges.toml", f"{side}[{i}].hedge", fault))
                continue
            for word in entry.get("words", ()):
                if side == "after":
                    item = AfterHedge(
                        word,
                        hedge,
                        tuple(entry.get("not_before", ())),
                        bool(entry.get("money")),
                        bool(entry.get("after_time")),
                    )
                    after.setdefault(word[0], []).append(item)
                else:
                    for spelling in {word, word[0].upper() + word[1:]}:
                        before.append((spelling, (spelling, hedge)))
    between = table.get("between", {})
    policy = {name: _quotient(text, name, problems) for name, text in table.get("policy", {}).items()}
    unknown = [name for name in policy if name not in Policy.__slots__]
    problems.extend(
        Problem("hedges.toml", f"policy.{name}", phrase("is no width of the policy")) for name in unknown
    )
    return {
        "before": by_ending(before),
        "after": {c: tuple(sorted(some, key=lambda item: -len(item.word))) for c, some in after.items()},
        "between": by_last(between.get("words", ())),
        "far": longest_first(between.get("far", ())),
        "far_sign": re.compile("|".join(map(re.escape, between.get("far", ()))) or NEVER),
        "far_verbs": longest_first(between.get("verbs", ())),
        "away": longest_first(between.get("away", ())),
        "away_bounds": longest_first(between.get("away_bounds", ())),
        "odd_not_before": tuple(table.get("odd", {}).get("not_before", ())),
        "policy": Policy(**{name: value for name, value in policy.items() if name in Policy.__slots__}),
    }


def compile_changes(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """The fields of `Tables` that changes.toml fills; faults go to `problems`."""
    figures: dict[str, Fraction] = {}
    result: dict[str, Any] = {}
    for language in ("chinese", "english"):
        entry = dict(table.get(language, {}))
        for word, value in entry.pop("figures", {}).items():
            try:
                figures[word] = Fraction(value)
            except (ValueError, ZeroDivisionError):
                problems.append(
                    Problem(
                        "changes.toml",
                        f"{language}.figures.{word}",
                        phrase("{value!r} is no number", value=value),
                    )
                )
        unknown = [name for name in entry if name not in Changes._fields]
        problems.extend(
            Problem("changes.toml", f"{language}.{name}", phrase("is no kind of change word"))
            for name in unknown
        )
        words = {name: longest_first(some) for name, some in entry.items() if name in Changes._fields}
        between = frozenset(words.pop("between_after", ()))
        result[f"{language}_changes"] = Changes(
            **words,
            between_after=between,
            up_set=frozenset(words.get("up", ())),
            down_set=frozenset(words.get("down", ())),
            lasts=frozenset(word[-1] for name in _BEFORE for word in words.get(name, ())),
            spaced=tuple(f" {filler}" for filler in words.get("fillers", ()) if filler != "to"),
        )
    return result | {"figures": figures}
