"""What follows: the tightest interval of a measure or of a ratio of two, under each reading, with its proof."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from factbase.quantity.interval import EVERYTHING, Interval
from factbase.reason.conflicts import find_conflicts
from factbase.reason.graph import Graph, StepLimit, make_graph
from factbase.reason.judge import Judge
from factbase.reason.linear import ratio_bounds
from factbase.reason.measure import Measure
from factbase.reason.narrow import Narrowed, is_tree, narrow
from factbase.reason.network import Component
from factbase.reason.positive import over
from factbase.reason.proof import NO_PROOF, Proof
from factbase.reason.prove import Builder, prove_narrowed, prove_span

__all__ = ["Bound", "Derived", "Solved", "bound", "derive_ratio", "nominal_ratio"]

_READINGS = ("face", "rounded", "widest")


@dataclass(frozen=True, slots=True)
class Bound:
    """The tightest interval known (base units; zero at least for what cannot be negative) and why.

    `exact` is false where the interval encloses but may be loose.
    """

    interval: Interval
    proof: Proof = NO_PROOF
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that follows from facts: `measure`, over `relative_to` if that is given.

    `face` is the tightest interval of the whole component; `rounded` and `widest` are the same for the facts of that
    proof alone, so that all three follow from the same quotes; `limits` is what all facts leave at widest. All are in
    base units, `unit` and `scale` say how to show them; `value` is the nominal number. `reading` is the one `face` really
    comes from: the next wider one where the facts at face cannot all hold. `disputed`: they cannot even at widest, and
    the intervals span every largest set of facts that can.
    """

    measure: Measure
    relative_to: Measure | None
    value: Fraction | None
    face: Interval
    rounded: Interval
    widest: Interval
    limits: Interval
    proof: Proof
    unit: str = "1"
    scale: Fraction = Fraction(1)
    reading: str = "face"
    disputed: bool = False
    stated: bool = False

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules its proof crosses."""
        return self.proof.rules


_Written = dict[int, list[tuple[tuple[int, str], int, Fraction]]]


class Solved:
    """One component's graphs and feasibility under each reading, worked out once for many questions.

    `focus` is the measure that most of them compare with, -1 for none; `facts` are those asked about, `None` for all.
    """

    def __init__(self, component: Component, focus: int = 0, facts: frozenset[int] | None = None) -> None:
        self.component = component
        self.focus = focus
        self.facts = facts
        self.is_signed = component.is_signed
        self._feasible: dict[str, bool] = {}
        self._graphs: dict[str, Graph] = {}

    @cached_property
    def written(self) -> _Written:
        """The written numbers as a graph, for `nominal_ratio`."""
        return _written(self.component)

    def feasible(self, reading: str) -> bool:
        """Whether the facts can all hold under the reading."""
        if reading not in self._feasible:
            self._feasible[reading] = Judge(self.component, reading).settle(self.facts).feasible
        return self._feasible[reading]

    def graph(self, reading: str) -> Graph:
        """The ratio graph of the facts under the reading."""
        if reading not in self._graphs:
            self._graphs[reading] = make_graph(self.component, reading, self.facts)
            self._graphs[reading].look_from(self.focus)
        return self._graphs[reading]


def bound(
    component: Component,
    reading: str,
    a: int,
    b: int,
    facts: Collection[int] | None = None,
    solved: Solved | None = None,
) -> Bound:
    """The tightest interval of a/b, of `a` itself for b = 0. The facts must be able to hold under the reading."""
    if solved.is_signed if solved else component.is_signed:
        return _signed(component, reading, a, b, facts)
    is_solved = solved is not None and facts == solved.facts
    graph = solved.graph(reading) if solved and is_solved else make_graph(component, reading, facts)
    try:
        span = graph.span(a, b)
    except StepLimit:
        return Bound(Interval(Fraction(0)), exact=False)
    plain = Bound(span.interval, prove_span(component, reading, a, b, span))
    if not component.hypers:
        return plain
    return _tighter(component, reading, a, b, facts, plain)


def _tighter(
    component: Component, reading: str, a: int, b: int, facts: Collection[int] | None, plain: Bound
) -> Bound:
    """Whichever says more: the ratio graph, narrowing, or z3's optimum."""
    narrowed = narrow(component, reading, facts)
    best, is_best = plain, False
    tree = is_tree(component) and narrowed.complete
    for candidate in _narrowed_bounds(component, reading, a, b, narrowed):
        if best.interval.encloses(candidate.interval) and best.interval != candidate.interval:
            best = candidate
    is_best = tree and b == 0
    if is_best:
        return best
    held = range(len(component.facts)) if facts is None else facts
    optimum = ratio_bounds(component, reading, a, b, held)
    if optimum is None:
        return Bound(best.interval, best.proof, False)
    if optimum == best.interval or not best.interval.encloses(optimum):
        return best
    return Bound(optimum, _by_solver(component, reading, a, b, held, optimum))


def _narrowed_bounds(component: Component, reading: str, a: int, b: int, result: Narrowed) -> list[Bound]:
    ends = [e for e in (result.low[a], result.high[a]) if e >= 0]
    if b == 0:
        return [Bound(result.interval(a), prove_narrowed(component, reading, result, *ends))] if ends else []
    return [Bound(over(result.interval(a), result.interval(b)), NO_PROOF, False)]


def _by_solver(
    component: Component, reading: str, a: int, b: int, facts: Collection[int], interval: Interval
) -> Proof:
    build = Builder(component, reading)
    premises = [build.link(n) for n, link in enumerate(component.links) if link.fact in facts]
    premises += [build.rule(n) for n in range(len(component.hypers))]
    build.add("solver", a, b, interval, premises)
    return build.proof()


def _signed(component: Component, reading: str, a: int, b: int, facts: Collection[int] | None) -> Bound:
    """Without a sign only figures about the very measure are intersected."""
    held: Interval = EVERYTHING
    build = Builder(component, reading)
    used: list[int] = []
    for number, link in enumerate(component.links):
        if (link.a, link.b) == (a, b) and (link.fact < 0 or facts is None or link.fact in facts):
            held = (held & component.interval(link, reading)) or held
            used.append(build.link(number))
    if len(used) > 1:
        build.add("both", a, b, held, used)
    return Bound(held, build.proof(), exact=False)


def derive_ratio(component: Component, a: int, b: int = 0, solved: Solved | None = None) -> Derived:
    """Everything known about a/b (b = 0: about a); `solved` spares work where much is asked of one component."""
    solved = solved or Solved(component)
    measure, other = component.measures[a], component.measures[b] if b else None
    unit, scale = Builder(component, "face").unit(a, b)
    found: dict[str, Bound] = {}
    used = "face"
    for reading in _READINGS:
        if solved.feasible(reading):
            found[reading] = bound(component, reading, a, b, None, solved)
        elif reading == "face":
            used = "rounded"
        elif reading == "rounded":
            used = "widest"
        else:
            return _disputed(component, a, b, unit, scale)
    face, limits = found[used], found["widest"].interval
    ids = set(face.proof.fact_ids)
    same = _quoting(component, ids)
    rounded = bound(same, "rounded", a, b).interval if "rounded" in found else limits
    widest = bound(same, "widest", a, b).interval
    value = nominal_ratio(component, a, b, solved)
    if value is None and face.interval.is_point:
        value = face.interval.low
    if value is not None and value not in limits and not _is_end(value, limits):
        value = None
    stated = any((link.a, link.b) == (a, b) and link.fact >= 0 for link in component.links)
    return Derived(
        measure, other, value, face.interval, rounded, widest, limits, face.proof, unit, scale, used, False, stated
    )  # fmt: skip


def _quoting(component: Component, ids: Collection[str]) -> Component:
    """The component with the links of some facts alone, rules kept."""
    links = tuple(link for link in component.links if link.fact < 0 or component.facts[link.fact].id in ids)
    return replace(component, links=links)


def _is_end(value: Fraction, interval: Interval) -> bool:
    """Whether the value is an open end: 超过 50万 is written as 50万 and excludes it."""
    return value in (interval.low, interval.high)


def _disputed(component: Component, a: int, b: int, unit: str, scale: Fraction) -> Derived:
    judge = Judge(component, "widest")
    sets = find_conflicts(judge, judge.settle()).satisfiable
    hull: Interval | None = None
    proof = NO_PROOF
    for facts in sets:
        one = bound(component, "widest", a, b, frozenset(facts))
        hull = one.interval if hull is None else hull.hull(one.interval)
        proof = proof if proof.steps else one.proof
    held = hull if hull is not None else Interval(Fraction(0))
    other = component.measures[b] if b else None
    return Derived(
        component.measures[a], other, None, held, held, held, held, proof, unit, scale, "widest", True
    )


def nominal_ratio(component: Component, a: int, b: int, solved: Solved | None = None) -> Fraction | None:
    """The nominal a/b: the product of the written numbers on the path of fewest facts, `None` without such a path."""
    out = solved.written if solved else _written(component)
    reached: dict[int, Fraction] = {a: Fraction(1)}
    queue = deque([a])
    while queue:
        node = queue.popleft()
        if node == b:
            return reached[b]
        for _, target, factor in out.get(node, ()):
            if target not in reached:
                reached[target] = reached[node] * factor
                queue.append(target)
    return None


def _written(component: Component) -> _Written:
    """For each measure its neighbours with the written ratio, exact figures before hedged ones."""
    out: _Written = {}
    for link in component.links:
        if link.fact >= 0:
            fact = component.facts[link.fact]
            value, weight = fact.value, (1 if fact.hedge == "exact" else 2, fact.id)
        else:
            value, weight = (link.fixed.low if link.fixed and link.fixed.is_point else None), (0, "")
        if value:
            out.setdefault(link.a, []).append((weight, link.b, value))
            out.setdefault(link.b, []).append((weight, link.a, 1 / value))
    for beside in out.values():
        beside.sort()
    return out
