"""What stands behind a numeral that is no quantity, compiled from the names that could make it one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from factbase.quantity.chinese import NUMERALS
from factbase.quantity.words import NEVER

__all__ = ["LABELLED", "compile_bare"]

LABELLED = "年月日号时届期级代路楼室线版页章节梯队强"
"""What a bare numeral before it numbers or dates: 4月, 3号, 5版."""
# What may go on with a figure, apart from the vocabularies' words: scales, half and more, ranges, lists, tails.
_GOES_ON = "兆多余来几把半级量个点和与及或到至乃之、-–—~～－−‑﹣─±%‰/^_×*⋅+＋"
# Letters that can begin a power of ten, or stand for a scale of temperature.
_POWERS = "xXeECF"
_PUNCTUATION = "，。；！？）】」』”’》〉…“‘《【「『〈)]};!?"


def compile_bare(values: Mapping[str, Any]) -> dict[str, Any]:
    """The tables `bare`, `latin` and `articles`, from the tables compiled before them."""
    names, after, numerals = values["chinese"], values["after"], values["numerals"]
    closing = {item.word for some in after.values() for item in some}
    # A word behind a blank (" or more") is met after the blank, too.
    alive = {word.strip()[:1] for word in closing} | {name[0] for name in names} | set(_GOES_ON + NUMERALS)
    return {
        "bare": _pattern(names, alive - {"", *"（("}, closing),
        "latin": frozenset(
            name
            for table in (values["symbols"], values["words"], values["phrases"], *_scales(numerals))
            for name in table
        ),
        "articles": _articles(names),
    }


def _scales(numerals: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (numerals.get(name, {}) for name in ("scales", "short_scales", "letter_scales"))


def _pattern(names: Mapping[str, Any], alive: set[str], closing: Iterable[str]) -> re.Pattern[str]:
    """A numeral before a label, as a year, before a Latin word, or (`calm`) before nothing that could go on with it."""
    letters = "".join(sorted(c for c in alive if c.isascii() and c.isalpha()))
    labels = _labels(tuple(names), alive)
    in_bracket = {word[1:2] for word in (*closing, *names) if word[0] in "（("}
    calm = (
        rf"(?![{_class(alive)}]|’[0-9])[\u4e00-\u9fff{_class(_PUNCTUATION)}]|[.,:：](?![0-9])|[（(](?![{_class(in_bracket)} ])"
        rf"|{labels}|\n\n|\Z"
    )
    return re.compile(
        r"(?:[1-9][0-9]{0,11}|0[0-9]{1,11})"
        rf"(?:(?={labels})|(?<=(?<![0-9])[12][0-9]{{3}})(?P<year>{_year(names)})"
        rf"|(?=(?P<latin>(?![{letters}{_POWERS}])[A-Za-z]{{1,16}})(?![0-9A-Za-z·^⋅²³/]))"
        rf"|(?=(?P<calm>)[ \u00a0\u3000\u2009\u202f\n]{{0,3}}(?:{calm})))"
        rf"|[一二三四五六七八九](?={labels})"
    )


def _year(names: Mapping[str, Any]) -> str:
    """年 where it is the whole of a unit of time, which no half or per follows."""
    form = names.get("年")
    if form is None or form.kind != "time":
        return NEVER
    stops = {*"/／每点半 ", *(word[0] for word in form.not_before), *(n[1:2] for n in names if n[0] == "年")}
    return f"年(?![{_class(stops)}])"


def _labels(names: tuple[str, ...], alive: set[str]) -> str:
    """The labels, where they begin no longer name (日元) and no unit themselves; 日内 is read as days."""
    others = alive - {name[0] for name in names}
    found = []
    for label in LABELLED:
        seconds = {name[1:2] for name in names if name[0] == label}
        seconds |= {*"内之以"} if label == "日" else set()
        if "" not in seconds and label not in others:
            found.append(label + (f"(?![{_class(seconds)}])" if seconds else ""))
    return f"(?:{'|'.join(found) or NEVER})"


def _articles(names: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Classifiers of one character, which 一 is an article before, each with what must not follow it there."""
    stops: dict[str, set[str]] = {}
    for name, form in names.items():
        stops.setdefault(name[0], set()).update((*(w[0] for w in form.not_before), name[1:2]))
    general = set("/／每点兆亿万多来半 \n-\u00a0\u3000") | set(NUMERALS)
    return {
        name: frozenset((stops[name] | general) - {""})
        for name, form in names.items()
        if len(name) == 1 and form.kind == "classifier" and not form.digits_only
        if name not in "块分点半几把多余来" + NUMERALS
    }


def _class(chars: Iterable[str]) -> str:
    return re.escape("".join(sorted(set(chars) - {""})))
