"""How fast documents are ingested, what a second process gains, and whether memory stays flat over ten thousand of them.

Run: python -m tests.benchmarks.bench_ingest [DOCUMENTS]

Texts are the paragraphs of the seed documents, shuffled, with other digits: as dense in figures as those. Speeds are of
processor time, which a busy machine disturbs less; the ratio to the bare reader of figures, taken in the same run, says what
linking and storing add.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from factbase.quantity.scanner import find_quantities
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from factbase.service.readers import load_readers
from factbase.vocabulary.files import seeds_dir
from tests.benchmarks.interpreter import interpreter

PARAGRAPHS = 3
MARKS = (0.1, 0.5, 1.0)


class Run(NamedTuple):
    """Seconds on the clock and of this process; the peak of memory in MB at each mark; figures found."""

    wall: float
    own: float
    peaks: tuple[int, ...]
    figures: int


def texts(number: int) -> Iterator[str]:
    """That many documents, the same ones in every run."""
    rng = random.Random(5)
    sources = [p.read_text(encoding="utf-8") for p in sorted((seeds_dir() / "documents").glob("*.txt"))]
    paragraphs = [p for text in sources for p in re.split(r"\n\s*\n|\n(?=\d)", text) if len(p) > 40]
    for n in range(number):
        chosen = rng.sample(paragraphs, min(PARAGRAPHS, len(paragraphs)))
        body = "\n\n".join(re.sub(r"(?<=\d)\d", lambda _: str(rng.randrange(10)), p) for p in chosen)
        yield f"Bulletin number {n}\n\n{body}\n"


def run(folder: Path, documents: Path, workers: int) -> Run:
    """Ingest a folder into a fresh store."""
    store = folder / f"w{workers}.duckdb"
    initialize(store)
    peaks: list[int] = []

    def watch(what: str, done: int, total: int) -> None:
        if done in {int(mark * total) for mark in MARKS}:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

    started, own = time.perf_counter(), time.process_time()
    done = ingest(store, IngestRequest((str(documents),), workers=workers), progress=watch)
    rows = list(done.table.rows)
    assert not done.has_failed
    return Run(
        time.perf_counter() - started, time.process_time() - own, tuple(peaks),
        sum(row[3] for row in rows),
    )  # fmt: skip


def main() -> None:
    """Print the three measurements."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents, few = folder / "docs", folder / "few"
        documents.mkdir()
        few.mkdir()
        size = part = 0
        sample: list[str] = []
        for n, text in enumerate(texts(number)):
            data = text.encode()
            size += (documents / f"d{n:06}.txt").write_bytes(data)
            if n < number // 10:
                part += (few / f"d{n:06}.txt").write_bytes(data)
                sample.append(text)
        tables = load_readers().quantities
        started = time.process_time()
        for text in sample:
            find_quantities(text, tables)
        reader = time.process_time() - started
        all_of_it = run(folder, documents, 1)
        one, two = run(folder / "few", few, 1), run(folder / "few", few, 2)
    print(interpreter())
    print(f"{number:,} documents, {size / 1e6:.1f} MB, {all_of_it.figures:,} figures")
    print(
        f"one process: {size / all_of_it.own / 1000:.0f} KB/s of processor time, {size / all_of_it.wall / 1000:.0f} KB/s on the clock; "
        f"{all_of_it.own / size * part / reader:.1f} times the bare reader ({part / reader / 1000:.0f} KB/s)"
    )
    print(
        f"two workers, {part / 1e6:.1f} MB: {one.wall / two.wall:.2f} times as fast on the clock, their start included"
    )
    told = ", ".join(
        f"{peak} MB at {int(mark * number):,}" for mark, peak in zip(MARKS, all_of_it.peaks, strict=True)
    )
    print(f"peak memory: {told}")


if __name__ == "__main__":
    main()
