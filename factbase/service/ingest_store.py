"""Write what was read: many files in one transaction, so that a file is in the store whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from factbase.errors import StoreLocked
from factbase.extract.locate import archive
from factbase.phrase import counted, phrase
from factbase.service.ingest_files import shares_little
from factbase.service.ingest_read import Read
from factbase.service.relocate import FoundAgain, find_again, relocate
from factbase.store.catalog import store_documents
from factbase.store.claims import (
    SPAN_END,
    SPAN_START,
    STATUS,
    add_candidates,
    document_body,
    forget_candidates,
    known_hashes,
    record_events,
    undecided,
)
from factbase.store.connection import Connection, open_store, transaction

__all__ = ["Outcome", "batches", "store_batch"]

# What waits to be written at most: so much is read again after a kill, and so long the store stays free for others.
_FILES, _CHARACTERS, _SECONDS = 500, 4_000_000, 3.0
_PATIENCE, _PAUSE = 30.0, 0.1


class Outcome(NamedTuple):
    """What became of a file: added, new version, told anew (its words about the document), unchanged or failed; its
    figures, new candidates, and which of them are complete and accepted.
    """

    file: str
    document: str
    outcome: str
    figures: int = 0
    candidates: int = 0
    complete: int = 0
    accepted: int = 0
    message: str = ""


def batches(reads: Iterable[Read]) -> Iterator[list[Read]]:
    """What was read, in lots that are written together."""
    lot: list[Read] = []
    size, since = 0, time.monotonic()
    for read in reads:
        lot.append(read)
        size += len(read.source.archive.text) if read.source is not None else 0
        if len(lot) >= _FILES or size >= _CHARACTERS or time.monotonic() - since >= _SECONDS:
            yield lot
            lot, size, since = [], 0, time.monotonic()
    if lot:
        yield lot


def store_batch(store: Path, lot: Sequence[Read], actor: str, *, replace: bool = False) -> list[Outcome]:
    """Write a lot, all or nothing, waiting a while for others who have the store open. Raises what `open_store` raises.

    A new version that has nothing of its document is refused unless it may `replace` it.
    """
    if all(read.source is None for read in lot):
        return [_untouched(read) for read in lot]
    connection = _patiently(store)
    try:
        with transaction(connection):
            return _written(connection, lot, actor, replace=replace)
    finally:
        connection.close()


def _patiently(store: Path) -> Connection:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return open_store(store, write=True)
        except StoreLocked:
            if time.monotonic() >= until:
                raise
            time.sleep(_PAUSE)


def _untouched(read: Read) -> Outcome:
    if read.unchanged:
        return Outcome(read.file, read.unchanged, "unchanged", message=read.said)
    return Outcome(read.file, "", "failed", message=read.fault)


def _written(connection: Connection, lot: Sequence[Read], actor: str, *, replace: bool) -> list[Outcome]:
    ids = [r.source.document.id for r in lot if r.source is not None]
    hashes = known_hashes(connection, ids, [r.sha256 for r in lot])
    owners = {sha256: id for id, sha256 in hashes.items()}
    outcomes: list[Outcome] = []
    fresh: dict[str, Read] = {}
    for read in lot:
        if read.source is None:
            outcomes.append(_untouched(read))
            continue
        document = read.source.document.id
        if read.told_anew and document in hashes:
            outcomes.append(_replaced(connection, read, actor, replace=True)._replace(outcome="told anew"))
            continue
        if read.sha256 in owners:
            said = "" if owners[read.sha256] == document else phrase("the same file under another name")
            outcomes.append(Outcome(read.file, owners[read.sha256], "unchanged", message=said))
            continue
        owners[read.sha256] = document
        if document in fresh:
            # The file was named twice and changed in between.
            _add(connection, [fresh.pop(document)], actor)
            hashes[document] = ""
        if document in hashes:
            outcomes.append(_replaced(connection, read, actor, replace=replace))
        else:
            fresh[document] = read
            outcomes.append(_outcome(read, "added", len(read.facts)))
    _add(connection, list(fresh.values()), actor)
    return outcomes


def _add(connection: Connection, fresh: Sequence[Read], actor: str) -> None:
    """Write new documents with their candidates."""
    sources = [read.source for read in fresh if read.source is not None]
    store_documents(connection, sources, "user", are_new=True)
    add_candidates(connection, [row for read in fresh for row in read.facts], actor)
    _tell(connection, fresh, actor)


def _replaced(connection: Connection, read: Read, actor: str, *, replace: bool) -> Outcome:
    """Write the new version of a document: undecided candidates are read anew, other facts found again."""
    assert read.source is not None
    source = read.source._replace(archive=archive(read.source.archive.text))
    before = document_body(connection, source.document.id)
    again = find_again(connection, source, before, undecided(connection, source.document.id))
    if not replace and _is_another(read, before, again):
        return _refused(read, again)
    forget_candidates(connection, source.document.id)
    store_documents(connection, [source], "user")
    relocate(connection, source, actor, again)
    # What somebody decided about a figure in an earlier version stands; the figure is not proposed again.
    taken = {span for _, span in again.found}
    fresh = [row for row in read.facts if (row[SPAN_START], row[SPAN_END]) not in taken]
    added = add_candidates(connection, fresh, actor)
    _tell(connection, [read], actor)
    said = counted(len(again.found), "{n} fact found again", "{n} facts found again")
    if again.lost:
        said = phrase("{found}, {lost} lost: see factbase check", found=said, lost=len(again.lost))
    return _outcome(read._replace(facts=tuple(fresh)), "new version", added, said)._replace(
        figures=len(read.facts)
    )


def _is_another(read: Read, before: str, again: FoundAgain) -> bool:
    """Whether a text is no new version of the document whose id it has.

    A file that has given the text before may have been rewritten, as long as a fact or some of the words are left; one that
    was only given the id needs both.
    """
    assert read.source is not None
    is_other_text = shares_little(read.source.archive.text, before)
    is_all_lost = bool(again.lost) and not again.found
    return (is_other_text or is_all_lost) if read.is_elsewhere else (is_other_text and is_all_lost)


def _refused(read: Read, again: FoundAgain) -> Outcome:
    assert read.source is not None
    said = phrase(
        "no new version of {id}: it says something else, and {n} facts would be lost. "
        "Give it an --id of its own, or put it in that one's place with --replace.",
        id=read.source.document.id,
        n=len(again.lost),
    )
    return Outcome(read.file, "", "failed", message=said)


def _tell(connection: Connection, reads: Sequence[Read], actor: str) -> None:
    told = [(r.source.document.id, r.file, {"sha256": r.sha256}) for r in reads if r.source is not None]
    record_events(connection, actor, "ingested", told)


def _outcome(read: Read, what: str, added: int, message: str = "") -> Outcome:
    assert read.source is not None
    accepted = sum(row[STATUS] == "accepted" for row in read.facts)
    return Outcome(
        read.file, read.source.document.id, what, len(read.facts), added, read.complete, accepted, message
    )
