"""What a shell is told when someone presses Tab."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from factbase.store.connection import SCHEMA_VERSION


def _tab(line: str, store: Path) -> list[str]:
    words = line.split(" ")
    asked = {
        "_FACTBASE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1),
        "FACTBASE_DB": str(store),
    }  # fmt: skip
    code = "import sys; sys.argv[0] = 'factbase'; from factbase.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **asked},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("factbase qua", ["quantities"]),
        ("factbase query per", ["performance_ratio"]),
        ("factbase query --subject chat", ["chatgpt"]),
        ("factbase query --format json", ["json", "jsonl"]),
        ("factbase query --subject 深算二", ["深算二号"]),
        ("factbase entities shensuan-2", ["shensuan-2"]),
        ("factbase query --subject nobody", []),
    ],
)
def test_what_a_tab_gives(seed_store: Path, line: str, expected: list[str]) -> None:
    assert _tab(line, seed_store) == expected


def test_the_store_that_the_line_names(seed_store: Path, tmp_path: Path) -> None:
    assert _tab(f"factbase query --db {seed_store} --subject chat", tmp_path / "none") == ["chatgpt"]


def test_silence_without_a_readable_store(tmp_path: Path) -> None:
    broken = tmp_path / "a.duckdb"
    with duckdb.connect(str(broken)) as connection:
        connection.execute("CREATE TABLE setting (name VARCHAR, text VARCHAR)")
        connection.execute("INSERT INTO setting VALUES ('schema_version', ?)", [str(SCHEMA_VERSION)])
    (tmp_path / "text").write_text("no store")
    for store in (broken, tmp_path / "text", tmp_path, tmp_path / "none"):
        assert _tab("factbase query --subject chat", store) == []
