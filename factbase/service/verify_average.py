"""Quotients that words name: so much per thing, per money, per day, and so many a year on average."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from factbase.extract.link_figure import Figure
from factbase.extract.link_metrics import is_bare_sum
from factbase.extract.link_tables import ANTI
from factbase.quantity.reading import Reading
from factbase.quantity.units import Unit
from factbase.reason.rules import RuleBook
from factbase.service.verify_operands import Operand, antecedents, stating
from factbase.service.verify_per import DOES, TIME_UNITS, Per, money_span, rate_of, with_aside
from factbase.service.verify_result import Result, divided
from factbase.service.verify_setting import Setting
from factbase.service.verify_wholes import is_subset

__all__ = ["averages", "is_one_sided", "is_over", "plain_unit", "rates"]

_EVERY_ONE = re.compile(r"\beach of\b|\bevery (?:one|single)\b|每[一]?[家个宗项座][^，。；]{0,12}都")

_TOLD, _COUNTED = 0.2, 0.3
_MEAN = re.compile(r"均|averag|\bmean\b")


def averages(
    at: Setting,
    operands: Sequence[Operand],
    per: Per,
    parse: Callable[[str], Unit | None],
    rules: RuleBook,
) -> Iterator[Result]:
    """One measure per unit of another, as the words say; `parse` reads units, `rules` know parts and wholes."""
    if is_one_sided(at.figure.reading) and _EVERY_ONE.search(at.passage.folded, *at.figure.clause):
        return  # an average bounds no single one
    start, end = per.span
    # 每家|承担的项目: what each does is none of the things themselves
    stop = end if DOES.match(at.passage.folded, end) else end + 2
    own = {c.cue.metric for c in at.passage.cues if start <= c.start < stop and c.cue.sort != ANTI}
    named = {c.cue.metric for c in at.passage.cues if start <= c.start < end + 2 and c.cue.sort != ANTI}
    # so many people of each company are none of its projects
    scores = {s.metric: s.score for s in at.scored if s.noun != "foreign"}
    enough = _COUNTED if at.figure.unit == "count" else _TOLD
    if at.figure.unit in TIME_UNITS:
        times = [o for o in operands if o.dimension == "time"]
        pairs = [(a, b) for a, b in permutations(times, 2) if a.metric != b.metric]
        for one, two in pairs:
            yield divided(one, two, False)._replace(word="per day")
        return
    if money_span(at) is not None:
        yield from _per_money(operands, named, at.figure.unit)
        return
    counts = [o for o in operands if o.dimension.startswith("count")]
    cued = [o for o in counts if o.metric in own]
    # per participating firm: the firms that the sentence counts, not all that may participate
    cued = [o for o in cued if stating(at, o)] or cued
    below = cued if per.classifier and cued else _counted_by(at, counts, per)
    below = below or cued or _spoken_of(at, counts)
    below = below or ([] if per.names else _headed(at, counts, rules))
    named = {o.metric for o in below} or named
    below = below or [o for o in operands if o.metric in named and not counts] or counts
    for one in operands:
        for two in below:
            if one.metric != two.metric and is_over(one, two, at.figure, parse):
                told = scores.get(one.metric, 0) >= enough or bool(stating(at, one))
                sure = one.strong and bool(named) and told and (two.strong or bool(stating(at, two)))
                if sure or not is_one_sided(at.figure.reading):
                    yield divided(one, two, sure)


def rates(
    at: Setting, operands: Sequence[Operand], lasting: Callable[[str], Operand | None]
) -> Iterator[Result]:
    """So many in all over the time that they took: an average a year.

    Where no time is told, it is the one that is known of the subject (`lasting`). It contradicts where both are stated, or
    where no other time can be meant.
    """
    seconds = rate_of(at)
    times = [o for o in operands if o.dimension == "time"] if seconds else []
    for one in operands if seconds else ():
        only = lasting(one.subject) if one.dimension == "count" and one.strong else None
        for two in times or ([only] if only is not None else []):
            if one.dimension == "count" and one.subject == two.subject:
                is_only = only is not None and two.measure == only.measure
                is_mean = _MEAN.search(at.passage.folded, *with_aside(at)) is not None
                named = (is_only and is_mean) or bool(stating(at, one) and stating(at, two))
                made = divided(one, two, named)._replace(scale=Fraction(1, seconds))
                # Of 1,500-odd in five-odd years no number of a year is the nominal one.
                yield made if times else made._replace(value=None)


def _counted_by(at: Setting, counts: Sequence[Operand], per: Per) -> list[Operand]:
    """The counts that another figure states in the words of the per (26宗…每宗, 68 projects…per project), else for each."""
    stated = [(o, f) for o in counts for f in stating(at, o)]
    if per.counts is not None:
        return [o for o, f in stated if f is per.counts]
    if per.classifier:
        return [o for o, f in stated if f.text.endswith(per.classifier)]
    if per.noun:
        return [o for o, f in stated if per.noun in at.passage.folded[slice(*f.noun)]]
    return [] if per.names or len({o.metric for o, _ in stated}) != 1 else [stated[0][0]]


def _spoken_of(at: Setting, counts: Sequence[Operand]) -> list[Operand]:
    """The count of the sentence before that the words refer back to (each of them)."""
    claims = {(c.subject, c.metric, c.scope) for c in antecedents(at)}
    return [o for o in counts if o.measure in claims]


def _headed(at: Setting, counts: Sequence[Operand], rules: RuleBook) -> list[Operand]:
    """The one count of those that words before the figure name, or the one that is a part of all others (the listed companies)."""
    named = [
        o for o in counts if any(c.end <= at.figure.start for c in at.passage.speaking.get(o.metric, ()))
    ]
    found = list({o.measure: o for o in named}.values())
    if len(found) > 1:
        found = [o for o in found if all(w is o or is_subset(o, w, rules) for w in found)]
    return found if len(found) == 1 else []


def _per_money(operands: Sequence[Operand], named: Collection[str], unit: str) -> Iterator[Result]:
    """One sum per unit of the sum that `named` says, both of one currency; it contradicts where both are told."""
    for one, two in permutations(operands, 2):
        is_pair = two.metric in named and one.metric not in named and one.subject == two.subject
        if is_pair and one.unit == two.unit == unit:
            yield divided(one, two, one.strong and two.strong)


def is_one_sided(reading: Reading) -> bool:
    """Whether a figure is but a bound: a wrong pair meets that too easily."""
    return reading.face.high is None or not reading.face.low


def is_over(one: Operand, two: Operand, figure: Figure, parse: Callable[[str], Unit | None]) -> bool:
    """Whether one per the other has the figure's dimension (counted things aside)."""
    top, below, wanted = parse(one.unit), parse(two.unit), parse(plain_unit(figure.unit))
    if is_bare_sum(figure) and one.unit.isupper():
        wanted = top  # 十个亿, about a billion: a sum of money whose currency was told
    if top is None or below is None or wanted is None or one.dimension == "share":
        return False
    powers = dict(top.vector)
    for base, n in below.vector:
        powers[base] = powers.get(base, 0) - n
    left = {b: n for b, n in powers.items() if n and b != "count"}
    target = {b: n for b, n in wanted.vector if b != "count"}
    return left == target


def plain_unit(unit: str) -> str:
    """A unit without what only says that it is per thing."""
    return unit.removesuffix("/count")
