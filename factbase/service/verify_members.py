"""Claims that something is, or is not, among the members of a known list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factbase.extract.clauses import Span
from factbase.extract.link_figure import Figure
from factbase.extract.link_scene import Mention, Passage, Placed
from factbase.extract.link_tables import ANTI
from factbase.reason.assertion import UNMARKED, Assertion
from factbase.reason.knowledge import Knowledge
from factbase.reason.verdict import Judgement, judge
from factbase.service.verify_alone import alone_words, as_alone, is_denied
from factbase.service.verify_also import added, is_joined_by_name
from factbase.service.verify_enumerated import enumerated, is_denied_list
from factbase.service.verify_lists import (
    CUED,
    MemberList,
    Named,
    besides,
    lists_of,
    named_in,
    tells_membership,
)
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Option
from factbase.service.verify_unlisted import is_elsewhere, is_joined

__all__ = ["MEMBERS", "member_claims"]

MEMBERS = "members"
_REACH, _FAR, _BEFORE = 24, 60, 12
NOTHING = Judgement("not_covered", "unknown")
# Besides A and B, …: what follows is said, of A and B nothing is denied.
_BESIDES = re.compile(r"除了?[^。;]{1,40}?(?:以?外|之外)?,?(?:就是|还有|还|也|同样|亦|又|另)")
# did not do it alone: with whom is not denied.
_ALONE = re.compile(
    r"\b(?:alone|on its own|by itself|single-handed(?:ly)?)\b|独自|单独|独力|(?<![没无有])一家(?!也|都)|孤军"
)
_THAN = re.compile(r"\bthan\b")
_NONE_OF = ("none of", "not one of", "neither")
_FLIPPED = {"supported": "contradicted", "contradicted": "supported"}


def member_claims(
    passage: Passage, matcher: Matcher, knowledge: Knowledge, negated: bool
) -> Iterator[tuple[Figure, Option | None, Judgement]]:
    """The sentence's claims about membership, judged; nothing if it makes none."""
    told = list(_of_words(passage, matcher, knowledge))
    yield from told
    if passage.names:
        for one in _of_names(passage, matcher, knowledge, negated):
            if not any(t.start < one[0].end and one[0].start < t.end for t, _, _ in told):
                yield one


def _of_words(
    passage: Passage, matcher: Matcher, knowledge: Knowledge
) -> Iterator[tuple[Figure, Option | None, Judgement]]:
    """The claims that lists of plain words make; of several lists that the words may be of, the one that bears them out."""
    done: dict[Span, tuple[Figure, Option | None, Judgement]] = {}
    for fact, found in enumerated(passage, matcher):
        claim = _claim(passage, fact, found)
        judgement = judge(claim, knowledge)
        if is_denied_list(passage, found):
            is_mixed = bool(found.known) and judgement.verdict == "contradicted"
            judgement = replace(
                judgement, verdict="possible" if is_mixed else _FLIPPED.get(judgement.verdict, "possible")
            )
        elif (alone := alone_words(passage, found.span)) != []:
            judgement = as_alone(judgement, claim, [fact], not is_denied(passage, alone))
        if found.span not in done or judgement.verdict == "supported":
            done[found.span] = _figure(passage, *found.span), Option(claim, 1.0, True), judgement
    yield from done.values()


def _of_names(
    passage: Passage, matcher: Matcher, knowledge: Knowledge, negated: bool
) -> Iterator[tuple[Figure, Option | None, Judgement]]:
    """The claim that names make about a list."""
    lists = lists_of(passage, matcher)
    if not lists:
        yield from _of_no_list(passage, matcher)
        return
    if negated:
        # What is not held may be missing in the list that would have it, however the verb goes with another.
        lists.sort(key=lambda of: not _names_one(passage, of))
    if lists[0].weight >= CUED:
        yield from (
            (_figure(passage, *spot), None, NOTHING) for spot in added(passage, lists[0].fact.members)
        )
    named = named_in(passage, lists[0], matcher)
    if named is not None and _THAN.search(passage.folded, *named.span):
        return  # things compared are no list
    if named is None:
        mine = [m for m in passage.names if m.id in lists[0].fact.members]
        if len(mine) > 1 and lists[0].weight >= CUED and is_joined(passage, mine):
            # Of a list that goes on with a word that is no name only a part is known.
            option = Option(_claim(passage, lists[0].fact, Named(tuple(mine))), 1.0, True)
            yield _figure(passage, mine[0].start, mine[-1].end), option, Judgement("possible", "open")
        return
    fact, named = lists[0].fact, _of_clause(passage, named)
    claim = _claim(passage, fact, named)
    judgement = _judged(passage, claim, named, lists, knowledge)
    if judgement is None:
        return
    if (alone := _alone(passage, claim, named, lists, judgement)) is not None:
        yield _figure(passage, *named.span), Option(claim, 1.0, True), alone
        return
    if negated and _ALONE.search(passage.folded, *passage.span):
        judgement = replace(judgement, verdict="possible", why="open")
        negated = False
    aside = besides(passage)
    if aside.start == aside.end and _BESIDES.search(passage.folded, *passage.span):
        judgement = replace(judgement, verdict="possible", why="open")
    elif _is_denied(passage, named.span.start, fact.metric, negated):
        if judgement.verdict == "supported" and _is_of_before(passage, claim, [of.fact for of in lists]):
            return  # what is held by now may have been missing then
        judgement = replace(judgement, verdict=_FLIPPED.get(judgement.verdict, judgement.verdict))
    yield _figure(passage, *named.span), Option(claim, 1.0, True), judgement


def _names_one(passage: Passage, of: MemberList) -> bool:
    return any(m.id in of.fact.members for m in passage.names)


def _claim(passage: Passage, fact: Assertion, named: Named) -> Assertion:
    return Assertion(
        "claim", "count", fact.subject, fact.metric, scope=fact.scope, world=UNMARKED,
        members=named.ids(passage.text), quote=passage.said,
    )  # fmt: skip


def _judged(
    passage: Passage, claim: Assertion, named: Named, lists: Sequence[MemberList], knowledge: Knowledge
) -> Judgement | None:
    """What the facts say of the membership, were it not denied; `None` where that is too little to speak of it at all."""
    is_said = tells_membership(passage)
    judgement = judge(claim, knowledge)
    if judgement.verdict != "supported" and is_said and not named.others:
        judgement = _of_several(lists, named.known, claim, knowledge) or judgement
    if judgement.verdict == "possible" and not is_said:
        return None
    # Depth and height, two records: members that words tell are counted.
    is_counted = not any(m in passage.names for m in named.known) and any(
        q.reading.value == len(named.known) for q in passage.quantities
    )
    is_part = judgement.verdict == "supported" and (
        (not is_said and not is_counted and is_joined(passage, named.known))
        or is_joined_by_name(passage, named.known)
    )
    if is_part or is_elsewhere(passage, named.span.start, named.others):
        return replace(judgement, verdict="possible", why="open")
    return judgement


def _alone(
    passage: Passage, claim: Assertion, named: Named, lists: Sequence[MemberList], judgement: Judgement
) -> Judgement | None:
    """What the facts say of the members being the only ones; `None` if the sentence does not say so."""
    words = alone_words(passage, named.span)
    if not words:
        return None
    if any(named.span.holds(*word) for word in words):
        return replace(judgement, verdict="possible", why="open")  # A is the only one that borders B
    facts = [of.fact for of in lists if of.weight >= CUED and of.fact.subject == claim.subject]
    return as_alone(judgement, claim, facts, not is_denied(passage, words))


def _figure(passage: Passage, start: int, end: int) -> Figure:
    return Figure(MEMBERS, start, end, passage.text[start:end], passage.clause_at(start, end))


def _of_several(
    lists: Sequence[MemberList], known: Sequence[Mention], claim: Assertion, knowledge: Knowledge
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


def _is_denied(passage: Passage, start: int, metric: str, negated: bool) -> bool:
    """Whether the sentence denies the membership, or a word of lacking stands right before the members.

    A denial right before a word of lacking takes it back (没有缺席, does not lack).
    """
    if out := passage.of("membership.out"):
        # got left out, wasn't left out
        return not any(
            0 <= out[0].start - d.end <= _BEFORE and not _is_in(d.start, out) for d in passage.of("negation")
        )
    own = [c for c in passage.cues if c.cue.metric == metric and c.cue.sort != ANTI]
    aside = besides(passage)
    near = [
        w
        for w in (*passage.of("nothing"), *passage.of("membership.no"))
        if 0 <= start - w.end <= (_FAR if passage.folded.startswith(_NONE_OF, w.start) else _REACH)
        and not any(c.start <= w.start < c.end for c in own)
        and not aside.holds(w.start, w.end)
    ]
    denials = passage.of("negation")
    twice = any(0 <= w.start - d.end <= 1 for d in denials for w in passage.of("membership.no"))
    return (negated or bool(near)) and not twice


def _is_in(at: int, words: Sequence[Placed]) -> bool:
    return any(w.start <= at < w.end for w in words)


def _is_of_before(passage: Passage, claim: Assertion, facts: Sequence[Assertion]) -> bool:
    """Whether a sentence is dated, all of it before the facts were told, and no list of that time has the members."""
    ends = [d.named.end.isoformat() for d in passage.dates if d.named is not None and d.named.end is not None]
    own = [f for f in facts if f.subject == claim.subject and set(claim.members) <= set(f.members)]
    if not ends or any(f.period is not None and f.period.end <= max(ends) for f in own):
        return False
    return all(f.told is not None and max(ends) < f.told.start for f in own)


def _of_clause(passage: Passage, named: Named) -> Named:
    """Those named in the clause that says who is not in (Germany is in, but Malta got left out)."""
    out = passage.of("membership.out")
    if not out:
        return named
    clause = passage.clause_at(out[0].start, out[0].end)
    known = tuple(m for m in named.known if clause.holds(m.start, m.end))
    others = tuple(s for s in named.others if clause.holds(s.start, s.end))
    return Named(known, others) if known or others else named


def _of_no_list(passage: Passage, matcher: Matcher) -> Iterator[tuple[Figure, Option | None, Judgement]]:
    """`X was one of the …` where no list is known: the claim is there, but nothing covers it."""
    if not passage.has("membership.yes"):
        return
    match = re.search(
        r"\b(?:was|is|were|are) (?:one|two|three|some|among) of? ?the\b|(?<!分)之一",
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
        yield _figure(passage, first.start, first.end), None, NOTHING
