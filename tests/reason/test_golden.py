from fractions import Fraction

import pytest

from factbase.quantity.interval import Interval, closed, point
from factbase.reason.compare import compare, ladder
from factbase.reason.knowledge import FactList, Knowledge
from factbase.reason.replay import replay
from tests.reason.golden import CHIPS, DAY, ENERGY, RULES


@pytest.fixture
def chips() -> Knowledge:
    return Knowledge(FactList(CHIPS), RULES)


def test_two_chips_that_nobody_compared(chips: Knowledge) -> None:
    found = compare(chips, "shensuan-2", "nvidia-h100")
    assert len(found.comparisons) == 1
    ratio = found.comparisons[0].ratio
    assert ratio.value == Fraction(1, 4)
    assert ratio.face == point(Fraction(1, 4))
    assert ratio.widest == closed(Fraction(795, 3250), Fraction(805, 3150))
    assert ratio.rules == ("compute-is-performance",)
    assert set(ratio.proof.fact_ids) == {"s2a", "h100"}
    assert found.comparisons[0].inverse.value == 4
    assert replay(ratio.proof, {f.id: f for f in CHIPS}, RULES).ok


def test_the_first_chip_is_forced_to_forty_percent(chips: Knowledge) -> None:
    ratio = compare(chips, "shensuan-1", "nvidia-a100", "overall_performance").comparisons[0].ratio
    assert (ratio.value, ratio.face, ratio.widest) == (
        Fraction(2, 5),
        point(Fraction(2, 5)),
        closed(Fraction(2, 5), Fraction(4025, 10000)),
    )


def test_memory_is_not_performance(chips: Knowledge) -> None:
    memory = compare(chips, "shensuan-1", "nvidia-a100", "memory_bandwidth").comparisons
    assert [c.ratio.value for c in memory] == [Fraction(1, 2)]
    assert memory[0].ratio.proof.fact_ids == ("mem",)


def test_the_household_caps_chatgpt() -> None:
    energy = Knowledge(FactList(ENERGY))
    rung = next(
        r
        for r in ladder(energy, "electricity", around=["chatgpt"]).rungs
        if r.measure.base.subject == "chatgpt"
    )
    assert rung.relative_to is not None
    from factbase.reason.derive import derive

    found = next(d for d in derive(energy, "chatgpt", "electricity") if d.relative_to is None)
    assert found.face == Interval(500_000 * DAY, 531_000 * DAY, True, True)
    assert found.widest.high == 548_100 * DAY
    assert replay(found.proof).ok


def test_nothing_in_common_is_said(chips: Knowledge) -> None:
    found = compare(chips, "nvidia-h100", "nobody")
    assert not found.comparisons
    assert "no fact about nobody" in found.why


def test_a_comparison_that_was_made_leads_over_a_quotient_of_two_figures() -> None:
    from factbase.quantity.interval import point
    from factbase.reason.assertion import Assertion
    from factbase.reason.compare import compare
    from factbase.reason.knowledge import FactList, Knowledge

    def figure(name: str, subject: str, value: int) -> Assertion:
        exact = point(value)
        return Assertion(
            name, "measure", subject, "base_clock", exact, exact, exact, exact.low, dimension="frequency"
        )

    stated = point(3)
    facts = [
        figure("a", "one", 100),
        figure("b", "two", 50),
        Assertion(
            "c", "performance_ratio", "one", "speed", stated, stated, stated, stated.low, relative_to="two"
        ),
    ]
    found = compare(Knowledge(FactList(facts)), "one", "two")
    assert [c.metric for c in found.comparisons] == ["speed", "base_clock"]
