"""The merges and renamings of entities and metrics that stand, read from their events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from factbase.store.connection import Connection

__all__ = ["FIELDS", "NAMES_UNDONE", "Change", "all_changes", "merged_names", "standing_changes"]

# Where a fact names an entity or a metric.
FIELDS = {"entity": ("subject", "relative_to", "attributed_to", "members"), "metric": ("metric",)}
# Why a fact changed when a merge was taken back.
NAMES_UNDONE = "undo: merged"


class Change(NamedTuple):
    """One merge or renaming (`action`) of the entity or metric `target`, with the detail of its event."""

    target: str
    action: str
    detail: dict[str, Any]

    @property
    def what(self) -> str:
        """Entity or metric."""
        return str(self.detail["what"])

    @property
    def into(self) -> str:
        """The name that a merge made it one with; empty for a renaming."""
        return str(self.detail.get("into", ""))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The facts that a merge moved: the id of each before and after."""
        return [(old, new) for old, new in self.detail.get("facts", ())]

    @property
    def names(self) -> tuple[str, ...]:
        """What a merge called the name it took away: labels and aliases; of a renaming the label before it."""
        entry = self.detail.get("entry", self.detail)
        labels = (entry.get("label_zh"), entry.get("label_en"))
        aliases = entry.get("aliases") if self.into else ()
        return tuple(dict.fromkeys(n for n in (*labels, *(aliases or ())) if n))

    @property
    def brought(self) -> tuple[str, ...]:
        """The names that a merge gave to the one it merged into."""
        before = self.detail["entry"]["_aliases_before"] if self.into else ()
        return tuple(name for name in self.names if self.into and name not in before)

    @property
    def reason(self) -> str:
        """What the event of each fact that a merge moved says."""
        return f"{self.target} merged into {self.into}"

    @property
    def touched(self) -> tuple[str, ...]:
        """The ids of the names that it changed."""
        return (self.target, self.into) if self.into else (self.target,)


def merged_names(standing: Sequence[Change], what: str) -> list[tuple[str, tuple[str, ...]]]:
    """The entities or metrics that were merged away, each with its own names, without those that merges brought it."""
    merges = [c for c in standing if c.into and c.what == what]
    lent = {
        c.target: {n for other in merges if other.into == c.target for n in other.brought} for c in merges
    }
    return [(c.target, tuple(n for n in c.names if n not in lent[c.target])) for c in merges]


def standing_changes(connection: Connection) -> list[Change]:
    """The merges and renamings that were not taken back, in order."""
    return _read(connection)[0]


def all_changes(connection: Connection) -> list[Change]:
    """Every merge and renaming, also those taken back, in order."""
    return _read(connection)[1]


def _read(connection: Connection) -> tuple[list[Change], list[Change]]:
    events = connection.execute(
        "SELECT target, action, detail FROM event WHERE action IN ('merged', 'renamed', 'undone')"
        " ORDER BY decided, version"
    ).fetchall()
    standing: list[Change] = []
    ever: list[Change] = []
    for target, action, text in events:
        detail = json.loads(text) if text else {}
        if action != "undone":
            standing.append(Change(target, action, detail))
            ever.append(standing[-1])
            continue
        what = detail.get("what")
        of_it = [n for n, c in enumerate(standing) if c.target == target and what in (None, c.what)]
        del standing[of_it[-1]]
    return standing, ever
