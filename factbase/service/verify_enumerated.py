"""Members told in a list of plain words (用铝和铜, oxygen and iron): those of the known list and others of their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from factbase.extract.clauses import Span
from factbase.extract.link_denial import opposed
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.names_fold import fold
from factbase.reason.assertion import Assertion
from factbase.service.verify_alone import alone_words
from factbase.service.verify_lists import Named
from factbase.service.verify_match import Matcher

__all__ = ["enumerated", "is_denied_list", "makers", "told_at"]

_JOIN = r"[啊呀啦哪]?\s*(?:(?<=[啊呀啦哪])|、|[,，]\s*(?:and |or |以及)?|和|与|及|以及|跟|加|\+|/|\band\b|\bplus\b|\bas well as\b|\balong with\b|\btogether with\b)\s*(?:the |a |some )?"
# 一样是氧，一样是铁; one is oxygen, the other is iron.
_EACH = r"(?:其?一(?:种|样|个|者|类|味)?(?:就|便)?(?:是|为|叫)|另(?:外)?一(?:种|样|个|者|类|味)?(?:就|则|便)?(?:是|为|叫)|二(?:者)?(?:是|为)|one(?: of them)?(?: is| being|:)?|the other(?: one)?(?: is| being|:)?|the second(?: is| being|:)?)\s*"
# What belongs to the old thing, or to another, that is only named beside it.
_OLD = re.compile(
    r"传统|以往|过去|常规|普通|旧|老式|原来|以前|取代|替代|代替|不再|而不|\b(?:conventional|traditional|usual|ordinary|old|older|previous|normally|usually|replac\w*|no longer|without|free of|unlike)\b"
)
_STOP = re.compile(r"[,，;；。:：]")
# What a list of contents stands behind.
_HOLDS = re.compile(
    r"(?:用|加|含|掺|由|靠|是|为|有|以|把|跟|与|和)[^,，。；;]{0,12}$|\b(?:made|with|to do with|contain\w*|add\w*|uses?|using|of|from|are|is|were|was|by|being)\b[^,;.]{0,24}$"
)
_DENIED = re.compile(
    r"(?:不|没有?|未|无|非|毫无|并无)[^,，。；;是]{0,4}$|(?:\b(?:no|not|never|without|neither)\b|n't\b)[^,;.]{0,24}$|"
    r"\bnothing (?:whatsoever |at all )?to do with[^,;.]{0,16}$"
)
# 跟氧和铁没关系, 预警、预案一概不在里头
_DENIED_BEHIND = re.compile(
    r"[啊呀啦哪]?(?:元素|这些|这几项|什么的|这两样|之类)*[,，]?(?:一概|一律|统统|通通|全都?|都|也|压根|根本|完全|半点|一点儿?|丝毫|毫)*"
    r"(?:(?:什么|任何)?(?:关系|瓜葛|干系)(?:都|也)?(?:没有?|无)|没有?(?:任何|什么|半点|一点|一毛钱|半毛钱|啥)?(?:关系|瓜葛|干系|份儿?|沾边)|不(?:在内|在其内|在其中|在里头|在里面|在列|沾边|相干|搭边|搭界|管|包括|包含|含)|无关|免谈)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def _kin_of(metric: str) -> str:
    """The list of linking words that are of the kind of a metric's members (kin.alloying_elements: aluminium)."""
    return f"kin.{metric}"


def enumerated(passage: Passage, matcher: Matcher) -> Iterator[tuple[Assertion, Named]]:
    """The lists of plain words in a sentence, each with the fact whose list it says again or changes."""
    kinds = [k for k in passage.listed if k.startswith("kin.")]
    named = {i for m in passage.names for i in m.ids}
    if not kinds and not named:
        return
    names = matcher.tables.names
    said = passage.folded[slice(*passage.span)]
    subjects = dict.fromkeys((*named, *names.told(said), *names.loose(said, passage.unnamed)))
    seen: set[str] = set()
    for subject in subjects:
        for fact in matcher.known.lists(subject):
            if _kin_of(fact.metric) in matcher.tables.lists and fact.metric not in seen:
                found = _named(passage, fact, matcher)
                if found is not None:
                    seen.add(fact.metric)
                    yield fact, found


def _named(passage: Passage, of: Assertion, matcher: Matcher) -> Named | None:
    """The known members and the others of the only list of plain words; `None` where there is none, or more than one."""
    known = {
        fold(name): member
        for member in of.members
        if member in matcher.tables.names.entities
        for name in matcher.tables.names.entities[member].names
    }
    kin = {fold(word) for word in matcher.tables.lists[_kin_of(of.metric)]} - known.keys()
    aside = opposed(passage)
    runs = [
        run
        for run in _runs(passage, tuple(sorted({*known, *kin}, key=lambda w: (-len(w), w))))
        if not any(a.start <= run[0].start < a.end for a in aside) and not _is_of_old(passage, run)
    ]
    if len(runs) != 1 or not (
        passage.speaking.get(of.metric) or _HOLDS.search(passage.folded, passage.span.start, runs[0][0].start)
    ):
        return None
    held = [(s, known.get(passage.folded[s.start : s.end])) for s in runs[0]]
    members = tuple(Mention(s.start, s.end, (m,)) for s, m in held if m is not None)
    return Named(members, tuple(s for s, m in held if m is None))


def is_denied_list(passage: Passage, named: Named) -> bool:
    """Whether a list of plain words is of what is not there (不含铝和钒)."""
    if _DENIED_BEHIND.match(passage.folded, named.span.end) is not None:
        return True
    return _DENIED.search(passage.folded, passage.span.start, named.span.start) is not None


def _runs(passage: Passage, words: tuple[str, ...]) -> Iterator[list[Span]]:
    """Lists of two and more of some words."""
    first, rest = _patterns(words)
    at, end = passage.span
    while (match := first.search(passage.folded, at, end)) is not None:
        found = [Span(*match.span("what"))]
        at = match.end()
        while (match := rest.match(passage.folded, at, end)) is not None:
            found.append(Span(*match.span("what")))
            at = match.end()
        if len(found) > 1:
            yield found


@lru_cache(maxsize=64)
def _patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds the first of a list of words, and each that follows."""
    one = "|".join(re.escape(w) if _HAN.search(w) else rf"\b{re.escape(w)}\b" for w in words)
    item = rf"(?:金属|少量|微量)?(?P<what>{one})(?:元素|这一样|(?=\W|$|[\u4e00-\u9fff]))"
    return re.compile(item), re.compile(rf"(?:{_JOIN}|[,，;；]?\s*(?:and )?(?={_EACH}))(?:{_EACH})?{item}")


def _is_of_old(passage: Passage, run: list[Span]) -> bool:
    """Whether the clause gives the list to what was before, or takes it out."""
    stops = list(_STOP.finditer(passage.folded, *passage.span))
    start = max((m.end() for m in stops if m.end() <= run[0].start), default=passage.span.start)
    end = min((m.start() for m in stops if m.start() >= run[-1].end), default=passage.span.end)
    return any(
        not (run[0].start < m.end() and m.start() < run[-1].end)
        and not any(n.start <= m.start() < n.end for n in passage.names)
        for m in _OLD.finditer(passage.folded, start, end)
    )


def makers(claim: Assertion, matcher: Matcher) -> set[str]:
    """Who is in a list of a made thing, or stands beside members of one (Sydney's new alloy)."""
    thing = matcher.tables.names.entities.get(claim.subject)
    is_made = thing is not None and thing.type in ("product", "model")
    lists = matcher.known.lists(claim.subject) if claim.members or is_made else ()
    return {m for f in lists for m in f.members}


def told_at(passage: Passage, span: Span, claim: Assertion, matcher: Matcher) -> Iterator[Span]:
    """Where the members stand that a claim at `span` names, and what says that they are the only ones."""
    if not claim.members:
        return
    yield from alone_words(passage, span)
    if _kin_of(claim.metric) in matcher.tables.lists:
        yield span
    for member in claim.members:
        at = passage.text.find(member[1:], *passage.span) if member.startswith("?") else -1
        if at >= 0:
            yield Span(at, at + len(member) - 1)
