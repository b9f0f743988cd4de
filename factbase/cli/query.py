"""`factbase query`."""

from __future__ import annotations

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
from factbase.cli.options import DbOption, ExcelOption, FormatOption, LangOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.service.query import query as run_query
from factbase.vocabulary.words import load_words

__all__ = ["query"]


def query(
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
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Find facts. Every condition narrows; a repeated option widens.

    Examples: factbase query performance_ratio · factbase query funding --currency EUR --sort value ·
    factbase query power --unit MW · factbase query --subject ChatGPT --format json
    """
    table = run_query(store_path(db), fact_request(ctx.params), lang)
    emit(table, format, output, excel=excel, words=load_words(lang))
