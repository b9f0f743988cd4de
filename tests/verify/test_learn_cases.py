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
    ("name", "least"),
    [
        ("claims_learn", 0.88),
        ("claims_learn_2", 0.88),
        ("claims_learn_3", 0.88),
        ("claims_learn_4", 0.88),
        # half of it in the voices of news, analysts and speech
        ("claims_learn_5", 0.86),
        ("claims_wordless", 0.88),
    ],
)
def test_a_learning_set_stays_above_its_bars(verifier: Verifier, name: str, least: float) -> None:
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
    assert right / total >= least
    assert false_contradictions / total <= 0.007
    assert false_supports / total <= 0.02


def _plain(verdict: str) -> str:
    return "not_covered" if verdict == "possible" else verdict
