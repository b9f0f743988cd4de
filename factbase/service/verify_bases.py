"""More or less than the sum that was first named: what is claimed is how the later sum of that measure stands to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from factbase.extract.link_compare import ABOVE, BELOW, NOT_ABOVE, NOT_BELOW
from factbase.extract.link_figure import COMPARISON, QUANTITY
from factbase.extract.link_hedges import bounded
from factbase.extract.link_metrics import Scored
from factbase.extract.link_roles import Subject
from factbase.extract.link_tables import ANTI, LinkTables
from factbase.quantity.interval import Interval
from factbase.quantity.reading import Reading
from factbase.reason.assertion import UNMARKED, Assertion
from factbase.service.verify_known import base_of
from factbase.service.verify_setting import SCOPE_NAMED, Key, Option, Setting, make_option

__all__ = ["beyond_base"]

_TELLING = 0.6
_SIDES = (
    (
        "below",
        re.compile(
            r"\b(?:less|lower|smaller|fewer)\b[^,;.]{0,24}?\bthan\b[^,;.]{0,24}$|\b(?:below|under|short of)\b(?: (?:the|its|their|that))?(?: \w+){0,2} $|"
            r"(?:低于|少于|不到|不足|小于|没到)[^，。；,;]{0,10}$"
        ),
    ),
    (
        "above",
        re.compile(
            r"\b(?:more|higher|larger|bigger|greater)\b[^,;.]{0,24}?\bthan\b[^,;.]{0,24}$|\b(?:above|beyond|over|on top of)\b(?: (?:the|its|their|that))?(?: \w+){0,2} $|"
            r"(?:高于|多于|超过|超出|大于|不止|突破)[^，。；,;]{0,10}$"
        ),
    ),
    (
        "at_most",
        re.compile(
            r"\b(?:satisfied|content|happy|pleased|fine|comfortable) with\b[^,;.]{0,24}$|\b(?:settle[sd]?|settling) for\b[^,;.]{0,24}$|\bno more than\b[^,;.]{0,24}$|"
            r"(?:满足于|满意于|接受了?|安于|对)[^，。；,;]{0,10}$"
        ),
    ),
)
# 比最初的68亿欧元更少, 对最初的68亿欧元已经满意.
_COMPARED = re.compile(r"比[^，。；,;]{0,10}$")
_BEHIND = (
    ("below", re.compile(r"[^，。；,;]{0,6}?(?:更少|还少|要少|少|更低|还低|低|为低)")),
    ("above", re.compile(r"[^，。；,;]{0,6}?(?:更多|还多|要多|多|更高|还高|高)")),
)
_SATISFIED = re.compile(r"[^，。；,;]{0,14}?(?:满意|满足|知足|够了|足够)")
# finds the 6.8 billion first named too much, asks for less, 嫌最初的68亿太多，往下砍: the later sum is below it
_TOO_MUCH = re.compile(
    r"[^。；;]{0,24}?(?:太多|过多|多余|给多了|往下(?:砍|降|压|减|调)|(?:砍|降|减|调)(?:掉|低|下来|下去|少)|减少|削减|下调|压低|少要|少拿)|"
    r"[^.;]{0,60}?(?:\btoo (?:generous|much|high|large|lavish)\b|\b(?:asks?|asked|asking|wants?|wanted|seeks?|seeking|pushing|lobbying|pleading)\b[^.;]{0,24}? (?:for )?less\b)"
)
_NOT_CUT = re.compile(r"不|没|未|拒|反对|并非|\bn[o']t\b|n't|\bnever\b|\bnor\b|\bdenie|\breject|\brefus")
# 5 billion, which is less than: what is compared is the figure before.
_ANOTHERS = re.compile(r"\b(?:which|that|this) (?:is|was|would be|makes it)(?: \w+)? $|\bthat's $")
_LEAD = 60
_RELATIONS = {ABOVE: "above", BELOW: "below", NOT_ABOVE: "at_most", NOT_BELOW: "at_least"}


def beyond_base(
    at: Setting,
    subject: Subject,
    facts: Sequence[Assertion],
    scored: Mapping[str, Scored],
    tables: LinkTables,
) -> Iterator[Option]:
    """The measures that a figure bounds which only states the earlier sum; none where it is nothing of the kind."""
    value, bases = at.figure.reading.value, tables.lists.get("scopes.bases", ())
    if not bases:
        return
    named = {s for spot in at.passage.scopes for s in spot.means}
    if named.isdisjoint(bases):
        return
    if at.figure.kind == COMPARISON:
        yield from _unnumbered(at, subject, facts, scored, tables)
    if at.figure.kind != QUANTITY or value is None:
        return
    unit, scale = base_of(at.figure.unit, tables.unit)
    stated = [
        f
        for f in facts
        if f.subject == subject.id and f.scope in bases and f.dimension == unit and f.value == value * scale
    ]
    reading = _bounded(at, frozenset(bases), _is_told_first(at, subject, tables)) if stated else None
    if reading is None:
        return
    for base in stated:
        how = scored.get(base.metric) or Scored(base.metric, _TELLING, True, near=True)
        later = {f.scope for f in facts if (f.subject, f.metric) == (base.subject, base.metric)} - {*bases}
        for scope in sorted(later):
            key = Key(base.kind, base.metric, scope, base.relative_to, base.dimension)
            made = make_option(at, subject, key, how, SCOPE_NAMED, reading, at.figure.unit, tables)
            yield made._replace(claim=made.claim._replace(world=UNMARKED, period=None))


def _unnumbered(
    at: Setting,
    subject: Subject,
    facts: Sequence[Assertion],
    scored: Mapping[str, Scored],
    tables: LinkTables,
) -> Iterator[Option]:
    """The later sums that a comparison bounds which names the earlier one without its figure (less than the original sum)."""
    bases, figure = tables.lists.get("scopes.bases", ()), at.figure
    side = _RELATIONS.get(figure.rule)
    told = [s for s in at.passage.scopes if set(s.means) & set(bases)]
    if side is None or not any(s.end > figure.start and figure.clause.holds(s.start, s.end) for s in told):
        return
    for base in facts:
        if base.subject != subject.id or base.scope not in bases or base.value is None:
            continue
        if _names_another(at, base.metric, tables):
            continue  # the investment exceeds the initial subsidy
        at_base = Interval(base.value / base.scale, base.value / base.scale)
        reading = bounded(Reading(at_base.low, at_base, at_base, at_base, at_base), side)
        how = scored.get(base.metric) or Scored(base.metric, _TELLING, True, near=True)
        later = {f.scope for f in facts if (f.subject, f.metric) == (base.subject, base.metric)} - {*bases}
        for scope in sorted(later):
            key = Key(base.kind, base.metric, scope, base.relative_to, base.dimension)
            made = make_option(at, subject, key, how, SCOPE_NAMED, reading, base.unit, tables)
            yield made._replace(claim=made.claim._replace(world=UNMARKED, period=None))


def _names_another(at: Setting, metric: str, tables: LinkTables) -> bool:
    """Whether the clause plainly names another sum before the word that compares."""
    return any(
        c.cue.metric != metric
        and c.cue.sort != ANTI
        and c.cue.weight >= _TELLING
        and tables.metrics[c.cue.metric].unit == tables.metrics[metric].unit
        and at.figure.clause.start <= c.start
        and c.end <= at.figure.start
        for c in at.passage.cues
    )


def _is_told_first(at: Setting, subject: Subject, tables: LinkTables) -> bool:
    """Whether the sentence begins with the name of the subject or of whom it belongs to: what is found too much is by that."""
    own = {subject.id, *tables.names.wholes(subject.id)}
    return bool(at.passage.names) and not own.isdisjoint(at.passage.names[0].ids)


def _bounded(at: Setting, bases: Set[str], is_own: bool) -> Reading | None:
    """The reading under the bound that the words around the figure put on it; `None` if they put none.

    `is_own`: the subject itself is told of first, so that what is found too much is found so by it.
    What is first named must stand behind the bound: the sum that was first named may be bounded too.
    """
    figure, passage = at.figure, at.passage
    first = max(passage.span.start, figure.start - _LEAD)
    lead, behind = passage.folded[first : figure.start], passage.folded[figure.end : passage.span.end]
    told = max((s.start for s in passage.scopes if not bases.isdisjoint(s.means)), default=-1)
    if not figure.reading.face.is_point:
        is_beside = told >= figure.start or (
            told >= first and passage.text.endswith("的", first, figure.start)
        )
        return figure.reading if is_beside else None
    found = [(side, m) for side, pattern in _SIDES if (m := pattern.search(lead)) is not None]
    if any(_ANOTHERS.search(lead, 0, m.start()) for _, m in found):
        return None
    sides = [side for side, m in found if told >= first + m.start()]
    if "at_most" in sides and lead.rstrip()[-1:] > "\x7f" and "对" in lead and not _SATISFIED.match(behind):
        sides.remove("at_most")
    if not sides and _COMPARED.search(lead):
        sides = [side for side, pattern in _BEHIND if pattern.match(behind)]
    if is_own and not sides and told >= first and _TOO_MUCH.match(behind) and not _NOT_CUT.search(behind):
        sides = ["below"]
    return bounded(figure.reading, sides[0]) if sides else None
