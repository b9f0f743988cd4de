"""Answer `ingest`: unseen documents archived and read, each file all or nothing, none stopping the others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from factbase.errors import BadDocument, FactbaseError, UsageError
from factbase.extract.candidates import Candidate, candidates_of
from factbase.extract.figures import Source
from factbase.extract.formats import SUFFIXES, FileText, read_file, text_of
from factbase.extract.link_tables import LinkTables
from factbase.extract.locate import archive
from factbase.extract.outlets import article_outlet
from factbase.extract.segment import segment
from factbase.model.document import Document, Item
from factbase.model.fact import FACT, FactBase
from factbase.service.convert import published_day
from factbase.service.relocate import relocate
from factbase.service.verify_open import stored_link_tables
from factbase.service.view import Column, Progress, Table
from factbase.store.catalog import store_documents
from factbase.store.claims import (
    add_candidates,
    document_body,
    document_hash,
    forget_candidates,
    record_event,
)
from factbase.store.connection import Connection, open_store, transaction

__all__ = ["IngestRequest", "Ingested", "ingest"]

_SLUG = re.compile(r"[^a-z0-9.]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MOST_TITLE = 80


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


class Ingested(NamedTuple):
    """The summary, one row per file, and whether a file failed."""

    table: Table
    has_failed: bool


class _Row(NamedTuple):
    file: str
    document: str
    outcome: str
    figures: int = 0
    candidates: int = 0
    complete: int = 0
    accepted: int = 0
    message: str = ""


class _Read(NamedTuple):
    file: str
    text: FileText | None
    source: Source | None
    candidates: tuple[Candidate, ...]
    fault: str = ""


def ingest(
    store: Path, request: IngestRequest, stdin: bytes = b"", progress: Progress | None = None
) -> Ingested:
    """Archive files and add their candidates. Raises `UsageError` for options that fit one file alone, given for many.

    A file with a known hash changes nothing; a new version of a known document re-locates its facts.
    """
    tell = progress or (lambda what, done, total: None)
    files = list(_files(request.paths))
    words = any(
        (request.id, request.title, request.publisher, request.author, request.url, request.published)
    )
    if words and len(files) > 1:
        raise UsageError(
            f"--id, --title, --publisher and the like describe one document; {len(files)} files are named."
        )
    connection = open_store(store)
    try:
        tables = stored_link_tables(connection, store)
    finally:
        connection.close()
    rows: list[_Row] = []
    for done, read in enumerate(_reads(files, request, tables, stdin, store), 1):
        rows.append(_stored(store, read, request))
        tell("ingesting", done, len(files))
    return Ingested(_table(rows), any(r.outcome == "failed" for r in rows))


def _files(paths: Sequence[str]) -> Iterator[str]:
    """Every file that the paths name, folders walked once each, in a stable order."""
    seen: set[str] = set()
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path, followlinks=True):
            real = os.path.realpath(folder)
            if real in seen:
                folders.clear()
                continue
            seen.add(real)
            folders.sort()
            yield from (os.path.join(folder, n) for n in sorted(names) if Path(n).suffix.lower() in SUFFIXES)


def _reads(
    files: Sequence[str], request: IngestRequest, tables: LinkTables, stdin: bytes, store: Path
) -> Iterable[_Read]:
    if request.workers <= 1 or len(files) < 2:
        return (_read(file, request, tables, stdin) for file in files)
    return _in_parallel(files, request, store)


_WORKER: dict[str, LinkTables] = {}


def _in_parallel(files: Sequence[str], request: IngestRequest, store: Path) -> Iterator[_Read]:
    with ProcessPoolExecutor(request.workers, initializer=_prepare, initargs=(store,)) as pool:
        yield from pool.map(_read_here, files, [request] * len(files), chunksize=4)


def _prepare(store: Path) -> None:
    connection = open_store(store)
    try:
        _WORKER["tables"] = stored_link_tables(connection, store)
    finally:
        connection.close()


def _read_here(file: str, request: IngestRequest) -> _Read:
    return _read(file, request, _WORKER["tables"], b"")


def _read(file: str, request: IngestRequest, tables: LinkTables, stdin: bytes) -> _Read:
    """A file's text, items and candidates, or what is wrong with it."""
    try:
        found = text_of(stdin, "-") if file == "-" else read_file(Path(file))
        source = _source(file, found, request)
        return _Read(file, found, source, tuple(candidates_of(source, tables)))
    except FactbaseError as error:
        return _Read(file, None, None, (), str(error))
    except RecursionError:
        return _Read(file, None, None, (), f"{file}: is nested too deeply to be read")


def _source(file: str, found: FileText, request: IngestRequest) -> Source:
    """The document with what is known of it; what neither the file nor the caller says stays empty."""
    text = found.text
    published = request.published or found.published
    outlet = article_outlet(text[:2000], published_day(published) if published else None)
    if not published and outlet.date is not None:
        published = outlet.date.isoformat()
    try:
        document = Document(
            id=request.id or _identity(file, found),
            title=request.title or found.title or _headline(text),
            publisher=request.publisher or found.publisher,
            author=request.author,
            url=request.url,
            published=published,
            language=request.language or ("zh" if _is_chinese(text) else "en"),
            sha256=found.sha256,
            file="" if file == "-" else str(Path(file).resolve()),
        )
    except ValueError as error:
        raise BadDocument(f"{file}: {error}") from error
    day = published_day(published) if published else None
    items: tuple[Item, ...] = segment(text, day)
    if not items and outlet.text:
        items = (Item(number="1", title=document.title, start=0, end=len(text), outlet=outlet.name, outlet_date=outlet.date, dateline=outlet.text),)  # fmt: skip
    return Source(document, archive(text), items)


def _identity(file: str, found: FileText) -> str:
    """An id from the file's name, and from its hash where the name has no Latin letters."""
    slug = _SLUG.sub("-", Path(file).stem.lower()).strip("-.") if file != "-" else ""
    return slug if slug and slug[0].isalnum() else f"doc-{found.sha256[:10]}"


def _headline(text: str) -> str:
    """The first line, if it looks like a headline: short and no sentence."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return first if len(first) <= _MOST_TITLE and not first.endswith(tuple("。.！!；;，,：:")) else ""


def _is_chinese(text: str) -> bool:
    sample = text[:20_000]
    return 8 * len(_HAN.findall(sample)) > len(sample)


def _stored(store: Path, read: _Read, request: IngestRequest) -> _Row:
    if read.source is None or read.text is None:
        return _Row(read.file, "", "failed", message=read.fault)
    document = read.source.document
    connection = open_store(store, write=True)
    try:
        known = document_hash(connection, document.id)
        if known == document.sha256:
            return _Row(read.file, document.id, "unchanged")
        same = connection.execute("SELECT id FROM document WHERE sha256 = ?", [document.sha256]).fetchone()
        if same is not None:
            return _Row(read.file, same[0], "unchanged", message="the same file under another name")
        with transaction(connection):
            return _write(connection, read, request, is_new=known is None)
    finally:
        connection.close()


def _write(connection: Connection, read: _Read, request: IngestRequest, *, is_new: bool) -> _Row:
    assert read.source is not None
    document = read.source.document
    message = ""
    before = ""
    if not is_new:
        before = document_body(connection, document.id)
        forget_candidates(connection, document.id)
    store_documents(connection, [read.source], "user")
    if not is_new:
        moved, lost = relocate(connection, read.source, request.actor, before)
        message = f"{moved} facts found again" + (f", {lost} lost: see factbase check" if lost else "")
    facts = [_decided(c, accept=request.accept) for c in read.candidates]
    added = add_candidates(connection, facts, request.actor)
    record_event(
        connection, request.actor, "ingested", document.id, 1, read.file, {"sha256": document.sha256}
    )
    return _Row(
        read.file, document.id, "added" if is_new else "new version", len(read.candidates), added,
        sum(c.complete for c in read.candidates), sum(f.status == "accepted" for f in facts), message,
    )  # fmt: skip


def _decided(candidate: Candidate, *, accept: bool) -> FactBase:
    fact = candidate.fact
    if not (accept and candidate.complete):
        return fact
    try:
        accepted: FactBase = FACT.validate_python({**fact.model_dump(), "status": "accepted"})
    except ValueError:
        # What the model of an accepted fact refuses is left for review.
        return fact
    return accepted


def _table(rows: Sequence[_Row]) -> Table:
    numbers = {"figures", "candidates", "complete", "accepted"}
    columns = tuple(Column(n, "number" if n in numbers else "text") for n in _Row._fields)
    done = sum(r.outcome in ("added", "new version") for r in rows)
    failed = sum(r.outcome == "failed" for r in rows)
    note = f"{done} of {len(rows)} files stored" + (f", {failed} failed" if failed else "")
    return Table("", columns, tuple(tuple(r) for r in rows), notes=(note,))


def as_published(text: str) -> str:
    """A date option as documents keep it. Raises `UsageError` unless it is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    if not text:
        return ""
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError as error:
        raise UsageError(f"--date takes 2024, 2024-04 or 2024-04-28, not {text!r}.") from error
    return text
