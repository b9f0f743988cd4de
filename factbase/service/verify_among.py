"""Counts of a sort among the members of a closed list: of the six institutions three are universities."""

from __future__ import annotations

import re
from dataclasses import replace

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY
from factbase.extract.names_fold import fold
from factbase.quantity.interval import point
from factbase.reason.assertion import UNMARKED, Assertion
from factbase.reason.knowledge import Knowledge
from factbase.reason.verdict import Judgement, judge
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Setting

__all__ = ["among"]

_SORTS = "sorts."
_REACH = 32
_BEFORE = re.compile(
    r"(?:其中|当中|之中|里面|[里中])[^,，。；;]{0,4}$|\b(?:including|among them|of which|of whom|among which)[,]? (?:the |some )?$|\b(?:of them|of these)\b[, ]*$"
)
_BEHIND = re.compile(r"\s+of (?:them|which|whom|these|those|the (?:six|five|four|seven|eight|\w+))\b")
_NOTHING = Judgement("not_covered", "unknown")


def among(at: Setting, matcher: Matcher, knowledge: Knowledge) -> Judgement:
    """The verdict on a count of those members whose names tell that they are of a sort; `not_covered` for any other count."""
    figure, passage = at.figure, at.passage
    if figure.kind != QUANTITY or figure.unit != "count" or figure.reading.value is None:
        return _NOTHING
    sorts = [key for key in passage.listed if key.startswith(_SORTS)]
    if not sorts or not (
        _BEFORE.search(passage.folded, passage.span.start, figure.start)
        or _BEHIND.match(passage.folded, figure.end, passage.span.end)
    ):
        return _NOTHING
    behind = Span(figure.end, min(figure.clause.end, figure.end + _REACH))
    told = [key for key in sorts if passage.of(key, behind)]
    lists = {
        f.metric: f
        for m in passage.names
        for i in m.ids
        for f in matcher.known.lists(i)
        if f.closed and passage.speaking.get(f.metric)
    }
    if len(told) != 1 or len(lists) != 1:
        return _NOTHING
    (fact,) = lists.values()
    members = tuple(m for m in fact.members if _is_of(m, told[0], matcher))
    claim = Assertion(
        "claim", "count", fact.subject, fact.metric, scope=fact.scope, world=UNMARKED, members=members,
        quote=passage.said,
    )  # fmt: skip
    judgement = judge(claim, knowledge) if members else _NOTHING
    if judgement.verdict != "supported":
        return _NOTHING
    is_right = len(members) in figure.reading.widest
    return replace(
        judgement, verdict="supported" if is_right else "contradicted", interval=point(len(members))
    )


def _is_of(member: str, sort: str, matcher: Matcher) -> bool:
    """Whether a member's names have a word of a sort (中国科学技术大学 is a university)."""
    known = matcher.tables.names.entities.get(member)
    words = [fold(word) for word in matcher.tables.lists[sort]]
    return known is not None and any(word in fold(name) for name in known.names for word in words)
