"""What must not raise an alarm, and what must: the traps of the two documents and each check's own case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from factbase.errors import UnknownName
from factbase.quantity.interval import Interval, at_least, closed, point
from factbase.reason.assertion import Assertion
from factbase.reason.checks import run_checks
from factbase.reason.finding import Context, Finding
from factbase.reason.period import read_period
from factbase.reason.rules import NO_RULES, RuleBook, read_rules
from tests.reason.golden import CHIPS, ENERGY, RULES, YI, fact, half

COUNT: dict[str, Any] = {"dimension": "count", "unit": "count", "kind": "count", "document": "d", "item": "1"}
SHARE: dict[str, Any] = {"kind": "share", "relative_to": "world", "document": "d"}
QUIET = ("coverage", "single_source", "relayed", "explicit_value")


def checked(*facts: Assertion, rules: RuleBook = NO_RULES, **more: Any) -> list[Finding]:
    return [f for f in run_checks(Context(facts, rules, **more)) if f.check not in QUIET]


def names(*facts: Assertion, rules: RuleBook = NO_RULES, **more: Any) -> list[str]:
    return [f.check for f in checked(*facts, rules=rules, **more)]


def count(id: str, metric: str, value: int, **more: Any) -> Assertion:
    return fact(id, more.pop("subject", "x"), metric, value, **{**COUNT, **more})


SUBSETS = read_rules({"rule": [
    {"id": "dead", "kind": "subset", "part": "deaths", "whole": "injuries"},
    {"id": "bio", "kind": "subset", "part": {"metric": "labs", "scope": "bio"}, "whole": {"metric": "labs", "scope": ""}},
]})  # fmt: skip


def test_the_dead_are_inside_the_injured() -> None:
    assert names(count("a", "injuries", 129), count("b", "deaths", 49), rules=SUBSETS) == []
    assert names(count("a", "injuries", 129), count("b", "deaths", 490), rules=SUBSETS) == ["conflict"]


def test_thirteen_key_labs_are_no_part_of_ten_joint_labs() -> None:
    facts = (count("a", "labs", 10), count("b", "labs", 4, scope="bio"), count("c", "key_labs", 13))
    assert names(*facts, rules=SUBSETS) == []
    assert names(facts[0], count("b", "labs", 40, scope="bio"), rules=SUBSETS) == ["conflict"]


def test_one_share_of_two_sorts_of_chips_and_a_target_beside_today() -> None:
    lead = fact(
        "us30",
        "usa",
        "output",
        "0.2",
        None,
        half("0.2", "0.01"),
        scope="leading",
        world="forecast:r",
        **SHARE,
    )
    eu = fact("eu30", "eu", "output", "0.2", None, half("0.2", "0.01"), scope="all", world="plan:eu", **SHARE)
    now = fact("us23", "usa", "output", "0", point(0), scope="leading", **SHARE)
    old = fact(
        "us90",
        "usa",
        "output",
        "0.37",
        None,
        half("0.37", "0.01"),
        scope="all",
        period=read_period(1990, 1990),
        **SHARE,
    )
    new = fact(
        "us22",
        "usa",
        "output",
        "0.12",
        None,
        half("0.12", "0.01"),
        scope="all",
        period=read_period(2023, 2023),
        **SHARE,
    )
    assert names(lead, eu, now, old, new) == []


def test_digits_that_are_shared_by_unlike_things() -> None:
    euro: dict[str, Any] = {"dimension": "money:EUR", "unit": "EUR", "kind": "funding"}
    assert names(
        count("p", "projects", 68), fact("s", "intel", "subsidies", 68 * YI, **euro), count("m", "members", 14),
        count("n", "signatories", 22), fact("f", "ipcei", "public", 81 * YI, **euro), fact("c", "act", "public", 430 * YI, **euro),
        fact("o", "w", "output_length", 10, dimension="time"), fact("l", "w", "lead_time", 10, at_least(10), dimension="time"),
        *CHIPS, *ENERGY, rules=RULES,
    ) == ["no_slack"]  # fmt: skip


def test_a_headline_rounds_but_does_not_invent() -> None:
    usd: dict[str, Any] = {
        "dimension": "money:USD",
        "unit": "USD",
        "kind": "funding",
        "document": "d",
        "item": "1",
    }
    body = fact("b", "x", "public", 301 * 10**6, None, half(301 * 10**6, 10**6), **usd)
    head = fact("h", "x", "public", 3 * YI, None, half(3 * YI, YI), is_headline=True, **usd)
    assert names(head, body) == []
    wrong = fact("h", "x", "public", 4 * YI, None, half(4 * YI, YI), is_headline=True, **usd)
    assert names(wrong, body) == ["conflict", "headline"]


def test_rounding_alone_is_a_tension() -> None:
    one = fact(
        "a",
        "x",
        "length",
        240,
        point(240),
        closed(235, 245),
        closed(Fraction("239.5"), Fraction("240.5")),
        dimension="m",
    )
    two = fact(
        "b", "x", "length", 244, point(244), closed(Fraction("243.5"), Fraction("244.5")), dimension="m"
    )
    (found,) = checked(one, two)
    assert (found.check, found.severity, found.fact_ids) == ("tension", "warning", ("a", "b"))


def test_plans_and_targets_of_one_world_conflict_forecasts_of_two_speakers_do_not() -> None:
    plan = {"world": "plan:x"}
    assert names(count("a", "jobs", 10, **plan), count("b", "jobs", 20, **plan)) == ["conflict"]
    assert names(count("a", "jobs", 10, world="forecast:p"), count("b", "jobs", 20, world="forecast:q")) == [
        "forecasts"
    ]
    assert names(count("a", "jobs", 10, world="forecast:p"), count("b", "jobs", 10, world="forecast:q")) == []
    assert names(count("a", "jobs", 10), count("b", "jobs", 20, **plan)) == []


def test_periods_that_do_not_overlap_are_two_measures() -> None:
    early, late = read_period(2019, 2019), read_period(2023, 2023)
    quarter = read_period("2023-07", "2023-09")
    assert names(count("a", "jobs", 10, period=early), count("b", "jobs", 20, period=late)) == []
    assert names(count("a", "jobs", 10, period=quarter), count("b", "jobs", 20, period=late)) == ["conflict"]
    flows = {"natures": {"jobs": "flow"}}
    assert names(count("a", "jobs", 10, period=quarter), count("b", "jobs", 20, period=late), **flows) == []
    assert (
        names(
            count("a", "jobs", 20), count("b", "jobs", 20, period=late), count("c", "jobs", 10, period=early)
        )
        == []
    )


def test_unlike_units_never_meet() -> None:
    one = fact("a", "x", "price", 10, dimension="money:EUR", unit="EUR", kind="money")
    two = fact("b", "x", "price", 70, dimension="money:CNY", unit="CNY", kind="money")
    assert names(one, two) == []
    twice = fact("r", "x", "price", 2, relative_to="y", kind="ratio")
    other = fact("c", "y", "price", 10, dimension="money:EUR", unit="EUR", kind="money")
    (found,) = checked(one, two, twice, other)
    assert found.fact_ids == ("r", "a", "c") or set(found.fact_ids) == {"a", "r", "c"}


def test_a_change_compares_two_periods_of_one_subject() -> None:
    then, now = read_period(2020, 2020), read_period(2023, 2023)
    facts = (count("a", "users", 100, period=then), count("b", "users", 300, period=now))
    change = fact("c", "x", "users", 3, kind="ratio", period=now, relative_period=then)
    assert names(*facts, change) == []
    (found,) = checked(
        *facts, change._replace(value=Fraction(4), face=point(4), rounded=point(4), widest=point(4))
    )
    assert set(found.fact_ids) == {"a", "b", "c"}


def test_products_and_sums_reach_across_metrics() -> None:
    rules = read_rules({"rule": [
        {"id": "energy", "kind": "product", "product": "energy", "factors": ["per_request", "requests"]},
        {"id": "all", "kind": "sum", "total": "budget", "parts": ["public", "private"]},
    ]})  # fmt: skip
    facts = [
        count("e", "energy", 500, dimension="W"),
        count("r", "requests", 200),
        count("p", "per_request", 3, dimension="J"),
    ]
    (found,) = checked(*facts, rules=rules)
    assert (found.check, set(found.fact_ids), found.proof.rules) == ("conflict", {"e", "r", "p"}, ("energy",))
    parts = [count("b", "budget", 218), count("u", "public", 81), count("v", "private", 137)]
    assert names(*parts, rules=rules) == []
    assert names(*parts[:2], count("v", "private", 173), rules=rules) == ["conflict"]


def test_lists_dates_ranks_and_words() -> None:
    assert names(count("a", "makers", 3, members=("p", "q"))) == ["counted_list"]
    assert names(count("a", "makers", 3, members=("p", "q", "q"), face=at_least(2), closed=False)) == [
        "counted_list"
    ]
    lists = (count("a", "makers", 2, members=("p", "q")), count("b", "makers", 2, members=("p", "r")))
    assert names(*lists) == ["list_members"]
    day: dict[str, Any] = {"kind": "date", "dimension": "date"}
    out = fact("a", "x", "release", period=read_period("2023-03-14", "2023-03-14"), **day)
    assert names(out, fact("b", "x", "release", period=read_period("2023-03", "2023-03"), **day)) == []
    assert names(out, fact("b", "x", "release", period=read_period("2022", "2022"), **day)) == [
        "date_conflict"
    ]
    order = read_rules({"rule": [{"id": "o", "kind": "order", "sequence": ["approval", "release"]}]})
    late = fact("b", "x", "approval", period=read_period("2024", "2024"), **day)
    assert names(out, late, rules=order) == ["date_order"]
    first: dict[str, Any] = {
        "kind": "rank",
        "dimension": "rank",
        "unit": "rank",
        "scope": "world",
        "document": "d",
        "item": "1",
    }
    assert names(fact("a", "x", "size", 1, **first), fact("b", "y", "size", 1, **first)) == ["rank_clash"]
    assert names(fact("a", "x", "size", 1, **first), fact("b", "x", "size", 2, **first)) == ["conflict"]
    proud = fact("a", "h", "power", 1, quote="最强竞争对手", **first)
    modest = fact("b", "h", "power", None, at_least(1), quote="竞争对手之一", **first)
    assert names(proud, modest) == ["superlative"]
    tier = fact("a", "g", "tier", 1, quote="跻身全国第一梯队", **first)
    assert names(tier, fact("b", "g", "value", 4, quote="位居全国第四", **first)) == ["place"]
    batch = count("a", "batches", 1, quote="某个批次的问题")
    assert names(batch, count("b", "devices", 66_000, quote="66000多件")) == ["batch"]


class Day(NamedTuple):
    day: date
    factor: Fraction


class Rates:
    """A yen rate that rises by one a day."""

    def rate(self, source: str, target: str, day: date) -> Day | None:
        return Day(day, Fraction(100 + day.day))

    def days(self, source: str, target: str, first: date, last: date) -> Sequence[Day]:
        assert (source, target) == ("USD", "JPY")
        return [
            Day(d, Fraction(100 + d.day))
            for n in range((last - first).days + 1)
            if (d := first + timedelta(n)).month == 2
        ]


@pytest.mark.parametrize(("yen", "severity", "tail"), [
    (11_000, "info", "agrees on 2024-02-10"), (11_050, "warning", "no single day agrees, though the range does"),
    (15_000, "warning", "no day agrees"),
])  # fmt: skip
def test_two_currencies_against_the_rates_of_the_window(yen: int, severity: str, tail: str) -> None:
    common: dict[str, Any] = {"kind": "funding", "document": "d", "item": "1", "date": "2024-02-12"}
    one = fact("a", "x", "grant", yen, dimension="money:JPY", unit="JPY", span=(0, 5), **common)
    two = fact("b", "x", "grant", 100, dimension="money:USD", unit="USD", span=(6, 9), **common)
    (found,) = checked(two, one, rates=Rates())
    assert (found.check, found.severity) == ("currencies", severity)
    assert found.message.endswith(tail)


def test_zero_is_a_number_and_a_divisor_is_not_zero() -> None:
    zero = fact("z", "x", "m", 0, point(0), dimension="count")
    assert names(zero, fact("r", "y", "m", 2, relative_to="z", kind="ratio")) == []
    (found,) = checked(zero, fact("r", "y", "m", 2, relative_to="x", kind="ratio"))
    assert set(found.fact_ids) == {"z", "r"}
    assert names(zero, fact("p", "x", "m", None, Interval(Fraction(0), None, True), dimension="count")) == [
        "conflict"
    ]


def test_temperatures_may_be_negative() -> None:
    cold: dict[str, Any] = {"dimension": "temperature", "unit": "degC"}
    assert names(fact("a", "x", "t", -5, closed(-6, -4), **cold), fact("b", "x", "t", -5, **cold)) == []
    (found,) = checked(fact("a", "x", "t", -5, closed(-6, -4), **cold), fact("b", "x", "t", 5, **cold))
    assert set(found.fact_ids) == {"a", "b"}
    assert found.proof.conclusion is not None
    assert found.proof.conclusion.kind == "combine"


def test_rules_that_contradict_themselves_are_told_without_a_fact() -> None:
    rules = read_rules({"rule": [
        {"id": "a", "kind": "identity", "left": "m", "right": "n", "factor": 2},
        {"id": "b", "kind": "identity", "left": "n", "right": "m", "factor": 2},
        {"id": "c", "kind": "definition", "measure": "m", "value": 3},
    ]})  # fmt: skip
    assert names(count("x", "m", 3), rules=rules) == ["conflict"]


def test_coverage_and_sources_are_gathered() -> None:
    facts = (
        count("a", "m", 1, outlet="p"),
        count("b", "n", 2, outlet="p"),
        count("c", "n", 2, outlet="p", document="e"),
    )
    found = {f.check: f for f in run_checks(Context(facts))}
    assert found["coverage"].fact_ids == ("a",)
    assert found["single_source"].fact_ids == ("a", "b", "c")
    assert found["relayed"].fact_ids == ("b", "c")


def test_an_unknown_check_is_a_usage_error() -> None:
    with pytest.raises(UnknownName):
        run_checks(Context(()), ["nonsense"])
