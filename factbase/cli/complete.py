"""Shell completion from the store and the kinds; silent where there is no store."""

from __future__ import annotations

from factbase.cli.options import store_path
from factbase.errors import StoreError

__all__ = ["complete_entity", "complete_kind", "complete_metric"]


def complete_kind(incomplete: str) -> list[str]:
    """Kinds of fact that begin so."""
    from factbase.model.kinds import KINDS

    return [k for k in KINDS if k.startswith(incomplete)]


def complete_entity(incomplete: str) -> list[tuple[str, str]]:
    """Entities whose id begins so, with their labels."""
    return _names("entity", incomplete)


def complete_metric(incomplete: str) -> list[tuple[str, str]]:
    """Metrics whose id begins so, with their labels."""
    return _names("metric", incomplete)


def _names(what: str, incomplete: str) -> list[tuple[str, str]]:
    from factbase.store.connection import open_store
    from factbase.store.lookup import known_names

    try:
        connection = open_store(store_path(None))
    except StoreError:
        return []
    try:
        return [(i, n[0] if n else "") for i, n in known_names(connection, what) if i.startswith(incomplete)]
    finally:
        connection.close()
