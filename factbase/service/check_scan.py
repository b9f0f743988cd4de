"""The reasoned checks over a whole store: in one piece where it is small, else in chunks that no component crosses."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factbase.phrase import Words
from factbase.reason.assertion import Assertion
from factbase.reason.checks import NAMES, ordered, run_checks
from factbase.reason.finding import Context, Finding
from factbase.reason.knowledge import Knowledge
from factbase.reason.scan import Scan, chunk_entities, scan
from factbase.service.assertions import StoreFacts
from factbase.service.view import Progress
from factbase.store.connection import Connection, open_store
from factbase.store.rates import RateTable

__all__ = ["IN_ONE_PIECE", "check_store"]

# Up to so many facts the start of a worker costs more than it saves.
IN_ONE_PIECE = 20_000
_MONEY = ("currencies",)
_PAIRS = """
    SELECT subject, CASE WHEN kind = 'rank' THEN metric || '[' || scope || ']' ELSE relative_to END, count(*)
    FROM fact WHERE status = 'accepted' GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class _Chunks:
    """Loads the facts of a chunk by opening the store itself, so that it can travel to a worker."""

    store: Path
    subjects: tuple[tuple[str, ...], ...]

    def __call__(self, chunk: int) -> Sequence[Assertion]:
        connection = open_store(self.store)
        try:
            return StoreFacts(connection).of_subjects(self.subjects[chunk])
        finally:
            connection.close()


def check_store(
    connection: Connection,
    store: Path,
    knowledge: Knowledge,
    only: Sequence[str],
    words: Words,
    progress: Progress | None = None,
    in_one_piece: int = IN_ONE_PIECE,
) -> tuple[Finding, ...]:
    """Every finding of the reasoned checks named in `only`, or of all; the same whether in one piece or in chunks."""
    source = knowledge.source
    assert isinstance(source, StoreFacts)
    rates = RateTable(connection)
    pairs = connection.execute(_PAIRS).fetchall()
    if sum(count for _, _, count in pairs) <= in_one_piece:
        facts = tuple(source.everything())
        return run_checks(Context(facts, knowledge.rules, knowledge.natures, rates, words), only)
    wanted = tuple(name for name in (only or NAMES) if name not in _MONEY)
    found: tuple[Finding, ...] = ()
    if wanted:
        subjects = tuple(
            tuple(chunk) for chunk in chunk_entities(pairs, knowledge.rules, min(20_000, in_one_piece))
        )
        what = Scan(
            _Chunks(store, subjects), len(subjects), knowledge.rules, knowledge.natures, words, wanted
        )
        tell = progress or (lambda what, done, total: None)
        found = scan(what, os.cpu_count() or 1, lambda done: tell("checking", done, len(subjects)))
    if not only or set(_MONEY) & set(only):
        context = Context(source.in_two_currencies(), knowledge.rules, knowledge.natures, rates, words)
        found += run_checks(context, _MONEY)
    return ordered(found)
