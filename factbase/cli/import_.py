"""`factbase import`."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from factbase.cli.options import DbOption, ExcelOption, FormatOption, LangOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.vocabulary.words import load_words

__all__ = ["import_"]


def import_(
    file: Annotated[
        Path,
        typer.Argument(help="CSV, JSON Lines, Parquet or a Data Package (folder or .zip).", metavar="FILE"),
    ],
    mapping: Annotated[
        Path | None,
        typer.Option("--map", help="What the columns of a table of another shape mean.", show_default=False),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be imported and write nothing.")
    ] = False,
    actor: Annotated[
        str, typer.Option(help="Who imports; your login name if left out.", show_default=False)
    ] = "",
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Bring facts in: those of an export, or a table of your own by a map. All faults are told at once, nothing is half done.

    Examples: factbase import facts.csv · factbase import facts.zip · factbase import chips.csv --map chips.toml
    """
    who = actor or getpass.getuser()
    if mapping is None:
        from factbase.service.import_own import import_own

        done = import_own(store_path(db), file, who, dry_run=dry_run)
    else:
        from factbase.service.import_table import import_table

        done = import_table(store_path(db), file, mapping, who, dry_run=dry_run)
    emit(done, format, output, excel=excel, words=load_words(lang))
