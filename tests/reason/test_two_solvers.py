"""A thousand random networks: the judges of the product, z3 alone and Fourier–Motzkin say the same."""

from __future__ import annotations

import random

import pytest

from factbase.reason.conflicts import find_conflicts
from factbase.reason.judge import Judge
from factbase.reason.linear import Solver
from factbase.reason.network import build
from tests.reason.elimination import feasible, rows_of
from tests.reason.networks import random_facts, rules_for


@pytest.mark.parametrize("seed", range(10))
def test_three_solvers_agree_on_a_hundred_networks(seed: int) -> None:
    rng = random.Random(seed)
    judged = infeasible = 0
    while judged < 100:
        sums = judged % 2 == 1
        for component in build(random_facts(rng, sums), rules_for(sums), {}):
            if len(component.measures) > 9:
                continue
            for reading in ("face",) if judged % 4 > 1 else ("widest",):
                every = range(len(component.facts))
                ours = Judge(component, reading).settle()
                z3 = Solver(component, reading).core(every)
                exact = feasible(rows_of(component, reading))
                assert ours.undecided == ""
                assert (ours.core is None) == (z3 is None) == exact, component
                if ours.core is not None:
                    infeasible += 1
                    assert not feasible(rows_of(component, reading, ours.core))
        judged += 1
    assert infeasible > 10


@pytest.mark.parametrize("seed", range(4))
def test_all_minimal_conflicts_and_largest_satisfiable_sets_by_brute_force(seed: int) -> None:
    rng = random.Random(1000 + seed)
    compared = 0
    while compared < 15:
        sums = compared % 3 == 0
        for component in build(random_facts(rng, sums, count=6), rules_for(sums), {}):
            judge = Judge(component, "widest")
            first = judge.settle()
            if first.core is None or len(component.measures) > 9:
                continue
            found = find_conflicts(judge, first)
            size = len(component.facts)
            holds = {
                subset
                for mask in range(1 << size)
                if feasible(
                    rows_of(component, "widest", subset := frozenset(n for n in range(size) if mask >> n & 1))
                )
            }
            bad = {frozenset(n for n in range(size) if mask >> n & 1) for mask in range(1 << size)} - holds
            minimal = {s for s in bad if all(s - {n} in holds for n in s)}
            largest = {s for s in holds if all(s | {n} in bad for n in range(size) if n not in s)}
            assert found.complete
            assert set(map(frozenset, found.minimal)) == minimal
            assert set(map(frozenset, found.satisfiable)) == largest
            compared += 1
