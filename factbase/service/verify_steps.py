"""By how much something grew or shrank (新增6400家, added 47) is no level: only facts that say so themselves decide it."""

from __future__ import annotations

import re

from factbase.extract.link_figure import QUANTITY
from factbase.service.verify_known import KnownFacts
from factbase.service.verify_setting import Setting
from factbase.service.verify_settle import FigureVerdict

__all__ = ["step_of", "stepped"]

# The doubt about a verdict on a step by a fact that states a level.
_STEP = "step"
_RATIOS = ("1", "pp")
_HEDGED = r"(?:了|出|约|大约|近|将近|超过|逾|至少|最多|又|整整|共)*"
# 新增生物医药企业6400多家, 新设10家, 再建20台
_NEW = re.compile(
    r"(?<![创更革翻刷最])(?:新增(?!长)加?(?!值)|新设(?![计备施想])|新建(?!成)|新开(?![发放始])|新添|增设|增添|增建|增开|净增加?|新认定|新成立|新获批|新注册|新落户|新批准|再(?:新?增加?|建|添|设))"
    r"(?:[^，。；、,;的有设含配成至为一0-9]{0,18}|的)$|新增(?!长|值|加值)[^，。；、,;有设含配成至为是]{0,24}$"
)
# 增加了47家, 耗电增加50万千瓦时; 增加到, 增至 and 提高为 name the level
_MORE = re.compile(
    rf"(?:增加|增长|增多|上升|提高|提升|上涨|攀升|多了)(?![到至为成值率幅]|后|以后|之后|时|的){_HEDGED}(?:[^，。；、,;的到至为成达有后时0-9]{{0,8}})$"
)
_LESS = re.compile(
    rf"(?:减少|下降|降低|缩减|削减|裁减|裁撤|缩小|下跌|下滑|蒸发|流失|关闭|拆除|节约|节省|省下|少了|砍掉)"
    rf"(?![到至为成值率幅]|后|以后|之后|时|的){_HEDGED}(?:[^，。；、,;的到至为成达有后时0-9]{{0,12}})$"
)
_ADDED = re.compile(
    r"\b(?:add(?:s|ed|ing)?|gain(?:s|ed|ing)?|(?:grew|grown?|grows|rose|risen|rises?|increased?|increases|climb(?:s|ed)?|jump(?:s|ed)?|"
    r"expand(?:s|ed)?|raised?|swell(?:s|ed)?|up)\b(?:(?!\bshort\b)[^,.;]){0,40}\bby)\s+(?:(?:another|an? (?:additional|extra|further|new)|some|a|an)\s+)?$"
)
_SHED = re.compile(
    r"\b(?:(?:cut|cuts|cutting|slash(?:es|ed)?|shed|sheds|lost|loses?|sav(?:e|es|ed|ing)|remov(?:e|es|ed|ing)|clos(?:e|es|ed|ing)|scrap(?:s|ped)?)|"
    r"(?:fell|fallen|falls?|dropp?(?:s|ed)?|declin(?:e|es|ed)|decreased?|decreases|shr[aiu]nk|shrinks|reduc(?:e|es|ed)|down|lowered|cut|cuts)\b(?:(?!\bshort\b)[^,.;]){0,40}\bby)"
    r"\s+(?:(?:another|an? (?:additional|extra|further)|some|a|an)\s+)?$"
)
_BEHIND = re.compile(r"\s+(?:brand[- ])?(?:new|additional|extra)\s+[a-z]")
# How a fact says that it is of a step itself.
_OWN = re.compile(
    r"新增|新建(?!成)|新设|创造|额外|追加|带动|撬动|释放|\b(?:creat|add(?:s|ed|ing|ition)?\b|additional|extra|new\b)"
)
_OWN_LESS = re.compile(
    r"减少|下降|降低|缩减|削减|裁减|裁撤|缩小|下跌|下滑|蒸发|流失|关闭|拆除|节约|节省|省下|亏|\b(?:cut|slash|shed|lost|loss|sav|remov|clos|scrap|reduc|decreas|declin|fell|fall|drop|shr[aiu]nk)"
)


def step_of(at: Setting) -> int:
    """1 where the words make the figure what something grows by, -1 what it shrinks by, 0 where they name no step."""
    figure, folded = at.figure, at.passage.folded
    if figure.kind != QUANTITY or figure.unit in _RATIOS or figure.change is not None:
        return 0
    if figure.text.lower().startswith("up to"):
        return 0  # adds up to
    start, end = figure.clause.start, figure.start
    if any(p.search(folded, start, end) for p in (_NEW, _MORE, _ADDED)):
        return 1
    if any(p.search(folded, start, end) for p in (_LESS, _SHED)):
        return -1
    return 1 if _BEHIND.match(folded, figure.end) is not None else 0


def stepped(verdict: FigureVerdict, at: Setting, known: KnownFacts) -> FigureVerdict:
    """The verdict, with a doubt where the claim is of a step and the facts of its measure state levels."""
    option, judgement = verdict.option, verdict.judgement
    if option is None or verdict.doubt or judgement.verdict not in ("supported", "contradicted"):
        return verdict
    step = step_of(at)
    if not step:
        return verdict
    ids = set(judgement.fact_ids)
    own = [f for f in known.about(option.claim.subject) if f.id in ids and f.metric == option.claim.metric]
    told = _OWN if step > 0 else _OWN_LESS
    if any(told.search(f.quote.lower()) for f in own):
        return verdict
    return verdict._replace(doubt=_STEP)
