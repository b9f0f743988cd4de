"""The form of a text under which names are compared: one character for one, so that offsets stay.

Case, full-width forms, kinds of dash and apostrophe, and traditional characters are folded away.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

__all__ = ["fold"]

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63"
_APOSTROPHES = "\u2018\u2019\u02bc"
_QUOTES = "\u201c\u201d\u300c\u300d\u300e\u300f"
# British spellings that differ from American ones in place, not in length.
_SPELLINGS = (
    ("centre", "center"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("isation", "ization"),
    ("defence", "defense"),
)
_TABLE = (
    {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u3000\xa0\u202f\u2009", " ")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
)
_EXCHANGED = re.compile("[" + re.escape("".join(_TABLE)) + "]")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def fold(text: str) -> str:
    """`text` folded, of the same length.

    >>> fold("ＮＶＩＤＩＡ’s H–100 臺積電")
    "nvidia's h-100 台积电"
    """
    is_ascii = text.isascii()  # then the table names none of its characters
    folded = text
    if not is_ascii:
        for character in set(_EXCHANGED.findall(text)):
            folded = folded.replace(character, _TABLE[character])
    lower = folded.lower()
    if len(lower) != len(folded):
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in folded)
    for british, american in _SPELLINGS:
        if british in lower:
            lower = lower.replace(british, american)
    if is_ascii or lower.isascii():
        return lower
    try:
        # Every character of simplified Chinese lies in GB 2312; what does not may be traditional.
        lower.encode("gb2312")
    except UnicodeEncodeError:
        return _simplified(lower)
    return lower


def _simplified(text: str) -> str:
    converted = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    pairs = ((c, _converter().convert(c)) for c in text)
    return "".join(new if len(new) == 1 else old for old, new in pairs)


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter
