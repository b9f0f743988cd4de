"""What every command returns: a frozen table or card that one renderer shows as text, JSON, CSV or Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

__all__ = ["Card", "Column", "Line", "Pair", "Progress", "Table"]

# Called with what is being done, how much is done and how much there is.
Progress = Callable[[str, int, int], None]


class Column(NamedTuple):
    """A column. `kind` is text, number, flag, date, list or data; it decides quoting and alignment.

    `from_width` is the narrowest terminal, in cells, that shows it; a pipe shows every column.
    """

    name: str
    kind: str = "text"
    from_width: int = 0


class Table(NamedTuple):
    """Rows of data, and how a screen shows them.

    `columns` and `rows` are the data, for JSON and CSV. `headings` and `lines` are the same rows for people (to be gone through once); where
    `headings` is empty the data itself is shown. The names of `headings` are codes that the renderer words. `notes` are said on
    stderr. JSON is an array of the rows; with `wrap` it is an object that holds the array under that name, beside `extra`.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Any, ...]]
    headings: tuple[Column, ...] = ()
    lines: Iterable[tuple[str, ...]] = ()
    notes: tuple[str, ...] = ()
    wrap: str = ""
    extra: dict[str, Any] = {}  # noqa: RUF012 - a default that nobody changes


class Pair(NamedTuple):
    """A line of a card that names what it holds; the renderer words the name and sets it in a column of its own."""

    name: str
    text: str


Line = str | Pair


class Card(NamedTuple):
    """One thing in detail: `data` for JSON; `sections` for people, each a heading and its lines.

    `marks` are `(section, line, start, end)` spans to highlight, none of them in a `Pair`. Headings and the names of pairs are
    codes that the renderer words.
    """

    title: str
    data: dict[str, Any]
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    marks: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[str, ...] = ()
