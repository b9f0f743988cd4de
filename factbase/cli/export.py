"""`factbase export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from factbase.cli.fact_options import (
    About,
    Currency,
    Document,
    Kind,
    Limit,
    Maximum,
    Metric,
    Minimum,
    Modality,
    Outlet,
    Possible,
    RelativeTo,
    Scope,
    Since,
    Sort,
    Status,
    Subject,
    Unit,
    Until,
    fact_request,
)
from factbase.cli.options import DbOption, ExcelOption, LangOption, OutputOption, store_path
from factbase.phrase import phrase
from factbase.render.emit import say
from factbase.render.exports import Options, write_extract
from factbase.render.place import is_standard_output
from factbase.service.export import EXPORTS, export_format, open_extract
from factbase.vocabulary.words import load_words

__all__ = ["export"]


def _complete_format(incomplete: str) -> list[tuple[str, str]]:
    return [(name, form.about) for name, form in EXPORTS.items() if name.startswith(incomplete)]


def export(
    ctx: typer.Context,
    kind: Kind = "",
    subject: Subject = None,
    relative_to: RelativeTo = None,
    metric: Metric = None,
    scope: Scope = None,
    document: Document = None,
    outlet: Outlet = None,
    modality: Modality = None,
    status: Status = None,
    since: Since = "",
    until: Until = "",
    minimum: Minimum = "",
    maximum: Maximum = "",
    possible: Possible = False,
    about: About = "",
    unit: Unit = "",
    currency: Currency = "",
    sort: Sort = "",
    limit: Limit = None,
    format: Annotated[
        str,
        typer.Option(
            help=f"{', '.join(EXPORTS)}; else by the file's ending.",
            show_default=False,
            autocompletion=_complete_format,
        ),
    ] = "",
    exact: Annotated[
        bool,
        typer.Option("--exact", help="csv, csvw, jsonl, parquet: with the exact reading as a last column."),
    ] = False,
    verdicts: Annotated[
        Path | None,
        typer.Option(help="claimreview: of what `verify --format json` answered.", show_default=False),
    ] = None,
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Write facts with their provenance, in any of the formats below; the same filters as query.

    Text goes to the screen unless -o names a file. What a format cannot express is said on stderr.

    Examples: factbase export -o facts.csv · factbase export -o facts.xlsx · factbase export --format datapackage -o facts
    · factbase export funding --currency EUR -o funding.parquet · factbase export --format seeds -o seeds
    """
    words = load_words(lang)
    is_piped = output is not None and sys.stdout is not None and not sys.stdout.isatty()
    target = None if is_standard_output(output) else output
    chosen = export_format(format, target, is_piped=is_piped)
    with open_extract(store_path(db), fact_request(ctx.params)) as extract:
        reports = write_extract(extract, chosen, target, Options(excel, exact, lang, verdicts))
    for report in reports:
        say(report, words)
    if target is not None:
        say(phrase("wrote {file}", file=target), words)
