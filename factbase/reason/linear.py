"""z3 as the judge of what narrowing cannot settle: exact linear real arithmetic with cores and optima."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Any

from factbase.quantity.interval import Interval
from factbase.reason.network import Component

__all__ = ["Solver", "ratio_bounds"]

RESOURCE_LIMIT = 20_000_000  # z3's own deterministic step count; a few seconds


class Solver:
    """One component under one reading, ready to be asked about subsets of its facts."""

    def __init__(self, component: Component, reading: str) -> None:
        import z3

        self._z3 = z3
        self._solver = z3.Solver()
        self._solver.set("rlimit", RESOURCE_LIMIT)
        self._switches = {n: z3.Bool(f"fact{n}") for n in range(len(component.facts))}
        self._number = {switch.get_id(): n for n, switch in self._switches.items()}
        x = [z3.Real(f"x{n}") for n in range(len(component.measures))]
        self._solver.add(x[0] == 1)
        if not component.is_signed:
            self._solver.add([v >= 0 for v in x])
        for link in component.links:
            terms = _link_terms(z3, x[link.a], x[link.b], component.interval(link, reading))
            if link.fact < 0:
                self._solver.add(terms)
                continue
            if link.b:
                terms.append(x[link.b] > 0)
            self._solver.add([z3.Implies(self._switches[link.fact], t) for t in terms])
        self._solver.add(_hyper_terms(z3, x, component))

    def core(self, facts: Collection[int]) -> frozenset[int] | None:
        """`None` if the facts can all hold, else some of them that cannot. Raises `TimeoutError` if z3 gives up."""
        answer = self._solver.check([self._switches[n] for n in sorted(facts)])
        if answer == self._z3.sat:
            return None
        if answer == self._z3.unsat:
            return frozenset(self._number[s.get_id()] for s in self._solver.unsat_core())
        raise TimeoutError(f"z3 gave up: {self._solver.reason_unknown()}")


def ratio_bounds(
    component: Component, reading: str, a: int, b: int, facts: Collection[int]
) -> Interval | None:
    """The tightest interval of a/b (a itself for b = 0), `None` where z3 gives up or a product stands in the way.

    A linear-fractional program made linear by fixing b to one and letting the unit node vary
    (A. Charnes and W. W. Cooper, 1962).
    """
    if any(h.form == "product" for h in component.hypers) or component.is_signed:
        return None
    low = _optimum(component, reading, a, b, facts, -1)
    high = _optimum(component, reading, a, b, facts, 1)
    if low is None or high is None:
        return None
    return Interval(low[0], high[0], low[1], high[1])


def _optimum(
    component: Component, reading: str, a: int, b: int, facts: Collection[int], sign: int
) -> tuple[Fraction | None, bool] | None:
    import z3

    solver = z3.Optimize()
    solver.set("rlimit", RESOURCE_LIMIT)
    x = [z3.Real(f"x{n}") for n in range(len(component.measures))]
    solver.add(*(v >= 0 for v in x), x[b] == 1, x[0] > 0)
    for link in component.links:
        if link.fact < 0 or link.fact in facts:
            solver.add(*_link_terms(z3, x[link.a], x[link.b], component.interval(link, reading)))
    solver.add(*_hyper_terms(z3, x, component))
    goal = solver.maximize(x[a]) if sign > 0 else solver.minimize(x[a])
    if solver.check() != z3.sat:
        return None
    infinite, value, epsilon = solver.upper_values(goal) if sign > 0 else solver.lower_values(goal)
    if str(infinite) != "0":
        return None, False
    return Fraction(str(value)), str(epsilon) != "0"


def _link_terms(z3: Any, a: Any, b: Any, allowed: Interval) -> list[Any]:
    terms: list[Any] = []
    low, high, low_open, high_open = allowed
    if low is not None:
        terms.append(a > _exact(z3, low) * b if low_open else a >= _exact(z3, low) * b)
    if high is not None:
        terms.append(a < _exact(z3, high) * b if high_open else a <= _exact(z3, high) * b)
    return terms


def _hyper_terms(z3: Any, x: Sequence[Any], component: Component) -> list[Any]:
    terms: list[Any] = []
    for hyper in component.hypers:
        parts = [x[p] for p in hyper.parts]
        if hyper.form == "sum":
            terms.append(x[hyper.out] == z3.Sum(parts) if hyper.closed else x[hyper.out] >= z3.Sum(parts))
        else:
            terms.append(x[hyper.out] == z3.Product(parts))
    return terms


def _exact(z3: Any, number: Fraction) -> Any:
    return z3.Q(number.numerator, number.denominator)
