"""The words of `schema/dates.toml`, checked and compiled into the patterns that the date reader runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from factbase.errors import Problem, Problems, said
from factbase.phrase import listed, phrase, term
from factbase.quantity.date_grammar import DATED_NUMBER, Words, shapes_of
from factbase.quantity.periods import Period, parse_period
from factbase.quantity.shape_scan import Scan, build_scan
from factbase.quantity.words import (
    Beginning,
    Ending,
    alternation,
    beginning,
    ending,
    fold_word,
    one_of,
    starting,
    starts,
)

__all__ = ["DateTables", "Role", "build_date_tables", "grammar_words"]

_UNITS = ("day", "week", "month", "quarter", "year", "decade")
_ENTRIES: dict[str, dict[str, type]] = {
    "relative": {"unit": str, "shift": int},
    "context": {"unit": str, "shift": int},
    "month": {"number": int},
    "weekday": {"number": int},
    "part": {"of": str, "first": int, "last": int},
    "day": {"month": int, "day": int},
    "season": {"first": int, "last": int},
    "named": {"period": str, "precision": str},
    "vague": {},
    "window": {"direction": str},
    "unit": {},
    "role": {"reading": str, "role": str},
}
_CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("relative", "unit"): _UNITS[:-1],
    ("context", "unit"): _UNITS[:-1],
    ("part", "of"): ("month", "quarter", "year", "decade", "century"),
    ("window", "direction"): ("past", "future"),
    ("role", "reading"): ("until", "before", "from", "since", "after", "around", "plain"),
    ("role", "role"): ("by", "since", "within", "during", "in"),
}
_LISTS = (
    "ago",
    "future",
    "block",
    "not-after-month",
    "not-after-date",
    "not-after-year",
    "not-before-date",
    "length-before",
    "length-after",
    "before-year",
    "after-year",
    "recurring",
)


class Role(NamedTuple):
    """What a word beside a date makes of it: how the period is taken, and the role that is reported."""

    reading: str
    name: str


@dataclass(frozen=True)
class DateTables:
    """Everything compiled that `find_dates` needs; built once by `build_date_tables`, then only read.

    The mappings go from a word as `fold_word` gives it to its meaning.
    """

    scan: Scan
    relative: Mapping[str, tuple[str, int]]
    context: Mapping[str, tuple[str, int]]
    months: Mapping[str, int]
    picky_months: frozenset[str]
    weekdays: Mapping[str, int]
    parts: Mapping[tuple[str, str], tuple[int, int]]
    days: Mapping[str, tuple[int, int]]
    seasons: Mapping[str, tuple[int, int]]
    named: Mapping[str, tuple[Period, str]]
    vague: Mapping[str, int | None]
    windows: Mapping[str, int]
    units: Mapping[str, str]
    roles_before: Mapping[str, Role]
    roles_after: Mapping[str, Role]
    before: Ending
    not_before: re.Pattern[str]
    after: Beginning
    not_after: re.Pattern[str]
    not_after_year: re.Pattern[str]
    length_after: re.Pattern[str]
    future: re.Pattern[str]
    year_before: Ending
    length_before: Ending
    recurring: Ending


def build_date_tables(raw: Mapping[str, Any], file: str = "dates.toml") -> DateTables:
    """Compile parsed TOML of the form that the head of `schema/dates.toml` explains.

    Raises `Problems` with every fault found, each named by `file` and the key of its entry.
    """
    problems = _faults(raw, file)
    if problems:
        raise Problems(problems)
    lists = {name: _listed(raw, name) for name in _LISTS}
    words = grammar_words(raw)
    entries = {name: list(raw.get(name, {}).values()) for name in _ENTRIES}
    before = _roles(entries["role"], "before")
    after = _roles(entries["role"], "after")
    return DateTables(
        scan=build_scan(shapes_of(words), rf"(?:{DATED_NUMBER}|{starting(starts(words.named))})"),
        relative=_by_word(entries["relative"], lambda e: (e["unit"], e["shift"])),
        context=_by_word(entries["context"], lambda e: (e["unit"], e["shift"])),
        months=_by_word(entries["month"], lambda e: e["number"]),
        picky_months=frozenset(fold_word(w) for e in entries["month"] for w in _picky(e)),
        weekdays=_by_word(entries["weekday"], lambda e: e["number"]),
        parts={(e["of"], fold_word(w)): (e["first"], e["last"]) for e in entries["part"] for w in e["words"]},
        days=_by_word(entries["day"], lambda e: (e["month"], e["day"])),
        seasons=_by_word(entries["season"], lambda e: (e["first"], e["last"])),
        named=_by_word(entries["named"], lambda e: (parse_period(e["period"]), e["precision"])),
        vague=_by_word(entries["vague"], lambda e: e.get("days")),
        windows=_by_word(entries["window"], lambda e: 1 if e["direction"] == "future" else -1),
        units={fold_word(w): unit for unit, e in raw.get("unit", {}).items() for w in e["words"]},
        roles_before=before,
        roles_after=after,
        before=ending(before, r"(%s)(?:\s{0,2}|\s+the\s+)", "the"),
        not_before=re.compile(rf"(?:{alternation(lists['not-before-date'])})\s{{0,2}}\Z", re.ASCII),
        after=beginning(after),
        not_after=_pattern(lists["not-after-date"]),
        not_after_year=re.compile(rf"\s?(?:{alternation(lists['not-after-year'])})", re.ASCII),
        length_after=_pattern(lists["length-after"]),
        future=_pattern(lists["future"]),
        year_before=ending(lists["before-year"], r"(?:%s)\s+|[(（]", "(", "（"),
        length_before=ending(lists["length-before"], r"(?:%s)\s?"),
        recurring=ending(lists["recurring"], r"(?:%s)\s?的?", "的"),
    )


def grammar_words(raw: Mapping[str, Any]) -> Words:
    """The words of a vocabulary without faults, by the place that they take in a shape."""

    def of(table: str, **where: Any) -> list[str]:
        chosen = (e for e in raw.get(table, {}).values() if all(e.get(k) == v for k, v in where.items()))
        return [form for entry in chosen for word in entry["words"] for form in _forms(table, word)]

    def other(table: str) -> list[str]:
        others = [e for e in raw.get(table, {}).values() if e["unit"] not in ("year", "month", "week")]
        return [form for e in others for word in e["words"] for form in _forms(table, word)]

    return Words(
        relative_years=of("relative", unit="year"),
        relative_months=of("relative", unit="month"),
        relative_weeks=of("relative", unit="week"),
        relative_others=other("relative"),
        context_years=of("context", unit="year"),
        context_others=[w for w in of("context") if w not in of("context", unit="year")],
        months=of("month"),
        weekdays=of("weekday"),
        parts={unit: of("part", of=unit) for unit in _CHOICES["part", "of"]},
        days=of("day"),
        bare_days=[w for w in of("day") if w not in of("day", bare=False)],
        seasons=of("season"),
        named=of("named"),
        vague=of("vague"),
        windows=of("window"),
        units=of("unit"),
        ago=_listed(raw, "ago"),
        block=_listed(raw, "block"),
        not_after_month=_listed(raw, "not-after-month"),
        after_year=_listed(raw, "after-year"),
    )


def _forms(table: str, word: str) -> tuple[str, ...]:
    """A word as it may be written: one that counts from another day may open a sentence (Last year)."""
    is_either = table in ("relative", "context") and word[0].isascii() and word[0].islower()
    return (word, word[0].upper() + word[1:]) if is_either else (word,)


def _by_word(entries: Iterable[Mapping[str, Any]], meaning: Any) -> dict[str, Any]:
    return {fold_word(word): meaning(entry) for entry in entries for word in entry["words"]}


def _picky(month: Mapping[str, Any]) -> list[str]:
    """The names that need a number or a preposition beside them: all of May's, every month's short ones."""
    words: list[str] = month["words"]
    return words if month.get("bare") is False else words[1:]


def _roles(entries: Iterable[Mapping[str, Any]], side: str) -> dict[str, Role]:
    return {fold_word(w): Role(e["reading"], e["role"]) for e in entries for w in e.get(side, [])}


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(one_of(words), re.ASCII)


def _listed(raw: Mapping[str, Any], table: str) -> list[str]:
    return [word for words in raw.get(table, {}).values() for word in words]


def _faults(raw: Mapping[str, Any], file: str) -> list[Problem]:
    faults: list[Problem] = []
    for table, entries in raw.items():
        if table not in _ENTRIES and table not in _LISTS:
            known = ", ".join((*_ENTRIES, *_LISTS))
            faults.append(Problem(file, table, phrase("no such table; there are {known}", known=known)))
        elif not isinstance(entries, Mapping):
            faults.append(Problem(file, table, phrase("should be a table of entries")))
        else:
            for name, entry in entries.items():
                check = _entry_faults if table in _ENTRIES else _list_faults
                faults += [Problem(file, f"{table}.{name}", message) for message in check(table, entry)]
    return faults


def _list_faults(table: str, entry: Any) -> list[str]:
    return [] if _is_words(entry) else ["should be a list of words"]


def _entry_faults(table: str, entry: Any) -> list[str]:
    if not isinstance(entry, Mapping):
        return ["should be a table with `words`"]
    faults: list[str] = []
    for key, kind in _ENTRIES[table].items():
        value = entry.get(key)
        if type(value) is not kind:
            faults.append(
                phrase(
                    "`{key}` should be {choices}",
                    key=key,
                    choices=term("a whole number" if kind is int else "a text"),
                )
            )
        elif (table, key) in _CHOICES and value not in _CHOICES[table, key]:
            faults.append(
                phrase(
                    "`{key}` is {value!r}; choose one of {known}",
                    key=key,
                    value=value,
                    known=listed(_CHOICES[table, key]),
                )
            )
    for key in ("before", "after") if table == "role" else ("words",):
        if not _is_words(entry.get(key)):
            faults.append(phrase("`{key}` should be a list of words", key=key))
    if not faults and "first" in _ENTRIES[table] and entry["first"] > entry["last"]:
        faults.append(
            phrase("`first` ({first}) comes after `last` ({last})", first=entry["first"], last=entry["last"])
        )
    if not faults and table == "named":
        try:
            parse_period(entry["period"])
        except ValueError as error:
            faults.append(phrase("`period`: {error}", error=said(error)))
    return faults


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)
