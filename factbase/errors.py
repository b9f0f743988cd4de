"""Every error that factbase raises on purpose, in one tree.

    FactbaseError                 code              exit
    ├── UsageError                usage             2
    │   ├── UnknownName           unknown-name      2
    │   ├── DimensionMismatch     dimension         2
    │   └── ExpressionError       expression        2
    ├── BadInput                  bad-input         3
    │   ├── BadDocument           bad-document      3
    │   ├── QuoteNotFound         quote-not-found   3
    │   ├── QuoteAmbiguous        quote-ambiguous   3
    │   └── Problems              problems          3    (many faults, reported at once)
    ├── StoreError                store             4
    │   ├── StoreMissing          store-missing     4
    │   ├── StoreLocked           store-locked      4
    │   ├── StoreNewer            store-newer       4
    │   └── StoreDamaged          store-damaged     4
    └── ReadOnlyViolation         read-only         2

Each class writes its own sentence: what is wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from factbase.phrase import Later, Phrase, Words, counted, listed, phrase, term

__all__ = [
    "BadDocument",
    "BadInput",
    "DimensionMismatch",
    "ExpressionError",
    "FactbaseError",
    "Problem",
    "Problems",
    "QuoteAmbiguous",
    "QuoteNotFound",
    "ReadOnlyViolation",
    "StoreDamaged",
    "StoreError",
    "StoreLocked",
    "StoreMissing",
    "StoreNewer",
    "UnknownName",
    "UsageError",
    "said",
]


_LISTED_BY = {
    "entity": "entities",
    "metric": "metrics",
    "document": "documents",
    "unit": "units",
    "currency": "units",
    "kind": "stats",
    "fact": "query",
    "finding": "check",
}


_LONG = 80


class FactbaseError(Exception):
    """The root: `code` names the fault for programs, `exit_code` is what the shell gets.

    The sentence is a `Phrase`, so that every language can say it.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 70

    def told(self, words: Words) -> str:
        """The sentence in a language, as plain text: it is not to be worded again."""
        return str.__str__(words(said(self)))


class UsageError(FactbaseError):
    """The request itself is wrong: an option, a combination, a value out of its domain."""

    code = "usage"
    exit_code = 2


class UnknownName(UsageError):
    """A name given on the command line or to the API that the store does not know."""

    code = "unknown-name"

    def __init__(self, what: str, name: str, nearest: Sequence[str] = ()) -> None:
        self.what, self.name, self.nearest = what, name, tuple(dict.fromkeys(nearest))
        hint: str = ""
        if self.nearest:
            hint = phrase(" Did you mean {names}?", names=_or(self.nearest))
        elif what in _LISTED_BY:
            hint = phrase(" List them with `factbase {command}`.", command=_LISTED_BY[what])
        super().__init__(
            phrase("no {what} is called {name}.{hint}", what=term(what), name=_brief(name), hint=hint)
        )


class DimensionMismatch(UsageError):
    """Two quantities of different dimension were put together."""

    code = "dimension"


class ExpressionError(UsageError):
    """An expression of `calc` that cannot be read or evaluated; draws a caret under the fault."""

    code = "expression"

    def __init__(self, message: str, text: str, start: int, end: int | None = None) -> None:
        self.text, self.start, self.end = text, start, max(end or start + 1, start + 1)
        super().__init__(
            phrase("{message}\n{caret}", message=message, caret=caret(text, self.start, self.end))
        )


class BadInput(FactbaseError):
    """A document, seed file or vocabulary that cannot be used as it stands."""

    code = "bad-input"
    exit_code = 3


class BadDocument(BadInput):
    """A file that is no readable text, is empty, or differs from its archived hash."""

    code = "bad-document"


class QuoteNotFound(BadInput):
    """A quote that does not stand in its document."""

    code = "quote-not-found"


class QuoteAmbiguous(BadInput):
    """A quote that stands in its document more than once."""

    code = "quote-ambiguous"


class Problem(NamedTuple):
    """One fault in plain data: what is wrong in a file, at the entry `key`; empty where the whole file is at fault."""

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        return str(self.sentence)

    @property
    def sentence(self) -> Phrase:
        """Where it is and what it is."""
        where = phrase("{file}: {key}", file=self.file, key=self.key) if self.key else self.file
        return phrase("{where}: {message}", where=where, message=self.message)


class Problems(BadInput):
    """All faults found in seed files or vocabularies, reported at once."""

    code = "problems"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        head = counted(
            len(self.problems), "{n} problem; nothing was written.", "{n} problems; nothing was written."
        )
        lines = (phrase("  {problem}", problem=p.sentence) for p in self.problems)
        super().__init__(phrase("{lines}", lines=listed([head, *lines], "\n")))


class StoreError(FactbaseError):
    """The store cannot be opened or read."""

    code = "store"
    exit_code = 4


class StoreMissing(StoreError):
    """There is no store at the path."""

    code = "store-missing"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            phrase(
                "no store at {path}. Make one with `factbase init`, or name another with --db or FACTBASE_DB.",
                path=path,
            )
        )


class StoreLocked(StoreError):
    """Another process holds the store for writing."""

    code = "store-locked"


class StoreNewer(StoreError):
    """The store was written by a newer factbase than this one."""

    code = "store-newer"

    def __init__(self, path: str, found: int, known: int) -> None:
        self.path, self.found, self.known = path, found, known
        super().__init__(
            phrase(
                "{path} has schema version {found}, this program knows up to {known}. "
                "Upgrade factbase, or name another store with --db.",
                path=path,
                found=found,
                known=known,
            )
        )


class StoreDamaged(StoreError):
    """The file is no DuckDB database, or lacks factbase's tables."""

    code = "store-damaged"


class ReadOnlyViolation(FactbaseError):
    """A statement in `sql` that would write or reach outside the store."""

    code = "read-only"
    exit_code = 2


def said(error: BaseException) -> str:
    """What an error says, for another error to pass on: as a phrase where it is one, so that every language can say it.

    What the system says of a file is a word of its own, small at its beginning.

    >>> said(ValueError(phrase("{n} facts", n=2))), said(FileNotFoundError(2, "No such file or directory"))
    ('2 facts', 'no such file or directory')
    """
    if isinstance(error, OSError) and error.strerror:
        return term(error.strerror[:1].lower() + error.strerror[1:])
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Phrase) else str(error)


def display_width(text: str) -> int:
    """The number of terminal cells `text` takes: Chinese characters and full-width forms take two.

    >>> display_width("H100 的")
    7
    """
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def caret(text: str, start: int, end: int) -> str:
    """`text` with carets under `[start, end)`, padded by display width.

    >>> print(caret("汉字 x", 3, 4))
      汉字 x
           ^
    """
    flat = text.replace("\n", " ").replace("\t", " ")
    pad = " " * display_width(flat[:start])
    mark = "^" * max(1, display_width(flat[start:end]))
    return f"  {flat}\n  {pad}{mark}"


def _brief(name: str) -> str:
    return repr(name if len(name) <= _LONG else f"{name[: _LONG - 20]}…{name[-10:]}")


def _or(names: Sequence[str]) -> Phrase | Later:
    quoted = [f"`{n}`" for n in names]
    if len(quoted) == 1:
        return listed(quoted)
    return phrase("{names} or {last}", names=listed(quoted[:-1]), last=quoted[-1])
