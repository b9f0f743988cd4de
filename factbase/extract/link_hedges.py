"""Bounds whose words stand away from their figure (不到H100的三分之一, 最多停留两周, exactly), put back on it."""

from __future__ import annotations

from fractions import Fraction

from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import LinkTables
from factbase.quantity.interval import Interval, point
from factbase.quantity.reading import Reading

__all__ = ["bounded", "far_hedge"]

_SIDES = ("below", "above", "at_most", "at_least")
_ADVERBS = ("at_most", "at_least")
_REACH = 8


def far_hedge(passage: Passage, start: int, tables: LinkTables) -> str:
    """The bound that stands in the few characters before a figure: an adverb, or a hedge before `X的`; empty if none."""
    lead = passage.folded[max(passage.span.start, start - 28) : start]
    if passage.has("exactly") and any(w.end <= start and start - w.end <= 10 for w in passage.of("exactly")):
        return "exactly"
    near = lead[-_REACH:]
    for side in _ADVERBS:
        if any(w in near for w in tables.lists[f"hedges.{side}"] if not w.isascii()):
            return side
    owner = next(
        (
            m
            for m in passage.names
            if m.end <= start and passage.folded[m.end : start].strip() in ("的", "'s")
        ),
        None,
    )
    if owner is None:
        return ""
    before = passage.folded[max(passage.span.start, owner.start - 12) : owner.start].rstrip(" “‘")
    bare = before.rstrip("是为达有")
    for side in _SIDES:
        if before.endswith(tables.lists[f"hedges.{side}"]) or bare.endswith(tables.lists[f"hedges.{side}"]):
            return side
    return ""


def bounded(reading: Reading, side: str) -> Reading:
    """An exact reading under a bound: `below`, `above`, `at_most`, `at_least` or `exactly`."""
    value = reading.value
    if value is None:
        return reading
    if side == "exactly":
        at = point(value)
        return Reading(value, at, at, at, at)
    floor = Fraction(0)
    interval = {
        "below": Interval(floor, value, False, True),
        "at_most": Interval(floor, value),
        "above": Interval(value, None, True),
        "at_least": Interval(value),
    }[side]
    return Reading(value, interval, interval, interval, interval)
