"""Answer `show`: one fact with its words in context, who says so, and what else is said about the same measure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from factbase.errors import UnknownName, UsageError
from factbase.quantity.exact import parse_reading
from factbase.quantity.interval import Interval
from factbase.service.view import Card
from factbase.service.wording import bounds, figure, period
from factbase.store.connection import Connection, open_store
from factbase.store.labels import labels
from factbase.store.select import COLUMNS, Selection, facts_by_key, facts_by_prefix, select_facts

__all__ = ["show"]

_STOPS = "。！？!?"


def show(store: Path, prefix: str) -> Card:
    """The fact whose id begins with `prefix`, or whose seed key it is.

    Raises `UnknownName` if there is none, `UsageError` listing the candidates if there are several.
    """
    connection = open_store(store)
    try:
        row = _one(connection, prefix)
        return _card(connection, row)
    finally:
        connection.close()


def _one(connection: Connection, prefix: str) -> dict[str, Any]:
    rows = prefix and (facts_by_prefix(connection, prefix) or facts_by_key(connection, prefix))
    found = [dict(zip(COLUMNS, r, strict=True)) for r in rows or ()]
    if not found:
        near = connection.execute(
            "SELECT id FROM fact ORDER BY levenshtein(substr(id, 1, ?), ?) LIMIT 3",
            [max(1, len(prefix)), prefix],
        ).fetchall()
        raise UnknownName("fact", prefix, [i for (i,) in near])
    if len(found) > 1:
        raise UsageError(
            f"{prefix!r} names {len(found)} facts: {', '.join(r['id'] for r in found[:8])}. Type more of the id."
        )
    return found[0]


def _card(connection: Connection, row: dict[str, Any]) -> Card:
    label = labels(connection)
    context, start, end, where = _context(connection, row)
    reading = parse_reading(
        connection.execute("SELECT reading FROM fact WHERE id = ?", [row["id"]]).fetchall()[0][0]
    )
    neighbours = _neighbours(connection, row)
    aliases = _aliases(connection, row)
    sections = (
        ("claim", _claim(row, label)),
        ("reading", _readings(row, reading.face, reading.rounded, reading.widest)),
        ("words", (context,)),
        ("source", _source(row, label, where)),
        ("aliases", tuple(f"{i}: {', '.join(a)}" for i, a in aliases.items())),
        ("same measure", tuple(_neighbour(n) for n in neighbours) or ("no other fact",)),
    )
    data = {
        **row, "context": context, "context_start": start, "context_end": end, "aliases": aliases,
        "neighbours": [n["id"] for n in neighbours],
    }  # fmt: skip
    return Card(f"{row['id']}  {row['kind']}  {figure(row)}", data, sections, ((2, 0, start, end),))


def _claim(row: dict[str, Any], label: Callable[[str], str]) -> tuple[str, ...]:
    def named(what: str) -> str:
        return f"{label(row[what])} ({row[what]})"

    lines = [f"subject      {named('subject')}", f"metric       {named('metric')}"]
    if row["relative_to"]:
        lines.append(f"relative to  {named('relative_to')}")
    if row["scope"]:
        lines.append(f"scope        {named('scope')}")
    when = period(row["period_start"], row["period_end"])
    if when:
        lines.append(f"{'date' if row['kind'] == 'date' else 'period'}         "[:13] + when)
    if row["relative_period"]:
        lines.append(f"compared to  {row['relative_period']}")
    lines.append(f"modality     {row['modality']}")
    if row["members"]:
        lines.append("members      " + ", ".join(map(label, row["members"])))
    if row["status"] != "accepted":
        lines.append(f"status       {row['status']}")
    if row["note"]:
        lines.append(f"note         {row['note']}")
    return tuple(lines)


def _readings(row: dict[str, Any], face: Interval, rounded: Interval, widest: Interval) -> tuple[str, ...]:
    if row["kind"] == "date":
        return (f"as written   {row['as_written']}",)

    def shown(x: Interval) -> str:
        low = None if x.low is None else float(x.low)
        high = None if x.high is None else float(x.high)
        return bounds(low, high, x.low_open, x.high_open, row["unit"], row["kind"]) or "unbounded"

    counted = f" {row['counted']}" if row["counted"] else ""
    return (
        f"as written   {row['as_written']}{counted}",
        f"hedge        {row['hedge']} (rule {row['rule']})",
        f"face         {shown(face)}",
        f"rounded      {shown(rounded)}",
        f"widest       {shown(widest)}",
    )


def _source(row: dict[str, Any], label: Callable[[str], str], where: str) -> tuple[str, ...]:
    lines = [f"document     {where}"]
    if row["outlet"]:
        lines.append(
            f"outlet       {row['outlet']}{', ' + str(row['outlet_date']) if row['outlet_date'] else ''}"
        )
    if row["attributed_to"]:
        lines.append(f"says so      {label(row['attributed_to'])}")
    lines.append(f"span         code points {row['span_start']}–{row['span_end']}")
    return tuple(lines)


def _context(connection: Connection, row: dict[str, Any]) -> tuple[str, int, int, str]:
    """The sentence around the span on one line, the span within it, and where the document says it stands."""
    from factbase.extract.reflow import unwrapped

    found = connection.execute(
        "SELECT d.title, d.issue, d.body, i.number, i.title FROM document AS d"
        " LEFT JOIN item AS i ON i.document = d.id AND i.number = ? WHERE d.id = ?",
        [row["item"], row["document"]],
    ).fetchone()
    if found is None or not found[2]:
        return row["quote"], 0, len(row["quote"]), f"{row['document']} (its text is not here)"
    title, issue, body, number, item_title = found
    first, last = row["span_start"], row["span_end"]
    start = max((body.rfind(s, 0, first) + 1 for s in (*_STOPS, "\n\n")), default=0)
    stops = [p for p in (body.find(s, last) for s in (*_STOPS, "\n\n")) if p >= 0]
    sentence = body[start : min(stops, default=len(body) - 1) + 1]
    before = unwrapped(sentence[: first - start] + "\0").removesuffix("\0").lstrip()
    figure_words = unwrapped(body[first:last])
    context = unwrapped(sentence).strip()
    at = context.find(figure_words, max(0, len(before) - 1))
    at = at if at >= 0 else 0
    where = f"{title} {issue}".strip() + (f", {number} {item_title}" if number else "")
    return context, at, at + len(figure_words), f"{where} ({row['document']})"


def _aliases(connection: Connection, row: dict[str, Any]) -> dict[str, list[str]]:
    ids = [i for i in dict.fromkeys((row["subject"], row["relative_to"])) if i]
    rows = connection.execute(
        "SELECT id, list_filter([label_zh, label_en], lambda n: n <> '') || aliases FROM entity"
        " WHERE id IN (SELECT unnest(?))",
        [ids],
    ).fetchall()
    return {i: list(dict.fromkeys(a)) for i, a in rows}


def _neighbours(connection: Connection, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Accepted facts of the same subject, metric, scope and relative_to, whatever their period and world."""
    selection = Selection(subjects=(row["subject"],), metrics=(row["metric"],))
    rows = [dict(zip(COLUMNS, r, strict=True)) for r in select_facts(connection, selection)]
    same = ("scope", "relative_to")
    return [r for r in rows if r["id"] != row["id"] and all(r[c] == row[c] for c in same)]


def _neighbour(row: dict[str, Any]) -> str:
    when = period(row["period_start"], row["period_end"])
    parts = [row["id"][:8], figure(row), when, row["modality"], row["outlet"] or row["document"]]
    return "  ".join(p for p in parts if p)
