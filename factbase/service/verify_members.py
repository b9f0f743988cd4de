"""Claims that something is, or is not, among the members of a known list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from factbase.extract.clauses import Span
from factbase.extract.link_figure import Figure
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import ANTI
from factbase.reason.assertion import UNMARKED, Assertion
from factbase.reason.knowledge import Knowledge
from factbase.reason.verdict import Judgement, judge
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Option
from factbase.service.verify_unlisted import (
    in_place,
    is_elsewhere,
    is_joined,
    listed_before,
    listed_with,
    unlisted,
)

__all__ = ["MEMBERS", "member_claims"]

MEMBERS = "members"
_IS_ONE = re.compile(
    r"之一|成员|\bone of\b|\bamong\b|\bmembers?\b|参与|参加|加入|\bpart of\b|\btakes? part\b|participat|包括|includ|in (?:the|its) list|belong|属于|名列|同列|列名|跻身|入选|一员|consist|contain|含有|所含"
)
# What may stand in for each other in a list.
_BODIES = frozenset({"company", "organization", "agency", "group", "publication"})
_THINGS = frozenset({"product", "model", "vehicle"})
_LIST_JOIN = re.compile(
    r"\s*(?:、|，|和|与|及|以及|跟|同|还有|连同|,?\s*(?:and|or|as well as|along with|together with|like|plus)(?: also)?|,)\s*(?:the )?"
)
# One of the countries that …: a list of its own, defined by what follows.
_DEFINED = re.compile(r"\b(?:one|some|part|two|three) of the [a-z ]{2,30}?(?:that|who|which)\b")
_OWNER = re.compile(r"(?:[\u4e00-\u9fff]{2,8}的|\b[A-Z][\w-]+['’]s\s+)$")
_CUED, _UNCUED, _FIRM, _REACH = 0.35, 0.3, 0.2, 24


@dataclass(frozen=True)
class _List:
    fact: Assertion
    mention: Mention
    weight: float


def member_claims(
    passage: Passage, matcher: Matcher, knowledge: Knowledge, negated: bool
) -> Iterator[tuple[Figure, Option | None, Judgement]]:
    """The sentence's claim about membership, judged; nothing if it makes none."""
    if not passage.names:
        return
    lists = list(_lists(passage, matcher))
    if not lists:
        yield from _of_no_list(passage, matcher)
        return
    best = lists[0]
    is_said = passage.has("membership.yes")
    if not is_said and (best.weight < _CUED or not _is_told(passage, best, matcher)):
        return
    is_cued = best.weight > _UNCUED
    types = {
        t
        for m in best.fact.members
        if m in matcher.tables.names.entities
        for t in _kin(matcher.tables.names.entities[m].type)
    }
    known = [m for m in passage.names if _may_belong(m, best, types, matcher)]
    known += _described(passage, best, matcher)
    if not (is_said and is_cued):
        known = [m for m in known if m.id in best.fact.members]
    known += [
        m
        for m in passage.names
        if m not in known and _is_listed(passage, m, known) and _may_belong(m, best, types, matcher)
    ]
    others = []
    if not is_said:
        others = list(listed_with(passage, known))
    elif not is_cued:
        found = list(unlisted(passage, best.mention))
        others = [
            s
            for s in found
            if _is_listed(passage, s, known) or ("place" in types and _is_country(passage, s))
        ]
        others += list(listed_before(passage, known))
    elif _IS_ONE.search(passage.folded, *passage.span):
        others = list(unlisted(passage, best.mention))
        others += list(in_place(passage)) + list(listed_before(passage, known))
    if others and _counts_others(passage, best, matcher):
        return
    if (not known and not others) or _is_anothers(passage, best.mention):
        return
    members = tuple(m.id for m in known) + tuple(f"?{passage.text[s.start : s.end]}" for s in others)
    start = min([m.start for m in known] + [s.start for s in others])
    end = max([m.end for m in known] + [s.end for s in others])
    figure = Figure(MEMBERS, start, end, passage.text[start:end], passage.clause_at(start, end))
    claim = Assertion(
        "claim", "count", best.fact.subject, best.fact.metric, scope=best.fact.scope, world=UNMARKED,
        members=members, quote=passage.said,
    )  # fmt: skip
    judgement = judge(claim, knowledge)
    if judgement.verdict != "supported" and is_said and not others:
        judgement = _of_several(lists, known, claim, knowledge) or judgement
    if judgement.verdict == "possible" and not is_said:
        return
    if judgement.verdict == "supported" and not is_said and is_joined(passage, known):
        judgement = replace(judgement, verdict="possible", why="open")
    if is_elsewhere(passage, start, others):
        judgement = replace(judgement, verdict="possible", why="open")
    if _is_denied(passage, start, best.fact.metric, negated):
        verdict = {"supported": "contradicted", "contradicted": "supported"}.get(
            judgement.verdict, judgement.verdict
        )
        judgement = replace(judgement, verdict=verdict)
    yield figure, Option(claim, 1.0, True), judgement


def _described(passage: Passage, of: _List, matcher: Matcher) -> list[Mention]:
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


def _of_several(
    lists: list[_List], known: list[Mention], claim: Assertion, knowledge: Knowledge
) -> Judgement | None:
    """The support of several lists of one subject that together name all the members (Lenovo and OPPO)."""
    held = {
        m.id: next((of for of in lists if of.fact.subject == claim.subject and m.id in of.fact.members), None)
        for m in known
    }
    if len(held) < 2 or any(of is None for of in held.values()):
        return None
    judged = [
        judge(claim._replace(metric=of.fact.metric, scope=of.fact.scope, members=(m,)), knowledge)
        for m, of in held.items()
        if of is not None
    ]
    return judged[0] if all(j.verdict == "supported" for j in judged) else None


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


def _counts_others(passage: Passage, of: _List, matcher: Matcher) -> bool:
    """Whether another count of the subject, of which no list is known, is spoken of as plainly (among the companies)."""
    rivals = {
        f.metric
        for f in matcher.known.about(of.fact.subject)
        if f.subject == of.fact.subject and f.kind == "count" and f.metric != of.fact.metric and not f.members
    }
    own = {(c.start, c.end) for c in passage.cues if c.cue.metric == of.fact.metric}
    return any(
        c.cue.metric in rivals
        and c.cue.sort != ANTI
        and c.cue.weight >= _CUED
        and (c.start, c.end) not in own
        for c in passage.cues
    )


def _is_anothers(passage: Passage, mention: Mention) -> bool:
    """Whether somebody without an entry owns the thing whose list it is (Joby's aircraft)."""
    owner = _OWNER.search(passage.text, passage.span.start, mention.start)
    return owner is not None and not any(
        m.start < owner.end() and owner.start() < m.end for m in passage.names
    )


def _is_country(passage: Passage, span: Span) -> bool:
    """Whether a name without an entry is that of a country, which may stand in a list of places."""
    if _DEFINED.search(passage.folded, *passage.span):
        return False
    return any(w.start == span.start and w.end == span.end for w in passage.of("outsiders"))


def _is_told(passage: Passage, of: _List, matcher: Matcher) -> bool:
    """Whether a sentence without a word of membership speaks of a list: it names a member, and counts nothing else."""
    mine = [m for m in passage.names if m.id in of.fact.members]
    is_plain = not passage.ranks and all(q.reading.value == len(mine) for q in passage.quantities)
    return is_plain and (
        bool(_described(passage, of, matcher)) or any(m.id in of.fact.members for m in passage.names)
    )


def _is_denied(passage: Passage, start: int, metric: str, negated: bool) -> bool:
    """Whether the sentence denies the membership, or a word of lacking stands right before the members.

    A denial right before a word of lacking takes it back (没有缺席, does not lack).
    """
    own = [c for c in passage.cues if c.cue.metric == metric and c.cue.sort != ANTI]
    near = [
        w
        for w in passage.of("nothing") + passage.of("membership.no")
        if 0 <= start - w.end <= _REACH and not any(c.start <= w.start < c.end for c in own)
    ]
    denials = passage.of("negation")
    twice = any(0 <= w.start - d.end <= 1 for d in denials for w in passage.of("membership.no"))
    return (negated or bool(near)) and not twice


def _kin(sort: str) -> frozenset[str]:
    """The types that may stand in a list beside one of this type."""
    return next((kin for kin in (_BODIES, _THINGS) if sort in kin), frozenset({sort}))


def _lists(passage: Passage, matcher: Matcher) -> Iterator[_List]:
    """The lists of the named subjects whose metric the sentence cues, or whose members it names."""
    cued: dict[str, float] = {}
    for spot in passage.cues:
        if spot.cue.sort != ANTI:
            cued[spot.cue.metric] = max(spot.cue.weight, cued.get(spot.cue.metric, 0.0))
    found: list[tuple[bool, float, _List]] = []
    is_said = passage.has("membership.yes")
    named = {m.id for m in passage.names}
    for mention in passage.names:
        for entity in mention.ids:
            facts = [f for f in matcher.known.about(entity) if f.subject == entity and f.members]
            only = is_said and len({f.metric for f in facts}) == 1
            for fact in facts:
                weight = cued.get(fact.metric, 0.0)
                holds = bool(named & set(fact.members))
                mine = [m for m in passage.names if m.id in fact.members]
                several = _is_list(passage, mine) or passage.has("membership.no")
                if holds and (weight >= _FIRM or several):
                    weight = max(weight, _CUED)
                if weight or only:
                    weight = weight or _UNCUED
                    found.append((holds, weight, _List(fact, mention, weight)))
    found.sort(key=lambda item: (-item[1], not item[0]))
    yield from (item for _, _, item in found)


def _may_belong(mention: Mention, of: _List, types: set[str], matcher: Matcher) -> bool:
    entities = matcher.tables.names.entities
    if mention.id in of.fact.members:
        return True
    if mention is of.mention or mention.owns or mention.speaks or mention.id == of.fact.subject:
        return False
    if mention.id in matcher.tables.names.wholes(of.fact.subject):
        return False
    known = entities.get(mention.id)
    return known is not None and known.type in types


def _of_no_list(passage: Passage, matcher: Matcher) -> Iterator[tuple[Figure, Option | None, Judgement]]:
    """`X was one of the …` where no list is known: the claim is there, but nothing covers it."""
    if not passage.has("membership.yes"):
        return
    match = re.search(
        r"\b(?:was|is|were|are) (?:one|two|three|some|among) of? ?the\b|之一",
        passage.folded[slice(*passage.span)],
    )
    first = passage.names[0]
    if match is None or len(passage.names) < 2 or not passage.quantities:
        return
    at = passage.span.start + match.start()
    if first.end <= at and matcher.tables.names.entities[first.id].type in (
        "place",
        "company",
        "organization",
    ):
        figure = Figure(
            MEMBERS,
            first.start,
            first.end,
            passage.text[first.start : first.end],
            passage.clause_at(first.start, first.end),
        )
        yield figure, None, Judgement("not_covered", "unknown")
