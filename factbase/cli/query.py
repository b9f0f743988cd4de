"""`factbase query`."""

from __future__ import annotations

from typing import Annotated

import typer

from factbase.cli.complete import complete_entity, complete_kind, complete_metric
from factbase.cli.options import DbOption, ExcelOption, FormatOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.service.query import FactRequest
from factbase.service.query import query as run_query

__all__ = ["query"]

Many = list[str] | None


def query(
    kind: Annotated[
        str,
        typer.Argument(
            help="A kind such as funding or share; all kinds if left out.",
            autocompletion=complete_kind,
            show_default=False,
        ),
    ] = "",
    subject: Annotated[
        Many, typer.Option(help="Entity: id, label or alias. Repeatable.", autocompletion=complete_entity)
    ] = None,
    relative_to: Annotated[
        Many,
        typer.Option(help="Entity that a ratio or share is relative to.", autocompletion=complete_entity),
    ] = None,
    metric: Annotated[
        Many, typer.Option(help="Metric: id, label or alias.", autocompletion=complete_metric)
    ] = None,
    scope: Annotated[Many, typer.Option(help="Scope id or label.")] = None,
    document: Annotated[Many, typer.Option(help="Document id or title.")] = None,
    outlet: Annotated[Many, typer.Option(help="Outlet as the document names it.")] = None,
    modality: Annotated[Many, typer.Option(help="actual, estimate, forecast, target or plan.")] = None,
    status: Annotated[
        Many, typer.Option(help="accepted (default), candidate, rejected, superseded or retired.")
    ] = None,
    since: Annotated[
        str,
        typer.Option(help="Facts about this day or later: 2024, 2024-04 or 2024-04-28.", show_default=False),
    ] = "",
    until: Annotated[str, typer.Option(help="Facts about this day or earlier.", show_default=False)] = "",
    minimum: Annotated[
        str,
        typer.Option(
            "--min", help="At least this, with a unit if you like: 40%, 50MW, 100亿元.", show_default=False
        ),
    ] = "",
    maximum: Annotated[str, typer.Option("--max", help="At most this.", show_default=False)] = "",
    possible: Annotated[
        bool, typer.Option("--possible", help="With --min/--max: also facts that may satisfy them.")
    ] = False,
    about: Annotated[
        str, typer.Option(help="Words that the quote or a name contains.", show_default=False)
    ] = "",
    unit: Annotated[
        str, typer.Option(help="Convert to this unit: MW, kWh/year, nm.", show_default=False)
    ] = "",
    currency: Annotated[
        str, typer.Option(help="Convert money at the rate of each fact's own date.", show_default=False)
    ] = "",
    sort: Annotated[
        str, typer.Option(help="Column to sort by; -value for descending.", show_default=False)
    ] = "",
    limit: Annotated[int | None, typer.Option(min=0, help="At most this many rows.")] = None,
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    db: DbOption = None,
) -> None:
    """Find facts. Every condition narrows; a repeated option widens.

    Examples: factbase query performance_ratio · factbase query funding --currency EUR --sort value ·
    factbase query power --unit MW · factbase query --subject ChatGPT --format json
    """
    request = FactRequest(
        kind=kind,
        subjects=tuple(subject or ()),
        metrics=tuple(metric or ()),
        relative_to=tuple(relative_to or ()),
        scopes=tuple(scope or ()),
        documents=tuple(document or ()),
        outlets=tuple(outlet or ()),
        modalities=tuple(modality or ()),
        statuses=tuple(status or ()),
        since=since,
        until=until,
        minimum=minimum,
        maximum=maximum,
        possible=possible,
        about=about,
        unit=unit,
        currency=currency,
        sort=sort,
        limit=limit,
    )
    emit(run_query(store_path(db), request), format, output, excel=excel)
