"""Members that are said to be the only ones: only A and B, A alone, nobody but A, 只有甲和乙, 甲独家."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from factbase.extract.clauses import Span
from factbase.extract.link_scene import Passage
from factbase.reason.assertion import Assertion
from factbase.reason.verdict import Judgement

__all__ = ["alone_words", "as_alone", "is_denied"]

# What stands right before the members: only A; 只有甲, 仅由甲.
_BEFORE = re.compile(
    r"(?:(?<![不非一二两三四五六0-9])(?:只|仅|仅仅|唯|唯独|惟|单单|光)(?:有|是|由|靠|被|剩|为|包括|包含|限于|限|[\u4e00-\u9fff]{0,4}了)?)\s*[“\"《]?$|"
    r"(?<!not )\b(?:only|solely|exclusively|merely|just|none but|none other than|nobody but|no one but|nobody other than|no one other than|nobody except|no one except|nothing but)"
    r"(?: (?:by|of|from|in|to|for|at))?(?: (?:the|an?|its|their|his|her|one|this|that))? $"
)
# What stands right behind them: 甲一家, 甲独家; A alone, A by itself.
_BEHIND = re.compile(
    r"[”\"》]?(?:公司|自己|这)?(?:独家|独自|单独|独力|独立|一手|包办|一(?:家|国|所|方)(?![、,，]))|"
    r"(?: model| company)? (?:alone|only(?=[.,;:]|$)|and (?:nobody|no one|nothing|none) else|all by itself|single-handedly)\b"
)
# 唯一 … 是甲; the only … is A; A is the only …
_SOLE = re.compile(
    r"唯一|独一家|独此一家|\b(?:the|its|their|'s|’s) (?:only|sole|lone)\b|\bsole(?= )|\bsolely\b|\bsingle-?handed(?:ly)?\b|"
    r"\b(?:all )?(?:on|by) (?:its|their|his|her) ?(?:own|self|selves)\b|\ball alone\b|\bno one else\b|\bnobody else\b|\bnothing else\b|\bnone else\b|"
    r"\b(?:no|not (?:a single|any|one)|without (?:any|a single)) (?:other|others|outside|further|more|second)\b|\bwithout (?:partners|a partner|outside help)\b|"
    r"(?:没有|并无|无|别无|再无|再没有|没)(?:任何|一家|一个)?(?:其他|其它|别的|旁的|第二|他人|别人|别家|他国|他家)|别无(?:分号|他)|再(?:无|没有)第二|"
    r"独家|独自|独力|单枪匹马|一手包办|孤军奋战"
)
# 一共就两类, exactly two kinds: as many as are named are all there are.
_TOTAL = re.compile(
    r"(?:一共|总共|总计|统共|拢共|只|仅)(?:就|只|仅|也就)?(?:有|是|分|分为|分成|包括)?$|就(?:只)?(?:有|分|分为|分成)?$|\b(?:only|just|a total of|exactly|precisely|no more than)\s$"
)
# What may stand between such a count and the members, and what names only some of them.
_GAP = re.compile(r"(?![^。；;.]*(?:其中|包括|包含|例如|比如|等|including|among|such as))[^。；;.]{0,16}")
_SPLIT = re.compile(r"、|[,，]|和|与|及|\band\b|\bplus\b")
_DENIED = re.compile(
    r"(?:不是|并非|并不是|不只|不止|不仅|不光|没有|未|不)[^，,；;。]{0,10}$|"
    r"(?:\bnot\b|n't\b|\bnever\b|\bhardly\b|\bfar from\b|\bneither\b|\brather than\b)[^,;.]{0,32}$"
)
_FLIPPED = {"supported": "contradicted", "contradicted": "supported"}


def is_denied(passage: Passage, words: Iterable[Span]) -> bool:
    """Whether one of the words for being the only ones is denied (不只有, is not the only one)."""
    return any(_DENIED.search(passage.folded, passage.span.start, word.start) for word in words)


def alone_words(passage: Passage, named: Span) -> list[Span]:
    """The words that say of the members in a span that they are the only ones."""
    folded, (start, end) = passage.folded, passage.span
    beside = (_BEFORE.search(folded, start, named.start), _BEHIND.match(folded, named.end, end))
    size = len([piece for piece in _SPLIT.split(folded[slice(*named)]) if piece.strip()])
    counts = (q for q in passage.quantities if q.unit == "count" and q.reading.value == size)
    totals = (_total(passage, q.start, q.end, named) for q in counts)
    found = (*beside, *totals, *_SOLE.finditer(folded, start, end))
    return [Span(*m.span()) for m in found if m is not None]


def _total(passage: Passage, start: int, end: int, named: Span) -> re.Match[str] | None:
    """The word for all right before a count that the members stand beside (一共就两类，甲和乙; 只有甲和乙两类)."""
    gap = passage.folded[end : named.start] if end <= named.start else passage.folded[named.end : start]
    if not (end <= named.start or named.end <= start) or not _GAP.fullmatch(gap):
        return None
    return _TOTAL.search(passage.folded, passage.span.start, start)


def as_alone(judgement: Judgement, claim: Assertion, facts: Iterable[Assertion], is_so: bool) -> Judgement:
    """What the facts say of the members being the only ones; `facts` are the lists that the sentence may speak of.

    Another member that every list has makes it wrong; only a closed list of just these makes it right.
    """
    if judgement.verdict not in ("supported", "possible"):
        return judgement
    wanted = set(claim.members)
    holding = [f for f in facts if wanted & set(f.members)]
    if judgement.verdict == "possible" and not holding:
        return judgement
    if holding and all(set(f.members) - wanted for f in holding) and judgement.verdict == "supported":
        verdict = "contradicted"
    elif judgement.verdict == "supported" and any(f.closed and set(f.members) == wanted for f in holding):
        verdict = "supported"
    else:
        return replace(judgement, verdict="possible", why="open")
    return replace(judgement, verdict=verdict if is_so else _FLIPPED[verdict])
