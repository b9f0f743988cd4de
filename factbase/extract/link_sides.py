"""The two sides of a comparison in words: which thing is put above or below which, whatever their order in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import Figure
from factbase.extract.link_holder import denied_names
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import LinkTables

__all__ = ["ARTICLES", "COMPARED", "Sides", "leads_of", "sides_of", "stands_behind"]

ARTICLES = re.compile(
    r"(?:\s|一户|一个|一台|一家|一块|一座|每户|单个|普通|上一代|前一代|前代|老款|旧款|同类|[“‘\"'（(]|\b(?:the|a|an|an average|a single|an? ordinary|one|an? typical|nvidia's|its|their)\b)+$"
)
# One of these ends all that these can be.
_ARTICLE_ENDS = (
    "一户", "一个", "一台", "一家", "一块", "一座", "每户", "单个", "普通", "上一代", "前一代", "前代", "老款", "旧款", "同类", "“",
    "‘", '"', "'", "（", "(", "the", "a", "an", "average", "single", "ordinary", "one", "typical", "nvidia's", "its", "their",
)  # fmt: skip
COMPARED = re.compile(r"[”’」]?(?:的?[\u4e00-\u9fff]{0,4})?(?:相比|相较|比起来|相对比|作对比|比较)")
# 占优的是A, the edge lies with A: the first side stands behind the word.
_BEHIND = re.compile(
    r"(?:的|一方)?[^，。；]{0,6}?(?:是|则是|还是|要数|当数|属|归)|\s*(?:clearly |still |however |instead )?(?:belongs? to|lies? with|goes to|rests? with|is with)\b"
)
_JOINED = re.compile(r"\s*(?:、|，|和|与|及|以及|或|,?\s*(?:and|or|nor)|,)\s*(?:that of |those of |the )*")
_LINK = re.compile(r"(?:['’]s)?\s*")
_REACH, _BESIDE = 40, 24


class Sides(NamedTuple):
    """The entities of the first side and those that it is compared with, and where the first is named."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    mention: Mention


def leads_of(passage: Passage) -> dict[int, str]:
    """Where every name of the sentence begins → the words before it, without articles and owners at their end."""
    found: dict[int, str] = {}
    owners = [m for m in passage.names if m.owns]
    for mention in passage.names:
        start = mention.start
        for other in owners:
            if other.end <= start and start - other.end <= 3:
                start = other.start
        lead = passage.folded[max(0, start - _REACH) : start].rstrip()
        found[mention.start] = ARTICLES.sub("", lead).rstrip() if lead.endswith(_ARTICLE_ENDS) else lead
    return found


def stands_behind(passage: Passage, mention: Mention, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands right before the name, articles and owners aside."""
    before = passage.once(leads_of)[mention.start]
    if not before.endswith(words):
        return False
    return any(before.endswith(w) and not (w.isascii() and before[: -len(w)][-1:].isalpha()) for w in words)


def sides_of(passage: Passage, figure: Figure, tables: LinkTables) -> Sides | None:
    """The sides of a comparison where the words alone tell them; `None` where more than one pair is possible."""
    names = [m for m in passage.names if not m.owns and not m.speaks]
    if len({m.id for m in names}) < 2 or _is_with_base(passage, figure, tables):
        return None
    led = [m for m in names if _is_led(passage, m, tables)]
    denied = [m for m in names if m in passage.once(denied_names) and m not in led]
    free = [m for m in names if m not in led and m not in denied]
    clause = figure.clause
    inside = [m for m in names if figure.start <= m.start and m.end <= figure.end]
    before = [m for m in free if m.end <= figure.start]
    behind = [m for m in names if m.start >= figure.end and clause.holds(m.start, m.end) and m not in led]
    if inside:
        first, second = _nearest(passage, before, clause), _list(passage, inside)
    elif _is_turned(passage, figure, clause) and any(m in free for m in behind):
        first = next(m for m in behind if m in free)
        second = denied or _others(names, first, tables)
    elif behind and behind[0] not in denied:
        first, second = _nearest(passage, before, clause), _list(passage, behind)
    elif led:
        own = [m for m in free if clause.holds(m.start, m.end)]
        first, second = _nearest(passage, before, clause) or (own[0] if own else None), led
    elif denied:
        first, second = _nearest(passage, before, clause), denied
    else:
        first = _nearest(passage, before, clause)
        second = _others(names, first, tables) if first is not None else []
    if first is None or not second:
        return None
    listed = [first, *_list(passage, before[before.index(first) :])[1:]] if first in before else [first]
    one = tuple(dict.fromkeys(i for m in listed for i in _things(passage, m, tables)))
    two = tuple(i for m in second for i in _things(passage, m, tables) if i not in one)
    return Sides(one, two, first) if two else None


def _is_with_base(passage: Passage, figure: Figure, tables: LinkTables) -> bool:
    """Whether what is compared with is the sum that was first named (less than the original sum for its plant)."""
    bases = set(tables.lists.get("scopes.bases", ()))
    return any(bases & {*s.means} and 0 <= s.start - figure.end <= _BESIDE for s in passage.scopes if bases)


def _is_led(passage: Passage, mention: Mention, tables: LinkTables) -> bool:
    """Whether a name only says what is compared with (compared with the A100, 与A100相比)."""
    if COMPARED.match(passage.folded, mention.end):
        return True
    return stands_behind(passage, mention, tables.lists.get("compare.against", ()))


def _is_turned(passage: Passage, figure: Figure, clause: Span) -> bool:
    return _BEHIND.match(passage.folded, figure.end, clause.end) is not None


def _nearest(passage: Passage, before: Sequence[Mention], clause: Span) -> Mention | None:
    """The one thing named before the word in its clause, else in the sentence, or the first of one list; `None` for several."""
    for found in ([m for m in before if clause.holds(m.start, m.end)], before):
        if found:
            is_one = len({m.id for m in found}) == 1
            return found[-1] if is_one else found[0] if _list(passage, found) == found else None
    return None


def _list(passage: Passage, behind: Sequence[Mention]) -> list[Mention]:
    """The first name behind the word, with those listed with it."""
    found = [behind[0]]
    for mention in behind[1:]:
        between = passage.folded[found[-1].end : mention.start]
        if not _JOINED.fullmatch(_LINK.sub("", between, count=1)):
            break
        found.append(mention)
    return found


def _others(names: Sequence[Mention], first: Mention, tables: LinkTables) -> list[Mention]:
    """The one other thing of the same sort that the sentence names; none if there are several."""
    sorts = tables.names.entities
    others = [m for m in names if m.id != first.id and sorts[m.id].type == sorts[first.id].type]
    return others[:1] if len({m.id for m in others}) == 1 else []


def _things(passage: Passage, mention: Mention, tables: LinkTables) -> tuple[str, ...]:
    """What a name means: a part of it that the sentence describes (Guangzhou … biomedical industry) before itself."""
    found: list[str] = []
    for entity in mention.ids:
        parts = tables.names.parts(entity)
        if parts:
            words = passage.without({entity, *parts})
            found += [p for p in parts if tables.names.described(p, entity, words)]
        found.append(entity)
    return tuple(dict.fromkeys(found))
