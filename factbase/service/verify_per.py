"""Per what a figure is, where the words say it: per company, 平均一宗, each, 每1欧元, a forecast day every three seconds."""

from __future__ import annotations

import re
from typing import NamedTuple

from factbase.extract.clauses import Span
from factbase.extract.link_figure import QUANTITY, Figure
from factbase.extract.link_scene import Passage
from factbase.service.verify_setting import Setting

__all__ = ["DOES", "TIME_UNITS", "Per", "is_per_thing", "money_span", "per_of", "rate_of", "with_aside"]

TIME_UNITS = ("s", "day", "year", "month", "h", "min", "week")
_CLASSIFIERS = "个家台名位人户项件款座宗国站次笔处所条道桩"
_ONE = (
    r"\b(?:(?:answer|handl|serv|process|field|satisfy)ing|(?:respond|reply)ing to|to (?:answer|handle|serve|process|field|satisfy))\s+"
    r"(?:a single|one single|one|an average|an individual|a typical)\s+(?P<single>[a-z][a-z -]{2,30})|"
)
_LONE = (
    r"\b(?:a|one|any) (?:single|lone|solitary)\s+(?P<lone>[a-z][a-z -]{2,30})|\b(?:on average,? (?:a|an|one)|(?:on|for|with) (?:a|an|the) (?:average|typical)(?! of\b| [a-z]+ of\b))\s+(?P<mean>[a-z][a-z -]{2,30})|"
    rf"(?:问|请教|向|让|叫)[^，。；,;每]{{1,16}}?(?:提出?|问|回答|答|发出?|处理)?(?:一|1)(?P<ask>[{_CLASSIFIERS}](?:问题|请求|查询|提问|问))|"
)
_PER = re.compile(
    _ONE
    + _LONE
    + r"\b(?:each|every one) of (?P<them>them|these|those)\b|\b(?:per|each|every|for each|for every)\s+(?:of (?:the|its|their|these|those) )?(?:[\d,]+ )?(?P<en>(?!(?:in|on|by|at|as|with)\b)[a-z][a-z -]{2,30})|"
    r"\b(?:each|apiece)\b(?=\s*(?:[.,;:!?)]|on average|in\b|$))|\ba (?:pop|piece)\b(?! of)|\bper head\b|"
    r"\bthe (?:average|typical) (?:one\b|(?P<usual>(?:company|firm|project|member|country|state|lab|institution|job|request|query)\b[a-z -]{0,20}))|"
    r"(?:平摊|均摊|分摊|平分|匀|摊)(?:到|给|在)(?!全[年月天]|[一每全][年天月日])(?:全部|所有|各个?|每个?|这些?)?[\u4e00-\u9fff]{2,8}?(?:头上|身上|名下|之间|里|上|(?=[，,]))|"
    rf"(?:每(?:响应|回应|应付|应答|答复|处理|回答|完成|执行|满足|生成)?(?:一)?|单(?!独|一|位|方|项式)|每[\u4e00-\u9fff]{{2}}(?:一|1))(?P<zh>[{_CLASSIFIERS}][\u4e00-\u9fff]{{0,6}}|请求|企业|项目|成员国)|[人户宗家国]均(?![值价衡可])|"
    rf"每(?:向|给|对)[^，。；,;每]{{1,20}}?(?:发出|提出|发送|提交|发起)一?(?P<sent>[{_CLASSIFIERS}][\u4e00-\u9fff]{{0,6}})|"
    rf"(?:平均(?:下来|算下来|到|摊到|分到)?(?:，)?(?:一|每)|(?:处理|回答|响应|回应|应答|答复|答|问|提问|提出|发起|发出|发送|提交|执行|应付|满足)(?:一|1))(?P<one>[{_CLASSIFIERS}][\u4e00-\u9fff]{{0,6}})"
)
_LEADS = re.compile(
    r"(?:处理|回答|响应|回应|应答|答复|答|问|提问|提出|发起|发出|发送|提交|问[^，。；,;]{1,12})(?:一|1)[个次条道][\u4e00-\u9fff]{1,6}$|每(?:[\u4e00-\u9fff]{2})?(?:一|1)?[\u4e00-\u9fff]{1,10}$|每(?:向|给|对)[^每]{1,20}?(?:发出|提出|发送|提交|发起)一?[\u4e00-\u9fff]{1,7}$|\b(?:for )?(?:each|every|per) (?![a-z -]* of )[a-z][a-z -]{2,30}$|\b(?:for )?(?:each|every) (?:single )?(?:euro|dollar|pound|yen|yuan)\b[a-z ]{0,40}$|"
    r"\bfor (?:each|every) (?:single )?(?!euro|dollar|pound|yen|yuan)[a-z]+ [^,;]{2,90}$|(?:平摊|均摊|分摊|平分|匀|摊)(?:到|给|在)(?!全[年月天]|[一每全][年天月日])[^，。；]{2,14}$"
)
# For every euro of public money in it, so many …: as long as the figure is one of money.
_MONEY_LEADS = re.compile(
    r"\b(?:for )?(?:each|every) (?:single )?(?:(?:public|private) )?(?:euro|dollar|pound|yen|yuan)\b[^,;:]{0,60}$"
)
# , on average, … a year; 平均下来，每年…: the clause between belongs to both
_ASIDE = re.compile(
    r"[\s,，;；]*(?:on average|on the average|平均(?:算?下来|而言|来看|来算|计算)?|算下来|换算下来|that is|i\.e\.|in other words)[\s,，]*"
)
# 3秒一天, a forecast day every three seconds: time per time.
# 每1欧元, for every euro of: money per money.
_MONEY_PER = re.compile(
    r"\b(?:per|each|every|for each|for every)\s+(?:single )?(?:(?:public|private) )?(?:euro|dollar|pound|yen|yuan)\b(?: (?:of|in) [a-z]+(?: [a-z]+)?)?|"
    r"每(?:一|1)?(?:投入)?(?:一|1)?(?:欧元|美元|英镑|日元|人民币|元)(?:的)?[\u4e00-\u9fff]{0,4}"
)
_TIMED = re.compile(
    r"(?:就|便|即|可以?|能够?|才|左右|以内|内|的时间)*(?:算出|算完|生成|给出|做出|得出|做完|完成|跑完|出|搞定)(?:一天|每天)|\s*(?:一天|每天|/天|(?:per|a) (?:forecast )?day\b|(?:for|on) (?:each|every)(?: single)?(?: forecast)? day\b)"
)
_EVERY = re.compile(
    r"\b(?:forecast )?day\b[^,;]{0,12}\bevery\s*$|(?:每(?:一)?天的|一天的|每(?:一)?天)[^，。；,;]{0,10}?[只仅才就花费用需要耗时约近不到为是]*$|"
    r"\b(?:each|every) (?:forecast )?day of\b.{0,60}$"
)
_TIME = re.compile(
    r"个(?:月|星期|礼拜|小时|钟头|季度|工作日|昼夜)|(?:(?:single|passing|given|working|calendar|full) )?(?:day|year|month|hour|second|week|minute|quarter|night|time)s?\b"
)
_SECONDS = {"day": 86400, "year": 365 * 86400, "month": 365 * 7200, "h": 3600, "s": 1}
_AVERAGE = re.compile(
    r"平均(?:下来|分得|各|约|大约|达|为|是|有|拿到)*$|\b(?:on average|an average of|averag(?:es|ing))(?: about| some| roughly)? $"
)
# 47家上市企业的平均市值, 落地项目的平均投资: an average of what stands before it
_AVERAGE_HAN = re.compile(
    r"(?:企业|公司|厂商|项目|工程|国家|成员国|机构|实验室|岗位|请求)的?(?:单[个家宗项])?平均(?!每)[\u4e00-\u9fff]{2,6}?(?:约|大约|达|达到|为|是|有|超过|只有|仅|不到|不足|在)*$"
)
# One of these stands in every sentence in which `_PER` or `_MONEY_PER`, and in which `_AVERAGE` finds something.
_PER_SIGNS = (
    "每", "均", "单", "向", "让", "叫", "请教", "处理", "回答", "响应", "回应", "应答", "答复", "答", "问", "发", "提", "执行", "应付", "满足", "per ", "each", "every", "apiece", "single", "one ", "average",
    "an individual", "typical", "lone", "solitary", "on average", "a pop", "a piece",
    "摊", "匀", "平分",
)  # fmt: skip
_AVERAGE_SIGNS = ("平均", "averag")
_NOUN = re.compile(r"[a-z]{3,}")
_GROUPS = ("en", "single", "zh", "one", "sent", "lone", "mean", "ask", "usual")
# What is done with what each has ends the words for it: 每家|承担的项目
DOES = re.compile(r"承|负|分|拿|摊|出资|掏|投入|投资|获|要|可|能|得|需|用|花|占|有|的(?!每)")
_STEM, _LEAD, _STRONG = 6, 1, 0.35
_BEFORE, _BEHIND = 12, 30


class _Signs(NamedTuple):
    """Whether a sentence may say per what a figure is, and that it is an average."""

    per: bool
    average: bool


class Per(NamedTuple):
    """The words that say per what a figure is; the classifier of what is counted (宗 of 每宗) or the start of its noun.

    `names`: they name it at all (each by itself does not); `counts` is the figure that counts it where no word does
    (分到14个成员国头上平均5.8亿欧元); `back`: what is counted may be told in the
    sentence before (each of them, 每家).
    """

    span: Span
    classifier: str = ""
    noun: str = ""
    names: bool = True
    counts: Figure | None = None
    back: bool = False


def per_of(at: Setting) -> Per | None:
    """The words that say per what the figure is, unless that is a time; of several figures they are the nearest one's."""
    return at.passage.once_for(_find_per, at) if at.figure.kind == QUANTITY else None


def _find_per(passage: Passage, at: Setting) -> Per | None:
    figure = at.figure
    signs = passage.once(_signs)
    if figure.unit in TIME_UNITS:
        timed = _TIMED.match(passage.folded, figure.end)
        timed = timed or _EVERY.search(passage.folded, passage.span.start, figure.start)
        if timed is not None:
            return Per(Span(*timed.span()))
    money = money_span(at)
    if money is not None:
        return Per(money)
    for match in _PER.finditer(passage.folded, *_with_lead(at)) if signs.per else ():
        words = _words(match)
        if (match["lone"] or match["mean"] or match["ask"]) and figure.unit in (
            "count",
            "1",
            "pp",
            *TIME_UNITS,
        ):
            continue
        if figure.unit == "1" and figure.start <= match.start() < figure.end:
            continue  # one in every five is a share
        if _TIME.match(words) is not None or _is_named(passage, match.start(), match.end(), words):
            continue
        if _names_subject(at, match):
            continue
        span = _clipped(at, match)
        if _owner(at, span) is figure:
            return _told(span, match, words)
    return _averaged(at) if signs.average else None


def _signs(passage: Passage) -> _Signs:
    said = passage.folded[slice(*passage.span)]
    return _Signs(any(map(said.__contains__, _PER_SIGNS)), any(map(said.__contains__, _AVERAGE_SIGNS)))


def _words(match: re.Match[str]) -> str:
    """The words that say what a figure is per."""
    return next((match[g] for g in _GROUPS if match[g]), "")


def _clipped(at: Setting, match: re.Match[str]) -> Span:
    """The words without the figure that Chinese ones run into (每家企业要承担三个)."""
    if not at.passage.folded[match.end() - 1].isascii():
        inside = [f.start for f in at.figures if match.start() < f.start < match.end()]
        group = next((g for g in ("zh", "one") if match[g]), "")
        does = DOES.search(at.passage.folded, match.start(group) + 1, match.end()) if group else None
        ends = [*inside, *([does.start()] if does is not None else [])]
        return Span(match.start(), min(ends, default=match.end()))
    return Span(*match.span())


def _told(span: Span, match: re.Match[str], words: str) -> Per:
    """What the matched words say of per what a figure is."""
    zh = words[:1] if words[:1] in _CLASSIFIERS else ""
    noun = _NOUN.match(words)
    is_named = bool(words) or match.group()[1:] == "均"
    back = match["them"] is not None or bool(zh)
    return Per(span, zh, noun.group()[:_STEM] if noun else "", is_named, back=back)


def _averaged(at: Setting) -> Per | None:
    """An average of what its clause counts before it, where no word says per what it is."""
    figure, folded = at.figure, at.passage.folded
    if (
        figure.unit in ("count", "1", "pp")
        or figure.unit in TIME_UNITS
        or not (
            _AVERAGE.search(folded, figure.clause.start, figure.start)
            or _AVERAGE_HAN.search(folded, figure.clause.start, figure.start)
        )
    ):
        return None
    counts = [
        f
        for f in at.figures
        if f.kind == QUANTITY
        and f.unit == "count"
        and figure.clause.start <= f.start
        and f.end <= figure.start
    ]
    if len(counts) == 1:
        return Per(Span(counts[0].start, counts[0].end), counts=counts[0])
    named = _AVERAGE_HAN.search(folded, figure.clause.start, figure.start)
    return Per(Span(figure.clause.start, named.start() + 4)) if named is not None and not counts else None


def _is_named(passage: Passage, start: int, end: int, words: str) -> bool:
    """Whether the words name a thing that is spoken of (each Impella pump, 每块“智能石头”), not what a sum is per."""
    first = passage.folded.find(words, start, end) if words else end
    ends = [m.end for m in passage.names if start < m.start <= first + 2]
    return any(not any(0 <= c.start - stop <= 1 for c in passage.cues) for stop in ends)


def _names_subject(at: Setting, match: re.Match[str]) -> bool:
    """Whether each of a named thing is spoken of, which then is whom the figure is about (每个美国家庭).

    A name that only says whose things they are (every ChatGPT request) is none.
    """
    group = next((g for g in ("en", "single", "sent", "lone", "mean", "usual") if match[g]), "")
    begin = match.start(group) if group else match.start() + 1
    named = [m for m in at.passage.names if begin <= m.start <= begin + _LEAD and m.start < match.end()]
    return any(
        not any(0 <= c.start - m.end <= _LEAD and c.cue.weight >= _STRONG for c in at.passage.cues)
        for m in named
    )


def _owner(at: Setting, span: Span) -> Figure | None:
    """Whose the words are: the figure that holds them, else the nearest one, before `per` and behind 每."""
    beside = [
        f
        for f in at.figures
        if f.kind == QUANTITY and at.figure.clause.holds(f.start, f.end) and not _is_number_of(f, span)
    ]
    if at.figure.rule != "single":
        beside = [f for f in beside if f.rule != "single" or f.end < span.start or span.end < f.start]
    for figure in beside:
        if figure.start < span.end and span.start < figure.end:
            return figure
    is_han = not at.passage.folded[span.start].isascii()
    before = [f for f in beside if f.end <= span.start]
    behind = [f for f in beside if f.start >= span.end]
    if is_han:
        return behind[0] if behind else (before[-1] if before else None)
    return before[-1] if before else (behind[0] if behind else None)


def _is_number_of(figure: Figure, span: Span) -> bool:
    """Whether a count only says how many the things are that another figure is per: each of the 68 projects."""
    return figure.unit == "count" and span.start < figure.start and figure.end <= span.end + 1


def is_per_thing(at: Setting) -> bool:
    """Whether the figure is so much per thing, not in all; the number of the things themselves is none of it."""
    if at.figure.unit.endswith("/count"):
        return True
    return "/" not in at.figure.unit and per_of(at) is not None


def money_span(at: Setting) -> Span | None:
    """The words that say per how much money another sum is: 每1欧元公共资金, for every euro of public funding."""
    if len(at.figure.unit) != 3 or not at.figure.unit.isupper() or not at.passage.once(_signs).per:
        return None
    match = _MONEY_PER.search(at.passage.folded, *_with_lead(at, is_money=True))
    return Span(*match.span()) if match is not None else None


def rate_of(at: Setting) -> int:
    """The seconds of the time that words right around a count say it is per on average (平均每年300项); 0 if they do not."""
    figure, passage = at.figure, at.passage
    if figure.kind != QUANTITY or figure.unit != "count" or not passage.has("average", with_aside(at)):
        return 0
    near = Span(
        max(figure.clause.start, figure.start - _BEFORE), min(figure.clause.end, figure.noun.end + _BEHIND)
    )
    return next((n for per, n in _SECONDS.items() if passage.has(f"per.{per}", near)), 0)


def with_aside(at: Setting) -> Span:
    """The figure's clause together with a clause before it that only says how it is counted (…, on average, …)."""
    clause = at.figure.clause
    before = [c for c in at.passage.clauses if c.end <= clause.start]
    if before and _ASIDE.fullmatch(at.passage.folded, *before[-1]):
        return Span(before[-1].start, clause.end)
    return clause


def _with_lead(at: Setting, *, is_money: bool = False) -> Span:
    """The figure's clause together with the one before it, where that says per what the figure is (每处理一个请求，…)."""
    clause = at.figure.clause
    before = [c for c in at.passage.clauses if c.end <= clause.start]
    lead = (at.passage.folded, *before[-1]) if before else None
    if lead and (_LEADS.search(*lead) or (is_money and _MONEY_LEADS.search(*lead))):
        return Span(before[-1].start, clause.end)
    return clause
