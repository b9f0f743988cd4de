"""Checking more facts than fit in memory: chunks that no component crosses, each checked by a worker of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from factbase.phrase import ENGLISH, Words
from factbase.reason.assertion import Assertion
from factbase.reason.checks import ordered, run_checks
from factbase.reason.checks.coverage import gathered
from factbase.reason.finding import Context, Finding
from factbase.reason.network import UnionFind
from factbase.reason.rules import NO_RULES, RuleBook

__all__ = ["Scan", "chunk_entities", "scan"]

_GATHERING = ("coverage", "single_source", "explicit_value")


def chunk_entities(
    pairs: Iterable[tuple[str, str, int]], rules: RuleBook, size: int = 20_000
) -> list[list[str]]:
    """Groups of subjects, each of about `size` facts, so that no component and no check crosses two groups.

    `pairs` are (subject, other, number of facts): `other` is the entity compared with, empty for none, or for a rank
    any word that names its field, so that rivals for one place stay together.
    """
    sets: UnionFind[str] = UnionFind()
    weight: dict[str, int] = {}
    for subject, other, count in pairs:
        weight[subject] = weight.get(subject, 0) + count
        sets.join(subject, other or subject)
    for rule in rules.rules:
        pinned = [ref.subject for ref in rule.refs if ref.subject]
        for subject in pinned[1:]:
            sets.join(pinned[0], subject)
    members: dict[str, list[str]] = {}
    for subject in weight:
        members.setdefault(sets.find(subject), []).append(subject)
    chunks: list[list[str]] = []
    room = 0
    for group in members.values():
        count = sum(weight[s] for s in group)
        if room < count:
            chunks.append([])
            room = size
        chunks[-1].extend(group)
        room -= count
    return chunks


@dataclass(frozen=True)
class Scan:
    """What to check and how. `load` gives the facts of a chunk; with several workers it, `words` and the rest travel to
    other processes, so they must be picklable, and `load` opens what it reads from by itself."""

    load: Callable[[int], Sequence[Assertion]]
    chunks: int
    rules: RuleBook = NO_RULES
    natures: Mapping[str, str] = field(default_factory=dict)
    words: Words = ENGLISH
    only: tuple[str, ...] = ()

    def check(self, chunk: int) -> tuple[Finding, ...]:
        """The findings of one chunk. Checks that need reference rates are the caller's to run."""
        context = Context(self.load(chunk), self.rules, self.natures, words=self.words)
        return run_checks(context, self.only)


def scan(what: Scan, workers: int = 1, progress: Callable[[int], None] | None = None) -> tuple[Finding, ...]:
    """Every finding of every chunk, as `run_checks` would give them for all facts at once.

    `progress` is called with the number of chunks done.
    """
    found: list[Finding] = []
    for done, findings in enumerate(_chunks(what, workers), 1):
        found.extend(findings)
        if progress is not None:
            progress(done)
    return ordered(_merged(found))


def _chunks(what: Scan, workers: int) -> Iterator[tuple[Finding, ...]]:
    if workers <= 1 or what.chunks <= 1:
        yield from map(what.check, range(what.chunks))
        return
    # Spawned, not forked: the parent may hold an open database with threads of its own.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, what.chunks), mp_context=spawn) as pool:
        yield from pool.map(what.check, range(what.chunks))


def _merged(found: Collection[Finding]) -> Iterator[Finding]:
    """Findings that gather facts by document or outlet, gathered over all chunks."""
    parts: dict[tuple[str, str], list[str]] = {}
    for one in found:
        if one.check in _GATHERING:
            parts.setdefault((one.check, one.key), []).extend(one.fact_ids)
        else:
            yield one
    for (check, key), ids in parts.items():
        yield gathered(check, key, ids)
