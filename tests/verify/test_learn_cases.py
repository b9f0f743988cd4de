"""The learning sets stay above the bars that hold for claims never seen."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = Path(__file__).parent.parent / "cases"


@pytest.mark.parametrize(
    "name", ["claims_learn", "claims_learn_2", "claims_learn_3", "claims_learn_4", "claims_wordless"]
)
def test_a_learning_set_stays_above_its_bars(verifier: Verifier, name: str) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        day = date.fromisoformat(case["date"]) if case.get("date") else None
        found = worst(v.judgement.verdict for v in verifier.verdicts(case["text"], day))
        counts[case["verdict"], found] += 1
    total = counts.total()
    right = sum(n for (want, got), n in counts.items() if _plain(want) == _plain(got))
    false_contradictions = sum(n for (want, got), n in counts.items() if got == "contradicted" != want)
    false_supports = sum(n for (want, got), n in counts.items() if got == "supported" != want)
    assert total >= 200
    assert right / total >= 0.88
    assert false_contradictions / total <= 0.007
    assert false_supports / total <= 0.02


def _plain(verdict: str) -> str:
    return "not_covered" if verdict == "possible" else verdict
