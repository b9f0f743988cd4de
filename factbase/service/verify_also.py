"""Members that a sentence adds without naming anything known: 腾讯也已认证, …is one of its four functions, and Baichuan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_scene import Mention, Passage

__all__ = ["added", "is_joined_by_name"]

# 腾讯也已认证, 字节跳动同样是: what stands before 也 is said to be one more.
_ALSO = re.compile(
    r"(?:^|[，,。；;：:、])(?:而|并且|同时|此外|另外)?(?P<what>[\u4e00-\u9fffA-Za-z]{2,10}?)(?:公司|集团|自己)?(?:也|同样|亦|还)"
    r"(?:都|已|已经|均|能|可|会|将|要)*(?:是|有|在|属|为|认证|移植|参与|参加|加入|通过|公布|宣布|推出|签|获|列|入|布局|完成)"
)
# 调水是其四项功能之一, is one of its four functions
_ONE_OF = re.compile(r"(?:是|为|属于)[^，。；]{0,16}?$")
_ONE_OF_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,8}(?<!分)之一")
_PRONOUNS = re.compile(
    r"(?:它们?|他们?|她们?|其|该|此|这|那|大家|人们|我们|你们|自己|本|双方|两者|两家|三家|各方|后者|前者|同时|今年|去年|目前|现在|如今|眼下|有|没|不|但|却|而)"
)
_JOIN = re.compile(r"\s*(?:,\s*(?:and|or|plus)?|and|or|plus|as well as|along with)\s+(?:the )?")
_NAME = re.compile(r"[A-Z][\w.&-]+(?:\s+[A-Z][\w.&-]+)*")


def added(passage: Passage, members: Sequence[str]) -> Iterator[Span]:
    """The words of those that the sentence says are something too and that are no known name; `members` are the list's."""
    for match in _ALSO.finditer(passage.text, *passage.span):
        spot = Span(*match.span("what"))
        if not _is_known(passage, spot) and _PRONOUNS.match(passage.text, spot.start) is None:
            yield spot
    if any(m.id in members for m in passage.names):
        return
    for one in passage.quantities:
        clause = passage.clause_at(one.start, one.end)
        lead = _ONE_OF.search(passage.text, clause.start, one.start)
        if lead is None or _ONE_OF_BEHIND.match(passage.text, one.end) is None:
            continue
        if one.unit == "count" and not any(clause.holds(m.start, m.end) for m in passage.names):
            yield Span(one.start, one.end)


def is_joined_by_name(passage: Passage, known: Sequence[Mention]) -> bool:
    """Whether a capitalised name without an entry stands in one English list with a member."""
    for mention in known:
        join = _JOIN.match(passage.text, mention.end, passage.span.end)
        name = _NAME.match(passage.text, join.end(), passage.span.end) if join is not None else None
        if name is not None and not _is_known(passage, Span(*name.span())):
            return True
    return False


def _is_known(passage: Passage, spot: Span) -> bool:
    """Whether a name, a word of a measure, a figure or a date stands in the words."""
    known = (passage.names, passage.cues, passage.quantities, passage.dates, passage.scopes)
    return any(k.start < spot.end and spot.start < k.end for spots in known for k in spots)
