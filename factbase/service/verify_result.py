"""What arithmetic makes of known figures: a result with its operands, and the judgement and proof that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.link_few import FEW
from factbase.extract.link_figure import Figure
from factbase.quantity.interval import Interval
from factbase.reason.assertion import ACTUAL
from factbase.reason.proof import Proof, Step
from factbase.reason.verdict import Judgement
from factbase.service.verify_operands import Operand, states
from factbase.service.verify_setting import Setting

__all__ = ["Result", "divided", "is_told_otherwise", "judgement_of", "owned"]

_OWNS = ("的", "'s ", "’s ", "s' ", "那", "的那")


class Result(NamedTuple):
    """A derived interval. `named`: the words name the operation and its operands, so it may contradict; `word` says which.

    `scale` is how many units of the figure one of the result is worth.
    """

    face: Interval
    widest: Interval
    value: Fraction | None
    named: bool
    word: str
    used: tuple[Operand, ...]
    scale: Fraction = Fraction(1)


def divided(one: Operand, two: Operand, named: bool) -> Result:
    """One over the other; unbounded where the other may be zero."""
    try:
        face, widest = one.face / two.face, one.widest / two.widest
    except ZeroDivisionError:
        return Result(Interval(), Interval(), None, False, "quotient", (one, two))
    value = one.value / two.value if one.value is not None and two.value else None
    return Result(face, widest, value, named, "quotient", (one, two))


def owned(at: Setting, operands: Sequence[Operand]) -> Iterator[Result]:
    """The known figure of the thing whose name owns the number (GPT-4的12万亿), where the number is that figure; no other."""
    owners = {
        i
        for m in at.passage.names
        if m.end <= at.figure.start and at.passage.folded[m.end : at.figure.start] in _OWNS
        for i in m.ids
    }
    for one in operands:
        if (
            one.subject in owners
            and one.strong
            and one.unit == at.figure.unit
            and states(at.figure.reading, one)
            and not (at.world == ACTUAL and one.world != ACTUAL)
        ):
            yield Result(one.face, one.widest, one.value, True, "owned", (one,))


def is_told_otherwise(result: Result, figure: Figure) -> bool:
    """Whether a figure is the other quotient of the two, or no number of what is added (the average one)."""
    known, told = result.widest, figure.reading.widest
    if result.word == "sum":
        return figure.rule == FEW and figure.reading.value == 1
    if result.word != "quotient" or not (known.low and known.high and told.low and told.high):
        return False
    return told.low <= 1 / known.low and 1 / known.high <= told.high


def judgement_of(verdict: str, result: Result) -> Judgement:
    """The judgement with a proof that quotes every operand and ends in the result."""
    used = [p for o in result.used for p in (o.parts or (o,))]
    steps = [replace(o.step, n=n) for n, o in enumerate(used, 1)]
    last = Step(len(steps) + 1, "calc", result.word, interval=result.face, premises=tuple(s.n for s in steps))
    ids = tuple(dict.fromkeys(s.fact_id for s in steps if s.fact_id))
    return Judgement(verdict, result.word, result.face, "face", ids, Proof((*steps, last)))
