"""Answer `export`: the facts of a request, held open for one writer, with the words that document them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from factbase.errors import UsageError
from factbase.phrase import listed, phrase
from factbase.service.query import FactRequest, fact_columns, fact_line, selection_of
from factbase.service.view import Column
from factbase.store.connection import Connection, open_store
from factbase.store.export import (
    bounded,
    column_words,
    copy_rows,
    copy_selection,
    copy_table,
    count_selection,
    stream_selection,
    table_words,
    units_of,
)
from factbase.store.select import COLUMNS, Selection

__all__ = ["EXPORTS", "NAME_TABLES", "Extract", "Form", "export_format", "open_extract"]


class Form(NamedTuple):
    """A format of `export`: the file ending that means it, its shape (text, a binary file, a pair of files, a folder), and
    for whom."""

    ending: str
    shape: str
    about: str


EXPORTS = {
    "csv": Form(".csv", "text", "UTF-8 after RFC 4180"),
    "jsonl": Form(".jsonl", "text", "one JSON object a line"),
    "parquet": Form(".parquet", "file", "typed columns"),
    "xlsx": Form(".xlsx", "file", "a workbook with its data dictionary"),
    "md": Form(".md", "text", "a table for people"),
    "datapackage": Form(".zip", "folder", "Data Package: CSV with its schema, in a folder or a .zip"),
    "csvw": Form("", "pair", "CSV on the Web: CSV with metadata beside it"),
    "seeds": Form("", "folder", "seed files that `init --seeds` reads"),
    "claimreview": Form("", "text", "schema.org ClaimReview, JSON-LD"),
    "annotations": Form(".jsonld", "text", "W3C Web Annotations, JSON-LD"),
    "wikidata": Form("", "text", "quantity snaks, one statement a line"),
    "bibtex": Form(".bib", "text", "the cited sources"),
    "csl-json": Form("", "text", "the cited sources"),
}
_ENDINGS = {form.ending: name for name, form in EXPORTS.items() if form.ending} | {".ndjson": "jsonl"}
_TYPES = {"number": "DOUBLE", "flag": "BOOLEAN", "date": "DATE", "list": "VARCHAR[]"}
_WHOLE = ("span_start", "span_end", "version")
_DOCUMENT = (
    "id", "title", "publisher", "author", "url", "issue", "published", "accessed", "language", "license", "sha256",
    "source_file",
)  # fmt: skip
# What an export carries of the names that facts use: the table, and its columns.
NAME_TABLES: dict[str, tuple[str, ...]] = {
    "document": _DOCUMENT,
    "entity": ("id", "type", "label_zh", "label_en", "aliases", "part_of", "note"),
    "metric": (
        "id", "dimension", "kind", "nature", "unit", "label_zh", "label_en", "aliases", "bound_min", "bound_max", "note",
    ),
    "scope": ("id", "label_zh", "label_en", "note"),
}  # fmt: skip


def export_format(asked: str, output: Path | None, *, is_piped: bool = False) -> str:
    """The format asked for, else the one that the file's ending means, else CSV.

    Without an `output` the format goes to standard output: text, or where a person piped it on purpose one binary file.
    Raises `UsageError` for a format that does not exist, cannot be told, or is no single file.
    """
    if asked and asked not in EXPORTS:
        raise UsageError(
            phrase("export --format takes {exports}, not {asked!r}.", exports=listed(EXPORTS), asked=asked)
        )
    chosen = asked or ("csv" if output is None else _ENDINGS.get(output.suffix.lower(), ""))
    if not chosen and output is not None:
        raise UsageError(
            phrase(
                "cannot tell a format from {name!r}; name one with --format {exports}.",
                name=output.name,
                exports=listed(EXPORTS, "|"),
            )
        )
    if output is None and EXPORTS[chosen].shape not in ("text", *(["file"] if is_piped else [])):
        raise UsageError(phrase("{chosen} is no text for a screen; name a file with -o.", chosen=chosen))
    return chosen


class Extract:
    """The facts of one request over an open store: streamed, copied in bulk, documented.

    `columns` are the published columns (with those of a conversion), `about` says what each holds, `notes` what could
    not be converted. `reports` collects what a writer could not express. Rows come in a stable order.
    """

    def __init__(self, connection: Connection, store: Path, request: FactRequest) -> None:
        self.connection, self.store = connection, store
        self.selection: Selection = selection_of(connection, request)
        self.names: tuple[str, ...] = COLUMNS
        self.notes: tuple[str, ...] = ()
        self.reports: list[str] = []
        self._computed: list[dict[str, Any]] | None = None
        if request.unit or request.currency or request.minimum or request.maximum:
            from factbase.service.bounded import bounded_rows

            self._computed, self.names, self.notes = bounded_rows(connection, request, self.selection)
        self.about = column_words(connection, "facts") | {
            "original_unit": "Unit before the conversion; empty where the row was left as it is.",
            "rate_date": "Trading day of the reference rate used.",
            "reading": column_words(connection, "fact").get("reading", ""),
        }

    @property
    def columns(self) -> tuple[Column, ...]:
        """The typed columns of `rows`."""
        return fact_columns(self.names)

    @property
    def converts(self) -> bool:
        """Whether the rows were computed (converted or bounded) and so are no longer those of the store."""
        return self._computed is not None

    def rows(self, *, reading: bool = False) -> Iterator[dict[str, Any]]:
        """Every fact as a dict of its columns, one at a time; with `reading`, the exact reading is the last."""
        if self._computed is not None:
            for row in self._computed:
                yield {name: row[name] for name in self.names}
            return
        names = (*COLUMNS, "reading") if reading else COLUMNS
        for values in stream_selection(self.connection, self.selection, reading=reading):
            yield dict(zip(names, values, strict=True))

    def __len__(self) -> int:
        return (
            len(self._computed)
            if self._computed is not None
            else count_selection(self.connection, self.selection)
        )

    def copy(self, path: Path, form: str, *, excel: bool = False, reading: bool = False) -> int:
        """Write the rows to `path` as `csv`, `jsonl` or `parquet`; how many. Raises `OSError` if it cannot be written."""
        if self._computed is None:
            return copy_selection(self.connection, self.selection, path, form, excel=excel, reading=reading)
        types = {
            c.name: "BIGINT" if c.name in _WHOLE else _TYPES.get(c.kind, "VARCHAR") for c in self.columns
        }
        rows = [tuple(row[name] for name in self.names) for row in self._computed]
        return copy_rows(types, rows, path, form, excel=excel)

    def lines(self, lang: str = "zh") -> Iterator[tuple[str, ...]]:
        """Every fact as people read it: the cells of `query`'s table."""
        from factbase.store.labels import words_in

        words = words_in(self.connection, lang)
        for row in self.rows():
            yield fact_line(row, words, as_is=self._computed is not None)

    def documents(self) -> list[dict[str, Any]]:
        """The documents of the store by id, without their texts; `text_sha256` is that of the archived text in UTF-8."""
        names = ", ".join(_DOCUMENT)
        rows = self.connection.execute(
            f"SELECT {names}, sha256(body), length(body) FROM document ORDER BY id"
        ).fetchall()
        return [dict(zip((*_DOCUMENT, "text_sha256", "text_length"), row, strict=True)) for row in rows]

    def items(self) -> dict[tuple[str, str], str]:
        """The title of every item by document and number."""
        rows = self.connection.execute("SELECT document, number, title FROM item").fetchall()
        return {(document, number): title for document, number, title in rows}

    def contexts(self, width: int) -> Iterator[tuple[dict[str, Any], str, str, str]]:
        """Every fact with the archived words of its span and `width` code points on both sides; empty without a text."""
        bodies = dict(self.connection.execute("SELECT id, body FROM document").fetchall())
        for row in self.rows():
            body, start, end = bodies.get(row["document"]) or "", row["span_start"], row["span_end"]
            yield row, body[start:end], body[max(0, start - width) : start], body[end : end + width]

    def shared_unit(self) -> str:
        """The unit of every row, if it is one and the same; else empty."""
        if self._computed is not None:
            units = {row["unit"] for row in self._computed}
        else:
            units = units_of(self.connection, self.selection)
        return units.pop() if len(units) == 1 else ""

    def name_columns(self, table: str) -> dict[str, str]:
        """The columns of a table of names that an export carries, with their kinds."""
        return {c: "list" if c in ("aliases", "cues", "anti_cues") else "date" if c == "accessed" else "text"
                for c in NAME_TABLES[table]}  # fmt: skip

    def copy_names(self, table: str, path: Path) -> None:
        """Write documents, entities, metrics or scopes to `path` as CSV."""
        copy_table(self.connection, table, NAME_TABLES[table], path)

    def words(self, table: str) -> tuple[str, dict[str, str]]:
        """What a row of a table is, and what its columns hold."""
        return table_words(self.connection).get(table, ""), column_words(self.connection, table)


@contextmanager
def open_extract(store: Path, request: FactRequest) -> Iterator[Extract]:
    """The facts of a request, held open. Raises what `query` raises for the request and `open_store` for the store."""
    connection = open_store(store)
    try:
        with bounded(connection):
            yield Extract(connection, store, request)
    finally:
        connection.close()
