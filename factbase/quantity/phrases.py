"""A whole mention: hedges, currency, figure or range, unit and "per" joined into one quantity."""

from __future__ import annotations

import re

from factbase.quantity.after import find_after
from factbase.quantity.bare import article_end, bare_end
from factbase.quantity.bare_tables import LABELLED
from factbase.quantity.before import find_hedges, find_money, find_per, is_below_zero, is_negative
from factbase.quantity.counted import english_noun
from factbase.quantity.doubt import is_doubtful, is_label, is_relative, is_year
from factbase.quantity.forms import Form, per
from factbase.quantity.mention import Context, Draft, finish
from factbase.quantity.names import match_name, match_per
from factbase.quantity.policy import Scale
from factbase.quantity.ranges import Joined, join_range
from factbase.quantity.reading import Quantity
from factbase.quantity.settle import degree, settle
from factbase.quantity.tables import Tables
from factbase.quantity.term import Term
from factbase.quantity.terms import read_term

__all__ = ["Context", "read_phrase"]

_OPERATION = Form("op", Scale(), "unit", id="op")
_TO_NEXT = re.compile(r" to (?:about |some |nearly |over )?[0-9]")
_OR_MORE = re.compile(r" [a-z]+(?: or (more|fewer|less)|,? (?:give or take|or thereabouts|or so))\b")
# 900 a year: what is counted was said before.
_PER_TIME = re.compile(r" (?:a|per|each|every) (?:day|week|month|year|hour)\b(?! (?:ago|earlier|later))")
_OF_MANY = re.compile(r" of (?:the |its |all )?[0-9]")
_SIGNED = ("temperature", "percent", "points", "money")
_OF_THEM = (" of them", " of whom", " of which", " of these", " of those")
_NO_PER = frozenset({"percent", "multiple", "share", "points", "time", "index", "compound", "temperature"})
_JOINTS = frozenset("-–/:.,")
_NUMBERED = re.compile(r"(?:^|\n)[ \u3000]*[（(]?$")


def read_phrase(text: str, at: int, tables: Tables, context: Context) -> tuple[Quantity | None, int, Context]:
    """The quantity whose numeral begins at `at`, the place to go on from, and what to remember.

    The first is `None` where the numeral is no quantity; the place is then past what was read.
    """
    floor = context.end
    if text[at] == "一" and (end := article_end(text, at, tables)):
        return None, end, context
    money = find_money(text, at, tables, floor)
    if money is None and context.form is None and (end := bare_end(text, at, tables, floor)):
        return None, end, context
    term = read_term(text, at, tables, money is not None)
    if term is None:
        return None, at + 1, context
    term = settle(text, term, money is not None, tables, context)
    if is_doubtful(text, term, money is not None, tables, floor):
        return None, max(term.end, at + 1), context
    if money is not None and not _takes_money(term, money[1]):
        money = None
    start = at if money is None else money[0]
    form = term.form if money is None else _money_form(text, term, money[1])
    second = join_range(text, start, term, form, money[1] if money else None, tables)
    if second is not None and second.voids:
        return None, second.end, context
    unit = second.above if second is not None else None
    if second is not None and unit is not None and unit.kind == "degree":
        unit = degree(text, term, tables)
        second = second._replace(below=unit, above=unit)
    if second is not None and unit is not None and unit.kind == "time" and is_relative(text, at):
        return None, second.end, context
    if money is not None and second is not None and second.below is not None and second.below.id == "¥":
        second = second._replace(below=form, above=form)
    signed = form if second is None else second.above
    if (signed is None or signed.kind not in _SIGNED) and is_below_zero(text, start, tables, floor):
        return None, max(term.end, at + 1), context
    draft = _surround(text, at, start, term, form, second, tables, floor)
    if not _accepted(text, draft, tables):
        return None, max(term.end, at + 1), context
    return finish(text, draft, tables, context)


def _takes_money(term: Term, symbol: Form) -> bool:
    if term.form is None or term.form.kind == "money":
        return True
    return term.form.kind == "compound" and "/" in term.form.unit and term.form.unit[:3].isupper()


def _money_form(text: str, term: Term, symbol: Form) -> Form:
    if symbol.id == "¥":
        near = text[max(0, term.start - 30) : term.end + 30]
        chinese = any("\u4e00" <= c <= "\u9fff" for c in near) or "RMB" in near or "yuan" in near
        symbol = symbol._replace(unit="CNY" if chinese else "JPY")
    if term.form is not None and term.form.kind == "compound":
        return term.form._replace(unit=f"{symbol.unit}/{term.form.unit.partition('/')[2]}")
    return symbol


def _surround(
    text: str,
    at: int,
    start: int,
    term: Term,
    form: Form | None,
    second: Joined | None,
    tables: Tables,
    floor: int,
) -> Draft:
    """Everything around the figure: sign, hedges on both sides, "per" on both sides."""
    minus = is_negative(text, start, floor)
    form = form if second is None else second.above
    negative = minus >= 0 and form is not None and form.kind in _SIGNED
    start = minus if negative else start
    term, form, end, counted = _completed(text, term, form, second, tables)
    end, after = find_after(text, end, form, tables, second is not None)
    if second is not None:
        end += 2 if text.startswith("之间", end) else 0
        after = tuple(h for h in after if h != "at_most")
    elif text[start - 1 : start] == "±" and form is not None:
        return _tolerance(at, start, end, term, form, after)
    elif form is None:
        beyond = _OR_MORE.match(text, end)
        if beyond is not None:
            after = (*after, {"more": "at_least", None: "about"}.get(beyond.group(1), "at_most"))
    begin, before = _hedges_before(text, start, term, tables, floor)
    if second is not None:
        begin = _range_words(text, begin, second, floor)
    inner = (term.hedge,) if term.hedge and second is None else ()
    draft = Draft(at, begin, end, term, form, second, (*before, *inner, *after), negative, counted)
    return _with_per(text, draft, tables, floor)


def _completed(
    text: str, term: Term, form: Form | None, second: Joined | None, tables: Tables
) -> tuple[Term, Form | None, int, str]:
    """The figure with what follows its unit or stands for one: a "per", 级, a bare noun, a second currency."""
    end, counted = (term.end if second is None else second.end), ""
    if form is not None and (second is not None or form.kind in ("money", "percent")):
        form, end = match_per(text, form, end, tables)
    if second is None and term.magnitude is None and text.startswith(("级", "量级"), end):
        term, end = _graded(text, term, end)
    if form is None:
        end, counted = _bare_noun(text, end, term, tables)
        form, end = _per_money(text, end, tables)
    return term, form, end, counted


# Verbs that end in 过 and state no bound.
_PASSED = ("经过", "通过", "度过", "渡过", "熬过", "走过")


def _hedges_before(
    text: str, start: int, term: Term, tables: Tables, floor: int
) -> tuple[int, tuple[str, ...]]:
    """Where the hedges before a figure begin, and their names; 上, 过 and 破 bound only 百, 千, 万, 亿 and 半."""
    found = find_hedges(text, start, tables, floor)
    if found.start < start or term.arabic or start <= floor or text[term.start] not in "百千万亿半":
        return found.start, found.hedges
    bound = {"过": "more_than", "破": "more_than", "上": "at_least"}.get(text[start - 1])
    is_verb = text[max(floor, start - 2) : start] in _PASSED
    return (found.start, found.hedges) if bound is None or is_verb else (start - 1, (bound,))


def _tolerance(at: int, start: int, end: int, term: Term, form: Form, after: tuple[str, ...]) -> Draft:
    """±5%以内: the range from −5 % to 5 %, without a value."""
    low = term.number._replace(top=-term.number.top)
    spread = Joined(end, low, term.number, form, form, hedge="spread")
    kept = tuple(h for h in after if h not in ("at_most", "less_than"))
    return Draft(at, start - 1, end, term, form, spread, kept)


def _graded(text: str, term: Term, end: int) -> tuple[Term, int]:
    """千亿级, 亿吨级: an order of magnitude, where the number is a power of ten."""
    number = term.number
    digits = str(number.top)
    stop = end + (2 if text.startswith("量级", end) else 1)
    if number.bottom != 1 or number.top < 100 or digits.strip("0") != "1" or term.hedge or number.high:
        return term, end
    return term._replace(magnitude=(number.top, number.top * 10, number.top * 10)), stop


def _per_money(text: str, end: int, tables: Tables) -> tuple[Form | None, int]:
    """7.25 per dollar: an exchange rate that leaves its first currency out."""
    if not text.startswith((" per ", " to the "), end):
        return None, end
    named = match_name(text, end + (5 if text[end + 1] == "p" else 8), tables)
    if named is None or named[0].kind != "money":
        return None, end
    return per(Form("1", Scale(), "number", id="1"), named[0]), named[1]


def _bare_noun(text: str, end: int, term: Term, tables: Tables) -> tuple[int, str]:
    """A noun counted without classifier: 10亿参数规模以上 keeps it in the span only where a hedge follows it."""
    if not term.number.scaled and term.magnitude is None:
        return end, ""
    for noun in tables.bare_nouns:
        if text.startswith(noun, end):
            stop = end + len(noun)
            if (
                text.startswith("以上", stop)
                or text.startswith("及以上", stop)
                or text.startswith("以下", stop)
            ):
                return stop, noun.removesuffix("规模").removesuffix("量") if noun.startswith("参数") else noun
            return end, noun
    return end, ""


def _range_words(text: str, begin: int, second: Joined, floor: int) -> int:
    lowered = text[max(floor, begin - 8) : begin].lower()
    if second.between and lowered.endswith("between "):
        return begin - 8
    if second.between and text.endswith("介于", floor, begin):
        return begin - 2
    if lowered.endswith("from "):
        return begin - 5
    if text.endswith("从", floor, begin) and not text.startswith("不等", second.end):
        return begin - 1
    return begin


def _with_per(text: str, draft: Draft, tables: Tables, floor: int) -> Draft:
    form = draft.form
    if form is None or form.kind in _NO_PER:
        return draft
    found = find_per(text, draft.start, tables, floor)
    if found is None:
        return draft
    begin, below, amount = found
    if (
        form.kind == "classifier"
        and below.unit == "s"
        and text[draft.term.end - 1] == "次"
        and draft.term.number.power >= 8
    ):
        form = _OPERATION
    joined = per(form, below, amount)
    second = draft.second
    if second is not None and second.below is not None:
        second = second._replace(below=per(second.below, below, amount), above=joined)
    outer = find_hedges(text, begin, tables, floor) if not draft.hedges else None
    if outer is not None and outer.hedges:
        draft, begin = draft._replace(hedges=outer.hedges), outer.start
    return draft._replace(start=begin, form=joined, second=second)


def _accepted(text: str, draft: Draft, tables: Tables) -> bool:
    """Whether a figure without a unit is one: it has a scale, a hedge or a counted noun, and is no name or year."""
    term, form = draft.term, draft.form
    if form is not None:
        return True
    if term.magnitude is not None or (draft.second is not None and draft.second.high.scaled):
        return True
    if not term.arabic:
        return _accepted_words(text, draft)
    if (not draft.hedges and is_label(text, term, tables)) or (
        is_year(term, text) and not (draft.hedges and english_noun(text, term.end, tables))
    ):
        return False
    follows = text[draft.end : draft.end + 1]
    if follows and follows.isascii() and follows.isalpha():
        return False
    if (follows and follows in LABELLED) or text.startswith(("级", " 年", " 月"), draft.end):
        return draft.term.number.scaled and follows != "级"
    if text[term.start].isalpha() and term.number.top > 10:
        return True
    if text[term.start].isalpha() and term.number.top == 1 and not draft.hedges:
        return False
    if term.number.scaled or draft.hedges or "," in text[term.start : term.end]:
        return True
    if follows in _JOINTS and text[draft.end + 1 : draft.end + 2].isalnum():
        return False
    return _counts(text, draft, follows, tables)


def _counts(text: str, draft: Draft, follows: str, tables: Tables) -> bool:
    """Whether the words beside a bare number say that it counts or measures something."""
    if draft.term.number.decimals:
        numbered = _NUMBERED.search(text, max(0, draft.start - 4), draft.start) is not None and follows == " "
        return (
            not numbered
            and not text.endswith(("图", "表", "版本", "版", "第", "式", "工业", "节", "章"), 0, draft.start)
            and follows != "版"
        )
    if _PER_TIME.match(text, draft.end) is not None:
        return True
    if text.startswith(_OF_THEM, draft.end) or _OF_MANY.match(text, draft.end) is not None:
        return True
    if text.startswith("-strong", draft.end) or (
        text.endswith("from ", 0, draft.start) and _TO_NEXT.match(text, draft.end)
    ):
        return True
    return follows in (" ", "-", "\n") and bool(english_noun(text, draft.end, tables))


def _accepted_words(text: str, draft: Draft) -> bool:
    term = draft.term
    if text[term.start].isascii():
        return True
    if not term.number.scaled or term.number.inner:
        round_sum = (
            term.number.top >= 1000
            and text[draft.end : draft.end + 1] in tuple("，。；、）")
            and text[term.start] not in "百千"
        )
        return (bool(draft.hedges) and term.number.top >= 100) or round_sum
    first = text[term.start]
    return first not in "百千万亿" or bool(draft.hedges) or bool(draft.counted)
