"""Planted errors: one number of the curated facts is changed, and `check` must name it wherever other facts can tell.

`python -m tests.reason.planted` prints the table of what is and is not detectable, and why.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

from factbase.quantity.interval import Interval
from factbase.reason.assertion import Assertion, currency_of
from factbase.reason.checks import run_checks
from factbase.reason.finding import Context
from factbase.reason.knowledge import Knowledge
from factbase.reason.linear import Solver
from factbase.reason.measure import bases
from factbase.reason.network import build, groups
from factbase.service.assertions import StoreFacts, load_knowledge
from factbase.service.initialize import initialize
from factbase.store.connection import open_store
from factbase.store.rates import RateTable

NUMERIC = ("conflict", "tension", "currencies", "headline", "counted_list")


class Planted(NamedTuple):
    """One change of one fact: what was done, and the facts as they then stand."""

    change: str
    fact: Assertion
    changed: Assertion
    facts: tuple[Assertion, ...]


class Result(NamedTuple):
    """Whether the change can be told from other facts, whether it was, by which check, and why not."""

    detectable: bool
    detected: bool
    by: str
    why: str


@cache
def base() -> tuple[tuple[Assertion, ...], Knowledge, RateTable]:
    """The curated facts, with rules and rates, from a store made of the seeds."""
    path = Path(tempfile.mkdtemp()) / "planted.duckdb"
    initialize(path)
    connection = open_store(path)
    knowledge = load_knowledge(connection)
    assert isinstance(knowledge.source, StoreFacts)
    return tuple(knowledge.source.everything()), knowledge, RateTable(connection)


def times(fact: Assertion, factor: Fraction) -> Assertion:
    def scaled(interval: Interval) -> Interval:
        return interval.scale(factor)

    value = None if fact.value is None else fact.value * factor
    return fact._replace(
        value=value, face=scaled(fact.face), rounded=scaled(fact.rounded), widest=scaled(fact.widest)
    )


def swap(fact: Assertion, other: Assertion) -> Assertion:
    return fact._replace(value=other.value, face=other.face, rounded=other.rounded, widest=other.widest)


def plantings() -> Iterator[Planted]:
    """Every change of every fact that has a number."""
    facts, _, _ = base()
    for place, fact in enumerate(facts):
        if fact.is_date or fact.value in (None, 0):
            continue
        for change, changed in _changes(fact, facts):
            swapped = next((f for f in facts if change == "swapped pair" and _pairs(f, fact)), None)
            made = [changed if n == place else f for n, f in enumerate(facts)]
            if swapped is not None:
                made[facts.index(swapped)] = swap(swapped, fact)
            yield Planted(change, fact, changed, tuple(made))


def _changes(fact: Assertion, facts: tuple[Assertion, ...]) -> Iterator[tuple[str, Assertion]]:
    yield "×10", times(fact, Fraction(10))
    if fact.kind != "rank" and not fact.is_ratio and fact.face.low is not None and fact.face.low >= 10**4:
        large = fact.face.low >= 10**8
        yield ("亿→万", times(fact, Fraction(1, 10**4))) if large else ("万→亿", times(fact, Fraction(10**4)))
    if fact.dimension == "1":
        yield "percent", times(fact, Fraction(1, 100))
    if currency_of(fact.dimension):
        other = "USD" if currency_of(fact.dimension) == "EUR" else "EUR"
        yield "currency", fact._replace(dimension=fact.dimension[:-3] + other, unit=other)
    if fact.unit not in ("1", "count", "rank") and not currency_of(fact.dimension):
        yield "unit", times(fact, Fraction(1000))
    partner = next((f for f in facts if _pairs(f, fact)), None)
    if partner is not None:
        yield "swapped pair", swap(fact, partner)


def _pairs(one: Assertion, two: Assertion) -> bool:
    """Whether the two figures could change places: one item, one dimension, one sort, other numbers."""
    same = (one.document, one.item, one.dimension, one.is_ratio, one.kind) == (
        two.document, two.item, two.dimension, two.is_ratio, two.kind,
    )  # fmt: skip
    return same and one.id != two.id and one.value not in (None, 0, two.value)


def judge(planted: Planted) -> Result:
    """Detectable: z3 alone finds the changed component infeasible, or the other currency or the headline tells."""
    _, knowledge, rates = base()
    detectable = _infeasible(planted, knowledge) or _told_otherwise(planted)
    context = Context(planted.facts, knowledge.rules, knowledge.natures, rates)
    before = {(f.id, f.severity) for f in run_checks(_clean(), NUMERIC)}
    found = [
        f
        for f in run_checks(context, NUMERIC)
        if planted.fact.id in f.fact_ids and f.severity != "info" and (f.id, f.severity) not in before
    ]
    by = ", ".join(sorted({f.check for f in found}))
    return Result(detectable, bool(found), by, "" if found else _why(planted, knowledge))


@cache
def _clean() -> Context:
    facts, knowledge, rates = base()
    return Context(facts, knowledge.rules, knowledge.natures, rates)


def _infeasible(planted: Planted, knowledge: Knowledge) -> bool:
    for group in groups(planted.facts, knowledge.rules):
        if planted.changed in group:
            for component in build(group, knowledge.rules, knowledge.natures):
                if Solver(component, "widest").core(range(len(component.facts))) is not None:
                    return True
    return False


def _told_otherwise(planted: Planted) -> bool:
    """Whether something beside the network tells: a list of other length, a second currency, a headline."""
    changed = planted.changed
    if changed.members and Fraction(len(changed.members)) not in changed.widest:
        return True
    twins = [f for f in planted.facts if f.id != changed.id and bases(f) == bases(changed) and not f.is_ratio]
    for twin in twins:
        two = (
            currency_of(twin.dimension) and twin.dimension != changed.dimension and twin.item == changed.item
        )
        if two and twin.date == changed.date and len(twin.date) == 10 and _rate_tells(changed, twin):
            return True
        if twin.dimension == changed.dimension and (twin.is_headline or changed.is_headline):
            head, body = (twin, changed) if twin.is_headline else (changed, twin)
            if head.rounded & body.face is None:
                return True
    return False


def _rate_tells(one: Assertion, two: Assertion) -> bool:
    """Whether no rate within a tenth of that day's makes the two sums one."""
    _, _, rates = base()
    day = date.fromisoformat(one.date)
    rate = rates.rate(currency_of(two.dimension), currency_of(one.dimension), day)
    if rate is None:
        return False
    near = Interval(rate.factor * Fraction(99, 100), rate.factor * Fraction(101, 100))
    return two.rounded * near & one.rounded is None


def _why(planted: Planted, knowledge: Knowledge) -> str:
    for group in groups(planted.facts, knowledge.rules):
        if planted.changed not in group:
            continue
        for component in build(group, knowledge.rules, knowledge.natures):
            if planted.changed in component.facts:
                if len(component.facts) == 1:
                    return "no other fact constrains it"
                return "what the others leave open includes the changed number"
    return "it becomes another measure"


def main() -> None:
    """Print the table."""
    print("| fact | change | detected by | or why not |\n|---|---|---|---|")
    tally: Counter[str] = Counter()
    for planted in plantings():
        result = judge(planted)
        tally["detectable" if result.detectable else "not detectable"] += 1
        tally["detected"] += result.detected
        mark = "" if result.detected == result.detectable else " (!)"
        name = f"{planted.fact.subject}.{planted.fact.metric}"
        print(f"| {name} | {planted.change} | {result.by or '–'}{mark} | {result.why} |")
    print(f"\n{dict(tally)}; facts changed: {len({p.fact.id for p in plantings()})}")


if __name__ == "__main__":
    main()
