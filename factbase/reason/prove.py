"""Writing proofs: paths of the ratio graph and chains of narrowing become numbered steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from factbase.quantity.interval import EVERYTHING, Interval
from factbase.reason.assertion import Assertion, reading_of
from factbase.reason.graph import HIGH, Cycle, Edge, Span
from factbase.reason.narrow import Narrowed
from factbase.reason.network import Component, Link
from factbase.reason.positive import inverse, over, times
from factbase.reason.proof import Proof, Slack, Step

__all__ = ["Builder", "fact_step", "prove_cycle", "prove_narrowed", "prove_span", "slack_of"]

Item = tuple[int, int, int]  # (x, y, link): the link read as a bound on x/y


def fact_step(n: int, fact: Assertion, left: str, right: str, reading: str) -> Step:
    """The step that quotes a fact, in the fact's own unit."""
    speaker = fact.attributed_to
    unit, scale = ("1", Fraction(1)) if right else (fact.unit, fact.scale)
    interval = reading_of(fact, reading)
    return Step(
        n,
        "fact",
        left,
        right,
        interval,
        unit,
        scale,
        (),
        fact.id,
        fact.quote,
        speaker,
        fact.outlet,
        "",
        reading,
    )


class Builder:
    """Collects steps for one component and reading, each fact and rule quoted once."""

    def __init__(self, component: Component, reading: str) -> None:
        self.component = component
        self.reading = reading
        self.steps: list[Step] = []
        self._names: dict[int, str] = {}
        self._of_link: dict[int, int] = {}
        self._of_rule: dict[int, int] = {}

    def name(self, var: int) -> str:
        """How steps call a measure; the unit node is the empty string."""
        if var not in self._names:
            self._names[var] = str(self.component.measures[var]) if var else ""
        return self._names[var]

    def unit(self, left: int, right: int) -> tuple[str, Fraction]:
        """The unit and scale in which to show left/right."""
        if right or not left:
            return "1", Fraction(1)
        own = self.component.measures[left].base.metric
        best: Assertion | None = None
        for link in self.component.links:
            if link.b == 0 and link.fact >= 0:
                fact = self.component.facts[link.fact]
                if link.a == left:
                    return fact.unit, fact.scale
                if best is None and fact.metric == own:
                    best = fact
        return (best.unit, best.scale) if best else ("1", Fraction(1))

    def add(
        self, kind: str, left: int, right: int, interval: Interval, premises: Sequence[int], rule: str = ""
    ) -> int:
        """Append a derived step and return its number."""
        unit, scale = self.unit(left, right)
        n = len(self.steps) + 1
        self.steps.append(
            Step(
                n, kind, self.name(left), self.name(right), interval, unit, scale, tuple(premises), rule=rule
            )
        )
        return n

    def link(self, number: int) -> int:
        """The step that states a link."""
        if number not in self._of_link:
            link = self.component.links[number]
            self._of_link[number] = self._state(link)
        return self._of_link[number]

    def _state(self, link: Link) -> int:
        left, right = self.name(link.a), self.name(link.b)
        n = len(self.steps) + 1
        if link.rule is not None:
            return self.add("rule", link.a, link.b, link.fixed or EVERYTHING, (), link.rule.id)
        self.steps.append(fact_step(n, self.component.facts[link.fact], left, right, self.reading))
        return n

    def rule(self, number: int) -> int:
        """The step that states a sum or a product."""
        if number not in self._of_rule:
            hyper = self.component.hypers[number]
            n = len(self.steps) + 1
            names = tuple(self.name(v) for v in (hyper.out, *hyper.parts))
            sign = hyper.form if hyper.form == "product" or hyper.closed else "at_least_sum"
            self.steps.append(Step(n, "rule", names[0], rule=hyper.rule.id, reading=sign, terms=names))
            self._of_rule[number] = n
        return self._of_rule[number]

    def chain(self, items: Sequence[Item]) -> int:
        """Multiply ratios x₀/x₁ · x₁/x₂ · …; the step that states x₀/xₙ."""
        if not self._is_direct(items[0]) and self._is_direct(items[-1]):
            return self._chain_back(items)
        start, at, number = items[0]
        n = self._oriented(start, at, number)
        for x, y, number in items[1:]:
            stated = self.link(number)
            held, fact = self.steps[n - 1].interval, self.steps[stated - 1].interval
            if self._is_direct((x, y, number)):
                n = self.add("multiply", start, y, times(held, fact), (n, stated))
            else:
                n = self.add("divide", start, y, over(held, fact), (n, stated))
        return n

    def _chain_back(self, items: Sequence[Item]) -> int:
        """The same from the other end, where that saves an inversion."""
        _, end, number = items[-1]
        n = self.link(number)
        for x, y, number in reversed(items[:-1]):
            stated = self.link(number)
            held, fact = self.steps[n - 1].interval, self.steps[stated - 1].interval
            if self._is_direct((x, y, number)):
                n = self.add("multiply", x, end, times(held, fact), (stated, n))
            else:
                n = self.add("divide", x, end, over(held, fact), (n, stated))
        return n

    def _is_direct(self, item: Item) -> bool:
        link = self.component.links[item[2]]
        return (link.a, link.b) == item[:2]

    def _oriented(self, x: int, y: int, number: int) -> int:
        stated = self.link(number)
        link = self.component.links[number]
        if link.a == x and link.b == y:
            return stated
        return self.add("invert", x, y, inverse(self.steps[stated - 1].interval), (stated,))

    def proof(self, slack: Sequence[Slack] = ()) -> Proof:
        """What was collected."""
        return Proof(tuple(self.steps), tuple(slack))


def prove_span(
    component: Component, reading: str, a: int, b: int, span: Span, builder: Builder | None = None
) -> Proof:
    """Why a/b lies in the span."""
    build = builder or Builder(component, reading)
    low = [(e.u, e.v, e.link) for e in span.low_path]
    high = [(e.v, e.u, e.link) for e in reversed(span.high_path)]
    if not low and not high:
        return build.proof()
    ends = [build.chain(items) for items in dict.fromkeys((tuple(low), tuple(high))) if items]
    last = build.steps[ends[-1] - 1].interval
    if len(ends) == 2 or last != span.interval:
        build.add("both", a, b, span.interval, ends)
    return build.proof()


def prove_cycle(component: Component, reading: str, cycle: Cycle) -> Proof:
    """Why the bounds of a cycle cannot all hold, and how far each is from letting the others be."""
    build = Builder(component, reading)
    if cycle.forced:
        return _prove_zero(build, cycle)
    pivot = _pivot(component, cycle.edges)
    edge = cycle.edges[pivot]
    rest = cycle.edges[pivot + 1 :] + cycle.edges[:pivot]
    if edge.side == HIGH:
        items = [(e.u, e.v, e.link) for e in rest]
    else:
        items = [(e.v, e.u, e.link) for e in reversed(rest)]
    link = component.links[edge.link]
    if not items:  # one bound alone: a rule or reading that is empty in itself
        stated = build.link(edge.link)
        build.add("empty", link.a, link.b, EVERYTHING, (stated, stated))
        return build.proof()
    derived = build.chain(items)
    stated = build.link(edge.link)
    build.add("empty", link.a, link.b, EVERYTHING, (derived, stated))
    return build.proof(slack_of(build, cycle.edges, reading))


def _pivot(component: Component, edges: Sequence[Edge]) -> int:
    """Where to cut a cycle: at a fact, one about an absolute figure if the cycle has one."""

    def rank(n: int) -> tuple[bool, bool, int]:
        link = component.links[edges[n].link]
        return link.fact < 0, link.b != 0 and any(not component.links[e.link].b for e in edges), -link.fact

    return min(range(len(edges)), key=rank)


def _prove_zero(build: Builder, cycle: Cycle) -> Proof:
    edges = cycle.edges
    derived = build.chain([(e.v, e.u, e.link) for e in reversed(edges)])
    left, right = edges[-1].v, edges[0].u
    why = (build.link(cycle.positive),) if cycle.positive >= 0 else ()
    above = build.add("positive", left, right, Interval(Fraction(0), None, True), why)
    build.add("empty", left, right, EVERYTHING, (derived, above))
    return build.proof()


def slack_of(
    build: Builder, edges: Sequence[Edge], reading: str, closing: Fraction = Fraction(1)
) -> list[Slack]:
    """For each fact on a cycle once: the value of its bound, under the reading, at which the cycle's product is one.

    `closing` is the weight of an edge that closes a path to a cycle.
    """
    above, below = closing.numerator, closing.denominator  # of the product, in whole numbers
    weighed: list[tuple[Link, int, Fraction]] = []
    for edge in edges:
        link = build.component.links[edge.link]
        held = build.component.interval(link, reading)
        end = held.high if edge.side == HIGH else held.low
        if not end:
            return []
        p, q = end.numerator, end.denominator
        above, below = (above * p, below * q) if edge.side == HIGH else (above * q, below * p)
        weighed.append((link, edge.side, end))
    found: list[Slack] = []
    for link, side, now in weighed:
        if link.fact < 0 or above == below or [o.fact for o, _, _ in weighed].count(link.fact) > 1:
            continue
        fact = build.component.facts[link.fact]
        p, q = (below, above) if side == HIGH else (above, below)
        threshold = Fraction(now.numerator * p, now.denominator * q)
        unit, scale = ("1", Fraction(1)) if link.b else (fact.unit, fact.scale)
        word = "high" if side == HIGH else "low"
        found.append(
            Slack(fact.id, word, now, threshold, build.name(link.a), build.name(link.b), unit, scale)
        )
    told = [step.fact_id for step in build.steps]
    return sorted(found, key=lambda s: (told.index(s.fact_id) if s.fact_id in told else len(told), s.side))


def prove_narrowed(component: Component, reading: str, result: Narrowed, *ends: int) -> Proof:
    """Why the given events hold; if they are the two that leave a measure empty, why that is so."""
    build = Builder(component, reading)
    of_event: dict[int, int] = {0: 0, 1: 0}
    for number in result.history(*ends):
        if number not in of_event:
            of_event[number] = _event_step(build, result, number, of_event)
    numbers = [of_event[e] for e in ends if e >= 0 and of_event[e]]
    var = result.events[max(ends)].var
    if result.empty is not None and set(ends) == set(result.empty):
        if len(numbers) > 1:
            build.add("empty", var, 0, EVERYTHING, numbers)
        else:
            _below_zero(build, result, max(ends), of_event)
    elif len(set(numbers)) > 1:
        build.add("both", var, 0, result.interval(var), numbers)
    return build.proof()


def _below_zero(build: Builder, result: Narrowed, number: int, of_event: Mapping[int, int]) -> None:
    """Close a proof whose last bound lies below zero, or at zero for something that a fact divides by."""
    event = result.events[number]
    link = None if event.hyper >= 0 else build.component.links[event.link]
    below, var = of_event[number], event.var
    if link is None or not link.b or event.value:
        above = build.add("positive", var, 0, Interval(Fraction(0)), [])
    else:
        if var != link.b:
            below, var = next(n for p in event.premises if (n := of_event[p])), link.b
        above = build.add("positive", var, 0, Interval(Fraction(0), None, True), [build.link(event.link)])
    build.add("empty", var, 0, EVERYTHING, (below, above))


def _event_step(build: Builder, result: Narrowed, number: int, of_event: dict[int, int]) -> int:
    event = result.events[number]
    bound = (
        Interval(event.value, None, event.is_open)
        if event.side == 0
        else Interval(None, event.value, False, event.is_open)
    )
    premises = [n for p in event.premises if (n := of_event[p])]
    if event.hyper >= 0:
        return build.add("by_rule", event.var, 0, bound, [build.rule(event.hyper), *premises])
    link = build.component.links[event.link]
    stated = build.link(event.link)
    if link.b == 0:
        return stated
    kind = "multiply" if link.a == event.var else "divide"
    if event.side == 1 and not event.value:
        # What is divided out of zero is zero; that a divisor is above zero is a step of its own.
        bound = Interval(None, event.value)
    return build.add(kind, event.var, 0, bound, [*premises, stated])
