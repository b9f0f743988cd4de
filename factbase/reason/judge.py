"""Which judge decides a component: the ratio graph, narrowing where it is complete, and z3 for the rest."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from factbase.reason.graph import Cycle, Graph, StepLimit, make_graph
from factbase.reason.linear import Solver
from factbase.reason.narrow import is_tree, narrow
from factbase.reason.network import Component, UnionFind

__all__ = ["Judge", "Outcome"]


class Outcome(NamedTuple):
    """`core` is `None` if the facts can all hold, else facts (indices) that cannot; rules alone may: an empty core.

    `by` names the judge (`graph`, `narrowing`, `z3`); `undecided` holds the reason if none could tell.
    """

    core: frozenset[int] | None
    by: str
    undecided: str = ""

    @property
    def feasible(self) -> bool:
        """Whether the facts can all hold, as far as known: what is undecided counts as feasible."""
        return self.core is None


class Judge:
    """Decides subsets of one component's facts under one reading, each judge made when first needed.

    Facts in `aside` (indices) are never looked at.
    """

    def __init__(self, component: Component, reading: str, aside: frozenset[int] = frozenset()) -> None:
        self.component = component
        self.everything = frozenset(range(len(component.facts))) - aside
        self.reading = reading
        self.asked = 0
        self._solver: Solver | None = None
        self._tree: bool | None = None
        self._is_signed = component.is_signed
        self._whole: Graph | None = None
        self._found: tuple[frozenset[int], Cycle] | None = None

    def settle(self, facts: Collection[int] | None = None) -> Outcome:
        """Whether the facts (all, if `None`) can hold together with the rules."""
        self.asked += 1
        if facts is None and len(self.everything) < len(self.component.facts):
            facts = self.everything
        if self._is_signed:
            return self._ask_z3(facts)
        note = ""
        try:
            cycle = (
                self.whole if facts is None else make_graph(self.component, self.reading, facts)
            ).conflict()
        except StepLimit as limit:
            note, cycle = str(limit), None
        if cycle is not None:
            self._found = (self.everything if facts is None else frozenset(facts), cycle)
            links = {e.link for e in cycle.edges} | ({cycle.positive} if cycle.positive >= 0 else set())
            return Outcome(self._facts(links), "graph")
        if not self.component.hypers and not note:
            return Outcome(None, "graph")
        narrowed = narrow(self.component, self.reading, facts)
        if narrowed.empty is not None:
            return Outcome(self._facts(narrowed.links(*narrowed.empty)), "narrowing")
        if self._tree is None:
            self._tree = is_tree(self.component)
        if self._tree and narrowed.complete and not note:
            return Outcome(None, "narrowing")
        return self._ask_z3(facts)

    def cycle_of(self, facts: frozenset[int]) -> Cycle | None:
        """The cycle that was found last, if it was found in the graph of just these facts."""
        return self._found[1] if self._found is not None and self._found[0] == facts else None

    @property
    def whole(self) -> Graph:
        """The ratio graph of all facts."""
        if self._whole is None:
            self._whole = make_graph(self.component, self.reading)
        return self._whole

    def is_single_loop(self, facts: Collection[int]) -> bool:
        """Whether the facts close exactly one loop of ratios, so that each of them is needed for a conflict of them."""
        component = self.component
        if component.hypers or self._is_signed:
            return False
        sets: UnionFind[int] = UnionFind()
        loops = 0
        for link in component.links:
            if link.fact < 0 or link.fact in facts:
                if sets.find(link.a) == sets.find(link.b):
                    loops += 1
                sets.join(link.a, link.b)
        return loops == 1

    def _facts(self, links: Collection[int]) -> frozenset[int]:
        return frozenset(f for n in links if (f := self.component.links[n].fact) >= 0)

    def _ask_z3(self, facts: Collection[int] | None) -> Outcome:
        if self._solver is None:
            self._solver = Solver(self.component, self.reading)
        try:
            return Outcome(self._solver.core(self.everything if facts is None else facts), "z3")
        except TimeoutError as limit:
            return Outcome(None, "z3", str(limit))
