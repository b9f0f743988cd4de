"""`factbase compare`, `derive`, `calc` and `replay`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factbase.cli.complete import complete_entity, complete_metric
from factbase.cli.options import DbOption, ExcelOption, FormatOption, LangOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.service.calc import calc as run_calc
from factbase.service.reasoning import compare_entities, derive_entity
from factbase.service.replay import replay_proof
from factbase.vocabulary.words import load_words

__all__ = ["calc", "compare", "derive", "replay"]


def compare(
    a: Annotated[str, typer.Argument(help="Entity: id, label or alias.", autocompletion=complete_entity)],
    b: Annotated[str, typer.Argument(help="Entity to compare it with.", autocompletion=complete_entity)],
    metric: Annotated[
        str, typer.Option(help="This metric alone.", autocompletion=complete_metric, show_default=False)
    ] = "",
    format: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Compare two entities: the ratio with its tightest interval, both ways, its proof, and the ladder around them.

    Example: factbase compare 深算二号 H100
    """
    emit(compare_entities(store_path(db), a, b, metric, lang), format, output, words=load_words(lang))


def derive(
    target: Annotated[str, typer.Argument(help="ENTITY or ENTITY.METRIC.", autocompletion=complete_entity)],
    format: FormatOption = "table",
    output: OutputOption = None,
    excel: ExcelOption = False,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """List what follows from the facts and was never stated, with what each rests on.

    Example: factbase derive chatgpt.electricity
    """
    emit(derive_entity(store_path(db), target, lang), format, output, excel=excel, words=load_words(lang))


def calc(
    expression: Annotated[
        str, typer.Argument(help="Measures as ENTITY.METRIC, numbers, + - * / with spaces, `in UNIT`.")
    ],
    format: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Calculate with measures: intervals, units and currencies carried exactly, with the proof.

    Example: factbase calc "chatgpt.electricity / chatgpt.requests in Wh"
    """
    emit(run_calc(store_path(db), expression, lang), format, output, words=load_words(lang))


def replay(
    file: Annotated[Path, typer.Argument(help="JSON saved by compare, calc or check.")],
    format: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Re-check a saved proof step by step, without the solver. Exit code 1 if it does not hold."""
    card, holds = replay_proof(store_path(db), file)
    emit(card, format, output, words=load_words(lang))
    if not holds:
        raise typer.Exit(1)
