"""The noun that a rank is about, as far as the words right beside it show."""

from __future__ import annotations

import re

__all__ = ["noun_after", "noun_before"]

# A noun runs until punctuation, a particle or a verb of being; a blank is part of it only beside a Latin word.
_STOP = '，。；：、！？,;:!?（）()“”"《》「」\n的是在了已将为和与及并也都就'
_AFTER = re.compile(
    rf"\s?的?\s?(?:“([^”]{{1,24}})”|(?P<zh>(?:(?!存在|成为|位于|发布|上市|获批)[^{_STOP} A-Za-z0-9.]|(?<=[一-鿿])\n(?=[一-鿿])|[A-Za-z0-9.-]+(?: (?=[一-鿿]))?|(?<=[一-鿿]) (?=[A-Za-z])){{1,20}}))",
    re.ASCII,
)
_ENGLISH = re.compile(r"[\s-]+((?:such\s+)?[A-Za-z][\w'’-]*(?:\s+[a-z][\w'’-]*){0,3})", re.ASCII)
_ENGLISH_STOP = re.compile(
    r"\s+(?:in|of|to|for|on|at|by|with|from|that|which|who|is|was|are|were|has|have|had|and|or|after|behind|will|it|as|since|ever|worldwide|globally)\b.*",
    re.ASCII,
)
_BEFORE = re.compile(r"[^，。；：、！？,.;:!?（）()“”\"《》\s的是]{1,12}\Z", re.ASCII)
# Words between the noun and its place: 出口额在…, 产量连续三年…
_LINKS = re.compile(r"(?:[在已仍将又均也都则]|连续[一二两三四五六七八九十\d]+年|一直|首次|再次|继续|目前)+\Z")
_LATIN_BEFORE = re.compile(r"[A-Za-z]\Z")


def noun_after(text: str, end: int) -> str:
    """The noun that begins at `end`, or "" if none does.

    >>> noun_after("全球首个三证齐全 eVTOL 飞行器。", 4)
    '三证齐全 eVTOL 飞行器'
    >>> noun_after("the largest chip maker in the world", 11)
    'chip maker'
    """
    if end and text[end - 1].isascii():
        english = _ENGLISH.match(text, end)
        return _ENGLISH_STOP.sub("", f" {english[1]}").strip() if english else ""
    m = _AFTER.match(text, end)
    noun = (m[1] or m["zh"] or "").replace("\n", "").strip() if m else ""
    return "" if noun.startswith("不") else noun


def noun_before(text: str, start: int, floor: int = 0) -> str:
    """The Chinese noun that ends right before `start` and begins no earlier than `floor`, or "".

    >>> noun_before("中国研发的大模型数量排名全球第二", 10)
    '大模型数量'
    """
    if _LATIN_BEFORE.search(text, max(floor, start - 1), start):
        return ""
    m = _BEFORE.search(text, max(floor, start - 13), start)
    return _LINKS.sub("", m[0]) if m else ""
