"""Every case file, line by line: spans, values, units, bounds, hedges, ratios and counted nouns as written there."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.quantity.rows import quantity_row
from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.reading import reader_tables
from tests.quantity.score import cases, faults, matches

CASES = Path(__file__).parent.parent / "cases"


@pytest.mark.parametrize("name", ["quantities_zh.jsonl", "quantities_en.jsonl"])
def test_cases_read_as_written(name: str) -> None:
    tables = reader_tables()
    wrong: list[str] = []
    for case in cases(CASES / name):
        found = [quantity_row(q) for q in find_quantities(case["text"], tables)]
        wanted = case["quantities"]
        if [(f["start"], f["end"]) for f in found] != [(w["start"], w["end"]) for w in wanted]:
            wrong.append(
                f"{case['text']}: found {[f['text'] for f in found]}, want {[w['text'] for w in wanted]}"
            )
            continue
        for f, w in zip(found, wanted, strict=True):
            differs = faults(f, w) + ([] if matches(f, w) else ["value or unit"])
            differs += ["hedge"] if f["hedge"] != w["hedge"] else []
            differs += ["counted"] if (f["counted"] or "") != (w.get("counted") or "") else []
            if differs:
                wrong.append(f"{case['text']}: {w['text']}: {', '.join(differs)}")
    assert not wrong, "\n".join(wrong)


def test_there_are_enough_cases_of_each_kind() -> None:
    all_cases = [c for name in ("quantities_zh.jsonl", "quantities_en.jsonl") for c in cases(CASES / name)]
    tags = [tag for case in all_cases for tag in case.get("tags", [])]
    assert len(all_cases) >= 600
    assert tags.count("negative") >= 150
    assert tags.count("disputed") >= 100
