"""One pattern out of all shapes, which looks at a shape only where a character can begin it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from factbase.quantity.date_grammar import DIGITS, NUMERALS, Shape
from factbase.quantity.words import NEVER, starting

__all__ = ["Scan", "build_scan"]

# What must follow a number for it to begin any shape: cheap to test, and true of few numbers that are no date.
_DATED_DIGITS = (
    r"(?:19|20|21)[0-9]{2}(?![0-9])|[0-9]{1,4}(?:\s{0,2}(?:[年月日天周号季世星多余\-–—~～－至到/.、和与及]|个\s?半?[月星季]|半)"
    r"|(?:st|nd|rd|th)?[\s-]{1,3}[A-Za-z]|['’]?s|[QqH])"
)
_DATED_NUMERAL = (
    r"[〇零○一二两三四五六七八九十百几数多半][〇零○一二两三四五六七八九十百几数多半个余第至到、\-–—~～\s和]{0,9}[年月日天周季世星]"
)
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Scan(NamedTuple):
    """The compiled pattern, and for each of its outer groups the shape's name and its inner groups by name."""

    pattern: re.Pattern[str]
    shapes: Mapping[str, tuple[str, tuple[tuple[str, int], ...]]]


def build_scan(shapes: Mapping[str, Shape], hurried: bool = True) -> Scan:
    """Join the shapes; `hurried` off leaves out the quick looks ahead, which must not change what is found."""
    numbers, letters = DIGITS + NUMERALS, _LETTERS
    every = {start for shape in shapes.values() for start in shape.starts}
    others = tuple({start[0] for start in every} - {*numbers, *letters})
    look = rf"(?:{_DATED_DIGITS}|{_DATED_NUMERAL})" if hurried else f"[{''.join(numbers)}]"
    branches = (
        _branch("d", numbers, f"(?={look})", shapes),
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
