"""Questions with the number that answers them: one statement, judged as if it were told in one sentence."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    ("問：歐盟新批的IPCEI ME/CT項目一共有幾個成員國參加？答：十四個。", "supported"),
    ("問：歐盟新批的IPCEI ME/CT項目一共有幾個成員國參加？答：二十四個。", "contradicted"),
    ("问：IPCEI ME/CT有多少家企业参加？答：56家。", "supported"),
    ("问：IPCEI ME/CT有多少家企业参加？答：65家。", "contradicted"),
    ("Question: how many EU countries take part in IPCEI ME/CT? Answer: fourteen.", "supported"),
    ("Question: how many EU countries take part in IPCEI ME/CT? Answer: forty.", "contradicted"),
    ("Q: How many projects does IPCEI ME/CT comprise? A: 68.", "supported"),
    ("Q: How many projects does IPCEI ME/CT comprise? A: 86.", "contradicted"),
    ("Guess how many Guangdong-Hong Kong-Macao joint labs there are in Guangzhou. Ten!", "supported"),
    ("Guess how many Guangdong-Hong Kong-Macao joint labs there are in Guangzhou. Thirty!", "contradicted"),
    ("广州的粤港澳联合实验室有几家？十家。", "supported"),
    ("广州的粤港澳联合实验室有几家？二十家。", "contradicted"),
    ("How deep is the water where Haiji-2 stands? About 324 metres.", "supported"),
    ("How deep is the water where Haiji-2 stands? About 524 metres.", "contradicted"),
    ("海基二号的水深有多少？324米。", "supported"),
    ("海基二号的水深有多少？524米。", "contradicted"),
    ("问：Impella心脏泵在体内能停留多久？答：4到14天。", "supported"),
    ("问：Impella心脏泵在体内能停留多久？答：4到14个月。", "contradicted"),
    ("How long does an Impella pump stay in the body? Four to fourteen days.", "supported"),
    ("How long does an Impella pump stay in the body? Four to fourteen months.", "contradicted"),
    ("问：英特尔德国工厂投资多少？答：170亿欧元。", "supported"),
    ("问：英特尔德国工厂投资多少？答：70亿欧元。", "contradicted"),
    ("How much electricity does ChatGPT use a day? More than 500,000 kWh.", "supported"),
    ("How much electricity does ChatGPT use a day? About 50,000 kWh.", "contradicted"),
    (
        "Question: which chip manufacturing technology does Japan's ministry of economy want developed by 2028? Answer: 1.4 nanometres.",
        "supported",
    ),
    (
        "Question: which chip manufacturing technology does Japan's ministry of economy want developed by 2028? Answer: 14 nanometres.",
        "contradicted",
    ),
    ("猜猜广州有多少家生物医药上市企业？47家！", "supported"),
    ("猜猜广州有多少家生物医药上市企业？74家！", "contradicted"),
    ("问：GPT-4是什么时候发布的？答：2023年3月14日。", "supported"),
    ("问：GPT-4是什么时候发布的？答：2022年3月14日。", "contradicted"),
    ("When was GPT-4 released? March 14, 2023.", "supported"),
    ("When was GPT-4 released? March 14, 2022.", "contradicted"),
    (
        "How many states signed the joint declaration on processors and semiconductors in December 2020? 22.",
        "supported",
    ),
    (
        "How many states signed the joint declaration on processors and semiconductors in December 2020? 12.",
        "contradicted",
    ),
    ("问：有多少个国家参加IPCEI ME/CT？答：不清楚，我今年14岁。", "not_covered"),
    ("IPCEI ME/CT有多少企业参加？有人说是65家，我不信。", "not_covered"),
    ("How many GPUs does FengWu need? Nobody told us; 8 people asked.", "not_covered"),
    ("问：IPCEI ME/CT一年的预算是多少？答：65亿欧元。", "not_covered"),
    ("问：广州有多少家高新技术企业？答：一共2000家，全行业都算。", "not_covered"),
    ("How tall is Haiji-2? 324 metres.", "not_covered"),
    ("海基二号有多高？324米。", "not_covered"),
    ("How many people work at Intel's plant in Saxony-Anhalt? 17.", "not_covered"),
    ("问：Impella卖多少钱？答：49万元。", "not_covered"),
    ("问：Impella造成多少人死亡？答：49人。", "supported"),
    ("问：Impella造成多少人死亡？答：129人。", "contradicted"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_answer_is_told_of_what_is_asked(text: str, expected: str, verifier: Verifier) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert found.replace("possible", "not_covered") == expected, text


def test_the_question_stands_in_the_quote_as_it_was_asked(verifier: Verifier) -> None:
    text = "问：IPCEI ME/CT有多少家企业参加？答：56家。"
    (found,) = verifier.verdicts(text)
    assert found.passage.said == text.removeprefix("问：")
    assert text[found.figure.start : found.figure.end] == "56家"
