"""`factbase init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factbase.cli.options import DbOption, LangOption, store_path
from factbase.phrase import counted, listed, phrase, term
from factbase.render.emit import say
from factbase.service.initialize import initialize
from factbase.vocabulary.words import load_words

__all__ = ["init"]


def init(
    seeds: Annotated[
        Path | None,
        typer.Option(help="A seed folder; the shipped one if left out.", exists=True, file_okay=False),
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="Schema and vocabularies only: no documents, no facts.")
    ] = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Make the store or bring it up to date with the seed files. Running it twice changes nothing."""
    done = initialize(store_path(db), seeds=seeds, empty=empty)
    changes = done.changes
    parts = [phrase("{n} {what}", n=n, what=term(what)) for what, n in changes._asdict().items() if n]
    told = {
        "path": done.path,
        "documents": counted(done.documents, "{n} document", "{n} documents"),
        "facts": listed(parts) if parts else phrase("none"),
        "rates": done.rates,
    }
    if done.is_new:
        said = phrase("made {path}: {documents}; facts: {facts}; {rates:,} exchange rates", **told)
    else:
        said = phrase("updated {path}: {documents}; facts: {facts}; {rates:,} exchange rates", **told)
    say(said, load_words(lang))
