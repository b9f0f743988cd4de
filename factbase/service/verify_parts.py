"""Contradictions held back: the figure is one of a part, of others, or of those named beside it, not of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factbase.extract.link_apposed import is_apposed
from factbase.extract.link_figure import QUANTITY
from factbase.extract.link_scene import Placed
from factbase.extract.names_fold import fold
from factbase.reason.assertion import Assertion
from factbase.reason.rules import RuleBook
from factbase.service.verify_doubts import BEYOND, is_denied_behind
from factbase.service.verify_match import Matcher
from factbase.service.verify_reserve import is_of_one, reserved
from factbase.service.verify_setting import Setting
from factbase.service.verify_settle import APPOSED, FigureVerdict, judged_as

__all__ = ["kept_back", "shared"]

_PART, _OTHERS, _REST = "a part of the whole", "others than the member named", "the rest of a whole"
# 首批项目, 部分项目, the first batch of: a part of what is spoken of, before the figure.
_HAN_PART = re.compile(
    r"首[批期]|第一[批期](?!工程)|首个阶段|第一阶段|首阶段|先期|头一批|(?<![成大])部分(?!为)|其中[的]?[一某]|某[一个家种类些座宗]|(?:一些|若干|少数|个别|几[个家])(?![0-9])"
)
_HAN_ONE = re.compile(r"(?:其中)?某?一(?:个|台|座|家|宗|处|块|款|片|名|部|只|栋)(?P<noun>[\u4e00-\u9fff]{2})")
_HAN_LARGEST = re.compile(
    r"(?:的|中|里)(?:最[大小高低贵新老长]|头号|第[二三四五]大)的?(?:一[个宗座家项])?(?P<noun>[\u4e00-\u9fff]{2})"
)
# 通信类项目, 来自学生的请求: a sort of what is counted
_HAN_SORT = re.compile(r"[\u4e00-\u9fff](?<![0-9一二三四五六七八九十两几各每此这该同人分种])类的?$")
_HAN_FROM = re.compile(r"来自(?P<noun>[^,。;]{1,12}?)的")
_PART_OF = re.compile(
    r"\b(?:(?:first|initial|opening|pilot|second|third|last|final) (?:phase|stage|batch|tranche|round|wave|lot)|(?<!as )(?:a )?(?:part|portion)s?) of\b|"
    r"(?:^|[,;:] |\b(?:that|which|and|while|because|says?|said) )(?:just |only |even |any )?one of (?:the |its |their |[\w-]+['’]s |\w+ [\w-]+['’]s )|"
    r"(?:^|, )(?:some|several|certain|a few|a handful|a couple)(?: of)? (?:the |its |their )?[a-z]+ |"
    r"\b(?:largest|biggest|smallest) (?:single )?(?:project|compan(?:y|ies)|firm|lab|plant|site|plot|investor)\w*\b"
)
# 3000万个请求来自学生, in its first phase: behind the figure, too
_HAN_OF_SOME = re.compile(r"来自(?P<noun>[^,。;]{1,12}?)(?=[,。;]|$)")
_PHASED = re.compile(
    r"\bin (?:its|the|their|a) (?P<noun>(?:first|initial|opening|pilot) (?:phase|stage))\b|(?P<once>\bat first\b|\binitially\b)"
)
_BEFORE = (_HAN_PART, _HAN_ONE, _HAN_LARGEST, _HAN_FROM, _PART_OF)
_ANYWHERE = (_HAN_PART, _HAN_OF_SOME, _PHASED)
# 五家机构与上海人工智能实验室一起, five partners joined the laboratory: a member stands behind the count.
_WITH = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:与|和|同|跟|联合|联手|携手|会同|加入|协助)了?\s*|"
    r" (?:[a-z-]+ ){1,3}?(?:have |has |had )?(?:joined(?: forces with| hands with)?|joins?|(?:worked|teamed up|partnered|cooperated|collaborated) with|(?:together|along) with|alongside|with|assisted|helped|backed) (?:the )?"
)
# 与五家机构一起, together with five partners: one stands elsewhere in the clause.
_ALONG = re.compile(
    r"(?:与|和|同|跟|联合|联手|携手|会同|加上|以及|及|外加)了?(?:另外|其他|其它|另|的?其余|还有)?\s*$|"
    r"\b(?:(?:together|along) with|alongside|with|joined by|joined|joining|united|and|plus) (?:its |the |some |another |a further )?$"
)
_AMONG_THEM = re.compile(r"包括|在内|其中|等|\bincluding|\binclude|\bamong|\bled by|\bsuch as|由")
# excluding the 49 dead, 不算49名死者: what is counted beside is the rest of a whole; the second where a rule says so.
_WITHOUT = re.compile(
    r"\b(?:excluding|not (?:counting|including)|leaving (?:aside|out)|disregarding|minus)\b[^,;.]{2,60}|"
    r"(?:除去|扣除|刨除|剔除|撇开|不算|不计|不含|不包括)[^,。;]{2,24}"
)
_APART = re.compile(
    r"\b(?:aside from|apart from|other than|except(?: for)?)\b[^,;.]{2,60}|除了?[^,。;]{2,24}?(?:外|以外|之外)"
)
_AMONG = re.compile(r"(?:当中|之中|里面|中|里),")


def kept_back(verdict: FigureVerdict, at: Setting, matcher: Matcher, rules: RuleBook) -> FigureVerdict:
    """The verdict with a doubt where its words keep it back, be it a support or a contradiction."""
    return reserved(_held_back(verdict, at, matcher, rules), at, matcher.tables.names, matcher.known)


def _held_back(verdict: FigureVerdict, at: Setting, matcher: Matcher, rules: RuleBook) -> FigureVerdict:
    """The verdict, a contradiction with a doubt where its words give the figure to a part of what the facts measure.

    A count beside a member that makes up a closed list with it is supported.
    """
    if at.figure.kind == QUANTITY and verdict.doubt == BEYOND and verdict.option is not None:
        return _with_others(verdict, at, verdict.option.claim, matcher)
    if at.figure.kind != QUANTITY or verdict.doubt:
        return verdict
    if verdict.judgement.verdict == "supported" and at.figure.unit == "count" and verdict.option is not None:
        return verdict._replace(doubt=_OTHERS) if _beside(at, verdict.option.claim, matcher) else verdict
    if verdict.judgement.verdict != "contradicted":
        return verdict
    if is_apposed(at.passage, at.figure):
        return verdict._replace(doubt=APPOSED)
    claim = verdict.option.claim if verdict.option is not None else None
    if claim is None:
        return verdict._replace(doubt=_PART) if is_of_one(at) else verdict
    if verdict.judgement.why != "negated" and is_denied_behind(at, claim.metric):
        return verdict._replace(doubt="the words behind the figure are denied")
    if beside := _beside(at, claim, matcher):
        return _with_members(verdict, beside)
    if _is_rest(at, claim.metric, rules):
        return verdict._replace(doubt=_REST)
    return verdict._replace(doubt=_PART) if _is_of_part(at, claim, matcher) else verdict


def _beside(at: Setting, claim: Assertion, matcher: Matcher) -> frozenset[str]:
    """The members of the list that a count stands beside, so that it counts the others; empty if it does not."""
    passage, figure = at.passage, at.figure
    members = {
        m
        for f in matcher.known.lists(claim.subject)
        if (f.subject, f.metric, f.scope) == (claim.subject, claim.metric, claim.scope)
        for m in f.members
    }
    named = [m for m in passage.names if m.id in members and not figure.start <= m.start < figure.end]
    if figure.unit != "count" or not named or _AMONG_THEM.search(passage.folded, *passage.span):
        return frozenset()
    behind = _WITH.match(passage.folded, figure.end, passage.span.end)
    following = next((m.start for m in passage.names if m.start >= figure.end), -1)
    is_beside = behind is not None and following == behind.end() and any(m.start == following for m in named)
    lead = _ALONG.search(passage.folded, passage.span.start, figure.start)
    # Of the names listed before a count that is joined to them, the last stands right before the joining word.
    if lead is not None:
        word = lead.group().strip()
        is_last = any(
            m.end <= lead.start() and not passage.folded[m.end : lead.start()].strip() for m in named
        )
        is_beside = is_beside or is_last or (word not in ("and", "和", "with") and bool(named))
    return frozenset(m.id for m in named) if is_beside else frozenset()


def _with_others(verdict: FigureVerdict, at: Setting, claim: Assertion, matcher: Matcher) -> FigureVerdict:
    """The verdict on a count of others (Malta and a dozen other countries): right if it makes up a closed list with those named."""
    members = _beside(at, claim, matcher)
    made = _with_members(verdict, members) if members else verdict
    return made._replace(doubt="") if made.judgement.verdict == "supported" else verdict


def _with_members(verdict: FigureVerdict, members: frozenset[str]) -> FigureVerdict:
    """The verdict on a count of the others: right if it makes up a closed list with the members, else open."""
    known, value = verdict.judgement.interval, verdict.figure.reading.value
    if value is not None and known is not None and known.low == known.high == value + len(members):
        return verdict._replace(judgement=judged_as(verdict.judgement, "supported", "inside"))
    return verdict._replace(doubt=_OTHERS)


def _is_rest(at: Setting, metric: str, rules: RuleBook) -> bool:
    """Whether the words beside the figure take something out of what is counted."""
    passage, figure = at.passage, at.figure
    for match in _WITHOUT.finditer(passage.folded, *passage.span):
        if not match.start() <= figure.start < match.end():
            return True
    parts = {r.refs[0].metric for r in rules.of_kind("subset") if r.refs[1].metric == metric}
    return any(
        match.start() <= c.start < match.end()
        for match in _APART.finditer(passage.folded, *passage.span)
        if not match.start() <= figure.start < match.end()
        for part in parts
        for c in passage.speaking.get(part, ())
    )


def _is_of_part(at: Setting, claim: Assertion, matcher: Matcher) -> bool:
    """Whether the words before the figure speak of a part of the subject, or of a sort of what is measured."""
    passage, start = at.passage, _lead(at)
    if is_of_one(at) or (not claim.scope and _is_among(at, claim.metric)):
        return True
    own = passage.speaking.get(claim.metric, ())
    scopes = [s for s in passage.scopes if claim.scope in s.means]
    for cue in own:
        if cue.start >= start and _HAN_SORT.search(passage.folded, start, cue.start):
            return not any(s.start < cue.start <= s.end for s in scopes)
    quotes = " ".join(fold(f.quote) for f in matcher.known.about(claim.subject) if f.metric == claim.metric)
    taken: tuple[Placed, ...] = (*own, *scopes)
    ends = (at.figure.start, at.figure.clause.end)
    return any(
        _is_part_word(at, pattern, match, taken, quotes)
        for patterns, end in zip((_BEFORE, _ANYWHERE), ends, strict=True)
        for pattern in patterns
        for match in pattern.finditer(passage.folded, start, end)
    )


def _is_part_word(
    at: Setting, pattern: re.Pattern[str], match: re.Match[str], taken: Sequence[Placed], quotes: str
) -> bool:
    """Whether words that may tell a part are none of the measure's own, of a name's or of the facts' quotes."""
    passage = at.passage
    start, end = match.span("noun") if match.groupdict().get("noun") else match.span()
    if any(t.start < end and start < t.end for t in taken) or passage.folded[start:end] in quotes:
        return False
    if any(m.start <= match.start() < m.end for m in passage.names):
        return False
    if pattern is _HAN_ONE:
        is_owned = any(m.end == match.start() for m in passage.names)
        return is_owned or passage.folded[match.start() - 1 : match.start()] == "的"
    beside: tuple[Placed, ...] = (
        (*passage.names, *passage.quantities) if pattern not in (_HAN_PART, _PART_OF, _HAN_LARGEST) else ()
    )
    return not any(t.start < end and start < t.end for t in beside)


def _lead(at: Setting) -> int:
    """Where the words about a figure begin: with its clause, or with the one before that if this holds no figure."""
    clauses, clause = at.passage.clauses, at.figure.clause
    before = [c for c in clauses if c.end <= clause.start]
    if before and not any(before[-1].holds(f.start, f.end) for f in at.figures):
        return before[-1].start
    return clause.start


def _is_among(at: Setting, metric: str) -> bool:
    """Whether the clause before tells among what the figure counts some (26宗项目中，…有2宗), and no fuller word does so again."""
    passage, figure = at.passage, at.figure
    own = passage.speaking.get(metric, ())
    for match in _AMONG.finditer(passage.folded, passage.span.start, figure.start):
        whole = [c.end - c.start for c in own if c.end == match.start()]
        if whole and figure.unit == "count":
            return not any(c.start >= match.end() and c.end - c.start > max(whole) for c in own)
    return False


def shared(verdicts: Sequence[FigureVerdict]) -> list[FigureVerdict]:
    """The verdicts on a sentence, sums with a doubt that are told of some: of a number that is not known to be all.

    A number and a sum that are both below what is known of all are of some, too.
    """
    some = {n for n, v in enumerate(verdicts) for o in verdicts if _is_of(v, o) and _is_less(v)}
    fewer = {
        n
        for n, v in enumerate(verdicts)
        for o in verdicts
        if _is_of(o, v) and _is_less(o) and _is_less(v) and not v.doubt
    }
    return [v._replace(doubt=_PART) if n in some | fewer else v for n, v in enumerate(verdicts)]


def _is_of(verdict: FigureVerdict, some: FigureVerdict) -> bool:
    """Whether a sum that is rejected is told of a number before it that is not known to be all of something."""
    figure, number = verdict.figure, some.figure
    if verdict.judgement.verdict != "contradicted" or verdict.doubt or some.option is None:
        return False
    if {figure.kind, number.kind} != {QUANTITY} or figure.unit in ("count", "1", "pp"):
        return False
    is_told = number.unit == "count" and number.end <= figure.start and number.clause == figure.clause
    return is_told and some.judgement.verdict in ("possible", "contradicted")


def _is_less(verdict: FigureVerdict) -> bool:
    """Whether a rejected figure is below all that is known."""
    known, stated = verdict.judgement.interval, verdict.figure.reading.widest.high
    claim = verdict.option.claim if verdict.option is not None else None
    if claim is not None:
        stated = claim.widest.high
    return verdict.judgement.verdict == "contradicted" and bool(
        known is not None and known.low is not None and stated is not None and stated < known.low
    )
