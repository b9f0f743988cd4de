"""The facts of the two documents that the golden cases rest on, written as the service would hand them over."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from factbase.quantity.interval import Interval, at_least, closed, more_than, point
from factbase.reason.assertion import Assertion
from factbase.reason.rules import RuleBook, read_rules

WAN, YI = 10**4, 10**8


def fact(id: str, subject: str, metric: str, value: Any = None, face: Interval | None = None,
         widest: Interval | None = None, rounded: Interval | None = None, kind: str = "measure", **more: Any) -> Assertion:  # fmt: skip
    exact = None if value is None else Fraction(value)
    face = face or point(exact if exact is not None else 0)
    widest = widest or face
    return Assertion(id, kind, subject, metric, face, rounded or widest, widest, exact, **more)


def half(value: Any, step: Any) -> Interval:
    return closed(Fraction(value) - Fraction(step) / 2, Fraction(value) + Fraction(step) / 2)


CHIPS = (
    fact("s1a", "shensuan-1", "overall_performance", "0.4", at_least(Fraction("0.4")), relative_to="nvidia-a100",
         kind="performance_ratio", hedge="at_least", document="kjsl-2024-04", item="1.2.4", outlet="通信世界网",
         quote="总体性能达到英伟达 A100 的 40% 以上"),
    fact("s21", "shensuan-2", "overall_performance", 2, at_least(2), relative_to="shensuan-1", kind="performance_ratio",
         hedge="at_least", document="kjsl-2024-04", item="1.2.4", outlet="通信世界网", quote="性能相对于“深算一号”提升 100% 以上"),
    fact("s2a", "shensuan-2", "overall_performance", "0.8", None, half("0.8", "0.01"), relative_to="nvidia-a100",
         kind="performance_ratio", document="kjsl-2024-04", item="1.2.4", outlet="通信世界网", quote="性能达到 A100 的 80%"),
    fact("h100", "nvidia-h100", "overall_compute", "3.2", None, half("3.2", "0.1"), relative_to="nvidia-a100",
         kind="performance_ratio", document="kjsl-2024-04", item="1.2.2", outlet="科技铭程", quote="H100 的综合算力是 A100 的 3.2 倍"),
    fact("mem", "shensuan-1", "memory_bandwidth", "0.5", None, half("0.5", "0.01"), relative_to="nvidia-a100",
         kind="performance_ratio", document="kjsl-2024-04", item="1.2.4", quote="相当于 A100 的 50%"),
)  # fmt: skip

DAY = Fraction(1000 * 3600, 86400)  # W in one kWh/day
PER_DAY = Fraction(1, 86400)
POWER = {"dimension": "power", "unit": "kWh/day", "scale": DAY, "kind": "power"}

ENERGY = (
    fact("gpt", "chatgpt", "electricity", 50 * WAN * DAY, more_than(50 * WAN * DAY), hedge="more_than", outlet="证券时报",
         document="kjsl-2024-04", quote="ChatGPT每天要消耗超过50万千瓦时电力", **POWER),
    fact("home", "us-household", "electricity", 29 * DAY, half(29 * DAY, DAY), closed(Fraction("27.55") * DAY, Fraction("30.45") * DAY),
         hedge="about", outlet="证券时报", document="kjsl-2024-04", quote="美国家庭平均每天使用约29千瓦时电力", **POWER),
    fact("times", "chatgpt", "electricity", 17000, Interval(Fraction(17000), Fraction(18000), True, True), hedge="odd",
         relative_to="us-household", kind="ratio", outlet="证券时报", document="kjsl-2024-04", quote="家庭用电量的1.7万多倍"),
    fact("req", "chatgpt", "requests", 2 * YI * PER_DAY, half(2 * YI * PER_DAY, YI * PER_DAY), dimension="count/time",
         unit="count/day", scale=PER_DAY, hedge="about", kind="rate", document="kjsl-2024-04", quote="响应用户约2亿个请求"),
)  # fmt: skip

RULES: RuleBook = read_rules(
    {
        "rule": [
            {
                "id": "compute-is-performance",
                "kind": "stands_for",
                "metrics": ["overall_compute", "overall_performance"],
            }
        ]
    }
)
