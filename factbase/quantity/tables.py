"""The compiled vocabularies that the scanner reads with: built once from parsed TOML, then only read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from factbase.errors import Problem, Problems
from factbase.quantity.anchors import anchor_pattern
from factbase.quantity.fold import traditional_pattern
from factbase.quantity.forms import Form, FormBook, compile_units, unit_table
from factbase.quantity.policy import Policy, Scale
from factbase.quantity.units import UnitTable

__all__ = ["AfterHedge", "Changes", "Tables", "build_tables"]

HEDGES = ("about", "nearly", "more_than", "at_least", "less_than", "at_most", "odd", "exactly", "none")


_EMPTY: Mapping[Any, Any] = MappingProxyType({})


class AfterHedge(NamedTuple):
    """A hedge that follows a figure, and where it does not count."""

    word: str
    hedge: str
    not_before: tuple[str, ...]
    money: bool
    after_time: bool


class Changes(NamedTuple):
    """The change verbs of one language, as tuples for `str.endswith`, and for what follows."""

    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    not_verbs: tuple[str, ...] = ()
    after_up: tuple[str, ...] = ()
    after_down: tuple[str, ...] = ()
    object_up: tuple[str, ...] = ()
    object_down: tuple[str, ...] = ()
    between_after: frozenset[str] = frozenset()
    up_set: frozenset[str] = frozenset()
    down_set: frozenset[str] = frozenset()


class Tables(NamedTuple):
    """Everything compiled that `find_quantities` needs.

    `chinese`, `symbols` and `words` name what follows a figure; `lengths` gives, for a first character, the lengths to
    try, longest first. `money` names what stands before one.
    """

    units: UnitTable = UnitTable()
    policy: Policy = Policy()
    chinese: Mapping[str, Form] = _EMPTY
    lengths: Mapping[str, tuple[int, ...]] = _EMPTY
    symbols: Mapping[str, Form] = _EMPTY
    words: Mapping[str, Form] = _EMPTY
    phrases: Mapping[str, tuple[str, ...]] = _EMPTY
    money: Mapping[str, tuple[tuple[str, Form], ...]] = _EMPTY
    before: Mapping[str, tuple[tuple[str, str], ...]] = _EMPTY
    after: Mapping[str, tuple[AfterHedge, ...]] = _EMPTY
    between: Mapping[str, tuple[str, ...]] = _EMPTY
    far: tuple[str, ...] = ()
    far_verbs: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
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
    noun_stops: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    per_names: Mapping[str, tuple[Form, Fraction]] = _EMPTY
    per_nouns: frozenset[str] = frozenset()
    per_prefixes: Mapping[str, Form] = _EMPTY
    per_bridge: tuple[str, ...] = ()
    traditional: Mapping[int, str] = _EMPTY
    traditional_pattern: re.Pattern[str] | None = None
    anchor: re.Pattern[str] = re.compile("[0-9]")


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
    values |= _hedges(raw.get("hedges", {}), problems)
    values |= _numerals(raw.get("numerals", {}), problems)
    values |= _changes(raw.get("changes", {}), problems)
    values |= _negatives(raw.get("not_quantities", {}))
    values |= _nouns(classifiers, book, problems)
    values |= _traditional(raw.get("traditional", {}), problems)
    if problems:
        raise Problems(problems)
    values["traditional_pattern"] = traditional_pattern(values["traditional"])
    words = dict(values["numerals"], magnitude_words=list(values["english_magnitudes"]))
    seconds = [w[1] for some in values["negatives"].values() for w, _ in some if len(w) > 1]
    values["anchor"] = anchor_pattern(book.chinese, seconds, values["magnitudes"], values["figures"], words)
    return Tables(**values)


def lengths_by_first(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each first character, the lengths of the names that begin with it, longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[0], set()).add(len(name))
    return {c: tuple(sorted(lengths, reverse=True)) for c, lengths in found.items()}


def by_first(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names by their first character, longest first."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[0], []).append(name)
    return {c: tuple(sorted(set(some), key=lambda n: (-len(n), n))) for c, some in found.items()}


def by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their last character, longest first."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[-1], []).append(word)
    return {c: longest_first(some) for c, some in found.items()}


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
        head = word.replace("-", " ").split(" ")[0]
        if head != word:
            found.setdefault(head, []).append(word)
    return {head: tuple(sorted(some, key=len, reverse=True)) for head, some in found.items()}


def _money(table: Mapping[str, Any], book: FormBook) -> dict[str, tuple[tuple[str, Form], ...]]:
    """What may stand right before a figure: codes, symbols and some names, by last character, longest first."""
    found: dict[str, list[tuple[str, Form]]] = {}
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
    for name, form in names.items():
        found.setdefault(name[-1], []).append((name, form))
    return {c: tuple(sorted(some, key=lambda item: -len(item[0]))) for c, some in found.items()}


def _hedges(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    before: dict[str, list[tuple[str, str]]] = {}
    after: dict[str, list[AfterHedge]] = {}
    for side in ("before", "after"):
        for i, entry in enumerate(table.get(side, ())):
            hedge = str(entry.get("hedge", ""))
            if hedge not in HEDGES:
                problems.append(
                    Problem("hedges.toml", f"{side}[{i}].hedge", f"{hedge!r} is none of {', '.join(HEDGES)}")
                )
                continue
            for word in entry.get("words", ()):
                if side == "after":
                    item = AfterHedge(
                        word,
                        hedge,
                        tuple(entry.get("not_before", ())),
                        bool(entry.get("money")),
                        bool(entry.get("after_time")),
                    )
                    after.setdefault(word[0], []).append(item)
                else:
                    for spelling in {word, word[0].upper() + word[1:]}:
                        before.setdefault(spelling[-1], []).append((spelling, hedge))
    between = table.get("between", {})
    policy = {name: _quotient(text, name, problems) for name, text in table.get("policy", {}).items()}
    unknown = [name for name in policy if name not in Policy.__slots__]
    problems.extend(Problem("hedges.toml", f"policy.{name}", "is no width of the policy") for name in unknown)
    return {
        "before": {c: tuple(sorted(some, key=lambda item: -len(item[0]))) for c, some in before.items()},
        "after": {c: tuple(sorted(some, key=lambda item: -len(item.word))) for c, some in after.items()},
        "between": by_last(between.get("words", ())),
        "far": longest_first(between.get("far", ())),
        "far_verbs": longest_first(between.get("verbs", ())),
        "away": longest_first(between.get("away", ())),
        "odd_not_before": tuple(table.get("odd", {}).get("not_before", ())),
        "policy": Policy(**{name: value for name, value in policy.items() if name in Policy.__slots__}),
    }


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """The words without doubles, longest first."""
    return tuple(sorted(set(words), key=lambda w: (-len(w), w)))


def _quotient(text: object, key: str, problems: list[Problem]) -> Fraction:
    try:
        return Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        problems.append(Problem("hedges.toml", f"policy.{key}", f"{text!r} is no quotient; write 1/20"))
        return Fraction(0)


def _numerals(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    settings = table.get("settings", {})
    english = dict(table.get("english", {}))
    zhao = int(settings.get("zhao", 0))
    if zhao and 10 ** (len(str(zhao)) - 1) != zhao:
        problems.append(Problem("numerals.toml", "settings.zhao", "is no power of ten"))
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
                Problem("numerals.toml", word, "needs three whole numbers: low, high, widest high")
            )
            continue
        result[word] = (low, high, widest)
    return result


def _changes(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    figures: dict[str, Fraction] = {}
    result: dict[str, Any] = {}
    for language in ("chinese", "english"):
        entry = dict(table.get(language, {}))
        for word, value in entry.pop("figures", {}).items():
            try:
                figures[word] = Fraction(value)
            except (ValueError, ZeroDivisionError):
                problems.append(
                    Problem("changes.toml", f"{language}.figures.{word}", f"{value!r} is no number")
                )
        unknown = [name for name in entry if name not in Changes._fields]
        problems.extend(
            Problem("changes.toml", f"{language}.{name}", "is no kind of change word") for name in unknown
        )
        words = {name: longest_first(some) for name, some in entry.items() if name in Changes._fields}
        between = frozenset(words.pop("between_after", ()))
        result[f"{language}_changes"] = Changes(
            **words,
            between_after=between,
            up_set=frozenset(words.get("up", ())),
            down_set=frozenset(words.get("down", ())),
        )
    return result | {"figures": figures}


def _negatives(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "negatives": {
            first: tuple((word.partition("!")[0], word.partition("!")[2]) for word in some)
            for first, some in by_first(table.get("words", ())).items()
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
            problems.append(
                Problem("classifiers.toml", f"per.names.{name}", f"no unit is called {unit_id!r}")
            )
            continue
        names[name] = (form, Fraction(amount or 1))
    prefixes: dict[str, Form] = {}
    for name, unit_id in per.get("prefixes", {}).items():
        form = forms.get(unit_id) or book.chinese.get(unit_id)
        if form is None:
            problems.append(
                Problem("classifiers.toml", f"per.prefixes.{name}", f"no unit is called {unit_id!r}")
            )
            continue
        prefixes[name] = form if form.kind != "classifier" else form._replace(noun=form.noun or unit_id)
    return {
        "nouns": by_first(settings.get("nouns", ())),
        "nouns_flat": frozenset(settings.get("nouns", ())),
        "bare_nouns": longest_first(settings.get("bare_nouns", ())),
        "noun_stops": longest_first(settings.get("stops", ())),
        "emphasis": longest_first(settings.get("emphasis", ())),
        "per_names": names,
        "per_nouns": frozenset(per.get("nouns", ())),
        "per_prefixes": prefixes,
        "per_bridge": longest_first(per.get("prefix_bridge", ())),
    }


def _traditional(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    old, new = str(table.get("traditional", "")), str(table.get("simplified", ""))
    if len(old) != len(new):
        problems.append(
            Problem(
                "traditional.toml", "", f"has {len(old)} traditional and {len(new)} simplified characters"
            )
        )
    return {"traditional": {ord(a): b for a, b in zip(old, new, strict=False)}}
