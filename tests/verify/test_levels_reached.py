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
