"""The rules for figures that no reader finds are asked only where one of their words stands: one search finds all of those."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, Implementation

from factbase.extract.clauses import Span

__all__ = ["DIGITS", "EMBRACING", "HINTS", "LISTED", "hints_of"]

# Digits that `few` and `bare` take: a word of their own, and for `few` before a blank or beside `of`.
_COUNTS = re.compile(r"\d(?<!\w\d)\d{0,2},?\s")
_NUMBERS = re.compile(r"\d(?<!\w\d)[\d,]*(?!\w)")
_DIGIT = re.compile(r"\d")
_SMALL_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GRADES = tuple(f"{n}{what}" for n in "一二三" for what in ("级", "梯队", "方阵", "阵营"))
EMBRACING = (
    "甩", "抛", "丢", "扔", "撇", "落", "撂", "踩", "压", "摁", "按", "骑", "踏", "比下", "比了", "秒", "碾", "吊", "爆", "打", "盖过", "超了", "反超", "超越", "超过",
    "击败", "完胜", "拉下", "拉开", "虐", "追着", "头", "筹", "截", "档", "街", "身位", "段", "圈", "等", "级", "望尘", "难以", "自愧", "自叹", "下风", "吃灰", "黯然",
    "相形", "望而", "之上", "前面", "前边", "之前", "对手", "不能", "没法", "无法", "提鞋", "之后", "后面", "身后", "后边", "之下", "差不", "一个样", "没差",
    "两样", "半斤", "同一", "水平", "代差", "一代", "几代", "伯仲", "有来有回", "量级", "起跑线", "behind", "dust", "in its wake",
    "for dead", "standing", "trailing", "beat", "licked", "whipped", "outclassed", "outgunned", "covered", "to shame", "in the shade", "for six",
    "cocked hat", "away", "out of the water", "look ", "hiding", "thrashing", "drubbing", "hammering",
)  # fmt: skip
"""One of these stands wherever words around a name compare (把…甩在身后, leaves … in the dust)."""
HINTS: Mapping[str, Sequence[str]] = {
    "doubles": ("double", "twice", "treble", "triple", "quadruple", "half"),
    "ahead": ("未来", "今后", "接下来", "next", "coming", "following"),
    "grades": ("class", *_GRADES, "tier", "echelon"),
    "times_over": ("for the ", "debut", "first appearance", *(f"第{n}次" for n in "一二三四五")),
    "moments": (
        "second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century",
        *(f"半{unit}" for unit in "个分秒小天月年钟世"), "刻钟", "一整", "大半", "多半",
    ),
    "bare": (*_SMALL_NUMBERS, *_TENS),
    "most": ("most", "majority", "minority", "bulk", "lion's share", "多数", "部分", "大多", "多半", "少数"),
    "every": ("every", "all", "全部", "都", "清一色", "无一例外"),
    "not_any": ("any", "a single", "even one", "one single", "任何", "哪怕"),
    "not_even_one": ("都没", "都未", "都无", "也没", "也未", "也无"),
    "few": (*_SMALL_NUMBERS, *(f"{n}{what}" for n in "两二三四五六七八九十" for what in ("大", "方面"))),
    "rank_gaps": ("higher", "ahead", "above", "better", "lower", "behind", "below", "worse", "比"),
    "placed_ahead": (
        "前", "上面", "头上", "之上", "一头", "一筹", "一截", "之后", "后面", "身后", "后头", "ahead of", "in front of", "above", "higher than", "outrank", "behind",
        "trail", "lag", "before", "until", "prior to", "以前",
    ),
    "crowned": (
        "老", "牌", "三甲", "gold", "silver", "bronze", "军", "王", "魁", "状元", "榜眼", "探花", "翘楚", "一哥", "一姐", "把子", "天花板", "霸", "牛耳", "领头", "排头", "祖", "champ",
        "king", "queen", "runner", "pacesetter", "trailblazer", "pioneer", "leader", "best", "number two", "no.", "spoon", "last", "bottom", "back of", "首屈", "冠绝", "无人", "无出",
        "无可", "无敌", "一档", "独步", "称雄", "头筹", "登顶", "问鼎", "一骑", "傲视", "没有对手", "披靡", "敌手", "数", "属", "非", "最", "second to", "unri", "unma", "unbe", "unsu",
        "uneq", "peer", "equal", "rival", "match", "supreme", "on top", "at the ", "crown", "title", "honour", "honor", "tops ", "number one", "er ", "more ", "front",
    ),
    "outdone": ("than", "只有", "仅有", "唯有", "没有", "no", "谁", "哪", "有"),
    "ranked": ("than", "other", "任何", "所有", "其他各"),
    "gapped": ("first", "second", "third", "fourth", "fifth"),
    "put": ("rank", "place", "put", "rate", "first", "second", "third", "fourth", "fifth", "sixth"),
    "told": (
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "th ", "nd ", "rd ", "st ",
        "头一", "best", "fastest", "strongest", "最", "只", "仅", "唯", "就", "单", "不过", "only", "no one but", "none but", "nobody but", "just", "垫底",
        "倒数", "末", "last", "bottom", "rear",
    ),
    "comparisons": ("than", "比", "没", "不像", *EMBRACING),
    "opposed": (
        "rather than", "instead of", "in place of", "in lieu of", "as opposed to", "contrary to", "not", "非", "不是", "相反", "不同", "相悖", "不符",
    ),
}  # fmt: skip
"""Rule → folded words, one of which stands in every sentence that it finds something in."""
DIGITS: Mapping[str, Callable[[str, int, int], object]] = {
    "few": lambda folded, start, end: (
        _COUNTS.search(folded, start, end) or folded.find("of", start, end) >= 0
    ),
    "bare": _NUMBERS.search,
}
"""Rule → what it finds without its words: in a folded sentence with a digit something that fits this."""
LISTED: Mapping[str, Sequence[str]] = {
    "nothing": ("nothing",),
    "single": ("single",),
    "comparisons": (
        "compare.above",
        "compare.below",
        "compare.equal",
        "compare.match",
        "compare.reach",
        "compare.higher",
        "compare.lower",
        "compare.much",
        "compare.little",
        "compare.not_below",
        "compare.passive",
        "compare.rose",
        "compare.sank",
    ),
}
"""Rule → lists of linking words, of which the same holds."""


class _Hints:
    """The words of all rules in one automaton."""

    def __init__(self, hints: Mapping[str, Sequence[str]]) -> None:
        rules: dict[str, set[str]] = {}
        for rule, words in hints.items():
            for word in words:
                rules.setdefault(word, set()).add(rule)
        self._rules = [frozenset(r) for r in rules.values()]
        self._machine = AhoCorasick(list(rules), implementation=Implementation.ContiguousNFA)

    def by_sentence(self, folded: str, spans: Sequence[Span]) -> list[frozenset[str]]:
        found = [_NO_RULES] * len(spans)
        n, (start, end) = 0, spans[0] if spans else (0, 0)
        # In order of their end.
        for word, first, last in self._machine.find_matches_as_indexes(folded, overlapping=True):
            while last > end and n + 1 < len(spans):
                n += 1
                start, end = spans[n]
            if start <= first and last <= end:
                found[n] |= self._rules[word]
        return found


_NO_RULES: frozenset[str] = frozenset()
_HINTS = _Hints(HINTS)
_RULES = {words: rule for rule, lists in LISTED.items() for words in lists}
_CALLING = frozenset(_RULES)


def hints_of(
    folded: str, spans: Sequence[Span], listed: Sequence[Mapping[str, object]]
) -> list[frozenset[str]]:
    """For each sentence the rules that may find a figure in it, the others surely find none.

    `listed` are the lists of linking words that have one in a sentence.
    """
    found = _HINTS.by_sentence(folded, spans)
    next_digit = -1
    for n, (start, end) in enumerate(spans):
        if next_digit < start:
            digit = _DIGIT.search(folded, start)
            next_digit = len(folded) if digit is None else digit.start()
        if next_digit < end:
            found[n] |= {rule for rule, finds in DIGITS.items() if finds(folded, start, end)}
        if not _CALLING.isdisjoint(listed[n]):
            found[n] |= {_RULES[words] for words in _CALLING.intersection(listed[n])}
    return found
