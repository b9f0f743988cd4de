"""Answer `quantities`: a text's mentions as rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

from factbase.errors import UsageError
from factbase.phrase import Words, counted, phrase
from factbase.quantity.rows import quantity_row
from factbase.quantity.scanner import iter_quantities
from factbase.quantity.tables import Tables
from factbase.service.view import Column, Table
from factbase.service.wording import bounds, number
from factbase.vocabulary.files import overlay_beside
from factbase.vocabulary.reading import reader_tables
from factbase.vocabulary.words import load_words

__all__ = ["read_lines", "read_text", "source_text"]

_FIELDS = (
    "start", "end", "text", "value", "low", "high", "low_open", "high_open", "widest_low", "widest_high", "unit",
    "counted", "hedge", "rule", "ratio_low", "ratio_high", "ratio_low_open", "ratio_high_open", "note",
)  # fmt: skip
_NUMBERS = ("value", "low", "high", "widest_low", "widest_high", "ratio_low", "ratio_high")
_TEXTS = {"text", "unit", "counted", "hedge", "rule", "note"}


def source_text(text: str, file: Path | None) -> str:
    """The text of an argument, a file of any kind that `ingest` reads or, for `-`, standard input.

    Raises `UsageError` unless exactly one is named, `BadDocument` for a file that is unusable.
    """
    if bool(text) == (file is not None):
        raise UsageError(phrase("give a text, a file with -f, or - for standard input."))
    if file is not None and str(file) != "-":
        from factbase.extract.formats import read_file

        return read_file(file).text
    return _piped(sys.stdin.buffer) if text == "-" or file is not None else text


def _piped(stream: BinaryIO) -> str:
    """The text of standard input, empty if nothing comes; what is no UTF-8 is read as a file would be."""
    from factbase.extract.decode import read_stream

    data = read_stream(stream, "standard input")
    try:
        if data[:4] not in (b"%PDF", b"PK\x03\x04"):
            return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    from factbase.extract.formats import text_of

    return text_of(data, "standard input").text


def read_text(text: str, store: Path, lang: str = "en") -> Table:
    """Every mention of a text, offsets in code points of it, read with the vocabulary beside `store` if there is one."""
    tables = reader_tables(overlay_beside(store))
    rows = tuple(tuple(quantity_row(q).values()) for q in iter_quantities(text, tables))
    columns = tuple(Column(n, "text" if n in _TEXTS else "number") for n in _FIELDS)
    headings = (
        Column("text"), Column("value", "number"), Column("stated", "number"), Column("widest", "number", 110),
        Column("unit"), Column("counted"), Column("hedge"), Column("change", "number"),
    )  # fmt: skip
    words = load_words(lang)
    lines = (_line(dict(zip(_FIELDS, row, strict=True)), words) for row in rows)
    title = counted(len(rows), "{n} quantity", "{n} quantities")
    return Table(title, columns, rows, headings, lines)


def _line(row: dict[str, Any], words: Words) -> tuple[str, ...]:
    """A mention for people: numbers in words, bounds with their open and closed ends."""
    given = {n: None if row[n] is None else float(Fraction(str(row[n]))) for n in _NUMBERS}
    value = "" if given["value"] is None else number(given["value"], words)
    stated = bounds(given["low"], given["high"], row["low_open"], row["high_open"], "", "", words)
    widest = bounds(given["widest_low"], given["widest_high"], False, False, "", "", words)
    low_open, high_open = row["ratio_low_open"], row["ratio_high_open"]
    change = bounds(given["ratio_low"], given["ratio_high"], low_open, high_open, "1", "ratio", words)
    unit, hedge = words.unit(row["unit"]), words.term(row["hedge"])
    return row["text"], value, stated, widest, unit, row["counted"], hedge, change


def read_lines(text: str, store: Path) -> Table:
    """One row per input line, also for an empty one: its number from 1 and its mentions, offsets within the line."""
    tables = reader_tables(overlay_beside(store))
    return Table("", (Column("line", "number"), Column("quantities", "data")), _lines(text, tables))


def _lines(text: str, tables: Tables) -> Iterator[tuple[Any, ...]]:
    lines = text.removesuffix("\n").split("\n") if text else ()
    for count, line in enumerate(lines, 1):
        line = line.removesuffix("\r")
        yield count, [quantity_row(q) for q in iter_quantities(line, tables)]
