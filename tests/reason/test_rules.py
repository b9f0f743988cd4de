from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from factbase.errors import Problems
from factbase.reason.rules import read_rules

SCHEMA = Path(__file__).parents[2] / "schema"


def test_the_shipped_rules_name_metrics_and_entities_that_exist() -> None:
    tables = {
        n: tomllib.loads((SCHEMA / f"{n}.toml").read_text("utf-8")) for n in ("rules", "metrics", "entities")
    }
    metrics = {m["id"] for m in tables["metrics"]["metric"]}
    entities = {e["id"] for e in tables["entities"]["entity"]}
    book = read_rules(tables["rules"], "rules.toml", metrics, entities)
    assert all(rule.note for rule in book.rules)
    assert [r.id for r in book.touching("overall_compute")] == ["compute-is-performance"]


def test_every_kind_reads() -> None:
    book = read_rules({"rule": [
        {"id": "1", "kind": "stands_for", "metrics": ["a", "b"]},
        {"id": "2", "kind": "identity", "left": "a", "right": "b", "factor": "2/3"},
        {"id": "3", "kind": "definition", "measure": {"metric": "a", "subject": "x", "scope": ""}, "low": 1, "high": "1.5"},
        {"id": "4", "kind": "sum", "total": "t", "parts": ["a", "b"], "closed": False},
        {"id": "5", "kind": "part_of", "part": "a", "whole": "t"},
        {"id": "6", "kind": "subset", "part": "b", "whole": "t"},
        {"id": "7", "kind": "at_most", "left": "a", "right": "b"},
        {"id": "8", "kind": "product", "product": "p", "factors": ["a", "b"]},
        {"id": "9", "kind": "quotient", "numerator": "p", "quotient": "q", "denominator": "b"},
        {"id": "10", "kind": "order", "sequence": ["d", "e"]},
    ]})  # fmt: skip
    forms = ["equal", "equal", "fixed", "sum", "at_most", "at_most", "at_most", "product", "product", "order"]
    assert [r.form for r in book.rules] == forms
    assert str(book.rules[2].refs[0]) == "x.a[]"


CYCLES = [
    [
        {"id": "a", "kind": "subset", "part": "m", "whole": "n"},
        {"id": "b", "kind": "sum", "total": "m", "parts": ["n", "o"]},
    ],
    [{"id": "a", "kind": "part_of", "part": "m", "whole": "m"}],
    [{"id": "a", "kind": "order", "sequence": ["d", "e", "d"]}],
]


@pytest.mark.parametrize("rules", CYCLES)
def test_cycles_are_named(rules: list[dict[str, Any]]) -> None:
    with pytest.raises(Problems, match=r"\*\.(m|d) → "):
        read_rules({"rule": rules})


def test_all_faults_are_told_at_once() -> None:
    bad = [
        {"id": "a", "kind": "wish", "metrics": ["x"]},
        {"id": "a", "kind": "sum", "total": "x"},
        {"kind": "identity", "left": "x", "right": "y", "factor": "one"},
        {"id": "c", "kind": "identity", "left": "x", "right": "y", "factor": -1},
        {"id": "d", "kind": "definition", "measure": "x", "low": 2, "high": 1},
        {"id": "e", "kind": "definition", "measure": "x"},
        {"id": "f", "kind": "at_most", "left": {"subject": "s"}, "right": "y"},
        {"id": "g", "kind": "at_most", "left": "x", "right": "y", "colour": "red"},
        {"id": "h", "kind": "at_most", "left": "gone", "right": {"metric": "y", "subject": "nobody"}},
        {"id": "h", "kind": "stands_for", "metrics": ["x", "y"]},
        "no table",
    ]
    with pytest.raises(Problems) as caught:
        read_rules({"rule": bad}, "my.toml", {"x", "y"}, {"s"})
    told = str(caught.value)
    for words in ("kind 'wish' is unknown", "has no 'parts'", "has no id", "no exact number", "factor must be above zero",
                  "from 2 to 1 is empty", "needs a value, or low and high", "a measure is a metric id or", "key 'colour' has no meaning",
                  "metric 'gone' is unknown", "entity 'nobody' is unknown", "the id is used twice", "is no table"):  # fmt: skip
        assert words in told, words
    assert all(p.file == "my.toml" for p in caught.value.problems)
