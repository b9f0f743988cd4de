"""Why a figure may speak of something else than the measure it was linked to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbase.extract.link_few import is_cued_elsewhere, is_whole_of_part
from factbase.extract.link_figure import QUANTITY, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI
from factbase.extract.link_unknown import strangers, unknown_name
from factbase.extract.names import NameIndex
from factbase.extract.phrases import Spot
from factbase.quantity.units import TIMES
from factbase.reason.assertion import Assertion
from factbase.reason.verdict import Judgement
from factbase.service.verify_match import Matcher
from factbase.service.verify_setting import Option, Setting

__all__ = ["BEYOND", "LEADS", "PLAUSIBLE", "Doubts", "is_denied_behind", "touches"]

# The doubt about a count that is of some, or of others.
BEYOND = "a part or the whole of what the measure counts"
# What may stand between a name and the one that it only places (美国FDA, Japan's ministry).
LEADS = ("", " ", "的", "'s ")
# Measures that score this share of the best one are plausible too.
PLAUSIBLE = 0.6
# What a rank must not be among or beside without the fact's own words naming it; for other figures only places matter.
_OTHERS = ("place", "company")


@dataclass(frozen=True)
class Doubts:
    """Finds what speaks against a link; every answer is empty where nothing does."""

    matcher: Matcher

    @property
    def _names(self) -> NameIndex:
        return self.matcher.tables.names

    def of(self, at: Setting, options: Sequence[Option], derived: Judgement | None = None) -> str:
        """What in the sentence no vocabulary explains, nor what the facts are about of which the figure is `derived`."""
        accounted = self._accounted(options) | (
            self._operands(derived) if derived is not None else frozenset()
        )
        words = " ".join(map(self._names.folded, accounted))
        kinds = _OTHERS if at.figure.kind == RANK else _OTHERS[:1]
        return strangers(
            at.passage, at.figure, at.figures, accounted, lambda e: self._names.entities[e].type in kinds, words,
            at.figure.kind == RANK and bool(options) and not self._is_named(at.passage, options[0].claim.subject),
            lambda e: self._names.entities[e].type == "concept",
        )  # fmt: skip

    def another(self, at: Setting, option: Option) -> str:
        """A thing of the same sort that the clause names before the figure and that no fact of the measure has to do with.

        A contradiction needs a figure that can be of nothing else.
        """
        claim = option.claim
        if at.figure.kind != QUANTITY or claim.subject not in self._names.entities:
            return ""
        is_named = any(claim.subject in (*m.ids, *m.inner) for m in at.passage.names)
        if is_cued_elsewhere(at.passage, at.figure, claim.metric) or is_whole_of_part(at.passage, at.figure):
            return BEYOND
        # Five other institutions, 另外五家: beside those that are named, no count of all.
        is_time = at.figure.unit in TIMES  # another ten years are but ten
        if not is_time and any(touches(at.passage, word, at.figure) for word in at.passage.of("beyond")):
            return BEYOND
        if is_denied_behind(at, claim.metric):
            return "the words behind the figure are denied"
        if not is_named and (
            stranger := unknown_name(at.passage, at.figure, at.figures, self._names.folded(claim.subject))
        ):
            return f"unknown name {stranger}"
        kind, accounted = self._names.entities[claim.subject].type, self._accounted([option])
        for mention in at.passage.names:
            is_before = at.figure.clause.start <= mention.start and mention.end <= at.figure.start
            is_told = mention.speaks or mention.owns or accounted & set(mention.ids)
            if is_before and not is_told and self._names.entities[mention.id].type == kind:
                return f"unaccounted {at.passage.text[mention.start : mention.end]}"
        return ""

    def slips(self, passage: Passage, entity: str) -> Sequence[Assertion]:
        """The facts of which a figure may be a slip: those about a thing, where its sentence names anything."""
        return self.matcher.known.about(entity) if passage.names else ()

    def _is_named(self, passage: Passage, entity: str) -> bool:
        """Whether a sentence names an entity, or tells it in the words of its name."""
        is_named = any(entity in (*m.ids, *m.inner) for m in passage.names)
        return is_named or entity in self._names.told(passage.folded[slice(*passage.span)])

    def _operands(self, derived: Judgement) -> frozenset[str]:
        """The things that the facts of a derivation are about, and those that these belong to."""
        steps = derived.proof.steps if derived.proof is not None else ()
        found = {s.left.partition(".")[0] for s in steps if s.fact_id}
        return frozenset(found | {w for one in found for w in self._names.wholes(one)})

    def _accounted(self, options: Sequence[Option]) -> frozenset[str]:
        """The entities that a figure's likely measures explain: their own, those they belong to, and those they quote."""
        found: set[str] = set()
        best = options[0].score if options else 0.0
        for option in (o for o in options[:3] if o.score >= PLAUSIBLE * best):
            claim = option.claim
            for entity in (claim.subject, claim.relative_to):
                if entity:
                    found |= {
                        entity,
                        *self._names.wholes(entity),
                        *self.matcher.subjects.context_of(entity, claim.metric),
                    }
        return frozenset(found)


def is_denied_behind(at: Setting, metric: str) -> bool:
    """Whether what a count is said to have done is denied behind it (129 people did not die)."""
    figure = at.figure
    if figure.rule == "nothing":
        return False  # 一家都没认证: the denial is the number
    return any(
        figure.end <= word.start and word.end <= c.start
        for word in at.passage.of("negation", figure.clause)
        for c in at.passage.cues
        if c.cue.metric == metric and c.cue.sort != ANTI and figure.clause.holds(c.start, c.end)
    )


def touches(passage: Passage, word: Spot[str], figure: Figure) -> bool:
    """Whether a word stands right before or behind a figure (五家其他机构)."""
    before, behind = passage.folded[word.end : figure.start], passage.folded[figure.end : word.start]
    is_before, is_behind = word.end <= figure.start, figure.end <= word.start
    return (is_before and before in LEADS) or (is_behind and behind.strip() in ("", "的"))
