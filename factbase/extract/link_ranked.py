"""Ranks that a sentence states by comparing: more than any other, only one has more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from factbase.extract.link_ahead import excepted
from factbase.extract.link_figure import INSIDE, ONLY_ONE, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.quantity.date_numerals import small_number
from factbase.quantity.interval import Interval, point
from factbase.quantity.reading import Reading

__all__ = ["gapped", "outdone", "outnumbered", "put", "ranked", "told"]

_MORE = r"(?:more|larger|bigger|greater|higher|better|deeper|taller|heavier|stronger|faster|older|smaller|lighter)"
# more … than any other, 比任何其他国家都多: the first place.
_ANY_OTHER = re.compile(
    rf"\b{_MORE}\b[\w\s,'’-]{{0,60}}?\bthan (?:any|all|every|each)(?: of the)?(?: other)?(?: [a-z]+){{0,3}}|"
    r"\b(?:ahead of|surpass(?:es|ing)?|beat(?:s|ing)?|exceed(?:s|ing)?) (?:any|all|every)(?: of the)? others?(?: [a-z]+)?|"
    r"(?:比|超过|高于|多于|领先于?|超越)(?:世界上|世界|全球|全国|国内|亚洲|欧洲|业内)?(?:任何|所有|其他任何|其他所有|任何其他|所有其他|其他各)[\u4e00-\u9fff]{0,8}?(?:都|更|还|均)?(?:要|更)?(?P<han>[多大高强深重长快早])?"
)
# Only the US has more: the one named after "than" comes second.
_ONLY = re.compile(
    rf"\b(?:only|no one but|none but|nobody but)\b(?P<who>[^,;]{{2,60}}?)\b{_MORE}\b[^,;]{{0,60}}?\bthan\b|"
    r"(?:只有|仅有|唯有)(?P<han>[^，；,;]{1,20}?)(?:比|超过|多于|高于|领先于?)",
)
# none is smaller than X: X comes first.
_NONE = re.compile(
    rf"\b(?:no(?! (?:more|less|better|worse|\w+er)\b)|none|nobody|nothing|no other)\b[^,;.]{{0,60}}?\b(?:{_MORE}|\w+er)\b[^,;.]{{0,30}}?\bthan\b|"
    r"\b(?:no|none|nobody|nothing|no other|not one)\b[^,;.]{0,60}?\b(?:outperforms?|beats?|surpass(?:es)?|tops?|outdoes|outranks?|outclass(?:es)?|eclipses?)\b|"
    r"没有(?:哪|任何|别的|其他)?[^，。；,;]{0,12}?(?:比|超过|强过)(?=[^，。；,;]{2,20}(?:更|还)?[多大高强深重长快早小])|"
    r"(?:没有(?:哪|任何|别的|其他|一)[^，。；,;]{0,10}?(?:能|可以)?(?:比得[过上]|赶得上|超过|超越|超得过|胜过|强过|打得过|优于|强于)|"
    r"(?:谁|哪[个款家颗块]?)(?:[^，。；,;]{0,6}?)(?:也|都)(?:比|赶|超|胜|赢|打)不[过上了])(?=[^，。；,;]{2,20})"
)
# Plenty of others are smaller than X, 还有比X更早的: X comes behind some.
_OTHERS_MORE = re.compile(
    rf"\b(?P<many>plenty|many|several|lots|dozens|scores|numerous|a number)(?: of)?\b[^,;.]{{0,50}}?\b(?:{_MORE}|\w+er)\b[^,;.]{{0,30}}?\bthan\b|"
    rf"\b(?:some|others|another|someone)\b[^,;.]{{0,50}}?\b(?:{_MORE}|\w+er)\b[^,;.]{{0,30}}?\bthan\b|"
    r"(?:有(?P<lots>不少|很多|许多|好几[个款家座]|多[款家座个])|(?:还|另|早就?|其实)有)[^，。；,;]{0,12}?比(?=[^，。；,;]{2,20}(?:更|还|要)[多大高强深重长快早小好古先])"
)
# Is only the second scheme, 头一个: a place in the order of appearing, behind a verb of being or the name that it is of.
_NTH_WORDS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_NTH = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|became|becomes?|remains?|marks?)\s+(?:(?:only|just|merely|but|actually|really|also|still|already|by)\s+)*the\s+(?:very\s+)?|"
    r"\b(?:only|just|merely)\s+the\s+(?:very\s+)?|(?:\bthe|['’]s)\s+very\s+)"
    rf"(?P<n>{_NTH_WORDS}|\d{{1,2}}(?:st|nd|rd|th))\s+(?=[a-z“\"])"
    r"(?!(?:quarter|half|time|phase|stage|step|round|generation|batch|day|week|month|year|decade|part|thing|most|best|worst|in|on|at|by|or|and|to|of(?! (?:its|the|that|this|their) kind)|one)\b|\w+est\b)|"
    r"头一(?P<han>[个款家例座部架艘台项枚颗位种支])"
)
# The A100 performs best.
_BEST = re.compile(
    r"\b(?:performs?|fares?|does|works?|scores?|runs?)\s+(?:the\s+|by far\s+)*(?:best|strongest|fastest)\b|(?:表现|性能)(?:是)?(?:数)?最(?:好|强|佳|优)"
)
# 压在中国头上的只有美国, only the US is ahead of China: the place behind those that are named, of the one that they stand above.
_ABOVE = r"(?:压在|排在|站在|走在|领先于?|跑在|超过|高过|多过|强过|挡在|位于|位居|名列|落在)"
_OVERHEAD = re.compile(
    rf"{_ABOVE}(?P<low>[^，。；,;只仅唯]{{1,12}}?)(?:头上|前面|前头|之前|前边|上面|之上|身前)?的[^，。；,;]{{0,4}}?(?:只有|仅有|唯有|就只有|只剩|不过是?)(?=[^，。；,;]{{1,14}})"
)
_AHEAD_ONLY = re.compile(
    r"\b(?:only|no one but|none but|nobody but|just)\b[^,;]{2,40}?\b(?:is|are|was|were|stands?|ranks?|sits?|comes?|remains?|lies?)\s+(?:still\s+)?(?:ahead of|above|in front of)\b"
)
# 只排在美国之后, 只输给美国: the next place, of the one that stands before the verb.
_BEHIND_ONLY = re.compile(
    r"(?:只|仅|就|单)(?:是)?(?:排|排名|列|位|居|次|落|屈居|输|落后|逊)(?:在|于|给)?(?P<up>[^，。；,;]{1,12}?)(?:之后|后面|后头|之下|身后|一家|一国|$|(?=[，。；,;]))"
)
# 垫底, comes last: far from the first places.
_LAST = re.compile(
    r"(?:全国|全球|世界|亚洲|行业)?(?:排名|排|居|位居|位列)?(?:垫底|倒数第[一二三]|末位|最后一名|最末)|\b(?:ranks?|ranked|comes?|came|is|was|finish(?:es|ed)?|places?|placed)\s+(?:dead\s+)?(?:last|bottom)\b(?! (?:year|month|week|quarter))|\bat the bottom of\b|\bbrings? up the rear\b"
)
_LAST_PLACES = Interval(Fraction(5))
# The reader of places has read what begins with these.
_READ = re.compile(r"第|\d|[一二三四五六七八九十]位")
# ranks Huawei only second: the place stands behind the name.
_PUT = re.compile(
    r"\b(?:ranks?|ranked|places?|placed|puts?|rates?|rated)\s+[\w'’. -]{2,40}?\s(?:only\s|just\s|in\s|at\s|as\s|the\s)*"
    r"(?P<n>first|second|third|fourth|fifth|no\.? ?\d{1,2}|\d{1,2}(?:st|nd|rd|th))\b(?! (?:half|quarter|time|place finish))"
)
# is third in the country, and second by market value
_STANDS = re.compile(
    r"\b(?:is|are|was|were|comes?|came|stands?|stood|and|only|but)\s+(?:only\s+|just\s+|in\s+)?(?P<the>the\s+)?(?P<n>first|second|third|fourth|fifth|sixth)\s+"
    r"(?=(?:in (?:the (?:country|nation|world)|china|asia|europe)|nationwide|nationally|worldwide|globally|by|for (?:the|its|their|total|overall)|on|in terms of)\b)"
)
_JOINED = re.compile(r"(?:\band|\bwhile|\bwith|[,;])\s+(?:the )?$")
_PLACE = re.compile(
    r"\s+(?:only |just )?(?P<n>first|second|third|fourth|fifth)\b(?=\s*(?:[.,;!?]|$|in\b|by\b))"
)
_NUMBER = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|[一二两三四五六七八九十]|\d{1,2}"
)

# only two countries: others of the kind, wherever they are; those in one region are left out.
_COUNTED = re.compile(
    r"(?:one|two|three|four|five) (?:other )?(?:countr|nation|cit|place|econom|state)[a-z]*\b"
    r"(?! (?:in|of|from|within|outside|near|around|on|besides|along|across|under|among)\b(?! (?:the )?(?:world|country|nation|planet|globe)\b))|"
    r"[一二两三四五][个座]?(?:其他|别的)?(?:国家|城市|国|城|地方|经济体)"
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
        at = point(_beaten(m) + 1 if pattern is _ONLY else excepted(passage, m.start()) + 1)
        is_counted = pattern is _ONLY and _COUNTED.match((m["who"] or m["han"] or "").strip()) is not None
        if pattern is _NONE or is_counted or any(m.start() < n.start < m.end() for n in passage.names):
            yield Figure(
                RANK, m.start(), m.end(), passage.text[m.start() : m.end()],
                passage.clause_at(m.start(), m.end()), Reading(at.low, at, at, at, at), "rank",
                superlative=True, rule=ONLY_ONE,
            )  # fmt: skip


def outnumbered(passage: Passage) -> Iterator[Figure]:
    """`many are smaller than Y`: behind the first places, of the name Y that follows."""
    for m in _OTHERS_MORE.finditer(passage.folded, *passage.span):
        if any(n.start >= m.end() for n in passage.names):
            yield _place(
                passage, *m.span(), Interval(Fraction(3 if m["many"] or m["lots"] else 2)), rule=ONLY_ONE
            )


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
                Reading(at.low, at, at, at, at), "rank", rule="put", ordinal=bool(m.groupdict().get("the")),
            )  # fmt: skip


def told(passage: Passage) -> Iterator[Figure]:
    """`only the third scheme`, 头一个, `performs best`, 压在中国头上的只有美国, 只排在美国之后, 垫底."""
    first, second = point(1), point(2)
    for m in _NTH.finditer(passage.folded, *passage.span):
        written = m["n"] or "first"
        place = small_number(written)
        if place is not None and not _is_read(passage, m):
            start = m.start("n") if m["n"] else m.start()
            yield _place(passage, start, m.end("n") if m["n"] else m.end(), point(place), ordinal=True)
    for m in _BEST.finditer(passage.folded, *passage.span):
        if not _is_read(passage, m):
            yield _place(passage, *m.span(), first, superlative=True)
    for m in _OVERHEAD.finditer(passage.folded, *passage.span):
        if any(m.start("low") <= n.start and n.end <= m.end("low") for n in passage.names):
            yield _place(passage, *m.span(), second, rule=INSIDE)
    for m in _AHEAD_ONLY.finditer(passage.folded, *passage.span):
        if any(m.start() < n.start < m.end() for n in passage.names):
            yield _place(passage, *m.span(), second, rule=ONLY_ONE)
    for m in _BEHIND_ONLY.finditer(passage.folded, *passage.span):
        ahead = {n.id for n in passage.names if m.start("up") <= n.start and n.end <= m.end("up")}
        if ahead and not _READ.search(m["up"]) and not _is_read(passage, m):
            yield _place(passage, *m.span(), point(len(ahead) + 1), rule="behind")
    for m in _LAST.finditer(passage.folded, *passage.span):
        yield _place(passage, *m.span(), _LAST_PLACES)


def _place(
    passage: Passage,
    start: int,
    end: int,
    at: Interval,
    *,
    rule: str = "put",
    ordinal: bool = False,
    superlative: bool = False,
) -> Figure:
    return Figure(
        RANK, start, end, passage.text[start:end], passage.clause_at(start, end),
        Reading(at.low if at.is_point else None, at, at, at, at), "rank",
        ordinal=ordinal, superlative=superlative, rule=rule,
    )  # fmt: skip


def _is_read(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a reader has found a rank there."""
    return any(r.start < match.end() and match.start() < r.end for r in passage.ranks)


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
