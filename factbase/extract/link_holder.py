"""Who holds a rank: not the one that outranks it, and not one that the sentence denies it to."""

from __future__ import annotations

import re
from typing import NamedTuple

from factbase.extract.link_ahead import names_ahead
from factbase.extract.link_figure import FIRST_INSIDE, INSIDE, LAST_INSIDE, ONLY_ONE, Figure
from factbase.extract.link_scene import Mention, Passage

__all__ = [
    "Subject",
    "denied_names",
    "is_contrasted",
    "is_denied_to",
    "is_outranking",
    "is_told_of",
    "ranked_subjects",
]

# What stands before the one that comes first where another is second: it is not what the rank is given to.
_OUTRANKED = re.compile(
    r"(?:次于|仅逊于|落后于|比不上|输给?|不敌|逊于|(?:排|排名|列|位|居|落|屈居)(?:在|于)|(?:头上|前面|前头|之前|前边|上面|之上|身前)的[^，。；]{0,4}?(?:只有|仅有|唯有|只剩)|\b(?:second|next|runner-up) (?:only )?to|\b(?:behind|trails?|trailing|trailed|after)(?: only| just)?|"
    r"\bonly (?:behind|after|by)|\bthan|超过了?|超越了?|反超了?|领先于?|压过|赶超了?|力压|高于|多于|盖过|\b(?:overtak(?:en|es|ing)|overtook|surpass(?:es|ed|ing)?|"
    r"ahead of|beat(?:s|en|ing)?|leapfrogg(?:ed|ing)|outstrip(?:s|ped|ping)?|above))\s*(?:the )?$"
)
# 把美国甩后头, 将美国挤下榜首: the one that is left behind.
_BEATEN = re.compile(
    r"\"?(?:远远|早就|都|彻底|给|狠狠)?(?:甩|抛|比下去|踩|压在|挤[下出]|拉下|拽下|落在|踢[下出]|超越|超了过去)"
)
_LISTED = re.compile(r"\s*(?:、|，|和|与|及|以及|,?\s*and|,)\s*(?:the )?")
_CONTRAST = re.compile(
    r"而是|\bbut\b|[,，]\s*(?:而)?(?:不是|并非|非\b|not\b)|而非|\brather than\b|\binstead of\b"
)
# comes first, 排在第二: who stands before the verb holds the place.
_VERB = r"(?:rank(?:s|ed)?|comes?|came|stands?|finish(?:es|ed)|placed?|排名?|排在|位居|位列|名列)"
_RANKS = re.compile(rf"{_VERB}\s*(?:(?:in|the|at|only|just|as)\s+)*$")
_RANKS_INSIDE = re.compile(_VERB)
_HELD_BEHIND = re.compile(r"\s*(?:的|,?\s*(?:is|was|are|goes|went|belongs)\b)")
_LEAD = 24
_ONE_INSIDE = {FIRST_INSIDE: min, LAST_INSIDE: max}
_DENIED = re.compile(r"(?:不是|并非|而非|\bnot|\brather than|\binstead of)\s*(?:the |an? )?\"?$")


class Subject(NamedTuple):
    """An entity that a figure may be about; `weight` from 0 to 1 by where it stands."""

    id: str
    weight: float
    mention: Mention | None = None


def ranked_subjects(passage: Passage, figure: Figure, subjects: list[Subject]) -> list[Subject]:
    """Whom a rank is given to: of `only X has more than Y` Y; of `the best is not X but Y` Y."""
    if figure.rule == INSIDE:
        inside = [s for s in subjects if s.mention and figure.start < s.mention.start < figure.end]
        return [s._replace(weight=1.0) for s in inside]
    if figure.rule in _ONE_INSIDE:
        inside = [s for s in subjects if s.mention and figure.start <= s.mention.start < figure.end]
        which = _ONE_INSIDE[figure.rule]((s.mention.start for s in inside if s.mention), default=-1)
        return [s._replace(weight=1.0) for s in inside if s.mention and s.mention.start == which]
    if figure.rule == ONLY_ONE:
        behind = [s for s in subjects if s.mention is not None and s.mention.start >= figure.end]
        return [s._replace(weight=1.0) for s in behind] or subjects
    if len(passage.names) == 1:
        return subjects
    subjects = [s for s in subjects if not (s.mention and is_outranking(passage, s.mention))] or subjects
    subjects = _before_its_verb(passage, figure, subjects)
    denied = passage.once(denied_names)
    others = [s for s in subjects if s.mention not in denied] if denied else []
    return others if others and _CONTRAST.search(passage.folded, *passage.span) else subjects


_IS = re.compile(
    r"[”’\"]?\s*(?:(?:也|还|并|才|就|本身|都|仍|可|竟|竟然|居然|确实|的确|其实|正|只|仅|无疑|真|便|乃|现在|如今|已|已经)*(?:不是|并非|是|非|为|成为)|\b(?:is|was|are|were|became|becomes|isn't|wasn't)\b)"
)


def is_told_of(passage: Passage, figure: Figure) -> bool:
    """Whether a rank is what its clause says a named thing to be, or not to be: of nothing else is it told."""
    before = [m for m in passage.names if figure.clause.start <= m.start and m.end <= figure.start]
    return bool(before) and _IS.match(passage.folded, before[0].end, figure.start) is not None


def _before_its_verb(passage: Passage, figure: Figure, subjects: list[Subject]) -> list[Subject]:
    """The subjects of `X comes first (and Y second)`: those named before the verb, unless the rank is that of what follows it."""
    lead = passage.folded[max(figure.clause.start, figure.start - _LEAD) : figure.start]
    if _RANKS.search(lead) is None and _RANKS_INSIDE.match(figure.text.lower()) is None:
        return subjects
    if _HELD_BEHIND.match(passage.folded, figure.end) is not None:
        return subjects
    before = [s for s in subjects if s.mention is None or s.mention.end <= figure.start]
    is_told = any(
        s.mention is not None and figure.clause.holds(s.mention.start, s.mention.end) for s in before
    )
    return before if is_told else subjects


def is_outranking(passage: Passage, mention: Mention) -> bool:
    """Whether a name is that of the one which comes before the one that is ranked (second only to the US)."""
    if _OUTRANKED.search(passage.folded[max(0, mention.start - 24) : mention.start]) is not None:
        return True
    if mention.start in passage.once(names_ahead) or _BEATEN.match(passage.folded, mention.end):
        return True
    before = next((m for m in reversed(passage.names) if m.end <= mention.start), None)
    is_listed = before is not None and _LISTED.fullmatch(passage.folded, before.end, mention.start)
    return before is not None and bool(is_listed) and is_outranking(passage, before)


def is_contrasted(passage: Passage) -> bool:
    """Whether a sentence says of one thing what it denies of another (not X but Y, 不是X而是Y)."""
    return _CONTRAST.search(passage.folded, *passage.span) is not None


def denied_names(passage: Passage) -> set[Mention]:
    """The names that a word of denial stands right before."""
    return {m for m in passage.names if _DENIED.search(passage.folded[max(0, m.start - 14) : m.start])}


def is_denied_to(passage: Passage, figure: Figure) -> bool:
    """Whether the name right behind a rank is said not to hold it, and no other is said to (性能最好的不是H100)."""
    if _CONTRAST.search(passage.folded, *passage.span):
        return False
    return any(m.start >= figure.end and figure.clause.holds(m.start, m.end) for m in denied_names(passage))
