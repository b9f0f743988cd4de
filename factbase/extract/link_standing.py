"""Words that stand for a thing named before (后者, the former, 是它的两倍): each is read as a name of that thing, or as nothing.

What is not certain is left alone: of three things none is the former, and beside an unknown name `it` may be that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from factbase.extract.clauses import Span
from factbase.extract.link_roles import compares, is_compared
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import LinkTables
from factbase.extract.link_unknown import unheld

__all__ = ["resolved"]

_KEYS = _FORMER, _LATTER, _OTHER, _PART = "stands.former", "stands.latter", "stands.other", "stands.part"
# Phase I of a named thing is that thing's.
_OF = re.compile(r"\s*(?:of\b|的)")


def resolved(passages: Sequence[Passage], tables: LinkTables) -> list[Passage]:
    """The sentences of a text, each with the words that stand for names among its names."""
    found: list[Passage] = []
    before: Passage | None = None
    for passage in passages:
        if not passage.listed.keys().isdisjoint(_KEYS):
            passage = _resolved(passage, before, tables)
        found.append(passage)
        if passage.names:
            before = passage
    return found


def _resolved(passage: Passage, before: Passage | None, tables: LinkTables) -> Passage:
    for key in _KEYS:
        for word in passage.of(key):
            if any(m.start < word.end and word.start < m.end for m in passage.names):
                continue
            span = Span(word.start, word.end)
            meant = _meant(key, span, passage, before, tables)
            if meant:
                names = (*passage.names, Mention(word.start, word.end, (meant,), stands=True))
                passage = replace(passage, names=tuple(sorted(names, key=lambda m: m.start)))
    return passage


def _meant(key: str, word: Span, passage: Passage, before: Passage | None, tables: LinkTables) -> str:
    if key == _PART:
        return _part(word, passage, before, tables)
    if key == _OTHER:
        return _other(word, passage, before, tables)
    pair = _pair(word, passage, before, tables)
    return pair[key == _LATTER] if pair else ""


def _pair(word: Span, passage: Passage, before: Passage | None, tables: LinkTables) -> tuple[str, str] | None:
    """The two things of one sort that are named before, in the order in which they are first named."""
    here = [m for m in _spoken(passage, word.start) if not _stands(passage, m)]
    at, names = (passage, here) if here or before is None else (before, _spoken(before, before.span.end))
    if unheld(at, at.span.start, word.start if at is passage else at.span.end):
        return None
    sorts: dict[str, dict[str, None]] = {}
    for mention in names:
        sorts.setdefault(tables.names.entities[mention.id].type, {}).setdefault(mention.id)
    pairs = [tuple(things) for things in sorts.values() if len(things) > 1]
    return (pairs[0][0], pairs[0][1]) if len(pairs) == 1 and len(pairs[0]) == 2 else None


def _other(word: Span, passage: Passage, before: Passage | None, tables: LinkTables) -> str:
    """What a pronoun means that another thing of its clause is compared with: the only one of that thing's sort before it.

    A pronoun that stands twice in one sentence means the same twice; a thing that is compared with already is what it means.
    """
    if passage.folded[slice(*word)] not in tables.lists[_OTHER] or not _is_compared(passage, word, tables):
        return ""
    clause, sorts = passage.clause_at(*word), tables.names.entities
    here = _spoken(passage, word.start)
    against = [m for m in here if is_compared(passage, m, tables) or compares(passage, m)]
    own = {m.id for m in here if clause.holds(m.start, m.end) and m not in against}
    said = {m.id for m in here if _stands(passage, m, (_OTHER,))} or {m.id for m in against}
    if len(own) > 1 or unheld(passage, passage.span.start, word.start):
        return ""
    if said:
        return next(iter(said)) if len(said) == 1 and not said & own else ""
    if not own:
        return ""
    holder = next(iter(own))
    things = {m.id for m in here if m.id != holder and sorts[m.id].type == sorts[holder].type}
    if not things and before is not None and not unheld(before, *before.span):
        spoken = _spoken(before, before.span.end)
        things = {m.id for m in spoken if m.id != holder and sorts[m.id].type == sorts[holder].type}
    return next(iter(things)) if len(things) == 1 else ""


def _part(word: Span, passage: Passage, before: Passage | None, tables: LinkTables) -> str:
    """What a name that many things share (Phase I) means: the one part that is called so of what is spoken of before."""
    if _OF.match(passage.folded, word.end):
        return ""
    said = passage.folded[word.start : word.end]
    for at in (passage, before):
        owners = (
            {o for m in _spoken(at, at.span.end) for o in (m.id, *tables.names.wholes(m.id))} if at else ()
        )
        parts = {p for o in owners for p in tables.names.parts(o) if _is_called(tables.names.folded(p), said)}
        if parts:
            return next(iter(parts)) if len(parts) == 1 else ""
    return ""


def _is_called(names: str, said: str) -> bool:
    """Whether a word stands whole in folded names."""
    return re.search(rf"(?<![a-z0-9]){re.escape(said)}(?![a-z0-9])", names) is not None


def _spoken(passage: Passage, end: int) -> list[Mention]:
    """The things named before a place, without owners and speakers."""
    return [m for m in passage.names if m.end <= end and not m.owns and not m.speaks]


def _stands(passage: Passage, mention: Mention, keys: Sequence[str] = (_FORMER, _LATTER, _OTHER)) -> bool:
    return any((w.start, w.end) == mention[:2] for key in keys for w in passage.of(key))


def _is_compared(passage: Passage, word: Span, tables: LinkTables) -> bool:
    """Whether a word of comparison stands right before."""
    lead = passage.folded[passage.span.start : word.start].rstrip()
    lists = tables.lists
    words = (*lists["relation.before"], *lists["compare.above"], *lists["compare.below"])
    return lead.endswith(words) and any(
        lead.endswith(w) and not (w.isascii() and lead[: -len(w)][-1:].isalpha()) for w in words
    )
