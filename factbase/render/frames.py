"""Facts as objects that are also a table: for pandas, Polars and Arrow, where those are installed, and for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from factbase.errors import UsageError
from factbase.model.fact import FactBase
from factbase.phrase import phrase
from factbase.service.view import Table

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["FactList"]

_WHOLE = ("span_start", "span_end", "version")


class FactList(list[FactBase]):
    """Facts in order, as typed objects; `table` holds the same facts as rows in the published columns.

    Where a unit or currency was asked for, the rows are converted and the objects are as stated.
    """

    def __init__(self, facts: Iterable[FactBase], table: Table) -> None:
        super().__init__(facts)
        self.table = table

    def to_arrow(self) -> pyarrow.Table:
        """A `pyarrow.Table`: numbers double, spans int64, dates date32, members a list. Raises `UsageError` without pyarrow."""
        arrow = _needed("pyarrow")
        types = {
            "number": arrow.float64(),
            "flag": arrow.bool_(),
            "date": arrow.date32(),
            "list": arrow.list_(arrow.string()),
        }
        fields = [
            (c.name, arrow.int64() if c.name in _WHOLE else types.get(c.kind, arrow.string()))
            for c in self.table.columns
        ]
        return arrow.table({name: arrow.array(self._column(name), kind) for name, kind in fields})

    def to_pandas(self) -> pandas.DataFrame:
        """A `pandas.DataFrame`: an absent number is NaN, an absent date NaT. Raises `UsageError` without pandas."""
        pandas = _needed("pandas")
        columns: dict[str, Any] = {}
        for column in self.table.columns:
            values = self._column(column.name)
            if column.name in _WHOLE:
                columns[column.name] = pandas.Series(values, dtype="int64")
            elif column.kind == "number":
                columns[column.name] = pandas.Series(values, dtype="float64")
            elif column.kind == "flag":
                columns[column.name] = pandas.Series(values, dtype="bool")
            elif column.kind == "date":
                columns[column.name] = pandas.Series(
                    pandas.to_datetime(pandas.Series(values, dtype="object"))
                )
            else:
                columns[column.name] = pandas.Series(values, dtype="object")
        return pandas.DataFrame(columns)

    def to_polars(self) -> polars.DataFrame:
        """A `polars.DataFrame`: numbers Float64, spans Int64, dates Date, members a list. Raises `UsageError` without polars."""
        pl = _needed("polars")
        types = {"number": pl.Float64, "flag": pl.Boolean, "date": pl.Date, "list": pl.List(pl.String)}
        schema = {
            c.name: pl.Int64 if c.name in _WHOLE else types.get(c.kind, pl.String) for c in self.table.columns
        }
        frame: polars.DataFrame = pl.DataFrame({name: self._column(name) for name in schema}, schema=schema)
        return frame

    def _column(self, name: str) -> list[Any]:
        at = [c.name for c in self.table.columns].index(name)
        return [row[at] for row in self.table.rows]

    def _repr_html_(self) -> str:
        from factbase.render.html import table_html

        return table_html(self.table)


def _needed(package: str) -> Any:
    from importlib import import_module

    try:
        return import_module(package)
    except ImportError as error:
        raise UsageError(phrase("this needs {package}: pip install {package}.", package=package)) from error
