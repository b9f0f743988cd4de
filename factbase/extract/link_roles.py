"""Who a figure is about: its subject and what it is relative to, and whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factbase.extract.link_compare import LEVEL, UNEQUAL
from factbase.extract.link_denial import denial, is_needed
from factbase.extract.link_few import is_whole
from factbase.extract.link_figure import COMPARISON, QUANTITY, RANK, Figure
from factbase.extract.link_holder import Subject, is_denied_to, ranked_subjects
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_sides import ARTICLES, COMPARED, leads_of, sides_of, stands_behind
from factbase.extract.link_tables import LinkTables

__all__ = [
    "Roles",
    "Subject",
    "compares",
    "is_compared",
    "is_sort",
    "negates",
    "roles_of",
]

# A denied "to be" reaches the superlative at the end of its clause.
_COPULA = re.compile(r"不是|并非|\b(?:is|are|was|were) not\b|\b(?:is|are|was|were)n't\b")
_FAR = 60
# did not just break one record
_NOT_ONLY = re.compile(r"\s*(?:only|just|merely|simply|solely)\b")
# 没有死亡的是80人: whom the figure counts, no denial of it
_RELATIVE = re.compile(r"[^，,。；;]{1,10}的(?:人数)?(?:是|有|为|共有?|占|达|还有|仅有|只有)$")
_UNTIL = re.compile(r"\s*(?:until|till|counting|including|to mention)\b")
_TAKEN_OUT = ("不含", "不包括", "不计", "不算")
_ASIDE = re.compile(
    r"(?:\bunlike|\bin contrast to|\bas opposed to|不同于|有别于|不像|区别于)\s*(?:the |an? |its )?$"
)
# One of these ends all that these can be.
_ASIDE_ENDS = (
    "unlike",
    "contrast to",
    "opposed to",
    "不同于",
    "有别于",
    "不像",
    "区别于",
    "the",
    "a",
    "an",
    "its",
)
_LINK_CHARS = 14
# 有37%是美国造的, 37%出自美国
_MADE_BY = re.compile(r"(?:都|就|还)?(?:是|由|出自|来自|产自|是由|是在|在)")
_MAKES = re.compile(
    r"(?:的工厂|企业|公司|厂商|本土)?(?:造|生产|制造|出产|产出|产的|贡献|提供|做出|所|的?(?=[，。；]|$))"
)
_STOPS = re.compile(r"[,，。;；:：]")


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
    if not names:
        return Roles((), (), passage.names)
    made = _made(passage, figure, names, tables)
    if made is not None:
        return Roles(
            tuple(Subject(i, 1.0, made[1]) for i in made[1].ids), ((made[0].id, True),), passage.names
        )
    relatives = _relatives(passage, figure, figures, names, tables)
    is_rank, is_comparison = figure.kind == RANK, figure.kind == COMPARISON
    firm = {m.start for m, is_firm in relatives if is_firm} if relatives and not is_rank else ()
    aside = passage.once(_aside) if len(names) > 1 else ()
    subjects: list[Subject] = []
    for mention, weight in zip(names, _weights(figure, names), strict=True):
        if mention.start in firm or mention.start in aside:
            continue
        if mention.speaks:
            weight *= 0.5
        for entity in mention.ids:
            subjects.append(Subject(entity, weight, mention))
        if mention.inner and not is_comparison:
            subjects.extend(Subject(i, weight * 0.7, mention) for i in mention.inner)
    if is_rank:
        subjects = ranked_subjects(passage, figure, subjects)
    if len(subjects) > 1:
        subjects.sort(key=_by_weight)
    found = tuple([(i, is_firm) for m, is_firm in relatives for i in m.ids]) if relatives else ()
    return Roles(tuple(subjects), found, passage.names)


def _made(
    passage: Passage, figure: Figure, names: Sequence[Mention], tables: LinkTables
) -> tuple[Mention, Mention] | None:
    """A whole and the one of its sort right behind a share of it that makes that (全世界的半导体有37%是美国造的)."""
    if figure.kind != QUANTITY or figure.unit != "1" or len(names) < 2:
        return None
    sorts = tables.names.entities
    for maker in names:
        if maker.start < figure.end or not _MADE_BY.fullmatch(passage.folded, figure.end, maker.start):
            continue
        wholes = [m for m in names if m.end <= figure.start and sorts[m.id].type == sorts[maker.id].type]
        return (wholes[-1], maker) if wholes and _MAKES.match(passage.folded, maker.end) else None
    return None


def _by_weight(subject: Subject) -> float:
    return -subject.weight


def _weights(figure: Figure, names: Sequence[Mention]) -> list[float]:
    """How likely a figure is about each of the names, by where they stand."""
    at, (first, last) = figure.start, figure.clause
    nearest, apart = 0, 1.0
    if len(names) > 1:
        for mention in names:
            if figure.kind == RANK and at <= mention.start and mention.end <= figure.end:
                continue  # among whom it is a rank
            if first <= mention.start and mention.end <= last:
                nearest = mention.start if mention.end <= at else nearest
                apart = apart if mention.speaks else 0.75
    found: list[float] = []
    for mention in names:
        start, end = mention.start, mention.end
        if not (first <= start and end <= last):
            found.append((0.8 if end <= at else 0.6) * apart)
        elif end <= at:
            found.append(1.0 if end > nearest else 0.92)
        else:
            found.append(0.85)
    return found


def _relatives(
    passage: Passage, figure: Figure, figures: Sequence[Figure], names: Sequence[Mention], tables: LinkTables
) -> list[tuple[Mention, bool]]:
    """The names that the figure may be relative to, those whose wording says so first."""
    found: list[tuple[Mention, bool]] = []
    if _may_relate(figure):
        for mention in names:
            if _follows(passage, figure, figures, mention, tables) or _precedes(
                passage, figure, figures, mention, tables
            ):
                found.append((mention, True))
    if not found and figure.change is not None and len(names) > 1:
        # Beats the A100 by 20%, 反超A100两成.
        found = [(m, True) for m in names if m.end <= figure.start and is_compared(passage, m, tables)]
    if not found:
        found = [(mention, True) for mention in passage.once_for(_compared, tables)]
    if not found and len(names) > 1:
        found = [(m, False) for m in names[:0:-1]]
    return found


def _compared(passage: Passage, tables: LinkTables) -> list[Mention]:
    """The names of the sentence that words of comparison stand beside, whatever the figure."""
    firm = tables.lists["relation.firm"]
    names, folded, (start, end) = passage.once(_not_owning), passage.folded, passage.span
    is_told = (
        folded.find("比", start, end + _LINK_CHARS) >= 0 or folded.find("较", start, end + _LINK_CHARS) >= 0
    )
    leads = passage.once(leads_of)
    return [
        m
        for m in names
        if (leads[m.start].endswith(firm) and stands_behind(passage, m, firm))
        or (is_told and compares(passage, m))
    ]


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
    if _STOPS.search(between) or any(
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
    if len(between) > _LINK_CHARS or (between.strip() and between.isascii()) or _STOPS.search(between):
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


def negates(passage: Passage, figure: Figure | None, told: Sequence[Figure] = ()) -> bool:
    """Whether the figure (or, for `None`, the sentence) is denied: a word of negation right before it in its clause.

    Of a sentence nothing is denied by the words of the figures `told` (此前无人做过: the first).
    """
    if figure is not None and figure.kind == COMPARISON:
        return figure.rule == UNEQUAL  # other relations have it in themselves
    words = passage.of("negation", None if figure is None else figure.clause)
    if not words:
        return figure is not None and figure.kind == RANK and is_denied_to(passage, figure)
    if figure is None:
        taken = [(m.start, m.end) for m in passage.names] + [(c.start, c.end) for c in passage.cues]
        whole = denial(passage)
        taken += [whole] if whole else []
        taken += [(f.start, f.end) for f in told]
        words = [w for w in words if _NOT_ONLY.match(passage.folded, w.end) is None]
        return any(not any(a <= w.start < b for a, b in taken) for w in words)
    if figure.kind == QUANTITY and is_whole(passage, figure):
        return False  # not all of the 129
    spoken = [(w.start, w.end) for w in passage.of("earliest")]
    whole = denial(passage)
    spoken += [whole] if whole else []
    for word in words:
        if any(a <= word.start < b for a, b in spoken):
            continue
        if _UNTIL.match(passage.folded, word.end) or passage.folded.startswith(_TAKEN_OUT, word.start):
            continue  # not until then: then it was so; not counting the 49: there are 49
        if word.end > figure.start or any(m.start <= word.start < m.end for m in passage.names):
            continue
        if _is_no_denial(passage, word.start, word.end, figure.start):
            continue
        between = _unnamed(passage, word.end, figure.start)
        han = not passage.folded[word.start].isascii()
        if any(a.start <= word.start < a.end for a in passage.of("worlds.open")):
            continue
        is_far = figure.kind == RANK and _COPULA.search(passage.folded[word.start : word.end])
        reach = _FAR if is_far else 6 if han else 24
        if len(between) <= reach and not re.search(
            r"[,，;；]|而是|\b(?:but|(?:more|less|fewer) than)\b", between
        ):
            return not is_needed(passage, figure.start, figure.end)
    return figure.kind == RANK and is_denied_to(passage, figure)


def _is_no_denial(passage: Passage, start: int, end: int, figure: int) -> bool:
    """Whether a word of negation is part of what is measured (拿它没辙), of whom the figure counts, or of a question (是不是)."""
    if _RELATIVE.match(passage.folded, end, figure) is not None or passage.folded.startswith(" even ", end):
        return True  # not even twice: the bound of the figure says so
    inside = any(c.start <= start and end < c.end for c in passage.cues)
    return inside or (start > 0 and passage.folded[start - 1] == passage.folded[end - 1])


def _aside(passage: Passage) -> list[int]:
    """Where the names begin that only tell what the sentence is not about (unlike the A100, 不同于A100)."""
    found: list[int] = []
    for mention in passage.names:
        lead = passage.folded[max(0, mention.start - 16) : mention.start]
        if lead.rstrip().endswith(_ASIDE_ENDS) and _ASIDE.search(lead):
            found.append(mention.start)
    return found


def _unnamed(passage: Passage, start: int, end: int) -> str:
    """The words between two places without the names among them."""
    words = passage.folded[start:end]
    for m in reversed(passage.names):
        if start <= m.start and m.end <= end:
            words = words[: m.start - start] + words[m.end - start :]
    return words
