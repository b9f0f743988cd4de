"""`factbase export`."""

from __future__ import annotations

from typing import Annotated

import typer

from factbase.cli.complete import complete_entity, complete_kind, complete_metric
from factbase.cli.options import DbOption, ExcelOption, OutputOption, store_path
from factbase.render.emit import emit, say
from factbase.service.export import export_format, export_parquet, export_rows
from factbase.service.query import FactRequest

__all__ = ["export"]

Many = list[str] | None


def export(
    kind: Annotated[
        str,
        typer.Argument(
            help="A kind; all kinds if left out.", autocompletion=complete_kind, show_default=False
        ),
    ] = "",
    format: Annotated[
        str, typer.Option(help="csv, jsonl or parquet; else by the file's ending.", show_default=False)
    ] = "",
    subject: Annotated[Many, typer.Option(autocompletion=complete_entity, help="As in query.")] = None,
    metric: Annotated[Many, typer.Option(autocompletion=complete_metric, help="As in query.")] = None,
    document: Annotated[Many, typer.Option(help="As in query.")] = None,
    outlet: Annotated[Many, typer.Option(help="As in query.")] = None,
    status: Annotated[Many, typer.Option(help="As in query.")] = None,
    since: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    until: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    about: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    unit: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    currency: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    output: OutputOption = None,
    excel: ExcelOption = False,
    db: DbOption = None,
) -> None:
    """Write facts with their provenance. CSV is UTF-8 after RFC 4180, one column per field, units in their own.

    Example: factbase export -o facts.csv
    """
    chosen = export_format(format, output)
    request = FactRequest(
        kind=kind,
        subjects=tuple(subject or ()),
        metrics=tuple(metric or ()),
        documents=tuple(document or ()),
        outlets=tuple(outlet or ()),
        statuses=tuple(status or ()),
        since=since,
        until=until,
        about=about,
        unit=unit,
        currency=currency,
    )
    store = store_path(db)
    if chosen == "parquet":
        if output is None:
            raise typer.BadParameter("parquet is binary; name a file with -o")
        export_parquet(store, request, output)
    else:
        emit(export_rows(store, request), chosen, output, excel=excel)
    if output is not None:
        say(f"wrote {output}")
