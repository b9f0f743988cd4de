"""Telling a proof in English or Chinese: one plain line a step, no markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from factbase.quantity.interval import Interval
from factbase.reason.proof import Proof, Slack, Step

__all__ = [
    "Label",
    "plain_label",
    "say_interval",
    "say_measure",
    "say_number",
    "say_pair",
    "say_slack",
    "tell",
]

Label = Callable[[str], str]  # the id of an entity, metric, scope or rule → the words for it

_MEASURE = re.compile(
    r"(?P<subject>.+)\.(?P<metric>[^.\[@( ]+)(?:\[(?P<scope>[^\]]*)\])?(?:@(?P<period>\S+))?(?: \((?P<world>[^)]*)\))?(?: in (?P<unit>\S+))?$"
)
_DIGITS = 6


def plain_label(name: str) -> str:
    """The id itself."""
    return name


def tell(proof: Proof, lang: str = "en", label: Label = plain_label) -> tuple[str, ...]:
    """The proof's steps, then how far each deciding number is from flipping it; `lang` is `en` or `zh`."""
    steps = {s.n: s for s in proof.steps}
    lines = [f"{s.n}. {_say_step(s, steps, lang, label)}" for s in proof.steps]
    lines += [say_slack(s, lang, label) for s in proof.slack]
    return tuple(lines)


def _say_step(step: Step, steps: dict[int, Step], lang: str, label: Label) -> str:
    zh = lang == "zh"
    bound = f"{say_pair(step.left, step.right, lang, label)} {say_interval(step.shown, step.unit, lang)}"
    if step.kind in ("number", "calc"):
        joint = "：" if zh else ": "
        return f"{step.left}{joint}{say_interval(step.shown, step.unit, lang)}{_from(step, zh)}"
    if step.kind == "fact":
        return bound + _say_source(step, zh, label)
    if step.kind == "claim":
        return (f"所核说法：{bound}" if zh else f"claim: {bound}") + _say_source(step, zh, label)
    if step.kind == "rule":
        return _say_rule(step, bound, lang, label)
    if step.kind == "empty":
        return _say_empty(step, steps, lang, label)
    if step.kind == "combine":
        return (
            f"以上各界加权相加即得矛盾{_from(step, zh)}"
            if zh
            else f"weighted and added, these bounds contradict{_from(step, zh)}"
        )
    if step.kind == "inside":
        held, claim = (steps[n] for n in step.premises)
        sides = [say_interval(s.shown, s.unit, lang) for s in (held, claim)]
        return (
            f"{sides[0]} 在 {sides[1]} 之内{_from(step, True)}"
            if zh
            else f"{sides[0]} lies inside {sides[1]}{_from(step, False)}"
        )
    if step.kind == "positive":
        return (
            f"{say_pair(step.left, step.right, lang, label)} "
            + ("大于零" if zh else "is above zero")
            + _from(step, zh)
        )
    tail = {"by_rule": ("按规则", "by the rule"), "solver": ("由求解器得出", "by the solver")}.get(step.kind)
    extra = f"{'，' if zh else ', '}{tail[0 if zh else 1]}" if tail else ""
    return ("故 " if zh else "so ") + bound + extra + _from(step, zh)


def _say_source(step: Step, zh: bool, label: Label) -> str:
    quote = (f"：“{step.quote}”" if zh else f": “{step.quote}”") if step.quote else ""
    who = [label(step.speaker)] if step.speaker else []
    who += [step.outlet] if step.outlet else []
    said = f"（{'，'.join(who)}）" if zh and who else f" ({', '.join(who)})" if who else ""
    return f"{quote}{said} [{step.fact_id}]" if step.fact_id else f"{quote}{said}"


def _say_rule(step: Step, bound: str, lang: str, label: Label) -> str:
    head = f"规则“{label(step.rule)}”：" if lang == "zh" else f"rule “{label(step.rule)}”: "
    if not step.terms:
        if step.right and step.interval == Interval(Fraction(1), Fraction(1)):
            return head + " = ".join(say_measure(name, lang, label) for name in (step.left, step.right))
        return head + bound
    sign = " × " if step.reading == "product" else " + "
    names = [say_measure(t, lang, label) for t in step.terms]
    relation = " ≥ " if step.reading == "at_least_sum" else " = "
    return head + names[0] + relation + sign.join(names[1:])


def _say_empty(step: Step, steps: dict[int, Step], lang: str, label: Label) -> str:
    one, two = (steps[n] for n in step.premises)
    what = say_pair(step.left, step.right, lang, label)
    sides = [say_interval(s.shown, s.unit, lang) for s in (one, two)]
    if lang == "zh":
        return f"矛盾：{what}，一方面 {sides[0]}，另一方面 {sides[1]}{_from(step, True)}"
    return f"contradiction: {what} cannot be {sides[0]} and also {sides[1]}{_from(step, False)}"


def _from(step: Step, zh: bool) -> str:
    if not step.premises:
        return ""
    numbers = dict.fromkeys(step.premises)
    return f"（由 {'、'.join(map(str, numbers))}）" if zh else f" (from {', '.join(map(str, numbers))})"


def say_slack(slack: Slack, lang: str = "en", label: Label = plain_label) -> str:
    """How far one number is from flipping the conclusion.

    >>> say_slack(Slack("f1", "low", Fraction(2, 5), Fraction(159, 400), "s1.performance", "a100.performance"))
    'flips if performance: s1 / a100 falls below 39.75 % (now 40 %) [f1]'
    """
    what = say_pair(slack.left, slack.right, lang, label)
    ends = [_with_unit(v / slack.scale, slack.unit, lang) for v in (slack.threshold, slack.now)]
    falls = slack.threshold < slack.now
    if lang == "zh":
        return f"若 {what} {'低于' if falls else '高于'} {ends[0]}，结论即改变（现为 {ends[1]}）[{slack.fact_id}]"
    return f"flips if {what} {'falls below' if falls else 'rises above'} {ends[0]} (now {ends[1]}) [{slack.fact_id}]"


def say_measure(name: str, lang: str = "en", label: Label = plain_label, metric: bool = True) -> str:
    """A measure's name in words, from its name in a step."""
    found = _MEASURE.match(name)
    if found is None:
        return name or "1"
    subject, scope = label(found["subject"]), found["scope"]
    notes = [label(scope)] if scope else []
    notes += [found["period"]] if found["period"] else []
    notes += [_say_world(found["world"], lang, label)] if found["world"] else []
    zh = lang == "zh"
    tail = (f"（{'，'.join(notes)}）" if zh else f" ({', '.join(notes)})") if notes else ""
    if not metric:
        return subject + tail
    return (
        f"{subject}的{label(found['metric'])}{tail}" if zh else f"{label(found['metric'])} of {subject}{tail}"
    )


def _say_world(world: str, lang: str, label: Label) -> str:
    kind, _, who = world.partition(":")
    words = {"plan": "计划", "target": "目标", "forecast": "预测"}
    if lang == "zh":
        return f"{label(who)}的{words.get(kind, kind)}" if who else words.get(kind, kind)
    return f"{kind} of {label(who)}" if who else kind


def say_pair(left: str, right: str, lang: str = "en", label: Label = plain_label) -> str:
    """A measure, or the ratio of two, in words."""
    if not right:
        return say_measure(left, lang, label)
    one, two = _MEASURE.match(left), _MEASURE.match(right)
    if one and two and one["metric"] == two["metric"]:
        joined = f"{say_measure(left, lang, label, False)} / {say_measure(right, lang, label, False)}"
        return f"{label(one['metric'])}：{joined}" if lang == "zh" else f"{label(one['metric'])}: {joined}"
    return f"{say_measure(left, lang, label)} / {say_measure(right, lang, label)}"


def say_interval(interval: Interval, unit: str = "1", lang: str = "en") -> str:
    """An interval in words and signs, with its unit.

    >>> say_interval(Interval(Fraction(500000), Fraction(531000), True, True), "kWh/day")
    '> 500,000 and < 531,000 kWh/day'
    >>> say_interval(Interval(Fraction(1, 4), Fraction(1, 2)))
    '25–50 %'
    """
    low, high = interval.low, interval.high
    as_percent = unit == "1" and _is_fraction(interval)
    if interval.is_point and low is not None:
        return "= " + _with_unit(low, unit, lang, as_percent)
    if low is not None and high is not None and low != 0 and not (interval.low_open or interval.high_open):
        return f"{_with_unit(low, '', lang, as_percent).removesuffix(' %')}–{_with_unit(high, unit, lang, as_percent)}"
    parts: list[str] = []
    if low is not None and (low != 0 or high is None or interval.low_open):
        parts.append(
            ("> " if interval.low_open else "≥ ")
            + _with_unit(low, unit if high is None else "", lang, as_percent)
        )
    if high is not None:
        parts.append(("< " if interval.high_open else "≤ ") + _with_unit(high, unit, lang, as_percent))
    joint = " 且 " if lang == "zh" else " and "
    return joint.join(parts) if parts else ("不限" if lang == "zh" else "anything")


def _is_fraction(interval: Interval) -> bool:
    ends: Sequence[Fraction] = [e for e in (interval.low, interval.high) if e is not None and e != 0]
    return bool(ends) and all(0 < e <= 1 for e in ends)


def _with_unit(value: Fraction, unit: str, lang: str, as_percent: bool | None = None) -> str:
    percent = as_percent if as_percent is not None else (unit == "1" and 0 < value < 1)
    if percent:
        return say_number(value * 100, lang) + " %"
    return say_number(value, lang) + (f" {unit}" if unit not in ("", "1", "count", "rank") else "")


def say_number(value: Fraction, lang: str = "en") -> str:
    """A number to six significant digits; Chinese counts in 万 and 亿.

    >>> say_number(Fraction(531000)), say_number(Fraction(531000), "zh"), say_number(Fraction(1, 3))
    ('531,000', '53.1万', '0.333333')
    """
    if lang == "zh" and abs(value) >= 10**4:
        scale, word = (10**8, "亿") if abs(value) >= 10**8 else (10**4, "万")
        return _decimal(value / scale) + word
    return _decimal(value)


def _decimal(value: Fraction) -> str:
    if value.denominator == 1 and abs(value) < 10**15:
        return f"{value.numerator:,}"
    digits = f"{float(value):.{_DIGITS}g}"
    if "e" in digits:
        return digits
    whole, dot, rest = digits.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole not in ("-0",) else digits
