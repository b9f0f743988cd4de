"""Worked examples and exchange rates: a job of 100 yuan there costs 50 here; 150 yen to the dollar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.quantity.interval import Interval
from factbase.reason.assertion import Assertion
from factbase.reason.proof import Proof
from factbase.reason.verdict import Judgement
from factbase.reason.verdict_other import quoted
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Setting
from factbase.service.verify_settle import FigureVerdict

__all__ = ["worked"]

# How far a rounded rate or a rounded example may be off.
_SLACK, _FAR = Fraction(1, 50), Fraction(1, 5)
# 1美元兑150日元, 150 yen to the dollar: one of a currency in another.
_RATE = re.compile(
    r"兑|汇率|换算|折算|换|每1?(?:美元|欧元)|\b(?:exchange|converted|conversion|rate|to (?:the|a|one|each) (?:us |u\.s\. )?(?:dollar|euro)|per (?:dollar|euro)|a dollar|(?:dollar|euro) (?:buys|at|was|is))\b"
)
_ONE_OF = (
    ("USD", re.compile(r"(?:1|一|每)(?:个)?美元|(?:the|per|a|one|each|every|1)(?: us| u\.s\.| single)? dollar\b|\$1\b")),
    ("EUR", re.compile(r"(?:1|一|每)(?:个)?欧元|(?:the|per|a|one|each|every|1)(?: single)? euro\b|€1\b")),
)  # fmt: skip
# the two figures that the rate is between
_BOTH = re.compile(r"(?:个|种)?(?:口径|币种|货币|数字|数目|金额)|\s+(?:figures|currencies|sums|amounts)\b")
# What is no job, price or mark: so many of a thing by name are no example.
_EXAMPLES = re.compile(r"[块元分]|\b(?:points?|marks?|yuan|dollars?|euros?|rmb)\b")


def worked(
    verdicts: Sequence[FigureVerdict], settings: Sequence[Setting], matcher: Matcher
) -> list[FigureVerdict]:
    """The verdicts on a sentence, two figures of one unit that nothing decides judged by the ratio of what they are said of."""
    found = list(verdicts)
    idle = [n for n, v in enumerate(found) if _is_idle(v)]
    if not idle:
        return found
    rates = {n: made for n in idle if (made := _rated(found[n], settings[n], matcher)) is not None}
    if rates:
        beside = [n for n in idle if n not in rates and _is_of_rate(found[n])]
        return [rates.get(n, v) for n, v in enumerate(found) if n not in beside]
    pairs = [(one, two) for one, two in combinations(idle, 2) if _are_alike(found[one], found[two])]
    if len(pairs) == 1:
        one, two = pairs[0]
        said = _example(found[one].figure, found[two].figure, settings[two], matcher)
        if said is not None:
            found[two] = found[two]._replace(option=None, judgement=said, doubt="")
            del found[one]  # what the other is compared with
    return found


def _rated(verdict: FigureVerdict, at: Setting, matcher: Matcher) -> FigureVerdict | None:
    """A sum that the words make the price of one of another currency, judged by a sum that is known in both."""
    figure, passage = verdict.figure, at.passage
    value = figure.reading.value
    if not _is_money(figure) or value in (None, 1) or not _RATE.search(passage.folded, *passage.span):
        return None
    per = [unit for unit, p in _ONE_OF if unit != figure.unit and p.search(passage.folded, *passage.span)]
    subjects = dict.fromkeys(s.id for s in matcher.subjects.of(at))
    pairs = [
        (one, two)
        for subject in subjects
        for one in matcher.known.about(subject)
        for two in matcher.known.about(subject)
        if one.unit == figure.unit and two.unit in per and _is_one(one, two) and one.value and two.value
    ]
    if value is None or not pairs:
        return None
    off = min(abs(value / (one.value / two.value) - 1) for one, two in pairs if one.value and two.value)
    if _SLACK < off <= _FAR:
        return None
    return verdict._replace(
        option=None,
        judgement=_judgement("supported" if off <= _SLACK else "contradicted", pairs[0]),
        doubt="",
    )


def _is_one(one: Assertion, two: Assertion) -> bool:
    """Whether two facts are of one measure, each in its unit."""
    return (one.subject, one.metric, one.scope) == (two.subject, two.metric, two.scope)


def _is_of_rate(verdict: FigureVerdict) -> bool:
    """Whether a figure is the one of a currency that a rate is of, or counts the two sums that it is between."""
    figure, value = verdict.figure, verdict.figure.reading.value
    if _is_money(figure):
        return value == 1
    return (
        figure.unit == "count" and value == 2 and _BOTH.match(verdict.passage.folded, figure.end) is not None
    )


def _example(one: Figure, two: Figure, at: Setting, matcher: Matcher) -> Judgement | None:
    """The verdict on two figures as what two named things cost or score, where one ratio of the two is known."""
    owners = _owners(at.passage, one, two) or _described(at.passage, one, two, matcher)
    if owners is None or one.reading.value is None or two.reading.value is None:
        return None
    values = dict(zip(owners, (one.reading.value, two.reading.value), strict=True))
    facts = [
        f
        for f in matcher.known.about(owners[0])
        if f.is_ratio and {f.subject, f.relative_to} == set(owners) and f.value is not None
    ]
    if len({f.metric for f in facts}) > 1:
        facts = [f for f in facts if at.passage.speaking.get(f.metric)]
    if len({(f.metric, f.scope) for f in facts}) != 1:
        return None
    fact = facts[0]
    made = values[fact.subject] / values[fact.relative_to]
    if made in _wider(fact.widest, _SLACK):
        return _judgement("supported", (fact,))
    return _judgement("contradicted", (fact,)) if made not in _wider(fact.widest, _FAR) else None


def _owners(passage: Passage, one: Figure, two: Figure) -> tuple[str, str] | None:
    """Whose two figures are: of the names right before each, else right behind each."""
    names = [m for m in passage.names if not m.speaks]
    before = [m for m in names if m.end <= one.start], [m for m in names if one.end <= m.start < two.start]
    behind = [m for m in names if one.end <= m.start < two.start], [m for m in names if two.end <= m.start]
    for first, second, at in ((*before, -1), (*behind, 0)):
        if first and second and first[at].id != second[at].id:
            return first[at].id, second[at].id
    return None


def _described(passage: Passage, one: Figure, two: Figure, matcher: Matcher) -> tuple[str, str] | None:
    """The owners where words around the second figure only describe the one thing that the first's is compared with (the west)."""
    between = [m for m in passage.names if one.end <= m.start < two.start and not m.speaks]
    if not between:
        return None
    first = between[0].id
    others = {i for f in matcher.known.about(first) if f.is_ratio for i in (f.subject, f.relative_to)} - {
        first
    }
    said = passage.folded[two.start : passage.span.end]
    told = [o for o in others if o and matcher.tables.names.described(o, "", said)]
    return (first, told[0]) if len(told) == 1 else None


def _wider(known: Interval, slack: Fraction) -> Interval:
    low = None if known.low is None else known.low * (1 - slack)
    high = None if known.high is None else known.high * (1 + slack)
    return Interval(low, high)


def _judgement(verdict: str, facts: Sequence[Assertion]) -> Judgement:
    steps = tuple(quoted(n, fact) for n, fact in enumerate(facts, 1))
    return Judgement(verdict, "quotient", fact_ids=tuple(f.id for f in facts), proof=Proof(steps))


def _is_idle(verdict: FigureVerdict) -> bool:
    is_open = verdict.judgement.verdict != "supported" or bool(verdict.doubt)
    return verdict.figure.kind == QUANTITY and is_open


def _is_money(figure: Figure) -> bool:
    return len(figure.unit) == 3 and figure.unit.isupper()


def _are_alike(one: FigureVerdict, two: FigureVerdict) -> bool:
    """Whether both are unlinked figures of one unit, bare counts next to money being sums of it."""
    units = {one.figure.unit, two.figure.unit}
    values = (one.figure.reading.value, two.figure.reading.value)
    if not all(v.judgement.verdict == "not_covered" for v in (one, two)) or not all(values):
        return False
    if not all(_EXAMPLES.search(v.figure.text.lower()) for v in (one, two)):
        return False
    return len(units) == 1 or ("count" in units and any(_is_money(v.figure) for v in (one, two)))
