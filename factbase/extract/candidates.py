"""Candidate facts of an unseen document: every figure linked as far as its words allow, what is uncertain left empty."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import NamedTuple

from factbase.errors import BadDocument
from factbase.extract.candidate_fields import fields_of, fits_metric
from factbase.extract.clauses import Span
from factbase.extract.figures import Source
from factbase.extract.link_figure import COMPARISON, DATE, QUANTITY, RANK, Figure
from factbase.extract.link_figures import figures_of
from factbase.extract.link_metrics import Scored, score_metrics
from factbase.extract.link_roles import Roles, from_to, roles_of
from factbase.extract.link_scene import Mention, Passage, passages
from factbase.extract.link_standing import resolved
from factbase.extract.link_tables import NAME, LinkTables
from factbase.extract.link_worlds import world_words
from factbase.extract.masthead import read_masthead
from factbase.extract.unwrap import unwrapped
from factbase.model.document import Item
from factbase.model.fact import FACT, FactBase
from factbase.model.kinds import KINDS
from factbase.phrase import phrase

__all__ = ["MOST_FIGURES", "Candidate", "candidates_of"]

# Each takes some 5 KB until it is stored; a document with more is a table.
MOST_FIGURES = 250_000
_FLOOR, _SURE, _MARGIN = 0.3, 0.5, 1.3
_CARRIED, _TYPICAL = 40, 2
# Characters that end the word before a name.
_BEFORE_NAMES = frozenset("的了着过由对与和及在是将被从把为给向让使于以等中上下内外后前时称说")


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
    for whole in resolved(passages(text, tables, source.day(item)), tables):
        passage = _named(whole, carried, tables)
        figures = [
            f for f in figures_of(passage, tables, dated_names=True) if not cited.holds(f.start, f.end)
        ]
        roles = [roles_of(passage, f, figures, tables) for f in figures]
        aside = {r for found in roles for r, firm in found.relatives if firm}
        for figure, own in zip(figures, roles, strict=True):
            if figure.kind == COMPARISON or figure.precision == "vague":
                continue
            for metric, scored in _metrics(passage, figure, figures, tables, before):
                yield _candidate(
                    source, passage, figure, figures, tables, item, carried, origin, metric, scored, own,
                    aside,
                )  # fmt: skip
        if passage.names:
            named = [m.id for m in passage.names if not (m.speaks or m.owns or _is_scope(passage, m))]
            carried[:] = [*(n for n in named if n not in aside), *carried][:_CARRIED]
        before = [passage]


def _cited(text: str, item: Item | None) -> Span:
    """Where the source line of an item stands in its text; empty if nowhere."""
    at = text.find(item.dateline) if item is not None and item.dateline else -1
    return Span(at, at + len(item.dateline)) if item is not None and at >= 0 else Span(0, 0)


def _named(passage: Passage, carried: Sequence[str], tables: LinkTables) -> Passage:
    """The sentence without names such as 二期工程 that are common to many things, unless what they belong to is spoken of."""
    common = tables.lists.get("common", ())
    if not common or not any(
        passage.folded[m.start : m.end].strip("“”\"'《》 ") in common for m in passage.names
    ):
        return passage
    owners = {m.id for m in passage.names} | set(carried)
    kept = tuple(
        m
        for m in passage.names
        if passage.folded[m.start : m.end].strip("“”\"'《》 ") not in common
        or any(o in owners or owners & set(tables.names.parts(o)) - {m.id} for o in tables.names.wholes(m.id))
    )
    return replace(passage, names=kept) if len(kept) < len(passage.names) else passage


def _is_scope(passage: Passage, mention: Mention) -> bool:
    """Whether a name only says among whom (全国第三, 全球20%)."""
    return any(s.start <= mention.start and mention.end <= s.end for s in passage.scopes)


def _metrics(
    passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables, before: Sequence[Passage]
) -> list[tuple[str, list[Scored]]]:
    """The metrics that a figure speaks of: one, or all that the words before it list (容量、带宽和频率相当于…)."""
    scored = score_metrics(passage, figure, figures, tables, before)
    best = scored[0] if scored and scored[0].score >= _FLOOR and scored[0].noun != "foreign" else None
    if figure.kind == RANK and best is None:
        return []
    if figure.kind == DATE:
        if figure.period is None:
            return []
        inside = any(m.start <= figure.start and figure.end <= m.end for m in passage.names)
        if inside or best is None or not best.near:
            return [(_dated(passage, figure, best.metric if best else "", tables), [])]
    if best is None:
        return [("", scored)]
    listed = _listed(passage, figure, {s.metric for s in scored if s.strong and s.near})
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
    spots = [
        c
        for c in passage.cues
        if c.cue.metric in strong and c.cue.sort == NAME and figure.clause.holds(c.start, c.end)
    ]
    spots = [c for c in spots if c.end <= figure.start]
    found: list[str] = []
    for one, two in pairwise(sorted(spots)):
        if passage.text[one.end : two.start].strip() in ("、", "和", "与", "及", "以及", "and", ",", ", and"):
            found += [one.cue.metric, two.cue.metric]
    return list(dict.fromkeys(found))


def _candidate(
    source: Source, passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables, item: Item | None,
    carried: Sequence[str], origin: Sequence[int], metric: str, scored: Sequence[Scored],
    roles: Roles, others: set[str],
) -> Candidate:  # fmt: skip
    subject, sure = _subject(passage, roles, figure, metric, carried, others, tables)
    relative = _relative(roles, figure, metric, subject, tables)
    fields = fields_of(source, passage, figure, figures, tables, item, subject, metric, relative, origin)
    fact: FactBase = FACT.validate_python(fields)
    rivals = tuple(s.metric for s in scored[1:4])
    pair = from_to(figure, figures, passage)
    plain = figure.rule not in ("single", "nothing") and not (figure.ordinal and metric.startswith("first"))
    clear = (
        plain
        and (pair is None or pair[0] is not figure)
        and _is_clear([s for s in scored if s.metric == metric] or scored)
    )
    complete = (
        sure
        and clear
        and _leads(scored, metric)
        and fits_metric(fact.unit, metric, tables)
        and all(getattr(fact, name) for name in KINDS[fact.kind].requires)
    )
    return Candidate(fact, complete, rivals, tuple(dict.fromkeys(m.id for m in passage.names)))


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


def _subject(
    passage: Passage,
    roles: Roles,
    figure: Figure,
    metric: str,
    carried: Sequence[str],
    relatives: set[str],
    tables: LinkTables,
) -> tuple[str, bool]:
    """The entity that a figure is most likely about, and whether nothing else comes close.

    Only things of a sort that the metric is measured of count. The first one of the figure's clause before it, else the
    nearest before it in the sentence, else one behind it, else what was spoken of before (that one is never sure).
    """
    kinds = tables.names.entities
    sorts = tables.lists.get(f"subjects.{metric}", ())

    def fits(entity: str) -> bool:
        return kinds[entity].type in sorts if sorts else kinds[entity].type != "person"

    able = [m for m in dict.fromkeys(s.mention for s in roles.subjects) if m is not None]
    able = [m for m in able if fits(m.id) and (not m.speaks or sorts)]
    own = [m for m in able if figure.clause.holds(m.start, m.end) and m.end <= figure.start]
    firm = {r for r, is_firm in roles.relatives if is_firm}
    able = [m for m in able if m.id not in (firm if m in own else relatives)]
    able = [m for m in able if not _is_scope(passage, m)] or able
    around = [m for m in passage.names if m.start <= figure.start and figure.end <= m.end]
    if around:
        return around[0].id, False
    before = [m for m in able if m.end <= figure.start]
    local = [m for m in before if figure.clause.holds(m.start, m.end)]
    behind = [m for m in able if m.start >= figure.end and figure.clause.holds(m.start, m.end)]
    alone = len({m.id for m in able}) == 1 and kinds[able[0].id].type in sorts[:_TYPICAL]
    alone = alone and not any(kinds[m.id].type == "concept" and _is_ending(passage, m) for m in able)
    if local:
        return min(local, key=lambda m: m.start).id, alone
    if behind and metric.endswith("_date"):
        return min(behind, key=lambda m: m.start).id, alone
    if before:
        return max(before, key=lambda m: m.start).id, alone
    if behind:
        return min(behind, key=lambda m: m.start).id, alone
    # The topic of an item is named first.
    known = [c for c in dict.fromkeys(reversed(carried)) if fits(c)]
    if not known:
        return "", False
    return min(known, key=lambda c: sorts.index(kinds[c].type) if sorts else 0), False


def _is_ending(passage: Passage, mention: Mention) -> bool:
    """Whether a Chinese word for a sort of thing ends a longer name (江沅省数据中心), which is then another thing."""
    before = passage.text[max(passage.span.start, mention.start - 1) : mention.start]
    is_han = "\u4e00" <= passage.text[mention.start] <= "\u9fff"
    return is_han and "\u4e00" <= before <= "\u9fff" and before not in _BEFORE_NAMES


def _relative(roles: Roles, figure: Figure, metric: str, subject: str, tables: LinkTables) -> str:
    if figure.kind != QUANTITY or figure.unit != "1" or not metric:
        return ""
    firm = [r for r, is_firm in roles.relatives if is_firm and r != subject]
    return firm[0] if firm else ""
