"""Ranks of one sentence each go with their own words: by companies third and by value fourth, China first and the US second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_figure import RANK, Figure
from factbase.extract.link_holder import is_outranking
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI

__all__ = ["others_holders", "others_metrics"]


def others_metrics(
    passage: Passage, figure: Figure, figures: Sequence[Figure], metrics: frozenset[str]
) -> frozenset[str]:
    """Those of the metrics whose words stand with another rank of the sentence, while this one has words of its own."""
    spots = [
        (Span(c.start, c.end), frozenset({c.cue.metric}))
        for c in passage.cues
        if c.cue.sort != ANTI and c.cue.metric in metrics and not c.named
    ]
    return _others(passage, figure, figures, spots)


def others_holders(passage: Passage, figure: Figure, figures: Sequence[Figure]) -> frozenset[str]:
    """The named things that hold another rank of the sentence, where each of its ranks has a name of its own."""
    spots = [
        (Span(m.start, m.end), frozenset({*m.ids, *m.inner}))
        for m in passage.names
        if not (m.speaks or m.owns or is_outranking(passage, m))
    ]
    return _others(passage, figure, figures, spots)


def _others(
    passage: Passage, figure: Figure, figures: Sequence[Figure], spots: Sequence[tuple[Span, frozenset[str]]]
) -> frozenset[str]:
    """What stands with the other ranks alone: all before their rank, or all behind it."""
    ranks = [f for f in figures if f.kind == RANK and f.rule != "time"]
    if figure not in ranks or len(ranks) < 2:
        return frozenset()
    for zones in (_before(passage, ranks), _behind(passage, ranks)):
        told = {f: _told(zones[f], spots) for f in ranks}
        if all(told.values()):
            others = frozenset().union(*(t for f, t in told.items() if f is not figure))
            return others - told[figure] if told[figure] - others else frozenset()
    return frozenset()


def _told(zone: Span, spots: Sequence[tuple[Span, frozenset[str]]]) -> frozenset[str]:
    return frozenset().union(*(what for spot, what in spots if zone.holds(spot.start, spot.end)))


def _before(passage: Passage, ranks: Sequence[Figure]) -> Mapping[Figure, Span]:
    starts = [passage.span.start, *(f.end for f in ranks)]
    return {f: Span(start, f.start) for f, start in zip(ranks, starts, strict=False)}


def _behind(passage: Passage, ranks: Sequence[Figure]) -> Mapping[Figure, Span]:
    ends = [*(f.start for f in ranks[1:]), passage.span.end]
    return {f: Span(f.end, end) for f, end in zip(ranks, ends, strict=True)}
