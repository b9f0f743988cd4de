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
        ("Hygon's Shensuan-2 outperforms Nvidia's A100 by about 80 percent.", "not_covered"),
    ],
)
def test_ahead_by_a_share_is_so_much_more(verifier: Verifier, text: str, expected: str) -> None:
    assert plain(verdict(verifier, text)) == expected
