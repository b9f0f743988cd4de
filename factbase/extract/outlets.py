"""Who published first: the source line of a bulletin's item, the dateline of a news article."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from factbase.extract.reflow import reflow

__all__ = ["Outlet", "article_outlet", "cited_outlet", "is_source_line"]

# （摘自4月2日硬AI）, （来源：2023年5月1日 新华社）
_CITED = re.compile(
    r"[（(](?:摘自|来源|转自|据)[:：]?\s*(?:(?P<year>\d{4})\s*年\s*)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日\s*"
    r"(?P<name>[^（）()\n]+)[)）]"
)
# (Source: Silicon Courier, 7 May)
_CITED_EN = re.compile(
    r"\((?:Source|Via|First reported by):?\s+(?P<name>[^(),\n]+?),\s+(?P<day>\d{1,2})\s+(?P<word>[A-Z][a-z]{2,8})\.?(?:,?\s+(?P<year>\d{4}))?\)"
)
_NOTE = re.compile(
    r"[（(](?:摘自|来源|转自|据)[^（）()\n]*[)）]|\((?:Source|Via|First reported by)\b[^()\n]*\)\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# 新华社悉尼6月11日电, 中新网北京2023年5月1日电
_DATELINE = re.compile(
    r"^\s*(?P<text>(?P<name>[\u4e00-\u9fff]{1,6}?(?:社|网))[\u4e00-\u9fff]{0,10}?(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日[讯电])"
)
# 据新华社电 as a closing line
_CLOSING = re.compile(
    r"(?m)^\s*(?P<text>(?:据|来源[:：])\s*(?P<name>[\u4e00-\u9fff]{2,8}?)(?:电|讯|报道)?)\s*$"
)


class Outlet(NamedTuple):
    """An outlet as named in a text: its name, its date (or `None`), the words, and where they end in the text."""

    name: str = ""
    date: date | None = None
    text: str = ""
    end: int = 0


def cited_outlet(body: str, published: date | None) -> Outlet:
    """The last bracketed source line of `body`, its year completed from `published`; empty if there is none."""
    last: re.Match[str] | None = None
    for match in (*_CITED.finditer(body), *_CITED_EN.finditer(body)):
        last = match
    if last is None:
        return Outlet()
    return Outlet(reflow(last["name"]).text.strip(), _completed(last, published), last.group(), last.end())


def is_source_line(sentence: str) -> bool:
    """Whether a sentence is nothing but a bracket that says where an item was taken from.

    >>> is_source_line("（摘自4月3日CC情报局）"), is_source_line("(Source: Clinic Review, 13 May)")
    (True, True)
    """
    return _NOTE.fullmatch(sentence) is not None


def article_outlet(text: str, published: date | None) -> Outlet:
    """The agency of an article by its dateline, else by its closing line; empty if it names none."""
    match = _DATELINE.search(text)
    if match:
        return Outlet(match["name"], _completed(match, published), match["text"].strip(), match.end())
    closing = list(_CLOSING.finditer(text[-60:]))
    if closing:
        return Outlet(closing[-1]["name"], None, closing[-1]["text"], len(text))
    return Outlet()


def _completed(match: re.Match[str], published: date | None) -> date | None:
    """The date of a match; a missing year is that of the latest such day not after `published`."""
    named = match.groupdict()
    short = (named.get("word") or "")[:3].lower()
    month = _MONTHS.index(short) + 1 if short in _MONTHS else int(named.get("month") or 0)
    day = int(match["day"])
    years = (
        [int(match["year"])] if match["year"] else [published.year, published.year - 1] if published else []
    )
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if match["year"] or (published and found <= published):
            return found
    return None
