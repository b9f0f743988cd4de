"""Headlines against the body, and proud words against the places and numbers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.phrase import Later, listed, phrase
from factbase.reason.assertion import Assertion
from factbase.reason.bounds import bound
from factbase.reason.finding import Context, Finding, make_finding
from factbase.reason.judge import Judge
from factbase.reason.network import Component
from factbase.reason.tell import say_interval, say_pair

__all__ = ["check_headlines"]

_ONE_OF = re.compile(r"之一|\bone of\b|\bamong the\b", re.IGNORECASE)
_TIER = re.compile(r"第一(?:梯队|方阵|阵营)|\b(?:first|top) tier\b", re.IGNORECASE)
_BATCH = re.compile(r"(?:某个?|一个|单一|个别)批次|\b(?:one|a single) batch\b", re.IGNORECASE)
_MANY = 10_000  # pieces that nobody would call one batch


def check_headlines(context: Context) -> Iterator[Finding]:
    """`headline` (warning), and in one item about one subject `superlative`, `place` (warnings) and `batch` (info)."""
    for component in context.components:
        if len(component.facts) > 1 and any(f.is_headline for f in component.facts):
            yield from _headline(context, component)
    passages: dict[tuple[str, str, str], list[Assertion]] = {}
    items: dict[tuple[str, str], list[Assertion]] = {}
    for fact in context.facts:
        passages.setdefault((fact.document, fact.item, fact.subject), []).append(fact)
        items.setdefault((fact.document, fact.item), []).append(fact)
    for facts in passages.values():
        yield from _superlative(facts)
        yield from _place(facts)
    for facts in items.values():
        yield from _batch(facts)


def _headline(context: Context, component: Component) -> Iterator[Finding]:
    """A headline may round: its rounded reading must still meet what the body says at face."""
    body = frozenset(n for n, f in enumerate(component.facts) if not f.is_headline)
    if not body or not Judge(component, "face").settle(body).feasible:
        return
    for link in component.links:
        fact = component.facts[link.fact] if link.fact >= 0 else None
        if fact is None or not fact.is_headline:
            continue
        known = bound(component, "face", link.a, link.b, body)
        if known.proof.steps and known.interval & fact.rounded is None:
            last = known.proof.steps[-1]
            scaled = fact.rounded.scale(1 / fact.scale) if not link.b else fact.rounded
            message = context.words.say(
                "the headline's {what} {figure}, even rounded, is not the body's {body}",
                what=Later(say_pair, last.left, last.right),
                figure=Later(say_interval, scaled, last.unit),
                body=Later(say_interval, last.shown, last.unit),
            )
            yield make_finding("headline", "warning", (fact.id, *known.proof.fact_ids), message, known.proof)


def _superlative(facts: list[Assertion]) -> Iterator[Finding]:
    proud = [f for f in facts if f.kind == "rank" and f.value == 1 and not _ONE_OF.search(f.quote)]
    modest = [f for f in facts if f.kind == "rank" and _ONE_OF.search(f.quote)]
    for one in proud:
        for two in modest:
            message = phrase(
                "“{one}” is a superlative, “{two}” only makes it one of several", one=one.quote, two=two.quote
            )
            yield make_finding("superlative", "warning", (one.id, two.id), message)


def _place(facts: list[Assertion]) -> Iterator[Finding]:
    tiers = [f for f in facts if _TIER.search(f.quote)]
    lower = [
        f
        for f in facts
        if f.kind == "rank" and f.value is not None and f.value > 2 and not _TIER.search(f.quote)
    ]
    for one in tiers:
        if lower:
            places = listed(phrase("“{quote}”", quote=f.quote) for f in lower)
            message = phrase("“{quote}” stands over {places}", quote=one.quote, places=places)
            yield make_finding("place", "warning", (one.id, *(f.id for f in lower)), message)


def _batch(facts: list[Assertion]) -> Iterator[Finding]:
    batches = [f for f in facts if _BATCH.search(f.quote)]
    many = [f for f in facts if f.dimension == "count" and f.value is not None and f.value >= _MANY]
    for one in batches:
        for two in many:
            if one.id != two.id:
                message = phrase("“{one}”, yet “{two}”", one=one.quote, two=two.quote)
                yield make_finding("batch", "info", (one.id, two.id), message)
