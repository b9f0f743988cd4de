"""What linking knows: entities, metrics and scopes by their words, each cue weighed by how much it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import sqrt
from typing import Any, NamedTuple

from factbase.extract.names import EntityName, NameIndex
from factbase.extract.names_fold import fold
from factbase.extract.phrases import Phrases
from factbase.extract.readers import Readers
from factbase.quantity.units import TIMES, Unit, UnitTable

__all__ = ["Cue", "LinkTables", "MetricName", "ScopeName", "SpeechWords", "build_link_tables", "opposites_of"]

NAME, CUE, ANTI = "name", "cue", "anti"
_WEIGHTS = {NAME: 1.0, CUE: 0.8, ANTI: 1.0}
_WEAK = 0.3
# Short words that tell much all the same: units that nothing else is measured in.
_TELLING = ("nm",)
_UNITS = 1024
# From this ratio on two units of time are of quite another size.
_FAR = 300
# Parts of words that speak of people: a metric without one counts things.
# Lists of linking.toml that hold no words of a text.
_NOT_WORDS = (
    "weak", "subjects.", "regions", "within.", "ambiguous.", "guesses.", "neutral", "undone", "people.parts", "speech.before",
    "opposites.", "finer.metrics", "scopes.bases", "bodies.", "beginnings.",
)  # fmt: skip


class MetricName(NamedTuple):
    """A metric as linking sees it; `unit` is its canonical unit, `money` for any currency."""

    id: str
    kind: str
    nature: str
    unit: str
    names: tuple[str, ...]
    cues: tuple[str, ...] = ()
    anti_cues: tuple[str, ...] = ()


class ScopeName(NamedTuple):
    """A scope and the words that name it."""

    id: str
    names: tuple[str, ...]


class Cue(NamedTuple):
    """What a word says of a metric: `name`, `cue` or `anti`; `weight` from 0 to 1."""

    metric: str
    sort: str
    weight: float


class SpeechWords(NamedTuple):
    """What is said of speakers: behind them (`verbs`; `guesses` of who may guess) and before (`quoting`).

    `heads` are the first characters of the former, `tails` the last ones of the latter.
    """

    verbs: tuple[str, ...]
    guesses: tuple[str, ...]
    quoting: tuple[str, ...]
    heads: frozenset[str]
    tails: frozenset[str]


@dataclass(frozen=True)
class LinkTables:
    """Everything compiled that linking needs; built once, then only read."""

    names: NameIndex
    metrics: Mapping[str, MetricName]
    cues: Phrases[Cue]
    scopes: Phrases[str]
    words: Phrases[str]
    lists: Mapping[str, tuple[str, ...]]
    readers: Readers

    @property
    def units(self) -> UnitTable:
        """The units of the readers."""
        return self.readers.quantities.units

    @cached_property
    def speech(self) -> SpeechWords:
        """The words by which a name is known to be that of a speaker."""
        verbs, guesses, quoting = (self.lists[f"speech{part}"] for part in ("", ".guesses", ".before"))
        heads = frozenset(word[0] for word in (*verbs, *guesses))
        return SpeechWords(verbs, guesses, quoting, heads, frozenset(word[-1] for word in quoting))

    @cached_property
    def vectors(self) -> Mapping[str, tuple[tuple[str, int], ...] | str]:
        """Metric → the vector of its unit, or the word `money`, `date`, `rank`."""
        found: dict[str, tuple[tuple[str, int], ...] | str] = {}
        for metric in self.metrics.values():
            if metric.unit in ("money", "date", "rank"):
                found[metric.id] = metric.unit
                continue
            unit = self.units.parse(metric.unit)
            found[metric.id] = unit.vector if unit is not None else metric.unit
        return found

    @cached_property
    def human(self) -> frozenset[str]:
        """The metrics one of whose words speaks of people; the others count things."""
        words = {m.id: " ".join((*m.names, *m.cues)).lower() for m in self.metrics.values()}
        parts = self.lists.get("people.parts", ())
        return frozenset(metric for metric, said in words.items() if any(p in said for p in parts))

    @cached_property
    def bodies(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The words for sorts of bodies (companies, 国家), and the metrics one of whose words speaks of that sort."""
        words = {m.id: " ".join((*m.names, *m.cues)).lower() for m in self.metrics.values()}
        found: list[tuple[str, frozenset[str]]] = []
        for key, listed in self.lists.items():
            parts = self.lists.get(f"{key}_of", ())
            if key.startswith("bodies.") and parts:
                of = frozenset(metric for metric, said in words.items() if any(p in said for p in parts))
                found += [(word, of) for word in listed]
        return tuple(found)

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The metrics that say which of its kind a thing is in time: what an ordinal (首个, the second) speaks of by itself."""
        words = {"first", "首个"}
        return frozenset(
            m.id
            for m in self.metrics.values()
            if self.vectors[m.id] == "rank" and not words.isdisjoint((*m.cues, *m.names))
        )

    @cached_property
    def flow_times(self) -> tuple[str, ...]:
        """The units of time that a flow may be said per away from its figure (每天, annually)."""
        return tuple(key.removeprefix("per.") for key in self.lists if key.startswith("per."))

    @cached_property
    def flows(self) -> Mapping[str, str]:
        """The metrics that are measured per such a time → their units."""
        units = {m.id: m.unit for m in self.metrics.values()}
        return {m: unit for m, unit in units.items() if unit.rpartition("/")[2] in self.flow_times}

    @cached_property
    def unit(self) -> Callable[[str], Unit | None]:
        """The unit that a text names, as `UnitTable.parse` reads it."""
        return lru_cache(maxsize=_UNITS)(self.units.parse)

    @cached_property
    def counts(self) -> Callable[[str], bool]:
        """Whether a unit counts something, by itself or per another."""
        return lru_cache(maxsize=_UNITS)(self._counts)

    def _counts(self, unit: str) -> bool:
        read = self.unit(unit)
        return read is not None and any(base == "count" for base, _ in read.vector)

    @cached_property
    def are_far(self) -> Callable[[str, str], bool]:
        """Whether two units of time are of quite another size (half a minute, and days of a forecast)."""
        return lru_cache(maxsize=_UNITS)(self._are_far)

    def _are_far(self, one: str, two: str) -> bool:
        if one not in TIMES or one == two:
            return False
        first, second = self.unit(one), self.unit(two)
        if first is None or second is None or first.vector != (("time", 1),) or second.vector != first.vector:
            return False
        return max(first.factor / second.factor, second.factor / first.factor) >= _FAR

    @cached_property
    def fitting(self) -> Callable[[str], frozenset[str]]:
        """The metrics that a figure may be about: of a unit, of the words `date` and `rank`, or (empty) of a ratio."""
        return lru_cache(maxsize=_UNITS)(self._fitting)

    @cached_property
    def sums(self) -> frozenset[str]:
        """The metrics that are sums of money."""
        return frozenset(m for m, vector in self.vectors.items() if vector == "money")

    def _fitting(self, unit: str) -> frozenset[str]:
        places = ("date", "rank")
        if unit in places:
            return frozenset(m for m, vector in self.vectors.items() if vector == unit)
        if not unit:
            return frozenset(m for m, vector in self.vectors.items() if vector not in places)
        parsed = self.units.parse(unit)
        if parsed is None:
            return frozenset()
        is_money = any(base.startswith("money:") and n == 1 for base, n in parsed.vector)
        # A flow may leave its period to other words (每天要消耗…), and a total may be named by its year.
        bare = _without_time(parsed.vector)
        return frozenset(
            m
            for m, vector in self.vectors.items()
            if (is_money and vector == "money")
            or (not isinstance(vector, str) and _without_time(vector) == bare)
        )


def _without_time(vector: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """The vector with its powers of time set aside (energy and power then agree)."""
    return tuple((base, n) for base, n in vector if base != "time")


def build_link_tables(
    entities: Iterable[EntityName],
    metrics: Iterable[MetricName],
    scopes: Iterable[ScopeName],
    words: Mapping[str, Any],
    readers: Readers,
) -> LinkTables:
    """Compile the tables; `words` is the parsed `schema/linking.toml`."""
    by_id = {m.id: m for m in metrics}
    lists = dict(_word_lists(words))
    return LinkTables(
        NameIndex(entities),
        by_id,
        Phrases(
            _weighed(_both_ways(by_id.values(), lists), lists.get("weak", ()), lists.get("weak_dates", ())),
            inflected=True,
        ),
        Phrases(
            ((form, s.id) for s in scopes for name in s.names for form in _numbers(name)), inflected=False
        ),
        Phrases(
            (
                (word, key)
                for key, listed in lists.items()
                if not key.startswith(_NOT_WORDS)
                for word in listed
            )
        ),
        lists,
        readers,
    )


def opposites_of(lists: Mapping[str, tuple[str, ...]]) -> Mapping[str, frozenset[str]]:
    """Superlatives → those that say the opposite, which stand at the same place of the other list."""
    found: dict[str, set[str]] = {}
    for one, two in zip(lists.get("opposites.most", ()), lists.get("opposites.least", ()), strict=True):
        found.setdefault(one, set()).add(two)
        found.setdefault(two, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


# The places behind the first, as they stand before a superlative.
_NEXT, _NEXT_HAN = ("second", "third", "fourth", "fifth"), "二三四五"


def _both_ways(metrics: Iterable[MetricName], lists: Mapping[str, tuple[str, ...]]) -> Sequence[MetricName]:
    """The metrics, those of ranks with more cues: the opposites of their superlatives, and the places behind the first (第二大)."""
    opposites = opposites_of(lists)
    found: list[MetricName] = []
    for metric in metrics:
        own = {fold(word) for word in (*metric.names, *metric.cues)} if metric.kind == "rank" else set()
        told = [(word, key) for word in own for key in opposites if key in word]
        more = {word.replace(key, other) for word, key in told for other in opposites[key]}
        nexts = {n for word, key in told if word.startswith(key) for n in _nexts(word)}
        against = tuple(w for w in metric.anti_cues if fold(w) not in more - own)
        others = sorted((more | nexts) - own)
        found.append(metric._replace(cues=(*metric.cues, *others), anti_cues=against) if others else metric)
    return found


def _nexts(superlative: str) -> Iterable[str]:
    """第二大 of 最大; second-largest, third largest of largest; fourth largest port of largest port."""
    if superlative.startswith("最"):
        return [f"第{n}{superlative[1:]}" for n in _NEXT_HAN]
    return [f"{n}{blank}{superlative}" for n in _NEXT for blank in " -"]


def _word_lists(table: Mapping[str, Any]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for section, entries in table.items():
        for name, listed in entries.items():
            yield (section if name == "words" else f"{section}.{name}"), tuple(listed)


def _weighed(
    metrics: Sequence[MetricName], weak: Iterable[str], weak_dates: Iterable[str]
) -> Iterable[tuple[str, Cue]]:
    """Every word of every metric; a word that many metrics of one unit share tells little."""
    common = {fold(word) for word in weak}
    vague = {fold(word) for word in weak_dates}
    shared: dict[tuple[str, str], set[str]] = {}
    told = [(m, [(sort, word, fold(word)) for sort, listed in _sorts(m) for word in listed]) for m in metrics]
    for metric, words in told:
        for sort, _, key in words:
            if sort != ANTI:
                shared.setdefault((metric.unit, key), set()).add(metric.id)
    for metric, words in told:
        seen: dict[str, Cue] = {}
        for sort, word, key in words:
            if not key or (sort != ANTI and key in seen):
                continue
            rarity = 1.0 if sort == ANTI else 1 / sqrt(len(shared[metric.unit, key]))
            is_weak = sort != ANTI and (
                _is_thin(key) or (sort == CUE and key in (vague if metric.unit == "date" else common))
            )
            weight = _WEAK if is_weak else _WEIGHTS[sort]
            seen[key] = Cue(metric.id, sort, round(weight * rarity, 3))
            yield word, seen[key]
            if word.endswith("ies") and word.isascii():
                yield f"{word[:-3]}y", seen[key]
            elif len(word) > 4 and word.endswith("s") and word.isascii() and not word.endswith("ss"):
                yield word[:-1], seen[key]


def _sorts(metric: MetricName) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words of a metric, by what each is to it."""
    return (NAME, metric.names), (CUE, metric.cues), (ANTI, metric.anti_cues)


def _numbers(word: str) -> tuple[str, ...]:
    """An English word with its singular, where a plural -s is all that differs."""
    is_plural = word.isascii() and len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "'s"))
    return (word, word[:-1]) if is_plural else (word,)


def _is_thin(word: str) -> bool:
    return word not in _TELLING and (len(word) == 1 or (word.isascii() and len(word) <= 2))
