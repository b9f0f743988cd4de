"""Telling a proof in the language of the reader: one plain line a step, no markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from factbase.phrase import ENGLISH, Words, phrase
from factbase.quantity.interval import Interval
from factbase.quantity.periods import say_period
from factbase.quantity.prefixes import multiple
from factbase.reason.proof import Proof, Slack, Step

__all__ = [
    "say_interval",
    "say_label",
    "say_measure",
    "say_members",
    "say_number",
    "say_pair",
    "say_slack",
    "say_world",
    "tell",
]

_MEASURE = re.compile(
    r"(?P<subject>.+)\.(?P<metric>[^.\[@( ]+)(?:\[(?P<scope>[^\]]*)\])?(?:@(?P<period>\S+))?(?: \((?P<world>[^)]*)\))?(?: in (?P<unit>\S+))?$"
)
_DIGITS = 6
# So much of either end of a long quote is told.
_SHOWN = 160
# The words in which a language counts large numbers; English writes them out.
_SCALES = {"zh": ((10**8, "亿"), (10**4, "万"))}


def tell(proof: Proof, words: Words = ENGLISH) -> tuple[str, ...]:
    """The proof's steps, then how far each deciding number is from flipping it."""
    steps = {s.n: s for s in proof.steps}
    lines = [f"{s.n}. {_say_step(s, steps, words)}" for s in proof.steps]
    lines += [say_slack(s, words=words) for s in proof.slack]
    return tuple(lines)


def _say_step(step: Step, steps: dict[int, Step], words: Words) -> str:
    say = words.say
    pair = say_pair(step.left, step.right, words=words)
    source = _from(step, words)
    if step.unit == "date" or step.members or any(steps[n].members for n in step.premises):
        return _say_other(step, pair, [steps[n] for n in step.premises], words) + (
            source or _say_source(step, words)
        )
    held = say_interval(step.shown, step.unit, words=words)
    bound = f"{pair} {held}"
    if step.kind == "calc" and step.left == "change" and step.interval.is_point:
        return _say_change(step, [steps[n] for n in step.premises], words) + source
    if step.kind in ("number", "calc"):
        return say("{what}: {interval}", what=words.term(step.left), interval=held) + source
    if step.kind == "fact":
        return bound + _say_source(step, words)
    if step.kind == "claim":
        return say("claim: {bound}", bound=bound) + _say_source(step, words)
    if step.kind == "rule":
        return _say_rule(step, bound, words)
    if step.kind == "empty":
        one, two = (say_interval(s.shown, s.unit, words=words) for s in (steps[n] for n in step.premises))
        return (
            say("contradiction: {what} cannot be {one} and also {two}", what=pair, one=one, two=two) + source
        )
    if step.kind == "combine":
        return say("weighted and added, these bounds contradict") + source
    if step.kind == "inside":
        one, two = (say_interval(s.shown, s.unit, words=words) for s in (steps[n] for n in step.premises))
        return say("{one} lies inside {two}", one=one, two=two) + source
    if step.kind == "positive":
        return say("{what} is above zero", what=pair) + source
    if step.kind == "by_rule":
        return say("so {bound}, by the rule", bound=bound) + source
    if step.kind == "solver":
        return say("so {bound}, by the solver", bound=bound) + source
    return say("so {bound}", bound=bound) + source


def _say_other(step: Step, pair: str, premises: Sequence[Step], words: Words) -> str:
    """A step about dates or about the members of a list."""
    if step.kind in ("fact", "claim"):
        bound = pair
        if step.period is not None:
            bound = words.say("{what} {text}", what=pair, text=say_period(*step.period.days, words))
        elif step.members:
            bound = words.say("{what}: {text}", what=pair, text=say_members(step, words=words))
        return words.say("claim: {bound}", bound=bound) if step.kind == "claim" else bound
    held, claim = premises
    if claim.period is None or held.period is None:
        if step.kind == "inside":
            return words.say(
                "the list of {fact} holds {names}", fact=held.fact_id, names=say_members(claim, words=words)
            )
        left_out = replace(claim, members=tuple(m for m in claim.members if m not in held.members))
        return words.say(
            "contradiction: the list of {fact} is complete and does not hold {names}",
            fact=held.fact_id, names=say_members(left_out, words=words),
        )  # fmt: skip
    one, two = (say_period(*p.days, words) for p in (held.period, claim.period))
    if step.kind == "inside":
        return words.say("{one} lies inside {two}", one=one, two=two)
    return words.say("contradiction: {what} cannot be {one} and also {two}", what=pair, one=one, two=two)


def say_members(step: Step, *, words: Words = ENGLISH) -> str:
    """The members that a step names; a name without an entry as its text writes it."""
    return _listed([words.label(m.removeprefix("?")) for m in step.members], words)


def _say_change(step: Step, levels: Sequence[Step], words: Words) -> str:
    """A ratio of a later level to an earlier one, also as what was lost or gained; of two shares, the points between them."""
    ratio = step.interval.low or Fraction(0)
    off = say_number(abs(1 - ratio) * 100, words=words)
    held = say_interval(step.shown, step.unit, words=words)
    told = phrase("{n} % less", n=off) if ratio < 1 else phrase("{n} % more", n=off)
    parts = [held, told]
    middles = [(s.shown.low + s.shown.high) / 2 for s in levels if s.shown.low is not None and s.shown.high is not None]  # fmt: skip
    if len(levels) == 2 == len(middles) and all(s.unit == "1" and _is_fraction(s.shown) for s in levels):
        points = say_number(abs(middles[0] - middles[1]) * 100, words=words)
        parts.append(phrase("{n} points between them", n=points))
    what = words.say("later / earlier")
    return words.say(
        "{what}: {text}",
        what=what,
        text=words.term(", ").join(part if part is held else words(part) for part in parts),
    )


def _say_source(step: Step, words: Words) -> str:
    quote = words.say(": “{quote}”", quote=_cut(step.quote)) if step.quote else ""
    who = [words.label(step.speaker)] if step.speaker else []
    who += [step.outlet] if step.outlet else []
    said = words.say(" ({notes})", notes=_listed(who, words)) if who else ""
    return f"{quote}{said} [{step.fact_id}]" if step.fact_id else f"{quote}{said}"


def _cut(quote: str) -> str:
    """A quote without its middle where it is too long to be read at a glance; the data keeps it whole."""
    return quote if len(quote) <= 2 * _SHOWN else f"{quote[:_SHOWN].rstrip()} … {quote[-_SHOWN:].lstrip()}"


def _say_rule(step: Step, bound: str, words: Words) -> str:
    if not step.terms:
        if step.right and step.interval == Interval(Fraction(1), Fraction(1)):
            bound = " = ".join(say_measure(name, words=words) for name in (step.left, step.right))
    else:
        sign = " × " if step.reading == "product" else " + "
        names = [say_measure(t, words=words) for t in step.terms]
        relation = " ≥ " if step.reading == "at_least_sum" else " = "
        bound = names[0] + relation + sign.join(names[1:])
    return words.say("rule “{rule}”: {bound}", rule=words.label(step.rule), bound=bound)


def _from(step: Step, words: Words) -> str:
    if not step.premises:
        return ""
    numbers = [str(n) for n in dict.fromkeys(step.premises)]
    return words.say(" (from {steps})", steps=_listed(numbers, words))


def _listed(items: Sequence[str], words: Words) -> str:
    return words.say(", ").join(items)


def say_slack(slack: Slack, *, words: Words = ENGLISH) -> str:
    """How far one number is from flipping the conclusion.

    >>> say_slack(Slack("f1", "low", Fraction(2, 5), Fraction(159, 400), "s1.performance", "a100.performance"))
    'flips if performance: s1 / a100 falls below 39.75 % (now 40 %) [f1]'
    """
    what = say_pair(slack.left, slack.right, words=words)
    threshold, held = slack.threshold / slack.scale, slack.now / slack.scale
    factor, unit = multiple(max(abs(threshold), abs(held)), slack.unit, words.lang)
    end, now = (_with_unit(v / factor, unit, words) for v in (threshold, held))
    if slack.threshold < slack.now:
        said = words.say("flips if {what} falls below {end} (now {now})", what=what, end=end, now=now)
    else:
        said = words.say("flips if {what} rises above {end} (now {now})", what=what, end=end, now=now)
    return f"{said} [{slack.fact_id}]"


def say_label(name: str, *, words: Words = ENGLISH) -> str:
    """The label of an entity, a metric or a scope."""
    return words.label(name)


def say_measure(name: str, metric: bool = True, *, words: Words = ENGLISH) -> str:
    """A measure's name in words, from its name in a step."""
    found = _MEASURE.match(name)
    if found is None:
        return name or "1"
    subject, scope = words.label(found["subject"]), found["scope"]
    notes = [words.label(scope)] if scope else []
    notes += [found["period"]] if found["period"] else []
    notes += [say_world(found["world"], words=words)] if found["world"] else []
    tail = words.say(" ({notes})", notes=_listed(notes, words)) if notes else ""
    if not metric:
        return subject + tail
    return words.say("{metric} of {subject}", metric=words.label(found["metric"]), subject=subject) + tail


def say_world(world: str, *, words: Words = ENGLISH) -> str:
    """A world such as `plan` or `forecast:morgan-stanley` in words."""
    kind, _, who = world.partition(":")
    if who:
        return words.say("{world} of {who}", world=words.term(kind), who=words.label(who))
    return words.term(kind)


def say_pair(left: str, right: str, *, words: Words = ENGLISH) -> str:
    """A measure, or the ratio of two, in words."""
    if not right:
        return say_measure(left, words=words)
    one, two = _MEASURE.match(left), _MEASURE.match(right)
    if one and two and one["metric"] == two["metric"]:
        joined = f"{say_measure(left, False, words=words)} / {say_measure(right, False, words=words)}"
        return words.say("{metric}: {pair}", metric=words.label(one["metric"]), pair=joined)
    return f"{say_measure(left, words=words)} / {say_measure(right, words=words)}"


def say_interval(interval: Interval, unit: str = "1", *, words: Words = ENGLISH, as_is: bool = False) -> str:
    """An interval in words and signs, with its unit, or with a multiple of it (MW) unless `as_is`.

    >>> say_interval(Interval(Fraction(500000), Fraction(531000), True, True), "kWh/day")
    '> 500,000 and < 531,000 kWh/day'
    >>> say_interval(Interval(Fraction(1, 4), Fraction(1, 2)))
    '25–50 %'
    """
    if not as_is:
        widest = max(
            (abs(end) for end in (interval.low, interval.high) if end is not None), default=Fraction(0)
        )
        factor, unit = multiple(widest, unit, words.lang)
        interval = interval.scale(Fraction(1, factor)) if factor != 1 else interval
    low, high = interval.low, interval.high
    as_percent = unit == "1" and _is_fraction(interval)
    if interval.is_point and low is not None:
        return "= " + _with_unit(low, unit, words, as_percent)
    if low is not None and high is not None and low != 0 and not (interval.low_open or interval.high_open):
        first = low * 100 if as_percent else low
        return f"{say_number(first, words=words)}–{_with_unit(high, unit, words, as_percent)}"
    parts: list[str] = []
    if low is not None and (low != 0 or high is None or interval.low_open):
        parts.append(
            ("> " if interval.low_open else "≥ ")
            + _with_unit(low, unit if high is None else "", words, as_percent)
        )
    if high is not None:
        parts.append(("< " if interval.high_open else "≤ ") + _with_unit(high, unit, words, as_percent))
    return words.say(" and ").join(parts) if parts else words.say("anything")


def _is_fraction(interval: Interval) -> bool:
    ends: Sequence[Fraction] = [e for e in (interval.low, interval.high) if e is not None and e != 0]
    return bool(ends) and all(0 < e <= 1 for e in ends)


def _with_unit(value: Fraction, unit: str, words: Words, as_percent: bool | None = None) -> str:
    percent = as_percent if as_percent is not None else (unit == "1" and 0 < value < 1)
    if percent:
        return words.say("{n} %", n=say_number(value * 100, words=words))
    return words.beside(say_number(value, words=words), "" if unit in ("1", "count", "rank") else unit)


def say_number(value: Fraction, *, words: Words = ENGLISH) -> str:
    """A number to six significant digits; Chinese counts in 万 and 亿.

    >>> say_number(Fraction(531000)), say_number(Fraction(531000), words=Words("zh")), say_number(Fraction(1, 3))
    ('531,000', '53.1万', '0.333333')
    >>> say_number(Fraction(8_100_000_000, 56))
    '144,643,000'
    """
    for scale, word in _SCALES.get(words.lang, ()):
        if abs(value) >= scale:
            return _decimal(value / scale) + word
    return _decimal(value)


def _decimal(value: Fraction) -> str:
    if value.denominator == 1 and abs(value) < 10**15:
        return f"{value.numerator:,}"
    digits = f"{float(value):.{_DIGITS}g}"
    if "e+" in digits and abs(value) < 10**15:
        return f"{int(float(digits)):,}"
    if "e" in digits:
        return digits
    whole, dot, rest = digits.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole not in ("-0",) else digits
