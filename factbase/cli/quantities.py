"""`factbase quantities`: the reader by itself; needs no store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factbase.cli.options import DbOption, FormatOption, LangOption, OutputOption, store_path
from factbase.errors import UsageError
from factbase.phrase import phrase
from factbase.render.emit import emit
from factbase.service.quantities import read_lines, read_text, source_text
from factbase.vocabulary.words import load_words

__all__ = ["quantities"]


def quantities(
    text: Annotated[str, typer.Argument(help="The text; - reads standard input.", show_default=False)] = "",
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Read this file instead.", show_default=False)
    ] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="One object per input line, offsets within the line.")
    ] = False,
    format: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Read every quantity of a text: span, value, bounds, unit, hedge, and the rule that gave the bounds.

    Needs no store; a vocabulary beside --db is read where there is one.

    Example: factbase quantities "新充电站将拥有超过160个充电桩" --format jsonl
    """
    source = source_text(text, file)
    if lines and format not in ("json", "jsonl", "table"):
        raise UsageError(phrase("--lines gives json or jsonl."))
    if lines:
        emit(
            read_lines(source, store_path(db)),
            "jsonl" if format == "table" else format,
            output,
            words=load_words(lang),
        )
    else:
        emit(read_text(source, store_path(db), lang), format, output, words=load_words(lang))
