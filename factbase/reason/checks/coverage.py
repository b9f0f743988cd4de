"""What rests on little: facts that nothing constrains, measures with one outlet, relayed figures, typed values."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.reason.assertion import Assertion
from factbase.reason.finding import Context, Finding, make_finding
from factbase.reason.measure import bases

__all__ = ["check_coverage", "check_explicit", "check_sources"]


def check_coverage(context: Context) -> Iterator[Finding]:
    """`coverage` (info), one per document: the facts that no other fact and no rule constrains."""
    alone: dict[str, list[str]] = {}
    for component in context.components:
        if len(component.facts) == 1:
            alone.setdefault(component.facts[0].document, []).append(component.facts[0].id)
    for document, ids in sorted(alone.items()):
        message = f"{len(ids)} facts of {document or 'no document'} are constrained by no other fact"
        yield make_finding("coverage", "info", sorted(ids), message, key=document)


def check_sources(context: Context) -> Iterator[Finding]:
    """`single_source` (info), one per outlet: measures that it alone reports. `relayed` (info): facts that reach one
    measure through several documents but one outlet, and so count once."""
    told: dict[object, list[Assertion]] = {}
    for fact in context.facts:
        told.setdefault((*bases(fact), fact.period if not fact.is_date else None), []).append(fact)
    single: dict[str, list[str]] = {}
    for facts in told.values():
        outlets = {_outlet(f) for f in facts}
        if len(outlets) == 1:
            single.setdefault(outlets.pop(), []).extend(f.id for f in facts)
        documents = {f.document for f in facts}
        if len(documents) > len({_outlet(f) for f in facts}):
            ids = sorted(f.id for f in facts)
            message = f"{len(documents)} documents give this figure, but it comes from {len({_outlet(f) for f in facts})} outlet"
            yield make_finding("relayed", "info", ids, message)
    for outlet, ids in sorted(single.items()):
        message = f"{len(ids)} facts have no other outlet than {outlet or 'an unnamed one'}"
        yield make_finding("single_source", "info", sorted(ids), message, key=outlet)


def check_explicit(context: Context) -> Iterator[Finding]:
    """`explicit_value` (info), one per document: facts whose value a person read and typed."""
    typed: dict[str, list[str]] = {}
    for fact in context.facts:
        if fact.explicit:
            typed.setdefault(fact.document, []).append(fact.id)
    for document, ids in sorted(typed.items()):
        yield make_finding(
            "explicit_value",
            "info",
            sorted(ids),
            f"{len(ids)} values of {document} were read by a person",
            key=document,
        )


def _outlet(fact: Assertion) -> str:
    """Who first said it, as far as the fact knows: a relayed figure belongs to its speaker."""
    return fact.attributed_to or fact.outlet or fact.document
