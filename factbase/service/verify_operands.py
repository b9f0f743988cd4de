"""The known figures that a sentence names beside its own: what a derived figure may be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading
from factbase.reason.assertion import ACTUAL, Assertion
from factbase.reason.bounds import derive_ratio
from factbase.reason.knowledge import Knowledge
from factbase.reason.period import compatible
from factbase.reason.proof import Step
from factbase.service.verify_match import Matcher
from factbase.service.verify_per import per_of
from factbase.service.verify_setting import Setting

__all__ = [
    "THIS_FIGURE",
    "Operand",
    "Operands",
    "adds",
    "adds_to",
    "antecedents",
    "is_part",
    "states",
    "stating",
]

# words for a figure that was told before: 这一数字, that sum
THIS_FIGURE = re.compile(
    r"[这那此该](?:一个|一笔|一|个|笔)?(?:数字|数额|数目|金额|款项|总额|数值)|\b(?:that|this) (?:sum|figure|number|amount)\b"
)
# Put together, A and B come to …: two sums, nothing that was built.
_TAKEN_AS_ONE = re.compile(r"(?:put|taken|brought|added) together\s*[,，]")
_BEGINS = ("", " ", ",", "\n")
_MOST, _CUED, _STRONG = 8, 0.2, 0.35
# The facts of one subject by metric and scope.
_Numbers = dict[tuple[str, str], list[Assertion]]


class Operand(NamedTuple):
    """A known measure as a number: its readings in base units, its dimension, and the step that quotes it.

    `place` is where its cue stands in the text and `strong` whether that tells it from others; `first` is the first day
    of its period; `scale` is how many base units one of `unit` is; `parts` are what a sum is made of. A share is a number
    of its own, of dimension `share`.
    """

    subject: str
    metric: str
    scope: str
    face: Interval
    widest: Interval
    value: Fraction | None
    dimension: str
    unit: str
    first: str
    step: Step
    place: int = 0
    strong: bool = False
    scale: Fraction = Fraction(1)
    parts: tuple[Operand, ...] = ()
    world: str = ACTUAL

    def plus(self, other: Operand) -> Operand:
        """The sum of two measures of one thing in one unit."""
        value = None if self.value is None or other.value is None else self.value + other.value
        return self._replace(
            metric=f"{self.metric}+{other.metric}", face=self.face + other.face, widest=self.widest + other.widest,
            value=value, strong=self.strong and other.strong, parts=(self, other),
        )  # fmt: skip

    @property
    def measure(self) -> tuple[str, str, str]:
        """Subject, metric and scope."""
        return self.subject, self.metric, self.scope


def adds(at: Setting) -> bool:
    """Whether words of the sentence add something up."""
    return bool(_adding(at))


def adds_to(at: Setting) -> bool:
    """Whether a word of the clause, or one that ends the clause before, adds something up to this figure, the nearest."""
    adding = _adding(at)
    if not adding:
        return False
    clause = at.figure.clause
    addends = {w.start for w in at.passage.of("addends")}
    beside = [f for f in at.figures if f.kind == QUANTITY and clause.holds(f.start, f.end)]
    return any(
        min(beside, key=lambda f: max(f.start - word.end, word.start - f.end)) is at.figure
        for word in adding
        if word.start not in addends
        and (clause.holds(word.start, word.end) or 0 <= clause.start - word.end <= 1)
    )


def _adding(at: Setting) -> list[Span]:
    """The words that add something up: no part of a figure, nor of a verb of joining."""
    words = at.passage.of("adding")
    if not words:
        return []
    taken = [Span(f.start, f.end) for f in at.figures]
    folded = at.passage.folded
    taken += [
        Span(w.start, w.end)
        for w in at.passage.of("joining")
        if not _TAKEN_AS_ONE.match(folded, w.start) or folded[w.start - 1 : w.start] not in _BEGINS
    ]
    adding = (Span(w.start, w.end) for w in words)
    return [w for w in adding if not any(t.holds(w.start, w.start + 1) for t in taken)]


@dataclass(frozen=True)
class Operands:
    """Finds operands; what is known of a measure is remembered."""

    matcher: Matcher
    knowledge: Knowledge
    _known: dict[tuple[object, ...], Operand | None] = field(default_factory=dict)
    # Sums, rests and ratios ask the same of one setting, one after the other.
    _latest: list[tuple[Setting, tuple[Operand, ...]]] = field(default_factory=list)
    _grouped: dict[str, tuple[Sequence[Assertion], _Numbers]] = field(default_factory=dict)

    def of(self, at: Setting) -> tuple[Operand, ...]:
        """Absolute measures and shares of the named things whose metric a word of the sentence cues, the best first."""
        if not self._latest or self._latest[0][0] is not at:
            self._latest[:] = [(at, self._find(at))]
        return self._latest[0][1]

    def _find(self, at: Setting) -> tuple[Operand, ...]:
        named = dict.fromkeys(s.id for s in self.matcher.subjects.of(at))
        named |= dict.fromkeys(r for r, _ in at.roles.relatives)
        if is_part(at.figure):
            named |= dict.fromkeys(
                p for r, _ in at.roles.relatives for p in self.matcher.subjects.parts_of(at, r)
            )
        found = [o for subject in named for o in self._about(at, subject)]
        for claim in antecedents(at):
            known = self.measure(claim.subject, claim.metric, claim.scope)
            if known is not None and all(o.measure != known.measure for o in found):
                found.append(known._replace(place=-1, strong=True))
        found.sort(key=lambda o: (not o.strong, o.place))
        return tuple(found[:_MOST])

    def measure(self, subject: str, metric: str, scope: str) -> Operand | None:
        """What is known of one measure, from its latest fact; `None` if no fact is about it."""
        facts = self._numbers(subject).get((metric, scope), ())
        latest = max(facts, key=lambda f: f.period.end if f.period else "", default=None)
        return self._measured(latest) if latest is not None else None

    def lasting(self, subject: str) -> Operand | None:
        """The one time that is known of a subject; `None` if there is none or more."""
        times = [own for own in self._numbers(subject).values() if own[0].dimension == "time"]
        return self._measured(times[0][-1]) if len(times) == 1 else None

    def _about(self, at: Setting, subject: str) -> Iterator[Operand]:
        others = _others(at)
        for (metric, scope), own in self._numbers(subject).items():
            cue = _cue(at, metric) or _stated(others, own)
            if cue is None:
                continue
            # Where a part is named, the whole still stands there if its number does.
            is_rival = self.matcher.fit.names_scope(at, metric, scope) is False
            if is_rival and not scope and at.figure.unit == "1" and is_part(at.figure):
                is_rival = False  # a share may be that of the part in the whole (四成是生物医药领域的)
            if is_rival and not _stated(others, own, counts=True):
                continue
            same = [*_at_time(at, own), *(f for f in own if _stated(others, [f], counts=cue[1]))]
            for fact in {(f.period, f.world): f for f in same}.values():
                known = self._measured(fact)
                if known is not None:
                    yield known._replace(place=cue[0], strong=cue[1])

    def _numbers(self, subject: str) -> _Numbers:
        """The facts of a subject that are numbers, by metric and scope."""
        facts = self.matcher.known.about(subject)
        known = self._grouped.get(subject)
        if known is None or known[0] is not facts:
            found: dict[tuple[str, str], list[Assertion]] = {}
            for fact in facts:
                if fact.subject == subject and _is_number(fact):
                    found.setdefault((fact.metric, fact.scope), []).append(fact)
            known = self._grouped[subject] = (facts, found)
        return known[1]

    def _measured(self, fact: Assertion) -> Operand | None:
        """What is known of the fact's measure, tightened by what the network derives."""
        key = (fact.subject, fact.metric, fact.scope, fact.world, fact.period)
        if key not in self._known:
            face, widest = (fact.face, fact.widest) if fact.is_ratio else self._tightened(fact)
            step = Step(
                1, "fact", f"{fact.subject}.{fact.metric}", interval=fact.widest, unit=fact.unit, scale=fact.scale,
                fact_id=fact.id, quote=fact.quote, speaker=fact.attributed_to, outlet=fact.outlet, reading="widest",
            )  # fmt: skip
            dimension, unit = ("share", "1") if fact.is_ratio else (fact.dimension, fact.unit)
            first = fact.period.start if fact.period else ""
            self._known[key] = Operand(
                fact.subject, fact.metric, fact.scope, face, widest, fact.value, dimension, unit, first, step,
                scale=fact.scale, world=fact.world,
            )  # fmt: skip
        return self._known[key]

    def _tightened(self, fact: Assertion) -> tuple[Interval, Interval]:
        face, widest = fact.face, fact.widest
        own = (fact.subject, fact.metric, fact.scope, fact.world)
        for component in self.knowledge.components((fact.subject,), fact.metric):
            for number, measure in enumerate(component.measures):
                base = measure.base
                is_own = (base.subject, base.metric, base.scope, base.world) == own
                if not is_own or not (measure.period in (None, fact.period) or fact.period is None):
                    continue
                derived = derive_ratio(component, number, 0)
                if not derived.disputed and not derived.face.is_point:
                    face, widest = face & derived.face or face, widest & derived.limits or widest
        return face, widest


def antecedents(at: Setting) -> list[Assertion]:
    """The claim of the sentence before that words of this one refer back to (each of them, this figure); none if in doubt."""
    linked = [(f, c) for f, c in at.before.linked if f.kind == QUANTITY] if at.before is not None else []
    if not linked:
        return []
    if at.figure.unit == "1" and THIS_FIGURE.search(at.passage.folded, *at.figure.clause):
        return [linked[-1][1]]
    per = per_of(at)
    if per is None or not per.back:
        return []
    counts = [(f, c) for f, c in linked if c.kind in ("count", "rate")]
    if per.classifier:
        counts = [(f, c) for f, c in counts if f.text.endswith(per.classifier)]
    return [counts[0][1]] if len(counts) == 1 else []


def stating(at: Setting, one: Operand) -> list[Figure]:
    """The other figures of the sentence that state the operand's value or range; of a sum they may round it."""
    return [
        f
        for f in at.figures
        if f is not at.figure and f.kind == QUANTITY and f.unit == one.unit and states(f.reading, one)
    ]


def is_part(figure: Figure) -> bool:
    """Whether a pure number is a part of a whole: below one, or at least or at most such a number (一半以上)."""
    low, high = figure.reading.widest.low, figure.reading.widest.high
    ends = [e for e in (low, high) if e]
    return figure.unit == "1" and figure.change is None and bool(ends) and all(e <= 1 for e in ends)


def states(reading: Reading, one: Operand) -> bool:
    """Whether a figure of the operand's unit is its value or range to the digit; of a sum it may round it."""
    if one.parts:
        return one.value is not None and one.value in reading.widest.scale(one.scale)
    if reading.value is None:
        return not reading.face.is_point and reading.face.scale(one.scale) == one.face
    return reading.value * one.scale == one.value


def _is_number(fact: Assertion) -> bool:
    return not fact.is_date and fact.kind != "rank" and (not fact.is_ratio or fact.kind == "share")


def _at_time(at: Setting, facts: Sequence[Assertion]) -> Sequence[Assertion]:
    """The facts of the time that the sentence names; all of them for a change."""
    if at.figure.change is not None or at.figure.unit == "pp" or at.period is None:
        return facts
    if (
        at.figure.unit == "1"
        and len({str(f.period.start)[:4] for f in at.figures if f.period is not None}) > 1
    ):
        return facts  # one year's over another's
    period = at.period
    return [f for f in facts if f.period is not None and compatible(f.period, period, "level")]


def _others(at: Setting) -> list[Figure]:
    """The other quantities of the sentence that may state a fact."""
    return [
        f
        for f in at.figures
        if f is not at.figure and f.kind == QUANTITY and f.unit != "pp" and f.reading.value
    ]


def _stated(
    others: Sequence[Figure], facts: Sequence[Assertion], *, counts: bool = False
) -> tuple[int, bool] | None:
    """Where one of the other figures states one of the facts to the digit; small counts do so by chance."""
    for figure in others:
        value = figure.reading.value
        if value is None or (figure.unit == "count" and not counts):
            continue
        if any(f.unit == figure.unit and f.value == value * f.scale for f in facts):
            return figure.start, True
    return None


def _cue(at: Setting, metric: str) -> tuple[int, bool] | None:
    """Where the best cue of a metric stands in the sentence, and whether it is strong."""
    spots = [c for c in at.passage.speaking.get(metric, ()) if c.cue.weight >= _CUED]
    if not spots:
        return None
    best = max(spots, key=lambda c: (c.cue.weight, -abs(c.start - at.figure.start)))
    return best.start, best.cue.weight >= _STRONG
