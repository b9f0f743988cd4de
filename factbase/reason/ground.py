"""What stands before a claim's figure is looked at: the facts around its measure, and its place among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from factbase.quantity.interval import Interval
from factbase.reason.assertion import Assertion, reading_of
from factbase.reason.bounds import Bound, Solved, bound, nominal_ratio
from factbase.reason.conflicts import find_conflicts
from factbase.reason.graph import Span, StepLimit
from factbase.reason.judge import Judge, Outcome
from factbase.reason.measure import Base
from factbase.reason.network import Component, build, measures_of
from factbase.reason.period import Period, asks_of
from factbase.reason.rules import RuleBook

__all__ = ["CLAIM", "Ground", "Place"]

CLAIM = "claim"  # the id a claim bears while it is judged; no fact's id is this word
_REMEMBERED = 32  # places of one ground


class Ground:
    """The facts around a measure; the places of claims among them are remembered, for many claims are about one measure."""

    def __init__(self, facts: Iterable[Assertion], rules: RuleBook, natures: Mapping[str, str]) -> None:
        self.facts = tuple(facts)
        self._rules, self._natures = rules, natures
        self._places: dict[tuple[object, ...], Place | None] = {}
        self._told: dict[Period, Mapping[str, Ground]] = {}

    @cached_property
    def dated(self) -> Ground:
        """The same with the facts that state a period alone."""
        facts = tuple(f for f in self.facts if f.period is not None)
        return self if len(facts) == len(self.facts) else Ground(facts, self._rules, self._natures)

    def told(self, asked: Period) -> Mapping[str, Ground]:
        """The same with the undated facts alone that are told as of some days: by how firmly (see `asks_of`)."""
        if asked not in self._told:
            found: dict[str, list[Assertion]] = {}
            for fact in self.facts:
                if fact.period is None and fact.told is not None and (how := asks_of(asked, fact.told)):
                    found.setdefault(how, []).append(fact)
            self._told[asked] = {
                how: Ground(facts, self._rules, self._natures) for how, facts in found.items()
            }
        return self._told[asked]

    def periods(self, base: Base) -> Collection[Period | None]:
        """The periods at which the facts know a base."""
        return self._periods.get(base, ())

    @cached_property
    def _periods(self) -> Mapping[Base, set[Period | None]]:
        found: dict[Base, set[Period | None]] = {}
        for measure in measures_of(self.facts, self._rules, self._natures):
            found.setdefault(measure.base, set()).add(measure.period)
        return found

    def place(self, claim: Assertion) -> Place | None:
        """Where the claim joins the facts, `None` if it meets none; its figure and its words do not matter."""
        key = _place_of(claim)
        if key not in self._places:
            if len(self._places) == _REMEMBERED:
                self._places.clear()
            self._places[key] = self._find(claim)
        return self._places[key]

    def _find(self, claim: Assertion) -> Place | None:
        for component in build([*self.facts, claim], self._rules, self._natures):
            for number, fact in enumerate(component.facts):
                if fact.id == CLAIM:
                    return Place(component, number) if len(component.facts) > 1 else None
        return None


class Place:
    """Where claims join the network, and what the facts there say without them, each worked out when first asked for.

    The claims are fact `number` of `component` and bound the ratio a/b. `first` tells whether the other facts can hold at
    widest, `sets` are the largest sets of them that can, and `others` is the set by which a claim is judged: all that can.
    """

    def __init__(self, component: Component, number: int) -> None:
        self.component, self.number = component, number
        links = [link for link in component.links if link.fact == number]
        self.a, self.b = links[0].a, links[0].b
        everything = frozenset(range(len(component.facts))) - {number}
        self.first: Outcome = Judge(component, "widest").settle(everything)
        self.sets = [everything] if self.first.core is None else self._largest()
        self.others = self.sets[0]
        self._solved = Solved(component, -1, self.others)
        self.is_signed = self._solved.is_signed
        self._is_plain = len(links) == 1 and not component.hypers and not self.is_signed
        self._bounds: dict[str, Bound] = {}
        self._spans: dict[str, Span | None] = {}
        self._sure: dict[str, Interval | None] = {}

    def _largest(self) -> list[frozenset[int]]:
        """The maximal satisfiable sets of the facts without the claim."""
        without = Judge(self.component, "widest", frozenset({self.number}))
        return [frozenset(s) for s in find_conflicts(without, without.settle()).satisfiable]

    def held_by(self, claim: Assertion) -> Component:
        """The component with the claim in its place."""
        facts = self.component.facts
        own, n = self.component, self.number
        return Component(own.measures, (*facts[:n], claim, *facts[n + 1 :]), own.links, own.hypers, own.index)

    def feasible(self, reading: str) -> bool:
        """Whether the others can all hold under a reading."""
        return self._solved.feasible(reading)

    @cached_property
    def reading(self) -> str:
        """The first reading under which the others can all hold."""
        return next((r for r in ("face", "rounded") if self.feasible(r)), "widest")

    def known(self, reading: str) -> Bound:
        """What the others say of a/b under a reading under which they can hold."""
        if reading not in self._bounds:
            self._bounds[reading] = bound(self.component, reading, self.a, self.b, self.others, self._solved)
        return self._bounds[reading]

    def span(self, reading: str) -> Span | None:
        """The same with the paths that give it, where ratios alone do; `None` where they could not be followed."""
        if reading not in self._spans:
            try:
                self._spans[reading] = self._solved.graph(reading).span(self.a, self.b)
            except StepLimit:
                self._spans[reading] = None
        return self._spans[reading]

    def surely_allows(self, claim: Assertion, reading: str) -> bool:
        """Whether the ratio graph alone tells that the claim can hold beside the others, which must be able to hold.

        Where nothing may be zero or below it, a bound on one ratio can hold if and only if it meets what paths leave of
        that ratio.
        """
        interval = reading_of(claim, reading)
        if not self._is_plain or (interval.high is not None and interval.high.numerator <= 0):
            return False
        if reading not in self._sure:
            span = self.span(reading)
            is_zero = span is None or any(edge.z for edge in self._solved.graph(reading).edges)
            self._sure[reading] = span.interval if span is not None and not is_zero else None
        left = self._sure[reading]
        return left is not None and left.meets(interval)

    @cached_property
    def nominal(self) -> Fraction | None:
        """The number that the written numbers of the others make of a/b."""
        component = self.component
        links = tuple(link for link in component.links if link.fact < 0 or link.fact in self.others)
        return nominal_ratio(replace(component, links=links), self.a, self.b)


def _place_of(claim: Assertion) -> tuple[object, ...]:
    """All that the place of a claim depends on: what it is about, in which unit, and whether it may be below zero."""
    return (
        claim.kind, claim.subject, claim.metric, claim.relative_to, claim.scope, claim.period, claim.relative_period,
        claim.world, claim.dimension, claim.unit, claim.scale.numerator, claim.scale.denominator, _is_signed(claim),
    )  # fmt: skip


def _is_signed(claim: Assertion) -> bool:
    return claim.widest.low is not None and claim.widest.low.numerator < 0
