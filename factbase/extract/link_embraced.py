"""Comparisons whose words stand on both sides of the second thing: 比A100快, 把A100甩在身后, leaves the A100 in the dust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from factbase.extract.link_hints import EMBRACING
from factbase.extract.link_scene import Passage

__all__ = ["NOT_AS", "Embraced", "embraced", "graded"]

# A比B多, A没有B强: the second thing stands inside.
_HAN_THAN = re.compile(
    r"比(?P<what>[^，。；,;比]{1,20}?)(?:都|还|更|也|要|略|稍|远|明显|更加|来得){0,3}(?:要|更)?(?P<sense>多|少|大|小|高|低|强|弱|快|慢|贵|便宜|好|差|先进|落后|环保|清晰|清楚|干净|准|准确|精准|精细|优秀|厉害|划算|省钱|实惠|省|烂|糟|模糊|矮|昂贵|廉价|经济)"
    r"(?=[，。；、！？,;!?]|$|的|得多|很多|一些|一点|一截|一大截|不少|许多|了)"
)
NOT_AS = re.compile(
    r"(?:没有|没|不像)(?P<what>[^，。；,;没]{1,20}?)(?:来得|那么|这么|那样|这样){0,2}(?P<sense>多|少|大|小|高|低|强|弱|快|慢|贵|便宜|好|差|先进|落后|环保)"
    r"(?=[，。；、！？,;!?]|$)"
)
_HAN_LESS = frozenset("少小低弱慢差省烂糟矮") | {
    "便宜",
    "落后",
    "划算",
    "省钱",
    "实惠",
    "模糊",
    "廉价",
    "经济",
}
_FULLY = r"(?:都|全|全都|统统|通通|远远|远远地|牢牢|牢牢地|狠狠|狠狠地|死死|彻底|给|一举|直接|完全|已经?|早就|早已)*"
# What the first thing does to the second behind 把, and the second suffers behind 被.
_DOES = (
    r"(?:压着打|(?:甩|抛|丢|扔|撇|落|撂)(?:在|到|去|得|开|出|下|掉|后|远|了)|(?:踩|压|摁|按|骑|踏)(?:在|到|着|了|倒|下去)|比了?下去|"
    r"秒杀|秒了|秒成|碾压|碾碎|吊打|完爆|打趴|打得|打败|打爆|盖过|超了|反超|超越|超过|压过|压制|压住|击败|完胜|力压|拉下|拉开|完虐|虐|吊起来打)"
    r"(?:身后|后面|后头|后边|老远|地上|脚下|脚底下|头上|下风|下面)?(?:狠狠|反复|来回)?(?:打|揍|锤|摩擦)?"
)
_PIECE = r"(?:不止|好|整整|至少|足足)?(?:一|半|几|两|三|数|八|十)?(?:大|小|好几|几)?(?:条|个|大)?(?:头|筹|截|档|街|身位|段|圈|等|级)"
_HAN_OVER = re.compile(
    rf"(?:把|将)(?P<taken>[^，。；,;把将]{{1,24}}?){_FULLY}{_DOES}|"
    rf"(?:压|胜|赢|高|强|超|领先|甩|快)(?:了|过|出|开|下)?(?P<topped>[^，。；,;比]{{1,16}}?)(?:好|整整|足足|至少)?{_PIECE}|"
    rf"(?:按|压|摁|追|碾)着(?P<held>[^，。；,;比]{{1,16}}?)(?:来)?(?:打|揍|锤|摩擦)|"
    rf"(?:踩|骑)在(?P<below>[^，。；,;比]{{1,16}}?)(?:的)?头上|"
    rf"(?:让|令|叫|使)(?P<awed>[^，。；,;比]{{1,16}}?)(?:都|也)?(?:望尘莫及|难以望其项背|自愧不如|自叹不如|甘拜下风|吃灰|黯然失色|相形见绌|难以企及|望而兴叹)|"
    rf"(?:排|走|跑|处|站|居|位|列|冲|远)在(?P<before>[^，。；,;比]{{1,16}}?)(?:的)?(?:之上|前面|前头|前边|之前|头里)|"
    rf"(?:落|甩|丢)下(?P<left>[^，。；,;比]{{1,16}}?){_PIECE}"
)
_HAN_UNDER = re.compile(
    rf"被(?P<by>[^，。；,;被]{{1,20}}?){_FULLY}{_DOES}|"
    rf"不是(?P<of>[^，。；,;]{{1,20}}?)的对手|(?:没法|不能|无法)(?:跟|和|与)(?P<to>[^，。；,;]{{1,20}}?)(?:相)?比|"
    rf"(?:跟|和|与)(?P<with>[^，。；,;]{{1,20}}?)(?:没法|不能|无法)(?:相)?比|"
    rf"给(?P<served>[^，。；,;比]{{1,16}}?)提鞋|"
    rf"(?:落|排|跟|走|居|位|掉|跑|处|列|屈居)(?:在|于)?(?P<behind>[^，。；,;]{{1,20}}?)(?:的)?(?:之后|后面|身后|后头|后边|屁股后面|之下|下风)|"
    rf"(?:输|逊|差|落后|弱|矮|低|慢)(?:了|给|于|过)?(?P<short>[^，。；,;比]{{1,16}}?)(?:好|整整|足足|至少)?{_PIECE}"
)
_EQUALLY = r"(?:的[^，。；,;]{0,8}?)?(?:大体上?|大致上?|基本上?|总体上?|整体上?|几乎|其实|完全|都|也|是|处|处于|属于)*"
_HAN_LEVEL = re.compile(
    rf"(?:跟|和|与|同)(?P<level>[^，。；,;]{{1,20}}?){_EQUALLY}(?:差不多|差不离|大差不差|一个样|没差|没(?:有)?(?:什么|啥)?两样|半斤八两|(?:在)?同一(?:代|水平|档次|级别|起跑线)上?|"
    rf"一个(?:水平|档次|级别)|(?:没有?|不存在|并无)(?:什么)?代差|难分伯仲|在伯仲之间|打得有来有回)"
)
_HAN_APART = re.compile(
    rf"(?:跟|和|与|同)(?P<apart>[^，。；,;没不无]{{1,20}}?){_EQUALLY}(?:在[^，。；,;]{{1,8}}?上)?(?:存在|有着?|隔着|差着|差了?)[^，。；,;]{{0,6}}?(?:代差|一代|几代)|"
    rf"(?:跟|和|与|同)(?P<unlike>[^，。；,;没不无]{{1,20}}?){_EQUALLY}不(?:在|是)一个(?:档次|级别|水平|量级|起跑线)"
)
_NEAR = 12
_THING = r"[^,;:.]{2,48}?"
_OVER = re.compile(
    rf"\b(?:leaves?|left|leaving) (?P<left>{_THING}) (?:(?:far |well |way |miles |trailing )?behind|in the dust|in its wake|for dead|standing|trailing|eating dust|for dust)\b|"
    rf"\b(?:has|have|had|got|gets) (?P<got>{_THING}) (?:beat|beaten|licked|whipped|outclassed|outgunned|covered)\b(?! by\b)|"
    rf"\b(?:puts?|putting) (?P<put>{_THING}) (?:to shame|in the shade)\b|\b(?:knocks?|knocked) (?P<hit>{_THING}) (?:for six|into a cocked hat)\b|"
    rf"\b(?:blows?|blew|blowing) (?P<blown>{_THING}) (?:away|out of the water)\b|\b(?:makes?|made|making) (?P<made>{_THING}) look (?:slow|weak|feeble|puny|silly|ordinary|pedestrian|tiny|small|like)\b|"
    rf"\b(?:gives?|gave|giving) (?P<given>{_THING}) a (?:beating|hiding|thrashing|drubbing|hammering)\b"
)
# Nobody does it: no name before is the first thing.
_NOBODY = re.compile(
    r"(?:(?:没有?|无|未有|不存在)(?:哪|谁|任何|人|一[个家款国座项]|其他|其它|别的|第二)|哪(?:个|家|款|国)|有谁|谁也)[^，。；]{0,10}$|"
    r"\b(?:no other|no one|nobody|none|nothing|no [a-z]+|which|who|anyone|any other)\b[^,;.]{0,24}$"
)
_WAYS = (
    ("above", _HAN_OVER),
    ("above", _OVER),
    ("below", _HAN_UNDER),
    ("unequal", _HAN_APART),
    ("equal", _HAN_LEVEL),
)


class Embraced(NamedTuple):
    """Such words, `[start, end)`, around the thing compared with, and the relation in which they put the first thing to it."""

    sense: str
    start: int
    end: int


def graded(passage: Passage) -> Iterator[Embraced]:
    """A比B多, A没有B强."""
    for pattern, is_denial in ((_HAN_THAN, False), (NOT_AS, True)):
        for m in pattern.finditer(passage.folded, *passage.span):
            what = m.span("what")
            if is_denial and not any(what[0] <= n.start and n.end <= what[1] for n in passage.names):
                continue
            is_below = (m["sense"] in _HAN_LESS) != is_denial
            yield Embraced("below" if is_below else "above", m.start(), m.end())


def embraced(passage: Passage) -> Iterator[Embraced]:
    """Where a sentence compares by words around a name."""
    said = passage.folded[slice(*passage.span)]
    if not any(map(said.__contains__, EMBRACING)):
        return
    for sense, pattern in _WAYS:
        at = passage.span.start
        while (m := pattern.search(passage.folded, at, passage.span.end)) is not None:
            if _NOBODY.search(passage.folded, passage.span.start, m.start()):
                break  # 除美国外没有哪个国家排在中国前面: what is named before is not what is compared
            start, end = next(m.span(k) for k in m.groupdict() if m[k] is not None)
            if any(start <= n.start <= start + _NEAR and n.end <= end for n in passage.names):
                yield Embraced(sense, m.start(), m.end())
                at = m.end()
            else:
                at = m.start() + 1
