"""CSV, JSON Lines, Parquet and Markdown."""

from __future__ import annotations

from pathlib import Path

from factbase.render.exports.options import Options
from factbase.render.plain import write_markdown
from factbase.service.export import Extract
from factbase.service.view import Column, Table
from factbase.vocabulary.words import load_words

__all__ = ["csv_file", "jsonl_file", "markdown_file", "parquet_file"]

_HEADINGS = ("id", "subject", "what", "figure", "as written", "period", "source", "quote")


def csv_file(extract: Extract, draft: Path, options: Options) -> None:
    """RFC 4180 with a header."""
    extract.copy(draft, "csv", excel=options.excel, reading=options.exact)


def parquet_file(extract: Extract, draft: Path, options: Options) -> None:
    """Parquet with the types of the view."""
    extract.copy(draft, "parquet", reading=options.exact)


def jsonl_file(extract: Extract, draft: Path, options: Options) -> None:
    """One object a line."""
    extract.copy(draft, "jsonl", reading=options.exact)


def markdown_file(extract: Extract, draft: Path, options: Options) -> None:
    """A pipe table of what `query` shows."""
    columns = tuple(Column(h, "number" if h == "figure" else "text") for h in _HEADINGS)
    table = Table("", columns, (), columns, extract.lines(options.lang))
    with draft.open("w", encoding="utf-8", newline="") as file:
        write_markdown(table, file, load_words(options.lang))
