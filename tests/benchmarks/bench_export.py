"""A million facts to CSV and Parquet, against DuckDB's own COPY of the same view: python -m tests.benchmarks.bench_export.

Prints seconds, ratios and the peak memory of each process; the budget is twice DuckDB's time, in flat memory: each format
is measured at growing numbers of facts, and its peak must not grow with them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

_FILL = """
import sys
from pathlib import Path
from factbase.service.initialize import initialize
from factbase.store.connection import open_store
path, facts = Path(sys.argv[1]), int(sys.argv[2])
initialize(path)
connection = open_store(path, write=True)
have = connection.execute("SELECT count(*) FROM fact").fetchone()[0]
connection.execute('''
    INSERT INTO fact SELECT * EXCLUDE (n) REPLACE (
        substr(sha256(concat(id, n)), 1, 12) AS id, span_start + 7 * n AS span_start, span_end + 7 * n AS span_end,
        value * (1 + n / 1000.0) AS value)
    FROM fact, range(1, ?) AS r(n)
''', [facts // have + 1])
connection.execute("CHECKPOINT")
"""
_BARE = """
import resource, sys, time, duckdb
started = time.perf_counter()
connection = duckdb.connect(sys.argv[1], read_only=True)
connection.execute("SET enable_progress_bar = false")
options = "FORMAT csv, HEADER true" if sys.argv[2] == "csv" else "FORMAT parquet, COMPRESSION zstd"
connection.execute(f"COPY (SELECT * FROM facts WHERE status = 'accepted' ORDER BY document, span_start, id) TO ? ({options})", [sys.argv[3]])
used = resource.getrusage(resource.RUSAGE_SELF)
print(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
_OURS = """
import resource, sys, time
from pathlib import Path
started = time.perf_counter()
from factbase.render.exports import Options, write_extract
from factbase.service.export import open_extract
from factbase.service.query import FactRequest
with open_extract(Path(sys.argv[1]), FactRequest()) as extract:
    write_extract(extract, sys.argv[2], Path(sys.argv[3]), Options())
used = resource.getrusage(resource.RUSAGE_SELF)
print(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


_STREAMED = ("csv", "parquet", "jsonl", "csvw", "datapackage", "md", "xlsx", "wikidata", "annotations")


def measured(code: str, *arguments: str | Path) -> tuple[float, float, float]:
    """Seconds, seconds of processors, and peak MiB of one process."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(out[0]), float(out[1]), float(out[2])


def compare(store: Path, folder: Path, runs: int) -> None:
    """CSV and Parquet against COPY, in turns; the run in the middle."""
    for form in ("csv", "parquet"):
        pairs = []
        for _ in range(runs):
            bare = measured(_BARE, store, form, folder / "bare")
            ours = measured(_OURS, store, form, folder / "ours")
            pairs.append((ours[0] / bare[0], ours, bare))
        ratio, ours, bare = sorted(pairs)[len(pairs) // 2]
        print(
            f"{form:12} {ours[0]:6.2f} s, {ours[1]:6.2f} s of processors, {ours[2]:5.0f} MiB; COPY alone {bare[0]:6.2f} s,"
            f" {bare[1]:6.2f} s, {bare[2]:5.0f} MiB; {ratio:.2f} × ({ours[1] / bare[1]:.2f} × of processors)",
            flush=True,
        )


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--facts", type=int, nargs="+", default=[100_000, 300_000, 1_000_000])
    parser.add_argument("--formats", nargs="+", default=_STREAMED)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for facts in options.facts:
            store = folder / f"{facts}.duckdb"
            subprocess.run([sys.executable, "-c", _FILL, str(store), str(facts)], check=True)
            print(f"{facts:,} facts", flush=True)
            if facts == max(options.facts):
                compare(store, folder, options.runs)
            for form in options.formats:
                seconds, processors, memory = measured(_OURS, store, form, folder / f"{facts}-{form}")
                print(
                    f"{form:12} {seconds:6.2f} s, {processors:6.2f} s of processors, {memory:5.0f} MiB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
