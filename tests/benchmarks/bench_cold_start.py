"""How long `factbase query` takes from a cold start, against a bare script that does the same with nothing around it.

    python -m tests.benchmarks.bench_cold_start [--runs N]

Prints the median seconds of each and the median of the ratios pair by pair; the budget is 1.25 (DESIGN §7).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BUDGET = 1.25
BARE_TABLE = """
import sys
import typer
app = typer.Typer(add_completion=False)
@app.command()
def query(store: str):
    import duckdb
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text
    connection = duckdb.connect(store, read_only=True)
    cursor = connection.execute("SELECT * FROM facts WHERE status = 'accepted' ORDER BY document, span_start, id")
    names = [d[0] for d in cursor.description]
    shown = [names.index(n) for n in ("id", "subject_label", "metric", "value", "as_written", "period_start", "outlet", "quote")]
    table = Table()
    for i in shown:
        table.add_column(names[i])
    for row in cursor.fetchall():
        table.add_row(*(Text(str(row[i])) for i in shown))
    Console(width=300).print(table)
app()
"""
BARE_CSV = """
import csv
import sys
import typer
app = typer.Typer(add_completion=False)
@app.command()
def query(store: str):
    import duckdb
    connection = duckdb.connect(store, read_only=True)
    cursor = connection.execute("SELECT * FROM facts WHERE status = 'accepted' ORDER BY document, span_start, id")
    writer = csv.writer(sys.stdout)
    writer.writerow([d[0] for d in cursor.description])
    writer.writerows(cursor.fetchall())
app()
"""


def seconds(command: list[str]) -> float:
    """Wall seconds of one whole process."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Measure both formats, in turn, and print a line each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "factbase.duckdb"
        subprocess.run([sys.executable, "-m", "factbase", "init", "--db", str(store)], check=True)
        for name, source in (("table", BARE_TABLE), ("csv", BARE_CSV)):
            script = Path(folder) / f"bare_{name}.py"
            script.write_text(source)
            bare = [sys.executable, str(script), str(store)]
            ours = [sys.executable, "-m", "factbase", "query", "--format", name, "--db", str(store)]
            pairs = [(seconds(ours), seconds(bare)) for _ in range(runs + 2)][2:]
            ratio = statistics.median(a / b for a, b in pairs)
            one, two = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"{name:<6} factbase {one:.3f} s   bare {two:.3f} s   ratio {ratio:.2f}   budget {BUDGET}")


if __name__ == "__main__":
    main()
