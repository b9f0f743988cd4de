"""What a sentence does not claim: what it asks, supposes or wishes for, and what it says was undone or is doubted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.extract.clauses import Span
from factbase.extract.link_figure import Figure
from factbase.extract.link_scene import Passage

__all__ = ["ASKED", "SUPPOSED", "is_undone", "tells_undone", "unsaid"]

ASKED, SUPPOSED = "asked", "supposed"

# Words that make a question of what follows them in their clause.
_WHETHER = re.compile(
    r"是不是|是否|会不会|能不能|可不可以|究竟(?=[^，。]*[?？])|到底(?=[^，。]*[?？])|\bwhether\b"
)
_QUESTION = re.compile(r"(?:[?？]|吗[。！!]?)[”’\"')）」』\s]*$")
# 对吗, 诸位觉得合理吗, right?: a question about what stands before it, which is claimed.
_TELLING = re.compile(r"\W*(?:did|do|don't|don’t|didn't|would) you (?:know|believe|realise|realize|notice)\b")
_INVERTED = re.compile(
    r"\W*(?:(?:and|but|so|then|or|now),? )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\b"
)
# What a clause that begins so says is only supposed.
_IF = re.compile(
    r"\b(?:even if|as if|if(?! (?:you|we|one) (?:count|add|divide|compare|take|look|include|spread|split))|only when|unless|suppos(?:e|ing)|imagine|assum(?:e|ing)|"
    r"provided that|what if|for the sake of argument)\b|(?:let us|let's|for example,|for instance,|,) say\b|"
    r"如果|假如|假使|假设|假定|倘若|倘使|若是|若(?![干非])|要是|万一|即使|即便|就算|哪怕|纵使|纵然|设想|试想|想象一下|除非|只有当|比方说|譬如说|好比说"
)
# 若再加上, 如果按…计算: what is reckoned with, not supposed.
_RECKONED = re.compile(
    r"(?:再)?(?:加上|算上|计入|按|以|把[^，。]{1,12}(?:算|摊|加|除)|拿|比较|摊到|平摊|平均|除以|换算|折算)"
)
_HAD = re.compile(r"\W*(?:had|were|should) (?:the |a |an |its |their )?[\w'’./-]+(?: [\w'’./-]+){0,5}? (?:been|to|have|not|[a-z]+ed|received|got|[a-z]+)\b")
_WOULD = re.compile(r"\bwould\b")
_PAST = re.compile(r"\b(?:if|had|were|unless)\b")
_WISH = re.compile(r"\b(?:i|we) wish\b|\bif only\b|但愿|要是[^。]*就好了|恨不得")
_SIGNS = (
    "?", "？", "吗", "是不是", "是否", "会不会", "能不能", "可不", "whether", "if ", "when", "unless", "suppos", "imagin", "assum",
    "provided", "sake", " say", "如果", "假", "倘", "若", "要是", "万一", "即使", "即便", "就算", "哪怕", "纵", "想", "除非", "只有当", "方说", "如说", "比说",
    "had ", "were ", "should ", "wish", "但愿", "恨不得",
)  # fmt: skip
_UNDONE = re.compile(
    r"放弃|取消|撤回|撤销|拒绝|否决|驳回|叫停|中止|终止|推翻|作废|削减|缩减|不可能|不太可能|没有可能|无望|没有希望|没有信心|缺乏信心|怀疑|质疑|否认|"
    r"\b(?:abandon(?:s|ed|ing)?|cancel(?:s|l?ed|l?ing)?|scrap(?:s|ped|ping)?|withdr[ae]w(?:s|n|ing)?|revok(?:es?|ed|ing)|reject(?:s|ed|ing)?|refus(?:es?|ed|ing)|veto(?:es|ed)?|"
    r"den(?:y|ies|ied)|doubt(?:s|ed|ful)?|unlikely|impossible|cannot possibly|no plans?|lacks? confidence|not confident)\b"
)
_UNDONE_SIGNS = tuple(
    "放弃 取消 撤 拒绝 否 驳回 叫停 中止 终止 推翻 作废 减 可能 望 信心 疑 abandon cancel scrap withdr revok reject refus veto den doubt unlikely impossible possibly plan confiden".split()
)


def unsaid(passage: Passage, figure: Figure) -> str:
    """`asked` or `supposed` for a figure that is not claimed, empty for one that is."""
    for span, what in passage.once(_stretches):
        if span.start <= figure.start < span.end:
            return what
    return ""


def is_undone(passage: Passage) -> bool:
    """Whether words outside the names and cues of a sentence say that what it tells was given up, refused or is doubted."""
    folded, (start, end) = passage.folded, passage.span
    if not any(map(folded[start:end].__contains__, _UNDONE_SIGNS)):
        return False
    taken = [(m.start, m.end) for m in passage.names] + [(c.start, c.end) for c in passage.cues]
    return any(
        not any(a <= m.start() and m.end() <= b for a, b in taken) for m in _UNDONE.finditer(folded, start, end)
    )


def tells_undone(quote: str) -> bool:
    """Whether a quote has such words itself."""
    return _UNDONE.search(quote) is not None


def _stretches(passage: Passage) -> list[tuple[Span, str]]:
    said = passage.folded[slice(*passage.span)]
    if not any(map(said.__contains__, _SIGNS)):
        return []
    return [*_asked(passage), *_supposed(passage)]


def _asked(passage: Passage) -> Iterator[tuple[Span, str]]:
    folded, whole = passage.folded, passage.span
    for word in _WHETHER.finditer(folded, *whole):
        yield Span(word.start(), passage.clause_at(word.start(), word.end()).end), ASKED
    if _QUESTION.search(folded, *whole) is None:
        return
    if _TELLING.match(folded, *whole) is None:
        last = passage.clauses[-1]
        is_all = _INVERTED.match(folded, *whole) is not None
        yield (whole if is_all else last), ASKED


def _supposed(passage: Passage) -> Iterator[tuple[Span, str]]:
    folded, whole = passage.folded, passage.span
    is_open = _WOULD.search(folded, *whole) is not None
    if _WISH.search(folded, *whole) or (
        is_open and (_HAD.match(folded, *whole) or _PAST.search(folded, *whole))
    ):
        yield whole, SUPPOSED
        return
    for word in _IF.finditer(folded, *whole):
        clause = passage.clause_at(word.start(), word.end())
        if _RECKONED.match(folded, word.end(), clause.end) is None:
            yield Span(word.start(), clause.end), SUPPOSED
