"""What the head of a document says about the document: when it was published, by whom, as which issue; else nothing.

Only lines above the first sentence are looked at, and a date counts there only if it stands by itself (between bars, dots
or wide gaps), behind a label (发布时间：), or beside a word of printing (期, 主办, Issue, By). A date in a headline, one that
says something else (截至, updated), or two different dates say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.readers import Readers
from factbase.quantity.dates import DateMention, DateTables, find_dates
from factbase.quantity.fold import fold as simplified

__all__ = ["Masthead", "published_text", "read_masthead"]

_MOST_LINES, _MOST, _LONGEST, _WORDS = 12, 2000, 160, 12
_PROSE = re.compile(r"[。；]|，.*，.*，|[a-z]{2}[.!?][\"”)]*$")
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．]\s)")
_BEFORE = re.compile(r"(?:^|[·•|｜/—–:：,，、()（）【】\[\]]|\s{2,}|\t)\s*$")
_AFTER = re.compile(r"\s*(?:$|[·•|｜/—–,，、()（）【】\[\]]|\s{2,}|\t|(?:星期|周)[一二三四五六日天])")
_GAP_BEFORE, _GAP_AFTER = re.compile(r"(?:^|\s)$"), re.compile(r"\s|$")
# No date is whole without its year.
_YEARED = re.compile(r"\d\d|年")
_LABEL = re.compile(
    r"(?:发布(?:时间|日期)?|发表(?:时间|日期)?|出版(?:时间|日期)?|刊发(?:时间|日期)?|印发(?:时间|日期)?|日期|时间|\b(?:published|posted|issued|released|date)(?:\s+on)?)\s*[:：]?\s*$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"(?:截至|截止|更新|修订|收稿|有效期|会议|\b(?:as of|until|updated?|modified|revised|accessed|retrieved|since|before|after))[^·|｜]{0,12}$",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"第\s*\d+\s*期|总第|主办|主编|编印|来源|记者|作者|编辑|\b(?:Issue|Vol|Volume|No|By|Edition)\b"
)
# LONDON, 15 May 2025 (Reuters) –
_PLACE = re.compile(r"\s*[A-Z][A-Za-z .'/-]{1,40},\s+$")
_PLACE_FIRST = re.compile(_PLACE.pattern.removesuffix("$"))
_DASH = re.compile(r"\s*(?:\([A-Z][^()\n]{1,40}\)\s*)?[-–—]{1,2}\s")
_ISSUE = re.compile(
    r"(?:\d{4}\s?年\s?)?第\s?\d+\s?期(?:\s?[（(]\s?总第\s?\d+\s?期\s?[）)])?"
    r"|\b(?:Vol(?:ume|\.)?\s?\d+,?\s+)?(?:Issue|No\.)\s?\d+\b"
)
_NUMBERING = re.compile(r"期|Issue|No\.")
_NAME = r"[^\s·•|｜,，;；:：()（）]"
# Each with words of which a line that it fits has one: the patterns themselves are slow to fail.
_PUBLISHER = (
    (
        ("主办", "编印", "出版"),
        re.compile(rf"(?:主办|编印|出版)(?:单位)?\s?[:：]\s?(?P<name>{_NAME}{{2,60}})"),
    ),
    (("主办", "编印"), re.compile(rf"(?P<name>{_NAME}{{2,60}}?)\s?(?:主办|编印)(?!单位|[:：])")),
    ((" by ",), re.compile(r"\b(?:[Pp]ublished|[Ii]ssued) by (?:the )?(?P<name>[A-Z][^·•|｜,;()\n]{1,60})")),
    (("Publisher:",), re.compile(r"\bPublisher:\s*(?P<name>[A-Z][^·•|｜,;()\n]{1,60})")),
)
_PUBLISHING = re.compile("|".join(word for words, _ in _PUBLISHER for word in words))
# A long line that ends in mid-word: what the next begins with may be half a name.
_WRAPPED = re.compile(r".{15}[\u4e00-\u9fff]$")


class _Line(NamedTuple):
    """A line in simplified characters, as written, whether it is a sentence, and where it begins in the text."""

    simple: str
    written: str
    is_prose: bool
    start: int


class Masthead(NamedTuple):
    """What a document says of itself; empty where it says nothing. `published` is `YYYY-MM[-DD]`, `issue` as written.

    `dates` are where the text says when it was published, in code points, ends exclusive.
    """

    published: str = ""
    publisher: str = ""
    issue: str = ""
    dates: tuple[Span, ...] = ()


def read_masthead(text: str, readers: Readers) -> Masthead:
    """The masthead of a text, in simplified or traditional characters."""
    tables = readers.quantities
    simple = simplified(text[:_MOST], tables.traditional, tables.traditional_pattern)
    lines = list(_head(simple, text[:_MOST]))
    head = [line for line in lines if not line.is_prose]
    dated = [d for line in head for d in _dates_of(line, readers.dates)]
    labelled, alone = [d.said for d in dated if d.labelled], [d.said for d in dated if not d.labelled]
    published = _only(labelled) or ("" if labelled else _only(alone))
    if not dated:
        dated = [d for line in lines if line.is_prose for d in _dateline(line, readers.dates)]
        published = dated[0].said if dated else ""
    spans = tuple(d.span for d in dated if published.startswith(d.said))
    return Masthead(published, _publisher(head), _issue(head), spans)


def published_text(stated: str) -> str:
    """A date as a file's format states it (`2025-05-15T08:00Z`, `2025/5/15`) as `YYYY-MM[-DD]`; empty if it is no date.

    >>> published_text("2025/5/15 08:00"), published_text("0000-00-00")
    ('2025-05-15', '')
    """
    match = re.match(r"\s*(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?(?!\d)", stated)
    if match is None:
        return ""
    year, month, day = (int(n or 1) for n in match.groups())
    try:
        said = date(year, month, day).isoformat()
    except ValueError:
        return ""
    return said if match[3] else said[:7]


def _head(simple: str, written: str) -> Iterator[_Line]:
    """The lines above the first sentence, and the line where that begins."""
    at = told = 0
    for whole, own in zip(simple.split("\n"), written.split("\n"), strict=True):
        line, start = whole.strip(), at
        at += len(whole) + 1
        if not line:
            continue
        is_prose = len(line) > _LONGEST or (
            _PROSE.search(line) is not None and (not line.isascii() or len(line.split()) >= _WORDS)
        )
        if _NUMBERED.match(line) and not is_prose:
            return
        yield _Line(line, own.strip(), is_prose, start + whole.index(line))
        told += 1
        if is_prose or told == _MOST_LINES:
            return


class _Dated(NamedTuple):
    """A date of publication, `YYYY-MM[-DD]`, whether a label says that it is one, and where it stands in the text."""

    said: str
    labelled: bool
    span: Span


def _dates_of(line: _Line, dates: DateTables) -> Iterator[_Dated]:
    """The dates of a line that tell when it was published."""
    text = line.simple
    if not _YEARED.search(text):
        return
    is_printed = _PRINTED.search(text) is not None
    for found in find_dates(text, dates, None):
        said = _stated(found)
        before, after = text[: found.start], text[found.end :]
        if not said or _OTHERWISE.search(before):
            continue
        has_label = _LABEL.search(before) is not None
        stands_alone = _BEFORE.search(before) and _AFTER.match(after)
        is_beside = is_printed and _GAP_BEFORE.search(before) and _GAP_AFTER.match(after)
        is_day = len(said) > len("2025-03") or is_printed or text == found.text
        if has_label or (is_day and (stands_alone or is_beside)):
            yield _Dated(said, has_label, Span(line.start + found.start, line.start + found.end))


def _stated(found: DateMention) -> str:
    """A day or month that a text names whole, as documents keep it; else empty."""
    period = found.period
    if period is None or period.start is None or found.relative or found.role not in ("on", "in"):
        return ""
    said = period.start.isoformat()
    if found.precision == "day":
        return said if period.end == period.start else ""
    return (
        said[:7]
        if found.precision == "month" and period.end and period.end.month == period.start.month
        else ""
    )


def _only(said: Sequence[str]) -> str:
    """The one date that all of them say, the fullest form of it; empty if they differ."""
    fullest = max(said, key=len, default="")
    return fullest if all(fullest.startswith(s) for s in said) else ""


def _dateline(line: _Line, dates: DateTables) -> Iterator[_Dated]:
    prose = line.simple
    if not _PLACE_FIRST.match(prose):
        return
    for found in find_dates(prose[:_LONGEST], dates, None):
        if _PLACE.fullmatch(prose[: found.start]) and _DASH.match(prose, found.end):
            yield _Dated(_stated(found), False, Span(line.start + found.start, line.start + found.end))
            return


def _publisher(head: Sequence[_Line]) -> str:
    before = ""
    for line in head:
        for words, pattern in _PUBLISHER if _PUBLISHING.search(line.simple) else ():
            if not any(word in line.simple for word in words):
                continue
            found = pattern.search(line.simple)
            if found and (found.start("name") or not _WRAPPED.search(before)):
                return line.written[slice(*found.span("name"))].strip()
        before = line.simple
    return ""


def _issue(head: Sequence[_Line]) -> str:
    """The issue as written, without spaces beside Chinese characters and brackets."""
    for line in head:
        if _NUMBERING.search(line.simple) and (found := _ISSUE.search(line.simple)):
            written = line.written[slice(*found.span())]
            return " ".join(written.split()) if written.isascii() else "".join(written.split())
    return ""
