"""Answer `calc` and `replay`: exact arithmetic over measures, and a saved proof checked again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factbase.errors import BadInput, UnknownName, UsageError
from factbase.phrase import Phrase, counted, phrase, term
from factbase.quantity.interval import point
from factbase.reason.calc.evaluate import Calculation, calculate
from factbase.reason.proof import Proof, proof_from_json, proof_to_json
from factbase.reason.replay import replay
from factbase.reason.tell import say_interval, tell
from factbase.service.assertions import StoreFacts, load_knowledge
from factbase.service.convert import fraction_text
from factbase.service.given import given_text, parse_json
from factbase.service.view import Card, Line, Pair
from factbase.store.connection import Connection, open_store
from factbase.store.labels import words_in
from factbase.store.lookup import known_names, require_one
from factbase.store.rates import RateTable

__all__ = ["StoreNames", "calc", "replay_proof"]


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
    lines = (Pair(name, say_interval(one, done.unit, words=words)) for name, one in readings)
    sections: tuple[tuple[str, tuple[Line, ...]], ...] = (
        ("result", (*lines, *done.notes)),
        ("proof", told or (phrase("no fact is involved"),)),
    )
    return Card(expression, _object(done), sections)


def replay_proof(store: Path, file: Path) -> tuple[Card, bool]:
    """Re-check every step of a saved proof from the facts as they are now; and whether it holds.

    The file holds the JSON of `compare`, `calc`, `check` or a bare list of steps. Raises `BadInput` for anything else.
    """
    proofs = _proofs(file)
    connection = open_store(store)
    try:
        knowledge = load_knowledge(connection)
        source = knowledge.source
        assert isinstance(source, StoreFacts)
        ids = {i for proof in proofs for i in proof.fact_ids}
        facts = {f.id: f for f in source.of_ids(ids)}
        results = [replay(proof, facts, knowledge.rules) for proof in proofs]
    finally:
        connection.close()
    lines: list[str] = []
    for number, (proof, result) in enumerate(zip(proofs, results, strict=True), 1):
        verdict = _verdict(result.ok)
        lines.append(
            counted(
                len(proof.steps),
                "proof {number}: {n} step, {verdict}",
                "proof {number}: {n} steps, {verdict}",
                number=number,
                verdict=verdict,
            )
        )
        lines += [phrase("  step {n}: {why}", n=n, why=why) for n, why in result.faults]
        lines += [phrase("  step {n}: the solver's word, not re-checked", n=n) for n in result.unchecked]
    holds = all(r.ok for r in results)
    data = {
        "ok": holds,
        "proofs": [
            {
                "steps": len(p.steps),
                "ok": r.ok,
                "faults": [list(f) for f in r.faults],
                "unchecked": list(r.unchecked),
            }
            for p, r in zip(proofs, results, strict=True)
        ],
    }
    title = phrase("{file}: {verdict}", file=file.name, verdict=_verdict(holds))
    return Card(title, data, (("proofs", tuple(lines)),)), holds


def _verdict(holds: bool) -> Phrase:
    return term("holds") if holds else term("does not hold")


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


def _proofs(file: Path) -> list[Proof]:
    try:
        content = parse_json(given_text(file))
    except ValueError as error:
        raise BadInput(phrase("{file}: is no readable JSON: {error}.", file=file, error=error)) from error
    found = list(_step_lists(content))
    if not found:
        raise BadInput(phrase("{file}: holds no proof; save one with `--format json -o FILE`.", file=file))
    try:
        return [proof_from_json(steps) for steps in found]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(phrase("{file}: {error}", file=file, error=error)) from error


def _step_lists(content: Any) -> list[list[dict[str, Any]]]:
    """Every list of proof steps in a JSON value, wherever and however deep it stands."""
    found: list[list[dict[str, Any]]] = []
    ahead = [content]
    while ahead:
        part = ahead.pop()
        if isinstance(part, dict):
            ahead.extend(reversed(part.values()))
        elif isinstance(part, list):
            if part and all(isinstance(s, dict) and {"n", "kind", "premises"} <= s.keys() for s in part):
                found.append(part)
            else:
                ahead.extend(reversed(part))
    return found
