"""What a candidate fact says: its kind, period, modality and citation, from the figure and its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from factbase.extract.figures import Source
from factbase.extract.link_figure import DATE, QUANTITY, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import LinkTables
from factbase.extract.link_when import date_of, is_before
from factbase.extract.link_worlds import world_words
from factbase.extract.reflow import Flow
from factbase.model.document import Item
from factbase.model.fact import fact_id, period_text
from factbase.quantity.periods import Period

__all__ = ["fields_of", "fits_metric"]


def fields_of(
    source: Source, passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables, item: Item | None,
    subject: str, metric: str, relative: str, origin: Sequence[int],
) -> dict[str, Any]:  # fmt: skip
    """The fields of the fact, as its model takes them."""
    document, text = source.document.id, source.archive.text
    span = (origin[figure.start], origin[figure.end - 1] + 1)
    unit = figure.unit if metric not in tables.flows else _flow_unit(passage, figure, metric, tables)
    kind = _kind(figure, unit, metric, relative, tables)
    period = figure.period if figure.kind == DATE else _period(date_of(figure, figures, passage))
    first, last = (period.start, period.end) if period is not None else (None, None)
    scope = _scope(passage, figure) if metric and passage.scopes else ""
    # A change is kept as a ratio.
    is_change = figure.change is not None and kind in ("performance_ratio", "ratio")
    identity = "" if kind == "date" else period_text(first, last)
    return {
        "kind": kind, "subject": subject, "metric": metric, "relative_to": relative, "scope": scope,
        "id": fact_id(document, span, kind, subject, metric, relative, scope, identity),
        "reading": figure.change if is_change else figure.reading, "unit": "1" if is_change else unit,
        "as_written": text[span[0] : span[1]], "hedge": figure.hedge if figure.hedge in _HEDGES else "exact",
        "rule": figure.rule if figure.kind == QUANTITY else figure.kind, "modality": _modality(passage, figure),
        "period_start": first, "period_end": last, "status": "candidate", "counted": figure.counted,
        "citation": {
            "document": document, "item": item.number if item else "", "span_start": span[0], "span_end": span[1],
            "quote": _quote(source, passage, figure, origin), "outlet": item.outlet if item else "",
            "outlet_date": item.outlet_date if item else None, "attributed_to": passage.once(_speaker),
        },
    }  # fmt: skip


def _scope(passage: Passage, figure: Figure) -> str:
    """Among whom the figure holds: the first scope of its clause."""
    start, end = figure.clause
    return next((s.means[0] for s in passage.scopes if start <= s.start and s.end <= end), "")


def _speaker(passage: Passage) -> str:
    """The first thing of a sentence that is quoted."""
    return next((m.id for m in passage.names if m.speaks), "")


# How many characters a quote grows by, on each side, until it stands once.
_WIDER = (20, 60, 160)
_HEDGES = frozenset(
    [
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
    ]
)


def fits_metric(unit: str, metric: str, tables: LinkTables) -> bool:
    """Whether a unit says per what time a flow is, where its metric is measured so; ratios and other metrics fit any."""
    wanted = tables.flows.get(metric)
    if wanted is None or unit in ("1", "pp"):
        return True
    one, other = tables.unit(unit), tables.unit(wanted)
    return one is not None and other is not None and one.vector == other.vector


def _flow_unit(passage: Passage, figure: Figure, metric: str, tables: LinkTables) -> str:
    """The figure's unit, per the time that its clause names away from it (每天要消耗50万千瓦时), if only that fits."""
    if not fits_metric(figure.unit, metric, tables):
        for per in tables.flow_times:
            unit = f"{figure.unit}/{per}"
            if passage.has(f"per.{per}", figure.clause) and fits_metric(unit, metric, tables):
                return unit
    return figure.unit


def _kind(figure: Figure, figure_unit: str, metric: str, relative: str, tables: LinkTables) -> str:
    if figure.kind in (DATE, RANK):
        return figure.kind
    if figure_unit in ("1", "pp"):
        own = tables.metrics[metric].kind if metric else ""
        if relative and own in ("performance_ratio", "share"):
            return own
        most = figure.reading.face.high if own == "share" and figure.change is None else None
        return "share" if most is not None and 0 <= most <= 1 else "ratio"
    if metric and tables.metrics[metric].kind not in ("performance_ratio", "share", "ratio"):
        return tables.metrics[metric].kind
    unit = tables.unit(figure_unit)
    bases = {base.partition(":")[0] for base, n in unit.vector if n > 0} if unit is not None else set()
    named = {
        "money": "money",
        "count": "count",
        "length": "length",
        "data": "data_volume",
        "token": "data_volume",
    }
    if unit is not None and unit.dimension in ("energy", "power", "area", "mass"):
        return {"energy": "power"}.get(unit.dimension, unit.dimension)
    if unit is not None and unit.dimension == "time":
        return "duration"
    per = unit is not None and any(n < 0 for _, n in unit.vector)
    return "measure" if per else next((named[b] for b in bases if b in named), "measure")


def _period(when: Figure | None) -> Period | None:
    if when is None:
        return None
    # By 2030 is when a level is reached; before 2020 it no longer held.
    return when.named if when.role == "by" and not is_before(when) else when.period


_TARGETS = ("目标", "力争", "target", "aims", "goal")
_FORECASTS = ("预计", "预测", "预期", "有望", "料将", "expect", "forecast", "predict", "project")


def _modality(passage: Passage, figure: Figure) -> str:
    world = world_words(passage, figure)
    words = passage.folded[figure.clause.start : figure.clause.end]
    if world != "open":
        return "estimate" if "估计" in words or "estimate" in words else "actual"
    if any(w in words for w in _TARGETS):
        return "target"
    if any(w in words for w in _FORECASTS):
        return "forecast"
    return "plan"


def _quote(source: Source, passage: Passage, figure: Figure, origin: Sequence[int]) -> str:
    """The words around a figure that stand once in the document: its clause, its sentence, or more of the text.

    Of a long stretch that stands there twice, the sentence: the span then tells the places apart.
    """
    at, flow = source.archive, source.archive.flow
    found: list[tuple[int, int]] = []
    for first, last in _around(passage, figure, len(origin)):
        start, end = _stretch(flow, origin, first, last)
        if start < end and at.stands_once(start, end):
            return at.words(start, end)
        found.append((start, end))
    start, end = found[1] if found[1][0] < found[1][1] else found[0]
    return at.words(start, end)


def _around(passage: Passage, figure: Figure, length: int) -> Iterator[tuple[int, int]]:
    """The stretches of the text around a figure, each wider than the one before."""
    yield figure.clause
    start, end = passage.span
    yield start, end
    for wider in _WIDER:
        yield max(0, start - wider), min(length, end + wider)


def _stretch(flow: Flow, origin: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """Where `[first, last)` of the text as read stands in the flow, without the white space at its ends."""
    text, start = flow.text, bisect_left(flow.origin, origin[first])
    end = bisect_left(flow.origin, origin[last - 1] + 1, start)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
