from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from factbase.errors import ExpressionError
from factbase.quantity.interval import closed, point
from factbase.quantity.units import UnitTable
from factbase.reason.calc.evaluate import calculate
from factbase.reason.knowledge import FactList, Knowledge
from factbase.reason.period import read_period
from factbase.reason.proof import proof_from_json, proof_to_json
from factbase.reason.replay import replay
from factbase.reason.rules import read_rules
from tests.reason.golden import CHIPS, ENERGY, YI, fact, half

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "reason_calc.jsonl").read_text().splitlines()
]
UNITS = UnitTable.from_rows([
    ("W", "power", "1", "0", [], []), ("MW", "power", "1000000", "0", [], []), ("kWh", "energy", "3600000", "0", [], []),
    ("Wh", "energy", "3600", "0", [], []), ("day", "time", "86400", "0", [], []), ("count", "count", "1", "0", [], []),
    ("EUR", "money:EUR", "1", "0", [], []), ("USD", "money:USD", "1", "0", [], []), ("JPY", "money:JPY", "1", "0", [], []),
    ("token", "token", "1", "0", [], []),
])  # fmt: skip
COUNT: dict[str, Any] = {"dimension": "count", "unit": "count", "kind": "count"}
EURO: dict[str, Any] = {"dimension": "money:EUR", "unit": "EUR", "kind": "funding", "date": "2023-06-12"}
TOKEN: dict[str, Any] = {"dimension": "token", "unit": "token", "kind": "data_volume"}
CHIP_SHARE: dict[str, Any] = {"relative_to": "world", "kind": "share"}
FACTS = (
    *CHIPS, *ENERGY,
    fact("need", "gpt-5", "training_data", None, closed(60 * 10**12, 100 * 10**12), world="forecast:epoch-ai", **TOKEN),
    fact("lack", "gpt-5", "data_shortage", None, closed(10**13, 2 * 10**13), world="forecast:", **TOKEN),
    fact("public", "ipcei-me-ct", "public_funding", 81 * YI, world="plan:ipcei-me-ct", **EURO),
    fact("private", "ipcei-me-ct", "private_investment", 137 * YI, world="forecast:", **EURO),
    fact("yen", "japan", "funding", 450 * YI, dimension="money:JPY", unit="JPY", kind="funding", date="2024-02-12"),
    fact("hurt", "impella", "serious_injuries", 129, **COUNT), fact("dead", "impella", "deaths", 49, **COUNT),
    fact("labs", "guangzhou", "joint_labs", 10, **COUNT), fact("bio", "guangzhou", "joint_labs", 4, scope="biomedicine", **COUNT),
    fact("us90", "united-states", "chip_output", "0.37", None, half("0.37", "0.01"), period=read_period(1990, 1990), **CHIP_SHARE),
    fact("us23", "united-states", "chip_output", "0.12", None, half("0.12", "0.01"), period=read_period(2023, 2023), **CHIP_SHARE),
    fact("eu30", "european-union", "chip_output", "0.2", None, half("0.2", "0.01"), period=read_period(2030, 2030), **CHIP_SHARE),
    fact("zero", "none", "requests", 0, point(0), **COUNT),
)  # fmt: skip
RULES = read_rules({"rule": [
    {"id": "compute-is-performance", "kind": "stands_for", "metrics": ["overall_compute", "overall_performance"]},
    {"id": "deaths", "kind": "subset", "part": "deaths", "whole": "serious_injuries"},
]})  # fmt: skip
KNOWLEDGE = Knowledge(FactList(FACTS), RULES)


class Day(NamedTuple):
    day: date
    factor: Fraction


class OneRate:
    """A euro buys 1.1 dollars, always."""

    def rate(self, source: str, target: str, day: date) -> Day | None:
        return Day(day, Fraction(11, 10)) if (source, target) == ("EUR", "USD") else None

    def days(self, source: str, target: str, first: date, last: date) -> Sequence[Day]:
        return ()


class Names:
    """Ids and two aliases."""

    def entity(self, text: str) -> str | None:
        known = {f.subject for f in FACTS} | {f.relative_to for f in FACTS}
        return text if text in known else {"ChatGPT": "chatgpt"}.get(text)

    def metric(self, text: str) -> str | None:
        return text if text in {f.metric for f in FACTS} else {"用电量": "electricity"}.get(text)

    def scope(self, text: str) -> str | None:
        return text if text == "biomedicine" else None

    def nearest(self, what: str, text: str) -> Sequence[str]:
        return ()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["expr"])
def test_cases(case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(ExpressionError) as caught:
            calculate(case["expr"], KNOWLEDGE, Names(), UNITS, OneRate())
        assert case["error"] in str(caught.value)
        assert [caught.value.start, caught.value.end] == case["at"]
        return
    found = calculate(case["expr"], KNOWLEDGE, Names(), UNITS, OneRate())
    exact = [None if case[k] is None else Fraction(case[k]) for k in ("value", "low", "high")]
    assert [found.value, found.face.low, found.face.high] == exact
    assert found.unit == case["unit"]
    assert "note" not in case or case["note"] in found.notes
    assert found.widest.encloses(found.face)
    by_id = {f.id: f for f in FACTS}
    assert replay(proof_from_json(proof_to_json(found.proof)), by_id, RULES).ok


def test_a_deep_or_long_expression_is_an_error_not_a_crash() -> None:
    for text in ("(" * 500 + "1" + ")" * 500, "1+" * 1500 + "1", "-" * 400 + "1"):
        with pytest.raises(ExpressionError):
            calculate(text, KNOWLEDGE, Names(), UNITS)
