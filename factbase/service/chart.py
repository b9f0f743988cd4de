"""Answer `chart`: which marks a picture has, with their bounds, worlds and sources; how it is drawn is the renderer's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from factbase.errors import UnknownName, UsageError
from factbase.service.query import FactRequest, selection_of
from factbase.service.wording import amount, figure
from factbase.store.connection import Connection, open_store
from factbase.store.labels import labels
from factbase.store.lookup import resolve
from factbase.store.select import COLUMNS, Selection, select_facts

__all__ = ["CHARTS", "Chart", "ChartRequest", "Mark", "chart"]

CHARTS = ("ladder", "time", "funding", "share")
_WORDS = {
    "en": {"ladder": "{metric}, {reference} = 1", "time": "{subject}: {metric}", "funding": "Funding by recipient, {unit}",
           "share": "Shares", "of": " of ", "stated": "as stated"},
    "zh": {"ladder": "{metric}，以{reference}为1", "time": "{subject}：{metric}", "funding": "各项目所获资金（{unit}）",
           "share": "占比", "of": "，占", "stated": "原文所述"},
}  # fmt: skip
_MOST = 60


class ChartRequest(NamedTuple):
    """What a person asked to see: `name` is the reference of a ladder or the subject of the others, as typed."""

    kind: str
    name: str = ""
    metric: str = ""
    unit: str = ""
    currency: str = ""
    since: str = ""
    until: str = ""
    lang: str = "en"


class Mark(NamedTuple):
    """One figure of a chart. `low` and `high` are the bounds stated (a derived one's: at face), an open side is `None`;
    `modality` is actual, estimate, forecast, target or plan; `text` words the figure, `source` says who published it."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    widest_low: float | None
    widest_high: float | None
    modality: str
    hedge: str
    text: str
    source: str
    fact_ids: tuple[str, ...]
    day: date | None = None
    until: date | None = None

    @property
    def height(self) -> float:
        """Where the mark stands: its value, else the middle or the known one of its bounds."""
        if self.value is not None:
            return self.value
        known = [b for b in (self.low, self.high) if b is not None]
        return sum(known) / len(known) if known else 0.0


class Chart(NamedTuple):
    """A picture before it is drawn. `unit` is that of every mark and `wording` how its numbers read (share, ratio or plain);
    `sources` go into the caption; `notes` say what was left out."""

    kind: str
    title: str
    unit: str
    wording: str
    marks: tuple[Mark, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()
    lang: str = "en"


def chart(store: Path, request: ChartRequest) -> Chart:
    """The marks of a chart. Raises `UnknownName` for a name the store does not know and `UsageError` for what cannot be
    drawn on one axis."""
    if request.kind not in CHARTS:
        raise UnknownName("chart", request.kind, CHARTS)
    if request.lang not in _WORDS:
        raise UsageError(f"a chart is worded in {' or '.join(_WORDS)}, not {request.lang!r}.")
    connection = open_store(store)
    try:
        label = labels(connection, request.lang)
        if request.kind == "ladder":
            return _ladder(connection, request, label)
        return _facts(connection, request, label)
    finally:
        connection.close()


def _ladder(connection: Connection, request: ChartRequest, label: Callable[[str], str]) -> Chart:
    """Every entity that a chain of ratios or figures ties to the reference."""
    from factbase.reason.compare import ladder
    from factbase.service.assertions import load_knowledge
    from factbase.service.reasoning import derived_object

    reference = resolve(connection, "entity", request.name) if request.name else ""
    metric = (
        resolve(connection, "metric", request.metric)
        if request.metric
        else _ladder_metric(connection, reference)
    )
    found = ladder(load_knowledge(connection), metric, reference, (reference,) if reference else ())
    ids = {i for rung in found.rungs for i in rung.proof.fact_ids}
    rows = {r["id"]: r for r in _rows(connection, Selection(ids=tuple(ids)))} if ids else {}
    marks = []
    for rung in found.rungs:
        one = derived_object(rung)
        value, low, high, least, most = (
            _float(one[n]) for n in ("value", "low", "high", "widest_low", "widest_high")
        )
        facts = [rows[i] for i in rung.proof.fact_ids if i in rows]
        worlds = {r["modality"] for r in facts} - {"actual"}
        text = figure(
            one | {"kind": "ratio", "unit": "1", "hedge": "", "value": value, "low": low, "high": high}
        )
        marks.append(
            Mark(label(one["subject"]), value, low, high, least, most, worlds.pop() if worlds else "actual", "", text,
                 _sources(facts), tuple(r["id"] for r in facts))
        )  # fmt: skip
    if not marks:
        raise UsageError(
            f"nothing ties {request.name or 'anything'} to others by {metric}; see `factbase derive`."
        )
    words = _WORDS[request.lang]
    title = words["ladder"].format(metric=label(metric), reference=label(found.reference or ""))
    left = tuple(label(e) for e in found.left_out)
    notes = (f"no known ratio: {', '.join(left)}",) if left else ()
    return Chart("ladder", title, "1", "ratio", tuple(marks), _quoted(rows.values()), notes, request.lang)


def _ladder_metric(connection: Connection, reference: str) -> str:
    """The metric that most facts compare with the reference."""
    row = connection.execute(
        "SELECT metric FROM fact WHERE status = 'accepted' AND relative_to <> '' AND kind = 'performance_ratio'"
        " AND (relative_to = ? OR ? = '') GROUP BY metric ORDER BY count(*) DESC, metric LIMIT 1",
        [reference, reference],
    ).fetchone()
    if row is None:
        raise UsageError(f"no fact compares anything with {reference}; name a --metric.")
    return str(row[0])


def _facts(connection: Connection, request: ChartRequest, label: Callable[[str], str]) -> Chart:
    """Facts as they were stated, in one unit."""
    kind = {"funding": "funding", "share": "share"}.get(request.kind, "")
    if request.kind == "time" and not request.name:
        raise UsageError("chart time needs a subject: factbase chart time chatgpt --metric electricity")
    asked = FactRequest(
        kind=kind,
        subjects=(request.name,) if request.name else (),
        metrics=(request.metric,) if request.metric else (),
        since=request.since,
        until=request.until,
    )
    selection = selection_of(connection, asked)
    rows = [r for r in _rows(connection, selection) if r["kind"] not in ("date", "rank")]
    rows, notes = _converted(connection, rows, request)
    marks = [_mark(row, label, request) for row in rows]
    if request.kind == "time":
        undated = sum(m.day is None for m in marks)
        marks = sorted((m for m in marks if m.day is not None), key=lambda m: (m.day or date.min, m.label))
        notes += (f"{undated} facts have no date and are left out",) if undated else ()
    else:
        marks.sort(key=lambda m: -m.height)
    if not marks:
        raise UsageError("no fact fits; try `factbase query` with the same names.")
    if len(marks) > _MOST:
        notes += (f"{len(marks) - _MOST} further facts are not drawn",)
    shown = rows[0]["unit"] if rows else ""
    words = _WORDS[request.lang]
    title = words[request.kind].format(
        subject=label(rows[0]["subject"]), metric=label(rows[0]["metric"]), unit=request.currency or shown
    )
    wording = "share" if {r["kind"] for r in rows} == {"share"} else ""
    return Chart(
        request.kind, title, shown, wording, tuple(marks[:_MOST]), _quoted(rows), notes, request.lang
    )


def _converted(
    connection: Connection, rows: list[dict[str, Any]], request: ChartRequest
) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Rows in one unit: the one asked for, else the one they share. Raises `UsageError` if they share none."""
    from factbase.service.convert import to_currency, to_unit
    from factbase.store.unit_rows import stored_units

    notes: tuple[str, ...] = ()
    if not rows:
        return rows, notes
    units = stored_units(connection)
    if request.currency:
        rows, notes = to_currency(rows, request.currency, connection, units)
    elif request.unit:
        rows, notes = to_unit(rows, request.unit, units)
    if request.currency or request.unit:
        rows = [r for r in rows if r["original_unit"]]
    found = list(dict.fromkeys(r["unit"] for r in rows))
    absolute = [r for r in rows if not r["relative_to"]]
    if len(found) > 1 and absolute:
        notes += (f"{len(rows) - len(absolute)} facts are relative to something and not drawn",)
        rows, found = absolute, list(dict.fromkeys(r["unit"] for r in absolute))
    if len(found) > 1:
        how = "--currency EUR" if all(len(u) == 3 and u.isupper() for u in found) else "--unit or --metric"
        raise UsageError(f"these facts are in {', '.join(found)}; draw them in one with {how}.")
    return rows, notes


def _mark(row: dict[str, Any], label: Callable[[str], str], request: ChartRequest) -> Mark:
    words = _WORDS[request.lang]
    parts = [label(row["subject"])]
    if request.kind == "share":
        parts = [
            f"{label(row['subject'])}{words['of']}{label(row['relative_to'])}"
            if row["relative_to"]
            else parts[0]
        ]
    if request.kind != "time":
        parts.append(label(row["metric"]))
    if row["scope"]:
        parts.append(label(row["scope"]))
    when = row["period_start"] or row["period_end"] or row["outlet_date"]
    year = (
        f"{(row['period_end'] or row['period_start']).year}"
        if row["period_start"] or row["period_end"]
        else ""
    )
    name = " · ".join([*parts, *([year] if year else [])])
    text = figure(row) + (f" @{row['rate_date']}" if row.get("rate_date") else "")
    numbers = (row["value"], row["low"], row["high"], row["widest_low"], row["widest_high"])
    return Mark(
        name, *numbers, row["modality"], row["hedge"], text, _sources([row]), (row["id"],), when, row["period_end"]
    )  # fmt: skip


def _rows(connection: Connection, selection: Selection) -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS, r, strict=True)) for r in select_facts(connection, selection)]


def _sources(rows: Sequence[dict[str, Any]]) -> str:
    named = dict.fromkeys(
        " ".join(str(p) for p in (r["outlet"] or r["document"], r["outlet_date"]) if p) for r in rows
    )
    return "; ".join(named)


def _quoted(rows: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The caption: each source once, with the ids of its facts."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(_sources([row]), []).append(row["id"][:8])
    return tuple(f"{source}: {', '.join(ids)}" for source, ids in found.items())


def _float(number: Fraction | float | None) -> float | None:
    return None if number is None else float(number)


def axis_text(number: float, chart: Chart) -> str:
    """A number of a chart's axis in words."""
    return amount(number, chart.unit, chart.wording)
