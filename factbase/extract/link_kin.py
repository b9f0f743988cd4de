"""Names that only say to what another thing stands in relation: the successor of the H100, eight H100, ChatGPT的竞争对手."""

from __future__ import annotations

import re

from factbase.extract.link_figure import DATE, QUANTITY, Figure
from factbase.extract.link_scene import Mention, Passage

__all__ = ["is_kin", "is_of_nth", "only_kin"]

_BEHIND = re.compile(
    r"(?:的|之)?(?:后继|继任|前身|前代|前任|上一代|下一代|竞争对手|竞争者|竞品|对手|劲敌|替代品|替代者|替代产品|仿制|山寨|克隆|子公司|母公司|姊妹|同类|同行|[一二三四五六七八]期|首期|首批)|"
    r"(?:['’]s|s['’])?\s+(?:(?:main|closest|direct|chief|nearest|many|next|former) )?(?:successors?|predecessors?|rivals?|competitors?|challengers?|alternatives?|clones?|equivalents?|replacements?|siblings?|subsidiar(?:y|ies)|parent)\b"
)
_BEFORE = re.compile(
    r"(?:\b(?:successors?|predecessors?|rivals?|competitors?|challengers?|alternatives?|clones?|equivalents?|replacements?|siblings?) (?:to|of|for)|\b(?:besides|except(?: for)?|apart from|other than))\s+"
    r"(?:the |its |an? )?(?:[a-z]+(?:['’]s)? )?$|除了?$"
)
# 八块H100, a cluster of eight H100: several of them together.
_SEVERAL = re.compile(
    r"(?:[二两三四五六七八九十百千万\d]+(?:块|张|台|颗|片|枚|个|部)|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of)(?: units of)?|(?<![\d,.])(?:[2-9]|[1-9]\d\d?)(?: units of)?)\s*$"
)
# H100 NVL: a model of its own.
_MODEL = re.compile(
    r"[ -](?:[A-Z]{2,}[0-9]*|Pro|Max|Ultra|Mini|Plus|Lite|Super|Ti)\b(?![ -]?(?:GPU|CPU|AI)s?\b)"
)
_NO_MODEL = re.compile(
    r"[ -](?:GPUs?|CPUs?|NPUs?|TPUs?|AI|DCUs?|SoCs?|API|APIs|HBM|VRAM|RAM|TDP|FP|INT|TF|BF|US|EU|UK|CEO)\b|[ -](?:FP|INT|TF|BF)\d"
)
# The second IPCEI, 第三个…: another one of the sort.
_NTH = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|latest|other|another|separate|different|further|unrelated|rival|parallel|sister)\s+(?:european |eu |french |german |american |us |chinese |japanese |smaller |larger |newer |older |similar )?$|"
    r"(?:另一|另外一|另外的?|别的)(?:[个款代批座项家种台]|份)?[“\"《]?$|第[二三四五六七八九十]+(?:个|款|代|批|座|项|家)?[“\"《]?$"
)
_HEADED = re.compile(
    r"\W*(?:the |its |that )?(?:second|third|fourth|fifth|next|latest) [a-z]|\W*(?:another|an? (?:separate|different|second|third|further|unrelated|rival|parallel|sister|similar|new(?! study| report))) (?:and \w+ )?[a-z]|"
    r"(?:另一|另外一)[款代批座项家个种台](?![^，。；]{0,3}(?:研究|报告|消息|方面|角度|组|数据))|第[二三四五六七八九十]+[个款代批座项家]"
)
_REACH, _LINK = 48, 3


def only_kin(passage: Passage, entity: str, figure: Figure) -> bool:
    """Whether a sentence names a thing only to say to what another one, which the quantity is of, stands in relation."""
    named = [m for m in passage.names if entity in (*m.ids, *m.inner)]
    return bool(named) and all(is_kin(passage, m, figure) for m in named)


def is_of_nth(passage: Passage, entity: str) -> bool:
    """Whether a sentence that does not name a thing begins with another one of a sort (The second plant …, 第二座…)."""
    if any(entity in (*m.ids, *m.inner) for m in passage.names):
        return False
    return _HEADED.match(passage.folded, *passage.span) is not None


def is_kin(passage: Passage, mention: Mention, figure: Figure) -> bool:
    """Whether words beside a name make what a quantity or a date is of another thing than the one named."""
    if figure.kind not in (DATE, QUANTITY):
        return False
    # Who owns it stands between: eight Nvidia H100, 八块英伟达的H100.
    owners = [m.start for m in passage.names if m.owns and 0 <= mention.start - m.end <= _LINK]
    at = min(owners, default=mention.start)
    folded, start = passage.folded, max(passage.span.start, at - _REACH)
    if _NTH.search(folded, start, at):
        return True
    if figure.kind == DATE:
        return False
    if _BEHIND.match(folded, mention.end) or _BEFORE.search(folded, start, at):
        return True
    if _MODEL.match(passage.text, mention.end) and not _NO_MODEL.match(passage.text, mention.end):
        return True
    # The count of a thing itself makes no other thing of it.
    several = _SEVERAL.search(folded, start, at)
    return several is not None and not (figure.start < several.end() and several.start() < figure.end)
