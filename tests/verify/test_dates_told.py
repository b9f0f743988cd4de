"""Dates of things that a sentence tells rather than names, of terms, and of first days."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # The words of an event's name stand apart.
    ("The FDA recalled the Impella pumps in March 2024.", "supported"),
    ("The FDA recalled Impella in February 2024.", "contradicted"),
    ("Beijing published its AGI measures on 30 May 2023.", "supported"),
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
