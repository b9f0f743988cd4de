"""One fact as the reasoner sees it: a light tuple, so that a million of them fit in memory."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from factbase.quantity.interval import EVERYTHING, Interval
from factbase.reason.period import Period

__all__ = [
    "ACTUAL",
    "NOT_ACTUAL",
    "READINGS",
    "UNMARKED",
    "Assertion",
    "currency_of",
    "reading_of",
    "world_of",
]

ACTUAL = "actual"
UNMARKED = "unmarked"  # a claim that does not say whether it is actual
NOT_ACTUAL = "not_actual"  # a claim whose words (将, 计划, will) only exclude the actual world

READINGS = ("face", "rounded", "widest")


class Assertion(NamedTuple):
    """One assertion by one passage, with its three readings in base units.

    The fields a caller fills from the store:

    - `id`: the fact's id; `kind`: its kind; `subject`, `metric`, `relative_to`, `scope`: ids, empty where unstated.
    - `period`: when the claim holds, `None` if unstated; for kind `date` this *is the value* (see `Period`).
      `relative_period`: the period that a change compares with.
    - `world`: `actual`, `plan:<subject>`, `target:<subject>`, `forecast:<speaker>` (see `world_of`); a claim may also
      be `unmarked` or `not_actual`.
    - `face` ⊆ `rounded` ⊆ `widest`: the readings **in the base unit**; `value`: the number as written, in the base
      unit, `None` if it has none. A change holds the ratio new/old.
    - `dimension`: the dimension of the unit (`power`, `count`, `money:EUR` or `EUR`; `1` for a pure number): facts of different
      dimensions never mix. `unit`: the unit to show, and `scale`: its factor, how many base units one of it is
      (kWh/day → `Fraction(125, 3)` W).
    - `hedge`: the hedge's id; `counted`: the noun; `members`: ids of a counted list; `closed`: whether that list is
      complete (no 等).
    - `quote`, `outlet`, `document`, `item`: the citation; `attributed_to`: who says it inside the text; `date`: ISO
      day the passage was published (the outlet's date, else the document's), empty if unknown; `span`: code points.
    - `told`: the days as of which an undated fact is told: the months of its outlet's date and of its document's, and what
      lies between; `None` if neither is known.
    - `is_headline`: the passage is a headline; `explicit`: a person typed the value, `note` says why.
    """

    id: str
    kind: str
    subject: str
    metric: str
    face: Interval = EVERYTHING
    rounded: Interval = EVERYTHING
    widest: Interval = EVERYTHING
    value: Fraction | None = None
    relative_to: str = ""
    scope: str = ""
    period: Period | None = None
    relative_period: Period | None = None
    world: str = ACTUAL
    modality: str = "actual"
    attributed_to: str = ""
    dimension: str = "1"
    unit: str = "1"
    scale: Fraction = Fraction(1)
    hedge: str = "exact"
    counted: str = ""
    members: tuple[str, ...] = ()
    closed: bool = True
    quote: str = ""
    outlet: str = ""
    document: str = ""
    item: str = ""
    date: str = ""
    span: tuple[int, int] = (0, 0)
    is_headline: bool = False
    explicit: bool = False
    note: str = ""
    told: Period | None = None

    @property
    def is_ratio(self) -> bool:
        """Whether the fact bounds the ratio of two measures rather than one measure."""
        return (
            self.dimension == "1" and bool(self.relative_to or self.relative_period) and self.kind != "rank"
        )

    @property
    def is_date(self) -> bool:
        """Whether the fact's value is its period."""
        return self.kind == "date"


def currency_of(dimension: str) -> str:
    """The currency of a dimension that is money and nothing else, empty for any other.

    >>> currency_of("money:EUR"), currency_of("EUR"), currency_of("money:EUR/time")
    ('EUR', 'EUR', '')
    """
    code = dimension.removeprefix("money:")
    return code if len(code) == 3 and code.isalpha() and code.isupper() else ""


def reading_of(fact: Assertion, reading: str) -> Interval:
    """The fact's interval under `face`, `rounded` or `widest`, in base units."""
    if reading == "widest":
        return fact.widest
    return fact.face if reading == "face" else fact.rounded


def world_of(modality: str, subject: str, speaker: str = "") -> str:
    """The world a modality speaks of: estimates are about the actual one, a forecast belongs to its speaker.

    >>> world_of("estimate", "gpt-4", "epoch-ai"), world_of("forecast", "world", "elon-musk")
    ('actual', 'forecast:elon-musk')
    """
    if modality in ("plan", "target"):
        return f"{modality}:{subject}"
    return f"forecast:{speaker}" if modality == "forecast" else ACTUAL
