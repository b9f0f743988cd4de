"""How fast claims are judged: the learning set against a store with 100,000 facts about 20,000 entities.

Run: python -m tests.benchmarks.bench_verify
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

CASES = Path(__file__).parent.parent / "cases" / "claims_learn.jsonl"
ENTITIES, FACTS = 20_000, 100_000


def main() -> None:
    """Print claims per second of processor time, after the facts that the claims name are fetched."""
    claims = [json.loads(line)["text"] for line in CASES.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.duckdb"
        initialize(path)
        enlarge(path)
        connection = open_store(path)
        started = time.process_time()
        verifier = open_verifier(connection, path)
        opened = time.process_time() - started
        started = time.process_time()
        verifier.prepare(claims)
        for _ in range(3):
            for claim in claims:
                verifier.verdicts(claim)
        seconds = time.process_time() - started
        connection.close()
    print(interpreter())
    print(f"opened in {opened:.2f} s; {3 * len(claims) / seconds:.0f} claims/s against {FACTS:,} facts more")


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
