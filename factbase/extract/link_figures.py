"""The figures of a sentence that can be linked: what the readers find, fitted to its clauses, and what words say without."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter

from factbase.extract.clauses import Span
from factbase.extract.link_against import against
from factbase.extract.link_ahead import placed_ahead
from factbase.extract.link_bare import bare
from factbase.extract.link_compare import comparisons
from factbase.extract.link_crowned import crowned
from factbase.extract.link_denial import denial, opposed
from factbase.extract.link_few import few
from factbase.extract.link_figure import DATE, QUANTITY, RANK, Figure, apart, outside
from factbase.extract.link_filled import filled
from factbase.extract.link_moments import moments
from factbase.extract.link_most import every, most
from factbase.extract.link_rank_gaps import rank_gaps
from factbase.extract.link_ranked import gapped, outdone, outnumbered, put, ranked, told
from factbase.extract.link_readings import dates_of, quantities_of, ranks_of, standing
from factbase.extract.link_scene import Passage, Placed
from factbase.extract.link_short import short_of
from factbase.extract.link_tables import NAME, LinkTables
from factbase.extract.link_wordless import (
    ahead,
    doubles,
    grades,
    not_any,
    not_even_one,
    nothing,
    single,
    times_over,
)

__all__ = ["figures_of"]

_PLACE = itemgetter(Figure._fields.index("start"), Figure._fields.index("end"))

_YEARS = re.compile(r"(?:19|20)\d\d")
_TAIL = re.compile(r"\s*(?:back )?(?:in|on|as of|by|during|since)?(?: the)?\s*\|\s*[.。!！?？]?\s*")

_BESIDE = range(3)
_RANKING = ("rank_gaps", "placed_ahead", "outdone", "ranked", "put", "gapped", "told", "crowned")


def figures_of(passage: Passage, tables: LinkTables, *, dated_names: bool = False) -> list[Figure]:
    """The figures of a sentence in order, without those that are part of a name or of a scope.

    `dated_names` keeps the dates that stand inside names (the plan for 2023–2025).
    """
    rules = passage.rules
    if not (
        rules or passage.quantities or passage.dates or passage.ranks or "respectively" in passage.listed
    ):
        return []
    found = _read(passage, rules, tables, dated_names)
    if rules:
        found = _with_worded(passage, rules, tables, found)
        if not rules.isdisjoint(_RANKING):
            found = _outranked(found, _ranked_by_words(passage, rules))
        if "comparisons" in rules:
            found += _in_words(passage, found)
    if passage.quantities and all(f.kind == DATE for f in found):
        # All three certificates: a number inside a scope is the claim where there is no other.
        found += [
            f
            for f in quantities_of(passage, tables)
            if f.unit == "count"
            and not _is_within(f, passage.names)
            and not (_may_be_dated(f) and _is_dated(f, found))
        ]
    if passage.dates or "respectively" in passage.listed:
        found = filled(passage, found, tables)
    if not found:
        return found
    found = short_of(passage, found)
    if " than " in passage.folded or "比" in passage.folded or "数" in passage.folded:
        found += list(against(passage, found))
    if "opposed" in rules:
        found = _claimed(found, opposed(passage))
    found = [_led(passage, f) for f in found]
    found.sort(key=_PLACE)
    return found


def _in_words(passage: Passage, found: list[Figure]) -> list[Figure]:
    """The comparisons in words; beside a share or a ratio only in another clause that says all of it."""
    made = list(comparisons(passage, found))
    shares = [f.clause for f in found if f.kind == QUANTITY and f.unit == "1"]
    if not shares or not made:
        return made
    if denial(passage):
        return []
    return [f for f in made if f.clause not in shares and _is_whole(passage, f.clause)]


def _is_whole(passage: Passage, clause: Span) -> bool:
    """Whether a clause names two things and in what respect they are compared."""
    named = {m.id for m in passage.names if clause.holds(m.start, m.end) and not m.owns}
    return len(named) > 1 and any(c.cue.sort == NAME and clause.holds(c.start, c.end) for c in passage.cues)


def _claimed(found: list[Figure], zones: Sequence[Span]) -> list[Figure]:
    """The figures without those that the sentence only sets itself against, where a like one is claimed."""
    if not zones:
        return found
    kept = [f for f in found if not any(z.holds(f.start, f.end) for z in zones)]
    return [f for f in found if f in kept or not any(_is_alike(f, k) for k in kept)]


def _is_alike(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind and (one.kind != QUANTITY or one.unit == other.unit)


def _read(passage: Passage, rules: Collection[str], tables: LinkTables, dated_names: bool) -> list[Figure]:
    """What the readers find: quantities, dates and ranks. A rule that is not in `rules` would find nothing."""
    found = standing(passage, tables) if passage.quantities else []
    if "doubles" in rules:
        found += list(doubles(passage, found))
    lasting: list[Figure] = []
    if "ahead" in rules:
        lasting = apart(ahead(passage, tables), found)
        found += lasting
    if passage.dates:
        dates = list(dates_of(passage))
        found += apart(dates if dated_names else outside(dates, passage.names), lasting)
        found = [f for f in found if not (_may_be_dated(f) and _is_dated(f, dates))]
    if "grades" in rules:
        found += _free(passage, grades(passage), found)
    if passage.ranks:
        # the top three, which is no number above three
        found = [f for f in found if not (f.text.lower().startswith("top ") and _crosses(f, passage.ranks))]
        found += _free(passage, ranks_of(passage), found)
    if "times_over" in rules:
        found += _free(passage, times_over(passage), found)
    return found


def _is_tail(passage: Passage, figure: Figure) -> bool:
    """Whether a clause behind a comma holds nothing but a date (…, in December 2018.)."""
    start, end = figure.clause
    folded = passage.folded
    if folded[start - 1 : start] not in (",", "，"):
        return False
    return _TAIL.fullmatch(folded[start : figure.start] + "|" + folded[figure.end : end]) is not None


def _may_be_dated(figure: Figure) -> bool:
    """Whether a figure reads as a part that dates have: a year, or a number in English words (the twenty of twenty-fourth)."""
    is_year = figure.unit == "year" and _YEARS.match(figure.text) is not None
    is_word = figure.kind == QUANTITY and figure.text.isascii() and figure.text.isalpha()
    return is_year or is_word


def _is_dated(figure: Figure, dates: Iterable[Figure]) -> bool:
    """Whether a figure is part of a date (2026到2030年)."""
    return any(d.start <= figure.start and figure.end <= d.end for d in dates)


def _free(passage: Passage, ranks: Iterable[Figure], found: Sequence[Figure]) -> list[Figure]:
    """Those of the ranks that are no part of a name or a scope, end in none and cross no figure."""
    free = apart(outside(outside(ranks, passage.names), passage.scopes), found)
    return [f for f in free if not _ends_in(f, passage.scopes)]


def _with_worded(
    passage: Passage, rules: Collection[str], tables: LinkTables, found: list[Figure]
) -> list[Figure]:
    """The figures with what words say without a number that a reader takes: moments, none, one, a few."""
    if "moments" in rules:
        found += outside(list(moments(passage, found)), passage.names)
    if "bare" in rules:
        found += list(bare(passage, (*passage.names, *passage.scopes, *found), tables))
    if "nothing" in rules:
        found += list(nothing(passage, found))
    if "not_any" in rules:
        found += list(not_any(passage, found))
    if "not_even_one" in rules:
        found += list(not_even_one(passage, found))
    if "single" in rules:
        found += list(single(passage, found, tables))
    if "most" in rules:
        shares = outside(outside(list(most(passage, found)), passage.scopes), passage.names)
        # 大多数没有上市: most of them, none of nothing
        found = [
            f for f in found if f.rule != "nothing" or all(f.start - s.end not in _BESIDE for s in shares)
        ]
        found += shares
    if "every" in rules:
        found += outside(outside(list(every(passage, found)), passage.scopes), passage.names)
    if "few" in rules:
        found += outside(list(few(passage, found)), passage.scopes)
    return found


def _ranked_by_words(passage: Passage, rules: Collection[str]) -> list[Figure]:
    """The ranks that a sentence states by comparing."""
    said: list[Figure] = []
    if "rank_gaps" in rules:
        said += rank_gaps(passage)
    if "placed_ahead" in rules:
        said += placed_ahead(passage)
    if "outdone" in rules:
        said += outdone(passage)
        said += outnumbered(passage)
    if "ranked" in rules:
        said += ranked(passage)
    if "put" in rules:
        said += put(passage)
    if "gapped" in rules:
        said += gapped(passage)
    if "told" in rules:
        said += told(passage)
    if "crowned" in rules:
        said += crowned(passage)
    return said


def _outranked(found: list[Figure], said: Sequence[Figure]) -> list[Figure]:
    """The figures, those that comparing words make ranks of in their place."""
    if not said:
        return found
    kept = [f for f in found if not _is_retold(f, said)]
    return kept + [r for n, r in enumerate(said) if not _crosses(r, said[:n])]


def _is_retold(figure: Figure, said: Sequence[Figure]) -> bool:
    """Whether a rank or a none crosses the words that state a rank by comparing, or a number is part of them."""
    if figure.kind == RANK or figure.rule == "nothing":
        return _crosses(figure, said)
    return figure.unit == "count" and any(r.start <= figure.start and figure.end <= r.end for r in said)


def _is_within(figure: Figure, names: Iterable[Placed]) -> bool:
    """Whether the figure is less than a name that it lies inside."""
    start, end = figure.start, figure.end
    return any(n.start <= start and end <= n.end and n.end - n.start > end - start for n in names)


def _crosses(figure: Figure, taken: Iterable[Placed]) -> bool:
    return any(t.start < figure.end and figure.start < t.end for t in taken)


def _ends_in(figure: Figure, scopes: Iterable[Placed]) -> bool:
    """Whether the figure ends inside a scope that it does not hold: its last words name that (its first products)."""
    return any(figure.start < s.start < figure.end < s.end for s in scopes)


def _led(passage: Passage, figure: Figure) -> Figure:
    """The figure with the clause that it leads: one that holds nothing else, no name either, belongs with the next."""
    clause, start, end = figure.clause, figure.start, figure.end
    if figure.kind == DATE and clause == passage.clauses[-1] and _is_tail(passage, figure):
        # A scheme cleared, a first of its kind, in December 2018: the date at the end is of the whole sentence.
        return figure._replace(clause=Span(passage.span.start, clause.end))
    if clause.end - clause.start - (end - start) > 2:
        return figure
    if any(clause.holds(m.start, m.end) and not (start <= m.start and m.end <= end) for m in passage.names):
        return figure
    following = next((c for c in passage.clauses if c.start >= clause.end), None)
    return figure if following is None else figure._replace(clause=Span(clause.start, following.end))
