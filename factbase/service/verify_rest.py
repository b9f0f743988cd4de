"""Figures of what is left: the members of a declared whole outside a declared part (80 of the 129 survived).

The rules say which measures are part and whole (`subset`), the vocabulary which words speak of the rest of a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_most import ALL
from factbase.extract.link_scene import CueSpot, Passage
from factbase.extract.phrases import Spot
from factbase.quantity.interval import Interval
from factbase.quantity.reading import entailing
from factbase.reason.knowledge import Knowledge
from factbase.reason.proof import Proof, Step
from factbase.reason.rules import Ref, Rule
from factbase.reason.verdict import Judgement
from factbase.service.verify_among import among
from factbase.service.verify_operands import Operand, Operands
from factbase.service.verify_part_of import part_of
from factbase.service.verify_setting import Setting

__all__ = ["Rests"]

_OUTSIDE = re.compile(
    r"(?:非|不在|不属于|不从事|不涉及|不是|并非|未|没有|没能|除了?|除去|除开|扣[掉除去]|刨[去除掉]|减[去掉]|去掉|撇[开去]|抛[开去]|剔除|排除|不算|不计|\bnon-?|\b(?:are|is|was|were|wo)n't(?: be)?|\bnot(?: be)?(?: in| on| among| one of| part of| focused on| devoted to| related to)?|\boutside(?: of)?|\bother than|\bbeyond|"
    r"\bunrelated to|\bapart from|\bexcluding|\bnothing to do with|\bdid not|\bdidn't|\bhave not|\bhas not|\bsubtract(?:ing)?|\btak(?:e|ing) away|\btaking out|\bminus|\bnot counting|\bleaving (?:out|aside)|\bsetting aside|\bfields? other than|\bareas? other than)\s*(?:the |those who |people who |field of |area of |做|搞|于|了|已经?|不幸|那些|其中的?)*$"
)
# 除去生物医药领域的4家: the number behind is that of the part, what is left stands elsewhere
_TAKEN = re.compile(
    r"(?:除[去开]|扣[掉除去]|刨[去除掉]|减[去掉]|去掉|撇[开去]|抛[开去]|剔除|排除|不算|不计|\bsubtract(?:ing)?|\btak(?:e|ing) (?:away|out)|\bminus|"
    r"\bnot counting|\bleaving (?:out|aside)|\bsetting aside|\bexcluding)\s*(?:the |those who |people who |了|已经?|不幸|那些|其中的?)*$"
)
_BEHIND = 1
# 没能活下来, did not survive: the rest denied is the part.
_DENIED = re.compile(r"(?:没有|没能|没|未能|未)$|\b(?:not|n't|never|failed to)\s*$")
_APART = re.compile(r"(?:领域|产业|行业)?(?:无关|以外|之外|不沾边)")
_OF = re.compile(r"\s*(?:out\s+)?of\s+(?:the|its|their|these|those|\w)|\s*(?:中|里|当中)")
# the other six, 其余六家: what is left, all of it; 另有六家 may be only some
_LEFT = re.compile(
    r"(?P<all>其余|剩余|剩下|余下|余者|\bthe (?:other|remaining|rest,?)|\bremaining)\s*(?:的|还有|有|那|这)*\s*$|"
    r"(?:其他|其它|另外|另有|另)(?:的|还有|有|那|这)*$|\b(?:another|other)\s+$"
)
_NOTHING = Judgement("not_covered", "unknown")


@dataclass(frozen=True)
class Rests:
    """Judges figures of the rest of a part."""

    operands: Operands
    knowledge: Knowledge

    def judge(self, at: Setting, is_held: bool) -> Judgement:
        """The verdict on a count or a share that the words give to the rest of a part; `not_covered` for any other.

        A figure that is known as it stands (`is_held`) is the rest only where the clause itself says so.
        """
        if at.figure.rule == ALL:
            return part_of(at, self.operands, self.knowledge)
        if at.figure.kind != QUANTITY or at.figure.unit not in ("count", "1") or at.figure.change is not None:
            return _NOTHING
        sort = among(at, self.operands.matcher, self.knowledge)
        if sort.verdict != "not_covered" and not is_held:
            return sort
        for rule, spot in at.passage.once_for(_told, self._subsets):
            if not (_belongs(at, spot) or _is_its_share(at, rule, spot)):
                continue
            if is_held and not at.figure.clause.holds(*spot):
                continue
            for whole, part in self._known(at, rule):
                if at.figure.reading.value == whole.value and at.figure.end <= spot.start:
                    break  # 129 people did not die: the number itself may be what is denied
                return _judged(at.figure, whole, part)
        return self._left(at)

    def _left(self, at: Setting) -> Judgement:
        """The verdict on what the words leave of a whole of which they told a part before (四家是生物医药领域，其余六家不是)."""
        passage, figure = at.passage, at.figure
        left = _LEFT.search(passage.folded, figure.clause.start, figure.start)
        before = [
            f for f in at.figures if f.kind == QUANTITY and f.unit in ("count", "1") and f.end < figure.start
        ]
        if left is None or not before or figure.unit != "count":
            return _NOTHING
        for rule in self._subsets:
            spots = _spots(passage, rule)
            if not any(s.end <= figure.start for s in spots) or any(s.start >= figure.end for s in spots):
                continue
            for whole, part in self._known(at, rule):
                judged = _judged(figure, whole, part)
                if judged.verdict == "supported" or (judged.verdict == "contradicted" and left["all"]):
                    return judged
        return _NOTHING

    @cached_property
    def _subsets(self) -> tuple[Rule, ...]:
        return tuple(self.knowledge.rules.of_kind("subset"))

    def _known(self, at: Setting, rule: Rule) -> Iterator[tuple[Operand, Operand]]:
        """The whole and the part of whoever the sentence is about."""
        for subject in dict.fromkeys(s.id for s in self.operands.matcher.subjects.of(at)):
            found = [self._one(subject, ref) for ref in (rule.refs[1], rule.refs[0])]
            whole, part = found
            if whole is not None and part is not None:
                yield whole, part

    def _one(self, subject: str, ref: Ref) -> Operand | None:
        if ref.subject and ref.subject != subject:
            return None
        return self.operands.measure(subject, ref.metric, ref.scope or "")


def _told(passage: Passage, rules: Sequence[Rule]) -> list[tuple[Rule, Span]]:
    """The rules of whose part a sentence speaks of what is outside it, and where it does."""
    found = ((rule, _outside(passage, rule)) for rule in rules)
    return [(rule, spot) for rule, spot in found if spot is not None]


def _outside(passage: Passage, rule: Rule) -> Span | None:
    """Where the words speak of what is outside the rule's part."""
    for word in passage.of(f"rest.{rule.id}"):
        if _DENIED.search(passage.folded, passage.span.start, word.start):
            return None
        return Span(word.start, word.end)
    folded, start = passage.folded, passage.span.start
    for spot in _spots(passage, rule):
        if _OUTSIDE.search(folded, start, spot.start) or _APART.match(folded, spot.end):
            return Span(spot.start, spot.end)
    return None


def _spots(passage: Passage, rule: Rule) -> Sequence[Spot[str] | CueSpot]:
    """Where the words speak of a rule's part."""
    part, whole = rule.refs[0], rule.refs[1]
    if part.scope and part.metric == whole.metric:
        return [s for s in passage.scopes if part.scope in s.means]
    return passage.speaking.get(part.metric, ())


def _is_its_share(at: Setting, rule: Rule, spot: Span) -> bool:
    """Whether the figure is a share in a sentence that speaks of nothing but what is outside the part."""
    return at.figure.unit == "1" and all(s.start >= spot.start for s in _spots(at.passage, rule))


def _belongs(at: Setting, spot: Span) -> bool:
    """Whether the figure is the one that the words at `spot` count: the first of `N of the M`, else the nearest."""
    alike = [f for f in at.figures if f.kind == QUANTITY and f.unit in ("count", "1")]
    if _TAKEN.search(at.passage.folded, at.passage.span.start, spot.start) is not None:
        alike = [f for f in alike if not 0 <= f.start - spot.end <= _BEHIND] or alike
    parts = [
        f
        for f in alike
        if f.start < spot.start and _OF.match(at.passage.folded, f.end) and f is not alike[-1]
    ]
    if parts and at.passage.folded[: parts[-1].end].isascii():
        return at.figure is parts[-1]
    nearest = min(alike, key=lambda f: (_gap(at.passage, f, spot), f.start))
    # A number between the two that is no figure by itself is counted in its place: 49 died, the other 80 survived.
    between = at.passage.folded[nearest.end : spot.start]
    return at.figure is nearest and not any(c.isdigit() for c in between)


def _gap(passage: Passage, figure: Figure, spot: Span) -> int:
    gap = max(spot.start - figure.end, figure.start - spot.end, 0)
    crosses = passage.clause_at(figure.start, figure.end) != passage.clause_at(spot.start, spot.end)
    return gap + (20 if crosses else 0)


def _judged(figure: Figure, whole: Operand, part: Operand) -> Judgement:
    face, widest = whole.face - part.face, whole.widest - part.widest
    value = whole.value - part.value if whole.value is not None and part.value is not None else None
    if figure.unit == "1":
        face, widest = _over(face, whole.face), _over(widest, whole.widest)
        value = value / whole.value if value is not None and whole.value else None
    reading = figure.reading
    target = entailing(figure.hedge, reading.rounded, reading.widest)
    verdict = "possible"
    if reading.widest & widest is None:
        # The whole itself, denied (129 people did not die): what is denied of it is not clear.
        verdict = "possible" if whole.value is not None and reading.value == whole.value else "contradicted"
    elif target.encloses(face) or (value is not None and reading.value is not None and value in target):
        verdict = "supported"
    steps = (replace(whole.step, n=1), replace(part.step, n=2))
    last = Step(3, "calc", "difference", interval=face, premises=(1, 2))
    ids = tuple(dict.fromkeys(s.fact_id for s in steps if s.fact_id))
    return Judgement(verdict, "difference", face, "face", ids, Proof((*steps, last)))


def _over(part: Interval, whole: Interval) -> Interval:
    try:
        return part / whole
    except ZeroDivisionError:
        return Interval()
