"""What rests on little: facts that nothing constrains, measures with one outlet, relayed figures, typed values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from factbase.phrase import Phrase, counted, phrase
from factbase.reason.assertion import Assertion
from factbase.reason.finding import Context, Finding, make_finding
from factbase.reason.measure import bases

__all__ = ["check_coverage", "check_explicit", "check_sources", "gathered"]

_Sentence = Callable[[int, "str | Phrase"], Phrase]
# The findings that gather facts by document or outlet, and their sentences.
_GATHERED: Mapping[str, _Sentence] = {
    "coverage": lambda n, key: counted(
        n,
        "{n} fact of {key} that no other fact constrains",
        "{n} facts of {key} that no other fact constrains",
        key=key,
    ),
    "single_source": lambda n, key: counted(
        n, "{n} fact that only {key} reports", "{n} facts that only {key} reports", key=key
    ),
    "explicit_value": lambda n, key: counted(
        n,
        "{n} fact of {key} whose value a person read",
        "{n} facts of {key} whose value a person read",
        key=key,
    ),
}


def gathered(check: str, key: str, ids: Iterable[str]) -> Finding:
    """The one finding of a gathering check for a document or outlet."""
    found = sorted(set(ids))
    message = _GATHERED[check](len(found), key or phrase("no known origin"))
    return make_finding(check, "info", found, message, key=key)


def _by_key(check: str, facts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    groups: dict[str, list[str]] = {}
    for key, fact_id in facts:
        groups.setdefault(key, []).append(fact_id)
    for key, ids in sorted(groups.items()):
        yield gathered(check, key, ids)


def check_coverage(context: Context) -> Iterator[Finding]:
    """`coverage` (info), one per document: the facts that no other fact constrains."""
    alone = (c.facts[0] for c in context.components if len(c.facts) == 1)
    yield from _by_key("coverage", ((f.document, f.id) for f in alone))


def check_sources(context: Context) -> Iterator[Finding]:
    """`single_source` (info), one per outlet: measures that it alone reports. `relayed` (info): facts that reach one
    measure through several documents but fewer outlets; those count once."""
    told: dict[object, list[Assertion]] = {}
    for fact in context.facts:
        told.setdefault((*bases(fact), fact.period if not fact.is_date else None), []).append(fact)
    single: list[tuple[str, str]] = []
    for facts in told.values():
        outlets = {_outlet(f) for f in facts}
        if len(outlets) == 1:
            single += [(_outlet(f), f.id) for f in facts]
        documents = {f.document for f in facts}
        if len(documents) > len(outlets):
            ids = sorted(f.id for f in facts)
            message = counted(
                len(outlets),
                "{documents} documents give this figure, but from {n} outlet",
                "{documents} documents give this figure, but from {n} outlets",
                documents=len(documents),
            )
            yield make_finding("relayed", "info", ids, message)
    yield from _by_key("single_source", single)


def check_explicit(context: Context) -> Iterator[Finding]:
    """`explicit_value` (info), one per document: facts whose value a person read and typed."""
    yield from _by_key("explicit_value", ((f.document, f.id) for f in context.facts if f.explicit))


def _outlet(fact: Assertion) -> str:
    """Who first said it, as far as the fact knows: a relayed figure belongs to its speaker."""
    return fact.attributed_to or fact.outlet or fact.document
