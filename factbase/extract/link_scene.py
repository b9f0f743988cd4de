"""A text as linking sees it: its sentences with the names, cues, words and figures that stand in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from factbase.extract.clauses import Span, clauses, sentences
from factbase.extract.link_tables import ANTI, Cue, LinkTables
from factbase.extract.names_fold import fold
from factbase.extract.phrases import Spot, longest_of
from factbase.quantity.dates import DateMention, find_dates
from factbase.quantity.fold import fold as simplified
from factbase.quantity.ranks import RankMention, find_ranks
from factbase.quantity.reading import Quantity
from factbase.quantity.scanner import find_quantities

__all__ = ["CueSpot", "Mention", "Passage", "passages"]

T = TypeVar("T")


class Mention(NamedTuple):
    """An entity named at `[start, end)`. `owns`: it only qualifies the next name (英伟达的A100); `speaks`: it is quoted.

    `inner` are entities whose shorter names stand inside this one.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    owns: bool = False
    speaks: bool = False
    inner: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The first entity that the name means."""
        return self.ids[0]


class CueSpot(NamedTuple):
    """A word that speaks for (or, `anti`, against) a metric."""

    start: int
    end: int
    cue: Cue
    named: bool = False


class Passage(NamedTuple):
    """One sentence with what stands in it; all offsets are those of the whole `text`."""

    text: str
    folded: str
    span: Span
    clauses: tuple[Span, ...]
    names: tuple[Mention, ...]
    cues: tuple[CueSpot, ...]
    scopes: tuple[Spot[str], ...]
    words: tuple[Spot[str], ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    ranks: tuple[RankMention, ...]

    @property
    def unnamed(self) -> str:
        """The folded sentence without its names."""
        return self.without({i for m in self.names for i in m.ids})

    def without(self, entities: Collection[str]) -> str:
        """The folded sentence with the names of some entities blanked out."""
        words = self.folded[self.span.start : self.span.end]
        for m in self.names:
            if not set(m.ids) & set(entities):
                continue
            a, b = m.start - self.span.start, m.end - self.span.start
            words = words[:a] + " " * (b - a) + words[b:]
        return words

    @property
    def said(self) -> str:
        """The sentence itself."""
        return self.text[self.span.start : self.span.end]

    def clause_at(self, start: int, end: int) -> Span:
        """The clause that holds `[start, end)`, the whole sentence if it crosses clauses."""
        return next((c for c in self.clauses if c.holds(start, end)), self.span)

    def has(self, key: str, span: Span | None = None) -> bool:
        """Whether a word of the list `key` stands in the span (the sentence by default)."""
        return bool(self.of(key, span))

    def of(self, key: str, span: Span | None = None) -> list[Spot[str]]:
        """The words of a list in the span."""
        inside = span or self.span
        return [w for w in self.words if key in w.means and inside.holds(w.start, w.end)]


def passages(text: str, tables: LinkTables, anchor: date | None = None) -> list[Passage]:
    """The sentences of `text`; relative dates count from `anchor`, without it they stay unplaced."""
    folded = fold(text)
    names = _mentions(text, folded, tables)
    cues = _cue_spots(folded, tables, names)
    words = tables.words.every(folded)
    readers = tables.readers
    figures = find_quantities(text, readers.quantities)
    scopes = [s for s in _first_of(tables.scopes.maximal(folded)) if not _cuts(s, figures, text)]
    simple = simplified(text, readers.quantities.traditional, readers.quantities.traditional_pattern)
    dates = [d._replace(text=text[d.start : d.end]) for d in find_dates(simple, readers.dates, anchor)]
    ranks = [r._replace(text=text[r.start : r.end]) for r in find_ranks(simple, readers.ranks)]
    found: list[Passage] = []
    for span in sentences(text):
        found.append(
            Passage(
                text, folded, span, tuple(clauses(text, span)), _inside(names, span), _inside(cues, span),
                _inside(scopes, span), _inside(words, span), _inside(figures, span), _inside(dates, span),
                _inside(ranks, span),
            )
        )  # fmt: skip
    return found


def _first_of(spots: Sequence[Spot[str]]) -> list[Spot[str]]:
    """Spots without those that begin inside an earlier one (先进芯片产量 is no 芯片产量 of every kind)."""
    found: list[Spot[str]] = []
    for spot in spots:
        if not found or spot.start >= found[-1].end or spot.start == found[-1].start:
            found.append(spot)
    return found


def _cuts(scope: Spot[str], figures: Sequence[Quantity], text: str) -> bool:
    """Whether a scope's words begin within a number (34 [billion parameters]), which is then no name of it."""
    n = bisect_left(figures, scope.start, key=lambda q: q.start) - 1
    inside = n >= 0 and figures[n].start < scope.start < figures[n].end
    return inside and text[: scope.start].rstrip(" -")[-1:].isdigit()


def _inside(spots: Sequence[T], span: Span) -> tuple[T, ...]:
    """Those of `spots`, which are in order, that begin and end in the span."""
    first = bisect_left(spots, span.start, key=lambda s: s.start)  # type: ignore[attr-defined]
    found: list[T] = []
    for spot in spots[first:]:
        if spot.start >= span.end:  # type: ignore[attr-defined]
            break
        if spot.end <= span.end:  # type: ignore[attr-defined]
            found.append(spot)
    return tuple(found)


# Who guesses in public; a project that 预计 does not speak.
_VOICES = frozenset({"person", "organization", "agency", "publication"})
_LINKS = {"", "的", "'s", "s", "'", " ", "'s ", "' ", " 的 ", "“", "的“", "·"}


def _mentions(text: str, folded: str, tables: LinkTables) -> list[Mention]:
    every = tables.names.every(text, folded)
    spots = longest_of(every)
    verbs = tables.lists["speech"]
    guesses = tables.lists["speech.guesses"]
    found: list[Mention] = []
    for n, spot in enumerate(spots):
        following = spots[n + 1] if n + 1 < len(spots) else None
        owns = bool(
            following
            and folded[spot.end : following.start] in _LINKS
            and any(w in spot.means for i in following.means for w in tables.names.wholes(i))
        )
        after = folded[spot.end : spot.end + 24].lstrip(" ”’\"'")
        before = folded[max(0, spot.start - 16) : spot.start].rstrip(" “‘\"'")
        is_voice = tables.names.entities[spot.means[0]].type in _VOICES
        speaks = (
            after.startswith(verbs)
            or (is_voice and after.startswith(guesses))
            or before.endswith(("according to", "according to the", "据", "根据", "per", "citing"))
        )
        inner = [i for s in _inside(every, Span(*spot[:2])) for i in s.means if i not in spot.means]
        found.append(Mention(spot.start, spot.end, spot.means, owns, speaks, tuple(dict.fromkeys(inner))))
    return found


def _cue_spots(folded: str, tables: LinkTables, names: Sequence[Mention]) -> list[CueSpot]:
    """Cue words, without those that a longer cue of another metric holds; `named`: it is part of an entity's name."""
    every = tables.cues.every(folded)
    found: list[CueSpot] = []
    longest: list[Spot[Cue]] = []
    reach = 0
    for spot in every:
        if spot.end > reach:
            longest.append(spot)
            reach = spot.end
    holders = {(s.start, s.end): s for s in longest}
    at = 0
    ends = [m.end for m in names]
    for spot in every:
        holder = _holder(spot, holders, longest)
        metrics = None if holder is None else {c.metric for c in holder.means if c.sort != ANTI}
        at = bisect_left(ends, spot.end)
        named = at < len(names) and names[at].start <= spot.start and spot.end <= names[at].end
        named = named and not (spot.end == names[at].end and _is_kind(names[at], tables))
        for cue in spot.means:
            if metrics and cue.metric not in metrics:
                continue
            found.append(CueSpot(spot.start, spot.end, cue, named))
    return found


def _is_kind(name: Mention, tables: LinkTables) -> bool:
    """Whether a name is that of a sort of thing (type certificate), whose last word says what sort."""
    return tables.names.entities[name.id].type == "concept" and not tables.names.parts(name.id)


def _start(spot: Spot[Cue]) -> int:
    return spot.start


def _holder(
    spot: Spot[Cue], holders: dict[tuple[int, int], Spot[Cue]], longest: Sequence[Spot[Cue]]
) -> Spot[Cue] | None:
    if (spot.start, spot.end) in holders:
        return None
    n = bisect_right(longest, spot.start, key=_start) - 1
    for holder in longest[max(0, n - 1) : n + 2]:
        if (
            holder.start <= spot.start
            and spot.end <= holder.end
            and holder.end - holder.start > spot.end - spot.start
        ):
            return holder if any(c.sort != ANTI for c in holder.means) else None
    return None
