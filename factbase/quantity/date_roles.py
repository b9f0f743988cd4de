"""The words beside a date that bound it: 到, 前, 以来, by, since."""

from __future__ import annotations

import re
from typing import NamedTuple

from factbase.quantity.date_tables import DateTables, Role
from factbase.quantity.words import fold_word

__all__ = ["RoleFound", "find_role"]

_REACH = 24
# 从 and "from" bound nothing by themselves; they belong to the 起 or "onwards" after the date.
_OPENER = re.compile(r"(?:从|自|由|\b[Ff]rom)(?:\s{0,2}|\s+the\s+)\Z", re.ASCII)
# 前 and 后 are read with the day itself, and might be read without it.
_LOOSE = ("前", "后")


class RoleFound(NamedTuple):
    """The span of a date with its role words, and what they make of the period (`reading` as in `schema/dates.toml`).

    `loose` says that the word may be read with or without the named period.
    """

    start: int
    end: int
    reading: str
    role: str
    loose: bool


def find_role(text: str, start: int, end: int, floor: int, tables: DateTables) -> RoleFound | None:
    """The role words right before `start` (not beyond `floor`) and right after `end`; those after it decide."""
    window = max(floor, start - _REACH)
    left = tables.before.search(text, window, start)
    if left is not None and tables.not_before.search(text, window, start):
        left = None
    right = tables.after.match(text, end)
    if right is not None and tables.not_after.match(text, right.start(1)):
        right = None
    opening: Role | None = tables.roles_before[fold_word(left[1])] if left else None
    if right is None:
        return RoleFound(left.start(), end, *opening, False) if left and opening else None
    closing = tables.roles_after[fold_word(right[1])]
    loose = right[1].endswith(_LOOSE) and closing.reading in ("until", "from")
    if left and opening and (opening.reading == closing.reading or closing.reading in ("plain", "from")):
        reading, role = closing if closing.reading != "plain" else opening
        return RoleFound(left.start(), right.end(), reading, role, loose)
    opener = _OPENER.search(text, window, start) if closing.reading in ("from", "since", "plain") else None
    return RoleFound(opener.start() if opener else start, right.end(), *closing, loose)
