"""Tables read back by the tools that people use: openpyxl, frictionless, DuckDB, with equal values."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
from frictionless import Package

from factbase.store.select import COLUMNS


def stored(store: Path, *columns: str) -> list[tuple[Any, ...]]:
    names = ", ".join(columns or COLUMNS)
    with duckdb.connect(str(store), read_only=True) as connection:
        return connection.execute(
            f"SELECT {names} FROM facts WHERE status = 'accepted' ORDER BY document, span_start, id"
        ).fetchall()


def test_workbook_has_typed_cells(run: Callable[..., Any], own_store: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(own_store)) as connection:
        connection.execute("UPDATE document SET url = 'https://example.org/a?b=1' WHERE id = 'kjsl-2024-04'")
        connection.execute("UPDATE fact SET note = '=1+1' WHERE key = 'h100-compute'")
    assert run("export", "-o", tmp_path / "f.xlsx", "--db", own_store).exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert book.sheetnames == ["facts", "documents", "dictionary"]
    sheet = book["facts"]
    assert sheet.freeze_panes == "A2"
    names = [cell.value for cell in sheet[1]]
    assert names == list(COLUMNS)
    want = stored(own_store)
    blank = (None, "", [])
    for cells, row in zip(sheet.iter_rows(min_row=2), want, strict=True):
        for cell, value, name in zip(cells, row, COLUMNS, strict=True):
            if isinstance(value, list):
                value = json.dumps(value, ensure_ascii=False) if value else None
            got = cell.value.date() if cell.is_date and cell.value is not None else cell.value
            assert got == value or (got is None and value in blank), (name, got, value)
    link = next(c for c in sheet["W"][1:] if c.value == "kjsl-2024-04")
    assert link.hyperlink.target == "https://example.org/a?b=1"
    assert {c.data_type for c in sheet["AE"]} <= {"s", "n"}  # never "f"
    about = {row[0].value: row[3].value for row in book["dictionary"].iter_rows(min_row=2)}
    assert set(about) == set(COLUMNS)
    assert all(about.values())


def test_workbook_is_the_same_twice(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("export", "funding", "-o", tmp_path / f"{name}.xlsx", "--db", seed_store)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_datapackage_is_valid_and_whole(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    assert run("export", "--format", "datapackage", "-o", folder, "--db", seed_store).exit_code == 0
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["code", "message"])
    facts = package.get_resource("facts")
    assert [f.name for f in facts.schema.fields] == [*COLUMNS, "reading"]
    assert all(field.description for field in facts.schema.fields)
    units = {f.name: f.custom.get("unit", "") for f in facts.schema.fields}
    assert units["value"] == "{unit}"
    assert units["span_start"] == "code point"
    rows = facts.read_rows()
    got = [
        (r["id"], float(r["value"]) if r["value"] is not None else None, r["members"], r["period_start"])
        for r in rows
    ]
    assert got == stored(seed_store, "id", "value", "members", "period_start")


def test_datapackage_of_one_unit_says_it(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    assert run("export", "funding", "--currency", "EUR", "-o", path, "--db", seed_store).exit_code == 0
    with zipfile.ZipFile(path) as archive:
        package = json.loads(archive.read("datapackage.json"))
        rows = list(csv.DictReader(io.StringIO(archive.read("facts.csv").decode(), newline="")))
    fields = {f["name"]: f for f in package["resources"][0]["schema"]["fields"]}
    assert fields["value"]["unit"] == "EUR"
    assert {r["unit"] for r in rows} == {"EUR"}
    assert fields["rate_date"]["type"] == "date"
    again = tmp_path / "q.zip"
    run("export", "funding", "--currency", "EUR", "-o", again, "--db", seed_store)
    assert again.read_bytes() == path.read_bytes()


def test_csvw_describes_every_column(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    assert run("export", "--format", "csvw", "-o", tmp_path / "f.csv", "--db", seed_store).exit_code == 0
    metadata = json.loads((tmp_path / "f.csv-metadata.json").read_text(encoding="utf-8"))
    assert metadata["url"] == "f.csv"
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    header = next(csv.reader(io.StringIO((tmp_path / "f.csv").read_text(encoding="utf-8"))))
    columns = metadata["tableSchema"]["columns"]
    assert [c["name"] for c in columns] == header
    types = {c["name"]: c["datatype"] for c in columns}
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS FROM read_csv(?, header = true)", [str(tmp_path / "f.csv")])
        read = dict(
            connection.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 't'"
            ).fetchall()
        )
    for name, kind in types.items():
        if kind == "double":
            assert read[name] in ("DOUBLE", "BIGINT"), name
        if isinstance(kind, dict):
            assert read[name] in ("DATE", "VARCHAR"), name


def test_markdown_has_a_row_a_fact(run: Callable[..., Any], seed_store: Path) -> None:
    done = run("export", "performance_ratio", "--format", "md", "--lang", "en", "--db", seed_store)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("| id | subject |")
    count = sum(row[0] == "performance_ratio" for row in stored(seed_store, "kind"))
    assert len(lines) == count + 2
    assert any("Nvidia H100" in line and "3.2 ×" in line for line in lines)


def test_filters_of_query_apply(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    conditions = ("share", "--min", "30%", "--sort", "-value", "--limit", "3", "--db", seed_store)
    queried = json.loads(run("query", *conditions, "--format", "json").stdout)
    exported = [
        json.loads(line) for line in run("export", *conditions, "--format", "jsonl").stdout.splitlines()
    ]
    assert exported == queried
    assert run("export", *conditions, "-o", tmp_path / "f.parquet").exit_code == 0
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT id, value FROM read_parquet(?)", [str(tmp_path / "f.parquet")]
        ).fetchall()
    assert rows == [(r["id"], r["value"]) for r in queried]
