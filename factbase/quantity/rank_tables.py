"""The words of `schema/ranks.toml`, checked and compiled into the patterns that the rank reader runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from factbase.errors import Problem, Problems
from factbase.phrase import listed, phrase
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


class ChineseSigns(NamedTuple):
    """What stands beside a Chinese rank: patterns that end at it (`…_left`, `scope_near`) or begin after it."""

    scope_left: re.Pattern[str]
    scope_near: re.Pattern[str]
    verb_left: re.Pattern[str]
    measure_left: re.Pattern[str]
    classifier: re.Pattern[str]
    not_a_place: re.Pattern[str]
    one_of: re.Pattern[str]


class EnglishSigns(NamedTuple):
    """What stands beside an English rank: patterns that end at it (`…_left`) or begin after it."""

    one_of_left: re.Pattern[str]
    owner_left: re.Pattern[str]
    nth_left: re.Pattern[str]
    scope_right: re.Pattern[str]
    superlative_right: re.Pattern[str]
    not_first: re.Pattern[str]
    ordinal_sign: re.Pattern[str]


@dataclass(frozen=True)
class RankTables:
    """Everything compiled that `find_ranks` needs; built once by `build_rank_tables`, then only read."""

    scan: Scan
    places: Mapping[str, int]
    bound_places: frozenset[str]
    bound: frozenset[str]
    not_top: re.Pattern[str]
    not_superlative: re.Pattern[str]
    zh: ChineseSigns
    en: EnglishSigns


def build_rank_tables(raw: Mapping[str, Any], file: str = "ranks.toml") -> RankTables:
    """Compile parsed TOML of the form that the head of `schema/ranks.toml` explains.

    Raises `Problems` with every fault found, each named by `file` and the key of its list.
    """
    problems = _faults(raw, file)
    if problems:
        raise Problems(problems)
    words = {name: [w for listed in raw.get(name, {}).values() for w in listed] for name in _TABLES}
    named = {
        fold_word(word): int(place)
        for table in ("place", "place-bound")
        for place, listed in raw.get(table, {}).items()
        for word in listed
    }
    scope = raw.get("scope", {})
    return RankTables(
        scan=build_scan(_shapes(words)),
        places=named,
        bound_places=frozenset(map(fold_word, words["place-bound"])),
        bound=frozenset(map(fold_word, raw.get("superlative", {}).get("bound", []))),
        not_top=_compiled(rf"\s?(?:{alternation(words['not-top'])}|percent|per cent)"),
        not_superlative=_compiled(rf"\s?(?:{alternation(words['not-superlative'])}|\d)"),
        zh=_chinese_signs(words),
        en=_english_signs(words, scope.get("owner", []), scope.get("after", [])),
    )


def _chinese_signs(words: Mapping[str, list[str]]) -> ChineseSigns:
    chinese = {name: alternation(w for w in listed if not w.isascii()) for name, listed in words.items()}
    scope = rf"(?P<scope>{chinese['scope']})(?:范围内?|地区|市场|同行业?)?(?:[上中内的]|以来)?\s?"
    return ChineseSigns(
        scope_left=_compiled(rf"{scope}\Z"),
        scope_near=_compiled(rf"{scope}(?P<metric>(?:(?![的是在了和有])[{_CHINESE}]){{0,6}})\Z"),
        verb_left=_compiled(rf"(?:{chinese['verb']})(?:在|到|至|了|为)?\s?\Z"),
        measure_left=_compiled(rf"(?:{chinese['measure']})\s?\Z"),
        classifier=_compiled(chinese["classifier"]),
        not_a_place=_compiled(chinese["not-a-place"]),
        one_of=_compiled(chinese["one-of"]),
    )


def _english_signs(words: Mapping[str, list[str]], owners: list[str], ends: list[str]) -> EnglishSigns:
    name = r"\b[A-Z][A-Za-z.&-]*"
    place = rf"(?!{alternation(words['not-scope'])})[A-Z][a-z]+(?:\s[A-Z][a-z]+){{0,2}}"
    one_of = alternation(w for w in words["one-of"] if w.isascii())
    nth = rf"{alternation(ORDINAL_WORDS)}|\d{{1,3}}(?:st|nd|rd|th)|No\.\s?\d{{1,3}}"
    sign = alternation(words["ordinal-sign"])
    return EnglishSigns(
        one_of_left=_compiled(rf"(?:{one_of})\s+(?:[Tt]he\s+)?\Z"),
        owner_left=_compiled(
            rf"(?P<owner>{alternation(owners)}|(?:{name}\s){{0,2}}{name}['’]s)\s+(?:single\s+)?\Z"
        ),
        nth_left=_compiled(rf"(?P<nth>{nth})[\s-]+\Z"),
        scope_right=_compiled(rf"{alternation(ends)}|(?<![A-Za-z])in\s(?:the\s)?{place}"),
        superlative_right=_compiled(rf"[\s-]+(?:{alternation(words['superlative'])})"),
        not_first=_compiled(rf"[\s-](?:{alternation(words['not-first'])})"),
        ordinal_sign=_compiled(rf"(?:\s+[A-Za-z][\w'’-]*){{0,8}}?\s+(?:{sign})"),
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
            faults.append(
                Problem(file, table, phrase("no such table; there are {known}", known=listed(_TABLES)))
            )
        elif not isinstance(lists, Mapping):
            faults.append(Problem(file, table, phrase("should be a table of lists of words")))
        else:
            faults += [
                Problem(file, f"{table}.{name}", message) for name, message in _list_faults(table, lists)
            ]
    return faults


def _list_faults(table: str, lists: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, given in lists.items():
        if not (isinstance(given, list) and all(isinstance(w, str) and w.strip() for w in given)):
            yield name, phrase("should be a list of words")
        if table in ("place", "place-bound") and not (name.isdecimal() and name.isascii() and int(name) > 0):
            yield name, phrase("should be named by the place, a whole number from 1")
        if table == "superlative" and name not in ("free", "bound"):
            yield name, phrase("should be named `free` or `bound`")
