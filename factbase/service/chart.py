"""Answer `chart`: which marks a picture has, with their bounds, worlds and sources; how it is drawn is the renderer's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from factbase.errors import UnknownName, UsageError
from factbase.phrase import Phrase, Words, counted, listed, phrase
from factbase.service.query import FactRequest, selection_of
from factbase.service.wording import amount, figure
from factbase.store.connection import Connection, open_store
from factbase.store.labels import words_in
from factbase.store.lookup import resolve
from factbase.store.select import COLUMNS, Selection, select_facts

if TYPE_CHECKING:
    from factbase.reason.bounds import Derived

__all__ = ["CHARTS", "Chart", "ChartRequest", "Mark", "chart"]

CHARTS = ("ladder", "time", "funding", "share")
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
    connection = open_store(store)
    try:
        words = words_in(connection, request.lang)
        if request.kind == "ladder":
            return _ladder(connection, request, words)
        return _facts(connection, request, words)
    finally:
        connection.close()


def _ladder(connection: Connection, request: ChartRequest, words: Words) -> Chart:
    """Every entity that a chain of ratios or figures ties to the reference."""
    from factbase.reason.compare import ladder
    from factbase.service.assertions import load_knowledge

    reference = resolve(connection, "entity", request.name) if request.name else ""
    metric = (
        resolve(connection, "metric", request.metric)
        if request.metric
        else _ladder_metric(connection, reference)
    )
    found = ladder(load_knowledge(connection), metric, reference, (reference,) if reference else ())
    ids = {i for rung in found.rungs for i in rung.proof.fact_ids}
    rows = {r["id"]: r for r in _rows(connection, Selection(ids=tuple(ids)))} if ids else {}
    marks = [_rung_mark(rung, rows, words) for rung in found.rungs]
    if not marks:
        raise UsageError(
            phrase(
                "nothing ties {name} to others by {metric}; see `factbase derive`.",
                name=request.name or phrase("any entity"),
                metric=metric,
            )
        )
    title = words.say(
        "{metric}, {reference} = 1",
        metric=words.label(metric),
        reference=words.label(found.reference or ""),
    )
    left = listed(words.label(e) for e in found.left_out)
    notes = (phrase("no known ratio: {names}", names=left),) if found.left_out else ()
    return Chart("ladder", title, "1", "ratio", tuple(marks), _quoted(rows.values()), notes, request.lang)


def _rung_mark(rung: Derived, rows: Mapping[str, dict[str, Any]], words: Words) -> Mark:
    """A rung with the facts of its proof; its hedge is worded only where one fact alone gives it."""
    from factbase.service.reasoning import derived_object

    one = derived_object(rung)
    value, low, high, least, most = (
        _float(one[n]) for n in ("value", "low", "high", "widest_low", "widest_high")
    )
    facts = [rows[i] for i in rung.proof.fact_ids if i in rows]
    worlds = {r["modality"] for r in facts} - {"actual"}
    hedge = facts[0]["hedge"] if len(facts) == 1 else ""
    shown = {"kind": "ratio", "unit": "1", "hedge": hedge, "value": value, "low": low, "high": high}
    return Mark(
        words.label(one["subject"]), value, low, high, least, most, worlds.pop() if worlds else "actual", "",
        figure(one | shown, words), _sources(facts), tuple(r["id"] for r in facts),
    )  # fmt: skip


def _ladder_metric(connection: Connection, reference: str) -> str:
    """The metric that most facts compare with the reference."""
    row = connection.execute(
        "SELECT metric FROM fact WHERE status = 'accepted' AND relative_to <> '' AND kind = 'performance_ratio'"
        " AND (relative_to = ? OR ? = '') GROUP BY metric ORDER BY count(*) DESC, metric LIMIT 1",
        [reference, reference],
    ).fetchone()
    if row is None:
        raise UsageError(
            phrase(
                "no fact compares anything with {name}; name a --metric.",
                name=reference or phrase("any entity"),
            )
        )
    return str(row[0])


def _facts(connection: Connection, request: ChartRequest, words: Words) -> Chart:
    """Facts as they were stated, in one unit."""
    kind = {"funding": "funding", "share": "share"}.get(request.kind, "")
    if request.kind == "time" and not request.name:
        raise UsageError(
            phrase("chart time needs a subject: factbase chart time chatgpt --metric electricity")
        )
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
    marks = [_mark(row, words, request) for row in rows]
    if request.kind == "time":
        undated = sum(m.day is None for m in marks)
        marks = sorted((m for m in marks if m.day is not None), key=lambda m: (m.day or date.min, m.label))
        if undated:
            notes += (
                counted(
                    undated,
                    "{n} fact has no date and is left out",
                    "{n} facts have no date and are left out",
                ),
            )
    else:
        marks.sort(key=lambda m: -m.height)
    if not marks:
        raise UsageError(phrase("no fact fits; try `factbase query` with the same names."))
    if len(marks) > _MOST:
        notes += (phrase("{n} further facts are not drawn", n=len(marks) - _MOST),)
    shown = rows[0]["unit"] if rows else ""
    title = _title(request, rows[0], shown, words)
    wording = "share" if {r["kind"] for r in rows} == {"share"} else ""
    return Chart(
        request.kind, title, shown, wording, tuple(marks[:_MOST]), _quoted(rows), notes, request.lang
    )


def _title(request: ChartRequest, row: dict[str, Any], unit: str, words: Words) -> Phrase:
    if request.kind == "funding":
        return words.say("Funding by recipient, {unit}", unit=words.unit(unit))
    if request.kind == "share":
        return words.say("Shares")
    return words.say(
        "{subject}: {metric}", subject=words.label(row["subject"]), metric=words.label(row["metric"])
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
        left = len(rows) - len(absolute)
        if left:
            notes += (
                counted(
                    left,
                    "{n} fact is relative to something and not drawn",
                    "{n} facts are relative to something and not drawn",
                ),
            )
        rows, found = absolute, list(dict.fromkeys(r["unit"] for r in absolute))
    if len(found) > 1:
        is_money = all(len(u) == 3 and u.isupper() for u in found)
        how = "--currency EUR" if is_money else phrase("--unit or --metric")
        raise UsageError(
            phrase("these facts are in {units}; draw them in one with {how}.", units=listed(found), how=how)
        )
    return rows, notes


def _mark(row: dict[str, Any], words: Words, request: ChartRequest) -> Mark:
    label = words.label
    parts: list[str] = [label(row["subject"])]
    if request.kind == "share" and row["relative_to"]:
        parts = [words.say("{part} / {whole}", part=parts[0], whole=label(row["relative_to"]))]
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
    text = figure(row, words, as_is=True) + (f" @{row['rate_date']}" if row.get("rate_date") else "")
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


def axis_text(number: float, chart: Chart, words: Words) -> str:
    """A number of a chart's axis in words."""
    return amount(number, chart.unit, chart.wording, words, as_is=True)
