"""What a sentence says of one thing by a stated sum of another: less training data than the 12 trillion tokens of GPT-4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_hedges import bounded
from factbase.extract.link_scene import Passage

__all__ = ["against"]

_AGAINST = "against"
_THAN = re.compile(
    r"\b(?:(?P<up>more|higher|larger|greater|bigger)|(?P<down>less|fewer|lower|smaller)) (?P<what>[a-z][^,.;:]{2,60}?)"
    r" than (?:the |its |those |that of the )?$"
)
_THAN_ENDS = (" than ", " than the ", " than its ", " than those ", " than that of the ")
_HAN_THAN = re.compile(r"比[^，。；,;比]{1,20}$")
_SENSE = re.compile(r"(?:还要|还|更|都|要|略|稍|远){1,3}(?:(?P<up>多|高|大)|少|低|小)(?![于出])")
_THIS = re.compile(
    r"(?:(?P<up>超过|高于|多于|大于|超出)|不及|不到|不足|低于|少于|小于)(?:了)?(?:这个数|这一数字|这个数字|这一数额|此数|这个金额|这一金额)"
)
_BACK = 90
_NONE = ("1", "pp", "s", "min", "h", "day", "week", "month", "year")


def against(passage: Passage, found: Sequence[Figure]) -> Iterator[Figure]:
    """The bounds that such words put on the first thing, each where the comparing word stands; only exact sums give one."""
    for figure in found:
        if figure.kind != QUANTITY or figure.unit in _NONE or figure.hedge != "exact":
            continue
        if figure.reading.value is not None:
            yield from _english(passage, figure)
            yield from _chinese(passage, figure)
            yield from _this_sum(passage, figure)


def _this_sum(passage: Passage, figure: Figure) -> Iterator[Figure]:
    """…81亿欧元，私人投资却还不及这个数: the sum that was told before, as a bound."""
    said = _THIS.search(passage.folded, figure.end, passage.span.end)
    if said is not None:
        clause = passage.clause_at(said.start(), said.end())
        if clause.start >= figure.clause.end and not any(
            q.start >= clause.start and q.end <= clause.end for q in passage.quantities
        ):
            bound = _bound(
                passage, figure, Span(*said.span()), Span(said.start(), said.start()), said["up"] is not None
            )
            yield bound._replace(text=passage.text[slice(*said.span())], clause=clause)


def _english(passage: Passage, figure: Figure) -> Iterator[Figure]:
    folded, first = passage.folded, max(figure.clause.start, figure.start - _BACK)
    if not folded.endswith(_THAN_ENDS, first, figure.start):
        return
    than = _THAN.search(folded, first, figure.start)
    if than is not None:
        start, what = than.start("up") if than["up"] else than.start("down"), Span(*than.span("what"))
        yield _bound(passage, figure, Span(start, what.start - 1), what, bool(than["up"]))


def _chinese(passage: Passage, figure: Figure) -> Iterator[Figure]:
    """GPT-5的训练数据比GPT-4的12万亿还要少."""
    sense = _SENSE.match(passage.folded, figure.end, figure.clause.end)
    if sense is None:
        return
    than = _HAN_THAN.search(passage.folded, figure.clause.start, figure.start)
    if than is not None and any(than.start() < m.start < figure.start for m in passage.names):
        what = Span(figure.clause.start, than.start())
        yield _bound(passage, figure, Span(than.start(), than.start() + 1), what, sense["up"] is not None)


def _bound(passage: Passage, figure: Figure, word: Span, what: Span, is_up: bool) -> Figure:
    side = "above" if is_up else "below"
    return figure._replace(
        start=word.start, end=word.end, text=passage.text[word.start : figure.end], hedge=side, rule=_AGAINST,
        clause=Span(figure.clause.start, max(what.end, word.end)), noun=what, reading=bounded(figure.reading, side),
    )  # fmt: skip
