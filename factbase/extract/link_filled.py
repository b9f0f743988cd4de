"""Members of a list that only the list makes figures of: (in 1990) and 2023, (全国第四)和第三, 8.1 (and 13.7 billion euros)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factbase.extract.clauses import Span
from factbase.extract.link_figure import DATE, QUANTITY, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import LinkTables
from factbase.quantity.dates import find_dates
from factbase.quantity.interval import point
from factbase.quantity.ranks import find_ranks
from factbase.quantity.reading import Quantity, Reading
from factbase.quantity.scanner import find_quantities

__all__ = ["filled"]

_SCALE = r"(?:\s?\b(?:million|billion|trillion|bn|tn)\b|\s?(?:million|billion|trillion|bn|tn)\b|[万亿萬億]+)"
_AND = r"(?:、|和|与|與|及|以及|,? and|,? as well as|&|,)"
# 8.1 and, right before 13.7 billion euros
_LAST_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9.,/$€£¥-])(?P<n>[$€£¥]?\d[\d,]*(?:\.\d+)?)(?P<scale>{_SCALE})?\s*{_AND}\s*$"
)
_NUMBER = re.compile(rf".*\d(?P<scale>{_SCALE})?", re.DOTALL)
_NEXT_YEAR = re.compile(
    r"(?:,|,? and)\s+(?P<year>1[89]\d\d|20\d\d)(?![\w%.-]|,\d| ?(?:%|percent|people|million|billion))"
)
_NEXT_PLACE = re.compile(
    r"\s*(?:、|和|与|與|及|以及|,? and|,)\s*(?P<place>第[一二三四五六七八九十\d]+(?:名|位)?|(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b)",
    re.IGNORECASE,
)
_LEAD = 16  # what a hedge takes
_WRITTEN = r"\d{1,3}(?:,\d{3})+|\d{1,6}"
_COUNTS = (
    re.compile(
        rf"(?<![\w.,/$€£¥-])(?:{_WRITTEN})(?:(?:, (?:and )?| and )(?:{_WRITTEN}))+(?=,? respectively\b)"
    ),
    re.compile(
        rf"(?<=[为為是有到达達约約别別次])(?:{_WRITTEN})(?:[、和与與及](?:{_WRITTEN}))+(?=\s*(?:$|[。，；,;)）]))"
    ),
)


def filled(passage: Passage, found: Sequence[Figure], tables: LinkTables) -> list[Figure]:
    """The figures with those that stand in one list with them, where the sentence lists two figures or more.

    Places and numbers only where a word says that they go in order.
    """
    made = list(found)
    if any(f.kind == DATE for f in found) and sum(f.kind == QUANTITY for f in found) > 1:
        made += _years(passage, made, tables)
    if "respectively" not in passage.listed:
        return made
    made += _places(passage, made, tables)
    for figure in [f for f in made if f.kind == QUANTITY]:
        for number in _numbers(passage, figure, made, tables):
            made = [f for f in made if f.end <= number.start or number.end <= f.start]
            made.append(number)
    made += _counts(passage, made, tables)
    return made


def _years(passage: Passage, found: Sequence[Figure], tables: LinkTables) -> Iterator[Figure]:
    """The years that follow one in a list."""
    taken = [f for f in found if f.kind == DATE]
    for figure in taken:
        at = figure.end
        while match := _NEXT_YEAR.match(passage.text, at):
            start, at = match.span("year")
            if any(f.start < at and start < f.end for f in found):
                break
            for d in find_dates(f"in {match['year']}", tables.readers.dates)[:1]:
                clause = passage.clause_at(start, at)
                yield figure._replace(
                    start=start, end=at, text=match["year"], clause=clause, period=d.period,
                    named=d.named or d.period, precision=d.precision,
                )  # fmt: skip


def _places(passage: Passage, found: Sequence[Figure], tables: LinkTables) -> Iterator[Figure]:
    """The places that follow one in a list (全国第四和第三)."""
    for figure in [f for f in found if f.kind == RANK]:
        at = figure.end
        while match := _NEXT_PLACE.match(passage.text, at):
            start, at = match.span("place")
            if any(f.start < at and start < f.end for f in found):
                break
            lead = "排名" if match["place"].startswith("第") else "ranks "
            for r in find_ranks(f"{lead}{match['place']}", tables.readers.ranks)[:1]:
                if r.place is None:
                    continue
                value = point(r.place)
                yield figure._replace(
                    start=start, end=at, text=match["place"], clause=passage.clause_at(start, at),
                    reading=Reading(value.low, value, value, value, value), hedge="exact",
                )  # fmt: skip


def _numbers(
    passage: Passage, figure: Figure, found: Sequence[Figure], tables: LinkTables
) -> Iterator[Figure]:
    """The numbers before a figure that have their unit, and their scale if they have none, from it, the nearest first."""
    written = _NUMBER.match(figure.text)
    if written is None or figure.change is not None:
        return
    scale, rest = written["scale"] or "", figure.text[written.end() :]
    at = figure.start
    while match := _LAST_NUMBER.search(passage.text[passage.span.start : at]):
        start, end = passage.span.start + match.start("n"), passage.span.start + match.end("n")
        end += len(match["scale"] or "")
        crossed = [f for f in found if f.start < end and start < f.end]
        own = [f for f in crossed if f.unit not in ("1", "count") and (match["scale"] or not scale)]
        if any(f.kind != QUANTITY or f.unit not in ("1", "count", figure.unit) for f in crossed) or own:
            return
        words = f"{match['n']}{match['scale'] or scale}{rest}"
        words = words if rest or scale or match["scale"] else f"{words}个"
        lead = passage.text[max(passage.span.start, start - _LEAD) : start]
        read = _read(lead, words, figure.unit, tables)
        if read is None:
            return
        start += read.start - len(lead)
        yield figure._replace(
            start=start, end=end, text=passage.text[start:end], clause=passage.clause_at(start, end),
            reading=read.reading, hedge=read.hedge, rule=read.rule,
        )  # fmt: skip
        at = start


def _read(lead: str, words: str, unit: str, tables: LinkTables) -> Quantity | None:
    """The figure that some words are as a whole, with a hedge before them, in a unit."""
    found = find_quantities(f"{lead}{words}", tables.readers.quantities)
    known = [q for q in found if q.end > len(lead)]
    is_one = len(known) == 1 and known[0].start <= len(lead) and known[0].unit == unit
    return known[0] if is_one and known[0].change is None else None


def _counts(passage: Passage, found: Sequence[Figure], tables: LinkTables) -> Iterator[Figure]:
    """Whole numbers that count in order what is named before them (number 129 and 49 respectively)."""
    for pattern in _COUNTS:
        for match in pattern.finditer(passage.text, *passage.span):
            if any(f.start < match.end() and match.start() < f.end for f in found):
                continue
            for number in re.finditer(_WRITTEN, match.group()):
                read = _read("", f"{number.group()}个", "count", tables)
                start, end = match.start() + number.start(), match.start() + number.end()
                if read is not None:
                    yield Figure(
                        QUANTITY, start, end, number.group(), passage.clause_at(start, end), read.reading, "count",
                        noun=Span(end, end), rule="bare",
                    )  # fmt: skip
