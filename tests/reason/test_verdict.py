from fractions import Fraction

import pytest

from factbase.quantity.interval import Interval, at_least, closed, more_than, point
from factbase.reason.assertion import NOT_ACTUAL, UNMARKED, Assertion
from factbase.reason.knowledge import FactList, Knowledge
from factbase.reason.period import read_period
from factbase.reason.replay import replay
from factbase.reason.verdict import judge
from tests.reason.golden import CHIPS, DAY, ENERGY, POWER, RULES, fact, half

ALL = Knowledge(FactList(CHIPS + ENERGY), RULES)


def ratio(subject: str, other: str, value: str, face: Interval | None = None, widest: Interval | None = None,
          hedge: str = "exact", metric: str = "overall_performance") -> Assertion:  # fmt: skip
    return fact(
        "c", subject, metric, value, face, widest, relative_to=other, kind="performance_ratio", hedge=hedge
    )


def power(
    kwh: int, face: Interval | None = None, widest: Interval | None = None, hedge: str = "exact"
) -> Assertion:
    scaled = [None if i is None else i.scale(DAY) for i in (face, widest)]
    rounded = scaled[0] if hedge == "order_of_magnitude" else None
    return fact("c", "chatgpt", "electricity", kwh * DAY, scaled[0], scaled[1], rounded, hedge=hedge, **POWER)


CASES = [
    (
        ratio("nvidia-h100", "nvidia-a100", "3.2", None, half("3.2", "0.1"), metric="overall_compute"),
        "supported",
        "inside",
    ),
    (ratio("nvidia-h100", "nvidia-a100", "3.2", None, half("3.2", "0.1")), "supported", "inside"),
    (ratio("nvidia-h100", "nvidia-a100", "5", None, half(5, 1)), "contradicted", "rejected"),
    (ratio("nvidia-a100", "nvidia-h100", "3.2", None, half("3.2", "0.1")), "contradicted", "rejected"),
    (ratio("shensuan-2", "nvidia-h100", "0.25", None, half("0.25", "0.01")), "supported", "inside"),
    (
        ratio(
            "shensuan-2", "nvidia-h100", "0.3", None, closed(Fraction("0.285"), Fraction("0.315")), "about"
        ),
        "contradicted",
        "rejected",
    ),
    (
        ratio("shensuan-1", "nvidia-a100", "0.4", at_least(Fraction("0.4")), hedge="at_least"),
        "supported",
        "inside",
    ),
    (ratio("shensuan-1", "nvidia-a100", "0.5", None, half("0.5", "0.01")), "contradicted", "rejected"),
    (
        ratio("shensuan-1", "nvidia-a100", "0.5", None, half("0.5", "0.01"), metric="memory_bandwidth"),
        "supported",
        "inside",
    ),
    (
        ratio("shensuan-1", "nvidia-a100", "0.5", None, half("0.5", "0.01"), metric="fp32"),
        "not_covered",
        "unknown",
    ),
    (ratio("nvidia-a800", "nvidia-a100", "0.7", None, half("0.7", "0.1")), "not_covered", "unknown"),
    (ratio("shensuan-2", "nvidia-a100", "1", more_than(1), hedge="more_than"), "contradicted", "rejected"),
    (power(500_000, more_than(500_000), hedge="more_than"), "supported", "inside"),
    (power(600_000, None, half(600_000, 10_000)), "contradicted", "rejected"),
    (power(520_000, None, half(520_000, 10_000)), "possible", "open"),
    (power(500_000, closed(475_000, 525_000), closed(475_000, 525_000), "about"), "supported", "nominal"),
    # tens and hundreds of thousands: the decade more keeps from contradicting and supports nothing
    (power(0, closed(10_000, 100_000), closed(10_000, 10**6), "order_of_magnitude"), "possible", "rounding"),
    (power(0, closed(100_000, 10**6), closed(100_000, 10**7), "order_of_magnitude"), "supported", "inside"),
    (power(5_000_000_000, None, half(5_000_000_000, 10**8)), "contradicted", "rejected"),
]


@pytest.mark.parametrize(("claim", "verdict", "why"), CASES)
def test_table_of_verdicts(claim: Assertion, verdict: str, why: str) -> None:
    found = judge(claim, ALL)
    assert (found.verdict, found.why) == (verdict, why), found
    if found.proof.steps:
        assert replay(found.proof, {f.id: f for f in CHIPS + ENERGY}, RULES).ok


def shares() -> Knowledge:
    us = {"kind": "share", "dimension": "1"}
    return Knowledge(FactList([
        fact("s90", "usa", "chip_share", "0.37", None, half("0.37", "0.01"), period=read_period(1990, 1990), **us),
        fact("s23", "usa", "chip_share", "0.12", None, half("0.12", "0.01"), period=read_period(2023, 2023), **us),
        fact("s30", "usa", "chip_share", "0.2", None, half("0.2", "0.01"), period=read_period(2030, 2030),
             world="target:usa", scope="leading-edge", **us),
    ]))  # fmt: skip


def share(value: str, **more: object) -> Assertion:
    return fact("c", "usa", "chip_share", value, None, half(value, "0.01"), kind="share", **more)  # type: ignore[arg-type]


def test_worlds_and_periods_of_a_claim() -> None:
    assert judge(share("0.12"), shares()).verdict == "supported"
    assert judge(share("0.37"), shares()).verdict == "possible", "true of another year"
    assert judge(share("0.5"), shares()).verdict == "contradicted"
    assert judge(share("0.12", period=read_period(1990, 1990)), shares()).verdict == "contradicted"
    assert judge(share("0.12", period=read_period(2019, 2019)), shares()).verdict == "not_covered"
    assert judge(share("0.2", scope="leading-edge", world=UNMARKED), shares()).verdict == "supported"
    assert judge(share("0.2", scope="leading-edge", world=NOT_ACTUAL), shares()).verdict == "supported"
    assert judge(share("0.2", scope="leading-edge", world="actual"), shares()).verdict == "not_covered"
    fell = share("0.25", period=read_period(2023, 2023), relative_period=read_period(1990, 1990))
    assert judge(fell, shares()).verdict == "contradicted"
    fell = fact("c", "usa", "chip_share", "0.3243", None, closed(Fraction("0.31"), Fraction("0.34")), kind="ratio",
                period=read_period(2023, 2023), relative_period=read_period(1990, 1990))  # fmt: skip
    assert judge(fell, shares()).verdict == "supported"


def test_a_dated_claim_meets_no_undated_fact() -> None:
    claim = CASES[0][0]._replace(period=read_period(2022, 2022))
    assert judge(claim, ALL).verdict == "not_covered"


@pytest.mark.parametrize(
    ("when", "fits", "wrong"),
    [
        (("2023-06", "2023-06"), "supported", "contradicted"),
        (("2023-06-12", "2023-06-12"), "supported", "contradicted"),
        (("2023-05", "2023-08"), "supported", "contradicted"),
        (("2023", "2023"), "supported", "possible"),
        (("2023-07", "2023-07"), "not_covered", "not_covered"),
        (("2022", "2022"), "not_covered", "not_covered"),
        ((None, "2023-06"), "not_covered", "not_covered"),
    ],
)
def test_a_dated_claim_meets_what_is_told_as_of_its_days(
    when: tuple[str | None, str], fits: str, wrong: str
) -> None:
    told = fact("a", "x", "m", 79, None, point(79), dimension="count")._replace(
        told=read_period("2023-06", "2023-06")
    )
    known, period = Knowledge(FactList([told])), read_period(*when)
    for value, verdict in ((79, fits), (300, wrong)):
        claim = fact("c", "x", "m", value, None, point(value), dimension="count", period=period)
        assert judge(claim, known).verdict == verdict


def test_disputed_facts_contradict_only_what_all_reject() -> None:
    rivals = Knowledge(FactList([
        fact("a", "x", "m", 10, None, half(10, 1), dimension="count"), fact("b", "x", "m", 20, None, half(20, 1), dimension="count")
    ]))  # fmt: skip
    assert judge(fact("c", "x", "m", 10, None, half(10, 1), dimension="count"), rivals).why == "disputed"
    assert (
        judge(fact("c", "x", "m", 15, None, half(15, 1), dimension="count"), rivals).verdict == "contradicted"
    )


def test_rounding_is_a_tension_unless_strict() -> None:
    known = Knowledge(
        FactList(
            [
                fact(
                    "a",
                    "x",
                    "m",
                    240,
                    point(240),
                    closed(235, 245),
                    closed("239.5", "240.5") if False else closed(Fraction("239.5"), Fraction("240.5")),
                    dimension="m",
                )
            ]
        )
    )
    claim = fact(
        "c",
        "x",
        "m",
        244,
        point(244),
        closed(Fraction("243.5"), Fraction("244.5")),
        closed(Fraction("243.5"), Fraction("244.5")),
        dimension="m",
    )
    assert (judge(claim, known).verdict, judge(claim, known).why) == ("possible", "rounding")
    assert judge(claim, known, strict=True).verdict == "contradicted"
    assert judge(claim._replace(value=Fraction(244)), known).fact_ids == ("a",)


def test_dates_and_members() -> None:
    base = Knowledge(FactList([
        fact("d", "gpt-4", "release", period=read_period("2023-03-14", "2023-03-14"), kind="date"),
        fact("l", "vendors", "verified_by", 2, members=("baidu", "alibaba"), dimension="count", kind="count", closed=False),
    ]))  # fmt: skip
    assert (
        judge(
            fact("c", "gpt-4", "release", period=read_period("2023-03", "2023-03"), kind="date"), base
        ).verdict
        == "supported"
    )
    assert (
        judge(fact("c", "gpt-4", "release", period=read_period("2022", "2022"), kind="date"), base).verdict
        == "contradicted"
    )
    assert (
        judge(fact("c", "vendors", "verified_by", members=("baidu",), kind="count"), base).verdict
        == "supported"
    )
    assert (
        judge(fact("c", "vendors", "verified_by", members=("tencent",), kind="count"), base).verdict
        == "possible"
    )
