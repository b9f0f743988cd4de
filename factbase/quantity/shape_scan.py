"""One pattern out of all shapes, which looks at a shape only where a character can begin it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from factbase.quantity.words import NEVER, starting

__all__ = ["DIGITS", "NUMERALS", "Scan", "Shape", "build_scan"]

DIGITS = tuple("0123456789")
NUMERALS = tuple("〇零○一二两三四五六七八九十百几数多半")

_LETTERS = tuple("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Shape(NamedTuple):
    """A pattern source, and what a match of it can begin with: characters, or the first few of its words.

    `look` is what must match where it begins with a number: shapes in a row with the same are refused together.
    """

    starts: tuple[str, ...]
    source: str
    look: str = ""


class Scan(NamedTuple):
    """The compiled pattern, and for each of its outer groups the shape's name and its inner groups by name."""

    pattern: re.Pattern[str]
    shapes: Mapping[str, tuple[str, tuple[tuple[str, int], ...]]]


def build_scan(shapes: Mapping[str, Shape], number_look: str = "") -> Scan:
    """Join the shapes, which are tried in their order.

    `number_look` is a pattern that must match where a number stands for any shape to begin there: a quick refusal of most
    numbers, which must not change what is found.
    """
    numbers, letters = DIGITS + NUMERALS, _LETTERS
    every = {start for shape in shapes.values() for start in shape.starts}
    others = tuple({start[0] for start in every} - {*numbers, *letters})
    branches = (
        _branch("d", numbers, f"(?={number_look})" if number_look else "", shapes),
        _branch("l", letters, "", shapes),
        _branch("w", others, "", shapes),
    )
    first = rf"(?={starting(start[0] for start in every)})(?!(?<=[0-9A-Za-z])[A-Za-z])"
    pattern = re.compile(rf"{first}(?:{'|'.join(branches)})", re.ASCII)
    return Scan(pattern, _groups(pattern))


def _branch(key: str, chars: tuple[str, ...], look: str, shapes: Mapping[str, Shape]) -> str:
    """The shapes that can begin with one of `chars`; `key` keeps their groups apart from another branch's."""
    fitting: list[tuple[str, str]] = []
    every: set[str] = set()
    for name, shape in shapes.items():
        own = {start for start in shape.starts if start[0] in chars}
        if own:
            source = re.sub(r"\(\?P([<=])(\w+)", rf"(?P\g<1>{key}_{name}__\g<2>", shape.source)
            at = "" if own >= set(DIGITS + NUMERALS) else f"(?={starting(own)})"
            fitting.append((shape.look if key == "d" else "", rf"(?P<{key}_{name}>{at}(?:{source}))"))
            every |= own
    if not fitting:
        return NEVER
    grouped = (
        (look, [source for _, source in some]) for look, some in groupby(fitting, key=lambda pair: pair[0])
    )
    tried = (f"(?={look})(?:{'|'.join(some)})" if look else "|".join(some) for look, some in grouped)
    return f"{_beginning(every)}{look}(?={starting(every)})(?:{'|'.join(tried)})"


def _beginning(prefixes: Iterable[str]) -> str:
    """What their first two characters can be: refuses most places before the exact test, which takes many branches."""
    single = {p for p in prefixes if len(p) == 1}
    heads = {p[0] for p in prefixes} - single
    seconds = {p[1] for p in prefixes if len(p) > 1}
    pairs = f"[{_cases(heads)}][{re.escape(''.join(sorted(seconds)))}]" if heads else ""
    return f"(?={'|'.join(filter(None, (pairs, f'[{_cases(single)}]' if single else '')))})"


def _cases(chars: Iterable[str]) -> str:
    return re.escape(
        "".join(sorted({form for c in chars for form in ((c, c.upper()) if c.isascii() else (c,))}))
    )


def _groups(pattern: re.Pattern[str]) -> dict[str, tuple[str, tuple[tuple[str, int], ...]]]:
    inner: dict[str, list[tuple[str, int]]] = {name: [] for name in pattern.groupindex if "__" not in name}
    for name, index in pattern.groupindex.items():
        outer, inside, part = name.partition("__")
        if inside:
            inner[outer].append((part, index))
    return {name: (name.partition("_")[2], tuple(parts)) for name, parts in inner.items()}
