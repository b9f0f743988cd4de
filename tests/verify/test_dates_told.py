"""Dates of things that a sentence tells rather than names, of terms, and of first days."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # The words of an event's name stand apart.
    ("The FDA recalled the Impella pumps in March 2024.", "supported"),
    ("The FDA recalled Impella in February 2024.", "contradicted"),
    ("Beijing published its AGI measures on 30 May 2023.", "supported"),
    # A date before an event's name, or of a rank, dates no other figure.
    ("The faults behind the March 2024 Impella recall were found in dozens of batches.", "contradicted"),
    ("美国食药监局2024年3月对Impella心脏泵发出的是三级召回，有隐患的产品总共只有六千多件。", "contradicted"),
    (
        "In March 2024 the FDA put a Class I recall on Impella heart pumps, with over 66,000 units at risk.",
        "supported",
    ),
    # A date without its year stands where the fact's stood.
    ("中国散裂中子源二期3月30日在东莞动工。", "supported"),
    ("散裂中子源二期工程于4月30日启动。", "contradicted"),
    # A term of years is its own cue, and "until" speaks of its end.
    ("数字孪生黄河建设规划覆盖2021年至2025年。", "contradicted"),
    ("The digital twin Yellow River plan covers 2022 to 2025.", "supported"),
    # The first day that is possible is another claim than the day.
    ("IPCEI ME/CT的首批新产品最早2025年上市。", "supported"),
    ("IPCEI ME/CT的首批新产品最早2023年就能上市。", "contradicted"),
    # Before a year is over by its first day; by a year, by its last.
    ("GPT-4 was released before 2023.", "contradicted"),
    ("GPT-4 came out before 2024.", "supported"),
    (
        "Smart stones covered eight control works on the lower Yellow River before the 2023 flood season.",
        "supported",
    ),
    ("GPT-4 was released by the end of 2022.", "contradicted"),
    # A term is told by its first year or its last.
    ("黄河水利委员会2022年发布的数字孪生黄河建设规划，管到2035年。", "contradicted"),
    ("数字孪生黄河建设规划管到2025年为止。", "supported"),
    ("The digital twin Yellow River plan starts in 2020.", "contradicted"),
    ("北京人工智能创新策源地实施方案从2023年开始实施。", "supported"),
    ("北京那份建设人工智能创新策源地的实施方案，管的是2026到2030年这一段。", "contradicted"),
    # Two terms of like names: the very years tell which.
    (
        "按照黄河水利委员会的规划，具备预报、预警、预演、预案四项功能的数字孪生黄河，要在2021年至2025年的“十四五”期间加快构建。",
        "supported",
    ),
    # Days that have a name, or are counted from the end of a month.
    (
        "It was on Leap Day 2024 that China's Politburo held its study session on new energy technology.",
        "supported",
    ),
    ("中央政治局那次新能源集体学习是在2024年元旦。", "contradicted"),
    ("Beijing published its AGI measures on the last day of May 2023.", "contradicted"),
    ("散裂中子源二期于2024年3月倒数第二天启动。", "supported"),
    # A winter begins in December, and is no stated range.
    (
        "The first Important Project of Common European Interest was cleared in the winter of 2018.",
        "supported",
    ),
    # What has happened has, whatever another clause says of what is to come.
    (
        "Work on the second phase of the China Spallation Neutron Source, which is to bring its neutron spectrometers to 20, got under way in "
        "Dongguan on 30 March 2024.",
        "supported",
    ),
    # The thing that a verb has for its object, and a date at the end of it all.
    ("黄河水利委员会早在2019年就发布了数字孪生黄河建设规划（2022-2025）。", "contradicted"),
    (
        "The European Commission cleared its first Important Project of Common European Interest, a microelectronics scheme, in December 2020.",
        "contradicted",
    ),
    # How early something came is a claim of its own, whatever other date is right.
    (
        "The Yellow River Conservancy Commission published its 2022-2025 plan for a digital twin of the river back in 2019.",
        "possible",
    ),
    ("早在1990年，全球逾三分之一的半导体出自美国。", "supported"),
    ("我记得GPT-4是2022年秋天放出来的。", "contradicted"),
    # A word for a date says what the number behind it is.
    ("The target year of Japan's chip research group for 1.4 nm technology is 2032.", "contradicted"),
    (
        "Japan's chip research organization is to develop 1.4 nm technology by its target year, 2028.",
        "supported",
    ),
    # The name inside another name has a date of its own.
    ("The AI Plus academicians' forum was held in April 2024.", "contradicted"),
]


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_a_date_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict


UNLISTED = [
    # A word at the head of a sentence is no member of a list.
    ("Fourteen countries take part in the IPCEI ME/CT.", "supported"),
    ("Among artificial hearts, the Impella is the smallest.", "supported"),
    # Companies stand in a list of institutions.
    ("FengWu was jointly released by six institutions, and Huawei was one of them.", "contradicted"),
    ("The EH216-S still has no airworthiness certificate.", "contradicted"),
    # A rank in one region says nothing of a wider one.
    ("Liuhua is the world's first deep-water oilfield.", "not_covered"),
]


@pytest.mark.parametrize(("text", "verdict"), UNLISTED)
def test_a_member_or_a_rank_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict


IN_WORDS = [
    # The day in words.
    ("GPT-4 was released by OpenAI on the fourteenth of March 2023.", "supported"),
    ("GPT-4 was released by OpenAI on the fourteenth of May 2023.", "contradicted"),
    ("OpenAI released GPT-4 on the 14th day of March 2023.", "supported"),
    ("OpenAI released GPT-4 on the twenty-fourth of March 2023.", "contradicted"),
    ("CSNS phase II got under way on the thirtieth of March, 2024.", "supported"),
    ("CSNS phase II got under way on the thirteenth of March, 2024.", "contradicted"),
    ("The joint declaration on European processors was signed on the seventeenth of December 2020.", "contradicted"),
    # What is got out of the door is released.
    ("Hygon got Shensuan-2 out the door in the third quarter of 2023.", "supported"),
    ("Hygon only got Shensuan-2 out the door in the first quarter of 2024.", "contradicted"),
    ("OpenAI put GPT-4 out in March 2022.", "contradicted"),
    # The day named before.
    ("北京市于2023年5月底同日推出的人工智能政策文件，少说也有两份。", "supported"),
    # How long a plan lasts.
    (
        "The Yellow River commission's digital-twin blueprint, issued in 2022, charts a full decade of construction.",
        "contradicted",
    ),
    (
        "The Yellow River commission's digital-twin blueprint, issued in 2022, charts four years of construction.",
        "supported",
    ),
    ("数字孪生黄河建设规划是一份十年规划。", "contradicted"),
    # Another thing's day.
    ("GPT-5 will be released on the fourteenth of March 2027.", "not_covered"),
    ("OpenAI put its browser out in March 2022.", "not_covered"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), IN_WORDS)
def test_a_date_in_words_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    said = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert ("not_covered" if said == "possible" else said) == verdict
