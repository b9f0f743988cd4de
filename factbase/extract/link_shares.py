"""Shares in round words: four in ten, 四成 and every third are rounded to that digit, however far a percentage would reach."""

from __future__ import annotations

import re
from fractions import Fraction

from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading

__all__ = ["rounded_share"]

# four in ten, 四成, 十分之四, 每十人中有四人, 十个里有四个
_TENTHS = re.compile(
    r"\b(?:in|of)(?: every)? (?:ten|10)$|[一二两三四五六七八九]成(?![半一二三四五六七八九])|十分之|"
    r"(?<![一二三四五六七八九])(?:十|(?<![0-9])10(?![0-9]))[^分]*[里中有]"
)
# one in five, two out of three, 每三家有一家
_PARTS = re.compile(r"\b(?:in|of)(?: every)? [\w,]+(?: \w+)?$|每|[里中当]")
_HALF_A_TENTH, _HALF = Fraction(1, 20), Fraction(1, 2)


def rounded_share(reading: Reading, text: str, hedge: str) -> Reading:
    """The reading of a share, in its widest sense as far as its round words reach: 35 to 45 % for four in ten.

    One in N is anything nearer to it than to the next N. A share with a bound or in percent is left as it is.
    """
    value = reading.value
    if value is None or not 0 < value < 1 or hedge not in ("exact", "about") or "%" in text:
        return reading
    if (value * 10).denominator == 1 and _TENTHS.search(text.lower()) is not None:
        reach = Interval(value - _HALF_A_TENTH, value + _HALF_A_TENTH)
    elif value.denominator > 10 or _PARTS.search(text.lower()) is None:
        return reading
    elif value.numerator == 1 and value.denominator > 2:
        reach = Interval(1 / (value.denominator + _HALF), 1 / (value.denominator - _HALF))
    else:
        reach = Interval(value - _HALF_A_TENTH, value + _HALF_A_TENTH)
    widest = reading.widest
    if widest.low is None or widest.high is None or reach.low is None or reach.high is None:
        return reading
    return reading._replace(widest=Interval(min(widest.low, reach.low), max(widest.high, reach.high)))
