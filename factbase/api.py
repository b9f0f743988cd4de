"""The Python API: an open store and its questions, answered with typed objects.

>>> import factbase
>>> [q.text for q in factbase.find_quantities("新充电站将拥有超过160个充电桩")]
['超过160个']
"""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from factbase.quantity.reading import Quantity

if TYPE_CHECKING:
    from factbase.render.frames import FactList
    from factbase.service.chart import Chart
    from factbase.service.check import Checked
    from factbase.service.initialize import Initialized
    from factbase.service.verify import Report
    from factbase.service.view import Card, Table
    from factbase.store.connection import Connection

__all__ = ["Factbase", "find_quantities", "init_factbase", "open_factbase"]

_MANY = {"subjects", "metrics", "relative_to", "scopes", "documents", "outlets", "modalities", "statuses"}
_TYPED = {"since", "until", "minimum", "maximum"}


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text in order, with span, exact readings, unit, hedge and rule; never raises on any text."""
    from factbase.quantity.scanner import find_quantities as find
    from factbase.vocabulary.reading import reader_tables

    return find(text, reader_tables())


def init_factbase(
    path: str | Path = "factbase.duckdb", *, seeds: str | Path | None = None, empty: bool = False
) -> Initialized:
    """Make or update the store at `path`, as `factbase init` does; what it holds and what changed.

    Raises `Problems` with every fault of the seed files, all of them or nothing being written.
    """
    from factbase.service.initialize import initialize

    return initialize(Path(path), seeds=Path(seeds) if seeds else None, empty=empty)


def open_factbase(path: str | Path = "factbase.duckdb", *, write: bool = False) -> Factbase:
    """The store at `path`, read-only unless asked.

    Raises `StoreMissing`, `StoreLocked`, `StoreNewer` or `StoreDamaged`, all of them `factbase.errors.StoreError`.
    """
    from factbase.store.connection import open_store

    open_store(Path(path), write=write).close()
    if "IPython" in sys.modules:
        from factbase.render.html import register_notebook

        register_notebook()
    return Factbase(Path(path), write=write)


class Factbase:
    """An open store. Use it in a `with` block, or call `close`.

    >>> import tempfile, factbase
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = factbase.init(Path(folder) / "factbase.duckdb")
    ...     with factbase.open(Path(folder) / "factbase.duckdb") as fb:
    ...         (fact,) = fb.facts("performance_ratio", subjects="H100")
    ...         fact.value, fact.as_written, fact.citation.outlet
    ...         fb.compare("深算二号", "H100").data["ratio"]["value"]
    (Fraction(16, 5), '3.2 倍', '科技铭程')
    Fraction(1, 4)
    """

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        self._write = write

    def __enter__(self) -> Factbase:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def connection(self) -> Connection:
        """The DuckDB connection, read-only unless the store was opened for writing."""
        from factbase.store.connection import open_store

        return open_store(self.path, write=self._write)

    def close(self) -> None:
        """Close the connection, if one was opened."""
        if "connection" in self.__dict__:
            self.connection.close()
            del self.__dict__["connection"]

    def facts(self, kind: str = "", **conditions: Any) -> FactList:
        """The facts that satisfy the conditions of `factbase query`, as a list of typed objects in document order.

        The list also gives `.to_arrow()`, `.to_pandas()` and `.to_polars()`, and the rows as `.table`.

        `conditions` are the fields of `factbase.service.query.FactRequest`: `subjects=("ChatGPT",)`, `metrics`,
        `relative_to`, `documents`, `outlets`, `modalities`, `statuses`, `since`, `until`, `minimum`, `maximum`, `about`;
        one name may stand for a tuple of one. Raises `UnknownName` for a name that the store does not know.
        """
        from factbase.render.frames import FactList
        from factbase.store.read_facts import facts_of

        table = self.query(kind, **conditions)
        return FactList(facts_of(self.connection, [row[0] for row in table.rows]), table)

    def query(self, kind: str = "", **conditions: Any) -> Table:
        """The same facts as rows in the published columns."""
        from factbase.service.query import FactRequest, query

        return query(self.path, FactRequest(kind=kind, **_fields(conditions)))

    def export(
        self, output: str | Path, kind: str = "", *, format: str = "", exact: bool = False, **conditions: Any
    ) -> tuple[str, ...]:
        """Write the facts that satisfy the conditions to a file, its format told by its ending unless named.

        What the format could not express is returned; see `factbase export`. Raises `UsageError` for a path that cannot be
        written; the old file then stays.
        """
        from factbase.render.exports import Options, write_extract
        from factbase.service.export import export_format, open_extract
        from factbase.service.query import FactRequest

        path = Path(output)
        with open_extract(self.path, FactRequest(kind=kind, **_fields(conditions))) as extract:
            return write_extract(extract, export_format(format, path), path, Options(exact=exact))

    def chart(
        self,
        kind: str,
        name: str = "",
        *,
        metric: str = "",
        unit: str = "",
        currency: str = "",
        lang: str = "en",
    ) -> Chart:
        """A ladder, time, funding or share chart: its marks as data, and a picture in notebooks; see `factbase chart`."""
        from factbase.service.chart import ChartRequest, chart

        return chart(self.path, ChartRequest(kind, name, metric, unit, currency, lang=lang))

    def verify(self, text: str, *, strict: bool = False, date: str = "") -> Report:
        """The verdict on every claim of a text, with interval and proof; see `factbase verify`.

        `date` is the day that 去年 or `last year` count from. Raises `UsageError` where it is no date.
        """
        from datetime import date as day_type

        from factbase.errors import UsageError
        from factbase.service.verify import verify_text

        try:
            day = day_type.fromisoformat(date) if date else None
        except ValueError as error:
            raise UsageError(f"date takes a day as 2024-04-28, not {date!r}.") from error
        return verify_text(self.path, text, strict=strict, day=day)

    def check(self, only: tuple[str, ...] = ()) -> Checked:
        """Run the checks; see `factbase check`."""
        from factbase.service.check import check

        return check(self.path, only)

    def compare(self, a: str, b: str, metric: str = "") -> Card:
        """How two entities compare; `data` holds `ratio`, `inverse` and `ladder`."""
        from factbase.service.reasoning import compare_entities

        return compare_entities(self.path, a, b, metric)

    def calc(self, expression: str) -> Card:
        """The value of an expression such as `chatgpt.electricity / chatgpt.requests in Wh`; `data` holds the number.

        Raises `ExpressionError` with a caret at the fault, `DimensionMismatch` where units do not fit.
        """
        from factbase.service.calc import calc

        return calc(self.path, expression)

    def derive(self, target: str) -> Table:
        """Everything that follows about an entity or `entity.metric` and was never stated."""
        from factbase.service.reasoning import derive_entity

        return derive_entity(self.path, target)


def _fields(conditions: dict[str, Any]) -> dict[str, Any]:
    """The conditions as a request holds them: one name for a tuple of one, numbers and dates as they are typed."""
    fields: dict[str, Any] = {}
    for name, wanted in conditions.items():
        if name in _MANY and isinstance(wanted, str):
            fields[name] = (wanted,)
        else:
            fields[name] = str(wanted) if name in _TYPED else wanted
    return fields
