"""Hedges put together: which one decides when a figure has several, and the rule that says so."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Decision", "combine"]

_LOWER = {"more_than", "at_least"}
_UPPER = {"less_than", "at_most"}


class Decision(NamedTuple):
    """The hedge that decides, the rule (all of them, joined by `+`), and whether two of them contradict each other."""

    hedge: str
    rule: str
    opposed: bool = False


def combine(hedges: tuple[str, ...], is_range: bool = False) -> Decision:
    """About before another bound leaves that bound; of two one-sided bounds the weaker wins; of two opposite the later.

    >>> combine(("about", "odd")), combine(("more_than", "at_least")).hedge, combine(()).hedge
    (Decision(hedge='odd', rule='about+odd', opposed=False), 'at_least', 'exact')
    """
    if is_range:
        return _for_range(hedges)
    if not hedges:
        return Decision("exact", "exact")
    if len(hedges) == 1:
        return Decision(hedges[0], hedges[0])
    rule = "+".join(dict.fromkeys(hedges))
    kinds = set(hedges)
    if len(kinds) == 1:
        return Decision(hedges[0], hedges[0])
    if kinds & _LOWER and kinds & _UPPER:
        return Decision([h for h in hedges if h in _LOWER | _UPPER][-1], rule, True)
    for one_sided in (_LOWER, _UPPER):
        if kinds & one_sided:
            weaker = {"more_than": "more_than", "less_than": "less_than"}
            names = kinds & one_sided
            return Decision(next(iter(names)) if len(names) == 1 else _weaker(names, weaker), rule)
    if "odd" in kinds:
        return Decision("odd", rule)
    return Decision("nearly" if "nearly" in kinds else "about", rule)


def _weaker(names: set[str], strict: dict[str, str]) -> str:
    return next(name for name in sorted(names) if name not in strict)


def _for_range(hedges: tuple[str, ...]) -> Decision:
    """A range keeps its ends; about and nearly widen them, a one-sided word frees the other end."""
    rule = "+".join(dict.fromkeys((*hedges, "range")))
    kinds = set(hedges)
    if "within" in kinds or not kinds - {"exactly", "odd"}:
        return Decision("range", rule)
    for one_sided in (_LOWER, _UPPER):
        names = kinds & one_sided
        if names:
            return Decision(next(iter(sorted(names))), rule)
    return Decision("about", rule)
