"""What a sentence does not claim: what it asks, supposes, wishes for or has others say, and what it says was given up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.extract.clauses import Span
from factbase.extract.link_denial import denial
from factbase.extract.link_figure import Figure
from factbase.extract.link_roles import negates
from factbase.extract.link_scene import Passage

__all__ = ["ASKED", "REPORTED", "SUPPOSED", "is_claimed", "is_undone", "tells_undone", "unsaid"]

ASKED, SUPPOSED, REPORTED = "asked", "supposed", "reported"
# Put up to be checked: whoever asks so wants it judged, but claims it no more than any other question.
_CHECKED = "checked"

# Words that make a question of what follows them in their clause, and the end of one.
_WHETHER = re.compile(
    r"是不是|是否|会不会|能不能|可不可以|究竟(?=[^，。]*[?？])|到底(?=[^，。]*[?？])|\bwhether\b"
)
_QUESTION = re.compile(r"(?:[?？]|吗[。！!]?)[”’\"')）」』\s]*$")
_ASK_SIGNS = ("?", "？", "吗", "是不是", "是否", "会不会", "能不能", "可不可以", "究竟", "到底", "whether")
# Did you know that …: what follows is told.
_TELLING = re.compile(r"\W*(?:did|do|don't|didn't|would) you (?:know|believe|realise|realize|notice)\b")
# Who asks whether it is true wants what follows judged: is it true that …?, 请帮忙求证, …，是真的吗？
_TO_CHECK = re.compile(
    r"\b(?:is|was) (?:it|this|that|the claim|the following) (?:really |actually |still )?(?:true|right|correct|accurate|so|a fact)\b|\btrue or false\b|\bright or wrong\b|"
    r"\b(?:can|could|would|will) (?:you|someone|anyone|anybody|somebody) (?:please |kindly )?(?:check|confirm|verify|fact-check|double-check)\b|"
    r"\b(?:please|kindly) (?:check|confirm|verify|fact-check|double-check)\b|\bfact[- ]check\b|\b(?:is|are) (?:he|she|they|it) (?:right|correct)\b|"
    r"请(?:帮忙|帮我|帮|您|你|编辑|大家)?(?:核实|求证|证实|查证|核查|确认|辟谣|查一下|看看)|(?:求|麻烦)(?:核实|求证|证实|查证|核查|确认|辟谣)|能不能(?:帮忙|帮我)?(?:核实|求证|查证|核查)|"
    r"(?:是|是不是)真的|真的假的|属实[吗么?？]|是这样[吗么]|准确[吗么]|可信[吗么]|靠谱[吗么]|对不对|(?:读者|网友|观众|有人|粉丝|朋友)(?:来信)?(?:求证|求核实)"
)
_INVERTED = re.compile(
    r"\W*(?:(?:and|but|so|then|or|now),? )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\b"
)
# What a clause says behind these words is only supposed.
_IF = re.compile(
    r"\b(?:if|only when|unless|suppose|supposing|imagine|assume|assuming|provided that|for the sake of argument)\b|(?:let us|let's|for example,|for instance,) say\b|"
    r"如果|假如|假使|假设|假定|倘若|倘使|若是|若(?![干非])|要是|万一|即使|即便|就算|哪怕|纵使|纵然|设想|试想|想象一下|除非|只有当|比方说|譬如说|好比说"
)
_WISH = re.compile(r"\b(?:i|we) wish\b|\bif only\b|但愿|恨不得")
_IF_SIGNS = (
    "if", "only when", "unless", "suppos", "imagine", "assum", "provided that", " say", "sake", "wish", "如果", "假", "倘", "若", "要是", "万一",
    "即使", "即便", "就算", "哪怕", "纵", "设想", "试想", "想象", "除非", "只有当", "比方说", "譬如说", "好比说", "但愿", "恨不得",
)  # fmt: skip
# 若再加上, 如果按…计算, if one counts: what is reckoned with, not supposed.
_RECKONED = re.compile(
    r"(?:再)?(?:加上|算上|计入|按|以|把[^，。]{1,12}(?:算|摊|加|除)|拿|比较|摊到|平摊|平均|除以|换算|折算)|"
    r"\s+(?:you|we|one) (?:count|add|divide|compare|take|look|include|spread|split)"
)
# Had it received more, …; if it were so, … would: the whole sentence is about what is not.
_HAD = re.compile(
    r"\W*(?:had|were|should) (?:(?:the|a|an|its|their) )?[\w'./-]+(?: [\w'./-]+){0,5}? [a-z]+\b"
)
_COUNTERFACTUAL = re.compile(r"\b(?:if|unless)\b")
# What others are said to say, up to the words that set it right: 有人说…，其实…; nobody claims that ….
_OTHERS = re.compile(
    r"有(?:人|媒体|网友|传言|谣言|报道)(?:说|认为|称|宣称|误以为|以为|声称)|网传|谣传|传闻|坊间|此前(?:有)?报道|一度传出|误报|误传|"
    r"\b(?:some (?:people )?(?:say|claim|think|believe)|it was (?:once )?(?:thought|said|reported))\b"
)
_SET_RIGHT = re.compile(
    r"其实|实际|事实上|真相|但|却|然而|不然|谣言|\b(?:but|in fact|actually|in reality|however)\b"
)
_NOBODY = re.compile(
    r"\W*(?:nobody|no one|none) (?:claims?|says?|said|believes?|thinks?|suggests?)\b|\W*there(?:'s| is| was) no (?:evidence|proof|indication|sign)\b|"
    r"没有?(?:人|证据|迹象)(?:说|认为|称|表明|显示|证明)"
)
# 分析师预测, critics say: what those guess who are not named need not be what the facts foresee.
_GUESSED = re.compile(
    r"(?:分析师|分析人士|专家|经济学家|批评者|批评人士|观察人士|业内人士|市场)(?:们)?(?:普遍|则|却|曾|也|都)?(?:预测|预计|认为|估计|预期|担心|估算)|"
    r"\b(?:critics?|analysts?|economists?|experts?|observers?|forecasters?|sceptics?|skeptics?) (?:now |also |still )?(?:say|says|expect|expects|forecast|forecasts|predict|predicts|estimate|estimates|believe|believes|fear|fears|reckon|reckons|warn|warns)\b"
)
_OTHERS_SIGNS = (
    "分析", "专家", "经济学家", "批评", "观察人士", "业内人士", "市场", "critic", "analyst", "economist", "expert", "observer", "forecaster", "ptic",
    "有人", "有媒体", "有网友", "有传言", "有谣言", "有报道", "网传", "谣传", "传闻", "坊间", "此前", "一度传出", "误报", "误传", "some", "it was",
    "nobody", "no one", "none", "there", "没人", "没证据", "没迹象", "没有",
)  # fmt: skip
_UNDONE = re.compile(
    r"放弃|取消|撤回|撤销|拒绝|否决|驳回|叫停|中止|终止|推翻|作废|削减|缩减|不可能|不太可能|没有可能|无望|没有希望|没有信心|缺乏信心|怀疑|质疑|否认|"
    r"\b(?:abandon(?:s|ed|ing)?|cancel(?:s|l?ed|l?ing)?|scrap(?:s|ped|ping)?|withdr[ae]w(?:s|n|ing)?|revok(?:es?|ed|ing)|reject(?:s|ed|ing)?|refus(?:es?|ed|ing)|veto(?:es|ed)?|"
    r"den(?:y|ies|ied)|doubt(?:s|ed|ful)?|unlikely|impossible|cannot possibly|no plans?|lacks? confidence|not confident)\b"
)
_UNDONE_SIGNS = (
    "放弃", "取消", "撤", "拒绝", "否", "驳回", "叫停", "中止", "终止", "推翻", "作废", "减", "可能", "望", "信心", "疑", "abandon", "cancel", "scrap",
    "withdr", "revok", "reject", "refus", "veto", "den", "doubt", "unlikely", "possib", "plan", "confiden",
)  # fmt: skip


def unsaid(passage: Passage, figure: Figure) -> str:
    """`asked`, `supposed` or `reported` for a figure that is not claimed, empty for one that is."""
    what = _told_as(passage, figure)
    return "" if what == _CHECKED else what


def _told_as(passage: Passage, figure: Figure) -> str:
    for span, what in passage.once(_stretches):
        if span.start <= figure.start < span.end:
            return what
    return ""


def is_claimed(passage: Passage, figure: Figure) -> bool:
    """Whether a sentence claims a figure itself: it neither asks, supposes, denies nor calls it off, nor says that others say it."""
    if _told_as(passage, figure) or passage.once(is_undone) or denial(passage) is not None:
        return False
    if _OTHERS.search(passage.folded, *passage.span) is not None:
        return False
    before = passage.of("negation", figure.clause)
    return not negates(passage, figure) and not any(word.end <= figure.start for word in before)


def is_undone(passage: Passage) -> bool:
    """Whether words outside the names and cues of a sentence say that what it tells was given up, refused or is doubted."""
    folded, (start, end) = passage.folded, passage.span
    if not any(map(folded[start:end].__contains__, _UNDONE_SIGNS)):
        return False
    taken = [(m.start, m.end) for m in passage.names] + [(c.start, c.end) for c in passage.cues]
    return any(
        not any(a <= m.start() and m.end() <= b for a, b in taken)
        for m in _UNDONE.finditer(folded, start, end)
    )


def tells_undone(quote: str) -> bool:
    """Whether a quote has such words itself."""
    return _UNDONE.search(quote) is not None


def _stretches(passage: Passage) -> list[tuple[Span, str]]:
    said = passage.folded[slice(*passage.span)]
    found: list[tuple[Span, str]] = []
    if any(map(said.__contains__, _ASK_SIGNS)):
        found += _asked(passage)
    if "would" in said and (_HAD.match(said) or _COUNTERFACTUAL.search(said)):
        found.append((passage.span, SUPPOSED))
    if any(map(said.__contains__, _IF_SIGNS)):
        found += _supposed(passage)
    if any(map(said.__contains__, _OTHERS_SIGNS)):
        found += _reported(passage)
    return found


def _asked(passage: Passage) -> Iterator[tuple[Span, str]]:
    """Behind 是否 and whether the rest of the clause; the last clause of a question, all of one that begins with its verb."""
    folded, whole = passage.folded, passage.span
    if _TO_CHECK.search(folded, *whole):
        yield whole, _CHECKED
        return
    for word in _WHETHER.finditer(folded, *whole):
        yield Span(word.start(), passage.clause_at(word.start(), word.end()).end), ASKED
    if _QUESTION.search(folded, *whole) and not _TELLING.match(folded, *whole):
        # 对吗, right?: a last clause without a figure asks about what is claimed before it.
        yield (whole if _INVERTED.match(folded, *whole) else passage.clauses[-1]), ASKED


def _supposed(passage: Passage) -> Iterator[tuple[Span, str]]:
    folded, whole = passage.folded, passage.span
    if _WISH.search(folded, *whole):
        yield whole, SUPPOSED
    for word in _IF.finditer(folded, *whole):
        end = passage.clause_at(word.start(), word.end()).end
        if folded[word.end() : end] in ("", "一下"):  # 设想一下，
            end = next((c.end for c in passage.clauses if c.start >= end), end)
        if _RECKONED.match(folded, word.end(), end) is None:
            yield Span(word.start(), end), SUPPOSED


def _reported(passage: Passage) -> Iterator[tuple[Span, str]]:
    folded, whole = passage.folded, passage.span
    if (guessed := _GUESSED.search(folded, *whole)) is not None:
        yield Span(guessed.end(), whole.end), SUPPOSED
    if (nobody := _NOBODY.search(folded, *whole)) is not None:
        yield Span(nobody.start(), whole.end), REPORTED
    for others in _OTHERS.finditer(folded, *whole):
        right = _SET_RIGHT.search(folded, others.end(), whole.end)
        if right is not None:
            yield Span(others.start(), right.start()), REPORTED
