"""What is said of one thing by a stated sum of another is a bound on the first."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("GPT-5 may need somewhat less training data than the 12 trillion tokens estimated for GPT-4.", "contradicted"),
        ("GPT-5 may need far more training data than the 12 trillion tokens estimated for GPT-4.", "supported"),
        ("GPT-5需要的训练数据比GPT-4的12万亿tokens还要少。", "contradicted"),
        ("IPCEI ME/CT gets less public money than the 13.7 billion euros that private investors are expected to add.", "supported"),
        ("IPCEI ME/CT gets more public money than the 13.7 billion euros that private investors are expected to add.", "contradicted"),
        ("Fewer countries take part in IPCEI ME/CT than the 22 that signed the semiconductor declaration.", "supported"),
        ("More countries take part in IPCEI ME/CT than the 22 that signed the semiconductor declaration.", "contradicted"),
        # of the first thing nothing is known
        ("Claude 5 needs less training data than the 12 trillion tokens estimated for GPT-4.", "possible"),
        ("The Chips Act creates more jobs than the 8,700 of IPCEI ME/CT.", "possible"),
    ],
)  # fmt: skip
def test_a_sum_that_another_is_compared_with(verifier: Verifier, text: str, verdict: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert found == verdict or {found, verdict} == {"possible", "not_covered"}
