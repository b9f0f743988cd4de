"""In what respect a sentence compares or ranks: by market value, 按企业总数计, in FP32 training; nothing else is meant then."""

from __future__ import annotations

import re
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import COMPARISON, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI

__all__ = ["respect_of"]

# Words that only name a respect, and those that may name a place or a time as well.
_NAMED = re.compile(
    r"\b(?:in terms of|in respect of|as regards|as for|as to|when it comes to|(?:measured|judged|ranked|counted|sorted|going) by|by|on the basis of)\s+(?P<en>(?:(?! (?:and|but|yet|though) (?:\w+ ){1,3}by )[^,;:.]){3,60})|"
    r"(?:按照?|依照?|论|就|从|以|单看|单论|仅看|若论|要论)(?P<han>[^，。；,;:：]{2,16}?)(?:计算?|来?算|来?看|来?说|而言|而论|来?排|角度|排名|排序|，|,|上|方面)|"
    r"(?P<side>[^，。；,;:：在]{2,12}?)(?:方面|层面)"
)
_PLACED = re.compile(
    r"(?:^|,\s*|\b(?:while|and|but|whereas|better|worse|ahead|behind|stronger|weaker)\s+)?\b(?:in|on|at|for(?! all\b))\s+(?P<en>[^,;:.]{3,60})|"
    r"在(?P<han>[^，。；,;:：]{2,24}?)(?:上|中|里|方面|领域|环节|这一项|,|，)|(?P<top>[^，。；,;:：]{2,16}?)上(?=[，,]|[A-Za-z\u4e00-\u9fff])"
)
_STOP = re.compile(
    r"\s(?:is|are|was|were|has|have|had|does|do|did|beats?|leads?|trails?|ranks?|comes?|stands?|takes?|holds?|it|the)\b|[，；]"
)
_AND = re.compile(r"[,，、]|\band\b|\bbut\b")
_PART = re.compile(r"[;；]")
_TELLING = 0.35


class _Respect(NamedTuple):
    span: Span
    metrics: frozenset[str]


def respect_of(passage: Passage, figure: Figure) -> frozenset[str]:
    """The metrics of the respect in which a comparison or a rank is said; empty if the sentence names none.

    It is the one that its own clause names, else the nearest before it, where no semicolon stands between.
    """
    found = passage.once(_respects_placed if figure.kind == COMPARISON else _respects_named)
    found = [r for r in found if not (r.span.start < figure.end and figure.start < r.span.end)]
    own = [r for r in found if figure.clause.holds(*r.span)]
    behind = [
        r
        for r in own
        if r.span.start >= figure.end and not _AND.search(passage.folded, figure.end, r.span.start)
    ]
    if behind:
        return behind[0].metrics
    if not own:
        own = [
            r
            for r in found
            if r.span.end <= figure.start and not _PART.search(passage.folded, r.span.end, figure.start)
        ]
    return own[-1].metrics if own else frozenset()


def _respects_named(passage: Passage) -> list[_Respect]:
    return _respects(passage, (_NAMED,))


def _respects_placed(passage: Passage) -> list[_Respect]:
    return _respects(passage, (_NAMED, _PLACED))


def _respects(passage: Passage, patterns: tuple[re.Pattern[str], ...]) -> list[_Respect]:
    found: list[_Respect] = []
    for pattern in patterns:
        for match in pattern.finditer(passage.folded, *passage.span):
            start, end = next(match.span(k) for k in match.groupdict() if match[k] is not None)
            stop = _STOP.search(passage.folded, start, end)
            span = Span(start, stop.start() if stop else end)
            if any(w.start <= span.start and span.end <= w.end for w in passage.of("respect.none")):
                continue
            if any(n.start <= end < n.end for n in passage.names) and match.re is _PLACED:
                continue  # 超过上海
            metrics = frozenset(
                c.cue.metric
                for c in passage.cues
                if c.cue.sort != ANTI
                and c.cue.weight >= _TELLING
                and span.holds(c.start, c.end)
                and not c.named
                and not any(s.start < c.end and c.start < s.end for s in passage.scopes)
            )
            if metrics:
                found.append(_Respect(span, metrics))
    return sorted(found)
