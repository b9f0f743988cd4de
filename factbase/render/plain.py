"""Tables and cards as data: CSV, JSON, JSON Lines and Markdown, exact and never cut."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any, TextIO

from factbase.phrase import ENGLISH, Words
from factbase.service.view import Card, Column, Pair, Table

__all__ = ["jsonable", "write_csv", "write_json", "write_jsonl", "write_markdown"]

# What a spreadsheet takes for a formula, also behind white space (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What Markdown would read as its own: emphasis, code, tags, entities, links, and the bar between cells.
_SIGN = re.compile(r"[\\`*|~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|\](?=[(\[])")
_BIG = 1e16
# What the CSV writer itself writes as wanted; asking for the class alone keeps a million rows quick.
_AS_IS = frozenset({str, int, date, type(None)})


def jsonable(value: Any) -> Any:
    """A cell as JSON holds it: numbers as numbers, whole ones without a fraction, dates in ISO 8601, the rest as text.

    What JSON has no number for (NaN, infinities) is text too.

    >>> jsonable(500000.0), jsonable(3.2), jsonable(Fraction(1, 3)), jsonable(date(2024, 4, 28)), jsonable(float("inf"))
    (500000, 3.2, 0.3333333333333333, '2024-04-28', 'inf')
    """
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (float, Fraction, Decimal)):
        near = float(value)
        if not isfinite(near):
            return str(near)
        return int(near) if near.is_integer() and abs(near) < _BIG else near
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {k: jsonable(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(v) for v in value]
    return value.decode(errors="backslashreplace") if isinstance(value, bytes) else str(value)


def write_json(view: Table | Card, out: TextIO) -> None:
    """One array of objects for a table, one object for a card."""
    if isinstance(view, Card):
        out.write(json.dumps(jsonable(view.data), ensure_ascii=False, indent=2) + "\n")
        return
    if view.wrap:
        whole = {view.wrap: list(_records(view)), **jsonable(view.extra)}
        out.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
        return
    separator = "[\n"
    for record in _records(view):
        out.write(f"{separator}  {json.dumps(record, ensure_ascii=False)}")
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def write_jsonl(view: Table | Card, out: TextIO) -> None:
    """One object a line."""
    records = [jsonable(view.data)] if isinstance(view, Card) else _records(view)
    out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def write_csv(view: Table | Card, out: TextIO, *, excel: bool = False) -> None:
    """RFC 4180 with a header. With `excel`, cells that a spreadsheet would run get a leading apostrophe."""
    columns, rows = _tabular(view)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([c.name for c in columns])
    if excel:
        writer.writerows([_defused(_cell(value)) for value in row] for row in rows)
    else:
        writer.writerows([v if v.__class__ in _AS_IS else _cell(v) for v in row] for row in rows)


def write_markdown(view: Table | Card, out: TextIO, words: Words = ENGLISH) -> None:
    """A pipe table of what a screen shows."""
    if isinstance(view, Card):
        out.write(f"## {words(view.title)}\n\n")
        for heading, lines in view.sections:
            entries = (_flat(_entry(line, words)) for line in lines)
            out.write(f"**{words.heading(heading)}**\n\n" + "".join(f"- {e}\n" for e in entries) + "\n")
        return
    columns = view.headings or view.columns
    rows: Iterable[Iterable[Any]] = view.lines if view.headings else view.rows
    out.write(
        "| " + " | ".join(_flat(words.term(c.name) if view.headings else c.name) for c in columns) + " |\n"
    )
    out.write("|" + "|".join(" ---: " if c.kind == "number" else " --- " for c in columns) + "|\n")
    for row in rows:
        out.write(
            "| " + " | ".join(_flat(str(_cell(words(v) if isinstance(v, str) else v))) for v in row) + " |\n"
        )


def _entry(line: str | Pair, words: Words) -> str:
    if isinstance(line, Pair):
        return words.say("{what}: {text}", what=words.heading(line.name), text=words(line.text))
    return words(line)


def _records(view: Table) -> Iterator[dict[str, Any]]:
    names = [c.name for c in view.columns]
    for row in view.rows:
        yield dict(zip(names, map(jsonable, row), strict=True))


def _tabular(view: Table | Card) -> tuple[tuple[Column, ...], Iterable[tuple[Any, ...]]]:
    if isinstance(view, Table):
        return view.columns, view.rows
    return tuple(Column(name) for name in view.data), [tuple(view.data.values())]


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = jsonable(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, (list, dict)) else plain


def _defused(cell: Any) -> Any:
    return "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _flat(text: str) -> str:
    """A text on one line of which Markdown takes nothing for its own signs."""
    return _SIGN.sub(r"\\\g<0>", " ".join(text.splitlines()))
