"""The text of Markdown as it is shown: without what is struck out, comments and the marks of notes; all else as it is written."""

from __future__ import annotations

import re

from factbase.extract.raised import gap_left, lowered, raised

__all__ = ["shown"]

# Nothing goes on beyond so much, nor, in Markdown's own marks, beyond its paragraph.
_HIDDEN = re.compile(
    r"<(?P<tag>del|s|strike)\b[^<>]{0,500}>(?:(?!</?(?P=tag)\b)[^\0]){0,5000}</(?P=tag)\s*>"
    r"|(?<![~\\])~~(?![~\s])(?:(?!\n[ \t]*\n)(?:[^~]|~(?!~))){1,2000}(?<![\s\\])~~(?!~)"
    r"|\[\^[^\]\s]{1,40}\](?!:)",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"<(?P<level>sup|sub)\b[^<>]{0,500}>(?P<words>[^<>\n]{0,80})</(?P=level)\s*>", re.IGNORECASE)  # fmt: skip
_LINKED = re.compile(r"<sup\b[^<>]{0,500}>\s*(?:<a\b[^<>]{0,500}>[^<>]{0,40}</a\s*>|\[[^\]\n]{1,40}\]\([^()\n]{0,500}\))\s*</sup\s*>", re.IGNORECASE)  # fmt: skip
_BEFORE = 24


def shown(text: str) -> str:
    """The text of a Markdown file that a reader of it would see.

    >>> shown("~~40~~ 80 GB at 10<sup>6</sup> Hz[^1]")
    ' 80 GB at 10⁶ Hz'
    """
    text = _without_comments(text)
    for pattern in (_HIDDEN, _LINKED):
        text = pattern.sub(_left_out, text)
    return _LEVEL.sub(_set_level, text)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += (text[at:start], gap_left(text[max(0, start - 1) : start], text[end + 3 : end + 4]))
        at = end + 3
    return "".join(kept) + text[at:]


def _left_out(found: re.Match[str]) -> str:
    text = found.string
    return gap_left(text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1])


def _set_level(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - _BEFORE) : found.start()]
    turn = raised if found["level"].lower() == "sup" else lowered
    return turn(found["words"], before)
