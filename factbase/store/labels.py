"""The words for an id: labels of entities, metrics and scopes in the language of the screen."""

from __future__ import annotations

from collections.abc import Callable

from factbase.store.connection import Connection

__all__ = ["labels"]


def labels(connection: Connection, lang: str = "zh") -> Callable[[str], str]:
    """A function from an id to its label in `lang` (zh or en), else in the other, else the id itself."""
    first, second = ("label_zh", "label_en") if lang == "zh" else ("label_en", "label_zh")
    sql = " UNION ALL ".join(
        f"SELECT id, coalesce(nullif({first}, ''), nullif({second}, ''), id) FROM {table}"
        for table in ("entity", "metric", "scope")
    )
    known = dict(connection.execute(sql).fetchall())
    return lambda name: known.get(name, name)
