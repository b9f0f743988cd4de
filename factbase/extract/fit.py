"""Whether a unit fits a kind and a metric: dimensions agree, compounds with compounds."""

from __future__ import annotations

from factbase.model.kinds import KINDS
from factbase.quantity.units import UnitTable

__all__ = ["unit_misfit"]


def unit_misfit(kind: str, unit: str, metric_unit: str, units: UnitTable) -> str:
    """What is wrong with `unit` for a fact of this kind and a metric measured in `metric_unit`; empty if nothing.

    `date` and `rank` are their own dimensions. A metric without a unit takes any; one in money takes every currency.
    """
    if unit in ("date", "rank") or kind in ("date", "rank"):
        return "" if unit == kind else f"a {kind} fact cannot be in {unit}"
    read = units.parse(unit)
    if read is None:
        return f"no unit is called {unit!r}"
    allowed = KINDS[kind].dimensions
    root = read.dimension.split(":")[0]
    if allowed and not any(_covers(a, root) for a in allowed):
        return f"a {kind} fact cannot be in {unit} ({read.dimension}); it takes {' or '.join(allowed)}"
    expected = units.parse(metric_unit) if metric_unit else None
    if expected is not None and expected.dimension != read.dimension:
        both_money = expected.dimension.startswith("money") and read.dimension.startswith("money")
        if not both_money or ("/" in expected.dimension) != ("/" in read.dimension):
            return f"the metric is measured in {metric_unit} ({expected.dimension}), the figure in {unit} ({read.dimension})"
    return ""


def _covers(allowed: str, dimension: str) -> bool:
    """Whether a kind's dimension covers a unit's: `energy` also covers energy per something."""
    return dimension == allowed or dimension.startswith((f"{allowed}/", f"{allowed}:"))
