"""The words for an id: labels of entities, metrics and scopes in the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factbase.store.connection import Connection

__all__ = ["Labels", "labels"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Called with an id, gives its label, else the id; plain data, so that it can travel to another process."""

    known: Mapping[str, str]

    def __call__(self, name: str) -> str:
        """The label of `name`, else `name`."""
        return self.known.get(name, name)


def labels(connection: Connection, lang: str = "zh") -> Labels:
    """The label of every id in `lang` (zh or en), else in the other, else the id itself."""
    first, second = ("label_zh", "label_en") if lang == "zh" else ("label_en", "label_zh")
    sql = " UNION ALL ".join(
        f"SELECT id, coalesce(nullif({first}, ''), nullif({second}, ''), id) FROM {table}"
        for table in ("entity", "metric", "scope")
    )
    known = dict(connection.execute(sql).fetchall())
    return Labels(known)
