"""Answer `check`: facts against their quotes and against each other; findings stored, exceptions kept visible."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from factbase.errors import StoreError, UnknownName, UsageError
from factbase.extract.audit import AUDITS, AuditContext
from factbase.extract.locate import archive
from factbase.phrase import ENGLISH, Phrase, Words, counted, listed, phrase
from factbase.reason.checks import NAMES
from factbase.reason.finding import Finding, make_finding
from factbase.reason.knowledge import Knowledge
from factbase.reason.proof import proof_to_json
from factbase.reason.tell import tell
from factbase.service.assertions import load_knowledge
from factbase.service.check_scan import check_store
from factbase.service.convert import published_day
from factbase.service.readers import load_readers
from factbase.service.view import Card, Column, Table
from factbase.service.wording import reading
from factbase.store.connection import Connection, open_store, transaction
from factbase.store.findings import Stored, accept_finding, exceptions, store_findings, stored_findings
from factbase.store.labels import words_in
from factbase.store.read_facts import read_facts
from factbase.store.read_names import read_names
from factbase.vocabulary.files import overlay_beside
from factbase.vocabulary.words import LANGUAGES, load_words

__all__ = ["CHECKS", "Checked", "accept", "check", "explain"]

_AUDIT_NAMES = ("quote", "figure", "dimension", "bounds", "reference", "duplicate", "identity")
CHECKS = (*_AUDIT_NAMES, *NAMES)
_SEVERITIES = ("error", "warning", "info")


class Checked(NamedTuple):
    """The findings as a table, and whether an error stands that no exception covers."""

    table: Table
    has_errors: bool


def check(store: Path, only: Sequence[str] = (), lang: str = "en") -> Checked:
    """Run the checks (those named in `only`, if any) over every accepted fact and store what they found.

    A store that is in use elsewhere is still checked; a note says that its findings were not kept. Raises `UnknownName` for a
    check that does not exist, and what `open_store` raises.
    """
    for name in only:
        if name not in CHECKS:
            raise UnknownName("check", name, [n for n in CHECKS if n.startswith(name[:2])] or list(CHECKS))
    connection = open_store(store)
    try:
        voices = {name: words_in(connection, name) for name in LANGUAGES}
        english = voices.pop(ENGLISH.lang)
        knowledge = load_knowledge(connection)
        found = [*_audits(connection, store, only), *_reasoned(connection, store, knowledge, only, english)]
        accepted = exceptions(connection)
    finally:
        connection.close()
    stored = tuple(_stored(f, accepted, english, voices) for f in found)
    notes = () if only else _keep(store, stored)
    errors = any(f.severity == "error" and not f.accepted for f in stored)
    return Checked(_table(stored, lang)._replace(notes=notes), errors)


def accept(store: Path, finding: str, because: str, actor: str) -> str:
    """Record that a finding of the last check stands as it is; its id. Raises `UsageError` without a reason."""
    if not because.strip():
        raise UsageError(phrase("an exception needs a reason: --because …"))
    connection = open_store(store, write=True)
    try:
        key = _one(stored_findings(connection), finding).id
        with transaction(connection):
            accept_finding(connection, key, because, actor)
        return key
    finally:
        connection.close()


def explain(store: Path, finding: str, lang: str = "en") -> Card:
    """One finding of the last check with its proof, told step by step. Raises `UnknownName` if there is none."""
    connection = open_store(store)
    try:
        one = _one(stored_findings(connection), finding)
        quotes = {f.id: f for f in read_facts(connection) if f.id in one.fact_ids}
    finally:
        connection.close()
    facts = tuple(
        f"{i[:8]}  {q.citation.quote}  ({q.citation.outlet or q.citation.document})"
        for i, q in quotes.items()
    )
    words = load_words(lang)
    message = words.say("{what}: {text}", what=words.term(one.severity), text=one.message_in(lang))
    sections = [("finding", (message,)), ("facts", facts or (phrase("none"),))]
    if one.told:
        sections.append(("proof", one.told_in(lang)))
    if one.accepted:
        sections.append(("accepted", (one.accepted,)))
    data = {**one.record(), "facts": {i: q.citation.quote for i, q in quotes.items()}}
    return Card(f"{one.id}  {words.term(one.check)}", data, tuple(sections))


def _audits(connection: Connection, store: Path, only: Sequence[str]) -> Iterable[Finding]:
    if only and not set(only) & set(_AUDIT_NAMES):
        return
    documents = connection.execute("SELECT id, body, published FROM document").fetchall()
    items = connection.execute("SELECT document, number, outlet_date FROM item").fetchall()
    published = {i: published_day(p or "") for i, _, p in documents}
    context = AuditContext(
        facts=tuple(read_facts(connection)),
        archives={i: archive(body) for i, body, _ in documents if body},
        days={(d, n): day or published[d] for d, n, day in items}
        | {(d, ""): day for d, day in published.items()},
        entities=frozenset(i for (i,) in connection.execute("SELECT id FROM entity").fetchall()),
        scopes=frozenset(i for (i,) in connection.execute("SELECT id FROM scope").fetchall()),
        metrics=read_names(connection).metrics,
        readers=load_readers(overlay_beside(store)),
        worded=reading,
    )
    for audit in AUDITS:
        for fault in audit(context):
            if not only or fault.check in only:
                yield make_finding(
                    fault.check, fault.severity, fault.fact_ids, fault.message, key=fault.message
                )


def _reasoned(
    connection: Connection,
    store: Path,
    knowledge: Knowledge,
    only: Sequence[str],
    words: Words,
) -> Iterable[Finding]:
    wanted = [n for n in only if n in NAMES]
    if only and not wanted:
        return ()
    return check_store(connection, store, knowledge, wanted, words)


def _stored(
    finding: Finding, accepted: Mapping[str, str], english: Words, voices: Mapping[str, Words]
) -> Stored:
    def told(words: Words) -> tuple[str, ...]:
        return tell(finding.proof, words) if finding.proof.steps else ()

    return Stored(
        finding.id,
        finding.check,
        finding.severity,
        finding.fact_ids,
        finding.message,
        json.dumps(proof_to_json(finding.proof), ensure_ascii=False),
        told(english),
        {lang: {"message": words(finding.message), "told": told(words)} for lang, words in voices.items()},
        accepted.get(finding.id, ""),
    )


def _keep(store: Path, found: Sequence[Stored]) -> tuple[str, ...]:
    try:
        connection = open_store(store, write=True)
    except StoreError as error:
        return (phrase("the findings were not kept for --explain and --accept: {error}", error=error),)
    try:
        with transaction(connection):
            store_findings(connection, found)
    finally:
        connection.close()
    return ()


def _one(found: Sequence[Stored], prefix: str) -> Stored:
    matches = [f for f in found if f.id.startswith(prefix)] if prefix else []
    if len(matches) == 1:
        return matches[0]
    if matches:
        ids = listed(f.id for f in matches[:8])
        raise UsageError(
            phrase("{prefix!r} begins {n} findings: {ids}.", prefix=prefix, n=len(matches), ids=ids)
        )
    raise UnknownName("finding", prefix, [f.id for f in found[:3]])


def _table(found: Sequence[Stored], lang: str) -> Table:
    columns = (
        Column("id"), Column("check"), Column("severity"), Column("fact_ids", "list"), Column("message"),
        Column("proof", "data"), Column("accepted"),
    )  # fmt: skip
    rows = tuple(
        (f.id, f.check, f.severity, list(f.fact_ids), f.message, json.loads(f.proof), f.accepted)
        for f in found
    )
    headings = (Column("id"), Column("severity"), Column("check"), Column("message"))
    words = load_words(lang)
    lines = tuple(
        (f.id[:8], _severity(f, words), words.term(f.check), f.message_in(lang))
        for f in found
        if f.severity != "info"
    )
    counts = {s: sum(f.severity == s for f in found) for s in _SEVERITIES}
    extra = {"summary": {**counts, "accepted": sum(bool(f.accepted) for f in found)}}
    return Table(summary(found), columns, rows, headings, lines, wrap="findings", extra=extra)


def _severity(finding: Stored, words: Words) -> str:
    noted = words.say(" ({notes})", notes=words.term("accepted")) if finding.accepted else ""
    return words.term(finding.severity) + noted


def summary(found: Sequence[Stored]) -> Phrase:
    """How many findings of each severity."""
    errors, warnings, infos = (sum(f.severity == s for f in found) for s in _SEVERITIES)
    parts = [
        counted(errors, "{n} error", "{n} errors"),
        counted(warnings, "{n} warning", "{n} warnings"),
        phrase("{n} info", n=infos),
    ]
    accepted = sum(bool(f.accepted) for f in found)
    parts += [phrase("{n} of them accepted", n=accepted)] if accepted else []
    return phrase("{parts}", parts=listed(parts))
