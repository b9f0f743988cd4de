"""Documents of the genre from end to end: ingested as if new, reviewed as a sheet, a mistaken copy verified.

Run: python -m tests.ingest.two_documents
"""

from __future__ import annotations

import csv
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from factbase.service.new_names import add_name, entity_fields, metric_fields
from factbase.service.offers import Offers
from factbase.service.readers import load_units
from factbase.service.relink import relink
from factbase.service.review_sheet import export_queue, import_decisions
from factbase.service.verify import JudgedClaim, Report, verify_text
from factbase.store.connection import open_store, transaction
from factbase.store.lookup import resolve

NAMES = ("linchuan-2025-03", "harbour-ledger-2025-05", "qinghe-release-2025-06", "orrin-report-2024")
FOLDER = Path(__file__).parent / "documents"
_NOT_FIELDS = ("at", "figure")
_ACTOR = "reviewer"


class Script(NamedTuple):
    """A document with what a reviewer makes of it and the mistakes planted in its copy."""

    name: str
    text: str
    expected: dict[str, Any]
    mistakes: tuple[dict[str, str], ...]

    @property
    def day(self) -> date:
        """When it appeared."""
        return date.fromisoformat(self.expected["date"])

    @property
    def copy(self) -> str:
        """The text with every mistake."""
        text = self.text
        for mistake in self.mistakes:
            text = text.replace(mistake["find"], mistake["write"])
        return text


class Reviewed(NamedTuple):
    """A reviewed store, and what reviewing took: figures, accepted by themselves, linked after the names were added."""

    store: Path
    figures: int
    complete: int
    linked: int
    filled: int


def load(name: str) -> Script:
    """One of the documents. Every place that it names stands there once."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    expected = tomllib.loads((FOLDER / f"{name}.expected.toml").read_text(encoding="utf-8"))
    planted = tomllib.loads((FOLDER / f"{name}.mistakes.toml").read_text(encoding="utf-8"))["mistake"]
    for words in (*(f["at"] for f in expected["fact"]), *(m["find"] for m in planted)):
        assert text.count(words) == 1, words
    return Script(name, text, expected, tuple(planted))


def review(script: Script, folder: Path) -> Reviewed:
    """Ingest a document as if new, accept what is complete, add its names, and fill in the rest as a sheet."""
    store = folder / "store.duckdb"
    initialize(store, empty=True)
    request = IngestRequest(
        (str(FOLDER / f"{script.name}.txt"),), accept=True, published=script.expected["date"]
    )
    row = next(iter(ingest(store, request).table.rows))
    _add_names(store, script)
    wanted = dict(_wanted(script))
    linked = _count_linked(store, script, wanted)
    sheet = folder / "queue.csv"
    filled = _fill(store, sheet, wanted)
    import_decisions(store, sheet, _ACTOR)
    return Reviewed(store, int(row[3]), int(row[5]), linked, filled)


def _add_names(store: Path, script: Script) -> None:
    units = load_units(store)
    ids: dict[str, str] = {}
    for entry in script.expected.get("entity", ()):
        more = {k: v for k, v in entry.items() if k not in ("label", "type")}
        if "part_of" in more:
            more["part_of"] = ids[more["part_of"]]
        fields = entity_fields(entry["label"], entry["type"], more)
        ids[entry["label"]] = add_name(store, "entity", fields, _ACTOR)
    for entry in script.expected.get("metric", ()):
        more = {k: v for k, v in entry.items() if k not in ("label", "kind", "unit", "of")}
        fields = metric_fields(entry["label"], entry["kind"], entry["unit"], units, more)
        add_name(store, "metric", fields, _ACTOR, tuple(entry["of"]))
    connection = open_store(store, write=True)
    try:
        with transaction(connection):
            relink(connection, script.name, Offers(store).tables(connection), _ACTOR)
    finally:
        connection.close()


def _wanted(script: Script) -> Iterator[tuple[tuple[int, int], dict[str, str]]]:
    """The span of each expected fact, and its fields."""
    for entry in script.expected["fact"]:
        at = script.text.index(entry["at"])
        words = entry.get("figure", entry["at"])
        start = at + entry["at"].index(words)
        yield (start, start + len(words)), {k: v for k, v in entry.items() if k not in _NOT_FIELDS}


def _count_linked(store: Path, script: Script, wanted: dict[tuple[int, int], dict[str, str]]) -> int:
    """How many expected facts the linker has right in subject and metric, once it knows the names."""
    connection = open_store(store)
    try:
        rows = connection.execute("SELECT span_start, span_end, subject, metric FROM fact").fetchall()
        right = 0
        for span, entry in wanted.items():
            pair = (
                resolve(connection, "entity", entry["subject"]),
                resolve(connection, "metric", entry["metric"]),
            )
            right += any((a, b) == span and (s, m) == pair for a, b, s, m in rows)
        return right
    finally:
        connection.close()


def _fill(store: Path, sheet: Path, wanted: dict[tuple[int, int], dict[str, str]]) -> int:
    """Write the queue as a sheet with every row decided; how many of its facts are accepted."""
    table = export_queue(store)
    names = [c.name for c in table.columns]
    connection = open_store(store)
    try:
        spans = dict(connection.execute("SELECT id, (span_start, span_end) FROM fact").fetchall())
    finally:
        connection.close()
    accepted = 0
    done: set[tuple[int, int]] = set()
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        for row in table.rows:
            cells = dict(zip(names, row, strict=True))
            span = tuple(spans[cells["id"].lstrip("#")])
            if span in wanted and span not in done:
                cells.update(
                    {"relative_to": "", "scope": "", "attributed_to": ""}, decision="accept", **wanted[span]
                )
                accepted += 1
                done.add(span)
            else:
                cells.update(decision="reject", reason="not wanted here")
            writer.writerow(cells)
    return accepted


class Outcome(NamedTuple):
    """How a mistaken copy was judged: each mistake with whether it was found, and unchanged figures called contradicted."""

    found: tuple[tuple[dict[str, str], bool], ...]
    false: tuple[JudgedClaim, ...]
    supported: int
    figures: int


def judge(script: Script, store: Path, text: str) -> Outcome:
    """Verify a copy (or the text itself) against the reviewed store."""
    report: Report = verify_text(store, text, day=script.day)
    changed = [
        (text.index(m["write"]), text.index(m["write"]) + len(m["write"]))
        for m in script.mistakes
        if m["write"] in text
    ]
    wrong = [c for c in report.claims if c.verdict == "contradicted"]

    def within(claim: JudgedClaim, span: tuple[int, int]) -> bool:
        return claim.figure[0] < span[1] and span[0] < claim.figure[1]

    found = tuple(
        (mistake, any(within(c, span) for c in wrong))
        for mistake, span in zip(script.mistakes, changed, strict=False)
    )
    false = tuple(c for c in wrong if not any(within(c, span) for span in changed))
    supported = sum(c.verdict == "supported" for c in report.claims)
    return Outcome(found, false, supported, len(report.claims))


def main() -> None:
    """Print what was linked, and each mistake with whether it was found."""
    for name in NAMES:
        script = load(name)
        with tempfile.TemporaryDirectory() as folder:
            done = review(script, Path(folder))
            print(
                f"{name}: {done.figures} figures, {done.complete} complete at first; of {len(script.expected['fact'])} facts"
            )
            print(f"  {done.linked} linked once the names are known, {done.filled} accepted by the sheet")
            own = judge(script, done.store, script.text)
            print(
                f"  the text itself: {own.supported} of {own.figures} supported, {len(own.false)} contradicted"
            )
            for claim in own.false:
                print(f"    FALSE {claim.text!r}: {claim.reason}")
            outcome = judge(script, done.store, script.copy)
            print(
                f"  its copy: {sum(f for _, f in outcome.found)} of {len(outcome.found)} mistakes found, {len(outcome.false)} false"
            )
            for mistake, is_found in outcome.found:
                print(f"    {'found ' if is_found else 'MISSED'} {mistake['kind']}: {mistake['write']}")
            for claim in outcome.false:
                print(f"    FALSE {claim.text!r}: {claim.reason}")


if __name__ == "__main__":
    main()
