"""The story of a proof, word for word, in both languages."""

from __future__ import annotations

from fractions import Fraction

from factbase.phrase import ENGLISH
from factbase.quantity.interval import Interval, closed, point
from factbase.reason.checks import run_checks
from factbase.reason.compare import compare
from factbase.reason.finding import Context
from factbase.reason.knowledge import FactList, Knowledge
from factbase.reason.rules import read_rules
from factbase.reason.tell import say_interval, say_number, tell
from factbase.reason.verdict import judge
from factbase.vocabulary.words import load_words
from tests.reason.golden import CHIPS, RULES, fact, half

LABELS = {
    "shensuan-1": "深算一号", "shensuan-2": "深算二号", "nvidia-a100": "A100", "nvidia-h100": "H100",
    "overall_performance": "总体性能", "overall_compute": "综合算力",
}  # fmt: skip


ENGLISH_WITH_CHINESE_NAMES = ENGLISH.naming(LABELS)
CHINESE = load_words("zh")


def test_a_ratio_that_crosses_a_rule() -> None:
    proof = compare(Knowledge(FactList(CHIPS), RULES), "shensuan-2", "nvidia-h100").comparisons[0].ratio.proof
    assert tell(proof) == (
        "1. overall_performance: shensuan-2 / nvidia-a100 = 80 %: “性能达到 A100 的 80%” (通信世界网) [s2a]",
        "2. rule “compute-is-performance”: overall_compute of nvidia-a100 = overall_performance of nvidia-a100",
        "3. so overall_performance of shensuan-2 / overall_compute of nvidia-a100 = 80 % (from 1, 2)",
        "4. overall_compute: nvidia-h100 / nvidia-a100 = 3.2: “H100 的综合算力是 A100 的 3.2 倍” (科技铭程) [h100]",
        "5. so overall_performance of shensuan-2 / overall_compute of nvidia-h100 = 25 % (from 3, 4)",
        "6. rule “compute-is-performance”: overall_compute of nvidia-h100 = overall_performance of nvidia-h100",
        "7. so overall_performance: shensuan-2 / nvidia-h100 = 25 % (from 5, 6)",
    )


def test_no_slack_in_chinese() -> None:
    (found,) = run_checks(Context(CHIPS, RULES, words=ENGLISH_WITH_CHINESE_NAMES), ["no_slack"])
    assert found.message == "总体性能: 深算一号 / A100 must be exactly 40 %: 3 facts leave no slack"
    assert tell(found.proof, CHINESE.naming(LABELS)) == (
        "1. 总体性能：深算一号 / A100 ≥ 40%：“总体性能达到英伟达 A100 的 40% 以上”（通信世界网） [s1a]",
        "2. 总体性能：深算二号 / A100 = 80%：“性能达到 A100 的 80%”（通信世界网） [s2a]",
        "3. 总体性能：深算二号 / 深算一号 ≥ 2：“性能相对于“深算一号”提升 100% 以上”（通信世界网） [s21]",
        "4. 故 总体性能：深算一号 / A100 ≤ 40%（由 2、3）",
        "5. 故 总体性能：深算一号 / A100 = 40%（由 1、4）",
        "若 总体性能：深算一号 / A100 高于 40.25%，结论即改变（现为 40%） [s1a]",
        "若 总体性能：深算二号 / A100 低于 80%，结论即改变（现为 80.5%） [s2a]",
        "若 总体性能：深算二号 / 深算一号 高于 2.0125，结论即改变（现为 2） [s21]",
    )


def test_a_conflict_and_how_far_it_is_from_flipping() -> None:
    low = half("0.7", "0.01")
    wrong = CHIPS[2]._replace(value=Fraction(7, 10), face=point(Fraction(7, 10)), rounded=low, widest=low)
    (found,) = run_checks(Context((CHIPS[0], CHIPS[1], wrong)), ["conflict"])
    assert found.message == (
        "3 facts cannot all hold: overall_performance: shensuan-2 / nvidia-a100 would be ≥ 80 % and also 69.5–70.5 %, "
        "13.4752 % apart (通信世界网)"
    )
    assert tell(found.proof)[4:] == (
        "5. contradiction: overall_performance: shensuan-2 / nvidia-a100 cannot be ≥ 80 % and also 69.5–70.5 % (from 3, 4)",
        "flips if overall_performance: shensuan-2 / shensuan-1 falls below 1.7625 (now 2) [s21]",
        "flips if overall_performance: shensuan-1 / nvidia-a100 falls below 35.25 % (now 40 %) [s1a]",
        "flips if overall_performance: shensuan-2 / nvidia-a100 rises above 80 % (now 70.5 %) [s2a]",
    )
    assert tell(found.proof, CHINESE)[4].startswith(
        "5. 矛盾：overall_performance：shensuan-2 / nvidia-a100，一方面 ≥ 80%，另一方面 69.5–70.5%"
    )


def test_a_supported_claim_says_when_it_would_not_be() -> None:
    claim = fact("c", "nvidia-h100", "overall_compute", 3, None, closed(Fraction("2.85"), Fraction("3.25")),
                 relative_to="nvidia-a100", kind="performance_ratio", hedge="about", quote="about three times")  # fmt: skip
    found = judge(claim, Knowledge(FactList(CHIPS), RULES))
    assert tell(found.proof) == (
        "1. overall_compute: nvidia-h100 / nvidia-a100 = 3.2: “H100 的综合算力是 A100 的 3.2 倍” (科技铭程) [h100]",
        "2. claim: overall_compute: nvidia-h100 / nvidia-a100 2.85–3.25: “about three times”",
        "3. = 3.2 lies inside 2.85–3.25 (from 1, 2)",
        "flips if overall_compute: nvidia-h100 / nvidia-a100 rises above 3.25 (now 3.2) [h100]",
        "flips if overall_compute: nvidia-h100 / nvidia-a100 falls below 2.85 (now 3.2) [h100]",
    )


def test_sums_are_told_with_their_rule() -> None:
    rules = read_rules(
        {"rule": [{"id": "all", "kind": "sum", "total": "budget", "parts": ["public", "private"]}]}
    )
    euro = {"dimension": "money:EUR", "unit": "EUR", "kind": "funding"}
    facts = [
        fact(m[:2], "ipcei", m, v, **euro) for m, v in (("budget", 218), ("public", 81), ("private", 173))
    ]
    (found,) = run_checks(Context(facts, rules), ["conflict"])
    assert (
        tell(found.proof)[-2:]
        == (
            "5. so private of ipcei ≤ 137 EUR, by the rule (from 1, 2, 3)",
            "6. contradiction: private of ipcei cannot be = 173 EUR and also ≤ 137 EUR (from 4, 5)",
        )
        or "contradiction" in tell(found.proof)[-1]
    )
    assert "rule “all”: budget of ipcei = public of ipcei + private of ipcei" in "\n".join(tell(found.proof))


def test_numbers_and_intervals() -> None:
    assert say_number(Fraction(21_800_000_000), words=CHINESE) == "218亿"
    assert say_number(Fraction(2, 3)) == "0.666667"
    assert say_number(Fraction(10**25)) == "1e+25"
    assert say_interval(Interval()) == "anything"
    assert say_interval(Interval(None, Fraction(3), False, True), "kWh", words=CHINESE) == "< 3 千瓦时"
    assert say_interval(Interval(Fraction(1), Fraction(2), True, True)) == "> 1 and < 2"
