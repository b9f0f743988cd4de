"""Read facts: one frozen selection, one statement over the views, values always bound."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from factbase.errors import UsageError
from factbase.phrase import phrase
from factbase.store.connection import Connection

__all__ = ["COLUMNS", "SORTABLE", "Selection", "facts_by_key", "facts_by_prefix", "select_facts", "statement"]

COLUMNS = (
    "id", "key", "kind", "subject", "subject_label", "metric", "relative_to", "scope", "value", "low", "high", "low_open",
    "high_open", "widest_low", "widest_high", "unit", "as_written", "hedge", "modality", "period_start", "period_end",
    "attributed_to", "document", "item", "span_start", "span_end", "quote", "outlet", "outlet_date", "status", "note",
    "rule", "counted", "members", "relative_period", "exact", "version",
)  # fmt: skip
SORTABLE = (*COLUMNS, "date")
# The largest number that LIMIT takes.
_MOST = 2**63 - 1
_WORDS = 50

# When a fact is about: its period, else the day its outlet or document appeared; of a month or year the first or last.
_PUBLISHED = "try_cast(rpad(published, 10, '-01') AS DATE)"
_PUBLISHED_LAST = (
    f"CASE length(published) WHEN 4 THEN last_day({_PUBLISHED} + INTERVAL 11 MONTH)"
    f" WHEN 7 THEN last_day({_PUBLISHED}) ELSE {_PUBLISHED} END"
)
_DAY = "coalesce({0}, {1}, outlet_date, (SELECT {2} FROM document AS d WHERE d.id = document))"
_FIRST_DAY = _DAY.format("period_start", "period_end", _PUBLISHED)
_LAST_DAY = _DAY.format("period_end", "period_start", _PUBLISHED_LAST)
# A period that is open on one side reaches every day on that side.
_REACHES_BACK = (
    f"CASE WHEN period_start IS NULL AND period_end IS NOT NULL THEN DATE '0001-01-01' ELSE {_FIRST_DAY} END"
)
_REACHES_ON = (
    f"CASE WHEN period_end IS NULL AND period_start IS NOT NULL THEN DATE '9999-12-31' ELSE {_LAST_DAY} END"
)


class Selection(NamedTuple):
    """Which facts: every non-empty field narrows; the members of one field widen.

    `since` and `until` are inclusive days that the fact's period (else its publication) must reach. `minimum` and
    `maximum` are in each row's own unit: satisfied at face, or with `possible` merely not excluded. `sort` is a
    column, descending with a leading `-`.
    """

    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    relative_to: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("accepted",)
    since: date | None = None
    until: date | None = None
    minimum: float | None = None
    maximum: float | None = None
    possible: bool = False
    about: str = ""
    sort: str = ""
    limit: int | None = None


_FIELDS = (
    ("kinds", "kind"), ("ids", "id"), ("subjects", "subject"), ("metrics", "metric"), ("relative_to", "relative_to"),
    ("scopes", "scope"), ("documents", "document"), ("outlets", "outlet"), ("modalities", "modality"),
    ("units", "unit"), ("statuses", "status"),
)  # fmt: skip


def select_facts(connection: Connection, selection: Selection) -> list[tuple[Any, ...]]:
    """The rows of `facts` that a selection asks for, in the order of `COLUMNS`."""
    sql, values = statement(selection)
    return connection.execute(sql, values).fetchall()


def facts_by_prefix(connection: Connection, prefix: str) -> list[tuple[Any, ...]]:
    """Every fact, of whatever status, whose id begins with `prefix`."""
    names = ", ".join(COLUMNS)
    sql = f"SELECT {names} FROM facts WHERE starts_with(id, ?) ORDER BY id"
    return connection.execute(sql, [prefix.lower()]).fetchall()


def facts_by_key(connection: Connection, key: str) -> list[tuple[Any, ...]]:
    """The facts with a seed key that stand; where none does, those that were superseded, retired or rejected."""
    names = ", ".join(COLUMNS)
    sql = f"SELECT {names} FROM facts WHERE key = ? ORDER BY id"
    rows = connection.execute(sql, [key]).fetchall()
    status = COLUMNS.index("status")
    return [r for r in rows if r[status] in ("accepted", "candidate")] or rows


def statement(selection: Selection) -> tuple[str, list[Any]]:
    """The SQL of a selection and the values to bind. Raises `UsageError` for more words than a statement takes."""
    where: list[str] = []
    values: list[Any] = []
    for field, column in _FIELDS:
        wanted = getattr(selection, field)
        if wanted:
            where.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values.extend(wanted)
    for condition, bound in _conditions(selection):
        where.append(condition)
        values.extend(bound)
    sql = f"SELECT {', '.join(COLUMNS)} FROM facts"
    if where:
        sql += " WHERE " + " AND ".join(where)
    sql += f" ORDER BY {_order(selection.sort)}"
    if selection.limit is not None:
        sql += " LIMIT ?"
        values.append(min(selection.limit, _MOST))
    return sql, values


def _conditions(selection: Selection) -> list[tuple[str, list[Any]]]:
    found: list[tuple[str, list[Any]]] = []
    if selection.since:
        found.append((f"{_REACHES_ON} >= ?", [selection.since]))
    if selection.until:
        found.append((f"{_REACHES_BACK} <= ?", [selection.until]))
    for number, certain, possible in (
        (selection.minimum, "face_low >= ?", "(face_high IS NULL OR face_high >= ?) AND reading <> ''"),
        (selection.maximum, "face_high <= ?", "(face_low IS NULL OR face_low <= ?) AND reading <> ''"),
    ):
        if number is not None:
            bound = possible if selection.possible else certain
            found.append((f"id IN (SELECT id FROM fact WHERE {bound} AND kind <> 'date')", [number]))
    words = tuple(dict.fromkeys(selection.about.split()))
    if len(words) > _WORDS:
        raise UsageError(
            phrase("at most {words} words can be looked for at once, not {n}.", words=_WORDS, n=len(words))
        )
    if words:
        holds = " AND ".join(["contains(words, lower(?))"] * len(words))
        found.append((f"id IN (SELECT id FROM ({_SAID}) WHERE {holds})", list(words)))
    return found


# Every word that a fact may be found by, in one text: what it says and what its names are called. One pass, however
# many words are looked for: a subquery for each of them takes the planner minutes.
_NAMES = "lower(concat_ws(' ', label_zh, label_en, array_to_string(aliases, ' ')))"
_SAID = f"""
    SELECT f.id, concat_ws(' ', lower(concat_ws(' ', f.quote, replace(f.quote, ' ', ''), f.subject, f.metric, f.note, f.outlet,
        f.key)), s.names, r.names, a.names, m.names) AS words
    FROM fact AS f
    LEFT JOIN (SELECT id, {_NAMES} AS names FROM entity) AS s ON s.id = f.subject
    LEFT JOIN (SELECT id, {_NAMES} AS names FROM entity) AS r ON r.id = f.relative_to
    LEFT JOIN (SELECT id, {_NAMES} AS names FROM entity) AS a ON a.id = f.attributed_to
    LEFT JOIN (SELECT id, {_NAMES} AS names FROM metric) AS m ON m.id = f.metric
"""


def _order(sort: str) -> str:
    if not sort:
        return "document, span_start, id"
    name = sort.lstrip("-+")
    expression = {"value": "coalesce(value, low, high)", "date": _FIRST_DAY}.get(name, name)
    direction = "DESC" if sort.startswith("-") else "ASC"
    return f"{expression} {direction} NULLS LAST, document, span_start, id"
