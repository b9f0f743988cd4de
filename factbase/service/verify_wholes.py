"""What a ratio is a ratio of, where the sentence says it: the part and the whole among the known figures that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.extract.link_when import from_to
from factbase.reason.rules import RuleBook
from factbase.service.verify_operands import THIS_FIGURE, Operand, adds, antecedents, is_part, stating
from factbase.service.verify_setting import Setting

__all__ = ["as_told_before", "is_of_stated", "is_part", "is_subset", "named_pairs", "whole_span"]

# four times the budget, 60% of the plant investment, twice as much as the public funding
_OF = re.compile(
    r"\s*(?:(?:of|that of|what|as (?:much|many|large|big|high|great|long)(?: [a-z]+)? as|the size of|"
    r"(?:larger|bigger|more|higher|greater|smaller|less|fewer|lower|longer)(?: [a-z]+)? than)\s+|the\s+|its\s+|their\s+)"
)
_STOP = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|and|died|went|goes|come|comes|by|from|at|in)\b|[,;:。，；]"
)
# 占投资额的四成, 是公共资金的1.7倍, 不到预算的四分之一, 占企业总数的比例为1%
_SHARE = re.compile(
    r"占(?!比)(?:据|了|到|去)?|相当于|等于|等同于|(?:只|仅|约|就|大约|大概|几乎|还|远)?(?:是|为|达|有)|达到|不到|不足|超过|高于|低于|接近|不及|逾|比|较"
)
_OWNED = re.compile(
    r"(?:的|之)(?:比例|比重|份额|占比|比率)?(?:约|大约|近|超过|不到|为|是|达到|达|高达|仅|只有|只|还|在|左右|将近|接近|\s)*$"
)
# 占四成, 占比不到一成, make up a tenth, most of them
_SHARED = re.compile(
    r"占|比例|比重|其中|里面?，?有|当中|\b(?:share|makes? up|making up|account(?:s|ed|ing)? for|of (?:them|these|those|which|whom)|among|out of|"
    r"proportion|fraction|percent of|% of|(?:half|third|quarter|tenth|fifth|most|majority|thirds|quarters|fifths|tenths) of|one in|in every)"
)
_LED = re.compile(
    r"(?:of|among|out of)\s+(?:the|its|all|every)\b|在?[^，。,]{2,24}(?:中|里|当中|之中|里面)[，,]"
)
# fewer than 1% of them listed: what stands behind the pronoun is the part, not the whole
_PRONOUN = re.compile(r"(?:them|these|those|which|whom)\b")
# four times as much, without what it is as much as: as the thing spoken of before
_AS_MUCH = re.compile(r"\s*as (?:much|many|large|big|high|great|long)\b(?!(?: [a-z]+)? as\b)")
# so well over half, 正好四成, 也就是三分之一: a clause that holds nothing but a share
_ALONE = re.compile(
    r"[\s,，;；:：—-]*(?:so|or|but|though|yet|and|still|to|by|that is|that's|i\.e\.|a|just|exactly|well|some|也就是|也就|就是|但是|但|却|不过|且|而|仍|又|未|即|合|约合|相当于|等于|正好|刚好|恰好|大约|差不多|嗯|啊|占|连|仅|只|才|还|[\s,，])*"
)
# 有一半是直通式的, most are in biomedicine: what the share is of goes before, the part behind
_IS_PART = re.compile(
    r"\s*(?:左右|上下|以上)?(?:的)?(?:都|均|全|会|将|才|只|仅|则|已|真的)*(?:是|为|属于|属|来自|搞|从事|做|专注|聚焦|在|死|活|没)|"
    r"\s+(?:is|are|was|were|will be|work|focus|died|survived|belong)\b"
)
# two fifths of that, two fifths of it: of the figure that was told last
_THAT = re.compile(r"\s*of (?:that|this|it)\b(?=\s*(?:[.,;:!?)]|$))")
# words of a whole that is made of what stands beside it
_TOTAL = re.compile(r"总|合计|一共|加起来|之和|\b(?:total|combined|together|altogether|sum|overall)\b")
# four times that sum
_THAT_SUM = re.compile(r"\s*(?:of |as )?(?:that|this) (?:sum|figure|number|amount)\b")
_REACH = 70


class _Place(NamedTuple):
    operand: Operand
    places: tuple[Span, ...]


def whole_span(passage: Passage, figure: Figure) -> Span | None:
    """The words that say what a ratio is of (`of the €17bn plant investment`, 占重伤人数的); `None` if none do."""
    told = _THAT_SUM.match(passage.folded, figure.end, passage.span.end)
    told = told or _THAT.match(passage.folded, figure.end, passage.span.end)
    if told is not None:
        return Span(*told.span())
    match = _OF.match(passage.folded, figure.end, passage.span.end)
    if match is not None and _PRONOUN.match(passage.folded, match.end()) is None:
        stop = _STOP.search(passage.folded, match.end(), min(passage.span.end, figure.end + _REACH))
        end = stop.start() if stop else min(passage.span.end, figure.end + _REACH)
        return Span(match.end(), end) if end > match.end() else None
    owned = _OWNED.search(passage.folded, figure.clause.start, figure.start)
    if owned is None:
        return None
    leads = list(_SHARE.finditer(passage.folded, figure.clause.start, owned.start()))
    shares = [m for m in leads if m.group().startswith("占")] or leads
    return Span(shares[-1].end(), owned.start()) if shares else None


def named_pairs(at: Setting, operands: Sequence[Operand], rules: RuleBook) -> list[tuple[Operand, Operand]]:
    """The pairs (above, below) whose quotient the words say that the figure is; empty if they do not say it."""
    if at.figure.kind != QUANTITY or at.figure.unit != "1" or from_to(at.figure, at.figures, at.passage):
        return []
    placed = [_Place(o, _places(at, o)) for o in operands]
    if _AS_MUCH.match(at.passage.folded, at.figure.end) is not None:
        return _of_before(at, operands)
    placed += [_Place(o, tuple(Span(f.start, f.end) for f in stating(at, o))) for o in _sums(at, operands)]
    whole = whole_span(at.passage, at.figure)
    if whole is not None and (
        THIS_FIGURE.search(at.passage.folded, *whole) or _THAT.match(at.passage.folded, at.figure.end)
    ):
        return _of_figure(at, placed, whole)
    if whole is not None and any(whole.holds(s.start, s.end) for p in placed for s in p.places):
        is_share = at.figure.change is None and is_part(at.figure)
        told = _outside(at, placed, whole) if is_share else []
        return _of_whole(at, placed, whole) or _of_subset(at, placed, rules, told)
    if at.figure.change is not None or not is_part(at.figure):
        return []
    shared = _SHARED.search(at.passage.folded, *_around(at)) is not None or (
        _LED.match(at.passage.folded, *at.passage.span) is not None
        or _IS_PART.match(at.passage.folded, at.figure.end) is not None
    )
    if shared or whole is not None or _ALONE.fullmatch(at.passage.folded, *_lead(at)):
        return _of_stated(at, placed, rules) or (_of_subset(at, placed, rules) if shared else [])
    return []


def as_told_before(at: Setting) -> Setting:
    """The setting of a share that stands alone in its clause, with the clause of the share before it (超过三分之一，但还不到四成)."""
    before = [f for f in at.figures if f.end <= at.figure.start]
    if (
        not before
        or before[-1].unit != "1"
        or not is_part(before[-1])
        or before[-1].clause == at.figure.clause
    ):
        return at
    if _ALONE.fullmatch(at.passage.folded, *_lead(at)) is None:
        return at
    clause = Span(before[-1].clause.start, at.figure.clause.end)
    return at._replace(figure=at.figure._replace(clause=clause))


def _outside(at: Setting, placed: Sequence[_Place], whole: Span) -> list[_Place]:
    """What is spoken of outside the words of the whole, by its cue or its scope."""
    scopes = {i for s in at.passage.scopes if not whole.holds(s.start, s.end) for i in s.means}
    return [
        p
        for p in placed
        if p.operand.scope in scopes or any(not whole.holds(s.start, s.end) for s in p.places)
    ]


def _lead(at: Setting) -> tuple[int, int]:
    """The figure's clause up to the figure."""
    return at.figure.clause.start, at.figure.start


def _around(at: Setting) -> tuple[int, int]:
    return at.figure.clause.start, min(at.figure.clause.end, at.figure.end + _REACH)


def _sums(at: Setting, operands: Sequence[Operand]) -> list[Operand]:
    """What two sums of one thing make together, where a figure of the sentence states that."""
    if not adds(at):
        return []
    made = [
        one.plus(two)
        for one, two in combinations(operands, 2)
        if one.subject == two.subject and one.unit == two.unit and one.metric != two.metric and one.unit.isupper()
    ]  # fmt: skip
    return [s for s in made if stating(at, s)]


def _of_figure(at: Setting, placed: Sequence[_Place], whole: Span) -> list[tuple[Operand, Operand]]:
    """What the clause speaks of over the figure that was told last, in this sentence or in the one before."""
    last = [
        f for f in at.figures if f.kind == QUANTITY and f.unit not in ("1", "pp") and f.end <= whole.start
    ]
    below = [p.operand for p in placed if last and last[-1] in stating(at, p.operand)]
    if not last:
        told = {(c.subject, c.metric, c.scope) for c in antecedents(at)}
        below = [p.operand for p in placed if p.operand.measure in told]
    named = {i for m in at.passage.names if at.figure.clause.holds(m.start, m.end) for i in m.ids}
    above = [
        p.operand
        for p in placed
        if p.operand not in below
        and p.operand.strong
        and (p.operand.subject in named or not named)
        and any(at.figure.clause.holds(s.start, s.end) and s.end <= whole.start for s in p.places)
    ]
    pairs = [(a, b) for a in above for b in below if a.dimension == b.dimension]
    return pairs if len(pairs) == 1 else []


def _of_before(at: Setting, operands: Sequence[Operand]) -> list[tuple[Operand, Operand]]:
    """What the sentence states last over what it states of another thing before, in one metric."""
    stated = [(o, f) for o in operands for f in stating(at, o) if f.end <= at.figure.start]
    pairs = [
        (a, b)
        for (b, first), (a, last) in permutations(stated, 2)
        if first.end <= last.start and a.metric == b.metric and a.subject != b.subject
    ]
    return pairs if len(pairs) == 1 else []


def _of_stated(at: Setting, placed: Sequence[_Place], rules: RuleBook) -> list[tuple[Operand, Operand]]:
    """The two figures of one thing that the sentence states before a share of no other whole: the smaller is the part.

    Of two that no rule makes part and whole and that words add up or total, the one that the clause speaks of is a part of
    their sum.
    """
    stated: dict[tuple[str, str], list[Operand]] = {}
    for place in placed:
        one = place.operand
        if one.value is not None and any(f.end <= at.figure.start for f in stating(at, one)):
            stated.setdefault((one.subject, one.dimension), []).append(one)
    for some in stated.values():
        sums = [o for o in some if o.parts]
        if len(sums) == 1 and len(some) > 2:
            told = [o for o in sums[0].parts if _is_spoken(at, placed, o)]
            return [(told[0], sums[0])] if len(told) == 1 else []
    pairs = [some for some in stated.values() if len(some) == 2 and some[0].value != some[1].value]
    if len(pairs) != 1:
        return []
    part, whole = sorted(pairs[0], key=lambda o: o.value or 0)
    if (
        is_subset(part, whole, rules)
        or whole.parts
        or not (adds(at) or _TOTAL.search(at.passage.folded, *at.passage.span))
    ):
        return [(part, whole)]
    spoken = [o for o in (part, whole) if _is_spoken(at, placed, o)]
    return [(spoken[0], part.plus(whole))] if len(spoken) == 1 and part.unit == whole.unit else []


def _is_spoken(at: Setting, placed: Sequence[_Place], one: Operand) -> bool:
    """Whether the figure's clause speaks of an operand."""
    return any(
        p.operand == one and any(at.figure.clause.holds(s.start, s.end) for s in p.places) for p in placed
    )


def is_subset(part: Operand, whole: Operand, rules: RuleBook) -> bool:
    """Whether a rule makes one measure a part of the other."""
    return any(
        r.refs[0].fits(*part.measure) and r.refs[1].fits(*whole.measure) for r in rules.of_kind("subset")
    )


def is_of_stated(at: Setting) -> bool:
    """Whether the words that say what a ratio is of hold another figure (37%的三分之一, a third of the 37% it had)."""
    whole = whole_span(at.passage, at.figure)
    return whole is not None and any(
        f.kind == QUANTITY and whole.holds(f.start, f.end) for f in at.figures if f is not at.figure
    )


def _places(at: Setting, one: Operand) -> tuple[Span, ...]:
    """Where the sentence speaks of an operand: its cues, and the figure that states it."""
    found = [
        Span(c.start, c.end)
        for c in at.passage.cues
        if c.cue.metric == one.metric and c.cue.sort != ANTI and not c.named and c.cue.weight >= 0.2
    ]
    return tuple(found + [Span(f.start, f.end) for f in stating(at, one)])


def _of_whole(at: Setting, placed: Sequence[_Place], whole: Span) -> list[tuple[Operand, Operand]]:
    named = {i for m in at.passage.names if whole.start <= m.start and m.end <= whole.end for i in m.ids}
    below = [p for p in placed if any(whole.holds(s.start, s.end) for s in p.places)]
    sums = [p for p in below if p.operand.parts]
    if sums:
        # A stated sum is the whole; what it is made of stands beside it.
        below = sums
    elif len(below) == 2 and _TOTAL.search(at.passage.folded, whole.start, whole.end):
        one, two = (p.operand for p in below)
        if one.metric != two.metric and (one.subject, one.unit) == (two.subject, two.unit):
            below = [_Place(one.plus(two), (whole,))]
    stated = [p for p in below if any(whole.holds(f.start, f.end) for f in stating(at, p.operand))]
    below = stated or [p for p in below if p.operand.subject in named] or ([] if named else below)
    above = [p for p in placed if any(not whole.holds(s.start, s.end) for s in p.places)]
    above = _spoken(at, above, whole) or above
    pairs = [
        (a.operand, b.operand)
        for b in below
        for a in above
        if _is_other(a.operand, b.operand) and a.operand.dimension == b.operand.dimension
    ]
    said = [p for p in pairs if stating(at, p[0])] or [p for p in pairs if p[0].strong]
    near = [p for p in said if p[0].metric != p[1].metric or stating(at, p[1]) or p[1].subject in named]
    if len({(a.measure, b.measure) for a, b in near}) > 1:
        near = _nearest(at, near)
    return near if len({(a.measure, b.measure) for a, b in near}) == 1 else []


def _spoken(at: Setting, above: Sequence[_Place], whole: Span) -> list[_Place]:
    """What the share's own clause speaks of before its whole (死亡人数占重伤人数的38%); a number by chance tells nothing."""
    lead = Span(at.figure.clause.start, min(whole.start, at.figure.start))
    return [p for p in above if any(lead.holds(s.start, s.end) for s in p.places)]


def _nearest(at: Setting, pairs: Sequence[tuple[Operand, Operand]]) -> list[tuple[Operand, Operand]]:
    """Of several pairs that the sentence states, those whose part stands nearest before the share."""
    ends = {
        id(p): max((f.end for f in stating(at, p[0]) if f.end <= at.figure.start), default=-1) for p in pairs
    }
    last = max(ends.values())
    return [p for p in pairs if ends[id(p)] == last >= 0]


def _of_subset(
    at: Setting, placed: Sequence[_Place], rules: RuleBook, told: Sequence[_Place] | None = None
) -> list[tuple[Operand, Operand]]:
    """The part that the clause speaks of, one of `told` if given, and the whole that a declared subset gives it."""
    found: list[tuple[Operand, Operand]] = []
    for rule in rules.rules:
        if rule.kind != "subset":
            continue
        part, whole = rule.refs
        for a in placed if told is None else told:
            is_near = a.operand.scope or any(at.figure.clause.holds(s.start, s.end) for s in a.places)
            if not is_near or not part.fits(*a.operand.measure):
                continue
            found.extend(
                (a.operand, b.operand)
                for b in placed
                if whole.fits(*b.operand.measure) and a.operand.subject == b.operand.subject
            )
    return found if len(found) == 1 else []


def _is_other(one: Operand, two: Operand) -> bool:
    return (one.measure, one.first) != (two.measure, two.first)
