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


DENIED = [
    # A country without an entry is no member of a closed list of countries.
    ("葡萄牙参与了IPCEI ME/CT。", "contradicted"),
    ("Neither Belgium nor Sweden takes part in IPCEI ME/CT.", "supported"),
    ("It is not true that the Digital Twin Yellow River has only three functions.", "supported"),
    ("It is not true that IPCEI ME/CT has 14 member states.", "contradicted"),
    ("网传IPCEI ME/CT有20个成员国，这一说法不实。", "supported"),
    # None of the whole did what closes the clause.
    ("None of the 129 people seriously injured by the Impella pump died.", "contradicted"),
    # The number of the names that stand before it.
    ("小米、vivo、OPPO、华为这四家手机厂商都亮出了端侧AI战略。", "supported"),
    ("Only two of the joint laboratories in Guangzhou work in biomedicine.", "contradicted"),
    ("翻看IPCEI ME/CT的成员国名单，马耳他赫然在列。", "supported"),
    # A place behind its holder, and none that is smaller.
    ("Among all artificial hearts, none is smaller than Impella.", "supported"),
    ("Nvidia ranks Huawei only second among its competitors.", "contradicted"),
    # A target's figure with another year.
    ("日本尖端半导体技术研究组织定下的目标，是到2026年开发出1.4nm芯片制造技术。", "contradicted"),
]


@pytest.mark.parametrize(("text", "verdict"), DENIED)
def test_a_denial_or_a_number_in_words_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict


COMPARED = [
    # One measure at two times, the year on whichever side.
    (
        "America's slice of global semiconductor output was bigger in 2023 than it had been in 1990.",
        "contradicted",
    ),
    ("America made a larger share of the world's chips in 1990 than in 2023.", "supported"),
    ("2023年美国半导体产量的全球占比高于1990年。", "contradicted"),
    ("美国半导体产量在全球的占比，2023年不如1990年。", "supported"),
    ("与1990年相比，2023年美国半导体产量占全球的份额上升了。", "contradicted"),
    ("America's share of global chip output has risen since 1990.", "contradicted"),
    ("America's share of global chip output fell between 1990 and 2023.", "supported"),
    ("自1990年以来，美国半导体产量占全球的份额一路走低。", "supported"),
    ("到2025年，人工智能业务在全球数据中心用电量中的占比会比现在低。", "contradicted"),
    ("By 2025 AI's share of the electricity used by the world's data centres is set to rise.", "supported"),
    # No level of one of the two times is known.
    ("America's share of global chip output was bigger in 2023 than in 2005.", "not_covered"),
    ("China's share of global chip output has risen since 1990.", "not_covered"),
    # Two measures of two things; what is counted said but once.
    (
        "Intel's plant in Saxony-Anhalt is set to cost less than the private investment that IPCEI ME/CT hopes to unlock.",
        "contradicted",
    ),
    ("More member states signed the semiconductor declaration than take part in IPCEI ME/CT.", "supported"),
    (
        "Private investors are expected to put less money into IPCEI ME/CT than the governments will.",
        "contradicted",
    ),
    # The one above stands inside the words.
    ("做FP32高精度训练推理的话，昇腾910B还是被A100压着打。", "contradicted"),
    ("在卡与卡的数据传输上，昇腾910B不是A100的对手。", "supported"),
    ("深算一号的总体性能没法跟A100比。", "supported"),
    ("华为不是英伟达的竞争对手。", "not_covered"),
    # One process: neither is finer, coarser, more or less advanced.
    ("Hygon's Shensuan-1 is made on a coarser process node than Nvidia's A100.", "contradicted"),
    ("The A100 is built on a finer node than Shensuan-1.", "contradicted"),
    ("深算一号的制程比英伟达A100落后。", "contradicted"),
    ("A100的制程工艺优于深算一号。", "contradicted"),
]


@pytest.mark.parametrize(("text", "verdict"), COMPARED)
def test_two_times_or_two_measures_are_compared(verifier: Verifier, text: str, verdict: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert ("not_covered" if found == "possible" else found) == verdict


BY_HOW_MUCH = [
    # So much more or less than the thing named before the figure; once more is double.
    ("Hygon's Shensuan-2 outperforms Nvidia's A100 by about 80 percent.", "contradicted"),
    ("Shensuan-2 trails the A100 by about 20 percent in overall performance.", "supported"),
    ("Shensuan-2 trails the A100 by about 80 percent in overall performance.", "contradicted"),
    ("深算二号的性能已经反超英伟达A100约两成。", "contradicted"),
    ("深算二号的性能落后A100两成。", "supported"),
    ("深算二号的性能超过A100的两成。", "supported"),
    ("做GPU运算，西部的成本要比东部高出一倍。", "contradicted"),
    ("做GPU运算，东部的成本要比西部高出一倍。", "supported"),
    ("GPU computing in the west is cheaper than in the east by half.", "supported"),
    ("GPU computing is dearer in the west than in the east by half.", "contradicted"),
    # A bound that is denied is the other bound.
    ("深算一号的总体性能不低于英伟达A100的四成。", "supported"),
    ("深算一号的总体性能低于英伟达A100的四成。", "contradicted"),
]


@pytest.mark.parametrize(("text", "verdict"), BY_HOW_MUCH)
def test_by_how_much_one_outdoes_another(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict


PLACES = [
    # A place in the order of appearing, behind a verb of being.
    (
        "IPCEI ME/CT is only the second Important Project of Common European Interest that the EU has approved.",
        "contradicted",
    ),
    (
        "By order of approval, IPCEI ME/CT was only the third Important Project of Common European Interest.",
        "contradicted",
    ),
    ("The Liuhua 11-1/4-1 field was China's very first deepwater oilfield.", "supported"),
    ("IPCEI ME/CT是欧盟批下来的头一个IPCEI。", "contradicted"),
    ("流花油田是我国头一个深水油田。", "supported"),
    ("IPCEI ME/CT was the second item on the Commission's agenda that day.", "not_covered"),
    # None above, one above, those that are named above; far from the first.
    ("Among the AI chips Nvidia has in volume production, none outperforms the A100.", "contradicted"),
    ("Of all the AI chips that Nvidia currently mass-produces, the H100 performs best.", "supported"),
    ("英伟达目前量产的AI芯片里，谁也比不过H100。", "supported"),
    ("英伟达量产的AI芯片里，没有哪款能超过A100。", "contradicted"),
    ("In FP32 performance nothing beats the Ascend 910B.", "not_covered"),
    ("按大模型数量排座次，压在中国头上的只有美国。", "supported"),
    ("论大模型数量，排在美国前面的只有中国。", "contradicted"),
    ("中国研发的大模型数量，在全球只排在美国之后。", "supported"),
    ("美国的大模型数量只排在中国之后。", "contradicted"),
    ("论企业总数，广州生物医药只排在北京、上海之后。", "supported"),
    ("In the number of large models, only China ranks ahead of the United States.", "contradicted"),
    ("广州生物医药企业总数在全国垫底。", "contradicted"),
    ("广州的空气质量在全国垫底。", "not_covered"),
    # Two places by two measures.
    (
        "Guangzhou comes third in China for the number of biomedical companies and fourth for their market value.",
        "supported",
    ),
    # The opposite of what a thing is first in, and a place behind the first.
    ("Nvidia regards Huawei as one of its weakest rivals in AI chips.", "contradicted"),
    ("英伟达把华为看作最弱的竞争对手。", "contradicted"),
    ("Impella is the largest artificial heart in the world.", "contradicted"),
    ("海基二号是亚洲最浅的导管架。", "contradicted"),
    ("特斯拉加州超充站将是全球第二大超级充电站。", "contradicted"),
    ("相风铜乌是世界上第三早的测风设备。", "contradicted"),
    ("The H100 is not the weakest of Nvidia's AI chips.", "supported"),
    ("Impella的最大优势是体积小。", "not_covered"),
    ("H100是英伟达卖得最差的芯片。", "not_covered"),
]


@pytest.mark.parametrize(("text", "verdict"), PLACES)
def test_a_place_is_told_in_other_words(verifier: Verifier, text: str, verdict: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert ("not_covered" if found == "possible" else found) == verdict


BEYOND = [
    # What is asked for now, beside the sum that was first named.
    (
        "For its plant in Saxony-Anhalt, Intel is asking for less than the €6.8 billion in subsidies first envisaged.",
        "contradicted",
    ),
    (
        "Intel is happy to take less than the 6.8 billion euros it was first promised for its German plant.",
        "contradicted",
    ),
    ("英特尔对最初敲定的68亿欧元德国建厂补贴已经满意，不再要求加码。", "contradicted"),
    ("英特尔希望为德国工厂拿到比最初68亿欧元更少的补贴。", "contradicted"),
    ("英特尔希望为德国工厂拿到比最初68亿欧元更多的补贴。", "supported"),
    (
        "Intel is holding out for more than the 6.8 billion euros of subsidies first discussed for its German plant.",
        "supported",
    ),
    ("Intel's German plant was originally promised 6.8 billion euros in subsidies.", "supported"),
    # The first sum itself is bounded.
    ("英特尔德国工厂最初的补贴超过68亿欧元。", "not_covered"),
    (
        "The subsidies originally planned for Intel's German plant came to less than 7 billion euros.",
        "supported",
    ),
]


@pytest.mark.parametrize(("text", "verdict"), BEYOND)
def test_a_later_sum_is_told_by_the_first(verifier: Verifier, text: str, verdict: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert ("not_covered" if found == "possible" else found) == verdict
