"""Ranks that a sentence states by comparing: more than any other, only one has more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from factbase.extract.link_figure import ONLY_ONE, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.quantity.date_numerals import small_number
from factbase.quantity.interval import point
from factbase.quantity.reading import Reading

__all__ = ["gapped", "outdone", "put", "ranked"]

_MORE = r"(?:more|larger|bigger|greater|higher|better|deeper|taller|heavier|stronger|faster|older|smaller|lighter)"
# more … than any other, 比任何其他国家都多: the first place.
_ANY_OTHER = re.compile(
    rf"\b{_MORE}\b[\w\s,'’-]{{0,60}}?\bthan (?:any|all|every|each)(?: of the)?(?: other)?(?: [a-z]+){{0,3}}|"
    r"\b(?:ahead of|surpass(?:es|ing)?|beat(?:s|ing)?|exceed(?:s|ing)?) (?:any|all|every)(?: of the)? others?(?: [a-z]+)?|"
    r"(?:比|超过|高于|多于|领先于?|超越)(?:世界上|全球|全国|国内)?(?:任何|所有|其他任何|其他所有|任何其他|所有其他|其他各)[\u4e00-\u9fff]{0,8}?(?:都|更|还|均)?(?:要|更)?(?P<han>[多大高强深重长快早])?"
)
# Only the US has more: the one named after "than" comes second.
_ONLY = re.compile(
    rf"\b(?:only|no one but|none but|nobody but)\b(?P<who>[^,;]{{2,60}}?)\b{_MORE}\b[^,;]{{0,60}}?\bthan\b|"
    r"(?:只有|仅有|唯有)(?P<han>[^，；,;]{1,20}?)(?:比|超过|多于|高于|领先于?)",
)
# none is smaller than X: X comes first.
_NONE = re.compile(
    rf"\b(?:no(?! (?:more|less|better|worse|\w+er)\b)|none|nobody|nothing|no other)\b[^,;.]{{0,60}}?\b(?:{_MORE}|\w+er)\b[^,;.]{{0,30}}?\bthan\b|"
    r"没有(?:哪|任何|别的|其他)?[^，。；,;]{0,12}?(?:比|超过|强过)(?=[^，。；,;]{2,20}(?:更|还)?[多大高强深重长快早小])"
)
# ranks Huawei only second: the place stands behind the name.
_PUT = re.compile(
    r"\b(?:ranks?|ranked|places?|placed|puts?|rates?|rated)\s+[\w'’. -]{2,40}?\s(?:only\s|just\s|in\s|at\s|as\s|the\s)*"
    r"(?P<n>first|second|third|fourth|fifth|no\.? ?\d{1,2}|\d{1,2}(?:st|nd|rd|th))\b(?! (?:half|quarter|time|place finish))"
)
# is third in the country, and second by market value
_STANDS = re.compile(
    r"\b(?:is|are|was|were|comes?|came|stands?|stood|and|only|but)\s+(?:only\s+|just\s+|in\s+)?(?P<n>second|third|fourth|fifth|sixth)\s+"
    r"(?=(?:in (?:the (?:country|nation|world)|china|asia|europe)|nationwide|nationally|worldwide|globally|by)\b)"
)
_JOINED = re.compile(r"(?:\band|\bwhile|\bwith|[,;])\s+(?:the )?$")
_PLACE = re.compile(
    r"\s+(?:only |just )?(?P<n>first|second|third|fourth|fifth)\b(?=\s*(?:[.,;!?]|$|in\b|by\b))"
)
_NUMBER = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|[一二两三四五六七八九十]|\d{1,2}"
)


def ranked(passage: Passage) -> Iterator[Figure]:
    """`more than any other`: the first place of whoever the sentence is about."""
    at = point(1)
    for m in _ANY_OTHER.finditer(passage.folded, *passage.span):
        yield Figure(
            RANK, m.start(), m.end(), passage.text[m.start() : m.end()], passage.clause_at(m.start(), m.end()),
            Reading(Fraction(1), at, at, at, at), "rank", superlative=True, rule="any other",
        )  # fmt: skip


def outdone(passage: Passage) -> Iterator[Figure]:
    """`only X has more than Y`, `none is smaller than Y`: the second or the first place, of the name Y that follows."""
    for pattern, m in [(p, m) for p in (_ONLY, _NONE) for m in p.finditer(passage.folded, *passage.span)]:
        at = point(_beaten(m) + 1) if pattern is _ONLY else point(1)
        if pattern is _NONE or any(m.start() < n.start < m.end() for n in passage.names):
            yield Figure(
                RANK, m.start(), m.end(), passage.text[m.start() : m.end()],
                passage.clause_at(m.start(), m.end()), Reading(at.low, at, at, at, at), "rank",
                superlative=True, rule=ONLY_ONE,
            )  # fmt: skip


def _beaten(match: re.Match[str]) -> int:
    """How many come before the one that is named: as many as the words number, else one."""
    number = _NUMBER.match((match["who"] or match["han"] or "").strip())
    return (small_number(number.group()) or 1) if number is not None else 1


def put(passage: Passage) -> Iterator[Figure]:
    """`ranks Huawei only second`, `third in the country`: a place behind the name of its holder, or a bare one."""
    for m in (m for pattern in (_PUT, _STANDS) for m in pattern.finditer(passage.folded, *passage.span)):
        place = small_number(m["n"].removeprefix("no").lstrip(". "))
        if place is not None:
            at = point(place)
            yield Figure(
                RANK, *m.span("n"), passage.text[slice(*m.span("n"))], passage.clause_at(*m.span("n")),
                Reading(at.low, at, at, at, at), "rank", rule="put",
            )  # fmt: skip


def gapped(passage: Passage) -> Iterator[Figure]:
    """`…, and the United States first`: a place right behind a name, whose verb an earlier rank has."""
    if not passage.ranks or not passage.names:
        return
    for name in passage.names:
        if name.start < passage.ranks[0].end or not _JOINED.search(
            passage.folded, passage.span.start, name.start
        ):
            continue
        m = _PLACE.match(passage.folded, name.end, passage.span.end)
        if m is None or any(r.start < m.end("n") and m.start("n") < r.end for r in passage.ranks):
            continue
        at = point(small_number(m["n"]) or 1)
        yield Figure(
            RANK, *m.span("n"), passage.text[slice(*m.span("n"))], passage.clause_at(*m.span("n")),
            Reading(at.low, at, at, at, at), "rank", rule="put",
        )  # fmt: skip
