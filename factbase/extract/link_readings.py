"""The figures of the readers: quantities, dates and ranks of a sentence, each with its clause and with what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from factbase.extract.clauses import Span
from factbase.extract.link_figure import DATE, QUANTITY, RANK, Figure, apart, noun_at
from factbase.extract.link_hedges import bounded, far_hedge
from factbase.extract.link_outdone import outdone_by
from factbase.extract.link_scene import Mention, Passage, Placed
from factbase.extract.link_shares import rounded_share
from factbase.extract.link_tables import LinkTables
from factbase.quantity.interval import Interval, closed, point
from factbase.quantity.ranks import RankMention
from factbase.quantity.reading import Quantity, Reading
from factbase.quantity.scanner import find_quantities
from factbase.quantity.units import TIMES

__all__ = ["dates_of", "quantities_of", "ranks_of", "standing"]

_FROM = re.compile(r"(?:from|从|由)", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+|[到至]")
# 做了一年, 足足一天: a time that something takes.
_TAKES = re.compile(r"(?:[\u4e00-\u9fff]了|足足|整整|长达|持续|历时|为期|花费|经过)$")
_EACH = re.compile(r"(?:每(?:投入|花费|花|支出)?|\b(?:each|every|per))\s*$")
_WORTH = re.compile(
    r"(?:抵得上|顶得上|抵得过|相当于|等于|等同于|赶得上|顶|抵|够)$|"
    r"\b(?:equal(?:s|led|ling)?(?: to)?|as (?:much|many)(?: [a-z]+)? as|the same(?: [a-z]+){0,2} as|that of|those of|worth|"
    r"equivalent (?:to|of)|match(?:es|ed|ing)?|(?:needs|consumption|use|demand|draw|power|usage) of|corresponds? to)\s+$"
)
_WORTH_ENDS = "上于过顶抵够比"  # and a blank
# more electricity than 17,000 homes, 比一万七千户家庭还多: a bound on that multiple.
_BEYOND = (
    ("above", re.compile(r"\b(?:more|greater|higher|bigger|larger)(?: [a-z]+){0,3} than $"), "多高大"),
    ("below", re.compile(r"\b(?:less|fewer|lower|smaller)(?: [a-z]+){0,3} than $"), "少低小"),
)
_HEDGES = {"above": "more_than", "below": "less_than"}
_THAN_HAN = re.compile(r"[^，。；,;]{0,16}?(?:还要?|更|都|要)(?P<side>[多高大少低小])")
# `over` after these words is no bound.
_ACROSS = re.compile(
    r"\b(?:spread|divided|split|shared|averaged|distributed|spaced|extend(?:s|ed)?|watch(?:es|ing)?)\s+$"
    r"|\b(?:spread|divid|shar|split|distribut)(?:e?s|ing|e)?\s[^.,;]{1,40}\s$"
)
_OVER = re.compile(r"over\s+", re.IGNORECASE)
# Units that no bare number takes over: things are counted anew, and times are named.
_GIVING_NONE = frozenset(("1", "pp", "count", *TIMES))
_SCALES = ("万", "亿", "萬", "億", "million", "billion", "trillion")
# 430架 counts things, whatever the figure before it is in.
_NO_CLASSIFIER = re.compile(
    r"(?:[\d一二三四五六七八九十百千万亿]|hundred|thousand|million|billion|trillion|bn|tn)\s*(?:以上|以下|左右|上下|多|余|or more|or less)?$",
    re.IGNORECASE,
)
# The earliest market date: when, and no place among others.
_EARLIEST = re.compile(
    r"(?:earliest|latest|soonest)(?: possible| [a-z-]+)? (?:date|day|time|year|month|moment)\b"
)
_ORDERS, _BESIDE, _LEAD, _NEAR = 100, 1, 30, 9
_PER_TIME = re.compile(r"\s*(?:a|per|each|every) (?:week|month|year)\b")
_WEEKS = (
    "一周",
    "一星期",
    "一个星期",
    "一个礼拜",
    "a week",
    "one week",
    "一個星期",
    "一個禮拜",
    "一週",
    "a single week",
)
# How many days one of the longer times has.
_LENGTHS = (
    ((7,), re.compile(r"周|星期|礼拜|\bweek\b")),
    ((28, 29, 30, 31), re.compile(r"月(?![底初末中])|\bmonth\b")),
    ((365, 366), re.compile(r"年(?![底初末])|\byear\b")),
)
_SAME_DAY = frozenset({"同日", "同一天", "当天", "当日", "同天", "the same day", "that day", "that very day"})
# dropped out of the top three, 跌出前三, 无缘三甲: behind those places.
_OUT_OF = re.compile(
    r"(?:[跌掉滑退摔挤]出了?|挤不进|进不了|排不进|没(?:能|有)?(?:进|挤进|排进|跻身|闯进)入?|未(?:能)?(?:进|跻身|挤进|闯)入?|无缘|无望|告别|失守)(?:了)?(?:全国|全球|世界|亚洲|国内|行业)?$|"
    r"\b(?:(?:drop(?:s|ped)?|fell|fallen|falls?|slip(?:s|ped)?|slid|tumbled?|crash(?:es|ed)?|pushed|knocked|edged|squeezed) out of|outside(?: of)?|(?:just |narrowly )?miss(?:es|ed)?(?: out on)?|fail(?:s|ed) to (?:make|reach|enter|crack)|(?:not|n't) (?:make|made|in|among|crack|reach|enter)|shut out of|nowhere near) (?:the |its |even )*(?:national |world |global |country's |nation's |china's |asia's )?$"
)


def standing(passage: Passage, tables: LinkTables) -> list[Figure]:
    """The quantities that stand by themselves."""
    meta = passage.of("meta")
    found = [
        f
        for f in _unscoped(_unnamed(quantities_of(passage, tables), passage.names), passage.scopes)
        if not _is_period(passage, f) and not any(w.start <= f.start < w.end for w in meta)
    ]
    return [outdone_by(passage, _equated(passage, f)) for f in _inherited(found, passage)]


def _unscoped(figures: Iterable[Figure], scopes: Sequence[Placed]) -> list[Figure]:
    """The figures that cross no scope, or hold it whole (每百家生物医药企业中不到一家)."""
    kept: list[Figure] = []
    for figure in figures:
        crossed = [s for s in scopes if not (figure.start < s.start and s.end < figure.end)]
        kept += apart([figure], crossed)
    return kept


def _unnamed(figures: Iterable[Figure], names: Sequence[Mention]) -> list[Figure]:
    """The figures that lie inside no name, unless it is nothing but the figure, and that no name runs into."""
    found: list[Figure] = []
    for figure in figures:
        start, end = figure.start, figure.end
        for n in names:
            if n.start <= start < n.end and (
                n.start < start if n.end < end else n.end - n.start > end - start
            ):
                break
        else:
            found.append(figure)
    return found


def quantities_of(passage: Passage, tables: LinkTables) -> Iterator[Figure]:
    """Every quantity of the sentence, one also that a name or a scope holds."""
    for q in passage.quantities:
        clause = passage.clause_at(q.start, q.end)
        for part in _levels(passage, q, clause, tables):
            reading, change, hedge = part.reading, part.change, part.hedge
            if hedge == "exact" and (side := far_hedge(passage, part.start, part.end, tables)):
                if change is not None and change.value == reading.value:  # 不到A100的三倍
                    change = bounded(change, side)
                reading, hedge = bounded(reading, side), side
            if part.unit == "1" and change is None:
                reading = rounded_share(reading, part.text, hedge)
            yield Figure(
                QUANTITY, part.start, part.end, part.text, clause, reading, part.unit, part.counted,
                noun_at(passage, part.end, clause), hedge, part.rule, change,
            )  # fmt: skip


def _levels(passage: Passage, q: Quantity, clause: Span, tables: LinkTables) -> list[Quantity]:
    """The two levels of a move that the reader joined into one range (from 2% to 10%), else the figure itself."""
    over = _OVER.match(q.text) if q.text[0] in "oO" else None
    if over and _ACROSS.search(passage.folded, passage.span.start, q.start):
        start = q.start + over.end()
        found = find_quantities(passage.text[start : clause.end], tables.readers.quantities)
        return [f._replace(start=start + f.start, end=start + f.end) for f in found[:1] if not f.start]
    if q.hedge != "range" or not _FROM.match(q.text) or not passage.has("moves"):
        return [q]
    parts: list[Quantity] = []
    cut = _TO.search(q.text)
    if cut is None:
        return [q]
    for start, end in ((q.start, q.start + cut.start()), (q.start + cut.end(), q.end)):
        found = find_quantities(passage.text[start:end], tables.readers.quantities)
        if len(found) != 1 or found[0].unit != q.unit:
            return [q]
        parts.append(found[0]._replace(start=start + found[0].start, end=start + found[0].end))
    return parts


def _inherited(found: list[Figure], passage: Passage) -> list[Figure]:
    """Bare numbers with the unit of the figure before them (12 trillion tokens … up to 100 trillion), ratios aside."""
    made: list[Figure] = []
    before: Figure | None = None
    for figure in found:
        if before is not None and _is_bare(figure) and _is_large(before, figure, passage):
            figure = figure._replace(unit=before.unit)
        if figure.unit not in _GIVING_NONE:
            before = figure
        made.append(figure)
    return made


def _is_bare(figure: Figure) -> bool:
    """Whether a number stands without what it counts; a scale of its own (12万亿) ends it."""
    bare = figure.noun.end <= figure.noun.start or figure.text.endswith(_SCALES)
    return bare and figure.unit == "count" and not figure.counted and bool(_NO_CLASSIFIER.search(figure.text))


def _is_large(before: Figure, figure: Figure, passage: Passage) -> bool:
    """Whether two numbers are of one order, or for two times (29 kWh a day, 10,600 a year): the second may have the first's unit."""
    orders = _ORDERS if _PER_TIME.match(passage.folded, figure.end) is None else 4 * _ORDERS
    one, two = (
        next((n for n in (f.reading.value, f.reading.widest.low, f.reading.widest.high) if n), None)
        for f in (before, figure)
    )
    return one is not None and two is not None and 1 / orders <= abs(two / one) <= orders


def _equated(passage: Passage, figure: Figure) -> Figure:
    """So many of a named thing that another is worth (抵得上1.7万多户美国家庭): a multiple of that thing."""
    before = passage.folded[figure.start - 1 : figure.start]
    if figure.unit != "count" or not (before in _WORTH_ENDS or before.isspace()):
        return figure
    if not any(0 <= m.start - figure.end <= _BESIDE for m in passage.names):
        return figure
    lead = passage.folded[max(passage.span.start, figure.start - _LEAD) : figure.start]
    side = _beyond(passage, figure, lead)
    if not side and not _WORTH.search(lead):
        return figure
    if side and figure.hedge == "exact":
        figure = figure._replace(reading=bounded(figure.reading, side), hedge=_HEDGES[side])
    return figure._replace(unit="1", counted="", noun=Span(figure.end, figure.end))


def _beyond(passage: Passage, figure: Figure, lead: str) -> str:
    """On which side of so many of a thing another is said to lie; empty if it is said to be as much."""
    if lead.endswith("比"):
        told = _THAN_HAN.match(passage.folded, figure.end, passage.span.end)
        return next((side for side, _, han in _BEYOND if told and told["side"] in han), "")
    if not lead.endswith("than "):
        return ""
    return next((side for side, pattern, _ in _BEYOND if pattern.search(lead)), "")


def _is_period(passage: Passage, figure: Figure) -> bool:
    """Whether the words only say what another figure is per (一天, a year, 每投入1欧元), or how long that is (a 30-day month)."""
    if figure.hedge != "exact":
        return False
    if figure.reading.value != 1 and not any(q.unit not in TIMES for q in passage.quantities):
        return False  # a week is then no rate of anything
    if figure.unit == "day" and _measures(passage, figure):
        return True
    if figure.reading.value != 1 and figure.text not in _WEEKS:
        return False
    if _TAKES.search(passage.folded, passage.span.start, figure.start):
        return False
    return _EACH.search(passage.folded, passage.span.start, figure.start) is not None or any(
        w.start <= figure.start and figure.end <= w.end
        for w in passage.words
        if any(m.startswith("per.") for m in w.means)
    )


def _measures(passage: Passage, figure: Figure) -> bool:
    """Whether a number of days only says how long a month, a week or a year is taken to be (a 30-day month, 一年按365天)."""
    longer = next((word for days, word in _LENGTHS if figure.reading.value in days), None)
    lead, tail = max(passage.span.start, figure.start - _NEAR), min(passage.span.end, figure.end + _NEAR)
    return longer is not None and bool(
        longer.search(passage.folded, lead, figure.start) or longer.search(passage.folded, figure.end, tail)
    )


def dates_of(passage: Passage) -> Iterator[Figure]:
    """Every date of the sentence."""
    for n, d in enumerate(passage.dates):
        before = passage.dates[n - 1] if n else None
        is_same = before is not None and d.text.lower() in _SAME_DAY
        if is_same and before and (before.precision != "day" or before.end != d.start):
            continue  # the day that is named before
        clause = passage.clause_at(d.start, d.end)
        yield Figure(
            DATE, d.start, d.end, d.text, clause, unit="date", period=d.period, role=d.role, relative=d.relative,
            named=d.named or d.period, precision=d.precision,
        )  # fmt: skip


def ranks_of(passage: Passage) -> Iterator[Figure]:
    """Every rank of the sentence that its reader finds."""
    for r in passage.ranks:
        if r.superlative and _EARLIEST.match(passage.folded, r.start):
            continue
        clause = passage.clause_at(r.start, r.end)
        if r.hedge == "at_least" and r.place and _OUT_OF.search(passage.folded, passage.span.start, r.start):
            at: Interval = Interval(Fraction(r.place + 1))
        elif r.place is None or (r.hedge == "one_of" and r.superlative):
            at = Interval(Fraction(1))
        elif r.hedge == "at_least":
            at = closed(1, r.place)
        else:
            at = point(r.place)
        value = None if r.place is None or at.high is None else Fraction(r.place)
        yield Figure(
            RANK, r.start, r.end, r.text, clause, Reading(value, at, at, at, at), "rank", among=r.among,
            ordinal=r.ordinal, superlative=r.superlative, hedge="exact" if at.is_point else "at_least",
            noun=_ranked_noun(passage, r),
        )  # fmt: skip


def _ranked_noun(passage: Passage, rank: RankMention) -> Span:
    """Where the noun stands that is ranked: behind the rank, or right before it."""
    at = passage.text.find(rank.of, rank.end, rank.end + len(rank.of) + 3) if rank.of else -1
    if at < 0 and rank.of:
        at = passage.text.rfind(rank.of, passage.span.start, rank.start)
    return Span(at, at + len(rank.of)) if at >= 0 else Span(rank.end, rank.end)
