"""Re-checking a saved proof with nothing but its own steps and the facts as they are now: no solver, no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from factbase.phrase import phrase
from factbase.quantity.interval import EVERYTHING, Interval
from factbase.reason.assertion import Assertion, reading_of
from factbase.reason.proof import Proof, Step
from factbase.reason.rules import RuleBook

__all__ = ["Replay", "replay"]


@dataclass(frozen=True, slots=True)
class Replay:
    """`ok` if every step follows; `faults` are (step, why not); `unchecked` are steps that only a solver can vouch for."""

    ok: bool
    faults: tuple[tuple[int, str], ...] = ()
    unchecked: tuple[int, ...] = ()


def replay(
    proof: Proof, facts: Mapping[str, Assertion] | None = None, rules: RuleBook | None = None
) -> Replay:
    """Check each step from its premises. With `facts` (by id) and `rules`, also that those still say what is quoted."""
    faults: list[tuple[int, str]] = []
    unchecked: list[int] = []
    steps: dict[int, Step] = {}
    if not proof.steps:
        faults.append((0, phrase("the proof has no steps")))
    for step in proof.steps:
        if step.n in steps or any(p not in steps for p in step.premises):
            faults.append((step.n, phrase("rests on a step that does not stand before it")))
        elif step.kind == "solver":
            unchecked.append(step.n)
        else:
            premises = [steps[p] for p in step.premises]
            fault = _source_fault(step, facts, rules) or _fault(step, premises, steps)
            if fault:
                faults.append((step.n, fault))
        steps[step.n] = step
    return Replay(not faults, tuple(faults), tuple(unchecked))


def _source_fault(step: Step, facts: Mapping[str, Assertion] | None, rules: RuleBook | None) -> str:
    if step.kind == "fact" and facts is not None:
        fact = facts.get(step.fact_id)
        if fact is None:
            return phrase("fact {fact_id} is not there any more", fact_id=step.fact_id)
        if reading_of(fact, step.reading) != step.interval:
            return phrase(
                "fact {fact_id} now says {interval}",
                fact_id=step.fact_id,
                interval=reading_of(fact, step.reading),
            )
        if step.period is not None and fact.period != step.period:
            return phrase("fact {fact_id} now says {interval}", fact_id=step.fact_id, interval=fact.period)
        if fact.quote != step.quote:
            return phrase("fact {fact_id} now quotes other words", fact_id=step.fact_id)
    if step.kind == "rule" and rules is not None and rules.get(step.rule) is None:
        return phrase("rule {rule} is not there any more", rule=step.rule)
    return ""


def _fault(step: Step, premises: list[Step], steps: Mapping[int, Step]) -> str:
    if step.kind in ("fact", "rule", "claim", "number"):
        return ""
    if step.kind == "combine":
        return _combine_fault(step, steps)
    if step.kind == "empty":
        one, two = premises
        same = (one.left, one.right) == (two.left, two.right)
        return "" if same and _exclude(one, two) else phrase("the two steps can both hold")
    if step.kind == "inside":
        held, claim = premises
        fits = (held.left, held.right) == (claim.left, claim.right) == (step.left, step.right)
        return "" if fits and _lies_in(held, claim) else phrase("the facts reach beyond the claim")
    made = _CHECKS[step.kind](step, premises)
    if made is None:
        return phrase("its premises are about other measures")
    return "" if step.interval.encloses(made) else phrase("its premises only give {made}", made=made)


def _exclude(one: Step, two: Step) -> bool:
    """Whether two steps about one measure cannot both hold: of a list and the members claimed of it, as the list is closed."""
    if one.period is not None and two.period is not None:
        return one.period.start > two.period.end or two.period.start > one.period.end
    if one.members and two.members:
        return not set(two.members) <= set(one.members)
    return one.interval & two.interval is None


def _lies_in(held: Step, claim: Step) -> bool:
    if held.period is not None and claim.period is not None:
        return held.period.within(claim.period)
    if held.members and claim.members:
        return set(claim.members) <= set(held.members)
    return claim.interval.encloses(held.interval)


def _multiply(step: Step, premises: list[Step]) -> Interval | None:
    for one, two in (premises, premises[::-1]):
        if one.left == step.left and one.right == two.left and two.right == step.right:
            return _times(one.interval, two.interval)
    return None


def _divide(step: Step, premises: list[Step]) -> Interval | None:
    for one, two in (premises, premises[::-1]):
        if one.left == step.left and two.left == step.right and one.right == two.right:
            return _over(one.interval, two.interval)  # left/x over right/x
        if one.right == step.right and two.right == step.left and one.left == two.left:
            return _over(one.interval, two.interval)  # x/right over x/left
    return None


def _invert(step: Step, premises: list[Step]) -> Interval | None:
    (one,) = premises
    return _inverse(one.interval) if (one.left, one.right) == (step.right, step.left) else None


def _both(step: Step, premises: list[Step]) -> Interval | None:
    held: Interval | None = EVERYTHING
    for one in premises:
        if (one.left, one.right) != (step.left, step.right) or held is None:
            return None
        held = held & one.interval
    return held


def _positive(step: Step, premises: list[Step]) -> Interval | None:
    above = Interval(Fraction(0), None, True)
    if not premises:
        # The unit node is one; anything else that is measured is not below zero.
        return above if not step.left else Interval(Fraction(0))
    (one,) = premises
    is_divisor = bool(one.right) and one.right == step.left
    stated = one.left == step.left and one.interval.low == 0 and one.interval.low_open
    return above if is_divisor or stated else None


def _by_rule(step: Step, premises: list[Step]) -> Interval | None:
    rule = premises[0]
    held = dict.fromkeys(rule.terms, Interval(Fraction(0)))
    for one in premises[1:]:
        both = held[one.left] & one.interval if one.left in held and not one.right else None
        if both is None:
            return None
        held[one.left] = both
    if step.left not in held or step.right:
        return None
    out, *parts = rule.terms
    others = [held[p] for p in parts if p != step.left]
    if rule.reading == "product":
        whole = Interval(Fraction(1), Fraction(1))
        for factor in others:
            whole = _times(whole, factor)
        return whole if step.left == out else _over(held[out], whole)
    total = Interval(Fraction(0), Fraction(0))
    for part in others:
        total = total + part
    made = total if step.left == out else held[out] - total
    if rule.reading != "at_least_sum":
        return made
    if step.left == out:
        return Interval(made.low, None, made.low_open)
    return Interval(None, made.high, False, made.high_open)


def _calc(step: Step, premises: list[Step]) -> Interval | None:
    values = [p.interval for p in premises]
    try:
        if step.rule == "rate":
            return values[0].scale(step.weights[0][2])
        if step.rule == "negate":
            return -values[0]
        one, two = values
        if step.rule in "+-":
            return one + two if step.rule == "+" else one - two
        return one * two if step.rule == "*" else one / two
    except (ZeroDivisionError, IndexError, ValueError):
        return None


def _combine_fault(step: Step, steps: Mapping[int, Step]) -> str:
    """Farkas: non-negative weights that cancel every measure and leave zero at least a positive number."""
    total: dict[str, Fraction] = {}
    strict = False
    for n, side, weight in step.weights:
        if n != 0 and n not in steps:
            return phrase("weighs step {n}, which is not there", n=n)
        if weight < 0:
            return phrase("a weight is below zero")
        row, is_open = _row(steps.get(n), side)
        if row is None:
            return phrase("step {n} has no {side} end", n=n, side=side)
        strict = strict or (is_open and weight > 0)
        for name, factor in row.items():
            total[name] = total.get(name, Fraction(0)) + factor * weight
    constant = total.pop("", Fraction(0))
    if any(total.values()):
        return phrase("the weighted bounds do not cancel")
    return (
        ""
        if constant < 0 or (constant == 0 and strict)
        else phrase("the weighted bounds leave no contradiction")
    )


def _row(step: Step | None, side: str) -> tuple[dict[str, Fraction] | None, bool]:
    """One bound as `sum(factor * measure) >= 0` (the unit node is ""), and whether it is strict."""
    if step is None:  # `side` names a measure: it is not below zero
        return {side: Fraction(1)}, False
    if step.terms:
        sign = 1 if side == "low" else -1
        if side == "high" and step.reading == "at_least_sum":
            return None, False
        row = {step.terms[0]: Fraction(sign)}
        for part in step.terms[1:]:
            row[part] = row.get(part, Fraction(0)) - sign
        return row, False
    end = step.interval.low if side == "low" else step.interval.high
    if end is None:
        return None, False
    sign = 1 if side == "low" else -1
    row = {step.left: Fraction(sign)}
    row[step.right] = row.get(step.right, Fraction(0)) - sign * end
    return row, step.interval.low_open if side == "low" else step.interval.high_open


def _times(a: Interval, b: Interval) -> Interval:
    product = _nonneg(a) * _nonneg(b)
    return product if product.low is not None else product._replace(low=Fraction(0))


def _inverse(a: Interval) -> Interval:
    held = _nonneg(a)
    above = held & Interval(Fraction(0), None, True)
    return Interval(Fraction(0)) if above is None else above.reciprocal()


def _over(a: Interval, b: Interval) -> Interval:
    return _times(a, _inverse(b))


def _nonneg(a: Interval) -> Interval:
    return (a & Interval(Fraction(0))) or Interval(Fraction(0), Fraction(0))


_CHECKS: Mapping[str, Callable[[Step, list[Step]], Interval | None]] = {
    "multiply": _multiply,
    "divide": _divide,
    "invert": _invert,
    "both": _both,
    "positive": _positive,
    "by_rule": _by_rule,
    "calc": _calc,
}
