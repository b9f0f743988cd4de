"""What `check` reports and `verify` answers: findings, verdicts, and proofs as numbered steps."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from factbase.model.base import Frozen

__all__ = ["Claim", "Finding", "Step", "Verdict"]

VerdictWord = Literal["contradicted", "not_covered", "possible", "supported"]


class Step(Frozen):
    """One numbered step of a proof: a quoted fact, a rule, a derived bound or the conclusion.

    Bounds are exact, in `unit`; a missing bound is `None`. `premises` are the numbers of earlier steps it follows from.
    """

    n: int
    kind: str
    fact_id: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str = ""
    quote: str = ""
    speaker: str = ""
    outlet: str = ""
    rule: str = ""
    premises: tuple[int, ...] = ()


class Finding(Frozen):
    """One thing that a check found. `severity` is error, warning or info; `accepted` holds the reason of an exception."""

    id: str
    check: str
    severity: Literal["error", "warning", "info"]
    fact_ids: tuple[str, ...] = ()
    message: str
    proof: tuple[Step, ...] = ()
    accepted: str = ""


class Claim(Frozen):
    """One judged claim of a text, `[start, end)` in code points."""

    text: str
    start: int
    end: int
    verdict: VerdictWord
    fact_ids: tuple[str, ...] = ()
    interval: str = ""
    proof: tuple[Step, ...] = ()


class Verdict(Frozen):
    """The answer of `verify`: the worst of its claims' verdicts."""

    verdict: VerdictWord
    claims: tuple[Claim, ...] = ()
