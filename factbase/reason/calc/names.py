"""Names in expressions → amounts: entity, metric, scope and period found, the number derived from the facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from factbase.errors import ExpressionError
from factbase.phrase import listed, phrase, term
from factbase.quantity.units import Vector, dimension_vector
from factbase.reason.assertion import currency_of
from factbase.reason.bounds import Derived, derive_ratio
from factbase.reason.calc.amount import Amount
from factbase.reason.calc.tree import MeasureName
from factbase.reason.knowledge import Knowledge, merge
from factbase.reason.measure import Measure
from factbase.reason.network import Component
from factbase.reason.period import compatible, read_period

__all__ = ["Place", "Resolver", "amount_of", "find_place", "joint_ratio"]


class Resolver(Protocol):
    """Words → ids; an id, a label or an alias in either language."""

    def entity(self, text: str) -> str | None:
        """The entity's id."""
        ...

    def metric(self, text: str) -> str | None:
        """The metric's id."""
        ...

    def scope(self, text: str) -> str | None:
        """The scope's id."""
        ...

    def nearest(self, what: str, text: str) -> Sequence[str]:
        """Names like `text`; `what` is `entity`, `metric` or `scope`."""
        ...


class Place:
    """A name's measure: the component it lies in and its number there."""

    __slots__ = ("component", "measure", "var")

    def __init__(self, component: Component, measure: Measure) -> None:
        self.component = component
        self.measure = measure
        self.var = component.index[measure]


def find_place(name: MeasureName, knowledge: Knowledge, resolver: Resolver, text: str) -> Place:
    """The measure a name means: the actual world before plans, the latest period, the plain measure before scopes.

    Raises `ExpressionError` for unknown names, and where the name leaves more than one measure.
    """
    entity = _known("entity", name.entity, resolver, name, text)
    metric = _known("metric", name.metric, resolver, name, text)
    scope = (
        None
        if name.scope is None
        else ""
        if not name.scope
        else _known("scope", name.scope, resolver, name, text)
    )
    found = [
        (c, m)
        for c in knowledge.components((entity,), metric)
        for m in c.measures
        if m.base.subject == entity and m.base.metric == metric
    ]
    if not found:
        raise ExpressionError(
            phrase("no fact gives the {metric} of {entity}", metric=metric, entity=entity),
            text,
            name.start,
            name.end,
        )
    found = _narrowed(found, name, scope, knowledge.natures.get(metric, "level"), text)
    return Place(*found[-1])


def _known(what: str, word: str, resolver: Resolver, name: MeasureName, text: str) -> str:
    found: str | None = getattr(resolver, what)(word)
    if found is not None:
        return found
    near = resolver.nearest(what, word)
    hint = phrase("; did you mean {names}?", names=listed(near, " or ")) if near else ""
    raise ExpressionError(
        phrase("no {what} is called {word!r}{hint}", what=term(what), word=word, hint=hint),
        text,
        name.start,
        name.end,
    )


_Found = list[tuple[Component, Measure]]


def _narrowed(found: _Found, name: MeasureName, scope: str | None, nature: str, text: str) -> _Found:
    scopes = sorted({m.base.scope for _, m in found})
    wanted = scope if scope is not None else "" if "" in scopes else scopes[0] if len(scopes) == 1 else None
    if wanted is None or wanted not in scopes:
        shown = ", ".join(f"[{s}]" for s in scopes)
        raise ExpressionError(phrase("say which scope: {shown}", shown=shown), text, name.start, name.end)
    found = [f for f in found if f[1].base.scope == wanted]
    if name.period:
        start, _, end = name.period.partition("/")
        period = read_period(start.strip("."), (end or start).strip("."))
        found = [f for f in found if f[1].period is None or compatible(f[1].period, period, nature)]
        dated = [f for f in found if f[1].period is not None]
        found = dated or found
        if not found:
            raise ExpressionError(
                phrase("no fact is about {period}", period=name.period), text, name.start, name.end
            )
    worlds = sorted({m.base.world for _, m in found})
    world = "actual" if "actual" in worlds else worlds[0]
    if len(worlds) > 1 and world != "actual":
        raise ExpressionError(
            phrase("several worlds are known: {worlds}", worlds=listed(worlds)), text, name.start, name.end
        )
    found = [f for f in found if f[1].base.world == world]
    return sorted(
        found, key=lambda f: (f[1].period is not None, f[1].period.end if f[1].period else "", f[1].dimension)
    )


def amount_of(place: Place, name: MeasureName, text: str) -> Amount:
    """The absolute amount of a measure, or its share of the one whole that facts give.

    Raises `ExpressionError` if it is only known relative to others, or not at all.
    """
    component, var = place.component, place.var
    derived = derive_ratio(component, var)
    if derived.widest.high is not None or derived.widest.low:
        return _amount(derived, place, _vector(component, place.measure), None)
    ratios = [link for link in component.links if link.fact >= 0 and link.a == var and link.b]
    wholes = sorted({link.b for link in ratios if component.facts[link.fact].kind == "share"})
    if len(wholes) == 1:
        return _amount(derive_ratio(component, var, wholes[0]), place, (), component.measures[wholes[0]])
    others = sorted({component.measures[link.b].base.subject for link in ratios})
    if others:
        raise ExpressionError(
            phrase('{entity}.{metric} is only known relative to {others}; divide by one of them', entity=name.entity, metric=name.metric, others=listed(others)),
            text, name.start, name.end,
        )  # fmt: skip
    raise ExpressionError(
        phrase("nothing is known of {entity}.{metric}", entity=name.entity, metric=name.metric),
        text,
        name.start,
        name.end,
    )


def joint_ratio(left: Place, right: Place) -> Amount | None:
    """The tightest ratio of two measures over the whole network, `None` if nothing ties them together."""
    parts = [left.component] if left.component is right.component else [left.component, right.component]
    if len(parts) == 2 and left.measure in right.component.index:
        parts = [right.component]
    joint = merge(parts)
    a, b = joint.index[left.measure], joint.index[right.measure]
    if a == b:
        return None
    derived = derive_ratio(joint, a, b)
    if derived.widest.high is None and not derived.widest.low:
        return None
    return _amount(derived, left, (), None)


def _amount(derived: Derived, place: Place, vector: Vector, whole: Measure | None) -> Amount:
    facts = [f for f in place.component.facts if f.id in derived.proof.fact_ids]
    own = [
        f for f in facts if f.subject == place.measure.base.subject and f.metric == place.measure.base.metric
    ]
    notes = []
    if derived.disputed:
        notes.append(phrase("the facts about {measure} contradict one another", measure=place.measure))
    elif derived.reading != "face":
        notes.append(
            phrase(
                "the facts about {measure} hold only in their {reading} reading",
                measure=place.measure,
                reading=term(derived.reading),
            )
        )
    notes += [phrase("crosses the rule {rule}", rule=r) for r in derived.rules]
    return Amount(
        derived.value, derived.face, derived.widest, vector, (place.measure,), whole,
        frozenset({place.measure.base.world}), _day([*own, *facts]), "" if whole else derived.unit, derived.scale,
        derived.proof.steps, tuple(notes),
    )  # fmt: skip


def _day(facts: Sequence[object]) -> str:
    """The day whose rate converts the figure: the end of its period if that has passed when it was told, else that."""
    for fact in facts:
        told: str = getattr(fact, "date", "")
        period = getattr(fact, "period", None)
        if period is not None and told and period.end <= told:
            return str(period.end)
        if told:
            return told
    return ""


def _vector(component: Component, measure: Measure) -> Vector:
    """The powers of a measure's dimension, from the facts of its metric."""
    name = measure.dimension
    if not name:
        own = [f for f in component.facts if f.metric == measure.base.metric and not f.is_ratio]
        name = own[0].dimension if own else "1"
    if currency_of(name):
        name = "money:" + currency_of(name)
    return () if name in ("1", "number") else dimension_vector(name)
