"""Why a set of facts cannot hold, in steps that re-check: a cycle, a narrowing, or weights that cancel (Farkas 1902)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from factbase.quantity.interval import EVERYTHING, Interval
from factbase.reason.graph import Cycle, StepLimit, make_graph
from factbase.reason.narrow import narrow
from factbase.reason.network import Component
from factbase.reason.proof import Proof, Step
from factbase.reason.prove import Builder, prove_cycle, prove_narrowed

__all__ = ["prove_core", "weigh"]

Row = tuple[
    dict[int, Fraction], bool, tuple[int, str]
]  # sum(factor·x) ≥ 0, strictly if true; (step or -1, side or var)


def prove_core(
    component: Component, reading: str, facts: Collection[int], cycle: Cycle | None = None
) -> Proof:
    """A proof that the facts cannot all hold under the reading; they must be such a set, best a minimal one.

    `cycle` is that of the facts' ratio graph, where it is known already.
    """
    if cycle is not None:
        return prove_cycle(component, reading, cycle)
    held = frozenset(facts)
    if not component.is_signed:
        try:
            cycle = make_graph(component, reading, held).conflict()
        except StepLimit:
            cycle = None
        if cycle is not None:
            return prove_cycle(component, reading, cycle)
        narrowed = narrow(component, reading, held)
        if narrowed.empty is not None:
            return prove_narrowed(component, reading, narrowed, *narrowed.empty)
    return _combined(component, reading, held)


def _combined(component: Component, reading: str, facts: frozenset[int]) -> Proof:
    build = Builder(component, reading)
    rows: list[Row] = []
    for number, link in enumerate(component.links):
        if link.fact < 0 or link.fact in facts:
            n, held = build.link(number), component.interval(link, reading)
            if held.low is not None:
                rows.append((_row(link.a, link.b, held.low, 1), held.low_open, (n, "low")))
            if held.high is not None:
                rows.append((_row(link.a, link.b, held.high, -1), held.high_open, (n, "high")))
            if link.b and link.fact >= 0:
                above = build.add("positive", link.b, 0, Interval(Fraction(0), None, True), (n,))
                rows.append(({link.b: Fraction(1)}, True, (above, "low")))
    linear = all(h.form == "sum" for h in component.hypers)
    for number, hyper in enumerate(component.hypers if linear else ()):
        n = build.rule(number)
        for sign, side in ((1, "low"), (-1, "high")) if hyper.closed else ((1, "low"),):
            row = {hyper.out: Fraction(sign)}
            for part in hyper.parts:
                row[part] = row.get(part, Fraction(0)) - sign
            rows.append((row, False, (n, side)))
    if not component.is_signed:
        rows += [({v: Fraction(1)}, False, (0, build.name(v))) for v in range(1, len(component.measures))]
    weights = weigh(rows, len(component.measures)) if linear else None
    n, premises = len(build.steps) + 1, tuple(s.n for s in build.steps)
    if weights is None:
        build.steps.append(Step(n, "solver", premises=premises))
        return build.proof()
    used = tuple((source, side, w) for (_, _, (source, side)), w in zip(rows, weights, strict=True) if w)
    kept = tuple(dict.fromkeys(source for source, _, _ in used if source))
    build.steps.append(Step(n, "combine", interval=EVERYTHING, premises=kept, weights=used))
    return _renumbered(build.steps, kept)


def _row(a: int, b: int, end: Fraction, sign: int) -> dict[int, Fraction]:
    row = {a: Fraction(sign)}
    row[b] = row.get(b, Fraction(0)) - sign * end
    return row


def _renumbered(steps: Sequence[Step], kept: Sequence[int]) -> Proof:
    """The proof without the steps that the last one does not rest on."""
    needed = set(kept)
    for n in kept:
        needed.update(steps[n - 1].premises)
    places = {old: new for new, old in enumerate(sorted(needed), 1)}
    made = [
        replace(steps[old - 1], n=new, premises=tuple(places[p] for p in steps[old - 1].premises))
        for old, new in places.items()
    ]
    last = steps[-1]
    weights = tuple((places.get(n, 0), side, w) for n, side, w in last.weights)
    premises = tuple(places[n] for n in sorted(kept))
    made.append(replace(last, n=len(made) + 1, premises=premises, weights=weights))
    return Proof(tuple(made))


def weigh(rows: Sequence[Row], size: int) -> list[Fraction] | None:
    """Non-negative weights under which the rows cancel but for the unit node, whose factor becomes negative, or zero
    with a strict row among them. `None` if the rows can all hold.

    Exact simplex with Bland's rule (R. G. Bland, 1977): find y ≥ 0 with Aᵀy = 0 and either −(constant) or the strict
    weights normalised to one.
    """
    for strict in (False, True):
        target = [[row.get(v, Fraction(0)) for row, _, _ in rows] for v in range(1, size)]
        constants = [row.get(0, Fraction(0)) for row, _, _ in rows]
        if strict:
            target.append(list(constants))
            target.append([Fraction(int(is_open)) for _, is_open, _ in rows])
        else:
            target.append([-c for c in constants])
        found = _solve(target, [Fraction(0)] * (len(target) - 1) + [Fraction(1)])
        if found is not None:
            return found
    return None


def _solve(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """Some y ≥ 0 with matrix · y = right (right ≥ 0), by phase one of the simplex method; `None` if there is none."""
    height, width = len(matrix), len(matrix[0]) if matrix else 0
    table = [
        row + [Fraction(int(i == j)) for j in range(height)] + [r]
        for i, (row, r) in enumerate(zip(matrix, right, strict=True))
    ]
    basis = list(range(width, width + height))
    cost = [
        -sum((row[j] for row in table), Fraction(0)) if j < width else Fraction(0)
        for j in range(width + height)
    ]
    cost.append(-sum(right, Fraction(0)))
    while (enter := next((j for j in range(width) if cost[j] < 0), None)) is not None:
        ratios = [(row[-1] / row[enter], basis[i], i) for i, row in enumerate(table) if row[enter] > 0]
        if not ratios:
            return None
        _, _, leave = min(ratios)
        pivot = table[leave][enter]
        table[leave] = [v / pivot for v in table[leave]]
        for i, row in enumerate(table):
            if i != leave and row[enter]:
                factor = row[enter]
                table[i] = [v - factor * p for v, p in zip(row, table[leave], strict=True)]
        factor = cost[enter]
        cost = [v - factor * p for v, p in zip(cost, table[leave], strict=True)]
        basis[leave] = enter
    if cost[-1] != 0:
        return None
    solution = [Fraction(0)] * width
    for i, var in enumerate(basis):
        if var < width:
            solution[var] = table[i][-1]
    return solution
