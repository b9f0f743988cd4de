"""What stands before a figure: a currency, a sign, hedges, and the "per" of 每天 and 时速."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from factbase.quantity.endings import ending_at
from factbase.quantity.forms import Form
from factbase.quantity.names import match_per_name
from factbase.quantity.tables import Tables

__all__ = ["find_hedges", "find_money", "find_per", "is_below_zero", "is_negative"]

# Over what a sum is spread is no bound: spread over 68 projects.
_SPREAD = re.compile(
    r"\b(?:spread|divided|shared|split|distributed|averaged)(?: (?:out|evenly|equally))? $", re.IGNORECASE
)
# 满五年: of a time, or of years of age; of anything else it is a word of its own.
_FULL = re.compile(r"[0-9一二两三四五六七八九十百半]+(?:周年|年|周岁|岁|个?月|个?小时|天|周)")
_SOON = re.compile(
    r"[0-9一二两三四五六七八九十百千万]+(?:年|个月|岁|个小时|个(?!百分|点)|[家款项人名座架份])"
)
_FAR_ENGLISH = re.compile(r"\b([Mm]aximum|[Mm]inimum)(?: (?!wage|age |price|pension)[a-z-]+){1,5} $")
_BLANKS = " \u00a0\u3000\n"
_BESIDE = frozenset(_BLANKS + ",")  # what may stand between a hedge and its figure
_FAR_REACH = 12
_AWAY_REACH = 26
_NUMERALS = frozenset("一二两三四五六七八九十百千万亿半几数成倍年月天")
_CARRIES = tuple("背肩担抱欺胜自辜身")  # what 负 ends a word behind
_FREE = ("最多", "至多", "至少", "最少")  # adverbs of amount; 最高 and 最低 also make names (最高气温)


class Found(NamedTuple):
    """A hedge (or several) before a figure: where the first begins, and their names from the outside in."""

    start: int
    hedges: tuple[str, ...]


def find_money(text: str, at: int, tables: Tables, floor: int) -> tuple[int, Form] | None:
    """The currency sign, code or name that ends right before `at`, with one blank at most between."""
    end = at - 1 if at > floor and text[at - 1] in " \u00a0" else at
    if at - 1 > floor and text[at - 1] == "." and not text[at - 2].isalnum():
        end = at - 1
    if end <= floor:
        return None
    for name, form in ending_at(tables.money, text, end):
        start = end - len(name)
        if start >= floor and text.startswith(name, start):
            if (
                name[0].isascii()
                and name[0].isalpha()
                and start
                and text[start - 1].isascii()
                and text[start - 1].isalnum()
            ):
                continue
            return start, form
    return None


def is_negative(text: str, at: int, floor: int) -> int:
    """The start of a minus sign, 零下, 负 (not 背负) or `minus` right before `at`, or `-1`."""
    if at <= floor:
        return -1
    c = text[at - 1]
    if c in "-−－﹣":
        before = text[at - 2] if at - 2 >= floor else " "
        return at - 1 if not (before.isalnum() and before.isascii()) and before not in "-−" else -1
    if c == "下" and at - 2 >= floor and text.startswith("零下", at - 2):
        return at - 2
    if c == "负" and text[max(floor, at - 2) : at - 1] not in _CARRIES:
        return at - 1
    if (
        c == " "
        and at - 6 >= floor
        and text[at - 6 : at].lower() == "minus "
        and not text.endswith("or ", floor, at - 6)
    ):
        return at - 6
    return -1


def is_below_zero(text: str, at: int, tables: Tables, floor: int) -> bool:
    """Whether a minus sign, 负 or `minus` right before `at` makes a figure negative that cannot be.

    A hyphen at the head of a line only lists (-5家), unless a currency stands before it.
    """
    minus = is_negative(text, at, floor)
    if minus < 0:
        return False
    if text[minus] != "-" or (minus and find_money(text, minus, tables, floor) is not None):
        return True
    return text[max(0, minus - 12) : minus].rpartition("\n")[2].strip() != ""


def find_hedges(text: str, at: int, tables: Tables, floor: int) -> Found:
    """Every hedge that ends right before `at` (至少有12, 最高不超过3000, 大约是…的8)."""
    start = at
    hedges: tuple[str, ...] = ()
    c = text[at - 1] if at > floor else ""
    may_end = c in tables.before or c in tables.between or c in _BESIDE
    while may_end and len(hedges) < 3:
        found = _one(text, start, tables, floor)
        if found is None or (hedges and found[1] == hedges[0] and text[start - 1] == " "):
            break
        start, hedges = found[0], (found[1], *hedges)
    if not hedges:
        far = _far(text, at, tables, floor)
        if far is not None:
            return far
    return Found(start, hedges)


def _one(text: str, at: int, tables: Tables, floor: int) -> tuple[int, str] | None:
    end = at
    while end > floor and end > at - 2 and text[end - 1] in _BLANKS:
        end -= 1
    if end <= floor or ("\n" in text[end:at] and (at - end > 1 or text[end - 1] == "\n")):
        return None
    if text[end - 1] == "," and text.endswith(
        ("at most,", "at least,", "at best,", "at the most,"), floor, end
    ):
        end -= 1
    direct = _hedge(text, end, tables, floor)
    if direct is not None:
        return direct if direct[1] != "none" else None
    if not "\u4e00" <= text[end - 1] <= "\u9fff":
        return None
    for word in tables.between.get(text[end - 1], ()):
        start = end - len(word)
        if start > floor and text.startswith(word, start):
            found = _hedge(text, start, tables, floor)
            if found is not None and found[1] != "none":
                return found
    return None


def _hedge(text: str, end: int, tables: Tables, floor: int) -> tuple[int, str] | None:
    for word, hedge in ending_at(tables.before, text, end):
        start = end - len(word)
        if start >= floor and text.startswith(word, start):
            if (
                word[0].isascii()
                and word[0].isalpha()
                and start
                and text[start - 1].isalnum()
                and text[start - 1].isascii()
            ):
                continue
            if word in ("top", "Top") and text[end + 1 : end + 2].isdecimal():
                continue
            if word == "over" and _SPREAD.search(text, max(floor, start - 14), start) is not None:
                continue
            if word in ("满", "已满", "整满") and _FULL.match(text, end) is None:
                continue
            if word == "快" and _SOON.match(text, end) is None:
                continue
            return start, hedge
    return None


def _far(text: str, at: int, tables: Tables, floor: int) -> Found | None:
    """最高补贴1000万元, 至少接受培训40学时, 大约是上一代的8倍: a bound that stands away, outside the span."""
    c = text[at - 1] if at > floor else ""
    if c == " " and text.endswith((" of ", " is ", " was "), floor, at):
        english = _FAR_ENGLISH.search(text, max(floor, at - 50), at)
        if english is not None:
            return Found(at, ("at_most" if english.group(1).lower() == "maximum" else "at_least",))
    if not "\u4e00" <= c <= "\u9fff":
        return None
    if c == "的":
        return _away(text, at, tables, floor)
    window = text[max(floor, at - _FAR_REACH) : at]
    if tables.far_sign.search(window) is None:
        return None
    for word in tables.far:
        offset = window.rfind(word)
        if offset < 0:
            continue
        rest = window[offset + len(word) :]
        free = word in _FREE and all("\u4e00" <= c <= "\u9fff" for c in rest) and "的" not in rest
        if free or _only(rest, tables.far_verbs):
            hedge = _hedge(text, at - len(window) + offset + len(word), tables, floor)
            return None if hedge is None else Found(at, (hedge[1],))
    return None


def _only(rest: str, verbs: tuple[str, ...]) -> bool:
    while rest:
        for verb in verbs:
            if rest.startswith(verb):
                rest = rest[len(verb) :]
                break
        else:
            return False
    return True


def _away(text: str, at: int, tables: Tables, floor: int) -> Found | None:
    """大约是上一代的8倍 and 不超过合同总额的5%: a hedge, a noun without figures, 的, and the figure."""
    window = text[max(floor, at - _AWAY_REACH) : at]
    for word in tables.away:
        offset = window.rfind(word)
        if offset >= 0 and not any(c in window[offset:] for c in "，。；！？、\n"):
            return Found(at, ("about",))
    for word in tables.away_bounds:
        offset = window.rfind(word)
        rest = window[offset + len(word) : -1] if offset >= 0 else ""
        if (
            1 < len(rest) <= 10
            and all("\u4e00" <= c <= "\u9fff" and c not in _NUMERALS for c in rest)
            and "的" not in rest
        ):
            hedge = _hedge(text, at - len(window) + offset + len(word), tables, floor)
            return None if hedge is None or hedge[1] == "none" else Found(at, (hedge[1],))
    return None


def find_per(text: str, at: int, tables: Tables, floor: int) -> tuple[int, Form, Fraction] | None:
    """每天, 每10万人, 时速, 人均 right before `at`: where it begins, the unit, and how many of it."""
    if at <= floor or text[at - 1] == "\n":
        return None
    begin = text.rfind("每", max(floor, at - 8), at)
    if begin >= 0:
        found = match_per_name(text, begin + 1, tables)
        if found is not None and (found[2] == at or text[found[2] : at] in (" ", "为", "达", "约")):
            return begin, found[0], found[1]
        return None
    end = at
    if text.endswith(tables.per_bridge, max(floor, at - 6), at):
        end = at - next(
            len(word) for word in tables.per_bridge if text.endswith(word, max(floor, at - 6), at)
        )
    if end - 2 < floor:
        return None
    form = tables.per_prefixes.get(text[end - 2 : end])
    return None if form is None else (end - 2, form, Fraction(1))
