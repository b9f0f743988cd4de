"""Superlatives that say the opposite of the one that the facts state: the weakest of those of which it is the strongest."""

from __future__ import annotations

from factbase.extract.clauses import Span
from factbase.extract.link_figure import RANK
from factbase.extract.names_fold import fold
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Setting
from factbase.service.verify_settle import FigureVerdict, judged_as

__all__ = ["turned"]

_PAIRS = (("strong", "weak"), ("large", "small"), ("best", "worst"), ("early", "late"), ("deep", "shallow"))
_OPPOSITE = {**dict(_PAIRS), **{b: a for a, b in _PAIRS}}


def turned(verdict: FigureVerdict, at: Setting, matcher: Matcher) -> FigureVerdict:
    """The verdict on a place, a support turned round where the words of the facts are the opposite of the claim's."""
    option, figure = verdict.option, at.figure
    if figure.kind != RANK or option is None or verdict.judgement.verdict != "supported":
        return verdict
    span = Span(figure.start, figure.end)
    poles = {pole for pole in _OPPOSITE if at.passage.of(f"poles.{pole}", span)}
    if len(poles) != 1:
        return verdict
    pole = poles.pop()
    ids = set(verdict.judgement.fact_ids)
    told = " ".join(fold(f.quote) for f in matcher.known.about(option.claim.subject) if f.id in ids)
    lists = matcher.tables.lists
    if any(fold(word) in told for word in lists[f"poles.{pole}"]):
        return verdict
    if not any(fold(word) in told for word in lists[f"poles.{_OPPOSITE[pole]}"]):
        return verdict
    return verdict._replace(judgement=judged_as(verdict.judgement, "contradicted", "rejected"))
