"""Counts that only count the names or words beside them: OPPO和vivo两家, two handset makers, OPPO and vivo, …."""

from __future__ import annotations

import re

from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI

__all__ = ["is_apposed"]

# What stands for a name in the text that is read here.
_NAME = "\x00"
_MOST = 9
# 参与 and the like hold a character that joins.
_NO_JOIN = re.compile(r"参与|给与|涉及|普及|及其|及时|共同|时同|同时|合同|协同|和平|总和")
_HAN_JOIN = re.compile(r"\s*(?:、|以及|和|与|及|跟|同|\band\b)\s*")
_HAN_STOP = re.compile(r"[。:;,()!?—–]|--")
_HAN_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9 ]{1,10}")
_HAN_TAIL = re.compile(r"(?:这|那|等)?\s*$")
# Words that make a list one of all there are, as 是 before it does, and 有 where nothing else is told of the list.
_ONLY = re.compile(r"[只仅唯]|总共|一共|共计|总计|共有?$|\b(?:only|just|merely|all|total|altogether)\b")
_HAN_IS = re.compile(r"(?:[是为即由用]|分成)$")
_HAN_ARE = re.compile(r"[是由]|分[为成]|[采使]用")
_HAN_HAS = re.compile(r"(?<![里中])有$|具备$")
# 两家厂商：, 两家厂商分别是: what leads from the count to its list.
_HAN_LEAD = re.compile(
    r"[\u4e00-\u9fff\x00的]{0,16}?(?::|(?P<aside>\(|——?|--?)|,(?:即|分别是|分别为|也就是|包括)|(?:分别)?[是为](?=[^,。;]{1,20}?[、和与及]))\s*"
)
_HAN_BARE = re.compile(r"[\u4e00-\u9fff]{1,8}(?=\x00)")
_ON = re.compile(r"[^)—-]*(?:\)|——?|--?)\s*[^\s,。;]")

_ITEM = r"(?:(?:for|in|on|by|at|one for|one in|both) )?(?:the |its )?(?:\x00|[a-z][a-z’'-]*(?: [a-z][a-z’'-]*){0,2}?)"
_AND = r",? (?:and|plus|as well as|&) "
_NAMED = re.compile(rf"(?:the |both )?\x00(?:, (?:the )?\x00)*{_AND}(?:the )?\x00")
_LIST = re.compile(rf"{_ITEM}(?:, {_ITEM})*{_AND}{_ITEM}\s*(?=[,.;:)]|$)")
_LISTED = re.compile(
    rf"(?:(?:\x00|\b[a-z’'-]+), (?:the )?)*(?:\x00|\b[a-z’'-]+){_AND}(?:the )?\x00(?P<by>,|:|\s?(?:\(|[—–]|--?)|,? as| (?:are|were))\s*(?P<the>the )?$"
)
_LEAD = re.compile(
    r"[a-z’' -]{2,48}?(?:\x00[a-z’' -]{0,24}?){0,2}(?P<by>,|:|\s?\(|\s?(?:[—–]|--?)| (?:are|were|is)\b)\s*(?:namely |i\.e\. |being )?"
)
_OWN = re.compile(r"(?:\bits|\btheir|\bwhose|['’]s|其)\s*$")
_HAS = re.compile(
    r"\b(?:has|have|had|having|comprises?|contains?|involves?|made up of|consists? of|uses?|used|employs?|are of|comes? in|there (?:are|were)|are|is|features?|needs?|requires?)\s*(?:the |its |their )?$"
)


def is_apposed(passage: Passage, figure: Figure) -> bool:
    """Whether a count is the number of the names, or of other words, that its sentence lists right beside it.

    It then counts these and says nothing of how many there are in all, unless a word says that they are all (只有A和B两家,
    the two members are A and B).
    """
    value = figure.reading.value
    if figure.kind != QUANTITY or figure.unit != "count" or value is None or not 2 <= value <= _MOST:
        return False
    if value.denominator != 1 or figure.hedge != "exact":
        return False
    before = _masked(passage, passage.span.start, figure.start)
    behind = _masked(passage, figure.end, passage.span.end)
    if _is_han(figure.text + before[-1:] + behind[:6]):
        is_end = _ends_as_noun(passage, figure)
        return _han_before(before, int(value), is_end) or _han_behind(before, behind, int(value), is_end)
    return _before(before, int(value)) or _behind(before, behind, int(value))


def _masked(passage: Passage, start: int, end: int) -> str:
    """The folded words of `[start, end)`, one character for each name."""
    pieces: list[str] = []
    for name in passage.names:
        if start <= name.start and name.end <= end:
            pieces += [passage.folded[start : name.start], _NAME]
            start = name.end
    return _NO_JOIN.sub("者者", "".join([*pieces, passage.folded[start:end]]))


def _ends_as_noun(passage: Passage, figure: Figure) -> bool:
    """Whether the clause ends with what the figure counts: nothing is told of that."""
    end = passage.clause_at(figure.start, figure.end).end
    while end > figure.end and not passage.folded[end - 1].isalnum():
        end -= 1
    return end <= figure.end or any(c.end == end for c in passage.cues if c.cue.sort != ANTI)


def _is_han(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _han_before(before: str, count: int, is_end: bool) -> bool:
    """Whether a list of so many stands right before the count: 德国和法国两个."""
    tail = _HAN_TAIL.sub("", _HAN_STOP.split(before)[-1])
    pieces = _HAN_JOIN.split(tail)
    at = len(pieces) - 1
    while at > 0 and _is_one(pieces[at]):
        at -= 1
    if len(pieces) - at != count or not _is_one(pieces[-1]):
        return False
    first = pieces[at]
    lead = first[:-1] if first.endswith(_NAME) else first
    if _ONLY.search(lead) or _HAN_IS.search(lead) or (lead == first and _HAN_ARE.search(lead)):
        return False
    return not (is_end and _HAN_HAS.search(lead))


def _is_one(piece: str) -> bool:
    """Whether a piece of a list is one name or one short word, and nothing else."""
    return piece == _NAME or _HAN_WORD.fullmatch(piece) is not None


def _han_behind(before: str, behind: str, count: int, is_end: bool) -> bool:
    """Whether the count leads to a list of so many: 两家手机厂商：OPPO和vivo."""
    lead = _HAN_LEAD.match(behind) or _HAN_BARE.match(behind)
    if lead is None or _ONLY.search(before[-4:]) or _OWN.search(before):
        return False
    goes_on = lead.lastgroup == "aside" and _ON.match(behind, lead.end()) is not None
    if is_end and not goes_on and _HAN_HAS.search(before):
        return False
    pieces = _HAN_JOIN.split(_HAN_STOP.split(behind[lead.end() :])[0])
    last = next((n for n, piece in enumerate(pieces) if not _is_one(piece)), len(pieces) - 1)
    return last + 1 == count and (_is_one(pieces[last]) or pieces[last].startswith(_NAME))


def _before(before: str, count: int) -> bool:
    """Whether a list of so many stands right before the count: OPPO and vivo, two handset makers, …."""
    found = _LISTED.search(before)
    if found is None or (found["the"] and found["by"] in (" are", " were")):
        return False
    return len(re.split(rf"{_AND}|, ", found.group()[: found.start("by") - found.start()])) == count


def _behind(before: str, behind: str, count: int) -> bool:
    """Whether the count leads to a list of so many: two handset makers, OPPO and vivo, …."""
    lead = _LEAD.match(behind)
    if lead is None or _ONLY.search(before[-12:]) or _OWN.search(before) or before.endswith("into "):
        return False
    found = _NAMED.match(behind, lead.end()) or _LIST.match(behind, lead.end())
    if found is None or (before.endswith("the ") and lead["by"].strip() in ("are", "were")):
        return False
    if _HAS.search(before) and not behind[found.end() :].strip(" .)!"):
        return False
    return len(re.split(rf"{_AND}|, ", found.group())) == count
