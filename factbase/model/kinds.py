"""The kinds of fact: what each requires and which dimensions and bounds it allows.

Plain data, so that the query path can name kinds without loading a model class.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

__all__ = ["KINDS", "MODALITIES", "STATUSES", "KindRule"]

MODALITIES = ("actual", "estimate", "forecast", "target", "plan")
STATUSES = ("accepted", "candidate", "rejected", "superseded", "retired")


class KindRule(NamedTuple):
    """What a kind asks of its facts.

    `dimensions` lists the allowed dimensions of the unit (empty: any; `money` stands for every currency), `per` says
    that a dimension divided by others is allowed too; `requires` names the fields that may not be empty;
    `minimum`/`maximum` are closed bounds of the value in the unit.
    """

    dimensions: tuple[str, ...]
    requires: tuple[str, ...] = ()
    minimum: Fraction | None = Fraction(0)
    maximum: Fraction | None = None
    per: bool = False
    about: str = ""


_ONE = Fraction(1)

KINDS: dict[str, KindRule] = {
    "performance_ratio": KindRule(
        ("number",), ("relative_to",), about="how one thing performs against another; 1 is equal"
    ),
    "parameter_count": KindRule(("count",), about="parameters of a model"),
    "funding": KindRule(("money",), per=True, about="public or private money given to or put into something"),
    "power": KindRule(
        ("energy", "power"), per=True, about="power and energy, also energy per time or per request"
    ),
    "share": KindRule(("number",), maximum=_ONE, about="a part of a whole, as a fraction"),
    "count": KindRule(("count",), per=True, about="whole things, also per time"),
    "rank": KindRule(("rank",), minimum=_ONE, about="a place in an order; 1 is first"),
    "duration": KindRule(("time",), about="a span of time"),
    "date": KindRule(
        ("date",), minimum=None, about="when something happens; the interval is period_start to period_end"
    ),
    "length": KindRule(("length",), about="lengths, distances, depths, heights"),
    "area": KindRule(("area",), about="areas"),
    "mass": KindRule(("mass",), about="masses"),
    "data_volume": KindRule(("data", "token"), per=True, about="bytes and tokens"),
    "compute": KindRule(
        ("floating-point operations", "floating-point speed", "operations", "operation speed"),
        about="operations and operations per second",
    ),
    "process_node": KindRule(("length",), about="the named size of a semiconductor process"),
    "ratio": KindRule(
        ("number", "points"), per=True, minimum=None, about="other pure ratios, also changes as new/old"
    ),
    "money": KindRule(("money",), per=True, minimum=None, about="prices, revenue, market value, investment"),
    "rate": KindRule((), minimum=None, about="a quantity per another quantity"),
    "measure": KindRule((), minimum=None, about="any other dimension"),
}
