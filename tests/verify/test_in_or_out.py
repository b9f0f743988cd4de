"""What is one of a list and what is not: left out, stayed out, nothing to do with; and what still lay ahead at a time."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

OUT = [
    ("Sure, Germany and France are in IPCEI ME/CT, but little Malta got left out again.", "contradicted"),
    ("Spain sat out IPCEI ME/CT.", "contradicted"),
    ("IPCEI ME/CT没带马耳他玩。", "contradicted"),
    ("西班牙沒有摻和IPCEI ME/CT。", "contradicted"),
    ("Hungary got left out of IPCEI ME/CT.", "supported"),
    ("Malta wasn't left out of IPCEI ME/CT.", "supported"),
    ("iFlytek has yet to port its models to Hygon's DCU.", "contradicted"),
    ("None of the big AI companies has ported its models to Hygon's DCU.", "contradicted"),
    ("Malta got left out of the Chips Act.", "not_covered"),
]
IN = [
    ("Malta is in on IPCEI ME/CT, too.", "supported"),
    ("马耳他也在IPCEI ME/CT里头。", "supported"),
    ("Even little Malta got a seat at the IPCEI ME/CT table.", "supported"),
]
NOTHING_TO_DO = [
    ("Sydney's new titanium alloy has nothing to do with oxygen or iron.", "contradicted"),
    ("新型钛合金里加的是铝，跟氧啊铁啊一点关系都没有。", "contradicted"),
    ("按规划，数字孪生黄河就干预报这一件事，什么预警、预演、预案，一概不在里头。", "contradicted"),
]
LACKING = [
    ("截至2024年4月底，亿航EH216-S三类证件只拿到两类，生产许可证仍无着落。", "contradicted"),
    # Of a time before that of which the list was told.
    ("By the end of 2023 EHang still hadn't got a type certificate for the EH216-S.", "contradicted"),
]
AHEAD = [
    ("Shensuan-3, the third of Hygon's accelerators, went on sale in 2023.", "contradicted"),
    ("海光“深算三号”2023年就已经上市，满大街都在卖了。", "contradicted"),
    ("欧盟IPCEI ME/CT的第一批新产品2023年就已经上市开卖了。", "contradicted"),
    (
        "Tesla threw open the world's largest Supercharger site in California in January 2024, with more than 160 posts already charging cars.",
        "contradicted",
    ),
    # At a time of which nothing was told yet, or not said to be done.
    ("Shensuan-3 will go on sale in 2025.", "not_covered"),
    ("深算三号2023年还没上市。", "not_covered"),
    ("特斯拉截至2023年底在全球拥有的超级充电桩已超过5万个。", "not_covered"),
]


@pytest.mark.parametrize(("text", "verdict"), [*OUT, *IN, *NOTHING_TO_DO, *LACKING, *AHEAD])
def test_what_is_in_and_what_is_out(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict
