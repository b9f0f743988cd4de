"""Find entities by their names, and those that a text describes without naming them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import cached_property, lru_cache
from operator import add
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from factbase.extract.names_fold import fold
from factbase.extract.names_plain import PLAIN_WORDS
from factbase.extract.phrases import Phrases, Spot, longest_of

__all__ = ["EntityName", "NameIndex", "spellings"]

# A version or another model's number behind a name (Impella 5.5, GPT-4.5) makes it another name; a figure does not.
_AFTER_DIGIT = re.compile(r"\.\d")
_AFTER_LETTER = re.compile(
    r" \d+\.\d+(?![\d%]|\s*(?:times|percent|per cent|million|billion|trillion|倍|万|亿|[kmg]?wh?\b|km|kg|nm|tonne|m\b))"
)
_BEFORE_VERSIONS = (" ", ".")
_SHOUTED = 4
_UNIT = 3
_GAP = re.compile(r"[A-Za-z0-9][ -][A-Za-z0-9]")
_SEPARATORS = re.compile(r"[ -]+")
_RARE, _REMEMBERED = 2, 64
_LONG, _MOST = 4, 0.6
# What happens is told rather than named (the FDA recalled the pumps): the words of its name may stand apart.
_FEW, _HAPPENINGS = 2, ("event", "law")
_ANY_WORD = re.compile(r"[a-z0-9+]{2,}")
_EMPTY_WORDS = frozenset(
    ["the", "of", "on", "for", "and", "to", "in", "an", "at", "by", "with", "from", "its", "no"]
)
_ENDINGS = ("ed", "d", "ing", "es")
_LATIN_WORD = re.compile(r"[a-z']{4,}")
_SHORT_NAME = re.compile(r"(?<![a-z0-9])ai(?![a-z0-9])")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


class EntityName(NamedTuple):
    """An entity as linking sees it: id, type, every name, and the entity it belongs to."""

    id: str
    type: str
    names: tuple[str, ...]
    part_of: str = ""


def spellings(name: str) -> set[str]:
    """A name as written, and run together where it holds a number.

    >>> sorted(spellings("GPT-4"))
    ['GPT-4', 'GPT4']
    """
    has_gap = len(name) < 40 and _GAP.search(name) is not None and any(c.isdigit() for c in name)
    return {name, _SEPARATORS.sub("", name)} if has_gap else {name}


class NameIndex:
    """Every name of every entity. Short names in capitals (US, EU, AMD) count only where they are written so."""

    def __init__(self, entities: Iterable[EntityName]) -> None:
        self.entities = {e.id: e for e in entities}
        entries: list[tuple[str, str]] = []
        shouted: set[str] = set()
        plain: set[str] = set()
        for entity in self.entities.values():
            for name in entity.names:
                if not name or (len(name) == 1 and not name.isascii()):
                    continue
                if len(name) <= _SHOUTED:
                    (shouted if _is_shouted(name) else plain).add(fold(name))
                entries.extend((form, entity.id) for form in spellings(name))
                if " " in name and name.isascii() and name.endswith("s") and not name.endswith("ss"):
                    entries.append((name[:-1], entity.id))
        self._shouted = shouted - plain
        self._shouted_heads = {name[:2] for name in self._shouted}
        self._folded: dict[str, str] = {}
        self._wholes: dict[str, tuple[str, ...]] = {}
        self._words: dict[str, tuple[frozenset[str], ...]] = {}
        self._phrases: Phrases[str] = Phrases(entries)

    def find(self, text: str, folded: str) -> list[Spot[str]]:
        """The entities named in `text`, the longest names, never overlapping; `folded` is `fold(text)`."""
        return longest_of(self.every(text, folded))

    def every(self, text: str, folded: str) -> list[Spot[str]]:
        """All names in `text`, also those inside longer ones."""
        spots: list[Spot[str]] = []
        heads, has_non = self._shouted_heads, "non-" in folded
        for place in self._phrases.places(folded):
            start, end, _ = place
            if folded[start : start + 2] in heads and self._is_whispered(text, folded, start, end):
                continue
            if has_non and folded.endswith("non-", 0, start):
                continue
            if folded[end : end + 1] in _BEFORE_VERSIONS and folded[end + 1 : end + 2].isdecimal():
                version = _AFTER_DIGIT if folded[end - 1].isdigit() else _AFTER_LETTER
                if version.match(folded, end):
                    continue
            spots.append(tuple.__new__(Spot, place))
        return spots

    def _is_whispered(self, text: str, folded: str, start: int, end: int) -> bool:
        """Whether a name that begins as one in capitals (US) stands here in small letters (us)."""
        key = folded[start:end]
        bare = next((key[:n] for n in range(min(len(key), _SHOUTED), 1, -1) if key[:n] in self._shouted), "")
        if not bare or len(key) - len(bare) > _UNIT - 1:
            return False
        return key[len(bare) :] not in ("", "s", "'s") or not _is_shouted(text[start : start + len(bare)])

    def folded(self, entity: str) -> str:
        """All names of an entity, folded, in one text; empty for an unknown one."""
        if entity not in self._folded:
            known = self.entities.get(entity)
            self._folded[entity] = " ".join(fold(n) for n in known.names) if known else ""
        return self._folded[entity]

    def parts(self, entity: str) -> tuple[str, ...]:
        """The entities that belong directly to this one."""
        return self._parts.get(entity, ())

    def described(self, entity: str, owner: str, folded: str) -> bool:
        """Whether a folded text describes an entity that it does not name.

        Beside the name of its owner one word of its own is enough, else half of the words of one of its names.
        """
        if owner:
            own = self._tokens.get(owner, frozenset())
            telling = self._tokens.get(entity, frozenset()) - own - PLAIN_WORDS
            return any(t in folded for t in telling if self._spread[t] <= _RARE)
        stands = folded.__contains__
        return any(2 * sum(map(stands, tokens)) >= len(tokens) for tokens in self._words_of(entity))

    def loose(self, folded: str, unnamed: str) -> tuple[str, ...]:
        """Entities with a long name most of whose words stand in a folded text, the fullest first, then by id.

        One of the words must stand in `unnamed`, the text without the names that it has.
        """
        return self._loose(folded, unnamed)

    @cached_property
    def _loose(self) -> Callable[[str, str], tuple[str, ...]]:
        return lru_cache(_REMEMBERED)(self._find_loose)

    def _find_loose(self, folded: str, unnamed: str) -> tuple[str, ...]:
        owners = self._long_owners
        shared = owners.keys() & _tokens(unnamed)
        if not shared:
            return ()
        found: dict[str, float] = {}
        for token in shared:
            for entity in owners[token]:
                if entity not in found:
                    found[entity] = max([_coverage(tokens, folded) for tokens in self._long[entity]])
        return tuple(
            sorted((e for e, share in found.items() if share >= _MOST), key=lambda e: (-found[e], e))
        )

    def own_words(self, entity: str, others: Collection[str]) -> list[str]:
        """The folded words of an entity's names that none of the others has, the longest first."""
        taken = {w for o in others if o != entity for w in self._tokens.get(o, frozenset())}
        return sorted(self._tokens.get(entity, frozenset()) - taken, key=lambda w: (-len(w), w))

    def told(self, folded: str) -> tuple[str, ...]:
        """Events and laws all the words of one of whose names stand in a folded text, in any order (recalled … Impella)."""
        return self._told(folded)

    @cached_property
    def _told(self) -> Callable[[str], tuple[str, ...]]:
        # Every figure of a sentence asks the same.
        return lru_cache(_REMEMBERED)(self._find_told)

    def _find_told(self, folded: str) -> tuple[str, ...]:
        heard = set(self._telling.find_matches_as_strings(folded, overlapping=True))
        stands = folded.__contains__
        likely = [one for word in heard for one in self._tellings[word] if all(map(stands, one[1]))]
        if not likely:
            return ()
        words = _stems(folded)
        found: dict[str, int] = {}
        for entity, needed in likely:
            if needed <= words:
                found[entity] = max(found.get(entity, 0), len(needed))
        return tuple(sorted(found, key=lambda e: (-found[e], e)))

    @cached_property
    def _telling(self) -> AhoCorasick:
        """Finds the words of `_tellings` wherever they stand, so that few texts need be taken apart."""
        return AhoCorasick(list(self._tellings))

    @cached_property
    def _tellings(self) -> dict[str, list[tuple[str, frozenset[str]]]]:
        """The longest word of every name of what happens → whose it is, and all words of the name."""
        found: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for entity in self.entities.values():
            if entity.type not in _HAPPENINGS:
                continue
            for name in entity.names:
                needed = frozenset(_bare(w) for w in _name_words(fold(name)))
                if len(needed) >= _FEW:
                    found.setdefault(max(needed, key=lambda w: (len(w), w)), []).append((entity.id, needed))
        return found

    @cached_property
    def _long(self) -> dict[str, list[frozenset[str]]]:
        """Entities that may be told loosely → the words of each name that has enough of them for that."""
        names = (
            (e, [words for words in self._words_of(e) if len(words) >= _LONG - 1]) for e in self._listed[1]
        )
        return {entity: own for entity, own in names if own}

    @cached_property
    def _long_owners(self) -> dict[str, tuple[str, ...]]:
        """Rare words → the entities with a long name that have them."""
        found: dict[str, list[str]] = {}
        for entity in self._long:
            for token in self._tokens[entity]:
                if self._spread[token] <= _RARE:
                    found.setdefault(token, []).append(entity)
        return {token: tuple(entities) for token, entities in found.items()}

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for entity in self.entities.values():
            if entity.part_of:
                found.setdefault(entity.part_of, []).append(entity.id)
        return {owner: tuple(parts) for owner, parts in found.items()}

    @property
    def _tokens(self) -> dict[str, frozenset[str]]:
        return self._listed[0]

    @cached_property
    def _listed(self) -> tuple[dict[str, frozenset[str]], list[str]]:
        """The words of all names of every entity, and the entities one of whose names has enough to be told loosely."""
        tokens: dict[str, frozenset[str]] = {}
        long: list[str] = []
        for entity in self.entities.values():
            names = [frozenset(_tokens(fold(name))) for name in entity.names]
            tokens[entity.id] = frozenset().union(*names)
            if any(len(words) >= _LONG - 1 for words in names):
                long.append(entity.id)
        return tokens, long

    def _words_of(self, entity: str) -> tuple[frozenset[str], ...]:
        """The words of the names of an entity that describe it: a name around a shorter one of its own or of the
        thing it belongs to (Impella heart pump) describes nothing without that."""
        known = self.entities.get(entity)
        if known is None:
            return ()
        if entity not in self._words:
            owner = self.entities.get(known.part_of)
            own = [fold(n) for n in known.names]
            cores = {*own, *(fold(n) for n in (owner.names if owner else ()))}
            names = [n for n in own if not any(c in n and c != n for c in cores if c)]
            self._words[entity] = tuple(s for s in (frozenset(_tokens(n)) for n in names) if s)
        return self._words[entity]

    @cached_property
    def _spread(self) -> Counter[str]:
        return Counter(t for tokens in self._tokens.values() for t in tokens)

    def wholes(self, entity: str) -> tuple[str, ...]:
        """The entities that this one belongs to, the nearest first."""
        if entity not in self._wholes:
            found: list[str] = []
            known = self.entities.get(entity)
            while known is not None and known.part_of and known.part_of not in found:
                found.append(known.part_of)
                known = self.entities.get(known.part_of)
            self._wholes[entity] = tuple(found)
        return self._wholes[entity]


def _name_words(folded: str) -> set[str]:
    """The Latin words that tell something, and pairs of Chinese characters."""
    return _pairs(folded).union(_ANY_WORD.findall(folded)) - _EMPTY_WORDS


def _pairs(folded: str) -> set[str]:
    """The pairs of Chinese characters of a text."""
    found: set[str] = set()
    if not folded.isascii():
        for run in _HAN_RUN.findall(folded):
            found.update(map(add, run, run[1:]))
    return found


def _bare(word: str) -> str:
    return word.removesuffix("s") if len(word) > _UNIT and word.isascii() else word


def _stems(folded: str) -> set[str]:
    """The words of a text, each also without its English endings."""
    found = _pairs(folded)
    for word in set(_ANY_WORD.findall(folded)) - _EMPTY_WORDS:
        found.add(_bare(word))
        if word.endswith(_ENDINGS):
            found.update(word[: -len(e)] for e in _ENDINGS if word.endswith(e) and len(word) - len(e) > _UNIT)
    return found


def _tokens(name: str) -> set[str]:
    """The words of a folded name: Latin ones of four letters or more without a plural, pairs of Chinese characters."""
    found = _pairs(name)
    if "ai" in name:
        found.update(_SHORT_NAME.findall(name))
    for word in _LATIN_WORD.findall(name):
        found.add(word.removesuffix("'s").removesuffix("s") if len(word) > 4 else word)
    return found


def _coverage(tokens: frozenset[str], folded: str) -> float:
    """The share of a name's words that stand in a text; a short name counts only whole."""
    share = sum(map(folded.__contains__, tokens)) / len(tokens)
    return share if len(tokens) >= _LONG or (share == 1 and len(tokens) == _LONG - 1) else 0.0


def _is_shouted(name: str) -> bool:
    return len(name) <= _SHOUTED and name.isascii() and name.upper() == name and name[:1].isalpha()
