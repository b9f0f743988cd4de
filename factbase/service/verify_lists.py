"""The known lists that a sentence may speak of, and whom it names as their members."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import ANTI
from factbase.reason.assertion import Assertion
from factbase.service.verify_match import Matcher
from factbase.service.verify_unlisted import in_place, listed_before, listed_with, unlisted

__all__ = ["CUED", "MemberList", "Named", "besides", "lists_of", "named_in", "tells_membership"]

_IS_ONE = re.compile(
    r"(?<!分)之一|成员|\bone of\b|\bamong\b|\bmembers?\b|参与|参加|加入|\bpart of\b|\btakes? part\b|participat|包括|includ|in (?:the|its) list|belong|属于|名列|同列|列名|跻身|入选|一员|consist|contain|含有|所含|之列|在列|行列|名单"
)
# What may stand in for each other in a list.
_BODIES = frozenset({"company", "organization", "agency", "group", "publication"})
_THINGS = frozenset({"product", "model", "vehicle"})
_LIST_JOIN = re.compile(
    r"\s*(?:、|，|和|与|及|以及|跟|同|还有|连同|,?\s*(?:and|or|as well as|along with|together with|like|plus)(?: also)?|,)\s*(?:the )?"
)
# One of the countries that …: a list of its own, defined by what follows.
_DEFINED = re.compile(r"\b(?:one|some|part|two|three) of the [a-z ]{2,30}?(?:that|who|which)\b")
# One of the 14 member states: what the list is of.
_ONE_OF_THE = re.compile(r"\bone of (?:the|its)(?: [\w-]+){0,2} $")
_BESIDES = re.compile(
    r"除(?:了|去)?[^，。；]{1,30}?(?:以外|之外|外)?[，,](?=[^。；]{0,40}?(?:也|还|亦|同样))"
)
_OWNER = re.compile(r"(?:[\u4e00-\u9fff]{2,8}的|\b[A-Z][\w-]+['’]s\s+)$")
# is in (on) IPCEI ME/CT; 在IPCEI ME/CT里头.
_IN = re.compile(
    r"\b(?:is|are|was|were|be|been)(?: also| now| both| all| too| indeed|n't| not)? in(?: on)? (?:the |that |on the )?$"
)
_AT = re.compile(r"在[“\"]?$")
_WITHIN = re.compile(
    r"[”\"]?(?:的)?(?:名单|阵营|队伍|朋友圈|大名单)?(?:里头|里面|里边|里|之中|当中|中|之列|之内)(?!国)"
)
CUED, _UNCUED, _FIRM = 0.35, 0.3, 0.2


class MemberList(NamedTuple):
    """A counted fact with its members; `mention` names its subject, `weight` is how well the sentence cues it."""

    fact: Assertion
    mention: Mention
    weight: float


class Named(NamedTuple):
    """Whom a sentence names as members: entities, and words without an entry that stand where a member would."""

    known: tuple[Mention, ...]
    others: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """From the first of them to the last."""
        every = [(m.start, m.end) for m in self.known] + [(s.start, s.end) for s in self.others]
        return Span(min(a for a, _ in every), max(b for _, b in every))

    def ids(self, text: str) -> tuple[str, ...]:
        """Entity ids; a name without an entry is its words behind a question mark."""
        return (*(m.id for m in self.known), *(f"?{text[s.start : s.end]}" for s in self.others))


def tells_membership(passage: Passage) -> bool:
    """Whether words say that something is, or is not, one of a list."""
    return passage.has("membership.yes") or passage.has("membership.out") or passage.once(_stands_in)


def _stands_in(passage: Passage) -> bool:
    """Whether one thing is said to be in another (Malta is in IPCEI ME/CT, 马耳他也在…里头)."""
    folded, start = passage.folded, passage.span.start
    return any(
        (_IN.search(folded, start, m.start) is not None)
        or (_AT.search(folded, start, m.start) is not None and _WITHIN.match(folded, m.end) is not None)
        for m in passage.names[1:]
    )


def lists_of(passage: Passage, matcher: Matcher) -> list[MemberList]:
    """The lists of the named subjects whose metric the sentence cues, or whose members it names; the best cued first."""
    found: list[tuple[bool, float, MemberList]] = []
    is_said = tells_membership(passage)
    named = {m.id for m in passage.names}
    for mention in passage.names:
        for entity in mention.ids:
            facts = matcher.known.lists(entity)
            if not facts:
                continue
            only = is_said and len({f.metric for f in facts}) == 1
            for fact in facts:
                weight = max([0.0, *(c.cue.weight for c in passage.speaking.get(fact.metric, ()))])
                holds = bool(named & set(fact.members))
                mine = [m for m in passage.names if m.id in fact.members]
                several = _is_list(passage, mine) or passage.has("membership.no")
                if holds and (weight >= _FIRM or several):
                    weight = max(weight, CUED)
                if weight or only:
                    weight = weight or _UNCUED
                    found.append((holds, weight, MemberList(fact, mention, weight)))
    found.sort(key=lambda item: (-item[1], not item[0]))
    return [item for _, _, item in found]


def named_in(passage: Passage, of: MemberList, matcher: Matcher) -> Named | None:
    """Whom the sentence names as members of a list; `None` if it speaks of no membership in it."""
    is_said, is_cued = tells_membership(passage), of.weight > _UNCUED
    if not is_said and (of.weight < CUED or not _is_told(passage, of, matcher)):
        return None
    types = {
        t
        for m in of.fact.members
        if m in matcher.tables.names.entities
        for t in _kin(matcher.tables.names.entities[m].type)
    }
    aside = besides(passage)
    known = [
        m for m in passage.names if _may_belong(m, of, types, matcher) and not aside.holds(m.start, m.end)
    ]
    known += _described(passage, of, matcher)
    if not (is_said and is_cued):
        known = [m for m in known if m.id in of.fact.members]
    known += [
        m
        for m in passage.names
        if m not in known and _is_listed(passage, m, known) and _may_belong(m, of, types, matcher)
    ]
    others = [s for s in _without_entry(passage, of, known, "place" in types) if not _is_frame(passage, s)]
    if others and _counts_others(passage, of, matcher):
        return None
    if (not known and not others) or _is_anothers(passage, of.mention):
        return None
    return Named(tuple(known), tuple(others))


def besides(passage: Passage) -> Span:
    """The words for those beside whom others also are something (除科大讯飞外，商汤也…); an empty span if there are none."""
    match = _BESIDES.search(passage.folded, *passage.span) if "除" in passage.folded else None
    return Span(*match.span()) if match is not None else Span(passage.span.start, passage.span.start)


def _without_entry(passage: Passage, of: MemberList, known: list[Mention], of_places: bool) -> list[Span]:
    """Words that are no known name and are said to be members; the less is said of membership, the fewer count."""
    if not tells_membership(passage):
        return list(listed_with(passage, known))
    if of.weight <= _UNCUED:
        found = [
            s
            for s in unlisted(passage, of.mention)
            if _is_listed(passage, s, known) or (of_places and _is_country(passage, s))
        ]
        return [*found, *listed_before(passage, known)]
    if _IS_ONE.search(passage.folded, *passage.span):
        return [*unlisted(passage, of.mention), *in_place(passage), *listed_before(passage, known)]
    return []


def _is_frame(passage: Passage, span: Span) -> bool:
    """Whether words only open the sentence (算笔账哈：), no name."""
    return (
        passage.folded[span.end : span.end + 1] in ("：", ":")
        or passage.folded[span.end - 1] in "哈啊呀吧呢嘛哦"
    )


def _described(passage: Passage, of: MemberList, matcher: Matcher) -> list[Mention]:
    """Members that words of their own alone tell from the others (records for depth, height and weight)."""
    names = matcher.tables.names
    named = {i for m in passage.names for i in m.ids}
    rest = [m for m in of.fact.members if m not in named and m in names.entities]
    said = passage.without(named)
    found: list[Mention] = []
    for member in rest:
        at = next((said.find(w) for w in names.own_words(member, of.fact.members) if w in said), -1)
        if at >= 0:
            start = passage.span.start + at
            found.append(Mention(start, start + 2, (member,)))
    return found if len(found) > 1 else []


def _may_belong(mention: Mention, of: MemberList, types: set[str], matcher: Matcher) -> bool:
    entities = matcher.tables.names.entities
    if mention.id in of.fact.members:
        return True
    if mention is of.mention or mention.owns or mention.speaks or mention.id == of.fact.subject:
        return False
    if mention.id in matcher.tables.names.wholes(of.fact.subject):
        return False
    known = entities.get(mention.id)
    return known is not None and known.type in types


def _kin(sort: str) -> frozenset[str]:
    """The types that may stand in a list beside one of this type."""
    return next((kin for kin in (_BODIES, _THINGS) if sort in kin), frozenset({sort}))


def _is_told(passage: Passage, of: MemberList, matcher: Matcher) -> bool:
    """Whether a sentence without a word of membership speaks of a list: it names a member, and counts nothing else."""
    mine = [m for m in passage.names if m.id in of.fact.members]
    told = _described(passage, of, matcher)
    counts = (len(mine), len(told))
    is_plain = not passage.ranks and all(q.reading.value in counts for q in passage.quantities)
    return is_plain and bool(told or mine)


def _is_listed(passage: Passage, mention: Mention | Span, known: list[Mention]) -> bool:
    """Whether a name stands in one list with a member (TSMC, Intel and Infineon)."""
    return any(
        _LIST_JOIN.fullmatch(passage.folded[min(m.end, mention.end) : max(m.start, mention.start)])
        for m in known
    )


def _is_list(passage: Passage, mentions: list[Mention]) -> bool:
    """Whether several names stand in one list."""
    pairs = pairwise(mentions)
    return len(mentions) > 1 and all(_LIST_JOIN.fullmatch(passage.folded[a.end : b.start]) for a, b in pairs)


def _is_country(passage: Passage, span: Span) -> bool:
    """Whether a name without an entry is that of a country, which may stand in a list of places."""
    if _DEFINED.search(passage.folded, *passage.span):
        return False
    return any(w.start == span.start and w.end == span.end for w in passage.of("outsiders"))


def _counts_others(passage: Passage, of: MemberList, matcher: Matcher) -> bool:
    """Whether another count of the subject, of which no list is known, is spoken of as plainly (among the companies)."""
    rivals = {
        f.metric
        for f in matcher.known.about(of.fact.subject)
        if f.subject == of.fact.subject and f.kind == "count" and f.metric != of.fact.metric and not f.members
    }
    own = {(c.start, c.end) for c in passage.cues if c.cue.metric == of.fact.metric}
    if any(_ONE_OF_THE.search(passage.folded, passage.span.start, start) for start, _ in own):
        return False
    return any(
        c.cue.metric in rivals and c.cue.sort != ANTI and c.cue.weight >= CUED and (c.start, c.end) not in own
        for c in passage.cues
    )


def _is_anothers(passage: Passage, mention: Mention) -> bool:
    """Whether somebody without an entry owns the thing whose list it is (Joby's aircraft)."""
    owner = _OWNER.search(passage.text, passage.span.start, mention.start)
    return owner is not None and not any(
        m.start < owner.end() and owner.start() < m.end for m in passage.names
    )
