"""A map: what the columns of a table of another shape mean, written by a person, checked as a whole before it is used.

The three maps in `schema/maps` show every key. What a map does not say is asked, never guessed: an unmapped column, an
empty cell, a zero, a name that resembles a known one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from factbase.errors import Problem, Problems
from factbase.extract.fit import unit_misfit
from factbase.model.base import Frozen
from factbase.model.kinds import KINDS
from factbase.model.names import Metric, Scope
from factbase.phrase import listed, phrase
from factbase.quantity.exact import parse_exact
from factbase.quantity.units import UnitTable
from factbase.service.given import given_text
from factbase.vocabulary.names import Names, plain_errors

__all__ = ["ColumnMap", "PeriodMap", "TableMap", "column_problems", "read_map"]

Modality = Literal["actual", "estimate", "forecast", "target", "plan"]


class TableEntry(Frozen):
    """The table as a document, and how its rows are read.

    `subject` names the column whose cells name what a row is about, `type` the type of entities that are new. Cells in
    `unknown` mean that nothing is known, in every column. `zeros` says what trailing zeros are: `digits` that someone
    wrote, or `padding` that a program printed.
    """

    document: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    title: str
    publisher: str = ""
    author: str = ""
    url: str = ""
    issue: str = ""
    published: str = Field(default="", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    language: str = "en"
    license: str = ""
    subject: str
    type: str
    delimiter: str = Field(default=",", pattern=r'^[^"\r\n\x00]$')
    encoding: str = "utf-8"
    outlet: str = ""
    unknown: tuple[str, ...] = ()
    zeros: Literal["digits", "padding"] = "digits"
    notes: tuple[str, ...] = ()
    modality: Modality = "actual"


class PeriodMap(Frozen):
    """Which columns hold the first and the last day that a row is about, and how they write a date (`strptime`)."""

    start: str
    end: str
    format: str


class ColumnMap(Frozen):
    """One column of figures or dates.

    `unit` is what its cells are in, `factor` what they are multiplied by first (`1000000` where they count millions). `date`
    is how a date is written (`strptime`). `unknown` adds to the table's; `zero = true` says that 0 is a value.
    """

    name: str
    metric: str
    kind: str
    unit: str = "1"
    factor: str = Field(default="1", pattern=r"^\d+(\.\d+)?(/\d+)?$")
    counted: str = ""
    unknown: tuple[str, ...] = ()
    zero: bool = False
    date: str = ""
    thousands: Literal["", ",", " "] = ""
    period: PeriodMap | None = None
    scope: str = ""
    relative_to: str = ""
    modality: Modality | None = None
    notes: tuple[str, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> ColumnMap:
        if self.kind not in KINDS:
            raise ValueError(
                phrase(
                    "no kind is called {kind!r}; the kinds are {kinds}", kind=self.kind, kinds=listed(KINDS)
                )
            )
        if not parse_exact(self.factor):
            raise ValueError(phrase("a factor is more than zero"))
        if (self.kind == "date") != bool(self.date):
            raise ValueError(phrase("a date column says how it writes a date, and no other column does"))
        return self


class TableMap(Frozen):
    """A whole map. `names` answers which entity a name is: an id, `new`, or `part of ID`; `ignore` gives the reason for
    each column that is left out; `metric` and `scope` are new names that the columns use."""

    table: TableEntry
    column: tuple[ColumnMap, ...]
    names: dict[str, str] = Field(default_factory=dict)
    ignore: dict[str, str] = Field(default_factory=dict)
    metric: tuple[Metric, ...] = ()
    scope: tuple[Scope, ...] = ()


def read_map(path: Path) -> TableMap:
    """The map in a TOML file. Raises `Problems` with every fault of it, `BadInput` for a file that cannot be read."""
    text = given_text(path)
    try:
        raw = tomllib.loads(text)
    except ValueError as error:
        raise Problems([Problem(path.name, "", phrase("is no valid TOML: {error}", error=error))]) from error
    except RecursionError as error:
        deep = phrase("is no valid TOML: {error}", error=phrase("nested too deeply"))
        raise Problems([Problem(path.name, "", deep)]) from error
    try:
        return TableMap.model_validate(raw)
    except ValidationError as error:
        problems = [
            Problem(path.name, str(m.values["where"]), m.values["message"]) for m in plain_errors(error)
        ]
    raise Problems(problems)


def column_problems(
    map: TableMap, file: str, columns: Sequence[str], names: Names, units: UnitTable
) -> list[Problem]:
    """Where a map does not fit the table or the vocabulary: every column is either mapped or ignored for a reason."""
    problems: list[Problem] = []
    metrics: Mapping[str, Metric] = {**names.metrics, **{m.id: m for m in map.metric}}
    scopes = {*names.scopes, *(s.id for s in map.scope)}
    mapped = {map.table.subject, *map.table.notes}
    for column in map.column:
        mapped |= {column.name, *column.notes}
        if column.period:
            mapped |= {column.period.start, column.period.end}
        problems.extend(
            Problem(file, column.name, m) for m in _column_faults(column, metrics, scopes, names, units)
        )
    for name in sorted(mapped - set(columns)):
        problems.append(Problem(file, name, phrase("the table has no such column")))
    for name in columns:
        if name not in mapped and name not in map.ignore:
            problems.append(
                Problem(
                    file,
                    name,
                    phrase("the map says nothing of this column: map it, or give a reason in [ignore]"),
                )
            )
    for name in map.ignore.keys() - set(columns):
        problems.append(Problem(file, name, phrase("[ignore] names a column that the table does not have")))
    for name in map.ignore.keys() & {c.name for c in map.column}:
        problems.append(Problem(file, name, phrase("is both mapped and ignored")))
    return problems


def _column_faults(
    column: ColumnMap, metrics: Mapping[str, Metric], scopes: set[str], names: Names, units: UnitTable
) -> list[str]:
    faults: list[str] = []
    metric = metrics.get(column.metric)
    if metric is None:
        faults.append(
            phrase("no metric is called {name!r}; describe it under [[metric]]", name=column.metric)
        )
    if column.scope and column.scope not in scopes:
        faults.append(phrase("no scope is called {name!r}; describe it under [[scope]]", name=column.scope))
    if column.relative_to and column.relative_to not in names.entities:
        faults.append(phrase("no entity is called {name!r}", name=column.relative_to))
    if column.kind == "date":
        return faults
    unit = units.parse(column.unit)
    if unit is None:
        near = units.nearest(column.unit)
        hint = phrase("; near: {names}", names=listed(near)) if near else ""
        return [*faults, phrase("no unit is called {unit!r}{hint}", unit=column.unit, hint=hint)]
    misfit = unit_misfit(column.kind, unit.canonical or unit.id, metric.unit if metric else "", units)
    return [*faults, misfit] if misfit else faults
