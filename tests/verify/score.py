"""Score `verify` against a file of claims with known verdicts; `possible` counts as not covered.

    python -m tests.verify.score tests/cases/claims_learn.jsonl [--differences]

A line is `{"text", "verdict", "date"?}`. False contradictions and false supports are shares of all claims.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from factbase.service.initialize import initialize
from factbase.service.verify_claims import Verifier, worst
from factbase.service.verify_open import open_verifier
from factbase.store.connection import open_store


def plain(verdict: str) -> str:
    """The verdict as it is scored."""
    return "not_covered" if verdict == "possible" else verdict


def judged(verifier: Verifier, path: Path) -> list[tuple[str, str, str]]:
    """(text, wanted, found) of every claim."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        day = date.fromisoformat(case["date"]) if case.get("date") else None
        found = worst(v.judgement.verdict for v in verifier.verdicts(case["text"], day))
        rows.append((case["text"], case["verdict"], found))
    return rows


def main() -> None:
    """Print accuracy, false contradictions and false supports, and the table of verdicts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--differences", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "factbase.duckdb"
        initialize(store)
        connection = open_store(store)
        rows = judged(open_verifier(connection, store), options.file)
        connection.close()
    counts = Counter((plain(want), plain(found)) for _, want, found in rows)
    right = sum(n for (want, found), n in counts.items() if want == found)
    for wrong in ("contradicted", "supported"):
        false = sum(n for (want, found), n in counts.items() if found == wrong != want)
        print(f"false {wrong}: {false} of {len(rows)}, {false / len(rows):.2%}")
    print(f"accuracy: {right} of {len(rows)}, {right / len(rows):.3f}")
    for (want, found), n in sorted(counts.items()):
        print(f"  {want:<13} judged {found:<13} {n}")
    if options.differences:
        for text, want, found in rows:
            if plain(want) != plain(found):
                print(f"{want} judged {found}: {text}")


if __name__ == "__main__":
    main()
