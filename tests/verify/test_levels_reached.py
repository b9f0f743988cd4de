"""Verbs of change and the facts: a level that was reached, a share in round words, and a step, which is no level."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier
from tests.verify.score import plain
from tests.verify.test_verdicts import verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("美国半导体产量占比降为12%。", "supported"),
        ("美国半导体产量占比降为25%。", "contradicted"),
        ("美国半导体产量占比由37%减为12%。", "supported"),
        ("美国半导体产量占比从1990年的三成七降为去年的一成二。", "supported"),
        ("美国半导体产量占比降为原来的三分之一。", "supported"),
        ("到2025年，AI占全球数据中心用电量的比例将由2%升为10%。", "supported"),
        ("到2025年，AI占全球数据中心用电量的比例将由2%变为10%。", "supported"),
        ("The US share of chip output is down at 12%.", "supported"),
        ("美国半导体产量占比降低了12%。", "contradicted"),
        # what is produced may grow while its share shrinks
        ("1990年美国半导体产量增长了37%。", "not_covered"),
        ("Last year US semiconductor output fell by 12%.", "not_covered"),
        ("到2025年全球数据中心用电量将增长10%。", "not_covered"),
    ],
)
def test_the_level_that_was_reached(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected
