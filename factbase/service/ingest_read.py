"""Read files into what the store takes: text, items and candidate facts; in this process or in several."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_start_method
from pathlib import Path
from typing import Any, NamedTuple

from factbase.errors import BadDocument, FactbaseError, said
from factbase.extract.candidates import Candidate, candidates_of
from factbase.extract.decode import read_bytes, sha256_of
from factbase.extract.figures import Source
from factbase.extract.formats import FileText, text_of
from factbase.extract.link_tables import LinkTables
from factbase.extract.locate import Archive, archive
from factbase.extract.masthead import read_masthead
from factbase.extract.outlets import article_outlet
from factbase.extract.readers import Readers
from factbase.extract.reflow import Flow
from factbase.extract.segment import segment
from factbase.model.document import Document, Item
from factbase.model.fact import FACT, FactBase
from factbase.phrase import phrase
from factbase.service.convert import published_day
from factbase.service.ingest_files import Job, is_version
from factbase.service.verify_open import LinkWords
from factbase.store.facts import fact_record, utc_now

__all__ = ["About", "Read", "Reader", "Setup", "parcels", "read_all"]

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_MOST_TITLE = 80
# Small files travel together between processes; a few such parcels wait for each, so that none is idle while what was read
# is written, and memory stays bounded.
_BYTES, _LEAST, _FILES, _WAITING = 1 << 15, 1 << 13, 32, 4


class About(NamedTuple):
    """What the caller says of a document; what is empty is looked for in the file."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    language: str = ""


class Setup(NamedTuple):
    """All that reading needs, in a form that travels to other processes.

    `known` are the hashes of the store's files with their documents; `rivals` the texts of documents whose id another
    file's name gives too; `described` what the store says of documents that may be read anew.
    """

    words: LinkWords
    about: About
    accept: bool
    known: Mapping[str, str]
    rivals: Mapping[str, str]
    described: Mapping[str, About] = {}

    def says_otherwise(self, document: str) -> bool:
        """Whether the caller says something else of a document than the store does."""
        stored = self.described.get(document)
        return stored is not None and any(a and a != b for a, b in zip(self.about, stored, strict=True))


class Read(NamedTuple):
    """What became of one file: a `fault`, the id of the document that it is `unchanged`, or a document with its facts as rows.

    The source comes without its flow. `told_anew`: the text is known, and the caller says something else of it.
    `is_elsewhere`: the caller gave it the id of a document whose text another file brought. `said`: what there is to know.
    """

    file: str
    fault: str = ""
    unchanged: str = ""
    sha256: str = ""
    source: Source | None = None
    facts: tuple[tuple[Any, ...], ...] = ()
    complete: int = 0
    told_anew: bool = False
    is_elsewhere: bool = False
    said: str = ""


class Reader:
    """Reads one file after another with tables that are built once."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._tables: LinkTables = setup.words.tables()

    def read(self, job: Job, stdin: bytes = b"") -> Read:
        """A file's document and facts, or what is wrong with it; whatever a file holds, only it fails."""
        try:
            return self._read(job, stdin)
        except FactbaseError as error:
            return Read(job.file, said(error))
        except MemoryError:
            return Read(job.file, phrase("{file}: needs more memory than there is. Split it.", file=job.file))
        except Exception as error:  # One file must not end the run; the summary says what it did.
            return Read(
                job.file,
                phrase(
                    "{file}: cannot be read ({kind}: {error}). This is a bug, please report it.",
                    file=job.file,
                    kind=type(error).__name__,
                    error=str(error),
                ),
            )

    def _read(self, job: Job, stdin: bytes) -> Read:
        data = stdin if job.file == "-" else read_bytes(Path(job.file))
        sha256 = sha256_of(data)
        known = self._setup.known.get(sha256, "")
        if known and not self._setup.says_otherwise(known):
            other = job.is_given and job.id != known
            said = phrase("known already as {id}; --id changes nothing", id=known) if other else ""
            return Read(job.file, unchanged=known, sha256=sha256, said=said)
        if known:
            job = job._replace(id=known, rival=False, is_taken=False, is_elsewhere=False)
        found = text_of(data, job.file, sha256)
        del data
        source = _source(job, found, self._setup, self._tables.readers)
        candidates = list(candidates_of(source, self._tables))
        now = utc_now()
        facts = tuple([fact_record(_decided(c, accept=self._setup.accept), "user", now) for c in candidates])
        bare = source._replace(archive=Archive(source.archive.text, Flow("", ())))
        complete = sum([c.complete for c in candidates])
        return Read(job.file, "", "", sha256, bare, facts, complete, bool(known), job.is_elsewhere)


def read_all(jobs: Sequence[Job], setup: Setup, stdin: bytes, workers: int) -> Iterator[Read]:
    """Read files in their order, by several processes if asked; a process that dies costs the file that it died of."""
    if workers <= 1 or len(jobs) < 2 or any(job.file == "-" for job in jobs):
        reader = Reader(setup)
        yield from (reader.read(job, stdin) for job in jobs)
        return
    # Processes that are forked share the tables of this one.
    start = Reader(setup) if get_start_method() == "fork" else setup
    todo = deque(jobs)
    while todo:
        waiting: deque[_Parcel] = deque()
        try:
            for read in _in_parallel(list(todo), start, workers, waiting):
                todo.popleft()
                yield read
        except BrokenProcessPool:
            # Any of the parcels under way may be the cause: their files are read one by one, each by a process of its own.
            for _ in range(sum(len(parcel.jobs) for parcel in waiting)):
                yield _alone(todo.popleft(), start)


class _Parcel(NamedTuple):
    """Files that one process reads together, and what will become of them."""

    jobs: Sequence[Job]
    reads: Future[list[Read]]


def _in_parallel(
    jobs: Sequence[Job], start: Setup | Reader, workers: int, waiting: deque[_Parcel]
) -> Iterator[Read]:
    """What became of the files in their order; `waiting` are at any time the parcels that were not given out yet."""
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=(start,)) as pool:
        try:
            for parcel in parcels(jobs, workers):
                waiting.append(_Parcel(parcel, pool.submit(_read_here, parcel)))
                if len(waiting) > workers * _WAITING:
                    yield from _first(waiting)
            while waiting:
                yield from _first(waiting)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _first(waiting: deque[_Parcel]) -> list[Read]:
    """What became of the first parcel; it goes on waiting if its process died."""
    reads = waiting[0].reads.result()
    waiting.popleft()
    return reads


def parcels(jobs: Sequence[Job], workers: int) -> Iterator[Sequence[Job]]:
    """The files in their order, in parcels of about the same size in bytes; a large file is a parcel of its own.

    Towards the end parcels are smaller, so that no process reads on long after the others are done.
    """
    sizes = [_size(job.file) for job in jobs]
    left, most = sum(sizes), _BYTES
    parcel: list[Job] = []
    size = 0
    for job, own in zip(jobs, sizes, strict=True):
        if not parcel or size + own > most or len(parcel) == _FILES:
            if parcel:
                yield parcel
            parcel, size = [], 0
            most = max(_LEAST, min(_BYTES, left // (workers * _WAITING)))
        parcel.append(job)
        size += own
        left -= own
    if parcel:
        yield parcel


def _size(file: str) -> int:
    """How many bytes a file has; 0 for one that is not there."""
    try:
        return os.path.getsize(file)
    except OSError:
        return 0


def _alone(job: Job, start: Setup | Reader) -> Read:
    with ProcessPoolExecutor(1, initializer=_prepare, initargs=(start,)) as pool:
        try:
            return pool.submit(_read_here, [job]).result()[0]
        except BrokenProcessPool:
            return Read(
                job.file,
                phrase("{file}: ended the process that read it; it is damaged or too large", file=job.file),
            )


_READER: dict[str, Reader] = {}


def _prepare(start: Setup | Reader) -> None:
    """Give a new process the tables that it then reads many files with; where it did not inherit them, it builds them."""
    _READER["here"] = start if isinstance(start, Reader) else Reader(start)


def _read_here(jobs: Sequence[Job]) -> list[Read]:
    return [_READER["here"].read(job) for job in jobs]


def _source(job: Job, found: FileText, setup: Setup, readers: Readers) -> Source:
    """The document with what is known of it: as the caller says, else the file, else what was said of it before."""
    text, about = found.text, setup.about
    id = _identity(job, found, setup.rivals)
    before = setup.described.get(id, About())
    head = read_masthead(text, readers)
    published = about.published or found.published or head.published
    outlet = article_outlet(text[:2000], published_day(published) if published else None)
    if not published:
        published = outlet.date.isoformat() if outlet.date is not None else before.published
    try:
        document = Document(
            id=id,
            title=about.title or found.title or _headline(text) or before.title,
            publisher=about.publisher or found.publisher or head.publisher or before.publisher,
            author=about.author or found.author or before.author,
            url=about.url or before.url,
            issue=head.issue,
            published=published,
            language=about.language or ("zh" if _is_chinese(text) else "en"),
            sha256=found.sha256,
            file="" if job.file == "-" else job.place or os.path.realpath(job.file),
        )
    except ValueError as error:
        raise BadDocument(phrase("{file}: {error}", file=job.file, error=error)) from error
    day = published_day(published) if published else None
    items: tuple[Item, ...] = segment(text, day)
    if not items and outlet.text:
        items = (Item(number="1", title=document.title, start=0, end=len(text), outlet=outlet.name, outlet_date=outlet.date, dateline=outlet.text),)  # fmt: skip
    return Source(document, archive(text), items, head.dates)


def _identity(job: Job, found: FileText, rivals: Mapping[str, str]) -> str:
    """The id that was decided for the file, its hash beside it where another document has that one."""
    if not job.id:
        return f"doc-{found.sha256[:10]}"
    is_other = job.is_taken or (job.rival and not is_version(found.text, rivals.get(job.id, "")))
    return f"{job.id}-{found.sha256[:8]}" if is_other else job.id


def _headline(text: str) -> str:
    """The first line, if it looks like a headline: short and no sentence."""
    first = next((line.strip() for line in text[:10_000].split("\n") if line.strip()), "")
    return first if len(first) <= _MOST_TITLE and not first.endswith(tuple("。.！!；;，,：:")) else ""


def _is_chinese(text: str) -> bool:
    sample = text[:20_000]
    return 8 * sum(map(len, _HAN.findall(sample))) > len(sample)


def _decided(candidate: Candidate, *, accept: bool) -> FactBase:
    fact = candidate.fact
    if not (accept and candidate.complete):
        return fact
    try:
        accepted: FactBase = FACT.validate_python({**dict(fact), "status": "accepted"})
    except ValueError:
        # What the model of an accepted fact refuses is left for review.
        return fact
    return accepted
