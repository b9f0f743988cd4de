"""The one way out: a view in the asked format, to standard output or atomically into a file."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import TextIO

from factbase.errors import UsageError
from factbase.phrase import ENGLISH, Words, listed, phrase
from factbase.render.place import drafted, is_standard_output
from factbase.render.safe import shown, wrapped
from factbase.service.view import Card, Table

__all__ = ["FORMATS", "atomic_file", "emit", "say"]

FORMATS = ("table", "json", "jsonl", "csv", "md")


def emit(
    view: Table | Card,
    format: str = "table",
    output: Path | None = None,
    *,
    excel: bool = False,
    words: Words = ENGLISH,
) -> None:
    """Write a view, in a language where it is for people. Notes go below a table on a terminal, else to stderr.

    Raises `UsageError` for a format that does not exist or a file that cannot be written; the old file then stays.
    """
    if format not in FORMATS:
        raise UsageError(
            phrase("--format takes {formats}, not {format!r}.", formats=listed(FORMATS), format=format)
        )
    with (
        _screen_or_pipe(format) if output is None or is_standard_output(output) else atomic_file(output)
    ) as file:
        _write(view, format, file, excel, words)
    for note in view.notes:
        say(note, words)


def say(text: str, words: Words) -> None:
    """Lines to the person, beside the data; on a terminal those that do not fit are broken between words."""
    lines = shown(words(text)).split("\n")
    if sys.stderr is not None and sys.stderr.isatty():
        width = get_terminal_size().columns
        lines = [part for line in lines for part in wrapped(line, width, "  ")]
    print("\n".join(lines), file=sys.stderr)


@contextmanager
def atomic_file(path: Path) -> Iterator[TextIO]:
    """A text file that appears under its name only when it is complete. Raises `UsageError` if it cannot be written."""
    with drafted(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def _screen_or_pipe(format: str) -> Iterator[TextIO]:
    """Standard output, in UTF-8 for data; raises `UsageError` if it is closed."""
    if sys.stdout is None:
        raise UsageError(phrase("standard output is closed; name a file with -o."))
    if format != "table" and isinstance(sys.stdout, io.TextIOWrapper):
        newline = "" if format == "csv" else None
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline=newline)
    yield sys.stdout


def _write(view: Table | Card, format: str, out: TextIO, excel: bool, words: Words) -> None:
    if format == "table":
        _screen(view, out, words)
        return
    from factbase.render import plain

    if format == "csv":
        if excel:
            out.write("\ufeff")
        plain.write_csv(view, out, excel=excel)
    elif format == "json":
        plain.write_json(view, out)
    elif format == "jsonl":
        plain.write_jsonl(view, out)
    else:
        plain.write_markdown(view, out, words)


def _screen(view: Table | Card, out: TextIO, words: Words) -> None:
    from rich.console import Console

    from factbase.render.screen import show_card, show_table

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            # Rich would end the program with exit code 1, which here means that something was found.
            raise BrokenPipeError

    console = Screen(file=out, highlight=False, markup=False, emoji=False)
    page = None if console.is_terminal else io.StringIO()
    if page is not None:
        console.file = page
    if isinstance(view, Card):
        show_card(view, console, words)
    else:
        show_table(view, console, words)
    if page is not None:
        # Cells are padded to their column; a file or a pipe has no use for that at the end of a line.
        out.writelines(f"{line.rstrip(' ')}\n" for line in page.getvalue().removesuffix("\n").split("\n"))
