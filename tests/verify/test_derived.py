"""Figures that a sentence derives from others: averages, sums, shares of a whole, points between levels, chains of ratios."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier
from tests.verify.score import plain
from tests.verify.test_verdicts import verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # so much per thing: the words name the things, or one count beside them is stated
        ("IPCEI ME/CT的68个项目分享81亿欧元公共资金，平均一个项目约1.19亿欧元。", "supported"),
        ("IPCEI ME/CT的68个项目分享81亿欧元公共资金，平均一个项目约2.4亿欧元。", "contradicted"),
        ("IPCEI ME/CT的56家企业拿到81亿欧元公共资金，平均每家约1.45亿欧元。", "supported"),
        ("白云湖数字科技城26宗项目总投资约260亿元，平均每宗约10亿元。", "supported"),
        ("白云湖数字科技城26宗项目总投资约260亿元，平均每宗约20亿元。", "contradicted"),
        (
            "The 56 companies in IPCEI ME/CT share 8.1 billion euros of public funding, about 145 million each.",
            "supported",
        ),
        (
            "The 56 companies in IPCEI ME/CT share 8.1 billion euros of public funding, about 245 million each.",
            "contradicted",
        ),
        (
            "Split over 68 projects, the 8.1 billion euros of public funding in IPCEI ME/CT come to about 119 million apiece.",
            "supported",
        ),
        ("IPCEI ME/CT的56家企业承担68个项目，平均每家企业约1.2个项目。", "supported"),
        ("IPCEI ME/CT的56家企业承担68个项目，平均每家企业承担2.5个项目。", "contradicted"),
        # so many over the time that they took
        (
            "CSNS Phase I completed 1,500-odd user experiments in five-odd years, on average 300 a year.",
            "supported",
        ),
        (
            "CSNS Phase I completed 1,500-odd user experiments in five-odd years, on average 900 a year.",
            "contradicted",
        ),
        # each of a named thing is that thing, each of its things is not
        ("每个美国家庭平均每天用电约29千瓦时。", "supported"),
        ("每个美国家庭平均每天用电约92千瓦时。", "contradicted"),
        ("Every ChatGPT request takes about 2.5 Wh of electricity.", "supported"),
        # what no figure tells is left open
        ("IPCEI ME/CT的56家企业平均每家有员工3000人。", "not_covered"),
        ("ChatGPT uses more than half a million kilowatt-hours every single day.", "supported"),
    ],
)
def test_an_average_is_that_of_its_own_figures(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IPCEI ME/CT的公共资金有81亿欧元，另加私人投资137亿欧元，总计218亿欧元。", "supported"),
        ("IPCEI ME/CT的公共资金有81亿欧元，另加私人投资137亿欧元，总计258亿欧元。", "contradicted"),
        ("IPCEI ME/CT的公共资金加上私人投资，一共137亿欧元。", "contradicted"),
        (
            "Public funding of 8.1 billion euros plus 13.7 billion euros of private investment makes 21.8 billion for IPCEI ME/CT.",
            "supported",
        ),
        # what is added up over members is no sum of measures
        ("欧盟14个成员国合计拿出81亿欧元公共资金支持IPCEI ME/CT，另有137亿欧元私人投资跟进。", "supported"),
        ("IPCEI ME/CT总共有56家企业、68个项目，公共资金合计81亿欧元。", "supported"),
        (
            "Together, 14 member states provide 8.1 billion euros in public funding for IPCEI ME/CT.",
            "supported",
        ),
        # a part adds nothing to its whole
        ("Impella心脏泵造成129人重伤，另有49人死亡，一共178人。", "contradicted"),
    ],
)
def test_what_is_added_up_is_no_total(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Impella心脏泵重伤129人，其中49人死亡，占38%。", "supported"),
        ("Impella心脏泵重伤129人，其中49人死亡，占58%。", "contradicted"),
        ("被Impella心脏泵重伤的129人里，49人没能活下来，也就是三分之一以上。", "supported"),
        ("广州生物医药企业有6400多家，上市的47家，不到百分之一。", "supported"),
        ("广州的穗粤港澳联合实验室有10家，生物医药领域4家，正好占四成。", "supported"),
        ("广州的穗粤港澳联合实验室有10家，生物医药领域4家，占六成。", "contradicted"),
        ("英特尔德国工厂投资170亿欧元，最初补贴68亿欧元，正好占四成。", "supported"),
        ("英特尔德国工厂投资170亿欧元，最初补贴68亿欧元，占到六成。", "contradicted"),
        (
            "The 8.1 billion euros of public funding are 37% of the combined 21.8 billion of public and private money in IPCEI ME/CT.",
            "supported",
        ),
        (
            "The 8.1 billion euros of public funding are 57% of the combined 21.8 billion of public and private money in IPCEI ME/CT.",
            "contradicted",
        ),
        ("Guangzhou has more than 6,400 biomedical companies, fewer than 1% of them listed.", "supported"),
    ],
)
def test_a_share_is_that_of_the_whole_that_the_sentence_states(
    verifier: Verifier, text: str, expected: str
) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("美国在全球半导体产量中的份额从1990年的37%降到2023年的12%，少了25个百分点。", "supported"),
        ("美国在全球半导体产量中的份额从1990年的37%降到2023年的12%，掉了35个点。", "contradicted"),
        (
            "Between 1990 and 2023 the US share of world semiconductor output fell from 37% to 12%, a loss of 25 percentage points.",
            "supported",
        ),
        (
            "The US share of world semiconductor output stood at 37 percent in 1990; by 2023 it was down 25 points, to 12.",
            "supported",
        ),
        ("2023年美国占全球半导体产量的12%，比1990年的37%低15个百分点。", "contradicted"),
        (
            "The US share fell from 37% of world semiconductor production in 1990 to 12% in 2023, i.e. to a third.",
            "supported",
        ),
        ("AI's share of data centre electricity is set to grow to five times what it was.", "supported"),
        (
            "By 2025 AI is set to use a tenth of the electricity of the world's data centres, up from two percent.",
            "supported",
        ),
        (
            "By 2025 AI is set to use a quarter of the electricity of the world's data centres, up from two percent.",
            "contradicted",
        ),
        ("到2025年，人工智能占全球数据中心用电的比重将翻一番，从2%到4%。", "contradicted"),
    ],
)
def test_points_and_multiples_lie_between_two_levels(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The EU Chips Act's 43 billion euros of subsidies are more than five times the 8.1 billion of public funding in IPCEI ME/CT.",
            "supported",
        ),
        (
            "The EU Chips Act's 43 billion euros of subsidies are more than ten times the 8.1 billion of public funding in IPCEI ME/CT.",
            "contradicted",
        ),
        ("在IPCEI ME/CT里，预计的私人投资137亿欧元约为公共资金的1.7倍。", "supported"),
        ("在IPCEI ME/CT里，预计的私人投资137亿欧元约为公共资金的2.7倍。", "contradicted"),
        ("Expected private investment in IPCEI ME/CT is only half of the public funding.", "contradicted"),
        # a ratio to another thing is no other word for the first
        ("深算二号的性能是A100的八成，也就是H100的四分之一左右。", "supported"),
        (
            "GPT-4's training data came to 12 trillion tokens and GPT-5's may need 60 to 100 trillion, at least five times as much.",
            "supported",
        ),
    ],
)
def test_a_multiple_is_that_of_what_it_names(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is counted beside 个 is said by its noun, not by another count of things
        ("预计IPCEI ME/CT创造约8700个直接就业岗位，平均每个项目约128个。", "supported"),
        # per what, said in the clause before, and by the count of the clause itself
        (
            "IPCEI ME/CT: 68 projects, 56 companies. Average public funding per project: some 119 million euros.",
            "supported",
        ),
        ("IPCEI ME/CT的公共资金81亿欧元，分到14个成员国头上平均5.8亿欧元。", "supported"),
        ("IPCEI ME/CT的公共资金81亿欧元，分到14个成员国头上平均8.5亿欧元。", "contradicted"),
        # a share of unknown things is a figure of its own
        ("Of the 56 companies in IPCEI ME/CT, a third are from Germany.", "not_covered"),
        # of two sums in a stated total the share is that of the one right before it
        (
            "Public funding for IPCEI ME/CT amounts to 8.1 billion euros, about 37 percent of the total of 21.8 billion; the other 13.7 billion is private investment.",
            "supported",
        ),
    ],
)
def test_what_a_figure_is_per_or_of_stands_beside_it(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected
