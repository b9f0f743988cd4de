"""Tables of other shapes, by a map: small ones that have the traps of the real ones."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

from factbase.service.import_map import read_map
from factbase.vocabulary.files import schema_dir

MAP = """
[table]
document = "chips-2025"
title = "Chips"
publisher = "A lab"
subject = "Name"
type = "product"
outlet = "A lab"
unknown = ["", "Unknown"]
zeros = "padding"
notes = ["Link"]

[names]
"NVIDIA H100 SXM5 80GB" = "nvidia-h100"

[[column]]
name = "FP32 (FLOP/s)"
metric = "fp32_performance"
kind = "compute"
unit = "FLOP/s"

[[column]]
name = "Memory (bytes)"
metric = "memory_capacity"
kind = "data_volume"
unit = "B"

[[column]]
name = "Size (nm)"
metric = "process_node"
kind = "process_node"
unit = "nm"
unknown = ["0.0"]

[[column]]
name = "Released"
metric = "release_date"
kind = "date"
date = "%Y-%m-%d"

[[column]]
name = "Transistors (millions)"
metric = "transistors"
kind = "count"
unit = "count"
factor = "1000000"
counted = "transistors"

[ignore]
"Abstract" = "words"

[[metric]]
id = "transistors"
dimension = "count"
kind = "count"
unit = "count"
label_en = "transistors"
"""
HEADER = "Name,FP32 (FLOP/s),Memory (bytes),Size (nm),Released,Transistors (millions),Link,Abstract\r\n"
ROWS = (
    'NVIDIA A100,19500000000000.0,40000000000.0,7.0,2020-03-01,54200.0,https://example.org/a,"says ""a"", and\nmore"\r\n'
    "NVIDIA H100 SXM5 80GB,6.691e+13,80000000000.0,0.0,2022-09-20,80000.0,,\r\n"
    '"Odd\nChip ",Unknown,,7.5,,28.125,,\r\n'
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    def written(table: str = HEADER + ROWS, map: str = MAP, encoding: str = "utf-8") -> tuple[Path, Path]:
        (tmp_path / "chips.csv").write_bytes(table.encode(encoding))
        (tmp_path / "chips.toml").write_text(map, encoding="utf-8")
        return tmp_path / "chips.csv", tmp_path / "chips.toml"

    return written


def facts(store: Path, sql: str = "") -> list[tuple[Any, ...]]:
    with duckdb.connect(str(store), read_only=True) as connection:
        return connection.execute(sql or "SELECT subject, metric, value, unit, widest_low, widest_high FROM facts"
                                  " WHERE document = 'chips-2025' ORDER BY span_start").fetchall()  # fmt: skip


def test_cells_become_facts(run: Callable[..., Any], own_store: Path, write: Callable[..., Any]) -> None:
    table, map = write()
    done = run("import", table, "--map", map, "--db", own_store, "--format", "json")
    assert done.exit_code == 0, done.stderr
    counts = {r["column"]: (r["facts"], r["blank"], r["stated unknown"]) for r in json.loads(done.stdout)}
    assert counts["FP32 (FLOP/s)"] == (2, 0, 1)
    assert counts["Memory (bytes)"] == (2, 1, 0)
    assert counts["Size (nm)"] == (2, 0, 1)
    assert counts["Abstract"] == (0, 0, 0)
    assert "'Odd\\nChip ' to 'Odd Chip'" in done.stderr
    got = facts(own_store)
    assert got[0] == ("nvidia-a100", "fp32_performance", 1.95e13, "FLOP/s", 1.945e13, 1.955e13)
    assert ("nvidia-h100", "fp32_performance", 6.691e13, "FLOP/s", 6.6905e13, 6.6915e13) in got
    assert ("nvidia-a100", "process_node", 7e-9, "m", 6.5e-9, 7.5e-9) in got
    assert ("odd-chip", "process_node", 7.5e-9, "m", 7.45e-9, 7.55e-9) in got
    (exact,) = facts(
        own_store, "SELECT reading FROM fact WHERE subject = 'odd-chip' AND metric = 'transistors'"
    )
    assert exact[0].startswith("28125000;")
    (day,) = facts(own_store, "SELECT period_start, period_end, value FROM facts WHERE subject = 'nvidia-h100' AND document = 'chips-2025' AND kind = 'date'")  # fmt: skip
    assert str(day[0]) == str(day[1]) == "2022-09-20"
    (entity,) = facts(own_store, "SELECT type, label_en, origin FROM entity WHERE id = 'odd-chip'")
    assert entity == ("product", "Odd Chip", "user")


def test_a_row_is_its_own_citation(
    run: Callable[..., Any], own_store: Path, write: Callable[..., Any]
) -> None:
    table, map = write()
    run("import", table, "--map", map, "--db", own_store)
    for body, start, end, words, quote, note in facts(
        own_store,
        "SELECT body, span_start, span_end, as_written, quote, f.note FROM facts AS f JOIN document AS d ON d.id = document"
        " WHERE document = 'chips-2025'",
    ):
        assert body[start:end] == words
        assert body.count(quote) == 1
        assert quote.endswith(words)
        assert "Abstract" not in note
    (note,) = facts(
        own_store, "SELECT note FROM facts WHERE document = 'chips-2025' ORDER BY span_start LIMIT 1"
    )
    assert note == ("Link: https://example.org/a",)
    findings = json.loads(run("check", "--db", own_store, "--format", "json").stdout)["findings"]
    mine = {i for (i,) in facts(own_store, "SELECT id FROM facts WHERE document = 'chips-2025'")}
    audits = {"quote", "figure", "dimension", "bounds", "reference", "identity", "duplicate"}
    assert [f["message"] for f in findings if f["check"] in audits and mine & set(f["fact_ids"])] == []
    again = run("import", table, "--map", map, "--db", own_store)
    assert "were here already" in again.stderr


def test_seeds_leave_the_cells_of_a_table_out_and_say_so(
    run: Callable[..., Any], own_store: Path, write: Callable[..., Any], tmp_path: Path
) -> None:
    table, map = write()
    run("import", table, "--map", map, "--db", own_store)
    (count,) = facts(own_store, "SELECT count(*) FROM fact WHERE document = 'chips-2025'")
    done = run("export", "--format", "seeds", "-o", tmp_path / "seeds", "--db", own_store)
    assert done.exit_code == 0
    assert f"{count[0]} facts of chips-2025 come from the cells of a table" in done.stderr
    again = tmp_path / "again.duckdb"
    assert run("init", "--seeds", tmp_path / "seeds", "--db", again).exit_code == 0
    others = "SELECT id, reading, note FROM fact WHERE document <> 'chips-2025' ORDER BY id"
    assert facts(again, "SELECT id, reading, note FROM fact ORDER BY id") == facts(own_store, others)


def test_the_table_and_the_newsletter_are_compared(
    run: Callable[..., Any], own_store: Path, write: Callable[..., Any]
) -> None:
    table, map = write()
    run("import", table, "--map", map, "--db", own_store)
    done = run(
        "compare", "H100", "A100", "--metric", "fp32_performance", "--format", "json", "--db", own_store
    )
    ratio = json.loads(done.stdout)["ratio"]
    assert float(Fraction(ratio["value"])) == pytest.approx(66.91 / 19.5)


def test_resembling_names_are_asked(
    run: Callable[..., Any], own_store: Path, write: Callable[..., Any]
) -> None:
    before = own_store.read_bytes()
    extra = "NVIDIA A100 PCIe,,,,,,,\r\nAscend 910B Pro,,,,,,,\r\n"
    table, map = write(HEADER + ROWS + extra)
    done = run("import", table, "--map", map, "--db", own_store)
    assert done.exit_code == 3
    lines = [line for line in done.stderr.splitlines() if ' = "?"  # ' in line]
    assert lines == [
        '"NVIDIA A100 PCIe" = "?"  # row 4: "nvidia-a100", "part of nvidia-a100" or "new"',
        '"Ascend 910B Pro" = "?"  # row 5: "ascend-910b", "part of ascend-910b" or "new"',
    ]
    # Pasted as they are they still ask, and merge nothing.
    table, map = write(HEADER + ROWS + extra, MAP.replace("[names]\n", "\n".join(["[names]", *lines, ""])))
    done = run("import", table, "--map", map, "--db", own_store)
    assert done.exit_code == 3
    assert done.stderr.count("has no answer yet") == 2
    assert own_store.read_bytes() == before
    answers = '[names]\n"NVIDIA A100 PCIe" = "part of nvidia-a100"\n"Ascend 910B Pro" = "new"\n'
    table, map = write(HEADER + ROWS + extra, MAP.replace("[names]\n", answers))
    assert run("import", table, "--map", map, "--db", own_store).exit_code == 0
    assert facts(own_store, "SELECT part_of FROM entity WHERE id = 'nvidia-a100-pcie'") == [("nvidia-a100",)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.replace('unknown = ["", "Unknown"]', 'unknown = ["Unknown"]'), 'is empty; say in `unknown`'),
        (lambda m: m.replace('unknown = ["0.0"]\n', ""), "is that zero, or not known?"),
        (lambda m: m.replace('unknown = ["", "Unknown"]', 'unknown = [""]'), "'Unknown' is no number"),
        (lambda m: m.replace('"Abstract" = "words"', ""), "the map says nothing of this column"),
        (lambda m: m.replace('name = "Size (nm)"', 'name = "Node (nm)"'), "the table has no such column"),
        (lambda m: m.replace('unit = "nm"', 'unit = "nmm"'), "no unit is called 'nmm'"),
        (lambda m: m.replace('unit = "nm"', 'unit = "kg"'), "cannot be in kg"),
        (lambda m: m.replace('metric = "memory_capacity"', 'metric = "memory"'), "no metric is called 'memory'"),
        (lambda m: m.replace('"%Y-%m-%d"', '"%d/%m/%Y"'), "is no date written as %d/%m/%Y"),
        (lambda m: m.replace('"NVIDIA H100 SXM5 80GB" = "nvidia-h100"', '"NVIDIA H100 SXM5 80GB" = "h1000"'), "no entity is called 'h1000'"),
        (lambda m: m.replace("[names]\n", '[names]\n"A chip" = "new"\n'), "names no row of the table"),
        (lambda m: m + 'colour = "red"\n', "Extra inputs"),
        (lambda m: "=" + m, "no valid TOML"),
        (lambda m: "a = " + "[" * 100_000 + m, "nested too deeply"),
        (lambda m: m.replace('factor = "1000000"', 'factor = "1/0"'), "not a number: '1/0'"),
        (lambda m: m.replace('factor = "1000000"', 'factor = "0"'), "a factor is more than zero"),
        (lambda m: m.replace('type = "product"', 'type = "product"\ndelimiter = "\\n"'), "delimiter"),
        (lambda m: m.replace('type = "product"', 'type = "product"\nencoding = "klingon"'), "no encoding is called 'klingon'"),
        (lambda m: m.replace('type = "product"', 'type = "product"\nencoding = "base64"'), "no encoding is called 'base64'"),
        (lambda m: m.replace('type = "product"', 'type = "product"\nencoding = "utf-16"'), "is not utf-16"),
    ],
)  # fmt: skip
def test_what_a_map_leaves_open_is_said(
    change: Callable[[str], str],
    said: str,
    run: Callable[..., Any],
    own_store: Path,
    write: Callable[..., Any],
) -> None:
    before = own_store.read_bytes()
    table, map = write(map=change(MAP))
    done = run("import", table, "--map", map, "--db", own_store)
    assert done.exit_code == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert own_store.read_bytes() == before


def test_a_map_that_cannot_be_read_is_said(
    run: Callable[..., Any], own_store: Path, write: Callable[..., Any], tmp_path: Path
) -> None:
    table, map = write()
    map.write_text(MAP, encoding="utf-8-sig")
    assert run("import", table, "--map", map, "--dry-run", "--db", own_store).exit_code == 0
    for path, said in ((tmp_path / "none.toml", "no such file"), (tmp_path, "is a directory")):
        done = run("import", table, "--map", path, "--db", own_store)
        assert done.exit_code == 3
        assert said in done.stderr
    done = run("import", tmp_path, "--map", map, "--db", own_store)
    assert done.exit_code == 3
    assert "is no file but a folder" in done.stderr


def test_all_problems_at_once(run: Callable[..., Any], own_store: Path, write: Callable[..., Any]) -> None:
    table, map = write(map=MAP.replace('unit = "nm"', 'unit = "nmm"').replace('"Abstract" = "words"', ""))
    done = run("import", table, "--map", map, "--db", own_store)
    assert "2 problems" in done.stderr


def test_dry_run_writes_nothing(run: Callable[..., Any], own_store: Path, write: Callable[..., Any]) -> None:
    table, map = write()
    done = run("import", table, "--map", map, "--dry-run", "--db", own_store)
    assert "would be added" in done.stdout
    assert facts(own_store) == []


@pytest.mark.parametrize(
    ("table", "encoding", "said"),
    [
        ((HEADER + ROWS).replace(",", ";"), "utf-8", "seems, by ';'"),
        ((HEADER + ROWS).replace("Odd", "奇"), "gb18030", "is not utf-8"),
        (HEADER + "a,b\r\n", "utf-8", "2 cells under 8 columns"),
        (HEADER + "a\0,,,,,,,\r\n", "utf-8", "NUL"),
        ("", "utf-8", "is empty"),
        (HEADER.replace("Link", "Name"), "utf-8", "stands twice"),
    ],
)
def test_broken_tables_are_said(
    table: str, encoding: str, said: str, run: Callable[..., Any], own_store: Path, write: Callable[..., Any]
) -> None:
    path, map = write(table, encoding=encoding)
    done = run("import", path, "--map", map, "--db", own_store)
    assert done.exit_code == 3
    assert said in done.stderr


def test_percentiles_are_notes_and_periods_are_read(
    run: Callable[..., Any], own_store: Path, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(
        "Name,Chip manufacturer,Start date,End date,Chip type,Number of units (5th percentile),Number of units (median),"
        "Number of units (95th percentile),Compute estimate in H100e (5th percentile),Compute estimate in H100e (median),"
        "Compute estimate in H100e (95th percentile),Incomplete,Notes\n"
        "A100 to Q1,Nvidia,1/1/2022,3/31/2022,A100,163481,212120,276445,51547,66883,87166,,made up\n",
        encoding="utf-8",
    )
    map = schema_dir() / "maps" / "cumulative-chips.toml"
    assert run("import", tmp_path / "t.csv", "--map", map, "--db", own_store).exit_code == 0
    sql = "SELECT value, low, high, period_start::VARCHAR, period_end::VARCHAR, modality, note FROM facts WHERE metric = 'units_sold'"
    (row,) = facts(own_store, sql)
    assert row[:6] == (212120, 212120, 212120, "2022-01-01", "2022-03-31", "estimate")
    assert "5th percentile): 163481" in row[6]


@pytest.mark.parametrize("path", sorted((schema_dir() / "maps").glob("*.toml")), ids=lambda p: p.stem)
def test_shipped_maps_are_valid(path: Path) -> None:
    map = read_map(path)
    assert len({c.name for c in map.column}) == len(map.column)
    assert all(reason for reason in map.ignore.values())
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) <= {
        "table",
        "names",
        "column",
        "ignore",
        "metric",
        "scope",
    }
