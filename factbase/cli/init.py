"""`factbase init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factbase.cli.options import DbOption, store_path
from factbase.render.emit import say
from factbase.service.initialize import initialize

__all__ = ["init"]


def init(
    seeds: Annotated[
        Path | None,
        typer.Option(help="A seed folder; the shipped one if left out.", exists=True, file_okay=False),
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="Schema and vocabularies only: no documents, no facts.")
    ] = False,
    db: DbOption = None,
) -> None:
    """Make the store or bring it up to date with the seed files. Running it twice changes nothing."""
    done = initialize(store_path(db), seeds=seeds, empty=empty)
    changes = done.changes
    parts = [f"{n} {word}" for word, n in changes._asdict().items() if n]
    verb = "made" if done.is_new else "updated"
    say(
        f"{verb} {done.path}: {done.documents} documents; facts: {', '.join(parts) or 'none'}; {done.rates:,} exchange rates"
    )
