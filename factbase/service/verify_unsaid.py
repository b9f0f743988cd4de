"""Takes back verdicts on what a sentence asks, supposes, or says was given up: it does not claim that."""

from __future__ import annotations

from collections.abc import Iterable

from factbase.extract.link_unsaid import SUPPOSED, is_undone, tells_undone, unsaid
from factbase.service.verify_settle import FigureVerdict, judged_as

__all__ = ["UNDONE", "as_said"]

UNDONE = "undone"


def as_said(verdicts: Iterable[FigureVerdict]) -> list[FigureVerdict]:
    """The verdicts on a sentence, those `possible` on what it does not claim: the evidence is kept, the text is not blamed.

    What it asks, or has others say before it sets that right, is neither supported nor contradicted; what it only supposes
    may still agree with the facts; what it says was refused, cancelled or is doubted is not supported by facts that say
    nothing of the kind.
    """
    return [_as_said(v) for v in verdicts]


def _as_said(verdict: FigureVerdict) -> FigureVerdict:
    judgement = verdict.judgement
    if judgement.verdict not in ("supported", "contradicted") or judgement.why == "negated":
        return verdict
    why = unsaid(verdict.passage, verdict.figure)
    if judgement.verdict == "supported" and why in ("", SUPPOSED):
        why = UNDONE if verdict.passage.once(is_undone) and not _is_told_undone(verdict) else ""
    return verdict._replace(judgement=judged_as(judgement, "possible", why), doubt=why) if why else verdict


def _is_told_undone(verdict: FigureVerdict) -> bool:
    """Whether a fact that the verdict rests on says itself that something was given up."""
    return any(step.kind == "fact" and tells_undone(step.quote) for step in verdict.judgement.proof.steps)
