"""A user's vocabulary must have the shape of the shipped one: the same tables, lists where lists are, texts where texts are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factbase.errors import Problem
from factbase.phrase import Later, listed, phrase, term

__all__ = ["misshapen"]

_WORDS = {
    str: "a text",
    list: "a list",
    dict: "a table",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
}


def misshapen(file: str, shipped: dict[str, Any], added: dict[str, Any]) -> Iterator[Problem]:
    """Every place where `added`, an overlay of the vocabulary `shipped`, cannot be laid over it."""
    for key, value in added.items():
        if key not in shipped:
            yield Problem(
                file,
                key,
                phrase("is in no vocabulary of this name; it has {shipped}", shipped=listed(shipped)),
            )
            continue
        wrong = _unlike(value, (shipped[key],))
        if wrong:
            yield Problem(file, key, wrong)
        elif isinstance(value, dict):
            yield from _entries(file, key, shipped[key], value)


def _entries(file: str, table: str, shipped: dict[str, Any], added: dict[str, Any]) -> Iterator[Problem]:
    for name, entry in added.items():
        wrong = _unlike(entry, (shipped[name],) if name in shipped else tuple(shipped.values()))
        if wrong:
            yield Problem(file, f"{table}.{name}", wrong)
        elif isinstance(entry, dict):
            known = [e for e in shipped.values() if isinstance(e, dict)]
            for field, value in entry.items():
                wrong = _unlike(value, [e[field] for e in known if field in e])
                if wrong:
                    yield Problem(file, f"{table}.{name}.{field}", wrong)


def _unlike(value: Any, others: Iterable[Any]) -> str:
    """How a value differs in kind from those that stand in its place; empty if it does not, or if there are none."""
    kinds = list(dict.fromkeys(type(o) for o in others))
    if kinds and type(value) not in kinds:
        return phrase("must be {choices}", choices=_sorts(kinds))
    if isinstance(value, list):
        within = list(dict.fromkeys(type(m) for o in others if isinstance(o, list) for m in o))
        if within and any(type(m) not in within for m in value):
            return phrase("must be a list, each member {choices}", choices=_sorts(within))
    return ""


def _sorts(kinds: Iterable[type]) -> Later:
    return listed([term(_WORDS.get(k, k.__name__)) for k in kinds], " or ")
