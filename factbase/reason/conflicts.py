"""Minimal conflicts: every smallest set of facts that cannot all hold, and every largest that can."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from factbase.phrase import phrase
from factbase.reason.judge import Judge, Outcome

__all__ = ["Conflicts", "find_conflicts", "minimise"]

CAP = 16  # conflicts listed per component
ASK_LIMIT = 4_000  # judgements per component
WORK_LIMIT = 100_000  # judgements times links: large components get fewer


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What disagrees in one component, as sorted tuples of fact indices.

    `minimal`: each cannot hold, yet holds once any one fact is dropped. `satisfiable`: the largest sets that can hold,
    each with every fact not in it dropped. `complete`: both lists are; else the cap or the step limit cut them, and
    `note` says which.
    """

    minimal: tuple[tuple[int, ...], ...]
    satisfiable: tuple[tuple[int, ...], ...]
    complete: bool
    note: str = ""


def minimise(judge: Judge, core: Collection[int]) -> frozenset[int]:
    """A subset of `core` that cannot hold but would without any one of its facts; `core` itself must not hold."""
    if judge.is_single_loop(core):
        return frozenset(core)
    kept = set(core)
    for fact in sorted(core, reverse=True):
        if fact not in kept:
            continue
        smaller = judge.settle(kept - {fact}).core
        if smaller is not None:
            kept = set(smaller) & kept
    return frozenset(kept)


def find_conflicts(judge: Judge, first: Outcome, cap: int = CAP, asks: int = ASK_LIMIT) -> Conflicts:
    """All minimal conflicts and maximal satisfiable sets, from the outcome for all facts.

    R. Reiter's hitting-set tree (1987): a set that cannot hold yields a minimal conflict, and each of that conflict's
    facts is dropped in turn; the sets that can hold, at the leaves, contain all the largest ones.
    """
    everything = judge.everything
    asks = max(10, min(asks, WORK_LIMIT // max(len(judge.component.links), 1)))
    if first.core is None:
        return Conflicts((), (tuple(sorted(everything)),), True, first.undecided)
    found: list[frozenset[int]] = [minimise(judge, first.core)]
    if not found[0]:  # the rules contradict themselves
        return Conflicts(((),), (), True)
    leaves: list[frozenset[int]] = []
    queue: deque[frozenset[int]] = deque([frozenset()])
    seen: set[frozenset[int]] = {frozenset()}
    limit = judge.asked + asks
    note = ""
    while queue:
        if judge.asked > limit:
            note = phrase("stopped after {asks} judgements; more conflicts may exist", asks=asks)
            break
        dropped = queue.popleft()
        if any(leaf <= dropped for leaf in leaves):
            continue
        clash = next((c for c in found if not c & dropped), None)
        if clash is None:
            core = judge.settle(everything - dropped).core
            if core is None:
                leaves.append(dropped)
                continue
            clash = minimise(judge, core)
            found.append(clash)
        for fact in sorted(clash):
            if (more := dropped | {fact}) not in seen:
                seen.add(more)
                queue.append(more)
        if len(found) >= cap:
            note = phrase("more than {cap} conflicts; the first {cap} are listed", cap=cap)
            break
    return _sorted(found, [everything - leaf for leaf in leaves], note)


def _sorted(found: Collection[frozenset[int]], holding: Collection[frozenset[int]], note: str) -> Conflicts:
    minimal = sorted({tuple(sorted(c)) for c in found}, key=lambda c: (len(c), c))
    sets = sorted({tuple(sorted(s)) for s in holding}, key=lambda s: (-len(s), s))
    return Conflicts(tuple(minimal), tuple(sets), not note, note)
