"""Kill an ingest at random moments and see that nothing is lost: the long form of the test.

Run: python -m tests.ingest.killing [KILLS [SEED]]
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from factbase.service.check import check
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from factbase.store.connection import open_store

TEXT = "第{n}号报告\n\nH100的综合算力是A100的3.2倍。\n"
TABLES = (
    "SELECT id, document, subject, metric, as_written, exact, low, high, quote, status, version FROM fact ORDER BY ALL",
    "SELECT id, title, sha256, body FROM document ORDER BY ALL",
    "SELECT document, number, span_start, span_end FROM item ORDER BY ALL",
    "SELECT action, target FROM event ORDER BY ALL",
)


class Killed(NamedTuple):
    """How many documents the store held after each kill, and how many kills left it between empty and full."""

    stored: tuple[int, ...]
    inside: int


def make_documents(folder: Path, number: int) -> None:
    """Write that many small documents, each with one figure."""
    folder.mkdir()
    for n in range(number):
        (folder / f"d{n:04}.txt").write_text(TEXT.format(n=n), encoding="utf-8")


def kill_again_and_again(folder: Path, documents: Path, kills: int, seed: int, workers: int = 1) -> Killed:
    """Start an ingest and kill it at a random moment, `kills` times; after each the store must be whole and pass its check.

    A store that is full begins anew, so that kills keep hitting. Raises `AssertionError` if a document is there by half, and
    if a store that a last, undisturbed run completed differs from one that was never disturbed.
    """
    rng = random.Random(seed)
    total = len(list(documents.iterdir()))
    fresh, store = folder / "undisturbed.duckdb", folder / "killed.duckdb"
    initialize(fresh, empty=True)
    # Machines differ: moments are drawn over the time that an undisturbed run takes here.
    started = time.monotonic()
    assert _start(fresh, documents, workers).wait() == 0
    whole = time.monotonic() - started
    stored: list[int] = []
    for _ in range(kills):
        if not stored or stored[-1] == total:
            _begin(store)
        process = _start(store, documents, workers)
        time.sleep(rng.uniform(0.15, 1.05) * whole)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        stored.append(assert_whole(store))
    ingest(store, IngestRequest((str(documents),), accept=True))
    assert contents(store) == contents(fresh)
    assert not check(store).has_errors
    return Killed(tuple(stored), sum(0 < number < total for number in stored))


def assert_whole(store: Path) -> int:
    """How many documents the store holds, each with all that belongs to it."""
    connection = open_store(store)
    try:
        halves = connection.execute(
            "SELECT id FROM document AS d WHERE (SELECT count(*) FROM fact AS f WHERE f.document = d.id) <> 1"
            " OR (SELECT count(*) FROM event AS e WHERE e.target = d.id) <> 1"
        ).fetchall()
        orphans = connection.execute(
            "SELECT id FROM fact WHERE document NOT IN (SELECT id FROM document) UNION ALL"
            " SELECT target FROM event WHERE target NOT IN (SELECT id FROM document UNION ALL SELECT id FROM fact)"
        ).fetchall()
        number = connection.execute("SELECT count(*) FROM document").fetchall()[0][0]
    finally:
        connection.close()
    assert not halves
    assert not orphans
    assert not check(store).has_errors
    return int(number)


def contents(store: Path) -> list[list[tuple[object, ...]]]:
    """All that an ingest decides: facts, documents, items and events, without when and by whom."""
    connection = open_store(store)
    try:
        return [connection.execute(sql).fetchall() for sql in TABLES]
    finally:
        connection.close()


def _begin(store: Path) -> None:
    store.unlink(missing_ok=True)
    Path(f"{store}.wal").unlink(missing_ok=True)
    initialize(store, empty=True)


def _start(store: Path, documents: Path, workers: int) -> subprocess.Popen[bytes]:
    words = ["ingest", str(documents), "--accept", "--workers", str(workers), "--db", str(store)]
    return subprocess.Popen(
        [sys.executable, "-m", "factbase", *words],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def main() -> None:
    """Kill as often as asked (40 times by default), half of them with two workers, and print what was hit."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for workers in (1, 2):
        with tempfile.TemporaryDirectory() as name:
            documents = Path(name) / "docs"
            make_documents(documents, 2000)
            found = kill_again_and_again(Path(name), documents, (kills + 1) // 2, seed, workers)
        assert found.inside, "every kill came before the first lot or after the last: nothing was tried"
        print(
            f"workers {workers}: {len(found.stored)} kills, {found.inside} of them amid the files, nothing lost; "
            f"documents after each: {' '.join(map(str, found.stored))}"
        )


if __name__ == "__main__":
    main()
