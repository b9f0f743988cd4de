"""Answer `query` and feed `export`: one request, one table of facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from factbase.errors import UnknownName, UsageError
from factbase.model.kinds import KINDS, MODALITIES, STATUSES
from factbase.phrase import Words, counted, phrase
from factbase.service.view import Column, Table
from factbase.service.wording import figure, period
from factbase.store.connection import Connection, open_store
from factbase.store.labels import words_in
from factbase.store.lookup import resolve
from factbase.store.select import COLUMNS, SORTABLE, Selection, select_facts

__all__ = ["FactRequest", "fact_columns", "fact_line", "query", "selection_of"]

_NUMBERS = {"value", "low", "high", "widest_low", "widest_high", "span_start", "span_end", "version"}
_FLAGS = {"low_open", "high_open"}
_DATES = {"period_start", "period_end", "outlet_date", "rate_date"}


class FactRequest(NamedTuple):
    """What a person asked for, as typed: names may be ids, labels or aliases; bounds may carry a unit (`50MW`).

    `minimum`/`maximum` select facts that certainly satisfy them, with `possible` also those that may.
    """

    kind: str = ""
    subjects: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    relative_to: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    minimum: str = ""
    maximum: str = ""
    possible: bool = False
    about: str = ""
    unit: str = ""
    currency: str = ""
    sort: str = ""
    limit: int | None = None


def query(store: Path, request: FactRequest, lang: str = "en") -> Table:
    """The facts that a request asks for, in document order unless it sorts.

    Raises `UnknownName` for a name the store does not know, `DimensionMismatch` for a bound in the wrong dimension,
    `UsageError` for a bad date or sort key, and what `open_store` raises.
    """
    connection = open_store(store)
    try:
        selection = selection_of(connection, request)
        if request.unit or request.currency or request.minimum or request.maximum:
            from factbase.service.bounded import bounded_rows

            dicts, columns, notes = bounded_rows(connection, request, selection)
            rows = [tuple(row[c] for c in columns) for row in dicts]
        else:
            rows, columns, notes = select_facts(connection, selection), COLUMNS, ()
        words = words_in(connection, lang)
    finally:
        connection.close()
    return _table(rows, columns, words, notes, as_is=bool(request.unit))


def selection_of(connection: Connection, request: FactRequest) -> Selection:
    """A request with every name resolved against the store."""
    if request.kind and request.kind not in KINDS:
        raise UnknownName(
            "kind", request.kind, get_close_matches(request.kind, KINDS, n=3, cutoff=0.4) or list(KINDS)[:5]
        )
    return Selection(
        kinds=(request.kind,) if request.kind else (),
        subjects=_ids(connection, "entity", request.subjects),
        metrics=_ids(connection, "metric", request.metrics),
        relative_to=_ids(connection, "entity", request.relative_to),
        scopes=_ids(connection, "scope", request.scopes),
        documents=_ids(connection, "document", request.documents),
        outlets=_ids(connection, "outlet", request.outlets),
        modalities=_choices("modality", request.modalities, MODALITIES),
        statuses=_choices("status", request.statuses, STATUSES) or ("accepted",),
        since=_day(request.since, "--since", first=True),
        until=_day(request.until, "--until", first=False),
        possible=request.possible,
        about=request.about,
        sort=_sort_key(request.sort),
        limit=request.limit,
    )


def _ids(connection: Connection, what: str, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(resolve(connection, what, name) for name in names)


def _choices(what: str, given: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    for name in given:
        if name not in known:
            raise UnknownName(what, name, get_close_matches(name, known, n=3, cutoff=0.4) or list(known))
    return tuple(given)


def _sort_key(sort: str) -> str:
    name = sort.lstrip("-+")
    if sort and name not in SORTABLE:
        raise UnknownName(
            "column", name, get_close_matches(name, SORTABLE, n=3, cutoff=0.4) or ["value", "date"]
        )
    return sort


def _day(text: str, option: str, *, first: bool) -> date | None:
    """The first or last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    if not text:
        return None
    from factbase.service.convert import published_day

    start: date | None
    try:
        parts = [int(p) for p in text.split("-")]
        start = date(*[*parts, 1, 1][:3])
        last = published_day(text)
    except (ValueError, TypeError):
        start = last = None
    if start is None or last is None or len(text.split("-")) > 3:
        raise UsageError(
            phrase(
                "{option} takes a date as 2024, 2024-04 or 2024-04-28, not {text!r}.",
                option=option,
                text=text,
            )
        )
    return start if first else last


def fact_columns(names: Sequence[str]) -> tuple[Column, ...]:
    """The typed columns of fact rows."""
    return tuple(Column(name, _kind(name)) for name in names)


def _kind(name: str) -> str:
    if name in _NUMBERS:
        return "number"
    if name in _FLAGS:
        return "flag"
    return "date" if name in _DATES else "list" if name == "members" else "text"


def _table(
    rows: list[tuple[Any, ...]], columns: Sequence[str], words: Words, notes: tuple[str, ...], *, as_is: bool
) -> Table:
    headings = (
        Column("id"), Column("subject"), Column("what"), Column("figure", "number"), Column("as written", "text", 110),
        Column("period", "text", 96), Column("source"), Column("quote", "text", 150),
    )  # fmt: skip
    # Worded only when a screen asks: a million rows of data need no words.
    lines = (fact_line(dict(zip(columns, row, strict=True)), words, as_is=as_is) for row in rows)
    return Table(
        counted(len(rows), "{n} fact", "{n} facts"), fact_columns(columns), rows, headings, lines, notes
    )


def fact_line(row: dict[str, Any], words: Words, *, as_is: bool = False) -> tuple[str, ...]:
    """A fact as the cells of the table for people: id, subject, what, figure, as written, period, source, quote.

    `as_is` keeps its unit, which somebody asked for.
    """
    what = words.label(row["metric"])
    if row["relative_to"]:
        what += f" / {words.label(row['relative_to'])}"
    if row["scope"]:
        what += f" [{words.label(row['scope'])}]"
    when = period(row["period_start"], row["period_end"], words) if row["kind"] != "date" else ""
    shown = figure(row, words, as_is=as_is)
    if row["modality"] != "actual":
        shown = words.say("{figure} ({modality})", figure=shown, modality=words.term(row["modality"]))
    if row.get("rate_date"):
        shown += f" @{row['rate_date']}"
    source = row["outlet"] or row["document"]
    if row["outlet_date"]:
        source += f" {row['outlet_date']}"
    return (
        row["id"][:8],
        words.label(row["subject"]),
        what,
        shown,
        row["as_written"],
        when,
        source,
        row["quote"],
    )
