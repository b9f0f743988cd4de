"""A document's text without its layout, and the way back to every original offset.

Printed pages wrap lines inside Chinese words and put spaces between Chinese and Latin. Reading wants neither; citing
wants the archived offsets. A `Flow` holds the text as read and, for each of its characters, where it stood.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from factbase.quantity.wraps import goes_on

__all__ = ["Flow", "is_row", "paragraphed", "reflow", "unwrapped"]

_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
# No character before the Hangul letters is wide.
_FIRST_WIDE = "\u1100"
_WRAP = re.compile(r"[ \t\u00a0\u3000]*\n\s*")
# White space that may have to change: all but one blank between two printed ASCII characters. (One class at the beginning
# lets the search skip all else.)
_SPACE = re.compile(
    r"[ \t\n\u00a0\u3000](?:[ \t\n\u00a0\u3000]+|(?<=[\t\n\u00a0\u3000])|(?<![!-~] )|(?![!-~]))"
)
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]")
# The rest of a gap that holds a blank line, from its first line break on.
_PARAGRAPH = re.compile(r"\n[ \t\u00a0\u3000]*\n[ \t\n\u00a0\u3000]*")
_LINE_END = re.compile(r"\n[ \t\n\u00a0\u3000]*")
_BLANKS = " \t\u00a0\u3000"
# Counting up to here is done once.
_OFFSETS = array("I", range(1 << 12))


class Flow(NamedTuple):
    """Text as read (`text`) and, per character of it, its offset in the archived text (`origin`)."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The archived `[start, end)` of the flow's `[start, end)`, which must not be empty."""
        return self.origin[start], self.origin[end - 1] + 1


def _is_latin(char: str) -> bool:
    """Whether a character is no Chinese one: those, and their full-width marks, are wide (Unicode Annex 11)."""
    if char < _FIRST_WIDE:
        return True
    return not "\u4e00" <= char <= "\u9fff" and east_asian_width(char) not in "WF"


def reflow(text: str) -> Flow:
    """`text` with line wraps inside Chinese deleted, other runs of white space made one space, full-width ASCII folded.

    A space goes where either neighbour is Chinese; between Latin words one space stays, also for a line wrap, unless it cuts
    a number of Chinese text in two. Spaces between two Chinese characters stay unless they hold a line wrap.

    >>> reflow("未来6\\n至12小时 H100").text
    '未来6至12小时H100'
    """
    folded = text
    for character in set(_FULL_WIDTH.findall(text)):
        folded = folded.replace(character, _FOLD[character])
    offsets = _OFFSETS if len(text) <= len(_OFFSETS) else array("I", range(len(text)))
    out: list[str] = []
    origin = array("I")
    position = 0
    for gap in _SPACE.finditer(text):
        start, end = gap.span()
        out.append(folded[position:start])
        origin.extend(offsets[position:start])
        if _keeps(text, start, end):
            out.append(" ")
            origin.append(start)
        position = end
    out.append(folded[position:])
    origin.extend(offsets[position : len(text)])
    return Flow("".join(out), origin)


def is_row(line: str) -> bool:
    """Whether a line is the row of a table: cells apart by tabs, or between upright strokes."""
    return ("\t" in line and "\t" in line.strip()) or ("|" in line and line.lstrip().startswith("|"))


def paragraphed(text: str, flow: Flow) -> Flow:
    """The flow of `text` with its blank lines, and the ends of the rows of a table, as one line break each, which no figure
    crosses.

    >>> paragraphed("甲\\n乙\\n\\n丙", reflow("甲\\n乙\\n\\n丙")).text
    '甲乙\\n丙'
    """
    out: list[str] = []
    origin = array("I")
    position = 0
    has_rows = "\t" in text or "|" in text
    for gap in (_LINE_END if has_rows else _PARAGRAPH).finditer(text):
        start, end = gap.span()
        if has_rows and gap.group().count("\n") < 2 and not _is_beside_row(text, start):  # fmt: skip
            continue
        while start and text[start - 1] in _BLANKS:
            start -= 1
        at = bisect_left(flow.origin, start, position)
        out += (flow.text[position:at], "\n")
        origin.extend(flow.origin[position:at])
        origin.append(start)
        position = bisect_left(flow.origin, end, at)
    out.append(flow.text[position:])
    origin.extend(flow.origin[position:])
    return Flow("".join(out), origin)


def _is_beside_row(text: str, at: int) -> bool:
    """Whether the line that ends at `at` or the next one is a row."""
    end = text.find("\n", at + 1)
    before, after = text[text.rfind("\n", 0, at) + 1 : at], text[at + 1 : end if end >= 0 else len(text)]
    return is_row(before) or is_row(after)


def unwrapped(text: str, start: int = 0, end: int | None = None) -> str:
    """`[start, end)` of `text` as archived but on one line: only line wraps go, spaces and full-width marks stay.

    >>> unwrapped("H100 的\\n算力，The\\nEU，8\\n1亿元")
    'H100 的算力，The EU，81亿元'
    """
    end = len(text) if end is None else end
    out: list[str] = []
    at = start
    for gap in _WRAP.finditer(text, start, end) if "\n" in text[start:end] else ():
        out.append(text[at : gap.start()])
        if gap.start() > start and gap.end() < end and _is_latin(text[gap.start() - 1]) and _is_latin(text[gap.end()]):  # fmt: skip
            out.append("" if _cuts_number(text, gap.start(), gap.end()) else " ")
        at = gap.end()
    out.append(text[at:end])
    return "".join(out)


def _keeps(text: str, start: int, end: int) -> bool:
    """Whether a gap of the archived text stays, as one blank: of that text, for a folded full-width mark still belongs to
    Chinese.
    """
    if start == 0 or end == len(text):
        return False
    is_latin = _is_latin(text[start - 1])
    if is_latin != _is_latin(text[end]):
        return False
    has_wrap = text.find("\n", start, end) >= 0
    return not (has_wrap and _cuts_number(text, start, end)) if is_latin else not has_wrap


def _cuts_number(text: str, start: int, end: int) -> bool:
    """Whether a gap is a line wrap within a number."""
    if text[start - 1] not in "0123456789.," or text[end] not in "0123456789.":
        return False
    return text.count("\n", start, end) == 1 and goes_on(text, start, end)
