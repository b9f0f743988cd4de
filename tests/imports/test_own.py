"""Facts in our own columns that are broken, or here already: said, and the store untouched."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest


@pytest.fixture
def exported(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> Path:
    run("export", "share", "-o", tmp_path / "f.csv", "--db", seed_store)
    return tmp_path / "f.csv"


@pytest.fixture
def empty(run: Callable[..., Any], tmp_path: Path) -> Path:
    run("init", "--empty", "--db", tmp_path / "e.duckdb")
    return tmp_path / "e.duckdb"


def edited(path: Path, change: Callable[[list[dict[str, str]]], None], drop: str = "") -> Path:
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    change(rows)
    names = [n for n in rows[0] if n != drop]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def put(column: str, value: str) -> Callable[[list[dict[str, str]]], None]:
    return lambda rows: rows[0].__setitem__(column, value)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("value", "twelve", "value: 'twelve' is no number"),
        ("value", "NaN", "is no number"),
        ("low_open", "maybe", "is no true or false"),
        ("period_start", "2024-13-01", "is no date"),
        ("span_start", "x", "is no whole number"),
        ("members", "[1", "is no JSON array"),
        ("unit", "quarks", "no unit is called 'quarks'"),
        ("kind", "opinion", "kind"),
        ("status", "perhaps", "status"),
        ("subject", "somebody", "is not that of the row's content"),
        ("exact", "1/3", "is not the value"),
        ("quote", "a\0b", "NUL"),
        ("value", "1e999999999", "is no number"),
        ("exact", "1/0", "not a number"),
        ("members", '"abc"', "is no JSON array"),
        ("members", "[" * 100_000, "is no JSON array"),
        ("span_start", "9" * 12, "is no whole number"),
        ("version", "0", "version"),
        ("subject", "No Id", "is not that of the row's content"),
    ],
)
def test_a_bad_cell_is_named(
    column: str, value: str, said: str, run: Callable[..., Any], exported: Path, empty: Path
) -> None:
    before = empty.read_bytes()
    done = run("import", edited(exported, put(column, value)), "--db", empty)
    assert done.exit_code == 3, done.stdout
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert empty.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: r | {"value": [[1]]}, "value: [[1]] is no number"),
        (lambda r: r | {"quote": {"a": 1}}, "quote: {'a': 1} is no text"),
        (lambda r: r | {"quote": "\ud800"}, "is no text"),
        (lambda r: r | {"span_start": 1.5}, "span_start: 1.5 is no whole number"),
        (lambda r: r | {"members": [1]}, "members: [1] is no JSON array"),
        (lambda r: r | {"members": "x" * 1000}, "is no JSON array"),
        (lambda r: r | {"id": "", "subject": "No Id"}, "String should match pattern"),
        (lambda r: r | {"id": "", "document": "My Doc"}, "String should match pattern"),
        (lambda r: r | {"colour": "red"}, "has the key 'colour', unlike the first line"),
        (
            lambda r: {k: v for k, v in r.items() if k != "unit"},
            "lacks the key 'unit', unlike the first line",
        ),
        (lambda r: [r], "line 2 is no object"),
    ],
)
def test_a_bad_json_line_is_named(
    change: Callable[[Any], Any],
    said: str,
    run: Callable[..., Any],
    seed_store: Path,
    empty: Path,
    tmp_path: Path,
) -> None:
    path = tmp_path / "f.jsonl"
    run("export", "share", "-o", path, "--db", seed_store)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = json.dumps(change(json.loads(lines[1])))
    path.write_text("\n".join(lines), encoding="utf-8")
    before = empty.read_bytes()
    done = run("import", path, "--db", empty)
    assert done.exit_code == 3, done.stdout
    assert said in done.stderr
    assert "internal error" not in done.stderr
    assert empty.read_bytes() == before


def test_all_bad_rows_at_once(run: Callable[..., Any], exported: Path, empty: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0]["value"], rows[2]["unit"] = "x", "y"

    done = run("import", edited(exported, change), "--db", empty)
    assert "row 1" in done.stderr
    assert "row 3" in done.stderr


def test_missing_and_foreign_columns(
    run: Callable[..., Any], seed_store: Path, exported: Path, empty: Path
) -> None:
    done = run("import", edited(exported, lambda rows: None, drop="unit"), "--db", empty)
    assert done.exit_code == 3
    assert "lacks the column unit" in done.stderr
    run("export", "funding", "--currency", "EUR", "-o", exported, "--db", seed_store)
    assert "was converted" in run("import", exported, "--db", empty).stderr
    exported.write_text("a;b\n1;2\n")
    assert "by ';'" in run("import", exported, "--db", empty).stderr
    exported.write_bytes("编号,列\n".encode("gb18030"))
    assert "is not UTF-8" in run("import", exported, "--db", empty).stderr
    assert run("import", exported.with_name("none.csv"), "--db", empty).exit_code == 3
    (exported.parent / "x.parquet").write_text("PAR0")
    assert "no Parquet" in run("import", exported.parent / "x.parquet", "--db", empty).stderr
    (exported.parent / "x.jsonl").write_text("{")
    assert "no JSON Lines" in run("import", exported.parent / "x.jsonl", "--db", empty).stderr
    (exported.parent / "x.jsonl").write_text("[" * 100_000)
    assert "nested too deeply" in run("import", exported.parent / "x.jsonl", "--db", empty).stderr
    (exported.parent / "x.jsonl").write_bytes("{}\n".encode("utf-16"))
    assert "is not UTF-8" in run("import", exported.parent / "x.jsonl", "--db", empty).stderr
    (exported.parent / "d.csv").mkdir()
    assert (
        "datapackage.json: there is no such file"
        in run("import", exported.parent / "d.csv", "--db", empty).stderr
    )
    if Path("/dev/zero").exists():
        (exported.parent / "z.csv").symlink_to("/dev/zero")
        assert "is no file but a device" in run("import", exported.parent / "z.csv", "--db", empty).stderr
    (exported.parent / "x.zip").write_text("PK")
    assert "no zip" in run("import", exported.parent / "x.zip", "--db", empty).stderr


def test_a_file_that_changes_while_it_is_read(
    run: Callable[..., Any], exported: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factbase.service import import_own

    original = import_own.Recovery.reading

    def slow(self: Any, row: Any) -> Any:
        os.utime(exported, ns=(1, 1))
        return original(self, row)

    monkeypatch.setattr(import_own.Recovery, "reading", slow)
    done = run("import", exported, "--db", empty)
    assert done.exit_code == 3
    assert "changed while it was read" in done.stderr
    with duckdb.connect(str(empty), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM fact").fetchone() == (0,)


def test_a_fact_that_is_here_otherwise_stays(
    run: Callable[..., Any], seed_store: Path, own_store: Path, tmp_path: Path
) -> None:
    run("export", "share", "-o", tmp_path / "f.csv", "--db", seed_store)
    done = run(
        "import", edited(tmp_path / "f.csv", put("note", "changed")), "--db", own_store, "--format", "json"
    )
    counts = {r["what"]: r["count"] for r in json.loads(done.stdout)}
    assert counts["facts added"] == 0
    assert counts["facts here in another form, left as they are"] == 1


def test_a_killed_import_leaves_nothing(seed_store: Path, exported: Path, empty: Path) -> None:
    killed = (
        "import os, signal, sys; from pathlib import Path; from factbase.service import import_own\n"
        "whole = import_own._Reader.write_names\n"
        "def die(*given):\n    whole(*given)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "import_own._Reader.write_names = die\n"
        "import_own.import_own(Path(sys.argv[1]), Path(sys.argv[2]), 'test')"
    )
    done = subprocess.run([sys.executable, "-c", killed, str(empty), str(exported)], check=False)
    assert done.returncode == -signal.SIGKILL
    with duckdb.connect(str(empty)) as connection:
        for table in ("fact", "document", "event"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_absent_texts_are_said_once_each(run: Callable[..., Any], exported: Path, empty: Path) -> None:
    run("import", exported, "--db", empty)
    findings = json.loads(run("check", "--only", "quote", "--db", empty, "--format", "json").stdout)[
        "findings"
    ]
    with duckdb.connect(str(empty), read_only=True) as connection:
        stubs = connection.execute("SELECT count(*) FROM document WHERE body IS NULL").fetchone()
        fact = connection.execute("SELECT id FROM fact LIMIT 1").fetchone()
    assert stubs
    assert fact
    assert len(findings) == stubs[0] > 0
    assert {f["severity"] for f in findings} == {"warning"}
    assert "its text is not here" in run("show", fact[0], "--db", empty).stdout
    assert run("search", "芯片", "--db", empty).exit_code == 0


def test_a_package_brings_its_names(
    run: Callable[..., Any], own_store: Path, empty: Path, tmp_path: Path
) -> None:
    with duckdb.connect(str(own_store)) as connection:
        connection.execute(
            "INSERT INTO entity VALUES ('new-lab', 'company', '新实验室', 'New Lab', ['NL'], '', '', 'user')"
        )
        connection.execute("UPDATE fact SET attributed_to = 'new-lab' WHERE key = 'h100-compute'")
    run("export", "performance_ratio", "--format", "datapackage", "-o", tmp_path / "p", "--db", own_store)
    done = run("import", tmp_path / "p", "--db", empty)
    assert done.exit_code == 0, done.stderr
    with duckdb.connect(str(empty), read_only=True) as connection:
        got = connection.execute("SELECT label_en, aliases FROM entity WHERE id = 'new-lab'").fetchall()
        title = connection.execute("SELECT title, body FROM document WHERE id = 'kjsl-2024-04'").fetchall()
    assert got == [("New Lab", ["NL"])]
    assert title == [("科技速览", None)]
    (tmp_path / "p" / "facts.csv").write_text("tampered")
    assert "its hash differs" in run("import", tmp_path / "p", "--db", empty).stderr
