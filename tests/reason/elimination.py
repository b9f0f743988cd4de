"""A second solver, sharing nothing with the first: exact Fourier–Motzkin elimination over the same components."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from factbase.reason.network import Component

Row = tuple[tuple[Fraction, ...], bool]  # sum(factor * x) + last >= 0, strictly if true


def rows_of(component: Component, reading: str, facts: Collection[int] | None = None) -> list[Row]:
    size = len(component.measures)
    rows: list[Row] = []

    def put(terms: dict[int, Fraction], strict: bool) -> None:
        row = [Fraction(0)] * size
        for var, factor in terms.items():
            row[(var - 1) % size] += factor  # the unit node, 0, becomes the last column
        rows.append((tuple(row), strict))

    for var in range(1, size):
        put({var: Fraction(1)}, False)
    for link in component.links:
        if link.fact >= 0 and facts is not None and link.fact not in facts:
            continue
        held = component.interval(link, reading)
        if held.low is not None:
            put({link.a: Fraction(1), link.b: -held.low}, held.low_open)
        if held.high is not None:
            put({link.a: Fraction(-1), link.b: held.high}, held.high_open)
        if link.b and link.fact >= 0:
            put({link.b: Fraction(1)}, True)
    for hyper in component.hypers:
        assert hyper.form == "sum"
        for sign in (1, -1) if hyper.closed else (1,):
            terms = {hyper.out: Fraction(sign)}
            for part in hyper.parts:
                terms[part] = terms.get(part, Fraction(0)) - sign
            put(terms, False)
    return rows


def feasible(rows: list[Row]) -> bool:
    """Whether some point satisfies every row."""
    live = set(rows)
    left = set(range(len(rows[0][0]) - 1))
    while left:
        var = min(left, key=lambda v: sum(r[0][v] < 0 for r in live) * sum(r[0][v] > 0 for r in live))
        left.discard(var)
        above = [r for r in live if r[0][var] < 0]
        below = [r for r in live if r[0][var] > 0]
        live = {r for r in live if r[0][var] == 0}
        for up, strict_up in above:
            for down, strict_down in below:
                x, y = down[var], -up[var]
                made = tuple(x * u + y * d for u, d in zip(up, down, strict=True))
                scale = max((abs(v) for v in made), default=Fraction(0)) or Fraction(1)
                live.add((tuple(v / scale for v in made), strict_up or strict_down))
    return all(r[-1] > 0 or (r[-1] == 0 and not strict) for r, strict in live)
