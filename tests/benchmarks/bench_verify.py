"""How fast claims are judged: the learning set against a store with 100,000 facts about 20,000 entities.

Run: python -m tests.benchmarks.bench_verify

All modules are loaded and compiled before anything is measured.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from factbase.service.initialize import initialize
from factbase.service.verify_open import open_verifier
from factbase.store.connection import open_store
from tests.benchmarks.interpreter import interpreter
from tests.benchmarks.pace import Pace

CASES = Path(__file__).parent.parent / "cases" / "claims_learn.jsonl"
ENTITIES, FACTS = 20_000, 100_000
ROUNDS, PARTS = 3, 10


def main() -> None:
    """Print claims per second of processor time, after the facts that the claims name are fetched."""
    listed = [json.loads(line)["text"] for line in CASES.read_text(encoding="utf-8").splitlines()]
    # So that every part of the run has claims from all over the list.
    claims = [claim for n in range(PARTS) for claim in listed[n::PARTS]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.duckdb"
        initialize(path)
        connection = open_store(path)
        warm = open_verifier(connection, path)
        for claim in claims[:50]:
            warm.verdicts(claim)
        connection.close()
        enlarge(path)
        connection = open_store(path)
        started = time.process_time()
        verifier = open_verifier(connection, path)
        opened = time.process_time() - started
        pace = Pace(ROUNDS * len(claims), PARTS)
        verifier.prepare(claims)
        for claim in ROUNDS * claims:
            verifier.verdicts(claim)
            pace.add(1)
        told = pace.told("claims/s")
        connection.close()
    print(interpreter())
    print(f"opened in {opened:.2f} s, against {FACTS:,} facts more; by processor time: {told}")


def enlarge(path: Path) -> None:
    """Copy the absolute facts of the store onto thousands of new entities."""
    connection = open_store(path, write=True)
    connection.execute(
        "INSERT INTO entity SELECT 'firm-' || i, 'company', '公司' || i || '号', 'Firmco' || i || ' Holdings',"
        " ['FC' || i || 'X'], '', '', 'user' FROM range(?) t(i)",
        [ENTITIES],
    )
    columns = [c for (c,) in connection.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'fact' ORDER BY ordinal_position").fetchall()]  # fmt: skip
    own = {"id": "substr(md5(f.id || i), 1, 12)", "subject": "'firm-' || (i % ?)", "attributed_to": "''"}
    picked = ", ".join(own.get(c, f'f."{c}"') for c in columns)
    connection.execute(
        f"INSERT INTO fact SELECT {picked} FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM fact WHERE relative_to = '')"
        " AS f, range(?) t(i) WHERE f.n = 1 + (i % (SELECT count(*) FROM fact WHERE relative_to = ''))",
        [ENTITIES, FACTS],
    )
    connection.close()


if __name__ == "__main__":
    main()
