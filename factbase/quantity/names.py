"""What follows a figure: the longest unit, currency or classifier at a place, and the "per" behind it."""

from __future__ import annotations

import re
from fractions import Fraction

from factbase.quantity.forms import Form, per
from factbase.quantity.policy import Scale
from factbase.quantity.tables import Tables

__all__ = ["gap", "match_name", "match_per", "match_per_name", "skip_gap"]

_LATIN = re.compile(r"[A-Za-zµμΩÅº°][A-Za-z]*(?:[·^⋅][A-Za-z0-9]+)?[²³23]?(?![A-Za-z0-9])")
_LATIN_SLASH = re.compile(r"[A-Za-zµμΩÅº°²³·^23]+/[A-Za-z]+[²³23]?(?![A-Za-z0-9])")
_WORD = re.compile(r"[A-Za-z]+")
_YEARLY = re.compile(
    r" (?:a year|per year|annually|per annum|each year)(?! (?:earlier|ago|before|later)|[a-z-])"
)
_AGO = re.compile(r"(?:[a-z]+ )?[a-z]+ (?:earlier|ago|before|later|on|after)\b")
_PER_WORD = re.compile(r"\s+(per|an?|every)\s+|-per-")
_PER_AMOUNT = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)?\s?(百万|千万|million|billion|thousand|百|千|万|亿)?\s?"
)
_AMOUNTS = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
}
# 60天每人补贴100元: the 每 behind a length of time begins the next words, unless nothing follows (工作8小时每天).
_GOES_ON = re.compile(r" ?[\u4e00-\u9fff0-9](?<!的)")
_NEVER_OVER = frozenset({"percent", "multiple", "share", "points", "compound", "index"})


def skip_gap(text: str, at: int) -> int:
    """Past the white space that may stand inside a figure: two blanks, or one line break that no blank line follows."""
    end = at
    while end < at + 2 and text[end : end + 1] in (" ", "\u00a0", "\u3000", "\u2009", "\u202f"):
        end += 1
    if text[end : end + 1] == "\n" and text[end + 1 : end + 2] not in (
        "\n",
        "",
        " ",
        "\u3000",
        "-",
        "#",
        "*",
    ):
        end += 1
    return end


def gap(text: str, at: int) -> int:
    """`at`, or the place past a gap if white space stands there."""
    c = text[at : at + 1]
    return skip_gap(text, at) if c and c in " \n\u00a0\u3000\u2009\u202f" else at


def match_name(text: str, at: int, tables: Tables, digits: bool = True) -> tuple[Form, int] | None:
    """The longest name at `at` (after a gap, or in English a hyphen), with its end; `digits` for Arabic numerals."""
    start = gap(text, at)
    c = text[start : start + 1]
    for length in tables.lengths.get(c, ()):
        name = text[start : start + length]
        form = tables.chinese.get(name)
        if form is None or (form.digits_only and not digits):
            continue
        end = start + len(name)
        if form.not_before and text.startswith(form.not_before, end):
            continue
        return form, end
    if c == "日" and "天" in tables.chinese and text.startswith(("内", "之内", "以内"), start + 1):
        return tables.chinese["天"], start + 1
    if c == "-" and start == at:
        start += 1
        c = text[start : start + 1]
    if c and (c.isalpha() or c == "°") and c < "\u3000":
        return _match_latin(text, start, tables)
    return None


def _match_latin(text: str, start: int, tables: Tables) -> tuple[Form, int] | None:
    token = _LATIN_SLASH.match(text, start)
    if token is not None:
        form = tables.symbols.get(token.group())
        if form is not None:
            return form, token.end()
    token = _LATIN.match(text, start)
    if token is None:
        return None
    head = token.group()
    lower = head.lower()
    for phrase in tables.phrases.get(lower, ()):
        end = start + len(phrase)
        if (
            text[start:end].lower().replace("-", " ") == phrase.replace("-", " ")
            and not text[end : end + 1].isalnum()
        ):
            return tables.words[phrase], end
    form = tables.symbols.get(head) or tables.words.get(lower)
    return None if form is None else (form, token.end())


def match_per(text: str, form: Form, at: int, tables: Tables) -> tuple[Form, int]:
    """`form` with the "per" that follows it at once (/天, 每秒, a year, per 100,000 people), and the new end."""
    if form.kind in _NEVER_OVER:
        yearly = _YEARLY.match(text, at) if form.kind == "percent" and text[at : at + 1] == " " else None
        return (
            (form, at)
            if yearly is None
            else (per(form, tables.words["year"])._replace(kind="percent"), yearly.end())
        )
    c = text[at : at + 1]
    if c == "/" or c == "每" or (c == "／"):
        found = match_per_name(text, at + 1, tables, slash=c != "每")
        if found is None:
            return form, at
        below, amount, end = found
        if c == "每" and form.kind == "time" and _GOES_ON.match(text, end) is not None:
            return form, at
        if form.kind == "classifier" and below.kind == "classifier" and form.noun != "人":
            return form, at
        return per(form, below, amount), end
    if c in (" ", "\n", "-"):
        if text.startswith(" annually", at):
            return per(form, tables.words["year"]), at + 9
        word = _PER_WORD.match(text, at)
        if word is not None:
            return _match_english_per(text, form, at, word, tables)
    return form, at


def _match_english_per(
    text: str, form: Form, at: int, word: re.Match[str], tables: Tables
) -> tuple[Form, int]:
    article = word.group(1) in ("a", "an", "every")
    if _AGO.match(text, word.end()) is not None:
        return form, at
    found = match_per_name(text, word.end(), tables, slash=False)
    if found is not None and not (article and found[1] != 1):
        return per(form, found[0], found[1]), found[2]
    noun = _WORD.match(text, word.end())
    if noun is None or form.kind == "time" or (article and noun.group() not in tables.per_nouns):
        return form, at
    if word.group(1) == "every":
        return form, at
    name = "person" if noun.group() == "capita" else noun.group()
    below = Form("count", Scale(), "classifier", name, id="count")
    return per(form, below), noun.end()


def match_per_name(
    text: str, at: int, tables: Tables, slash: bool = False
) -> tuple[Form, Fraction, int] | None:
    """What a figure is per: a unit, classifier or listed noun at `at`, the amount of it, and the end."""
    start = gap(text, at)
    whole = _per_name(text, start, tables)
    if whole is not None:
        return whole[0], whole[1], whole[2]
    amount = _PER_AMOUNT.match(text, start)
    if amount is None or amount.end() == start:
        return None
    if slash and amount.group(1) and amount.group(1).replace(",", "").strip("0") != "1":
        return None
    number = Fraction(amount.group(1).replace(",", "")) if amount.group(1) else Fraction(1)
    number *= _AMOUNTS.get(amount.group(2) or "", 1)
    if not number or amount.end(1) - start > 12:
        return None
    inner = _per_name(text, amount.end(), tables)
    if inner is not None:
        return inner[0], inner[1] * number, inner[2]
    noun = _WORD.match(text, amount.end())
    if noun is None or slash or noun.group() in tables.not_nouns or noun.start() == start:
        return None
    return Form("count", Scale(), "classifier", noun.group(), id="count"), number, noun.end()


def _per_name(text: str, start: int, tables: Tables) -> tuple[Form, Fraction, int] | None:
    best: tuple[Form, Fraction, int] | None = None
    for length in range(5, 0, -1):
        known = tables.per_names.get(text[start : start + length])
        if known is not None and (length < 3 or not text[start].isascii()):
            best = known[0], known[1], start + length
            break
    found = match_name(text, start, tables) if text[start : start + 1] not in ("-", " ", "\n") else None
    if found is None or (best is not None and best[2] >= found[1]):
        return best
    form, end = found
    if form.kind in ("percent", "multiple", "share", "points", "index", "money"):
        return best
    if form.kind == "classifier" and not form.noun:
        form = form._replace(noun=text[start:end])
    return form, Fraction(1), end
