"""`factbase ingest`."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from factbase.cli.options import DbOption, FormatOption, LangOption, OutputOption, store_path
from factbase.render.emit import emit
from factbase.vocabulary.words import load_words

__all__ = ["ingest"]


def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files and folders; - reads standard input.")],
    accept: Annotated[
        bool,
        typer.Option(
            "--accept",
            help="Accept the complete candidates: subject, metric, unit and what their kind needs, each without a tie.",
        ),
    ] = False,
    id: Annotated[str, typer.Option("--id", help="Id of the document; else from its file name.")] = "",
    title: Annotated[str, typer.Option(help="Title; else as the file states it.")] = "",
    publisher: Annotated[str, typer.Option(help="Publisher; else as the file states it.")] = "",
    author: Annotated[str, typer.Option(help="Author; else as the file states it.")] = "",
    url: Annotated[str, typer.Option(help="Where it was found: its address.")] = "",
    day: Annotated[
        str,
        typer.Option("--date", help="When it was published: 2024, 2024-04 or 2024-04-28; else as it states."),
    ] = "",
    language: Annotated[str, typer.Option(help="zh or en; else detected.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where the text has nothing of the document it replaces.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read files side by side.")] = 1,
    format: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = "",
    db: DbOption = None,
) -> None:
    """Archive documents (.txt, .md, .html, .pdf, .docx) and propose a fact for every figure. Exit code 3 if a file failed.

    Example: factbase ingest article.txt --date 2024-04-28
    """
    from factbase.extract.decode import read_stream
    from factbase.render.progress import progress_bar
    from factbase.service.ingest import IngestRequest, as_published
    from factbase.service.ingest import ingest as run_ingest

    request = IngestRequest(
        tuple(paths),
        accept,
        id,
        title,
        publisher,
        author,
        url,
        as_published(day),
        language,
        workers,
        getpass.getuser(),
        replace,
    )
    stdin = read_stream(sys.stdin.buffer, "standard input") if "-" in paths else b""
    with progress_bar() as progress:
        done = run_ingest(store_path(db), request, stdin, progress)
    emit(done.table, format, output, words=load_words(lang))
    if done.has_failed:
        raise typer.Exit(3)
