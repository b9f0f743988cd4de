"""From what a person types to an id: an id, a label or an alias, in either language; never by likeness alone."""

from __future__ import annotations

from collections.abc import Iterable

from factbase.errors import UnknownName, UsageError
from factbase.phrase import listed, phrase
from factbase.store.connection import Connection

__all__ = ["known_names", "require_one", "resolve"]

_NAMES = {
    "entity": "SELECT id, label_zh, label_en, aliases FROM entity ORDER BY id",
    "metric": "SELECT id, label_zh, label_en, aliases FROM metric ORDER BY id",
    "scope": "SELECT id, label_zh, label_en, NULL FROM scope ORDER BY id",
    "document": "SELECT id, title, NULL, NULL FROM document ORDER BY id",
    "outlet": "SELECT DISTINCT outlet, NULL, NULL, NULL FROM fact WHERE outlet <> '' ORDER BY 1",
}


def known_names(connection: Connection, what: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every id of a sort of thing with all its names; `what` is entity, metric, scope, document or outlet."""
    rows = connection.execute(_NAMES[what]).fetchall()
    return [(r[0], tuple(n for n in (r[1], r[2], *(r[3] or ())) if n)) for r in rows]


def resolve(connection: Connection, what: str, name: str) -> str:
    """The id that `name` means. Raises `UnknownName` with the nearest, `UsageError` if it means several."""
    return require_one(what, name, known_names(connection, what))


def require_one(what: str, name: str, known: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """The one id of `known` that `name` names, compared without case, spaces and hyphens."""
    names = list(known)
    if any(key == name for key, _ in names):
        return name
    wanted = _plain(name)
    matches = [key for key, others in names if wanted in {_plain(key), *map(_plain, others)}]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UsageError(
            phrase(
                "{name!r} names {n} of them: {matches}. Use the id.",
                name=name,
                n=len(matches),
                matches=listed(matches),
            )
        )
    raise UnknownName(what, name, _nearest(wanted, names))


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c not in " -_·　")


def _nearest(wanted: str, names: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    from difflib import get_close_matches

    by_name = {_plain(n): key for key, others in names for n in (key, *others)}
    near = [by_name[n] for n in get_close_matches(wanted, by_name, n=5, cutoff=0.5)]
    inside = [
        key for n, key in by_name.items() if len(wanted) > 1 and (wanted in n or (len(n) > 1 and n in wanted))
    ]
    return list(dict.fromkeys([*near, *inside]))[:3]
