"""`factbase search`."""

from __future__ import annotations

from typing import Annotated

import typer

from factbase.cli.options import DbOption, ExcelOption, FormatOption, LangOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.service.search import search as run_search
from factbase.vocabulary.words import load_words

__all__ = ["search"]


def search(
    text: Annotated[str, typer.Argument(help="Words that must all be there.")],
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Find facts, names and passages that contain words."""
    emit(run_search(store_path(db), text, lang), format, output, excel=excel, words=load_words(lang))
