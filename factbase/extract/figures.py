"""From a seed entry to a fact: find its quote, read its figure from the quote, and cite both.

The number of a fact is what the reader reads (DESIGN §1.1); only an entry that a person had to read brings its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from pydantic import ValidationError

from factbase.errors import BadInput, FactbaseError, Problem, said
from factbase.extract.clauses import Span
from factbase.extract.locate import Archive, locate_quote
from factbase.extract.readers import Readers
from factbase.extract.reflow import reflow
from factbase.extract.seeds import SeedFact
from factbase.model.document import Document, Item
from factbase.model.fact import FACT, FactBase, fact_id, period_text
from factbase.phrase import listed, phrase
from factbase.quantity.dates import DateTables, find_dates
from factbase.quantity.interval import Interval, closed, point
from factbase.quantity.periods import Period, parse_period
from factbase.quantity.ranks import RankTables, find_ranks
from factbase.quantity.reading import Quantity, Reading
from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.names import Names, plain_errors

__all__ = ["Figure", "Source", "curate", "item_at", "read_figure"]

_CHANGES = ("performance_ratio", "ratio")
_PARITY = Fraction(1, 20)
# Typed numbers that no column could hold: an exponent of three digits from 300 on, or of more digits.
_HUGE = re.compile(r"e[-+]?0*(?:[3-9]\d\d|\d{4,})$", re.IGNORECASE)
_LONGEST = 300


class Source(NamedTuple):
    """A document ready to be cited: its entry, archived text and items.

    `printed` is where the text tells when it was published, `None` if nobody has looked.
    """

    document: Document
    archive: Archive
    items: tuple[Item, ...]
    printed: tuple[Span, ...] | None = None

    def day(self, item: Item | None) -> date | None:
        """The day that relative words of an item count from: its outlet's, else the document's last possible one."""
        if item is not None and item.outlet_date is not None:
            return item.outlet_date
        return parse_period(self.document.published).end if self.document.published else None


class Figure(NamedTuple):
    """A figure read from a quote: `[start, end)` within the quote's flow, and what it says."""

    start: int
    end: int
    reading: Reading
    unit: str = "1"
    hedge: str = "exact"
    rule: str = "exact"
    counted: str = ""
    period: Period | None = None
    note: str = ""


def item_at(items: Sequence[Item], start: int, end: int) -> Item | None:
    """The item that holds `[start, end)` in its body or a headline, or `None`."""
    return next((item for item in items if item.holds(start, end)), None)


def curate(
    entry: SeedFact, file: str, source: Source, names: Names, readers: Readers
) -> FactBase | list[Problem]:
    """The fact that an entry describes, or everything that is wrong with the entry."""
    problems = [Problem(file, entry.key, message) for message in _unknown_names(entry, names)]
    try:
        start, end = locate_quote(source.archive, entry.quote, entry.occurrence)
        first, last = source.archive.flow.span(start, end)
        item = item_at(source.items, first, last)
        figure = read_figure(entry, source.archive.flow.text[start:end], source.day(item), readers)
        fields = _fields(entry, source, item, (start, end), figure)
    except (FactbaseError, ValueError) as error:
        return [*problems, Problem(file, entry.key, said(error))]
    try:
        fact: FactBase = FACT.validate_python(fields)
    except ValidationError as error:
        return [*problems, *(Problem(file, entry.key, message) for message in plain_errors(error))]
    problems.extend(Problem(file, entry.key, message) for message in _misfits(fact, names, readers))
    return problems or fact


def read_figure(entry: SeedFact, quote: str, anchor: date | None, readers: Readers) -> Figure:
    """The figure of an entry within its quote's flow. Raises `BadInput` naming what the reader found instead."""
    if entry.is_explicit:
        return _explicit(entry, quote)
    if entry.kind == "date":
        return _date_figure(entry, quote, anchor, readers.dates)
    if entry.kind == "rank":
        return _rank_figure(entry, quote, readers.ranks)
    found = find_quantities(quote, readers.quantities)
    mention = _chosen(entry, quote, [(q.start, q.end, q) for q in found])
    return _quantity_figure(entry, mention)


def _quantity_figure(entry: SeedFact, mention: Quantity) -> Figure:
    is_change = mention.change is not None and entry.kind in _CHANGES
    reading = mention.change if is_change and mention.change is not None else mention.reading
    unit = "1" if is_change else mention.unit
    if entry.per and not unit.endswith(f"/{entry.per}"):
        unit = f"{unit}/{entry.per}"
    if entry.unit and entry.unit != unit:
        raise BadInput(
            phrase("the figure is read in {unit}, the entry says {unit2}", unit=unit, unit2=entry.unit)
        )
    counted = entry.counted or mention.counted
    return Figure(
        mention.start, mention.end, reading, unit, mention.hedge, mention.rule, counted, None, mention.note
    )


def _date_figure(entry: SeedFact, quote: str, anchor: date | None, tables: DateTables) -> Figure:
    found = find_dates(quote, tables, anchor)
    mention = _chosen(entry, quote, [(d.start, d.end, d) for d in found])
    period = parse_period(entry.period) if entry.period else mention.period
    if period is None:
        raise BadInput(
            phrase("the date {text!r} cannot be placed without the document's date", text=mention.text)
        )
    if entry.period and mention.period is not None and mention.period != period:
        raise BadInput(
            phrase(
                "the date is read as {period}, the entry says {period2}",
                period=mention.period,
                period2=period,
            )
        )
    return Figure(
        mention.start, mention.end, Reading(None), "date", rule="date", period=period, note=mention.note
    )


def _rank_figure(entry: SeedFact, quote: str, tables: RankTables) -> Figure:
    found = find_ranks(quote, tables)
    mention = _chosen(entry, quote, [(r.start, r.end, r) for r in found])
    place = Fraction(mention.place)
    interval = Interval(Fraction(1), place) if mention.hedge == "at_most" else point(place)
    reading = Reading(place, interval, interval, interval, interval)
    return Figure(
        mention.start, mention.end, reading, "rank", mention.hedge or "exact", "rank", note=mention.note
    )


def _explicit(entry: SeedFact, quote: str) -> Figure:
    start, end = _figure_place(entry, quote)
    value, low, high = (_typed(entry, name) for name in ("value", "low", "high"))
    if entry.members and value is None and low is None and high is None:
        value = Fraction(len(entry.members))
        low = value if _is_open_list(quote, end) else None
    if low is None and high is None and value is not None:
        stated = point(value)
    else:
        stated = Interval(low, high, entry.low_open, entry.high_open)
        if (stated & stated) is None:
            raise BadInput(phrase("the interval {stated} is empty", stated=stated))
    widest = stated
    if entry.hedge == "about" and value is not None:
        widest = closed(value * (1 - _PARITY), value * (1 + _PARITY))
    unit = entry.unit or _plain_unit(entry)
    hedge = entry.hedge or _hedge_of(stated)
    reading = Reading(value, Interval() if entry.hedge else stated, stated, stated, widest)
    return Figure(start, end, reading, unit, hedge, "explicit", entry.counted)


def _typed(entry: SeedFact, name: str) -> Fraction | None:
    """A number that a person typed, exact. Raises `BadInput` naming the field."""
    number = getattr(entry, name)
    if number is None:
        return None
    text = str(number)
    if len(text) > _LONGEST or _HUGE.search(text):
        raise BadInput(phrase("{name}: the number is out of range", name=name))
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise BadInput(phrase("{name}: {number!r} is no number", name=name, number=number)) from error


def _plain_unit(entry: SeedFact) -> str:
    unit = {"count": "count", "rank": "rank", "parameter_count": "count"}.get(entry.kind, "1")
    return f"{unit}/{entry.per}" if entry.per else unit


def _hedge_of(stated: Interval) -> str:
    if stated.is_point:
        return "exact"
    if stated.high is None:
        return "more_than" if stated.low_open else "at_least"
    if stated.low is None:
        return "less_than" if stated.high_open else "at_most"
    return "range"


def _is_open_list(quote: str, end: int) -> bool:
    """Whether a list goes on beyond its named members: 等 behind it without a closing number, or 多家 in its clause."""
    return quote[end:].lstrip("”\"') ").startswith("等") or quote[end:].lstrip().startswith(
        ("and others", "among others")
    )


def _figure_place(entry: SeedFact, quote: str) -> tuple[int, int]:
    """Where the entry's figure stands within the quote; the whole quote if the entry names none."""
    wanted = reflow(entry.figure).text if entry.figure else quote
    at = quote.find(wanted)
    if at < 0:
        raise BadInput(phrase("the figure {figure!r} does not stand in the quote", figure=entry.figure))
    if quote.find(wanted, at + 1) >= 0:
        raise BadInput(
            phrase("the figure {figure!r} stands more than once in the quote", figure=entry.figure)
        )
    return at, at + len(wanted)


def _chosen(entry: SeedFact, quote: str, found: Sequence[tuple[int, int, Any]]) -> Any:
    """The one mention that the entry means. Raises `BadInput` listing what there is."""
    if not entry.figure:
        if len(found) == 1:
            return found[0][2]
        raise BadInput(phrase("the quote holds {quote}; name one as `figure`", quote=_listing(quote, found)))
    start, end = _figure_place(entry, quote)
    exact = [m for a, b, m in found if (a, b) == (start, end)]
    if len(exact) != 1:
        raise BadInput(
            phrase(
                "{figure!r} is no figure that the reader finds; the quote holds {quote}",
                figure=entry.figure,
                quote=_listing(quote, found),
            )
        )
    return exact[0]


def _listing(quote: str, found: Sequence[tuple[int, int, Any]]) -> str:
    words = [repr(quote[a:b]) for a, b, _ in found]
    return phrase("{lines}", lines=listed(words)) if words else phrase("no figure")


def _fields(
    entry: SeedFact, source: Source, item: Item | None, quote: tuple[int, int], figure: Figure
) -> dict[str, Any]:
    """The fields of the fact, as its model takes them."""
    document = source.document
    start, end = source.archive.flow.span(quote[0] + figure.start, quote[0] + figure.end)
    if figure.period is not None:
        period: Period | None = figure.period
    else:
        period = parse_period(entry.period) if entry.period else None
    first, last = (period.start, period.end) if period else (None, None)
    # The interval of a date fact is its value and so no part of its identity.
    identity = "" if entry.kind == "date" else period_text(first, last)
    if entry.relative_period:
        parse_period(entry.relative_period)
    citation = {
        "document": document.id,
        "item": item.number if item else "",
        "span_start": start,
        "span_end": end,
        "quote": source.archive.words(*quote),
        "outlet": item.outlet if item else "",
        "outlet_date": item.outlet_date if item else None,
        "attributed_to": entry.attributed_to,
    }
    own = (entry.kind, entry.subject, entry.metric, entry.relative_to, entry.scope)
    return {
        **dict(zip(("kind", "subject", "metric", "relative_to", "scope"), own, strict=True)),
        "id": fact_id(document.id, (start, end), *own, identity),
        "key": entry.key,
        "reading": figure.reading,
        "unit": figure.unit,
        "as_written": source.archive.words(quote[0] + figure.start, quote[0] + figure.end),
        "hedge": figure.hedge,
        "rule": figure.rule,
        "modality": entry.modality,
        "period_start": first,
        "period_end": last,
        "relative_period": entry.relative_period,
        "citation": citation,
        "note": "; ".join(n for n in (entry.note, figure.note) if n),
        "counted": figure.counted,
        "members": entry.members,
    }


def _unknown_names(entry: SeedFact, names: Names) -> list[str]:
    from difflib import get_close_matches

    tables: list[tuple[str, str, Mapping[str, Any]]] = [
        ("subject", entry.subject, names.entities),
        ("relative_to", entry.relative_to, names.entities),
        ("attributed_to", entry.attributed_to, names.entities),
        ("metric", entry.metric, names.metrics),
        ("scope", entry.scope, names.scopes),
        *(("members", member, names.entities) for member in entry.members),
    ]
    messages: list[str] = []
    for field, name, table in tables:
        if name not in table and (name or field == "members"):
            near = get_close_matches(name, table, n=3)
            hint = phrase("; near: {names}", names=listed(near)) if near else ""
            messages.append(
                phrase("{field}: {name!r} is in no vocabulary{hint}", field=field, name=name, hint=hint)
            )
    return messages


def _misfits(fact: FactBase, names: Names, readers: Readers) -> list[str]:
    """Where a fact's unit does not fit its kind or its metric."""
    from factbase.extract.fit import unit_misfit

    metric = names.metrics.get(fact.metric)
    message = unit_misfit(fact.kind, fact.unit, metric.unit if metric else "", readers.quantities.units)
    return [message] if message else []
