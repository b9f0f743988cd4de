"""Laws of the reasoner on random networks."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from factbase.quantity.interval import Interval
from factbase.reason.assertion import Assertion
from factbase.reason.bounds import bound
from factbase.reason.checks import run_checks
from factbase.reason.compare import compare
from factbase.reason.conflicts import find_conflicts
from factbase.reason.finding import Context
from factbase.reason.judge import Judge
from factbase.reason.knowledge import FactList, Knowledge
from factbase.reason.narrow import narrow
from factbase.reason.network import build
from factbase.reason.proof import proof_from_json, proof_to_json
from factbase.reason.replay import replay
from factbase.reason.tell import tell
from tests.reason.networks import SUMS, random_facts, random_interval, rules_for

SEEDS = st.integers(0, 10**9)


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(seed: int, sums: bool, shuffler: random.Random) -> None:
    facts = random_facts(random.Random(seed), sums)
    shuffled = list(facts)
    shuffler.shuffle(shuffled)
    rules = rules_for(sums)
    assert run_checks(Context(facts, rules)) == run_checks(Context(shuffled, rules))
    one, two = (compare(Knowledge(FactList(f), rules), "e0", "e1") for f in (facts, shuffled))
    assert [(c.ratio.face, c.ratio.widest, c.ratio.value) for c in one.comparisons] == [
        (c.ratio.face, c.ratio.widest, c.ratio.value) for c in two.comparisons
    ]


@settings(max_examples=200, deadline=None)
@given(SEEDS, st.booleans())
def test_a_minimal_conflict_is_minimal(seed: int, sums: bool) -> None:
    for component in build(random_facts(random.Random(seed), sums), rules_for(sums), {}):
        judge = Judge(component, "widest")
        first = judge.settle()
        if first.core is None:
            continue
        for conflict in find_conflicts(judge, first).minimal:
            assert not judge.settle(conflict).feasible
            for fact in conflict:
                assert judge.settle(frozenset(conflict) - {fact}).feasible


@settings(max_examples=200, deadline=None)
@given(SEEDS, st.booleans())
@example(seed=404, sums=True)  # a bound at zero for something that a fact divides by
def test_conflict_proofs_replay_and_travel_as_json(seed: int, sums: bool) -> None:
    facts = random_facts(random.Random(seed), sums)
    by_id = {f.id: f for f in facts}
    for finding in run_checks(Context(facts, rules_for(sums)), ["conflict", "tension", "no_slack"]):
        again = proof_from_json(proof_to_json(finding.proof))
        result = replay(again, by_id, rules_for(sums))
        assert result.ok, (result, tell(finding.proof))
        assert not result.unchecked
        assert set(again.fact_ids) == set(finding.fact_ids)


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_a_tampered_proof_does_not_replay(seed: int) -> None:
    facts = random_facts(random.Random(seed))
    by_id = {f.id: f for f in facts}
    for finding in run_checks(Context(facts), ["conflict"]):
        saved = proof_to_json(finding.proof)
        for step in saved:
            if step["kind"] in ("multiply", "divide", "invert"):
                low, high, scale = step["exact"]
                step["exact"] = [str(Fraction(low or 0) * 2 + 1), high and str(Fraction(high) * 2 + 1), scale]
                assert not replay(proof_from_json(saved), by_id).ok
                break
            if step["kind"] == "fact":
                changed = by_id[step["fact_id"]]._replace(widest=Interval(Fraction(10**9), None))
                assert not replay(finding.proof, {**by_id, changed.id: changed}).ok


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_every_derived_interval_holds_the_model_the_facts_were_drawn_from(seed: int) -> None:
    rng = random.Random(seed)
    truth: dict[str, Fraction] = {}
    facts = random_facts(rng, truth=truth)
    for component in build(facts, rules_for(False), {}):
        for reading in ("face", "widest"):
            assert Judge(component, reading).settle().feasible
            for a in range(1, len(component.measures)):
                for b in range(len(component.measures)):
                    if a == b:
                        continue
                    real = truth[component.measures[a].base.subject]
                    over = truth[component.measures[b].base.subject] if b else Fraction(1)
                    if (
                        not b
                        and any(f.dimension == "1" for f in component.facts)
                        and not _has_absolute(component.facts)
                    ):
                        continue
                    found = bound(component, reading, a, b)
                    assert real / over in found.interval
                    if found.proof.steps:
                        assert replay(found.proof).ok


def _has_absolute(facts: tuple[Assertion, ...]) -> bool:
    return any(f.dimension != "1" for f in facts)


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.booleans())
def test_adding_a_fact_never_loosens_a_bound(seed: int, sums: bool) -> None:
    rng = random.Random(seed)
    facts = random_facts(rng, sums, count=5)
    face, widest = random_interval(rng, Fraction(3))
    more = [*facts, Assertion("new", "count", "e0", facts[0].metric, face, widest, widest, dimension="count")]
    rules = rules_for(sums)
    after = {m: (c, n) for c in build(more, rules, {}) for n, m in enumerate(c.measures) if n}
    for component in build(facts, rules, {}):
        for a, measure in enumerate(component.measures):
            if not a or measure not in after:
                continue
            wider, place = after[measure]
            if Judge(wider, "widest").settle().feasible:
                before = bound(component, "widest", a, 0).interval
                assert before.encloses(bound(wider, "widest", place, 0).interval)


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_narrowing_only_shrinks_and_is_a_fixpoint_when_complete(seed: int) -> None:
    rng = random.Random(seed)
    for component in build(random_facts(rng, sums=True), SUMS, {}):
        steps = [narrow(component, "widest", limit=n) for n in (1, 3, 9, None)]
        for one, two in pairwise(steps):
            if two.empty is None:
                for var in range(1, len(component.measures)):
                    assert one.interval(var).encloses(two.interval(var))
        face = narrow(component, "face")
        if face.empty is None and steps[-1].empty is None and face.complete and steps[-1].complete:
            for var in range(1, len(component.measures)):
                assert steps[-1].interval(var).encloses(face.interval(var))
