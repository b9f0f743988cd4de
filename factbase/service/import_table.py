"""Import a table of another shape by its map: each mapped cell a fact, each row its own citation, no cell lost unsaid."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from factbase.errors import BadInput, Problem, Problems, said
from factbase.model.document import Document, Item
from factbase.model.fact import FACT, FactBase, fact_id, period_text
from factbase.phrase import listed, phrase
from factbase.quantity.units import Unit, UnitTable
from factbase.service.import_cells import Cell, read_cell
from factbase.service.import_files import Row, csv_records, decoded, unchanged
from factbase.service.import_map import ColumnMap, TableMap, column_problems, read_map
from factbase.service.import_names import Naming
from factbase.service.readers import load_readers
from factbase.service.view import Column, Table
from factbase.store.connection import open_store
from factbase.store.imports import Added, Imported, add_documents, add_facts, add_names, all_or_nothing
from factbase.store.read_names import read_names
from factbase.vocabulary.files import overlay_beside
from factbase.vocabulary.names import plain_errors

__all__ = ["import_table"]

_MOST = 60
_GAP = "\n\n"


def import_table(store: Path, path: Path, map_path: Path, actor: str, *, dry_run: bool = False) -> Table:
    """Add the facts of a table; what became of the cells of every column.

    All faults of the map, the names and the cells are reported at once and nothing is written then. Raises `Problems`,
    `BadInput`, and what `open_store` raises.
    """
    map = read_map(map_path)
    connection = open_store(store, write=True)
    try:
        names = read_names(connection)
        reader = _Reader(
            map,
            map_path.name,
            path.name,
            Naming(map, names),
            load_readers(overlay_beside(store)).quantities.units,
        )
        with unchanged(path):
            data = path.read_bytes()
        columns, rows = reader.rows(data)
        problems = column_problems(map, map_path.name, columns, names, reader.units)
        if problems:
            raise Problems(problems)
        facts = list(reader.facts(rows))
        problems = [*reader.naming.problems(map_path.name), *reader.problems]
        if problems:
            raise Problems([*problems[:_MOST], *_more(problems)])
        with all_or_nothing(connection, dry_run=dry_run):
            add_documents(connection, [reader.document(data)])
            add_names(
                connection, list(reader.naming.new.values()),
                [m for m in map.metric if m.id not in names.metrics], [s for s in map.scope if s.id not in names.scopes],
            )  # fmt: skip
            added = add_facts(connection, facts, actor, f"from {path.name}")
        return _table(reader, columns, added, dry_run)
    finally:
        connection.close()


class _Reader:
    """Rows in, facts out, and beside them the document that the table becomes: a line for each mapped cell."""

    def __init__(self, map: TableMap, map_file: str, file: str, naming: Naming, units: UnitTable) -> None:
        self.map, self.map_file, self.file, self.naming, self.units = map, map_file, file, naming, units
        self.problems: list[Problem] = []
        self.counts: dict[str, Counter[str]] = {c.name: Counter() for c in map.column}
        self.lines: list[str] = []
        self.items: list[Item] = []
        self.size = 0
        self.row_count = 0
        self._unit_of: dict[str, Unit] = {}

    def rows(self, data: bytes) -> tuple[tuple[str, ...], Iterator[Row]]:
        """The table's columns and rows. Raises `BadInput` for another delimiter or encoding than the map says."""
        table = self.map.table
        try:
            text = decoded(data, table.encoding)
        except UnicodeDecodeError as error:
            raise BadInput(
                phrase(
                    "{file}: is not {encoding} (it breaks at byte {start}). Name its encoding in the map.",
                    file=self.file,
                    encoding=table.encoding,
                    start=error.start,
                )
            ) from error
        except LookupError as error:
            raise BadInput(
                phrase(
                    "{map_file}: no encoding is called {encoding!r}.",
                    map_file=self.map_file,
                    encoding=table.encoding,
                )
            ) from error
        records = csv_records(self.file, text, table.delimiter)
        return records.columns, records.rows

    def facts(self, rows: Iterator[Row]) -> Iterator[FactBase]:
        """Each mapped cell's fact."""
        for row in rows:
            self.row_count += 1
            name = row.cells[self.map.table.subject]
            subject = self.naming.resolve(name, row.number)
            shown = " ".join(name.split())
            if not shown:
                self._fault(row.number, self.map.table.subject, phrase("names nothing"))
                continue
            start = self.size
            for column in self.map.column:
                cell = read_cell(row.cells[column.name], column, self.map.table)
                self.counts[column.name][cell.outcome] += 1
                if cell.fault:
                    self._fault(row.number, column.name, cell.fault)
                elif cell.outcome == "fact":
                    fact = self._fact(row, column, cell, subject, shown)
                    if fact is not None:
                        yield fact
            if self.size > start:
                self.items.append(Item(number=str(row.number), title=shown, start=start, end=self.size))

    def _fault(self, number: int, column: str, message: str) -> None:
        self.problems.append(
            Problem(self.file, phrase("row {n}, {column}", n=number, column=column), message)
        )

    def _fact(self, row: Row, column: ColumnMap, cell: Cell, subject: str, shown: str) -> FactBase | None:
        """The fact of a cell, its words archived as one line."""
        try:
            first, last = self._period(row, column, cell)
            quote, span = self._archive(f"row {row.number}, {shown}, {column.name}: ", cell.text)
            unit = "date" if column.kind == "date" else self._unit(column.unit).canonical
            own = (column.kind, subject, column.metric, column.relative_to, column.scope)
            period = "" if column.kind == "date" else period_text(first, last)
            document = self.map.table.document
            fact: FactBase = FACT.validate_python(
                {
                    **dict(zip(("kind", "subject", "metric", "relative_to", "scope"), own, strict=True)),
                    "id": fact_id(document, span, *own, period),
                    "reading": cell.scaled(column, self._unit(column.unit) if column.kind != "date" else None),
                    "unit": unit,
                    "as_written": cell.text,
                    "rule": "table",
                    "modality": column.modality or self.map.table.modality,
                    "period_start": first,
                    "period_end": last,
                    "citation": {
                        "document": document, "item": str(row.number), "span_start": span[0], "span_end": span[1],
                        "quote": quote, "outlet": self.map.table.outlet,
                    },
                    "note": self._note(row, column),
                    "counted": column.counted,
                }
            )  # fmt: skip
        except ValidationError as error:
            self._fault(row.number, column.name, phrase("{lines}", lines=listed(plain_errors(error), "; ")))
            return None
        except ValueError as error:
            self._fault(row.number, column.name, said(error))
            return None
        return fact

    def _period(self, row: Row, column: ColumnMap, cell: Cell) -> tuple[date | None, date | None]:
        if cell.day is not None:
            return cell.day, cell.day
        if column.period is None:
            return None, None
        start, end = (
            datetime.strptime(row.cells[name].strip(), column.period.format).date()
            for name in (column.period.start, column.period.end)
        )
        if start > end:
            raise ValueError(
                phrase("the period from {start} to {end} ends before it starts", start=start, end=end)
            )
        return start, end

    def _archive(self, before: str, words: str) -> tuple[str, tuple[int, int]]:
        """Add a line to the archived text; the line, and the span of the cell's words in that text."""
        line = before + words
        span = (self.size + len(before), self.size + len(line))
        self.lines.append(line)
        self.size += len(line) + len(_GAP)
        return line, span

    def _note(self, row: Row, column: ColumnMap) -> str:
        cells = [(name, " ".join(row.cells[name].split())) for name in (*self.map.table.notes, *column.notes)]
        return "; ".join([*([column.note] if column.note else []), *(f"{n}: {c}" for n, c in cells if c)])

    def _unit(self, text: str) -> Unit:
        if text not in self._unit_of:
            unit = self.units.parse(text)
            assert unit is not None
            self._unit_of[text] = unit
        return self._unit_of[text]

    def document(self, data: bytes) -> Imported:
        """The table as an archived document: its lines, under the hash of the file they were read from."""
        table = self.map.table
        names = ("title", "publisher", "author", "url", "issue", "published", "language", "license")
        entry = Document(
            id=table.document, sha256=hashlib.sha256(data).hexdigest(), file=self.file,
            **{name: getattr(table, name) for name in names},
        )  # fmt: skip
        return Imported.of(entry, _GAP.join(self.lines), tuple(self.items))


def _more(problems: list[Problem]) -> list[Problem]:
    rest = len(problems) - _MOST
    return [Problem("and", "", phrase("{rest} more", rest=rest))] if rest > 0 else []


def _table(reader: _Reader, columns: tuple[str, ...], added: Added, dry_run: bool) -> Table:
    """What became of the cells: facts, unknown by the map, or the reason why the column is ignored."""
    rows: list[tuple[Any, ...]] = []
    mapped = {c.name: c for c in reader.map.column}
    for name in columns:
        if name in mapped:
            count = reader.counts[name]
            rows.append((name, mapped[name].metric, count["fact"], count["blank"], count["stated"], ""))
        else:
            reason = reader.map.ignore.get(name, phrase("names the row or goes to the notes"))
            rows.append((name, "", 0, 0, 0, reason))
    heads = (
        Column("column"), Column("metric"), Column("facts", "number"), Column("blank", "number"),
        Column("stated unknown", "number"), Column("not imported because"),
    )  # fmt: skip
    lines = tuple((r[0], r[1], *(f"{n:,}" if r[1] else "" for n in r[2:5]), r[5]) for r in rows)
    naming = reader.naming
    told = {
        "rows": reader.row_count, "entities": naming.count, "known": naming.matched, "new": len(naming.new),
        "facts": added.added,
    }  # fmt: skip
    if dry_run:
        title = phrase(
            "{rows:,} rows about {entities:,} entities ({known} known, {new:,} new); {facts:,} facts would be added",
            **told,
        )
    else:
        title = phrase(
            "{rows:,} rows about {entities:,} entities ({known} known, {new:,} new); {facts:,} facts added",
            **told,
        )
    notes = [phrase("repaired the name {old!r} to {new!r}", old=old, new=new) for old, new in naming.repaired]
    notes += [phrase("{n:,} facts were here already", n=added.same)] if added.same else []
    if added.different:
        other = len(added.different)
        notes.append(phrase("{n} facts are here in another form and stay so", n=other))
    return Table(title, heads, tuple(rows), heads, lines, tuple(notes))
