"""The words for an id: labels of entities, metrics and scopes in the language of the screen."""

from __future__ import annotations

from factbase.phrase import Words
from factbase.store.connection import Connection
from factbase.vocabulary.words import load_words

__all__ = ["words_in"]


def words_in(connection: Connection, lang: str) -> Words:
    """A language (zh or en) with the store's labels: those in that language, else in the other, else the id itself."""
    first, second = ("label_zh", "label_en") if lang == "zh" else ("label_en", "label_zh")
    sql = " UNION ALL ".join(
        f"SELECT id, coalesce(nullif({first}, ''), nullif({second}, ''), id) FROM {table}"
        for table in ("entity", "metric", "scope")
    )
    return load_words(lang).naming(dict(connection.execute(sql).fetchall()))
