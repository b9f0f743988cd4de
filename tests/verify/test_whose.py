"""Whose people are told of is no part of what is measured; and the facts' own number, said plainly, agrees with about it."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Chinese chipmaker Hygon's Shensuan-1 and Nvidia's A100 are both made on a 7-nanometre process.", "supported"),
        ("中国芯片企业海光的深算一号采用7纳米工艺。", "supported"),
        ("American carmaker Tesla wants more than 160 stalls at its planned supercharging station in California.", "supported"),
        ("Beijing's municipal government on May 30, 2023 unveiled an action plan to turn the capital into a globally influential source of AI innovation.", "supported"),
        ("Fewer than one in ten of the stalls at the giant Supercharger site Tesla is planning in California will be pull-through bays.", "supported"),
        # who acts is another one
        ("继美国之后，德国监管部门也在2024年对Impella心脏泵发出了召回通知。", "possible"),
        # whose they are says which are counted
        ("IPCEI ME/CT的68个项目里，由德国企业承担的超过20个。", "possible"),
        ("More than 20 German companies take part in IPCEI ME/CT.", "possible"),
        ("The Chinese Communist Party's Politburo devoted a study session on the last day of February 2024 to new-energy technology.", "supported"),
        # of what sort a named thing is
        ("OpenAI released its GPT-4 language model in November 2022.", "contradicted"),
        ("海光的第二代产品“深算二号”是在2023年一季度发布的。", "contradicted"),
        ("The new 3D-printed titanium alloy from Sydney and RMIT uses two elements, oxygen and iron.", "supported"),
        ("广州目前共有47家半导体上市企业。", "possible"),
        ("广州目前共有47家生物医药上市企业。", "supported"),
        # an average that goes on in the next clause
        ("广州白云湖数字科技城落地了26宗重点招商项目，平均每宗投资10亿元左右，占地约36亩。", "possible"),
        ("Fewer than one in ten of the stalls at the site Tesla is planning in Nevada will be pull-through bays.", "possible"),
    ],
)  # fmt: skip
def test_whose_people_are_told_of(verifier: Verifier, text: str, verdict: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert found == verdict or {found, verdict} == {"possible", "not_covered"}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("ChatGPT handles 200 million requests a day.", "supported"),
        ("ChatGPT deals with something like 200 million requests every single day.", "supported"),
        ("ChatGPT一天要应付的请求，八九不离十有2亿。", "supported"),
        ("ChatGPT handles exactly 200 million requests a day.", "possible"),
        ("ChatGPT handles 210 million requests a day.", "possible"),
    ],
)
def test_the_facts_own_number_agrees_with_about_it(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("《数字孪生黄河建设规划（2022-2025）》发布于2022年。", "supported"),
        ("《数字孪生黄河建设规划（2022-2025）》发布于2022年，而非2021年。", "supported"),
        ("The Yellow River Conservancy Commission published its 2022-2025 plan for a digital twin of the river back in 2019.", "possible"),
        ("Tesla's giant new Supercharger station in California, with more than 160 stalls, has been up and running since 2022.", "possible"),
    ],
)  # fmt: skip
def test_a_year_of_which_no_fact_knows_leaves_the_claim_open(
    verifier: Verifier, text: str, verdict: str
) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert found == verdict or {found, verdict} <= {"possible", "contradicted"}
