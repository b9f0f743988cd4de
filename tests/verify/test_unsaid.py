"""What a text asks, supposes, wishes for, has others say or calls off, it does not claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.service.verify import verify_text
from factbase.service.verify_claims import Verifier, worst

CASES = [
    # asked
    ("风乌是否需要100块GPU？", "possible"),
    ("风乌是不是由10家机构发布的？", "possible"),
    ("H100的综合算力是不是A100的3.2倍？", "possible"),
    ("ChatGPT每天真的要消耗500万千瓦时吗？", "possible"),
    ("海基二号的水深究竟是500米还是324米？", "possible"),
    ("Does FengWu need ten minutes to produce a forecast?", "possible"),
    ("Could China overtake the US and become number one in large models?", "not contradicted"),
    ("He wondered whether GPT-4 had been trained on 20 trillion tokens.", "possible"),
    # a question about what was claimed before it, or that tells
    ("H100的综合算力是A100的3.2倍，对吗？", "supported"),
    ("H100的综合算力是A100的9倍，对吗？", "contradicted"),
    ("Did you know that the H100 has 3.2 times the overall compute of the A100?", "supported"),
    # supposed, wished for
    ("如果IPCEI ME/CT的企业只有10家，规模就小多了。", "possible"),
    ("即使海基二号的水深达到500米，也不成问题。", "possible"),
    ("设想一下，美国家庭每天用电200千瓦时。", "possible"),
    ("Suppose IPCEI ME/CT had only 20 companies.", "possible"),
    ("If ChatGPT handled 2 billion requests a day, its electricity bill would be enormous.", "not contradicted"),
    ("Had GPT-4 been trained on 50 trillion tokens, it would have been better.", "not contradicted"),
    ("I wish China ranked first in large models.", "possible"),
    # what is reckoned with is claimed, and what follows from a condition
    ("IPCEI ME/CT的公共资金若摊到14个成员国头上，平均每国约5.8亿欧元。", "supported"),
    ("深算三号将来就算上市，性能也顶多是A100的一半。", "contradicted"),
    # what others say, set right or not
    ("有人说中国大模型数量全球第一，其实是第二。", "not contradicted"),
    ("有人说中国大模型数量全球第二，其实不然。", "contradicted"),
    ("此前报道称风乌需要8块GPU，实际只需单块GPU。", "not contradicted"),
    ("There is no evidence that Impella killed 500 people.", "not contradicted"),
    ("Nobody claims that FengWu needs 100 GPUs.", "not contradicted"),
    ("Critics say IPCEI ME/CT will create only 2,000 direct jobs.", "possible"),
    ("网传IPCEI ME/CT有56家企业参与，实属谣言。", "contradicted"),
    ("深算二号性能达到A100的80%是谣言。", "contradicted"),
    ("Reports that China ranks second in large models are untrue.", "contradicted"),
    # called off, refused, doubted, undone
    ("成员国拒绝为IPCEI ME/CT提供81亿欧元公共资金。", "possible"),
    ("欧盟4月否决了涉及430亿欧元补贴的芯片法案。", "possible"),
    ("Tesla has no plans for a station with more than 160 stalls in California.", "possible"),
    ("Raimondo doubts that the US will produce 20% of the world's leading-edge chips by 2030.", "not supported"),
    ("深算三号不可能追上A100。", "possible"),
    ("56 companies left the IPCEI ME/CT.", "possible"),
    ("14个成员国反对IPCEI ME/CT。", "possible"),
    ("ChatGPT saves over 500,000 kWh a day.", "possible"),
    ("特斯拉将在加州拆除超过160个充电桩。", "possible"),
    ("深算一号显存的价格是A100的50%。", "not supported"),
    ("The US lost two thirds of its 1990 share of world semiconductor output.", "supported"),
    ("日本没有向Rapidus所在的组织提供450亿日元支持的计划。", "contradicted"),
    # another time, what is hoped for
    ("中国希望大模型数量升至世界第一。", "not contradicted"),
    ("专家预测，到2030年中国大模型数量将超过美国。", "not contradicted"),
    ("ChatGPT could handle 1 billion requests a day next year.", "not contradicted"),
    ("去年，风乌还需要8块GPU才能运行。", "possible"),
    ("Last year, FengWu still needed eight GPUs.", "possible"),
    ("2021年黄河汛期从8月开始。", "not contradicted"),
    ("最初，IPCEI ME/CT只有10个成员国。", "not contradicted"),
    ("日本为另一家芯片研究组织提供了100亿日元支持。", "not contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_only_what_is_claimed_is_judged(verifier: Verifier, text: str, wanted: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert (found != wanted.removeprefix("not ")) if wanted.startswith("not ") else (found == wanted)


def test_the_report_says_why(store: Path) -> None:
    (claim,) = verify_text(store, "风乌需要100块GPU吗？").claims
    assert claim.verdict == "possible"
    assert claim.reason == "the text asks this, it does not claim it"
    (claim,) = verify_text(store, "风乌需要100块GPU吗？", lang="zh").claims
    assert claim.reason == "原文是在提问，并没有这样断言"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Could you check whether ChatGPT really uses more than 180 gigawatt-hours of electricity a year?", "supported"),
        ("A reader asks: is it true that an Impella heart pump stays in the body for two weeks at most?", "supported"),
        ("Is it true that ChatGPT handles about 20 million requests a day?", "contradicted"),
        ("有读者求证：ChatGPT每天处理的请求是不是约2000万个？", "contradicted"),
        ("ChatGPT每天处理2000万个请求，是真的吗？", "contradicted"),
        ("有人说ChatGPT每天处理约2亿个请求，请帮忙求证。", "supported"),
        # asked, not put up to be checked
        ("Does ChatGPT handle 20 million requests a day?", "possible"),
        ("ChatGPT每天处理的请求有2000万个吗？", "possible"),
    ],
)  # fmt: skip
def test_who_asks_whether_it_is_true_wants_it_judged(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict
