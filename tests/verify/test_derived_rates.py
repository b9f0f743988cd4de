"""Rates in another period, averages of what is counted, what is left of a whole, and by how much one thing is ahead of another."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier
from tests.verify.score import plain
from tests.verify.test_verdicts import verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ChatGPT一个星期就要耗掉超过350万度电。", "supported"),
        ("ChatGPT一周的耗电量还不到100万千瓦时。", "contradicted"),
        ("In a 30-day month, ChatGPT uses over 15 million kWh.", "supported"),
        ("ChatGPT uses over 15 million kWh in a month of 30 days.", "supported"),
        ("一个月（按30天）算，美国家庭用电大概870度。", "supported"),
        ("美國家庭一年的用電量，大約一萬度出頭。", "supported"),
        ("美国家庭平均每个月用电约29千瓦时。", "contradicted"),
        ("The average US household uses about 2,000 kWh of electricity a week.", "contradicted"),
        # a known rate told of a year, whatever it then would be
        (
            "At its reported daily rate, ChatGPT would use more than 180 GWh of electricity in a year.",
            "supported",
        ),
        (
            "At its reported daily rate, ChatGPT would use more than 280 GWh of electricity in a year.",
            "contradicted",
        ),
        ("照这个速度，ChatGPT一年将用掉超过1.8亿千瓦时的电。", "supported"),
        ("ChatGPT would use more than 180 GWh of electricity in a year.", "not_covered"),
        # how long something lasts is no rate
        ("Impella只会在病人体内停留一个星期。", "not_covered"),
        ("清华团队的患者经过30天的康复训练。", "contradicted"),
    ],
)
def test_a_rate_holds_for_every_period(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("白云湖数字科技城落地的项目，单个项目平均投资约10亿元。", "supported"),
        ("白云湖数字科技城落地的项目，单个项目平均投资约1亿元。", "contradicted"),
        ("广州47家生物医药上市企业的平均市值不足10亿元。", "contradicted"),
        ("IPCEI ME/CT每创造一个直接就业岗位，要花掉约93万欧元公共资金。", "supported"),
        ("IPCEI ME/CT每新增一个直接就业岗位，公共资金要投入约9万欧元。", "contradicted"),
        ("IPCEI ME/CT每投入1欧元公共资金，预计只能带来约0.5欧元私人投资。", "contradicted"),
        ("“风乌”出一份全球预报，折算下来每一天的预报只花3秒左右。", "supported"),
        ("FengWu spends three seconds on each day of forecast.", "supported"),
        ("ChatGPT spends more than two watt-hours on an average request.", "supported"),
        ("ChatGPT spends about 9 watt-hours on a typical request.", "not_covered"),
        (
            "Every public euro going into IPCEI ME/CT is expected to draw about 1.7 euros of private investment.",
            "supported",
        ),
        (
            "Every public euro going into IPCEI ME/CT is expected to draw about 2.5 euros of private investment.",
            "contradicted",
        ),
        (
            "For each euro of public money in IPCEI ME/CT, about 1.7 euros of additional private investment is expected to follow.",
            "supported",
        ),
        ("IPCEI ME/CT的1欧元公共资金，预计能撬动约1.7欧元私人投资。", "not_covered"),
    ],
)
def test_an_average_is_one_of_what_the_words_count(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the 129 people seriously injured by Impella heart pumps, only 49 survived.", "contradicted"),
        ("Of the 129 people seriously injured by Impella heart pumps, 80 survived.", "supported"),
        ("Impella心脏泵的129名重伤者中，只有49人幸存。", "contradicted"),
        ("Impella心脏泵致129人重伤，扣掉死者还剩80人。", "supported"),
        ("Eighty of the people seriously injured by Impella pumps are not among the dead.", "supported"),
        ("广州的粤港澳联合实验室中，生物医药领域的占了四成，另外六家属于其他领域。", "supported"),
        ("廣州的粵港澳聯合實驗室有10家，除去生物醫藥領域的4家，剩下3家。", "contradicted"),
        ("Four of Guangzhou's joint laboratories are in biomedicine, the other six are not.", "supported"),
        ("Four of Guangzhou's joint laboratories are in biomedicine, the other nine are not.", "contradicted"),
        # another six may be only some of the rest
        ("广州的粤港澳联合实验室中，4家是生物医药领域的，另外两家是人工智能领域的。", "not_covered"),
        # the facts that a share is made of account for the places that they name
        ("Fewer than one in ten of the stalls at the Supercharger Tesla plans in California will be pull-through.", "supported"),
        ("Fewer than one in ten of the stalls at the Supercharger Tesla plans in Texas will be pull-through.", "not_covered"),
    ],
)  # fmt: skip
def test_what_is_left_is_the_whole_without_the_part(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深算一号的互联速率落后A100七成。", "supported"),
        ("做GPU运算，西部的成本比东部高出一倍。", "contradicted"),
        ("做GPU运算，东部的成本比西部高一倍。", "supported"),
        ("In overall computing power the H100 beats the A100 by 220 percent.", "supported"),
        # eighty percent of it is not eighty percent above it
        ("Hygon's Shensuan-2 outperforms Nvidia's A100 by about 80 percent.", "contradicted"),
    ],
)
def test_ahead_by_a_share_is_so_much_more(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国发布的十亿参数以上大模型，到2023年年中离八十个只差一个了。", "supported"),
        ("中国10亿參數規模以上的大模型，離一百個只差三個。", "contradicted"),
        ("中国10亿参数规模以上的大模型，还差一个就到80个。", "supported"),
        ("China had released one short of 80 large models with over a billion parameters.", "supported"),
        (
            "China had released three short of 100 large models with over a billion parameters.",
            "contradicted",
        ),
        ("Guangzhou is three listed biomedical companies short of 50.", "supported"),
        ("广州的生物医药上市企业比50家少3家。", "supported"),
        ("Guangzhou's listed biomedical companies total 47.", "supported"),
        # what something needs is no number that it is short of
        ("EHang's EH216-S is still one certificate short of the three it needs.", "contradicted"),
    ],
)
def test_a_number_is_told_by_what_is_missing(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Biomedicine accounts for most of Guangzhou's joint laboratories with Hong Kong and Macao.", "contradicted"),
        ("在广州的粤港澳联合实验室，一大半都是搞生物医药的。", "contradicted"),
        ("在穗粤港澳联合实验室里，只有少数属于生物医药领域。", "supported"),
        ("A minority of Guangzhou's biomedical companies are listed.", "supported"),
        ("广州的生物医药企业大多数没有上市。", "supported"),
        ("Most of the stalls at Tesla's planned California Supercharger will not be pull-through.", "supported"),
        ("Most of those labs in Guangzhou, six out of ten joint labs, work on something other than biomedicine.", "supported"),
        ("特斯拉加州超充站的充电桩有一半左右是直通式的。", "contradicted"),
        ("特斯拉加州的超充站，直通式充电桩的占比将不到一成。", "supported"),
        ("被Impella心脏泵重伤的患者里，死亡的超过三分之一，但还不到四成。", "supported"),
        ("被Impella心脏泵重伤的患者里，死亡的超过三分之一，但还不到两成。", "contradicted"),
        # of a stated sum the clause tells which part is meant, and one in every five is a share
        ("按81亿欧元公共资金加137亿欧元预期私人投资计算，IPCEI ME/CT的总盘子约为218亿欧元，其中公共资金占比约37%。", "supported"),
        ("按81亿欧元公共资金加137亿欧元预期私人投资计算，IPCEI ME/CT的总盘子约为218亿欧元，其中公共资金占比约63%。", "contradicted"),
        ("Europe's plan is to make one in every five of the world's semiconductors by 2030.", "supported"),
        # shares that no facts make, and people who only look on
        ("Most of the private investment in IPCEI ME/CT comes from Germany.", "not_covered"),
        ("多数分析师认为，GPT-5需要60万亿到100万亿tokens的训练数据。", "supported"),
        ("广州的上市企业占全国的一成。", "not_covered"),
    ],
)  # fmt: skip
def test_most_and_few_are_shares(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phase one of the China Spallation Neutron Source has averaged more than 200 user experiments a year.", "supported"),
        ("CSNS Phase I completed an average of at least 500 user experiments per year.", "contradicted"),
        # what another thing, which is not named, is worth is not shared out among the projects of this one
        (
            "The projects that have landed in Guangzhou's Baiyun Lake Digital Technology City are worth about one billion yuan each on average.",
            "not_covered",
        ),
        ("中国散裂中子源一期平均每年完成的用户实验课题不到100项。", "contradicted"),
        ("散裂中子源一期平均每年完成约290项用户实验课题。", "not_covered"),
        ("A single ChatGPT request costs roughly 2.5 watt-hours of electricity.", "supported"),
        ("用户向ChatGPT发起一次请求，平均耗电大约在2.5瓦时左右。", "supported"),
        ("On average, a single ChatGPT request takes about 25 watt-hours of electricity.", "contradicted"),
        ("For every euro of public money, IPCEI ME/CT is expected to bring in about 1.7 euros from private investors.", "supported"),
        ("An American household uses about 29 kilowatt-hours of electricity a day, or roughly 10,600 a year.", "supported"),
        ("FengWu needs a single GPU to turn out a ten-day global forecast in 30 seconds.", "supported"),
        ("FengWu turns out a forecast day every three seconds.", "supported"),
        ("The FengWu weather model needs one GPU and turns out a forecast day every three seconds.", "supported"),
        ("FengWu turns out a forecast day every three minutes.", "not_covered"),
        ("FengWu makes one day of forecast every three seconds.", "not_covered"),
    ],
)  # fmt: skip
def test_a_single_one_is_the_average(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IPCEI ME/CT预期的私人投资与公共资金之差为56亿欧元。", "supported"),
        ("IPCEI ME/CT预期的私人投资与公共资金相差20亿欧元。", "contradicted"),
        ("The gap between private investment and public funding in IPCEI ME/CT is 5.6 billion euros.", "supported"),
        ("Private investment in IPCEI ME/CT is expected to exceed public funding by 10 billion euros.", "contradicted"),
        ("IPCEI ME/CT's projects outnumber its companies by 12.", "supported"),
        ("IPCEI ME/CT's projects outnumber its companies by 30.", "contradicted"),
        ("Shensuan-2 still trails the A100 by about 20 percent.", "supported"),
        ("Shensuan-2 trails the A100 by about half.", "contradicted"),
        ("Huawei trails Nvidia by 20 percent.", "not_covered"),
        ("美国在全球半导体产量中的份额，2023年只有1990年的三分之一左右。", "supported"),
        ("2023年美国半导体产量的全球占比，仍保持在1990年水平的一半以上。", "contradicted"),
        ("把公共资金和私人投资全算上，IPCEI ME/CT的总盘子约为218亿欧元。", "supported"),
        ("把公共资金和私人投资全算上，IPCEI ME/CT的总规模约为300亿欧元。", "contradicted"),
        # what is short of a need is no difference of two figures
        ("GPT-5 may fall short of training data by 50 trillion tokens.", "contradicted"),
    ],
)  # fmt: skip
def test_a_gap_is_the_difference_of_both(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected
