"""The words of `schema/ranks.toml`, checked and compiled into the patterns that the rank reader runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from factbase.errors import Problem, Problems
from factbase.quantity.date_numerals import CARDINAL_WORDS, ORDINAL_WORDS
from factbase.quantity.shape_scan import Scan, Shape, build_scan
from factbase.quantity.words import alternation, fold_word, starts

__all__ = ["RankTables", "build_rank_tables"]

_TABLES = (
    "scope",
    "verb",
    "measure",
    "not-scope",
    "classifier",
    "place",
    "place-bound",
    "front",
    "superlative",
    "one-of",
    "only-to",
    "top-noun",
    "not-a-place",
    "not-top",
    "block",
    "not-superlative",
    "not-first",
    "ordinal-sign",
)
_NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})"
_CHINESE = "一-鿿"


@dataclass(frozen=True)
class RankTables:
    """Everything compiled that `find_ranks` needs; built once by `build_rank_tables`, then only read."""

    scan: Scan
    places: Mapping[str, int]
    bound_places: frozenset[str]
    bound: frozenset[str]
    scope_left: re.Pattern[str]
    scope_near: re.Pattern[str]
    verb_left: re.Pattern[str]
    classifier: re.Pattern[str]
    not_a_place: re.Pattern[str]
    not_top: re.Pattern[str]
    not_superlative: re.Pattern[str]
    not_first: re.Pattern[str]
    one_of: re.Pattern[str]
    one_of_left: re.Pattern[str]
    owner_left: re.Pattern[str]
    nth_left: re.Pattern[str]
    measure_left: re.Pattern[str]
    scope_right: re.Pattern[str]
    superlative_right: re.Pattern[str]
    ordinal_sign: re.Pattern[str]


def build_rank_tables(raw: Mapping[str, Any], file: str = "ranks.toml") -> RankTables:
    """Compile parsed TOML of the form that the head of `schema/ranks.toml` explains.

    Raises `Problems` with every fault found, each named by `file` and the key of its list.
    """
    problems = _faults(raw, file)
    if problems:
        raise Problems(problems)
    words = {name: [w for listed in raw.get(name, {}).values() for w in listed] for name in _TABLES}
    bound = raw.get("superlative", {}).get("bound", [])
    ends = raw.get("scope", {}).get("after", [])
    owners = raw.get("scope", {}).get("owner", [])
    scopes = alternation(w for w in words["scope"] if not w.isascii())
    place = r"(?:范围内?|地区|市场|同行业?)?(?:[上中内的]|以来)?\s?"
    return RankTables(
        scan=build_scan(_shapes(words)),
        places={
            fold_word(w): int(n)
            for name in ("place", "place-bound")
            for n, ws in raw.get(name, {}).items()
            for w in ws
        },
        bound_places=frozenset(map(fold_word, words["place-bound"])),
        bound=frozenset(map(fold_word, bound)),
        scope_left=_compiled(rf"(?P<scope>{scopes}){place}\Z"),
        scope_near=_compiled(
            rf"(?P<scope>{scopes}){place}(?P<metric>(?:(?![的是在了和有])[{_CHINESE}]){{0,6}})\Z"
        ),
        verb_left=_compiled(
            rf"(?:{alternation(w for w in words['verb'] if not w.isascii())})(?:在|到|至|了|为)?\s?\Z"
        ),
        classifier=_compiled(alternation(words["classifier"])),
        not_a_place=_compiled(alternation(words["not-a-place"])),
        not_top=_compiled(rf"\s?(?:{alternation(words['not-top'])}|percent|per cent)"),
        not_superlative=_compiled(rf"\s?(?:{alternation(words['not-superlative'])}|\d)"),
        not_first=_compiled(rf"[\s-](?:{alternation(words['not-first'])})"),
        one_of=_compiled(alternation(w for w in words["one-of"] if not w.isascii())),
        one_of_left=_compiled(
            rf"(?:{alternation(w for w in words['one-of'] if w.isascii())})\s+(?:[Tt]he\s+)?\Z"
        ),
        owner_left=_compiled(
            rf"(?P<owner>{alternation(owners)}|(?:\b[A-Z][A-Za-z.&-]*\s){{0,2}}\b[A-Z][A-Za-z.&-]*['’]s)\s+(?:single\s+)?\Z"
        ),
        nth_left=_compiled(
            rf"(?P<nth>{alternation(ORDINAL_WORDS)}|\d{{1,3}}(?:st|nd|rd|th)|No\.\s?\d{{1,3}})[\s-]+\Z"
        ),
        measure_left=_compiled(rf"(?:{alternation(words['measure'])})\s?\Z"),
        scope_right=_compiled(
            rf"{alternation(ends)}|(?<![A-Za-z])in\s(?:the\s)?(?!{alternation(words['not-scope'])})[A-Z][a-z]+(?:\s[A-Z][a-z]+){{0,2}}"
        ),
        superlative_right=_compiled(rf"[\s-]+(?:{alternation(words['superlative'])})"),
        ordinal_sign=_compiled(
            rf"(?:\s+[A-Za-z][\w'’-]*){{0,5}}?\s+(?:{alternation(words['ordinal-sign'])})"
        ),
    )


def _shapes(words: Mapping[str, list[str]]) -> dict[str, Shape]:
    """Every shape by its name, in the order in which they are tried at one place."""
    places = words["place"] + words["place-bound"]
    superlatives = alternation(words["superlative"])
    english_verbs = [w for w in words["verb"] if w.isascii()]
    ordinal = rf"(?:{alternation(ORDINAL_WORDS)})"
    number = "|".join((r"\d{1,3}", *CARDINAL_WORDS))
    end = r"(?![0-9A-Za-z])"
    return {
        "block": Shape(starts(words["block"]), alternation(words["block"])),
        "front": Shape(starts(words["front"]), rf"(?P<front>{alternation(words['front'])})"),
        "nth": Shape(("第",), rf"第\s?(?P<n>{_NUMBER})(?:\s?(?P<tail>[名位大]))?"),
        "first": Shape(("首",), rf"首(?P<kind>{alternation(words['classifier'])})"),
        "top": Shape(("前",), rf"前\s?(?P<n>{_NUMBER})(?P<tail>{alternation(words['top-noun'])})?"),
        "strong": Shape(("强",), r"(?<=[0-9十百])强"),
        "only_to": Shape(starts(words["only-to"]), rf"(?P<only>{alternation(words['only-to'])})\s?"),
        "en_ranked": Shape(
            starts(english_verbs),
            rf"(?:{alternation(english_verbs)})\s+(?:(?:at|as|the|joint|equal)\s+){{0,2}}"
            rf"(?:No\.?\s?(?P<d>\d{{1,3}})|(?P<o>{ordinal})|(?P<d2>\d{{1,3}})(?:st|nd|rd|th)){end}"
            rf"(?!(?:[\s-]+(?:{superlatives}|{alternation(words['not-first'])})))",
        ),
        "place": Shape(starts(places), rf"(?P<place>{alternation(places)})"),
        "en_top": Shape(("top",), rf"[Tt]op[\s-](?P<n>{number}){end}(?!\s?%)"),
        "en_number": Shape(("No",), r"No\.\s?(?P<n>\d{1,3})(?![0-9A-Za-z]|\.\d)"),
        "superlative": Shape(starts(words["superlative"]), rf"(?P<adjective>{superlatives})"),
        "en_order": Shape(starts(ORDINAL_WORDS), rf"(?P<o>{ordinal})(?P<ever>-ever)?"),
    }


def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.ASCII)


def _faults(raw: Mapping[str, Any], file: str) -> list[Problem]:
    faults: list[Problem] = []
    for table, lists in raw.items():
        if table not in _TABLES:
            faults.append(Problem(file, table, f"no such table; there are {', '.join(_TABLES)}"))
        elif not isinstance(lists, Mapping):
            faults.append(Problem(file, table, "should be a table of lists of words"))
        else:
            faults += [
                Problem(file, f"{table}.{name}", message) for name, message in _list_faults(table, lists)
            ]
    return faults


def _list_faults(table: str, lists: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, listed in lists.items():
        if not (isinstance(listed, list) and all(isinstance(w, str) and w.strip() for w in listed)):
            yield name, "should be a list of words"
        if table in ("place", "place-bound") and not (name.isdecimal() and name.isascii() and int(name) > 0):
            yield name, "should be named by the place, a whole number from 1"
        if table == "superlative" and name not in ("free", "bound"):
            yield name, "should be named `free` or `bound`"
