"""Answer `calc`: exact arithmetic over measures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factbase.errors import UnknownName, UsageError
from factbase.phrase import phrase
from factbase.quantity.interval import point
from factbase.reason.calc.evaluate import Calculation, calculate
from factbase.reason.proof import proof_to_json
from factbase.reason.tell import say_interval, tell
from factbase.service.assertions import StoreFacts, load_knowledge
from factbase.service.convert import fraction_text
from factbase.service.view import Card, Line, Pair
from factbase.store.connection import Connection, open_store
from factbase.store.labels import words_in
from factbase.store.lookup import known_names, require_one
from factbase.store.rates import RateTable

__all__ = ["StoreNames", "calc"]


class StoreNames:
    """Words to ids by the store's vocabularies, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._known = {what: known_names(connection, what) for what in ("entity", "metric", "scope")}

    def entity(self, text: str) -> str | None:
        """The entity that `text` names, or `None`."""
        return self._one("entity", text)

    def metric(self, text: str) -> str | None:
        """The metric that `text` names, or `None`."""
        return self._one("metric", text)

    def scope(self, text: str) -> str | None:
        """The scope that `text` names, or `None`."""
        return self._one("scope", text)

    def nearest(self, what: str, text: str) -> Sequence[str]:
        """Ids whose names are like `text`."""
        try:
            return (require_one(what, text, self._known[what]),)
        except UnknownName as error:
            return error.nearest
        except UsageError:
            return ()

    def _one(self, what: str, text: str) -> str | None:
        try:
            return require_one(what, text, self._known[what])
        except UsageError:
            return None


def calc(store: Path, expression: str, lang: str = "en") -> Card:
    """The value of an expression such as `chatgpt.electricity / chatgpt.requests in Wh`, with its proof.

    Raises `ExpressionError` with a caret at the fault.
    """
    connection = open_store(store)
    try:
        knowledge = load_knowledge(connection)
        source = knowledge.source
        assert isinstance(source, StoreFacts)
        done = calculate(expression, knowledge, StoreNames(connection), source.units, RateTable(connection))
        words = words_in(connection, lang)
    finally:
        connection.close()
    told = tell(done.proof, words) if done.proof.steps else ()
    readings = [("at face", done.face), ("widest", done.widest)]
    if done.value is not None:
        readings.insert(0, ("nominal", point(done.value)))
    lines = (Pair(name, say_interval(one, done.unit, words=words, as_is=True)) for name, one in readings)
    sections: tuple[tuple[str, tuple[Line, ...]], ...] = (
        ("result", (*lines, *done.notes)),
        ("proof", told or (phrase("no fact is involved"),)),
    )
    return Card(expression, _object(done), sections)


def _object(done: Calculation) -> dict[str, Any]:
    return {
        "subject": "",
        "metric": done.expression,
        "relative_to": "",
        "value": done.value,
        "low": done.face.low,
        "high": done.face.high,
        "low_open": done.face.low_open,
        "high_open": done.face.high_open,
        "widest_low": done.widest.low,
        "widest_high": done.widest.high,
        "unit": done.unit,
        "proof": proof_to_json(done.proof),
        "notes": list(done.notes),
        "exact": fraction_text(done.value),
    }
