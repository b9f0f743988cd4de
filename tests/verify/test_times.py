"""Orders in time, the time between two dates, and members on a day that nothing bears out."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    ("GPT-4 was released before FengWu.", "supported"),
    ("FengWu was released before GPT-4.", "contradicted"),
    ("首个IPCEI获批早于半导体宣言的签署。", "supported"),
    ("深算二号的发布早于GPT-4。", "contradicted"),
    (
        "The semiconductor declaration was signed about two years after the first IPCEI was approved.",
        "supported",
    ),
    ("Raimondo's remarks came three days before the Politburo session.", "supported"),
    ("Raimondo's remarks came ten days before the Politburo session.", "contradicted"),
    ("欧盟批准芯片法案比签署半导体联合宣言晚了两年多。", "supported"),
    # Nothing dates one of the two.
    ("The Chips Act was approved two months before its subsidies were paid.", "not_covered"),
    # When a certificate was obtained is part of the claim.
    ("EH216-S在2024年4月取得生产许可证。", "possible"),
    # A name listed with members is one of the claim too.
    ("TSMC, Intel and Infineon have announced new investments in Europe.", "not_covered"),
    # A word of comparison with an attribute of its own compares in no other.
    ("Shensuan-2 is cheaper than the A100.", "not_covered"),
]


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_an_order_in_time_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict
