"""Proofs as data: numbered steps that end in quotes, their JSON, and how far each number is from flipping them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from factbase.quantity.exact import parse_exact
from factbase.quantity.interval import EVERYTHING, Interval
from factbase.reason.period import FAR_FUTURE, FAR_PAST, Period, read_period

__all__ = ["NO_PROOF", "Proof", "Slack", "Step", "number_of", "proof_from_json", "proof_to_json"]

# fact      what a quote says            premises: none
# rule      what a rule says             premises: none; `terms` name the measures of a sum or product, the result first
# claim     what is being verified       premises: none
# multiply  left/x times x/right         divide  left/x over right/x      invert  one over right/left
# both      what two steps leave         by_rule a measure of a sum or product from the others
# positive  a divisor is above zero      combine a weighted sum of bounds that leaves 0 ≥ a positive number
# empty     two steps that leave nothing solver  z3's word, without a certificate
# number    a number written in an expression    calc     an operation of an expression, named by `rule`
# inside    the first premise lies inside the second, which is the claim
KINDS: frozenset[str] = frozenset(
    {
        "fact",
        "rule",
        "claim",
        "number",
        "multiply",
        "divide",
        "invert",
        "both",
        "by_rule",
        "positive",
        "combine",
    }
    | {"empty", "inside", "calc", "solver"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `left / right` lies in `interval` (base units; `right` is empty for an absolute figure).

    `unit` is the unit to show and `scale` the base units in one of it. `premises` are numbers of earlier steps.
    `reading` says how a fact was read. `terms` and `weights` are filled as the table of kinds says: a weight is
    (step, side of its interval, factor). A step about a date has `period`, one about a list the ids of its `members`, each in
    place of the interval; `inside` and `empty` then hold or break as periods lie in, and lists name, one another.
    """

    n: int
    kind: str
    left: str = ""
    right: str = ""
    interval: Interval = EVERYTHING
    unit: str = "1"
    scale: Fraction = Fraction(1)
    premises: tuple[int, ...] = ()
    fact_id: str = ""
    quote: str = ""
    speaker: str = ""
    outlet: str = ""
    rule: str = ""
    reading: str = ""
    terms: tuple[str, ...] = ()
    weights: tuple[tuple[int, str, Fraction], ...] = ()
    period: Period | None = None
    members: tuple[str, ...] = ()

    @property
    def shown(self) -> Interval:
        """The interval in `unit`."""
        return self.interval if self.scale == 1 else self.interval.scale(1 / self.scale)


@dataclass(frozen=True, slots=True)
class Slack:
    """How far one end of a fact is from flipping the conclusion: it flips when `now` passes `threshold` (base units)."""

    fact_id: str
    side: str  # "low" or "high"
    now: Fraction
    threshold: Fraction
    left: str
    right: str = ""
    unit: str = "1"
    scale: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Proof:
    """Steps in order, the last one the conclusion; `slack` per fact that decides it."""

    steps: tuple[Step, ...] = ()
    slack: tuple[Slack, ...] = ()

    @property
    def conclusion(self) -> Step | None:
        """The last step, `None` for an empty proof."""
        return self.steps[-1] if self.steps else None

    @property
    def evidence(self) -> Proof:
        """The facts, the rules and the claim alone, without what was concluded from them."""
        return Proof(tuple(s for s in self.steps if s.kind in ("fact", "rule", "claim")))

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts it rests on, in the order of their steps."""
        return tuple(dict.fromkeys(s.fact_id for s in self.steps if s.fact_id))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules it crosses."""
        return tuple(dict.fromkeys(s.rule for s in self.steps if s.rule))


NO_PROOF = Proof()


def number_of(value: Fraction | None) -> int | float | None:
    """A JSON number: an integer if it is one, else the nearest double."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def proof_to_json(proof: Proof) -> list[dict[str, Any]]:
    """The steps as JSON objects, bounds in the shown unit; `exact` keeps what a double cannot. The slack is left out."""
    return [_step_to_json(step) for step in proof.steps]


def _step_to_json(step: Step) -> dict[str, Any]:
    shown = step.shown
    made: dict[str, Any] = {
        "n": step.n,
        "kind": step.kind,
        "fact_id": step.fact_id,
        "low": number_of(shown.low),
        "high": number_of(shown.high),
        "low_open": shown.low_open,
        "high_open": shown.high_open,
        "unit": step.unit,
        "quote": step.quote,
        "speaker": step.speaker,
        "outlet": step.outlet,
        "rule": step.rule,
        "left": step.left,
        "right": step.right,
        "premises": list(step.premises),
        "reading": step.reading,
        "exact": [_text(step.interval.low), _text(step.interval.high), str(step.scale)],
    }
    if step.terms:
        made["terms"] = list(step.terms)
    if step.weights:
        made["weights"] = [[n, side, str(factor)] for n, side, factor in step.weights]
    if step.period is not None:
        start, end = step.period
        made["period_start"] = None if start == FAR_PAST else start
        made["period_end"] = None if end == FAR_FUTURE else end
    if step.members:
        made["members"] = list(step.members)
    return made


def proof_from_json(steps: Sequence[Mapping[str, Any]]) -> Proof:
    """The proof that `proof_to_json` wrote. Raises `ValueError` for anything else."""
    try:
        return Proof(tuple(_step_from_json(step) for step in steps))
    except (KeyError, TypeError, AttributeError, ZeroDivisionError) as fault:
        raise ValueError(f"this is no proof: {fault!r}") from fault


def _step_from_json(step: Mapping[str, Any]) -> Step:
    low, high, scale = step["exact"]
    if step["kind"] not in KINDS:
        raise ValueError(f"step {step['n']}: {step['kind']!r} is no kind of step")
    return Step(
        int(step["n"]),
        str(step["kind"]),
        str(step["left"]),
        str(step["right"]),
        Interval(_exact(low), _exact(high), bool(step["low_open"]), bool(step["high_open"])),
        str(step["unit"]),
        parse_exact(scale),
        tuple(int(n) for n in step["premises"]),
        fact_id=str(step["fact_id"]),
        quote=str(step["quote"]),
        speaker=str(step["speaker"]),
        outlet=str(step["outlet"]),
        rule=str(step["rule"]),
        reading=str(step["reading"]),
        terms=tuple(str(t) for t in step.get("terms", ())),
        weights=tuple(
            (int(n), str(side), parse_exact(factor)) for n, side, factor in step.get("weights", ())
        ),
        period=read_period(step.get("period_start"), step.get("period_end")),
        members=tuple(str(m) for m in step.get("members", ())),
    )


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _exact(text: str | None) -> Fraction | None:
    return None if text is None else parse_exact(text)
