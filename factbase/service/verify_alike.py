"""Whether a figure has the digits of a known one in another scale, unit or currency: it then is a slip of that one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from factbase.extract.link_figure import DATE, QUANTITY, Figure
from factbase.reason.assertion import Assertion
from factbase.service.verify_setting import Option

__all__ = ["has_digits", "is_firm"]

# Fewer digits agree by chance.
_TELLING = 2
# How well a quantity must be cued to contradict: as it is, with firm words right beside it, with the digits of a fact.
_CUED, _BESIDE, _SLIP = 0.45, 0.35, 0.12
_ALONE = 0.2
# The same where the sentence names nothing.
_CARRIED = 0.7


def is_firm(figure: Figure, option: Option, is_alone: bool, facts: Sequence[Assertion]) -> bool:
    """Whether a figure is tied firmly enough to a measure for facts to contradict it; `is_alone`: to no other one at all.

    `facts` are those about its subject, none where the sentence names nothing: then it takes more.
    """
    if figure.kind != QUANTITY:
        return option.sure or (is_alone and option.near and option.score >= _ALONE and figure.kind != DATE)
    if not option.against and option.score >= _SLIP and _has_digits(figure, option.claim, facts):
        return True
    if option.score >= (_CUED if facts else _CARRIED):
        return option.sure or (is_alone and option.near)
    return option.sure and option.near and option.score >= _BESIDE and bool(facts)


def _has_digits(figure: Figure, claim: Assertion, facts: Iterable[Assertion]) -> bool:
    """Whether a figure has the digits of a fact of its measure, but not its size (45 billion dollars for as many yen).

    >>> _digits([Fraction(45 * 10**9)])
    ('45',)
    """
    key = (claim.subject, claim.metric, claim.scope, claim.relative_to)
    own = (f for f in facts if (f.subject, f.metric, f.scope, f.relative_to) == key and not f.is_date)
    return any(has_digits(figure, f) for f in own)


def has_digits(figure: Figure, fact: Assertion) -> bool:
    """Whether a figure has the digits of a fact, but not its size or unit."""
    reading = figure.reading
    said = _numbers(reading.value, reading.face.low, reading.face.high)
    digits = _digits(said)
    if sum(map(len, digits)) < _TELLING:
        return False
    stated = [n / fact.scale for n in _numbers(fact.value, fact.face.low, fact.face.high)]
    return _digits(stated) == digits and (stated != said or fact.unit != figure.unit)


def _numbers(value: Fraction | None, low: Fraction | None, high: Fraction | None) -> list[Fraction]:
    return [n for n in ((low, high) if value is None else (value,)) if n is not None]


def _digits(numbers: Iterable[Fraction]) -> tuple[str, ...]:
    """The digits of decimal numbers without the zeros around them; none for a number that has no end."""
    found: list[str] = []
    for number in numbers:
        bare = number * 10**12
        if bare.denominator != 1:
            return ()
        found.append(str(bare.numerator).strip("0"))
    return tuple(found)
