"""Two lists of one length: the figures of the one, and the items of the other that they go with in order (分别为, respectively)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import DATE, QUANTITY, RANK, Figure
from factbase.extract.link_scene import CueSpot, Passage, Placed
from factbase.extract.link_tables import ANTI, LinkTables

__all__ = ["Row", "is_denied", "is_uneven", "items_of", "joiner", "rows_of"]

_HAN_AND = r"、|以及|(?<![总共饱温缓调])和(?![平解谐睦])|(?<![参给赋授])与(?!否)|(?<![涉普危触顾提波以])及(?!其|时|格)"
_AND = re.compile(rf"{_HAN_AND}|(?:,\s*)?\b(?:and|as well as)\b|&")
_COMMA = re.compile(r",(?=\s)")
_STOP = re.compile(r"[，；;：:。]")
# What may stand between two items of a list besides the word that joins them, names aside.
_ASIDE = re.compile(
    r"\b(?:of|the|that|those|an?|in|for|by|its|about|some|over|year|times)\b|['’]s\b|[的在于“”\"‘’《》\s]"
)
_JOINED = re.compile(r"(?:[、,，]?(?:和|与|及|以及|and|aswellas|&)|、|,)")
# What the list is not that these words lead or follow.
_LED = re.compile(
    r"(?:\b(?:between|from|both|either|unlike|than|include|includes|including|with)\b(?:\s+the)?|从|自|介于|包括|比|、|和|与|及|\band|&|\bas well as)\s*[“\"《]*$"
)
_FOLLOWED = re.compile(
    r"\s*[”\"》]*(?:之间|相比|之比|等|合计|之和|共同|联合|、|和|与|及(?!其)|and\b|&|as well as|combined|together)"
)
# Of the items together, or of each of them alike, nothing is said in order.
_ALIKE = re.compile(r"[都均各共]|合计|总计|一共|之和|\b(?:each|both|all|together|combined|total|jointly)\b")
# A part of an English sentence that only leads to what a comma sets apart from it.
_LEADS = re.compile(
    r"\s*(?:in|for|at|as|of|on|by|under|with|according|after|since|from|meanwhile|however|overall|today|reportedly)\b"
)
_TOUCHES = re.compile(r"[\s“”\"《》‘’]*(?:额|数|量|值)?[\s“”\"《》‘’]*(?:the |its |their |其|该)?")
_REACH, _HAN_REACH, _APPENDED, _OF_IT, _DENIES, _APART = 40, 12, 12, 2, 8, 60


class Row(NamedTuple):
    """Figures that stand in one list; `told`: a word says that they go in order. `first` and `last`: where items may stand."""

    figures: tuple[Figure, ...]
    told: Span | None
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where the first figure begins."""
        return self.figures[0].start

    @property
    def end(self) -> int:
        """Where the last figure ends."""
        return self.figures[-1].end


def rows_of(passage: Passage, figures: Sequence[Figure]) -> list[Row]:
    """The lists of two figures or more; dates are one only where a word says so and no other figure is in order."""
    told = passage.of("respectively")
    kinds = (QUANTITY, RANK)
    runs = [run for kind in kinds for run in _runs(passage, [f for f in figures if f.kind == kind])]
    if not runs and told:
        runs = _runs(passage, [f for f in figures if f.kind == DATE])
    runs.sort(key=lambda run: run[0].start)
    found: list[Row] = []
    first = passage.span.start
    for n, run in enumerate(runs):
        last = runs[n + 1][0].start if n + 1 < len(runs) else passage.span.end
        stop = max(passage.clause_at(run[-1].start, run[-1].end).end, run[-1].end)
        words = [
            w for w in told if first <= w.start < run[0].start or run[-1].end <= w.start < stop + _APPENDED
        ]
        words = [w for w in words if w.end <= last]
        word = Span(words[0].start, words[0].end) if words else None
        if word is not None and word.start >= run[-1].end:
            # 37% and 12%, respectively, in 1990 and 2023
            stop = next((c.end for c in passage.clauses if c.start >= word.end), stop)
        found.append(Row(tuple(run), word, first, min(last, max(stop, run[-1].end))))
        first = run[-1].end
    return found


def joiner(passage: Passage, start: int, end: int) -> Span | None:
    """The word that joins two items of a list, `None` where more than names stands between them."""
    if end - start > _APART:
        return None
    between = _said(passage, start, end)
    for m in reversed(passage.names):
        if start <= m.start and m.end <= end:
            between = between[: m.start - start] + " " * (m.end - m.start) + between[m.end - start :]
    if _JOINED.fullmatch(_ASIDE.sub("", between)) is None:
        return None
    found = _AND.search(between) or _COMMA.search(between)
    return Span(start + found.start(), start + found.end()) if found is not None else None


def _said(passage: Passage, start: int, end: int) -> str:
    """The folded words of a stretch, but for Chinese commas, which stay what they are."""
    text, folded = passage.text[start:end], passage.folded[start:end]
    return (
        "".join(t if t == "，" else f for t, f in zip(text, folded, strict=True)) if "，" in text else folded
    )


def _runs(passage: Passage, figures: Sequence[Figure]) -> list[list[Figure]]:
    """The figures that only words of a list join."""
    found: list[list[Figure]] = []
    for figure in figures:
        if found and joiner(passage, found[-1][-1].end, figure.start) is not None:
            found[-1].append(figure)
        else:
            found.append([figure])
    return [run for run in found if len(run) > 1]


def items_of(passage: Passage, figures: Sequence[Figure], row: Row, tables: LinkTables) -> list[Span]:
    """Where the items stand that the figures of a row go with, none unless just one list has their number."""
    for side in (Span(row.first, row.start), Span(row.end, row.last)):
        lists = [run for run in _tight(passage, figures, row, side) if len(run) == len(row.figures)]
        if not lists and not _unequal(passage, figures, row):
            lists = _told(passage, figures, row, side, tables)
        if lists:
            return lists[0] if len(lists) == 1 else []
    return []


def is_uneven(passage: Passage, figures: Sequence[Figure], row: Row) -> bool:
    """Whether a word says that figures without items go in order with a list that stands before them, of another length."""
    if row.told is None:
        return False
    listed = any(s for spots in _anchors(passage, figures) for s in _runs_of(passage, _before(spots, row)))
    return listed or _AND.search(_masked(passage, figures, Span(row.first, row.start))) is not None


def is_denied(passage: Passage, row: Row) -> bool:
    """Whether it is denied that all figures of a list are so: any of them may be the one that is not."""
    return any(0 <= row.start - w.end <= _DENIES for w in passage.of("negation"))


def _before(spots: Sequence[Placed], row: Row) -> list[Placed]:
    """Those of some spots that stand before a row."""
    return [s for s in spots if row.first <= s.start and s.end <= row.start]


def _anchors(passage: Passage, figures: Sequence[Figure]) -> Iterator[list[Placed]]:
    """What lists may be of, each sort in order: things, dates, scopes."""
    yield [m for m in passage.names if not (m.owns or m.speaks)]
    yield [f for f in figures if f.kind == DATE]
    yield [s for s in passage.scopes if not any(m.start <= s.start < m.end for m in passage.names)]


def _tight(passage: Passage, figures: Sequence[Figure], row: Row, side: Span) -> Iterator[list[Span]]:
    """The lists of things, dates or scopes in a stretch; behind a row only dates need no word that says so."""
    is_free = row.told is not None or side.end <= row.start
    for spots in _anchors(passage, figures):
        inside = [s for s in spots if side.holds(s.start, s.end) and s not in row.figures]
        for run in _runs_of(passage, inside):
            if (is_free or run[0] in figures) and _is_list(passage, run, row):
                yield [Span(s.start, s.end) for s in run]


def _runs_of(passage: Passage, spots: Sequence[Placed]) -> list[list[Placed]]:
    found: list[list[Placed]] = []
    for spot in spots:
        if found and joiner(passage, found[-1][-1].end, spot.start) is not None:
            found[-1].append(spot)
        else:
            found.append([spot])
    return [run for run in found if len(run) > 1]


def _is_list(passage: Passage, run: Sequence[Placed], row: Row) -> bool:
    """Whether things that stand in a row are all of a list, of each of which something else may be said."""
    folded, start, end = passage.folded, run[0].start, run[-1].end
    if _LED.search(folded, row.first, start) or _FOLLOWED.match(folded, end, row.last):
        return False
    if _is_longer(passage, row.first, start):
        return False
    if end <= row.start and _AND.search(_masked(passage, row.figures, Span(end, row.start))):
        return False  # another list stands nearer
    if row.told is not None:
        return True
    between = folded[end : row.start] if end <= row.start else folded[row.end : start]
    units = {f.unit for f in row.figures}
    return len(units) == 1 and _ALIKE.search(between) is None


def _is_longer(passage: Passage, first: int, start: int) -> bool:
    """Whether an English comma right before a list sets another item before it, and no words that lead to it."""
    lead = _said(passage, first, start).rstrip('“" ')
    if not lead.endswith(","):
        return False
    head = re.split(r"[,;:]", lead[:-1])[-1]
    return _LEADS.match(head) is None and len(head.split()) < 6


def _unequal(passage: Passage, figures: Sequence[Figure], row: Row) -> bool:
    """Whether a list of dates stands before a row that has not as many figures."""
    dates = [f for f in figures if f.kind == DATE and row.first <= f.start and f.end <= row.start]
    return any(len(run) != len(row.figures) for run in _runs_of(passage, dates))


def _told(
    passage: Passage, figures: Sequence[Figure], row: Row, side: Span, tables: LinkTables
) -> list[list[Span]]:
    """The list of what is measured in a stretch, behind a row only where a word says so."""
    if row.told is None and side.start >= row.end:
        return []
    parts = _parts(passage, figures, side, len(row.figures))
    if parts and row.told is not None and parts[-1].holds(*row.told):
        parts[-1] = Span(parts[-1].start, row.told.start)
    items = _items(passage, row, parts, tables) if parts else []
    return [items] if items else []


def _parts(passage: Passage, figures: Sequence[Figure], side: Span, count: int) -> list[Span]:
    """So many parts of a stretch as words of a list cut it into; none if it has more or fewer of them."""
    first = side.start
    masked = _masked(passage, figures, side)
    ands = list(_AND.finditer(masked))
    if not ands:
        return []
    stops = [m.end() for m in _STOP.finditer(masked)]
    start = max((s for s in stops if s <= ands[-1].start()), default=0)
    stop = min((s - 1 for s in stops if s > ands[-1].end()), default=len(masked))
    if len(masked) - stop > _APPENDED:
        return []
    cuts = [m for m in ands if m.start() >= start]
    if masked[cuts[-1].start()].isascii():
        commas = list(_COMMA.finditer(masked, start, cuts[-1].start()))
        if count == 2 and commas:
            # Two items have no comma between them.
            start, commas = commas[-1].end(), []
            if _is_longer(passage, first, first + start):
                return []
            cuts = [m for m in cuts if m.start() >= start]
        wanted = count - 1 - len(cuts)
        if wanted < 0 or wanted > len(commas) or (wanted and len(cuts) > 1):
            return []
        if wanted < len(commas):
            start = commas[len(commas) - wanted - 1].end()
            if _is_longer(passage, first, first + start):
                return []
        cuts = [*commas[len(commas) - wanted :], *cuts]
    if len(cuts) != count - 1:
        return []
    edges = [start, *(e for m in cuts for e in m.span()), stop]
    return [Span(first + a, first + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _masked(passage: Passage, figures: Sequence[Figure], side: Span) -> str:
    """A stretch of the folded sentence with what is known in it blotted out, so that no word in it joins."""
    first, last = side
    masked = _said(passage, first, last)
    known: list[Placed] = [*passage.names, *passage.cues, *passage.scopes, *figures]
    for spot in known:
        a, b = max(spot.start, first) - first, min(spot.end, last) - first
        if a < b:
            masked = masked[:a] + "x" * (b - a) + masked[b:]
    return masked


def _items(passage: Passage, row: Row, parts: Sequence[Span], tables: LinkTables) -> list[Span]:
    """The items that the parts of a list hold: words for measures, or things, each with none but its own."""
    if any(q.start < parts[-1].end and parts[0].start < q.end for q in passage.quantities):
        return []
    cued = [_cued(passage, row.figures[n], part, tables) for n, part in enumerate(parts)]
    last = row.start - _OF_IT  # A100的40%: what the figures are relative to
    things = [m for m in passage.names if not (m.owns or m.speaks or last <= m.end <= row.start)]
    named = [[m for m in things if part.holds(m.start, m.end)] for part in parts]
    sorts = tables.names.entities
    if len({any(sorts[m.id].type == "place" for m in own) for own in named}) > 1:
        named = [[] for _ in parts]  # 海基二号的水深和距深圳的距离: not one for each
    for spots in (cued, named):
        if all(spots):
            if row.told is None and (spots is named or not _is_beside(passage, row, parts, spots)):
                continue
            if all(cued) and all(named):
                return _cut(passage, parts, [(*a, *b) for a, b in zip(cued, named, strict=True)])
            return _cut(passage, parts, spots)
    for spots in (cued, named):
        if row.told is not None and any(spots) and _touch(passage, parts, spots):
            return _cut(passage, parts, spots)
    return []


def _cued(passage: Passage, figure: Figure, part: Span, tables: LinkTables) -> list[CueSpot]:
    """The words of a part that speak for measures which the figure's unit fits."""
    ratio = figure.unit in ("1", "pp") or figure.change is not None
    if figure.kind != QUANTITY:
        fitting = tables.fitting(figure.kind)
    else:
        fitting = tables.fitting("" if ratio else figure.unit)
    return [
        c
        for c in passage.cues
        if c.cue.sort != ANTI and not c.named and c.cue.metric in fitting and part.holds(c.start, c.end)
    ]


def _is_beside(passage: Passage, row: Row, parts: Sequence[Span], spots: Sequence[Sequence[Placed]]) -> bool:
    """Whether a list of measures that no word says to go in order stands right before its figures."""
    end = max(s.end for s in spots[-1])
    between = passage.folded[end : row.start]
    reach = _REACH if between.isascii() else _HAN_REACH
    together = _ALIKE.search(between) or len({f.unit for f in row.figures}) > 1
    return not together and end <= row.start and len(between) <= reach and _touch(passage, parts, spots)


def _touch(passage: Passage, parts: Sequence[Span], spots: Sequence[Sequence[Placed]]) -> bool:
    """Whether what is found in each part stands right beside a word that joins it to the next."""
    folded = passage.folded
    for n, (part, found) in enumerate(zip(parts, spots, strict=True)):
        if not found:
            continue
        start, end = min(s.start for s in found), max(s.end for s in found)
        behind = n + 1 < len(parts) and _TOUCHES.fullmatch(folded, end, part.end)
        ahead = n > 0 and _TOUCHES.fullmatch(folded, part.start, start)
        if not (behind or ahead):
            return False
    return True


def _cut(passage: Passage, parts: Sequence[Span], spots: Sequence[Sequence[Placed]]) -> list[Span]:
    """The items without what stands before the first and behind the last, which all share."""
    found = list(parts)
    if spots[0]:
        start = min(s.start for s in spots[0])
        start = max([start, *(m.end for m in passage.names if m.start < start < m.end)])
        found[0] = Span(start, parts[0].end)
    if spots[-1]:
        found[-1] = Span(parts[-1].start, max(s.end for s in spots[-1]))
    return found
