"""`query` over 1,000,000 facts against the same SQL by hand.

    python -m tests.benchmarks.bench_query [--facts N] [--runs N]

Prints, for a filter that finds few rows and one that finds many, the median seconds of each and the ratio; the budget is 1.5
(DESIGN §7).
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from factbase.render.plain import write_csv
from factbase.service.initialize import initialize
from factbase.service.query import FactRequest, query
from factbase.store.facts import FACT_COLUMNS

BUDGET = 1.5
CASES = {"few": "e500", "many": ""}


def fill(store: Path, facts: int) -> None:
    """A store with `facts` facts of one shape about a thousand entities."""
    initialize(store, empty=True)
    given = {
        "id": "printf('%012x', i)", "version": "1", "kind": "if(i % 5 = 0, 'money', 'count')", "subject": "'e' || (i % 1000)",
        "metric": "'m' || (i % 20)", "value": "i * 1.5", "low": "i * 1.5", "high": "i * 1.5", "low_open": "false",
        "high_open": "false", "face_low": "i * 1.5", "face_high": "i * 1.5", "unit": "'EUR'", "document": "'d' || (i % 100)",
        "span_start": "i", "span_end": "i + 3", "quote": "'figure number ' || i", "status": "'accepted'", "members": "[]",
        "recorded": "now()::TIMESTAMP", "hedge": "'exact'", "modality": "'actual'",
    }  # fmt: skip
    numbers = {"widest_low", "widest_high", "period_start", "period_end", "outlet_date"}
    picked = ", ".join(given.get(c, "NULL" if c in numbers else "''") for c in FACT_COLUMNS)
    with duckdb.connect(str(store)) as connection:
        connection.execute(
            "INSERT INTO entity SELECT 'e' || i, 'company', 'e' || i, '', [], '', '', 'user' FROM range(1000) r(i)"
        )
        connection.execute(
            f"INSERT INTO fact ({', '.join(FACT_COLUMNS)}) SELECT {picked} FROM range({facts}) r(i)"
        )


def by_hand(store: Path, subject: str) -> None:
    """The statement that a person would type, its rows written as CSV by the standard library."""
    import csv

    where = "kind = 'money' AND status = 'accepted'" + (f" AND subject = '{subject}'" if subject else "")
    with duckdb.connect(str(store), read_only=True) as connection:
        cursor = connection.execute(f"SELECT * FROM facts WHERE {where} ORDER BY document, span_start, id")
        writer = csv.writer(io.StringIO())
        writer.writerow([d[0] for d in cursor.description or ()])
        writer.writerows(cursor.fetchall())


def ours(store: Path, subject: str) -> None:
    """The same through the service and the renderer."""
    request = FactRequest(kind="money", subjects=(subject,) if subject else ())
    write_csv(query(store, request), io.StringIO())


def seconds(function: Callable[[Path, str], None], store: Path, subject: str) -> float:
    """Wall seconds of one call."""
    started = time.perf_counter()
    function(store, subject)
    return time.perf_counter() - started


def main() -> None:
    """Measure both cases, in turn, and print a line each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "factbase.duckdb"
        fill(store, options.facts)
        for name, subject in CASES.items():
            pairs = [
                (seconds(ours, store, subject), seconds(by_hand, store, subject))
                for _ in range(options.runs + 1)
            ][1:]
            ratio = statistics.median(a / b for a, b in pairs)
            one, two = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"{name:<5} query {one:.3f} s   by hand {two:.3f} s   ratio {ratio:.2f}   budget {BUDGET}")


if __name__ == "__main__":
    main()
