"""`factbase chart`."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from typing import Annotated

import typer

from factbase.cli.complete import complete_entity, complete_metric
from factbase.cli.options import DbOption, FormatOption, LangOption, OutputOption, store_path
from factbase.phrase import phrase
from factbase.render.chart_text import chart_card
from factbase.render.emit import emit, say
from factbase.service.chart import CHARTS, ChartRequest
from factbase.service.chart import chart as make_chart
from factbase.vocabulary.words import load_words

__all__ = ["chart"]

_PICTURES = (".svg", ".png", ".html")


def _complete_kind(incomplete: str) -> list[str]:
    return [k for k in CHARTS if k.startswith(incomplete)]


def chart(
    kind: Annotated[
        str, typer.Argument(help="ladder, time, funding or share.", autocompletion=_complete_kind)
    ],
    name: Annotated[
        str,
        typer.Argument(
            help="The reference of a ladder, else the subject.",
            autocompletion=complete_entity,
            show_default=False,
        ),
    ] = "",
    metric: Annotated[
        str, typer.Option(autocompletion=complete_metric, help="As in query.", show_default=False)
    ] = "",
    unit: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    currency: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    since: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    until: Annotated[str, typer.Option(help="As in query.", show_default=False)] = "",
    format: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Draw facts with their bounds: on the screen, or as .svg, .png or .html with -o. Sources are in the caption.

    Examples: factbase chart ladder A100 · factbase chart funding --currency EUR -o funding.svg ·
    factbase chart share --lang zh -o share.png · factbase chart time chatgpt --metric electricity
    """
    words = load_words(lang)
    made = make_chart(store_path(db), ChartRequest(kind, name, metric, unit, currency, since, until, lang))
    if output is not None and output.suffix.lower() in _PICTURES:
        from factbase.render.chart_file import write_chart

        write_chart(made, output)
        for note in made.notes:
            say(note, words)
        say(phrase("wrote {file}", file=output), words)
    else:
        width = get_terminal_size().columns if output is None and sys.stdout.isatty() else 0
        emit(chart_card(made, width), format, output, words=words)
