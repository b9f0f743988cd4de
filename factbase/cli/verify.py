"""`factbase verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factbase.cli.options import DbOption, LangOption, OutputOption, store_path
from factbase.errors import UsageError
from factbase.phrase import phrase
from factbase.service.verify import verify_lines, verify_measure, verify_text
from factbase.vocabulary.words import load_words

__all__ = ["verify"]


def verify(
    text: Annotated[str, typer.Argument(help="The text; - reads standard input.", show_default=False)] = "",
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Read this file instead.", show_default=False)
    ] = None,
    lines: Annotated[
        bool,
        typer.Option(
            "--lines",
            help="Judge each line by itself; prints a JSON object a line, or what --format asks for.",
        ),
    ] = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Contradict on the rounded reading too: about 30 is 29.5 to 30.5 then, not 28.5 to 31.5.",
        ),
    ] = False,
    day: Annotated[
        str,
        typer.Option(
            "--date",
            help="The day that last year, 去年 … count from: 2024-04-28; without it they stay open.",
            show_default=False,
        ),
    ] = "",
    measure: Annotated[
        str, typer.Option(help="A measure instead of a text: chatgpt.electricity.", show_default=False)
    ] = "",
    value: Annotated[
        str,
        typer.Option(
            "--is", help="The figure claimed of --measure, with its unit: 21 MW.", show_default=False
        ),
    ] = "",
    format: Annotated[
        str,
        typer.Option(
            "--format",
            help="text (jsonl with --lines, unless asked for), json, jsonl, md or html (one page, no network).",
            show_default=False,
        ),
    ] = "",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Judge every figure of a text: supported, contradicted, possible or not covered. Exit code 1 if one is contradicted.

    Example: factbase verify "H100的综合算力是A100的3.2倍"
    """
    from factbase.cli.dates import as_day
    from factbase.render.verdict_emit import emit_verdicts
    from factbase.service.quantities import source_text

    store = store_path(db)
    if bool(measure) != bool(value) or (measure and (text or file)):
        raise UsageError(phrase("--measure and --is go together, without a text."))
    if measure:
        reports = iter([verify_measure(store, measure, value, strict=strict, lang=lang)])
    elif lines:
        reports = verify_lines(store, source_text(text, file), strict=strict, day=as_day(day), lang=lang)
    else:
        reports = iter(
            [verify_text(store, source_text(text, file), strict=strict, day=as_day(day), lang=lang)]
        )
    if emit_verdicts(
        reports, format or ("jsonl" if lines else "text"), output, lines=lines, words=load_words(lang)
    ):
        raise typer.Exit(1)
