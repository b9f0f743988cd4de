"""What a candidate fact is about: the thing of its sentence, or the one spoken of before, that its figure most likely measures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter

from factbase.extract.link_figure import Figure
from factbase.extract.link_roles import Roles
from factbase.extract.link_scene import Mention, Passage
from factbase.extract.link_tables import LinkTables

__all__ = ["subject_of", "within_scopes"]

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
    start, end = figure.start, figure.end
    for m in passage.names:
        if m.start <= start and end <= m.end:
            return m.id, False
    sorts = tables.lists.get(f"subjects.{metric}", ())
    able = _able(passage, roles, figure, sorts, relatives, tables) if roles.subjects else ()
    first, last = figure.clause
    before = [m for m in able if m.end <= start]
    local = [m for m in before if first <= m.start and m.end <= last]
    if local:
        return min(local, key=_START).id, _is_alone(passage, able, sorts, tables)
    behind = [m for m in able if m.start >= end and first <= m.start and m.end <= last]
    if behind and (not before or metric.endswith("_date")):
        return min(behind, key=_START).id, _is_alone(passage, able, sorts, tables)
    if before:
        return max(before, key=_START).id, _is_alone(passage, able, sorts, tables)
    return _topic(carried, sorts, tables), False


def _is_alone(passage: Passage, able: Sequence[Mention], sorts: Sequence[str], tables: LinkTables) -> bool:
    """Whether only one thing is named, and of a sort that the metric mostly measures."""
    only, kinds = able[0].id, tables.names.entities
    return (
        kinds[only].type in sorts[:_TYPICAL]
        and (len(able) == 1 or all(m.id == only for m in able))
        and not (kinds[only].type == "concept" and any(_is_ending(passage, m) for m in able))
    )


def _able(
    passage: Passage, roles: Roles, figure: Figure, sorts: Sequence[str], relatives: set[str], tables: LinkTables
) -> list[Mention]:  # fmt: skip
    """The mentions of things of the right sort that the figure is not relative to, the likeliest first."""
    firm = {r for r, is_firm in roles.relatives if is_firm}
    found: list[Mention] = []
    for subject in roles.subjects:
        m = subject.mention
        if m is None or m in found or not _fits(m.ids[0], sorts, tables) or (m.speaks and not sorts):
            continue
        is_own = m.end <= figure.start and figure.clause.holds(m.start, m.end)
        if m.ids[0] not in (firm if is_own else relatives):
            found.append(m)
    within = passage.once(within_scopes)
    return [m for m in found if m.start not in within] or found if within else found


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


def within_scopes(passage: Passage) -> Collection[int]:
    """Where the names of a sentence begin that only say among whom (全国第三, 全球20%)."""
    scopes = passage.scopes
    if not scopes:
        return ()
    return {m.start for m in passage.names if any(s.start <= m.start and m.end <= s.end for s in scopes)}
