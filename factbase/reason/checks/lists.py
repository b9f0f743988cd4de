"""Counted lists: the number against the members, and the members of a part against those of its whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from factbase.phrase import Later, listed, phrase
from factbase.quantity.interval import Interval, at_least, point
from factbase.reason.assertion import Assertion
from factbase.reason.finding import Context, Finding, make_finding
from factbase.reason.measure import bases
from factbase.reason.tell import say_interval, say_label

__all__ = ["check_lists"]


def check_lists(context: Context) -> Iterator[Finding]:
    """`counted_list`: a list whose length its own figure excludes, or that names someone twice; `list_members`: a
    part that names members its whole leaves out, or two closed lists of one measure that differ. All errors."""
    lists = [f for f in context.facts if f.members]
    for fact in lists:
        yield from _length(fact)
    yield from _same_list(lists)
    for rule in context.rules.of_kind("subset", "part_of"):
        part, whole = rule.refs[0], rule.refs[1]
        for one in (f for f in lists if part.fits(f.subject, f.metric, f.scope)):
            for two in (
                f for f in lists if whole.fits(f.subject, f.metric, f.scope) and f.closed and f.id != one.id
            ):
                strays = sorted(set(one.members) - set(two.members))
                if strays:
                    message = context.words.say(
                        "{names} stand in the part but not in its whole (rule {rule})",
                        names=listed(Later(say_label, s) for s in strays),
                        rule=rule.id,
                    )
                    yield make_finding("list_members", "error", (one.id, two.id), message, key=rule.id)


def _length(fact: Assertion) -> Iterator[Finding]:
    distinct = len(set(fact.members))
    if distinct < len(fact.members):
        twice = sorted({m for m in fact.members if fact.members.count(m) > 1})
        message = phrase("the list names {members} twice", members=listed(twice))
        yield make_finding("counted_list", "error", (fact.id,), message, key="twice")
    counted: Interval = point(Fraction(distinct)) if fact.closed else at_least(Fraction(distinct))
    unsupported = not fact.closed and fact.face.low is not None and fact.face.low > distinct
    if counted & fact.widest is None or unsupported:
        message = phrase(
            "the list has {n} members, but the figure is {figure}",
            n=distinct,
            figure=Later(say_interval, fact.widest),
        )
        yield make_finding("counted_list", "error", (fact.id,), message, key="length")


def _same_list(lists: list[Assertion]) -> Iterator[Finding]:
    known: dict[object, Assertion] = {}
    for fact in sorted((f for f in lists if f.closed), key=lambda f: f.id):
        key = (bases(fact)[0], fact.period)
        first = known.setdefault(key, fact)
        if set(first.members) != set(fact.members):
            odd = listed(sorted(set(first.members) ^ set(fact.members)))
            message = phrase("two lists of one measure differ in {members}", members=odd)
            yield make_finding("list_members", "error", (first.id, fact.id), message)
