"""`factbase documents`, `entities`, `metrics`, `units`, `stats`: lists, and one thing in detail."""

from __future__ import annotations

from typing import Annotated

import typer

from factbase.cli.complete import complete_entity, complete_metric
from factbase.cli.options import DbOption, ExcelOption, FormatOption, LangOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.service import catalog
from factbase.vocabulary.words import load_words

__all__ = ["documents", "entities", "metrics", "stats", "units"]


def documents(
    name: Annotated[
        str, typer.Argument(help="One document in detail: id or title.", show_default=False)
    ] = "",
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """List the archived documents, or show one with its items."""
    store = store_path(db)
    emit(
        catalog.document_card(store, name) if name else catalog.documents(store),
        format,
        output,
        excel=excel,
        words=load_words(lang),
    )


def entities(
    name: Annotated[
        str,
        typer.Argument(
            help="One entity: id, label or alias.", autocompletion=complete_entity, show_default=False
        ),
    ] = "",
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """List what facts are about, or show one entity with its aliases and facts."""
    store = store_path(db)
    emit(
        catalog.entity_card(store, name, lang) if name else catalog.entities(store),
        format,
        output,
        excel=excel,
        words=load_words(lang),
    )


def metrics(
    name: Annotated[
        str,
        typer.Argument(
            help="One metric: id, label or alias.", autocompletion=complete_metric, show_default=False
        ),
    ] = "",
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """List what is measured, or show one metric with its cues and facts."""
    store = store_path(db)
    emit(
        catalog.metric_card(store, name, lang) if name else catalog.metrics(store),
        format,
        output,
        excel=excel,
        words=load_words(lang),
    )


def units(
    name: Annotated[
        str, typer.Argument(help="One unit or compound: MW, 千瓦时, kWh/year, 欧元.", show_default=False)
    ] = "",
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """List the units and currencies, or show one. Needs no store; a vocabulary beside --db is read where there is one."""
    from factbase.service.readers import load_units

    table = load_units(store_path(db))
    emit(
        catalog.unit_card(table, name) if name else catalog.units(table),
        format,
        output,
        excel=excel,
        words=load_words(lang),
    )


def stats(
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Count the facts by kind and document."""
    emit(catalog.stats(store_path(db), lang), format, output, excel=excel, words=load_words(lang))
