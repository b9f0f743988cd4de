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
    # One unit of time, and half of one, are a time between.
    (
        "Raimondo made her remarks a week after the Politburo's study session on new energy.",
        "contradicted",
    ),
    ("FengWu was released half a year after GPT-4.", "contradicted"),
    ("GPT-4发布半年后，风乌才发布。", "contradicted"),
    # The time may stand before both, or behind them.
    (
        "More than four years separate the clearance of the first Important Project of Common European Interest, in December 2018, from the "
        "approval of the EU Chips Act.",
        "supported",
    ),
    (
        "More than six years separate the approval of the first IPCEI from that of the EU Chips Act.",
        "contradicted",
    ),
    (
        "The approval of the first IPCEI and that of the EU Chips Act are more than four years apart.",
        "supported",
    ),
    ("从首个“欧洲共同利益重要项目”获批到欧盟批准芯片法案，隔了四年多。", "supported"),
    ("从首个“欧洲共同利益重要项目”获批到欧盟批准芯片法案，隔了不到一年。", "contradicted"),
    (
        "It has been more than two years between the EU semiconductor declaration and the approval of the EU Chips Act.",
        "supported",
    ),
    # The earliest day as such, and years counted.
    (
        "The schedule for IPCEI ME/CT leaves seven years between the earliest market date of its first products, 2025, and completion of the "
        "whole project.",
        "supported",
    ),
    ("GPT-4发布后隔了不到一年，深算二号也发布了。", "supported"),
    (
        "About two years separate the approval of Europe's first microelectronics IPCEI from the 22-country declaration on processors and "
        "semiconductors.",
        "supported",
    ),
    # Of one month or year.
    ("The AI Plus forum in Shenzhen was held in the same month as the Impella recall.", "supported"),
    ("GPT-4和深算二号同年发布。", "supported"),
    ("GPT-4 and Shensuan-2 were released in the same month.", "contradicted"),
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
