"""`factbase history`."""

from __future__ import annotations

from typing import Annotated

import typer

from factbase.cli.options import DbOption, FormatOption, LangOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.vocabulary.words import load_words

__all__ = ["history"]


def history(
    target: Annotated[
        str,
        typer.Argument(
            help="A fact (its id, a unique beginning of it, or its key), an entity, a metric or a document (id, label or alias)."
        ),
    ],
    format: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Show every decision about a fact or a name: when, who, what and why; also about the facts that a fact superseded."""
    from factbase.service.history import history as run_history

    emit(run_history(store_path(db), target, lang), format, output, words=load_words(lang))
