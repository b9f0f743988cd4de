"""The rules that tie measures together, read from `schema/rules.toml` and checked as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from factbase.errors import Problem, Problems
from factbase.phrase import listed, phrase, term
from factbase.quantity.interval import Interval, closed, point

__all__ = ["NO_RULES", "Ref", "Rule", "RuleBook", "read_rules"]

# kind → the keys that name its measures, in the order of `Rule.refs`; a plural key holds a list.
SHAPES: Mapping[str, tuple[str, ...]] = {
    "stands_for": ("metrics",),
    "identity": ("left", "right"),
    "definition": ("measure",),
    "sum": ("total", "parts"),
    "part_of": ("part", "whole"),
    "subset": ("part", "whole"),
    "at_most": ("left", "right"),
    "product": ("product", "factors"),
    "quotient": ("numerator", "quotient", "denominator"),
    "order": ("sequence",),
}
_OPTIONAL = {"id", "kind", "note", "factor", "closed", "value", "low", "high", "members"}


@dataclass(frozen=True, slots=True)
class Ref:
    """A measure as a rule names it.

    An empty subject, or a scope of `None`, means "the same one in every measure of the rule"; an empty scope means the
    measure without a scope.
    """

    metric: str
    subject: str = ""
    scope: str | None = None

    def fits(self, subject: str, metric: str, scope: str) -> bool:
        """Whether it may stand for this measure."""
        return metric == self.metric and self.subject in ("", subject) and self.scope in (None, scope)

    def __str__(self) -> str:
        return f"{self.subject or '*'}.{self.metric}" + ("" if self.scope is None else f"[{self.scope}]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `refs[0]` is the total of a sum, the product of its factors, the part, the left side, the earliest.

    `closed` says that a sum has no parts but those named; `factor` is base units of `refs[0]` for one of `refs[1]`
    (identity); `value` is what a definition fixes, in base units.
    """

    id: str
    kind: str
    refs: tuple[Ref, ...]
    closed: bool = True
    factor: Fraction = Fraction(1)
    value: Interval | None = None
    note: str = ""

    @property
    def is_pinned(self) -> bool:
        """Whether a measure of the rule names its subject or scope."""
        return any(ref.subject or ref.scope is not None for ref in self.refs)

    @property
    def form(self) -> str:
        """What the rule means to the solver: `equal`, `at_most`, `sum`, `product`, `fixed` or `order`."""
        forms = {"stands_for": "equal", "identity": "equal", "definition": "fixed", "quotient": "product"}
        return forms.get(self.kind, "at_most" if self.kind in ("part_of", "subset", "at_most") else self.kind)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, findable by metric; built by `read_rules`."""

    rules: tuple[Rule, ...] = ()
    by_metric: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)

    def touching(self, metric: str) -> tuple[Rule, ...]:
        """The rules that name the metric."""
        return self.by_metric.get(metric, ())

    def family(self, metric: str) -> str:
        """One name for all metrics that rules tie together for one subject."""
        return self.families.get(metric, metric)

    def of_kind(self, *kinds: str) -> Iterator[Rule]:
        """The rules of the given kinds, in file order."""
        return (r for r in self.rules if r.kind in kinds)

    def get(self, rule_id: str) -> Rule | None:
        """The rule with this id, if there is one."""
        return next((r for r in self.rules if r.id == rule_id), None)


NO_RULES = RuleBook()


def read_rules(
    table: Mapping[str, Any],
    file: str = "rules.toml",
    metrics: Collection[str] | None = None,
    entities: Collection[str] | None = None,
) -> RuleBook:
    """The rule book of a parsed TOML table `{"rule": [...]}`.

    `metrics` and `entities` are the known ids; `None` skips that test. Raises `Problems` with every fault at once:
    unknown kinds, keys, metrics or entities, missing measures, repeated ids, and cycles.
    """
    problems: list[Problem] = []
    rules: list[Rule] = []
    seen: set[str] = set()
    for number, entry in enumerate(table.get("rule", ()), 1):
        rule = _read_rule(entry, number, file, problems)
        if rule is None:
            continue
        if rule.id in seen:
            problems.append(Problem(file, rule.id, phrase("the id is used twice; ids of rules are unique")))
        seen.add(rule.id)
        rules.append(rule)
        problems.extend(_unknown(rule, file, metrics, entities))
    problems.extend(_cycles(rules, file))
    if problems:
        raise Problems(problems)
    by_metric: dict[str, list[Rule]] = {}
    for rule in rules:
        for metric in dict.fromkeys(r.metric for r in rule.refs):
            by_metric.setdefault(metric, []).append(rule)
    return RuleBook(tuple(rules), {m: tuple(r) for m, r in by_metric.items()}, _families(rules))


def _families(rules: list[Rule]) -> dict[str, str]:
    """Metric → the first metric of those that unpinned rules tie to it."""
    root: dict[str, str] = {}
    for rule in rules:
        if not rule.is_pinned:
            joined = {root.setdefault(ref.metric, ref.metric) for ref in rule.refs}
            first = min(joined)
            root.update({metric: first for metric, own in root.items() if own in joined})
    return root


def _read_rule(entry: Any, number: int, file: str, problems: list[Problem]) -> Rule | None:
    place = phrase("rule {rule}", rule=number)
    if not isinstance(entry, Mapping):
        problems.append(Problem(file, place, phrase("is no table; write [[rule]] and its keys below it")))
        return None
    name, kind = entry.get("id") or place, str(entry.get("kind", ""))
    name = name if isinstance(name, str) else str(name)
    before = len(problems)
    if not entry.get("id"):
        problems.append(Problem(file, name, phrase("has no id")))
    if kind not in SHAPES:
        fault = phrase("kind {kind!r} is unknown; use one of {known}", kind=kind, known=listed(SHAPES))
        problems.append(Problem(file, name, fault))
        return None
    unknown = sorted(set(entry) - _OPTIONAL - set(SHAPES[kind]))
    problems.extend(
        Problem(file, name, phrase("key {key!r} has no meaning for a {kind} rule", key=key, kind=kind))
        for key in unknown
    )
    refs: list[Ref] = []
    for key in SHAPES[kind]:
        refs.extend(_read_refs(entry.get(key), key, name, file, problems))
    least = 1 if kind == "definition" else 2
    if len(refs) < least and len(problems) == before:
        fault = phrase("a {kind} rule needs at least {least} measures", kind=kind, least=least)
        problems.append(Problem(file, name, fault))
    factor = _number(entry.get("factor", 1), "factor", name, file, problems)
    value = _value(entry, kind, name, file, problems)
    if len(problems) > before:
        return None
    if factor <= 0:
        problems.append(Problem(file, name, phrase("factor must be above zero")))
        return None
    return Rule(
        name, kind, tuple(refs), bool(entry.get("closed", True)), factor, value, str(entry.get("note", ""))
    )


def _read_refs(raw: Any, key: str, name: str, file: str, problems: list[Problem]) -> Iterator[Ref]:
    if raw is None:
        problems.append(Problem(file, name, phrase("has no {key!r}", key=key)))
        return
    plural = key in ("metrics", "parts", "factors", "sequence")
    if plural and not isinstance(raw, list):
        problems.append(Problem(file, name, phrase("{key!r} is a list of measures", key=key)))
        return
    for one in raw if plural else [raw]:
        if isinstance(one, str):
            yield Ref(one)
        elif isinstance(one, Mapping) and one.get("metric") and set(one) <= {"metric", "subject", "scope"}:
            scope = one.get("scope")
            yield Ref(str(one["metric"]), str(one.get("subject", "")), None if scope is None else str(scope))
        else:
            problems.append(
                Problem(
                    file,
                    name,
                    phrase("{key!r}: a measure is a metric id or {{ subject, metric, scope }}", key=key),
                )
            )


def _value(
    entry: Mapping[str, Any], kind: str, name: str, file: str, problems: list[Problem]
) -> Interval | None:
    if kind != "definition":
        return None
    if "value" in entry:
        return point(_number(entry["value"], "value", name, file, problems))
    if "low" in entry and "high" in entry:
        low = _number(entry["low"], "low", name, file, problems)
        high = _number(entry["high"], "high", name, file, problems)
        if low <= high:
            return closed(low, high)
        problems.append(
            Problem(file, name, phrase("the interval from {low} to {high} is empty", low=low, high=high))
        )
        return None
    problems.append(Problem(file, name, phrase("a definition needs a value, or low and high")))
    return None


def _number(raw: Any, key: str, name: str, file: str, problems: list[Problem]) -> Fraction:
    try:
        return Fraction(str(raw))
    except (ValueError, ZeroDivisionError):
        problems.append(
            Problem(
                file,
                name,
                phrase('{key} {raw!r} is no exact number; write 2, 0.5 or "2/3"', key=key, raw=raw),
            )
        )
        return Fraction(1)


def _unknown(
    rule: Rule, file: str, metrics: Collection[str] | None, entities: Collection[str] | None
) -> Iterator[Problem]:
    for ref in rule.refs:
        if metrics is not None and ref.metric not in metrics:
            yield Problem(
                file,
                rule.id,
                phrase(
                    "metric {metric!r} is unknown; add it to metrics.toml or correct it", metric=ref.metric
                ),
            )
        if entities is not None and ref.subject and ref.subject not in entities:
            yield Problem(
                file,
                rule.id,
                phrase(
                    "entity {subject!r} is unknown; add it to entities.toml or correct it",
                    subject=ref.subject,
                ),
            )


def _cycles(rules: list[Rule], file: str) -> Iterator[Problem]:
    """A total that is, over other rules, a part of itself; an order that comes back to its start."""
    for forms, word in ((("sum", "part_of", "subset"), "part of itself"), (("order",), "before itself")):
        edges: dict[Ref, list[tuple[Ref, Rule]]] = {}
        for rule in rules:
            if rule.kind not in forms:
                continue
            chain = rule.refs
            pairs = pairwise(chain) if rule.kind == "order" else _downward(rule)
            for upper, lower in pairs:
                edges.setdefault(upper, []).append((lower, rule))
        loop = _find_loop(edges)
        if loop:
            path = " → ".join(str(ref) for ref in loop)
            yield Problem(
                file,
                "",
                phrase(
                    "the rules make a measure {word}: {path}; remove one of them", word=term(word), path=path
                ),
            )


def _downward(rule: Rule) -> list[tuple[Ref, Ref]]:
    if rule.kind == "sum":
        return [(rule.refs[0], part) for part in rule.refs[1:]]
    return [(rule.refs[1], rule.refs[0])]


def _find_loop(edges: Mapping[Ref, list[tuple[Ref, Rule]]]) -> list[Ref]:
    done: set[Ref] = set()
    for root in edges:
        path: list[Ref] = [root]
        stack = [iter(edges.get(root, ()))]
        while stack:
            below = next(stack[-1], None)
            if below is None:
                stack.pop()
                done.add(path.pop())
            elif below[0] in path:
                return [*path[path.index(below[0]) :], below[0]]
            elif below[0] not in done:
                path.append(below[0])
                stack.append(iter(edges.get(below[0], ())))
    return []
