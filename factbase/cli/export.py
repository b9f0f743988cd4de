"""`factbase export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factbase.cli.complete import complete_entity, complete_kind, complete_metric
from factbase.cli.options import DbOption, ExcelOption, LangOption, OutputOption, store_path
from factbase.render.emit import say
from factbase.render.exports import Options, write_extract
from factbase.service.export import EXPORTS, export_format, open_extract
from factbase.service.query import FactRequest

__all__ = ["export"]

Many = list[str] | None


def _complete_format(incomplete: str) -> list[tuple[str, str]]:
    return [(name, form.about) for name, form in EXPORTS.items() if name.startswith(incomplete)]


def export(
    kind: Annotated[
        str,
        typer.Argument(
            help="A kind; all kinds if left out.", autocompletion=complete_kind, show_default=False
        ),
    ] = "",
    format: Annotated[
        str,
        typer.Option(
            help=f"{', '.join(EXPORTS)}; else by the file's ending.",
            show_default=False,
            autocompletion=_complete_format,
        ),
    ] = "",
    subject: Annotated[Many, typer.Option(autocompletion=complete_entity, help="As in query.")] = None,
    relative_to: Annotated[Many, typer.Option(autocompletion=complete_entity, help="As in query.")] = None,
    metric: Annotated[Many, typer.Option(autocompletion=complete_metric, help="As in query.")] = None,
    scope: Annotated[Many, typer.Option(help="As in query.")] = None,
    document: Annotated[Many, typer.Option(help="As in query.")] = None,
    outlet: Annotated[Many, typer.Option(help="As in query.")] = None,
    modality: Annotated[Many, typer.Option(help="As in query.")] = None,
    status: Annotated[Many, typer.Option(help="As in query.")] = None,
    since: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    until: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    minimum: Annotated[str, typer.Option("--min", help="As in query.", show_default=False)] = "",
    maximum: Annotated[str, typer.Option("--max", help="As in query.", show_default=False)] = "",
    possible: Annotated[bool, typer.Option("--possible", help="As in query.")] = False,
    about: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    unit: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    currency: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    sort: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    limit: Annotated[int | None, typer.Option(min=0, help="As in query.")] = None,
    exact: Annotated[
        bool,
        typer.Option("--exact", help="csv, csvw, jsonl, parquet: with the exact reading as a last column."),
    ] = False,
    verdicts: Annotated[
        Path | None,
        typer.Option(help="claimreview: of what `verify --format json` answered.", show_default=False),
    ] = None,
    lang: LangOption = "zh",
    output: OutputOption = None,
    excel: ExcelOption = False,
    db: DbOption = None,
) -> None:
    """Write facts with their provenance, in any of the formats below; the same filters as query.

    Text goes to the screen unless -o names a file. What a format cannot express is said on stderr.

    Examples: factbase export -o facts.csv · factbase export -o facts.xlsx · factbase export --format datapackage -o facts
    · factbase export funding --currency EUR -o funding.parquet · factbase export --format seeds -o seeds
    """
    chosen = export_format(format, output)
    request = FactRequest(
        kind=kind,
        subjects=tuple(subject or ()),
        relative_to=tuple(relative_to or ()),
        metrics=tuple(metric or ()),
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
    with open_extract(store_path(db), request) as extract:
        reports = write_extract(extract, chosen, output, Options(excel, exact, lang, verdicts))
    for report in reports:
        say(report)
    if output is not None:
        say(f"wrote {output}")
