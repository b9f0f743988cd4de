"""A document's text for linking: printed lines joined, paragraphs and headings kept apart, every offset kept."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from factbase.extract.reflow import Flow, is_row, paragraphed, reflow
from factbase.quantity.wraps import goes_on, run_start

__all__ = ["unwrapped"]

_ENDS = tuple("。！？；：.!?;:…”’」』）)")
_SHORT = 4
# A line break behind a number, or behind what may be the first part of one.
_BREAK = re.compile(
    r"(?<=[0-9.,百千万亿])[ \t\u3000]*\n[ \t\u3000]*(?=[0-9.％%‰十百千万亿兆\u4e00-\u9fffA-Za-z])"
)
# What goes on with a number: scales, units, nouns that are counted.
_UNITS = frozenset(
    "十百千万亿兆%％‰个家名人元美欧日英港韩卢倍吨公千米克瓦度年月天小分秒台辆座项种户平立摄成点多余个"
)
_LATIN_UNIT = re.compile(r"[A-Za-z/]{1,6}(?![A-Za-z0-9-])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SCALES = "百千万亿"
# 1亿 and 2000万: a smaller part of one number.
_SMALLER = re.compile(r"[0-9]+(?:\.[0-9]+)?[百千万]")
_COLUMNS = re.compile(r"\t|\||\S {2,}\S|\S\u3000+\S")
# A full line has such a width, in cells of the screen, and such a share of that of the widest line near it.
_LEAST_WIDTH, _FULL, _LINES, _NEAR = 16, 0.85, 12, 2000


def unwrapped(text: str, flow: Flow | None = None) -> tuple[str, Sequence[int]]:
    """The text as one reads it, and for each of its characters where it stood; its `flow` is made if it is not at hand.

    Lines that mostly break off in mid-sentence are print and are joined, but for the rows of tables; else a line is a paragraph of its own, but for a
    full one that breaks off in a number.
    """
    if "\n" not in text:
        return text, range(len(text))
    if not _is_wrapped(text):
        return _whole_numbers(text)
    return paragraphed(text, flow or reflow(text))


def _is_wrapped(text: str) -> bool:
    lines = [line.rstrip() for line in text.split("\n")]
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip() and not (is_row(a) or is_row(b))]
    if len(pairs) < _SHORT:
        return False
    broken = sum(not a.endswith(_ENDS) for a, _ in pairs)
    return 2 * broken > len(pairs)


def _whole_numbers(text: str) -> tuple[str, Sequence[int]]:
    """The text without the line breaks that part a number of printed text."""
    gaps = [m.span() for m in _BREAK.finditer(text) if _parts_number(text, *m.span()) and _is_full(text, m.start())]  # fmt: skip
    if not gaps:
        return text, range(len(text))
    out: list[str] = []
    origin = array("I")
    at = 0
    for start, end in gaps:
        out.append(text[at:start])
        origin.extend(range(at, start))
        if text[end].isascii() and text[end].isalpha():
            out.append(" ")
            origin.append(start)
        at = end
    out.append(text[at:])
    origin.extend(range(at, len(text)))
    return "".join(out), origin


def _parts_number(text: str, left: int, right: int) -> bool:
    """Whether a number, or a number and its unit, go on over a line break."""
    a, b = text[left - 1], text[right]
    if a in _SCALES:
        is_scaled = text[left - 2 : left - 1].isdecimal()
        return is_scaled and (b in _UNITS or _SMALLER.match(text, right) is not None)
    if b.isdecimal() or b == ".":
        return goes_on(text, left, right)
    start = run_start(text, left)
    if start < 1 or not a.isdecimal() or (b != "年" and _YEAR.fullmatch(text, start, left)):
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start].rstrip()[-1:]
    return bool(before) and before > "\u2e7f" and (b in _UNITS or _LATIN_UNIT.match(text, right) is not None)


def _is_full(text: str, at: int) -> bool:
    """Whether the line that ends at `at` ends there for want of room: none of its paragraph is much wider, and it is no row."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:at]
    width = _width(line)
    if width < _LEAST_WIDTH or _COLUMNS.search(line.strip()):
        return False
    before = text[max(0, start - _NEAR) : start].split("\n\n")[-1].split("\n")[-_LINES:]
    after = text[at : at + _NEAR].lstrip(" \t\u3000").split("\n\n")[0].split("\n")[1:_LINES]
    return all(width >= _FULL * _width(other) for other in (*before, *after))


def _width(line: str) -> int:
    """How many cells of a screen a line takes."""
    line = line.strip()
    return len(line) + sum(east_asian_width(c) in "WF" for c in line if c > "\u10ff")
