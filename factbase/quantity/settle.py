"""A unit that the surroundings decide: 度, pounds of weight, one shared with a neighbour or with the level before."""

from __future__ import annotations

import re

from factbase.quantity.counted import english_noun
from factbase.quantity.forms import Form
from factbase.quantity.mention import Context
from factbase.quantity.numbers import scaled
from factbase.quantity.policy import Scale
from factbase.quantity.tables import Tables
from factbase.quantity.term import FOLD, Term
from factbase.quantity.terms import read_term

__all__ = ["SETTLED_BY", "degree", "settle"]

_WARMTH = re.compile(r"temperature|warm|heat|cold|cool|freez|hot\b|minus |chill|thaw|oven|boil|melt")
_WEIGHS = re.compile(r"\b(?:weigh|weight|heavy|pounds of|mass)")
_TO = re.compile(
    r" to (?:about |just |only |nearly |almost |around |some |under |over |less than |more than )?"
)
_TO_LEVEL = re.compile(r" ?[\u4e00-\u9fff]{0,4}[到至为] ?")
# down twenty-five points, 掉了八个点: percentage points where the sentence speaks of percentages.
_POINTS = re.compile(r" points?\b(?! (?:of|to be))|(?<=个)点(?!钟|子|心|位|数|评|赞|滴|火)")
_MOVED = re.compile(
    r"\b(?:down|up|by|fell|fallen|rose|risen|lost|losing|gained|gaining|dropped|shed|slipped|climbed|grew|gain of|"
    r"loss of|drop of|fall of|rise of|increase of|decrease of|decline of|jump of|swing of|gap of)(?: (?:about|some|nearly|almost|roughly|just|only|over|a full|more than|around))* $|"
    r"(?:[跌降掉少减涨升增多高低]|下滑|流失|相差|差)(?:了|去|掉|低|幅|到)*(?:约|大约|近|整整|足足|将近|超过)?$"
)
_PERCENT = re.compile(r"%|％|\bper ?cent\b|百分之|占比|份额|比例|\bshare\b(?! price)")
_POINTS_TO = re.compile(r" points?,? to (?:about |just |only |some |around )?$")
_LEADS = ("points to ", "points, to ", "to about ", "to just ", "to only ", "to some ", "to around ")
_LISTED = ("、", "和", "与", "及", "或")
_FACTOR = ("multiplied by ", "by a factor of ")
_PLAIN = ("ratio of ", "multiple of ", "index of ")
SETTLED_BY = (*_LEADS, *_FACTOR, *_PLAIN)
"""What before a figure without a unit gives it one."""
_SENTENCE = 120
_NUMBERED = re.compile(r"(?:^|\n)[ \u3000]*[（(]?$")


def settle(text: str, term: Term, money: bool, tables: Tables, context: Context) -> Term:
    """`term` with the unit that its surroundings decide: 度, pounds of weight, a unit shared with its neighbour."""
    form = term.form
    if (text.startswith((" point", "点"), term.end) or text.endswith(_LEADS, 0, term.start)) and not money:
        points = _points(text, term, tables)
        if points is not None:
            return points
    if form is not None:
        if form.kind == "degree" and text.startswith("电", term.end):
            return term._replace(form=tables.symbols["kWh"])
        if form.kind == "degree":
            return term._replace(form=degree(text, term, tables))
        if form.unit == "GBP" and _WEIGHS.search(text, max(0, term.start - 40), term.start) is not None:
            return term._replace(form=tables.symbols["lb"])
        return term
    if not term.number.top and term.arabic and term.magnitude is None and not money:
        return _zero_level(text, term, tables)
    if text.endswith(_FACTOR, 0, term.start):
        return term._replace(form=FOLD)
    if text.endswith(_PLAIN, 0, term.start) and term.magnitude is None:
        return term._replace(form=Form("1", Scale(), "number", id="1"))
    if text[term.end : term.end + 1] in ("C", "F") and not money:
        return _scale_letter(text, term, tables)
    first = _first_level(text, term, tables) if term.magnitude is None and not money else None
    if first is not None:
        return first
    if money or term.magnitude is not None or not term.arabic:
        return term if money or term.magnitude is not None else _levelled(text, term, tables, context)
    if text[term.end : term.end + 1] in _LISTED and not _NUMBERED.search(
        text, max(0, term.start - 4), term.start
    ):
        after = text[term.end + 1 : term.end + 2]
        neighbour = read_term(text, term.end + 1, tables) if after.isdecimal() and after.isascii() else None
        if neighbour is not None and neighbour.form is not None and neighbour.arabic:
            number, other = term.number, neighbour.number
            if other.power > number.power and not number.power and number.top < 1000 * number.bottom:
                number = scaled(number, other.power)
            return term._replace(form=neighbour.form, number=number)
    return _levelled(text, term, tables, context)


def _points(text: str, term: Term, tables: Tables) -> Term | None:
    """`term` in percentage points, or as the percentage that points lead to; `None` if no percentages are spoken of."""
    form = term.form
    if term.magnitude is not None:
        return None
    if form is not None and not (form.kind == "classifier" and text[term.end - 1] == "个"):
        return None
    found = _POINTS.match(text, term.end)
    led = form is None and _POINTS_TO.search(text, max(0, term.start - 24), term.start) is not None
    if found is None and not led:
        return None
    if not led and _MOVED.search(text, max(0, term.start - 28), term.start) is None:
        return None
    begin = max(text.rfind(mark, 0, term.start) for mark in (". ", "。", "\n")) + 1
    window = text[max(begin, term.start - _SENTENCE) : term.end + _SENTENCE // 2]
    if _PERCENT.search(re.split(r"[。\n]|\. ", window)[0]) is None:
        return None
    if led:
        return term._replace(form=tables.words["percent"])
    assert found is not None
    return term._replace(form=tables.words["percentage point"], end=found.end())


def _scale_letter(text: str, term: Term, tables: Tables) -> Term:
    """70C is a temperature beside words of warmth and cold, else part of a name."""
    window = text[max(0, term.start - 60) : term.end + 60]
    touched = text[term.end + 1 : term.end + 2].isalnum() or text[term.end + 1 : term.end + 2] in (
        "-",
        "+",
        "/",
    )
    if touched or not term.arabic or _WARMTH.search(window) is None:
        return term
    name = "degree celsius" if text[term.end] == "C" else "degree fahrenheit"
    return term._replace(form=tables.words[name], end=term.end + 1)


def _zero_level(text: str, term: Term, tables: Tables) -> Term:
    """从0上升到20%: nought takes the unit of the other level."""
    to = _TO_LEVEL.match(text, term.end)
    if to is None or text[max(0, term.start - 2) : term.start].strip()[-1:] not in ("从", "由"):
        return term
    after = text[to.end() : to.end() + 1]
    other = read_term(text, to.end(), tables) if after.isdecimal() and after.isascii() else None
    return term if other is None else term._replace(form=other.form)


def _first_level(text: str, term: Term, tables: Tables) -> Term | None:
    """rose from 2 to 10 percent: the first level has the percentage of the second."""
    if not text.endswith("from ", 0, term.start) or not text.startswith(" to ", term.end):
        return None
    at = term.end + 4
    other = read_term(text, at, tables) if text[at : at + 1].isalnum() else None
    if other is None or other.form is None or other.form.kind != "percent":
        return None
    return term._replace(form=other.form)


def _levelled(text: str, term: Term, tables: Tables, context: Context) -> Term:
    """from six days to three, from 37 percent to twelve: the unit of the first level serves the second."""
    if context.form is None or context.form.kind not in ("time", "unit", "percent") or term.end < context.end:
        return term
    between = text[context.end : term.start] if term.start - context.end < 24 else ""
    if _TO.fullmatch(between) is None or english_noun(text, term.end, tables) != "":
        return term
    return term._replace(form=context.form)


def degree(text: str, term: Term, tables: Tables) -> Form:
    """What 度 means here: kilowatt-hours beside electricity, degrees Celsius beside weather, else degrees of an angle."""
    window = text[max(0, term.start - 20) : term.end + 6]
    if any(cue in window for cue in ("电", "能耗", "充")) and "温" not in window:
        return tables.symbols["kWh"]
    if any(cue in window for cue in ("温", "气", "热", "冷", "烧", "零下", "摄氏", "沸", "冰")):
        return tables.chinese["摄氏度"]
    return tables.chinese["度"]._replace(kind="unit")
