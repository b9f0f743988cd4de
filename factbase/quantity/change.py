"""Change verbs: which ratio new/old a share or a multiple names, from the words around it."""

from __future__ import annotations

import re
from fractions import Fraction

from factbase.quantity.cues import Changes
from factbase.quantity.interval import EVERYTHING, Interval
from factbase.quantity.reached import is_own_share, is_reached
from factbase.quantity.reading import Reading
from factbase.quantity.tables import Tables

__all__ = ["change_mode", "change_reading"]

_ZERO, _ONE = Fraction(0), Fraction(1)
# Verbs whose up or down moves nothing: gobble up a third.
_PHRASAL_VERBS = (
    "made make makes making put set turn turned pay paid broke took take takes taking taken sign signed use uses used using "
    "eat eats ate eating eaten gobble gobbles gobbled gobbling gulp gulps gulped suck sucks sucked soak soaks soaked "
    "swallow swallows swallowed burn burns burned chew chews chewed hoover hoovers snap snaps snapped mop mops mopped"
)
_PHRASAL = tuple(f"{verb} {way}" for verb in _PHRASAL_VERBS.split() for way in ("up", "down"))
_CLAUSE = re.compile(r"[，。；！？\n]|[,;:!?]\s|\.\s")
_WORD = re.compile(r"[A-Za-z'-]+")
_AFTER = re.compile(r"[ \n-](?:([A-Za-z-]+)[ \n])?(?:([A-Za-z-]+)[ \n])?([A-Za-z-]+)")
_COMPARED = ("比", "较", "相比", "于")
_TIMES_OF = re.compile(
    r"[ \n](?:as |the |that |those |what |its |their |his |her |today|last |more than the )|[ \n][A-Z]|[’']s |[ \n](?:this|current|previous|normal)"
)
_SHARE_OF = (
    " as many", " as much", " as large", " as big", " as long", " as high", " that ", " what ", " of what ", " the size",
    " the level", " the price", " the rate", " its ",
)  # fmt: skip
_NOT_COMPARATIVE = frozenset(
    {
        "number",
        "another",
        "rather",
        "together",
        "whether",
        "server",
        "computer",
        "quarter",
        "summer",
        "winter",
        "september",
        "october",
        "november",
        "december",
    }
)
_COMPARATIVES = frozenset({"more", "less", "fewer", "off", "worse"})
_LEVEL_ENDS = ("到", "至", "为", "成")
_NO_OBJECT = frozenset("占为达至到的是在有于与和、了超率")
_NOT_IN_NAME = _NO_OBJECT - frozenset("达")
_OVER = re.compile(r"(?:高出|多出|超出|高过|领先|强于|快于)[\u4e00-\u9fff]{1,8}$")
# 反超英伟达A100约两成, 落后A100一半: by how much, for no 的 makes it a part of the other
_OBJECT = r"(?:了|于)?(?P<of>[\u4e00-\u9fffA-Za-z0-9·-]{2,14})$"
_AHEAD = re.compile(rf"(?:反超|赶超|高出|多出|超出|高过|领先|力压|强过|强于|快于|快过|胜过|甩开){_OBJECT}")
_BEHIND = re.compile(rf"(?:落后|逊于|逊色|弱于|慢于|输给){_OBJECT}")
_TO_OF = re.compile(
    r"(?:降|增|升|减|缩|涨|跌|提高|扩大|缩小|缩短|减少|下降|增长|增加|上升|降低)[至到为][^，。；！？\n]{0,14}的$"
)


def change_mode(text: str, start: int, end: int, kind: str, at: int, tables: Tables) -> str:
    """How the figure in `[start, end)` changes something: up, down, more, less, level, or empty for no change.

    `kind` is percent, share, multiple or fold; `at` is where the numeral begins.
    """
    mode = _mode(text, start, end, kind, tables)
    is_level = mode == "level" and kind == "share"
    return "" if is_level and is_own_share(text, start, end, tables.chinese_changes.origin) else mode


def _mode(text: str, start: int, end: int, kind: str, tables: Tables) -> str:
    before = text[start - 1] if start else ""
    after = text[end : end + 1]
    is_han = before > "\u3000" or after > "\u3000" or text[start : start + 1] > "\u3000"
    if is_han or (before in "%‰ \u3000" and _is_chinese(text, start)):
        mode = _chinese(text, start, end, kind, tables.chinese_changes)
        if mode:
            return mode
    if (before and before in " \n-(~$") or after in (" ", "\n", "-"):
        return _english(text, start, end, kind, tables.english_changes)
    return ""


def _is_chinese(text: str, at: int) -> bool:
    return any(c > "\u3000" for c in text[max(0, at - 6) : at])


def _chinese(text: str, start: int, end: int, kind: str, words: Changes) -> str:
    left = text[max(0, start - 24) : start].rstrip(" \u3000\n")
    for _ in range(5):
        if left[-1:] not in words.lasts:
            break
        if left.endswith(words.not_verbs):
            return ""
        if left.endswith(words.up):
            return "up"
        if left.endswith(words.down):
            return "down"
        if left.endswith(words.origin):
            return "level"
        if is_reached(left, words):
            return "level" if kind in ("multiple", "share") else ""
        stripped = _strip(left, words.fillers)
        if stripped == left:
            break
        left = stripped.rstrip(" \u3000\n")
    bare = text[max(0, start - 24) : start].rstrip(" \u3000\n")
    mode = _level(bare, kind, words) or _compared(bare, kind, words) or _object(left, kind, words)
    if mode:
        return mode
    if text.startswith(words.after_up, end):
        return "up"
    return "down" if text.startswith(words.after_down, end) else ""


def _strip(left: str, fillers: tuple[str, ...]) -> str:
    if not left.endswith(fillers):
        return left
    for filler in fillers:
        if left.endswith(filler):
            return left[: -len(filler)]
    return left


def _level(left: str, kind: str, words: Changes) -> str:
    """增长到3倍, 是…的3倍, 缩小到五分之一: the figure is the ratio itself."""
    if kind == "multiple" and left.endswith("的"):
        return "level"
    if kind == "share" and left.endswith("的") and _TO_OF.search(left) is not None:
        return "level"
    if kind == "discount":
        return "level"
    if kind not in ("multiple", "share") or not left.endswith(_LEVEL_ENDS):
        return ""
    verb = left[:-1].rstrip("了")
    return "level" if verb.endswith(words.up + words.down) or left.endswith("翻至") else ""


def _object(left: str, kind: str, words: Changes) -> str:
    """节约人工成本四成, 高出钢材5倍: a verb with its object before the figure."""
    clause = _CLAUSE.split(left)[-1]
    for mode, verbs in (("up", words.object_up), ("down", words.object_down)):
        for verb in verbs:
            at = clause.rfind(verb)
            rest = clause[at + len(verb) :] if at >= 0 else ""
            if at >= 0 and 0 < len(rest) <= 8 and not any(c in _NO_OBJECT for c in rest) and rest.isalpha():
                return mode
    if kind == "multiple" and _OVER.search(clause) is not None:
        return "more"
    if kind in ("percent", "share"):
        for mode, pattern in (("more", _AHEAD), ("less", _BEHIND)):
            found = pattern.search(clause)
            if found is not None and not any(c in _NOT_IN_NAME for c in found["of"]):
                return mode
    return ""


def _compared(left: str, kind: str, words: Changes) -> str:
    """比去年多20%, 便宜一半, 快3倍: comparatives, which a lone adjective is only beside a comparison or a multiple."""
    is_done = False
    while left.endswith(("了", "出", "近", "约", "超过", "逾", "大约")):
        is_done = is_done or left.endswith("了")
        left = left[:-2] if left.endswith(("超过", "大约")) else left[:-1]
    for mode, some in (("more", words.more), ("less", words.less)):
        for word in some if left.endswith(some) else ():
            if not left.endswith(word):
                continue
            if len(word) > 1 and word not in ("高于", "多于", "大于", "低于", "少于", "领先", "落后"):
                return mode
            clause = _CLAUSE.split(left)[-1]
            if left.endswith(
                (
                    "比重",
                    "占比",
                    "最高",
                    "最大",
                    "最多",
                    "最低",
                    "高达",
                    "多达",
                    "加拿大",
                    "很大",
                    "市长",
                    "省长",
                )
            ):
                return ""
            if len(word) == 1 and (kind == "multiple" or is_done):
                # 低了七成: what it is lower than may stand in another clause.
                return mode
            cue = max(clause.rfind(c) for c in _COMPARED)
            return mode if 0 <= cue < len(clause) - len(word) or "更" in clause[-3:] else ""
    return ""


def _english(text: str, start: int, end: int, kind: str, words: Changes) -> str:
    left = text[max(0, start - 70) : start]
    clause = _CLAUSE.split(left)[-1].rstrip(" \n(~").lower()
    after = _after(text, end, kind, words)
    if after in ("level", "more", "less"):
        return after
    mode = _verb(clause, kind, words)
    if mode == "to":
        of_old = kind == "percent" and text.startswith(
            (" of the level", " of its ", " of their ", " of last", " of the previous"), end
        )
        return "level" if (kind in ("share", "multiple", "fold") or of_old) and _moved(clause, words) else ""
    if text[start:end].lower().startswith(("above", "below", "past ", "exceed", "passed", "topped")):
        return ""
    if mode and kind in ("multiple", "fold"):
        return {"up": "level", "down": "down"}.get(mode, mode)
    if not mode and after and kind in ("multiple", "fold"):
        return {"up": "level", "down": "down"}.get(after, after)
    return mode or after


def _verb(clause: str, kind: str, words: Changes) -> str:
    """The change verb that governs a figure at the end of `clause`."""
    rest = clause
    by = False
    for _ in range(4):
        if rest.endswith(
            (" to", " from", " at", " above", " below", " over to", " under")
        ) and not rest.endswith(" up to"):
            return "to"
        last = rest[rest.rfind(" ") + 1 :]
        if last in ("up", "down") and rest.endswith(_PHRASAL):
            return ""
        if last in words.up_set:
            return "up"
        if last in words.down_set:
            return "down"
        if last == "by":
            by = True
            break
        stripped = _strip_word(rest, words.fillers) if rest.endswith(words.spaced) else rest
        if stripped == rest:
            break
        rest = stripped
    if not by:
        return ""
    for word in reversed(_WORD.findall(rest)):
        if word in words.up_set or word in words.up_by:
            return "up"
        if word in words.down_set or word in words.down_by:
            return "down"
    return ""


def _moved(clause: str, words: Changes) -> bool:
    """cut yields to a third of normal: a verb of change with `to` names the ratio itself."""
    return clause.endswith(" to") and any(
        w in words.up_set or w in words.down_set for w in _WORD.findall(clause)
    )


def _strip_word(rest: str, fillers: tuple[str, ...]) -> str:
    for filler in fillers:
        if filler != "to" and rest.endswith(" " + filler):
            if filler.split(" ")[-1] == "by" or (filler.startswith("by ") and " by" in rest):
                return rest[: -len(filler) + 2].rstrip() if filler != "by" else rest
            return rest[: -len(filler) - 1]
    return rest


def _after(text: str, end: int, kind: str, words: Changes) -> str:
    """12% increase, 30 times faster, three times as many, half as many, 16.5% more than."""
    if kind in ("multiple", "fold") and _TIMES_OF.match(text, end):
        return "level"
    if kind == "share" and text.startswith(_SHARE_OF, end):
        return "level"
    found = _AFTER.match(text, end)
    if found is None:
        return ""
    for word in (word.lower() for word in found.groups() if word):
        times = kind in ("multiple", "fold") and (word in _COMPARATIVES or word.endswith("er"))
        if word in words.after_up:
            return "more" if times else "up"
        if word in words.after_down:
            return "less" if times else "down"
        if times and word.endswith("er") and len(word) > 5 and word not in _NOT_COMPARATIVE:
            return "more"
        if word not in words.between_after:
            break
    return ""


def change_reading(reading: Reading, mode: str, kind: str) -> Reading:
    """The reading of the ratio new/old. About and nearly state the nominal ratio."""
    times = kind in ("multiple", "fold")
    if mode == "more" and times and reading.value == 1:
        mode = "up"  # 高一倍 is twice as high, whatever 高三倍 may be
    value = None if reading.value is None else _ratio(reading.value, mode, times)
    intervals = [_interval(x, mode, times) for x in reading[1:]]
    stated, face, rounded, widest = intervals
    if reading.stated == EVERYTHING and value is not None:
        stated = Interval(value, value) if mode != "more" or not times else Interval(value, value + 1)
    if mode == "more" and times:
        value = None
    return Reading(value, stated, face, rounded, widest)


def _ratio(x: Fraction, mode: str, times: bool) -> Fraction | None:
    if mode == "level" or (mode == "more" and times):
        return x
    if mode in ("up", "more"):
        return 1 + x
    if times:
        return 1 / x if x > 0 else None
    return max(_ZERO, 1 - x)


def _interval(x: Interval, mode: str, times: bool) -> Interval:
    if mode == "level":
        return x
    if mode == "more" and times:
        # However roughly the multiple is said, what is so many times more is not less.
        low = None if x.low is None else max(x.low, _ONE)
        return Interval(low, None if x.high is None else x.high + 1, x.low_open and low == x.low, x.high_open)
    if mode in ("up", "more"):
        low_floor = x.low == 0 and x.high is not None
        low = None if x.low is None else x.low + 1
        return Interval(
            low, None if x.high is None else x.high + 1, x.low_open and not low_floor, x.high_open
        )
    if times:
        low = None if not x.high else 1 / x.high
        high = None if not x.low or x.low <= 0 else 1 / x.low
        return Interval(low, high, low is not None and x.high_open, high is not None and x.low_open)
    low = None if x.high is None else max(_ZERO, 1 - x.high)
    high = None if x.low is None else max(_ZERO, 1 - x.low)
    return Interval(low, high, low is not None and x.high_open, high is not None and x.low_open)
