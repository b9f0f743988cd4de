"""Small counts that stand away from their noun: four of the ten joint labs, of the ten four are …, 两大挑战."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure, noun_at
from factbase.extract.link_scene import Passage, Placed
from factbase.extract.link_tables import ANTI
from factbase.quantity.beside import is_piece
from factbase.quantity.date_numerals import small_number
from factbase.quantity.interval import point
from factbase.quantity.reading import Reading

__all__ = ["FEW", "few", "is_cued_elsewhere", "is_whole", "is_whole_of_part", "none_of", "whole_noun"]

FEW = "few"
_WORD = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|\d{1,3}"
# Four of (Guangzhou's) ten: the part, then the whole.
_OF = re.compile(
    rf"\b(?P<part>{_WORD}|none|all|half)\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|our\s+|these\s+|those\s+|[\w’'-]+['’]s?\s+){{0,2}}"
    rf"(?P<whole>{_WORD})\b(?![.,]\d|%|\s*(?:percent|per cent|million|billion|thousand))"
)
# Only two of the joint laboratories: the part of a whole without its number.
_SOME_OF = re.compile(rf"\b(?P<some>{_WORD})\s+of\s+(?:the|its|their|these|those|[\w’'-]+['’]s)\s+(?=[a-z])")
# four are in biomedicine, six work on: a number that is all of a subject.
_ALONE = re.compile(
    rf"(?:^|[,;:]\s+|\b(?:and|but|which|that|with|majority,)\s+)(?:(?:only|just|merely|all|the (?:other|remaining))\s+)?(?P<alone>{_WORD})\s*,?\s+"
    r"(?:are|is|were|was|do|does|did|have|has|had|will|work|works|focus|belong|survived|died|lived|remain|fall|lie|come|cover|deal)\b"
)
# ten Guangdong-Hong Kong-Macao joint labs, the two elements: a number with other words before its noun.
_FAR = re.compile(rf"\b(?P<far>{_WORD})\s+(?=(?:[\w’'–-]+\s+){{0,6}}?[\w’'–-]+)")
_PART_OF = re.compile(
    rf"\b(?:{_WORD}|\d[\d,]*|half|none|most|all|some|many|few|percent|third|quarter|thirds|quarters|\d+%)\s+(?:out\s+)?of\s+"
    r"(?:(?:the|its|their|these|those|all)\s+|[\w’'-]+['’]s?\s+){0,2}$"
)
_OF_ANY = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|these|those|all)\b|[\w’'-]+['’]s?\s)")
# What each of these takes for a count, wherever it stands.
_COUNT = re.compile(rf"\b(?:{_WORD}|all)\b|[两二三四五六七八九十](?=大|方面)")
_HAN = re.compile(r"(?P<big>[两二三四五六七八九十])(?:大(?=[\u4e00-\u9fff])|(?=方面))")
_FAR_REACH = 48
# The average one is no count.
_USUAL = ("average ", "typical ")
_STOPS = re.compile(r"[,.;:]|\b(?:of|in|at|on|by|to|is|are|was|were|has|have|had|will|and|for|with|from|than|percent|times|million|billion|trillion|thousand|hundred|years?|months?|weeks?|days?|hours?|minutes?|seconds?|euros?|dollars?|yen|yuan)\b")  # fmt: skip


# all three of the certificates
_ALL = re.compile(r"\b(?:all|every one of the|the full|each of the) $")
# 重点实验室中，有4个
_AMONG = re.compile(r"(?:当中|之中|里面|中|里)[,，]\s*(?:也|只|仅|就|才|共)?有$")
_FIRST_WORD = re.compile(r"[\s-]*[a-z'’]+")
_OF_THEM = re.compile(
    r"\s*(?:out )?of (?:the|its|their|these|those|all)\s+(?:[\d,.]+\s+)?[a-z'’-]+(?: [a-z'’-]+(?=\s+(?:has|have|had|is|are|was|were)\b))?"
)


_OF_THOSE = re.compile(
    r" of (?:the|its|their|these|those|all) [a-z' -]{3,40}?(?= (?:has|have|had|is|are|was|were|will|can|could|would|did|does|do|ever|yet)\b)"
)


# 三张证照中的两张: a count of which another is a part.
_PART_BEHIND = re.compile(
    r"[^，。；,;0-9]{0,10}?(?:之中|当中|里面|中|里)的(?:前|后)?(?=[0-9一二两三四五六七八九十]{1,4}[个家张项件款台座种处名位])"
)


def is_whole_of_part(passage: Passage, figure: Figure) -> bool:
    """Whether a Chinese count is only the whole of which the next count tells a part (三张证照中的两张)."""
    return (
        figure.unit == "count"
        and _PART_BEHIND.match(passage.folded, figure.end, passage.span.end) is not None
    )


def is_whole(passage: Passage, figure: Figure) -> bool:
    """Whether a figure is the whole of `four of the ten …`: what is said behind it is said of the part."""
    folded, start = passage.folded, passage.span.start
    has_of = folded.find("of", start, figure.start) >= 0
    return has_of and _PART_OF.search(folded, start, figure.start) is not None


def whole_noun(passage: Passage, figure: Figure) -> Span | None:
    """The words of a measure behind `two of the …`, which name the whole that the figure is a part of; else `None`."""
    if figure.unit != "count":
        return None
    among = _AMONG.search(passage.folded, passage.span.start, figure.start)
    if among is not None:
        end = among.start()
        return next((Span(c.start, end) for c in passage.cues if c.end == end and c.cue.sort != ANTI), None)
    match = _OF_ANY.match(passage.folded, figure.end, figure.clause.end)
    if match is None or _ALL.search(passage.folded, passage.span.start, figure.start):
        return None
    spot = next(
        (
            c
            for c in passage.cues
            if c.cue.sort != ANTI and match.end() <= c.start <= match.end() + _FAR_REACH
        ),
        None,
    )
    return Span(spot.start, spot.end) if spot is not None else None


def is_cued_elsewhere(passage: Passage, figure: Figure, metric: str) -> bool:
    """Whether a part and its whole share out a metric's words so that none is left for this figure.

    Of `two of the patients have …` those that name the whole say nothing of the two; of `9 of the 41 sites publish …`
    those behind the noun say nothing of the 41.
    """
    cues = [c for c in passage.cues if c.cue.metric == metric and figure.clause.holds(c.start, c.end)]
    if not cues or figure.unit != "count":
        return False
    whole = _OF_THEM.match(passage.folded, figure.end)
    if whole is not None:
        return all(figure.end <= c.start and c.end <= whole.end() for c in cues)
    noun = _FIRST_WORD.match(passage.folded, figure.end)
    end = noun.end() if noun is not None else figure.end
    return is_whole(passage, figure) and all(c.start >= end for c in cues)


# Each with what every match of it has, and the groups that are counts.
_PATTERNS = (
    ("of", _OF, ("part", "whole")),
    ("of", _SOME_OF, ("some",)),
    ("", _ALONE, ("alone",)),
    ("", _HAN, ("big",)),
    ("", _FAR, ("far",)),
)


def _has_free(passage: Passage, taken: Sequence[Placed]) -> bool:
    """Whether there is a count that nothing has taken."""
    for match in _COUNT.finditer(passage.folded, *passage.span):
        start, end = match.span()
        if not any(t.start < end and start < t.end for t in taken):
            return True
    return False


def none_of(passage: Passage, end: int, clause: Span) -> Span:
    """The noun behind a word for none or all; what none of the 129 did closes the clause."""
    if not passage.folded.startswith(" of ", end):
        return noun_at(passage, end, clause)
    last = [
        c
        for c in passage.cues
        if clause.holds(c.start, c.end) and c.cue.sort != ANTI and c.start > end and not c.named
    ]
    of = _OF_THOSE.match(passage.folded, end)
    # none of the AI companies has ported: the noun where what they did is of its measure
    whole = [
        c
        for c in last
        if of is not None
        and c.end == of.end()
        and c.cue.metric in {m.cue.metric for m in last if m.start > c.end}
    ]
    last = whole or last
    return Span(last[-1].start, last[-1].end) if last else noun_at(passage, end, clause)


def few(passage: Passage, found: Sequence[Figure]) -> Iterator[Figure]:
    """Counts that the reader of figures leaves aside, where a word of a measure shows what they count."""
    # No count is looked for in names and in what the readers found.
    taken: tuple[Placed, ...] = (*found, *passage.names, *passage.quantities, *passage.ranks, *passage.dates)
    if not _has_free(passage, taken):
        return
    made: list[Span] = []
    for word, pattern, names in _PATTERNS:
        if passage.folded.find(word, *passage.span) < 0:
            continue
        for match in pattern.finditer(passage.folded, *passage.span):
            for name in names:
                span = Span(*match.span(name))
                said = match["whole"] if match[name] == "all" else match[name]
                value = small_number(said) if said not in ("none", "half") else None
                if value is None or is_piece(passage.text, *span):
                    continue
                if any(t.start < span.end and span.start < t.end for t in (*taken, *made)):
                    continue
                if passage.folded.endswith(_USUAL, 0, span.start):
                    continue
                # One of the six is a membership.
                if name in ("part", "some") and value == 1:
                    continue
                noun = Span(span.end, span.end)
                if name in ("far", "big", "whole", "some"):
                    lead = Span(match.end(), match.end()) if name == "some" else span
                    noun = _noun(passage, match.end(), lead)
                if name in ("far", "big", "some") and noun.end <= noun.start:
                    continue
                if name == "part" and match[name] == "all":
                    noun = none_of(passage, span.end, passage.clause_at(*span))
                made.append(span)
                # A part is what the sentence is about; the others may only describe.
                yield _count(
                    passage, span, Fraction(value), noun, "part" if name in ("part", "some") else FEW
                )


def _noun(passage: Passage, start: int, number: Span) -> Span:
    """From the number to the word of a measure behind it, where no other phrase begins between."""
    for spot in passage.cues:
        if spot.cue.sort == ANTI or not number.end <= spot.start <= number.end + _FAR_REACH:
            continue
        if not _STOPS.search(passage.folded, number.end, spot.start):
            return Span(
                number.end + 1 if passage.folded[number.end : number.end + 1] == " " else number.end, spot.end
            )
    return Span(number.end, number.end)


def _count(passage: Passage, span: Span, value: Fraction, noun: Span, rule: str) -> Figure:
    at = point(value)
    return Figure(
        QUANTITY, span.start, span.end, passage.text[span.start : span.end],
        passage.clause_at(span.start, span.end), Reading(value, at, at, at, at), "count", "", noun, rule=rule,
    )  # fmt: skip
