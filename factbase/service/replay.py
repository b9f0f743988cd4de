"""Answer `replay`: a saved proof, every step of it checked again from the facts as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factbase.errors import BadInput
from factbase.phrase import Phrase, counted, phrase, term
from factbase.reason.proof import Proof, proof_from_json
from factbase.reason.replay import Replay, replay
from factbase.service.assertions import StoreFacts, load_knowledge
from factbase.service.given import given_text, parse_json
from factbase.service.view import Card
from factbase.store.connection import open_store

__all__ = ["replay_proof"]


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
    lines = [
        line
        for number, (proof, result) in enumerate(zip(proofs, results, strict=True), 1)
        for line in _told(number, proof, result)
    ]
    holds = all(r.ok for r in results)
    data = {
        "ok": holds,
        "proofs": [_object(p, r) for p, r in zip(proofs, results, strict=True)],
    }
    title = phrase("{file}: {verdict}", file=file.name, verdict=_verdict(holds))
    return Card(title, data, (("proofs", tuple(lines)),)), holds


def _told(number: int, proof: Proof, result: Replay) -> Iterator[Phrase]:
    yield counted(
        len(proof.steps),
        "proof {number}: {n} step, {verdict}",
        "proof {number}: {n} steps, {verdict}",
        number=number,
        verdict=_verdict(result.ok),
    )
    yield from (phrase("  step {n}: {why}", n=n, why=why) for n, why in result.faults)
    yield from (phrase("  step {n}: the solver's word, not re-checked", n=n) for n in result.unchecked)


def _object(proof: Proof, result: Replay) -> dict[str, Any]:
    return {
        "steps": len(proof.steps),
        "ok": result.ok,
        "faults": [list(f) for f in result.faults],
        "unchecked": list(result.unchecked),
    }


def _verdict(holds: bool) -> Phrase:
    return term("holds") if holds else term("does not hold")


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
