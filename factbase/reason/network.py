"""The constraint network: facts and rules become links, sums and products between measures, split into components."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from factbase.quantity.interval import Interval
from factbase.reason.assertion import Assertion, reading_of
from factbase.reason.instances import Layout, instances, lay_out
from factbase.reason.measure import ONE, Base, Measure, bases
from factbase.reason.period import pick
from factbase.reason.rules import Rule, RuleBook

__all__ = ["Component", "Hyper", "Link", "UnionFind", "build", "groups", "measures_of", "nearest"]

T = TypeVar("T", bound=Hashable)


class Link(NamedTuple):
    """`a` lies in `interval · b`, where `b` is 0 (the unit node) for an absolute figure.

    Exactly one of `fact` (an index into the component's facts) and `rule` is set; a rule holds in every reading.
    """

    a: int
    b: int
    fact: int = -1
    rule: Rule | None = None
    fixed: Interval | None = None


class Hyper(NamedTuple):
    """`out` is the sum or the product of `parts`; a sum that is not `closed` is at least that."""

    form: str
    out: int
    parts: tuple[int, ...]
    closed: bool
    rule: Rule


@dataclass(frozen=True, slots=True)
class Component:
    """Measures that facts and rules tie together; `measures[0]` is the unit node."""

    measures: tuple[Measure, ...]
    facts: tuple[Assertion, ...]
    links: tuple[Link, ...]
    hypers: tuple[Hyper, ...] = ()
    index: Mapping[Measure, int] = field(default_factory=dict)

    def interval(self, link: Link, reading: str) -> Interval:
        """What the link allows for a/b under a reading; `[0, ∞)` takes the place of an end below zero or missing."""
        return link.fixed if link.fixed is not None else reading_of(self.facts[link.fact], reading)

    @property
    def is_signed(self) -> bool:
        """Whether a fact allows values below zero (a temperature, a difference), so that signs are not implied."""
        return any((low := fact.widest.low) is not None and low.numerator < 0 for fact in self.facts)


class UnionFind(Generic[T]):
    """Disjoint sets of hashable keys."""

    __slots__ = ("parent",)

    def __init__(self) -> None:
        self.parent: dict[T, T] = {}

    def find(self, key: T) -> T:
        """The representative of the key's set."""
        parent = self.parent
        root = parent.setdefault(key, key)
        while parent[root] != root:
            root = parent[root]
        while parent[key] != root:
            parent[key], key = root, parent[key]
        return root

    def join(self, a: T, b: T) -> None:
        """Make the sets of the two keys one."""
        self.parent[self.find(a)] = self.find(b)


def groups(facts: Iterable[Assertion], rules: RuleBook) -> Iterator[list[Assertion]]:
    """Facts that may touch one another, dates left out; each component lies inside one group."""
    sets: UnionFind[tuple[str, ...]] = UnionFind()
    placed: list[tuple[tuple[str, ...], Assertion]] = []
    touching = rules.by_metric
    for fact in facts:
        if fact.is_date:
            continue
        own, other = bases(fact)
        key: tuple[str, ...] = tuple(own)
        placed.append((key, fact))
        if other is None:
            sets.find(key)
        else:
            sets.join(key, tuple(other))
        if fact.metric in touching:
            for base in (own, other) if other is not None else (own,):
                for hub in _hubs(base, rules):
                    sets.join(tuple(base), hub)
    found: dict[tuple[str, ...], list[Assertion]] = {}
    for key, fact in placed:
        found.setdefault(sets.find(key), []).append(fact)
    yield from found.values()


def _hubs(base: Base, rules: RuleBook) -> Iterator[tuple[str, ...]]:
    """Keys of what rules may tie the base to, also over measures that no fact knows."""
    yield "", rules.family(base.metric), base.subject, base.scope, base.world
    for rule in rules.touching(base.metric):
        if rule.is_pinned and any(ref.fits(base.subject, base.metric, base.scope) for ref in rule.refs):
            for ref in rule.refs:
                scope = base.scope if ref.scope is None else ref.scope
                yield "", rules.family(ref.metric), ref.subject or base.subject, scope, base.world
            yield rule.id, base.world


def build(facts: Sequence[Assertion], rules: RuleBook, natures: Mapping[str, str]) -> list[Component]:
    """The components of the given facts, every fact that is no date in exactly those it constrains.

    `natures` maps a metric's id to `level`, `flow`, `event` or `rank`; an unknown metric counts as a level.
    The order of `facts` does not matter.
    """
    return _split(*_tied(facts, rules, natures))


def measures_of(facts: Sequence[Assertion], rules: RuleBook, natures: Mapping[str, str]) -> list[Measure]:
    """The measures that the components of the given facts hold, the unit node among them."""
    return _tied(facts, rules, natures)[1]


def _tied(
    facts: Sequence[Assertion], rules: RuleBook, natures: Mapping[str, str]
) -> tuple[list[Assertion], list[Measure], list[Link], list[Hyper]]:
    """The facts in order, the measures, and what ties them."""
    ordered = sorted((f for f in facts if not f.is_date), key=lambda f: f.id)
    layout = lay_out(ordered, rules, natures)
    nodes: dict[Measure, int] = {ONE: 0}
    links: list[Link] = []
    for number, fact in enumerate(ordered):
        for a, b in _ends(fact, layout):
            links.append(Link(_node(nodes, a), _node(nodes, b), number))
    hypers: list[Hyper] = []
    for rule, measures in instances(layout, rules):
        members = [_node(nodes, m) for m in measures]
        if rule.form in ("sum", "product"):
            hypers.append(Hyper(rule.form, members[0], tuple(members[1:]), rule.closed, rule))
        else:
            links.extend(_rule_links(rule, members))
    return ordered, list(nodes), links, hypers


def _node(nodes: dict[Measure, int], measure: Measure) -> int:
    return nodes.setdefault(measure, len(nodes))


def _ends(fact: Assertion, layout: Layout) -> Iterator[tuple[Measure, Measure]]:
    """The pairs of measures that the fact bounds: for a ratio two, else a measure and the unit node."""
    own, other = bases(fact)
    nature = layout.nature(fact.metric)
    tags = layout.tags(fact.metric)
    for slot in pick(fact.period, layout.slots[own], nature):
        if other is None:
            yield Measure(own, slot, fact.dimension if tags != ("",) else ""), ONE
            continue
        wanted = fact.relative_period or (
            slot if fact.period is not None and not fact.relative_period else None
        )
        partners = pick(wanted, layout.slots[other], nature)
        for partner in partners[-1:]:
            for tag in tags:
                a, b = Measure(own, slot, tag), Measure(other, partner, tag)
                if a != b:
                    yield a, b


def _rule_links(rule: Rule, members: list[int]) -> Iterator[Link]:
    if rule.form == "fixed":
        yield Link(members[0], 0, rule=rule, fixed=rule.value)
        return
    one = rule.factor
    allowed = Interval(one, one) if rule.form == "equal" else Interval(None, one)
    for other in members[1:]:
        yield Link(members[0], other, rule=rule, fixed=allowed)


def _split(
    facts: Sequence[Assertion], measures: list[Measure], links: list[Link], hypers: list[Hyper]
) -> list[Component]:
    sets: UnionFind[int] = UnionFind()
    for link in links:
        sets.join(link.a, link.b or link.a)
    for hyper in hypers:
        for part in hyper.parts:
            sets.join(hyper.out, part)
    own_links: dict[int, list[Link]] = {}
    own_hypers: dict[int, list[Hyper]] = {}
    for link in links:
        own_links.setdefault(sets.find(link.a), []).append(link)
    for hyper in hypers:
        own_hypers.setdefault(sets.find(hyper.out), []).append(hyper)
    roots = dict.fromkeys([*own_links, *own_hypers])
    if len(roots) == 1:
        return [_pack(facts, measures, links, hypers)]
    return [_pack(facts, measures, own_links.get(r, []), own_hypers.get(r, [])) for r in roots]


def _pack(
    facts: Sequence[Assertion], measures: list[Measure], links: list[Link], hypers: list[Hyper]
) -> Component:
    used = sorted(
        {n for link in links for n in (link.a, link.b)} | {n for h in hypers for n in (h.out, *h.parts)} | {0}
    )
    place = {node: i for i, node in enumerate(used)}
    numbers = sorted({link.fact for link in links if link.fact >= 0})
    at = {number: i for i, number in enumerate(numbers)}
    own = tuple(measures[n] for n in used)
    return Component(
        own,
        tuple(facts[n] for n in numbers),
        tuple(
            Link(place[link.a], place[link.b], at.get(link.fact, -1), link.rule, link.fixed) for link in links
        ),
        tuple(h._replace(out=place[h.out], parts=tuple(place[p] for p in h.parts)) for h in hypers),
        {m: i for i, m in enumerate(own)},
    )


def nearest(component: Component, start: int, limit: int) -> list[int]:
    """Up to `limit` other measures of the component, by the number of links between, the unit node left out."""
    beside: list[list[int]] = [[] for _ in component.measures]
    ties = [(link.a, link.b) for link in component.links if link.b]
    ties += [(hyper.out, part) for hyper in component.hypers for part in hyper.parts]
    for a, b in ties:
        beside[a].append(b)
        beside[b].append(a)
    seen, order = {start}, [start]
    for node in order:
        if len(order) > limit:
            break
        fresh = [n for n in beside[node] if n not in seen]
        order.extend(dict.fromkeys(fresh))
        seen.update(fresh)
    loose = (n for n in range(1, len(component.measures)) if n not in seen)
    return [*order[1:], *loose][:limit]
