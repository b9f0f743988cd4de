"""Two figures joined: 10到20亿元, $3-5 million, between A and B, 20±2℃, and what only looks like it."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from factbase.quantity.before import is_negative
from factbase.quantity.endings import ending_at
from factbase.quantity.forms import Form
from factbase.quantity.names import gap
from factbase.quantity.numbers import Number, scaled
from factbase.quantity.policy import Scale
from factbase.quantity.tables import Tables
from factbase.quantity.term import Term
from factbase.quantity.terms import read_term

__all__ = ["Joined", "join_range"]

_DASHES = "-–—~～−－‑﹣─"
_MINUS = ("-", "−", "－")
_WORDS = ("到", "至", "或至", "乃至")
_JOINTS = frozenset(_DASHES + "±toa和与" + "".join(word[0] for word in _WORDS))


class Joined(NamedTuple):
    """The two ends of a range in one unit; `value` is the middle of X ± d; `voids` says that nothing can be read."""

    end: int
    low: Number = Number(0)
    high: Number = Number(0)
    below: Form | None = None
    above: Form | None = None
    value: Number | None = None
    hedge: str = ""
    voids: bool = False
    between: bool = False


def join_range(
    text: str, start: int, first: Term, form: Form | None, symbol: Form | None, tables: Tables
) -> Joined | None:
    """The range that `first` begins, or `None` if it stands alone."""
    if first.figure or first.magnitude is not None:
        return None
    if first.number.high:
        high = first.number._replace(top=first.number.high, high=0, inner="")
        return Joined(first.end, first.number._replace(high=0, inner=""), high, form, form)
    place = _separator(text, start, first.end, tables)
    if place is None:
        return None
    at, kind = place
    if kind == "±":
        return _spread(text, at, first, form, tables)
    second_symbol, at = _symbol(text, at, symbol, tables)
    sign = 1
    if form is not None and text[at : at + 1] in _MINUS:
        sign, at = -1, at + 1
    elif text.startswith("零下", at):
        sign, at = -1, at + 2
    c = text[at : at + 1]
    if not c or not (c.isalnum() or c == "半"):
        return None
    second = read_term(text, at, tables, (second_symbol or symbol) is not None)
    if second is None or second.magnitude is not None or second.figure or second.number.high:
        return Joined(at, voids=True) if kind == "-" and c.isdecimal() else None
    return _unify(text, start, first, form, symbol, second, second_symbol, sign, kind, tables)


def _separator(text: str, start: int, end: int, tables: Tables) -> tuple[int, str] | None:
    """Where the second figure begins, and whether a dash, a word, `and` or ± joins the two."""
    at = gap(text, end)
    c = text[at : at + 1]
    if c not in _JOINTS:
        return None
    if c in _DASHES:
        stop = at + 1
        while text[stop : stop + 1] and text[stop] in "—─" and stop < at + 3:
            stop += 1
        return gap(text, stop), "-"
    if c == "±":
        return gap(text, at + 1), "±"
    for word in _WORDS:
        if text.startswith(word, at):
            return gap(text, at + len(word)), "to"
    if at > end and c == "t" and text.startswith("to ", at):
        return None if _is_level(text, start, tables) else (at + 3, "to")
    if at > end and c == "o" and text.startswith("or ", at) and text[start].isalpha():
        return at + 3, "or"
    if at > end and c == "a" and text.startswith("and ", at):
        return (
            (at + 4, "and")
            if text[max(0, start - 9) : start].lower().rstrip("-−").endswith("between ")
            else None
        )
    if c == "和" or c == "与":
        before = text[max(0, start - 3) : start]
        return (
            (gap(text, at + 1), "and")
            if before.endswith(("介于", "在")) and "之间" in text[end : end + 16]
            else None
        )
    return None


def _is_level(text: str, start: int, tables: Tables) -> bool:
    """Whether `rose from A to B` names two levels: a verb of change governs the first figure."""
    words = re.findall(r"[a-z]+", re.split(r"[,;:]\s|\.\s", text[max(0, start - 60) : start].lower())[-1])
    verbs = tables.english_changes
    if words and words[-1] == "from":
        return any(
            word in verbs.up_set or word in verbs.down_set or word in ("changed", "moved", "went", "switched")
            for word in words
        )
    return False


def _symbol(text: str, at: int, first: Form | None, tables: Tables) -> tuple[Form | None, int]:
    if first is None:
        return None, at
    for end in range(at + 1, min(at + 5, len(text))):
        if text[end].isdecimal():
            for name, form in ending_at(tables.money, text, end):
                if text[at:end] == name:
                    return form, end
            break
    return None, at


def _spread(text: str, at: int, first: Term, form: Form | None, tables: Tables) -> Joined | None:
    second = read_term(text, at, tables) if text[at : at + 1].isdecimal() else None
    if second is None:
        return None
    unit = second.form or form
    if form is not None and second.form is not None and form.unit != second.form.unit:
        return None
    bottom = math.lcm(first.number.bottom, second.number.bottom)
    middle = first.number.top * (bottom // first.number.bottom)
    reach = second.number.top * (bottom // second.number.bottom)
    low, high = Number(middle - reach, bottom), Number(middle + reach, bottom)
    return Joined(second.end, low, high, unit, unit, first.number)


def _unify(
    text: str,
    start: int,
    first: Term,
    form: Form | None,
    symbol: Form | None,
    second: Term,
    second_symbol: Form | None,
    sign: int,
    kind: str,
    tables: Tables,
) -> Joined | None:
    """The two ends in one unit and one scale, or what their failing to agree means."""
    if kind == "or" and (first.number.top + 1 != second.number.top or first.end - first.start < 2):
        return None
    bare = first.form is None and symbol is None
    unread = Joined(second.end, voids=True) if kind == "-" and first.form is None else None
    if kind == "-" and bare and _is_date(text, first, second):
        return unread
    above = _upper_form(second, second_symbol, symbol)
    below = above if bare else form
    low, high, above = _shared_parts(text, first, second, above)
    if (below is None) != (above is None):
        return unread
    if is_negative(text, start, 0) >= 0 and below is not None and below.kind == "temperature":
        low = low._replace(top=-low.top)
    high = high._replace(top=sign * high.top)
    if below is not None and above is not None and below.unit != above.unit:
        below = _same_time(below, above, tables)
        if below is None:
            return None
    scales = below.scale if below else Scale(), above.scale if above else Scale()
    if scales[0].of(low.top, low.bottom) >= scales[1].of(high.top, high.bottom):
        return unread
    following = text[second.end : second.end + 2]
    if kind == "-" and following[:1] in ("-", "/") and following[1:].isdecimal():
        return Joined(second.end, voids=True)
    return Joined(second.end, low, high, below, above, None, second.hedge, between=kind == "and")


def _upper_form(second: Term, second_symbol: Form | None, symbol: Form | None) -> Form | None:
    """The unit of the second figure: its own, or the currency sign before it or before the first."""
    sign = second_symbol or symbol
    if second.form is None:
        return sign
    if second_symbol is not None and second.form.kind == "compound":
        return second.form._replace(unit=f"{second_symbol.unit}/{second.form.unit.partition('/')[2]}")
    return second_symbol or second.form


def _shared_parts(
    text: str, first: Term, second: Term, above: Form | None
) -> tuple[Number, Number, Form | None]:
    """What is written once and serves both: 万 and million, 成, 百分之."""
    low, high = first.number, second.number
    if first.form is None:
        if above is not None and above.kind == "share" and "成" in text[second.start : second.end]:
            low = Number(low.top, low.bottom * 10, 0, 0, low.step, share=True)
        if high.power > low.power == 0 and low.top * 10**high.power * high.bottom < high.top * low.bottom:
            low = scaled(low, high.power)
    elif above is None and first.form.kind == "percent" and "分之" in text[first.start : first.end]:
        parts = {"百": 100, "千": 1000, "万": 10000}.get(text[first.start], 0)
        if parts:
            above, high = first.form, high._replace(bottom=high.bottom * parts)
    return low, high, above


def _is_date(text: str, first: Term, second: Term) -> bool:
    """2023-2025年, 2023-2025, 3-5月: years and months, not a range of numbers."""
    year = first.number.bottom == 1 and 1000 <= first.number.top <= 2200 and first.end - first.start == 4
    if year and (second.form is None or second.form.unit == "year"):
        return True
    return second.form is None and text[second.end : second.end + 1] in tuple("月日号时点届期章节页岁")


def _same_time(form: Form, above: Form, tables: Tables) -> Form | None:
    if form.kind != "time" or above.kind != "time":
        return None
    a, b = tables.units.get(form.unit), tables.units.get(above.unit)
    if a is None or b is None:
        return None
    factor = a.factor / b.factor
    scale = Scale(form.scale.top * factor.numerator, form.scale.bottom * factor.denominator)
    return above._replace(scale=scale)
