"""Every planted error that other facts can tell is told, with the changed fact named; the clean facts raise no error."""

from __future__ import annotations

from factbase.reason.checks import run_checks
from factbase.reason.finding import Context
from factbase.reason.replay import replay
from tests.reason.planted import base, judge, plantings


def test_the_curated_facts_hold_together() -> None:
    facts, knowledge, rates = base()
    found = run_checks(Context(facts, knowledge.rules, knowledge.natures, rates))
    assert [f for f in found if f.severity == "error"] == []
    assert sorted(f.check for f in found if f.severity == "warning") == ["place", "superlative"]
    assert {"no_slack", "batch", "currencies"} <= {f.check for f in found}
    (rate,) = (f for f in found if f.check == "currencies")
    assert rate.message.endswith("agrees on 2024-02-08, 2024-02-09, 2024-02-13")
    by_id = {f.id: f for f in facts}
    assert all(replay(f.proof, by_id, knowledge.rules).ok for f in found if f.proof.steps)


def test_planted_errors() -> None:
    told, changed, missed, false = 0, set(), [], []
    for planted in plantings():
        result = judge(planted)
        changed.add(planted.fact.id)
        told += result.detected
        if result.detectable and not result.detected:
            missed.append((planted.fact.subject, planted.fact.metric, planted.change))
        if result.detected and not result.detectable:
            false.append((planted.fact.subject, planted.fact.metric, planted.change, result.by))
    assert missed == []
    assert false == []
    assert len(changed) >= 60
    assert told >= 90
