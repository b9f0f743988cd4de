"""Text from documents as a terminal may show it: nothing that steers it, and lines that break between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["shown", "wrapped"]

# What would steer the terminal, or turn the direction of the words, is shown instead of obeyed.
_SHOWN = (
    {c: chr(0x2400 + c) for c in range(0x20) if c != ord("\n")}
    | dict.fromkeys((*range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F), "\ufffd")
    | dict.fromkeys((0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
    | {ord("\t"): " "}
)
# A Latin word or number with its marks; any other character with the closing marks behind it, which begin no line.
_PART = re.compile(
    r"\s+|[!-~\u00a1-\u02af\u2010-\u2015]+[，。、；：？！”’）》」』]*|.[，。、；：？！”’）》」』]*"
)


def shown(text: str) -> str:
    """`text` with its control characters and changes of direction made visible; line ends stay.

    >>> shown("\\x1b[2J 5\\t% \\u202e")
    '␛[2J 5 % \\ufffd'
    """
    return text.translate(_SHOWN)


def wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """One line of text as lines of at most `width` cells, the later ones behind `indent`; only a longer word is cut.

    >>> list(wrapped("ChatGPT每天用电，about 21 MW", 12))
    ['ChatGPT每天', '用电，about', '21 MW']
    """
    from rich.cells import cell_len, chop_cells

    line = ""
    for part in _PART.findall(text):
        if cell_len(line) + cell_len(part.rstrip()) <= width:
            line += part
            continue
        if line.strip():
            yield line.rstrip()
        line = indent + part.lstrip()
        while cell_len(line) > width > len(indent) + 1:
            head = chop_cells(line, width)[0]
            yield head
            line = indent + line[len(head) :]
    if line.strip() or not text:
        yield line.rstrip()
