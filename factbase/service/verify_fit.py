"""Whether a figure's unit and a sentence's words about scope fit a measure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_few import is_whole
from factbase.extract.link_figure import FIRST_INSIDE, INSIDE, LAST_INSIDE, ONLY_ONE, QUANTITY, RANK
from factbase.extract.link_holder import is_outranking
from factbase.extract.link_metrics import is_bare_sum
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import LinkTables
from factbase.reason.assertion import Assertion
from factbase.service.verify_known import base_of
from factbase.service.verify_setting import SCOPE_NAMED, SCOPE_RIVAL, SCOPE_SILENT, Key, Setting

__all__ = ["Fit"]

_BEFORE, _BEHIND = 6, 12
_AGAIN = re.compile(
    r"每(?:年|月|天|日|周|季度)|\b(?:(?:a|per|each|every) (?:year|month|day|week)|annually|yearly)\b"
)
# 每年完成的…超过500项: so often, however far before the number.
_EACH_TIME = re.compile(
    r"每(?:一)?(?:年|个?月|天|日|周|季度|小时)|\b(?:each|every|per) (?:year|month|week|day|hour)\b"
)
_YEARLY = re.compile(r"annual|yearly|年")
# What is no number of things that come one by one.
_NOT_SUMS = ("1", "pp", "s", "min", "h", "day", "week", "month", "year", "date", "rank")
# Ranks whose words hold the name of another thing in the order.
_OUTRANKING = (INSIDE, FIRST_INSIDE, LAST_INSIDE, ONLY_ONE, "behind")
_TIMES = ("day", "year", "month", "s", "h", "week")


class _Units(NamedTuple):
    """The units that a figure may have, its own first, each with its dimension, and whether the words make it one per time."""

    at: Setting
    tried: tuple[tuple[str, str], ...]
    is_per_time: bool
    is_yearly: bool


@dataclass(frozen=True)
class Fit:
    """`scopes` gives the scopes in use of every metric; what the latest figure's words say is remembered."""

    tables: LinkTables
    scopes: Mapping[str, frozenset[str]]
    _latest: list[_Units] = field(default_factory=list)
    _scoped: list[tuple[Setting, frozenset[str]]] = field(default_factory=list)

    def units(self, at: Setting, dimension: str, metric: str = "") -> Iterator[str]:
        """The units that fit a dimension: the figure's, with a period that stands away, or without one that is implied.

        A number that its own words say is so much per time is never a number in all.
        """
        if not self._latest or self._latest[0].at is not at:
            tried = tuple([(u, base_of(u, self.tables.unit)[0]) for u in self._tried(at)])
            self._latest[:] = [_Units(at, tried, self._is_per_time(at), _is_yearly_sum(at))]
        found, known = self._latest[0], self.tables.metrics.get(metric)
        if metric in self.tables.sums and is_bare_sum(at.figure):
            yield dimension
            return
        is_rate = known is not None and (
            (found.is_per_time and known.nature != "flow")
            or (found.is_yearly and "/" not in known.unit and not any(map(_YEARLY.search, known.names)))
        )
        for unit, its in found.tried[1:] if is_rate else found.tried:
            if unit and its == dimension:
                yield unit

    def _tried(self, at: Setting) -> list[str]:
        unit, passage = at.figure.unit, at.passage
        tried = [unit]
        base, _, last = unit.rpartition("/")
        if last in _TIMES:
            tried.append(base)
        elif times := passage.once_for(_times, self.tables):
            inside = [per for per, key in times if passage.has(key, at.figure.clause)]
            tried += [f"{unit}/{per}" for per in inside or [per for per, _ in times]]
        for other in self.tables.lists.get(f"ambiguous.{unit}", ()):
            tried += [other, *(f"{other}{t[len(unit) :]}" for t in tried if t.startswith(f"{unit}/"))]
        if at.figure.rule == "nothing":
            tried.append("1")
        return tried

    def _is_per_time(self, at: Setting) -> bool:
        """Whether the words right around a count say per what time it is (500 experiments a year, 每年500项)."""
        figure = at.figure
        if figure.unit in _NOT_SUMS or (len(figure.unit) == 3 and figure.unit.isupper()):
            return False
        times = at.passage.once_for(_times, self.tables)
        if not times:
            return False
        near = _beside(at)
        spoken = [w for _, key in times for w in at.passage.of(key, near)]
        # 一年的用电 is what belongs to a year, no number per year.
        return any(at.passage.text[w.end : w.end + 1] != "的" for w in spoken)

    def names_scope(self, at: Setting, metric: str, scope: str) -> bool | None:
        """Whether the sentence names the scope; `False` if it names a rival of it, `None` if it is silent."""
        if scope and at.passage.has(f"rivals.{scope}", at.figure.clause):
            return False
        named = self._named(at)
        if scope in named:
            return True
        return False if named & self.scopes.get(metric, frozenset()) - {scope} else None

    def scope(self, at: Setting, key: Key, facts: Sequence[Assertion]) -> float | None:
        """What the words about scope are worth for a measure, or `None` if they rule it out."""
        if key.scope and at.passage.has(f"rivals.{key.scope}", at.figure.clause):
            return None
        named = self._named(at)
        if at.figure.kind == RANK:
            regions = self._all_regions
            region = key.scope if key.scope in regions else self._regions.get(key.scope, "")
            holders = {f.subject for f in facts if f.metric == key.metric}
            inside = self._around(at, holders) & regions or self._led(at, holders, regions)
            if region and inside and region not in inside:
                return None
        if named:
            if key.scope and key.scope in named:
                return SCOPE_NAMED
            if (named & self.scopes.get(key.metric, frozenset())) - {key.scope}:
                return None
        if not key.scope:
            return 0.0
        has_whole = any(f.metric == key.metric and not f.scope for f in facts)
        return SCOPE_RIVAL if has_whole else SCOPE_SILENT

    @cached_property
    def _all_regions(self) -> frozenset[str]:
        return frozenset(self.tables.lists.get("regions", ()))

    @cached_property
    def _regions(self) -> Mapping[str, str]:
        """Scope → the region in which it lies."""
        lists = self.tables.lists
        return {
            scope: key.removeprefix("within.")
            for key in lists
            if key.startswith("within.")
            for scope in lists[key]
        }

    def _named(self, at: Setting) -> frozenset[str]:
        """The scopes that words of the figure's clause, or of an earlier one, name."""
        if not at.passage.scopes:
            return frozenset()
        if not self._scoped or self._scoped[0][0] is not at:
            end = at.figure.noun.end if is_whole(at.passage, at.figure) else at.figure.clause.end
            named = frozenset(s for spot in at.passage.scopes if spot.start < end for s in spot.means)
            self._scoped[:] = [(at, named)]
        return self._scoped[0][1]

    def _led(self, at: Setting, holders: Collection[str], regions: Collection[str]) -> set[str]:
        """The region that the words before a rank's clause name last (放到全世界看，排第三), its holders' names aside."""
        if at.figure.clause.start == at.passage.span.start:
            return set()
        own = [m for m in at.passage.names if set(m.ids) & set(holders)]
        spots = [s for s in at.passage.scopes if set(s.means) & set(regions)]
        named = [(s.start, s.end, {*s.means}) for s in spots]
        named += [(m.start, m.end, {*m.ids}) for m in at.passage.names if set(m.ids) & set(regions)]
        own += self._ahead(at)
        before = [
            (start, ids & set(regions))
            for start, end, ids in named
            if end <= at.figure.clause.start and not any(o.start <= start < o.end for o in own)
        ]
        return max(before, key=lambda found: found[0])[1] if before else set()

    def _ahead(self, at: Setting) -> list[Mention]:
        """The names of those that come before what is ranked; no region that a rank is read with (排在世界第一)."""
        ranks = at.passage.ranks
        return [
            m
            for m in at.passage.names
            if not any(r.start <= m.start < r.end for r in ranks) and is_outranking(at.passage, m)
        ]

    def _around(self, at: Setting, holders: Collection[str]) -> set[str]:
        """The scopes that the figure's clause names (亚洲第一, second in the world), else the one before; its holders' names aside."""
        clause = at.figure.clause
        heads = [m for m in at.passage.names if m.end <= at.figure.start][:1]
        heads += [m for m in at.passage.names if set(m.ids) & set(holders)]
        heads += self._ahead(at)
        outranking = [m for m in at.passage.names if at.figure.start <= m.start and m.end <= at.figure.end]
        outranking = outranking if at.figure.rule in _OUTRANKING else []
        spots = [
            spot
            for spot in at.passage.scopes
            if spot.end <= clause.end
            and not any(o.start <= spot.start and spot.end <= o.end for o in outranking)
            and not any(m.start <= spot.start and spot.end <= m.end + 2 for m in heads)
        ]
        own = [spot for spot in spots if clause.start <= spot.start]
        return {s for spot in own or spots[-1:] for s in spot.means}


def _times(passage: Passage, tables: LinkTables) -> list[tuple[str, str]]:
    """The times that words of a sentence say that something is per, each with the list of these words."""
    return [(per, key) for per in tables.flow_times if (key := f"per.{per}") in passage.listed]


def _beside(at: Setting) -> Span:
    """Where words say per what time a figure is: right around it, and as far as each or an average reaches."""
    figure, folded = at.figure, at.passage.folded
    start, end = (
        max(figure.clause.start, figure.start - _BEFORE),
        min(figure.clause.end, figure.noun.end + _BEHIND),
    )
    others = [f for f in at.figures if f is not figure and f.kind == QUANTITY]
    first = max([figure.clause.start, *(f.end for f in others if f.end <= figure.start)])
    last = min([figure.clause.end, *(f.start for f in others if f.start >= figure.end)])
    is_average = at.passage.has("average", Span(first, figure.start))
    if is_average or _EACH_TIME.search(folded, first, figure.start):
        start = min(start, first)
    if _EACH_TIME.search(folded, figure.end, last):
        end = max(end, last)
    return Span(start, end)


def _is_yearly_sum(at: Setting) -> bool:
    """Whether the clause says that a sum of money comes again every year or day, so that it is none in all."""
    is_money = len(at.figure.unit) == 3 and at.figure.unit.isupper()
    if not is_money:
        return False
    lead = next((c for c in at.passage.clauses if c.end == at.figure.clause.start - 1), None)
    is_led = lead is not None and _AGAIN.fullmatch(at.passage.folded[slice(*lead)].strip()) is not None
    return is_led or _AGAIN.search(at.passage.folded, *at.figure.clause) is not None
