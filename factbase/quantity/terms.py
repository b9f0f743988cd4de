"""One figure without its surroundings: a numeral, the hedge inside it, and the unit or classifier behind it."""

from __future__ import annotations

import re

from factbase.quantity.beside import is_multiplied
from factbase.quantity.chinese import DIGITS, NUMERALS, read_fraction, read_numeral, read_scale
from factbase.quantity.counted import english_noun
from factbase.quantity.digits import read_digits, read_scale_words
from factbase.quantity.english import read_share_in, read_words
from factbase.quantity.forms import Form
from factbase.quantity.names import gap, match_name, match_per
from factbase.quantity.numbers import Number, from_digits, scaled
from factbase.quantity.parts import goes_on, read_rest, read_spaced
from factbase.quantity.spoken import with_big_classifier
from factbase.quantity.tables import Tables
from factbase.quantity.tails import NOT_AFTER_HALF, read_tail, read_tenths, with_half
from factbase.quantity.term import FOLD, PERCENT, PURE, Term
from factbase.quantity.vague import read_vague

__all__ = ["read_term"]

_RUN = re.compile(f"[{NUMERALS}]{{1,25}}(?:点[{''.join(DIGITS)}]+[万亿]*)?")
_BELOW = re.compile(
    r"分之([0-9]{1,3}(?:\.[0-9]+)?(?![0-9.])|[" + NUMERALS + r"]+(?:点[" + "".join(DIGITS) + r"]+)?)"
)
_AFTER_SUM = ("", "，", "。", "；", "、", "的", "！", "？", "）", ",")
# What 千 and 百 make a larger unit of: 千瓦, 百帕.
_METRIC = tuple("瓦克米卡赫帕伏焦字比吨")
# 百把个, 千把人: with 把 behind it, about so many.
_ROUGHLY = ("百", "千", "万")
_LETTERS = re.compile(r"[a-z]+")
_RARELY_PER = ("percent", "multiple", "points", "index", "time")
_SLASH = re.compile(r"/([0-9]{1,3})(?![0-9/.:%-]|[A-Za-z])")
_SECONDS = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})秒")
_MILLION = re.compile(r"m ([A-Za-z]+)(?: ([A-Za-z]+))?")


def read_term(text: str, at: int, tables: Tables, money: bool = False) -> Term | None:
    """The figure whose numeral begins at `at`, or `None`; `money` says that a currency stands before it."""
    c = text[at]
    if c.isascii():
        return _arabic(text, at, tables, money) if c.isdecimal() else read_word_term(text, at, tables)
    if c in NUMERALS:
        return _chinese(text, at, tables)
    return read_vague(text, at, tables)


def _arabic(text: str, at: int, tables: Tables, money: bool) -> Term | None:
    spaced = read_spaced(text, at, tables)
    if spaced is not None:
        return _spaced(text, at, spaced, tables, money)
    found = read_digits(text, at)
    if found is None:
        return None
    number, end = found
    if money and text[at - 1] == "." and text[at:end].isdecimal():
        number = from_digits(text[at:end], end - at)
    c = text[end : end + 1]
    if c == "/" and number.bottom == 1:
        below = _SLASH.match(text, end)
        if below is not None:
            return _quotient(text, at, number, below, tables)
        if text[end + 1 : end + 2].isdecimal():
            return None
    if c == " " and number.top < 100 and (share := read_share_in(text, end, number, tables)) is not None:
        return Term(at, share[1], share[0], PURE)
    if c and (c in "十百千万亿兆 \u00a0\n-" or (c.isalpha() and c < "\u3000")):
        number, end = read_scale_words(text, end, number, tables)
        if number.scaled and goes_on(text, end):
            joined = read_rest(text, end, number, tables)
            return None if joined is None else _closing(text, at, joined[1], joined[0], tables, True)
    return _closing(text, at, end, number, tables, True, money)


def _spaced(text: str, at: int, found: tuple[Number, int], tables: Tables, money: bool) -> Term | None:
    """500 000 kWh: groups that plain blanks divide are one number where a unit follows (3 100 MW turbines may be three)."""
    number, end = read_scale_words(text, found[1], found[0], tables)
    term = _closing(text, at, end, number, tables, True, money)
    if term is None:
        return None
    noun = english_noun(text, term.end, tables)
    if term.form is None and not money:
        return term if noun and text[found[1] - 3 : found[1]] == "000" else None
    return None if noun and number.top < 100_000 and text[term.end] == " " else term


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
    if run == "零" and text.startswith("下", end):
        return None
    if text.startswith("分之", end):
        return _share(text, at, run, end)
    if text[end : end + 1] == "几" and run[-1] in "十":
        number = read_numeral(run)
        return (
            None
            if number is None
            else _closing(text, at, end + 1, number._replace(inner="odd"), tables, False)
        )
    if len(run) > 1 and run[-1] in "千百" and text[end : end + 1] in _METRIC and run[-2] in "万亿":
        run, end = run[:-1], end - 1
    if run == "一" and text.startswith("半", end) and not text.startswith(NOT_AFTER_HALF, end + 1):
        return Term(at, end + 1, Number(1, 2, 0, 0, 1, share=True), PURE, arabic=False)
    number = read_numeral(run)
    if number is None and run[-1] in "千百" and text[end : end + 1] in _METRIC:
        run, end = run[:-1], end - 1
        number = read_numeral(run)
    if number is None or (number.decimals and text[end : end + 1] in tuple(NUMERALS)):
        return None
    if run[-1] in "十百千万亿" and text[end : end + 1].isdecimal():
        joined = read_rest(text, end, number, tables) if run[0] in DIGITS or run[0] == "十" else None
        if joined is None:
            return None
        number, end = joined
    return _closing(text, at, end, number, tables, False)


def _share(text: str, at: int, below: str, end: int) -> Term | None:
    found = _BELOW.match(text, end)
    number = read_fraction(found.group(1), below) if found is not None else None
    if found is None or number is None or text[found.end() : found.end() + 1] == "点":
        return None
    return Term(at, found.end(), number, PURE if number.share else PERCENT, arabic=False)


def _closing(
    text: str, at: int, end: int, number: Number, tables: Tables, arabic: bool, money: bool = False
) -> Term | None:
    """What follows the numeral: the hedge inside, a second 万 or 亿, the unit, and what belongs to the unit."""
    hedge = number.inner if number.inner == "odd" else ""
    c = text[end : end + 1]
    start = gap(text, end) if c in (" ", "\n") else end
    inside = text[start : start + 1]
    if inside and inside in "多余来几把+＋" and not hedge:
        inner = {"多": "odd", "余": "odd", "几": "odd", "来": "about", "把": "about"}.get(inside, "at_least")
        fits = number.top % 10 == 0 if inside == "来" else text[at:end] in _ROUGHLY or inside != "把"
        if fits:
            stop = start + 1
            power, scale_end = read_scale(text, stop, tables.zhao)
            after = scaled(number, power) if power and inner == "odd" else number
            stop = scale_end if power and inner == "odd" else stop
            if not text[stop : stop + 1].isdecimal():
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
    """The figure with its unit; `back` is where it ended before 多 or 余, in case these belong to the next word."""
    c = text[end : end + 1]
    if c == "-" or c == " ":
        hedge, end = _suffix(text, end, hedge)
        c = text[end : end + 1]
    if c == "个":
        number, end = with_big_classifier(text, end, number)
        parted = _parted(text, at, end, number, hedge, tables, arabic)
        if parted is not None:
            return parted
    if money:
        lettered = _lettered(text, end, number, money, tables)
        if lettered is not None:
            form, stop = match_per(text, tables.chinese["元"], lettered.end, tables)
            kept = form if form.kind == "compound" else None
            return lettered._replace(start=at, hedge=hedge, form=kept, end=stop)
    million = _MILLION.match(text, end) if text.startswith("m ", end) else None
    if million is not None and (million.group(1) in tables.millions or million.group(2) in tables.millions):
        return Term(at, end + 1, scaled(number, 6))
    if million is not None and million.group(1) in (
        "years",
        "euros",
        "dollars",
        "pounds",
        "tonnes",
        "tons",
        "barrels",
    ):
        number, end = scaled(number, 6), end + 1
    named = match_name(text, end, tables, arabic or number.scaled or number.top > 10)
    if named is not None:
        return _with_name(text, at, number, hedge, named, tables, arabic)
    lettered = _lettered(text, end, number, money, tables)
    if lettered is not None:
        return lettered._replace(start=at, hedge=hedge)
    if back is not None and hedge in ("odd", "about") and not _may_end(text, end):
        end, number = back
        hedge = ""
    return Term(at, end, number, None, hedge, arabic=arabic)


def _suffix(text: str, end: int, hedge: str) -> tuple[str, int]:
    """20-odd and 500-plus."""
    if text.startswith(("-odd", " odd "), end):
        return "odd", end + 4
    return ("at_least", end + 5) if text.startswith("-plus", end) else (hedge, end)


def _parted(
    text: str, at: int, end: int, number: Number, hedge: str, tables: Tables, arabic: bool
) -> Term | None:
    """3个多月, 两个来月 and 一个半小时: 多, 来 or 半 inside the name of the unit."""
    if not text.startswith(("个多", "个来", "个半"), end):
        return None
    inner = match_name("个" + text[end + 2 : end + 8], 0, tables, arabic)
    if inner is None or inner[0].kind != "time":
        return None
    stop = end + 1 + inner[1]
    if text[end + 1] == "半":
        return Term(at, stop, with_half(number), inner[0], hedge, arabic=arabic)
    rough = "odd" if text[end + 1] == "多" else "about"
    return Term(at, stop, number, inner[0], rough, arabic=arabic)


def _with_name(
    text: str, at: int, number: Number, hedge: str, named: tuple[Form, int], tables: Tables, arabic: bool
) -> Term | None:
    form, stop = named
    digit = text[stop : stop + 1].isdecimal()
    if form.kind == "multiple" and is_multiplied(text, stop):
        return None
    if (
        form.kind == "classifier"
        and text[stop - 1] == "块"
        and number.top >= 100
        and text[stop : stop + 1] in _AFTER_SUM
    ):
        form = tables.chinese["元"]
    if (
        form.kind == "classifier"
        and text[stop - 1] == "块"
        and digit
        and not text[stop + 1 : stop + 2].isdecimal()
    ):
        form = tables.chinese["元"]
    if form.kind == "classifier" and text[stop - 1] == "分" and _SECONDS.match(text, stop) is not None:
        form = tables.chinese["分钟"]
    if form.kind == "share":
        return read_tenths(text, at, stop, number, hedge)
    if form.kind in ("time", "money", "unit"):
        joined = read_tail(text, at, stop, number, form, hedge, tables, arabic)
        if joined is not None:
            return joined
    if form.kind not in _RARELY_PER or text[stop : stop + 1] in ("/", "每"):
        form, stop = match_per(text, form, stop, tables)
    return Term(at, stop, number, form, hedge, arabic=arabic)


def _lettered(text: str, end: int, number: Number, money: bool, tables: Tables) -> Term | None:
    """5m, 128K tokens, 7B parameters: a letter is a scale after a currency, or before a unit or a plural noun."""
    start = gap(text, end) if money else end
    c = text[start : start + 1]
    power = tables.numerals.get("letter_scales", {}).get(c, 0) if c else 0
    if not power or (text[start + 1 : start + 2].isalnum() and text[start + 1 : start + 2].isascii()):
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


def read_word_term(text: str, at: int, tables: Tables) -> Term | None:
    """A figure in English words: twenty-five, half a million, two thirds, doubled, tens of thousands."""
    figure = read_words(text, at, tables)
    if figure is None:
        return None
    if figure.magnitude is not None:
        return _english_magnitude(text, at, figure.end, figure.magnitude, tables)
    if figure.kind == "fold":
        return Term(at, figure.end, figure.number, FOLD, arabic=False)
    if figure.kind == "share" and text.startswith((" of a ", " of an "), figure.end):
        part = _part_of(text, at, figure.end, figure.number, tables)
        if part is not None:
            return part
    if figure.kind in ("share", "multiple"):
        return Term(at, figure.end, figure.number, PURE, arabic=False, figure=figure.kind == "multiple")
    return _unit(text, at, figure.end, figure.number, figure.hedge, tables, True, None)


def _part_of(text: str, at: int, end: int, share: Number, tables: Tables) -> Term | None:
    """A quarter of a million, two hundredths of a second: a fraction of a scale or of a unit."""
    start = text.index(" ", end + 4) + 1
    word = _LETTERS.match(text, start)
    power = tables.numerals["scales"].get(word.group(), 0) if word is not None else 0
    if word is not None and power:
        return _unit(text, at, word.end(), scaled(share, power), "", tables, True)
    named = match_name(text, start, tables)
    if named is None or named[0].kind not in ("unit", "time", "points"):
        return None
    return Term(at, named[1], share, named[0], arabic=False)


def _english_magnitude(text: str, at: int, end: int, bounds: tuple[int, int, int], tables: Tables) -> Term:
    term = Term(at, end, Number(0), None, "", bounds, False)
    if text.startswith(" of ", end):
        named = match_name(text, end + 3, tables)
        if named is not None and named[0].kind not in ("percent", "points"):
            form, stop = match_per(text, named[0], named[1], tables)
            return term._replace(form=form, end=stop)
    return term
