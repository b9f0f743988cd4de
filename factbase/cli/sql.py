"""`factbase sql`."""

from __future__ import annotations

from typing import Annotated

import typer

from factbase.cli.options import DbOption, ExcelOption, FormatOption, LangOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.service.sql import run_sql
from factbase.vocabulary.words import load_words

__all__ = ["sql"]


def sql(
    statement: Annotated[str, typer.Argument(help="One statement that reads, such as: SELECT * FROM facts")],
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Run one read-only SQL statement. Views: facts, and one per kind; their columns carry comments."""
    emit(run_sql(store_path(db), statement), format, output, excel=excel, words=load_words(lang))
