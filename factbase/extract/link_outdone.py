"""By how much a thing outdoes another that is named before the figure (领先A100两成), and what a comparative by once is."""

from __future__ import annotations

from fractions import Fraction

from factbase.extract.link_figure import Figure
from factbase.extract.link_scene import Passage
from factbase.quantity.change import change_reading
from factbase.quantity.interval import closed, point
from factbase.quantity.reading import Reading

__all__ = ["outdone_by"]

_MODES = {"compare.above": "up", "compare.below": "down"}
# Words among these that only bound the figure of what follows (不及A100的两成).
_BOUNDS = frozenset(("不及", "不到", "不足", "不够", "不如", "比不上", "赶不上", "超"))
_FILLERS = "了近约达出有"
# What a comparative by once may be taken for: double, roughly.
_DOUBLE = Reading(Fraction(2), point(2), point(2), point(2), closed(Fraction(3, 2), Fraction(5, 2)))


def outdone_by(passage: Passage, figure: Figure) -> Figure:
    """The figure with the ratio that it makes of the two things that are compared."""
    if figure.unit != "1":
        return figure
    if figure.change is not None:
        # 高出一倍, 贵一倍: one more of it, though some say 三倍 for three of it.
        is_once = figure.change.value is None and figure.reading.value == 1 and figure.hedge == "exact"
        return figure._replace(change=_DOUBLE) if is_once else figure
    mode = _mode(passage, figure)
    return figure._replace(change=change_reading(figure.reading, mode, "share")) if mode else figure


def _mode(passage: Passage, figure: Figure) -> str:
    if figure.reading.value is None or figure.reading.value >= 1:
        return ""
    folded = passage.folded
    for name in passage.names:
        if name.end > figure.start or folded[name.end : figure.start].strip(_FILLERS + " "):
            continue
        first = next((m for m in passage.names if m.owns and 0 <= name.start - m.end <= 1), name)
        for key, mode in _MODES.items():
            for word in passage.of(key):
                said = folded[word.start : word.end]
                if word.end == first.start and not said.isascii() and said not in _BOUNDS:
                    return mode
    return ""
