"""What a second figure of a sentence gets from the first: its date, its measure in another unit, its list."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # The date of what is dated and right does not date every other figure.
    ("In March 2024 the FDA put a Class I recall on Impella heart pumps, with over 66,000 units at risk.", "supported"),
    ("In March 2024 the FDA put a Class I recall on Impella heart pumps, with fewer than 60,000 units at risk.", "contradicted"),
    ("In May 2024 the FDA put a Class I recall on Impella heart pumps, with over 66,000 units at risk.", "contradicted"),
    ("美国FDA于2024年3月对Impella心脏泵发出一级召回，存在隐患的产品超过6万件。", "supported"),
    ("美国FDA于2024年3月对Impella心脏泵发出一级召回，存在隐患的产品超过60万件。", "contradicted"),
    ("In March 2024, 66,000 patients used Impella pumps under a Class I recall.", "not supported"),
    # Two currencies of one sum bear each other out.
    ("Japan's economy ministry said it would give 45 billion yen, about 300 million dollars, to a group that includes Rapidus.", "supported"),
    ("Japan's economy ministry said it would give 45 billion yen, about 600 million dollars, to a group that includes Rapidus.", "not supported"),
    ("东京要给Rapidus所在的组织450亿日元，约合3亿美元。", "supported"),
    # A list whose members are named is what the count beside them is of.
    ("Bloomberg says at least five chip makers, Intel and Wolfspeed among them, have announced new investment plans.", "supported"),
    ("Bloomberg says at least six chip makers, Intel and Wolfspeed among them, have announced new investment plans.", "possible"),
    ("Bloomberg says only three chip makers, Intel and Wolfspeed among them, have announced new investment plans.", "contradicted"),
    ("彭博社报道称，宣布了新投资计划的半导体企业不少于五家，格芯与Wolfspeed均在其列。", "supported"),
    # An amount that agrees needs few words; a place and a ratio need more.
    ("听说了吗，ChatGPT一天要处理约2亿个请求，一个月下来差不多60亿个。", "supported"),
    ("听说了吗，ChatGPT一天要处理约2亿个请求，一个月下来差不多600亿个。", "not supported"),
    ("飞行器要商业运营得拿三种证，EH216-S光2023年一年就到手两种，现在四种都齐了。", "not supported"),
    ("China ranks second in the world in AI investment.", "not supported"),
    ("By 2025 AI will account for 10% of US data-centre electricity.", "not supported"),
    ("去年Impella卖出66000多件。", "not supported"),
    # So many of a thing as a bound: more than N of them is a multiple.
    ("In a single day ChatGPT consumes more electricity than 15,000 American households do.", "supported"),
    ("ChatGPT uses more electricity than 30,000 American households.", "contradicted"),
    ("ChatGPT uses less electricity than 17,000 American households.", "contradicted"),
    ("ChatGPT每天用的电比一万五千户美国家庭还多。", "supported"),
    ("ChatGPT每天用的电比三万户美国家庭还多。", "contradicted"),
    ("ChatGPT uses more electricity than 15,000 German households.", "not supported"),
    # One of a kind as its example stands for the kind, and else only for itself.
    ("Impella 2.5等型号的心脏泵经皮放入后，一般会在患者体内留置4至14天。", "supported"),
    ("Impella 2.5等型号的心脏泵经皮放入后，一般会在患者体内留置4至14个月。", "contradicted"),
    ("Pumps such as the Impella 2.5 stay in the body for 4 to 14 days.", "supported"),
    ("Impella 2.5这类心脏泵经皮植入，在体内停留的时间最长不过两周。", "supported"),
    ("Impella 2.5已造成129人重伤。", "not supported"),
    # What is counted stands behind two joined attributes, or before a word for a number.
    ("六家科研和气象单位联手推出了天气预报大模型“风乌”。", "supported"),
    ("五家科研和气象单位联手推出了“风乌”。", "not supported"),
    ("散裂中子源二期建设计划把中子谱仪的总数增加到二十台。", "supported"),
    ("散裂中子源二期建设计划把中子谱仪的总数增加到十二台。", "not supported"),
    # A time that something will not even take is a bound.
    ("马斯克的判断是，用不了三年，人工智能行业就会从缺芯片变成缺电。", "supported"),
    # All of what an earlier clause counts.
    ("飞行器要商业运营得拿三种证，EH216-S光2023年一年就到手两种，现在三种都齐了。", "supported"),
    ("飞行器商业运营需要三类证，EH216-S三类都没有。", "not supported"),
    # Each rank has a respect of its own.
    ("Guangzhou ranks third in China by number of biomedical companies and fourth by their market value.", "supported"),
    ("Guangzhou ranks third in China by number of biomedical companies and only fifth by their market value.", "contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_second_figure_is_tied(verifier: Verifier, text: str, wanted: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert (found != wanted.removeprefix("not ")) if wanted.startswith("not ") else (found == wanted)
