"""How fast documents are ingested, what a second process gains, and whether memory stays flat over ten thousand of them.

Run: python -m tests.benchmarks.bench_ingest [DOCUMENTS]

Texts are the paragraphs of the seed documents, shuffled, with other digits: as dense in figures as those. Speeds are of
processor time, which a busy machine disturbs less; the ratio to the bare reader of figures, taken in the same run, says what
linking and storing add. What two workers gain is told on the clock, so it means something on an idle machine only; the most
that it could be there is what two processes gain that know nothing of each other, each with half of the documents and a
store of its own. All modules are loaded and compiled before anything is measured.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import Barrier, Process
from multiprocessing.synchronize import Barrier as Meeting
from pathlib import Path
from typing import NamedTuple

from factbase.quantity.scanner import find_quantities
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from factbase.service.readers import load_readers
from factbase.vocabulary.files import seeds_dir
from tests.benchmarks.interpreter import interpreter
from tests.benchmarks.pace import Pace

PARAGRAPHS = 3
MARKS = (0.1, 0.5, 1.0)
# The parts that a run is told in: enough documents that each has its share of the writing.
PART, PARTS = 1000, 10


class Run(NamedTuple):
    """Seconds on the clock and of this process; how fast its parts were; the peak of memory in MB at each mark; figures found."""

    wall: float
    own: float
    pace: str
    peaks: tuple[int, ...]
    figures: int


class Documents(NamedTuple):
    """Folders with all documents, with the half that each of two processes reads, and with a few; the bytes of all."""

    all: Path
    halves: tuple[Path, Path]
    few: Path
    size: int


def texts(number: int) -> Iterator[str]:
    """That many documents, the same ones in every run."""
    rng = random.Random(5)
    sources = [p.read_text(encoding="utf-8") for p in sorted((seeds_dir() / "documents").glob("*.txt"))]
    paragraphs = [p for text in sources for p in re.split(r"\n\s*\n|\n(?=\d)", text) if len(p) > 40]
    for n in range(number):
        chosen = rng.sample(paragraphs, min(PARAGRAPHS, len(paragraphs)))
        body = "\n\n".join(re.sub(r"(?<=\d)\d", lambda _: str(rng.randrange(10)), p) for p in chosen)
        yield f"Bulletin number {n}\n\n{body}\n"


def written(folder: Path, number: int) -> Documents:
    """Write the documents."""
    whole, few = folder / "all", folder / "few"
    halves = folder / "half0", folder / "half1"
    for place in (whole, *halves, few):
        place.mkdir()
    size = 0
    for n, text in enumerate(texts(number)):
        data = text.encode()
        size += (whole / f"d{n:06}.txt").write_bytes(data)
        (halves[n % 2] / f"d{n:06}.txt").write_bytes(data)
        if n < 20:
            (few / f"d{n:06}.txt").write_bytes(data)
    return Documents(whole, halves, few, size)


def run(store: Path, documents: Path, workers: int) -> Run:
    """Ingest a folder into a fresh store."""
    initialize(store)
    peaks: list[int] = []
    sizes = [path.stat().st_size for path in sorted(documents.iterdir())]
    started, own = time.perf_counter(), time.process_time()
    pace = Pace(sum(sizes), max(1, min(PARTS, len(sizes) // PART)))

    def watch(what: str, done: int, total: int) -> None:
        pace.add(sizes[done - 1])
        if done in {int(mark * total) for mark in MARKS}:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

    done = ingest(store, IngestRequest((str(documents),), workers=workers), progress=watch)
    wall, spent = time.perf_counter() - started, time.process_time() - own
    assert not done.has_failed
    return Run(wall, spent, pace.told("KB/s", 1000), tuple(peaks), sum(row[3] for row in done.table.rows))


def apart(folder: Path, documents: Documents) -> float:
    """Seconds on the clock that two processes take at once, each with a half of the documents and a store of its own."""
    meeting = Barrier(3)
    both = [
        Process(target=_half, args=(folder / f"own{n}", half, documents.few, meeting))
        for n, half in enumerate(documents.halves)
    ]
    for process in both:
        process.start()
    meeting.wait()
    started = time.perf_counter()
    meeting.wait()
    wall = time.perf_counter() - started
    for process in both:
        process.join()
    return wall


def _half(folder: Path, documents: Path, few: Path, meeting: Meeting) -> None:
    folder.mkdir()
    run(folder / "few.duckdb", few, 1)
    store = folder / "half.duckdb"
    initialize(store)
    meeting.wait()
    ingest(store, IngestRequest((str(documents),)))
    meeting.wait()


def bare_reader(number: int) -> float:
    """Seconds a byte of the reader of figures alone, over the first tenth of the documents."""
    sample = list(texts(max(1, number // 10)))
    tables = load_readers().quantities
    started = time.process_time()
    for text in sample:
        find_quantities(text, tables)
    return (time.process_time() - started) / sum(len(text.encode()) for text in sample)


def main() -> None:
    """Print the three measurements."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = written(folder, number)
        run(folder / "few.duckdb", documents.few, 1)
        reader = bare_reader(number)
        one = run(folder / "one.duckdb", documents.all, 1)
        two = run(folder / "two.duckdb", documents.all, 2)
        most = apart(folder, documents)
    print(interpreter())
    print(f"{number:,} documents, {documents.size / 1e6:.1f} MB, {one.figures:,} figures")
    print(f"one process, by processor time: {one.pace}")
    print(
        f"on the clock {documents.size / one.wall / 1000:.0f} KB/s; {one.own / documents.size / reader:.1f} times the"
        f" bare reader ({1 / reader / 1000:.0f} KB/s)"
    )
    print(
        f"two workers: {one.wall / two.wall:.2f} times as fast on the clock, their start included;"
        f" two processes apart, with half each: {one.wall / most:.2f} times"
    )
    told = ", ".join(
        f"{peak} MB at {int(mark * number):,}" for mark, peak in zip(MARKS, one.peaks, strict=True)
    )
    print(f"peak memory: {told}")


if __name__ == "__main__":
    main()
