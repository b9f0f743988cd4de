"""The conditions on facts that `query` and `export` share: each option declared once, and the request that they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from factbase.cli.complete import complete_entity, complete_kind, complete_metric
from factbase.service.query import FactRequest

__all__ = [
    "About", "Currency", "Document", "Kind", "Limit", "Maximum", "Metric", "Minimum", "Modality", "Outlet", "Possible",
    "RelativeTo", "Scope", "Since", "Sort", "Status", "Subject", "Unit", "Until", "fact_request",
]  # fmt: skip

_Many = list[str] | None
# The field of a request for each option that may be repeated.
_FIELDS = {
    "subject": "subjects", "relative_to": "relative_to", "metric": "metrics", "scope": "scopes", "document": "documents",
    "outlet": "outlets", "modality": "modalities", "status": "statuses",
}  # fmt: skip
_PLAIN = (
    "kind", "since", "until", "minimum", "maximum", "possible", "about", "unit", "currency", "sort", "limit",
)  # fmt: skip


def _text(help: str, *names: str) -> Any:
    return typer.Option(*names, help=help, show_default=False)


Kind = Annotated[
    str,
    typer.Argument(
        help="A kind such as funding or share; all kinds if left out.",
        autocompletion=complete_kind,
        show_default=False,
    ),
]
Subject = Annotated[
    _Many, typer.Option(help="Entity: id, label or alias. Repeatable.", autocompletion=complete_entity)
]
RelativeTo = Annotated[
    _Many, typer.Option(help="Entity that a ratio or share is relative to.", autocompletion=complete_entity)
]
Metric = Annotated[_Many, typer.Option(help="Metric: id, label or alias.", autocompletion=complete_metric)]
Scope = Annotated[_Many, typer.Option(help="Scope id or label.")]
Document = Annotated[_Many, typer.Option(help="Document id or title.")]
Outlet = Annotated[_Many, typer.Option(help="Outlet as the document names it.")]
Modality = Annotated[_Many, typer.Option(help="actual, estimate, forecast, target or plan.")]
Status = Annotated[
    _Many, typer.Option(help="accepted (default), candidate, rejected, superseded or retired.")
]
Since = Annotated[str, _text("Facts about this day or later: 2024, 2024-04 or 2024-04-28.")]
Until = Annotated[str, _text("Facts about this day or earlier.")]
Minimum = Annotated[str, _text("At least this, with a unit if you like: 40%, 50MW, 100亿元.", "--min")]
Maximum = Annotated[str, _text("At most this.", "--max")]
Possible = Annotated[
    bool, typer.Option("--possible", help="With --min/--max: also facts that may satisfy them.")
]
About = Annotated[str, _text("Words that the quote or a name contains.")]
Unit = Annotated[str, _text("Convert to this unit: MW, kWh/year, nm.")]
Currency = Annotated[str, _text("Convert money at the rate of each fact's own date.")]
Sort = Annotated[str, _text("Column to sort by; -value for descending.")]
Limit = Annotated[int | None, typer.Option(min=0, help="At most this many rows.")]


def fact_request(options: Mapping[str, Any]) -> FactRequest:
    """The request that the options of a command line make, by their parameter names."""
    many: dict[str, Any] = {field: tuple(options[name] or ()) for name, field in _FIELDS.items()}
    return FactRequest(**many, **{name: options[name] for name in _PLAIN})
