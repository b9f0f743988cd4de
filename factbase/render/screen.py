"""Tables and cards on a terminal: Rich, fitted to its width, 汉字 counted as two cells."""

from __future__ import annotations

from datetime import datetime

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from factbase.phrase import ENGLISH, Words
from factbase.render.safe import shown
from factbase.service.view import Card, Column, Pair, Table

__all__ = ["show_card", "show_table"]

_PIPE_MARGIN = 4
# Columns that are never broken over two lines.
_WHOLE = ("id", "object", "decided")


def show_table(view: Table, console: Console, words: Words = ENGLISH) -> None:
    """Print a table. On a terminal the columns that fit it; into a pipe every column, uncut."""
    columns = tuple(c._replace(name=words.term(c.name)) for c in view.headings) or view.columns
    names = [c.name for c in view.headings or view.columns]
    lines = view.lines if view.headings else (map(_text, row) for row in view.rows)
    rows = tuple(tuple(shown(words(cell)) for cell in line) for line in lines)
    if console.is_terminal:
        chosen = [i for i, c in enumerate(columns) if c.from_width <= console.width]
    else:
        chosen = list(range(len(columns)))
        console.width = _natural_width(columns, rows)
    if view.title:
        console.print(Text(shown(words(view.title)), style="bold"))
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for i in chosen:
        column = columns[i]
        table.add_column(
            shown(column.name),
            justify="right" if column.kind == "number" else "left",
            overflow="fold",
            no_wrap=names[i] in _WHOLE,
            style="cyan" if names[i] == "id" else None,
        )
    for row in rows:
        table.add_row(*(Text(row[i]) for i in chosen))
    console.print(table)


def show_card(card: Card, console: Console, words: Words = ENGLISH) -> None:
    """Print one thing in detail, its marks highlighted."""
    marks: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for at, row, start, end in card.marks:
        marks.setdefault((at, row), []).append((start, end))
    pairs = [line for _, lines in card.sections for line in lines if isinstance(line, Pair)]
    width = max((cell_len(words.heading(p.name)) for p in pairs), default=0)
    console.print(Text(shown(words(card.title)), style="bold"))
    for section, (heading, lines) in enumerate(card.sections):
        console.print(Text(shown(words.heading(heading)), style="bold cyan"))
        for number, line in enumerate(lines):
            text = Text(shown(_worded(line, words, width)))
            for start, end in marks.get((section, number), ()):
                text.stylize("bold reverse", start, end)
            if console.is_terminal:
                console.print(Padding(text, (0, 0, 0, 2)))
            else:
                console.print(Text("  ") + text, soft_wrap=True)


def _worded(line: str | Pair, words: Words, width: int) -> str:
    """A line in words, that of a pair behind its name in a column of `width` cells."""
    if isinstance(line, Pair):
        name = words.heading(line.name)
        return f"{name}{' ' * (width - cell_len(name))}  {words(line.text)}"
    return words(line)


def _natural_width(columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]) -> int:
    widths = [cell_len(c.name) for c in columns]
    for row in rows:
        widths = [
            max(w, *(cell_len(part) for part in v.split("\n"))) for w, v in zip(widths, row, strict=True)
        ]
    return sum(widths) + 3 * len(widths) + _PIPE_MARGIN


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(v) for v in value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
