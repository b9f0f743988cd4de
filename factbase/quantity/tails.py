"""A figure that goes on behind its unit: 两年半, 六成半, 4块5, 一米八五, 9秒83, 2小时5分30秒."""

from __future__ import annotations

import re

from factbase.quantity.chinese import DIGITS, NUMERALS, read_any
from factbase.quantity.forms import Form
from factbase.quantity.names import gap, match_name
from factbase.quantity.numbers import Number, from_digits
from factbase.quantity.policy import Scale
from factbase.quantity.tables import Tables
from factbase.quantity.term import PURE, Term

__all__ = ["NOT_AFTER_HALF", "read_tail", "read_tenths", "with_half"]

NOT_AFTER_HALF = ("导", "径", "球", "数", "成品", "年报", "岛", "决赛", "程", "价", "天", "夜", "场")
_METRES = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九零]{1,2})(?![0-9.%一二三四五六七八九十百千万亿米个])")
_AND = re.compile(r"(?:, and |, | and )(?=[0-9]{1,2} [a-z])")
_HUNDREDTHS = re.compile(r"[0-9]{2,3}(?![0-9.])")
_PART = re.compile(f"[0-9]{{1,2}}(?![0-9.])|[{NUMERALS}]{{1,3}}")


def with_half(number: Number) -> Number:
    """`number` and a half: 两吨半. A fraction in words."""
    return Number(number.top * 2 + number.bottom, number.bottom * 2, 0, 0, 1, share=True)


def read_tenths(text: str, at: int, end: int, number: Number, hedge: str) -> Term | None:
    """三成, 六成半, 八成五: tenths, fractions in words."""
    tenths = Number(number.top, number.bottom * 10, 0, 0, number.step, share=True, high=number.high)
    if number.scaled or number.top > 10 * number.bottom or not number.top:
        return None
    c = text[end : end + 1]
    if c == "半":
        tenths, end = Number(number.top * 2 + 1, 20, 0, 0, 1, share=True), end + 1
    elif c in DIGITS and DIGITS[c] and text[end + 1 : end + 2] not in tuple(NUMERALS):
        tenths, end = Number(number.top * 10 + DIGITS[c], 100, 0, 0, 1, share=True), end + 1
    return Term(at, end, tenths, PURE, hedge, arabic=False)


def read_tail(
    text: str, at: int, end: int, number: Number, form: Form, hedge: str, tables: Tables, arabic: bool
) -> Term | None:
    """A figure that goes on behind its unit: 两年半, 4块5, 9秒83, 2小时5分30秒, 11 minutes 30 seconds."""
    c = text[end : end + 1]
    if not c or hedge or number.high:
        return None
    if c == "半" and not text.startswith(NOT_AFTER_HALF, end + 1):
        return Term(at, end + 1, with_half(number), form, arabic=arabic)
    if number.bottom != 1 or number.scaled:
        return None
    if form.kind == "time" and form.unit == "s":
        return _clock(text, at, end, number, form, tables, arabic)
    if (
        form.kind == "money"
        and text[end - 1 : end] in ("块", "元")
        and c.isdecimal()
        and not text[end + 1 : end + 2].isdecimal()
    ):
        return Term(at, end + 1, from_digits(f"{number.top}{c}", 1), form, arabic=arabic)
    if form.unit == "m" and text[end - 1] == "米" and form.scale.top == 1 == form.scale.bottom:
        tail = _METRES.match(text, end)
        if tail is not None:
            digits = "".join(str(DIGITS.get(c, c)) for c in tail.group())
            return Term(at, tail.end(), from_digits(f"{number.top}{digits}", len(digits)), form)
    return None


def _clock(
    text: str, at: int, end: int, number: Number, form: Form, tables: Tables, arabic: bool
) -> Term | None:
    """A duration in hours, minutes and seconds: one figure whose last digit is the smallest part's."""
    seconds, unit, stop = number.top * form.scale.top, form.scale.top, end
    bottom = 1
    while unit >= 1 and form.scale.bottom == 1:
        joint = _AND.match(text, stop)
        begin = gap(text, stop) if joint is None else joint.end()
        c = text[begin : begin + 1]
        if not c or (not (c.isdecimal() and c.isascii()) and c not in DIGITS and c != "十"):
            break
        if unit == 1 and begin == stop and c.isascii():
            tail = _HUNDREDTHS.match(text, stop)
            if tail is None:
                break
            bottom = 10 ** len(tail.group())
            number = Number(seconds * bottom + int(tail.group()), bottom, decimals=True)
            return Term(at, tail.end(), number, form._replace(scale=Scale()), arabic=arabic)
        part = _PART.match(text, begin)
        value = read_any(part.group()) if part is not None else None
        if part is None or value is None or value.inner:
            break
        smaller = _smaller(text, part.end(), unit, tables)
        if smaller is None:
            break
        unit, stop = smaller[0], smaller[1]
        seconds += value.top * unit
    if stop == end:
        return None
    joined = Number(seconds, 1, unit, unit, unit)
    return Term(at, stop, joined, form._replace(scale=Scale()), arabic=arabic)


def _smaller(text: str, at: int, unit: int, tables: Tables) -> tuple[int, int] | None:
    if unit == 3600 and text.startswith("分", at) and not text.startswith(("分钟", "分之"), at):
        return 60, at + 1
    named = match_name(text, at, tables)
    if named is None or named[0].unit != "s" or named[0].scale.bottom != 1 or named[0].scale.top >= unit:
        return None
    return named[0].scale.top, named[1]
