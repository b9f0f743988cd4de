"""Units: what a unit measures, how it converts, and every name it goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from factbase.errors import DimensionMismatch
from factbase.phrase import phrase

__all__ = ["TIMES", "Unit", "UnitTable", "dimension_name", "dimension_vector"]

# The units of time that people say, the shortest first.
TIMES = ("s", "min", "h", "day", "week", "month", "year")

Vector = tuple[tuple[str, int], ...]

# The derived dimensions, over the SI's base quantities and this project's own (data, token, count, points …).
_DERIVED: dict[str, str] = {
    "number": "",
    "area": "length^2",
    "volume": "length^3",
    "speed": "length/time",
    "frequency": "1/time",
    "force": "length*mass/time^2",
    "energy": "length^2*mass/time^2",
    "torque": "moment*length^2*mass/time^2",
    "power": "length^2*mass/time^3",
    "pressure": "mass/length/time^2",
    "charge": "current*time",
    "voltage": "length^2*mass/current/time^3",
    "resistance": "length^2*mass/current^2/time^3",
    "data rate": "data/time",
    "floating-point speed": "floating-point operations/time",
    "operation speed": "operations/time",
}
_PER = re.compile(r"\s*/\s*|\s*每\s*|\s+per\s+|\s+an?\s+")
_TIMES = re.compile(r"\s*[*·⋅×]\s*")
_FACTOR = re.compile(r"([^*/]+?)(?:\^(\d+))?(?=[*/]|$)")


class Unit(NamedTuple):
    """A unit of one dimension: `value * factor + offset` is the value in the dimension's base.

    `id` is the name facts use, `vector` the dimension over base dimensions, `canonical` the id that storage converts
    to. `offset` is zero but for temperatures.
    """

    id: str
    dimension: str
    vector: Vector = ()
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    canonical: str = ""


class UnitTable:
    """Units by id and by every alias, Chinese and English; built once, then only read."""

    def __init__(self, units: Iterable[Unit] = (), aliases: Mapping[str, str] | None = None) -> None:
        self._units: dict[str, Unit] = {unit.id: unit for unit in units}
        self._aliases: dict[str, str] = dict(aliases or {})
        self._folded: dict[str, str] = {}
        for alias, unit_id in self._aliases.items():
            if (
                len(alias) > 2 and alias == alias.lower()
            ):  # Gb/s and GB/s differ; kilometre and Kilometre do not
                self._folded.setdefault(alias, unit_id)
        self._compounds: dict[tuple[str, str], Unit] = {}

    @classmethod
    def from_rows(
        cls, rows: Iterable[tuple[str, str, str | Fraction, str | Fraction, Iterable[str], Iterable[str]]]
    ) -> UnitTable:
        """A table from stored rows `(id, dimension, factor, offset, labels, aliases)`, without any vocabulary file.

        >>> table = UnitTable.from_rows([("m", "length", "1", "0", ["米"], []), ("km", "length", "1000", "0", ["公里"], [])])
        >>> table.convert(Fraction(2), "公里", "米")
        Fraction(2000, 1)
        """
        units: list[Unit] = []
        aliases: dict[str, str] = {}
        for unit_id, dimension, factor, offset, labels, others in rows:
            vector = dimension_vector(dimension)
            units.append(Unit(unit_id, dimension, vector, Fraction(factor), Fraction(offset), unit_id))
            for alias in (*labels, *others):
                aliases.setdefault(alias, unit_id)
        return cls(units, aliases)

    def rows(self) -> list[tuple[str, str, str, str, list[str], list[str]]]:
        """What `from_rows` takes: one row per unit, its first alias as its label."""
        names: dict[str, list[str]] = {unit_id: [] for unit_id in self._units}
        for alias, unit_id in self._aliases.items():
            names[unit_id].append(alias)
        return [
            (u.id, u.dimension, str(u.factor), str(u.offset), names[u.id][:1], names[u.id][1:])
            for u in self._units.values()
        ]

    def get(self, unit_id: str) -> Unit | None:
        """The unit with exactly this id."""
        return self._units.get(unit_id)

    def parse(self, text: str) -> Unit | None:
        """The unit that `text` names (an id, an alias, or a compound with `/`, `*`, 每, per), else `None`."""
        text = text.strip()
        if not text or len(text) > 80:
            return None
        known = self._single(text)
        if known is not None:
            return known
        parts = _PER.split(text)
        if len(parts) > 4:
            return None
        result = self._product(parts[0]) if parts[0] else None
        for part in parts[1:]:
            below = self._product(part)
            if result is None or below is None:
                return None
            result = self.per(result, below)
        return result

    def convert(self, value: Fraction, from_unit: str, to_unit: str) -> Fraction:
        """`value` in another unit of the same dimension, exactly.

        Raises `DimensionMismatch` where the dimensions differ or a unit is unknown.
        """
        source, target = self.parse(from_unit), self.parse(to_unit)
        if source is None or target is None:
            name = from_unit if source is None else to_unit
            raise DimensionMismatch(
                phrase("no unit is called {name!r}; list them with `factbase units`.", name=name)
            )
        if source.vector != target.vector:
            raise DimensionMismatch(
                phrase(
                    "{from_unit} measures {dimension}, {to_unit} measures {dimension2}: they do not convert.",
                    from_unit=from_unit,
                    dimension=source.dimension,
                    to_unit=to_unit,
                    dimension2=target.dimension,
                )
            )
        return (value * source.factor + source.offset - target.offset) / target.factor

    def names(self) -> list[str]:
        """Every unit id, in the order of the vocabulary."""
        return list(self._units)

    def aliases(self) -> dict[str, str]:
        """Every alias with the id it names."""
        return dict(self._aliases)

    def nearest(self, text: str) -> list[str]:
        """Up to three ids or aliases that look most like `text`."""
        from difflib import get_close_matches

        return get_close_matches(text, [*self._units, *self._aliases], 3, 0.5)

    def per(self, top: Unit, below: Unit) -> Unit:
        """The compound `top/below`, named by the two ids and kept for next time."""
        key = (top.id, below.id)
        known = self._compounds.get(key)
        if known is None:
            vector = _combine(top.vector, below.vector, -1)
            known = Unit(
                f"{top.id}/{below.id}",
                dimension_name(vector),
                vector,
                top.factor / below.factor,
                Fraction(0),
                f"{top.canonical or top.id}/{below.canonical or below.id}",
            )
            self._compounds[key] = known
        return known

    def _single(self, text: str) -> Unit | None:
        unit_id = text if text in self._units else self._aliases.get(text) or self._folded.get(text.lower())
        if unit_id is None and text.isascii() and len(text) == 3 and text.isalpha():
            unit_id = text.upper() if text.upper() in self._units else None  # usd: a currency's code
        return self._units[unit_id] if unit_id else None

    def _product(self, text: str) -> Unit | None:
        factors = [self._single(part) for part in _TIMES.split(text)]
        result = factors[0]
        for factor in factors[1:]:
            if result is None or factor is None:
                return None
            vector = _combine(result.vector, factor.vector, 1)
            name = f"{result.id}*{factor.id}"
            result = Unit(
                name, dimension_name(vector), vector, result.factor * factor.factor, Fraction(0), name
            )
        return result


def dimension_vector(name: str) -> Vector:
    """The base dimensions of a dimension's name, sorted, with their powers.

    >>> dimension_vector("speed")
    (('length', 1), ('time', -1))
    """
    powers: dict[str, int] = {}
    text = _DERIVED.get(name, name)
    sign = 1
    for match in _FACTOR.finditer(text):
        sign = -1 if text[match.start() - 1 : match.start()] == "/" else 1
        base, power = match.group(1), int(match.group(2) or 1) * sign
        if base == "1":
            continue
        inner = dimension_vector(base) if base in _DERIVED else ((base, 1),)
        for part, exponent in inner:
            powers[part] = powers.get(part, 0) + exponent * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def dimension_name(vector: Vector) -> str:
    """The name of a vector: a derived dimension's own, else its factors (`length^2*money:USD/time`).

    >>> dimension_name(dimension_vector("money:USD/energy"))
    'money:USD*time^2/length^2/mass'
    """
    known = _NAMES.get(vector)
    if known is not None:
        return known
    above = [_power(base, n) for base, n in vector if n > 0]
    below = [_power(base, -n) for base, n in vector if n < 0]
    return "/".join(["*".join(above) or "1", *below])


def _power(base: str, n: int) -> str:
    return base if n == 1 else f"{base}^{n}"


def _combine(a: Vector, b: Vector, sign: int) -> Vector:
    powers = dict(a)
    for base, n in b:
        powers[base] = powers.get(base, 0) + sign * n
    return tuple(sorted((base, n) for base, n in powers.items() if n))


_NAMES: dict[Vector, str] = {dimension_vector(name): name for name in _DERIVED}
