"""Facts that cannot be are refused where they are made."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from factbase.model.fact import FACT
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading

RATIO: dict[str, Any] = {
    "kind": "performance_ratio",
    "id": "0123456789ab",
    "subject": "nvidia-h100",
    "metric": "overall_compute",
    "relative_to": "nvidia-a100",
    "reading": Reading(Fraction(2), *[Interval(Fraction(2), Fraction(2))] * 4),
    "citation": {"document": "d", "span_start": 0, "span_end": 1, "quote": "2"},
    "status": "accepted",
}


def test_a_thing_is_not_relative_to_itself() -> None:
    assert FACT.validate_python(RATIO).subject == "nvidia-h100"
    with pytest.raises(ValidationError, match="nvidia-h100 is relative to itself"):
        FACT.validate_python({**RATIO, "relative_to": "nvidia-h100"})


def test_a_thing_is_compared_with_itself_at_another_time() -> None:
    fact = FACT.validate_python({**RATIO, "relative_to": "nvidia-h100", "relative_period": "2022"})
    assert fact.relative_period == "2022"


def test_an_accepted_fact_needs_what_its_kind_needs() -> None:
    with pytest.raises(ValidationError, match="needs relative_to"):
        FACT.validate_python({**RATIO, "relative_to": ""})
