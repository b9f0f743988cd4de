"""每4台就有1台, 每五人中有一人, 十个里有四个, 不到百里挑一: one figure in words, the share of the one in the other."""

from __future__ import annotations

import re

from factbase.quantity.before import find_hedges
from factbase.quantity.chinese import NUMERALS, read_any
from factbase.quantity.hedging import combine
from factbase.quantity.numbers import Number
from factbase.quantity.policy import Scale, read_value
from factbase.quantity.reading import Quantity
from factbase.quantity.tables import Tables

__all__ = ["read_proportion"]

_AMOUNT = f"([0-9]{{1,5}}|[{NUMERALS}]{{1,5}})"
_CLASSIFIERS = "个名人位台辆户家件条只头部套款例座所张元次对份枚颗块瓶杯间项"
_HEDGES = {
    "约": "about",
    "大约": "about",
    "大概": "about",
    "差不多": "about",
    "近": "nearly",
    "将近": "nearly",
    "接近": "nearly",
    "超过": "more_than",
    "超": "more_than",
    "逾": "more_than",
    "多于": "more_than",
    "至少": "at_least",
    "不到": "less_than",
    "不足": "less_than",
    "少于": "less_than",
    "最多": "at_most",
    "至多": "at_most",
}
_HEDGE = "|".join(sorted(_HEDGES, key=len, reverse=True))
_END = rf"(?![0-9A-Za-z.%{NUMERALS}])(?![{_CLASSIFIERS}]?半)[{_CLASSIFIERS}]?"
_INSIDE = "(?:(?<![公英华海])里面|里头|(?<![公英华海])里|当中|之中|中)"
# Of these there are no parts: every ten kilometres, every three days.
_NO_WHOLE = "(?!公里|英里|海里|千米|米|[天日年周秒]|个?月|个?星期|个?小时|分钟)"
# 每4台就有1台, 每十人中约四人, 每100家企业不到1家
_EACH = re.compile(
    rf"每{_AMOUNT}{_NO_WHOLE}(?:[^，。；！？、\n0-9]{{1,14}}?(?:有|是|达)({_HEDGE})?|[^，。；！？、\n0-9]{{1,18}}?{_INSIDE}({_HEDGE})|"
    rf"([{_CLASSIFIERS}])[^，。；！？、\n0-9]{{0,6}}?({_HEDGE})(?=[0-9{NUMERALS}]{{1,5}}\4)){_AMOUNT}{_END}"
)
# 十个里有四个, 三家里头就有一家, 一百家里不到一家
_OF = re.compile(
    rf"(?<![第这那该前后头{NUMERALS}])([{NUMERALS}]{{1,2}})[{_CLASSIFIERS}]?人?{_INSIDE}"
    rf"(?:({_HEDGE})?(就|只|仅|才)?(?:有|是)({_HEDGE})?|({_HEDGE}))([{NUMERALS}]{{1,2}}){_END}"
)
# 不到百里挑一: said without a hedge, it praises
_ONE_OF = re.compile(r"([十百千万])[里中]挑(一)(?!的)")
_ROUND = frozenset((10, 100, 1000, 10000))


def read_proportion(text: str, at: int, tables: Tables, floor: int = 0) -> Quantity | None:
    """The share that the words around the numeral at `at` state, which 每 may stand before, or `None`."""
    if at and text[at - 1] == "每":
        found = _EACH.match(text, at - 1)
        if found is None:
            return None
        hedge = found.group(2) or found.group(3) or found.group(5)
        return _share(text, found, found.group(6), hedge or "", tables, floor)
    behind = text[at + 1 : at + 4]
    if not ("里" in behind or "中" in behind):
        return None
    found = _OF.match(text, at)
    if found is not None:
        whole = read_any(found.group(1))
        is_general = whole is not None and (whole.top in _ROUND or found.group(3) == "就")
        hedge = found.group(2) or found.group(4) or found.group(5) or ""
        return _share(text, found, found.group(6), hedge, tables, floor) if is_general else None
    found = _ONE_OF.match(text, at)
    if found is None or not find_hedges(text, at, tables, floor).hedges:
        return None
    return _share(text, found, found.group(2), "", tables, floor)


def _share(
    text: str, found: re.Match[str], part: str, inner: str, tables: Tables, floor: int
) -> Quantity | None:
    """The share `part` in the first group of `found`."""
    first, second = read_any(found.group(1)), read_any(part)
    if first is None or second is None:
        return None
    if first.bottom != 1 or second.bottom != 1 or not 0 < second.top < first.top or first.high or second.high:
        return None
    before = find_hedges(text, found.start(), tables, floor)
    decision = combine((*before.hedges, *((_HEDGES[inner],) if inner else ())))
    number = Number(second.top, first.top, 0, 0, 1, share=True)
    reading = read_value(number, decision.hedge, Scale(), False, tables.policy)
    span = text[before.start : found.end()]
    return Quantity(before.start, found.end(), span, reading, "1", "", decision.hedge, decision.rule)
