"""What an expression's node is worth: intervals with a unit, where they came from, and their arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from factbase.quantity.interval import Interval
from factbase.quantity.units import Vector
from factbase.reason.measure import Measure
from factbase.reason.proof import Step

__all__ = ["Amount", "combined", "plain", "powers"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in base units: nominal (`None` without one), `face` and `widest`.

    `vector` holds the powers of the base dimensions. `terms` are the measures it adds up, `whole` the measure that a
    share is a part of, `day` the ISO day whose rate converts it. `unit` and `scale` are how a lone measure is shown.
    """

    value: Fraction | None
    face: Interval
    widest: Interval
    vector: Vector = ()
    terms: tuple[Measure, ...] = ()
    whole: Measure | None = None
    worlds: frozenset[str] = frozenset()
    day: str = ""
    unit: str = ""
    scale: Fraction = Fraction(1)
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()


def powers(a: Vector, b: Vector, sign: int) -> Vector:
    """The vector of a product (`sign` 1) or quotient (-1)."""
    made = dict(a)
    for base, n in b:
        made[base] = made.get(base, 0) + sign * n
    return tuple(sorted((base, n) for base, n in made.items() if n))


def plain(vector: Vector) -> Vector:
    """The vector without counts: 2.5 Wh per request is an energy."""
    return tuple((base, n) for base, n in vector if base != "count")


def combined(operator: str, a: Interval, b: Interval) -> Interval:
    """The interval of `a operator b`. Raises `ZeroDivisionError` if a divisor may be zero."""
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    return a * b if operator == "*" else a / b
