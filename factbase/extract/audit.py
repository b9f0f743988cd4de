"""Hold stored facts against what they cite: quotes, figures re-read, units, bounds, references, identities.

Each audit is a function over one `AuditContext` that yields faults; `AUDITS` is the tuple of them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from factbase.errors import FactbaseError
from factbase.extract.fit import unit_misfit
from factbase.extract.locate import Archive, locate_at
from factbase.extract.readers import Readers
from factbase.model.fact import FactBase, fact_id
from factbase.model.names import Metric
from factbase.phrase import Later, listed, phrase, term
from factbase.quantity.dates import find_dates
from factbase.quantity.exact import reading_text
from factbase.quantity.periods import Period
from factbase.quantity.ranks import find_ranks
from factbase.quantity.reading import Reading
from factbase.quantity.scanner import find_quantities

__all__ = ["AUDITS", "AuditContext", "Fault"]

_Read = tuple[str, str, Reading | Period | int | None]


class Fault(NamedTuple):
    """One thing that an audit found: which check, how grave (error, warning, info), which facts, what."""

    check: str
    severity: str
    fact_ids: tuple[str, ...]
    message: str


class AuditContext(NamedTuple):
    """What audits see: the facts, the archived texts by document, known ids, and the readers.

    `days` gives the day that relative dates of a document's item count from, by (document, item). `worded` tells what a
    reading or a period says, in a unit and for a kind of fact.
    """

    facts: Sequence[FactBase]
    archives: Mapping[str, Archive]
    days: Mapping[tuple[str, str], date | None]
    entities: frozenset[str]
    scopes: frozenset[str]
    metrics: Mapping[str, Metric]
    readers: Readers
    worded: Callable[..., str]


def audit_quotes(context: AuditContext) -> Iterator[Fault]:
    """Every quote stands in its document, the span within it (which tells repeated quotes apart); one warning for each absent text."""
    unproven: dict[str, list[str]] = {}
    for fact in context.facts:
        cite = fact.citation
        source = context.archives.get(cite.document)
        if source is None:
            unproven.setdefault(cite.document, []).append(fact.id)
            continue
        try:
            start, end = source.flow.span(*_place(source, fact))
        except FactbaseError as error:
            yield Fault(
                "quote", "error", (fact.id,), phrase("{fact}: {error}", fact=_name(fact), error=error)
            )
            continue
        if not start <= cite.span_start < cite.span_end <= end:
            message = phrase(
                "{fact}: the span {span_start}–{span_end} lies outside its quote {start}–{end}",
                fact=_name(fact),
                span_start=cite.span_start,
                span_end=cite.span_end,
                start=start,
                end=end,
            )
            yield Fault("quote", "error", (fact.id,), message)
    for document, ids in unproven.items():
        message = phrase(
            "the text of {document} is not here; the quotes of {n} facts are unproven",
            document=document,
            n=len(ids),
        )
        yield Fault("quote", "warning", tuple(ids), message)


def audit_figures(context: AuditContext) -> Iterator[Fault]:
    """Every figure, read again from its quote, gives what is stored.

    What a person or a table gave has nothing to read again, and of a quote that is gone `audit_quotes` tells.
    """
    for fact in context.facts:
        if fact.rule in ("explicit", "table") or fact.citation.document not in context.archives:
            continue
        found = _readings(context, fact)
        if found is None or any(_same(fact, text, unit) for text, unit, _ in found):
            continue
        told = [Later(context.worded, said, unit, fact.kind) for _, unit, said in dict.fromkeys(found)]
        read = listed(told, "; ") if told else phrase("no figure there")
        period = Period(fact.period_start, fact.period_end)
        stored = Later(context.worded, period if fact.kind == "date" else fact.reading, fact.unit, fact.kind)
        yield Fault(
            "figure",
            "error",
            (fact.id,),
            phrase(
                "{fact}: stored {stored}, but its quote reads {read}",
                fact=_name(fact),
                stored=stored,
                read=read,
            ),
        )


def audit_units(context: AuditContext) -> Iterator[Fault]:
    """Every unit fits its kind and metric."""
    for fact in context.facts:
        metric = context.metrics.get(fact.metric)
        message = unit_misfit(
            fact.kind, fact.unit, metric.unit if metric else "", context.readers.quantities.units
        )
        if message:
            yield Fault(
                "dimension",
                "error",
                (fact.id,),
                phrase("{fact}: {message}", fact=_name(fact), message=message),
            )


def audit_bounds(context: AuditContext) -> Iterator[Fault]:
    """Every value lies within the bounds that make sense for its metric; relations between two values have none."""
    for fact in context.facts:
        metric = context.metrics.get(fact.metric)
        if metric is None or metric.unit != fact.unit or fact.relative_to:
            continue
        face = fact.reading.face
        if metric.min is not None and face.high is not None and face.high < metric.min:
            message = phrase(
                "{fact}: {as_written} is below {min} {unit}, the least for {id}",
                fact=_name(fact),
                as_written=fact.as_written,
                min=metric.min,
                unit=metric.unit,
                id=metric.id,
            )
            yield Fault("bounds", "error", (fact.id,), message)
        if metric.max is not None and face.low is not None and face.low > metric.max:
            message = phrase(
                "{fact}: {as_written} is above {max} {unit}, the most for {id}",
                fact=_name(fact),
                as_written=fact.as_written,
                max=metric.max,
                unit=metric.unit,
                id=metric.id,
            )
            yield Fault("bounds", "error", (fact.id,), message)


def audit_references(context: AuditContext) -> Iterator[Fault]:
    """Every name that a fact uses is in a vocabulary."""
    for fact in context.facts:
        named = (
            ("entity", fact.subject, context.entities),
            ("entity", fact.relative_to, context.entities),
            ("entity", fact.citation.attributed_to, context.entities),
            ("scope", fact.scope, context.scopes),
            ("metric", fact.metric, context.metrics),
            *(("entity", member, context.entities) for member in fact.members),
        )
        for what, name, known in named:
            if name and name not in known:
                yield Fault(
                    "reference",
                    "error",
                    (fact.id,),
                    phrase(
                        "{fact}: no {what} is called {name!r}", fact=_name(fact), what=term(what), name=name
                    ),
                )


def audit_identities(context: AuditContext) -> Iterator[Fault]:
    """Every id is that of its content, and no id or key stands twice."""
    for name, times in Counter(fact.id for fact in context.facts).items():
        if times > 1:
            yield Fault(
                "duplicate",
                "error",
                (name,),
                phrase("{times} facts have the id {name}", times=times, name=name),
            )
    keys = Counter((f.citation.document, f.key) for f in context.facts if f.key)
    for (document, key), times in keys.items():
        if times > 1:
            ids = tuple(f.id for f in context.facts if (f.citation.document, f.key) == (document, key))
            yield Fault(
                "duplicate",
                "error",
                ids,
                phrase(
                    "{times} facts of {document} have the key {key!r}",
                    times=times,
                    document=document,
                    key=key,
                ),
            )
    for fact in context.facts:
        cite = fact.citation
        period = "" if fact.kind == "date" else fact.period
        own = (fact.kind, fact.subject, fact.metric, fact.relative_to, fact.scope)
        if fact_id(cite.document, (cite.span_start, cite.span_end), *own, period) != fact.id:
            yield Fault(
                "identity",
                "error",
                (fact.id,),
                phrase("{fact}: the id is not that of its content", fact=_name(fact)),
            )


AUDITS: tuple[Callable[[AuditContext], Iterator[Fault]], ...] = (
    audit_quotes,
    audit_figures,
    audit_units,
    audit_bounds,
    audit_references,
    audit_identities,
)


def _name(fact: FactBase) -> str:
    return fact.key or fact.id


def _place(source: Archive, fact: FactBase) -> tuple[int, int]:
    cite = fact.citation
    return locate_at(source, cite.quote, cite.span_start, cite.span_end)


def _readings(context: AuditContext, fact: FactBase) -> list[_Read] | None:
    """What the readers find in the fact's quote at its words, `None` if the quote is gone."""
    cite = fact.citation
    source = context.archives[cite.document]
    try:
        start, end = _place(source, fact)
    except FactbaseError:
        return None
    quote = source.flow.text[start:end]
    inside = [
        i - start for i in range(start, end) if cite.span_start <= source.flow.origin[i] < cite.span_end
    ]
    span = (inside[0], inside[-1] + 1) if inside else (0, 0)
    return list(_found(context, fact, quote, span))


def _found(context: AuditContext, fact: FactBase, quote: str, span: tuple[int, int]) -> Iterator[_Read]:
    """Each reading at a place of a quote: its text, its unit, and what it says."""
    cite = fact.citation
    if fact.kind == "date":
        for date_found in find_dates(
            quote, context.readers.dates, context.days.get((cite.document, cite.item))
        ):
            if (date_found.start, date_found.end) == span and date_found.period is not None:
                yield str(date_found.period), "date", date_found.period
    elif fact.kind == "rank":
        for rank in find_ranks(quote, context.readers.ranks):
            if (rank.start, rank.end) == span:
                yield str(rank.place), "rank", rank.place
    else:
        for q in find_quantities(quote, context.readers.quantities):
            if (q.start, q.end) == span:
                yield reading_text(q.reading), q.unit, q.reading
                if q.change is not None:
                    yield reading_text(q.change), "1", q.change


def _stored(fact: FactBase) -> str:
    if fact.kind == "date":
        return str(Period(fact.period_start, fact.period_end))
    return str(fact.value) if fact.kind == "rank" else reading_text(fact.reading)


def _same(fact: FactBase, text: str, unit: str) -> bool:
    """Whether a reading is the stored one; a period that stands away from the figure adds its `/day` to the unit."""
    return text == _stored(fact) and (fact.unit == unit or fact.unit.startswith(f"{unit}/"))
