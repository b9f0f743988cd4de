"""`factbase show`."""

from __future__ import annotations

from typing import Annotated

import typer

from factbase.cli.options import DbOption, FormatOption, LangOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.service.show import show as run_show
from factbase.vocabulary.words import load_words

__all__ = ["show"]


def show(
    fact: Annotated[str, typer.Argument(help="The fact's id, any unique beginning of it, or its seed key.")],
    format: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Show one fact: its quote in context, its readings, who says so, and what else is said about the same measure."""
    emit(run_show(store_path(db), fact, lang), format, output, words=load_words(lang))
