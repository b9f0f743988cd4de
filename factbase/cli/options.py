"""Options that many commands share, each declared once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from factbase.errors import UsageError

__all__ = ["DbOption", "ExcelOption", "FormatOption", "LangOption", "OutputOption", "store_path"]


LANGUAGES = ("en", "zh")


def _complete_format(incomplete: str) -> list[str]:
    from factbase.render.emit import FORMATS

    return [f for f in FORMATS if f.startswith(incomplete)]


def _complete_language(incomplete: str) -> list[str]:
    return [lang for lang in LANGUAGES if lang.startswith(incomplete)]


def _language(lang: str) -> str:
    if lang not in LANGUAGES:
        raise UsageError(f"--lang takes {' or '.join(LANGUAGES)}, not {lang!r}.")
    return lang


DbOption = Annotated[
    Path | None,
    typer.Option("--db", help="The store; else FACTBASE_DB, else ./factbase.duckdb.", show_default=False),
]
FormatOption = Annotated[
    str, typer.Option("--format", help="table, json, jsonl, csv or md.", autocompletion=_complete_format)
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write to this file; - is standard output.", show_default=False),
]
LangOption = Annotated[
    str,
    typer.Option(
        "--lang",
        help="en or zh: the language of labels and explanations.",
        callback=_language,
        autocompletion=_complete_language,
    ),
]
ExcelOption = Annotated[
    bool, typer.Option("--excel", help="CSV for spreadsheets: with a byte order mark, formulas defused.")
]


def store_path(option: Path | None) -> Path:
    """The store that a command works on."""
    return option or Path(os.environ.get("FACTBASE_DB") or "factbase.duckdb")
