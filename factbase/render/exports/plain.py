"""CSV, JSON Lines, Parquet and Markdown."""

from __future__ import annotations

from pathlib import Path

from factbase.render.exports.options import Options
from factbase.render.plain import write_markdown
from factbase.service.export import Extract
from factbase.service.view import Column, Table

__all__ = ["csv_file", "jsonl_file", "markdown_file", "parquet_file"]

_HEADINGS = {
    "en": ("id", "subject", "what", "figure", "as written", "period", "source", "quote"),
    "zh": ("编号", "主体", "指标", "数值", "原文", "时期", "来源", "引文"),
}


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
    headings = _HEADINGS.get(options.lang, _HEADINGS["en"])
    columns = tuple(Column(h, "number" if n == 3 else "text") for n, h in enumerate(headings))
    with draft.open("w", encoding="utf-8", newline="") as file:
        write_markdown(Table("", columns, extract.lines(options.lang)), file)
