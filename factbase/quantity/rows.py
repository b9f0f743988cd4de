"""A quantity as the JSON fields that `factbase quantities` prints."""

from __future__ import annotations

from fractions import Fraction

from factbase.quantity.interval import Interval
from factbase.quantity.reading import Quantity, Reading

__all__ = ["json_number", "quantity_json", "quantity_row"]

Number = int | float | str | None


def plain_number(number: Fraction | None) -> Number:
    """`number` as JSON can hold it exactly: an int, a float whose shortest spelling is the number, else text.

    >>> plain_number(Fraction(16, 5)), plain_number(Fraction(10**25)), plain_number(Fraction(2, 3))
    (3.2, 10000000000000000000000000, '2/3')
    """
    if number is None:
        return None
    if number.denominator == 1:
        return number.numerator
    near = float(number)
    return near if Fraction(repr(near)) == number else str(number)


def json_number(number: Fraction | None) -> str:
    """`number` as exact JSON: a number where a finite decimal exists, else the quotient as a string.

    >>> json_number(Fraction(16, 5)), json_number(Fraction(2, 3)), json_number(Fraction(7, 5 * 10**9))
    ('3.2', '"2/3"', '0.0000000014')
    """
    if number is None:
        return "null"
    top, bottom = number.numerator, number.denominator
    if bottom == 1:
        return str(top)
    places = decimal_places(bottom)
    if places is None:
        return f'"{top}/{bottom}"'
    digits = str(abs(top) * 10**places // bottom).rjust(places + 1, "0")
    return f"{'-' if top < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def decimal_places(denominator: int) -> int | None:
    """How many decimals one over `denominator` takes, `None` where no finite number does.

    >>> decimal_places(8), decimal_places(25), decimal_places(3)
    (3, 2, None)
    """
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def quantity_row(q: Quantity) -> dict[str, Number | bool]:
    """The fields of one mention, in the published order; an open or missing side is `None`."""
    return {name: value if isinstance(value, bool) else plain(value) for name, value in _fields(q)}


def plain(value: Fraction | int | str | None) -> Number:
    """`value` unchanged, but for a `Fraction`, which becomes what JSON can hold."""
    return plain_number(value) if isinstance(value, Fraction) else value


def quantity_json(q: Quantity) -> str:
    """One mention as a JSON object on one line, every number exact."""
    from json import dumps

    def written(value: Fraction | int | str | None) -> str:
        return json_number(value) if isinstance(value, Fraction) else dumps(value, ensure_ascii=False)

    return "{" + ", ".join(f'"{name}": {written(value)}' for name, value in _fields(q)) + "}"


def _fields(q: Quantity) -> list[tuple[str, Fraction | int | str | None]]:
    stated, widest = q.reading.stated, q.reading.widest
    ratio = ratio_bounds(q.change)
    return [
        ("start", q.start),
        ("end", q.end),
        ("text", q.text),
        ("value", q.reading.value),
        ("low", stated.low),
        ("high", stated.high),
        ("low_open", stated.low_open),
        ("high_open", stated.high_open),
        ("widest_low", widest.low),
        ("widest_high", widest.high),
        ("unit", q.unit),
        ("counted", q.counted),
        ("hedge", q.hedge),
        ("rule", q.rule),
        ("ratio_low", ratio.low),
        ("ratio_high", ratio.high),
        ("ratio_low_open", ratio.low_open),
        ("ratio_high_open", ratio.high_open),
        ("note", q.note),
    ]


def ratio_bounds(change: Reading | None) -> Interval:
    """The stated bounds of a change's ratio; for 约 and 近, which state none, the nominal ratio."""
    if change is None:
        return Interval()
    if change.stated.low is None and change.stated.high is None and change.value is not None:
        return Interval(change.value, change.value)
    return change.stated
