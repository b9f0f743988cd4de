"""Chinese figures without a numeral of their own: 半年, 过半, 翻番, 数百万, 数以万计, 成百上千."""

from __future__ import annotations

from factbase.quantity.chinese import read_magnitude
from factbase.quantity.names import match_name, match_per
from factbase.quantity.numbers import Number
from factbase.quantity.tables import Tables
from factbase.quantity.term import PURE, Term

__all__ = ["read_vague"]


def read_vague(text: str, at: int, tables: Tables) -> Term | None:
    """The figure that the words at `at` are, or `None`."""
    c = text[at]
    if c == "半":
        return _half(text, at, tables)
    for length in (6, 5, 4, 3, 2):
        word = text[at : at + length]
        length = len(word)
        bounds = tables.magnitudes.get(word)
        if bounds is not None:
            return _named(Term(at, at + length, Number(0), None, "", bounds, False), text, tables)
        ratio = tables.figures.get(word)
        if ratio is not None and text[at + length : at + length + 1] not in ("率", "器", "计"):
            return _figure(at, at + length, ratio.numerator, ratio.denominator)
    if c in "数几":
        return _vague(text, at, tables)
    return _half_or_more(text, at, tables)


def _figure(start: int, end: int, top: int, bottom: int) -> Term:
    number = Number(top, bottom, 0 if bottom > 1 else 1, share=bottom > 1) if bottom > 1 else Number(top)
    return Term(start, end, number, PURE, arabic=False, figure=True)


def _half_or_more(text: str, at: int, tables: Tables) -> Term | None:
    """过半, 大半, 近半 are read with their hedge elsewhere; only 过半 begins with it. 经过半年 has half a year."""
    if text.startswith("过半", at) and _half(text, at + 1, tables) is not None:
        return None
    if text.startswith(("过半", "大半"), at) and not text.startswith(
        ("过半数", "大半年", "大半夜", "大半天"), at
    ):
        return Term(at, at + 2, Number(1, 2, 0, 0, 1, share=True), PURE, "more_than", arabic=False)
    if text.startswith("过半数", at):
        return Term(at, at + 3, Number(1, 2, 0, 0, 1, share=True), PURE, "more_than", arabic=False)
    return None


def _half(text: str, at: int, tables: Tables) -> Term | None:
    """半年, 半小时, 半个月, 半数: half of a unit, or of all."""
    if text.startswith("半数", at):
        return Term(at, at + 2, Number(1, 2, 0, 0, 1, share=True), PURE, arabic=False)
    named = match_name(text, at + 1, tables, False)
    if named is None or named[0].kind != "time" or text.startswith(("半天", "半日", "半年度", "半年报"), at):
        return None
    return Term(at, named[1], Number(1, 2, 0, 0, 1, share=True), named[0], arabic=False)


def _vague(text: str, at: int, tables: Tables) -> Term | None:
    """数百, 几十万: one decade, in the widest reading one more."""
    end = at + 1
    while text[end : end + 1] and text[end] in "十百千万亿":
        end += 1
    bounds = read_magnitude(text[at + 1 : end])
    if bounds is None:
        return None
    low, high = bounds
    if text[end : end + 1] in ("多", "余"):
        end += 1
    return _named(Term(at, end, Number(0), None, "", (low, high, high * 10), False), text, tables)


def _named(term: Term, text: str, tables: Tables) -> Term:
    end = term.end
    named = match_name(text, end, tables, False)
    if named is None and text[end : end + 1] == "的":
        return term
    if named is None or named[0].kind in ("percent", "points", "share", "index"):
        return term
    form, stop = match_per(text, named[0], named[1], tables)
    return term._replace(form=form, end=stop)
