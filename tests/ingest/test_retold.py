"""Texts in the words of a source, figure by figure: what the place of a figure tells, and what it must not tell."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from factbase.service.verify import verify_text
from tests.ingest.two_documents import FOLDER, Reviewed

CASES = [json.loads(line) for line in (FOLDER / "retold.jsonl").read_text(encoding="utf-8").splitlines()]
OPEN = ("not_covered", "possible")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['figure']}: {c['why']}")
def test_a_figure_in_the_place_of_a_facts_figure(case: dict[str, Any], reviewed: dict[str, Reviewed]) -> None:
    day = date.fromisoformat(case["date"]) if "date" in case else None
    report = verify_text(reviewed[case["store"]].store, case["text"], day=day)
    start = case["text"].index(case["figure"])
    claims = [c for c in report.claims if c.figure[0] < start + len(case["figure"]) and start < c.figure[1]]
    verdicts = {("not_covered" if c.verdict in OPEN else c.verdict) for c in claims} or {"not_covered"}
    assert verdicts == {case["verdict"]}, [(c.text, c.verdict, c.reason, c.measure) for c in report.claims]
