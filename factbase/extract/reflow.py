"""A document's text without its layout, and the way back to every original offset.

Printed pages wrap lines inside Chinese words and put spaces between Chinese and Latin. Reading wants neither; citing
wants the archived offsets. A `Flow` holds the text as read and, for each of its characters, where it stood.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

__all__ = ["Flow", "exchanged", "reflow", "unwrapped"]

_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
# No character before the Hangul letters is wide.
_FIRST_WIDE = "\u1100"
_WRAP = re.compile(r"[ \t\u00a0\u3000]*\n\s*")
# White space that may have to change: all but one blank between two printed ASCII characters.
_SPACE = re.compile(r"[ \t\n\u00a0\u3000]{2,}|[\t\n\u00a0\u3000]|(?<![!-~]) | (?![!-~])")


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


def exchanged(text: str, table: Mapping[str, str]) -> str:
    """`text` with the characters that `table` names exchanged for others, none of which it names.

    Where few stand in the text this is faster than `str.translate`, which looks up every character.
    """
    for character in table.keys() & set(text):
        text = text.replace(character, table[character])
    return text


def reflow(text: str, *, paragraphs: bool = False) -> Flow:
    """`text` with line wraps inside Chinese deleted, other runs of white space made one space, full-width ASCII folded.

    A space goes where either neighbour is Chinese; between Latin words one space stays, also for a line wrap. Spaces
    between two Chinese characters stay unless they hold a line wrap. With `paragraphs`, a blank line stays as one
    line break: a figure never crosses it.

    >>> reflow("未来6\\n至12小时 H100").text
    '未来6至12小时H100'
    """
    folded = exchanged(text, _FOLD)
    out: list[str] = []
    origin = array("I")
    position = 0
    for gap in _SPACE.finditer(text):
        out.append(folded[position : gap.start()])
        origin.extend(range(position, gap.start()))
        keep = _joint(folded, text, gap.start(), gap.end(), paragraphs)
        if keep:
            out.append(keep)
            origin.append(gap.start())
        position = gap.end()
    out.append(folded[position:])
    origin.extend(range(position, len(folded)))
    return Flow("".join(out), origin)


def unwrapped(text: str) -> str:
    """`text` as archived but on one line: only line wraps go, spaces and full-width marks stay.

    >>> unwrapped("H100 的\\n算力，The\\nEU")
    'H100 的算力，The EU'
    """

    def joint(gap: re.Match[str]) -> str:
        if gap.start() == 0 or gap.end() == len(text):
            return ""
        return " " if _is_latin(text[gap.start() - 1]) and _is_latin(text[gap.end()]) else ""

    return _WRAP.sub(joint, text)


def _joint(folded: str, text: str, start: int, end: int, paragraphs: bool) -> str:
    gap = folded[start:end]
    if paragraphs and gap.count("\n") > 1:
        return "\n"
    if start == 0 or end == len(folded):
        return ""
    # The kind of neighbour is asked of the archived text: a folded full-width mark still belongs to Chinese.
    before, after = _is_latin(text[start - 1]), _is_latin(text[end])
    if before and after:
        return " "
    if not before and not after and "\n" not in gap:
        return " "
    return ""
