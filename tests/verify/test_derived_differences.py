"""Figures that say how much more one thing is than another, and shares and levels that other figures of the sentence frame."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier
from tests.verify.score import plain
from tests.verify.test_verdicts import verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IPCEI ME/CT预计撬动137亿欧元私人投资，比81亿欧元的公共资金多56亿欧元。", "supported"),
        ("IPCEI ME/CT预计撬动137亿欧元私人投资，比81亿欧元的公共资金多76亿欧元。", "contradicted"),
        (
            "IPCEI ME/CT is expected to draw 13.7 billion euros of private investment, 5.6 billion more than its public funding.",
            "supported",
        ),
        (
            "IPCEI ME/CT is expected to draw 13.7 billion euros of private investment, 7.6 billion more than its public funding.",
            "contradicted",
        ),
        ("GPT-5的训练数据需要60万亿到100万亿token，比GPT-4的12万亿至少多48万亿。", "supported"),
        ("IPCEI ME/CT有14个成员国，比签署半导体联合宣言的22个少8个。", "supported"),
        ("IPCEI ME/CT有14个成员国，比签署半导体联合宣言的22个少12个。", "contradicted"),
    ],
)
def test_a_difference_is_no_level(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two parts of a total are no part and whole
        (
            "IPCEI ME/CT mobilises 8.1 billion euros of public money and 13.7 billion of private money, so public money makes up well under half of the total.",
            "supported",
        ),
        ("IPCEI ME/CT中公共资金占公私投入总额218亿欧元的37%左右。", "supported"),
        ("IPCEI ME/CT中公共资金占公私投入总额218亿欧元的67%左右。", "contradicted"),
        # a ratio of a figure that stands beside it is no level, even if a level agrees
        ("2023年美国的半导体产量占比是12%，还不到1990年37%的三分之一。", "supported"),
        ("2023年美国的半导体产量占比是12%，还不到1990年37%的四分之一。", "contradicted"),
        # a share of things in things
        (
            "Intel's German plant costs 17 billion euros, 6.8 billion of it initial subsidies: two euros in five come from the state.",
            "supported",
        ),
        # a date before from–to is that of its end
        ("By 2025 AI's share of data centre electricity is to rise from 2 to 10 percent.", "supported"),
        ("人工智能占全球数据中心用电的比重到2025年将从2%升到10%。", "supported"),
        # what a half is of is told by the clause before it
        (
            "Of the 8.1 billion euros of public funding for IPCEI ME/CT, half has been paid out.",
            "not_covered",
        ),
        # what stands against the claimed figure claims nothing
        (
            "Intel wants 10 billion euros in subsidies for its German plant rather than the 6.8 billion once promised.",
            "not_covered",
        ),
    ],
)
def test_figures_beside_a_figure_frame_it(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected
