"""One figure without its surroundings: a numeral, the hedge inside it, and the unit or classifier behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from factbase.quantity.chinese import (
    DIGITS,
    NUMERALS,
    read_any,
    read_fraction,
    read_magnitude,
    read_numeral,
    read_scale,
)
from factbase.quantity.counted import english_noun
from factbase.quantity.digits import read_digits, read_scale_words
from factbase.quantity.english import read_words
from factbase.quantity.forms import Form
from factbase.quantity.names import gap, match_name, match_per
from factbase.quantity.numbers import Number, from_digits, scaled
from factbase.quantity.policy import Scale
from factbase.quantity.tables import Tables

__all__ = ["PURE", "Term", "read_term"]

PURE = Form("1", Scale(), "share", id="1")
PERCENT = Form("1", Scale(), "percent", id="1")
FOLD = Form("1", Scale(), "fold", id="1")
_RUN = re.compile(f"[{NUMERALS}]{{1,25}}(?:点[{''.join(DIGITS)}]+[万亿]*)?")
_BELOW = re.compile(r"分之([0-9]{1,3}(?:\.[0-9]+)?(?![0-9.])|[" + NUMERALS + r"]+(?:点[" + "".join(DIGITS) + r"]+)?)")
_SLASH = re.compile(r"/([0-9]{1,3})(?![0-9/.:%-]|[A-Za-z])")
_SECONDS = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})秒")
_IN = re.compile(r"[ \n](?:in(?: every)?|out of(?: every)?) ([0-9]{1,3})(?![0-9.,%]|[ -](?:year|month|day|hour|per))")
_PEOPLE = re.compile(r"m (?:[a-z]+ )?(?:people|users|savers|customers|workers|homes|households|jobs|barrels|tonnes|tons|subscribers|members|cars|vehicles|units|passengers|visitors|shares|copies|children|students|patients|votes|voters|records|accounts|hectares|acres|doses|downloads|views|players|viewers|adults|Americans|residents)\b")
_METRES = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九零]{1,2})(?![0-9.%一二三四五六七八九十百千万亿米个])")
_NOT_AFTER_HALF = ("导", "径", "球", "数", "成品", "年报", "岛", "决赛", "程", "价", "天", "夜", "场")


class Term(NamedTuple):
    """A numeral with its unit. `hedge` is what stands inside (几, 多, +); `magnitude` replaces the number (数百万)."""

    start: int
    end: int
    number: Number
    form: Form | None = None
    hedge: str = ""
    magnitude: tuple[int, int, int] | None = None
    arabic: bool = True
    figure: bool = False
    counted: str = ""
    per_noun: str = ""


def read_term(text: str, at: int, tables: Tables, money: bool = False) -> Term | None:
    """The figure whose numeral begins at `at`, or `None`; `money` says that a currency stands before it."""
    c = text[at]
    if c.isascii():
        return _arabic(text, at, tables, money) if c.isdigit() else read_word_term(text, at, tables)
    if c in NUMERALS:
        return _chinese(text, at, tables)
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
    return _half_or_more(text, at)


def _figure(start: int, end: int, top: int, bottom: int) -> Term:
    number = Number(top, bottom, 0 if bottom > 1 else 1, share=bottom > 1) if bottom > 1 else Number(top)
    return Term(start, end, number, PURE, arabic=False, figure=True)


def _half_or_more(text: str, at: int) -> Term | None:
    """过半, 大半, 近半 are read with their hedge elsewhere; only 过半 begins with it."""
    if text.startswith(("过半", "大半"), at) and not text.startswith(("过半数", "大半年", "大半夜", "大半天"), at):
        return Term(at, at + 2, Number(1, 2, 0, 0, 1, share=True), PURE, "more_than", arabic=False)
    if text.startswith("过半数", at):
        return Term(at, at + 3, Number(1, 2, 0, 0, 1, share=True), PURE, "more_than", arabic=False)
    return None


def _arabic(text: str, at: int, tables: Tables, money: bool) -> Term | None:
    found = read_digits(text, at)
    if found is None:
        return None
    number, end = found
    if money and text[at - 1] == "." and number.bottom == 1:
        number = from_digits(text[at:end], end - at)
    c = text[end : end + 1]
    if c == "/" and number.bottom == 1:
        below = _SLASH.match(text, end)
        if below is not None:
            return _quotient(text, at, number, below, tables)
        if text[end + 1 : end + 2].isdigit():
            return None
    if c == " " and number.bottom == 1 and number.top < 100:
        ratio = _IN.match(text, end)
        if ratio is not None and number.top < int(ratio.group(1)) <= 100:
            return Term(at, ratio.end(), Number(number.top, int(ratio.group(1)), 0, 0, 1, share=True), PURE)
    if c and (c in "十百千万亿兆 \u00a0\n-" or (c.isalpha() and c < "\u3000")):
        number, end = read_scale_words(text, end, number, tables)
        if number.scaled and text[end : end + 1].isdigit() and not number.decimals:
            return _mixed(text, at, end, number, tables)
    return _closing(text, at, end, number, tables, True, money)


def _mixed(text: str, at: int, end: int, number: Number, tables: Tables) -> Term | None:
    """3万4000 and 1亿2000万: a smaller part after 万 or 亿."""
    found = read_digits(text, end)
    if found is None or number.bottom != 1:
        return None
    rest, stop = read_scale_words(text, found[1], found[0], tables)
    if rest.bottom != 1 or rest.top >= number.place or not rest.top:
        return None
    total = number.top + rest.top
    joined = Number(total, 1, rest.place, max(rest.zeros, rest.step), rest.step, True)
    return _closing(text, at, stop, joined, tables, True)


def _quotient(text: str, at: int, number: Number, below: re.Match[str], tables: Tables) -> Term | None:
    bottom = int(below.group(1))
    sure = text.startswith(("的", " of ", "以上", "左右", "，", "。", " share", " stake"), below.end())
    if not 1 < bottom <= 100 or number.top >= bottom or not number.top or not sure:
        return None
    return Term(at, below.end(), Number(number.top, bottom, 0, 0, 1, share=True), PURE)


def _chinese(text: str, at: int, tables: Tables) -> Term | None:
    found = _RUN.match(text, at)
    if found is None or found.end() - at > 24:
        return None
    run, end = found.group(), found.end()
    if text.startswith("分之", end):
        return _share(text, at, run, end)
    if text[end : end + 1] == "几" and run[-1] in "十":
        number = read_numeral(run)
        return None if number is None else _closing(text, at, end + 1, number._replace(inner="odd"), tables, False)
    if len(run) > 1 and run[-1] in "千百" and text[end : end + 1] in tuple("瓦克米卡赫帕伏焦字比吨") and run[-2] in "万亿":
        run, end = run[:-1], end - 1
    if run == "一" and text.startswith("半", end) and not text.startswith(_NOT_AFTER_HALF, end + 1):
        return Term(at, end + 1, Number(1, 2, 0, 0, 1, share=True), PURE, arabic=False)
    number = read_numeral(run)
    return None if number is None else _closing(text, at, end, number, tables, False)


def _share(text: str, at: int, below: str, end: int) -> Term | None:
    found = _BELOW.match(text, end)
    number = read_fraction(found.group(1), below) if found is not None else None
    if found is None or number is None or text[found.end() : found.end() + 1] == "点":
        return None
    return Term(at, found.end(), number, PURE if number.share else PERCENT, arabic=False)


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


def _closing(
    text: str, at: int, end: int, number: Number, tables: Tables, arabic: bool, money: bool = False
) -> Term | None:
    """What follows the numeral: the hedge inside, a second 万 or 亿, the unit, and what belongs to the unit."""
    hedge = number.inner if number.inner == "odd" else ""
    c = text[end : end + 1]
    start = gap(text, end) if c in (" ", "\n") else end
    inside = text[start : start + 1]
    if inside and inside in "多余来几+＋" and not hedge:
        inner = {"多": "odd", "余": "odd", "几": "odd", "来": "about"}.get(inside, "at_least")
        if inside != "来" or number.top % 10 == 0:
            stop = start + 1
            power, scale_end = read_scale(text, stop, tables.zhao)
            after = scaled(number, power) if power and inner == "odd" else number
            stop = scale_end if power and inner == "odd" else stop
            if not text[stop : stop + 1].isdigit():
                return _unit(text, at, stop, after, inner, tables, arabic, (end, number), money)
    if c == "几" or (hedge and c in "万亿"):
        power, scale_end = read_scale(text, end, tables.zhao)
        if power:
            number, end = scaled(number, power), scale_end
    return _unit(text, at, end, number, hedge, tables, arabic, None, money)


def _unit(
    text: str,
    at: int,
    end: int,
    number: Number,
    hedge: str,
    tables: Tables,
    arabic: bool,
    back: tuple[int, Number] | None = None,
    money: bool = False,
) -> Term | None:
    english_odd = text[end : end + 4] == "-odd"
    if english_odd or text.startswith(" odd ", end):
        hedge, end = "odd", end + 4
    elif text.startswith("-plus", end):
        hedge, end = "at_least", end + 5
    if text.startswith(("个多", "个半"), end):
        inner = match_name("个" + text[end + 2 : end + 8], 0, tables, arabic)
        if inner is not None and inner[0].kind == "time":
            half = text[end + 1] == "半"
            return Term(
                at, end + 1 + inner[1], with_half(number) if half else number, inner[0], hedge if half else "odd", arabic=arabic
            )
    if money:
        lettered = _lettered(text, end, number, money, tables)
        if lettered is not None:
            form, stop = match_per(text, tables.chinese["元"], lettered.end, tables)
            return lettered._replace(start=at, hedge=hedge, form=form if form.kind == "compound" else None, end=stop)
    if text[end : end + 2] == "m " and _PEOPLE.match(text, end) is not None:
        return Term(at, end + 1, scaled(number, 6))
    named = match_name(text, end, tables, arabic or number.scaled or number.top > 10)
    if named is None:
        lettered = _lettered(text, end, number, money, tables)
        if lettered is not None:
            return lettered._replace(start=at, hedge=hedge)
        if back is not None and hedge in ("odd", "about") and not _may_end(text, end):
            end, number = back
            hedge = ""
        return Term(at, end, number, None, hedge, arabic=arabic)
    form, stop = named
    if form.kind == "multiple" and text[stop : stop + 1].isdigit():
        return None
    if form.kind == "classifier" and text[stop - 1] == "块" and text[stop : stop + 1].isdigit() and not text[stop + 1 : stop + 2].isdigit():
        form = tables.chinese["元"]
    if form.kind == "classifier" and text[stop - 1] == "分" and _SECONDS.match(text, stop) is not None:
        form = tables.chinese["分钟"]
    if form.kind == "share":
        return _tenths(text, at, stop, number, hedge)
    if form.kind in ("time", "money", "unit"):
        joined = _joined(text, at, stop, number, form, hedge, tables, arabic)
        if joined is not None:
            return joined
    if form.kind not in ("percent", "multiple", "points", "index", "time") or text[stop : stop + 1] in ("/", "每"):
        form, stop = match_per(text, form, stop, tables)
    return Term(at, stop, number, form, hedge, arabic=arabic, per_noun=form.noun)


def _lettered(text: str, end: int, number: Number, money: bool, tables: Tables) -> Term | None:
    """5m, 128K tokens, 7B parameters: a letter is a scale after a currency, or before a unit or a plural noun."""
    start = gap(text, end) if money else end
    c = text[start : start + 1]
    power = tables.numerals.get("letter_scales", {}).get(c, 0) if c else 0
    if not power or text[start + 1 : start + 2].isalnum() and text[start + 1 : start + 2].isascii():
        return None
    larger, stop = scaled(number, power), start + 1
    if money:
        return Term(0, stop, larger)
    named = match_name(text, stop, tables) if text[stop : stop + 1] != "-" else None
    if named is not None and named[0].kind == "unit" and named[0].unit in ("token", "count"):
        return Term(0, named[1], larger, named[0])
    if c == "B" and "参数" in text[max(0, end - 20) : end]:
        return Term(0, stop, larger)
    if text.startswith(("-parameter", " parameters", "参数", "个参数", " 参数"), stop):
        return Term(0, stop, larger)
    if c in "kKmM" and english_noun(text, stop, tables):
        return Term(0, stop, larger)
    return None


def _may_end(text: str, at: int) -> bool:
    """Whether a figure may end in 多 or 余 here without a unit: 3000多。 but not 30多彩."""
    return at >= len(text) or not ("\u4e00" <= text[at] <= "\u9fff")


def with_half(number: Number) -> Number:
    """`number` and a half: 两吨半. A fraction in words."""
    return Number(number.top * 2 + number.bottom, number.bottom * 2, 0, 0, 1, share=True)


def _tenths(text: str, at: int, end: int, number: Number, hedge: str) -> Term | None:
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


def _joined(
    text: str, at: int, end: int, number: Number, form: Form, hedge: str, tables: Tables, arabic: bool
) -> Term | None:
    """A figure that goes on behind its unit: 两年半, 4块5, 9秒83, 2小时5分30秒, 11 minutes 30 seconds."""
    c = text[end : end + 1]
    if not c or hedge or number.high:
        return None
    if c == "半" and not text.startswith(_NOT_AFTER_HALF, end + 1):
        return Term(at, end + 1, with_half(number), form, arabic=arabic)
    if number.bottom != 1 or number.scaled:
        return None
    if form.kind == "time" and form.unit == "s":
        return _clock(text, at, end, number, form, tables, arabic)
    if form.kind == "money" and text[end - 1 : end] in ("块", "元") and c.isdigit() and not text[end + 1 : end + 2].isdigit():
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
        begin = gap(text, stop)
        c = text[begin : begin + 1]
        if not c or not (c.isdigit() and c.isascii()) and c not in DIGITS and c != "十":
            break
        if unit == 1 and begin == stop and c.isascii():
            tail = re.compile(r"[0-9]{2,3}(?![0-9.])").match(text, stop)
            if tail is None:
                break
            bottom = 10 ** len(tail.group())
            return Term(at, tail.end(), Number(seconds * bottom + int(tail.group()), bottom, decimals=True), form)
        part = re.compile(f"[0-9]{{1,2}}(?![0-9.])|[{NUMERALS}]{{1,3}}").match(text, begin)
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


def read_word_term(text: str, at: int, tables: Tables) -> Term | None:
    """A figure in English words: twenty-five, half a million, two thirds, doubled, tens of thousands."""
    figure = read_words(text, at, tables)
    if figure is None:
        return None
    if figure.magnitude is not None:
        return _english_magnitude(text, at, figure.end, figure.magnitude, tables)
    if figure.kind == "fold":
        return Term(at, figure.end, figure.number, FOLD, arabic=False)
    if figure.kind in ("share", "multiple"):
        return Term(at, figure.end, figure.number, PURE, arabic=False, figure=figure.kind == "multiple")
    return _unit(text, at, figure.end, figure.number, figure.hedge, tables, True, None)


def _english_magnitude(
    text: str, at: int, end: int, bounds: tuple[int, int, int], tables: Tables
) -> Term:
    term = Term(at, end, Number(0), None, "", bounds, False)
    if text.startswith(" of ", end):
        named = match_name(text, end + 3, tables)
        if named is not None and named[0].kind not in ("percent", "points"):
            form, stop = match_per(text, named[0], named[1], tables)
            return term._replace(form=form, end=stop)
    return term

