"""When a figure held: the date that qualifies it, and which of two levels came before."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from factbase.extract.link_figure import DATE, QUANTITY, Figure
from factbase.extract.link_scene import Passage

__all__ = ["date_of", "from_to", "is_before", "is_earlier"]

_AHEAD = re.compile(r"未来|今后|(?:the )?(?:next|coming)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"(?:此前|先前|原先|原来|原本|起初|最初|早先|当初)的?$|\b(?:earlier|previous|former|prior|original|initial)\s+$"
)


_RELAYED = re.compile(r"[^，。,;；]{0,24}?(?:报道|消息|披露|称|介绍|公布|电|讯)")


def date_of(figure: Figure, figures: Sequence[Figure], passage: Passage) -> Figure | None:
    """The date that qualifies a figure: one bound to it by its place, else one that no other figure binds."""
    # `since 1990` is where a change begins; it is no period of a level.
    dates = [f for f in figures if f.kind == DATE and (f.role != "since" or figure.change is not None)]
    if not dates:
        return None
    dates = [f for f in dates if f.role not in ("within", "ago") and not _AHEAD.match(f.text)]
    dates = [f for f in dates if not _is_of_speech(passage, f)]
    if not dates or is_earlier(passage, figure):
        return None
    others = [f for f in figures if f.kind == QUANTITY]
    if (own := _in_turn(figure, others, dates)) is not None:
        return own
    bound: dict[int, Figure] = {}
    for n, when in enumerate(dates):
        near = min(others, key=lambda f: _gap(passage, f, when), default=None)
        if near is not None and _gap(passage, near, when) <= 4:
            bound[n] = near
    mine = [dates[n] for n, f in bound.items() if f is figure]
    if mine:
        return mine[-1]
    free = [d for n, d in enumerate(dates) if n not in bound]
    if not free:
        return None
    pair = from_to(figure, figures, passage)
    if pair is not None and pair[0] is figure:
        return None
    free = [d for d in free if figure.clause.holds(d.start, d.end) or not _is_of_name(passage, d)]
    inside = [d for d in free if figure.clause.holds(d.start, d.end)]
    before = [d for d in free if d.end <= figure.start]
    if inside:
        return min(inside, key=lambda d: abs(d.start - figure.start))
    return before[-1] if before else None


def is_before(when: Figure) -> bool:
    """Whether a date names a year or day that comes only after all that is meant (before 2023)."""
    period, named = when.period, when.named
    if period is None or named is None or period.end is None or named.start is None:
        return False
    if " the " in when.text.lower():
        return False  # before the 2023 flood season
    return when.role == "by" and period.end < named.start


def _in_turn(figure: Figure, others: Sequence[Figure], dates: Sequence[Figure]) -> Figure | None:
    """The date of a figure where figures and dates take turns (200 million in 2024 and 1 billion in 2025), `None` where not."""
    if len(dates) < 2 or len(dates) != len(others):
        return None
    turns = sorted((*others, *dates), key=lambda f: f.start)
    kinds = [f.kind for f in turns]
    if any(one == two for one, two in itertools.pairwise(kinds)):
        return None
    # In 2024 200 million …, in 2025 …: the date leads its figure; else it follows.
    at = turns.index(figure)
    return turns[at - 1] if kinds[0] == DATE else turns[at + 1]


def is_earlier(passage: Passage, figure: Figure) -> bool:
    """Whether a word right before a figure makes it the level of a time before (是此前2%的五倍, the earlier 2 percent)."""
    return _EARLIER.search(passage.folded, passage.span.start, figure.start) is not None


def _is_of_name(passage: Passage, when: Figure) -> bool:
    """Whether a date only tells which of several a name means (the recall of March 2024), so that it dates nothing else."""
    return any(passage.folded[m.end : when.start] == " of " for m in passage.names)


def _is_of_speech(passage: Passage, when: Figure) -> bool:
    """Whether a date is when something was said (5月8日介绍, said on 8 May), not when it held.

    What stands behind a guess (预计，到2030年) is when it will hold.
    """
    folded = passage.folded
    if folded[when.start - 1 : when.start] == "据" and _RELAYED.match(folded, when.end, passage.span.end):
        return True  # 据3月18日《…》报道
    said = passage.of("speech")
    before = any(0 <= w.start - when.end <= 2 for w in (*said, *passage.of("speech.guesses")))
    return before or any(0 <= when.start - w.end <= 4 for w in said)


def _gap(passage: Passage, figure: Figure, when: Figure) -> int:
    """How far a date stands from the figure it may belong to; the usual order of the language counts as near."""
    if when.end <= figure.start:
        between = passage.folded[when.end : figure.start]
        return len(between.replace("的", "").strip()) + (0 if not between.isascii() or not between else 3)
    between = passage.folded[figure.end : when.start]
    bare = re.sub(r"\b(?:in|of|by|for|as|during)\b|[\s(（]", "", between)
    return len(bare) + (0 if passage.folded[figure.start : when.end].isascii() else 6)


# a tenth of it, up from two percent: the earlier level comes last
_UP_FROM = re.compile(r"\b(?:up|down|increase|rise|drop|fall) from (?:about |some |just |only )?$")
_UP_REACH = 80


def from_to(figure: Figure, figures: Sequence[Figure], passage: Passage) -> tuple[Figure, Figure] | None:
    """The two figures of a `from … to …` (or `…, up from …`) that this one is part of, the earlier level first."""
    if figure.kind != QUANTITY or len(figures) < 2:
        return None
    alike = [f for f in figures if f.kind == QUANTITY and f.unit == figure.unit]
    for one, two in itertools.pairwise(alike):
        if figure is not one and figure is not two:
            continue
        lead = passage.folded[max(0, one.start - 14) : one.start]
        between = passage.folded[one.end : two.start]
        if len(between) <= _UP_REACH and _UP_FROM.search(between):
            return two, one
        if (
            len(between) <= 30
            and re.search(r"从|由|\bfrom\b", lead)
            and re.search(r"到|至|升|增|降|跌|减|缩|涨|落|变|调|\bto\b", between)
        ):
            return one, two
    return None
