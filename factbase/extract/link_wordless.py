"""Figures without a number: grades, nothing at all, one of a thing, and comparisons in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from factbase.extract.clauses import Span
from factbase.extract.link_compare import denies_comparison
from factbase.extract.link_denial import is_needed
from factbase.extract.link_few import none_of
from factbase.extract.link_figure import QUANTITY, RANK, Figure, noun_at
from factbase.extract.link_hedges import bound_before, bounded, far_hedge
from factbase.extract.link_scene import Passage
from factbase.extract.link_tables import ANTI, LinkTables
from factbase.quantity.interval import closed, point
from factbase.quantity.reading import Reading
from factbase.quantity.scanner import iter_quantities
from factbase.quantity.units import TIMES

__all__ = [
    "ahead",
    "doubles",
    "grades",
    "not_any",
    "not_even_one",
    "nothing",
    "single",
    "times_over",
]

_GRADE = re.compile(
    r"[Cc]lass[\s-]+(?P<roman>I{1,3}|[123])(?![A-Za-z0-9])|(?P<han>[一二三])级(?!市场|土地)|第(?P<tier>[一二三])(?=梯队|方阵|阵营)|"
    r"\b(?P<word>first|top|second|third)(?=[ -](?:tier|echelon)\b)"
)
_GRADES = {
    "I": 1, "II": 2, "III": 3, "1": 1, "2": 2, "3": 3, "一": 1, "二": 2, "三": 3, "first": 1, "top": 1, "second": 2, "third": 3,
}  # fmt: skip
# The how-manieth time something happens: for the first time, made its debut, 第二次出现.
_TIME = re.compile(
    r"\bfor the (?P<en>first|second|third|fourth) time\b|\b(?P<debut>(?:made|makes|making) (?:its|their|his|her) (?:first appearance|debut)|debuted)\b|"
    r"第(?P<han>[一二三四五])次(?=出现|写入|写进|提出|亮相|被|进入|在|获|参)"
)
_TIMES_OVER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
# Times that begin now (未来6至12小时, the next ten days): the reader takes them for dates.
_AHEAD = re.compile(r"(?:未来|今后|接下来)(?:的)?|\b(?:next|coming|following)\s+")
_LONGEST_TIME = 30
_TELLING, _BESIDE = 0.45, 1
_EACH = re.compile(r"(?:[第同某另这那唯之]|每[\u4e00-\u9fff]{0,3}|every|each|per|的)\s*$")
_MORE_WORDS = re.compile(
    r"\s*(?:of\b|hundred|thousand|million|billion|trillion|or\b|in\b|third|half|quarter)|(?<=单)[独位纯方薄调据]"
)
_NOT_ANY = re.compile(
    r"(?:\bnot|n't|\bnever)\b(?:(?!\b(?:more|less|fewer) than\b)[^,;.]){0,30}?\b(?:any|(?:even )?a single|even one|one single)\b|(?:不|没有?|未)[\u4e00-\u9fff]{0,4}?(?:任何|哪怕)(?:一[项个台家张块名人种处])?"
)
# 一块电池都没有: none of it.
_NOT_ONE = re.compile(r"[^，。；,;]{0,8}?(?:都|也)(?:没|无|不)")
# Not one laboratory: none; not one but two: two.
_NO_ONE = re.compile(r"\bnot (?:even )?$")
_BUT = re.compile(
    r"\bbut (?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|several|many|a )|[，,]?而是|\b(?:rather|instead)\b"
)
# 丢命的一个都没有, 一张所需的证都没拿到: none of what stands before or between.
_NOT_EVEN_ONE = re.compile(
    r"(?:(?P<who>[\u4e00-\u9fff]{1,8})的)?一[项个台家张块名人种处例位款座条](?P<what>[^，。；,;一]{0,12}?)(?:都|也)(?:没有?|未|无)(?!超|到过半)"
)
_JOINED = re.compile(r"(?:\band|\bbut|\byet|[,，、和与但却而])\s*$")
_BARE_NO = ("no", "没有", "无", "without any")


def grades(passage: Passage) -> Iterator[Figure]:
    """一级召回, Class I: a grade, whose metric must be cued like that of any rank."""
    for m in _GRADE.finditer(passage.text.replace("級", "级"), passage.span.start, passage.span.end):
        at = point(_GRADES[m["roman"] or m["han"] or m["tier"] or m["word"]])
        clause = passage.clause_at(m.start(), m.end())
        yield Figure(
            RANK, m.start(), m.end(), m.group(), clause, Reading(at.low, at, at, at, at), "rank", rule="grade"
        )


def times_over(passage: Passage) -> Iterator[Figure]:
    """`for the first time`, 第二次出现: which in the order of its kind an event is."""
    for m in _TIME.finditer(passage.folded, *passage.span):
        at = point(_TIMES_OVER.get(m["en"] or m["han"] or "first", 1))
        clause = passage.clause_at(m.start(), m.end())
        yield Figure(
            RANK, m.start(), m.end(), passage.text[m.start() : m.end()], clause,
            Reading(at.low, at, at, at, at), "rank", ordinal=True, rule="time",
        )  # fmt: skip


# are double those in, is half that of: a ratio whose number is a word before what it is of.
_DOUBLE = re.compile(
    r"\b(?P<n>double|twice|treble|triple|quadruple|half)\s+(?=(?:that|those|what|the|as|its|their)\b)"
)
_DOUBLES = {
    "double": Fraction(2), "twice": Fraction(2), "treble": Fraction(3), "triple": Fraction(3), "quadruple": Fraction(4),
    "half": Fraction(1, 2),
}  # fmt: skip


def doubles(passage: Passage, found: list[Figure]) -> Iterator[Figure]:
    """`double those in`, `triple that of`: ratios that no reader takes for lack of a number."""
    for m in _DOUBLE.finditer(passage.folded, *passage.span):
        if any(f.start < m.end() and m.start() < f.end for f in found):
            continue
        value = _DOUBLES[m["n"]]
        near = closed(value * 19 / 20, value * 21 / 20)
        clause = passage.clause_at(m.start(), m.end())
        yield Figure(
            QUANTITY, m.start(), m.end("n"), passage.text[m.start() : m.end("n")], clause,
            Reading(value, point(value), point(value), near, near), "1", "", Span(m.end("n"), m.end("n")), rule="double",
        )  # fmt: skip


def ahead(passage: Passage, tables: LinkTables) -> Iterator[Figure]:
    """未来6至12小时, the next ten days: how long a time is that begins now."""
    for m in _AHEAD.finditer(passage.folded, *passage.span):
        stop = min(m.end() + _LONGEST_TIME, passage.span.end)
        first = next(iter_quantities(passage.text[m.end() : stop], tables.readers.quantities), None)
        if first is None or first.start > 0 or first.unit not in TIMES:
            continue
        start, end = m.end(), m.end() + first.end
        clause = passage.clause_at(start, end)
        yield Figure(
            QUANTITY, start, end, passage.text[start:end], clause, first.reading, first.unit, "",
            noun_at(passage, end, clause), first.hedge, "ahead",
        )  # fmt: skip


def nothing(passage: Passage, found: list[Figure]) -> Iterator[Figure]:
    """`no deaths`, 无人死亡: zero of what is named."""
    zero = point(0)
    other = passage.of("nothing.other")
    for word in passage.of("nothing"):
        if any(o.start <= word.start and word.end <= o.end for o in other):
            continue
        if any(f.kind == QUANTITY and f.start <= word.start < f.end for f in found) or denies_comparison(
            passage, word.start, word.end
        ):
            continue
        is_but = passage.folded.startswith((" but ", " other than "), word.end)
        if is_but or is_needed(passage, word.end, word.end):
            continue
        clause = passage.clause_at(word.start, word.end)
        noun = none_of(passage, word.end, clause)
        telling = [c for c in passage.cues if noun.start <= c.start <= noun.start + 1 and c.cue.sort != ANTI]
        told = any(c.cue.weight >= _TELLING for c in telling)
        is_bare = passage.text[word.start : word.end].lower() in _BARE_NO
        # three modules and no battery
        is_joined = told and _JOINED.search(passage.folded, clause.start, word.start) is not None
        if ((is_bare and not is_joined) or not told) and any(
            f.kind == QUANTITY and clause.holds(f.start, f.end) for f in found
        ):
            continue
        if word.end - word.start <= 2 and passage.text[word.start : word.end].lower() == "no":
            first = passage.text[noun.start : noun.end].lower()
            if not first or first.startswith(("longer", "more", "less", "doubt")):
                continue
        is_scope = any(noun.start <= s.start <= noun.start + 1 for s in passage.scopes)
        if is_bare and not is_scope and not told:
            continue
        yield Figure(
            QUANTITY, word.start, word.end, passage.text[word.start : word.end], clause,
            Reading(Fraction(0), zero, zero, zero, zero), "count", "", noun, rule="nothing",
        )  # fmt: skip


def not_any(passage: Passage, found: list[Figure]) -> Iterator[Figure]:
    """`will not create any jobs`, 不生产任何芯片: zero of what follows, the denial itself being the figure."""
    zero = point(0)
    for m in _NOT_ANY.finditer(passage.folded, *passage.span):
        if any(f.start < m.end() and m.start() < f.end for f in found):
            continue
        clause = passage.clause_at(m.start(), m.end())
        noun = noun_at(passage, m.end(), clause)
        if any(noun.start <= c.start <= noun.end and c.cue.weight >= _TELLING for c in passage.cues) or any(
            noun.start <= s.start <= noun.end for s in passage.scopes
        ):
            yield Figure(
                QUANTITY, m.start(), m.end(), passage.text[m.start() : m.end()], clause,
                Reading(Fraction(0), zero, zero, zero, zero), "count", "", noun, rule="nothing",
            )  # fmt: skip


def not_even_one(passage: Passage, found: list[Figure]) -> Iterator[Figure]:
    """丢命的一个都没有, 一张所需的证都没拿到: zero of what stands before or between."""
    zero = point(0)
    for m in _NOT_EVEN_ONE.finditer(passage.folded, *passage.span):
        start = m.end("who") + 1 if m["who"] else m.start()
        if any(f.start < m.end() and start < f.end for f in found):
            continue
        noun = (
            Span(*m.span("what"))
            if m["what"]
            else Span(*m.span("who"))
            if m["who"]
            else Span(m.end(), m.end())
        )
        if any(noun.start <= c.start < noun.end and c.cue.weight >= _TELLING for c in passage.cues):
            yield Figure(
                QUANTITY, start, m.end(), passage.text[start : m.end()], passage.clause_at(start, m.end()),
                Reading(Fraction(0), zero, zero, zero, zero), "count", "", noun, rule="nothing",
            )  # fmt: skip


def single(passage: Passage, found: list[Figure], tables: LinkTables) -> Iterator[Figure]:
    """`one battery`, 超过一块电池: one of a thing whose noun is a cue of its own; elsewhere 一 and one count nothing."""
    one = Reading(Fraction(1), *[point(1)] * 4)
    done = passage.span.start
    for word in passage.of("single"):
        if word.start < done or any(f.start < word.end and word.start < f.end for f in found):
            continue
        lead = passage.folded[max(passage.span.start, word.start - 16) : word.start]
        if _EACH.search(lead) or _MORE_WORDS.match(passage.folded, word.end):
            continue
        clause = passage.clause_at(word.start, word.end)
        noun = noun_at(passage, word.end, clause)
        cued = [
            c
            for c in passage.cues
            if noun.start <= c.start < noun.end and c.cue.weight >= _TELLING and c.cue.sort != ANTI
        ]
        if cued and min(c.start for c in cued) - noun.start <= _BESIDE:
            done = word.end
            not_one = (
                _NO_ONE.search(lead)
                if _BUT.search(passage.folded, word.end, passage.span.end) is None
                else None
            )
            if not_one is not None or _NOT_ONE.match(passage.folded, word.end):
                start = word.start - (len(not_one.group()) if not_one is not None else 0)
                zero = Reading(Fraction(0), *[point(0)] * 4)
                yield Figure(
                    QUANTITY, start, word.end, passage.text[start : word.end], clause, zero, "count", "",
                    noun, rule="nothing",
                )  # fmt: skip
                continue
            side, at = bound_before(lead, tables)
            start = word.start - len(lead) + at
            side = side or far_hedge(passage, word.start, word.end, tables)
            yield Figure(
                QUANTITY, start, word.end, passage.text[start : word.end], clause,
                bounded(one, side) if side else one, "count", "", noun, side or "exact", rule="single",
            )  # fmt: skip
