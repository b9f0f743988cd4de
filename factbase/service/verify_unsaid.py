"""Takes back verdicts on what a sentence asks, supposes, or says was given up: it does not claim that."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factbase.extract.link_denial import is_needed
from factbase.extract.link_few import is_whole
from factbase.extract.link_figure import QUANTITY
from factbase.extract.link_kin import is_of_nth, only_kin
from factbase.extract.link_roles import negates
from factbase.extract.link_unsaid import ASKED, SUPPOSED, is_undone, tells_undone, unsaid
from factbase.service.verify_settle import FigureVerdict, judged_as

__all__ = ["UNDONE", "as_said"]

UNDONE, KIN = "undone", "kin"
# not one but two, 不是…，而是…: what follows is claimed.
_CONTRAST = re.compile(r"[,，;；、]|而是|\bbut\b")


def as_said(verdicts: Iterable[FigureVerdict]) -> list[FigureVerdict]:
    """The verdicts on a sentence, those `possible` on what it does not claim: the evidence is kept, the text is not blamed.

    What it asks, or has others say before it sets that right, is neither supported nor contradicted; what it only supposes
    may still agree with the facts; what it says was refused, cancelled or is doubted is not supported by facts that say
    nothing of the kind.
    """
    return [_as_said(v) for v in verdicts]


def _as_said(verdict: FigureVerdict) -> FigureVerdict:
    judgement = verdict.judgement
    if judgement.verdict not in ("supported", "contradicted"):
        return verdict
    why = unsaid(verdict.passage, verdict.figure)
    if judgement.why == "negated" and why != ASKED:
        return verdict
    option = verdict.option
    if not why and option is not None and _is_of_another(verdict, option.claim.subject):
        why = KIN
    elif judgement.verdict == "supported" and why in ("", SUPPOSED):
        is_undone_here = verdict.passage.once(is_undone) and not _is_told_undone(verdict)
        why = UNDONE if is_undone_here or (judgement.why != "negated" and _is_denied(verdict)) else ""
    return verdict._replace(judgement=judged_as(judgement, "possible", why), doubt=why) if why else verdict


def _is_of_another(verdict: FigureVerdict, subject: str) -> bool:
    """Whether the words make another thing of the subject; one that they do not name is another only where the facts disagree."""
    if verdict.judgement.verdict == "contradicted" and is_of_nth(verdict.passage, subject):
        return True
    return only_kin(verdict.passage, subject, verdict.figure)


def _is_told_undone(verdict: FigureVerdict) -> bool:
    """Whether a fact that the verdict rests on says itself that something was given up."""
    return any(step.kind == "fact" and tells_undone(step.quote) for step in verdict.judgement.proof.steps)


def _is_denied(verdict: FigureVerdict) -> bool:
    """Whether a word of denial stands before the figure in its clause, too far away to deny the figure itself."""
    passage, figure = verdict.passage, verdict.figure
    words = passage.of("negation", figure.clause) if figure.kind == QUANTITY else ()
    words = [
        w
        for w in words
        if verdict.judgement.why != "difference"
        and w.end <= figure.start
        and not passage.folded.startswith(" even ", w.end)
        and not _CONTRAST.search(passage.folded, w.end, figure.start)
    ]
    if not words or negates(passage, figure) or is_whole(passage, figure):
        return False
    if is_needed(passage, figure.start, figure.end):
        return False
    taken = [(m.start, m.end) for m in passage.names] + [(c.start, c.end) for c in passage.cues]
    return any(not any(a <= word.start < b for a, b in taken) for word in words)
