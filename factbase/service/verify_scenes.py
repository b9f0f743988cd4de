"""The sentences of a text, each with what went before, what its item names, and which sources the text has followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factbase.extract.link_scene import Passage
from factbase.extract.names import NameIndex

__all__ = ["Scene", "scenes_of"]

_HEADLINE, _BACK = 80, 24
_ENDS = tuple("。！？.!?；;…”’」』）)")


class Scene(NamedTuple):
    """Sentence `number` of a text; `entities` are what its item names.

    `followed` grows with the text: documents, each with a thing that a sentence of the text names where the document does.
    """

    passages: Sequence[Passage]
    number: int
    entities: frozenset[str]
    followed: set[tuple[str, str]]

    @property
    def passage(self) -> Passage:
        """The sentence itself."""
        return self.passages[self.number]

    def earlier(self) -> Iterator[Passage]:
        """The sentences before it, the nearest first, not further back than one remembers."""
        return (self.passages[n] for n in range(self.number - 1, max(-1, self.number - 1 - _BACK), -1))


def scenes_of(passages: Sequence[Passage], names: NameIndex) -> Iterator[Scene]:
    """The sentences of a text in order, each in its item: a headline or a number begins the next."""
    items: list[int] = []
    named: list[set[str]] = []
    for n, passage in enumerate(passages):
        if not n or _begins(passages[n - 1], passage):
            named.append(set())
        items.append(len(named) - 1)
        named[-1].update(i for m in passage.names for i in (*m.ids, *m.inner))
    known = [frozenset(_with_kin(own, names)) for own in named]
    followed: set[tuple[str, str]] = set()
    for n, item in enumerate(items):
        yield Scene(passages, n, known[item], followed)


def _with_kin(entities: set[str], names: NameIndex) -> set[str]:
    """Entities with what belongs to them and what they belong to."""
    kin = set(entities)
    for one in entities:
        kin.update(names.parts(one), names.wholes(one))
    return kin


def _begins(before: Passage, passage: Passage) -> bool:
    """Whether a sentence begins an item: it is a headline, or numbered, and the one before it is not."""
    between = passage.text[before.span.end : passage.span.start]
    if "\n" not in between or _is_headline(before):
        return False
    return _is_headline(passage) or passage.said[:1].isdigit()


def _is_headline(passage: Passage) -> bool:
    return len(passage.said) <= _HEADLINE and not passage.said.endswith(_ENDS)
