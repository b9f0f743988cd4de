"""The measures that a ratio may speak of: two things compared, a share of a whole, a change between two periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factbase.extract.clauses import Span
from factbase.extract.link_figure import COMPARISON, DATE, RANK, Figure
from factbase.extract.link_metrics import Scored
from factbase.extract.link_respect import respect_of
from factbase.extract.link_roles import Subject
from factbase.extract.link_tables import ANTI, LinkTables
from factbase.reason.assertion import Assertion
from factbase.service.verify_fit import Fit
from factbase.service.verify_known import KnownFacts
from factbase.service.verify_setting import Key, Option, Setting, keys_of, make_option

__all__ = ["Ratios"]

_UNSPOKEN, _PLAIN = 0.5, 0.7
_UNCOMPARED = ("count", "rank", "date")
_GRADED = ("compare.higher", "compare.lower", "compare.much", "compare.little")
# Words of comparison that name no attribute of their own (cheaper, more dangerous and 快 do).
_GENERAL = re.compile(
    r"^(?!.*\bthan\b)(?!.*\b(?:more|less|cheaper|dearer|faster|slower|greener|poorer|smaller)\b)[a-z' ]+$|"
    r"\b(?:better|worse|stronger|weaker|superior|inferior)\b|^(?!比)(?!.*[快慢大小多少高低])[\u4e00-\u9fff]+$|^比.*[强弱好差]$"
)


@dataclass(frozen=True)
class Ratios:
    """Makes options of ratios from the facts about one subject."""

    tables: LinkTables
    known: KnownFacts
    fit: Fit

    def applies(self, at: Setting, subject: Subject) -> bool:
        """Whether the figure may be a ratio."""
        figure = at.figure
        if figure.kind in (DATE, RANK):
            return False
        if (
            figure.kind == COMPARISON
            or figure.unit == "1"
            or figure.change is not None
            or figure.rule == "nothing"
        ):
            return True
        return bool(self._counted_in(at, subject))

    def options(
        self, at: Setting, subject: Subject, facts: Sequence[Assertion], scored: Mapping[str, Scored]
    ) -> Iterator[Option]:
        """Every measure, in no order."""
        pairs = [(r, True) for r in self._counted_in(at, subject) if r != subject.id]
        pairs = pairs or [(r, firm) for r, firm in at.roles.relatives if r != subject.id]
        pairs = [(r, firm) for r, firm in pairs if not _is_spoken_of(at, subject, r)]
        for relative, firm in pairs:
            if at.figure.kind == COMPARISON and subject.mention is None and _leads(at, relative):
                continue
            yield from self._of_pair(at, subject, facts, scored, relative, firm)
        yield from self._of_wholes(at, subject, facts, scored, pairs)
        yield from self._changes(at, subject, facts, scored)

    def _of_pair(
        self,
        at: Setting,
        subject: Subject,
        facts: Sequence[Assertion],
        scored: Mapping[str, Scored],
        relative: str,
        firm: bool,
    ) -> Iterator[Option]:
        theirs = self.known.about(relative)
        metrics = {f.metric for f in (*facts, *theirs) if f.is_ratio and f.kind == "performance_ratio"}
        metrics |= {f.metric for f in facts} & {f.metric for f in theirs}
        is_bare = not any(s.near for s in at.scored) and not at.passage.has(
            "attributes", Span(at.passage.span.start, at.figure.clause.end)
        )
        is_by = at.figure.change is not None and _is_by(at) and not at.passage.has("attributes")
        is_by = is_by and not any(s.near and s.metric in metrics for s in at.scored)
        is_bare = is_bare and not respect_of(at.passage, at.figure) and _is_general(at)
        if (is_by or (at.figure.kind == COMPARISON and is_bare)) and not metrics & scored.keys():
            scored = self._unspoken(subject, relative)
        wholes = {
            f.metric
            for f in facts
            if f.kind == "share" and (f.subject, f.relative_to) == (subject.id, relative)
        }
        reading = at.figure.change if at.figure.change is not None else at.figure.reading
        if at.figure.kind == COMPARISON:
            metrics -= wholes
        metrics &= scored.keys()
        if at.figure.kind == COMPARISON:
            # 不如 and outperform speak of performance only where nothing else is named.
            told = {m for m in _told_outside(at) if self.tables.metrics[m].unit not in _UNCOMPARED}
            metrics = metrics & told or (_cued_outside(at, metrics) if _is_of_another(at, told) else metrics)
        for metric in sorted(metrics):
            for scope in sorted({f.scope for f in (*facts, *theirs) if f.metric == metric}):
                key = Key("ratio", metric, scope, relative, "1")
                worth = self.fit.scope(at, key, facts)
                if metric in wholes and (at.figure.change is not None or _is_multiple(at.figure)):
                    continue
                if worth is not None:
                    is_firm = (
                        firm or metric in wholes or (at.figure.change is not None and _is_by(at, relative))
                    )
                    yield make_option(
                        at, subject, key, scored[metric], worth, reading, "1", self.tables, is_firm
                    )

    def _of_wholes(
        self,
        at: Setting,
        subject: Subject,
        facts: Sequence[Assertion],
        scored: Mapping[str, Scored],
        pairs: Sequence[tuple[str, bool]],
    ) -> Iterator[Option]:
        """Shares and ratios whose other side goes without saying."""
        if any(firm for _, firm in pairs):
            return
        own = (f for f in facts if f.subject == subject.id and f.is_ratio and f.relative_to)
        for key in keys_of(f for f in own if f.kind in ("share", "ratio")):
            if _is_spoken_of(at, subject, key.relative_to):
                continue
            if key.metric not in scored or any(r == key.relative_to for r, _ in pairs):
                continue
            is_share = key.kind == "share"
            if is_share and at.figure.change is None and _is_multiple(at.figure):
                continue
            if at.figure.change is not None if is_share else not self._hints(at, key.relative_to):
                continue
            worth = self.fit.scope(at, key, facts)
            if worth is not None:
                level = at.figure.change if at.figure.change is not None else at.figure.reading
                yield make_option(
                    at, subject, key, scored[key.metric], worth, level, "1", self.tables, is_share
                )

    def _changes(
        self, at: Setting, subject: Subject, facts: Sequence[Assertion], scored: Mapping[str, Scored]
    ) -> Iterator[Option]:
        """A change of one thing between two periods, where both levels are known."""
        if at.figure.change is None:
            return
        for key in keys_of(
            f for f in facts if f.subject == subject.id and not f.is_date and f.kind != "rank"
        ):
            if key.metric not in scored or key.relative_to:
                continue
            periods = sorted({f.period for f in facts if key.fits(f) and f.period is not None})
            worth = self.fit.scope(at, key, facts)
            if len(periods) < 2 or worth is None:
                continue
            first = at.period if at.period in periods[:-1] else periods[0]
            made = make_option(
                at, subject, key, scored[key.metric], worth, at.figure.change, "1", self.tables
            )
            yield made._replace(claim=made.claim._replace(period=periods[-1], relative_period=first))

    def _counted_in(self, at: Setting, subject: Subject) -> tuple[str, ...]:
        """The thing that a figure counts another in (as much as 17,000 American homes, 1.7万多户美国家庭)."""
        if at.figure.kind in (DATE, RANK) or at.figure.unit != "count":
            return ()
        noun = at.figure.noun
        for mention in at.passage.names:
            if noun.start <= mention.start < noun.end and mention.start - at.figure.end <= 2:
                return mention.ids
        words = at.passage.folded[noun.start : noun.end]
        others = dict.fromkeys(
            f.relative_to for f in self.known.about(subject.id) if f.is_ratio and f.relative_to
        )
        return tuple(r for r in others if words and self.tables.names.described(r, "", words))

    def _unspoken(self, subject: Subject, relative: str) -> dict[str, Scored]:
        """Where nothing says in what two things are compared: the one metric that facts compare them in."""
        found: dict[str, Scored] = {}
        for fact in self.known.about(subject.id):
            if fact.is_ratio and {fact.subject, fact.relative_to} == {subject.id, relative}:
                found[fact.metric] = Scored(fact.metric, _UNSPOKEN, True, near=True)
        return found if len(found) == 1 else {}

    def _hints(self, at: Setting, entity: str) -> bool:
        """Whether the sentence describes an entity that it does not name."""
        return self.tables.names.described(entity, "", at.passage.unnamed)


def _told_outside(at: Setting) -> set[str]:
    """The metrics that words beside a comparison plainly name, where the comparing words alone (不如, outperform) name others."""
    figure = at.figure
    return {
        c.cue.metric
        for c in at.passage.cues
        if c.cue.sort != ANTI
        and c.cue.weight >= _PLAIN
        and not c.named
        and figure.clause.holds(c.start, c.end)
        and not (figure.start < c.end and c.start < figure.end)
    }


def _cued_outside(at: Setting, metrics: set[str]) -> set[str]:
    """Those of some metrics of which another word than the comparing one speaks."""
    figure = at.figure
    return {
        c.cue.metric
        for c in at.passage.cues
        if c.cue.metric in metrics
        and c.cue.sort != ANTI
        and not (figure.start <= c.start < figure.end or c.start <= figure.start < c.end)
    }


def _is_of_another(at: Setting, told: set[str]) -> bool:
    """Whether a comparing word that names no attribute stands beside something else that is compared (架构落后于A100)."""
    figure = at.figure
    if not any(figure.start <= w.start < figure.end for w in at.passage.of("compare.plain")):
        return False
    return bool(told) or at.passage.has("attributes", figure.clause)


def _is_general(at: Setting) -> bool:
    """Whether the words of a comparison name no attribute of their own (not as good as does not, not as fast as does)."""
    graded = [w for key in _GRADED for w in at.passage.of(key) if at.figure.start <= w.start < at.figure.end]
    if graded:
        return all("compare.general" in w.means for w in graded)
    return _GENERAL.search(at.figure.text.lower()) is not None


def _is_by(at: Setting, relative: str = "") -> bool:
    """Whether the words say by how much one thing beats or trails another (trails the A100 by 20 percent).

    With `relative` only where that is what is beaten.
    """
    ends = [
        w.end
        for key in ("compare.above", "compare.below")
        for w in at.passage.of(key, at.figure.clause)
        if w.end <= at.figure.start and "compare.general" not in w.means
    ]
    beaten = [m for m in at.passage.names if relative in m.ids and m.end <= at.figure.start]
    return bool(ends) if not relative else any(min(ends, default=m.start + 1) <= m.start for m in beaten)


def _leads(at: Setting, entity: str) -> bool:
    """Whether a thing is named before a word of comparison: then it is what the sentence compares, not what with."""
    return any(entity in m.ids and m.end <= at.figure.start for m in at.passage.names)


_TAKES = re.compile(r"占|\b(?:accounts?|makes?|takes?|uses?|consumes?)\b")


def _is_spoken_of(at: Setting, subject: Subject, relative: str) -> bool:
    """Whether the sentence gives the share to the very thing that a merely implied subject has it of (数据中心占…)."""
    if subject.mention is not None:
        return False
    takes = _TAKES.search(at.passage.folded, *at.figure.clause)
    return takes is not None and any(
        relative in m.ids and at.figure.clause.start <= m.start and m.end <= takes.start()
        for m in at.passage.names
    )


def _is_multiple(figure: Figure) -> bool:
    """Whether a ratio is above one: no share of a whole is."""
    low = figure.reading.face.low
    return low is not None and low > 1
