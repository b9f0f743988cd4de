"""Options that many commands share, each declared once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from factbase.vocabulary.words import LANGUAGES, language_of, load_words

__all__ = ["DbOption", "ExcelOption", "FormatOption", "LangOption", "OutputOption", "spoken", "store_path"]


def _complete_format(incomplete: str) -> list[str]:
    from factbase.render.emit import FORMATS

    return [f for f in FORMATS if f.startswith(incomplete)]


def _complete_language(incomplete: str) -> list[str]:
    return [lang for lang in LANGUAGES if lang.startswith(incomplete)]


def _language(lang: str) -> str:
    return load_words(lang).lang if lang else language_of(os.environ)


def spoken(arguments: Sequence[str]) -> str:
    """The language in which to complain about a command line: that of its --lang, else that of the environment."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=False)
    asked = [v if a == "--lang" else a[7:] for a, v in pairs if a == "--lang" or a.startswith("--lang=")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else language_of(os.environ)


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
        help="zh or en: the language of what people read; else FACTBASE_LANG, else the locale.",
        callback=_language,
        show_default=False,
        autocompletion=_complete_language,
    ),
]
ExcelOption = Annotated[
    bool, typer.Option("--excel", help="CSV for spreadsheets: with a byte order mark, formulas defused.")
]


def store_path(option: Path | None) -> Path:
    """The store that a command works on."""
    return option or Path(os.environ.get("FACTBASE_DB") or "factbase.duckdb")
