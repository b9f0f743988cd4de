"""Whether a unit fits a kind and a metric: dimensions agree, compounds with compounds."""

from __future__ import annotations

from factbase.model.kinds import KINDS
from factbase.phrase import listed, phrase, term
from factbase.quantity.units import Unit, UnitTable, dimension_vector

__all__ = ["unit_misfit"]

_RELATIVE = ("performance_ratio", "ratio", "share")


def unit_misfit(kind: str, unit: str, metric_unit: str, units: UnitTable) -> str:
    """What is wrong with `unit` for a fact of this kind and a metric measured in `metric_unit`; empty if nothing.

    `date` and `rank` are their own dimensions. A metric without a unit takes any, one in `money` every currency; a ratio
    or share takes any metric, since it relates two values of it.
    """
    if unit in ("date", "rank") or kind in ("date", "rank"):
        return "" if unit == kind else phrase("a {kind} fact cannot be in {unit}", kind=term(kind), unit=unit)
    read = units.parse(unit)
    if read is None:
        return phrase("no unit is called {unit!r}", unit=unit)
    rule = KINDS[kind]
    allowed = rule.dimensions
    if allowed and not any(_covers(a, read, per=rule.per) for a in allowed):
        return phrase(
            "a {kind} fact cannot be in {unit} ({dimension}); it takes {allowed}",
            kind=term(kind),
            unit=unit,
            dimension=term(read.dimension),
            allowed=listed([term(a) for a in allowed], " or "),
        )
    if kind in _RELATIVE:
        # It relates two values of the metric, so it is not itself in the metric's unit.
        return ""
    if metric_unit == "money":
        return (
            ""
            if _covers("money", read, per=True)
            else phrase(
                "the metric is money, the figure is in {unit} ({dimension})",
                unit=unit,
                dimension=term(read.dimension),
            )
        )
    expected = units.parse(metric_unit) if metric_unit else None
    if expected is not None and expected.dimension != read.dimension:
        return phrase(
            "the metric is measured in {metric_unit} ({dimension}), the figure in {unit} ({dimension2})",
            metric_unit=metric_unit,
            dimension=term(expected.dimension),
            unit=unit,
            dimension2=term(read.dimension),
        )
    return ""


def _covers(allowed: str, unit: Unit, *, per: bool) -> bool:
    """Whether a kind's dimension is that of a unit, `per` also divided by others (energy covers energy per request)."""
    wanted = dict(dimension_vector(allowed))
    powers = {("money" if base.startswith("money:") else base): n for base, n in unit.vector}
    for base, n in wanted.items():
        powers[base] = powers.get(base, 0) - n
    rest = {base: n for base, n in powers.items() if n}
    return not rest or (per and all(n < 0 and wanted.get(base, 0) <= 0 for base, n in rest.items()))
