"""Which sums make no sense: a part added to its whole, shares of different wholes."""

from __future__ import annotations

from factbase.phrase import phrase
from factbase.reason.calc.amount import Amount
from factbase.reason.measure import Measure
from factbase.reason.rules import RuleBook

__all__ = ["check_sum"]


def check_sum(operator: str, left: Amount, right: Amount, rules: RuleBook) -> str:
    """Why the two may not be added (or, for shares, subtracted), empty if they may."""
    if left.whole is not None and right.whole is not None:
        one, two = left.whole, right.whole
        same = one == two or (operator == "-" and one.base == two.base)
        if not same:
            return phrase("these are shares of different wholes: {one} and {two}", one=str(one), two=str(two))
    if operator == "+":
        for a in left.terms:
            for b in right.terms:
                for part, whole in ((a, b), (b, a)):
                    why = _inside(part, whole, rules)
                    if why:
                        return phrase(
                            "{part} is already counted in {whole} ({why})",
                            part=str(part),
                            whole=str(whole),
                            why=why,
                        )
    return ""


def _inside(part: Measure, whole: Measure, rules: RuleBook) -> str:
    """Why the one is a part of the other, empty if nothing says so."""
    if part.base.world != whole.base.world or part == whole:
        return ""
    if part.base._replace(scope="") == whole.base and part.period == whole.period:
        return phrase("the scope {scope} is a part of it", scope=part.base.scope)
    p, w = part.base, whole.base
    for rule in rules.rules:
        if rule.kind in ("subset", "part_of"):
            pairs = [(rule.refs[0], rule.refs[1])]
        elif rule.kind == "sum":
            pairs = [(ref, rule.refs[0]) for ref in rule.refs[1:]]
        else:
            continue
        for inner, outer in pairs:
            fits = inner.fits(p.subject, p.metric, p.scope) and outer.fits(w.subject, w.metric, w.scope)
            own_subject = bool(inner.subject and outer.subject) or p.subject == w.subject
            own_scope = (inner.scope is not None and outer.scope is not None) or p.scope == w.scope
            if fits and own_subject and own_scope:
                return f"rule {rule.id}"
    return ""
