"""Superlatives that say the opposite of what a metric ranks by: the weakest of the rivals is the last by strength."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from factbase.extract.link_figure import RANK, Figure
from factbase.extract.link_tables import LinkTables, opposites_of
from factbase.extract.names_fold import fold
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading

__all__ = ["placed_by"]

# One of the weakest, and the weakest: behind the first places, however many there are.
_AMONG_LAST, _LAST = Interval(Fraction(3)), Interval(Fraction(5))


def placed_by(figure: Figure, metric: str, tables: LinkTables) -> Reading:
    """The reading of a rank in the order of a metric: of its opposite the last places."""
    if figure.kind != RANK or not figure.superlative or not _is_opposed(figure, metric, tables):
        return figure.reading
    at = _LAST if figure.reading.face.is_point else _AMONG_LAST
    return Reading(None, at, at, at, at)


def _is_opposed(figure: Figure, metric: str, tables: LinkTables) -> bool:
    said = fold(figure.text)
    opposites: Mapping[str, Iterable[str]] = opposites_of(tables.lists)
    spoken = [word for word in opposites if word in said]
    known = tables.metrics.get(metric)
    if not spoken or known is None:
        return False
    own = {fold(word) for word in (*known.names, *known.cues)}
    return not any(word in own for word in spoken) and any(
        other in own for word in spoken for other in opposites[word]
    )
