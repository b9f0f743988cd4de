"""What stands above or below its line, as plain text: powers keep their place, the marks of notes are no part of a figure.

Digits glued on would make 10⁶ a hundred and six; so does text that is left out between two digits.
"""

from __future__ import annotations

import re

__all__ = ["gap_left", "lowered", "raised"]

_PLAIN, _RAISED, _LOWERED = "0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎"
_UP = str.maketrans(_PLAIN, _RAISED)
_DOWN = str.maketrans(_PLAIN[: len(_LOWERED)], _LOWERED)
_POWER = re.compile(f"[{re.escape(_PLAIN)}]+")
_INDEX = re.compile(f"[{re.escape(_PLAIN[: len(_LOWERED)])}]+")
# A sign that is only ever a mark, and numbers in brackets.
_NOTE = re.compile(r"(?:[\[［〔【][^\]］〕】]{1,12}[\]］〕】]|[*†‡§¶#※①-⑳]|注\s?\d{0,3}|[,，、;\s])+")
_ENDING = re.compile(r"(?:st|nd|rd|th|er|[®©™℠ªº°′″])", re.IGNORECASE)
_SIGNS = {"TM": "™", "SM": "℠", "R": "®"}
# Behind such words no power stands: H100, ChatGPT.
_NAME = re.compile(r"(?:[A-Za-z]{4,}|[A-Za-z][A-Za-z-]*\d+)$")
_LONGEST_MARK = 16


def raised(words: str, before: str, *, is_link: bool = False) -> str:
    """A raised stretch as plain text behind `before`: in raised characters, else as ^(…); nothing for the mark of a note.

    What leads to another place (`is_link`) is such a mark.

    >>> raised("6", "10"), raised("a+b", "x"), raised("th", "20"), raised("[1]", "80"), raised("2", "H100")
    ('⁶', '^(a+b)', 'th', '', ' ²')
    """
    words = " ".join(words.split())
    if not words or _NOTE.fullmatch(words) or (is_link and len(words) <= _LONGEST_MARK):
        return ""
    if _ENDING.fullmatch(words) or words in _SIGNS:
        return _SIGNS.get(words, words)
    written = words.translate(_UP) if _POWER.fullmatch(words) else f"^({words})"
    return f" {written}" if _NAME.search(before) else written


def lowered(words: str, before: str) -> str:
    """A lowered stretch as plain text: as it is, but digits behind a digit are no part of it.

    >>> lowered("2", "CO"), lowered("1", "80")
    ('2', '₁')
    """
    return words.translate(_DOWN) if before[-1:].isdecimal() and _INDEX.fullmatch(words) else words


def gap_left(before: str, after: str) -> str:
    """What stands for text that is left out: nothing, but for a sign that no number crosses between two digits."""
    return "_" if before[-1:].isdecimal() and after[:1].isdecimal() else ""
