"""Figures that look like a level and are none: fractions of another time, bases, sums that come again, variants."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    ("美国在全球半导体产量中的份额，如今约为1990年的三分之一。", "not contradicted"),
    ("Compared with 1990, America's share of world semiconductor output was down to about a third in 2023.", "not contradicted"),
    ("到2025年，人工智能业务在全球数据中心用电量中的占比会比现在的2%高8个百分点。", "not contradicted"),
    ("The project divides 68 projects over 56 companies under IPCEI ME/CT.", "not contradicted"),
    ("Impella: 129 seriously injured, 49 died, the other 80 lived.", "not contradicted"),
    ("Impella LD这一款造成了30人死亡。", "not contradicted"),
    ("Impella造成了30人死亡。", "contradicted"),
    ("Every year the member states put 8.1 billion euros of public funding into IPCEI ME/CT.", "not_covered"),
    ("Member states put 8.1 billion euros of public funding into IPCEI ME/CT.", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_no_level_of_the_measure(verifier: Verifier, text: str, expected: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    if expected == "not contradicted":
        assert found != "contradicted"
    else:
        assert found.replace("possible", "not_covered") == expected
