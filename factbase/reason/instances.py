"""Where rules apply: the periods that become measures, the units that keep apart, and each rule's instances."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factbase.reason.assertion import Assertion
from factbase.reason.measure import Base, Measure, bases
from factbase.reason.period import Period, compatible, leaves
from factbase.reason.rules import Ref, Rule, RuleBook

__all__ = ["Layout", "instances", "lay_out"]

_CURRENCY = re.compile(r"\b[A-Z]{3}\b")


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures of a group of facts before they are numbered."""

    slots: dict[Base, tuple[Period | None, ...]]
    natures: Mapping[str, str]
    families: Mapping[str, tuple[str, ...]]

    def nature(self, metric: str) -> str:
        """`flow`, `level`, `event` or `rank`; a metric nobody described is a level."""
        return self.natures.get(metric, "level")

    def tags(self, metric: str) -> tuple[str, ...]:
        """`("",)` where the metric's figures share one base unit, else each base unit: they are kept apart."""
        found = self.families.get(metric, ())
        return found if len(found) > 1 else ("",)


def lay_out(facts: Sequence[Assertion], rules: RuleBook, natures: Mapping[str, str]) -> Layout:
    """The slots of every base and the base units of every family of metrics."""
    stated: dict[Base, set[Period | None]] = {}
    units: dict[str, set[str]] = {}
    for fact in facts:
        own, other = bases(fact)
        stated.setdefault(own, set()).add(fact.period)
        if other is None:
            units.setdefault(fact.metric, set()).add(fact.dimension)
        else:
            units.setdefault(fact.metric, set())
            stated.setdefault(other, set()).add(fact.relative_period or fact.period)
    slots = {base: leaves(periods, natures.get(base.metric, "level")) for base, periods in stated.items()}
    return Layout(slots, natures, _families(units, rules))


def _families(units: Mapping[str, set[str]], rules: RuleBook) -> dict[str, tuple[str, ...]]:
    """Metric → the base units met in the metrics that rules compare with it (products relate unlike units)."""
    if not rules.by_metric:
        return {m: tuple(sorted(found)) for m, found in units.items()}
    merged: dict[str, tuple[str, ...]] = {}
    for metric in units:
        if metric in merged:
            continue
        family, todo = {metric}, [metric]
        while todo:
            for rule in rules.touching(todo.pop()):
                if rule.form in ("product", "order"):
                    continue
                fresh = {r.metric for r in rule.refs} - family
                family |= fresh
                todo.extend(fresh)
        found = tuple(sorted({u for m in family for u in units.get(m, ())}))
        merged.update(dict.fromkeys(family, found))
    return merged


def instances(layout: Layout, rules: RuleBook) -> Iterator[tuple[Rule, tuple[Measure, ...]]]:
    """Every rule applied to every combination of subject, scope, world and period that it fits."""
    present = dict.fromkeys(rule for base in layout.slots for rule in rules.touching(base.metric))
    wanted = [
        (rule, context)
        for rule in sorted(present, key=lambda r: r.id)
        if rule.form != "order"
        for context in _contexts(rule, layout)
    ]
    uses = Counter(base for _, context in wanted for base in context)
    for rule, context in wanted:
        # An unknown measure that two rules share carries something from one to the other.
        known = sum(base in layout.slots for base in context)
        if not known or not _is_useful(
            rule, sum(b in layout.slots or uses[b] > 1 for b in context), len(context)
        ):
            continue
        seen: set[tuple[Measure, ...]] = set()
        for periods in _aligned(rule, context, layout):
            for tags in _tagged(rule, layout):
                made = tuple(Measure(b, p, t) for b, p, t in zip(context, periods, tags, strict=True))
                if made not in seen and len(set(made)) == len(made):
                    seen.add(made)
                    yield rule, made


def _contexts(rule: Rule, layout: Layout) -> list[tuple[Base, ...]]:
    """The bases that each instance of the rule names, known or not."""
    free_subject = any(not ref.subject for ref in rule.refs)
    free_scope = any(ref.scope is None for ref in rule.refs)
    subjects: set[str] = set()
    scopes: set[str] = set()
    worlds: set[str] = set()
    for base in layout.slots:
        for ref in rule.refs:
            if _matches(ref, base):
                worlds.add(base.world)
                subjects |= {base.subject} if not ref.subject else set()
                scopes |= {base.scope} if ref.scope is None else set()
    made: list[tuple[Base, ...]] = []
    for subject in sorted(subjects) if free_subject else [""]:
        for scope in sorted(scopes) if free_scope else [""]:
            for world in sorted(worlds):
                made.append(
                    tuple(
                        Base(r.subject or subject, r.metric, scope if r.scope is None else r.scope, world)
                        for r in rule.refs
                    )
                )
    return made


def _matches(ref: Ref, base: Base) -> bool:
    return not base.of and ref.fits(base.subject, base.metric, base.scope)


def _is_useful(rule: Rule, known: int, size: int) -> bool:
    """A bound between two needs both; an equality passes one on; a product or a sum says something from two on."""
    if rule.form in ("equal", "fixed"):
        return known >= 1
    if rule.form == "at_most":
        return known == size
    return known >= (2 if rule.form == "sum" else size - 1)


def _aligned(rule: Rule, wanted: Sequence[Base], layout: Layout) -> Iterator[tuple[Period | None, ...]]:
    """One period for each measure of the rule, so that all speak of one time."""
    known = [layout.slots[base] for base in wanted if base in layout.slots]
    anchors = dict.fromkeys(slot for slots in known for slot in slots)
    if len(anchors) > 1:
        anchors.pop(None, None)
    for anchor in anchors:
        chosen = [_slot(layout, base, anchor) for base in wanted]
        if any(c is None for c in chosen) and rule.form in ("at_most", "fixed"):
            continue
        yield tuple(c[0] if c else anchor for c in chosen)


def _slot(layout: Layout, base: Base, anchor: Period | None) -> tuple[Period | None] | None:
    """The base's slot for the anchor in a 1-tuple; `None` if it has none."""
    slots = layout.slots.get(base, ())
    nature = layout.nature(base.metric)
    fits = [s for s in slots if s == anchor] or [s for s in slots if compatible(s, anchor, nature)]
    return (fits[-1],) if fits else None


def _tagged(rule: Rule, layout: Layout) -> Iterator[tuple[str, ...]]:
    """The base-unit tags of one instance; unlike currencies never meet in a product."""
    options = [layout.tags(ref.metric) for ref in rule.refs]
    if all(o == ("",) for o in options):
        found = {
            c for ref in rule.refs for u in layout.families.get(ref.metric, ()) for c in _CURRENCY.findall(u)
        }
        if len(found) <= 1 or rule.form != "product":
            yield ("",) * len(options)
        return
    for tag in sorted({t for o in options for t in o} - {""}):
        if all(o == ("",) or tag in o for o in options):
            yield tuple("" if o == ("",) else tag for o in options)
