"""English numbers in words: cardinals, fractions, `one in five`, doubled, dozens, tens of thousands."""

from __future__ import annotations

import re
from typing import NamedTuple

from factbase.quantity.cardinals import count_words
from factbase.quantity.numbers import Number, scaled, whole
from factbase.quantity.spoken import read_decimals, read_mixed
from factbase.quantity.tables import Tables

__all__ = ["WordFigure", "read_share_in", "read_words"]

_WORD = re.compile(r"[A-Za-z]+")
_NEXT = re.compile(r"(?:[ \n]|-)([A-Za-z]+)")
_BOTTOM = (
    r"((?:(?:a|one)[ \n])?(?:hundred|thousand|million)|[A-Za-z]+|[0-9]{1,3}(?:,[0-9]{3})+|10{3,6}|[0-9]{1,3})"
)
_WHOLE = rf"[ \n](?:in(?: every)?|out of(?: every)?|of every)[ \n]{_BOTTOM}"
_IN = re.compile(
    rf"{_WHOLE}(?![A-Za-z0-9]|[0-9.,%]*[0-9%]|[ -](?:year|month|week|day|hour|minute|second|per))"
)
# two euros in five, one company in ten: the noun stands inside the share
_NOUN_IN = re.compile(
    rf"[ \n][a-z]+{_WHOLE}"
    r"(?=[,.;:!?)]|[ \n](?:is|are|was|were|has|have|had|comes?|came|goes|went|will|would|can|could)\b|$)"
)
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ROUND = frozenset((1000, 10_000, 100_000, 1_000_000))
_VERB_BEFORE = (
    "to ",
    "will ",
    "would ",
    "could ",
    "may ",
    "might ",
    "can ",
    "than ",
    "nearly ",
    "almost ",
    "about ",
    "roughly ",
    "over ",
    "not ",
    "should ",
    "helped ",
    "more than ",
)
_HALF_AFTER = re.compile(
    r"[ \n](?:of|the|an?|as|his|her|its|their|our|that|price|fewer|less|more|or|has|have|had|is|are|was|were|will|would|can|could|came|comes?|goes|went|died|survived)\b|[.,;:!?)]|$"
)
_HALF_BEFORE = (
    "by ",
    "in ",
    "to ",
    "than ",
    "nearly ",
    "almost ",
    "about ",
    "roughly ",
    "around ",
    "over ",
    "under ",
    "only ",
    "just ",
    "at least ",
    "some ",
    "up to ",
    "at ",
    "is ",
    "was ",
    "are ",
    "were ",
    "losing ",
    "lost ",
)
_NO_HALF_BEFORE = (
    "first ",
    "second ",
    "other ",
    "latter ",
    "better ",
    "former ",
    "last ",
    "each ",
    "this ",
    "earlier ",
    "top ",
    "bottom ",
    "northern ",
    "southern ",
    "eastern ",
    "western ",
    "upper ",
    "lower ",
)


_SHARE_AFTER = (
    " of ",
    ",",
    ".",
    ";",
    "!",
    "?",
    " or more",
    *(f" {w}" for w in ("fewer", "less", "more", "lower", "higher", "cheaper", "smaller")),
)
# a third are from abroad: a share takes the verb of many
_MANY_AFTER = re.compile(r" (?:are|were|have|come|came|died|survived|live|work)\b")
_SHARE_BEFORE = tuple(
    f"{w} "
    for w in (
        "by",
        "than",
        "nearly",
        "almost",
        "about",
        "roughly",
        "around",
        "over",
        "under",
        "below",
        "barely",
        "at least",
        "some",
        "up to",
        "only",
        "just",
    )
)


class WordFigure(NamedTuple):
    """A figure in words: its number (or decade bounds), its end, and whether it is a share or a verb like doubled."""

    end: int
    number: Number = Number(0)
    kind: str = "number"
    magnitude: tuple[int, int, int] | None = None
    hedge: str = ""


def read_words(text: str, at: int, tables: Tables) -> WordFigure | None:
    """The figure whose first word begins at `at`, or `None`."""
    found = _WORD.match(text, at)
    if found is None or found.end() - at > 16:
        return None
    word = found.group().lower()
    numerals = tables.numerals
    if "units" not in numerals:
        return None
    if word in ("several", "a"):
        for phrase, bounds in tables.english_magnitudes.items():
            stop = at + len(phrase)
            if (
                phrase.startswith(word + " ")
                and text[at:stop].lower() == phrase
                and not text[stop : stop + 1].isalnum()
            ):
                return WordFigure(stop, magnitude=bounds)
    if word in tables.english_magnitudes:
        return _magnitude(text, at, found.end(), word, tables)
    if word in numerals["halves"]:
        return WordFigure(found.end(), Number(1, 2, 0, 0, 1, share=True), "multiple")
    if word in numerals["multiples"]:
        return _multiple(text, at, found.end(), word, tables)
    if word == "half":
        return _half(text, at, found.end(), tables)
    if word in numerals.get("zeros", ()):
        parts = read_decimals(text, found.end(), Number(0), numerals)
        return None if parts is None else WordFigure(parts[1], parts[0])
    if word in ("a", "an"):
        return _article(text, at, found.end(), tables)
    return _cardinal(text, at, found, tables)


def _magnitude(text: str, at: int, end: int, word: str, tables: Tables) -> WordFigure | None:
    for phrase, bounds in tables.english_magnitudes.items():
        stop = at + len(phrase)
        if (
            len(phrase) > len(word)
            and text[at:stop].lower() == phrase
            and not text[stop : stop + 1].isalnum()
        ):
            return WordFigure(stop, magnitude=bounds)
    if word == "scores" and not text.startswith(" of ", end):
        return None
    if word == "tens" and not text.startswith(" of ", end):
        return None
    return WordFigure(end, magnitude=tables.english_magnitudes[word])


def _multiple(text: str, at: int, end: int, word: str, tables: Tables) -> WordFigure | None:
    value = int(tables.numerals["multiples"][word])
    before = text[max(0, at - 12) : at].lower()
    if word in ("double", "triple", "treble", "quadruple", "quintuple"):
        next_word = _NEXT.match(text, end)
        level = next_word is not None and next_word.group(1) in (
            "the",
            "that",
            "what",
            "its",
            "their",
            "last",
            "in",
            "by",
            "from",
            "to",
            "output",
            "over",
            "capacity",
            "production",
            "sales",
            "revenue",
        )
        if text[end : end + 1] == "-" or not (before.endswith(_VERB_BEFORE) or level):
            return None
    if word == "twice" and not text.startswith(
        (" as ", " the ", " that", " what", " its", " their", " last"), end
    ):
        return None
    if word in ("doubles", "triples") and not before:
        return None
    return WordFigure(
        end, whole(value), "multiple" if not word.endswith("fold") and word != "twice" else "fold"
    )


def _half(text: str, at: int, end: int, tables: Tables) -> WordFigure | None:
    before = text[max(0, at - 12) : at].lower()
    # a half of the output, but not two and a half
    is_part = before.endswith(" a ") and not before.endswith(" and a ") and text.startswith(" of ", end)
    if before.endswith(_NO_HALF_BEFORE) or text[end : end + 1] == "-":
        return None
    if before.endswith(("a ", "and ")) and not is_part:
        return None
    for article in (" a ", " an "):
        if text.startswith(article, end):
            start = end + len(article)
            word = _WORD.match(text, start)
            if word is None:
                return None
            name = word.group().lower()
            power = tables.numerals["scales"].get(name)
            if power:
                return WordFigure(word.end(), Number(10**power, 2, 0, 0, 10**power, True, True))
            if name == "dozen":
                return WordFigure(word.end(), Number(6, 1, 0, 0, 1, share=True))
            if name in tables.words and tables.words[name].kind != "percent":
                return WordFigure(end + len(article) - 1, Number(1, 2, 0, 0, 1, share=True))
            return None
    if text.startswith(" percentage point", end) or text.startswith(" percent", end):
        return WordFigure(end, Number(1, 2, 0, 0, 1, share=True))
    if _HALF_AFTER.match(text, end) is not None or before.endswith(_HALF_BEFORE):
        return WordFigure(end, Number(1, 2, 0, 0, 1, share=True), "share")
    return None


def _article(text: str, at: int, end: int, tables: Tables) -> WordFigure | None:
    found = _NEXT.match(text, end)
    if found is None or text[end] == "-":
        return None
    word, stop = found.group(1).lower(), found.end()
    if word == "hundred" or word in tables.numerals["scales"]:
        return _cardinal(text, at, found, tables, start=found.start(1))
    if word == "dozen":
        return WordFigure(stop, whole(12))
    if word == "couple" and text.startswith(" of ", stop):
        larger = _NEXT.match(text, stop + 3)
        name = larger.group(1).lower() if larger is not None else ""
        power = 2 if name == "hundred" else tables.numerals["scales"].get(name, 0)
        if larger is not None and power:
            return WordFigure(larger.end(), scaled(whole(2), power), hedge="about")
        return WordFigure(stop, whole(2), hedge="about")
    bottom = tables.numerals["fractions"].get(word)
    if bottom is None or word.endswith("s"):
        return None
    before = text[max(0, at - 14) : at].lower()
    follows = stop == len(text) or text.startswith(_SHARE_AFTER, stop)
    if _MANY_AFTER.match(text, stop) is not None:
        return WordFigure(stop, Number(1, bottom, 0, 0, 1, share=True), "share")
    cued = before.endswith(_SHARE_BEFORE)
    if not (follows or cued) or (word == "quarter" and not (text.startswith(" of ", stop) or cued)):
        return None
    return WordFigure(stop, Number(1, bottom, 0, 0, 1, share=True), "share")


def _cardinal(
    text: str, at: int, found: re.Match[str], tables: Tables, start: int | None = None
) -> WordFigure | None:
    begin = at if start is None else start
    counted = count_words(text, begin, tables)
    if counted is None:
        return None
    number, end, words = counted
    if words == 1 and begin == at and number.top <= 10:
        share = _fraction(text, end, number, tables)
        if share is not None:
            return share
    of_whole = read_share_in(text, end, number, tables)
    if of_whole is not None:
        return WordFigure(of_whole[1], of_whole[0], "share")
    fraction = read_decimals(text, end, number, tables.numerals) or read_mixed(
        text, end, number, tables.numerals
    )
    if fraction is not None:
        return WordFigure(fraction[1], fraction[0])
    if text[end : end + 5].lower() == "-fold":
        return WordFigure(end + 5, number, "fold")
    return WordFigure(end, number)


def _fraction(text: str, end: int, number: Number, tables: Tables) -> WordFigure | None:
    found = _NEXT.match(text, end)
    bottom = tables.numerals["fractions"].get(found.group(1).lower()) if found is not None else None
    if found is None or bottom is None or number.top >= bottom:
        return None
    if found.group(1).lower() in ("quarter", "quarters", "second") and not (
        text[end] == "-" or text.startswith((" of ", ",", "."), found.end())
    ):
        return None
    return WordFigure(found.end(), Number(number.top, bottom, 0, 0, 1, share=True), "share")


def read_share_in(text: str, end: int, number: Number, tables: Tables) -> tuple[Number, int] | None:
    """The share that `in ten`, `out of a hundred` or `in 1,000` behind a small number make of it, and where they end."""
    ratio = _IN.match(text, end) or _NOUN_IN.match(text, end)
    if ratio is None or number.top >= 100 or number.bottom != 1:
        return None
    bottom = _small(ratio.group(1), tables)
    if not number.top < bottom or (bottom > 100 and bottom not in _ROUND and "," not in ratio.group(1)):
        return None
    return Number(number.top, bottom, 0, 0, 1, share=True), ratio.end()


def _small(word: str, tables: Tables) -> int:
    if word[0].isdecimal():
        return int(word.replace(",", ""))
    lower = word.lower().split()[-1]
    if lower in _LARGE:
        return _LARGE[lower]
    return int(tables.numerals["units"].get(lower) or tables.numerals["tens"].get(lower) or 0)
