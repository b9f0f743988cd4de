"""What a check reports: one finding with its severity, the facts it is about, a sentence and a proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple, Protocol

from factbase.phrase import ENGLISH, Words, listed
from factbase.reason.assertion import Assertion
from factbase.reason.network import Component, build, groups
from factbase.reason.proof import NO_PROOF, Proof
from factbase.reason.rules import NO_RULES, RuleBook

__all__ = ["LIMITS", "Check", "Context", "DayRate", "Finding", "Limits", "Rates", "make_finding", "told_by"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`id` is a content hash: the same disagreement of the same facts keeps it. `severity`: error, warning or info.

    `key` is what a finding gathers facts by (a document, an outlet) or the rule it rests on; often empty.
    """

    id: str
    check: str
    severity: str
    fact_ids: tuple[str, ...]
    message: str
    proof: Proof = NO_PROOF
    key: str = ""


def make_finding(
    check: str, severity: str, fact_ids: Iterable[str], message: str, proof: Proof = NO_PROOF, key: str = ""
) -> Finding:
    """A finding with its id; `key` tells apart findings of one check about the same facts."""
    ids = tuple(dict.fromkeys(fact_ids))
    digest = sha256("\x1f".join([check, key, *sorted(ids)]).encode()).hexdigest()[:12]
    return Finding(digest, check, severity, ids, message, proof, key)


def told_by(message: str, facts: Iterable[Assertion], words: Words) -> str:
    """A sentence with those who report its facts: the outlet, else the document."""
    sources = [s for s in dict.fromkeys(fact.outlet or fact.document for fact in facts) if s]
    if not sources:
        return message
    return words.say("{message} ({notes})", message=message, notes=listed(sources))


class DayRate(Protocol):
    """The rate of one trading day."""

    @property
    def day(self) -> date:
        """The trading day."""
        ...

    @property
    def factor(self) -> Fraction:
        """How many units of the target one unit of the source buys."""
        ...


class Rates(Protocol):
    """Reference rates by day; the store's table serves."""

    def rate(self, source: str, target: str, day: date) -> DayRate | None:
        """The rate on the last trading day up to `day`, `None` if there is none near."""
        ...

    def days(self, source: str, target: str, first: date, last: date) -> Sequence[DayRate]:
        """The rate of every trading day from `first` to `last`, both inclusive."""
        ...


class Limits(NamedTuple):
    """How much work one component may cost before the check stops and says so."""

    conflicts: int = 16
    judgements: int = 4_000


LIMITS = Limits()


@dataclass(frozen=True)
class Context:
    """What the checks look at. `words` give the labels in messages; `rates` is needed by `currencies` alone."""

    facts: Sequence[Assertion]
    rules: RuleBook = NO_RULES
    natures: Mapping[str, str] = field(default_factory=dict)
    rates: Rates | None = None
    words: Words = ENGLISH
    limits: Limits = LIMITS

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """The components of all facts, those with a single fact and no rule too."""
        return tuple(c for g in groups(self.facts, self.rules) for c in build(g, self.rules, self.natures))


Check = Callable[[Context], Iterable[Finding]]
