"""How a vocabulary's words become a pattern: whole words in Latin letters, any stretch in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = [
    "NEVER",
    "Beginning",
    "Ending",
    "alternation",
    "beginning",
    "ending",
    "fold_word",
    "one_of",
    "starting",
    "starts",
]

NEVER = r"(?!)"
_BLANKS = " \t\n\r\f\v"  # what \s matches in ASCII


def fold_word(word: str) -> str:
    """The form under which a word is looked up: lower case, runs of blanks and hyphens as one blank.

    >>> fold_word("Last  Year")
    'last year'
    """
    return " ".join(word.replace("-", " ").lower().split())


def alternation(words: Iterable[str]) -> str:
    """A pattern without groups that matches any of `words`, the longest first; it never matches if there are none.

    A word that begins or ends in a Latin letter or digit stops there, and may begin with a capital.

    >>> bool(re.match(alternation(["last year"]), "Last  year's"))
    True
    >>> bool(re.match(alternation(["ago"]), "agony"))
    False
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(_word_pattern, ordered)) or NEVER


def one_of(words: Iterable[str]) -> str:
    """What `alternation` matches, behind a look at its first character."""
    listed = tuple(words)
    return rf"{_look(listed)}(?:{alternation(listed)})"


def starts(words: Iterable[str]) -> tuple[str, ...]:
    """What a match of `alternation(words)` can begin with: two Chinese characters, or four Latin letters of a word.

    >>> starts(["last year", "今年", "今天", "lasting"])
    ('last', '今天', '今年')
    """
    firsts = {re.split(r"[\s-]+", word, maxsplit=1)[0] for word in words}
    return tuple(sorted({first[: 4 if _is_latin(first[0]) else 2] for first in firsts if first}))


def starting(prefixes: Iterable[str]) -> str:
    """A pattern without groups that matches where one of `prefixes` stands; quick to fail.

    >>> starting(["last", "late", "今"])
    '[lL](?:ast|ate)|今'
    """
    tails: dict[str, set[str]] = {}
    for prefix in prefixes:
        tails.setdefault(prefix[0], set()).add(prefix[1:])
    single = "".join(sorted(head for head, rests in tails.items() if "" in rests))
    longer = (
        f"{_cased(head)}(?:{'|'.join(sorted(map(re.escape, rests)))})"
        for head, rests in sorted(tails.items())
        if "" not in rests
    )
    one_of = _cased(single) if len(single) == 1 else f"[{re.escape(single)}]" if single else ""
    return "|".join(filter(None, (*longer, one_of))) or NEVER


class Beginning(NamedTuple):
    """Words that begin at a place, and the first characters that they can have; quick to fail."""

    pattern: re.Pattern[str]
    firsts: frozenset[str]

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The words that begin at `at`."""
        return self.pattern.match(text, at) if text[at : at + 1] in self.firsts else None


def beginning(words: Iterable[str]) -> Beginning:
    """`words`, of which the one found is group 1, with two blanks before it at most."""
    listed = tuple(words)
    firsts = {form for word in listed for form in (word[0], word[0].upper())}
    return Beginning(
        re.compile(rf"\s{{0,2}}({alternation(listed)})", re.ASCII), frozenset(firsts | set(_BLANKS))
    )


class Ending(NamedTuple):
    """Words that end at a place, blanks aside, and what the text before the place then ends with; quick to fail."""

    pattern: re.Pattern[str]
    lasts: tuple[str, ...]

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The words that end at `end` and begin at `start` or later."""
        if not text[start:end].rstrip().endswith(self.lasts):
            return None
        return self.pattern.search(text, start, end)


def ending(words: Iterable[str], source: str, *others: str) -> Ending:
    r"""`source`, in which `%s` stands for `alternation(words)`, ends a text; `others` are what else it can end with.

    >>> found = ending(["up to"], r"(%s)\s+")
    >>> [bool(found.search(text, 0, len(text))) for text in ("It is up  to ", "It is up for ")]
    [True, False]
    """
    listed = tuple(words)
    pieces = {re.split(r"[\s-]+", word)[-1] for word in listed}
    lasts = {piece[-2:] for piece in (*pieces, *(p.capitalize() for p in pieces))}
    pattern = re.compile(rf"{_look((*listed, *others))}(?:{source % alternation(listed)})\Z", re.ASCII)
    return Ending(pattern, (*sorted(lasts), *others))


def _look(words: Iterable[str]) -> str:
    """A look ahead at the first characters of words, capitals included."""
    firsts = {form for word in words for form in (word[0], word[0].upper())}
    return f"(?=[{re.escape(''.join(sorted(firsts)))}])" if firsts else ""


def _word_pattern(word: str) -> str:
    pieces = [_cased(piece) for piece in re.split(r"[\s-]+", word) if piece]
    source = r"[\s-]\s{0,2}".join(pieces)
    head = r"(?<![A-Za-z0-9])" if _is_latin(word[0]) else ""
    tail = r"(?![A-Za-z0-9])" if _is_latin(word[-1]) else ""
    return head + source + tail


def _cased(piece: str) -> str:
    first = piece[0]
    if first.isascii() and first.islower():
        return f"[{first}{first.upper()}]{re.escape(piece[1:])}"
    return re.escape(piece)


def _is_latin(c: str) -> bool:
    return c.isascii() and c.isalnum()
