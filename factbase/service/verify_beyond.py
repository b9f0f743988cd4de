"""Supports held back: a sentence says more than the figure does, of another place, time or thing, of which no fact tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from factbase.extract.clauses import Span
from factbase.extract.link_figure import DATE
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import ANTI, NAME
from factbase.reason.assertion import Assertion
from factbase.reason.positive import inverse
from factbase.service.verify_match import Matcher
from factbase.service.verify_settle import FigureVerdict

__all__ = ["beyond", "holds"]

_PLACES = frozenset({"place", "group"})
# In Germany, only in the US, 仅在美国, in Europe alone: where what follows is said to be.
_WHERE = re.compile(
    r"\W*(?:(?:but|and|yet|just|only|even|here|elsewhere|back|over|so far|already|today) ){0,3}(?:in|across|within|throughout|inside|outside(?: of)?) (?:the )?"
)
_WHERE_END = re.compile(r"(?:['’]s)?(?: (?:alone|itself|only|proper))?[,， ]*")
_WHERE_HAN = re.compile(r"(?:而|但|仅|光|单|只|就|即使|单单|仅仅)?(?:是)?在?")
_WHERE_HAN_END = re.compile(
    r"(?:一国|一地|一家|国内|境内|本土|本地|那边|这边|地区|市场|方面|里|内|中|上|就)*[,， ]*"
)
_CAPITAL = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*")
# A stage that a thing reaches at a date: what takes effect then was not released, approved or begun then.
_STAGE = re.compile(
    r"生效|施行|实施|执行|量产|投产|投运|投用|投入(?:使用|运营|运行|生产)|完工|竣工|建成|交付|出货|开售|上架|停产|停售|停止|终止|废止|修订|结束|截止|落幕|闭幕|收尾|(?<![0-9])出汛|汛期结束|持续到|延续到|一直到|转正|续约|到期|失效|"
    r"\b(?:t(?:akes?|ook|aking) effect|c(?:omes?|ame|oming) into (?:force|effect)|enter(?:s|ed|ing)? (?:into )?force|in force|mass[- ]produc\w+|volume production|went live|goes live|"
    r"w(?:inds|ound|rapped|raps) up|end(?:s|ed|ing)|finish(?:es|ed)|complet(?:es|ed|ion)|expir(?:es|ed)|last(?:s|ed|ing)|ship(?:s|ped|ping)?|deliver(?:s|ed|ies)|"
    r"discontinued|repealed|amended|revised|suspended|halted|terminated|renewed|extended|ran (?:on )?(?:until|through|to)|runs (?:until|through|to)|continued (?:until|to|through)|up and running)\b"
)


def beyond(verdict: FigureVerdict, verdicts: Sequence[FigureVerdict], matcher: Matcher) -> str:
    """What a supported sentence says beside its figure that no fact bears out; empty if nothing of these sorts."""
    claim = verdict.option.claim if verdict.option is not None else None
    found = _told_stage(verdict, verdicts)
    if found or claim is None or verdict.judgement.why == "negated":
        return found
    return (
        _told_place(verdict.passage, verdict.figure.clause, claim, matcher)
        or _named_otherwise(verdict, verdicts, claim, matcher)
        or _said_of_two(verdict, claim, matcher)
    )


def _told_stage(verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]) -> str:
    """A date that no fact bears out, of a stage that is not the one of the supports (released in April, in force from August)."""
    passage = verdict.passage
    for other in verdicts:
        figure = other.figure
        is_open = other.doubt or other.judgement.verdict not in ("supported", "contradicted")
        if figure.kind != DATE or figure == verdict.figure or not is_open or figure.precision == "vague":
            continue
        metrics = {v.option.claim.metric for v in verdicts if v.option is not None and _is_firm(v)}
        for word in _STAGE.finditer(passage.folded, *figure.clause):
            own = (c for m in metrics for c in passage.speaking.get(m, ()))
            is_date = figure.start < word.end() and word.start() < figure.end  # the end of March
            if not is_date and not any(c.start < word.end() and word.start() < c.end for c in own):
                return f"{figure.text}"
    return ""


def _is_firm(verdict: FigureVerdict) -> bool:
    return verdict.judgement.verdict == "supported" and not verdict.doubt


def _told_place(passage: Passage, clause: Span, claim: Assertion, matcher: Matcher) -> str:
    """A place to which the sentence restricts what it says and with which the claim has nothing to do; empty if none."""
    names = matcher.tables.names
    own = {claim.subject, claim.relative_to, *claim.members} - {""}
    own |= {e for one in own for e in (*names.wholes(one), *names.parts(one))}
    own |= matcher.subjects.context_of(claim.subject, claim.metric)
    lead, told = passage.clauses[0], " ".join(map(names.folded, own))
    for mention in passage.names:
        if names.entities[mention.id].type not in _PLACES or own & {*mention.ids, *mention.inner}:
            continue
        if passage.folded[mention.start : mention.end] in told or any(
            s.start < mention.end and mention.start < s.end and claim.scope in s.means for s in passage.scopes
        ):
            continue
        if _is_where(passage, mention, lead if lead != clause else clause):
            return passage.text[mention.start : mention.end]
    return _unknown_place(passage, told)


def _is_where(passage: Passage, mention: Mention, lead: Span) -> bool:
    """Whether a sentence begins by saying that what it tells is so in a place."""
    start = passage.span.start
    if lead.end < mention.end:
        return False
    before = _WHERE.fullmatch(passage.folded, start, mention.start)
    if before is not None:
        return _WHERE_END.fullmatch(passage.folded, mention.end, lead.end) is not None
    return (
        _WHERE_HAN.fullmatch(passage.folded, start, mention.start) is not None
        and passage.clauses[0].end < passage.span.end
        and _WHERE_HAN_END.fullmatch(passage.folded, mention.end, lead.end) is not None
    )


def _unknown_place(passage: Passage, told: str) -> str:
    """A place without an entry with which a sentence begins (In Berlin, …)."""
    where = _WHERE.match(passage.folded, *passage.span)
    name = _CAPITAL.match(passage.text, where.end()) if where is not None else None
    if name is None or len(passage.clauses) < 2 or name.end() > passage.clauses[0].end:
        return ""
    if _WHERE_END.fullmatch(passage.folded, name.end(), passage.clauses[0].end) is None:
        return ""
    known = [
        (s.start, s.end)
        for spots in (passage.names, passage.dates, passage.scopes, passage.cues)
        for s in spots
    ]
    if any(a < name.end() and name.start() < b for a, b in known):
        return ""
    return "" if name.group().lower() in told else name.group()


def _named_otherwise(
    verdict: FigureVerdict, verdicts: Sequence[FigureVerdict], claim: Assertion, matcher: Matcher
) -> str:
    """The name of another measure of the same two things, where nothing names its own (显存带宽相当于A100的八成)."""
    if not claim.is_ratio or claim.kind == "share":
        return ""
    passage, clause = verdict.passage, verdict.figure.clause
    spots = [c for c in passage.cues if clause.holds(c.start, c.end)]
    if any(c.cue.metric == claim.metric and c.cue.sort == NAME for c in spots):
        return ""
    used = {v.option.claim.metric for v in verdicts if v is not verdict and v.option is not None}
    about = (f for e in (claim.subject, claim.relative_to) for f in matcher.known.about(e))
    others = {f.metric for f in about if f.is_ratio} - {claim.metric, *used}
    compared = [w for key in passage.listed if key.startswith("compare.") for w in passage.of(key, clause)]
    for spot in (c for c in spots if c.cue.metric == claim.metric and c.cue.sort != ANTI):
        if not any(w.start <= spot.start and spot.end <= w.end for w in compared):
            return ""  # words of its own besides those of any comparison
    for spot in spots:
        is_other = spot.cue.sort == NAME and spot.cue.metric in others
        if is_other and not any(m.start < spot.end and spot.start < m.end for m in passage.names):
            return passage.text[spot.start : spot.end]
    return ""


# Both X and Y, X like Y, X跟Y一样: what is said of one is said of the other.
_OWNER = r"(?:the )?(?:[a-z]+['’]s )?"
_AND = re.compile(
    r"['\"”’」》]?\s*(?:、|和|与|跟|同|及|以及|还有|,? and |,? as well as )\s*"
    rf"{_OWNER}['\"“‘「《]?(?:[\u4e00-\u9fff]{{2,4}}的?)?['\"“‘「《]?"
)
_BOTH = re.compile(rf"\bboth(?: of)? {_OWNER}$")
_BOTH_BEHIND = re.compile(r",? (?:(?:are|were|have|had|is) )?(?:both|each|alike|equally|likewise|all)\b")
_BOTH_HAN = re.compile(r"[^，。；]{0,10}?(?:都|均|各|皆|同为|同样|一样|两家|两款|两者)")
_LIKE = r"(?:just |much |very much )?(?:like|the same as|as with|same as|along with|together with|as well as|no less than)"
_ALIKE = re.compile(rf",? {_LIKE} {_OWNER}")
_ALIKE_HEAD = re.compile(rf"\W*{_LIKE} {_OWNER}")
_ALIKE_HAN = re.compile(r"(?:[^，。；]{0,8})(?:跟|和|与|同|像|如同|一如)[^，。；]{0,4}$")
_SAME_HAN = re.compile(r"[^，。；]{0,4}?(?:一样|一个样|相同|一般|同样|一致|没(?:有)?区别|没两样)")
# …，跟“深算一号”一个样; …, just like the A100; …, as does the A100
_WITH_HAN = re.compile(r"(?:跟|和|与|同|像|如同)[^，。；]{0,4}$")
_JUST_LIKE = re.compile(
    rf"(?:, ?(?:just |much |exactly )?(?:like|the same as|as with|as (?:does|do|is|are|did|has)|and so (?:does|is|did|has))|\bthe same as) {_OWNER}$"
)
_ENDING = re.compile(r"[”\"’']?(?: (?:does|is|do|did|has|too|itself))?\s*(?:[.!,;，。]|$)")


def _said_of_two(verdict: FigureVerdict, claim: Assertion, matcher: Matcher) -> str:
    """A thing of which a sentence says the same as of the one that the facts are about, and they do not."""
    passage, sorts = verdict.passage, matcher.tables.names.entities
    own = {claim.subject, claim.relative_to, *claim.members}
    for pair in passage.once(_pairs):
        for one, two in (pair, pair[::-1]):
            if claim.subject not in (*two.ids, *two.inner) or own & {*one.ids, *one.inner}:
                continue
            if sorts[one.id].type == sorts[two.id].type and not holds(one.ids, claim, matcher):
                return passage.text[one.start : one.end]
    return ""


def _pairs(passage: Passage) -> list[tuple[Mention, Mention]]:
    """Names of which a sentence says the same."""
    names = [m for m in passage.names if not m.owns and not m.speaks]
    found = [(one, two) for one, two in pairwise(names) if _is_said_of_both(passage, one, two)]
    for n, two in enumerate(names):
        if _is_likened(passage, two):
            found += [(one, two) for one in names[:n]]
    return found


def _is_likened(passage: Passage, mention: Mention) -> bool:
    """Whether words at the end of a clause say that what they follow is so of a named thing too (…，跟A100一个样)."""
    folded, clause = passage.folded, passage.clause_at(mention.start, mention.end)
    if _WITH_HAN.search(folded, clause.start, mention.start):
        return _SAME_HAN.match(folded, mention.end, clause.end) is not None
    is_with = _JUST_LIKE.search(folded, passage.span.start, mention.start) is not None
    return is_with and _ENDING.match(folded, mention.end) is not None


def _is_said_of_both(passage: Passage, one: Mention, two: Mention) -> bool:
    folded, first = passage.folded, passage.span.start
    if _AND.fullmatch(folded, one.end, two.start):
        behind = (_BOTH_BEHIND, _BOTH_HAN, _SAME_HAN)
        is_both = _BOTH.search(folded, first, one.start) is not None
        return is_both or any(pattern.match(folded, two.end) for pattern in behind)
    if _ALIKE.fullmatch(folded, one.end, two.start) or _ALIKE_HEAD.fullmatch(folded, first, one.start):
        return True
    is_led = _ALIKE_HAN.match(folded, one.end, two.start)
    return is_led is not None and _SAME_HAN.match(folded, two.end) is not None


def holds(things: Sequence[str], claim: Assertion, matcher: Matcher) -> bool:
    """Whether a fact says the same of one of some named things, be it the other way round (of a ratio)."""
    return any(
        f.metric == claim.metric and f.dimension == claim.dimension and _agrees(f, thing, claim)
        for thing in things
        for f in matcher.known.about(thing)
    )


def _agrees(fact: Assertion, thing: str, claim: Assertion) -> bool:
    if fact.subject == thing:
        return fact.face.meets(claim.widest)
    is_turned = claim.is_ratio and fact.relative_to == thing and fact.subject == claim.relative_to
    return is_turned and inverse(fact.face).meets(claim.widest)
