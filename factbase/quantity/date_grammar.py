"""The shapes a calendar expression is written in: one pattern each, with a named group for every part.

The groups mean the same in every shape, so that one builder reads them all (`date_reading`): `y` year (`y1` the first
of two, `yy` two digits), `ry` relative year, `cy` year after the one named before, `m`/`m1` month, `mon` month name,
`fd` day with a name, `d`/`d1` and `e`/`e1` day (before and after the month's name), `q` quarter, `fq`/`fm`/`fn` the first so many quarters or
months, `h` half, `s` season, `yp`/`qp`/`mp`/`dp`/`cp` part of year, quarter, month, decade, century, `dec` decade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from factbase.quantity.date_numerals import CARDINAL_WORDS, DAY_WORDS
from factbase.quantity.shape_scan import DIGITS, NUMERALS, Shape
from factbase.quantity.words import alternation, starts

__all__ = ["DATED_NUMBER", "Words", "shapes_of"]


class Words(NamedTuple):
    """The vocabulary's words by the place that they take in a shape."""

    relative_years: Sequence[str]
    relative_months: Sequence[str]
    relative_weeks: Sequence[str]
    relative_others: Sequence[str]
    context_years: Sequence[str]
    context_others: Sequence[str]
    months: Sequence[str]
    weekdays: Sequence[str]
    parts: Mapping[str, Sequence[str]]
    days: Sequence[str]
    bare_days: Sequence[str]
    seasons: Sequence[str]
    named: Sequence[str]
    vague: Sequence[str]
    windows: Sequence[str]
    units: Sequence[str]
    ago: Sequence[str]
    block: Sequence[str]
    not_after_month: Sequence[str]
    after_year: Sequence[str]


# What must follow a number for it to begin any shape: cheap to test, and true of few numbers that are no date. Inside a
# run of digits only a decade or a century begins (the 20世纪 of 120世纪).
DATED_NUMBER = (
    r"(?:(?<![0-9])(?:(?:19|20|21)[0-9]{2}(?![0-9])"
    r"|[0-9]{1,4}(?:\s{0,2}(?:[年月日天周号季世星多余\-–—~～－至到/.、和与及]|个\s?半?[月星季]|半)"
    r"|(?:st|nd|rd|th)?[\s-]{1,3}[A-Za-z]|['’]?s|[QqH]))|(?<=[0-9])[0-9]{2,4}(?:世纪|\s?年代)"
    rf"|[{''.join(NUMERALS)}][{''.join(NUMERALS)}个余第至到、\-–—~～\s和]{{0,9}}[年月日天周季世星])"
)
_RANGE = r"\s?(?:[-–—~～－]{1,2}|至|到)\s?"
_GAP = r"\s{0,2}"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_MODERN = r"(?:19|20|21)\d\d"
_WRITTEN_YEAR = rf"(?:{_YEAR}|[一二][〇零○一二三四五六七八九]{{3}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_SMALL = r"(?:\d{1,3}|[〇零一二两三四五六七八九十百]{1,4})"
_SUFFIXED = r"(?:st|nd|rd|th)?"
# A number may not begin inside another, nor after 第, 每 or a decimal point; 年底 after a count (三年底) is no date.
_FREE = r"(?<![0-9A-Za-z一二两三四五六七八九十百千万几数第])(?<![0-9][-./])"
_UNCOUNTED = r"(?<![0-9一二两三四五六七八九十百千万几数多半每当整全同历往逐常上下近些来])"
_TURNS = ("last", "this", "next", "past", "comi")
_LOOSE = ("few", "several", "couple of", "a few", "a couple of")
_END = r"(?![0-9A-Za-z])"
_LEFT = r"(?<![0-9A-Za-z_./-])"
_WORD = r"(?<![0-9A-Za-z])"
# What must stand where the shapes of one kind begin with a number (`Shape.look`).
_JOINED = rf"{_LEFT}[0-9]{{1,4}}\s?[-–—~～－至到/.Qq]"
_ERA = rf"[0-9{''.join(NUMERALS)}]{{1,5}}(?:世纪|\s?年代|['’]?s|[st][th])"
_YEARS = rf"(?:[0-9]{{2,4}}|[一二][〇零○一二三四五六七八九]{{3}})(?:{_GAP}[年财]|{_RANGE}|\s?[、和与及])"


def shapes_of(words: Words) -> dict[str, Shape]:
    """Every shape by its name, in the order in which they are tried at one place."""
    month_parts = alternation(_chinese(words.parts["month"]))
    month = _chinese_month(words, month_parts)
    quarter = _chinese_quarter(alternation(_chinese(words.parts["quarter"])))
    return {
        "block": Shape(starts(words.block), alternation(words.block)),
        **_looking(_JOINED, _numeric_shapes()),
        "ago": _ago(words),
        **_era_shapes(words),
        **_chinese_shapes(words, month, quarter),
        **_looking(_english_look(words), _english_shapes(words)),
        **_word_shapes(words, month_parts),
        "window": _window(words),
        "vague": Shape(starts(words.vague), rf"(?P<v>{alternation(words.vague)})"),
    }


def _looking(look: str, shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    return {name: shape._replace(look=look) for name, shape in shapes.items()}


def _english_look(words: Words) -> str:
    months = "".join(sorted({re.escape(form) for w in words.months for form in (w[0], w[0].upper())}))
    return rf"[0-9]{{4}}(?![0-9A-Za-z])|[0-9]{{1,2}}\s*[A-Za-z–{months}-]"


def _numeric_shapes() -> dict[str, Shape]:
    month, day = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
    right = r"(?![0-9A-SU-Za-z_]|T(?!\d)|[/-][0-9A-Za-z]|\.\d)"
    return {
        "iso": Shape(DIGITS, rf"{_LEFT}(?P<y>{_YEAR})(?P<sep>[-/.]){month}(?:-|/|\.){day}{right}"),
        "iso_month": Shape(DIGITS, rf"{_LEFT}(?P<y>{_MODERN})-(?P<m>0[1-9]|1[0-2]){right}(?!年)"),
        "quarter_code": Shape(DIGITS, rf"{_LEFT}(?:(?P<y>{_MODERN})\s?-?|(?P<yy>2\d))[Qq](?P<q>[1-4]){_END}"),
        "slashed": Shape(DIGITS, rf"{_LEFT}(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>(?:19|20)\d\d){right}"),
        "years": Shape(
            DIGITS,
            rf"{_LEFT}(?P<y1>(?:1[5-9]|20|21)\d\d)\s?[-–—~～－至到]{{1,2}}\s?(?P<y>(?:1[5-9]|20|21)\d\d){right}(?!\s?年)",
        ),
        "years_short": Shape(
            DIGITS, rf"{_LEFT}(?P<y1>(?:19|20)\d\d)(?:[–/]|-(?=1[3-9]|[2-9]))(?P<yy>\d\d){right}(?!年)"
        ),
    }


def _counts() -> str:
    """How many units a window or a distance counts: `n`, and `n2` or `n3` for the higher of two."""
    number = "|".join(
        (
            _SMALL,
            "[几数多半]|十几|几十|数十",
            *(f"[{w[0]}{w[0].upper()}]{w[1:]}" for w in (*CARDINAL_WORDS, *_LOOSE, "an", "a")),
        )
    )
    return rf"(?P<n>{number})(?:{_RANGE}(?P<n2>{_SMALL})|\s+(?:to|or)\s+(?P<n3>{number}))?{_GAP}[多余]?\s?"


def _ago(words: Words) -> Shape:
    """三年前, two weeks ago."""
    return Shape(
        DIGITS + NUMERALS + ("a", "an") + starts((*CARDINAL_WORDS, *_LOOSE)),
        rf"(?<![0-9A-Za-z第零一二两三四五六七八九十百千万几数.])(?!{_WRITTEN_YEAR}){_counts()}个?半?\s?"
        rf"(?P<u>{alternation(words.units)})多?\s?(?P<ago>{alternation(words.ago)})",
    )


def _window(words: Words) -> Shape:
    """未来两年内, the past five years."""
    return Shape(
        starts(words.windows),
        rf"(?P<dir>{alternation(words.windows)})(?:{_GAP}的?\s?{_counts()}个?\s?|\s+)(?P<u>{alternation(words.units)})"
        r"(?:\s?(?:以内|之内|时间内|内|里|时间|以来|来|间))?",
    )


def _era_shapes(words: Words) -> dict[str, Shape]:
    century = r"(?P<c>\d\d|十[一二三四五六七八九]|二十一?|[一二]十)世纪|(?P<rc>[上本])世纪"
    part = {unit: alternation(_chinese(words.parts[unit])) for unit in ("decade", "century")}
    quote_open, quote_close = r"[“\"「『]?", r"[”\"」』]?"
    eras = {
        "decade": Shape(
            DIGITS + NUMERALS + ("上世", "本世"),
            rf"(?:{century})?(?:(?<!\d)(?P<dd>[0-9]0)|(?P<dec>(?:1[0-9]|20)\d0)|(?P<dz1>[五六七八])?(?P<dz>[一二三四五六七八九]十))\s?年代"
            rf"(?P<dp>{part['decade']})?",
        ),
        "century": Shape(DIGITS + NUMERALS + ("上世", "本世"), rf"(?:{century})(?P<cp>{part['century']})?"),
        "en_century": Shape(
            DIGITS + starts(_latin(words.parts["century"])),
            rf"{_WORD}(?:(?P<cp>{alternation(_latin(words.parts['century']))})[\s-]+)?(?P<c>\d\d)(?:st|th)[- ]century{_END}",
        ),
        "en_decade": Shape(
            (*DIGITS, "'", "’"), rf"{_WORD}(?:(?P<dec>(?:1[5-9]|20)\d0)['’]?|['’](?P<dd>[0-9]0))s{_END}"
        ),
    }
    return _looking(_ERA, eras) | {
        "named": Shape(
            (*starts(words.named), *(mark + first for mark in '“"「『' for first in starts(words.named))),
            rf"(?<![一二三四五六七八九十]){quote_open}(?P<named>{alternation(words.named)})(?!个){quote_close}(?:时期|规划期|规划)?",
        ),
    }


def _chinese_shapes(words: Words, month: str, quarter: str) -> dict[str, Shape]:
    half, firsts = (
        r"(?P<h>[上下]半年)",
        rf"前{_GAP}(?:(?P<fq>[一二两三1-3])\s?个?季(?:度|(?![报节风军候]))|(?P<fm>{_MONTH}|两)\s?个?月)",
    )
    season = alternation(_chinese(words.seasons))
    part = alternation(_chinese(words.parts["year"]))
    day = alternation(_chinese(words.days))
    inner = rf"(?:(?P<fd>{day})|{month}|{quarter}|{firsts}|{half}|[Hh](?P<hh>[12]){_END}|(?P<s>{season})|(?P<yp>{part}))"
    numbers = DIGITS + NUMERALS
    year_parts = [w for w in words.parts["year"] if w[0] == "年"]
    month_parts = [w for w in words.parts["month"] if w[0] == "月"]
    return {
        "zh_year": Shape(
            numbers,
            rf"(?<![0-9A-Za-z_])(?<![0-9][-/])(?:(?P<y1>{_WRITTEN_YEAR}){_RANGE}(?:(?P<y>{_WRITTEN_YEAR})|(?P<yy>\d\d))"
            rf"|(?P<y0>{_WRITTEN_YEAR})|(?<!\.)(?P<ys>\d\d)){_GAP}(?:年度|财年|年(?![代级]))(?:{_GAP}的?\s?{inner})?",
            _YEARS,
        ),
        "zh_listed": Shape(DIGITS, rf"{_LEFT}(?P<y>{_YEAR})(?=\s?[、和与及]\s?{_YEAR}\s?年)", _YEARS),
        "zh_bare": Shape(DIGITS, rf"{_LEFT}(?P<y>(?:19|20)\d\d)(?={alternation(words.after_year)})"),
        "zh_relative": Shape(
            starts(_chinese((*words.relative_years, *words.context_years))),
            rf"(?:(?P<ry>{_guarded(words.relative_years)})|(?P<cy>{alternation(_chinese(words.context_years))}))(?:{_GAP}的?\s?{inner})?",
        ),
        "zh_month": Shape(numbers, rf"{_FREE}{month}"),
        "zh_quarter": Shape((*numbers, "第"), rf"{_FREE}{quarter}"),
        "zh_firsts": Shape(("前",), firsts),
        "zh_half": Shape(("上半", "下半"), half),
        "zh_day": Shape(DIGITS, r"(?<![0-9A-Za-z.月/-])(?P<d>3[01]|[12]\d|[1-9])\s?日"),
        "zh_named_day": Shape(
            starts(_chinese(words.bare_days)), rf"(?P<fd>{alternation(_chinese(words.bare_days))})"
        ),
        "zh_year_part": Shape(starts(year_parts), rf"{_UNCOUNTED}(?P<yp>{alternation(year_parts)})"),
        "zh_month_part": Shape(starts(month_parts), rf"{_UNCOUNTED}(?P<mp>{alternation(month_parts)})"),
    }


def _chinese_month(words: Words, part: str) -> str:
    return (
        rf"(?:(?P<m1>{_MONTH}){_GAP}(?:月(?:份)?)?{_RANGE})?(?P<m>{_MONTH}){_GAP}月(?:份)?(?!{alternation(words.not_after_month)})"
        rf"(?:{_GAP}(?:(?P<d1>{_DAY}){_GAP}[日号]?{_RANGE})?(?P<d>{_DAY}){_GAP}[日号]|\s?的?\s?(?P<mp>{part}))?"
    )


def _chinese_quarter(part: str) -> str:
    return (
        rf"(?:第?(?:(?P<q1>[一二三四1-4])\s?(?:季度)?(?:{_RANGE}|[、和])第?\s?)?(?P<q>[一二三四1-4])\s?季度"
        rf"|第(?P<qs>[一二三四1-4])季(?![报节风军候])|[Qq](?P<qq>[1-4]){_END})(?:\s?(?P<qp>{part}))?"
    )


def _english_shapes(words: Words) -> dict[str, Shape]:
    part = {unit: alternation(_latin(listed)) for unit, listed in words.parts.items()}
    relative = alternation(_latin(words.relative_years))
    year = rf"(?P<y>{_MODERN}){_END}(?![.,]\d)(?!\s?%)|(?P<ry>{relative})"
    seasons = alternation(_latin(words.seasons))
    return {
        "en_month": _english_month(words, part["month"], year),
        **_english_parts_of_year(words, part["quarter"], year),
        **_english_days(words, year),
        "en_season": Shape(
            _TURNS[:3] + starts(_latin(words.seasons)),
            rf"{_WORD}(?:(?P<turn>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<st>{seasons})|(?P<s>{seasons})\s+(?:of\s+)?(?:{year}))",
        ),
        "en_part": Shape(
            starts(_latin(words.parts["year"])),
            rf"{_WORD}(?P<yp>{part['year']})(?:\s+|-)(?:of\s+)?(?:the\s+)?"
            rf"(?:(?P<dec>(?:1[5-9]|20)\d0)['’]?s{_END}|{year}|year{_END})",
        ),
        "en_year_end": Shape(("year",), rf"{_WORD}[Yy]ear[- ](?P<yp>end){_END}(?:\s+(?:of\s+)?(?:{year}))?"),
        "en_fiscal": Shape(
            ("FY", "fisc"),
            rf"{_WORD}(?:FY\s?|[Ff]iscal\s+(?:[Yy]ear\s+)?)['’]?(?:(?P<y>(?:19|20)\d\d)|(?P<yy>\d\d)){_END}",
        ),
        "en_year": Shape(
            DIGITS, rf"(?<![0-9A-Za-z_.,/$€£¥-])(?P<y>{_MODERN}){_END}(?![-–/][0-9A-Za-z]|[.,]\d)"
        ),
        "en_relative": Shape(starts(_latin(words.relative_years)), rf"(?P<ry>{relative})"),
    }


def _english_days(words: Words, year: str) -> dict[str, Shape]:
    """Christmas Day 2023, the last day of 2023."""
    days, bare = alternation(_latin(words.days)), alternation(_latin(words.bare_days))
    return {
        "en_day": Shape(starts(_latin(words.days)), rf"{_WORD}(?P<fd>{days}),?\s+(?:of\s+|in\s+)?(?:{year})"),
        "en_bare_day": Shape(starts(_latin(words.bare_days)), rf"{_WORD}(?P<fd>{bare})"),
    }


def _english_parts_of_year(words: Words, part: str, year: str) -> dict[str, Shape]:
    link = r"\s+(?:of\s+|in\s+)?(?:the\s+)?(?:[Ff]iscal\s+(?:[Yy]ear\s+)?|FY\s?)?"
    tail = rf"(?:{link}(?:{year}|year{_END})|\s?(?:['’]|(?:of\s+)?FY\s?['’]?)(?P<yy>\d\d){_END})?"
    ordinals = ("first", "second", "third", "fourth", "final", "1st", "2nd", "3rd", "4th")
    ordinal = alternation(ordinals)
    count = "|".join((*CARDINAL_WORDS, r"\d{1,2}"))
    of_the = r"\s+(?:of\s+)?(?:the\s+)?"
    part_starts = starts(_latin(words.parts["quarter"]))
    return {
        "en_quarter": Shape(
            tuple("1234Qq") + starts(ordinals) + part_starts,
            rf"{_WORD}(?:(?:(?P<qp>{part}){of_the})?(?P<qo>{ordinal})[- ]quarter{_END}"
            rf"|[Qq](?P<qq>[1-4]){_END}|(?P<q>[1-4])Q(?P<yq>\d\d)?{_END}){tail}",
        ),
        "en_half": Shape(
            tuple("12H") + starts(ordinals),
            rf"{_WORD}(?:(?P<ho>{ordinal})[- ]half|H(?P<hh>[12]){_END}|(?P<h>[12])H(?P<yq>\d\d)?{_END}){tail}",
        ),
        "en_firsts": Shape(("firs",), rf"{_WORD}[Ff]irst\s+(?P<fn>{count})\s+(?P<fu>months|quarters){tail}"),
    }


def _english_month(words: Words, part: str, year: str) -> Shape:
    turn = r"(?:(?P<turn>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming)\s+)?"
    worded = alternation(DAY_WORDS)
    before = (
        rf"(?:(?:(?P<d1>\d\d?){_SUFFIXED}\s?(?:-|–|to)\s?)?(?:(?P<d>\d\d?){_SUFFIXED}\s+(?:day\s+)?(?:of\s+)?"
        rf"|(?P<dw>{worded})\s+(?:day\s+)?of\s+))?"
    )
    after = (
        rf"(?:\.?\s+(?:(?P<e1>\d\d?){_SUFFIXED}\s?(?:-|–|to)\s?)?(?P<e>\d\d?){_SUFFIXED}(?![0-9A-Za-z%:]|[.,]\d)"
        rf"(?:,\s?(?P<ye>{_MODERN}){_END})?|,?\s+the\s+(?P<ew>{worded}){_END}(?:,\s?(?P<yw>{_MODERN}){_END})?)?"
    )
    return Shape(
        DIGITS + _TURNS + starts((*words.months, *_latin(words.parts["month"]), *DAY_WORDS)),
        rf"(?<![0-9A-Za-z_.$])(?:(?P<mp>{part})(?:\s+|-)(?:of\s+)?)?{turn}{before}(?P<mon>{alternation(words.months)}){after}"
        rf"(?:\.?,?\s+(?:of\s+)?(?:{year}))?",
    )


def _word_shapes(words: Words, month_parts: str) -> dict[str, Shape]:
    english_parts = _latin(words.parts["month"])
    return {
        "relative_month": Shape(
            starts((*words.relative_months, *english_parts)),
            rf"(?:(?P<mq>{alternation(english_parts)})\s+)?(?P<rm>{_guarded(words.relative_months, latin=True)})份?"
            rf"(?:{_GAP}(?:(?P<d1>{_DAY})\s?日?{_RANGE})?(?P<d>{_DAY})\s?[日号]|\s?(?P<mp>{month_parts}))?",
        ),
        "relative_week": Shape(
            starts(words.relative_weeks),
            rf"(?P<rw>{alternation(words.relative_weeks)})(?P<wn>[一二三四五六日天末](?![个次种家名代些批场项直]))?",
        ),
        "weekday": Shape(
            starts(words.weekdays) + _TURNS,
            rf"(?:(?P<turn>[Ll]ast|[Tt]his|[Nn]ext)\s+)?(?P<wd>{alternation(words.weekdays)})",
        ),
        "relative_other": Shape(
            starts(words.relative_others), rf"(?P<w>{alternation(words.relative_others)})"
        ),
        "context_other": Shape(starts(words.context_others), rf"(?P<cw>{alternation(words.context_others)})"),
    }


def _guarded(words: Sequence[str], latin: bool = False) -> str:
    """Chinese words (with the Latin ones if asked); one that begins with 年 or 月 may not follow a count."""
    counted = [w for w in words if w[0] in "年月"]
    free = [w for w in words if w not in counted and (latin or not w.isascii())]
    return rf"(?:{alternation(free)}|{_UNCOUNTED}(?:{alternation(counted)}))"


def _chinese(words: Iterable[str]) -> list[str]:
    return [w for w in words if not w.isascii()]


def _latin(words: Iterable[str]) -> list[str]:
    return [w for w in words if w.isascii()]
