"""The lines of a page of a PDF by where they stand: what is set apart is a paragraph of its own, raised digits are powers."""

from __future__ import annotations

import re
from ctypes import c_double
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from factbase.extract.raised import raised

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

__all__ = ["page_text"]

# How much further than most lines of its page, or how much larger or smaller in print, a line stands that is set apart.
_FURTHER, _LARGER = 1.3, 1.12
# A line that ends so early, and not in a mark, is no line of a paragraph that goes on: a headline, a date.
_SHORT = 0.6
_OPEN_END = re.compile(r"[\w%°\"”’」』）)\]]$")
_FRESH_START = re.compile(r"[^a-z\W]|[\"“‘「『（(\[]")
# Raised print is smaller than what it stands behind, and higher by such a share of its size.
_SMALLER, _HIGHER = 0.95, 0.15
_POWERS = "0123456789-−–"
# From so many lines on a page tells how far apart most of its lines are.
_FEW = 3
_LINE = re.compile(r"[^\r\n]+")


class _Line(NamedTuple):
    """A line of print: its words, how large it begins, where it begins and ends, and the height of its foot."""

    words: str
    size: float
    left: float
    right: float
    foot: float


def page_text(page: PdfTextPage) -> str:
    """The text of a page in its own order, with a blank line where a line is set apart from the one before it."""
    text = str(page.get_text_range())
    if len(text) != page.count_chars():
        # Characters beyond the first plane: places cannot be told.
        return str(page.get_text_bounded()).replace("\r\n", "\n").replace("\r", "\n")
    lines: list[_Line] = []
    for match in _LINE.finditer(text):
        line = _line(page, text, *match.span())
        last = lines[-1] if lines else None
        if last and abs(last.foot - line.foot) < _HIGHER * line.size and last.right <= line.left + 1:
            lines[-1] = last._replace(words=last.words + line.words, right=line.right)
        else:
            lines.append(line)
    steps = sorted(a.foot - b.foot for a, b in pairwise(lines) if a.foot - b.foot > b.size / 2)
    step = steps[len(steps) // _FEW] if len(steps) >= _FEW else 0.0
    out: list[str] = []
    for n, line in enumerate(lines):
        if n and _is_apart(lines[n - 1], line, step):
            out.append("")
        out.append(line.words)
    return "\n".join(out)


def _line(page: PdfTextPage, text: str, start: int, end: int) -> _Line:
    seen = [at for at in range(start, end) if not text[at].isspace()] or [start]
    places = [_place(page, at) for at in (seen[0], seen[len(seen) // 2], seen[-1])]
    size, foot = median(p[0] for p in places), median(p[2] for p in places)
    words: list[str] = []
    at = start
    while at < end:
        up = at
        while up < end and at > start and text[at - 1].isdecimal() and text[up] in _POWERS and _is_raised(page, up, size, foot):  # fmt: skip
            up += 1
        words.append(raised(text[at:up], "".join(words[-24:])) if up > at else text[at])
        at = max(up, at + 1)
    return _Line("".join(words), size, places[0][1], places[-1][1], foot)


def _is_raised(page: PdfTextPage, at: int, size: float, foot: float) -> bool:
    own, _, y = _place(page, at)
    return own < _SMALLER * size and y > foot + _HIGHER * size


def _place(page: PdfTextPage, at: int) -> tuple[float, float, float]:
    """How large a character is printed, and where it begins: from the left, and from the foot of the page."""
    from pypdfium2 import raw

    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(page, at, x, y)
    return raw.FPDFText_GetFontSize(page, at), x.value, y.value


def _is_apart(before: _Line, line: _Line, step: float) -> bool:
    """Whether a line begins anew: printed in another size, further down than most do, or behind a short line without an end."""
    if max(before.size, line.size) > _LARGER * min(before.size, line.size):
        return True
    down = before.foot - line.foot
    if step and down > _FURTHER * step:
        return True
    is_short = before.right - before.left < _SHORT * (line.right - line.left)
    is_open = _OPEN_END.search(before.words.rstrip()) is not None
    return down > 0 and is_short and is_open and _FRESH_START.match(line.words.lstrip()) is not None
