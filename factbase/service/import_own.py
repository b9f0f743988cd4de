"""Import facts in our own columns: every row becomes the fact that it was, with its citation and its status.

A document whose text is not here becomes a stub: its facts keep their quotes, and `check` says that they are unproven.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from factbase.errors import BadInput, Problem, Problems, said
from factbase.model.document import Citation, Document
from factbase.model.fact import FACT, FactBase, content_id
from factbase.model.kinds import KINDS
from factbase.model.names import Entity, Metric, Scope
from factbase.phrase import counted, listed, phrase, term
from factbase.service.given import parse_json
from factbase.service.import_columns import typed_cells
from factbase.service.import_files import Row, open_package, open_records
from factbase.service.import_reading import Recovery
from factbase.service.readers import load_readers
from factbase.service.view import Column, Table
from factbase.store.connection import Connection, open_store
from factbase.store.imports import (
    Added,
    Imported,
    add_documents,
    add_facts,
    add_names,
    all_or_nothing,
    known_documents,
)
from factbase.store.read_names import read_names
from factbase.store.select import COLUMNS
from factbase.vocabulary.files import overlay_beside
from factbase.vocabulary.names import plain_errors

__all__ = ["import_own", "is_package"]

_OPTIONAL = {"subject_label"}
_FURTHER = {"reading"}
_MOST = 50


def is_package(path: Path) -> bool:
    """Whether a path is a Data Package: a folder, its description, or a zip."""
    return path.is_dir() or path.name == "datapackage.json" or path.suffix.lower() == ".zip"


def import_own(store: Path, path: Path, actor: str, *, dry_run: bool = False) -> Table:
    """Add the facts of a file in the export's columns; what was added, was here already, or differs.

    All faults are reported at once and nothing is written then. Raises `Problems`, `BadInput`, and what `open_store` raises.
    """
    with ExitStack() as stack:
        names: dict[str, Path] = {}
        facts_file = path
        if is_package(path):
            names = stack.enter_context(open_package(path))
            facts_file = names.pop("facts")
        connection = open_store(store, write=True)
        stack.callback(connection.close)
        reader = _Reader(store, connection, facts_file.name)
        reader.take_names(names)
        with all_or_nothing(connection, dry_run=dry_run):
            with open_records(facts_file) as records:
                reader.check_columns(records.columns)
                added = add_facts(connection, reader.facts(records.rows), actor, f"from {path.name}")
            if reader.problems:
                raise Problems(reader.problems)
            reader.write_names(connection)
        return _table(path, added, reader, dry_run)


class _Reader:
    """Rows in, facts out; what they need besides is collected: stubs, new names, faults."""

    def __init__(self, store: Path, connection: Connection, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.rebuilt = 0
        self.recovery = Recovery(load_readers(overlay_beside(store)).quantities)
        self.units = load_readers(overlay_beside(store)).quantities.units
        known = read_names(connection)
        self.entities, self.metrics, self.scopes = set(known.entities), set(known.metrics), set(known.scopes)
        self.documents = known_documents(connection)
        self.new_entities: dict[str, Entity] = {}
        self.new_metrics: dict[str, Metric] = {}
        self.new_scopes: dict[str, Scope] = {}
        self.stubs: dict[str, Document] = {}
        self.described: dict[str, dict[str, dict[str, Any]]] = {}

    def take_names(self, files: Mapping[str, Path]) -> None:
        """The names and documents that a Data Package describes, used where a fact needs them."""
        for table in ("document", "entity", "metric", "scope"):
            if table in files:
                with open_records(files[table]) as records:
                    if "id" not in records.columns:
                        raise BadInput(phrase("{name}: lacks the column id.", name=files[table].name))
                    self.described[table] = {row.cells["id"]: row.cells for row in records.rows}

    def check_columns(self, columns: tuple[str, ...]) -> None:
        """Raise `BadInput` for a file that lacks our columns or was converted."""
        if "original_unit" in columns:
            raise BadInput(
                phrase(
                    "{file}: was converted on export; import the facts as they are stored.", file=self.file
                )
            )
        missing = [c for c in COLUMNS if c not in columns and c not in _OPTIONAL]
        if missing:
            what = counted(len(missing), "the column {names}", "the columns {names}", names=listed(missing))
            raise BadInput(
                phrase(
                    "{file}: lacks {what}. A table in other columns needs a map: --map.",
                    file=self.file,
                    what=what,
                )
            )
        strange = [c for c in columns if c not in COLUMNS and c not in _FURTHER]
        if strange:
            raise BadInput(
                phrase(
                    "{file}: the column {strange!r} is none of ours; take it out, or use a map: --map.",
                    file=self.file,
                    strange=strange[0],
                )
            )

    def facts(self, rows: Iterator[Row]) -> Iterator[FactBase]:
        """Each row's fact; a faulty row adds to the problems instead."""
        seen: dict[str, int] = {}
        for number, cells in rows:
            try:
                fact = self._fact(cells)
                self._need(fact, str(cells.get("subject_label") or ""))
            except ValidationError as error:
                self._fault(number, phrase("{lines}", lines=listed(plain_errors(error), "; ")))
                continue
            except ValueError as error:
                self._fault(number, said(error))
                continue
            if fact.id in seen:
                self._fault(
                    number, phrase("the fact {id} stands in row {n} already", id=fact.id, n=seen[fact.id])
                )
                continue
            seen[fact.id] = number
            yield fact

    def _fault(self, number: int, message: str) -> None:
        if len(self.problems) < _MOST:
            self.problems.append(Problem(self.file, phrase("row {n}", n=number), message))

    def _fact(self, cells: Mapping[str, Any]) -> FactBase:
        row = typed_cells(cells)
        if row["kind"] not in KINDS:
            raise ValueError(
                phrase(
                    "kind: no kind is called {kind!r}; the kinds are {kinds}",
                    kind=row["kind"],
                    kinds=listed(KINDS),
                )
            )
        recovered = self.recovery.reading(row)
        self.rebuilt += recovered.is_rebuilt
        if self.units.parse(row["unit"]) is None and row["unit"] not in ("rank", "date"):
            raise ValueError(phrase("unit: no unit is called {unit!r}", unit=row["unit"]))
        own_id = content_id(row)
        if row["id"] and row["id"] != own_id:
            raise ValueError(
                phrase(
                    "id: {id} is not that of the row's content, which is {own}; leave it empty",
                    id=row["id"],
                    own=own_id,
                )
            )
        cite = {name: row[name] for name in Citation.model_fields}
        plain = (
            "kind", "key", "subject", "metric", "relative_to", "scope", "unit", "as_written", "hedge", "rule", "modality",
            "period_start", "period_end", "relative_period", "status", "note", "counted", "version", "members",
        )  # fmt: skip
        fields = {n: row[n] for n in plain} | {"id": own_id, "reading": recovered.reading, "citation": cite}
        fact: FactBase = FACT.validate_python(fields)
        return fact

    def _need(self, fact: FactBase, label: str) -> None:
        """Note what a fact refers to and the store does not hold."""
        named = (fact.subject, fact.relative_to, fact.citation.attributed_to, *fact.members)
        for name in named:
            if name and name not in self.entities:
                self.entities.add(name)
                plain = {"id": name, "type": "thing", "label_zh": label if name == fact.subject else ""}
                self.new_entities[name] = Entity.model_validate(plain | self._described("entity", name))
        if fact.metric and fact.metric not in self.metrics:
            self.metrics.add(fact.metric)
            unit = self.units.parse(fact.unit)
            plain = {
                "id": fact.metric,
                "dimension": unit.dimension if unit else "",
                "kind": fact.kind,
                "unit": fact.unit,
            }
            self.new_metrics[fact.metric] = Metric.model_validate(
                plain | self._described("metric", fact.metric)
            )
        if fact.scope and fact.scope not in self.scopes:
            self.scopes.add(fact.scope)
            self.new_scopes[fact.scope] = Scope.model_validate(
                {"id": fact.scope} | self._described("scope", fact.scope)
            )
        document = fact.citation.document
        if document not in self.documents:
            self.documents.add(document)
            plain = {"id": document, "title": document, "language": ""}
            self.stubs[document] = Document.model_validate(plain | self._described("document", document))

    def _described(self, table: str, name: str) -> dict[str, Any]:
        """What a package says of a name, as its model's fields."""
        cells = self.described.get(table, {}).get(name, {})
        renamed = {"bound_min": "min", "bound_max": "max", "source_file": "file"}
        lists = ("aliases", "cues", "anti_cues")
        return {
            renamed.get(k, k): tuple(parse_json(v)) if k in lists else v
            for k, v in cells.items()
            if v not in ("", None)
        }

    def write_names(self, connection: Connection) -> None:
        """Add the stubs and the new names."""
        add_documents(connection, [Imported.of(d, None) for d in self.stubs.values()])
        add_names(
            connection,
            list(self.new_entities.values()),
            list(self.new_metrics.values()),
            list(self.new_scopes.values()),
        )


class _Count(NamedTuple):
    what: str
    number: int
    note: str = ""


def _table(path: Path, added: Added, reader: _Reader, dry_run: bool) -> Table:
    rows = [
        _Count(term("facts added"), added.added),
        _Count(term("facts here already"), added.same),
        _Count(term("facts here in another form, left as they are"), len(added.different), ", ".join(added.different[:5])),
        _Count(term("readings rebuilt from the columns alone"), reader.rebuilt,
               phrase("export with --exact to keep face and rounded bounds") if reader.rebuilt else ""),
        _Count(term("documents without a text here"), len(reader.stubs), ", ".join(list(reader.stubs)[:5])),
        _Count(term("new entities"), len(reader.new_entities), ", ".join(list(reader.new_entities)[:5])),
        _Count(term("new metrics"), len(reader.new_metrics), ", ".join(list(reader.new_metrics)[:5])),
        _Count(term("new scopes"), len(reader.new_scopes), ", ".join(list(reader.new_scopes)[:5])),
    ]  # fmt: skip
    columns = (Column("what"), Column("count", "number"), Column("note"))
    lines = tuple((r.what, f"{r.number:,}", r.note) for r in rows if r.number or r.what == "facts added")
    if dry_run:
        title = phrase("{file}: {n:,} facts would be added", file=path.name, n=added.added)
    else:
        title = phrase("{file}: {n:,} facts added", file=path.name, n=added.added)
    return Table(title, columns, tuple(map(tuple, rows)), columns, lines)
