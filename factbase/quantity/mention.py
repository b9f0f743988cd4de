"""From everything read around a figure to a `Quantity`: the policy applied, the change, the noun, the note."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from factbase.quantity.change import change_mode, change_reading
from factbase.quantity.counted import chinese_noun, english_noun
from factbase.quantity.forms import Form
from factbase.quantity.hedging import Decision, combine
from factbase.quantity.interval import Interval
from factbase.quantity.policy import Scale, read_magnitude, read_range, read_value
from factbase.quantity.ranges import Joined
from factbase.quantity.reading import Quantity, Reading
from factbase.quantity.tables import Tables
from factbase.quantity.term import Term

__all__ = ["Context", "Draft", "finish"]

_SINGULAR = re.compile(r" ([a-z]+)")
_OF_MANY = re.compile(r" (?:of (?:the |its |all )?|to )[0-9][0-9,]*")
_COUNT = Form("count", Scale(), "count", id="count")
_NUMBER = Form("1", Scale(), "number", id="1")
_RATIOS = ("percent", "multiple", "share", "fold", "discount")
_LISTING = ("、", "和", "与", "及", "以及", " and ", ", ", "，", "或", "、以及")


class Context(NamedTuple):
    """What the next figure may need of this one: its end, its change, and the unit a second level takes over."""

    end: int = 0
    mode: str = ""
    form: Form | None = None


class Draft(NamedTuple):
    """A mention in the making: everything read, before the hedge policy. `at` is where the numeral begins."""

    at: int
    start: int
    end: int
    term: Term
    form: Form | None
    second: Joined | None
    hedges: tuple[str, ...]
    negative: bool = False
    counted: str = ""


def finish(text: str, draft: Draft, tables: Tables, context: Context) -> tuple[Quantity | None, int, Context]:
    """The quantity of a draft, the place to go on from, and what the next figure may need."""
    term, form = draft.term, draft.form
    counted = draft.counted
    if form is None:
        form, noun = _bare_form(text, draft, tables)
        counted = counted or noun
    decision = combine(draft.hedges, draft.second is not None)
    if decision.hedge == "more_than" and form.kind == "time" and _during(text, draft, context):
        draft, decision = draft._replace(start=draft.at), Decision("exact", "exact")
    recent = decision.hedge == "nearly" and form.kind == "time" and text.startswith(("来", "间"), draft.end)
    if recent:
        decision = Decision("exact", "exact")
        draft = draft._replace(start=draft.at)
    reading, decision = _reading(draft, form, decision, tables)
    if reading is None or _beyond(reading, tables.limit):
        return None, max(term.end, draft.at + 1), context
    mode, change = _change(text, draft, form, reading, tables, context)
    if not counted and form.kind in ("classifier", "compound"):
        counted = _counted(text, draft, form, tables)
    span = text[draft.start : draft.end]
    note = _note(draft, form, mode, decision)
    quantity = Quantity(
        draft.start, draft.end, span, reading, form.unit, counted, decision.hedge, decision.rule, change, note
    )
    return (
        quantity,
        max(draft.end, draft.at + 1),
        Context(draft.end, mode, form if text.endswith("from ", 0, draft.start) else None),
    )


def _during(text: str, draft: Draft, context: Context) -> bool:
    """invest $5 billion over five years: `over` between an amount and a time means during."""
    return (
        bool(context.end) and text.startswith("over ", draft.start) and text[context.end : draft.start] == " "
    )


def _bare_form(text: str, draft: Draft, tables: Tables) -> tuple[Form, str]:
    number = draft.term.number
    if (number.decimals and not number.scaled) or number.top % number.bottom:
        return _NUMBER, ""
    begin = draft.end + 3 if text.startswith(" of ", draft.end) else draft.end
    if draft.term.magnitude is None and not text[draft.at : draft.end].endswith("couple"):
        begin = draft.end
    if text.startswith("-parameter", draft.end):
        return _COUNT, "parameter"
    if draft.term.magnitude is not None and text.startswith("的", draft.end):
        noun = chinese_noun(text, draft.end + 1, tables)
        return _COUNT, noun if noun in tables.nouns_flat else ""
    noun = english_noun(text, begin, tables)
    if not noun and number.top == 1:
        single = _SINGULAR.match(text, begin)
        noun = single.group(1) if single is not None and single.group(1) not in tables.not_nouns else ""
    if not noun:
        of_many = _OF_MANY.match(text, draft.end)
        noun = english_noun(text, of_many.end(), tables) if of_many is not None else ""
    return _COUNT, noun


def _reading(draft: Draft, form: Form, decision: Decision, tables: Tables) -> tuple[Reading | None, Decision]:
    term, second, policy = draft.term, draft.second, tables.policy
    if term.magnitude is not None:
        low, high, widest = term.magnitude
        return read_magnitude(low, high, widest, form.scale), Decision(
            "order_of_magnitude", "order_of_magnitude"
        )
    if second is not None:
        below, above = (second.below or form).scale, form.scale
        reading = read_range(second.low, second.high, decision.hedge, below, above, policy)
        if reading is not None and second.value is not None:
            reading = reading._replace(value=above.of(second.value.top, second.value.bottom))
        name = "range" if decision.hedge == "about" else decision.hedge
        return reading, Decision(name, decision.rule)
    number = term.number
    if term.figure and number.bottom > 1:
        return _halving(draft, form, decision, tables)
    if draft.negative:
        number = number._replace(top=-number.top)
    if form.kind == "discount":
        fine = number._replace(bottom=number.bottom * 10) if number.bottom == 1 and number.top > 9 else number
        return read_value(fine, "exactly", form.scale, False, policy), decision
    discrete = form.kind in ("classifier", "count") and form.unit == "count"
    reading = read_value(number, decision.hedge, form.scale, discrete, policy)
    if decision.opposed:
        floored = form.scale.floor and reading.value is not None and reading.value > 0
        reading = reading._replace(widest=Interval(Fraction(0)) if floored else Interval())
    return reading, decision if decision.hedge != "exactly" else Decision("exact", decision.rule)


def _halving(draft: Draft, form: Form, decision: Decision, tables: Tables) -> tuple[Reading, Decision]:
    """More than halved is less than a half of the old level; nearly halved is about a half."""
    turned = {
        "more_than": "less_than",
        "at_least": "at_most",
        "less_than": "more_than",
        "at_most": "at_least",
        "nearly": "about",
    }
    hedge = turned.get(decision.hedge, decision.hedge)
    return read_value(draft.term.number, hedge, form.scale, False, tables.policy), Decision(
        hedge, decision.rule
    )


def _beyond(reading: Reading, limit: int) -> bool:
    size = reading.value if reading.value is not None else reading.widest.high or reading.widest.low
    if size is None:
        return False
    top, bottom = size.as_integer_ratio()
    if not top:
        return False
    return (
        top.bit_length() - bottom.bit_length() > limit * 10 // 3
        or bottom.bit_length() - top.bit_length() > limit * 10 // 3
    )


def _change(
    text: str, draft: Draft, form: Form, reading: Reading, tables: Tables, context: Context
) -> tuple[str, Reading | None]:
    if draft.term.figure:
        return "level", reading._replace(stated=change_reading(reading, "level", "share").stated)
    if form.kind not in _RATIOS:
        return "", None
    mode = change_mode(text, draft.start, draft.end, form.kind, draft.at, tables)
    if not mode and context.mode and text[context.end : draft.start] in _LISTING:
        mode = context.mode
    if not mode:
        return "", None
    if form.kind in ("percent",) and mode == "level" and reading.value is None:
        return "", None
    return mode, change_reading(reading, mode, form.kind)


def _counted(text: str, draft: Draft, form: Form, tables: Tables) -> str:
    if form.kind == "compound" and not form.unit.startswith("count/"):
        return form.noun
    noun = chinese_noun(text, draft.end, tables)
    if form.kind == "compound":
        return noun or form.noun
    if form.noun and form.kind == "classifier":
        return (
            noun if noun in tables.nouns_flat and not (form.noun == "人" and noun[0] == "人") else form.noun
        )
    return noun


def _note(draft: Draft, form: Form, mode: str, decision: Decision) -> str:
    number = draft.term.number
    if mode == "more" and form.kind in ("multiple", "fold"):
        return "a comparative with N times is read as N to N + 1 times"
    if mode == "level" and form.kind == "fold":
        return "N-fold is read as N times the old level; N + 1 is the other reading"
    if mode == "down" and form.kind in ("multiple", "fold"):
        return "a fall of N times is read as to one Nth"
    if (
        decision.hedge == "odd"
        and number.bottom == 1
        and str(number.top).strip("0") == "1"
        and number.top >= 100
    ):
        return f"read as up to {number.top + number.step}; writers often mean less than {number.top + number.step // 10}"
    return ""
