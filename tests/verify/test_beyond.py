"""What a sentence says beside its figure: of another place, another stage, a second thing, another measure, or by a bound."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # a place that the facts do not speak of
    ("In China, AI workloads will take 10 percent of data-centre electricity by 2025.", "not supported"),
    ("AI workloads will take 10 percent of data-centre electricity by 2025.", "supported"),
    ("In Europe alone, ChatGPT uses over 500,000 kWh a day.", "not supported"),
    ("In Berlin, the IPCEI ME/CT will create about 8,700 direct jobs.", "not supported"),
    ("In Europe, the IPCEI ME/CT will create about 8,700 direct jobs.", "supported"),
    ("仅在美国，ChatGPT每天就收到约2亿个请求。", "not supported"),
    ("在中国，Impella心脏泵已造成129人重伤。", "not supported"),
    ("在中国，10亿参数规模以上的大模型已发布79个。", "supported"),
    # what a count is narrowed to
    ("56家中小企业将承担IPCEI ME/CT的项目。", "not supported"),
    ("56家企业将承担IPCEI ME/CT的68个项目。", "supported"),
    # another thing of the sort, and what is expected of another year
    ("A separate European common-interest project, devoted to hydrogen, attracted 5.2 billion euros of public funds.", "not contradicted"),
    ("另一个欧洲共同利益重要项目（氢能）获得了52亿欧元公共资金。", "not contradicted"),
    ("IPCEI ME/CT获得了52亿欧元公共资金。", "contradicted"),
    ("到2030年，人工智能业务预计将占全球数据中心用电量的两成。", "not contradicted"),
    ("到2025年，人工智能业务预计将占全球数据中心用电量的两成。", "contradicted"),
    ("By 2035 the EU wants to make 30% of the world's chips.", "not contradicted"),
    ("By 2035 the EU wants to make 20% of the world's chips.", "contradicted"),
    # whom another leaves behind holds no place
    ("大模型数量这块儿，中国早就把美国甩后头了，妥妥的世界第一！", "contradicted"),
    ("大模型数量这块儿，美国早就把中国甩后头了，妥妥的世界第一！", "supported"),
    # a date of another stage
    ("The European Chips Act, approved in April 2023, entered into force in September.", "not supported"),
    ("The European Chips Act was approved in April 2023.", "supported"),
    ("国家网信办2023年4月公布的生成式人工智能管理办法，将于2023年8月15日起施行。", "not supported"),
    ("深算二号于2023年三季度发布，2024年1月量产。", "not supported"),
    ("深算二号于2023年三季度发布。", "supported"),
    ("The flood season of the Yellow River in 2023 lasted until the end of October.", "not supported"),
    # what is said of two things and known of one
    ("Nvidia's H100 and A100 both come off a 7 nm line.", "not supported"),
    ("Shensuan-1 and the A100 are both made on a 7 nm process.", "supported"),
    ("Shensuan-2, like Shensuan-1, is made on a 7 nm process.", "not supported"),
    ("Shensuan-1, like the A100, is made on a 7 nm process.", "supported"),
    ("海光“深算二号”用的也是7纳米工艺，跟“深算一号”一个样。", "not supported"),
    ("深算一号用的是7纳米工艺，跟A100一样。", "supported"),
    ("China, like the United States, has released 79 large models with at least a billion parameters.", "not supported"),
    ("Both the H100 and Shensuan-2 reach 80% of the A100's performance.", "not supported"),
    # the figure of another measure of the same two things
    ("深算二号的显存带宽相当于A100的八成。", "not supported"),
    ("深算二号的性能相当于A100的八成。", "supported"),
    ("深算一号的显存带宽相当于A100的一半。", "supported"),
    # a bound before the thing that so many times is of
    ("H100的综合算力不到A100的三倍。", "contradicted"),
    ("H100的综合算力连A100的三倍都没有。", "contradicted"),
    ("The H100 doesn't even reach three times the A100's overall compute.", "contradicted"),
    ("H100的综合算力不到A100的四倍。", "supported"),
    ("H100的综合算力超过A100的三倍。", "supported"),
    # not one: none
    ("Not one laboratory in Guangzhou has so far been recognised as a key lab of the NMPA.", "contradicted"),
    ("Not one EU member state signed the semiconductor declaration.", "contradicted"),
    ("Not one but two certificates were obtained by the EH216-S in 2023.", "supported"),
    # what is found too much is asked for no more
    ("Intel, embarrassed by the 6.8 billion euros first offered, is asking Berlin for less.", "contradicted"),
    ("英特尔主动提出把最初的68亿欧元补贴降下来。", "not supported"),
    ("德国觉得最初给英特尔的68亿欧元补贴太多，想往下砍。", "not contradicted"),
    ("英特尔嫌最初的68亿欧元补贴太少，正在要求更多。", "supported"),
    # which way a change goes
    ("马斯克认为，两年内AI会从缺电走向缺硅。", "contradicted"),
    ("马斯克说，两年内AI就会从缺芯片变成缺电力。", "supported"),
    ("Elon Musk expects the bottleneck for AI to move from electricity to silicon within two years.", "contradicted"),
    ("Musk expects AI to go from a shortage of silicon to a shortage of power within two years.", "supported"),
    # times without a number
    ("FengWu takes a good half hour to spit out its ten-day global forecast.", "contradicted"),
    ("FengWu takes an entire day to produce its ten-day global forecast.", "contradicted"),
    ("FengWu spends most of a day computing its ten-day forecast.", "not supported"),
    ("风乌算一次未来十天的全球预报，得等上半个钟头。", "contradicted"),
    ("风乌得跑上大半天，才能给出未来10天的全球预报。", "contradicted"),
    ("FengWu produces its ten-day global forecast in a mere half minute.", "supported"),
    ("The Yellow River commission's digital-twin blueprint, issued in 2022, charts a full decade of construction.", "not supported"),
    ("Over a full year ChatGPT gets through at least 180 gigawatt-hours of electricity.", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_a_sentence_says_beside_its_figure(verifier: Verifier, text: str, expected: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    if expected.startswith("not "):
        assert found != expected.removeprefix("not ")
    else:
        assert found == expected
