"""A level reached the other way than the source says is contradicted, and what is so much above another thing is more than it."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

TURNED = [
    ("The second phase of the China Spallation Neutron Source will see the number of neutron spectrometers increased to 20.", "The second phase of the China Spallation Neutron Source will see the number of neutron spectrometers reduced to 20."),
    ("散裂中子源二期工程的谱仪将增加到20台。", "散裂中子源二期工程的谱仪将减少到20台。"),
    ("The US share of global semiconductor output dropped to 12% in 2023.", "The US share of global semiconductor output climbed to 12% in 2023."),
    ("美国半导体产量占全球的比例去年跌到了12%。", "美国半导体产量占全球的比例去年上升到12%。"),
    ("美國半導體產量佔全球的比例由37%降為12%。", "美國半導體產量佔全球的比例由37%升為12%。"),
    ("The US share of global semiconductor output fell from 37% in 1990.", "美国半导体产量占全球的比例从1990年的37%上升到去年的12%。"),
    ("AI占数据中心用电的比例到2025年将涨到10%。", "AI占数据中心用电的比例到2025年将降到10%。"),
    ("美国前沿芯片的全球占比到2030年会从零升到20%。", "美国前沿芯片的全球占比到2030年会从20%掉到零。"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "turned"), TURNED)
def test_the_way_that_a_level_was_reached_is_part_of_the_claim(
    verifier: Verifier, told: str, turned: str
) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(told)) == "supported"
    assert worst(v.judgement.verdict for v in verifier.verdicts(turned)) == "contradicted"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("做GPU运算，东部的成本要比西部高出一倍。", "supported"),
        ("做GPU运算，西部的成本要比东部高出一倍。", "contradicted"),
        ("海光“深算一号”的总体性能不低于英伟达A100的四成。", "supported"),
        ("拿华为没辙的行业霸主起码有三家：苹果、高通、思科。", "supported"),
        ("数字孪生黄河要在2021年至2025年的“十四五”期间加快构建。", "supported"),
    ],
)
def test_what_is_above_or_not_below_a_level(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Hygon's Shensuan-2 outperforms Nvidia's A100 by about 80 percent.",
        "Shensuan-2 beats the A100 by 80% in overall performance.",
        "深算二号的性能超出A100约八成。",
    ],
)
def test_by_how_much_a_thing_is_better_is_no_ratio_of_the_two(verifier: Verifier, text: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == "contradicted"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Impella心脏泵出事的那129个重伤患者里，没有死亡的是80人。", "supported"),
        ("Impella心脏泵出事的那129个重伤患者里，没有死亡的有90人。", "contradicted"),
        ("Haiji-2 didn't just break the Asian record for depth, it broke the height and weight records too.", "supported"),
        ("The new titanium alloy from Sydney is made with aluminium and vanadium in place of oxygen and iron.", "contradicted"),
        ("The new titanium alloy from Sydney is made with oxygen and iron in place of aluminium.", "supported"),
    ],
)  # fmt: skip
def test_what_a_word_of_denial_does_not_deny(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("An H100 doesn't even have twice the overall compute of an A100.", "contradicted"),
        ("Shensuan-1 does not even reach a quarter of the performance of an H100.", "supported"),
        ("IPCEI ME/CT由56家企业参与，平均每家承担的项目约为1.2个。", "supported"),
        ("IPCEI ME/CT的公共资金要是平摊到全部成员国头上，一个国家大概得掏5.8亿欧元。", "supported"),
        ("风乌训练的时候，他们一共用了32块GPU。", "possible"),
        ("算笔账哈：欧盟那个IPCEI ME/CT，成员国要出81亿欧元，预计还能撬动137亿欧元民间投资，加起来差不多218亿欧元。", "possible"),
        ("网信办那份《生成式人工智能服务管理办法》征求意见稿，一直拖到2023年8月才发布出来。", "contradicted"),
        ("欧盟IPCEI ME/CT项目虽有81亿欧元公共资金打底，预计能带动的私人投资却还不及这个数。", "contradicted"),
    ],
)  # fmt: skip
def test_what_is_not_reached_shared_out_or_late(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict
