"""Why a figure may be about something that no vocabulary has: codes, numbered things, unknown and unaccounted places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from factbase.extract.link_figure import DATE, FIRST_INSIDE, INSIDE, LAST_INSIDE, ONLY_ONE, RANK, Figure
from factbase.extract.link_holder import denied_names, is_outranking
from factbase.extract.link_scene import Mention, Passage

__all__ = ["newcomer", "strangers", "unheld", "unknown_name"]

# The rules of ranks whose words hold the names of what they rank, or of what comes before it.
_HOLDING = (INSIDE, FIRST_INSIDE, LAST_INSIDE, ONLY_ONE, "behind", "any other")

# Patterns that begin with the character itself, and look back from behind it, are quick to fail.
_CODE = re.compile(
    r"[A-Za-z0-9](?<![A-Za-z0-9.][A-Za-z0-9])(?:(?<=\d)|(?=[A-Za-z0-9-]*\d))(?:(?<=[A-Za-z])|(?=[A-Za-z0-9-]*[A-Za-z]))"
    r"[A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*(?![A-Za-z0-9])"
)
# 3D-printed tells how a thing is made.
_MADE = re.compile(r"[2-5][dD](?:-[a-z]+)?$")
_NUMBERED = re.compile(r"[\u4e00-\u9fff]{2}[一二三四五六七八九十]号")
# A stage of a thing: 三期工程, phase three, the fourth phase.
_STAGE = re.compile(
    r"[二三四五六七八九](?<!第[二三四五六七八九])期(?:工程|项目|建设)?|第[二三四五六七八九]期(?:工程|项目)|"
    r"\bphase (?:two|three|four|five|i{2,3}|iv|v|[2-9])\b|\b(?:second|third|fourth|fifth) phase\b"
)
_VERSIONED = re.compile(
    r"[A-Z](?<!\w[A-Z])[a-z]+[A-Za-z]* \d+(?:\.\d+)?\b(?!\s*(?:%|percent|times|million|billion|trillion|bn|[A-Z]?[a-z]+))"
)
_STAGE_SIGNS = ("期", "phase")
# What makes another product of the one it follows: Impella CP, H100 PCIe.
_VARIANT = re.compile(
    r"(?<=[A-Za-z0-9])[ -](?!(?:AI|GPU|CPU|FDA|EU|US|UK|CEO|API|TV|IT|IS|IN|AND|THE|OF|TO)\b)"
    r"(?:[A-Z]{2,3}|Pro|Max|Ultra|Plus|Mini|Lite|PCIe)(?![A-Za-z0-9])(?!\s*\d)"
)
_CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}")
# A name in quotes, and one of two words or more in capitals; a single one may only begin its sentence.
_QUOTED = re.compile(r"[“「『][^“”「」『』\n，。；]{1,20}[”」』]")
_TITLED = re.compile(r"\b[A-Z][a-z]{2,}(?:[- ](?:[A-Z][A-Za-z]*|\d+))+\b|(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_DISTRICT = re.compile(r"市?[\u4e00-\u9fff]{1,3}(?:区|县|镇|新城|开发区)(?!域)")
_REGION = re.compile(
    r"(?:^|[，。；、]|在|位于|落户|来自)([\u4e00-\u9fff]{2,4}(?<![上城超股都楼全本地社园景山灾校厂小特湾矿郊海库片新该各某])(?:省|市|县|区|州))(?=的|有|共|内|，|总|每|达|\d)"
)
_REGIONS = ("省", "市", "县", "区", "州")
# Whose they are, of people and bodies told of (Chinese chipmaker, US regulators, 美国监管机构): no part of what is measured.
_OF_NATION = re.compile(r"(?:[a-z]+(?:ese|ican|ish|ian|ean|tch|rench|man)|us|u\.s\.|uk|eu)")
_APPOSED = ("", " ", "'s ", ", ", "的")
_EVERYWHERE = ("globally", "worldwide", "global", "全球", "世界", "国际")
_PEOPLE = re.compile(
    r" (?:[a-z-]+ ){0,2}?(?:\w*makers?|firms?|compan(?:y|ies)|groups?|regulators?|teams?|researchers?|scientists?|officials?|authorit(?:y|ies)"
    r"|government|ministry|ministries|agency|agencies|giants?|start-?ups?|researcher|scholars?|media|magazines?|designers?|developers?"
    r"|professors?|academics?|universit(?:y|ies)|institutes?|labs?|watchdogs?|party|communist|president|minister|secretary|executives?|foundry|brands?|rivals?)\b"
)
_PEOPLE_HAN = re.compile(
    r"(?:的)?(?:[\u4e00-\u9fff]{0,4}?)(?:企业|公司|厂商|厂家|巨头|集团|团队|科学家|研究人员|学者|专家|教授|监管(?:部门|机构|方)|政府|官员|媒体|部门|机构|当局|大学|高校|研究所|初创|车企|药监|部长|总统)"
)
_PLACED = re.compile(r"(?:in(?<!\win)|at(?<!\wat)|near(?<!\wnear))\s+([A-Z][a-z]{2,})\b(?!\s+\d)")


def _leads(
    passage: Passage, mention: Mention, accounted: frozenset[str], is_general: Callable[[str], bool]
) -> bool:
    """Whether a name stands right before one that is accounted for, and only places it (黄河“智能石头”, not 美国数据中心)."""
    following = next((m for m in passage.names if m.start >= mention.end), None)
    if following is None or not accounted & set(following.ids) or is_general(following.id):
        return False
    return passage.folded[mention.end : following.start].strip(' "') in ("", "的", "'s")


def _is_of_nation(passage: Passage, mention: Mention, figure: Figure) -> bool:
    """Whether a place only says whose company or body the next name is, away from what the figure counts."""
    if figure.start <= mention.end and mention.start <= max(figure.end, figure.noun.end):
        return False
    word = passage.folded[mention.start : mention.end]
    is_nation = not word.isascii() or _OF_NATION.fullmatch(word) is not None
    people = _PEOPLE if word.isascii() else _PEOPLE_HAN
    told = people.match(passage.folded, mention.end, passage.span.end) if is_nation else None
    if told is None:
        return False
    # Of a number of things it may say which are counted.
    is_free = figure.unit != "count" or mention.start == passage.span.start
    return is_free and any(
        m.start >= told.end() and passage.folded[told.end() : m.start] in _APPOSED for m in passage.names
    )


def _is_within(passage: Passage, mention: Mention, words: str) -> bool:
    """Whether a mention's words are part of the names that are accounted for."""
    return passage.folded[mention.start : mention.end].removesuffix("'s") in words


def unknown_name(passage: Passage, figure: Figure, figures: Sequence[Figure], words: str) -> str:
    """A word in capitals inside the figure's clause that nothing explains, the folded `words` neither; empty if none."""
    taken = [(m.start, m.end) for m in passage.names] + [(f.start, f.end) for f in figures]
    taken += [(c.start, c.end) for c in passage.cues] + [(s.start, s.end) for s in passage.scopes]
    taken += [(d.start, d.end) for d in passage.dates] + [(w.start, w.end) for w in passage.words]
    for match in _CAPITAL.finditer(passage.text, *figure.clause):
        is_told = match.start() <= passage.span.start or match.group().lower() in words
        if not is_told and not any(a < match.end() and match.start() < b for a, b in taken):
            return match.group()
    return ""


def newcomer(passage: Passage) -> str:
    """A name that nothing knows, by its quotes or its capitals: a sentence after it may be about that; empty if there is none."""
    known = [(s.start, s.end) for spots in (passage.names, passage.words, passage.cues) for s in spots]
    known += [(d.start, d.end) for d in passage.dates] + [(q.start, q.end) for q in passage.quantities]
    for pattern in (_QUOTED, _TITLED):
        for match in pattern.finditer(passage.text, *passage.span):
            if not any(a < match.end() and match.start() < b for a, b in known):
                return match.group()
    return ""


def unheld(passage: Passage, start: int, end: int) -> str:
    """A name between two places that nothing knows: a code, a numbered thing, one in quotes or in capitals; empty if none."""
    known = [(s.start, s.end) for spots in (passage.names, passage.words, passage.cues) for s in spots]
    known += [
        (s.start, s.end) for spots in (passage.dates, passage.quantities, passage.scopes) for s in spots
    ]
    for pattern in (_CODE, _NUMBERED, _VERSIONED, _QUOTED, _TITLED):
        for match in pattern.finditer(passage.text, start, end):
            if not any(a < match.end() and match.start() < b for a, b in known):
                return match.group()
    return ""


def _is_taken(passage: Passage, figures: Sequence[Figure], start: int, end: int) -> bool:
    """Whether something that the readers or the vocabularies know crosses `[start, end)`: a cue of one letter inside does not."""
    kinds = (passage.names, figures, passage.scopes, passage.quantities, passage.dates, passage.ranks)
    cued = any(c.start < end and start < c.end and c.end - c.start > 1 for c in passage.cues)
    return cued or any(known.start < end and start < known.end for spots in kinds for known in spots)


def strangers(
    passage: Passage,
    figure: Figure,
    figures: Sequence[Figure],
    accounted: frozenset[str],
    is_place: Callable[[str], bool],
    words: str = "",
    is_implied: bool = False,
    is_general: Callable[[str], bool] = lambda entity: False,
) -> str:
    """Why the figure may be about something that no vocabulary has, empty if nothing speaks for it.

    Product codes and numbered things without an entry (A800, Claude 3, 深算四号), a place after `in` that is unknown,
    and places that have nothing to do with the measure, in the clause or, where the subject `is_implied` and not named,
    in the sentence. `accounted` are the entities that the likely measures explain,
    `words` the folded names of these; `is_general` tells what a place before it makes another thing of.
    """
    return _unknown_thing(passage, figure, figures, words, is_place) or _unaccounted(
        passage, figure, accounted, is_place, words, is_implied, is_general
    )


def _unknown_thing(
    passage: Passage, figure: Figure, figures: Sequence[Figure], words: str, is_place: Callable[[str], bool]
) -> str:
    """A thing or a place without an entry that the sentence speaks of."""
    if name := passage.once_for(_unknown_code, figures):
        return f"unknown name {name}"
    if name := _other_stage(passage, figures, words):
        return f"unknown name {name}"
    for word in passage.of("outsiders", figure.clause):
        inside = any(m.start <= word.start and word.end <= m.end for m in passage.names)
        if not inside and passage.folded[word.start : word.end] not in words:
            return f"not held {passage.text[word.start : word.end]}"
    for mention in passage.names:
        variant = _VARIANT.match(passage.text, mention.end, figure.clause.end)
        if variant and not _is_taken(passage, figures, variant.start() + 1, variant.end()):
            return f"unknown name {passage.text[mention.start : variant.end()]}"
        district = _DISTRICT.match(passage.text, mention.end, figure.clause.end)
        if district and is_place(mention.id):
            return f"unknown place {district.group()}"
    said = passage.text[slice(*figure.clause)]
    for match in (
        _REGION.finditer(passage.text, *figure.clause) if any(map(said.__contains__, _REGIONS)) else ()
    ):
        if not _is_taken(passage, figures, *match.span(1)):
            return f"unknown place {match.group(1)}"
    for match in _PLACED.finditer(passage.text, *figure.clause):
        if match.group(1).lower() not in words and not _is_taken(passage, figures, *match.span(1)):
            return f"unknown place {match.group(1)}"
    return ""


def _other_stage(passage: Passage, figures: Sequence[Figure], words: str) -> str:
    """A stage of a thing that neither a name of the sentence nor one of `words` has (三期工程, phase three); empty if none."""
    folded, (start, end) = passage.folded, passage.span
    if not any(folded.find(sign, start, end) >= 0 for sign in _STAGE_SIGNS):
        return ""
    for match in _STAGE.finditer(folded, start, end):
        known = (passage.names, passage.scopes, figures)
        is_known = any(s.start < match.end() and match.start() < s.end for spots in known for s in spots)
        if not is_known and match.group() not in words:
            return match.group()
    return ""


def _unknown_code(passage: Passage, figures: Sequence[Figure]) -> str:
    """A product code, a numbered or versioned thing of the sentence without an entry; empty if there is none."""
    patterns = (_CODE, _NUMBERED, _VERSIONED) if "号" in passage.text else (_CODE, _VERSIONED)
    for pattern in patterns:
        for match in pattern.finditer(passage.text, *passage.span):
            if not _is_taken(passage, figures, *match.span()) and not _MADE.match(match.group()):
                return match.group()
    return ""


def _unaccounted(
    passage: Passage,
    figure: Figure,
    accounted: frozenset[str],
    is_place: Callable[[str], bool],
    words: str,
    is_implied: bool,
    is_general: Callable[[str], bool],
) -> str:
    """A known place that has nothing to do with the measure."""
    if not accounted:
        return ""
    for mention in passage.names:
        word = passage.folded[mention.start : mention.end]
        if figure.kind == DATE and (word in _EVERYWHERE or _OF_NATION.fullmatch(word)):
            continue  # when it was is the same for the globally best and for the Chinese one
        is_local = is_implied or figure.clause.holds(mention.start, mention.end)
        if not is_local or mention.speaks or accounted & set(mention.ids) or not is_place(mention.id):
            continue
        if not (
            _is_of_nation(passage, mention, figure)
            or _leads(passage, mention, accounted, is_general)
            or (figure.kind == RANK and is_outranking(passage, mention))
            or (figure.kind == RANK and mention in denied_names(passage))
            or (
                (figure.kind != RANK or figure.rule in _HOLDING)
                and figure.start <= mention.start
                and mention.end <= figure.end
            )
            or _is_within(passage, mention, words)
            or any(s.start < mention.end and mention.start < s.end for s in passage.scopes)
        ):
            return f"unaccounted {passage.text[mention.start : mention.end]}"
    return ""
