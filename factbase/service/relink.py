"""Link the undecided candidates of a document anew, once names have been added that its text speaks of."""

from __future__ import annotations

from factbase.extract.candidates import candidates_of
from factbase.extract.link_tables import LinkTables
from factbase.service.stored_source import stored_source
from factbase.store.claims import add_candidates, forget_candidates, live_spans, undecided
from factbase.store.connection import Connection
from factbase.store.facts import fact_record, utc_now

__all__ = ["relink"]

_DECIDED = ("accepted", "candidate", "rejected")


def relink(connection: Connection, document: str, tables: LinkTables, actor: str) -> int:
    """Replace candidates that nobody touched by what the vocabulary links now; how many read otherwise than before.

    Runs in the caller's transaction.
    """
    before = undecided(connection, document)
    decided = live_spans(connection, document, _DECIDED, before)
    made = [c.fact for c in candidates_of(stored_source(connection, document), tables)]
    fresh = [f for f in made if (f.citation.span_start, f.citation.span_end) not in decided]
    same = {f.id for f in fresh} & set(before)
    beside = [i for i, span in before.items() if span in decided]
    forget_candidates(connection, document, [*same, *beside])
    now = utc_now()
    return add_candidates(connection, [fact_record(f, "user", now) for f in fresh if f.id not in same], actor)
