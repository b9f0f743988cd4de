"""Candidate facts of an unseen document: every figure linked as far as its words allow, what is uncertain left empty."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from factbase.errors import FactbaseError
from factbase.extract.figures import Source
from factbase.extract.link_figures import COMPARISON, DATE, QUANTITY, RANK, Figure, figures_of
from factbase.extract.link_metrics import Scored, score_metrics
from factbase.extract.link_roles import Roles, date_of, roles_of, world_words
from factbase.extract.link_scene import Passage, passages
from factbase.extract.link_tables import LinkTables
from factbase.extract.locate import locate_quote
from factbase.extract.unwrap import unwrapped
from factbase.model.document import Item
from factbase.model.fact import FACT, FactBase, fact_id, period_text
from factbase.model.kinds import KINDS
from factbase.quantity.periods import Period
from factbase.quantity.reading import Reading

__all__ = ["Candidate", "candidates_of"]

_FLOOR, _SURE, _MARGIN = 0.3, 0.5, 1.3
_CARRIED = 3


class Candidate(NamedTuple):
    """A candidate fact; `complete` if subject, metric, unit (and what its kind requires) are linked without a tie.

    `rivals` are the next best metrics and subjects, for whoever reviews it.
    """

    fact: FactBase
    complete: bool
    rivals: tuple[str, ...] = ()


def candidates_of(source: Source, tables: LinkTables) -> Iterator[Candidate]:
    """Every candidate of a document in the order of its figures."""
    text, origin = unwrapped(source.archive.text)
    for item, start, end in _regions(source, origin):
        if text[start:end].strip():
            yield from _region(source, text[start:end], origin[start:end], item, tables)


def _regions(source: Source, origin: Sequence[int]) -> Iterator[tuple[Item | None, int, int]]:
    """The items and headlines of a document, and what lies between them, as stretches of the unwrapped text."""
    marks = sorted((a, b, n) for n, item in enumerate(source.items) for a, b in ((item.start, item.end), *item.heads))
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
    source: Source, text: str, origin: Sequence[int], item: Item | None, tables: LinkTables
) -> Iterator[Candidate]:
    carried: list[str] = []
    before: list[Passage] = []
    for passage in passages(text, tables, source.day(item)):
        figures = figures_of(passage, tables)
        for figure in figures:
            if figure.kind != COMPARISON:
                made = _candidate(source, passage, figure, figures, tables, item, carried, before, origin)
                if made is not None:
                    yield made
        named = [m.id for m in passage.names if not m.speaks and not m.owns]
        carried = [*dict.fromkeys([*named, *carried])][:_CARRIED]
        before = [passage]


def _candidate(
    source: Source, passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables, item: Item | None,
    carried: Sequence[str], before: Sequence[Passage], origin: Sequence[int],
) -> Candidate | None:  # fmt: skip
    scored = score_metrics(passage, figure, figures, tables, before)
    best = scored[0] if scored and scored[0].score >= _FLOOR and scored[0].noun != "foreign" else None
    if best is None and figure.kind in (DATE, RANK):
        return None
    if figure.kind == DATE and (figure.period is None or not best or not best.strong):
        return None
    roles = roles_of(passage, figure, figures, tables)
    subject, sure = _subject(roles, passage, figure, carried, tables)
    metric = best.metric if best else ""
    relative = _relative(roles, figure, metric, subject, tables)
    fields = _fields(source, passage, figure, figures, tables, item, subject, metric, relative, origin)
    if fields is None:
        return None
    fact: FactBase = FACT.validate_python(fields)
    rivals = tuple(s.metric for s in scored[1:4])
    complete = sure and _is_clear(scored) and all(getattr(fact, name) for name in KINDS[fact.kind].requires)
    return Candidate(fact, complete, rivals)


def _is_clear(scored: Sequence[Scored]) -> bool:
    """Whether one metric stands well above the others, by a word of its own."""
    if not scored or not scored[0].strong or not scored[0].near or scored[0].against or scored[0].score < _SURE:
        return False
    return len(scored) < 2 or scored[0].score >= _MARGIN * scored[1].score


def _subject(roles: Roles, passage: Passage, figure: Figure, carried: Sequence[str], tables: LinkTables) -> tuple[str, bool]:
    """The entity that a figure is most likely about, and whether nothing else comes close.

    The first name of its clause before it, else the nearest name before it in the sentence, else one behind it, else the
    thing spoken of before (that one is never sure).
    """
    kinds = tables.names.entities
    able = list(dict.fromkeys(s.mention for s in roles.subjects if s.mention is not None and not s.mention.speaks))
    able = [m for m in able if kinds[m.id].type != "person"]
    local = [m for m in able if figure.clause.holds(m.start, m.end) and m.end <= figure.start]
    things = [m for m in local if kinds[m.id].type != "place"]
    if local:
        chosen = min(things or local, key=lambda m: m.start)
        return chosen.id, len({m.id for m in things or local}) == 1
    behind = [m for m in able if m.start >= figure.end and figure.clause.holds(m.start, m.end)]
    earlier = [m for m in able if m.end <= figure.start]
    if earlier:
        nearest = max(earlier, key=lambda m: m.start)
        others = {m.id for m in earlier if kinds[m.id].type not in ("place",)} - {nearest.id}
        return nearest.id, not others and not behind
    if behind:
        return min(behind, key=lambda m: m.start).id, len({m.id for m in behind}) == 1
    return (carried[0], False) if carried else ("", False)


def _relative(roles: Roles, figure: Figure, metric: str, subject: str, tables: LinkTables) -> str:
    if figure.kind != QUANTITY or figure.unit != "1" or not metric:
        return ""
    firm = [r for r, is_firm in roles.relatives if is_firm and r != subject]
    return firm[0] if firm else ""


def _fields(
    source: Source, passage: Passage, figure: Figure, figures: Sequence[Figure], tables: LinkTables, item: Item | None,
    subject: str, metric: str, relative: str, origin: Sequence[int],
) -> dict[str, Any] | None:  # fmt: skip
    span = (origin[figure.start], origin[figure.end - 1] + 1)
    quote = _quote(source, passage, figure, origin)
    if quote is None:
        return None
    kind = _kind(figure, metric, relative, tables)
    when = None if figure.kind == DATE else date_of(figure, figures, passage)
    period = figure.period if figure.kind == DATE else _period(when)
    first, last = (period.start, period.end) if period is not None else (None, None)
    scope = next((s.means[0] for s in passage.scopes if figure.clause.holds(s.start, s.end)), "") if metric else ""
    speaker = next((m.id for m in passage.names if m.speaks), "")
    reading, unit = _reading(figure, kind)
    identity = "" if kind == "date" else period_text(first, last)
    own = (kind, subject, metric, relative, scope)
    return {
        **dict(zip(("kind", "subject", "metric", "relative_to", "scope"), own, strict=True)),
        "id": fact_id(source.document.id, span, *own, identity),
        "reading": reading, "unit": unit, "as_written": source.archive.text[span[0] : span[1]],
        "hedge": figure.hedge if figure.hedge in _HEDGES else "exact", "rule": figure.rule if figure.kind == QUANTITY else figure.kind,
        "modality": _modality(passage, figure), "period_start": first, "period_end": last, "status": "candidate",
        "counted": figure.counted,
        "citation": {
            "document": source.document.id, "item": item.number if item else "", "span_start": span[0], "span_end": span[1],
            "quote": quote, "outlet": item.outlet if item else "", "outlet_date": item.outlet_date if item else None,
            "attributed_to": speaker,
        },
    }  # fmt: skip


_HEDGES = frozenset("exact about more_than at_least less_than at_most odd nearly range order_of_magnitude".split())


def _reading(figure: Figure, kind: str) -> tuple[Reading, str]:
    """The figure's reading, as a ratio where it is a change."""
    if figure.change is not None and kind in ("performance_ratio", "ratio"):
        return figure.change, "1"
    return figure.reading, figure.unit


def _kind(figure: Figure, metric: str, relative: str, tables: LinkTables) -> str:
    if figure.kind in (DATE, RANK):
        return figure.kind
    if figure.unit in ("1", "pp"):
        own = tables.metrics[metric].kind if metric else ""
        if relative and own in ("performance_ratio", "share"):
            return own
        is_part = figure.reading.face.high is not None and 0 <= figure.reading.face.high <= 1
        return "share" if own == "share" and is_part and figure.change is None else "ratio"
    if metric and tables.metrics[metric].kind not in ("performance_ratio", "share", "ratio"):
        return tables.metrics[metric].kind
    unit = tables.units.parse(figure.unit)
    bases = {base.partition(":")[0] for base, n in unit.vector if n > 0} if unit is not None else set()
    named = {"money": "money", "count": "count", "length": "length", "data": "data_volume", "token": "data_volume"}
    if unit is not None and unit.dimension in ("energy", "power", "area", "mass"):
        return {"energy": "power"}.get(unit.dimension, unit.dimension)
    if unit is not None and unit.dimension == "time":
        return "duration"
    per = unit is not None and any(n < 0 for _, n in unit.vector)
    return "measure" if per else next((named[b] for b in bases if b in named), "measure")


def _period(when: Figure | None) -> Period | None:
    if when is None:
        return None
    return when.named if when.role == "by" else when.period


def _modality(passage: Passage, figure: Figure) -> str:
    words = passage.folded[figure.clause.start : figure.clause.end]
    if world_words(passage, figure) != "open":
        return "estimate" if any(w in words for w in ("估计", "estimate")) else "actual"
    if any(w in words for w in ("目标", "力争", "target", "aims", "goal")):
        return "target"
    if any(w in words for w in ("预计", "预测", "预期", "有望", "料将", "expect", "forecast", "predict", "project")):
        return "forecast"
    return "plan"


def _quote(source: Source, passage: Passage, figure: Figure, origin: Sequence[int]) -> str | None:
    """The clause of the figure, or the sentence, whichever stands once in the document; `None` if neither does."""
    for start, end in ((figure.clause.start, figure.clause.end), passage.span):
        first, last = origin[start], origin[end - 1] + 1
        quote = " ".join(source.archive.text[first:last].split("\n")).strip()
        try:
            a, b = locate_quote(source.archive, source.archive.text[first:last])
        except FactbaseError:
            continue
        return source.archive.words(a, b) or quote
    return None
