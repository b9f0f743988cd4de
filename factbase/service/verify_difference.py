"""How much more one thing is than another: 5.6 billion more than its public funding, 比公共资金多56亿欧元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY
from factbase.extract.link_most import ALL, MOST
from factbase.extract.link_tables import ANTI
from factbase.service.verify_operands import Operand, stating
from factbase.service.verify_result import Result
from factbase.service.verify_setting import Setting

__all__ = [
    "base_year",
    "differences",
    "is_base",
    "is_contrast",
    "is_difference",
    "is_no_level",
    "is_of_another_time",
    "is_undercut",
]

_THAN = re.compile(
    r"\s*(?:[a-z]+ )?(?:(?P<up>more|higher|larger|greater|above|over)|(?P<down>less|fewer|lower|smaller|below))"
    r"(?:(?<=above)|(?<=below)|(?<=over)(?!\s+\d)| than)\s+"
)
# eight more countries signed it than take part: what is counted stands between.
_THAN_LATER = re.compile(
    r"\s+(?:(?P<up>more|additional)|(?P<down>fewer|less))\s+[a-z][^,;.:]{2,90}?\bthan\s+"
)
# the signatories outnumber the members by eight; the gap between the two is 5.6 billion; 私人投资与公共资金相差56亿
_BY = re.compile(
    r"\b(?:(?P<up>exceed|outnumber|outweigh|outstrip|surpass|dwarf|outdo)\w*|(?P<down>trail\w*|lag\w* behind))"
    r"\s+(?P<than>[^,;]{2,100}?)\s+by\s+$"
)
_GAP = re.compile(
    r"\b(?:gap|difference|gulf|distance)\s+between\s+[^;]{2,60}?\s+and\s+(?P<en>[^;]{2,80}?)\s+(?:is|was|are|comes to|came to|amounts to|stands at|works out at|will be|of|runs to|put at)\s+$|"
    r"(?:与|和|跟|同)(?P<zh>[^，。；,;]{1,24}?)(?:之间)?(?:的)?(?:差距|之差|相差|差额|差了|的差|差出)(?:已|将|会|就|高|约|大约|达到?|为|是|有|在|超过|近|将近|了)*$"
)
_STOP = re.compile(r"[,;:。，；]|\b(?:and|but|while|which|or)\b")
_ABOUT = r"(?:约|大约|近|将近|至少|最多|整整|足足|差不多)?"
_HAN = re.compile(
    rf"(?:比|较|相比)(?P<than>[^，。；,;]{{1,30}}?)(?:还|要|就|至少|最多|整整|足足|大约|约)*"
    rf"(?:(?P<up>高|多|超)|(?P<down>低|少))(?:出|了|出了)?{_ABOUT}$"
)
# 只剩1990年的三分之一, 与1990年相比只剩一半, a third of its 1990 level
_THEN = re.compile(
    r"(?:19|20)\d\d年(?:的[^，。；,;]{0,6}|(?:那时|当时|时|水平|的水平)的)$|(?:当年|当时|那时|那会儿?|当初|原先|原来|昔日|从前|彼时)(?:水平)?的$|(?:与|和|同|跟|较|比|相对于|相较于)\s*(?:19|20)\d\d年(?:的[^，。；,;]{0,8})?(?:相比|比较)"
    r"|\bcompared (?:with|to) (?:19|20)\d\d\b"
)
_OF_THEN = re.compile(
    r"\s*(?:of|than|below) (?:(?:(?:its|the|their|that of|what it was in)\s+)(?:19|20)\d\d\b|"
    r"(?:what|where) (?:it|they) (?:was|were|had been|used to be|once (?:was|were))\b|(?:its|the|their) (?:former|original|erstwhile|starting)\b)"
)
# 从1990年的三成七降为: the level of that year, from which it went on
_FROM_THEN = re.compile(r"[从由自]\s*(?:19|20)\d\d年的[^，。；,;]{0,6}$")
# 是2023年的三倍, three times what it was in 2023, three times its 2023 share: the year that is compared with
_BASE_BEFORE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:的|时的)[^，。；,;]{0,6}$")
_BASE_AFTER = re.compile(
    r"\s*(?:as (?:high|large|big|much) as |of |than )?"
    r"(?:its |the |their |that of |(?:that|those) in |what (?:it|they) (?:was|were|had been) (?:back )?in )(?P<year>(?:19|20)\d\d)\b"
)
_FRACTION = re.compile(r"分之|一半|[^百]成|third|half|quarter|fifth|tenth", re.IGNORECASE)
_PERCENT = re.compile(r"百分之|%|percent|per cent", re.IGNORECASE)
_BASE = re.compile(r"\s*(?:高|低|多|少)(?:出|了)?")
# 比“10亿参数”这一门槛高两个数量级: what stands between 比 and the verb is what it is so far above.
_BASE_LED = re.compile(r"(?:比|较|相比于?|相对于?)[“\"「《]?$")
_ORDERS = re.compile(
    r"[^，。；,;]{0,16}?(?:高|低|多|少|大|小)(?:出|了)?[^，。；,;]{0,6}?个(?:数量级|量级)|"
    r"[^,;.]{0,30}?\bby [^,;.]{0,16}?orders? of magnitude\b"
)
# 1欧元公共资金能撬动…: one of a currency is what another sum is per, no level.
_LEVER = re.compile(r"[^，。；,;]{0,10}[，,]?[^，。；,;]{0,8}(?:撬动|带动|拉动|吸引|引来|换来|带来|撬起)")
_ORDERS_ABOVE = re.compile(
    r"\borders? of magnitude (?:above|below|over|under|beyond|more than|less than|larger than|smaller than|bigger than|higher than|lower than)[^,;.]{0,12}$"
)
_BELOW_FIRST = re.compile(
    r"\b(?:less|lower|fewer|smaller|below|under)(?: \w+){0,3}? (?:than )?(?:the|its|their) (?:initial(?:ly)?|original(?:ly)?|first|earlier|previous)(?: \w+){0,4} ?$"
)
# settle for less than the 6.8 billion, satisfied with the 6.8 billion first offered: it asks for no more.
_CONTENT = re.compile(
    r"\b(?:(?:less|lower|smaller|fewer) than (?:the|those|its|their)|(?:satisfied|content|happy|fine) with (?:the|those|its|their))(?: [a-z]{3})? $"
)
_FIRST_HAN = re.compile(
    r"(?:比|较|低于|少于|不到|不足)(?:最初|原先|原来|当初|原定|起初|此前)(?:的|那|计划的|提出的)?$"
)
_LESS_HAN = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:更少|还少|要少|少|更低|还低|要低|低)")
_NONE = ("1", "pp")
_CONTRAST = re.compile(r"\b(?:rather than|instead of)\b|而不是|而非")
_NEAR = 24


class _Than(NamedTuple):
    """The words that a figure's thing is compared with, and whether it is more than that; `None` where a gap says neither."""

    span: Span
    is_more: bool | None


def is_difference(at: Setting) -> bool:
    """Whether the words make the figure how much more or less something is than another thing, no level of either."""
    return _than(at) is not None


def is_no_level(at: Setting) -> bool:
    """Whether the figure is the level of no measure: a difference, a part of an earlier level, or but most of something."""
    return at.figure.rule in (MOST, ALL) or is_difference(at) or is_of_another_time(at)


def is_of_another_time(at: Setting) -> bool:
    """Whether the words make a fraction one of the same measure at another time, no level (只剩1990年的三分之一)."""
    figure, folded = at.figure, at.passage.folded
    if figure.unit != "1" or not _FRACTION.search(figure.text) or _PERCENT.search(figure.text):
        return False
    if _FROM_THEN.search(folded, at.passage.span.start, figure.start) is not None:
        return False
    before = _THEN.search(folded, at.passage.span.start, figure.start)
    return before is not None or _OF_THEN.match(folded, figure.end) is not None


def base_year(at: Setting) -> str:
    """The year that a ratio is said to be relative to (是2023年的三倍); empty if the words name none."""
    folded = at.passage.folded
    before = _BASE_BEFORE.search(folded, at.passage.span.start, at.figure.start)
    found = before or _BASE_AFTER.match(folded, at.figure.end)
    return found["year"] if found is not None else ""


def is_base(at: Setting) -> bool:
    """Whether the figure is what another one is so much above or below (比原先的2%高8个百分点)."""
    folded, figure = at.passage.folded, at.figure
    led = _BASE_LED.search(folded, at.passage.span.start, figure.start)
    if led is not None and _ORDERS.match(folded, figure.end):
        return True
    if figure.unit.isupper() and figure.reading.value == 1 and _LEVER.match(folded, figure.end):
        return True
    if _ORDERS_ABOVE.search(folded, at.passage.span.start, figure.start):
        return True
    after = _BASE.match(folded, figure.end)
    return after is not None and any(f.start == after.end() for f in at.figures)


def is_undercut(at: Setting) -> bool:
    """Whether the figure is only what another sum is said to be below (less than the initial 6.8 billion, 比最初的68亿更少)."""
    folded, figure = at.passage.folded, at.figure
    is_money = len(figure.unit) == 3 and figure.unit.isupper()
    if is_money and _CONTENT.search(folded, at.passage.span.start, figure.start) is not None:
        return True
    return _BELOW_FIRST.search(folded, at.passage.span.start, figure.start) is not None or (
        _FIRST_HAN.search(folded, figure.clause.start, figure.start) is not None
        and _LESS_HAN.match(folded, figure.end, figure.clause.end) is not None
    )


def is_contrast(at: Setting) -> bool:
    """Whether the figure only stands against another one that the sentence claims (10 billion rather than the 6.8 planned)."""
    before = at.passage.folded[max(at.passage.span.start, at.figure.start - _NEAR) : at.figure.start]
    others = (f for f in at.figures if f.end <= at.figure.start and f.unit == at.figure.unit)
    return _CONTRAST.search(before) is not None and any(others)


def differences(at: Setting, operands: Sequence[Operand]) -> Iterator[Result]:
    """One known figure less the one that the words compare it with; named where the sentence states both or cues them so."""
    than = _than(at)
    if than is None:
        return
    named = {i for m in at.passage.names if than.span.holds(m.start, m.end) for i in m.ids}
    below = [o for o in operands if _stands_in(at, o, than.span, named)]
    below = [o for o in below if _is_told(at, o, than.span)] or below
    for two in below:
        for one in operands:
            is_told = bool(stating(at, one) and stating(at, two))
            is_kin = one.metric == two.metric or one.subject == two.subject or is_told
            is_kin = is_kin or (one.dimension == "count" and one.strong and two.strong)
            if (
                one.measure == two.measure
                or not is_kin
                or one.unit != two.unit
                or one in below
                or one.dimension == "share"
            ):
                continue
            is_more = (one.value or 0) > (two.value or 0) if than.is_more is None else than.is_more
            large, small = (one, two) if is_more else (two, one)
            value = None if one.value is None or two.value is None else abs(one.value - two.value)
            face, widest = large.face - small.face, large.widest - small.widest
            if face.high is not None and face.high < 0:
                continue
            sure = bool(stating(at, one)) or (one.strong and two.strong and len(operands) == len({one, two}))
            yield Result(face, widest, value, sure, "difference", (large, small))


def _than(at: Setting) -> _Than | None:
    figure, folded = at.figure, at.passage.folded
    if figure.kind != QUANTITY or figure.unit in _NONE or figure.change is not None:
        return None
    match = _THAN.match(folded, figure.end, figure.clause.end)
    if match is None and (figure.unit == "count" or figure.unit.isupper()):
        match = _THAN_LATER.match(folded, figure.end, figure.clause.end)
    if match is not None:
        stop = _STOP.search(folded, match.end(), at.passage.span.end)
        return _Than(Span(match.end(), stop.start() if stop else at.passage.span.end), bool(match["up"]))
    start = at.passage.span.start
    by = _BY.search(folded, start, figure.start)
    if by is not None:
        return _Than(Span(*by.span("than")), bool(by["up"]))
    gap = _GAP.search(folded, start, figure.start)
    if gap is not None:
        return _Than(Span(*gap.span("en" if gap["en"] else "zh")), None)
    han = _HAN.search(folded, figure.clause.start, figure.start)
    return _Than(Span(*han.span("than")), bool(han["up"])) if han is not None else None


def _stands_in(at: Setting, one: Operand, span: Span, named: set[str]) -> bool:
    """Whether the words compared with speak of an operand: its figure, its metric, or another thing by its name."""
    if any(span.holds(f.start, f.end) for f in stating(at, one)):
        return True
    if named and one.subject not in named:
        return False
    return one.subject in named or _is_told(at, one, span)


def _is_told(at: Setting, one: Operand, span: Span) -> bool:
    """Whether words hold an operand's figure or a cue of its metric."""
    return any(span.holds(f.start, f.end) for f in stating(at, one)) or any(
        c.cue.metric == one.metric and c.cue.sort != ANTI and span.holds(c.start, c.end)
        for c in at.passage.cues
    )
