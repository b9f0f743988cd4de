"""What makes facts comparable: the measure that a fact bounds, and the pair of measures that a ratio compares."""

from __future__ import annotations

from typing import NamedTuple

from factbase.reason.assertion import Assertion
from factbase.reason.period import Period

__all__ = ["ONE", "Base", "Measure", "bases"]


class Base(NamedTuple):
    """A measure before its period is known; `of` is the whole of a figure that is no ratio (5 of the 20 labs)."""

    subject: str
    metric: str
    scope: str = ""
    world: str = "actual"
    of: str = ""


class Measure(NamedTuple):
    """One unknown of the network: a base at a period; `dimension` is filled only where one base holds several."""

    base: Base
    period: Period | None = None
    dimension: str = ""

    def __str__(self) -> str:
        base = self.base
        if not base.subject:
            return "1"
        parts = [f"{base.subject}.{base.metric}"]
        parts += [f"[{base.scope}]"] if base.scope else []
        parts += [f"@{self.period}"] if self.period else []
        parts += [f" ({base.world})"] if base.world != "actual" else []
        parts += [f" in {self.dimension}"] if self.dimension else []
        return "".join(parts)


ONE = Measure(Base("", ""))  # the unit node: an absolute figure is a ratio to it


def bases(fact: Assertion, world: str = "") -> tuple[Base, Base | None]:
    """The base that the fact is about, and the one it compares with (`None` for an absolute figure).

    `world` takes the place of the fact's own.
    """
    world = world or fact.world
    if not fact.is_ratio:
        return Base(fact.subject, fact.metric, fact.scope, world, fact.relative_to), None
    own = Base(fact.subject, fact.metric, fact.scope, world)
    return own, Base(fact.relative_to or fact.subject, fact.metric, fact.scope, world)
