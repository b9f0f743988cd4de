"""Which measures the words of a figure leave room for, and at which time of several that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factbase.extract.link_few import whole_noun
from factbase.extract.link_figure import COMPARISON, QUANTITY
from factbase.service.verify_difference import is_no_level
from factbase.service.verify_per import is_per_thing
from factbase.service.verify_setting import Option, Setting

__all__ = ["at_last", "plausible"]

# 只剩12%, down to a mere 12 percent: the level at the end of the time told.
_LEFT = re.compile(
    r"(?:只剩|仅剩|就剩|剩余|剩|[降跌减缩落滑掉升增涨变](?:低|少|小|长|高)?(?:到|至|为|成)|到了?|只有|仅有|仅为)(?:下|了|区区|只有|仅|约|大约|不到|不足|的)*$|"
    r"\b(?:to|at|leaving(?: it)?(?: with)?|left(?: it)? with)(?: (?:just|only|a mere|a|barely|about|some|under|merely|a paltry))*\s*$"
)


def plausible(at: Setting, options: Sequence[Option]) -> Sequence[Option]:
    """The measures that a figure may speak of, but for what its words leave no room for."""
    if is_per_thing(at) or is_no_level(at):
        return ()
    is_part = at.figure.kind == QUANTITY and at.figure.rule != "nothing"
    whole = whole_noun(at.passage, at.figure) if is_part else None
    if whole is not None:
        # Two of the joint labs are some of them: never how many there are in all.
        counted = {c.cue.metric for c in at.passage.cues if whole.start <= c.start and c.end <= whole.end}
        options = [o for o in options if o.claim.scope or o.claim.metric not in counted]
    if at.figure.kind == COMPARISON:
        options = [o for o in options if not o.against] or options
    return options


def at_last(at: Setting) -> Setting | None:
    """The setting of a share that is left at the end of the years told (1990年到2023年…只剩12%), at the last of them; else `None`."""
    period, figure = at.period, at.figure
    if figure.kind != QUANTITY or figure.unit != "1" or period is None or figure.change is not None:
        return None
    if period.start[:4] >= period.end[:4] or not _LEFT.search(
        at.passage.folded, figure.clause.start, figure.start
    ):
        return None
    return at._replace(period=period._replace(start=f"{period.end[:4]}-01-01"))
