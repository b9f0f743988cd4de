"""Comparisons in words: the relation, its denial, and which thing is compared with which."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

DENIALS = [
    # Not above is below or level, not below is above or level; not level with what is stronger is below.
    ("The A100 does not outperform the Ascend 910B in card-to-card data transfer.", "contradicted"),
    ("In card-to-card data transfer, the A100 is not inferior to the Ascend 910B.", "supported"),
    ("深算二号的总体性能还比不上A100。", "supported"),
    ("深算二号的性能并不比深算一号差。", "supported"),
    ("Shensuan-2 has yet to catch up with the A100 in overall performance.", "supported"),
    ("在卡与卡之间的数据传输上，昇腾910B没有A100强。", "supported"),
    # (Not) as … as, of much and of little.
    ("In FP32 training and inference the A100 is as good as the Ascend 910B.", "possible"),
    ("In FP32 training and inference the A100 is not as weak as the Ascend 910B.", "contradicted"),
    ("Running GPU workloads in western China is not as expensive as in eastern China.", "supported"),
    # No denial at all.
    ("The Ascend 910B not only matches the A100 overall.", "supported"),
    # Two denials, or one that stands too far away: what they come to is open.
    ("Nobody would not agree that the A100 never beats the Ascend 910B in FP32 training.", "not_covered"),
]
SIDES = [
    ("Compared with the A100, the Ascend 910B is weaker in card-to-card data transfer.", "supported"),
    ("Compared with the Ascend 910B, the A100 is weaker in card-to-card data transfer.", "contradicted"),
    ("In card-to-card data transfer it is the A100 that is ahead, not the Ascend 910B.", "supported"),
    ("在卡与卡之间的数据传输上，占优的是昇腾910B，而不是A100。", "contradicted"),
    ("Suzhou's biomedical industry outranks Guangzhou's in overall scale.", "supported"),
    ("Suzhou still trails Guangzhou in the overall scale of the biomedical industry.", "contradicted"),
]
OPPOSED = [
    # What a sentence sets itself against is not what it claims.
    ("FengWu runs on one GPU rather than two.", "supported"),
    ("The Impella recall was Class II rather than Class I.", "contradicted"),
    ("Contrary to what some say, the H100 is not slower than the A100.", "supported"),
    ("IPCEI ME/CT并非首个，而是第六个获批的“欧洲共同利益重要项目”。", "supported"),
    (
        "It is simply not the case that Shensuan-1 matches the A100 in memory bandwidth: it has half.",
        "supported",
    ),
]
EMBRACED = [
    # The words stand on both sides of what is compared with.
    ("论多卡互联速率，深算一号把A100甩在身后。", "contradicted"),
    ("多卡互联这块，深算一号被A100甩出好几条街。", "supported"),
    ("说到FP32高精度训练推理，昇腾910B被A100按在地上摩擦。", "contradicted"),
    ("論FP32高精度訓練推理，昇騰910B是壓A100一頭的。", "supported"),
    ("论卡间数据传输，昇腾910B给A100提鞋都不配。", "supported"),
    ("论总体产业规模，广州生物医药早就把北京、上海、深圳全踩在脚下了。", "contradicted"),
    ("就总体产业规模而言，广州生物医药产业仍落在苏州、杭州之后。", "supported"),
    ("When it comes to multi-card interconnect, Shensuan-1 leaves the A100 in the dust.", "contradicted"),
    ("Memory bandwidth is where the A100 has Shensuan-1 beaten.", "supported"),
    ("In FP32 training the A100 is thrashed by the Ascend 910B.", "supported"),
    ("Shensuan-1 cannot hold a candle to the A100 in interconnect speed.", "supported"),
    # Nobody does it: what stands before is not what is compared.
    ("论总体产业规模，除北京以外，没有哪座城市把广州生物医药产业甩在身后。", "not_covered"),
    # Nothing is known of this respect, or of this pair.
    ("昇腾910B在价格上压A100一头。", "not_covered"),
    ("Shensuan-1 leaves the Ascend 910B in the dust on interconnect.", "possible"),
    ("深算一号的架构落后A100整整一代。", "not_covered"),
]
LEVEL = [
    # A generation apart, or in the same one; as much as.
    ("海光深算一号的制造工艺，落后英伟达A100整整一代。", "contradicted"),
    ("深算一号与A100在制程上存在代差。", "contradicted"),
    ("深算一号的制程和A100没有代差。", "supported"),
    ("In process technology, Shensuan-1 lags the A100 by a generation.", "contradicted"),
    ("Shensuan-1 and the A100 are made on the same process node.", "supported"),
    ("深算二号的制造工艺落后A100一代。", "not_covered"),
    ("訓練GPT-5所需的數據量與GPT-4大體相當。", "contradicted"),
    ("GPT-5 needs about as much training data as GPT-4.", "contradicted"),
    ("GPT-5所需的训练数据量和GPT-4差不多。", "contradicted"),
]
SEVERAL = [
    # Several things stand on one side.
    (
        "In overall scale, the biomedical industries of Beijing and Shanghai are bigger than Guangzhou's.",
        "supported",
    ),
    ("论生物医药的总体产业规模，北京、上海、深圳都走在广州前面。", "supported"),
    # a city of which no fact tells among those of which one does
    ("论生物医药的总体产业规模，北京、上海、天津都走在广州前面。", "possible"),
    ("就总体产业规模而言，广州生物医药已经超过上海和杭州。", "contradicted"),
]
BASES = [
    # The sum that was first named, without its figure.
    (
        "For its plant in Saxony-Anhalt, Intel would be content with a smaller subsidy than the sum first put on the table.",
        "contradicted",
    ),
    ("英特尔为德国工厂索要的补贴低于最初的数额。", "contradicted"),
    ("Intel wants a bigger subsidy for its Magdeburg fab than the sum first put on the table.", "supported"),
    ("英特尔为德国工厂索要的补贴高于最初的数额。", "supported"),
    # Another sum is compared with it.
    ("英特尔德国工厂的投资额超过最初的补贴。", "supported"),
]
RESPECTS = [
    # What a sentence names as its respect leaves no other metric to compare or to rank in.
    ("By market value Guangzhou's biomedical industry trails Suzhou's.", "not_covered"),
    ("按企业总数计，广州生物医药产业居全国第四位；按总市值计，则居全国第三位。", "contradicted"),
    ("In FP32 training and inference the Ascend 910B lags behind the A100.", "contradicted"),
]
NONE_AND_ALL = [
    ("Not all of the 129 people seriously injured by Impella died.", "supported"),
    ("All of the 129 people seriously injured by Impella died.", "contradicted"),
    ("Right now none of the world's leading-edge chips are made in the United States.", "supported"),
    ("The EH216-S has obtained none of the certificates.", "contradicted"),
]
HOLDERS = [
    # Not X but Y: what is denied of X is wrong if X has it, whatever is known of Y.
    ("Nvidia's strongest competitor is not Huawei but AMD.", "contradicted"),
    ("大模型数量全球第一的不是美国，而是中国。", "contradicted"),
    ("需要更正的是，IPCEI ME/CT并不是欧盟批准的首个“欧洲共同利益重要项目”。", "supported"),
]
LATE = [
    (
        "It was not until 2024 that AI Plus made its first appearance in the government work report.",
        "supported",
    ),
    ("直到2024年，黄河水利委员会才发布《数字孪生黄河建设规划》。", "contradicted"),
    ("AI Plus appeared in the government work report as early as 2022.", "contradicted"),
]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        *DENIALS,
        *SIDES,
        *OPPOSED,
        *EMBRACED,
        *LEVEL,
        *SEVERAL,
        *BASES,
        *RESPECTS,
        *NONE_AND_ALL,
        *HOLDERS,
        *LATE,
    ],
)
def test_a_comparison_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict
