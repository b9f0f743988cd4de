"""Random facts of every kind, unit and hedge, with awkward text, written straight into a store."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from factbase.model.fact import FACT, FactBase, fact_id, period_text
from factbase.model.kinds import KINDS, MODALITIES, STATUSES
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading

UNITS = {
    "performance_ratio": ("1",), "parameter_count": ("count",), "funding": ("CNY", "USD", "EUR", "JPY", "KRW"),
    "power": ("kWh/day", "W", "kWh", "kWh/count"), "share": ("1",), "count": ("count", "count/day"), "rank": ("rank",),
    "duration": ("day", "s", "month", "year"), "date": ("date",), "length": ("m",), "area": ("m2",), "mass": ("kg", "kg/year"),
    "data_volume": ("token", "B"), "compute": ("FLOP/s", "FLOP", "op/s"), "process_node": ("m",), "ratio": ("pp", "1"),
    "money": ("USD", "CNY/count", "EUR/year"), "rate": ("B/s", "token/s"), "measure": ("degC", "m3", "m/s", "Hz"),
}  # fmt: skip
HEDGES = (
    "exact",
    "about",
    "more_than",
    "at_least",
    "less_than",
    "at_most",
    "odd",
    "nearly",
    "range",
    "order_of_magnitude",
)
AWKWARD = st.sampled_from([
    'says "3", and', "line\nbreak", "carriage\r\nreturn", "=1+1", "@sum", "+x", "-y", "\tz", "العربية ١٢", "👩‍🚀 12 👍",
    "'=quoted", "a,b;c|d", "ﬃ № ①", "null", "NULL", "true", "\u202eabc", "“引”", "{x}", "\\N", "\x7f", "é", "NaN", "é",
])  # fmt: skip
TEXTS = st.one_of(
    AWKWARD, st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
).map(lambda text: text.strip())
NUMBERS = st.one_of(
    st.fractions(min_value=0, max_value=1, max_denominator=999),
    st.integers(1, 10**25).map(Fraction),
    st.decimals(min_value="0.000000001", max_value="100000", places=9).map(Fraction),
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def intervals(draw: st.DrawFn, around: Fraction) -> Interval:
    """An interval that holds `around`, of every shape."""
    low = draw(st.none() | st.just(around) | NUMBERS.map(lambda n: min(n, around)))
    high = draw(st.none() | st.just(around) | NUMBERS.map(lambda n: max(n, around)))
    point = low is not None and low == high
    open_low = draw(st.booleans()) and low is not None and not point
    open_high = draw(st.booleans()) and high is not None and not point
    return Interval(low, high, open_low, open_high)


@st.composite
def readings(draw: st.DrawFn, kind: str) -> Reading:
    """A reading whose inner bounds follow from nothing else: only an exact export can keep them."""
    if kind == "date":
        return Reading(None)
    value = draw(NUMBERS)
    value = (
        max(Fraction(1), value) if kind == "rank" else min(value, Fraction(1)) if kind == "share" else value
    )
    shown = draw(st.booleans())
    return Reading(value if shown else None, *(draw(intervals(value)) for _ in range(4)))


@st.composite
def facts(draw: st.DrawFn) -> FactBase:
    """One fact, complete for its kind, under its own id."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    start = draw(DAYS)
    end = draw(DAYS.filter(lambda d: d is None or start is None or d >= start))
    if kind == "date" and start is None and end is None:
        start = date(2024, 2, 29)
    first = draw(st.integers(0, 10**6))
    span = (first, first + draw(st.integers(1, 50)))
    entities = st.sampled_from(["nvidia-h100", "nvidia-a100", "a-new-thing", "chatgpt"])
    subject = draw(entities)
    others = entities.filter(lambda name: name != subject)
    relative = draw(others) if kind == "performance_ratio" else draw(st.just("") | entities)
    own = (kind, subject, draw(st.sampled_from(["electricity", "a_new_metric"])), relative,
           draw(st.sampled_from(["", "world", "a_new_scope"])))  # fmt: skip
    period = "" if kind == "date" else period_text(start, end)
    document = draw(st.sampled_from(["kjsl-2024-04", "somewhere-else"]))
    fields: dict[str, Any] = {
        **dict(zip(("kind", "subject", "metric", "relative_to", "scope"), own, strict=True)),
        "id": fact_id(document, span, *own, period),
        "key": draw(TEXTS), "reading": draw(readings(kind)), "unit": draw(st.sampled_from(UNITS[kind])), "as_written": draw(TEXTS),
        "hedge": draw(st.sampled_from(HEDGES)), "rule": draw(st.sampled_from(["exact", "explicit", "about", "rank"])),
        "modality": draw(st.sampled_from(MODALITIES)), "period_start": start, "period_end": end,
        "relative_period": draw(st.sampled_from(["", "2023", "../2030"])),
        "citation": {"document": document, "item": draw(st.sampled_from(["", "1.2"])), "span_start": span[0],
                     "span_end": span[1], "quote": draw(TEXTS), "outlet": draw(TEXTS), "outlet_date": draw(DAYS),
                     "attributed_to": draw(st.just("") | entities)},
        "status": draw(st.sampled_from(STATUSES)), "note": draw(TEXTS), "counted": draw(TEXTS),
        "members": draw(st.lists(entities, max_size=3)), "version": draw(st.integers(1, 9)),
    }  # fmt: skip
    made: FactBase = FACT.validate_python(fields)
    return made
