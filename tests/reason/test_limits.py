"""Large, cyclic and awkward components end in an answer or in a reported limit; other ways round give the same."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from factbase.errors import UsageError
from factbase.quantity.interval import Interval, closed
from factbase.reason import knowledge as knowledge_module
from factbase.reason.assertion import Assertion
from factbase.reason.bounds import bound
from factbase.reason.checks import run_checks
from factbase.reason.compare import compare, ladder
from factbase.reason.derive import TARGET_LIMIT, derive
from factbase.reason.finding import Context, Limits
from factbase.reason.graph import StepLimit, make_graph
from factbase.reason.judge import Judge
from factbase.reason.knowledge import FactList, Knowledge
from factbase.reason.linear import ratio_bounds
from factbase.reason.narrow import narrow
from factbase.reason.network import build
from factbase.reason.replay import replay
from factbase.reason.rules import NO_RULES, read_rules
from factbase.reason.scan import Scan, chunk_entities, scan
from tests.benchmarks.synthetic import synthetic_facts
from tests.reason.networks import random_facts

NETWORK = ("conflict", "tension", "no_slack", "limit")


def ratio(id: str, a: str, b: str, low: Fraction | int, high: Fraction | int, metric: str = "m") -> Assertion:
    held = closed(low, high)
    return Assertion(id, "ratio", a, metric, held, held, held, None, relative_to=b)


def ring(size: int, closing: int) -> list[Assertion]:
    step = (Fraction(99, 100), Fraction(101, 100))
    links = [ratio(f"f{n:04}", f"e{n}", f"e{n + 1}", *step) for n in range(size)]
    return [*links, ratio("last", f"e{size}", "e0", closing, closing * 2)]


def test_a_ring_of_a_thousand_facts_is_one_minimal_conflict_and_says_where_it_stopped() -> None:
    found = run_checks(Context(ring(999, 10**9)), NETWORK)
    assert [(f.check, len(f.fact_ids)) for f in found] == [("conflict", 1000), ("limit", 20)]
    assert "stopped after 100 judgements" in found[1].message
    assert replay(found[0].proof).ok


def test_five_thousand_facts_that_hang_together_hold() -> None:
    star = [ratio(f"f{n}", f"e{n}", "hub", n + 1, n + 2) for n in range(5000)]
    assert run_checks(Context(star), NETWORK) == ()
    assert compare(Knowledge(FactList(star)), "e1", "e4000").comparisons[0].ratio.face == closed(
        Fraction(2, 4002), Fraction(3, 4001)
    )
    few = Knowledge(FactList(star[: TARGET_LIMIT + 50]))
    assert derive(few, "e1").left_out == 50
    assert len(ladder(few, "m").rungs) == TARGET_LIMIT + 51


def test_more_conflicts_than_the_cap_are_said() -> None:
    facts = [ratio(f"f{n:02}", "a", "b", 10**n, 10**n * 2) for n in range(12)]
    found = run_checks(Context(facts, limits=Limits(conflicts=5)), NETWORK)
    assert [f.check for f in found] == ["conflict"] * 5 + ["limit"]
    assert "more than 5 conflicts" in found[-1].message


def test_the_step_limits_of_the_graph_and_of_narrowing_are_reported() -> None:
    component = build(ring(60, 1), NO_RULES, {})[0]
    graph = make_graph(component, "face")
    graph.steps = 10
    with pytest.raises(StepLimit, match="without an end"):
        graph.conflict()
    assert not narrow(component, "face", limit=3).complete
    assert Judge(component, "face").settle().feasible


def test_too_many_facts_around_one_question_are_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge_module, "GATHER_LIMIT", 10)
    with pytest.raises(UsageError, match="more than 10 facts hang together"):
        compare(Knowledge(FactList(ring(40, 1))), "e1", "e2")


CROSSED = read_rules({"rule": [
    {"id": "ab", "kind": "sum", "total": "ab", "parts": ["a", "b"]}, {"id": "bc", "kind": "sum", "total": "bc", "parts": ["b", "c"]},
    {"id": "ac", "kind": "sum", "total": "ac", "parts": ["a", "c"]}, {"id": "all", "kind": "sum", "total": "all", "parts": ["a", "b", "c"]},
]})  # fmt: skip


def crossed(total: int) -> list[Assertion]:
    """Three pairs of 10 each, so that the whole must be 15: no single rule sees it."""

    def count(metric: str, value: int) -> Assertion:
        held = closed(value, value)
        return Assertion(metric, "count", "x", metric, held, held, held, Fraction(value), dimension="count")

    return [count("ab", 10), count("bc", 10), count("ac", 10), count("all", total)]


def test_a_loop_of_sums_is_settled_by_z3_and_proved_by_weights() -> None:
    (component,) = build(crossed(16), CROSSED, {})
    outcome = Judge(component, "widest").settle()
    assert (outcome.by, outcome.core) == ("z3", {0, 1, 2, 3})
    (finding,) = run_checks(Context(crossed(16), CROSSED), NETWORK)
    assert finding.proof.conclusion is not None
    assert finding.proof.conclusion.kind == "combine"
    assert replay(finding.proof, {f.id: f for f in crossed(16)}, CROSSED).ok
    assert run_checks(Context(crossed(15), CROSSED), ("conflict", "tension")) == ()
    wide = Interval(Fraction(1), Fraction(99))
    loose = crossed(15)[3]._replace(face=wide, rounded=wide, widest=wide, value=None)
    known = Knowledge(FactList([*crossed(15)[:3], loose]), CROSSED)
    found = next(d for d in derive(known, "x", "all") if d.relative_to is None)
    assert found.face == closed(15, 15)
    assert found.proof.conclusion is not None
    assert found.proof.conclusion.kind == "solver"
    assert replay(found.proof).unchecked == (found.proof.conclusion.n,)


def test_z3s_optimum_agrees_with_the_ratio_graph() -> None:
    rng = random.Random(5)
    compared = 0
    while compared < 40:
        for component in build(random_facts(rng), NO_RULES, {}):
            if not Judge(component, "widest").settle().feasible:
                continue
            size, every = len(component.measures), range(len(component.facts))
            a, b = rng.randrange(1, size), rng.randrange(size)
            if a == b:
                continue
            ours, z3 = (
                bound(component, "widest", a, b).interval,
                ratio_bounds(component, "widest", a, b, every),
            )
            assert z3 is not None
            assert (ours.low or 0, ours.high) == (z3.low or 0, z3.high)
            compared += 1


def test_a_divisor_that_may_be_zero_leaves_the_ratio_open() -> None:
    top = Assertion("a", "count", "x", "m", closed(1, 2), closed(1, 2), closed(1, 2), None, dimension="count")
    low = Assertion("b", "count", "y", "m", Interval(Fraction(0), Fraction(5)), Interval(Fraction(0), Fraction(5)),
                    Interval(Fraction(0), Fraction(5)), None, dimension="count")  # fmt: skip
    (found,) = compare(Knowledge(FactList([top, low])), "x", "y").comparisons
    assert (found.ratio.face.low, found.ratio.face.high) == (Fraction(1, 5), None)


class Chunks:
    """The synthetic facts, by lists of subjects."""

    def __init__(self, facts: list[Assertion], chunks: list[list[str]]) -> None:
        self.parts = [[f for f in facts if f.subject in set(c)] for c in chunks]

    def __call__(self, chunk: int) -> list[Assertion]:
        return self.parts[chunk]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_scan_in_chunks_finds_what_a_check_of_all_finds(workers: int) -> None:
    facts = list(synthetic_facts(300, conflicts=0.1))
    pairs = [(f.subject, f.relative_to, 1) for f in facts]
    chunks = chunk_entities(pairs, NO_RULES, 200)
    assert len(chunks) > 5
    assert {f.subject for f in facts} == {s for c in chunks for s in c}
    done: list[int] = []
    found = scan(Scan(Chunks(facts, chunks), len(chunks)), workers, done.append)
    assert done == list(range(1, len(chunks) + 1))
    assert found == run_checks(Context(facts))
    assert sum(f.check == "conflict" for f in found) > 20
