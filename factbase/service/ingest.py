"""Answer `ingest`: unseen documents archived and read, each file all or nothing, none stopping the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from factbase.errors import UsageError
from factbase.model.document import DOCUMENT_ID
from factbase.phrase import counted, listed, phrase, term
from factbase.service.ingest_files import Found, Job, Known, find_files, jobs
from factbase.service.ingest_read import About, Read, Setup, read_all
from factbase.service.ingest_store import Outcome, batches, store_batch
from factbase.service.verify_open import stored_link_words
from factbase.service.view import Column, Progress, Table
from factbase.store.claims import document_body, user_documents
from factbase.store.connection import open_store
from factbase.vocabulary.words import LANGUAGES

__all__ = ["IngestRequest", "Ingested", "as_published", "ingest"]

_NUMBERS = frozenset(("figures", "candidates", "complete", "accepted"))
_TOLD = {
    "added": term("added"),
    "new version": term("of a new version"),
    "told anew": term("told anew"),
    "unchanged": term("unchanged"),
    "failed": term("failed"),
}
_DETAILS, _WIDE = frozenset(("figures", "candidates")), 100
_NOTHING = frozenset(("unchanged", "failed"))


class IngestRequest(NamedTuple):
    """What to ingest. The words about the document hold for one file alone; what they leave empty is looked for in it."""

    paths: tuple[str, ...]
    accept: bool = False
    id: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    workers: int = 1
    actor: str = "ingest"
    replace: bool = False


class Ingested(NamedTuple):
    """The summary, one row per file, and whether a file failed."""

    table: Table
    has_failed: bool


def ingest(
    store: Path, request: IngestRequest, stdin: bytes = b"", progress: Progress | None = None
) -> Ingested:
    """Archive files and add their candidates. Raises `UsageError` for options that fit one file alone, given for many.

    A file with a known hash changes nothing; a new version of a known document re-locates its facts, and is refused if it
    has nothing of that document, unless the request says `replace`. Files are written in
    lots, each all or nothing, and between lots the store is free for others.
    """
    tell = progress or (lambda what, done, total: None)
    _require_words(request)
    found = find_files(request.paths)
    about = About(*request[3:9])
    if (request.id or any(about[:5])) and len(found.files) > 1:
        raise UsageError(
            phrase(
                "--id, --title, --publisher and the like describe one document; {n} files are named.",
                n=len(found.files),
            )
        )
    setup, todo = _setup(store, request, about, found)
    outcomes = [
        Outcome(folder, "", "failed", message=phrase("{file}: {message}", file=folder, message=fault))
        for folder, fault in found.faults
    ]
    done, undated = 0, 0

    def counted(reads: Iterable[Read]) -> Iterator[Read]:
        nonlocal done, undated
        for read in reads:
            done += 1
            undated += read.source is not None and not read.source.document.published
            tell("ingesting", done, len(todo))
            yield read

    for lot in batches(counted(read_all(todo, setup, stdin, request.workers))):
        outcomes += store_batch(store, lot, request.actor, replace=request.replace)
    table = _table(outcomes, found)
    if undated and len(todo) == 1:
        said = phrase("no date of publication found; ingest it again with --date")
        table = table._replace(notes=(*table.notes, said))
    return Ingested(table, any(o.outcome == "failed" for o in outcomes))


def _require_words(request: IngestRequest) -> None:
    if "" in request.paths:
        raise UsageError(phrase("a path is empty; name a file or a folder."))
    if request.id and not DOCUMENT_ID.fullmatch(request.id):
        raise UsageError(
            phrase("--id takes small Latin letters, digits, - and ., not {text!r}.", text=request.id)
        )
    if request.language not in ("", *LANGUAGES):
        raise UsageError(
            phrase("--language takes {known}, not {text!r}.", known=listed(LANGUAGES), text=request.language)
        )


def _setup(store: Path, request: IngestRequest, about: About, found: Found) -> tuple[Setup, list[Job]]:
    """What the readers need of the store, which is open only for this."""
    connection = open_store(store)
    try:
        rows = connection.execute("SELECT id, sha256, source_file FROM document").fetchall()
        known = {id: Known(sha256 or "", path or "") for id, sha256, path in rows}
        todo = jobs(found.files, known, request.id)
        may_change = set(known) if any(about) else {job.id for job in todo}
        described = {id: About(*told) for id, told in user_documents(connection) if id in may_change}
        rivals = {job.id: document_body(connection, job.id) for job in todo if job.rival}
        hashes = {document.sha256: id for id, document in known.items() if document.sha256}
        words = stored_link_words(connection, store)
    finally:
        connection.close()
    return Setup(words, about, request.accept, hashes, rivals, described), todo


def _table(outcomes: Sequence[Outcome], found: Found) -> Table:
    columns = tuple(Column(n, "number" if n in _NUMBERS else "text") for n in Outcome._fields)
    shown = tuple(c._replace(from_width=_WIDE if c.name in _DETAILS else 0) for c in columns[:-1])
    lines = tuple(
        tuple("" if v == 0 and o.outcome in _NOTHING else _cell(v, o) for v in o[:-1]) for o in outcomes
    )
    return Table("", columns, tuple(map(tuple, outcomes)), shown, lines, tuple(_notes(outcomes, found)))


def _cell(value: str | int, outcome: Outcome) -> str:
    return term(outcome.outcome) if value == outcome.outcome else str(value)


def _notes(outcomes: Sequence[Outcome], found: Found) -> Iterator[str]:
    """What there is to say of single files, a line each; then how many files and figures, and what became of them."""
    for outcome in outcomes:
        if outcome.message:
            is_named = outcome.message.startswith(outcome.file)
            said = phrase("{file}: {message}", file=outcome.file, message=outcome.message)
            yield outcome.message if is_named else said
    counts = Counter(outcome.outcome for outcome in outcomes)
    parts = [
        phrase("{n} {state}", n=counts[word], state=told) for word, told in _TOLD.items() if counts[word]
    ]
    parts += [phrase("{n} of other kinds passed over", n=found.others)] if found.others else []
    files = counted(len(outcomes), "{n} file", "{n:,} files")
    yield phrase("{what}: {text}", what=files, text=listed(parts or [phrase("nothing to read")]))
    figures = sum(o.figures for o in outcomes)
    if figures:
        complete, accepted = sum(o.complete for o in outcomes), sum(o.accepted for o in outcomes)
        yield counted(
            figures,
            "{n} figure: {complete:,} linked completely, {accepted:,} accepted",
            "{n:,} figures: {complete:,} linked completely, {accepted:,} accepted",
            complete=complete,
            accepted=accepted,
        )


def as_published(text: str) -> str:
    """A date option as documents keep it. Raises `UsageError` unless it is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    if not text:
        return ""
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError as error:
        raise UsageError(
            phrase("--date takes 2024, 2024-04 or 2024-04-28, not {text!r}.", text=text)
        ) from error
    return text
