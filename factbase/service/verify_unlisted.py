"""Names without an entry that a sentence lists with the members of a list, or puts where a member would stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_scene import Mention, Passage

__all__ = ["in_place", "is_elsewhere", "is_joined", "listed_before", "listed_with", "unlisted"]

_LISTED = re.compile(r"、|，|,|和|与|及|以及|跟|\band\b|\bor\b|\bnor\b")
_LEAD = re.compile(r"^(?:包括|有|the|both|either|neither|only|also|即|在内的|像|如)\s*")
_NAME = re.compile(r"(?:(?:the )?[A-Z][A-Za-z.&-]+(?: (?:of |the )?[A-Z][A-Za-z.&-]+)*)")
# Words that open a sentence in capitals and are no part of a name.
_OPENING_WORD = re.compile(
    r"(?:The|the|It|They|This|That|There|These|Those|He|She|We|You|Who|What|Which|Both|Each|All|Some|Most|None|No|Neither|Either|Only|Also|Even|Like|"
    r"Besides|Among|Along|Of|In|At|By|For|With|From|According|Although|While|As|And|But|Not|Contrary|One|Two|Three|Four|Five|Six)(?: |$)"
)
_HAN_NAME = re.compile(r"^[\u4e00-\u9fff]{2,8}$")
_HAN_ONE = re.compile(r"^[\u4e00-\u9fff]$")
_HAN_VERB = re.compile(
    r"(?:也|都|均|也都|并|就|并不|不|也不|都不|没有|还)?(?:是|为|在|属于|参与|参加|加入|列名|名列|位列|同列|跻身|入选|已)"
)
# What follows a name at the head of an English sentence, and no determiner (Fourteen countries, Among the…).
_SAID = re.compile(
    r"\s*(?:,(?=\s+(?:[A-Z]|(?:and|or|the|like|unlike|just|along|together|as)\b))|and\b|or\b|nor\b)|\s+(?:also |never |not )?(?:is|was|are|were|has|have|had|does|did|do|will|would|can|took|takes?|got|gets|sat|sits?|stay(?:s|ed)?|miss(?:ed|es)|opt(?:s|ed)|stood|stands|kept|"
    r"join(?:s|ed)?|sign(?:s|ed)?|belong(?:s|ed)?|help(?:s|ed)?|participat(?:es?|ed)|forms?|counts? among)\b"
)
_AS_ONE = re.compile(
    r"\b(?P<what>[a-z]{4,})(?:,? (?:is|was|as|being)|,) one of\b(?! (?:them|these|those|which|whom)\b)"
)
_SORTS = frozenset(
    [
        "sort",
        "kind",
        "type",
        "form",
        "variety",
        "class",
        "model",
        "version",
        "method",
        "approach",
        "latter",
        "former",
        "other",
        "this",
        "that",
        "these",
        "which",
    ]
)
# 比后来, 当时: what begins so is no name.
_NO_HEAD = re.compile(
    r"(?:没|不|只|仅|就|唯一|除|并|还|也|都|而|但|却|由|被|把|让|是)|(?:比|较)?(?:后来|当时|随后|此后|此前|目前|如今|其中|以前|原来|之前|当初)"
)
_LISTED_BEFORE = re.compile(
    r"(?:^|[有是括含为、，：:的])(?P<what>[\u4e00-\u9fff]{2,6})(?:、|和|与|及|以及|跟)$"
)
_HELD = re.compile(
    r"(?:里面?|中|当中|其中|之中)(?:就|也|还)?(?:有|包括)(?P<what>[\u4e00-\u9fff]{1,8}?(?:大学|学院|公司|集团|研究所|研究院|实验室|中心|国|银行))(?=[。，、；！？]|$)"
)
_OF_PLACE = re.compile(
    r"(?:欧洲|美国|日本|欧盟|国外|海外|国际|全球)的?$|\b(?:european|american|foreign|us|eu|japanese)\s*$"
)
_OWNED = 3
_HAN_JOIN = re.compile(r"(?:、|以及|和|与|及|跟)(?=[\u4e00-\u9fff])")
_JOIN = re.compile(
    r"(?:,? (?:and|or) |, )(?!(?:is|are|was|were|has|have|had|it|which|that|so|not|then|other|its|two|three|four|five|six|seven|eight|nine|ten|both|all)\b)(?=[a-z]{3})"
)
_HAN_LEAD = re.compile(r"[\u4e00-\u9fff](?:、|以及|和|与|及|跟)$")
_NO_NAME = re.compile(r"[其另别多各这那余某有]|两|三")
_HEAD, _LONG = 2, 5


def unlisted(passage: Passage, of: Mention) -> Iterator[Span]:
    """Names without an entry that stand where a member would; `of` names whose list it is."""
    taken = [(m.start, m.end) for m in passage.names] + [(c.start, c.end) for c in passage.cues]
    taken += [(q.start, q.end) for q in passage.quantities] + [(d.start, d.end) for d in passage.dates]
    taken += [(r.start, r.end) for r in passage.ranks]
    if any("\u4e00" <= c <= "\u9fff" for c in passage.said):
        yield from _han(passage, of, taken)
        return
    for match in _NAME.finditer(passage.text, *passage.span):
        opening = _OPENING_WORD.match(match.group())
        start = match.start() + (opening.end() if opening else 0)
        if start >= match.end() or any(a <= start and match.end() <= b for a, b in taken):
            continue
        if any(m.start < match.end() and start < m.end for m in passage.names):
            continue
        is_head = match.start() == passage.span.start and " " not in passage.text[start : match.end()]
        is_owner = passage.text[match.end() : match.end() + 2] in ("'s", "’s")
        if is_owner or (is_head and not _SAID.match(passage.text, match.end())):
            continue
        yield Span(start, match.end())


def _han(passage: Passage, of: Mention, taken: Sequence[tuple[int, int]]) -> Iterator[Span]:
    first = passage.clauses[0] if passage.clauses else passage.span
    verb = _HAN_VERB.search(passage.text, first.start, passage.span.end)
    # 铝，…的两种元素之一: what stands alone before the list is named is what the sentence is about.
    is_head = verb is None and of.start >= first.end
    if verb is not None and verb.start() > of.start > first.start:
        return
    end = first.end if is_head else verb.start() if verb else first.start
    end = min(end, of.start if of.start > first.start else passage.span.end)
    at = first.start
    pieces = _LISTED.split(passage.text[first.start : end])
    for piece in pieces:
        begin = passage.text.find(piece, at) if piece else at
        at = begin + len(piece)
        bare = _LEAD.sub("", piece)
        begin += len(piece) - len(bare)
        # 德国和匈牙利两个成员国: the last of so many names
        count = next((q for q in passage.quantities if begin < q.start < begin + len(bare)), None)
        if count is not None and count.reading.value == len(pieces) and not _NO_NAME.match(bare):
            bare = bare[: count.start - begin]
        is_whole = bool(bare) and begin == first.start and begin + len(bare) == end
        end_of = begin + len(bare)
        is_word = any(
            w.start <= begin and end_of <= w.end
            for w in passage.words
            if "outsiders" not in w.means and not any(m.startswith("kin.") for m in w.means)
        )
        if _NO_HEAD.match(bare):
            continue
        if (_HAN_NAME.match(bare) or (is_whole and _HAN_ONE.match(bare))) and not (
            is_word or any(a < end_of and begin < b for a, b in taken)
        ):
            yield Span(begin, begin + len(bare))


def in_place(passage: Passage) -> Iterator[Span]:
    """A plain English word that is said to be one of several (vanadium as one of its two elements)."""
    for match in _AS_ONE.finditer(passage.folded, *passage.span):
        if match["what"] in _SORTS:
            continue  # the semi-invasive sort is one of them
        if not any(m.start < match.end("what") and match.start("what") < m.end for m in passage.names):
            yield Span(*match.span("what"))


def listed_before(passage: Passage, known: Sequence[Mention]) -> Iterator[Span]:
    """A Chinese name without an entry that is listed right before a member (匈牙利、波兰), or alone after 里有."""
    taken = [(q.start, q.end) for q in passage.quantities]
    spots = [
        Span(*m.span("what"))
        for k in known
        if (m := _LISTED_BEFORE.search(passage.text, passage.span.start, k.start)) is not None
    ]
    spots += [Span(*m.span("what")) for m in _HELD.finditer(passage.text, *passage.span)]
    for spot in dict.fromkeys(spots):
        is_taken = any(a < spot.end and spot.start < b for a, b in taken)
        if not is_taken and not any(m.start < spot.end and spot.start < m.end for m in passage.names):
            yield spot


def is_elsewhere(passage: Passage, start: int, others: Sequence[Span]) -> bool:
    """Whether a place that no vocabulary has qualifies the members (欧洲的适航证)."""
    return (
        any(
            0 <= start - w.end <= _OWNED and not any(o.start < w.end and w.start < o.end for o in others)
            for w in passage.of("outsiders")
            if passage.folded[w.end : start].strip() in ("的", "'s", "")
        )
        or _OF_PLACE.search(passage.folded, passage.span.start, start) is not None
    )


def listed_with(passage: Passage, known: Sequence[Mention]) -> Iterator[Span]:
    """What is listed right behind a member under its own head noun, without an entry (氧元素和铝元素)."""
    for mention in known:
        join = _HAN_JOIN.match(passage.text, mention.end, passage.span.end)
        head = passage.text[mention.end - _HEAD : mention.end]
        if join is None or mention.end - mention.start <= _HEAD or _is_named(passage, join.end()):
            continue
        at = passage.text.find(head, join.end() + 1, join.end() + _LONG)
        if at >= 0:
            yield Span(join.end(), at + _HEAD)


def is_joined(passage: Passage, known: Sequence[Mention]) -> bool:
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
