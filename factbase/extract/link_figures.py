"""The figures of a sentence that can be linked: quantities, dates, ranks, comparisons in words, and nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_hedges import bounded, far_hedge
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI, LinkTables
from factbase.quantity.interval import EVERYTHING, Interval, closed, point
from factbase.quantity.periods import Period
from factbase.quantity.reading import Quantity, Reading
from factbase.quantity.scanner import find_quantities

__all__ = ["Figure", "figures_of"]

QUANTITY, DATE, RANK, COMPARISON = "quantity", "date", "rank", "comparison"
_ABOVE = Interval(Fraction(1), None, True)
_BELOW = Interval(Fraction(0), Fraction(1), False, True)
_REACH = Interval(Fraction(1))
# 相当 and "on a par": one, within 5 % (DESIGN §3).
_PAR = closed(Fraction(19, 20), Fraction(21, 20))
_NOUN_STOPS = frozenset(
    [
        "of",
        "in",
        "at",
        "on",
        "by",
        "to",
        "will",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "and",
        "that",
        "which",
        "who",
        "with",
        "from",
        "for",
        "when",
        "while",
        "as",
        "than",
        "it",
        "its",
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "after",
        "before",
        "during",
        "since",
        "until",
        "into",
        "under",
        "over",
        "per",
        "each",
        "every",
        "may",
        "might",
        "could",
        "would",
        "so",
        "such",
        "also",
        "only",
        "not",
    ]
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_FROM = re.compile(r"(?:from|从|由)", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+|[到至]")
_GRADE = re.compile(r"[Cc]lass\s+(?P<roman>I{1,3}|[123])(?![A-Za-z0-9])|(?P<han>[一二三])级(?!市场|土地)")
_GRADES = {"I": 1, "II": 2, "III": 3, "1": 1, "2": 2, "3": 3, "一": 1, "二": 2, "三": 3}
_MORE_THAN = re.compile(
    r"\b(?P<up>more|greater|higher|better|faster|larger|bigger|stronger|longer|dearer|greener)\b[\w\s-]{1,40}\bthan\b|"
    r"\b(?P<down>less|fewer|lower|worse|slower|smaller|weaker|shorter|cheaper|poorer)\b[\w\s-]{1,40}\bthan\b"
)
_REACHES = re.compile(
    r"(?:赶上|追上|追平|持平|相当|媲美)(?:，)?(?:甚至|或|或者|乃至|、)(?:可能)?(?:超越|超过|优于|强于|胜过)|"
    r"(?:match|equal|catch up with|on a par with)(?:es|s)?,? or (?:even |possibly )?(?:surpass|exceed|beat|outperform|overtake)"
)
_ORDERS = 100
_TELLING, _BESIDE = 0.5, 1
_EACH = re.compile(r"(?:每[\u4e00-\u9fff]{0,3}|every|each|per|的)\s*$")
_MORE_WORDS = re.compile(
    r"\s*(?:of\b|hundred|thousand|million|billion|trillion|or\b|in\b|third|half|quarter)"
)
_BARE_NO = ("no", "没有", "无", "without any")
_HAN_STOP = re.compile(r"[0-9将已被由在是为有和与及、的]")
_HAN_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·-]{0,12}")


class Figure(NamedTuple):
    """One figure of a sentence at `[start, end)` of the text.

    `kind` is quantity, date, rank or comparison; `unit` and `reading` are the reader's (a comparison's reading is the
    ratio it states); `change` the ratio new/old; `counted` the noun and `noun` where it stands; `place` is among whom a
    rank holds; `precision`, `role`, `relative` and `named` are a date's.
    """

    kind: str
    start: int
    end: int
    text: str
    clause: Span
    reading: Reading = Reading(None)
    unit: str = "1"
    counted: str = ""
    noun: Span = Span(0, 0)
    hedge: str = "exact"
    rule: str = "exact"
    change: Reading | None = None
    period: Period | None = None
    role: str = ""
    relative: bool = False
    named: Period | None = None
    among: str = ""
    ordinal: bool = False
    superlative: bool = False
    precision: str = ""


def figures_of(passage: Passage, tables: LinkTables, *, dated_names: bool = False) -> list[Figure]:
    """The figures of a sentence in order, without those that are part of a name or of a scope.

    `dated_names` keeps the dates that stand inside names (the plan for 2023–2025).
    """
    named = [Span(m.start, m.end) for m in passage.names]
    scoped = [Span(s.start, s.end) for s in passage.scopes]
    found = [
        f
        for f in _quantities(passage, tables)
        if not _is_part(f, named, strict=True) and not _crosses(f, scoped) and not _is_period(passage, f)
    ]
    found = _inherited(found)
    found += [f for f in _dates(passage) if dated_names or not _is_part(f, named)]
    places = [Span(f.start, f.end) for f in found]
    found += [f for f in _ranks(passage) if not _is_part(f, named) and not _crosses(f, places)]
    found += [
        f
        for f in _grades(passage)
        if not _is_part(f, named) and not _crosses(f, [Span(o.start, o.end) for o in found])
    ]
    found += list(_nothing(passage, found))
    found += list(_single(passage, found))
    if not any(f.kind == QUANTITY and f.unit == "1" for f in found):
        found += list(_comparisons(passage, found))
    return sorted(found, key=lambda f: (f.start, f.end))


def _is_part(figure: Figure, taken: Iterable[Span], *, strict: bool = False) -> bool:
    """Whether the figure lies inside a name; a name that is nothing but the figure takes nothing away."""
    return any(
        t.holds(figure.start, figure.end) and (not strict or t.end - t.start > figure.end - figure.start)
        for t in taken
    )


def _inherited(found: list[Figure]) -> list[Figure]:
    """Bare numbers with the unit of the figure before them (12 trillion tokens … up to 100 trillion)."""
    made: list[Figure] = []
    for figure in found:
        before = made[-1] if made else None
        is_bare = figure.unit == "count" and not figure.counted and figure.noun.end <= figure.noun.start
        if (
            before is not None
            and is_bare
            and before.unit not in ("1", "count", "pp")
            and _is_large(before, figure)
        ):
            figure = figure._replace(unit=before.unit)
        made.append(figure)
    return made


def _is_large(before: Figure, figure: Figure) -> bool:
    """Whether two numbers are of one order, so that the second may have the unit of the first."""
    one, two = (
        next((n for n in (f.reading.value, f.reading.widest.low, f.reading.widest.high) if n), None)
        for f in (before, figure)
    )
    return one is not None and two is not None and 1 / _ORDERS <= abs(two / one) <= _ORDERS


def _is_period(passage: Passage, figure: Figure) -> bool:
    """Whether the words only say what another figure is per (一天, a year)."""
    return (
        figure.reading.value == 1
        and figure.hedge == "exact"
        and any(
            w.start <= figure.start and figure.end <= w.end
            for w in passage.words
            if any(m.startswith("per.") for m in w.means)
        )
    )


def _crosses(figure: Figure, taken: Iterable[Span]) -> bool:
    return any(t.start < figure.end and figure.start < t.end for t in taken)


def _quantities(passage: Passage, tables: LinkTables) -> Iterator[Figure]:
    for q in passage.quantities:
        clause = passage.clause_at(q.start, q.end)
        for part in _levels(passage, q, clause, tables):
            reading, hedge = part.reading, part.hedge
            if hedge == "exact" and (side := far_hedge(passage, part.start, tables)):
                reading, hedge = bounded(reading, side), side
            yield Figure(
                QUANTITY, part.start, part.end, part.text, clause, reading, part.unit, part.counted,
                _noun(passage, part.end, clause), hedge, part.rule, part.change,
            )  # fmt: skip


def _levels(passage: Passage, q: Quantity, clause: Span, tables: LinkTables) -> list[Quantity]:
    """The two levels of a move that the reader joined into one range (from 2% to 10%), else the figure itself."""
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


def _noun(passage: Passage, end: int, clause: Span) -> Span:
    """The words right behind a number that say what is counted."""
    text, stop = passage.text, clause.end
    at = end
    while at < stop and text[at] in " 的-":
        at += 1
    if at < stop and "\u4e00" <= text[at] <= "\u9fff":
        match = _HAN_NOUN.match(text, at, stop)
        end = match.end() if match else at
        verb = _HAN_STOP.search(text, at + 1, end)
        return Span(at, verb.start() if verb else end)
    last = at
    for n, word in enumerate(_WORD.finditer(text, at, stop)):
        if n >= 5 or word.group().lower() in _NOUN_STOPS or text[last : word.start()].strip():
            break
        last = word.end()
    return Span(at, last)


def _dates(passage: Passage) -> Iterator[Figure]:
    for d in passage.dates:
        clause = _led(passage, passage.clause_at(d.start, d.end), d.start, d.end)
        yield Figure(
            DATE, d.start, d.end, d.text, clause, unit="date", period=d.period, role=d.role, relative=d.relative,
            named=d.named or d.period, precision=d.precision,
        )  # fmt: skip


def _led(passage: Passage, clause: Span, start: int, end: int) -> Span:
    """The clause that a date leads: one that holds nothing else belongs with the next."""
    if clause.end - clause.start - (end - start) > 2:
        return clause
    following = next((c for c in passage.clauses if c.start >= clause.end), None)
    return Span(clause.start, following.end) if following is not None else clause


def _ranks(passage: Passage) -> Iterator[Figure]:
    for r in passage.ranks:
        clause = passage.clause_at(r.start, r.end)
        if r.place is None:
            at: Interval = Interval(Fraction(1))
        elif r.hedge == "at_least":
            at = closed(1, r.place)
        else:
            at = point(r.place)
        value = None if r.place is None else Fraction(r.place)
        yield Figure(
            RANK, r.start, r.end, r.text, clause, Reading(value, at, at, at, at), "rank", among=r.among,
            ordinal=r.ordinal, superlative=r.superlative, hedge="exact" if at.is_point else "at_least",
        )  # fmt: skip


def _grades(passage: Passage) -> Iterator[Figure]:
    """一级召回, Class I: a grade, whose metric must be cued like that of any rank."""
    for m in _GRADE.finditer(passage.text, passage.span.start, passage.span.end):
        at = point(_GRADES[m["roman"] or m["han"]])
        clause = passage.clause_at(m.start(), m.end())
        yield Figure(
            RANK, m.start(), m.end(), m.group(), clause, Reading(at.low, at, at, at, at), "rank", rule="grade"
        )


def _nothing(passage: Passage, found: list[Figure]) -> Iterator[Figure]:
    """`no deaths`, 无人死亡: zero of what is named."""
    zero = point(0)
    for word in passage.of("nothing"):
        if any(f.kind == QUANTITY and f.start <= word.start < f.end for f in found):
            continue
        clause = passage.clause_at(word.start, word.end)
        if any(f.kind == QUANTITY and clause.holds(f.start, f.end) for f in found):
            continue
        noun = _noun(passage, word.end, clause)
        if word.end - word.start <= 2 and passage.text[word.start : word.end].lower() == "no":
            first = passage.text[noun.start : noun.end].lower()
            if not first or first.startswith(("longer", "more", "less", "doubt")):
                continue
        telling = [c for c in passage.cues if noun.start <= c.start <= noun.start + 1 and c.cue.sort != ANTI]
        is_bare = passage.text[word.start : word.end].lower() in _BARE_NO
        if is_bare and not any(c.cue.weight >= _TELLING for c in telling):
            continue
        yield Figure(
            QUANTITY, word.start, word.end, passage.text[word.start : word.end], clause,
            Reading(Fraction(0), zero, zero, zero, zero), "count", "", noun, rule="nothing",
        )  # fmt: skip


def _single(passage: Passage, found: list[Figure]) -> Iterator[Figure]:
    """`one battery`, 一块电池: one of a thing whose noun is a cue of its own; elsewhere 一 and one count nothing."""
    at = point(1)
    for word in passage.of("single"):
        if any(f.start < word.end and word.start < f.end for f in found):
            continue
        lead = passage.folded[max(0, word.start - 8) : word.start]
        if _EACH.search(lead) or _MORE_WORDS.match(passage.folded, word.end):
            continue
        clause = passage.clause_at(word.start, word.end)
        noun = _noun(passage, word.end, clause)
        cued = [
            c
            for c in passage.cues
            if noun.start <= c.start < noun.end and c.cue.weight >= _TELLING and c.cue.sort != ANTI
        ]
        if cued and min(c.start for c in cued) - noun.start <= _BESIDE:
            yield Figure(
                QUANTITY, word.start, word.end, passage.text[word.start : word.end], clause,
                Reading(Fraction(1), at, at, at, at), "count", "", noun, rule="single",
            )  # fmt: skip


_SENSES = {
    "compare.above": (_ABOVE, _ABOVE),
    "compare.below": (_BELOW, _BELOW),
    "compare.equal": (point(1), _PAR),
    "compare.reach": (_REACH, _REACH),
}


def _comparisons(passage: Passage, found: list[Figure]) -> Iterator[Figure]:
    """Words that put one thing above, below or level with another; the longest word of a clause decides."""
    if len(passage.names) < 1:
        return
    best: dict[Span, tuple[int, str, int, int]] = {}
    for key in _SENSES:
        for word in passage.of(key):
            if any(f.start <= word.start < f.end for f in found if f.kind != RANK):
                continue
            clause = passage.clause_at(word.start, word.end)
            known = best.get(clause)
            if known is None or word.end - word.start > known[0]:
                best[clause] = (word.end - word.start, key, word.start, word.end)
    for m in _MORE_THAN.finditer(passage.folded, passage.span.start, passage.span.end):
        clause = passage.clause_at(m.start(), m.end())
        best[clause] = (
            m.end() - m.start(),
            "compare.above" if m["up"] else "compare.below",
            m.start(),
            m.end(),
        )
    for m in _REACHES.finditer(passage.folded, passage.span.start, passage.span.end):
        best[passage.clause_at(m.start(), m.end())] = (
            m.end() - m.start(),
            "compare.reach",
            m.start(),
            m.end(),
        )
    for clause, (_, key, start, end) in best.items():
        if any(f.kind == QUANTITY and clause.holds(f.start, f.end) for f in found):
            continue
        stated, widest = _SENSES[key]
        value = Fraction(1) if key == "compare.equal" else None
        shown = EVERYTHING if key == "compare.equal" else stated
        hedge = "about" if key == "compare.equal" else "exact"
        yield Figure(
            COMPARISON, start, end, passage.text[start:end], clause, Reading(value, shown, stated, stated, widest),
            hedge=hedge, rule=key,
        )  # fmt: skip
