"""Which entity a row of a foreign table names: a known one by its exact name, else new; what resembles one is asked."""

from __future__ import annotations

import hashlib
import json
import re

from factbase.errors import Problem
from factbase.model.names import Entity
from factbase.phrase import phrase
from factbase.service.import_map import TableMap
from factbase.vocabulary.names import Names

__all__ = ["Naming"]

_WORDS = re.compile(r"[a-z]+|\d+|[^\W\da-z_]+")
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")


class Naming:
    """Resolves names one by one and keeps what was repaired, what is new, and what must be asked."""

    def __init__(self, map: TableMap, names: Names) -> None:
        self._map, self._names = map, names
        self._answers = {_plain(name): answer for name, answer in map.names.items()}
        self._known: dict[str, list[str]] = {}
        self._words: dict[str, list[tuple[str, ...]]] = {}
        for entity in names.entities.values():
            own = (entity.id, entity.label_zh, entity.label_en, *entity.aliases)
            for name in own:
                if name and entity.id not in self._known.setdefault(_plain(name), []):
                    self._known[_plain(name)].append(entity.id)
            if entity.type == map.table.type:
                self._words[entity.id] = [w for w in map_words(own) if _is_telling(w)]
        self._resolved: dict[str, str] = {}
        self._asked: dict[str, tuple[int, tuple[str, ...]]] = {}
        self._unused = set(self._answers)
        self._faults: list[tuple[str, str]] = []
        self.new: dict[str, Entity] = {}
        self.repaired: list[tuple[str, str]] = []

    @property
    def count(self) -> int:
        """How many entities the rows name."""
        return len(set(self._resolved.values()))

    @property
    def matched(self) -> int:
        """How many of them were known."""
        return len(set(self._resolved.values()) - self.new.keys())

    def resolve(self, raw: str, row: int) -> str:
        """The entity of a name; an unanswered one is noted and gets its own id for the time being."""
        name = " ".join(raw.split())
        if name != raw and (raw, name) not in self.repaired:
            self.repaired.append((raw, name))
        key = _plain(name)
        if key not in self._resolved:
            self._resolved[key] = self._entity(name, key, row)
        return self._resolved[key]

    def problems(self, file: str) -> list[Problem]:
        """Every name that needs an answer, as a line for the map, and answers that fit nothing."""
        found = [Problem(file, f"names.{name!r}", message) for name, message in self._faults]
        if self._asked:
            lines = "".join(f"\n{self._line(name)}" for name in self._asked)
            alone, together = phrase("a name resembles known ones"), phrase("these names resemble known ones")
            many = together if len(self._asked) > 1 else alone
            found.append(
                Problem(
                    file,
                    "names",
                    phrase(
                        "{many}; put an answer in place of each ? under [names]:{lines}",
                        many=many,
                        lines=lines,
                    ),
                )
            )
        found.extend(
            Problem(file, f"names.{n!r}", phrase("names no row of the table")) for n in sorted(self._unused)
        )
        return found

    def _line(self, name: str) -> str:
        """A name as an entry of `[names]` that still wants its answer, the answers that it may have in a comment."""
        row, near = self._asked[name]
        answers = [answer for i in near for answer in (f'"{i}"', f'"part of {i}"')]
        said = ", ".join(answers)
        return f'{json.dumps(name, ensure_ascii=False)} = "?"  # row {row}: {said} or "new"'

    def _entity(self, name: str, key: str, row: int) -> str:
        answer = self._answers.get(key)
        self._unused.discard(key)
        if answer is not None:
            return self._answered(name, answer)
        known = self._known.get(key, [])
        if len(known) == 1:
            return known[0]
        near = tuple(known) or self._resembling(name)
        if near:
            self._asked[name] = (row, near)
        return self._make(name, "")

    def _answered(self, name: str, answer: str) -> str:
        if answer == "?":
            # The line that asks stands in the map and waits.
            self._faults.append((name, "has no answer yet: an id, new, or part of ID in place of the ?"))
            return self._make(name, "")
        whole = answer.removeprefix("part of ")
        if answer != "new" and whole not in self._names.entities:
            self._faults.append(
                (name, f"no entity is called {whole!r}; answer with an id, new, or part of ID")
            )
        if answer == "new" or answer.startswith("part of "):
            return self._make(name, whole if whole != answer else "")
        return answer

    def _make(self, name: str, part_of: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        if not _ID.fullmatch(slug):
            slug = f"{self._map.table.type}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        while slug in self._names.entities or slug in self.new:
            slug = f"{slug}-{hashlib.sha256(name.encode()).hexdigest()[:4]}"
        label = "label_zh" if self._map.table.language == "zh" else "label_en"
        self.new[slug] = Entity.model_validate(
            {"id": slug, "type": self._map.table.type, label: name, "part_of": part_of}
        )
        return slug

    def _resembling(self, name: str) -> tuple[str, ...]:
        """Known entities of the same type one of whose names stands within this name, word for word."""
        (words,) = map_words((name,))
        return tuple(
            entity
            for entity, others in self._words.items()
            if any(words[n : n + len(o)] == o for o in others for n in range(len(words) - len(o) + 1))
        )


def map_words(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words and numbers of names, letters and digits apart: `A100` is `a`, `100`."""
    return [tuple(_WORDS.findall(name.lower())) for name in names if name]


def _is_telling(words: tuple[str, ...]) -> bool:
    """Whether a name is long enough to be recognised within another: two parts, or four letters."""
    return len(words) > 1 or any(len(w) > 3 for w in words)


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c not in " -_·　")
