"""The Python API: an open store and its questions, answered with typed objects.

>>> import factbase
>>> [q.text for q in factbase.find_quantities("新充电站将拥有超过160个充电桩")]
['超过160个']
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, Unpack

from factbase.phrase import phrase
from factbase.quantity.reading import Quantity

if TYPE_CHECKING:
    from factbase.render.frames import FactList
    from factbase.service.chart import Chart
    from factbase.service.check import Checked
    from factbase.service.ingest import Ingested
    from factbase.service.initialize import Initialized
    from factbase.service.verify import Report
    from factbase.service.view import Card, Table
    from factbase.store.connection import Connection

__all__ = ["Conditions", "Factbase", "Source", "find_quantities", "init_factbase", "open_factbase"]

_MANY = {"subjects", "metrics", "relative_to", "scopes", "documents", "outlets", "modalities", "statuses"}
_TYPED = {"since", "until", "minimum", "maximum"}
_Names: TypeAlias = str | Sequence[str]
_When: TypeAlias = str | int | datetime.date
_Number: TypeAlias = str | int | float | Fraction


class Source(TypedDict, total=False):
    """What a document does not say of itself, as the options of `factbase ingest`; `published` is a year, month or day."""

    id: str
    title: str
    publisher: str
    author: str
    url: str
    published: str
    language: str


class Conditions(TypedDict, total=False):
    """What selects facts, as the options of `factbase query`; names are ids, labels or aliases, one or several.

    `since` and `until` take a year, a month or a day. `minimum` and `maximum` are in canonical units or carry one
    (`"50 MW"`) and select what certainly satisfies them, with `possible` also what may. `about` is looked for in the
    quote. `unit` and `currency` convert the rows of `table`, never the objects; `sort` names a column, with `-` before it
    downwards.
    """

    subjects: _Names
    metrics: _Names
    relative_to: _Names
    scopes: _Names
    documents: _Names
    outlets: _Names
    modalities: _Names
    statuses: _Names
    since: _When
    until: _When
    minimum: _Number
    maximum: _Number
    possible: bool
    about: str
    unit: str
    currency: str
    sort: str
    limit: int


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

    def facts(self, kind: str = "", **conditions: Unpack[Conditions]) -> FactList:
        """The facts of a kind, or of all, that satisfy the `Conditions`, as a list of typed objects in document order.

        The list also gives `.to_arrow()`, `.to_pandas()` and `.to_polars()`, and the rows as `.table`. Raises
        `UnknownName` for a name that the store does not know, `DimensionMismatch` for a bound in another dimension,
        `UsageError` for a bad date or sort key.

        >>> for fact in fb.facts("power", subjects="ChatGPT", minimum="10 MW"):
        ...     fact.value, fact.unit, str(fact.stated), fact.citation.quote
        (Fraction(500000, 1), 'kWh/day', '(500000, ∞)', 'ChatGPT每天要消耗超过50万千瓦时电力')
        """
        from factbase.render.frames import FactList
        from factbase.store.read_facts import facts_of

        table = self.query(kind, **conditions)
        return FactList(facts_of(self.connection, [row[0] for row in table.rows]), table)

    def query(self, kind: str = "", **conditions: Unpack[Conditions]) -> Table:
        """The same facts as rows in the published columns, numbers as floats.

        >>> table = fb.query("power", subjects="ChatGPT", unit="MW")
        >>> [dict(zip((c.name for c in table.columns), row))["low"] for row in table.rows]
        [20.833333333333332]
        """
        from factbase.service.query import FactRequest, query

        return query(self.path, FactRequest(kind=kind, **_fields(conditions)))

    def show(self, fact: str) -> Card:
        """One fact, named by a prefix of its id or by its seed key: quote in context, readings, source, rivals.

        Raises `UnknownName` if there is none, `UsageError` if the prefix fits several.

        >>> fb.show("h100-compute").data["as_written"]
        '3.2 倍'
        """
        from factbase.service.show import show

        return show(self.path, fact)

    def search(self, words: str) -> Table:
        """Facts, entities, metrics and passages that contain every word. Raises `UsageError` without a word.

        >>> sorted({row[0] for row in fb.search("H100").rows})
        ['entity', 'fact', 'passage']
        """
        from factbase.service.search import search

        return search(self.path, words)

    def documents(self) -> Table:
        """Every document with its title, publisher, date and number of facts; see `factbase documents`."""
        from factbase.service.catalog import documents

        return documents(self.path)

    def entities(self) -> Table:
        """Every entity: `id, type, label_zh, label_en, aliases`."""
        from factbase.service.catalog import entities

        return entities(self.path)

    def metrics(self) -> Table:
        """Every metric with its labels, kind and unit; see `factbase metrics`."""
        from factbase.service.catalog import metrics

        return metrics(self.path)

    def ingest(
        self, *paths: str | Path, accept: bool = False, workers: int = 1, **source: Unpack[Source]
    ) -> Ingested:
        """Archive documents and add a candidate fact for every figure; `accept` takes the complete ones.

        `source` tells what a single document does not say of itself. A file that cannot be read is a row of the summary, and stops none of the others. Raises `UsageError` if the store was not
        opened for writing, or if `source` is given for several files.
        """
        from factbase.errors import UsageError
        from factbase.service.ingest import IngestRequest, ingest

        if not self._write:
            raise UsageError(phrase("this store is open for reading; open it with write=True."))
        request = IngestRequest(tuple(map(str, paths)), accept=accept, workers=workers, **source)
        return ingest(self.path, request)

    def export(
        self,
        output: str | Path,
        kind: str = "",
        *,
        format: str = "",
        exact: bool = False,
        **conditions: Unpack[Conditions],
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

        >>> [claim.verdict for claim in fb.verify("H100的综合算力是A100的2倍。ChatGPT uses about 21 MW.").claims]
        ['contradicted', 'supported']
        """
        from factbase.errors import UsageError
        from factbase.service.verify import verify_text

        try:
            day = datetime.date.fromisoformat(date) if date else None
        except ValueError as error:
            raise UsageError(phrase("date takes a day as 2024-04-28, not {date!r}.", date=date)) from error
        return verify_text(self.path, text, strict=strict, day=day)

    def check(self, only: tuple[str, ...] = ()) -> Checked:
        """Run the checks, all or those named, and keep the findings; see `factbase check`.

        >>> fb.check().has_errors
        False
        """
        from factbase.service.check import check

        return check(self.path, only)

    def compare(self, a: str, b: str, metric: str = "") -> Card:
        """How two entities compare; `data` holds `ratio`, `inverse` and `ladder`, each with bounds, unit and proof.

        `metric` narrows the comparison; without it the metric that knows most about the two is taken. Raises `UnknownName`.

        >>> inverse = fb.compare("深算二号", "H100").data["inverse"]
        >>> inverse["value"], inverse["widest_low"] < 4 < inverse["widest_high"]
        (Fraction(4, 1), True)
        """
        from factbase.service.reasoning import compare_entities

        return compare_entities(self.path, a, b, metric)

    def calc(self, expression: str) -> Card:
        """The value of an expression such as `chatgpt.electricity / chatgpt.requests in Wh`; `data` holds the number.

        Raises `ExpressionError` with a caret at the fault, `DimensionMismatch` where units do not fit.

        >>> fb.calc("chatgpt.electricity / chatgpt.requests in Wh").data["value"]
        Fraction(5, 2)
        """
        from factbase.service.calc import calc

        return calc(self.path, expression)

    def derive(self, target: str) -> Table:
        """Everything that follows about an entity or `entity.metric` and was never stated.

        >>> any("H100" in str(row) for row in fb.derive("shensuan-2").rows)
        True
        """
        from factbase.service.reasoning import derive_entity

        return derive_entity(self.path, target)


def _fields(conditions: Conditions) -> dict[str, Any]:
    """The conditions as a request holds them: one name for a tuple of one, numbers and dates as they are typed."""
    fields: dict[str, Any] = dict(conditions)
    for name in _MANY & fields.keys():
        fields[name] = (fields[name],) if isinstance(fields[name], str) else tuple(fields[name])
    for name in _TYPED & fields.keys():
        fields[name] = str(fields[name])
    return fields
