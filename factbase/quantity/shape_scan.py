"""One pattern out of all shapes, which looks at a shape only where a character can begin it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from factbase.quantity.words import NEVER, starting

__all__ = ["DIGITS", "NUMERALS", "Scan", "Shape", "build_scan"]

DIGITS = tuple("0123456789")
NUMERALS = tuple("〇零○一二两三四五六七八九十百几数多半")

_LETTERS = tuple("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Shape(NamedTuple):
    """A pattern source, and what a match of it can begin with: characters, or the first few of its words."""

    starts: tuple[str, ...]
    source: str


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
        _branch("l", letters, r"(?<![0-9A-Za-z])", shapes),
        _branch("w", others, "", shapes),
    )
    pattern = re.compile(rf"(?={starting(start[0] for start in every)})(?:{'|'.join(branches)})", re.ASCII)
    return Scan(pattern, _groups(pattern))


def _branch(key: str, chars: tuple[str, ...], look: str, shapes: Mapping[str, Shape]) -> str:
    """The shapes that can begin with one of `chars`; `key` keeps their groups apart from another branch's."""
    fitting, every = [], set()
    for name, shape in shapes.items():
        own = {start for start in shape.starts if start[0] in chars}
        if own:
            source = re.sub(r"\(\?P([<=])(\w+)", rf"(?P\g<1>{key}_{name}__\g<2>", shape.source)
            fitting.append(rf"(?P<{key}_{name}>(?={starting(own)})(?:{source}))")
            every |= own
    return f"{look}(?={starting(every)})(?:{'|'.join(fitting) or NEVER})"


def _groups(pattern: re.Pattern[str]) -> dict[str, tuple[str, tuple[tuple[str, int], ...]]]:
    inner: dict[str, list[tuple[str, int]]] = {name: [] for name in pattern.groupindex if "__" not in name}
    for name, index in pattern.groupindex.items():
        outer, inside, part = name.partition("__")
        if inside:
            inner[outer].append((part, index))
    return {name: (name.partition("_")[2], tuple(parts)) for name, parts in inner.items()}
