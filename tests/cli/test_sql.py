"""`sql` reads, and does nothing else."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_reads_a_view(run: Callable[..., Any], seed_store: Path) -> None:
    done = run(
        "sql",
        "SELECT subject, ratio FROM performance_ratio WHERE subject = 'nvidia-h100'",
        "--db",
        seed_store,
        "--format",
        "json",
    )
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout) == [{"subject": "nvidia-h100", "ratio": 3.2}]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO setting VALUES ('a', 'b')",
        "UPDATE fact SET value = 1",
        "DELETE FROM fact",
        "CREATE TABLE t (a INTEGER)",
        "CREATE TEMP TABLE t (a INTEGER)",
        "DROP VIEW facts",
        "COPY fact TO '/tmp/out.csv'",
        "EXPORT DATABASE '/tmp/out'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "ATTACH '/tmp/x.duckdb' AS x",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "PRAGMA enable_external_access = true",
        "RESET lock_configuration",
        "SELECT 1; DELETE FROM fact",
        "EXPLAIN ANALYZE DELETE FROM fact",
        "CALL pragma_version(); DROP TABLE fact",
        "VACUUM",
        "CHECKPOINT",
        "UPDATE EXTENSIONS",
        "PIVOT facts ON kind USING count(*)",
        "WITH x AS (INSERT INTO setting VALUES ('1', '2') RETURNING *) SELECT * FROM x",
        "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
        "SELECT * FROM enable_logging()",
        "SELECT * FROM read_duckdb('/tmp/x.duckdb')",
    ],
)
def test_refuses_what_writes_or_reaches_outside(
    run: Callable[..., Any], seed_store: Path, statement: str
) -> None:
    before = seed_store.read_bytes()
    done = run("sql", statement, "--db", seed_store)
    assert done.exit_code == 2, done.stdout
    assert done.stderr.startswith("factbase: ")
    assert "Traceback" not in done.stderr
    assert seed_store.read_bytes() == before


@pytest.mark.parametrize("statement", ["SELEC 1", "SELECT nothing FROM facts", "", "SELECT 1/'a'"])
def test_wrong_sql_is_said(run: Callable[..., Any], seed_store: Path, statement: str) -> None:
    done = run("sql", statement, "--db", seed_store)
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr


def test_columns_of_one_name_are_told_apart(run: Callable[..., Any], seed_store: Path) -> None:
    done = run("sql", "SELECT 1 AS a, 2 AS a", "--db", seed_store, "--format", "json")
    assert json.loads(done.stdout) == [{"a": 1, "a_2": 2}]


def test_ctrl_c_ends_a_long_statement(seed_store: Path) -> None:
    statement = "SELECT count(*) FROM range(100000000000) a, range(1000) b"
    command = [sys.executable, "-m", "factbase", "sql", statement, "--db", str(seed_store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
    assert process.returncode in (130, -signal.SIGINT)
    assert stderr == b""
