"""Answer `quantities`: a text's mentions as rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factbase.errors import UsageError
from factbase.quantity.rows import quantity_row
from factbase.quantity.scanner import iter_quantities
from factbase.quantity.tables import Tables
from factbase.service.view import Column, Table
from factbase.vocabulary.files import overlay_beside
from factbase.vocabulary.reading import reader_tables

__all__ = ["read_lines", "read_text", "source_text"]

_FIELDS = (
    "start", "end", "text", "value", "low", "high", "low_open", "high_open", "widest_low", "widest_high", "unit",
    "counted", "hedge", "rule", "ratio_low", "ratio_high", "ratio_low_open", "ratio_high_open", "note",
)  # fmt: skip
_TEXTS = {"text", "unit", "counted", "hedge", "rule", "note"}


def source_text(text: str, file: Path | None) -> str:
    """The text of an argument, a file or, for `-`, standard input. Raises `UsageError` unless exactly one is named."""
    if bool(text) == (file is not None):
        raise UsageError("give a text, a file with -f, or - for standard input.")
    if file is not None and str(file) != "-":
        from factbase.extract.decode import read_document

        return read_document(file)[0]
    return (
        sys.stdin.buffer.read().decode("utf-8", errors="replace") if text == "-" or file is not None else text
    )


def read_text(text: str, store: Path) -> Table:
    """Every mention of a text, offsets in code points of it, read with the vocabulary beside `store` if there is one."""
    tables = reader_tables(overlay_beside(store))
    rows = tuple(tuple(quantity_row(q).values()) for q in iter_quantities(text, tables))
    columns = tuple(Column(n, "text" if n in _TEXTS else "number") for n in _FIELDS)
    shown = ("text", "value", "low", "high", "unit", "counted", "hedge", "ratio_low", "ratio_high")
    picked = [i for i, n in enumerate(_FIELDS) if n in shown]
    headings = tuple(Column(columns[i].name, columns[i].kind) for i in picked)
    lines = tuple(tuple("" if row[i] is None else str(row[i]) for i in picked) for row in rows)
    return Table(f"{len(rows)} quantities", columns, rows, headings, lines)


def read_lines(text: str, store: Path) -> Table:
    """One row per input line, also for an empty one: its number from 1 and its mentions, offsets within the line."""
    tables = reader_tables(overlay_beside(store))
    return Table("", (Column("line", "number"), Column("quantities", "data")), _lines(text, tables))


def _lines(text: str, tables: Tables) -> Iterator[tuple[Any, ...]]:
    lines = text.removesuffix("\n").split("\n") if text else ()
    for number, line in enumerate(lines, 1):
        line = line.removesuffix("\r")
        yield number, [quantity_row(q) for q in iter_quantities(line, tables)]
