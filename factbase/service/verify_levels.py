"""One measure at two times: bigger in 2023 than in 1990, has risen since 1990, 比1990年低."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factbase.extract.link_compare import is_move
from factbase.service.verify_operands import Operand
from factbase.service.verify_setting import Setting

__all__ = ["through_time"]

_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d|[.,]\d|%|\s*(?:个|家|人|台|亿|万|million|billion))")
# What stands before the year that others are compared with, and behind it.
_BASE = re.compile(
    r"(?:\b(?:since|from|after|against|than|over|on|versus|compared (?:with|to)|relative to|between)(?: (?:in|of|it was in|the level (?:of|in)|that (?:of|in)|early|late))?(?: the)?|"
    r"[自从比较与跟和同]|相较于|相比于|相对于|相较)\s*$"
)
_LED = re.compile(r"年?的?[\u4e00-\u9fff]{0,4}?(?:相比|相较|比起来|以来|以降|起|之后|以后)|\s+levels?\b")


class _Times(NamedTuple):
    """The year of the first side and that of the second, each empty where the sentence gives none."""

    first: str
    second: str


def through_time(at: Setting, known: Sequence[Operand], cut: int) -> list[tuple[Operand, Operand]]:
    """The levels of one measure at the two times that a sentence compares, the one that is said of first."""
    times = _times(at, cut)
    if times is None:
        return []
    found: list[tuple[Operand, Operand]] = []
    for measure in dict.fromkeys(o.measure for o in known if o.strong):
        levels = [o for o in known if o.measure == measure]
        pair = _pair(levels, times)
        if pair is not None:
            found.append(pair)
    return found


def _times(at: Setting, cut: int) -> _Times | None:
    folded = at.passage.folded
    years = list(_YEAR.finditer(folded, *at.passage.span))
    if not years or len({m.group() for m in years}) > 2:
        return None
    base = [m for m in years if _is_base(folded, m.start(), m.end())]
    if is_move(at.figure):
        if len(years) > 1:
            first, last = min(m.group() for m in years), max(m.group() for m in years)
            return _Times(last, first) if first < last else None
        year = years[0].group()
        return _Times("", year) if base else _Times(year, "")
    led = [m for m in base if m.end() <= cut] if len(base) == 1 else []
    second = led or [m for m in years if m.start() >= cut]
    first_side = [m for m in years if m not in second]
    one, two = ({m.group() for m in side} for side in (first_side, second))
    if len(one) > 1 or len(two) > 1 or one == two:
        return None
    return _Times("".join(one), "".join(two))


def _is_base(folded: str, start: int, end: int) -> bool:
    return _BASE.search(folded[max(0, start - 30) : start]) is not None or (
        _LED.match(folded, end) is not None
    )


def _pair(levels: Sequence[Operand], times: _Times) -> tuple[Operand, Operand] | None:
    """The level of each time; a time that is not given is the only other one."""
    one = _at(levels, times.first)
    two = _at(levels, times.second)
    if not times.first and two:
        one = [o for o in levels if o not in two and (not o.first or o.first > two[0].first)]
    if not times.second and one:
        two = [o for o in levels if o not in one and (not o.first or o.first < one[0].first)]
    return (one[0], two[0]) if len(one) == 1 and len(two) == 1 else None


def _at(levels: Sequence[Operand], year: str) -> list[Operand]:
    return [o for o in levels if year and o.first[:4] == year]
