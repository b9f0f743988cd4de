"""One sum in two currencies: the rate it implies against the market's rates around its date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from factbase.phrase import Later, Phrase, listed, phrase
from factbase.quantity.interval import Interval, closed
from factbase.reason.assertion import Assertion, currency_of
from factbase.reason.finding import Context, Finding, Rates, make_finding
from factbase.reason.positive import over
from factbase.reason.tell import say_interval, say_number

__all__ = ["check_currencies"]

WINDOW_DAYS = 7  # before and after the passage's date: a report may use the rate of the day of the event


def check_currencies(context: Context) -> Iterator[Finding]:
    """`currencies`: a warning if no day in the window agrees with both sides rounded, else an info that names the days."""
    if context.rates is None:
        return
    groups: dict[tuple[object, ...], list[Assertion]] = {}
    for fact in context.facts:
        if currency_of(fact.dimension) and not fact.is_ratio:
            key = (
                fact.document,
                fact.item,
                fact.subject,
                fact.metric,
                fact.relative_to,
                fact.scope,
                fact.period,
                fact.world,
            )
            groups.setdefault(key, []).append(fact)
    for facts in groups.values():
        for place, one in enumerate(facts):
            for two in facts[place + 1 :]:
                if one.dimension != two.dimension:
                    yield from _compare(context.rates, *sorted((one, two), key=lambda f: f.span))


def _compare(rates: Rates, one: Assertion, two: Assertion) -> Iterator[Finding]:
    """`one` stands first; the rate is how much of its currency one unit of the other's buys."""
    if not one.date[:10] or len(one.date) < 10:
        return
    day = date.fromisoformat(one.date[:10])
    ours, theirs = (currency_of(f.dimension) for f in (one, two))
    market = rates.days(theirs, ours, day - timedelta(WINDOW_DAYS), day + timedelta(WINDOW_DAYS))
    if not market:
        return
    implied = over(one.rounded, two.rounded)
    agree = [r.day.isoformat() for r in market if r.factor in implied]
    span = closed(min(r.factor for r in market), max(r.factor for r in market))
    message = phrase(
        "“{quote}” implies {nominal}{ours} per {theirs} ({implied} with both sides rounded); "
        "the market {span} from {first} to {last}",
        quote=one.quote,
        nominal=phrase("{number} ", number=Later(say_number, one.value / two.value))
        if one.value and two.value
        else "",
        ours=ours,
        theirs=theirs,
        implied=Later(say_interval, implied),
        span=Later(say_interval, span),
        first=market[0].day,
        last=market[-1].day,
    )
    if agree and (one.is_headline or two.is_headline):
        return  # the body's own pair says more
    if agree:
        said = phrase("{message}; agrees on {days}", message=message, days=listed(agree))
        yield make_finding("currencies", "info", (one.id, two.id), said)
    else:
        said = phrase("{message}; {far}", message=message, far=_how_far(implied, span))
        yield make_finding("currencies", "warning", (one.id, two.id), said, key="apart")


def _how_far(implied: Interval, span: Interval) -> Phrase:
    if implied & span is not None:
        return phrase("no single day agrees, though the range does")
    return phrase("no day agrees")
