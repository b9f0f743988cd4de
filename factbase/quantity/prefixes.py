"""Units of which people name a multiple rather than a large number: 20.8 MW, not 20.8 million W or 2,083万瓦."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["multiple"]

_MULTIPLES: tuple[tuple[int, str], ...] = ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "k"))
# Chinese says 312万亿次 and 800亿字节, but 兆瓦 and 吉赫.
_UNITS: dict[str, frozenset[str]] = {"en": frozenset(("W", "Hz", "B")), "zh": frozenset(("W", "Hz"))}


def multiple(size: Fraction | float, unit: str, lang: str = "en") -> tuple[int, str]:
    """The multiple of a unit in which a language gives an amount of this size: how many of the unit, and its id.

    >>> multiple(20_833_333, "W"), multiple(999, "W"), multiple(80 * 10**9, "B", "zh"), multiple(5 * 10**6, "EUR")
    ((1000000, 'MW'), (1, 'W'), (1, 'B'), (1, 'EUR'))
    """
    if unit in _UNITS.get(lang, _UNITS["en"]):
        for factor, prefix in _MULTIPLES:
            if size >= factor or size <= -factor:
                return factor, prefix + unit
    return 1, unit
