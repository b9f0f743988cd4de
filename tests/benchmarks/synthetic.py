"""A synthetic fact base: components of five facts about five entities, one in a hundred with a planted conflict."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from factbase.quantity.interval import Interval
from factbase.reason.assertion import Assertion

SCALE = Fraction(10) ** 9


def synthetic_facts(
    components: int, seed: int = 7, conflicts: float = 0.01, start: int = 0
) -> Iterator[Assertion]:
    """Five facts a component: two absolute figures, a chain of two ratios, and one that closes a triangle.

    Every tenth fact has a one-sided or a hedged reading. The order is that of the components.
    """
    rng = random.Random(seed)
    for number in range(start, start + components):
        names = [f"e{number}-{n}" for n in range(3)]
        true = [Fraction(rng.randint(10, 999)) for _ in range(3)]
        planted = rng.random() < conflicts
        yield _absolute(f"{number}a", names[0], true[0] * SCALE, rng)
        yield _absolute(f"{number}b", names[2], true[2] * SCALE, rng)
        yield _ratio(f"{number}c", names[0], names[1], true[0] / true[1], rng)
        yield _ratio(f"{number}d", names[1], names[2], true[1] / true[2], rng)
        yield _ratio(f"{number}e", names[0], names[2], true[0] / true[2] * (10 if planted else 1), rng)


def _around(value: Fraction, rng: random.Random) -> tuple[Interval, Interval, str]:
    if rng.random() < 0.1:
        low = Interval(value * Fraction(9, 10), None)
        return low, low, "at_least"
    face = Interval(value * Fraction(99, 100), value * Fraction(101, 100))
    return face, Interval(value * Fraction(95, 100), value * Fraction(105, 100)), "about"


def _absolute(fact_id: str, subject: str, value: Fraction, rng: random.Random) -> Assertion:
    face, widest, hedge = _around(value, rng)
    return Assertion(fact_id, "money", subject, "revenue", face, face, widest, value, dimension="money:EUR",
                     unit="EUR", hedge=hedge, document="synthetic", outlet="synthetic")  # fmt: skip


def _ratio(fact_id: str, subject: str, other: str, value: Fraction, rng: random.Random) -> Assertion:
    face, widest, hedge = _around(value, rng)
    return Assertion(fact_id, "ratio", subject, "revenue", face, face, widest, value, relative_to=other, hedge=hedge,
                     document="synthetic", outlet="synthetic")  # fmt: skip
