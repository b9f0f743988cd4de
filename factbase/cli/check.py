"""`factbase check`."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from factbase.cli.options import DbOption, ExcelOption, FormatOption, LangOption, OutputOption, store_path
from factbase.phrase import phrase
from factbase.render.emit import emit, say
from factbase.service import check as service
from factbase.vocabulary.words import load_words

__all__ = ["check"]


def _complete(incomplete: str) -> list[str]:
    return [name for name in service.CHECKS if name.startswith(incomplete)]


def check(
    only: Annotated[
        list[str] | None, typer.Option(help="Run this check alone; repeatable.", autocompletion=_complete)
    ] = None,
    explain: Annotated[
        str, typer.Option(help="Tell one finding of the last check.", show_default=False)
    ] = "",
    accept: Annotated[str, typer.Option(help="Record an exception for a finding.", show_default=False)] = "",
    because: Annotated[str, typer.Option(help="Why the exception holds.", show_default=False)] = "",
    actor: Annotated[
        str, typer.Option(help="Who decides; your login name if left out.", show_default=False)
    ] = "",
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Hold every fact against its quote and all facts against each other. Exit code 1 if an error stands.

    The table shows errors and warnings; --format json holds the notes of severity info too.
    """
    store = store_path(db)
    if accept:
        key = service.accept(store, accept, because, actor or getpass.getuser())
        say(phrase("accepted {id}: {reason}", id=key, reason=because), load_words(lang))
        return
    if explain:
        emit(service.explain(store, explain, lang), format, output, words=load_words(lang))
        return
    done = service.check(store, tuple(only or ()), lang)
    emit(done.table, format, output, excel=excel, words=load_words(lang))
    if done.has_errors:
        raise typer.Exit(1)
