"""Comparisons in words: a relation of two things (above, below, level, at least level) and whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_embraced import NOT_AS, embraced, graded
from factbase.extract.link_figure import COMPARISON, QUANTITY, RANK, Figure
from factbase.extract.link_holder import denied_names
from factbase.extract.link_scene import Passage
from factbase.quantity.interval import EVERYTHING, Interval, closed, point
from factbase.quantity.reading import Reading
from factbase.quantity.units import TIMES

__all__ = [
    "ABOVE",
    "BELOW",
    "LEVEL",
    "NOT_ABOVE",
    "NOT_BELOW",
    "UNEQUAL",
    "comparisons",
    "denies_comparison",
    "is_move",
]

ABOVE, BELOW, LEVEL = "compare.above", "compare.below", "compare.equal"
NOT_ABOVE, NOT_BELOW, UNEQUAL = "compare.not_above", "compare.not_below", "compare.unequal"
_REACH, _MATCH = "compare.reach", "compare.match"
_HIGHER, _LOWER, _MUCH, _LITTLE = "compare.higher", "compare.lower", "compare.much", "compare.little"
_ROSE, _SANK = "compare.rose", "compare.sank"
# The lists that hold a word which compares.
_KEYS = frozenset(
    (
        ABOVE,
        BELOW,
        LEVEL,
        NOT_BELOW,
        _REACH,
        _MATCH,
        _HIGHER,
        _LOWER,
        _MUCH,
        _LITTLE,
        _ROSE,
        _SANK,
        "compare.passive",
    )
)
# The ratio of the first thing to the second. 相当 and "on a par": one, within 5 % (DESIGN §3).
_PAR = closed(Fraction(19, 20), Fraction(21, 20))
_RATIOS: Mapping[str, Interval] = {
    ABOVE: Interval(Fraction(1), None, True),
    BELOW: Interval(Fraction(0), Fraction(1), False, True),
    NOT_ABOVE: closed(0, 1),
    NOT_BELOW: Interval(Fraction(1)),
    _REACH: Interval(Fraction(1)),
}
# What a denial makes of a relation. Not level may be above or below: no ratio says that, so level is judged and turned round.
_DENIED: Mapping[str, str] = {
    ABOVE: NOT_ABOVE, BELOW: NOT_BELOW, NOT_ABOVE: ABOVE, NOT_BELOW: BELOW, _REACH: BELOW, _MATCH: BELOW, LEVEL: UNEQUAL, UNEQUAL: LEVEL,
}  # fmt: skip
# What follows a comparative in English: what is compared, then the word before the second thing.
_THAN = re.compile(r"(?:[^,;:.!?，。；]|[.,](?=\d)){0,60}?\bthan\b")
_AS, _AS_BEHIND = re.compile(r"\b(?P<no>not )?as $"), re.compile(r"(?:ly)?(?: [a-z]+){0,3}? as\b")
_MANY_TIMES = re.compile(r"\b(?:twice|half|times|double|thrice|quarter|third) as $")
# as well as only compares behind a verb of doing, or denied; elsewhere it joins.
_DOES = re.compile(
    r"\b(?:do|does|did|doing|fares?|faring|performs?|performing|works?) (?:quite |nearly |just )?as $"
)
# eclipsed in overall scale by: the one behind "by" is above.
_BY = re.compile(r"[^,;.]{0,40}?\bby\b")
# What may stand between a word for level and one for above: 赶上甚至超越, match or even exceed.
_OR_MORE = re.compile(r"[,，]?\s*(?:甚至|或者?|乃至|、|or)(?:可能)?\s*(?:even |possibly )?")
# Words of denial: right before the word in Chinese, near before it in English; further off nobody knows what they deny.
_HAN_NO = re.compile(r"(?:不|未|没|没有|难以|难|无法)(?:能|会|曾|被|足以|必|见得|再)?(?:够)?$")
_NO = re.compile(r"\bno (?:generation |way |step |bit )?$")
_APART = re.compile(r"[,，;；]|而是|\bbut\b")
_NEAR, _HAN_NEAR, _FAR = 28, 6, 60
_LEADING, _BESIDE = 24, 20
# What may stand behind the name of a topic: what of it is spoken of, and no verb.
_TOPIC = re.compile(r"[”’」]?(?:的[^，。；是有为在]{1,16})?")
_COMMA = re.compile(r"\s*[,，]")
_MAKERS = re.compile(
    r"\b(?:institutions?|teams?|compan(?:y|ies)|people|firms?|minds?|forces?|stor(?:y|ies)|groups?|labs?|technology|ideas?|organi[sz]ations?) $"
)


_YEAR = re.compile(r"(?:19|20)\d\d")
# How surely a verb of moving compares, and what marks its figure.
_MOVE, _MOVED = -2, "move"


class _Compared(NamedTuple):
    """A word that compares two things, `[start, end)`; `key` is its relation, `rank` how surely it is the one meant."""

    key: str
    start: int
    end: int
    rank: int = 0


def comparisons(passage: Passage, found: list[Figure]) -> Iterator[Figure]:
    """Words that put one thing above, below or level with another, one of each clause, denials within the relation."""
    if not passage.names:
        return
    for clause, word in _compared(passage, found).items():
        counted = [
            f for f in found if f.kind == QUANTITY and f.unit not in TIMES and clause.holds(f.start, f.end)
        ]
        if any(word.rank < 2 or f.unit != "count" or f.end + _BESIDE > word.start for f in counted):
            continue  # how much more is the claim
        denied = _is_denied(passage, clause, word)
        if denied is None:
            continue
        key = _DENIED.get(word.key, word.key) if denied else word.key
        whole = _with_topic(passage, clause, word, found)
        yield _figure(passage, whole, word, LEVEL if key == _MATCH else key)


def _with_topic(passage: Passage, clause: Span, word: _Compared, found: Sequence[Figure]) -> Span:
    """The clause with the one before it that only names what is compared (深算一号的制造工艺，落后A100一代)."""
    if any(m.end <= word.start and clause.holds(m.start, m.end) for m in passage.names):
        return clause
    before = next((c for c in reversed(passage.clauses) if c.end <= clause.start), None)
    if before is None or passage.folded[before.end : clause.start].strip() not in (",", "，", ""):
        return clause
    named = [m for m in passage.names if before.holds(m.start, m.end) and not m.speaks]
    if not named or any(before.holds(f.start, f.end) for f in found):
        return clause
    topic = passage.folded[named[-1].end : before.end].rstrip(",， ")
    return Span(before.start, clause.end) if _TOPIC.fullmatch(topic) else clause


def _figure(passage: Passage, clause: Span, word: _Compared, key: str) -> Figure:
    text, ratio = passage.text[word.start : word.end], _RATIOS.get(key)
    if ratio is None:
        reading = Reading(Fraction(1), EVERYTHING, point(1), point(1), _PAR)
        return Figure(COMPARISON, word.start, word.end, text, clause, reading, hedge="about", rule=key)
    return Figure(
        COMPARISON, word.start, word.end, text, clause, Reading(None, ratio, ratio, ratio, ratio),
        counted=_MOVED if word.rank == _MOVE else "", rule=key,
    )  # fmt: skip


def _compared(passage: Passage, found: list[Figure]) -> dict[Span, _Compared]:
    """The comparing words of a sentence by their clauses: the surest, of equally sure ones the longest."""
    best: dict[Span, _Compared] = {}
    ways: tuple[Callable[[Passage], Iterator[_Compared]], ...] = (_beaten,)
    if not _KEYS.isdisjoint(passage.listed):
        ways = (_listed, _than, _as, _joined, _beaten, _moved)
    for words in ways:
        for word in words(passage):
            if any(
                f.start < word.end and word.start < f.end
                for f in found
                if f.kind == RANK and f.rule != "exact"
            ):
                continue
            if any(f.start <= word.start < f.end for f in found if f.kind != RANK):
                continue
            clause = passage.clause_at(word.start, word.end)
            known = best.get(clause)
            if known is None or (word.rank, word.end - word.start) > (known.rank, known.end - known.start):
                best[clause] = word
    return best


def _listed(passage: Passage) -> Iterator[_Compared]:
    for key in (ABOVE, BELOW, NOT_BELOW, LEVEL, _MATCH, _REACH):
        for word in passage.of(key):
            if any(s.start <= word.start and word.end < s.end for s in passage.scopes):
                continue
            lead = passage.folded[max(passage.span.start, word.start - _LEADING) : word.start]
            if key == LEVEL and _is_opening(passage, word.start, word.end):
                continue
            if word.end - word.start == 6 and _MAKERS.search(lead):
                continue  # the institutions behind it have made it
            yield _Compared(key, word.start, word.end)


def _is_opening(passage: Passage, start: int, end: int) -> bool:
    """Whether a word for level only leads over to what is said (与A一样，B…)."""
    clause = passage.clause_at(start, end)
    named = {m.id for m in passage.names if clause.holds(m.start, m.end) and not m.owns}
    return len(named) < 2 and _COMMA.match(passage.folded, end) is not None


def _than(passage: Passage) -> Iterator[_Compared]:
    """`kinder to the environment than`; without `than` only where the sentence says what it compares with."""
    for key, other in ((_HIGHER, _LOWER), (_LOWER, _HIGHER)):
        for word in passage.of(key):
            match = _THAN.match(passage.folded, word.end, passage.span.end)
            is_definite = passage.folded.endswith("the ", passage.span.start, word.start)
            if (
                match is None
                and not passage.has("compare.against")
                and not (is_definite and denied_names(passage))
            ):
                continue
            end = match.end() if match else word.end
            # more polluting than is below, less polluting than above
            is_turned = any(word.end <= w.start and w.end <= end for w in passage.of(_LITTLE))
            yield _Compared(_SENSE_OF[other if is_turned else key], word.start, end, 2 if match else -1)


_SENSE_OF: Mapping[str, str] = {_HIGHER: ABOVE, _LOWER: BELOW, _ROSE: ABOVE, _SANK: BELOW}


def _as(passage: Passage) -> Iterator[_Compared]:
    """`as strong as`: level; denied below, of a word for little above."""
    for key in (_MUCH, _LITTLE):
        for word in passage.of(key):
            before = _AS.search(passage.folded, passage.span.start, word.start)
            behind = _AS_BEHIND.match(passage.folded, word.end, passage.span.end)
            if (
                before is None
                or behind is None
                or _MANY_TIMES.search(passage.folded, passage.span.start, word.start)
            ):
                continue
            start = before.start() + len(before["no"] or "")
            made = _Compared(_MATCH, start, behind.end(), 2)
            is_joining = passage.folded[word.start : word.end] == "well"
            denied = _is_denied(passage, passage.clause_at(start, behind.end()), made)
            if is_joining and not denied and not _DOES.search(passage.folded, passage.span.start, word.start):
                continue
            if key == _LITTLE and denied:
                made = made._replace(key=NOT_ABOVE)  # denied again it is above
            yield made


def _joined(passage: Passage) -> Iterator[_Compared]:
    """Eclipsed … by; 赶上甚至超越."""
    for word in passage.of("compare.passive"):
        by = _BY.match(passage.folded, word.end, passage.span.end)
        if by is not None:
            yield _Compared(BELOW, word.start, by.end(), 3)
    above = passage.of(ABOVE)
    for word in (w for key in (_REACH, _MATCH, LEVEL) if above for w in passage.of(key)):
        more = next((w for w in above if _OR_MORE.fullmatch(passage.folded, word.end, w.start)), None)
        if more is not None:
            yield _Compared(_REACH, word.start, more.end, 3)


def _moved(passage: Passage) -> Iterator[_Compared]:
    """Has risen since 1990, 较1990年下降: a move between two times, where the sentence gives a year and no other figure."""
    if not passage.dates and not _YEAR.search(passage.folded, *passage.span):
        return
    if any(q.unit not in TIMES for q in passage.quantities):
        return
    for key in (_ROSE, _SANK):
        for word in passage.of(key):
            yield _Compared(_SENSE_OF[key], word.start, word.end, _MOVE)


def is_move(figure: Figure) -> bool:
    """Whether a comparison is a verb of moving: of one thing at two times."""
    return figure.counted == _MOVED


def _beaten(passage: Passage) -> Iterator[_Compared]:
    """A比B多, A没有B强, 被A100压着打, leaves the A100 in the dust."""
    for m in (*graded(passage), *embraced(passage)):
        yield _Compared(f"compare.{m.sense}", m.start, m.end, 3)


def _is_denied(passage: Passage, clause: Span, word: _Compared) -> bool | None:
    """Whether a word of denial turns the relation; `None` if one stands where it may or may not, or two do."""
    folded = passage.folded
    if _HAN_NO.search(folded, clause.start, word.start) or _NO.search(folded, clause.start, word.start):
        return True
    denials: list[Span] = []
    for spot in sorted((*passage.of("negation", clause), *passage.of("compare.undone", clause))):
        if (
            spot.start >= word.start
            or spot.end > word.start
            or _denies_another(passage, spot.start, spot.end)
        ):
            continue
        if denials and spot.start < denials[-1].end:
            denials[-1] = Span(denials[-1].start, max(denials[-1].end, spot.end))
        else:
            denials.append(Span(spot.start, spot.end))
    if not denials:
        return False
    between = _unnamed(passage, denials[-1].end, word.start)
    if _APART.search(between) or len(between) > _FAR:
        return False
    near = _NEAR if folded[denials[-1].start].isascii() else _HAN_NEAR
    return True if len(denials) == 1 and len(between) <= near else None


def _denies_another(passage: Passage, start: int, end: int) -> bool:
    """Whether a word of denial is part of another word (not only, 不仅), of a name, or denies but the name behind it."""
    if any(w.start <= start and end <= w.end for w in passage.of("compare.not_only")):
        return True
    after = passage.folded[end:].lstrip(" “\"‘’'")
    shift = len(passage.folded) - len(after)
    after_article = re.match(r"(?:the |an? )?(?:[\w-]+['’]s )?", after)
    shift += after_article.end() if after_article else 0
    return any(m.start <= start < m.end or m.start in (shift, end) for m in passage.names)


def denies_comparison(passage: Passage, start: int, end: int) -> bool:
    """Whether a word for none only denies a comparison behind it (no better than, 没有超过, 没有A100强)."""
    behind = end + 1 if passage.folded[end : end + 1] == " " else end
    keys = (ABOVE, BELOW, LEVEL, _MATCH, _REACH, _HIGHER, _LOWER)
    scoped = any(s.start <= behind < s.end for s in passage.scopes)
    if not scoped and any(w.start == behind for key in keys for w in passage.of(key)):
        return True
    frame = NOT_AS.match(passage.folded, start, passage.span.end)
    return frame is not None and any(
        frame.start("what") <= m.start and m.end <= frame.end("what") for m in passage.names
    )


def _unnamed(passage: Passage, start: int, end: int) -> str:
    """The words between two places without the names among them."""
    words = passage.folded[start:end]
    for m in reversed(passage.names):
        if start <= m.start and m.end <= end:
            words = words[: m.start - start] + words[m.end - start :]
    return words
