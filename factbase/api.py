"""The Python API: an open store and its questions, answered with typed objects.

>>> import factbase
>>> [q.text for q in factbase.find_quantities("新充电站将拥有超过160个充电桩")]
['超过160个']
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from factbase.quantity.reading import Quantity

if TYPE_CHECKING:
    from factbase.model.fact import FactBase
    from factbase.service.check import Checked
    from factbase.service.view import Card, Table
    from factbase.store.connection import Connection

__all__ = ["Factbase", "find_quantities", "open_factbase"]

_MANY = {"subjects", "metrics", "relative_to", "scopes", "documents", "outlets", "modalities", "statuses"}
_TYPED = {"since", "until", "minimum", "maximum"}


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text in order, with span, exact readings, unit, hedge and rule; never raises on any text."""
    from factbase.quantity.scanner import find_quantities as find
    from factbase.vocabulary.reading import reader_tables

    return find(text, reader_tables())


def open_factbase(path: str | Path = "factbase.duckdb", *, write: bool = False) -> Factbase:
    """The store at `path`, read-only unless asked.

    Raises `StoreMissing`, `StoreLocked`, `StoreNewer` or `StoreDamaged`, all of them `factbase.errors.StoreError`.
    """
    from factbase.store.connection import open_store

    open_store(Path(path), write=write).close()
    return Factbase(Path(path), write=write)


class Factbase:
    """An open store. Use it in a `with` block, or call `close`."""

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

    def facts(self, kind: str = "", **conditions: Any) -> list[FactBase]:
        """The facts that satisfy the conditions of `factbase query`, as typed objects in document order.

        `conditions` are the fields of `factbase.service.query.FactRequest`: `subjects=("ChatGPT",)`, `metrics`,
        `relative_to`, `documents`, `outlets`, `modalities`, `statuses`, `since`, `until`, `minimum`, `maximum`, `about`;
        one name may stand for a tuple of one. Raises `UnknownName` for a name that the store does not know.
        """
        from factbase.store.read_facts import facts_of

        return list(facts_of(self.connection, [row[0] for row in self.query(kind, **conditions).rows]))

    def query(self, kind: str = "", **conditions: Any) -> Table:
        """The same facts as rows in the published columns."""
        from factbase.service.query import FactRequest, query

        fields: dict[str, Any] = {}
        for name, wanted in conditions.items():
            if name in _MANY and isinstance(wanted, str):
                fields[name] = (wanted,)
            else:
                fields[name] = str(wanted) if name in _TYPED else wanted
        return query(self.path, FactRequest(kind=kind, **fields))

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
