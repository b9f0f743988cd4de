"""Random small networks: ratios, absolute figures, shares, sums and orders among few measures."""

from __future__ import annotations

import random
from fractions import Fraction

from factbase.quantity.interval import Interval
from factbase.reason.assertion import Assertion
from factbase.reason.rules import NO_RULES, RuleBook, read_rules

SUMS = read_rules({"rule": [
    {"id": "sum", "kind": "sum", "total": "total", "parts": ["part_a", "part_b"]},
    {"id": "loose", "kind": "sum", "total": "whole", "parts": ["total", "rest"], "closed": False},
    {"id": "less", "kind": "at_most", "left": "part_a", "right": "rest"},
]})  # fmt: skip
METRICS = ("total", "part_a", "part_b", "rest", "whole")


def random_interval(rng: random.Random, center: Fraction) -> tuple[Interval, Interval]:
    """A face and a widest reading around a center, of every shape the hedge policy makes."""
    shape = rng.randrange(6)
    slack = Fraction(rng.choice([0, 1, 5, 10]), 100)
    if shape == 0:
        return Interval(center, center), Interval(center * (1 - slack), center * (1 + slack))
    if shape == 1:
        strict = rng.random() < 0.5
        return (Interval(center, None, strict),) * 2
    if shape == 2:
        return (Interval(Fraction(0), center, False, rng.random() < 0.5),) * 2
    if shape == 3:
        return (Interval(center, center * Fraction(6, 5), True, True),) * 2
    if shape == 4:
        face = Interval(center * Fraction(9, 10), center * Fraction(11, 10))
        return face, Interval(center * Fraction(8, 10), center * Fraction(12, 10))
    return Interval(center, center), Interval(center, center)


def random_facts(
    rng: random.Random, sums: bool = False, count: int = 0, truth: dict[str, Fraction] | None = None
) -> list[Assertion]:
    """Facts about up to five entities; most fit one hidden `truth`, some do not, so that about half conflict."""
    names = [f"e{n}" for n in range(rng.randint(2, 5))]
    real = {n: Fraction(rng.randint(1, 12)) for n in names}
    if truth is not None:
        truth.update(real)
    facts = []
    for number in range(count or rng.randint(2, 7)):
        a, b = rng.sample(names, 2)
        metric = rng.choice(METRICS) if sums else "m"
        ratio = rng.random() < 0.6
        center = real[a] / real[b] if ratio else real[a]
        if rng.random() < 0.3 and truth is None:
            center *= Fraction(rng.choice([1, 2, 3, 9, 11]), rng.choice([10, 2, 3]))
        face, widest = random_interval(rng, center)
        while truth is not None and center not in face:
            face, widest = random_interval(rng, center)
        facts.append(Assertion(f"f{number}", "ratio" if ratio else "count", a, metric, face, widest, widest, center,
                               relative_to=b if ratio else "", dimension="1" if ratio else "count"))  # fmt: skip
    return facts


def rules_for(sums: bool) -> RuleBook:
    return SUMS if sums else NO_RULES
