"""The claim that a figure makes in the place of a fact's: the fact's measure, with the sentence's own reading, day and world."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from factbase.extract.link_figure import Figure
from factbase.extract.link_when import date_of
from factbase.extract.link_worlds import world_words
from factbase.extract.retelling import DAY
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading
from factbase.reason.assertion import ACTUAL, NOT_ACTUAL, UNMARKED, Assertion, currency_of
from factbase.reason.period import Period
from factbase.service.verify_known import base_of
from factbase.service.verify_match import Matcher
from factbase.service.verify_retold_words import Place
from factbase.service.verify_setting import Option, calendar_period

__all__ = ["Place", "claim_of"]

_WORLDS = {"actual": ACTUAL, "open": NOT_ACTUAL, "": UNMARKED}


class _Read(NamedTuple):
    """A reading in base units of `dimension`, of which one `unit` is `scale`."""

    reading: Reading
    unit: str
    dimension: str
    scale: Fraction
    converted: bool = False


def claim_of(place: Place, subject: str, relative: str, matcher: Matcher) -> Option | None:
    """What the figure says of the fact's measure; `None` if it cannot be said in the measure's unit or of its time."""
    fact, figure = place.fact, place.setting.figure
    claim = fact._replace(
        id="claim", subject=subject, relative_to=relative, world=_world(place), hedge=figure.hedge,
        quote=place.passage.said, members=(), explicit=False, span=(0, 0), document="", outlet="", item="", attributed_to="", date="", note="",
    )  # fmt: skip
    if fact.is_date:
        period = matcher.dates.claimed(place.setting, [fact])
        return None if period is None else _option(claim._replace(period=period))
    dated, period = _period(place)
    read = _reading(place, matcher) if dated else None
    if read is None:
        return None
    reading = read.reading
    claim = claim._replace(
        face=_scaled(reading.face, read.scale), rounded=_scaled(reading.rounded, read.scale),
        widest=_scaled(reading.widest, read.scale), value=None if reading.value is None else reading.value * read.scale,
        period=period, dimension=read.dimension, unit=read.unit, scale=read.scale,
    )  # fmt: skip
    return _option(claim, read.converted)


def _option(claim: Assertion, converted: bool = False) -> Option:
    return Option(claim, 1.0, True, near=True, converted=converted)


def _world(place: Place) -> str:
    """The fact's world where both sentences mark it alike, else the one that the claim's own words say."""
    mine = world_words(place.passage, place.setting.figure)
    theirs = world_words(place.sentence.passage, place.sentence.figure)
    return place.fact.world if mine == theirs else _WORLDS[mine]


def _period(place: Place) -> tuple[bool, Period | None]:
    """Whether the time of the claim is known, and the time: the fact's where the sentence dates it as the source does."""
    r, fact = place.retelling, place.fact
    mine = place.setting.when
    theirs = date_of(place.sentence.figure, place.sentence.figures, place.sentence.passage)
    if mine is None:
        is_kept = theirs is None and not any(t.sort == DAY for n, t in enumerate(r.told) if n not in r.pairs)
        return True, fact.period if is_kept else None
    if fact.period is None and mine.start in place.dates:
        return True, None
    number = next((n for n, t in enumerate(r.told) if t.sort == DAY and t.start == mine.start), None)
    beside = r.pairs.get(number) if number is not None else None
    there = place.sentence.figures[r.source[beside].at] if beside is not None else None
    if there is not None and _is_same_day(place, mine, there):
        # The date of another figure stays with that one.
        return True, fact.period if theirs in (None, there) else None
    own = calendar_period(mine.named if mine.role == "by" else mine.period)
    return own is not None, own


def _is_same_day(place: Place, mine: Figure, theirs: Figure) -> bool:
    """Whether two dates are one: the same days, or the same words where the claim's day is not known."""
    if mine.period is None or theirs.period is None:
        said = place.passage.folded[mine.start : mine.end]
        return said == place.sentence.passage.folded[theirs.start : theirs.end]
    return mine.period == theirs.period


def _reading(place: Place, matcher: Matcher) -> _Read | None:
    """The figure in the measure's unit: its level or its change, whichever the fact has of the source's figure."""
    fact, theirs, mine = place.fact, place.sentence.figure, place.setting.figure
    parse = matcher.tables.unit
    if fact.dimension == "1" and theirs.change is not None and _states(fact, theirs.change, Fraction(1)):
        level = _states(fact, theirs.reading, base_of(theirs.unit, parse)[1])
        change = mine.change or (mine.reading if level and mine.unit == "1" else None)
        return None if change is None else _Read(change, "1", "1", Fraction(1))
    per = fact.unit.removeprefix(theirs.unit) if fact.unit.startswith(f"{theirs.unit}/") else ""
    dimension, scale = base_of(theirs.unit + per, parse)
    if dimension != fact.dimension or not _states(fact, theirs.reading, scale):
        return None
    if (mine.change is None) != (theirs.change is None):
        return None
    if place.retelling.per is not None:
        old, new = place.retelling.per
        if per != f"/{old}":
            return None
        per = f"/{new}"
    for unit in dict.fromkeys((mine.unit + per, mine.unit)):
        dimension, scale = base_of(unit, parse)
        if dimension == fact.dimension:
            return _Read(mine.reading, unit, dimension, scale)
    return _exchanged(place, matcher)


def _exchanged(place: Place, matcher: Matcher) -> _Read | None:
    """A sum in another currency, at the rates around the day of the fact."""
    fact, mine = place.fact, place.setting.figure
    here = currency_of(base_of(mine.unit, matcher.tables.unit)[0])
    there = currency_of(fact.dimension)
    band = matcher.exchange(here, there, fact.date) if here and there and matcher.exchange else None
    if band is None:
        return None
    scale = base_of(mine.unit, matcher.tables.unit)[1]
    reading = mine.reading
    value = None if reading.value is None or band.midpoint is None else reading.value * band.midpoint * scale
    face, rounded, widest = (
        over.scale(scale) * band for over in (reading.face, reading.rounded, reading.widest)
    )
    return _Read(Reading(value, face, face, rounded, widest), fact.unit, fact.dimension, Fraction(1), True)


def _states(fact: Assertion, reading: Reading, scale: Fraction) -> bool:
    """Whether a reading is what the fact holds."""
    if fact.value is not None and reading.value is not None:
        return fact.value == reading.value * scale
    return fact.face == _scaled(reading.face, scale)


def _scaled(interval: Interval, scale: Fraction) -> Interval:
    return interval if scale == 1 else interval.scale(scale)
