"""A contradiction must be explained: every word of its clause is the measure's, the facts', another figure's, or common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from factbase.extract.clauses import Span
from factbase.extract.explained import Common, stem, unexplained
from factbase.extract.link_denial import denial
from factbase.extract.link_figure import QUANTITY, RANK
from factbase.extract.link_holder import denied_names
from factbase.extract.link_tables import ANTI
from factbase.quantity.units import TIMES
from factbase.reason.assertion import Assertion
from factbase.service.verify_beyond import beyond, holds
from factbase.service.verify_described import described
from factbase.service.verify_doubts import LEADS, touches
from factbase.service.verify_elsewhen import elsewhen_of, is_place, lead_of, stray_year, told_elsewhere
from factbase.service.verify_enumerated import makers, told_at
from factbase.service.verify_faint import from_its_name, is_faint, is_weak
from factbase.service.verify_figured import figured
from factbase.service.verify_match import Matcher
from factbase.service.verify_members import MEMBERS
from factbase.service.verify_reach import shifted_before
from factbase.service.verify_settle import UNEXPLAINED, FigureVerdict
from factbase.service.verify_sources import Sources
from factbase.service.verify_ways import TURNED
from factbase.service.verify_words import ACTING, Words

__all__ = ["Explained"]

# Lists of linking.toml whose words say that something else is measured; those of arithmetic explain what is derived.
_SHIFTING = frozenset({"attributes", "shifts", "elsewhen", "outsiders", "meta", "worlds.done"})
_ADDING = frozenset({"parts", "pieces", "addends", "average"})
# Sorts of things whose figures are told: another one of them in the clause may be whom a figure is about.
_TOLD_OF = frozenset({"product", "company", "model", "vehicle"})
# Words between a figure and its noun: a few, without punctuation.
_QUALIFIERS = re.compile(r" ?(?:[a-z'-]+ ){1,3}|[\u4e00-\u9fff]{1,8}")
_WORD = re.compile(r"[a-z]+")
_ANOTHER = re.compile(r"另外?一[家个所座款种名位台项]|another\b")
# a name with a number: no word of it tells it from others
_CODED = re.compile(r"\d")
_NOTHING = Common(())
_DERIVED = frozenset({"quotient", "per day", "sum", "difference", "points", "change"})


@dataclass(frozen=True)
class Explained:
    """Finds what is left unexplained; the words of facts, metrics and names are remembered."""

    matcher: Matcher
    sources: Sources

    @cached_property
    def _words(self) -> Words:
        return Words(self.matcher, self.sources)

    @cached_property
    def _common(self) -> Common:
        lists = self.matcher.tables.lists
        return Common(
            tuple(lists.get("neutral", ())), frozenset(lists.get("neutral.narrowing", ())), adverbs=True
        )

    @cached_property
    def _undone(self) -> Common:
        return Common(self.matcher.tables.lists.get("undone", ()))

    @cached_property
    def _deriving(self) -> Common:
        """The common words with those that arithmetic explains."""
        return self._common.with_words(self.matcher.tables.lists.get("neutral.derived", ()))

    @cached_property
    def _turning(self) -> Common:
        """The common words with the verbs of change: which way a level was reached is what then is judged."""
        read = self.matcher.tables.readers.quantities
        verbs = [w for some in (read.chinese_changes, read.english_changes) for w in (*some.up, *some.down)]
        return self._common.with_words(verbs)

    def doubtful(self, verdicts: Sequence[FigureVerdict]) -> list[FigureVerdict]:
        """The verdicts on a sentence, each contradiction that its words do not fully explain with that doubt.

        A support is doubtful where its clause names another thing of the sorts that figures are told of.
        """
        checked = [v if v.retold else self._checked(v, verdicts) for v in verdicts]
        if any(v.figure.kind == RANK and v.doubt for v in checked):
            # What one of them leaves open explains no other.
            checked = [v if v.retold else self._checked(v, checked) for v in checked]
        return checked

    def _checked(self, verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]) -> FigureVerdict:
        if is_weak(verdict) and not (
            self.left(verdict, verdicts) or self.left(from_its_name(verdict), verdicts)
        ):
            verdict = verdict._replace(doubt="")
        if verdict.judgement.verdict == "supported" and not verdict.doubt:
            other = self._other(verdict, verdicts) or self._opposed(verdict, verdicts)
            other = other or self._narrowed(verdict, verdicts) or self._stray(verdict, verdicts)
            other = other or beyond(verdict, verdicts, self.matcher)
            return verdict._replace(doubt=f"{UNEXPLAINED}{other}") if other else verdict
        if verdict.judgement.verdict != "contradicted" or (
            verdict.doubt and not is_faint(verdict, self.matcher.tables.names.entities)
        ):
            return verdict
        if self._is_premise(verdict, verdicts):
            return verdict._replace(doubt="premise")
        facts = list(self._facts(verdict))
        elsewhen = elsewhen_of(verdict.passage, verdict.figure, facts)
        if elsewhen and verdict.judgement.why not in _DERIVED:
            return verdict._replace(doubt=f"{UNEXPLAINED}{elsewhen}")
        left = self.left(verdict, verdicts)
        if verdict.doubt and (left or self.left(from_its_name(verdict), verdicts)):
            return verdict
        words = ", ".join(verdict.passage.folded[slice(*span)] for span in left)
        return verdict._replace(doubt=f"{UNEXPLAINED}{words}" if left else "")

    def _other(self, verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]) -> str:
        """A thing in the clause that is none of those the facts name, nor those of the sentence's other supports; empty if none."""
        passage, clause = verdict.passage, verdict.figure.clause
        sorts = self.matcher.tables.names.entities
        claim = verdict.option.claim if verdict.option is not None else None
        own = {claim.subject, claim.relative_to, *claim.members} if claim is not None else set()
        named = [
            Span(m.start, m.end)
            for m in passage.names
            if sorts[m.id].type in _TOLD_OF
            and not m.speaks
            and clause.holds(m.start, m.end)
            and not own & {*m.ids, *m.inner}
        ]
        named += [Span(w.start, w.end) for w in passage.of("outsiders", clause)]
        if not named:
            return ""
        agreeing = [v for v in verdicts if v.judgement.verdict == "supported"]
        facts = [f for v in agreeing for f in self._facts(v)]
        entities = {e for f in facts for e in self._words.entities(f)}
        known = [self._words.of_fact(f) for f in facts] + [self._words.of_name(e) for e in entities]
        taken = list(self._places(verdict, verdicts, entities, {f.metric for f in facts}))
        names = {(m.start, m.end): m.ids for m in passage.names}
        for span in named:
            if not entities.isdisjoint(names.get(span, ())):
                continue
            is_coded = span not in taken and _CODED.search(passage.folded, *span) is not None
            is_same = is_coded and claim is not None and holds(names.get(span, ()), claim, self.matcher)
            if (is_coded and not is_same) or unexplained(passage, span, taken, known, self._common):
                return passage.text[span.start : span.end]
        return ""

    def _opposed(self, verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]) -> str:
        """A word that nothing explains and that says the opposite of having (left, lost, 退出) or names another measure (价格)."""
        passage, clause = verdict.passage, verdict.figure.clause
        if verdict.judgement.why in _DERIVED:
            return ""  # lost two thirds of its share, which leaves 80
        told = [Span(w.start, w.end) for w in passage.of("attributes", clause)]
        if verdict.figure.kind == MEMBERS:
            clause = passage.span  # Germany and France, two members, left
        told += [Span(*m.span()) for m in self._undone.han.finditer(passage.folded, *clause)]
        latin = _WORD.finditer(passage.folded, *clause)
        told += [Span(*m.span()) for m in latin if stem(m.group()) in self._undone.latin]
        if not told:
            return ""
        _, taken, known = self._explaining(verdict, verdicts)
        left = unexplained(passage, clause, taken, known, _NOTHING)
        for word in told:
            if any(span.start < word.end and word.start < span.end for span in left):
                return passage.folded[slice(*word)]
        return ""

    def _narrowed(self, verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]) -> str:
        """A word in capitals or of a scope between a count and its noun that nothing explains (20 German companies); empty if none."""
        metrics, taken, known = self._explaining(verdict, verdicts)
        passage, noun = verdict.passage, self._noun(verdict, metrics)
        for span in unexplained(passage, noun, taken, known, _NOTHING) if noun is not None else ():
            if passage.text[span.start : span.start + 2].istitle():
                return passage.text[span.start : span.end]
        joined = noun is None or any(sign in passage.text[slice(*noun)] for sign in "和与及、")
        for span in () if joined or noun is None else unexplained(passage, noun, taken, known, self._common):
            if span.end - span.start > 1 and passage.folded[span.start] > "\u2e80":  # 56家中小企业
                return passage.text[span.start : span.end]
        used = {scope for m in metrics for scope in self.matcher.scopes.get(m, ())}
        for at, end, means in passage.scopes:
            if noun is None or not noun.holds(at, end) or used.intersection(means):
                continue
            if unexplained(passage, Span(at, end), (), known, _NOTHING):
                return passage.text[at:end]
        return ""

    def _stray(self, verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]) -> str:
        """A date in a year of which the facts that agree with the sentence know nothing; empty if none."""
        passage = verdict.passage
        if not passage.dates:
            return ""
        agreeing = [v for v in verdicts if v.judgement.verdict == "supported"]
        told = [Span(v.figure.start, v.figure.end) for v in agreeing if v.figure.period is not None]
        facts = [(f, self.sources.words(f)) for v in agreeing for f in self._facts(v)]
        return stray_year(passage, told, facts)

    def _is_premise(self, verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]) -> bool:
        """Whether the figure states, to the digit, a fact on which the support of another figure of the sentence rests."""
        value, unit = verdict.figure.reading.value, verdict.figure.unit
        facts = (
            f
            for v in verdicts
            if v is not verdict and v.judgement.verdict == "supported" and v.judgement.why in _DERIVED
            for f in self._facts(v)
        )
        return value is not None and any(f.unit == unit and f.value == value * f.scale for f in facts)

    def _explaining(
        self, verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]
    ) -> tuple[set[str], list[Span], list[frozenset[str]]]:
        """The metrics, the places and the words that explain a verdict: its own facts' and those of the sentence's supports."""
        agreeing = [v for v in verdicts if v is not verdict and v.judgement.verdict == "supported"]
        facts = list(self._facts(verdict)) + [f for v in agreeing for f in self._facts(v)]
        entities = {e for f in facts for e in self._words.entities(f)}
        known = [self._words.of_fact(f) for f in facts] + [self._words.of_name(e) for e in entities]
        metrics = {f.metric for f in facts}
        if verdict.option is not None:
            metrics.add(verdict.option.claim.metric)
        return metrics, list(self._places(verdict, verdicts, entities, metrics)), known

    def left(self, verdict: FigureVerdict, verdicts: Sequence[FigureVerdict]) -> list[Span]:
        """Where the words of a verdict's clause stand that nothing explains."""
        passage = verdict.passage
        metrics, taken, known = self._explaining(verdict, verdicts)
        told = [*known, *(self._words.of_sentence(f) for f in self._facts(verdict))]
        common = self._deriving if verdict.judgement.why in _DERIVED else self._common
        if verdict.judgement.why == TURNED:
            common = self._turning
        clause = verdict.figure.clause
        found = unexplained(passage, clause, taken, told, common)
        for span in shifted_before(passage, verdict.figure, metrics):
            found += unexplained(passage, span, taken, told, _NOTHING)
        heads = {at.start for spots in (passage.names, passage.cues, passage.scopes) for at in spots}
        found += [s for s in unexplained(passage, clause, taken, known, common) if s.end in heads]
        for other in passage.names:
            is_acting = self.matcher.tables.names.entities[other.id].type in ACTING
            if not is_acting and clause.holds(other.start, other.end):
                found += unexplained(passage, Span(other.start, other.end), taken, known, common)
        if (lead := lead_of(passage, clause)) is not None:
            found += unexplained(passage, lead, taken, known, common) if is_place(passage, lead) else []
            found += told_elsewhere(passage, lead)
            for word in _WORD.finditer(passage.folded, *lead):
                if word.group() in common.narrowing:
                    found += unexplained(passage, Span(*word.span()), taken, told, common)
        return sorted({*found, *self._qualifying(verdict, metrics, taken, known)})

    def _qualifying(
        self,
        verdict: FigureVerdict,
        metrics: set[str],
        taken: Sequence[Span],
        known: Sequence[frozenset[str]],
    ) -> Iterator[Span]:
        """Words that narrow what a number counts, however common they are: before its noun, and those of other things."""
        passage = verdict.passage
        if (noun := self._noun(verdict, metrics)) is not None:
            yield from unexplained(passage, noun, taken, known, _NOTHING)
            for cue in passage.cues:
                if cue.cue.sort == ANTI and cue.cue.metric in metrics and noun.holds(cue.start, cue.end):
                    yield Span(cue.start, cue.end)
        if verdict.judgement.why not in _DERIVED and verdict.figure.unit not in TIMES:
            beyond = passage.of("beyond", verdict.figure.clause)
            if verdict.figure.kind == MEMBERS:  # one is oxygen, the other iron
                beyond = [w for w in beyond if not verdict.figure.start <= w.start < verdict.figure.end]
            yield from (
                Span(w.start, w.end)
                for w in beyond
                if touches(passage, w, verdict.figure) or _ANOTHER.match(passage.folded, w.start)
            )

    def _noun(self, verdict: FigureVerdict, metrics: set[str]) -> Span | None:
        """What stands between a figure and the cue that it counts: words there qualify the noun, however common they are."""
        passage, figure = verdict.passage, verdict.figure
        if figure.kind != QUANTITY or figure.unit != "count":
            return None
        cues = (c.start for c in passage.cues if c.cue.metric in metrics and c.cue.sort != ANTI)
        gap = Span(figure.end, min((at for at in cues if figure.end <= at), default=figure.end))
        return gap if _QUALIFIERS.fullmatch(passage.folded, *gap) is not None else None

    def _facts(self, verdict: FigureVerdict) -> Iterator[Assertion]:
        """The facts that a verdict rests on, and all about its measure."""
        ids = set(verdict.judgement.fact_ids)
        claim = verdict.option.claim if verdict.option is not None else None
        told = {s.left for s in verdict.judgement.proof.steps if s.fact_id} if claim is None else set()
        subjects = {s.left.partition(".")[0] for s in verdict.judgement.proof.steps if s.fact_id}
        if claim is not None:
            subjects.add(claim.subject)
        seen: set[str] = set()
        for subject in sorted(subjects):
            for fact in self.matcher.known.about(subject):
                is_own = f"{fact.subject}.{fact.metric}" in told or (
                    claim is not None and (fact.subject, fact.metric) == (claim.subject, claim.metric)
                )
                if (fact.id in ids or is_own) and fact.id not in seen:
                    seen.add(fact.id)
                    yield fact

    def _places(
        self, verdict: FigureVerdict, verdicts: Iterable[FigureVerdict], entities: set[str], metrics: set[str]
    ) -> Iterator[Span]:
        """Where names, cues, scopes, figures and words of linking stand that belong to the verdict."""
        passage = verdict.passage
        yield from figured(passage, verdicts)
        if whole := denial(passage):
            yield whole
        members = verdict.option.claim.members if verdict.option is not None else ()
        accounted = entities | set(members)
        if verdict.option is not None:
            accounted |= makers(verdict.option.claim, self.matcher)
            place = Span(verdict.figure.start, verdict.figure.end)
            yield from told_at(passage, place, verdict.option.claim, self.matcher)
        for mention, following in zip_longest(passage.names, passage.names[1:]):
            leads = following is not None and bool(entities & set(following.ids)) and not members
            leads = leads and passage.folded[mention.end : following.start] in LEADS
            denied = verdict.figure.kind == RANK and mention in denied_names(passage)
            if denied or mention.speaks or leads or accounted & {*mention.ids, *mention.inner}:
                yield described(passage, mention, self._words.sorts(mention.id))
        yield from (
            Span(c.start, c.end) for c in passage.cues if c.cue.metric in metrics and c.cue.sort != ANTI
        )
        yield from (Span(s.start, s.end) for s in passage.scopes)
        shifting = _SHIFTING if verdict.judgement.why in _DERIVED else _SHIFTING | _ADDING
        if any(m.nature == "flow" for m in map(self.matcher.tables.metrics.get, metrics) if m is not None):
            shifting -= {"average"}
        own = () if verdict.judgement.why == "difference" else ("rest.",)
        apart = ("rivals.", "kin.", "sorts.", *own)
        for word in passage.words:
            if not any(m in shifting or m.startswith(apart) for m in word.means):
                yield Span(word.start, word.end)
