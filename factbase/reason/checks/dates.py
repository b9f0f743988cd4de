"""Dates: two dates of one event that share no day, and events out of the order that a rule demands."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.phrase import Later
from factbase.reason.assertion import ACTUAL, Assertion
from factbase.reason.finding import Context, Finding, make_finding, told_by
from factbase.reason.period import Period
from factbase.reason.rules import Ref, Rule
from factbase.reason.tell import say_measure

__all__ = ["check_dates"]

_Event = tuple[str, str, str, str]  # subject, metric, scope, world


def check_dates(context: Context) -> Iterator[Finding]:
    """`date_conflict` and `date_order`, both errors; a pair of facts each, which is minimal."""
    events: dict[_Event, list[tuple[Assertion, Period]]] = {}
    for fact in context.facts:
        if fact.is_date and fact.period is not None:
            events.setdefault((fact.subject, fact.metric, fact.scope, fact.world), []).append(
                (fact, fact.period)
            )
    for event, dated in events.items():
        yield from _conflicts(context, event, dated)
    for rule in context.rules.of_kind("order"):
        yield from _order(context, rule, events)


def _conflicts(context: Context, event: _Event, dated: list[tuple[Assertion, Period]]) -> Iterator[Finding]:
    ordered = sorted(dated, key=lambda d: (d[1].start, d[0].id))
    for place, (one, first) in enumerate(ordered):
        for two, second in ordered[place + 1 :]:
            if second.start > first.end:
                message = context.words.say(
                    "{event} cannot be both {first} and {second}",
                    event=Later(say_measure, f"{event[0]}.{event[1]}"),
                    first=first,
                    second=second,
                )
                yield make_finding(
                    "date_conflict", "error", (one.id, two.id), told_by(message, (one, two), context.words)
                )


def _order(
    context: Context, rule: Rule, events: dict[_Event, list[tuple[Assertion, Period]]]
) -> Iterator[Finding]:
    """Every earlier event against every later one of the sequence, where subjects and scopes fit.

    What has happened also comes before what is planned.
    """
    for place, earlier in enumerate(rule.refs):
        for later in rule.refs[place + 1 :]:
            for event, dated in events.items():
                if not earlier.fits(*event[:3]):
                    continue
                for other, late in events.items():
                    if later.fits(*other[:3]) and _same_context(earlier, later, event, other):
                        yield from _out_of_order(context, rule, dated, late)


def _same_context(earlier: Ref, later: Ref, event: _Event, other: _Event) -> bool:
    same_subject = bool(earlier.subject and later.subject) or event[0] == other[0]
    same_scope = (earlier.scope is not None and later.scope is not None) or event[2] == other[2]
    return same_subject and same_scope and event[3] in (other[3], ACTUAL)


def _out_of_order(
    context: Context, rule: Rule, dated: list[tuple[Assertion, Period]], late: list[tuple[Assertion, Period]]
) -> Iterator[Finding]:
    for one, first in dated:
        for two, second in late:
            if first.start > second.end:
                message = context.words.say(
                    "{one} ({first}) must not come after {two} ({second}), says rule {rule}",
                    one=Later(say_measure, f"{one.subject}.{one.metric}"),
                    first=first,
                    two=Later(say_measure, f"{two.subject}.{two.metric}"),
                    second=second,
                    rule=rule.id,
                )
                yield make_finding("date_order", "error", (one.id, two.id), message, key=rule.id)
