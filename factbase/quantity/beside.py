"""Digits beside a number that nobody reads with it: 1.5.3, 5·6, 500 000, 10 6, 5 × 105. They void it."""

from __future__ import annotations

import re

from factbase.quantity.tables import Tables

__all__ = ["BLANKS", "JOINTS", "TIMES", "is_cut", "is_multiplied", "is_piece", "spaced_end"]

BLANKS = "\u00a0\u2009\u202f"
"""Blanks that keep a number together, besides the plain one."""
JOINTS = frozenset("'’′´`‘·•∙÷&@⁻")
"""What makes one token of the digits on its two sides, which no reader takes apart."""
TIMES = "×xX*⋅·∙"
"""Signs of multiplication before a power of ten."""

_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_GROUP = re.compile(rf"[0-9]{{3}}(?![0-9])(?<=([ {BLANKS}])[0-9]{{3}})")
_LEADING = re.compile(rf"(?<![0-9.,:/'’_^-])[0-9]{{1,3}}(?:[,'’ {BLANKS}][0-9]{{3}})*[ {BLANKS}]$")
_NEXT_GROUP = re.compile(rf"[ {BLANKS}][0-9]{{3}}(?![0-9])")
_SIGNS = re.escape("".join(sorted(JOINTS)) + ".,:/")
_JOINED_TO = re.compile(rf"[0-9][{_SIGNS}]$|(?:^|[\s(（])[-−]$")
_JOINED_BY = re.compile(rf"[{_SIGNS}][0-9]|[ {BLANKS}]?(?:×[ {BLANKS}]?|(?: [xX*] )|\*)[0-9]")
_LABEL = re.compile(r"([A-Za-z][A-Za-z.]*)[ \u00a0\n]?$")
_FACTOR = re.compile(rf"[0-9)][ {BLANKS}]?×[ {BLANKS}]?$|[0-9] ?[*]$|[0-9][xX]$|[0-9] [xX*] $")
_LOST_POWER = re.compile(rf"[0-9][ {BLANKS}]?[{TIMES}][ {BLANKS}]?10[ {BLANKS}][-−–]?$")
_IN_WORDS = re.compile(r"[0-9一二两三四五六七八九][十百千万亿]+$")
_BEHIND_TIMES = re.compile(rf"[ {BLANKS}]?[0-9]")
# What may stand between the two, and what then stands before it: a look that settles most places.
_BETWEEN = frozenset(f" -−–{BLANKS}")
_AHEAD = frozenset(f"0123456789) {TIMES}{BLANKS}")
_REACH = 24


def spaced_end(text: str, at: int, tables: Tables) -> int:
    """The end of the groups of three that plain blanks divide (500 000) and that begin at `at`, else 0.

    A number that belongs to the word before it is no group: Phase 2 500 MW.
    """
    if " " not in text[at + 1 : at + 4]:
        return 0
    found = _GROUPS.match(text, at)
    return 0 if found is None or _is_labelled(text, at, tables) else found.end()


def is_cut(text: str, at: int, tables: Tables) -> bool:
    """Whether the digits at `at` go on a number that stands before them and is not read with them."""
    if not at:
        return False
    before = text[at - 1]
    if before in JOINTS:
        return text[at - 2 : at - 1].isdecimal()
    if before in _BETWEEN and text[at - 2 : at - 1] not in _AHEAD:
        return False
    lead = text[max(0, at - _REACH) : at]
    if before in "十百千万亿":
        return _IN_WORDS.search(lead) is not None
    if before in _BETWEEN or before in "×xX*":
        if _FACTOR.search(lead) is not None or _LOST_POWER.search(lead) is not None:
            return True
        groups = _LEADING.search(lead) if _GROUP.match(text, at) is not None else None
        return groups is not None and not _is_labelled(text, at - len(lead) + groups.start(), tables)
    return False


def is_piece(text: str, start: int, end: int) -> bool:
    """Whether the digits `[start, end)` are a piece of a number, a product or a negative number, taken alone by mistake."""
    if not text[start:end].isdecimal():
        return False
    before, after = text[max(0, start - _REACH) : start], text[end : end + 8]
    if _JOINED_TO.search(before) is not None or _JOINED_BY.match(after) is not None:
        return True
    if _FACTOR.search(before) is not None or _LOST_POWER.search(before) is not None:
        return True
    if end - start == 3 and _LEADING.search(before) is not None:
        return True
    return end - start <= 3 and _NEXT_GROUP.match(after) is not None


def is_multiplied(text: str, end: int) -> bool:
    """Whether the sign of multiplication that ends at `end` stands between two numbers: 5 × 105, but not up 3x 2020."""
    sign = text[end - 1]
    if text[end : end + 1].isdecimal():
        return True
    apart = sign == "×" or (sign in "xX*" and text[end - 2 : end - 1].isspace())
    return apart and _BEHIND_TIMES.match(text, end) is not None


def _is_labelled(text: str, at: int, tables: Tables) -> bool:
    found = _LABEL.search(text, max(0, at - _REACH), at)
    return found is not None and (found.group(1) in tables.months or found.group(1).lower() in tables.labels)
