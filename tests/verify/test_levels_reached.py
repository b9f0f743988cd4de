"""Verbs of change and the facts: a level that was reached, a share in round words, and a step, which is no level."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier
from tests.verify.score import plain
from tests.verify.test_verdicts import verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("美国半导体产量占比降为12%。", "supported"),
        ("美国半导体产量占比降为25%。", "contradicted"),
        ("美国半导体产量占比由37%减为12%。", "supported"),
        ("美国半导体产量占比从1990年的三成七降为去年的一成二。", "supported"),
        ("美国半导体产量占比降为原来的三分之一。", "supported"),
        ("到2025年，AI占全球数据中心用电量的比例将由2%升为10%。", "supported"),
        ("到2025年，AI占全球数据中心用电量的比例将由2%变为10%。", "supported"),
        ("The US share of chip output is down at 12%.", "supported"),
        ("美国半导体产量占比降低了12%。", "contradicted"),
        # what is produced may grow while its share shrinks
        ("1990年美国半导体产量增长了37%。", "not_covered"),
        ("Last year US semiconductor output fell by 12%.", "not_covered"),
        ("到2025年全球数据中心用电量将增长10%。", "not_covered"),
    ],
)
def test_the_level_that_was_reached(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fewer than one in a hundred of Guangzhou's biomedical companies are listed.", "supported"),
        ("More than one in a hundred of Guangzhou's biomedical companies are listed.", "contradicted"),
        ("One in ten of Guangzhou's biomedical companies is listed.", "contradicted"),
        ("Half of Guangzhou's listed biomedical companies are on the STAR market.", "not_covered"),
        ("广州生物医药企业中，上市的不到百里挑一。", "supported"),
        ("广州每百家生物医药企业中只有不到一家上市。", "not_covered"),
        ("Roughly four in ten of those seriously injured by Impella died.", "supported"),
        ("About seven in ten of those seriously injured by Impella died.", "contradicted"),
        ("Two out of three of those seriously injured by Impella died.", "contradicted"),
        ("Impella重伤者中，十个里约有四个死亡。", "supported"),
        ("Impella致129人重伤，每十人约四人死亡。", "supported"),
        ("在穗粤港澳联合实验室，十家里有四家属于生物医药领域。", "supported"),
        ("在穗粤港澳联合实验室，十家里有六家属于生物医药领域。", "contradicted"),
        # without a hedge round words are still round
        ("Four in ten of those seriously injured by Impella died.", "not_covered"),
    ],
)
def test_shares_in_round_words(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "广州生物医药上市企业增加了47家。",
        "广州生物医药上市企业新增47家。",
        "去年广州新增生物医药企业6400多家。",
        "去年廣州新增生物醫藥企業6400多家。",
        "广州今年新设10家粤港澳联合实验室。",
        "ChatGPT每天新增约2亿个请求。",
        "ChatGPT每天减少耗电超过50万千瓦时。",
        "ChatGPT每天的耗电增加了50万千瓦时以上。",
        "今年中国新增10亿参数规模以上的大模型79个。",
        "Guangzhou added more than 6,400 biomedical companies last year.",
        "There are 10 new joint labs in Guangzhou.",
        "ChatGPT's daily electricity use has grown by more than 500,000 kWh.",
        "散裂中子源二期将增加20台中子谱仪。",
        "散裂中子源二期将新建11台中子谱仪。",
        "散裂中子源二期将再增加9台。",
        "IPCEI ME/CT预计将减少约8700个直接就业机会。",
        "The EU Chips Act cuts 43 billion euros of subsidies.",
    ],
)
def test_a_step_is_no_level(verifier: Verifier, text: str) -> None:
    assert plain(verdict(verifier, text)) == "not_covered"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a level that was reached
        ("散裂中子源二期将增加到20台中子谱仪。", "supported"),
        ("散裂中子源二期中子谱仪将增至20台。", "supported"),
        ("散裂中子源二期中子谱仪增加为20台。", "supported"),
        ("散裂中子源二期，中子谱仪总数增加到30台。", "contradicted"),
        ("广州生物医药上市企业已增加到47家。", "supported"),
        ("Impella deaths rose to 49.", "supported"),
        ("Over a year, ChatGPT's electricity use adds up to more than 180 GWh.", "supported"),
        ("GPT-5 may fall short of training data by 50 trillion tokens.", "contradicted"),
        # facts that are of a step themselves
        ("IPCEI ME/CT预计将新增约8700个直接就业岗位。", "supported"),
        ("IPCEI ME/CT will add about 8,700 direct jobs.", "supported"),
        ("IPCEI ME/CT预计带动新增私人投资137亿欧元。", "supported"),
        # what is new is the thing, not the figure
        ("特斯拉加州新充电站的创新设计将包括16个直通式充电桩。", "supported"),
        ("特斯拉将在加州新建的充电站设置超过160个充电桩。", "supported"),
        ("英特尔将在德国新建的工厂投资170亿欧元。", "supported"),
        ("英特尔将新建一座投资170亿欧元的工厂。", "supported"),
        ("用户增加后ChatGPT每天耗电超过50万千瓦时。", "supported"),
        # a change between known levels
        ("美国半导体产量的全球占比减少了25个百分点。", "supported"),
    ],
)
def test_what_is_no_step_is_judged(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected
