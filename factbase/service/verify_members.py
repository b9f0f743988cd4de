"""Claims that something is, or is not, among the members of a known list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factbase.extract.clauses import Span
from factbase.extract.link_figure import Figure
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import ANTI
from factbase.reason.assertion import UNMARKED, Assertion
from factbase.reason.knowledge import Knowledge
from factbase.reason.verdict import Judgement, judge
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Option

__all__ = ["MEMBERS", "member_claims"]

MEMBERS = "members"
_LISTED = re.compile(r"、|，|,|和|与|及|以及|跟|\band\b|\bor\b|\bnor\b")
_LEAD = re.compile(r"^(?:包括|有|the|both|either|neither|only|also|即|在内的|像|如)\s*")
_NAME = re.compile(r"(?:(?:the )?[A-Z][A-Za-z.&-]+(?: (?:of |the )?[A-Z][A-Za-z.&-]+)*)")
_HAN_NAME = re.compile(r"^[\u4e00-\u9fff]{2,8}$")
_HAN_VERB = re.compile(
    r"(?:也|都|均|也都|并|就|并不|不|也不|都不|没有|还)?(?:是|为|在|属于|参与|参加|加入|已)"
)
_IS_ONE = re.compile(
    r"之一|成员|\bone of\b|\bamong\b|\bmembers?\b|参与|参加|加入|\bpart of\b|\btakes? part\b|participat|包括|includ|in (?:the|its) list"
)


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
    types = {
        matcher.tables.names.entities[m].type for m in best.fact.members if m in matcher.tables.names.entities
    }
    known = [m for m in passage.names if _may_belong(m, best, types, matcher)]
    is_said = passage.has("membership.yes")
    if not is_said:
        known = [m for m in known if m.id in best.fact.members]
    strangers = (
        list(_strangers(passage, best)) if is_said and _IS_ONE.search(passage.folded, *passage.span) else []
    )
    if not known and not strangers:
        return
    if not is_said:
        strangers = list(_listed_with(passage, known))
    if not is_said and (best.weight < 0.35 or passage.quantities):
        return
    members = tuple(m.id for m in known) + tuple(f"?{passage.text[s.start : s.end]}" for s in strangers)
    start = min([m.start for m in known] + [s.start for s in strangers])
    end = max([m.end for m in known] + [s.end for s in strangers])
    figure = Figure(MEMBERS, start, end, passage.text[start:end], passage.clause_at(start, end))
    claim = Assertion(
        "claim",
        "count",
        best.fact.subject,
        best.fact.metric,
        scope=best.fact.scope,
        world=UNMARKED,
        members=members,
        quote=passage.said,
    )
    judgement = judge(claim, knowledge)
    if judgement.verdict == "supported" and not is_said and _is_joined(passage, known):
        judgement = replace(judgement, verdict="possible", why="open")
    if negated:
        verdict = {"supported": "contradicted", "contradicted": "supported"}.get(
            judgement.verdict, judgement.verdict
        )
        judgement = Judgement(
            verdict, judgement.why, judgement.interval, judgement.reading, judgement.fact_ids, judgement.proof
        )
    yield figure, Option(claim, 1.0, True), judgement


def _lists(passage: Passage, matcher: Matcher) -> Iterator[_List]:
    """The lists of the named subjects whose metric the sentence cues."""
    cued = {c.cue.metric: c.cue.weight for c in passage.cues if c.cue.sort != ANTI}
    found: list[tuple[float, _List]] = []
    is_said = passage.has("membership.yes")
    for mention in passage.names:
        for entity in mention.ids:
            for fact in matcher.known.about(entity):
                only = is_said and len({f.metric for f in matcher.known.about(entity) if f.members}) == 1
                if only and fact.subject == entity and fact.members and fact.metric not in cued:
                    cued = {**cued, fact.metric: 0.3}
                if fact.subject == entity and fact.members and fact.metric in cued:
                    found.append((cued[fact.metric], _List(fact, mention, cued[fact.metric])))
    found.sort(key=lambda item: -item[0])
    yield from (item for _, item in found)


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


def _strangers(passage: Passage, of: _List) -> Iterator[Span]:
    """Names without an entry that are listed with the members, or stand where a member would."""
    taken = [(m.start, m.end) for m in passage.names] + [(c.start, c.end) for c in passage.cues]
    first = passage.clauses[0] if passage.clauses else passage.span
    if any("\u4e00" <= c <= "\u9fff" for c in passage.said):
        verb = _HAN_VERB.search(passage.text, first.start, passage.span.end)
        end = min(
            verb.start() if verb else first.start,
            of.mention.start if of.mention.start > first.start else passage.span.end,
        )
        at = first.start
        for piece in _LISTED.split(passage.text[first.start : end]):
            begin = passage.text.find(piece, at) if piece else at
            at = begin + len(piece)
            bare = _LEAD.sub("", piece)
            begin += len(piece) - len(bare)
            if _HAN_NAME.match(bare) and not any(a < begin + len(bare) and begin < b for a, b in taken):
                yield Span(begin, begin + len(bare))
        return
    for match in _NAME.finditer(passage.text, *passage.span):
        start = match.start() + (4 if match.group().startswith(("the ", "The ")) else 0)
        if start >= match.end() or any(m.start < match.end() and start < m.end for m in passage.names):
            continue
        if passage.text[start : match.end()].lower() in _COMMON or _is_owner(passage, match.end(), of):
            continue
        yield Span(start, match.end())


_HAN_JOIN = re.compile(r"(?:、|以及|和|与|及|跟)(?=[\u4e00-\u9fff])")
_JOIN = re.compile(
    r"(?:,? (?:and|or) |, )(?!(?:is|are|was|were|has|have|had|it|which|that|so|not|then|other|its)\b)(?=[a-z]{3})"
)
_HAN_LEAD = re.compile(r"[\u4e00-\u9fff](?:、|以及|和|与|及|跟)$")
_HEAD, _LONG = 2, 5


def _listed_with(passage: Passage, known: Sequence[Mention]) -> Iterator[Span]:
    """What is listed right behind a member under its own head noun, without an entry (氧元素和铝元素)."""
    for mention in known:
        join = _HAN_JOIN.match(passage.text, mention.end, passage.span.end)
        head = passage.text[mention.end - _HEAD : mention.end]
        if join is None or mention.end - mention.start <= _HEAD or _is_named(passage, join.end()):
            continue
        at = passage.text.find(head, join.end() + 1, join.end() + _LONG)
        if at >= 0:
            yield Span(join.end(), at + _HEAD)


def _is_joined(passage: Passage, known: Sequence[Mention]) -> bool:
    """Whether a member is joined to a word that is no name: a list of which only a part is known."""
    for mention in known:
        for pattern in (_HAN_JOIN, _JOIN):
            join = pattern.match(passage.folded, mention.end, passage.span.end)
            if join is not None and not _is_named(passage, join.end()):
                return True
        lead = _HAN_LEAD.search(passage.folded, passage.span.start, mention.start)
        if lead is not None and not any(m.start <= lead.start() < m.end for m in passage.names):
            return True
    return False


def _is_named(passage: Passage, at: int) -> bool:
    return any(m.start <= at < m.end for m in passage.names)


_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "its",
        "all",
        "both",
        "neither",
        "either",
        "only",
        "of",
        "in",
        "at",
        "by",
        "for",
        "with",
        "six",
        "two",
        "three",
        "four",
        "five",
        "seven",
        "eight",
        "nine",
        "ten",
        "twenty",
    ]
)


def _is_owner(passage: Passage, end: int, of: _List) -> bool:
    return passage.text[end : end + 2] in ("'s", "’s") and of.mention.start - end <= 4


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
