"""One-to-one spelling: full-width and traditional characters become what the vocabularies hold; offsets never move."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["fold", "traditional_pattern"]

# Letters, digits and the signs that figures use; full-width commas and colons stay punctuation.
_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE |= {
    0xFF05: 0x25,
    0xFF04: 0x24,
    0xFF0B: 0x2B,
    0xFF0D: 0x2D,
    0xFF0E: 0x2E,
    0xFF0F: 0x2F,
    0xFF5E: 0x7E,
    0xFF1C: 0x3C,
    0xFF1E: 0x3E,
}
# Signs of a range and dashes that look like those in use; blanks that keep a number together.
_WIDE |= {
    0x223C: 0x7E,
    0x301C: 0x7E,
    0x2053: 0x7E,
    0x2010: 0x2D,
    0x2012: 0x2013,
    0x2015: 0x2014,
    0xFE58: 0x2014,
}
_WIDE |= (
    {0x2715: 0xD7, 0x2A2F: 0xD7}
    | dict.fromkeys((*range(0x2002, 0x2007), 0x2008, 0x200A), 0x2009)
    | {0x2007: 0xA0}
)
_WIDE |= {0x3000: 0x20, 0xFFE5: 0xA5, 0xFFE1: 0xA3, 0xFFE6: 0x20A9, 0x2236: 0x3A}
_HAS_WIDE = re.compile("[" + "".join(chr(code) for code in _WIDE) + "]")
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def traditional_pattern(traditional: Mapping[int, str]) -> re.Pattern[str] | None:
    """A pattern that finds any character with a simplified form, or `None` for an empty table."""
    return re.compile("[" + "".join(chr(code) for code in traditional) + "]") if traditional else None


def fold(text: str, traditional: Mapping[int, str], pattern: re.Pattern[str] | None) -> str:
    """`text` with the same length, in simplified characters and half-width digits, letters and signs.

    >>> fold("３．５％，１，２００萬", {ord("萬"): "万"}, traditional_pattern({ord("萬"): "万"}))
    '3.5%，1,200万'
    """
    if _HAS_WIDE.search(text) is not None:
        text = _WIDE_COMMA.sub(",", text).translate(_WIDE)
    if pattern is not None and pattern.search(text) is not None:
        text = text.translate(traditional)
    return text
