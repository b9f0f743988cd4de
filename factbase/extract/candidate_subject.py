"""What a candidate fact is about: the thing of its sentence, or the one spoken of before, that its figure most likely measures."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from factbase.extract.link_figure import Figure
from factbase.extract.link_roles import Roles
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import LinkTables

__all__ = ["is_scope", "subject_of"]

# Of the sorts of things that a metric is measured of, the first ones are those that it mostly is.
_TYPICAL = 2
# Where a mention begins.
_START = itemgetter(0)
# Characters that end the word before a name.
_BEFORE_NAMES = frozenset("的了着过由对与和及在是将被从把为给向让使于以等中上下内外后前时称说")


def subject_of(
    passage: Passage,
    roles: Roles,
    figure: Figure,
    metric: str,
    carried: Sequence[str],
    relatives: set[str],
    tables: LinkTables,
) -> tuple[str, bool]:
    """The entity that a figure is most likely about, and whether nothing else comes close.

    Only things of a sort that the metric is measured of count. The first one of the figure's clause before it, else the
    nearest before it in the sentence, else one behind it, else what was spoken of before (that one is never sure).
    """
    for m in passage.names:
        if m.start <= figure.start and figure.end <= m.end:
            return m.id, False
    kinds = tables.names.entities
    sorts = tables.lists.get(f"subjects.{metric}", ())
    able = _able(passage, roles, figure, sorts, relatives, tables) if roles.subjects else ()
    if not able:
        return _topic(carried, sorts, tables), False
    clause = figure.clause
    alone = (
        kinds[able[0].id].type in sorts[:_TYPICAL]
        and len({m.id for m in able}) == 1
        and not any(kinds[m.id].type == "concept" and _is_ending(passage, m) for m in able)
    )
    before = [m for m in able if m.end <= figure.start]
    local = [m for m in before if clause.holds(m.start, m.end)]
    if local:
        return min(local, key=_START).id, alone
    behind = [m for m in able if m.start >= figure.end and clause.holds(m.start, m.end)]
    if behind and (not before or metric.endswith("_date")):
        return min(behind, key=_START).id, alone
    if before:
        return max(before, key=_START).id, alone
    return _topic(carried, sorts, tables), False


def _able(
    passage: Passage, roles: Roles, figure: Figure, sorts: Sequence[str], relatives: set[str], tables: LinkTables
) -> list[Mention]:  # fmt: skip
    """The mentions of things of the right sort that the figure is not relative to, the likeliest first."""
    firm = {r for r, is_firm in roles.relatives if is_firm}
    found: list[Mention] = []
    for subject in roles.subjects:
        m = subject.mention
        if m is None or m in found or not _fits(m.id, sorts, tables) or (m.speaks and not sorts):
            continue
        is_own = m.end <= figure.start and figure.clause.holds(m.start, m.end)
        if m.id not in (firm if is_own else relatives):
            found.append(m)
    return [m for m in found if not is_scope(passage, m)] or found if passage.scopes else found


def _fits(entity: str, sorts: Sequence[str], tables: LinkTables) -> bool:
    """Whether a thing is of one of some sorts; of any but a person where none is asked for."""
    sort = tables.names.entities[entity].type
    return sort in sorts if sorts else sort != "person"


def _topic(carried: Sequence[str], sorts: Sequence[str], tables: LinkTables) -> str:
    """What was spoken of before, of the first sort of which anything was: the topic of an item is named first."""
    kinds = tables.names.entities
    found, least = "", len(sorts)
    for entity in reversed(carried):
        sort = kinds[entity].type
        if not sorts and sort != "person":
            return entity
        if sort in sorts[:least]:
            found, least = entity, sorts.index(sort)
    return found


def _is_ending(passage: Passage, mention: Mention) -> bool:
    """Whether a Chinese word for a sort of thing ends a longer name (江沅省数据中心), which is then another thing."""
    before = passage.text[max(passage.span.start, mention.start - 1) : mention.start]
    is_han = "\u4e00" <= passage.text[mention.start] <= "\u9fff"
    return is_han and "\u4e00" <= before <= "\u9fff" and before not in _BEFORE_NAMES


def is_scope(passage: Passage, mention: Mention) -> bool:
    """Whether a name only says among whom (全国第三, 全球20%)."""
    scopes = passage.scopes
    return bool(scopes) and any(s.start <= mention.start and mention.end <= s.end for s in scopes)
