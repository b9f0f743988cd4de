"""Comparisons of two known things, and ranks that are said as comparisons."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # One metric of two subjects, in two worlds.
    ("GPT-5 needs less training data than GPT-4.", "contradicted"),
    ("GPT-4的训练数据量少于GPT-5所需。", "supported"),
    # Two metrics of one subject.
    ("In IPCEI ME/CT, private investment is expected to be smaller than public funding.", "contradicted"),
    ("IPCEI ME/CT的公共资金少于私人投资。", "supported"),
    # Two places in one order.
    ("China has fewer large models than the United States.", "supported"),
    ("中国研发的大模型比美国多。", "contradicted"),
    # Ranks in other words.
    ("America has developed more large models than any other country.", "supported"),
    ("China has more large models than any other country in the world.", "contradicted"),
    ("Only the United States has developed more large AI models than China.", "supported"),
    ("英伟达量产芯片中性能最好的不是H100。", "contradicted"),
    ("英伟达量产的AI芯片中，性能最好的不是A100，而是H100。", "supported"),
]


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_an_order_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict
