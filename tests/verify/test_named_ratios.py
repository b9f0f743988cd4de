"""Ratios of things that the sentence names, numbers without a noun, times that begin now, and names that are not held."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier
from tests.verify.score import plain
from tests.verify.test_verdicts import verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the part and the whole are both named
        ("在被Impella重伤的129人中，49人死亡，死亡人数占重伤人数的三分之二。", "contradicted"),
        ("英特尔德国工厂最初的补贴为68亿欧元，占170亿欧元投资额的四成。", "supported"),
        ("英特尔德国工厂最初的补贴为68亿欧元，占170亿欧元投资额的四分之一。", "contradicted"),
        (
            "In 2023 the US share of world semiconductor output was 12%, less than a third of the 37% it held in 1990.",
            "supported",
        ),
        # the bound stands before the whole
        ("2018年的首个微电子IPCEI预算只有17.5亿欧元，不到IPCEI ME/CT公共资金的四分之一。", "supported"),
        # compared with: which is which
        ("与GPT-4相比，GPT-5的训练数据量最多是它的3倍。", "contradicted"),
        # spread over is no bound
        (
            "Spread over 68 projects, the €8.1 billion of public funding for IPCEI ME/CT averages some €119 million per project.",
            "supported",
        ),
    ],
)
def test_a_ratio_is_judged_by_what_it_is_a_ratio_of(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Impella death toll: 49.", "supported"),
        ("Impella death toll: 94.", "contradicted"),
        (
            "Phase II of the China Spallation Neutron Source will bring the neutron spectrometers to 20.",
            "supported",
        ),
        ("Guangzhou has 13 Guangdong-Hong Kong-Macao joint laboratories.", "contradicted"),
        ("数字孪生黄河平台能给出未来6到12小时的防汛调度方案建议。", "supported"),
        (
            "The digital twin of the Yellow River gives dispatch advice for the next 6 to 12 days.",
            "contradicted",
        ),
    ],
)
def test_a_number_needs_no_noun_behind_it(verifier: Verifier, text: str, expected: str) -> None:
    assert verdict(verifier, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # the figure is about something that the base does not hold
        "South Korea held 31% of leading-edge chip production in 2023, against zero for the United States.",
        "数字孪生长江可给出未来6至12小时的调度方案。",
        "中国已发布10亿参数规模以上大模型79个，其中北京占38个。",
        # a modified noun is another thing
        "IPCEI ME/CT中有30家中小企业。",
        "广州有22家国家重点实验室。",
        # another thing than the scope, and a number per time where the fact is a number in all
        "US semiconductor exports fell from 37% to 12%.",
        "“智能石头”已覆盖黄河上游8处控导工程。",
        "CSNS Phase I completed at least 500 user experiments per year.",
        # only the unit speaks for the metric
        "Liuhua oilfield pumped 2 million tonnes of crude last year.",
    ],
)
def test_another_thing_neither_supports_nor_contradicts(verifier: Verifier, text: str) -> None:
    assert verdict(verifier, text) in ("not_covered", "possible")


@pytest.mark.parametrize(
    "text",
    [
        # the head of a compound, another attribute right before its number, another place of a described thing
        "白云湖数字科技城的写字楼面积为120万平方米。",
        "广州生物医药领域的独角兽企业有8家。",
        "US chip sales fell 8% in 2023.",
        "Tesla's Harris Ranch site has 98 stalls.",
        # the thing that is set aside, or another of its sort before the figure
        "The H100, unlike the A100, is made on a 4 nm process.",
    ],
)
def test_a_word_that_makes_another_thing_keeps_a_contradiction_back(verifier: Verifier, text: str) -> None:
    assert verdict(verifier, text) in ("not_covered", "possible")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昇腾910B的总体性能并没有达到A100的两倍。", "supported"),
        ("深算一号的总体性能连A100的30%都不到。", "contradicted"),
        ("62 investment projects landed by Baiyun Lake Digital City", "contradicted"),
    ],
)
def test_a_denial_reaches_across_a_name(verifier: Verifier, text: str, expected: str) -> None:
    assert verdict(verifier, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a part of the whole, of a place, of a list
        ("Only two of the joint laboratories in Guangzhou work in aerospace.", "not_covered"),
        ("Only two of the joint laboratories in Guangzhou work in biomedicine.", "contradicted"),
        ("广州南沙区的粤港澳联合实验室有3家。", "not_covered"),
        ("参与IPCEI ME/CT的大学达到72家。", "not_covered"),
        # a multiple is no share
        (
            "From two percent to ten percent by 2025: AI's share of data centre electricity is about to grow to five times"
            " what it was.",
            "supported",
        ),
        # an addend is no total
        (
            "IPCEI ME/CT有公共资金81亿欧元，若再加上预计撬动的137亿欧元私人投资，合计约218亿欧元。",
            "supported",
        ),
        ("For GPU computing, costs in western China are double those in eastern China.", "contradicted"),
    ],
)
def test_a_number_is_of_what_its_words_leave(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "IPCEI ME/CT has created 20,000 indirect jobs.",
        "白云湖数字科技城的人均用地约为942平方米。",
        "Intel's Polish plant will cost 4.6 billion euros.",
        "南沙区的粤港澳联合实验室有3家，广州有10家。",
    ],
)
def test_a_shifted_noun_or_another_place_does_not_contradict(verifier: Verifier, text: str) -> None:
    assert verdict(verifier, text) in ("not_covered", "possible")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the measure alone tells which part of the whole is meant: that supports
        ("散裂中子源已完成1500多项用户课题。", "supported"),
        (
            "Over 1,500 user experiments have been completed in the second phase of the China Spallation Neutron Source.",
            "not_covered",
        ),
        # how far something reaches
        ("An Impella pump may stay in the body for up to a month.", "not_covered"),
        ("Intel is investing 1.7 billion euros in its plant in Saxony-Anhalt.", "contradicted"),
    ],
)
def test_a_whole_stands_for_its_part_and_a_reach_ends_where_it_ends(
    verifier: Verifier, text: str, expected: str
) -> None:
    assert plain(verdict(verifier, text)) == expected
