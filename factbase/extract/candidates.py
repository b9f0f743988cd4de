"""Candidate facts of an unseen document: every figure linked as far as its words allow, what is uncertain left empty."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import NamedTuple

from factbase.errors import BadDocument
from factbase.extract.candidate_fields import fields_of, fits_metric
from factbase.extract.candidate_subject import subject_of, within_scopes
from factbase.extract.clauses import Span
from factbase.extract.figures import Source
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_figures import figures_of
from factbase.extract.link_kin import only_kin
from factbase.extract.link_metrics import Scored, score_metrics
from factbase.extract.link_paired import Own, owned
from factbase.extract.link_roles import Roles, roles_of
from factbase.extract.link_scene import Passage, passages
from factbase.extract.link_standing import resolved
from factbase.extract.link_tables import NAME, LinkTables
from factbase.extract.link_unsaid import is_claimed
from factbase.extract.link_when import from_to
from factbase.extract.link_worlds import world_words
from factbase.extract.masthead import read_masthead
from factbase.extract.reflow import is_row
from factbase.extract.unwrap import unwrapped
from factbase.model.document import Item
from factbase.model.fact import FACT, FactBase
from factbase.model.kinds import KINDS
from factbase.phrase import phrase

__all__ = ["MOST_FIGURES", "Candidate", "candidates_of"]

# Each takes some 5 KB until it is stored; a document with more is a table.
MOST_FIGURES = 250_000
_FLOOR, _SURE, _MARGIN = 0.3, 0.5, 1.3
_CARRIED = 40


class Candidate(NamedTuple):
    """A candidate fact; `complete` if subject, metric, unit (and what its kind requires) are linked without a tie.

    For whoever reviews it, `rivals` are the next best metrics and `subjects` the known things of its sentence.
    """

    fact: FactBase
    complete: bool
    rivals: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


def candidates_of(source: Source, tables: LinkTables) -> Iterator[Candidate]:
    """Every candidate of a document in the order of its figures. Raises `BadDocument` for more than `MOST_FIGURES`."""
    text, origin = unwrapped(source.archive.text, source.archive.flow)
    found: list[Candidate] = []
    spoken: dict[str, list[str]] = {}
    regions = list(_regions(source, origin))
    # Headlines last: what they are about is named in their articles.
    for item, start, end in sorted(regions, key=lambda r: r[0] is not None and not _is_body(r, origin)):
        if text[start:end].strip():
            carried = spoken.setdefault(item.number, []) if item is not None else []
            made = _region(source, text[start:end], origin[start:end], item, tables, carried)
            found.extend(islice(made, MOST_FIGURES + 1 - len(found)))
            if len(found) > MOST_FIGURES:
                raise BadDocument(
                    phrase(
                        "{id}: holds more than {most_figures:,} figures. Split it, or bring a table in by `factbase import`.",
                        id=source.document.id,
                        most_figures=MOST_FIGURES,
                    )
                )
    found.sort(key=lambda c: (c.fact.citation.span_start, c.fact.metric))
    yield from _beneath_masthead(found, source, tables)


def _beneath_masthead(found: Sequence[Candidate], source: Source, tables: LinkTables) -> Iterator[Candidate]:
    """All but the dates of publication: they tell of the document, not of what it is about."""
    head = source.printed
    if head is None:
        head = read_masthead(source.archive.text, tables.readers).dates
    if not head:
        yield from found
        return
    for candidate in found:
        cited = candidate.fact.citation
        if not any(span.start < cited.span_end and cited.span_start < span.end for span in head):
            yield candidate


def _is_body(region: tuple[Item | None, int, int], origin: Sequence[int]) -> bool:
    item, start, _ = region
    return item is None or item.start <= origin[start] < item.end


def _regions(source: Source, origin: Sequence[int]) -> Iterator[tuple[Item | None, int, int]]:
    """The items and headlines of a document, and what lies between them, as stretches of the unwrapped text."""
    marks = sorted(
        (a, b, n) for n, item in enumerate(source.items) for a, b in ((item.start, item.end), *item.heads)
    )
    at = 0
    for first, last, number in marks:
        start, end = bisect_left(origin, first), bisect_left(origin, last)
        if start > at:
            yield None, at, start
        if end > max(at, start):
            yield source.items[number], max(at, start), end
            at = end
    if at < len(origin):
        yield None, at, len(origin)


def _region(
    source: Source,
    text: str,
    origin: Sequence[int],
    item: Item | None,
    tables: LinkTables,
    carried: list[str],
) -> Iterator[Candidate]:
    """The candidates of one stretch; `carried` are the things spoken of, the latest first, and is kept up to date."""
    before: list[Passage] = []
    cited = _cited(text, item)
    sentences = resolved(passages(text, tables, source.day(item)), tables)
    folded = sentences[0].folded if sentences else ""
    common = frozenset([word for word in tables.lists.get("common", ()) if word in folded])
    for whole in sentences:
        row = _is_row(source, whole, origin)
        # What a row is about stands in it.
        topics, near = ([], []) if row else (carried, before)
        passage = _named(whole, topics, common, tables) if common else whole
        figures: Sequence[Figure] = figures_of(passage, tables, dated_names=True)
        if cited is not None:
            figures = [f for f in figures if not cited.holds(f.start, f.end)]
        settings = owned(passage, figures, tables)
        roles = [roles_of(o.passage, o.figure, o.figures, tables) for o in settings]
        aside = {r for found in roles for r, firm in found.relatives if firm}
        for own, role in zip(settings, roles, strict=True):
            if own.figure.kind == COMPARISON or own.figure.precision == "vague":
                continue
            for metric, scored in _metrics(own, tables, near):
                yield _candidate(source, own, tables, item, topics, origin, metric, scored, role, aside)
        if passage.names and not row:
            within = passage.once(within_scopes)
            named = [m.id for m in passage.names if not (m.speaks or m.owns or m.start in within)]
            carried[:0] = [n for n in named if n not in aside]
            del carried[_CARRIED:]
        before = [] if row else [passage]


def _is_row(source: Source, passage: Passage, origin: Sequence[int]) -> bool:
    """Whether a sentence is the row of a table."""
    first, last = passage.span
    return is_row(source.archive.text[origin[first] : origin[last - 1] + 1])


def _cited(text: str, item: Item | None) -> Span | None:
    """Where the source line of an item stands in its text; `None` if nowhere."""
    at = text.find(item.dateline) if item is not None and item.dateline else -1
    return Span(at, at + len(item.dateline)) if item is not None and at >= 0 else None


def _named(passage: Passage, carried: Sequence[str], common: frozenset[str], tables: LinkTables) -> Passage:
    """The sentence without names such as 二期工程 that are `common` to many things, unless what they belong to is spoken of."""
    said = [passage.folded[m.start : m.end].strip("“”\"'《》 ") for m in passage.names]
    if common.isdisjoint(said):
        return passage
    owners = {m.id for m in passage.names} | set(carried)
    kept = tuple(
        m
        for m, words in zip(passage.names, said, strict=True)
        if words not in common
        or any(o in owners or owners & set(tables.names.parts(o)) - {m.id} for o in tables.names.wholes(m.id))
    )
    return replace(passage, names=kept) if len(kept) < len(passage.names) else passage


def _metrics(own: Own, tables: LinkTables, before: Sequence[Passage]) -> list[tuple[str, list[Scored]]]:
    """The metrics that a figure speaks of: one, or all that the words before it list (容量、带宽和频率相当于…)."""
    passage, figure, figures, _ = own
    if figure.kind == DATE and figure.period is None:
        return []
    scored = score_metrics(passage, figure, figures, tables, before)
    best = scored[0] if scored and scored[0].score >= _FLOOR and scored[0].noun != "foreign" else None
    if figure.kind == RANK and best is None:
        return []
    if figure.kind == DATE:
        inside = any(m.start <= figure.start and figure.end <= m.end for m in passage.names)
        if inside or best is None or not best.near:
            return [(_dated(passage, figure, best.metric if best else "", tables), [])]
    if best is None:
        return [("", scored)]
    strong = {s.metric for s in scored if s.strong and s.near}
    listed = _listed(passage, figure, strong) if len(strong) > 1 else ()
    return [(m, scored) for m in listed] if best.metric in listed else [(best.metric, scored)]


def _dated(passage: Passage, figure: Figure, metric: str, tables: LinkTables) -> str:
    """What a date without a near cue is the date of: a target where it lies ahead, an event where one is named.

    A stretch of time inside a name is the period of what is named.
    """
    holder = next((m for m in passage.names if m.start <= figure.start and figure.end <= m.end), None)
    if holder is not None and "plan_period" in tables.metrics:
        is_event = tables.names.entities[holder.id].type == "event"
        return "event_date" if is_event and "event_date" in tables.metrics else "plan_period"
    if world_words(passage, figure) == "open" and "target_date" in tables.metrics:
        return "target_date"
    events = any(tables.names.entities[m.id].type == "event" for m in passage.names)
    return metric or ("event_date" if events and "event_date" in tables.metrics else "")


def _listed(passage: Passage, figure: Figure, strong: set[str]) -> list[str]:
    """Metrics whose names stand in one list before the figure."""
    start, end = figure.clause.start, min(figure.start, figure.clause.end)
    spots = [
        c
        for c in passage.cues
        if start <= c.start and c.end <= end and c.cue.metric in strong and c.cue.sort == NAME
    ]
    found: list[str] = []
    for one, two in pairwise(sorted(spots)):
        if passage.text[one.end : two.start].strip() in ("、", "和", "与", "及", "以及", "and", ",", ", and"):
            found += [one.cue.metric, two.cue.metric]
    return list(dict.fromkeys(found))


def _candidate(
    source: Source, own: Own, tables: LinkTables, item: Item | None, carried: Sequence[str], origin: Sequence[int],
    metric: str, scored: Sequence[Scored], roles: Roles, others: set[str],
) -> Candidate:  # fmt: skip
    passage, figure, figures, uneven = own
    subject, sure = subject_of(passage, roles, figure, metric, carried, others, tables)
    relative = _relative(roles, figure, metric, subject, tables)
    fields = fields_of(source, passage, figure, figures, tables, item, subject, metric, relative, origin)
    fact: FactBase = FACT.validate_python(fields)
    complete = (
        sure
        and not uneven
        and figure.rule not in ("single", "nothing")
        and not (figure.ordinal and metric.startswith("first"))
        and _is_clear([s for s in scored if s.metric == metric] or scored)
        and _leads(scored, metric)
        and fits_metric(fact.unit, metric, tables)
        and all(getattr(fact, name) for name in KINDS[fact.kind].requires)
        and not _is_begun(figure, figures, passage)
        and is_claimed(passage, figure)
        and not only_kin(passage, subject, figure)
    )
    return Candidate(fact, complete, tuple([s.metric for s in scored[1:4]]), passage.once(_known))


def _known(passage: Passage) -> tuple[str, ...]:
    """The known things of a sentence, each once."""
    return tuple(dict.fromkeys([m.id for m in passage.names]))


def _is_begun(figure: Figure, figures: Sequence[Figure], passage: Passage) -> bool:
    """Whether a figure is only the level from which another begins (from 2 to 5 percent)."""
    pair = from_to(figure, figures, passage)
    return pair is not None and pair[0] is figure


def _leads(scored: Sequence[Scored], metric: str) -> bool:
    """Whether the metric stands well above all others."""
    mine = next((s.score for s in scored if s.metric == metric), 0.0)
    return all(mine >= _MARGIN * s.score for s in scored if s.metric != metric)


def _is_clear(scored: Sequence[Scored]) -> bool:
    """Whether the metric is cued by a word of its own that stands near."""
    return (
        bool(scored)
        and scored[0].strong
        and scored[0].near
        and not scored[0].against
        and scored[0].score >= _SURE
    )


def _relative(roles: Roles, figure: Figure, metric: str, subject: str, tables: LinkTables) -> str:
    if figure.kind != QUANTITY or figure.unit != "1" or not metric:
        return ""
    firm = [r for r, is_firm in roles.relatives if is_firm and r != subject]
    return firm[0] if firm else ""
