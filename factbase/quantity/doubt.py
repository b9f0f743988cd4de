"""What looks like a figure and is none: dates, ordinals, names, versions, numbering, articles."""

from __future__ import annotations

import re

from factbase.quantity.beside import is_cut
from factbase.quantity.chinese import DIGITS, SCALES, SMALL
from factbase.quantity.forms import Form
from factbase.quantity.tables import Tables
from factbase.quantity.term import Term
from factbase.quantity.wraps import is_parted

__all__ = ["is_doubtful", "is_label", "is_relative", "is_year"]

# Up to here a number in words behind the names things told of before.
_FEW = 12
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.&'’-]*)[ \u00a0\n]?$")
_AFTER_PERIOD = re.compile(
    r"(?:以?来|以?前(?!后|往|沿|景|期|线|列)|之?后(?!期|续|备)|间(?!隔|接|歇|断))| (?:ago|earlier|later)\b"
)
_BEFORE_PERIOD = (
    "未来",
    "过去",
    "今后",
    "此后",
    "随后",
    "接下来",
    "最近",
    "未来的",
    "过去的",
    "头",
    "首",
    "前",
    "往后",
    "未来约",
    "过去约",
    "未来近",
    "过去近",
)
_SPENT = (
    "是",
    "历时",
    "耗时",
    "用时",
    "长达",
    "持续",
    "达",
    "了",
    "有",
    "为期",
    "经过",
    "已",
    "费时",
    "需要",
    "时长",
    "等待",
    "约",
)
_RELATIVE = frozenset(
    {
        "past",
        "next",
        "first",
        "last",
        "previous",
        "coming",
        "following",
        "recent",
        "final",
        "preceding",
        "latest",
    }
)
_DISCOUNT = ("优惠", "销售", "出售", "特惠", "促销", "购", "起", "价", "左右", "甩卖", "以下", "以上")
_PER_BEFORE = re.compile(r"\b(?:per|every) $")
# a forecast day every three seconds: the time that a day of something takes
_DAY_BEFORE = re.compile(r"\b(?:a|one) [a-z]+ day every $")
_CAPITALS = re.compile(r"[A-Z][a-z]+-[A-Z][a-z]+ [A-Z]")
_DASHES = ("-", "－", "–")
_SCALE_STARTS = set(SCALES) | {"百", "千"}
# What is written above or below the line goes on with a number, or is the mark of a note: it is not read without.
_OFF_LINE = frozenset("^⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉")
_BOUND_BEFORE = "近超逾过破上达数几余约足整"


def is_doubtful(text: str, term: Term, money: bool, tables: Tables, floor: int) -> bool:
    """Whether the numeral of `term` is an ordinal, a date, an article or part of a name, whatever its unit."""
    at = term.start
    before = text[at - 1] if at else ""
    if text.startswith("兆", term.end) and not tables.zhao:
        return True
    if before and _is_part(text, at, before, term, tables):
        return True
    if _is_unread(text, term):
        return True
    if text[at].isascii() and text[at].isalpha() and _is_name(text, term):
        return True
    if term.form is not None and _is_other(text, term, term.form, before, tables):
        return True
    arabic = bool(before) and before.isascii() and term.arabic and not money
    return arabic and _glued(text, at, before, floor, term.form is not None)


def _is_part(text: str, at: int, before: str, term: Term, tables: Tables) -> bool:
    """第3, 每45秒, per 100,000 people, 歼-20, 7×24, the 3 of 1.5·3: the numeral belongs to what stands before it."""
    if before in ("每", "兆") or _is_ordinal(text, at, before, term, tables):
        return True
    if term.arabic and is_cut(text, at, tables):
        return True
    if before == " " and _PER_BEFORE.search(text, max(0, at - 8), at) is not None:
        return _DAY_BEFORE.search(text, max(0, at - 40), at) is None
    return before in _DASHES and text[at - 2 : at - 1] > "\u2e80" and _named(term)


def _is_unread(text: str, term: Term) -> bool:
    """Whether more of the number stands beside it: a power, a part on another line. What ends in a unit is whole."""
    end = term.end if term.form is None else term.start
    if end > term.start and text[end : end + 1] in _OFF_LINE:
        return True
    return text[max(0, term.start - 2) : term.start] == "^(" or is_parted(text, term.start, end)


def _is_other(text: str, term: Term, form: Form, before: str, tables: Tables) -> bool:
    """Whether the unit makes it something else: a date, a period, a time of day, a floor, a decade, an article."""
    if form.kind == "compound" and form.unit.startswith("year/") and _is_calendar(text, term):
        return True
    if form.kind == "time":
        decade = form.unit == "s" and text[term.end - 1] == "s" and text[term.end - 2].isdecimal()
        if _is_date(text, term) or _is_period(text, term) or (decade and term.number.top % 10 == 0):
            return True
    if form.kind == "discount" and not _is_discount(text, term):
        return True
    if form.kind == "index" and _is_clock(text, term):
        return True
    if not term.arabic and _is_article(text, term, tables):
        return True
    if form.kind == "classifier":
        if text[term.end - 1] in ("节", "章", "条") and term.number.decimals and not term.number.scaled:
            return True
        return (text[term.end - 1] == "层" and before in ("在", "于")) or (
            form.noun == "分" and before in ("时", "点")
        )
    return False


def _named(term: Term) -> bool:
    """歼-20, 长征-5: a dash after a Chinese character makes a name, unless the unit can be negative."""
    return term.form is None or term.form.kind not in ("percent", "temperature", "money", "points")


def _is_name(text: str, term: Term) -> bool:
    """the two countries, but not the twenty-two states; the Five-Year Plan, the Six-Day War."""
    at = term.start
    if term.form is None:
        if term.magnitude is not None:
            return False
        return (
            text[max(0, at - 4) : at].lower() == "the "
            and text[max(0, at - 7) : at] != "of the "
            and not term.number.scaled
            and term.number.top <= _FEW
        )
    return _CAPITALS.match(text, at) is not None


def _is_ordinal(text: str, at: int, before: str, term: Term, tables: Tables) -> bool:
    if before == "第" or text.endswith(tables.ordinals, max(0, at - 4), at):
        return True
    if before == "前" and (at < 2 or text[at - 2] not in tables.not_first):
        return (term.form is not None and term.form.kind in ("time", "classifier")) or term.form is None
    return before in "#№＃"


def _glued(text: str, at: int, before: str, floor: int, unit: bool) -> bool:
    """Whether a Latin letter, another number or a joint touches the numeral: A100, GPT-4, 11-1, 3.5.1, v2."""
    if before in "/+" and at >= 2 and text[at - 2].isalpha() and unit:
        return False
    if before.isalnum() or before in "_.^=\\":
        return True
    if before in "-–/:,+*":
        joined = text[at - 2 : at - 1] if at >= 2 else ""
        if at - 1 < floor:
            return before in "-/:" and before != "/"
        return (
            bool(joined) and joined.isascii() and (joined.isdecimal() if before in "," else joined.isalnum())
        )
    return False


def is_year(term: Term, text: str) -> bool:
    """Whether a bare numeral can only be a year: four digits from 1500 to 2199, no separator."""
    number = term.number
    return (
        term.arabic
        and number.bottom == 1
        and 1500 <= number.top <= 2199
        and text[term.start : term.start + 4].isdecimal()
        and term.end - term.start == 4
    )


def _is_date(text: str, term: Term) -> bool:
    form, number = term.form, term.number
    if form is None or form.unit != "year" or number.bottom != 1 or term.hedge:
        return False
    if not text.startswith(("年", " 年"), term.start + 4):
        if text[term.end - 1] == "年" and text[term.end : term.end + 2].strip("0123456789") in ("月",):
            return True
        return (
            bool(re.match(r"[0-9]{1,2}月", text[term.end : term.end + 3]))
            and text[term.end - 1 : term.end] == "年"
        )
    return _is_calendar(text, term)


def _is_calendar(text: str, term: Term) -> bool:
    """2024年, 二〇二四年: four digits before 年 are a year of the calendar, whatever it is said to be per."""
    digits, top = text[term.start : term.start + 4], term.number.top
    if not text.startswith(("年", " 年"), term.start + 4):
        return False
    if digits.isascii() and digits.isdecimal():
        return 1000 <= top <= 2200
    return len(digits) == 4 and all(c in DIGITS for c in digits) and top >= 1000


def _is_period(text: str, term: Term) -> bool:
    """未来五年, 十年前, 五年来, the past five years, two years ago: relative times, which the date reader reads."""
    at, end = term.start, term.end
    before = text[max(0, at - 6) : at].rstrip()
    if text[at] == "半" and before.endswith(("上", "下", "前", "后", "今", "本", "首")):
        return True
    if _AFTER_PERIOD.match(text, end) is not None and not term.hedge:
        return True
    if before.endswith(_BEFORE_PERIOD):
        return True
    if before.endswith("近") and not before.endswith(("将近", "接近")):
        spent = text[max(0, at - 6) : at - 1].endswith(_SPENT) or text.startswith(
            ("时间", "的时间", "之久"), end
        )
        return not spent and term.form is not None and term.form.unit in ("year", "month", "day")
    return _after_relative(text, at)


def _after_relative(text: str, at: int) -> bool:
    word = _LAST_WORD.search(text, max(0, at - 14), at)
    return word is not None and word.group(1).lower() in _RELATIVE


def is_relative(text: str, at: int) -> bool:
    """Whether what stands before a duration makes it a period: 未来一到两年, the next five to ten years."""
    return text[max(0, at - 5) : at].endswith(_BEFORE_PERIOD) or _after_relative(text, at)


def _is_discount(text: str, term: Term) -> bool:
    return text[term.start - 1 : term.start] in ("打", "至") or text.startswith(_DISCOUNT, term.end)


def _is_clock(text: str, term: Term) -> bool:
    """8点 is a time; 3050.12点 and 3000点 are levels of an index."""
    number = term.number
    return number.bottom == 1 and number.top <= 24 and not number.scaled


def _is_article(text: str, term: Term, tables: Tables) -> bool:
    """一家企业 and 一年级: 一 before a classifier is an article; 百家 needs a bound before it."""
    at = term.start
    first = text[at]
    if text.startswith("分之", at + 1):
        return False
    before = text[at - 1] if at else ""
    run_end = at + 1
    kind = term.form.kind if term.form is not None else ""
    if (
        first == "一"
        and text[run_end : run_end + 1] not in DIGITS
        and text[run_end : run_end + 1] not in (*SMALL, *SCALES)
    ):
        if kind == "classifier" and text.endswith(tables.emphasis, max(0, at - 6), at):
            return False
        if before in tables.after_one and kind != "share" and term.number[:2] == (1, 1):
            return True
        if kind == "classifier":
            return True
        return kind == "index"
    if kind in ("degree", "index") and run_end == term.end - 1:
        return True
    if kind == "multiple":
        return False
    if first == "二" and kind == "classifier" and term.number.top == 2:
        return True
    if first in _SCALE_STARTS and text.startswith(("级", "量级"), term.end):
        return False
    if text.startswith(("以上", "以下", "左右", "以内"), term.end) and kind == "money":
        return False
    if first in _SCALE_STARTS and not term.hedge and before not in _BOUND_BEFORE:
        return (text[at + 1 : at + 2] not in (*SMALL, *SCALES, *DIGITS) and kind not in ("money",)) or (
            kind == "money" and text[at + 1 : at + 2] not in (*SMALL, *SCALES)
        )
    return False


def is_label(text: str, term: Term, tables: Tables) -> bool:
    """Whether the word before a bare number makes it a name or a number of something: iPhone 15, page 112, May 5."""
    found = _LAST_WORD.search(text, max(0, term.start - 24), term.start)
    if found is None:
        return False
    word = found.group(1)
    if word in tables.months or word.lower() in tables.labels:
        return True
    if not any(c.isupper() for c in word):
        return False
    return word not in tables.openers
