"""每4台就有1台, 每五人中有一人: one figure in words, the share of the one in the other."""

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
_PATTERN = re.compile(
    f"每{_AMOUNT}[^，。；！？、\\n0-9]{{1,14}}?(?:有|是|达)(约|大约|近|超过|至少|不到)?{_AMOUNT}(?![0-9A-Za-z.%])"
    "(?:个|名|人|位|台|辆|户|家|件|条|只|头|部|套|款|例|座|所|张|元|次|对|份|枚|颗|块|瓶|杯|间|项)?"
)
_HEDGES = {
    "约": "about",
    "大约": "about",
    "近": "nearly",
    "超过": "more_than",
    "至少": "at_least",
    "不到": "less_than",
}


def read_proportion(text: str, at: int, tables: Tables, floor: int = 0) -> Quantity | None:
    """The share that the words from 每 at `at` on state, or `None`."""
    found = _PATTERN.match(text, at)
    if found is None:
        return None
    first, second = read_any(found.group(1)), read_any(found.group(3))
    if first is None or second is None:
        return None
    if first.bottom != 1 or second.bottom != 1 or not 0 < second.top < first.top or first.high or second.high:
        return None
    before = find_hedges(text, at, tables, floor)
    inner = _HEDGES.get(found.group(2) or "", "")
    decision = combine((*before.hedges, *((inner,) if inner else ())))
    number = Number(second.top, first.top, 0, 0, 1, share=True)
    reading = read_value(number, decision.hedge, Scale(), False, tables.policy)
    span = text[before.start : found.end()]
    return Quantity(before.start, found.end(), span, reading, "1", "", decision.hedge, decision.rule)
