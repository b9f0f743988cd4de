"""What the store knows of: documents, entities, metrics, units, and how many facts of each sort."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factbase.errors import UnknownName
from factbase.phrase import Phrase, Words, counted, phrase, term
from factbase.quantity.units import UnitTable
from factbase.service.convert import wanted_unit
from factbase.service.view import Card, Column, Pair, Table
from factbase.store.connection import Connection, open_store
from factbase.store.labels import words_in
from factbase.store.lookup import resolve
from factbase.vocabulary.words import load_words

__all__ = [
    "document_card",
    "documents",
    "entities",
    "entity_card",
    "metric_card",
    "metrics",
    "stats",
    "unit_card",
    "units",
]

# Where a count more beside the longest kinds and documents does not fold them.
_WIDE = 96
# Fields of a name whose values are codes that have a word.
_CODES = ("type", "kind", "nature")


def documents(store: Path) -> Table:
    """Every document with how many items and facts it has."""
    columns = "id title publisher author url issue published accessed language license sha256 items facts"
    sql = """
        SELECT d.id, d.title, d.publisher, d.author, d.url, d.issue, d.published, d.accessed, d.language, d.license,
            d.sha256, (SELECT count(*) FROM item AS i WHERE i.document = d.id),
            (SELECT count(*) FROM fact AS f WHERE f.document = d.id AND f.status = 'accepted')
        FROM document AS d ORDER BY d.id
    """
    rows = _rows(store, sql)
    headings = (
        Column("id"), Column("title"), Column("issue", from_width=100), Column("published"), Column("items", "number"),
        Column("facts", "number"),
    )  # fmt: skip
    lines = tuple((r[0], r[1], r[5], r[6], str(r[11]), str(r[12])) for r in rows)
    return Table(term("documents"), _columns(columns, "items facts"), rows, headings, lines)


def entities(store: Path) -> Table:
    """Every entity with its labels and aliases."""
    rows = _rows(store, "SELECT id, type, label_zh, label_en, aliases FROM entity ORDER BY id")
    columns = (*_columns("id type label_zh label_en", ""), Column("aliases", "list"))
    headings = (*columns[:4], Column("aliases", from_width=110))
    lines = tuple((*r[:4], ", ".join(r[4])) for r in rows)
    return Table(term("entities"), columns, rows, headings, lines)


def metrics(store: Path) -> Table:
    """Every metric with its dimension, unit and how many accepted facts measure it."""
    columns = "id kind dimension unit nature label_zh label_en aliases facts"
    sql = """
        SELECT id, kind, dimension, unit, nature, label_zh, label_en, aliases,
            (SELECT count(*) FROM fact AS f WHERE f.metric = m.id AND f.status = 'accepted')
        FROM metric AS m ORDER BY id
    """
    rows = _rows(store, sql)
    headings = (
        Column("id"), Column("kind", from_width=100), Column("unit"), Column("label_zh"), Column("label_en", from_width=90),
        Column("facts", "number"),
    )  # fmt: skip
    lines = tuple((r[0], r[1], r[3], r[5], r[6], str(r[8])) for r in rows)
    return Table(term("metrics"), _columns(columns, "facts", "aliases"), rows, headings, lines)


def units(table: UnitTable) -> Table:
    """Every unit of a vocabulary with its dimension and names."""
    rows = tuple(
        (i, dimension, factor, [*labels, *aliases])
        for i, dimension, factor, _, labels, aliases in table.rows()
    )
    columns = (*_columns("id dimension factor", ""), Column("names", "list"))
    headings = (*columns[:2], Column("factor", "number", 90), Column("names"))
    lines = tuple((*r[:3], ", ".join(r[3])) for r in rows)
    return Table(term("units"), columns, rows, headings, lines)


def unit_card(table: UnitTable, name: str) -> Card:
    """One unit in detail, a compound too. Raises `UnknownName` with the nearest."""
    unit = wanted_unit(table, name)
    rows = {r[0]: r for r in table.rows()}
    names = [*rows[unit.id][4], *rows[unit.id][5]] if unit.id in rows else []
    same = [r[0] for r in rows.values() if r[1] == unit.dimension and r[0] != unit.id]
    data: dict[str, Any] = {
        "id": unit.id,
        "dimension": unit.dimension,
        "factor": str(unit.factor),
        "offset": str(unit.offset),
        "names": names,
        "converts_to": same,
    }
    sections = (
        (
            "unit",
            (
                Pair("dimension", unit.dimension),
                Pair("factor", phrase("{factor} of the dimension's base", factor=unit.factor)),
            ),
        ),
        ("names", (", ".join(names) or phrase("a compound; no names of its own"),)),
        ("converts to", (", ".join(same[:40]) or phrase("nothing else in the vocabulary"),)),
    )
    return Card(unit.id, data, sections)


def entity_card(store: Path, name: str, lang: str = "en") -> Card:
    """One entity in detail. Raises `UnknownName` with the nearest."""
    return _card(store, "entity", name, "subject = ? OR relative_to = ? OR attributed_to = ?", 3, lang)


def metric_card(store: Path, name: str, lang: str = "en") -> Card:
    """One metric in detail. Raises `UnknownName` with the nearest."""
    return _card(store, "metric", name, "metric = ?", 1, lang)


def document_card(store: Path, name: str) -> Card:
    """One document with its items. Raises `UnknownName` with the nearest."""
    connection = open_store(store)
    try:
        key = resolve(connection, "document", name)
        data = _record(connection, "SELECT * EXCLUDE (body, origin) FROM document WHERE id = ?", [key])
        items = connection.execute(
            "SELECT number, title, outlet, outlet_date, (SELECT count(*) FROM fact AS f WHERE f.document = i.document"
            " AND f.item = i.number AND f.status = 'accepted') FROM item AS i WHERE document = ? ORDER BY span_start",
            [key],
        ).fetchall()
    finally:
        connection.close()
    data["items"] = [
        dict(zip(("number", "title", "outlet", "outlet_date", "facts"), i, strict=True)) for i in items
    ]
    about = tuple(Pair(k, str(v)) for k, v in data.items() if v and k not in ("id", "items"))
    lines = tuple(_item(*item) for item in items)
    return Card(key, data, (("document", about), ("items", lines)))


def _item(number: str, title: str, outlet: str, day: Any, facts: int) -> Phrase:
    source = " ".join(str(p) for p in (outlet, day) if p) or phrase("no outlet named")
    return counted(
        facts,
        "{number:<6} {title}  ({source}; {n} fact)",
        "{number:<6} {title}  ({source}; {n} facts)",
        number=number,
        title=title,
        source=source,
    )


def stats(store: Path, lang: str = "en") -> Table:
    """How many facts of each kind and document, and how many of each status."""
    sql = """
        SELECT kind, document, count(*) FILTER (status = 'accepted'), count(*) FILTER (status = 'candidate'),
            count(*) FILTER (status NOT IN ('accepted', 'candidate')), count(DISTINCT subject) FILTER (status = 'accepted'),
            count(*) FILTER (status = 'accepted' AND modality <> 'actual')
        FROM facts GROUP BY kind, document ORDER BY kind, document
    """
    rows = _rows(store, sql)
    names = "kind document accepted candidate other subjects not_actual"
    total = sum(r[2] for r in rows)
    columns = _columns(names, "accepted candidate other subjects not_actual")
    headings = (*columns[:-1], columns[-1]._replace(from_width=_WIDE))
    words = load_words(lang)
    lines = tuple((_code(kind, words), document, *map(str, counts)) for kind, document, *counts in rows)
    return Table(counted(total, "{n} accepted fact", "{n} accepted facts"), columns, rows, headings, lines)


def _code(code: str, words: Words) -> str:
    """A code as people type it, with its word where the language has another one."""
    word = words.term(code)
    return code if word == code else f"{code} {word}"


def _card(store: Path, what: str, name: str, condition: str, places: int, lang: str) -> Card:
    connection = open_store(store)
    try:
        key = resolve(connection, what, name)
        data = _record(connection, f"SELECT * EXCLUDE (origin) FROM {what} WHERE id = ?", [key])
        facts = connection.execute(
            f"SELECT id, subject, metric, as_written, outlet FROM facts WHERE ({condition}) AND status = 'accepted'"
            " ORDER BY document, span_start",
            [key] * places,
        ).fetchall()
        words = words_in(connection, lang)
    finally:
        connection.close()
    data["facts"] = [f[0] for f in facts]
    about = tuple(
        Pair(k, ", ".join(v) if isinstance(v, list) else term(str(v)) if k in _CODES else str(v))
        for k, v in data.items()
        if v and k not in ("id", "facts")
    )
    lines = tuple(
        f"{i[:8]}  {words.label(s)}  {words.label(m)}  {w}  {o}".rstrip() for i, s, m, w, o in facts
    )
    return Card(key, data, ((what, about), (phrase("facts ({n})", n=len(facts)), lines or (phrase("none"),))))


def _record(connection: Connection, sql: str, values: list[Any]) -> dict[str, Any]:
    cursor = connection.execute(sql, values)
    names = [d[0] for d in cursor.description or ()]
    row = cursor.fetchone()
    if row is None:
        raise UnknownName("row", str(values[0]))
    return dict(zip(names, row, strict=True))


def _rows(store: Path, sql: str) -> tuple[tuple[Any, ...], ...]:
    connection = open_store(store)
    try:
        return tuple(connection.execute(sql).fetchall())
    finally:
        connection.close()


def _columns(names: str, numbers: str, lists: str = "") -> tuple[Column, ...]:
    kinds = dict.fromkeys(numbers.split(), "number") | dict.fromkeys(lists.split(), "list")
    return tuple(Column(n, kinds.get(n, "text")) for n in names.split())
