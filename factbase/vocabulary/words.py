"""The languages of the screen: English in the program itself, every other one a file of `schema/words`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from factbase.errors import UsageError
from factbase.phrase import ENGLISH, Words, listed, phrase

__all__ = ["LANGUAGES", "language_of", "load_words"]

LANGUAGES = ("en", "zh")
_ASKED = ("FACTBASE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environment: Mapping[str, str]) -> str:
    """The language that an environment asks for: the first of FACTBASE_LANG, LC_ALL, LC_MESSAGES and LANG that is set.

    >>> language_of({"LANG": "zh_CN.UTF-8"}), language_of({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}), language_of({})
    ('zh', 'en', 'en')
    """
    asked = next((environment[name] for name in _ASKED if environment.get(name)), "").lower()
    return next((lang for lang in LANGUAGES if asked.startswith(lang)), "en")


@lru_cache(maxsize=len(LANGUAGES))
def load_words(lang: str) -> Words:
    """The words of a language; nothing is read for English. Raises `UsageError` for a language that is not there."""
    if lang not in LANGUAGES:
        raise UsageError(
            phrase("--lang takes {languages}, not {lang!r}.", languages=listed(LANGUAGES, " or "), lang=lang)
        )
    if lang == ENGLISH.lang:
        return ENGLISH
    import tomllib

    from factbase.vocabulary.files import schema_dir

    tables = tomllib.loads((schema_dir() / "words" / f"{lang}.toml").read_text(encoding="utf-8"))
    units = tables.pop("units")
    return Words(lang, {key: text for table in tables.values() for key, text in table.items()}, units)
