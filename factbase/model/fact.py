"""A fact: one assertion by one passage, typed by its kind.

The kinds form a discriminated union; what each requires and allows stands in `factbase.model.kinds`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, model_validator

from factbase.model.base import Frozen
from factbase.model.document import Citation
from factbase.model.kinds import KINDS
from factbase.phrase import listed, phrase, term
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading

__all__ = ["FACT", "Fact", "FactBase", "content_id", "fact_id"]

Modality = Literal["actual", "estimate", "forecast", "target", "plan"]
Status = Literal["accepted", "candidate", "rejected", "superseded", "retired"]


def fact_id(
    document: str,
    span: tuple[int, int],
    kind: str,
    subject: str,
    metric: str,
    relative_to: str,
    scope: str,
    period: str,
) -> str:
    """The content-addressed id of a fact: twelve hex digits of SHA-256 over its identity.

    `period` is `start/end` in ISO dates, empty where unstated, and always empty for a `date` fact.
    """
    parts = (document, f"{span[0]}-{span[1]}", kind, subject, metric, relative_to, scope, period)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def content_id(columns: Mapping[str, Any]) -> str:
    """The id that a fact with these columns has; the interval of a date is its value, no part of what it is."""
    period = "" if columns["kind"] == "date" else period_text(columns["period_start"], columns["period_end"])
    kind, subject, metric, relative, scope = (
        str(columns[name]) for name in ("kind", "subject", "metric", "relative_to", "scope")
    )
    span = (columns["span_start"], columns["span_end"])
    return fact_id(columns["document"], span, kind, subject, metric, relative, scope, period)


class FactBase(Frozen):
    """What all facts share. Numbers are exact and in `unit`; `period_start`/`period_end` are inclusive days."""

    kind: str
    id: str
    key: str = ""
    subject: str = ""
    metric: str = ""
    relative_to: str = ""
    scope: str = ""
    reading: Reading = Reading(None)
    unit: str = "1"
    as_written: str = ""
    hedge: str = "exact"
    rule: str = "exact"
    modality: Modality = "actual"
    period_start: date | None = None
    period_end: date | None = None
    relative_period: str = ""
    citation: Citation
    status: Status = "accepted"
    note: str = ""
    counted: str = ""
    members: tuple[str, ...] = ()
    version: int = Field(default=1, ge=1)

    @property
    def value(self) -> Fraction | None:
        """The number as written, in `unit`; `None` for a range, an order of magnitude or a date."""
        return self.reading.value

    @property
    def stated(self) -> Interval:
        """The bounds that the words state; unbounded on both sides for about and nearly."""
        return self.reading.stated

    @property
    def widest(self) -> Interval:
        """The widest reading: outside it the fact would be false under any rounding."""
        return self.reading.widest

    @property
    def period(self) -> str:
        """`start/end` as ISO dates with `..` for an open side; empty where unstated."""
        return period_text(self.period_start, self.period_end)

    @model_validator(mode="after")
    def _complete(self) -> FactBase:
        if self.status == "accepted":
            missing = [
                name for name in ("subject", "metric", *KINDS[self.kind].requires) if not getattr(self, name)
            ]
            if missing:
                raise ValueError(
                    phrase(
                        "a fact of kind {kind} needs {fields}",
                        kind=term(self.kind),
                        fields=listed([term(m) for m in missing]),
                    )
                )
        is_ratio = self.kind == "performance_ratio" and not self.relative_period
        if is_ratio and self.subject and self.subject == self.relative_to:
            raise ValueError(
                phrase("{subject} is relative to itself; name what it is compared with", subject=self.subject)
            )
        return self

    @model_validator(mode="after")
    def _in_bounds(self) -> FactBase:
        rule = KINDS[self.kind]
        face = self.reading.face
        if rule.minimum is not None and face.high is not None and _is_less(face.high, rule.minimum):
            raise ValueError(
                phrase(
                    "a {kind} is at least {minimum}, this one is at most {high}",
                    kind=term(self.kind),
                    minimum=rule.minimum,
                    high=face.high,
                )
            )
        if rule.maximum is not None and face.low is not None and _is_less(rule.maximum, face.low):
            raise ValueError(
                phrase(
                    "a {kind} is at most {maximum}, this one is at least {low}",
                    kind=term(self.kind),
                    maximum=rule.maximum,
                    low=face.low,
                )
            )
        return self


def _is_less(one: Fraction, other: Fraction) -> bool:
    """`one < other`, asked of each fact: without the care that `Fraction` takes to be compared with any kind of number."""
    (top, bottom), (its_top, its_bottom) = one.as_integer_ratio(), other.as_integer_ratio()
    return top * its_bottom < its_top * bottom


def period_text(start: date | None, end: date | None) -> str:
    """Two inclusive days as `start/end`; `..` for an open side, empty if both are missing."""
    if start is None and end is None:
        return ""
    return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"


class PerformanceRatio(FactBase):
    """How `subject` performs against `relative_to`; 1 is equal."""

    kind: Literal["performance_ratio"]


class ParameterCount(FactBase):
    """Parameters of a model."""

    kind: Literal["parameter_count"]


class Funding(FactBase):
    """Money given to or put into something, in an ISO 4217 currency."""

    kind: Literal["funding"]


class Power(FactBase):
    """Power or energy, also energy per time or per request."""

    kind: Literal["power"]


class Share(FactBase):
    """A part of a whole, as a fraction between 0 and 1."""

    kind: Literal["share"]


class Count(FactBase):
    """Whole things; `counted` names the noun."""

    kind: Literal["count"]


class Rank(FactBase):
    """A place in an order; 1 is first."""

    kind: Literal["rank"]


class Duration(FactBase):
    """A span of time."""

    kind: Literal["duration"]


class DateFact(FactBase):
    """When something happens: the interval is `period_start` to `period_end`, and there is no value."""

    kind: Literal["date"]

    @model_validator(mode="after")
    def _has_period(self) -> DateFact:
        if self.period_start is None and self.period_end is None and self.status == "accepted":
            raise ValueError(phrase("a date fact needs a date"))
        return self


class Length(FactBase):
    """A length, distance, depth or height."""

    kind: Literal["length"]


class Area(FactBase):
    """An area."""

    kind: Literal["area"]


class Mass(FactBase):
    """A mass."""

    kind: Literal["mass"]


class DataVolume(FactBase):
    """Bytes or tokens."""

    kind: Literal["data_volume"]


class Compute(FactBase):
    """Operations, or operations per second."""

    kind: Literal["compute"]


class ProcessNode(FactBase):
    """The named size of a semiconductor process, in metres."""

    kind: Literal["process_node"]


class Ratio(FactBase):
    """Another pure ratio, or a change as new/old between `relative_period` and `period`."""

    kind: Literal["ratio"]


class Money(FactBase):
    """A price, revenue, market value or investment, in an ISO 4217 currency."""

    kind: Literal["money"]


class Rate(FactBase):
    """A quantity per another quantity."""

    kind: Literal["rate"]


class MeasureFact(FactBase):
    """A quantity of any other dimension."""

    kind: Literal["measure"]


Fact = Annotated[
    PerformanceRatio
    | ParameterCount
    | Funding
    | Power
    | Share
    | Count
    | Rank
    | Duration
    | DateFact
    | Length
    | Area
    | Mass
    | DataVolume
    | Compute
    | ProcessNode
    | Ratio
    | Money
    | Rate
    | MeasureFact,
    Field(discriminator="kind"),
]

FACT: TypeAdapter[Any] = TypeAdapter(Fact)
