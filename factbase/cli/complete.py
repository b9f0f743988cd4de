"""Shell completion from the store and the kinds; silent where there is no store, or none that can be read."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from factbase.cli.options import store_path
from factbase.errors import StoreError

__all__ = ["complete_entity", "complete_kind", "complete_metric"]


def complete_kind(incomplete: str) -> list[str]:
    """Kinds of fact that begin so."""
    from factbase.model.kinds import KINDS

    return [k for k in KINDS if k.startswith(incomplete)]


def complete_entity(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Entities whose id, or else a name, begins so; in the store of the command line."""
    return _names(ctx, "entity", incomplete)


def complete_metric(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Metrics whose id, or else a name, begins so; in the store of the command line."""
    return _names(ctx, "metric", incomplete)


def _names(ctx: typer.Context, what: str, incomplete: str) -> list[tuple[str, str]]:
    from factbase.store.connection import open_store
    from factbase.store.faults import store_fault
    from factbase.store.lookup import known_names

    try:
        before = ctx.parent.params.get("db") if ctx.parent is not None else None
        connection = open_store(store_path(ctx.params.get("db") or before))
        try:
            return list(_beginning(known_names(connection, what), incomplete))
        finally:
            connection.close()
    except StoreError:
        return []
    except Exception as error:
        if store_fault(error) is None:
            raise
        return []


def _beginning(known: list[tuple[str, tuple[str, ...]]], start: str) -> Iterator[tuple[str, str]]:
    for key, names in known:
        if key.startswith(start):
            yield key, names[0] if names else ""
        elif start:
            # A shell parts words at spaces, so such a name could not be taken over as it is.
            yield from ((n, key) for n in names if n.startswith(start) and " " not in n)
