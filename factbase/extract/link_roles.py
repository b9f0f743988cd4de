"""Who and when a figure is about: its subject, what it is relative to, its period, its world, and what it is per."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from factbase.extract.link_compare import LEVEL, UNEQUAL
from factbase.extract.link_denial import denial, is_needed
from factbase.extract.link_few import is_whole
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_holder import Subject, is_denied_to, ranked_subjects
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_sides import ARTICLES, COMPARED, sides_of, stands_behind
from factbase.extract.link_tables import LinkTables

__all__ = [
    "Roles",
    "Subject",
    "compares",
    "date_of",
    "from_to",
    "is_compared",
    "is_earlier",
    "is_sort",
    "negates",
    "roles_of",
]

_AHEAD = re.compile(r"未来|今后|(?:the )?(?:next|coming)\b", re.IGNORECASE)
# A denied "to be" reaches the superlative at the end of its clause.
_COPULA = re.compile(r"不是|并非|\b(?:is|are|was|were) not\b|\b(?:is|are|was|were)n't\b")
_EARLIER = re.compile(
    r"(?:此前|先前|原先|原来|原本|起初|最初|早先|当初)的?$|\b(?:earlier|previous|former|prior|original|initial)\s+$"
)
_FAR = 60
_UNTIL = re.compile(r"\s*(?:until|till)\b")
_ASIDE = re.compile(
    r"(?:\bunlike|\bin contrast to|\bas opposed to|不同于|有别于|不像|区别于)\s*(?:the |an? |its )?$"
)
_LINK_CHARS = 14


class Roles(NamedTuple):
    """Subjects, the best first; `relatives` with whether the wording is firm; the mentions that are neither."""

    subjects: tuple[Subject, ...]
    relatives: tuple[tuple[str, bool], ...]
    others: tuple[Mention, ...]


_DEFINITE = re.compile(r"(?:the|this|that|该|这款|这座|这家|这台|这种|此)\s*[“\"]?$", re.IGNORECASE)


def is_sort(passage: Passage, end: int, tables: LinkTables) -> bool:
    """Whether the only name before `end` is that of a sort of thing at the head of the sentence: the aircraft, 该电池."""
    named = [m for m in passage.names if m.start < end]
    if len({m.id for m in named}) != 1 or tables.names.entities[named[0].id].type != "concept":
        return False
    return _DEFINITE.fullmatch(passage.text, passage.span.start, named[0].start) is not None


def _not_owning(passage: Passage) -> list[Mention]:
    """The names that do not only qualify the next."""
    return [m for m in passage.names if not m.owns]


def roles_of(passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables) -> Roles:
    """The part that every entity of the sentence plays for the figure."""
    sides = sides_of(passage, figure, tables) if figure.kind == COMPARISON else None
    if sides is not None:
        first = tuple(Subject(i, 1.0, sides.mention) for i in sides.first)
        return Roles(first, tuple((i, True) for i in sides.second), tuple(passage.names))
    names = passage.once(_not_owning)
    relatives = _relatives(passage, figure, figures, names, tables)
    firm = {(m.start, m.end) for m, is_firm in relatives if is_firm and figure.kind != RANK}
    subjects: list[Subject] = []
    paired = _in_order(passage, figure, figures, names)
    for mention in names:
        if (mention.start, mention.end) in firm or (len(names) > 1 and mention in passage.once(_aside)):
            continue
        weight = _place(passage, figure, mention, names)
        if paired is not None:
            weight = 1.0 if mention is paired else weight * 0.3
        if mention.speaks:
            weight *= 0.5
        subjects.extend(Subject(i, weight, mention) for i in mention.ids)
        if figure.kind != COMPARISON:
            subjects.extend(Subject(i, weight * 0.7, mention) for i in mention.inner)
    if figure.kind == RANK:
        subjects = ranked_subjects(passage, figure, subjects)
    subjects.sort(key=lambda s: -s.weight)
    found = tuple((i, is_firm) for m, is_firm in relatives for i in m.ids)
    return Roles(tuple(subjects), found, tuple(passage.names))


def _place(passage: Passage, figure: Figure, mention: Mention, names: Sequence[Mention]) -> float:
    if figure.clause.holds(mention.start, mention.end):
        if mention.end <= figure.start:
            between = [
                m
                for m in names
                if mention.end <= m.start and m.end <= figure.start and figure.clause.holds(m.start, m.end)
            ]
            return 1.0 if not between else 0.92
        return 0.85
    local = any(figure.clause.holds(m.start, m.end) and not m.speaks for m in names)
    base = 0.8 if mention.end <= figure.start else 0.6
    return base * (0.75 if local else 1.0)


def _in_order(
    passage: Passage, figure: Figure, figures: Sequence[Figure], names: Sequence[Mention]
) -> Mention | None:
    """The name that stands at the figure's place where names and figures pair in order (分别, respectively)."""
    if not passage.has("respectively"):
        return None
    alike = [f for f in figures if f.kind == figure.kind and f.unit == figure.unit]
    return names[alike.index(figure)] if len(alike) == len(names) and figure in alike else None


def _relatives(
    passage: Passage, figure: Figure, figures: Sequence[Figure], names: Sequence[Mention], tables: LinkTables
) -> list[tuple[Mention, bool]]:
    """The names that the figure may be relative to, those whose wording says so first."""
    if len(names) < 1:
        return []
    found: list[tuple[Mention, bool]] = []
    if _may_relate(figure):
        for mention in names:
            if _follows(passage, figure, figures, mention, tables) or _precedes(
                passage, figure, figures, mention, tables
            ):
                found.append((mention, True))
    if not found:
        found = [(mention, True) for mention in passage.once_for(_compared, tables)]
    if not found and len(names) > 1:
        ordered = [m for m in names if m.end <= figure.start] or list(names)
        found = [(m, False) for m in reversed(names) if m is not ordered[0]]
    return found


def _compared(passage: Passage, tables: LinkTables) -> list[Mention]:
    """The names of the sentence that words of comparison stand beside, whatever the figure."""
    firm = tables.lists["relation.firm"]
    names = passage.once(_not_owning)
    return [m for m in names if stands_behind(passage, m, firm) or compares(passage, m)]


def _may_relate(figure: Figure) -> bool:
    """Whether a figure may be the ratio of two things: a comparison, a bare number or a change."""
    is_ratio = figure.kind == QUANTITY and (figure.unit == "1" or figure.change is not None)
    return is_ratio or figure.kind == COMPARISON


def _follows(
    passage: Passage, figure: Figure, figures: Sequence[Figure], mention: Mention, tables: LinkTables
) -> bool:
    """3.2 times that of the A100; 25% of an H100: a name behind the figure, led by a word of relation."""
    if mention.start < figure.end or mention.start - figure.end > 70:
        return False
    between = passage.folded[figure.end : mention.start]
    if re.search(r"[,，。;；:：]", between) or any(
        figure.end <= f.start < mention.start for f in figures if f.kind != COMPARISON
    ):
        return False
    if figure.kind == COMPARISON or not ARTICLES.sub("", between):
        return True
    return stands_behind(passage, mention, tables.lists["relation.before"])


def _precedes(
    passage: Passage, figure: Figure, figures: Sequence[Figure], mention: Mention, tables: LinkTables
) -> bool:
    """是A100的3.2倍, 比A100快: a name right before the figure, led by a word of relation."""
    if mention.end > figure.start:
        return False
    between = passage.folded[mention.end : figure.start]
    if (
        len(between) > _LINK_CHARS
        or (between.strip() and between.isascii())
        or re.search(r"[,，。;；:：]", between)
    ):
        return False
    if figure.kind == COMPARISON and figure.rule in (LEVEL, UNEQUAL):
        return stands_behind(passage, mention, ("与", "和", "同", "跟", "as", "with", "to"))
    if between.lstrip(" ”’").startswith("的") or figure.change is not None or figure.kind == COMPARISON:
        words = (
            tables.lists["relation.before"] if figure.kind != COMPARISON else tables.lists["relation.firm"]
        )
        return stands_behind(passage, mention, words)
    return False


def is_compared(passage: Passage, mention: Mention, tables: LinkTables) -> bool:
    """Whether a thing is named only for others to be compared with it (simpler than the A100, 超过A100)."""
    lists = tables.lists
    return stands_behind(
        passage, mention, (*lists["relation.firm"], *lists["compare.above"], *lists["compare.below"])
    )


def compares(passage: Passage, mention: Mention) -> bool:
    """Whether words right behind a name make it what others are compared with (与A100相比)."""
    return COMPARED.match(passage.folded, mention.end) is not None


def date_of(figure: Figure, figures: Sequence[Figure], passage: Passage) -> Figure | None:
    """The date that qualifies a figure: one bound to it by its place, else one that no other figure binds."""
    # `since 1990` is where a change begins; it is no period of a level.
    dates = [f for f in figures if f.kind == DATE and (f.role != "since" or figure.change is not None)]
    dates = [f for f in dates if f.role not in ("within", "ago") and not _AHEAD.match(f.text)]
    dates = [f for f in dates if not _is_of_speech(passage, f)]
    if not dates or is_earlier(passage, figure):
        return None
    others = [f for f in figures if f.kind == QUANTITY]
    bound: dict[int, Figure] = {}
    for n, when in enumerate(dates):
        near = min(others, key=lambda f: _gap(passage, f, when), default=None)
        if near is not None and _gap(passage, near, when) <= 4:
            bound[n] = near
    mine = [dates[n] for n, f in bound.items() if f is figure]
    if mine:
        return mine[-1]
    free = [d for n, d in enumerate(dates) if n not in bound]
    if not free:
        return None
    pair = from_to(figure, figures, passage)
    if pair is not None and pair[0] is figure:
        return None
    free = [d for d in free if figure.clause.holds(d.start, d.end) or not _is_of_name(passage, d)]
    inside = [d for d in free if figure.clause.holds(d.start, d.end)]
    before = [d for d in free if d.end <= figure.start]
    if inside:
        return min(inside, key=lambda d: abs(d.start - figure.start))
    return before[-1] if before else None


def is_earlier(passage: Passage, figure: Figure) -> bool:
    """Whether a word right before a figure makes it the level of a time before (是此前2%的五倍, the earlier 2 percent)."""
    return _EARLIER.search(passage.folded, passage.span.start, figure.start) is not None


def _is_of_name(passage: Passage, when: Figure) -> bool:
    """Whether a date only tells which of several a name means (the recall of March 2024), so that it dates nothing else."""
    return any(passage.folded[m.end : when.start] == " of " for m in passage.names)


def _is_of_speech(passage: Passage, when: Figure) -> bool:
    """Whether a date is when something was said (5月8日介绍, said on 8 May), not when it held.

    What stands behind a guess (预计，到2030年) is when it will hold.
    """
    said = passage.of("speech")
    before = any(0 <= w.start - when.end <= 2 for w in (*said, *passage.of("speech.guesses")))
    return before or any(0 <= when.start - w.end <= 4 for w in said)


def _gap(passage: Passage, figure: Figure, when: Figure) -> int:
    """How far a date stands from the figure it may belong to; the usual order of the language counts as near."""
    if when.end <= figure.start:
        between = passage.folded[when.end : figure.start]
        return len(between.replace("的", "").strip()) + (0 if not between.isascii() or not between else 3)
    between = passage.folded[figure.end : when.start]
    bare = re.sub(r"\b(?:in|of|by|for|as|during)\b|[\s(（]", "", between)
    return len(bare) + (0 if passage.folded[figure.start : when.end].isascii() else 6)


# a tenth of it, up from two percent: the earlier level comes last
_UP_FROM = re.compile(r"\b(?:up|down|increase|rise|drop|fall) from (?:about |some |just |only )?$")
_UP_REACH = 80


def from_to(figure: Figure, figures: Sequence[Figure], passage: Passage) -> tuple[Figure, Figure] | None:
    """The two figures of a `from … to …` (or `…, up from …`) that this one is part of, the earlier level first."""
    alike = [f for f in figures if f.kind == QUANTITY and f.unit == figure.unit]
    for one, two in itertools.pairwise(alike):
        if figure is not one and figure is not two:
            continue
        lead = passage.folded[max(0, one.start - 14) : one.start]
        between = passage.folded[one.end : two.start]
        if len(between) <= _UP_REACH and _UP_FROM.search(between):
            return two, one
        if (
            len(between) <= 30
            and re.search(r"从|由|\bfrom\b", lead)
            and re.search(r"到|至|升|增|降|跌|\bto\b", between)
        ):
            return one, two
    return None


def negates(passage: Passage, figure: Figure | None) -> bool:
    """Whether the figure (or, for `None`, the sentence) is denied: a word of negation right before it in its clause."""
    if figure is not None and figure.kind == COMPARISON:
        return figure.rule == UNEQUAL  # other relations have it in themselves
    if figure is None:
        taken = [(m.start, m.end) for m in passage.names] + [(c.start, c.end) for c in passage.cues]
        whole = denial(passage)
        taken += [whole] if whole else []
        return any(not any(a <= w.start < b for a, b in taken) for w in passage.of("negation"))
    if figure.kind == QUANTITY and is_whole(passage, figure):
        return False  # not all of the 129
    spoken = [(w.start, w.end) for w in passage.of("earliest")]
    whole = denial(passage)
    spoken += [whole] if whole else []
    for word in passage.of("negation", figure.clause):
        if any(a <= word.start < b for a, b in spoken):
            continue
        if _UNTIL.match(passage.folded, word.end):
            continue  # not until then: then it was so
        if word.end > figure.start or any(m.start <= word.start < m.end for m in passage.names):
            continue
        between = _unnamed(passage, word.end, figure.start)
        han = not passage.folded[word.start].isascii()
        if any(a.start <= word.start < a.end for a in passage.of("worlds.open")):
            continue
        reach = (
            _FAR
            if figure.kind == RANK and _COPULA.search(passage.folded[word.start : word.end])
            else 6
            if han
            else 24
        )
        if len(between) <= reach and not re.search(
            r"[,，;；]|而是|\b(?:but|(?:more|less|fewer) than)\b", between
        ):
            return not is_needed(passage, figure.start, figure.end)
    return figure.kind == RANK and is_denied_to(passage, figure)


def _aside(passage: Passage) -> set[Mention]:
    """The names that only tell what the sentence is not about (unlike the A100, 不同于A100)."""
    return {m for m in passage.names if _ASIDE.search(passage.folded[max(0, m.start - 16) : m.start])}


def _unnamed(passage: Passage, start: int, end: int) -> str:
    """The words between two places without the names among them."""
    words = passage.folded[start:end]
    for m in reversed(passage.names):
        if start <= m.start and m.end <= end:
            words = words[: m.start - start] + words[m.end - start :]
    return words
