"""Answer `show`: one fact with its words in context, who says so, and what else is said about the same measure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factbase.errors import FactbaseError, UnknownName, UsageError
from factbase.phrase import Words, listed, phrase, term
from factbase.quantity.exact import parse_reading
from factbase.quantity.interval import Interval
from factbase.service.view import Card, Line, Pair
from factbase.service.wording import bounds, figure, period
from factbase.store.connection import Connection, open_store
from factbase.store.labels import words_in
from factbase.store.select import COLUMNS, Selection, facts_by_key, facts_by_prefix, select_facts

__all__ = ["show"]

_STOPS = "。！？!?"


def show(store: Path, prefix: str, lang: str = "en") -> Card:
    """The fact whose id begins with `prefix`, or whose seed key it is.

    Raises `UnknownName` if there is none, `UsageError` listing the candidates if there are several.
    """
    connection = open_store(store)
    try:
        row = _one(connection, prefix)
        return _card(connection, row, words_in(connection, lang))
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
        ids = listed(r["id"] for r in found[:8])
        raise UsageError(
            phrase(
                "{prefix!r} names {n} facts: {ids}. Type more of the id.",
                prefix=prefix,
                n=len(found),
                ids=ids,
            )
        )
    return found[0]


def _card(connection: Connection, row: dict[str, Any], words: Words) -> Card:
    context, start, end, where = _context(connection, row, words)
    reading = parse_reading(
        connection.execute("SELECT reading FROM fact WHERE id = ?", [row["id"]]).fetchall()[0][0]
    )
    neighbours = _neighbours(connection, row)
    aliases = _aliases(connection, row)
    sections = (
        ("claim", _claim(row, words)),
        ("reading", _readings(row, reading.face, reading.rounded, reading.widest, words)),
        ("words", (context,)),
        ("source", _source(row, words, where)),
        ("aliases", tuple(f"{i}: {', '.join(a)}" for i, a in aliases.items())),
        ("same measure", tuple(_neighbour(n, words) for n in neighbours) or (phrase("no other fact"),)),
    )
    data = {
        **row, "context": context, "context_start": start, "context_end": end, "aliases": aliases,
        "neighbours": [n["id"] for n in neighbours],
    }  # fmt: skip
    title = f"{row['id']}  {words.term(row['kind'])}  {figure(row, words)}"
    return Card(title, data, sections, ((2, 0, start, end),))


def _claim(row: dict[str, Any], words: Words) -> tuple[Line, ...]:
    def named(what: str) -> str:
        return words.say("{label} ({id})", label=words.label(row[what]), id=row[what]) if row[what] else "?"

    lines = [Pair("subject", named("subject")), Pair("metric", named("metric"))]
    if row["relative_to"]:
        lines.append(Pair("relative to", named("relative_to")))
    if row["scope"]:
        lines.append(Pair("scope", named("scope")))
    when = period(row["period_start"], row["period_end"], words)
    if when:
        lines.append(Pair("date" if row["kind"] == "date" else "period", when))
    if row["relative_period"]:
        lines.append(Pair("compared to", row["relative_period"]))
    lines.append(Pair("modality", term(row["modality"])))
    if row["members"]:
        lines.append(Pair("members", words.term(", ").join(map(words.label, row["members"]))))
    if row["status"] != "accepted":
        lines.append(Pair("status", term(row["status"])))
    if row["note"]:
        lines.append(Pair("note", row["note"]))
    return tuple(lines)


def _readings(
    row: dict[str, Any], face: Interval, rounded: Interval, widest: Interval, words: Words
) -> tuple[Line, ...]:
    if row["kind"] == "date":
        return (Pair("as written", row["as_written"]),)

    def shown(x: Interval) -> str:
        low = None if x.low is None else float(x.low)
        high = None if x.high is None else float(x.high)
        said: str = bounds(low, high, x.low_open, x.high_open, row["unit"], row["kind"], words)
        return said or words.say("unbounded")

    counted = f" {row['counted']}" if row["counted"] else ""
    return (
        Pair("as written", f"{row['as_written']}{counted}"),
        Pair("hedge", phrase("{hedge} (rule {rule})", hedge=term(row["hedge"]), rule=row["rule"])),
        Pair("face", shown(face)),
        Pair("rounded", shown(rounded)),
        Pair("widest", shown(widest)),
    )


def _source(row: dict[str, Any], words: Words, where: str) -> tuple[Line, ...]:
    lines = [Pair("document", where)]
    if row["outlet"]:
        dated = [str(row["outlet_date"])] if row["outlet_date"] else []
        lines.append(Pair("outlet", _said([row["outlet"], *dated], words)))
    if row["attributed_to"]:
        lines.append(Pair("says so", words.label(row["attributed_to"])))
    place = phrase("code points {start}–{end}", start=row["span_start"], end=row["span_end"])
    lines.append(Pair("span", place))
    return tuple(lines)


def _said(parts: Sequence[str], words: Words) -> str:
    """One thing and what narrows it, if anything."""
    return words.say("{one}, {two}", one=parts[0], two=parts[1]) if parts[1:] else parts[0]


def _context(connection: Connection, row: dict[str, Any], words: Words) -> tuple[str, int, int, str]:
    """The sentence around the span on one line, the span within it, and where the document says it stands."""
    from factbase.extract.reflow import unwrapped

    found = connection.execute(
        "SELECT d.title, d.issue, d.body, i.number, i.title FROM document AS d"
        " LEFT JOIN item AS i ON i.document = d.id AND i.number = ? WHERE d.id = ?",
        [row["item"], row["document"]],
    ).fetchone()
    if found is None or not found[2]:
        where = words.say("{document} (its text is not here)", document=row["document"])
        return row["quote"], 0, len(row["quote"]), where
    title, issue, body, number, item_title = found
    first, last = row["span_start"], row["span_end"]
    if not _stands(body, row):
        where = words.say("{document} (it no longer says so)", document=row["document"])
        return row["quote"], 0, len(row["quote"]), where
    start = max((body.rfind(s, 0, first) + 1 for s in (*_STOPS, "\n\n")), default=0)
    stops = [p for p in (body.find(s, last) for s in (*_STOPS, "\n\n")) if p >= 0]
    sentence = body[start : min(stops, default=len(body) - 1) + 1]
    before = unwrapped(sentence[: first - start] + "\0").removesuffix("\0").lstrip()
    figure_words = unwrapped(body[first:last])
    context = unwrapped(sentence).strip()
    at = context.find(figure_words, max(0, len(before) - 1))
    at = at if at >= 0 else 0
    place = _said([f"{title} {issue}".strip(), *([f"{number} {item_title}"] if number else [])], words)
    return context, at, at + len(figure_words), words.say("{label} ({id})", label=place, id=row["document"])


def _stands(body: str, row: dict[str, Any]) -> bool:
    """Whether the quote of a fact still stands where it was found: a new version of its document may have dropped it."""
    from factbase.extract.locate import archive, locate_at

    source = archive(body)
    try:
        start, end = source.flow.span(*locate_at(source, row["quote"], row["span_start"], row["span_end"]))
    except FactbaseError:
        return False
    return bool(start <= row["span_start"] and row["span_end"] <= end)


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


def _neighbour(row: dict[str, Any], words: Words) -> str:
    when = period(row["period_start"], row["period_end"], words)
    world, source = words.term(row["modality"]), row["outlet"] or row["document"]
    return "  ".join(p for p in (row["id"][:8], figure(row, words), when, world, source) if p)
