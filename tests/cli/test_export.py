"""A CSV that a researcher can use: read back by DuckDB and pandas with equal values."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from factbase.store.select import COLUMNS


@pytest.fixture
def exported(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "facts.csv"
    done = run("export", "-o", path, "--db", seed_store)
    assert (done.exit_code, done.stdout) == (0, "")
    return path


def stored(seed_store: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(seed_store), read_only=True) as connection:
        return connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM facts WHERE status = 'accepted' ORDER BY document, span_start, id"
        ).fetchall()


def test_columns_and_form(exported: Path) -> None:
    data = exported.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert rows[0] == list(COLUMNS)
    assert {len(r) for r in rows} == {len(COLUMNS)}
    assert data.count(b"\r\n") >= len(rows)


def test_duckdb_reads_the_same(exported: Path, seed_store: Path) -> None:
    with duckdb.connect() as connection:
        read = connection.execute(
            "SELECT id, value, low, high, low_open, widest_low, widest_high, unit, period_start, quote, members"
            " FROM read_csv(?, header = true)",
            [str(exported)],
        ).fetchall()
    at = [
        COLUMNS.index(c)
        for c in (
            "id",
            "value",
            "low",
            "high",
            "low_open",
            "widest_low",
            "widest_high",
            "unit",
            "period_start",
            "quote",
        )
    ]
    want = stored(seed_store)
    assert [r[:-1] for r in read] == [tuple(row[i] for i in at) for row in want]
    assert [json.loads(r[-1]) for r in read] == [list(row[COLUMNS.index("members")]) for row in want]


def test_pandas_reads_the_same(exported: Path, seed_store: Path) -> None:
    frame = pd.read_csv(
        exported,
        keep_default_na=False,
        na_values={"value": [""], "low": [""], "high": [""]},
    )
    want = stored(seed_store)
    for column in ("value", "low", "high"):
        at = COLUMNS.index(column)
        assert [None if pd.isna(v) else v for v in frame[column]] == [row[at] for row in want]
    assert list(frame["quote"]) == [row[COLUMNS.index("quote")] for row in want]


def test_order_is_stable(exported: Path, run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    run("export", "-o", tmp_path / "again.csv", "--db", seed_store)
    assert (tmp_path / "again.csv").read_bytes() == exported.read_bytes()


def test_jsonl_and_parquet_hold_the_same(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    assert run("export", "-o", tmp_path / "f.jsonl", "--db", seed_store).exit_code == 0
    assert run("export", "-o", tmp_path / "f.parquet", "--db", seed_store).exit_code == 0
    records = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
    with duckdb.connect() as connection:
        parquet = connection.execute(
            "SELECT * FROM read_parquet(?)", [str(tmp_path / "f.parquet")]
        ).fetchall()
    assert parquet == stored(seed_store)
    assert [(r["id"], r["value"], r["members"]) for r in records] == [(p[0], p[8], p[33]) for p in parquet]


def test_excel_marks_and_defuses(run: Callable[..., Any], own_store: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(own_store)) as connection:
        connection.execute(
            "UPDATE fact SET note = '=HYPERLINK(\"x\")', counted = '@sum' WHERE key = 'h100-compute'"
        )
    path = tmp_path / "excel.csv"
    assert run("export", "--excel", "-o", path, "--db", own_store).exit_code == 0
    text = path.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    (row,) = [r for r in rows if r["key"] == "h100-compute"]
    assert (row["note"], row["counted"]) == ('\'=HYPERLINK("x")', "'@sum")
    plain = list(csv.DictReader(io.StringIO(run("export", "--db", own_store).stdout, newline="")))
    assert [r["note"] for r in plain if r["key"] == "h100-compute"] == ['=HYPERLINK("x")']


def test_the_old_file_stays_when_the_path_cannot_be_written(
    run: Callable[..., Any], seed_store: Path, tmp_path: Path
) -> None:
    done = run("export", "-o", tmp_path / "no" / "f.csv", "--db", seed_store)
    assert done.exit_code == 2
    assert "cannot write" in done.stderr
    done = run("export", "-o", tmp_path / "f.doc", "--db", seed_store)
    assert done.exit_code == 2
    assert "--format" in done.stderr
    assert list(tmp_path.iterdir()) == []
