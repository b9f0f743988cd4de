"""Ranks told by who stands ahead: 中国前面只有美国, no country but the United States is ahead of China, nobody did it before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.extract.link_figure import FIRST_INSIDE, LAST_INSIDE, ONLY_ONE, RANK, Figure
from factbase.extract.link_scene import Mention, Passage
from factbase.quantity.date_numerals import small_number
from factbase.quantity.interval import point
from factbase.quantity.reading import Reading

__all__ = ["excepted", "names_ahead", "placed_ahead"]

_N_HAN = r"(?:\d{1,2}|[一二两三四五六七八九十])"
_N_EN = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_BODY = r"[个座家款国颗块种位名支城]"
# 排在X前面, X前面, 压X一头: what stands before and behind the name of the one that is ranked.
_LEAD = re.compile(
    r"(?:排|站|走|跑|冲|压|挡|位|居|列|骑|落|处)(?:在|于|到|过)(?:咱们?|我们?|我国)?\"?$|(?:压|盖|胜|高|强|多|领先|压过|胜过|强过|高过)(?:咱们?|我们?)?\"?$"
)
_BEHIND = re.compile(r"\"?(?:的|之)?(?:前面|前头|前边|上面|头上|身前|一头|一筹|一截)")
_BEHIND_PUT = re.compile(
    r"\"?(?:的|之)?(?:前面|前头|前边|上面|头上|身前|一头|一筹|一截|前|上)(?![年月日期后])"
)
# Who or how many, behind the words: 的只有美国, 还有两个国家.
_TELLS = re.compile(
    rf"的?[^，。；,;]{{0,3}}?(?:只有|仅有|唯有|只剩|只|就|不过是?|还有|有|还站着|站着|坐着|排着|是)(?:(?P<n>{_N_HAN}){_BODY}|(?P<up>[^，。；,;]{{1,16}}))"
)
# Who or how many, before them: 也就美国, 只有两个城市, 没有哪个国家.
_ONLY_BEFORE = re.compile(
    rf"(?:只有|仅有|唯有|也就|就|只|仅|有)(?:(?P<n>{_N_HAN}){_BODY}[^，。；,;]{{0,6}}?|(?P<up>[^，。；,;]{{1,18}}?))(?:能|可以|一[国家个]\w{{0,2}})?$"
)
_NONE_BEFORE = re.compile(
    rf"(?:没有?|无|不存在)(?:哪|任何|一|别的|其他|其它|第二)?{_BODY}?[^，。；,;]{{0,8}}?(?:能|可以)?$"
)
_EXCEPT_HAN = re.compile(r"除(?:了|去|开)?(?P<who>[^，。；,;]{1,24}?)(?:以外|之外|外|[，,])")
_EXCEPT_EN = re.compile(
    r"\b(?:except(?: for)?|other than|apart from|aside from|besides|with the exception of|excluding|not counting|leaving aside|(?:no|none|nobody|no one)(?: [a-z]+){0,3} (?:but|bar|save)(?: for)?) (?P<who>[^,;.]{2,40})"
)
# is ahead of X, outranks X.
_LEAD_EN = re.compile(
    r"\b(?:(?:is|are|was|were|stands?|ranks?|sits?|comes?|placed|remains?|lies?|finish(?:es|ed)?|still) ){0,2}(?:ahead of|in front of|above|higher than) (?:the )?$|\b(?:outranks?|outranked) (?:the )?$"
)
_MANY_EN = re.compile(rf"\b(?P<n>{_N_EN}) (?:[a-z'-]+ ){{0,4}}?(?:(?:in the|of the) [a-z]+ )?$")
_NO_EN = re.compile(r"\b(?:no|none|nobody|not (?:one|a single))\b[^,;.]{0,40}$")
_ONLY_EN = re.compile(r"\b(?:only|just|no one but|none but|nobody but) (?P<up>[^,;.]{2,40}?)$")
# behind two other countries, has two countries ahead of it.
_BEHIND_MANY = re.compile(
    rf"\b(?:behind|trail(?:s|ed|ing)?|lag(?:s|ged|ging)?(?: behind)?) (?:only |just |as many as )?(?P<n>{_N_EN}) (?:other |more )?(?:[a-z]+ )?(?:countries|country|nations?|cities|city|rivals|others)\b|"
    rf"\b(?:has|have|had|with|sees?) (?:only |just |still )?(?P<m>{_N_EN}) (?:other )?(?:countries|country|nations?|cities|city|rivals|others) (?:ahead of|in front of|above) (?:it|them)\b|"
    rf"(?:排|落|位居|列|屈居)(?:在|于)?(?P<h>{_N_HAN})[个座家](?:国家|城市|对手)(?:之后|后面|身后|后头)|"
    rf"(?:前面|前头)(?:还|只|就|仅)?(?:有|站着|排着)(?P<f>{_N_HAN})[个座家]"
)
# nobody had done it before X; before X there had been none; 此前无人做过.
_NOBODY_BEFORE = re.compile(
    r"\b(?:(?:nobody|no one|no-one|none) |no (?:[\w-]+ ){1,6}?)(?:else |anywhere |in the world |on earth |worldwide )*(?:had|has|have) (?:ever )?[^.;]{2,90}?\b(?:before|until|prior to)\b"
)
_BEFORE_IT = re.compile(
    r"(?:,|，)?\s*(?:there (?:had|has|have) (?:never |not )?been (?:no|none|any|a)\b|(?:[\w-]+ ){0,2}?(?:no |nobody|no one|none|never)\b|[^，。；,;]{0,2}[，,]?[^，。；,;]{0,8}?(?:没有?(?:任何|一[个家款例]|哪[个家款例]?|过|人|出现过)|从未|从来没|从没|无人|尚无|并无|还没有?))"
)
_NEVER_YET = re.compile(
    r"(?:此前|在此之前|在这之前|以前|之前)[^，。；,;]{0,8}?(?:从未|从来没有?|从没|没有?人|无人|没有?任何人|没有?哪[^，。；,;]{0,6}|尚无|谁[也都]没)[^，。；,;]{0,8}?(?:过|做|有)"
)
_TIMED_LEAD = re.compile(r"\b(?:before|prior to|until) (?:the )?$")
_TIMED = re.compile(r"\"?(?:问世|出现|开始|开展|发布|诞生|拿证|取证)?(?:之前|以前|前)(?=[，,的]?)")


def placed_ahead(passage: Passage) -> Iterator[Figure]:
    """The ranks of a sentence that tell how many come before the one that is ranked, and firsts that had none before them."""
    for name in passage.names:
        yield from _of_name(passage, name)
    for m in _BEHIND_MANY.finditer(passage.folded, *passage.span):
        yield _place(passage, *m.span(), _number(m["n"] or m["m"] or m["h"] or m["f"]) + 1, "put")
    for m in _NOBODY_BEFORE.finditer(passage.folded, *passage.span):
        yield _place(passage, *m.span(), 1, ONLY_ONE, ordinal=True)
    for m in _NEVER_YET.finditer(passage.folded, *passage.span):
        yield _place(passage, *m.span(), 1, "put", ordinal=True)


def _of_name(passage: Passage, name: Mention) -> Iterator[Figure]:
    folded, (first, last) = passage.folded, passage.span
    if (_TIMED.match(folded, name.end, last) or _TIMED_LEAD.search(folded, first, name.start)) and (
        none := _BEFORE_IT.match(folded, _timed_end(folded, name, last), last)
    ):
        yield _place(passage, name.start, none.end(), 1, FIRST_INSIDE, ordinal=True)
        return
    found = _han(passage, name) or _english(passage, name)
    if found is not None:
        start, end, place = found
        yield _place(passage, start, end, place, LAST_INSIDE)


def _timed_end(folded: str, name: Mention, last: int) -> int:
    told = _TIMED.match(folded, name.end, last)
    return told.end() if told is not None else name.end


def _han(passage: Passage, name: Mention) -> tuple[int, int, int] | None:
    """Where 中国前面只有美国 or 没有哪个国家排在中国前面 begins and ends, and the place that it tells."""
    folded, (first, last) = passage.folded, passage.span
    lead = _LEAD.search(folded, max(first, name.start - 6), name.start)
    behind = (_BEHIND_PUT if lead else _BEHIND).match(folded, name.end, last)
    if behind is None:
        return None
    start = lead.start() if lead else name.start
    if (told := _TELLS.match(folded, behind.end(), last)) is not None:
        ahead = _number(told["n"]) if told["n"] else _named(passage, *told.span("up"))
        end = told.end("n") + 1 if told["n"] else behind.end()
        return (start, end, ahead + 1) if ahead else None
    if lead is None:
        return None
    if (none := _NONE_BEFORE.search(folded, first, start)) is not None:
        return none.start(), behind.end(), excepted(passage, none.start()) + 1
    if (only := _ONLY_BEFORE.search(folded, first, start)) is not None:
        ahead = _number(only["n"]) if only["n"] else _named(passage, *only.span("up"))
        return (only.start() if only["n"] else start, behind.end(), ahead + 1) if ahead else None
    return None


def _english(passage: Passage, name: Mention) -> tuple[int, int, int] | None:
    """Where `two countries are ahead of China` begins and ends, and the place that it tells."""
    folded, first = passage.folded, passage.span.start
    lead = _LEAD_EN.search(folded, max(first, name.start - 60), name.start)
    if lead is None:
        return None
    left = max(first, lead.start() - 90)
    if (none := _NO_EN.search(folded, left, lead.start())) is not None:
        return none.start(), name.end, excepted(passage, lead.start()) + 1
    if (many := _MANY_EN.search(folded, left, lead.start())) is not None:
        return many.start(), name.end, _number(many["n"]) + 1
    if (only := _ONLY_EN.search(folded, left, lead.start())) is not None:
        ahead = _named(passage, *only.span("up"))
        return (lead.start(), name.end, ahead + 1) if ahead else None
    return None


def names_ahead(passage: Passage) -> frozenset[int]:
    """Where the names begin of those that are told to be ahead of another, or to be left out of account (除美国以外)."""
    folded, span = passage.folded, passage.span
    spans = [m.span("who") for pattern in (_EXCEPT_HAN, _EXCEPT_EN) for m in pattern.finditer(folded, *span)]
    for name in passage.names:
        lead = _LEAD.search(folded, max(span.start, name.start - 6), name.start)
        behind = (_BEHIND_PUT if lead else _BEHIND).match(folded, name.end, span.end)
        told = _TELLS.match(folded, behind.end(), span.end) if behind else None
        only = _ONLY_BEFORE.search(folded, span.start, lead.start()) if behind and lead else None
        spans += [m.span("up") for m in (told, only) if m is not None and m["up"]]
    return frozenset(n.start for n in passage.names for a, b in spans if a <= n.start and n.end <= b)


def excepted(passage: Passage, end: int) -> int:
    """How many things before a place are named as the ones that are not meant (除美国以外, except the United States)."""
    for pattern in (_EXCEPT_HAN, _EXCEPT_EN):
        for m in pattern.finditer(passage.folded, passage.span.start, end):
            if named := _named(passage, *m.span("who")):
                return named
    return 0


def _named(passage: Passage, start: int, end: int) -> int:
    return len({n.id for n in passage.names if start <= n.start and n.end <= end and not n.owns})


def _number(written: str) -> int:
    return small_number(written) or 1


def _place(passage: Passage, start: int, end: int, place: int, rule: str, *, ordinal: bool = False) -> Figure:
    at = point(place)
    return Figure(
        RANK, start, end, passage.text[start:end], passage.clause_at(start, end),
        Reading(at.low, at, at, at, at), "rank", ordinal=ordinal, rule=rule,
    )  # fmt: skip
