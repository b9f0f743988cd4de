"""The figures of a sentence that can be linked: what the readers find, fitted to its clauses, and what words say without."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_bare import bare
from factbase.extract.link_compare import comparisons
from factbase.extract.link_denial import opposed
from factbase.extract.link_few import few
from factbase.extract.link_figure import DATE, QUANTITY, RANK, Figure, noun_at
from factbase.extract.link_hedges import bounded, far_hedge
from factbase.extract.link_hints import hinted
from factbase.extract.link_ranked import gapped, outdone, put, ranked
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import LinkTables
from factbase.extract.link_wordless import (
    ahead,
    doubles,
    grades,
    moments,
    not_any,
    nothing,
    single,
    times_over,
)
from factbase.quantity.interval import Interval, closed, point
from factbase.quantity.ranks import RankMention
from factbase.quantity.reading import Quantity, Reading
from factbase.quantity.scanner import find_quantities
from factbase.quantity.units import TIMES

__all__ = ["figures_of"]

_FROM = re.compile(r"(?:from|从|由)", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+|[到至]")
# 做了一年, 足足一天: a time that something takes.
_TAKES = re.compile(r"(?:[\u4e00-\u9fff]了|足足|整整|长达|持续|历时|为期|花费|经过)$")
_EACH = re.compile(r"(?:每(?:投入|花费|花|支出)?|\b(?:each|every|per))\s*$")
_WORTH = re.compile(
    r"(?:抵得上|顶得上|抵得过|相当于|等于|等同于|赶得上|顶|抵|够)$|"
    r"\b(?:equal(?:s|led|ling)?(?: to)?|as (?:much|many)(?: [a-z]+)? as|the same(?: [a-z]+){0,2} as|that of|those of|worth|"
    r"equivalent (?:to|of)|match(?:es|ed|ing)?|(?:needs|consumption|use|demand|draw|power|usage) of|corresponds? to)\s+$"
)
# `over` after these words is no bound.
_ACROSS = re.compile(
    r"\b(?:spread|divided|split|shared|averaged|distributed|spaced|extend(?:s|ed)?|watch(?:es|ing)?)\s+$"
    r"|\b(?:spread|divid|shar|split|distribut)(?:e?s|ing|e)?\s[^.,;]{1,40}\s$"
)
_OVER = re.compile(r"over\s+", re.IGNORECASE)
# Units that no bare number takes over: things are counted anew, and times are named.
_GIVING_NONE = frozenset(("1", "pp", "count", *TIMES))
_SCALES = ("万", "亿", "萬", "億", "million", "billion", "trillion")
# 430架 counts things, whatever the figure before it is in.
_NO_CLASSIFIER = re.compile(
    r"(?:[\d一二三四五六七八九十百千万亿]|hundred|thousand|million|billion|trillion|bn|tn)\s*(?:以上|以下|左右|上下|多|余|or more|or less)?$",
    re.IGNORECASE,
)
_ORDERS, _BESIDE, _LEAD = 100, 1, 30


def figures_of(passage: Passage, tables: LinkTables, *, dated_names: bool = False) -> list[Figure]:
    """The figures of a sentence in order, without those that are part of a name or of a scope.

    `dated_names` keeps the dates that stand inside names (the plan for 2023–2025).
    """
    ask = _Asked(passage, hinted(passage))
    is_read = passage.quantities or passage.dates or passage.ranks
    if not (ask.rules or is_read):
        return []
    named = [Span(m.start, m.end) for m in passage.names]
    scoped = [Span(s.start, s.end) for s in passage.scopes]
    found = _read(ask, tables, named, scoped, dated_names)
    if ask.rules:
        found += _worded(ask, tables, named, scoped, found)
        found = _outranked(found, [*ask(outdone), *ask(ranked), *ask(put), *ask(gapped)])
    if not any(f.kind == QUANTITY and f.unit == "1" for f in found):
        found += ask(comparisons, found)
    if all(f.kind == DATE for f in found):
        # All three certificates: a number inside a scope is the claim where there is no other.
        found += [
            f
            for f in _quantities(passage, tables)
            if f.unit == "count" and not _is_part(f, named, strict=True)
        ]
    found = _claimed(passage, found)
    return sorted((_led(passage, f) for f in found), key=lambda f: (f.start, f.end))


def _claimed(passage: Passage, found: list[Figure]) -> list[Figure]:
    """The figures without those that the sentence only sets itself against, where a like one is claimed."""
    zones = passage.once(opposed) if found else []
    kept = [f for f in found if not any(z.holds(f.start, f.end) for z in zones)]
    return [f for f in found if f in kept or not any(_is_alike(f, k) for k in kept)] if zones else found


def _is_alike(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind and (one.kind != QUANTITY or one.unit == other.unit)


class _Asked(NamedTuple):
    """A sentence and the rules that may find something in it; the others are not asked."""

    passage: Passage
    rules: Collection[str]

    def __call__(self, rule: Callable[..., Iterator[Figure]], *more: object) -> list[Figure]:
        return list(rule(self.passage, *more)) if rule.__name__ in self.rules else []


def _read(
    ask: _Asked, tables: LinkTables, named: list[Span], scoped: list[Span], dated_names: bool
) -> list[Figure]:
    """What the readers find: quantities, dates and ranks."""
    passage = ask.passage
    found = [
        f
        for f in _quantities(passage, tables)
        if not _is_part(f, named, strict=True) and not _crosses(f, scoped) and not _is_period(passage, f)
        if not any(n.start < f.start < n.end < f.end for n in named)
    ]
    found = [f for f in found if not any(w.start <= f.start < w.end for w in passage.of("meta"))]
    found = [_equated(passage, f) for f in _inherited(found)]
    found += ask(doubles, found)
    lasting = [f for f in ask(ahead, tables) if not _crosses(f, _spans(found))]
    found += lasting
    found += [
        f
        for f in _dates(passage)
        if (dated_names or not _is_part(f, named)) and not _crosses(f, _spans(lasting))
    ]
    for more in (ask(grades), _ranks(passage), ask(times_over)):
        places = _spans(found)
        free = (
            f for f in more if not _is_part(f, named) and not _is_part(f, scoped) and not _ends_in(f, scoped)
        )
        found += [f for f in free if not _crosses(f, places)]
    return found


def _worded(
    ask: _Asked, tables: LinkTables, named: list[Span], scoped: list[Span], known: list[Figure]
) -> list[Figure]:
    """What words say without a number that a reader takes: moments, none, one, a few."""
    found = list(known)
    found += [f for f in ask(moments, found) if not _is_part(f, named)]
    found += ask(bare, [*named, *scoped, *_spans(found)], tables)
    for rule in (nothing, not_any, single):
        found += ask(rule, found)
    found += [f for f in ask(few, found) if not _is_part(f, scoped)]
    return found[len(known) :]


def _outranked(found: list[Figure], said: Sequence[Figure]) -> list[Figure]:
    """The figures, those that comparing words make ranks of in their place."""
    if not said:
        return found
    places = _spans(said)
    kept = [f for f in found if not _is_retold(f, said)]
    return kept + [r for n, r in enumerate(said) if not _crosses(r, places[:n])]


def _spans(figures: Iterable[Figure]) -> list[Span]:
    return [Span(f.start, f.end) for f in figures]


def _is_retold(figure: Figure, said: Sequence[Figure]) -> bool:
    """Whether a rank or a none crosses the words that state a rank by comparing, or a number is part of them."""
    if figure.kind == RANK or figure.rule == "nothing":
        return _crosses(figure, _spans(said))
    return figure.unit == "count" and any(r.start <= figure.start and figure.end <= r.end for r in said)


def _is_part(figure: Figure, taken: Iterable[Span], *, strict: bool = False) -> bool:
    """Whether the figure lies inside a name; a name that is nothing but the figure takes nothing away."""
    return any(
        t.holds(figure.start, figure.end) and (not strict or t.end - t.start > figure.end - figure.start)
        for t in taken
    )


def _ends_in(figure: Figure, scopes: Iterable[Span]) -> bool:
    """Whether the figure ends inside a scope that it does not hold: its last words name that (its first products)."""
    return any(figure.start < s.start < figure.end < s.end for s in scopes)


def _equated(passage: Passage, figure: Figure) -> Figure:
    """So many of a named thing that another is worth (抵得上1.7万多户美国家庭): a multiple of that thing."""
    lead = passage.folded[max(passage.span.start, figure.start - _LEAD) : figure.start]
    if figure.unit != "count" or not _WORTH.search(lead):
        return figure
    is_named = any(0 <= m.start - figure.end <= _BESIDE for m in passage.names)
    return figure._replace(unit="1", counted="", noun=Span(figure.end, figure.end)) if is_named else figure


def _inherited(found: list[Figure]) -> list[Figure]:
    """Bare numbers with the unit of the figure before them (12 trillion tokens … up to 100 trillion), ratios aside."""
    made: list[Figure] = []
    before: Figure | None = None
    for figure in found:
        if before is not None and _is_bare(figure) and _is_large(before, figure):
            figure = figure._replace(unit=before.unit)
        if figure.unit not in _GIVING_NONE:
            before = figure
        made.append(figure)
    return made


def _is_bare(figure: Figure) -> bool:
    """Whether a number stands without what it counts; a scale of its own (12万亿) ends it."""
    bare = figure.noun.end <= figure.noun.start or figure.text.endswith(_SCALES)
    return bare and figure.unit == "count" and not figure.counted and bool(_NO_CLASSIFIER.search(figure.text))


def _is_large(before: Figure, figure: Figure) -> bool:
    """Whether two numbers are of one order, so that the second may have the unit of the first."""
    one, two = (
        next((n for n in (f.reading.value, f.reading.widest.low, f.reading.widest.high) if n), None)
        for f in (before, figure)
    )
    return one is not None and two is not None and 1 / _ORDERS <= abs(two / one) <= _ORDERS


def _is_period(passage: Passage, figure: Figure) -> bool:
    """Whether the words only say what another figure is per (一天, a year, 每投入1欧元)."""
    if figure.reading.value != 1 or figure.hedge != "exact":
        return False
    if _TAKES.search(passage.folded, passage.span.start, figure.start):
        return False
    return _EACH.search(passage.folded, passage.span.start, figure.start) is not None or any(
        w.start <= figure.start and figure.end <= w.end
        for w in passage.words
        if any(m.startswith("per.") for m in w.means)
    )


def _crosses(figure: Figure, taken: Iterable[Span]) -> bool:
    return any(t.start < figure.end and figure.start < t.end for t in taken)


def _quantities(passage: Passage, tables: LinkTables) -> Iterator[Figure]:
    for q in passage.quantities:
        clause = passage.clause_at(q.start, q.end)
        for part in _levels(passage, q, clause, tables):
            reading, hedge = part.reading, part.hedge
            if hedge == "exact" and (side := far_hedge(passage, part.start, part.end, tables)):
                reading, hedge = bounded(reading, side), side
            yield Figure(
                QUANTITY, part.start, part.end, part.text, clause, reading, part.unit, part.counted,
                noun_at(passage, part.end, clause), hedge, part.rule, part.change,
            )  # fmt: skip


def _levels(passage: Passage, q: Quantity, clause: Span, tables: LinkTables) -> list[Quantity]:
    """The two levels of a move that the reader joined into one range (from 2% to 10%), else the figure itself."""
    over = _OVER.match(q.text)
    if over and _ACROSS.search(passage.folded, passage.span.start, q.start):
        start = q.start + over.end()
        found = find_quantities(passage.text[start : clause.end], tables.readers.quantities)
        return [f._replace(start=start + f.start, end=start + f.end) for f in found[:1] if not f.start]
    if q.hedge != "range" or not _FROM.match(q.text) or not passage.has("moves"):
        return [q]
    parts: list[Quantity] = []
    cut = _TO.search(q.text)
    if cut is None:
        return [q]
    for start, end in ((q.start, q.start + cut.start()), (q.start + cut.end(), q.end)):
        found = find_quantities(passage.text[start:end], tables.readers.quantities)
        if len(found) != 1 or found[0].unit != q.unit:
            return [q]
        parts.append(found[0]._replace(start=start + found[0].start, end=start + found[0].end))
    return parts


def _dates(passage: Passage) -> Iterator[Figure]:
    for d in passage.dates:
        clause = passage.clause_at(d.start, d.end)
        yield Figure(
            DATE, d.start, d.end, d.text, clause, unit="date", period=d.period, role=d.role, relative=d.relative,
            named=d.named or d.period, precision=d.precision,
        )  # fmt: skip


def _led(passage: Passage, figure: Figure) -> Figure:
    """The figure with the clause that it leads: one that holds nothing else, no name either, belongs with the next."""
    clause, start, end = figure.clause, figure.start, figure.end
    own = any(clause.holds(m.start, m.end) and not (start <= m.start and m.end <= end) for m in passage.names)
    if own or clause.end - clause.start - (end - start) > 2:
        return figure
    following = next((c for c in passage.clauses if c.start >= clause.end), None)
    return figure if following is None else figure._replace(clause=Span(clause.start, following.end))


def _ranks(passage: Passage) -> Iterator[Figure]:
    for r in passage.ranks:
        clause = passage.clause_at(r.start, r.end)
        if r.place is None or (r.hedge == "one_of" and r.superlative):
            at: Interval = Interval(Fraction(1))
        elif r.hedge == "at_least":
            at = closed(1, r.place)
        else:
            at = point(r.place)
        value = None if r.place is None else Fraction(r.place)
        yield Figure(
            RANK, r.start, r.end, r.text, clause, Reading(value, at, at, at, at), "rank", among=r.among,
            ordinal=r.ordinal, superlative=r.superlative, hedge="exact" if at.is_point else "at_least",
            noun=_ranked_noun(passage, r),
        )  # fmt: skip


def _ranked_noun(passage: Passage, rank: RankMention) -> Span:
    """Where the noun stands that is ranked: behind the rank, or right before it."""
    at = passage.text.find(rank.of, rank.end, rank.end + len(rank.of) + 3) if rank.of else -1
    if at < 0 and rank.of:
        at = passage.text.rfind(rank.of, passage.span.start, rank.start)
    return Span(at, at + len(rank.of)) if at >= 0 else Span(rank.end, rank.end)
