"""The compiled vocabularies that the scanner reads with: built once from parsed TOML, then only read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from factbase.errors import Problem, Problems
from factbase.phrase import phrase
from factbase.quantity.anchors import anchor_pattern
from factbase.quantity.bare_tables import compile_bare
from factbase.quantity.cues import AfterHedge, Changes, compile_changes, compile_hedges, longest_first
from factbase.quantity.endings import Endings, by_ending
from factbase.quantity.fold import traditional_pattern
from factbase.quantity.forms import Form, FormBook, compile_units, unit_table
from factbase.quantity.policy import Policy, Scale
from factbase.quantity.units import UnitTable
from factbase.quantity.words import NEVER

__all__ = ["Tables", "build_tables"]


_EMPTY: Mapping[Any, Any] = MappingProxyType({})


class Tables(NamedTuple):
    """Everything compiled that `find_quantities` needs.

    `chinese`, `symbols` and `words` name what follows a figure; `lengths` gives, for a first character, the lengths to
    try, longest first. `money` names what stands before one, `before` the hedges there.
    """

    units: UnitTable = UnitTable()
    policy: Policy = Policy()
    chinese: Mapping[str, Form] = _EMPTY
    lengths: Mapping[str, tuple[int, ...]] = _EMPTY
    symbols: Mapping[str, Form] = _EMPTY
    words: Mapping[str, Form] = _EMPTY
    phrases: Mapping[str, tuple[str, ...]] = _EMPTY
    money: Endings[tuple[str, Form]] = _EMPTY
    before: Endings[tuple[str, str]] = _EMPTY
    after: Mapping[str, tuple[AfterHedge, ...]] = _EMPTY
    between: Mapping[str, tuple[str, ...]] = _EMPTY
    far: tuple[str, ...] = ()
    far_sign: re.Pattern[str] = re.compile(NEVER)
    far_verbs: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    away_bounds: tuple[str, ...] = ()
    odd_not_before: tuple[str, ...] = ()
    chinese_changes: Changes = Changes()
    english_changes: Changes = Changes()
    figures: Mapping[str, Fraction] = _EMPTY
    magnitudes: Mapping[str, tuple[int, int, int]] = _EMPTY
    english_magnitudes: Mapping[str, tuple[int, int, int]] = _EMPTY
    numerals: Mapping[str, Any] = _EMPTY
    zhao: int = 0
    limit: int = 36
    negatives: Mapping[str, tuple[tuple[str, str], ...]] = _EMPTY
    ordinals: tuple[str, ...] = ()
    after_one: frozenset[str] = frozenset()
    not_first: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    not_nouns: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()
    nouns: Mapping[str, tuple[str, ...]] = _EMPTY
    nouns_flat: frozenset[str] = frozenset()
    bare_nouns: tuple[str, ...] = ()
    millions: frozenset[str] = frozenset()
    noun_stops: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    per_names: Mapping[str, tuple[Form, Fraction]] = _EMPTY
    per_nouns: frozenset[str] = frozenset()
    per_prefixes: Mapping[str, Form] = _EMPTY
    per_bridge: tuple[str, ...] = ()
    traditional: Mapping[int, str] = _EMPTY
    traditional_pattern: re.Pattern[str] | None = None
    anchor: re.Pattern[str] = re.compile("[0-9]")
    bare: re.Pattern[str] = re.compile(NEVER)
    latin: frozenset[str] = frozenset()
    articles: Mapping[str, frozenset[str]] = _EMPTY


def build_tables(raw: Mapping[str, Mapping[str, Any]]) -> Tables:
    """Compile vocabularies given as `{name: parsed TOML}`.

    The names are units, currencies, classifiers, numerals, hedges, changes, not_quantities and traditional; a missing
    one is empty. Raises `Problems` with every fault found.
    """
    problems: list[Problem] = []
    book = FormBook()
    compile_units(raw, book, problems)
    table = unit_table(book)
    classifiers = raw.get("classifiers", {})
    _enter_classifiers(classifiers, book)
    values: dict[str, Any] = {
        "units": table,
        "chinese": book.chinese,
        "lengths": lengths_by_first(book.chinese),
        "symbols": book.symbols,
        "words": book.words,
        "phrases": _phrases(book.words),
        "money": _money(raw.get("currencies", {}), book),
    }
    values |= compile_hedges(raw.get("hedges", {}), problems)
    values |= _numerals(raw.get("numerals", {}), problems)
    values |= compile_changes(raw.get("changes", {}), problems)
    values |= _negatives(raw.get("not_quantities", {}))
    values |= _nouns(classifiers, book, problems)
    values |= _traditional(raw.get("traditional", {}), problems)
    if problems:
        raise Problems(problems)
    values["traditional_pattern"] = traditional_pattern(values["traditional"])
    words = dict(values["numerals"], magnitude_words=list(values["english_magnitudes"]))
    seconds = [w[1] for some in values["negatives"].values() for w, _ in some if len(w) > 1]
    values["anchor"] = anchor_pattern(book.chinese, seconds, values["magnitudes"], values["figures"], words)
    return Tables(**values, **compile_bare(values))


def lengths_by_first(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each first character, the lengths of the names that begin with it, longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[0], set()).add(len(name))
    return {c: tuple(sorted(lengths, reverse=True)) for c, lengths in found.items()}


def by_first(names: Iterable[str], letters: int = 1) -> dict[str, tuple[str, ...]]:
    """Names by their first character, or first few, longest first."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[:letters], []).append(name)
    return {c: tuple(sorted(set(some), key=lambda n: (-len(n), n))) for c, some in found.items()}


def _enter_classifiers(table: Mapping[str, Any], book: FormBook) -> None:
    for word, entry in table.get("classifier", {}).items():
        form = Form(
            "count",
            Scale(),
            "classifier",
            str(entry.get("noun", "")),
            bool(entry.get("digits_only", False)),
            tuple(entry.get("not_before", ())),
            "count",
        )
        book.chinese.setdefault(word, form)


def _phrases(words: Mapping[str, Form]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in words:
        head = re.split(r"[ .-]", word)[0]  # u for u.s. dollars
        if head != word:
            found.setdefault(head, []).append(word)
    return {head: tuple(sorted(some, key=len, reverse=True)) for head, some in found.items()}


def _money(table: Mapping[str, Any], book: FormBook) -> Endings[tuple[str, Form]]:
    """What may stand right before a figure: codes, symbols and some names."""
    names: dict[str, Form] = {}
    for code, entry in table.get("currency", {}).items():
        form = Form(code, Scale(), "money", id=code)
        names[code] = form
        for symbol in entry.get("symbols", ()):
            names[symbol] = form
    for name in table.get("settings", {}).get("before", ()):
        form_of = book.chinese.get(name)
        if form_of is not None:
            names[name] = form_of._replace(not_before=())
    for sign in table.get("settings", {}).get("yen_signs", ()):
        names[sign] = Form("¥", Scale(), "money", id="¥")
    return by_ending((name, (name, form)) for name, form in names.items())


def _numerals(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    settings = table.get("settings", {})
    english = dict(table.get("english", {}))
    zhao = int(settings.get("zhao", 0))
    if zhao and 10 ** (len(str(zhao)) - 1) != zhao:
        problems.append(Problem("numerals.toml", "settings.zhao", phrase("is no power of ten")))
    return {
        "zhao": len(str(zhao)) - 1 if zhao else 0,
        "limit": int(settings.get("limit", 36)),
        "magnitudes": _decades(table.get("chinese", {}).get("magnitudes", {}), problems),
        "english_magnitudes": _decades(english.pop("magnitudes", {}), problems),
        "numerals": english,
    }


def _decades(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, tuple[int, int, int]]:
    result: dict[str, tuple[int, int, int]] = {}
    for word, bounds in table.items():
        try:
            low, high, widest = (int(bound) for bound in bounds)
        except (ValueError, TypeError):
            problems.append(
                Problem("numerals.toml", word, phrase("needs three whole numbers: low, high, widest high"))
            )
            continue
        result[word] = (low, high, widest)
    return result


def _negatives(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "negatives": {
            head: tuple((word.partition("!")[0], word.partition("!")[2]) for word in some)
            for head, some in by_first(table.get("words", ()), 2).items()
        },
        "ordinals": longest_first(table.get("after", ())),
        "after_one": frozenset(table.get("after_one", ())),
        "not_first": frozenset(table.get("not_first", ())),
        **{
            name: frozenset(table.get(name, ()))
            for name in ("labels", "openers", "months", "not_nouns", "plurals")
        },
    }


def _nouns(table: Mapping[str, Any], book: FormBook, problems: list[Problem]) -> dict[str, Any]:
    settings, per = table.get("settings", {}), table.get("per", {})
    forms = {form.id: form for form in (*book.words.values(), *book.symbols.values(), *book.chinese.values())}
    names: dict[str, tuple[Form, Fraction]] = {}
    for name, spec in per.get("names", {}).items():
        amount, _, unit_id = str(spec).rpartition(" ")
        form = forms.get(unit_id)
        if form is None:
            problems.append(_no_unit(f"per.names.{name}", unit_id))
            continue
        names[name] = (form, Fraction(amount or 1))
    prefixes: dict[str, Form] = {}
    for name, unit_id in per.get("prefixes", {}).items():
        form = forms.get(unit_id) or book.chinese.get(unit_id)
        if form is None:
            problems.append(_no_unit(f"per.prefixes.{name}", unit_id))
            continue
        prefixes[name] = form if form.kind != "classifier" else form._replace(noun=form.noun or unit_id)
    return {
        "nouns": by_first(settings.get("nouns", ())),
        "nouns_flat": frozenset(settings.get("nouns", ())),
        "millions": frozenset(settings.get("millions", ())),
        "bare_nouns": longest_first(settings.get("bare_nouns", ())),
        "noun_stops": longest_first(settings.get("stops", ())),
        "emphasis": longest_first(settings.get("emphasis", ())),
        "per_names": names,
        "per_nouns": frozenset(per.get("nouns", ())),
        "per_prefixes": prefixes,
        "per_bridge": longest_first(per.get("prefix_bridge", ())),
    }


def _no_unit(key: str, unit_id: str) -> Problem:
    return Problem("classifiers.toml", key, phrase("no unit is called {unit_id!r}", unit_id=unit_id))


def _traditional(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    old, new = str(table.get("traditional", "")), str(table.get("simplified", ""))
    if len(old) != len(new):
        problems.append(
            Problem(
                "traditional.toml",
                "",
                phrase(
                    "has {old} traditional and {new} simplified characters",
                    old=len(old),
                    new=len(new),
                ),
            )
        )
    return {"traditional": {ord(a): b for a, b in zip(old, new, strict=False)}}
