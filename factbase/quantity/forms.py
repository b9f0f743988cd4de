"""The names that may follow a figure, compiled: each name to what it makes of the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from factbase.errors import Problem
from factbase.phrase import listed, phrase
from factbase.quantity.policy import Scale
from factbase.quantity.units import Unit, UnitTable, dimension_name, dimension_vector

__all__ = ["Form", "FormBook", "compile_units", "per"]

_SI: dict[str, tuple[int, str, str]] = {
    "k": (3, "kilo", "千"), "M": (6, "mega", "兆"), "G": (9, "giga", "吉"), "T": (12, "tera", "太"),
    "P": (15, "peta", "拍"), "E": (18, "exa", "艾"), "Z": (21, "zetta", "泽"), "h": (2, "hecto", "百"),
    "d": (-1, "deci", "分"), "c": (-2, "centi", "厘"), "m": (-3, "milli", "毫"), "μ": (-6, "micro", "微"),
    "n": (-9, "nano", "纳"), "p": (-12, "pico", "皮"), "f": (-15, "femto", "飞"),
}  # fmt: skip


_FIELDS = frozenset(
    [
        "dimension",
        "factor",
        "is",
        "offset",
        "zh",
        "en",
        "also",
        "symbols",
        "prefixes",
        "not_before",
        "kind",
        "digits_only",
    ]
)
_NUMBER = re.compile(r"-?[0-9]{1,60}(?:\.[0-9]{1,60})?(?:/[0-9]{1,60})?")


class Form(NamedTuple):
    """What a name after a figure means: the canonical unit, how to scale into it, and how it behaves.

    `kind` is unit, money, percent, multiple, share, points, time, temperature, index or classifier; `noun` is what a
    classifier counts where no noun follows; `not_before` makes the name another word.
    """

    unit: str
    scale: Scale = Scale()
    kind: str = "unit"
    noun: str = ""
    digits_only: bool = False
    not_before: tuple[str, ...] = ()
    id: str = ""


class FormBook:
    """Names being collected: Chinese by longest match, Latin symbols exactly, Latin words in any case."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.aliases: dict[str, str] = {}
        self.chinese: dict[str, Form] = {}
        self.symbols: dict[str, Form] = {}
        self.words: dict[str, Form] = {}

    def add(self, name: str, form: Form) -> None:
        """Enter one name of a form, in the table that its script belongs to. The first entry of a name stays."""
        self.aliases.setdefault(name, form.id)
        if not (name[0].isascii() and name[0].isalpha()) and name[0] not in "µμΩÅº":
            self.chinese.setdefault(name, form)
        else:
            self.symbols.setdefault(name, form)

    def add_word(self, word: str, form: Form) -> None:
        """Enter an English word with its plural."""
        plural = word if word.endswith("s") else f"{word}s"
        for name in (word, plural):
            self.aliases.setdefault(name, form.id)
            self.words.setdefault(name.lower(), form)


def per(above: Form, below: Form, amount: Fraction = Fraction(1)) -> Form:
    """The compound form `above / (amount below)`."""
    top, bottom, *_ = above.scale
    scale = Scale(
        top * below.scale.bottom * amount.denominator,
        bottom * below.scale.top * amount.numerator,
        None,
        above.scale.floor,
    )
    return Form(
        f"{above.unit}/{below.unit}", scale, "compound", below.noun if below.unit == "count" else above.noun
    )


def compile_units(raw: Mapping[str, Mapping[str, Any]], book: FormBook, problems: list[Problem]) -> None:
    """Enter every unit of `raw["units"]` and every currency of `raw["currencies"]`."""
    entries = raw.get("units", {}).get("unit", {})
    canonical: dict[str, Unit] = {}
    for unit_id, entry in entries.items():
        problems.extend(_unknown_fields(unit_id, entry))
        if "is" not in entry:
            canonical[unit_id] = _canonical(unit_id, entry, problems)
    for unit_id, entry in entries.items():
        unit = canonical.get(unit_id) or _derived(unit_id, entry, canonical, problems)
        if unit is not None:
            _enter(unit, entry, canonical[unit.canonical], book)
    _enter_currencies(raw.get("currencies", {}), book, problems)


def _canonical(unit_id: str, entry: Mapping[str, Any], problems: list[Problem]) -> Unit:
    dimension = str(entry.get("dimension", ""))
    if not dimension:
        problems.append(
            Problem("units.toml", f"unit.{unit_id}", phrase("needs `dimension` and `factor`, or `is`"))
        )
    factor = _factor(str(entry.get("factor", "1")), "units.toml", f"unit.{unit_id}.factor", problems)
    offset = _fraction(str(entry.get("offset", "0")), "units.toml", f"unit.{unit_id}.offset", problems)
    vector = dimension_vector(dimension)
    return Unit(unit_id, dimension_name(vector), vector, factor, offset, unit_id)


def _derived(
    unit_id: str, entry: Mapping[str, Any], canonical: Mapping[str, Unit], problems: list[Problem]
) -> Unit | None:
    factor, _, base_id = str(entry["is"]).partition(" ")
    base = canonical.get(base_id)
    if base is None:
        problems.append(
            Problem(
                "units.toml",
                f"unit.{unit_id}.is",
                phrase("no canonical unit is called {base_id!r}", base_id=base_id),
            )
        )
        return None
    own = _factor(factor, "units.toml", f"unit.{unit_id}.is", problems)
    offset = _fraction(str(entry.get("offset", "0")), "units.toml", f"unit.{unit_id}.offset", problems)
    return Unit(
        unit_id, base.dimension, base.vector, own * base.factor, base.factor * offset + base.offset, base_id
    )


def _unknown_fields(unit_id: str, entry: Mapping[str, Any]) -> Iterator[Problem]:
    for field in entry.keys() - _FIELDS:
        fault = phrase("is no field of a unit; it has {fields}", fields=listed(sorted(_FIELDS)))
        yield Problem("units.toml", f"unit.{unit_id}.{field}", fault)
    for prefix in entry.get("prefixes", ()):
        if prefix not in _SI:
            fault = phrase("{prefix!r} is no SI prefix; there are {known}", prefix=prefix, known=listed(_SI))
            yield Problem("units.toml", f"unit.{unit_id}.prefixes", fault)


def _factor(text: str, file: str, key: str, problems: list[Problem]) -> Fraction:
    """A number above zero, as units and parts of currencies are of each other."""
    value = _fraction(text, file, key, problems)
    if value <= 0:
        problems.append(Problem(file, key, phrase("{text} is not above zero", text=text)))
        return Fraction(1)
    return value


def _fraction(text: str, file: str, key: str, problems: list[Problem]) -> Fraction:
    try:
        if not _NUMBER.fullmatch(text):
            raise ValueError
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        problems.append(Problem(file, key, phrase("{text!r} is no number; write 1000 or 2000/3", text=text)))
        return Fraction(1)
    return value


def _enter(unit: Unit, entry: Mapping[str, Any], base: Unit, book: FormBook) -> None:
    form = _form(unit, base, entry)
    book.units.append(unit)
    book.aliases.setdefault(unit.id, unit.id)
    for name in entry.get("also", ()):
        book.aliases.setdefault(name, unit.id)
    for name in (*entry.get("zh", ()), *entry.get("symbols", ())):
        book.add(name, form)
    for word in entry.get("en", ()):
        book.add_word(word, form)
    for prefix in entry.get("prefixes", ()):
        if prefix not in _SI:
            continue
        power, word_prefix, zh_prefix = _SI[prefix]
        larger = unit._replace(id=f"{prefix}{unit.id}", factor=unit.factor * Fraction(10) ** power)
        book.units.append(larger)
        prefixed = _form(larger, base, entry)
        book.aliases.setdefault(larger.id, larger.id)
        for name in entry.get("zh", ()):
            book.add(f"{zh_prefix}{name}", prefixed)
        for name in entry.get("symbols", ()):
            book.add(f"{prefix}{name}", prefixed)
            if prefix == "μ":
                book.add(f"µ{name}", prefixed)
        for word in entry.get("en", ()):
            book.add_word(f"{word_prefix}{word}", prefixed)


def _form(unit: Unit, base: Unit, entry: Mapping[str, Any]) -> Form:
    factor = unit.factor / base.factor
    offset = (unit.offset - base.offset) / base.factor if unit.offset != base.offset else None
    kind = str(entry.get("kind", "unit"))
    scale = Scale(factor.numerator, factor.denominator, offset, unit.dimension != "temperature")
    return Form(
        unit.canonical,
        scale,
        kind,
        "",
        bool(entry.get("digits_only", False)),
        tuple(entry.get("not_before", ())),
        unit.id,
    )


def _enter_currencies(table: Mapping[str, Any], book: FormBook, problems: list[Problem]) -> None:
    blocked = table.get("settings", {}).get("not_before", {})
    for code, entry in table.get("currency", {}).items():
        if not isinstance(entry, Mapping) or len(code) != 3 or not code.isupper():
            problems.append(
                Problem(
                    "currencies.toml", f"currency.{code}", phrase("needs a three-letter code and its names")
                )
            )
            continue
        vector = dimension_vector(f"money:{code}")
        book.units.append(Unit(code, f"money:{code}", vector, Fraction(1), Fraction(0), code))
        book.aliases.setdefault(code, code)
        form = Form(code, Scale(), "money", id=code)
        book.symbols.setdefault(code, form)
        for name in entry.get("zh", ()):
            book.add(name, form._replace(not_before=tuple(blocked.get(name, ()))))
        for name in entry.get("symbols", ()):
            book.aliases.setdefault(name, code)
        for word in entry.get("en", ()):
            book.add_word(word, form)
        for name, part in entry.get("parts", {}).items():
            piece = _factor(str(part), "currencies.toml", f"currency.{code}.parts.{name}", problems)
            small = form._replace(
                scale=Scale(piece.numerator, piece.denominator), not_before=tuple(blocked.get(name, ()))
            )
            book.add_word(name, small) if name.isascii() else book.add(name, small)


def unit_table(book: FormBook) -> UnitTable:
    """The table of units that the collected names make."""
    return UnitTable(book.units, book.aliases)
