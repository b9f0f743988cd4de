"""Cut a text into sentences and clauses: what a figure's subject, cues and modality are looked for in."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Span", "clauses", "sentences"]


_LONGEST = 600
# What only tells what sort of text follows.
_LABEL_HEADS = frozenset("【注附按编更综綜摘标標小图圖导導快简结結hscfnuabHSCFNUABſ")
_LABEL = re.compile(
    r"(?:【[^】]{1,8}】|(?:注|附注|按|编者按|更正|综述|綜述|摘要|标题|標題|小标题|图注|图说|圖說|导读|導讀|快讯|快訊|简讯|结论|結論)[：:]|"
    r"(?:(?:sub)?headline|caption|footnote|note|correction|update|summary|abstract|breaking|fyi|n\.b\.)\s*:)\s*",
    re.IGNORECASE,
)
# Nothing inside a title is a clause of its own.
_TITLE = re.compile(r"《[^《》]*》")


class Span(NamedTuple):
    """`[start, end)` in code points of the text it was cut from."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether `[start, end)` lies inside."""
        return self.start <= start and end <= self.end


_ABBREVIATIONS = ("no", "vs", "mr", "mrs", "ms", "dr", "prof", "inc", "corp", "co", "ltd", "st", "approx", "ca", "u.s", "e.g", "i.e", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "u.k", "p.m", "a.m")  # fmt: skip
# Both patterns begin with all characters that may stand first, which alone are looked for, then say what goes on.
_END = re.compile(
    r"[。！？!?.\n](?:(?<=[。！？])[。！？]*[”’」』）)\"']*|(?<=[!?])[!?]*[\"')\]]*"
    r"|(?<=\.)[\"')\]]*(?=\s+[\"'(“‘]?[A-Z0-9\u4e00-\u9fff]|\s*$)|(?<=\n)\n*)"
)
# A comma between digits (1,500) ends nothing; a dash with spaces does, and words that start a new statement.
_CLAUSE = re.compile(
    r"[；;（(）)，,：:\s—wbat](?:(?<=[；;（(）)])|(?<=[，,])(?!\d{3}(?!\d)|而是)|(?<=[：:])(?!\d)|(?<=\s)[–—-]{1,2}\s"
    r"|(?<=—)—|(?:(?<=\bw)(?:hile|hereas)|(?<=\bb)ut|(?<=\ba)lthough|(?<=\bt)hough)\b)"
)


def sentences(text: str) -> list[Span]:
    """The sentences of `text` in order, without the white space around them.

    >>> [text[a:b] for text in ["U.S. output fell. It was 1.5 times. 好。坏"] for a, b in sentences(text)]
    ['U.S. output fell.', 'It was 1.5 times.', '好。', '坏']
    """
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        at, end = match.span()
        if text[at] == "." and _is_abbreviation(text, at):
            continue
        _add(found, text, start, end)
        start = end
    _add(found, text, start, len(text))
    pieces: list[Span] = []
    for span in found:
        if span.end - span.start <= _LONGEST and text[span.start] not in _LABEL_HEADS:
            pieces.append(span)
        else:
            pieces += _pieces(text, span)
    return pieces


def _pieces(text: str, span: Span) -> list[Span]:
    """A sentence, or the stretches of one that is too long to be read as one statement."""
    pieces: list[Span] = []
    start = span.start
    while span.end - start > _LONGEST:
        stop = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in "，,；;：: ")
        stop = stop + 1 if stop > 0 else start + _LONGEST
        _add(pieces, text, start, stop)
        start = stop
    _add(pieces, text, start, span.end)
    return pieces


def clauses(text: str, span: Span) -> list[Span]:
    """The clauses of one sentence, separators left out."""
    found: list[Span] = []
    start = span.start
    has_title = text.find("《", span.start, span.end) >= 0
    titles = [m.span() for m in _TITLE.finditer(text, span.start, span.end)] if has_title else ()
    for match in _CLAUSE.finditer(text, span.start, span.end):
        at, end = match.span()
        if titles and any(a <= at < b for a, b in titles):
            continue
        if at > start:
            found.append(tuple.__new__(Span, (start, at)))
        start = at if text[at].isalpha() else end
    if start < span.end:
        found.append(Span(start, span.end))
    return found


def _is_abbreviation(text: str, dot: int) -> bool:
    word = re.search(r"[A-Za-z.]+$", text[max(0, dot - 12) : dot])
    if word is None:
        return False
    name = word.group().lower()
    return name in _ABBREVIATIONS or (len(name) == 1 and name.isalpha() and text[dot - 1].isupper())


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    if start < end and text[start] in _LABEL_HEADS:
        label = _LABEL.match(text, start, end)
        if label is not None and label.end() < end:
            start = label.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(tuple.__new__(Span, (start, end)))
