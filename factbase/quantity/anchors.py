"""Where figures may begin: one compiled pattern that skips everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from factbase.quantity.chinese import NUMERALS

__all__ = ["anchor_pattern"]


def anchor_pattern(
    names: Iterable[str],
    idioms: Iterable[str],
    magnitudes: Iterable[str],
    figures: Iterable[str],
    english: Mapping[str, Any],
) -> re.Pattern[str]:
    """The places where a figure may begin: a digit, a numeral before a unit or another numeral, a number word.

    The pattern starts with one character class, which the engine scans for at full speed; lookarounds then sort out.
    """
    followers = _class({name[0] for name in names} | set(NUMERALS) | set("多余来几分点半成倍到至 \n个"))
    followers = (
        followers[:-1] + "".join(sorted(seconds - set(followers))) + "]"
        if (seconds := set(idioms))
        else followers
    )
    after_one = _class(_starts(names) | set(NUMERALS) | set("半成倍多几分点个到至 "))
    words = _words(english)
    starts = _class({w[0] for w in words} | {w[0].upper() for w in words})
    specials = [*magnitudes, *figures, "过半", "大半"]
    special_starts = _class({word[0] for word in specials})
    tails = "|".join(
        f"(?<={re.escape(w[0])}){re.escape(w[1:])}" for w in sorted(specials, key=len, reverse=True)
    )
    english_tails = "|".join(
        f"(?<=[{first}{first.upper()}])(?:{'|'.join(sorted({re.escape(w[1:]) for w in words if w[0] == first}, key=len, reverse=True))})(?![A-Za-z])"
        for first in sorted({w[0] for w in words})
    )
    numerals = _class(set(NUMERALS) - {"一"})
    return re.compile(
        f"[0-9{NUMERALS}半数几{special_starts[1:-1]}{starts[1:-1]}]"
        f"(?:(?<=[0-9])|(?<={numerals})(?={followers})|(?<=一)(?={after_one})"
        f"|(?<=[数几])(?=[十百千万亿])|(?<=半)(?=[年个小数月周分秒世])"
        f"|(?<={special_starts})(?:{tails})|(?<![A-Za-z0-9].)(?<={starts})(?:{english_tails}))"
    )


def _starts(names: Iterable[str]) -> set[str]:
    return {name[0] for name in names}


def _class(chars: set[str]) -> str:
    return "[" + "".join(re.escape(c) if c in "\\]^-[" else c for c in sorted(chars)) + "]"


def _words(english: Mapping[str, Any]) -> set[str]:
    if "units" not in english:
        return {"one"}
    words = {
        *english["units"],
        *english["tens"],
        *english["multiples"],
        *english["halves"],
        *english.get("zeros", ()),
        "half",
        "hundred",
    }
    words |= set(english.get("magnitude_words", ()))
    words |= {f"{article} {noun}" for article in ("a", "an") for noun in _after_article(english)}
    return words


def _after_article(english: Mapping[str, Any]) -> set[str]:
    singular = {word for word in english["fractions"] if not word.endswith("s")}
    return singular - {"half"} | {"hundred", "dozen", "couple"} | set(english["scales"])
