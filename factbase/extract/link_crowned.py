"""Ranks told without a number: the boss and number two, medals, champions, the unbeaten, the wooden spoon, 最难缠的, 数它最早."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from factbase.extract.link_figure import ONLY_ONE, RANK, Figure
from factbase.extract.link_scene import Passage
from factbase.quantity.date_numerals import small_number
from factbase.quantity.interval import Interval, closed, point
from factbase.quantity.reading import Reading

__all__ = ["crowned"]

# 美国是老大，中国排老二; no name of a person, no elder brother.
_ELDER = re.compile(
    r"(?<=[是当做排称算居个的球界国内洲坐就才能])老(?P<n>[大一二三四五])(?![哥板难爷粗远少不家师中百虎幺娘爹化旧龄了把远])"
)
_MEDAL = re.compile(
    r"(?:摘得?|夺得?|拿到?了?|得了?|获得?|捧回?|斩获|揽下|收获|只有|属于|拿块|块)(?:全国|全球|世界|亚洲|国内|一[枚块])?(?P<han>[金银铜])牌|"
    r"\b(?:takes?|took|wins?|won|gets?|got|claims?|earns?|settles? for|(?:has|have|had) to settle for|bags?|lands?|collects?|clinch(?:es|ed)?|deserves?) (?:the |only |just |a )*(?:national |world |global )?(?P<en>gold|silver|bronze)\b(?! (?:mine|price|standard|coin))|"
    r"\b(?P<medal>gold|silver|bronze) (?:medal(?:l?ist)?|position|place)\b"
)
_MEDALS = {"金": 1, "银": 2, "铜": 3, "gold": 1, "silver": 2, "bronze": 3}
# The champion, the king of the hill.
_CHAMPION = re.compile(
    r"(?P<first>冠军|(?:之|称|为|真)王(?!子|国|牌|室)|王者|魁首|状元|翘楚|头牌|一哥|一姐|扛把子|天花板|霸主|执牛耳|领头羊|领头雁|排头兵|老祖宗|鼻祖|始祖|开山祖师|祖师爷)|(?P<second>亚军|榜眼)|(?P<third>季军|探花)|"
    r"\b(?P<king>(?:the|its|a|performance|speed|undisputed|reigning|world|national) (?:[a-z-]+ ){0,2}(?:champion|king|queen|champ|front-?runner|pacesetter|trailblazer|pioneer|forerunner|leader of the pack))\b|"
    r"\b(?P<runner>runners?-up|second best|number two|no\. ?2)\b|\b(?P<spoon>wooden spoon|dead last|bottom of the (?:table|heap|pile|league)|back of the (?:pack|field|queue))\b"
)
# Nobody comes near: the first place.
_TOPS = re.compile(
    r"首屈一指|冠绝|无人(?:能|可)[及敌比]|无人出其右|无出其右|无可匹敌|无敌|独一档|独步|称雄|称霸|夺魁|拔得?头筹|登顶|问鼎|一骑绝尘|傲视群雄|没有对手|所向披靡|打遍[^，。；]{1,6}无敌手|难逢敌手|"
    r"(?<!数一)数一(?!数二)(?=的)|"
    r"\bsecond to none\b|\bunrivall?ed\b|\bunmatched\b|\bunbeat(?:en|able)\b|\bunsurpassed\b|\bunequall?ed\b|\bpeerless\b|\b(?:without|has no|have no) (?:an )?(?:equal|peer|rival|match)s?\b|"
    r"\breigns? supreme\b|\b(?:comes?|came|is|are|sits?|stands?|lands?) out on top\b|\b(?:comes?|came|is|are|sits?|stands?) (?:on top|at the (?:very )?(?:top|summit|head))\b|\bat the (?:very )?(?:top|head) of (?:the|its|every|that|all) (?:list|table|ranking|rankings|pile|heap|pack|field|class|league|tree)\b|"
    r"\b(?:takes?|took|wears?|holds?|claims?|wins?) (?:the )?(?:crown|title|top honou?rs)\b|\btops (?:the |its )(?:list|table|ranking|rankings|field|class|league|chart|charts)\b|\bnumber one\b"
)
# 最难缠的, 最能打的就是: a superlative in any other adjective.
_MOST = re.compile(
    r"最(?P<adj>(?!近|后|终|初|新|多|少|高|低|早|晚|快|慢|爱|不|没|次|小|弱|差|重要|主要|典型|喜欢|常)[\u4e00-\u9fff]{1,4}?)(?:的(?!时候|话)|(?=(?:就|便|才|还|要)?(?:是|数|属)))"
)
# 测风设备里数它最早.
_COUNTED = re.compile(
    r"(?:(?<![参函系指总人次多少个级位基])数|[当首要]属|非)(?![字据量值目个十百千万])(?P<who>[^，。；,;0-9]{2,20}?)(?:莫属)?(?P<most>最[早好强佳大高重深快先老])"
)
# sees no tougher rival than X.
_NO_ER = re.compile(
    r"\bno (?:more [a-z]{4,}(?<!ly)|(?!few|long|lat|oth|rath|ov|und|nev|ev)[a-z]+er) (?!(?:than|to|for|in|on|of|at|by)\b)[a-z-]+(?: [a-z-]+){0,2} than\b"
)
# 稳居全国三甲: one of the first three.
_FIRST_THREE = re.compile(
    r"(?:居|跻身|进入?|位列|名列|列|占|保住|守住)(?:于)?(?:全国|全球|世界|亚洲|国内|行业)?(?:前)?三甲(?!医院|级|公立)"
)
_LAST = Interval(Fraction(5))


def crowned(passage: Passage) -> Iterator[Figure]:
    """The ranks that a sentence tells by such words, where no reader has found one."""
    for m in _ELDER.finditer(passage.folded, *passage.span):
        place = 1 if m["n"] in "大一" else small_number(m["n"]) or 1
        yield from _placed(passage, m, point(place))
    for m in _MEDAL.finditer(passage.folded, *passage.span):
        yield from _placed(passage, m, point(_MEDALS[m["han"] or m["en"] or m["medal"]]))
    for m in _CHAMPION.finditer(passage.folded, *passage.span):
        place = 1 if m["first"] or m["king"] else 2 if m["second"] or m["runner"] else 3
        yield from _placed(passage, m, _LAST if m["spoon"] else point(place))
    for m in _FIRST_THREE.finditer(passage.folded, *passage.span):
        yield from _placed(passage, m, closed(1, 3))
    for pattern in (_TOPS, _MOST):
        for m in pattern.finditer(passage.folded, *passage.span):
            yield from _placed(passage, m, point(1))
    for m in _COUNTED.finditer(passage.folded, *passage.span):
        if any(m.start("who") <= n.start and n.end <= m.end("who") for n in passage.names):
            yield from _placed(passage, m, point(1), m.span("most"))
    for m in _NO_ER.finditer(passage.folded, *passage.span):
        yield from _placed(passage, m, point(1), rule=ONLY_ONE)


def _placed(
    passage: Passage,
    match: re.Match[str],
    at: Interval,
    span: tuple[int, int] | None = None,
    rule: str = "crowned",
) -> Iterator[Figure]:
    start, end = span or match.span()
    if any(r.start < end and start < r.end for r in passage.ranks):
        return
    if any(n.start < end and start < n.end for n in passage.names):
        return
    yield Figure(
        RANK, start, end, passage.text[start:end], passage.clause_at(start, end),
        Reading(at.low if at.is_point else None, at, at, at, at), "rank", superlative=at.is_point and at.low == 1, rule=rule,
    )  # fmt: skip
