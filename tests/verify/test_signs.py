"""A sign stands in whatever a pattern finds: else the pattern would never be asked about a sentence that it is for."""

from __future__ import annotations

import importlib
import re
from itertools import product

import pytest

from factbase.extract.names_fold import fold

# Module, its signs, and the patterns that are tried only where one of the signs stands.
GUARDED = [
    ("factbase.service.verify_time_orders", "_SIGNS", ("_WORDS",)),
    ("factbase.service.verify_time_orders", "_AHEAD_SIGNS", ("_AHEAD",)),
    ("factbase.service.verify_time_orders", "_TOGETHER_SIGNS", ("_TOGETHER",)),
    ("factbase.service.verify_time_orders", "_BEHIND_SIGNS", ("_BEHIND",)),
    (
        "factbase.extract.link_embraced",
        "EMBRACING",
        ("_HAN_OVER", "_HAN_UNDER", "_HAN_LEVEL", "_HAN_APART", "_OVER"),
    ),
    ("factbase.extract.link_denial", "_SIGNS", ("_CLOSING", "_INNER")),
    ("factbase.extract.link_unsaid", "_ASK_SIGNS", ("_WHETHER", "_QUESTION")),
    ("factbase.extract.link_unsaid", "_IF_SIGNS", ("_IF", "_WISH")),
    ("factbase.extract.link_unsaid", "_OTHERS_SIGNS", ("_OTHERS", "_NOBODY", "_GUESSED")),
    ("factbase.extract.link_unsaid", "_UNDONE_SIGNS", ("_UNDONE",)),
    ("factbase.extract.link_short", "_SIGNS", ("_SHORT", "_BESIDE")),
    ("factbase.extract.link_unknown", "_STAGE_SIGNS", ("_STAGE",)),
    ("factbase.service.verify_per", "_PER_SIGNS", ("_PER", "_MONEY_PER")),
    ("factbase.service.verify_per", "_AVERAGE_SIGNS", ("_AVERAGE",)),
]
# What a pattern may hold that finds no character of its own.
PASSED_OVER = ("AT", "ASSERT", "ASSERT_NOT")
CASES = [(module, signs, name) for module, signs, names in GUARDED for name in names]


def guard_of(module: str, looks: str, name: str) -> tuple[tuple[str, ...], object, bool]:
    """The looks of a module that let a pattern be tried, the pattern's parts, and whether it takes capitals for small letters."""
    home = importlib.import_module(module)
    pattern: re.Pattern[str] = getattr(home, name)
    parts = importlib.import_module("re._parser").parse(pattern.pattern)
    return tuple(getattr(home, looks)), parts, bool(pattern.flags & re.IGNORECASE)


def shortest(parsed: object) -> list[str]:
    """What the branches of a parsed pattern find at least, what may be left out left out."""
    pieces: list[list[str]] = []
    for code, value in parsed:  # type: ignore[attr-defined]
        kind = str(code)
        if kind == "BRANCH":
            pieces.append([one for branch in value[1] for one in shortest(branch)])
        elif kind == "SUBPATTERN":
            pieces.append(shortest(value[3]))
        elif kind in ("MAX_REPEAT", "MIN_REPEAT"):
            least, _, inner = value
            pieces.append([one * least for one in shortest(inner)] if least else [""])
        elif kind == "LITERAL":
            pieces.append([chr(value)])
        elif kind == "IN":
            pieces.append(_members(value))
        elif kind == "NOT_LITERAL":
            pieces.append(["x"])
        elif kind == "ASSERT" and value[0] > 0:
            pieces.append(shortest(value[1]))
        else:
            assert kind in PASSED_OVER, f"{kind} is not known here"
    return ["".join(parts) for parts in product(*pieces)]


def _members(items: list[tuple[object, object]]) -> list[str]:
    """The characters of a class, of a range the first."""
    kinds = {str(kind) for kind, _ in items}
    if "NEGATE" in kinds or str(items[0][1]) in ("CATEGORY_WORD", "CATEGORY_NOT_DIGIT"):
        return ["x"]
    if "CATEGORY" in kinds:
        return ["1"] if str(items[0][1]) == "CATEGORY_DIGIT" else [" "]
    lows = (value[0] if isinstance(value, tuple) else value for _, value in items)
    return sorted({chr(low) for low in lows})


@pytest.mark.parametrize(("module", "signs", "name"), CASES)
def test_every_way_of_saying_it_has_a_sign(module: str, signs: str, name: str) -> None:
    looks, parts, _ = guard_of(module, signs, name)
    found = set(shortest(parts))
    assert len(found) > 1
    assert not [said for said in sorted(found) if not any(sign in fold(said) for sign in looks)]


@pytest.mark.parametrize(
    ("module", "ends", "name"),
    [
        ("factbase.extract.link_sides", "_ARTICLE_ENDS", "ARTICLES"),
        ("factbase.extract.link_roles", "_ASIDE_ENDS", "_ASIDE"),
    ],
)
def test_every_way_of_saying_it_has_an_end(module: str, ends: str, name: str) -> None:
    looks, parts, _ = guard_of(module, ends, name)
    found = {said.rstrip() for said in shortest(parts)} - {""}
    assert len(found) > 1
    assert not [said for said in sorted(found) if not fold(said).endswith(looks)]


def firsts(parsed: object) -> tuple[set[str], bool]:
    """The characters that a match may begin with (of a range the ends, of white space a blank); whether it may be empty."""
    found: set[str] = set()
    for code, value in parsed:  # type: ignore[attr-defined]
        kind = str(code)
        if kind == "BRANCH":
            parts = [firsts(branch) for branch in value[1]]
            here, is_empty = {c for one, _ in parts for c in one}, any(empty for _, empty in parts)
        elif kind == "SUBPATTERN":
            here, is_empty = firsts(value[3])
        elif kind in ("MAX_REPEAT", "MIN_REPEAT"):
            here, is_empty = firsts(value[2])
            is_empty = is_empty or not value[0]
        elif kind == "LITERAL":
            here, is_empty = {chr(value)}, False
        elif kind == "IN":
            here, is_empty = set(_members(value)), False
            here |= {chr(v[1]) for _, v in value if isinstance(v, tuple)}
        else:
            assert kind in PASSED_OVER, f"{kind} is not known here"
            continue
        found |= here
        if not is_empty:
            return found, False
    return found, True


@pytest.mark.parametrize(
    ("module", "beginnings", "name"),
    [
        ("factbase.extract.clauses", "_LABEL_HEADS", "_LABEL"),
        ("factbase.extract.link_hedges", "_NOT_EVEN_STARTS", "_NOT_EVEN"),
        ("factbase.extract.predicates", "_HEADS", "_ORDER"),
        ("factbase.quantity.dates", "_LINK_FIRSTS", "_CHINESE_RANGE"),
        ("factbase.quantity.dates", "_LINK_FIRSTS", "_ENGLISH_RANGE"),
        ("factbase.quantity.dates", "_LINK_FIRSTS", "_AND"),
        ("factbase.quantity.dates", "_TIME_FIRSTS", "_TIME_OF_DAY"),
        ("factbase.quantity.digits", "_POWER_FIRSTS", "_POWER"),
    ],
)
def test_every_way_of_saying_it_begins_as_the_look_expects(module: str, beginnings: str, name: str) -> None:
    looks, parts, is_either = guard_of(module, beginnings, name)
    found, may_be_empty = firsts(parts)
    assert found
    assert not may_be_empty
    cases = {other for c in found for other in ((c.upper(), c.lower()) if is_either else (c,))}
    assert not cases - set(looks)


def test_the_beginnings_of_a_pattern_are_told() -> None:
    parser = importlib.import_module("re._parser")
    assert firsts(parser.parse(r"(?:a?b|\s?[1-9])x")) == ({"a", "b", " ", "1", "9"}, False)
    assert firsts(parser.parse("(?!c)a*")) == ({"a"}, True)


def test_the_ways_of_saying_it_are_told_apart() -> None:
    parser = importlib.import_module("re._parser")
    found = shortest(parser.parse("(?:不|并非)(?:对|实)|wrong(?: at)?"))
    assert set(found) == {"不对", "不实", "并非对", "并非实", "wrong"}
