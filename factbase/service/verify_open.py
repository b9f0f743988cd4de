"""Make a verifier over an open store: vocabularies, readers, facts and rules put together once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from factbase.extract.link_tables import LinkTables, MetricName, ScopeName, build_link_tables
from factbase.extract.names import EntityName
from factbase.quantity.interval import Interval
from factbase.service.assertions import StoreFacts, load_knowledge
from factbase.service.readers import load_readers
from factbase.service.verify_claims import Verifier
from factbase.service.verify_known import KnownFacts
from factbase.service.verify_match import Exchange, Matcher
from factbase.service.verify_sources import Sources
from factbase.store.connection import Connection
from factbase.store.rates import RateTable
from factbase.vocabulary.files import overlay_beside, vocabulary_files

__all__ = ["LinkWords", "market_band", "open_verifier", "stored_link_words"]

# A report may use the rate of any day of the weeks before it appeared, or its month where no day is known.
_BEFORE, _AFTER = timedelta(45), timedelta(7)


class LinkWords(NamedTuple):
    """The names and words of a store before they are compiled, in a form that travels to other processes."""

    entities: tuple[EntityName, ...]
    metrics: tuple[MetricName, ...]
    scopes: tuple[ScopeName, ...]
    overlay: Path | None

    def tables(self) -> LinkTables:
        """The link tables, with the words and readers of the vocabularies beside the store."""
        words = vocabulary_files(("linking",), self.overlay)["linking"]
        return build_link_tables(self.entities, self.metrics, self.scopes, words, load_readers(self.overlay))


def stored_link_words(connection: Connection, store: Path) -> LinkWords:
    """The names and words of a store."""
    entities = tuple(
        EntityName(i, t, tuple(n for n in (zh, en, *(aliases or ())) if n), part or "")
        for i, t, zh, en, aliases, part in connection.execute(
            "SELECT id, type, label_zh, label_en, aliases, part_of FROM entity ORDER BY id"
        ).fetchall()
    )
    metrics = tuple(
        MetricName(
            i, kind, nature, unit, tuple(n for n in (zh, en, *(a or ())) if n), tuple(c or ()), tuple(x or ())
        )
        for i, kind, nature, unit, zh, en, a, c, x in connection.execute(
            "SELECT id, kind, nature, unit, label_zh, label_en, aliases, cues, anti_cues FROM metric ORDER BY id"
        ).fetchall()
    )
    scopes = tuple(
        ScopeName(i, tuple(n for n in (zh, en, *(cues or ())) if n))
        for i, zh, en, cues in connection.execute(
            "SELECT id, label_zh, label_en, cues FROM scope ORDER BY id"
        ).fetchall()
    )
    return LinkWords(entities, metrics, scopes, overlay_beside(store))


def market_band(connection: Connection) -> Exchange:
    """What one unit of a currency bought of another around a day, from the least to the most."""
    table = RateTable(connection)
    known: dict[tuple[str, str, str], Interval | None] = {}

    def band(source: str, target: str, day: str) -> Interval | None:
        key = (source, target, day)
        if key not in known:
            known[key] = None
            if len(day) >= 10 and len(source) == len(target) == 3:
                at = date.fromisoformat(day[:10])
                rates = table.days(source, target, at - _BEFORE, at + _AFTER)
                if rates:
                    factors = [rate.factor for rate in rates]
                    known[key] = Interval(min(factors), max(factors))
        return known[key]

    return band


def open_verifier(connection: Connection, store: Path, *, strict: bool = False) -> Verifier:
    """A verifier over the accepted facts of an open store."""
    tables = stored_link_words(connection, store).tables()
    speakers: dict[str, set[str]] = {}
    for speaker, subject in connection.execute(
        "SELECT DISTINCT attributed_to, subject FROM fact WHERE status = 'accepted' AND attributed_to <> ''"
    ).fetchall():
        speakers.setdefault(speaker, set()).add(subject)
    said = {speaker: frozenset(subjects) for speaker, subjects in speakers.items()}
    known = KnownFacts(StoreFacts(connection), tuple(tables.metrics), said)
    base = load_knowledge(connection)
    scopes: dict[str, set[str]] = {}
    for metric, scope in connection.execute(
        "SELECT DISTINCT metric, scope FROM fact WHERE status = 'accepted'"
    ).fetchall():
        scopes.setdefault(metric, set()).add(scope)
    matcher = Matcher(tables, known, {m: frozenset(s) for m, s in scopes.items()}, market_band(connection))
    knowledge = type(base)(known, base.rules, base.natures)
    return Verifier(matcher, knowledge, Sources(connection, tables), strict)
