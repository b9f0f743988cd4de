"""Every sentence of the program is in every language, with the same values in it; nothing else is in the catalogues."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import factbase
from factbase import errors
from factbase.model.kinds import KINDS, MODALITIES, STATUSES
from factbase.phrase import ENGLISH, Later, Words, counted, listed, phrase, term
from factbase.service.check import CHECKS
from factbase.service.wording import amount, bounds, figure
from factbase.vocabulary.files import schema_dir, vocabulary_files
from factbase.vocabulary.words import LANGUAGES, language_of, load_words

PACKAGE = Path(factbase.__file__).parent
# Calls whose text is told to people, and which of their arguments hold it.
TOLD = {"phrase": (0,), "say": (0,), "counted": (1, 2), "term": (0,), "Pair": (0,)}
OTHERS = [lang for lang in LANGUAGES if lang != ENGLISH.lang]


def told(tree: ast.AST) -> Iterator[str]:
    """The literal texts of such calls."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for place in TOLD.get(name, ()):
            given = node.args[place] if place < len(node.args) else None
            choices = (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,)
            yield from (c.value for c in choices if isinstance(c, ast.Constant) and isinstance(c.value, str))


def sentences() -> set[str]:
    """Every sentence of the program's own text."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        found |= set(told(ast.parse(path.read_text(encoding="utf-8"))))
    return {text for text in found if any(c.isalpha() for c in text)}


def codes() -> set[str]:
    """Every code of the data that people read as a word."""
    tables = vocabulary_files(["hedges"])["hedges"]
    hedges = {entry["hedge"] for place in ("before", "after") for entry in tables[place]}
    assert "about" in hedges
    return {*KINDS, *MODALITIES, *STATUSES, *CHECKS, *hedges, "error", "warning", "info"}


# What is raised with a text for people, and other makers of such texts.
FAULTS = {"Problem", "ValueError", "Read", "Outcome", "_Refused", "_fault"}
FAULTS |= {name for name in errors.__all__ if isinstance(getattr(errors, name), type)}
# For programs and for the author of a program: never told to people.
UNTOLD = {"quantity/exact.py", "quantity/interval.py", "reason/proof.py", "service/import_columns.py"}


def unworded(tree: ast.AST) -> Iterator[str]:
    """The texts of faults that no language but English could say: bare literals, and what an error says as a bare text."""
    for node in ast.walk(tree):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        for given in node.args if isinstance(node, ast.Call) and name in FAULTS else ():
            is_bare = isinstance(given, ast.Constant) and " " in str(given.value).strip()
            is_built = isinstance(given, ast.JoinedStr) and any(
                isinstance(part, ast.Constant) and " " in part.value for part in given.values
            )
            is_passed_on = isinstance(given, ast.Call) and ast.unparse(given) in ("str(error)", "str(fault)")
            if is_bare or is_built or is_passed_on:
                yield ast.unparse(given)


def test_every_fault_is_a_phrase() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).as_posix() not in UNTOLD
        for text in unworded(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert sorted(found) == []


def values(template: str) -> set[str]:
    """The names of the values that a sentence takes."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("lang", OTHERS)
def test_every_sentence_and_code_has_its_words(lang: str) -> None:
    catalogue = load_words(lang).catalogue
    assert sorted((sentences() | codes()) - set(catalogue)) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_both_sides_take_the_same_values(lang: str) -> None:
    wrong = {en: to for en, to in load_words(lang).catalogue.items() if values(en) != values(to)}
    assert wrong == {}


@pytest.mark.parametrize("lang", OTHERS)
def test_nothing_stands_twice_or_for_nothing(lang: str) -> None:
    tables = tomllib.loads((schema_dir() / "words" / f"{lang}.toml").read_text(encoding="utf-8"))
    del tables["units"]
    entries = [key for table in tables.values() for key in table]
    assert sorted({key for key in entries if entries.count(key) > 1}) == []
    dead = {key for key in entries if "{" in key} - sentences()
    assert sorted(dead) == ["≈ {amount}", "≲ {amount}"]  # chosen by a hedge


def test_a_phrase_is_english_and_every_other_language() -> None:
    sides = [Later(_shout, "a"), phrase("{n} facts", n=2), "as it is"]
    said = phrase("{head}: {items}", head=term("plan"), items=listed(sides))
    assert said == "plan: A!, 2 facts, as it is"
    words = Words(
        "xx",
        {"{head}: {items}": "{items} <- {head}", ", ": " + ", "plan": "P", "{n} facts": "{n} F", "!": "?"},
    )
    assert words(said) == "A? + 2 F + as it is <- P"
    assert words("{head}") == "{head}"
    assert words(counted(1, "{n} fact", "{n} facts")) == "1 fact"


def _shout(text: str, *, words: Words) -> str:
    return text.upper() + words.term("!")


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        ({"FACTBASE_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ({"FACTBASE_LANG": "", "LC_ALL": "zh_CN"}, "zh"),
    ],
)
def test_the_language_of_an_environment(environment: dict[str, str], lang: str) -> None:
    assert language_of(environment) == lang


ROW = {"kind": "money", "value": None, "low": None, "high": None, "low_open": False, "high_open": False,
       "unit": "EUR", "hedge": "exact"}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "english", "chinese"),
    [
        ({"value": 8.1e9}, "8.1 billion EUR", "81亿欧元"),
        ({"value": 3.2, "unit": "1", "kind": "performance_ratio"}, "3.2 ×", "3.2 倍"),
        ({"value": 20.833333, "unit": "MW", "low": 20.833333, "low_open": True}, "> 20.8333 MW", "超过 20.8333 兆瓦"),
        ({"value": 0.4, "unit": "1", "kind": "share", "low": 0.4}, "≥ 40 %", "至少 40%"),
        ({"value": 5e8, "high": 5e8, "high_open": True}, "< 500 million EUR", "不到 5亿欧元"),
        ({"value": 29.0, "unit": "kWh/day", "hedge": "about"}, "≈ 29 kWh/day", "约 29 千瓦时/天"),
        ({"low": 60e12, "high": 100e12, "unit": "token"}, "60 trillion token – 100 trillion token", "60万亿词元 – 100万亿词元"),
        ({"low": 20.0, "high": 30.0, "low_open": True, "high_open": True, "unit": "count"}, "20 – 30 (ends excluded)", "20 – 30（不含两端）"),
        ({"value": 7e-9, "unit": "m", "kind": "process_node"}, "7 nm", "7 纳米"),
        ({"value": 32e9, "unit": "GB"}, "32 billion GB", "320亿 GB"),
    ],
)  # fmt: skip
def test_figures_in_both_languages(row: dict[str, object], english: str, chinese: str) -> None:
    assert figure({**ROW, **row}) == english
    assert figure({**ROW, **row}, load_words("zh")) == chinese


def test_words_of_bounds_follow_their_ends() -> None:
    zh = load_words("zh")
    assert bounds(None, 5.0, False, False, "day", "duration", zh) == "至多 5 天"
    assert amount(0.05, "pp", "ratio", zh) == "5 个百分点"
