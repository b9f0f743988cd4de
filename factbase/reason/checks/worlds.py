"""What the network keeps apart: forecasts of different speakers, and two entities in one place of a ranking."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from factbase.phrase import Later, Phrase, phrase
from factbase.reason.assertion import Assertion
from factbase.reason.finding import Context, Finding, make_finding
from factbase.reason.measure import bases
from factbase.reason.period import compatible
from factbase.reason.tell import say_interval, say_label

__all__ = ["check_forecasts", "check_ranks"]


def check_forecasts(context: Context) -> Iterator[Finding]:
    """`forecasts` (warning): two named speakers whose forecasts of one measure share no number."""
    told: dict[object, list[Assertion]] = {}
    for fact in context.facts:
        if fact.world.startswith("forecast:") and not fact.is_date:
            own, other = bases(fact)
            told.setdefault(
                (own._replace(world=""), other and other._replace(world=""), fact.dimension), []
            ).append(fact)
    for facts in told.values():
        for one, two in combinations(sorted(facts, key=lambda f: f.id), 2):
            if one.world == two.world or not compatible(
                one.period, two.period, context.natures.get(one.metric, "level")
            ):
                continue
            if one.widest & two.widest is None:
                message = context.words.say(
                    "{one} forecasts {first}, {two} {second}",
                    one=_speaker(one),
                    first=Later(say_interval, one.widest.scale(1 / one.scale), one.unit),
                    two=_speaker(two),
                    second=Later(say_interval, two.widest.scale(1 / two.scale), two.unit),
                )
                yield make_finding("forecasts", "warning", (one.id, two.id), message)


def _speaker(fact: Assertion) -> Later | Phrase:
    who = fact.world.partition(":")[2]
    return Later(say_label, who) if who else phrase("someone")


def check_ranks(context: Context) -> Iterator[Finding]:
    """`rank_clash` (warning): two entities in the same place of one ranking at one time."""
    places: dict[object, list[Assertion]] = {}
    for fact in context.facts:
        if fact.kind == "rank" and fact.scope and fact.face.is_point and fact.world == "actual":
            places.setdefault((fact.metric, fact.scope, fact.face.low), []).append(fact)
    for facts in places.values():
        for one, two in combinations(sorted(facts, key=lambda f: f.id), 2):
            if one.subject != two.subject and compatible(one.period, two.period, "rank"):
                message = context.words.say(
                    "{one} and {two} both hold place {place} of {metric} ({scope})",
                    one=Later(say_label, one.subject),
                    two=Later(say_label, two.subject),
                    place=one.face.low,
                    metric=Later(say_label, one.metric),
                    scope=Later(say_label, one.scope),
                )
                yield make_finding("rank_clash", "warning", (one.id, two.id), message)
