"""The exact judge of ratios: bounds `v ≤ w·u` as a graph whose cycles of product below one are the conflicts.

Over positive numbers a ratio bound is a difference bound of logarithms, so feasibility and tightest bounds are shortest
paths (Bellman 1958, Ford 1956), here multiplicative and over integers: no logarithm is ever taken. A weight is
`(z, p, q, k)`: p/q, z times zero, k strict bounds; more zeros and more strictness are tighter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import NamedTuple

from factbase.phrase import phrase
from factbase.quantity.interval import Interval
from factbase.reason.network import Component

__all__ = ["Cycle", "Edge", "Graph", "Span", "StepLimit", "make_graph"]

STEPS_AT_LEAST, STEPS_PER_EDGE = 100_000, 30
LOW, HIGH = 0, 1


class StepLimit(Exception):
    """The judge stopped before it was done; the caller reports it."""


class Edge(NamedTuple):
    """`v ≤ (p/q)·u`, zero if `z`, strictly if `k`; from one `side` of one of the component's links."""

    u: int
    v: int
    z: int
    p: int
    q: int
    k: int
    link: int
    side: int


class Cycle(NamedTuple):
    """Edges, each starting where the last ended, whose product is below one; or a path that forces a node to zero.

    For a path, `forced` is true and `positive` is the link that says the last node is above zero (-1: the unit node).
    """

    edges: tuple[Edge, ...]
    positive: int = -1
    forced: bool = False


class Span(NamedTuple):
    """The tightest interval of a ratio a/b, and the edges that give its ends (empty where an end is missing)."""

    interval: Interval
    low_path: tuple[Edge, ...]
    high_path: tuple[Edge, ...]


# Per node: zeros, numerator, denominator (0: not reached), strict bounds, the edge that gave them; and a cycle, if any.
_Settled = tuple[list[int], list[int], list[int], list[int], "list[Edge | None]", "tuple[Edge, ...]"]


class Graph:
    """The links of one component under one reading, restricted to some facts; rules are always in force."""

    __slots__ = ("_all", "_backward", "_forward", "_out", "edges", "focus", "positive", "size", "steps")

    def __init__(self, size: int, edges: Sequence[Edge], positive: dict[int, int], steps: int = 0) -> None:
        self.size = size
        self.edges = edges
        self.positive = positive  # node → a link that says it is above zero
        self.steps = steps or STEPS_AT_LEAST + STEPS_PER_EDGE * len(edges)
        self._out: list[list[Edge]] = [[] for _ in range(size)]
        for edge in edges:
            self._out[edge.u].append(edge)
        self._all: _Settled | None = None
        self.look_from(-1)

    def look_from(self, focus: int) -> None:
        """Keep what is worked out about one node, which many spans will share; -1 for none."""
        self.focus = focus
        self._forward: _Settled | None = None
        self._backward: _Settled | None = None

    def conflict(self) -> Cycle | None:
        """A set of bounds that cannot all hold, or `None` if all can. Raises `StepLimit`."""
        self._all = self._all or self._settle(None)
        z, _, _, _, pred, cycle = self._all
        if cycle:
            return Cycle(cycle)
        for node, link in [(0, -1), *self.positive.items()]:
            if z[node] > 0:
                path = self._walk(pred, node)
                zero = max(i for i, edge in enumerate(path) if edge.z)
                return Cycle(path[zero:], link, True)
        return None

    def _settle(self, source: int | None) -> _Settled:
        """Tightest upper bounds of every node as a multiple of `source` (of 1 for all, if `None`)."""
        n = self.size
        z, k, p, pred = [0] * n, [0] * n, [1] * n, _no_edges(n)
        q = [1] * n if source is None else [int(node == source) for node in range(n)]
        queue = deque(range(n) if source is None else (source,))
        waiting = [bool(bound) for bound in q]
        changes, steps = 0, 0
        while queue:
            u = queue.popleft()
            waiting[u] = False
            zu, pu, qu, ku = z[u], p[u], q[u], k[u]
            for edge in self._out[u]:
                steps += 1
                v = edge.v
                ze, pe, qe, ke = zu + edge.z, pu * edge.p, qu * edge.q, ku + edge.k
                if q[v]:
                    if ze != z[v]:
                        if ze < z[v]:
                            continue
                    else:
                        left, right = pe * q[v], p[v] * qe
                        if left > right or (left == right and ke <= k[v]):
                            continue
                z[v], p[v], q[v], k[v], pred[v] = ze, pe, qe, ke, edge
                changes += 1
                if changes % (n + 1) == 0 or v == u:
                    loop = self._loop(pred)
                    if loop:
                        return z, p, q, k, pred, loop
                if not waiting[v]:
                    waiting[v] = True
                    queue.append(v)
            if steps > self.steps:
                raise StepLimit(phrase("{steps} bounds were tightened without an end", steps=steps))
        return z, p, q, k, pred, self._loop(pred)

    def _loop(self, pred: Sequence[Edge | None]) -> tuple[Edge, ...]:
        """A cycle of the predecessor graph, in the direction of its edges."""
        state = [0] * self.size
        for start in range(self.size):
            node, mark = start, start + 1
            while state[node] == 0:
                state[node] = mark
                edge = pred[node]
                if edge is None:
                    break
                node = edge.u
            else:
                if state[node] == mark:
                    return self._walk(pred, node)
        return ()

    def _walk(self, pred: Sequence[Edge | None], node: int) -> tuple[Edge, ...]:
        """The edges that lead to `node`, first to last, up to a start or once around."""
        path: list[Edge] = []
        at = node
        while (edge := pred[at]) is not None:
            path.append(edge)
            at = edge.u
            if at == node or len(path) > self.size:
                break
        return tuple(reversed(path))

    def span(self, a: int, b: int) -> Span:
        """The tightest interval of a/b. The graph must be free of conflicts. Raises `StepLimit`."""
        high, high_open, high_path = self._reach(b, a)
        inverse, low_open, low_path = self._reach(a, b)
        if inverse is None or inverse == 0:
            return Span(Interval(Fraction(0), high, False, high_open), (), high_path)
        return Span(Interval(1 / inverse, high, low_open, high_open), low_path, high_path)

    def _reach(self, source: int, target: int) -> tuple[Fraction | None, bool, tuple[Edge, ...]]:
        """The least upper bound of target/source, whether it is strict, and the path to it."""
        if target == self.focus:
            return self._reach_focus(source)
        if source == self.focus:
            self._forward = settled = self._forward or self._settle(source)
        else:
            settled = self._settle(source)
        return self._read(settled, target)

    def _reach_focus(self, source: int) -> tuple[Fraction | None, bool, tuple[Edge, ...]]:
        """The same for the focus as target, over the graph with every edge turned round."""
        turned = (
            Graph(self.size, [e._replace(u=e.v, v=e.u) for e in self.edges], {})
            if not self._backward
            else self
        )
        self._backward = settled = self._backward or turned._settle(self.focus)
        value, strict, path = self._read(settled, source)
        return value, strict, tuple(e._replace(u=e.v, v=e.u) for e in reversed(path))

    def _read(self, settled: _Settled, node: int) -> tuple[Fraction | None, bool, tuple[Edge, ...]]:
        z, p, q, k, pred, _ = settled
        if not q[node]:
            return None, False, ()
        path = self._walk(pred, node)
        if z[node] > 0:
            return Fraction(0), False, path
        return Fraction(p[node], q[node]), k[node] > 0, path

    def tight(self) -> set[int]:
        """Links one of whose ends has no room: it lies on a cycle of product one. The graph must be free of conflicts."""
        self._all = self._all or self._settle(None)
        z, p, q, k, _, _ = self._all
        taut: list[list[Edge]] = [[] for _ in range(self.size)]
        for edge in self.edges:
            u, v = edge.u, edge.v
            if (
                not edge.k
                and z[u] + edge.z == z[v]
                and k[u] == k[v]
                and p[u] * edge.p * q[v] == p[v] * q[u] * edge.q
            ):
                taut[u].append(edge)
        part = _strong_parts(taut)
        return {e.link for out in taut for e in out if part[e.u] == part[e.v]}


def make_graph(component: Component, reading: str, facts: Collection[int] | None = None) -> Graph:
    """The graph of the component's links; of the facts only those in `facts` (indices), if given."""
    edges: list[Edge] = []
    positive: dict[int, int] = {}
    for number, link in enumerate(component.links):
        if link.fact >= 0 and facts is not None and link.fact not in facts:
            continue
        low, high, low_open, high_open = component.interval(link, reading)
        a, b = link.a, link.b
        if high is not None:
            if high.numerator > 0:
                edges.append(Edge(b, a, 0, high.numerator, high.denominator, int(high_open), number, HIGH))
            else:
                edges.append(Edge(b, a, 1, 1, 1, 0, number, HIGH))
                if high_open or high.numerator < 0:
                    positive.setdefault(a, number)
        if low is not None and low.numerator > 0:
            edges.append(Edge(a, b, 0, low.denominator, low.numerator, int(low_open), number, LOW))
        elif low is not None and low_open and not low.numerator:
            positive.setdefault(a, number)
        if b and link.fact >= 0:
            positive.setdefault(b, number)
    return Graph(len(component.measures), edges, positive)


def _no_edges(count: int) -> list[Edge | None]:
    return [None] * count


def _strong_parts(out: Sequence[Sequence[Edge]]) -> list[int]:
    """The number of each node's strongly connected part (Tarjan 1972, without recursion)."""
    n = len(out)
    index, low, part = [-1] * n, [0] * n, [-1] * n
    stack: list[int] = []
    count = parts = 0
    for root in range(n):
        if index[root] >= 0 or not out[root]:
            continue
        index[root] = low[root] = count
        count += 1
        stack.append(root)
        work = [(root, iter(out[root]))]
        while work:
            node, edges = work[-1]
            edge = next(edges, None)
            if edge is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    while True:
                        member = stack.pop()
                        part[member] = parts
                        if member == node:
                            break
                    parts += 1
            elif index[edge.v] < 0:
                index[edge.v] = low[edge.v] = count
                count += 1
                stack.append(edge.v)
                work.append((edge.v, iter(out[edge.v])))
            elif part[edge.v] < 0:
                low[node] = min(low[node], index[edge.v])
    for node in range(n):
        if part[node] < 0:
            part[node] = parts = parts + 1
    return part
