"""Interval narrowing: bounds of measures tightened constraint by constraint, each with what it followed from."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from factbase.quantity.interval import Interval
from factbase.reason.network import Component, Hyper, Link, UnionFind

__all__ = ["Event", "Narrowed", "is_tree", "narrow"]

LOW, HIGH = 0, 1


class Event(NamedTuple):
    """One tightening: the bound on one `side` of `var`, by `link` or `hyper`, from earlier events (`premises`)."""

    var: int
    side: int
    value: Fraction
    is_open: bool
    link: int
    hyper: int
    premises: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What narrowing found: an interval per measure, the events, and the two events that left one empty, if any.

    `complete` is false if the step limit stopped it: then the intervals enclose, but may be loose.
    """

    low: tuple[int, ...]
    high: tuple[int, ...]
    events: tuple[Event, ...]
    empty: tuple[int, int] | None
    complete: bool
    steps: int

    def interval(self, var: int) -> Interval:
        """The interval of a measure, in base units."""
        low = self.events[self.low[var]] if self.low[var] >= 0 else None
        high = self.events[self.high[var]] if self.high[var] >= 0 else None
        return Interval(
            low.value if low else Fraction(0),
            high.value if high else None,
            bool(low and low.is_open),
            bool(high and high.is_open),
        )

    def history(self, *ends: int) -> list[int]:
        """The events that the given ones rest on, and themselves, in order; -1 is no event."""
        found: set[int] = set()
        todo = [e for e in ends if e >= 0]
        while todo:
            event = todo.pop()
            if event not in found:
                found.add(event)
                todo.extend(p for p in self.events[event].premises if p >= 0)
        return sorted(found)

    def links(self, *ends: int) -> set[int]:
        """The links behind the given events."""
        return {self.events[e].link for e in self.history(*ends)} - {-1}


def is_tree(component: Component) -> bool:
    """Whether no two measures are tied in two ways, so that narrowing alone is complete (parallel figures count once)."""
    sets: UnionFind[tuple[str, int]] = UnionFind()
    pairs = {(min(link.a, link.b), max(link.a, link.b)) for link in component.links if link.b}
    ties: list[tuple[int, ...]] = [*pairs, *((h.out, *h.parts) for h in component.hypers)]
    for number, members in enumerate(ties):
        for member in members:
            if sets.find(("c", number)) == sets.find(("v", member)):
                return False
            sets.join(("c", number), ("v", member))
    return True


def narrow(
    component: Component, reading: str, facts: Collection[int] | None = None, limit: int | None = None
) -> Narrowed:
    """Tighten every bound until nothing moves, a measure is empty, or `limit` constraints have been visited."""
    return _Narrowing(component, reading, facts, limit).run()


class _Narrowing:
    """The working state of one run."""

    def __init__(
        self, component: Component, reading: str, facts: Collection[int] | None, limit: int | None
    ) -> None:
        self.component = component
        self.links: list[tuple[int, Link, Interval]] = [
            (number, link, component.interval(link, reading))
            for number, link in enumerate(component.links)
            if link.fact < 0 or facts is None or link.fact in facts
        ]
        self.hypers: Sequence[Hyper] = component.hypers
        size = len(component.measures)
        self.events: list[Event] = [
            Event(0, LOW, Fraction(1), False, -1, -1, ()),
            Event(0, HIGH, Fraction(1), False, -1, -1, ()),
        ]
        self.low, self.high = [-1] * size, [-1] * size
        self.low[0], self.high[0] = 0, 1
        self.empty: tuple[int, int] | None = None
        self.limit = limit if limit is not None else 40 * (len(self.links) + len(self.hypers)) + 1000
        self.watch: list[list[int]] = [[] for _ in range(size)]
        for number, (_, link, _) in enumerate(self.links):
            self.watch[link.a].append(number)
            self.watch[link.b].append(number)
        for number, hyper in enumerate(self.hypers, len(self.links)):
            for var in (hyper.out, *hyper.parts):
                self.watch[var].append(number)

    def run(self) -> Narrowed:
        queue = deque(range(len(self.links) + len(self.hypers)))
        self.queue, self.queued = queue, [True] * len(queue)
        steps = 0
        while queue and self.empty is None and steps < self.limit:
            number = queue.popleft()
            self.queued[number] = False
            steps += 1
            if number < len(self.links):
                self._apply_link(*self.links[number])
            else:
                hyper = self.hypers[number - len(self.links)]
                apply = self._apply_sum if hyper.form == "sum" else self._apply_product
                apply(number - len(self.links), hyper)
        complete = not queue or self.empty is not None
        return Narrowed(tuple(self.low), tuple(self.high), tuple(self.events), self.empty, complete, steps)

    def _set(
        self, var: int, side: int, value: Fraction, is_open: bool, link: int, hyper: int, *why: int
    ) -> None:
        """Keep the bound if it is tighter than the one known."""
        if self.empty is not None or var == 0:
            return
        held = (self.low if side == LOW else self.high)[var]
        if held >= 0:
            old = self.events[held]
            if old.value == value:
                if old.is_open or not is_open:
                    return
            elif (old.value > value) == (side == LOW):
                return
        elif side == LOW and (value < 0 or (value == 0 and not is_open)):
            return
        self.events.append(Event(var, side, value, is_open, link, hyper, why))
        number = len(self.events) - 1
        (self.low if side == LOW else self.high)[var] = number
        low, high = self.low[var], self.high[var]
        if high >= 0:
            top = self.events[high]
            bottom, shut = (
                (self.events[low].value, self.events[low].is_open) if low >= 0 else (Fraction(0), False)
            )
            if bottom > top.value or (bottom == top.value and (shut or top.is_open)):
                self.empty = (low, high)
        for constraint in self.watch[var]:
            if not self.queued[constraint]:
                self.queued[constraint] = True
                self.queue.append(constraint)

    def _apply_link(self, number: int, link: Link, allowed: Interval) -> None:
        a, b = link.a, link.b
        low, high, low_open, high_open = allowed
        b_low, b_high, a_low, a_high = self.low[b], self.high[b], self.low[a], self.high[a]
        if high is not None and b_high >= 0:
            top = self.events[b_high]
            self._set(a, HIGH, high * top.value, (high_open or top.is_open) and high != 0, number, -1, b_high)
        if low is not None and b_low >= 0:
            base = self.events[b_low]
            self._set(a, LOW, low * base.value, low_open or base.is_open, number, -1, b_low)
        if low is not None and low > 0 and a_high >= 0:
            top = self.events[a_high]
            self._set(b, HIGH, top.value / low, low_open or top.is_open, number, -1, a_high)
        if high is not None and high > 0 and a_low >= 0:
            base = self.events[a_low]
            self._set(b, LOW, base.value / high, high_open or base.is_open, number, -1, a_low)

    def _ends(
        self, members: Sequence[int], side: int
    ) -> tuple[list[tuple[Fraction, bool]] | None, list[int]]:
        """The bounds of all members on one side (`None` if one is missing), and their events."""
        bounds: list[tuple[Fraction, bool]] = []
        why: list[int] = []
        for member in members:
            held = (self.low if side == LOW else self.high)[member]
            if held < 0:
                if side == HIGH:
                    return None, []
                bounds.append((Fraction(0), False))
                continue
            bounds.append((self.events[held].value, self.events[held].is_open))
            why.append(held)
        return bounds, why

    def _apply_sum(self, number: int, hyper: Hyper) -> None:
        for side in (LOW, HIGH) if hyper.closed else (LOW,):
            bounds, why = self._ends(hyper.parts, side)
            if bounds is not None:
                self._set(
                    hyper.out,
                    side,
                    sum((v for v, _ in bounds), Fraction(0)),
                    any(o for _, o in bounds),
                    -1,
                    number,
                    *why,
                )
        for place, part in enumerate(hyper.parts):
            others = hyper.parts[:place] + hyper.parts[place + 1 :]
            for side in (HIGH, LOW) if hyper.closed else (HIGH,):
                total = (self.low if side == LOW else self.high)[hyper.out]
                bounds, why = self._ends(others, HIGH if side == LOW else LOW)
                if total >= 0 and bounds is not None:
                    whole = self.events[total]
                    rest = whole.value - sum((v for v, _ in bounds), Fraction(0))
                    self._set(
                        part, side, rest, whole.is_open or any(o for _, o in bounds), -1, number, total, *why
                    )

    def _apply_product(self, number: int, hyper: Hyper) -> None:
        for side in (LOW, HIGH):
            bounds, why = self._ends(hyper.parts, side)
            if bounds is not None:
                value = _product(bounds)
                self._set(hyper.out, side, value, any(o for _, o in bounds) and value != 0, -1, number, *why)
        for place, part in enumerate(hyper.parts):
            others = hyper.parts[:place] + hyper.parts[place + 1 :]
            for side in (HIGH, LOW):
                total = (self.low if side == LOW else self.high)[hyper.out]
                bounds, why = self._ends(others, HIGH if side == LOW else LOW)
                if total >= 0 and bounds is not None and (divisor := _product(bounds)) > 0:
                    whole = self.events[total]
                    is_open = whole.is_open or any(o for _, o in bounds)
                    self._set(part, side, whole.value / divisor, is_open, -1, number, total, *why)


def _product(bounds: Sequence[tuple[Fraction, bool]]) -> Fraction:
    value = Fraction(1)
    for factor, _ in bounds:
        value *= factor
    return value
