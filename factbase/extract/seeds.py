"""Seed files: documents.toml and facts/<document>.toml, parsed and checked as plain data.

All faults of all files are collected, each with its file and key, before anything is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import Field, ValidationError, model_validator

from factbase.errors import BadDocument, Problem, Problems, said
from factbase.extract.decode import read_document
from factbase.model.base import Frozen
from factbase.model.document import Document
from factbase.model.kinds import KINDS
from factbase.phrase import listed, phrase, term
from factbase.vocabulary.files import read_toml
from factbase.vocabulary.names import plain_errors

__all__ = ["SeedDocument", "SeedFact", "Seeds", "read_seeds"]

Number = int | float | str
_T = TypeVar("_T", bound=Frozen)


class SeedFact(Frozen):
    """One entry of a facts file. `value`, `low` and `high` only where a person must read, always with a `note`.

    An explicit number may be a TOML number or text (`"2/3"`); it is in `unit`. `figure` is the words within `quote` that
    carry the figure, needed where the quote holds more than one; `occurrence`, from 1, says which of the places is meant
    where the quote stands several times.
    """

    key: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    kind: str
    subject: str = ""
    metric: str = ""
    relative_to: str = ""
    scope: str = ""
    quote: str
    occurrence: int = Field(default=0, ge=0)
    figure: str = ""
    per: str = ""
    period: str = ""
    relative_period: str = ""
    modality: Literal["actual", "estimate", "forecast", "target", "plan"] = "actual"
    attributed_to: str = ""
    counted: str = ""
    members: tuple[str, ...] = ()
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    low_open: bool = False
    high_open: bool = False
    hedge: Literal["", "about"] = ""
    unit: str = ""
    note: str = ""

    @property
    def is_explicit(self) -> bool:
        """Whether a person read the figure: it is typed, or counted from the members of a list."""
        return bool(self.members) or any(n is not None for n in (self.value, self.low, self.high))

    @model_validator(mode="after")
    def _explained(self) -> SeedFact:
        if self.kind not in KINDS:
            raise ValueError(
                phrase(
                    "no kind is called {kind!r}; the kinds are {kinds}", kind=self.kind, kinds=listed(KINDS)
                )
            )
        if self.is_explicit and not self.note:
            raise ValueError(
                phrase("an explicit value needs a note that says why it was not read from the quote")
            )
        if self.hedge and self.value is None:
            raise ValueError(phrase("hedge: goes with an explicit value; in a quote the reader finds it"))
        if (self.low_open and self.low is None) or (self.high_open and self.high is None):
            raise ValueError(phrase("low_open and high_open: go with an explicit low and high"))
        return self


class SeedDocument(NamedTuple):
    """A document's entry beside its archived text."""

    entry: Document
    text: str


class Seeds(NamedTuple):
    """Everything a seed folder holds, with all its faults."""

    documents: tuple[SeedDocument, ...]
    facts: tuple[tuple[str, str, SeedFact], ...]
    problems: tuple[Problem, ...]


def read_seeds(folder: Path) -> Seeds:
    """Read `documents.toml`, the texts and the facts of a seed folder. `facts` holds (file, document, entry)."""
    problems: list[Problem] = []
    seen: set[str] = set()
    documents = tuple(_documents(folder, problems, seen))
    known = {d.entry.id for d in documents}
    facts: list[tuple[str, str, SeedFact]] = []
    if not (folder / "facts").is_dir():
        problems.append(Problem("facts", "", phrase("there is no folder {folder}", folder=folder / "facts")))
    for path in sorted((folder / "facts").glob("*.toml")):
        if path.stem not in known:
            if path.stem not in seen:
                problems.append(
                    Problem(path.name, "", phrase("documents.toml has no document {stem!r}", stem=path.stem))
                )
            continue
        facts.extend((path.name, path.stem, fact) for fact in _facts(path, problems))
    return Seeds(documents, tuple(facts), tuple(problems))


def _documents(folder: Path, problems: list[Problem], seen: set[str]) -> Iterator[SeedDocument]:
    """The documents without a fault; `seen` gets the id of every entry, also of those with one."""
    path = folder / "documents.toml"
    for position, raw in enumerate(_entries(path, "document", problems), 1):
        if isinstance(raw, dict) and "article" in raw:
            raw = {**{k: v for k, v in raw.items() if k != "article"}, "articles": raw["article"]}
        entry = _validated(Document, raw, path.name, f"document {position}", problems)
        if entry is None:
            seen.add(str(raw.get("id")) if isinstance(raw, dict) else "")
            continue
        if entry.id in seen:
            problems.append(Problem(path.name, entry.id, phrase("the id stands twice")))
            continue
        seen.add(entry.id)
        try:
            text, sha256 = read_document(folder / "documents" / entry.file)
        except BadDocument as error:
            problems.append(Problem(path.name, entry.id, said(error)))
            continue
        if entry.sha256 != sha256:
            message = phrase(
                "{file} changed since it was archived: its sha256 is {sha256}, not {given}",
                file=entry.file,
                sha256=sha256,
                given=entry.sha256 or term("given"),
            )
            problems.append(Problem(path.name, entry.id, message))
            continue
        yield SeedDocument(entry, text)


def _facts(path: Path, problems: list[Problem]) -> Iterator[SeedFact]:
    seen: set[str] = set()
    for position, raw in enumerate(_entries(path, "fact", problems), 1):
        fact = _validated(SeedFact, raw, path.name, f"fact {position}", problems)
        if fact is None:
            continue
        if fact.key in seen:
            problems.append(Problem(path.name, fact.key, phrase("the key stands twice")))
            continue
        seen.add(fact.key)
        yield fact


def _entries(path: Path, name: str, problems: list[Problem]) -> Iterable[Any]:
    try:
        table = read_toml(path)
    except Problems as error:
        problems.extend(Problem(path.name, "", problem.message) for problem in error.problems)
        return ()
    for other in sorted(table.keys() - {name}):
        problems.append(
            Problem(path.name, other, phrase("unknown table; the entries are [[{name}]]", name=name))
        )
    entries = table.get(name, [])
    return entries if isinstance(entries, list) else [entries]


def _validated(model: type[_T], raw: Any, file: str, fallback: str, problems: list[Problem]) -> _T | None:
    key = str(raw.get("key") or raw.get("id") or fallback) if isinstance(raw, dict) else fallback
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        problems.extend(Problem(file, key, message) for message in plain_errors(error))
        return None
