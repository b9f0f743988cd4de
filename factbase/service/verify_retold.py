"""A claim that retells its source: a figure that stands where a fact's figure stands is about what the fact is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from factbase.extract.link_roles import negates
from factbase.extract.link_scene import Passage
from factbase.extract.names_fold import fold
from factbase.extract.retelling import Retelling, Token, bag_of, retell, tokens_of
from factbase.reason.assertion import Assertion
from factbase.reason.verdict import Judgement
from factbase.service.verify_match import Matcher
from factbase.service.verify_retold_claim import Place, claim_of
from factbase.service.verify_retold_words import explained
from factbase.service.verify_scenes import Scene
from factbase.service.verify_setting import Option, Setting
from factbase.service.verify_settle import FigureVerdict, judged_as
from factbase.service.verify_sources import Item, Sentence, Sources

__all__ = ["Retold", "Told"]

# How much of a quote or of a sentence must be shared before the archive is asked, and of a sentence that went before.
_SHARE, _FEW, _LIKE = 0.35, 2, 0.5
# So short a quote shares too little to tell.
_SHORT = 5
# So many sentences told as the source has them, one after the other, make one text of both.
_ALONG = 3
_BEST = ("supported", "possible", "contradicted")


class Told(NamedTuple):
    """What a figure says as its source says it; `denied`: the sentence denies what the source states, or the reverse."""

    option: Option
    denied: bool


class _Quote:
    """The words of a quote, and the facts taken from it, their sentences read when they are first asked for."""

    def __init__(self, quote: str, facts: Sequence[Assertion], sources: Sources) -> None:
        self.bag = bag_of(fold(quote))
        self._facts, self._sources = facts, sources

    @cached_property
    def sentences(self) -> list[tuple[Assertion, Sentence]]:
        read = ((fact, self._sources.sentence(fact)) for fact in self._facts)
        return [(fact, sentence) for fact, sentence in read if sentence is not None]


@dataclass(frozen=True)
class Retold:
    """Finds the facts whose sentences a text retells."""

    matcher: Matcher
    sources: Sources
    _quotes: dict[str, tuple[Sequence[Assertion], list[_Quote]]] = field(default_factory=dict)

    def verdicts(
        self, scene: Scene, settings: Sequence[Setting], judge: Callable[[Assertion], Judgement]
    ) -> dict[int, FigureVerdict]:
        """The verdicts on the figures that retell facts, by their numbers: any measure may support, all must reject."""
        found: dict[int, FigureVerdict] = {}
        for number, told in self._options(scene, settings).items():
            judged = [(one.option, _denied(judge(one.option.claim), one.denied)) for one in told]
            judged = [(option, j) for option, j in judged if j.verdict != "not_covered"]
            if judged:
                # Any may support, all must reject.
                option, judgement = min(judged, key=lambda one: _BEST.index(one[1].verdict))
                figure = settings[number].figure
                found[number] = FigureVerdict(figure, scene.passage, option, judgement, retold=True)
        return found

    def _options(self, scene: Scene, settings: Sequence[Setting]) -> Mapping[int, list[Told]]:
        """For the numbers of figures that retell a fact, the claims that they make."""
        found: dict[int, list[Told]] = {}
        tokens: tuple[Token, ...] = ()
        laid: dict[int, Retelling | None] = {}
        dates: set[int] = set()
        # Dates first: one that is a claim of its own does not also date the figures beside it.
        candidates = sorted(self._candidates(scene), key=lambda c: not c[0].is_date) if settings else ()
        for fact, sentence in candidates:
            tokens = tokens or tokens_of(scene.passage, [s.figure for s in settings])
            key = id(sentence.tokens)
            if key not in laid:
                laid[key] = retell(sentence.tokens, tokens)
            retelling = laid[key]
            made = retelling and self._told(scene, settings, fact, sentence, retelling, frozenset(dates))
            if made:
                if fact.is_date:
                    dates.add(settings[made[0]].figure.start)
                found.setdefault(made[0], []).append(made[1])
        return found

    def _candidates(self, scene: Scene) -> Iterator[tuple[Assertion, Sentence]]:
        """The facts about what the item names whose quotes, and then whose sentences, share enough words with the sentence."""
        bag, size = scene.passage.once(_bag), len(scene.passage.once(_bag))
        for entity in sorted(scene.entities | {thing for _, thing in scene.followed}):
            for quote in self._quotes_about(entity):
                least = min(size, len(quote.bag))
                if len(quote.bag) <= _SHORT or len(bag & quote.bag) >= max(_FEW, _SHARE * least):
                    for fact, sentence in quote.sentences:
                        if len(bag & sentence.bag) >= max(_FEW, _LIKE * min(size, len(sentence.bag))):
                            yield fact, sentence

    def _quotes_about(self, entity: str) -> list[_Quote]:
        facts = self.matcher.known.about(entity)
        known = self._quotes.get(entity)
        if known is None or known[0] is not facts:
            quotes: dict[str, list[Assertion]] = {}
            for fact in facts:
                if fact.subject == entity and fact.document and not fact.members:
                    quotes.setdefault(fact.quote, []).append(fact)
            known = (facts, [_Quote(quote, own, self.sources) for quote, own in quotes.items()])
            self._quotes[entity] = known
        return known[1]

    def _told(
        self,
        scene: Scene,
        settings: Sequence[Setting],
        fact: Assertion,
        sentence: Sentence,
        retelling: Retelling,
        dates: frozenset[int],
    ) -> tuple[int, Told] | None:
        """The number of the figure that retells the fact, and what it says; `None` if a difference is not explained."""
        own = next(
            (n for n, t in enumerate(retelling.source) if t.at == sentence.own and t.key[0] == "#"), None
        )
        told = next((n for n, m in retelling.pairs.items() if m == own), None)
        if own is None or told is None:
            return None
        number = retelling.told[told].at
        place = Place(scene.passage, settings[number], fact, sentence, retelling, own, told, dates)
        if place.setting.figure.kind != sentence.figure.kind:
            return None
        subject = self._thing(scene, place, fact.subject, is_subject=True)
        relative = self._thing(scene, place, fact.relative_to) if fact.relative_to else ""
        denied = negates(scene.passage, place.setting.figure) != negates(sentence.passage, sentence.figure)
        if subject is None or relative is None or not explained(place, {subject, relative}, denied):
            return None
        option = claim_of(place, subject, relative, self.matcher)
        return None if option is None else (number, Told(option, denied))

    def _thing(self, scene: Scene, place: Place, entity: str, is_subject: bool = False) -> str | None:
        """The thing that the sentence puts in the place of the source's: itself, another one, or `None` if it is not known."""
        retelling = place.retelling
        named = [n for n, t in enumerate(retelling.source) if _names(place.sentence.passage, t, entity)]
        if not named:
            is_added = any(
                _names(scene.passage, t, entity)
                for n, t in enumerate(retelling.told)
                if n not in retelling.pairs
            )
            spoken = is_added or not is_subject or self._is_spoken_of(scene, place, entity)
            return entity if spoken else None
        at = max((n for n in named if n < place.own), default=named[0])
        gap = retelling.gap_of(at)
        if gap is None:
            if is_subject:
                scene.followed.add((place.fact.document, entity))
            return entity
        others = [retelling.told[n] for n in gap[1] if retelling.told[n].sort == "name"]
        if others:
            return scene.passage.names[others[0].at].id if len(others) == 1 else None
        is_left_out = all(retelling.told[n].sort == "pronoun" for n in gap[1])
        return entity if is_left_out and is_subject and self._is_spoken_of(scene, place, entity) else None

    def _is_spoken_of(self, scene: Scene, place: Place, entity: str) -> bool:
        """Whether a thing that the sentence does not name is what it speaks of.

        So it is where the sentence names what its source names and differs in nothing unexplained, or where the text
        has gone along with the source since it named the thing or what it belongs to, or for some sentences, and has named
        it before where the source names it.
        """
        if place.is_whole and any(t.sort == "name" for t in place.retelling.told):
            return True
        kin = {entity, *self.matcher.tables.names.wholes(entity)}
        for passed, passage in enumerate(scene.earlier(), 1):
            beside = _beside(passage, place.sentence.item)
            is_named = any(kin & set(m.ids) for m in passage.names)
            if beside is None or (kin & beside and not is_named):
                # Here the text goes its own way, or puts something else in the thing's place.
                return False
            if is_named:
                return True
            if passed >= _ALONG and any((place.fact.document, one) in scene.followed for one in kin):
                return True
        return False


def _denied(judgement: Judgement, denied: bool) -> Judgement:
    """The verdict on what a sentence denies: right becomes wrong; whether wrong becomes right, the figure alone does not tell."""
    if not denied:
        return judgement
    return judged_as(
        judgement, "contradicted" if judgement.verdict == "supported" else "not_covered", "negated"
    )


def _names(passage: Passage, token: Token, entity: str) -> bool:
    return token.sort == "name" and entity in passage.names[token.at].ids


def _bag(passage: Passage) -> frozenset[str]:
    return bag_of(passage.folded[slice(*passage.span)])


def _beside(passage: Passage, item: Item) -> frozenset[str] | None:
    """What the source names in the sentence whose words a sentence has; `None` if it has those of none."""
    bag = passage.once(_bag)
    shared, number = max((len(bag & other), -n) for n, other in enumerate(item.bags))
    return item.named[-number] if shared >= _LIKE * len(bag) else None
