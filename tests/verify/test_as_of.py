"""Dated claims against undated facts, which are told as of their documents' publication."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # The month, or a short span around it.
    ("截至2023年6月，中国10亿参数规模以上的大模型已发布79个。", "supported"),
    ("2023年年中，中国10亿参数规模以上的大模型已发布三百多个。", "contradicted"),
    ("2023年年中那会儿，国内十亿参数以上的大模型已经放出来快80个了。", "supported"),
    (
        "By mid-2023 China had put out fewer than 50 large models with over a billion parameters.",
        "contradicted",
    ),
    ("In June 2023 China ranked second in the world by number of large models.", "supported"),
    ("2023年6月，中国研发的大模型数量排名全球第五。", "contradicted"),
    ("As of early 2024, the A100 is not the best AI chip Nvidia has in mass production.", "supported"),
    ("In April 2024 ChatGPT handled about 900 million requests a day.", "contradicted"),
    ("截至2024年4月，白云湖数字科技城累计落地重点招商引资项目26宗。", "supported"),
    # When something is so is not when it came about.
    ("As of 28 April 2024, EH216-S held three certificates.", "supported"),
    # The whole year: there were more of them later in it.
    ("In 2023 China had released 79 large models with more than a billion parameters.", "supported"),
    ("2023年中国10亿参数规模以上的大模型已发布200个。", "possible"),
    ("In 2023, China ranked first in the world by number of large models.", "possible"),
    # Any other time.
    ("截至2023年底，中国10亿参数规模以上的大模型已发布300个。", "not_covered"),
    (
        "By the end of 2024, China had released 79 large models with more than a billion parameters.",
        "not_covered",
    ),
    ("截至2020年，散裂中子源一期完成的用户实验课题不足1000项。", "not_covered"),
    ("2022年，英伟达量产的AI芯片里性能最好的是A100。", "not_covered"),
    # A total over a period is none of another.
    (
        "In 2024 AI accounts for 2 percent of the electricity that the world's data centers use.",
        "not_covered",
    ),
]


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_a_dated_claim_meets_what_is_told_then(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict
