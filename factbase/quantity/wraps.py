"""Where a line of print breaks off within a number: what stands on one of the two lines alone is no figure.

Chinese print breaks lines anywhere. A number goes on behind a line break if it is of running text: something Chinese stands
before it on its line, something other than numbers behind it on the next; a column or list of numbers is no such text.
"""

from __future__ import annotations

import re

__all__ = ["goes_on", "is_parted", "run_start"]

_BLANKS = " \t\u00a0\u3000"
_RUN = re.compile(r"[0-9][0-9.,]*")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBERING = re.compile(r"[0-9]{1,3}[.、)）．](?![0-9])|(?:19|20)[0-9]{2}年")
_WHOLE = re.compile(r"[0-9]+(?:\.[0-9]*)?|[0-9]{1,3}(?:,[0-9]{3})+")
_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*,")
_GROUP = re.compile(r"[0-9]{3}(?![0-9])")
_SCALES, _HIGH = "百千万亿", "十百千万亿零〇点"
_DIGITS = "零〇一二三四五六七八九两"
# A number that begins behind one of these is Chinese if what follows it is.
_SIGNS = "$€£¥~(<>=+"
_LONGEST = 24


def goes_on(text: str, left: int, right: int, *, doubtful: bool = False) -> bool:
    """Whether the number whose digits end at `left` goes on with those at `right`, on the next line; if `doubtful`, whether it may.

    >>> [goes_on(text, text.index("\\n"), text.index("\\n") + 1) for text in ("批准8\\n1亿欧元", "甲 8\\n1\\n", "截至2024\\n81家")]
    [True, False, False]
    """
    start = run_start(text, left)
    if start < 0 or _YEAR.fullmatch(text, start, left) or _NUMBERING.match(text, right):
        return False
    if text[left - 1] == ",":
        fits = _GROUPS.fullmatch(text, start, left) and _GROUP.match(text, right)
    else:
        fits = _WHOLE.fullmatch(text, start, left)
    is_point = text[right] == "." and text[left - 1].isdecimal()
    rest = _RUN.match(text, right + is_point)
    if not fits or rest is None:
        return False
    before, behind = _beside(text, start, -1), _beside(text, rest.end(), 1)
    if doubtful and text[left - 1] in ".,":
        return True
    if behind in ("", "\n") or before in ("", "\n"):
        return False
    return _is_chinese(before) or (before in _SIGNS and _is_chinese(behind))


def run_start(text: str, end: int) -> int:
    """Where the digits, points and commas begin that end at `end`; -1 if there are none, or more than any number has."""
    start = end
    while start and end - start <= _LONGEST and text[start - 1] in "0123456789.,":
        start -= 1
    while start < end and text[start] in ".,":
        start += 1
    return start if start < end and end - start <= _LONGEST else -1


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether the number at `[start, end)` is only what one of two lines holds of it."""
    if start and text[start - 1] in "\n \u3000":
        left = _skipped(text, start, -1)
        if left != start and left and _joins(text, left, start):
            return True
    left = end + (text[end : end + 1] in (".", ",") and text[end - 1].isdecimal())
    if text[left : left + 1] not in ("\n", " ", "\u3000"):
        return False
    right = _skipped(text, left, 1)
    return left < right < len(text) and _joins(text, left, right)


def _joins(text: str, left: int, right: int) -> bool:
    """Whether a number in digits or words goes on over the line break between two places."""
    a, b = text[left - 1], text[right]
    if a in "0123456789.,":
        return (b == "." or b.isdecimal()) and goes_on(text, left, right, doubtful=True)
    inner = text[left - 2 : left - 1]
    if b.isascii():
        return b.isdecimal() and a in _SCALES and bool(inner) and (inner.isdecimal() or inner in _DIGITS)
    if a in _HIGH:
        return b in _DIGITS or (b in _HIGH and bool(inner) and inner in _DIGITS + _HIGH)
    return a in _DIGITS and b in _HIGH and b not in _DIGITS


def _skipped(text: str, at: int, step: int) -> int:
    """The place behind one line break with blanks around it, forwards or backwards; `at` if there is none."""
    end, breaks = at, 0
    first = min(0, step)
    while 0 <= end + first < len(text) and text[end + first] in _BLANKS + "\n":
        breaks += text[end + first] == "\n"
        end += step
    return end if breaks == 1 else at


def _beside(text: str, at: int, step: int) -> str:
    """The first character before or behind a place that is no blank."""
    first = min(0, step)
    while 0 <= at + first < len(text) and text[at + first] in _BLANKS:
        at += step
    return text[at + first] if 0 <= at + first < len(text) else ""


def _is_chinese(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
