"""Export, then import: the same facts, for every kind, unit, hedge and awkward character."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factbase.model.fact import FactBase
from factbase.render.exports import Options, write_extract
from factbase.service.export import open_extract
from factbase.service.import_own import import_own
from factbase.service.initialize import initialize
from factbase.service.query import FactRequest
from factbase.store.connection import open_store, transaction
from factbase.store.imports import add_facts
from tests.exports.facts import facts

EVERY = FactRequest(statuses=("accepted", "candidate", "rejected", "superseded", "retired"))
WHOLE = "SELECT * EXCLUDE (origin, recorded) FROM fact ORDER BY id"
PUBLISHED = "SELECT * EXCLUDE (origin, recorded, reading, face_low, face_high) FROM fact ORDER BY id"


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.duckdb"
    initialize(path, empty=True)
    return path


def copied(empty: Path, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(empty.read_bytes())
    return path


def rows(store: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = open_store(store)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def round_trip(
    empty: Path, made: list[FactBase], name: str, format: str, options: Options
) -> tuple[Path, Path, Any]:
    folder = Path(tempfile.mkdtemp())
    one, other = copied(empty, folder, "one.duckdb"), copied(empty, folder, "other.duckdb")
    connection = open_store(one, write=True)
    with transaction(connection):
        add_facts(connection, made, "test", "generated")
    connection.close()
    written = folder / name
    with open_extract(one, EVERY) as extract:
        write_extract(extract, format, written, options)
    told = import_own(other, written, "test")
    again = folder / f"again-{name}"
    with open_extract(other, EVERY) as extract:
        write_extract(extract, format, again, options)
    if format != "datapackage":
        assert again.read_bytes() == written.read_bytes()
    elif written.is_dir():
        assert (again / "facts.csv").read_bytes() == (written / "facts.csv").read_bytes()
    assert counted(import_own(other, again, "test")) == (0, len(made))
    return one, other, told


def counted(told: Any) -> tuple[int, int]:
    """How many facts an import added, and how many it found."""
    counts = {row[0]: row[1] for row in told.rows}
    return counts["facts added"], counts["facts here already"]


lists = st.lists(facts(), min_size=1, max_size=12, unique_by=lambda f: f.id)
slow = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize(
    ("name", "format", "excel"),
    [
        ("f.csv", "csv", False), ("e.csv", "csv", True), ("f.jsonl", "jsonl", False), ("f.parquet", "parquet", False),
        ("package", "datapackage", False), ("p.zip", "datapackage", False),
    ],
)  # fmt: skip
@slow
@given(made=lists)
def test_nothing_is_lost(
    empty_store: Path, name: str, format: str, excel: bool, made: list[FactBase]
) -> None:
    one, other, told = round_trip(empty_store, made, name, format, Options(excel=excel, exact=True))
    assert counted(told) == (len(made), 0)
    assert rows(one, WHOLE) == rows(other, WHOLE)


@slow
@given(made=lists)
def test_published_columns_alone_come_back(empty_store: Path, made: list[FactBase]) -> None:
    one, other, told = round_trip(empty_store, made, "f.csv", "csv", Options())
    assert rows(one, PUBLISHED) == rows(other, PUBLISHED)
    inner = "SELECT reading FROM fact ORDER BY id"
    changed = sum(a != b for a, b in zip(rows(one, inner), rows(other, inner), strict=True))
    rebuilt = {row[0]: row[1] for row in told.rows}["readings rebuilt from the columns alone"]
    explicit = sum(f.rule in ("explicit", "rank") for f in made)
    assert changed <= rebuilt + explicit


def test_the_seeds_come_back_with_their_readings(
    run: Callable[..., Any], seed_store: Path, empty_store: Path, tmp_path: Path
) -> None:
    for name in ("f.csv", "f.jsonl", "f.parquet"):
        run("export", "-o", tmp_path / name, "--db", seed_store)
        store = copied(empty_store, tmp_path, f"{name}.duckdb")
        done = run("import", tmp_path / name, "--db", store)
        assert done.exit_code == 0, done.stderr
        assert "rebuilt" not in done.stdout
        assert rows(seed_store, WHOLE) == rows(store, WHOLE)
        again = run("import", tmp_path / name, "--db", store, "--format", "json")
        assert '"facts here already", "count": 1' in again.stdout.replace("\n", " ")
        run("export", "-o", tmp_path / f"again-{name}", "--db", store)
        if name != "f.parquet":
            assert (tmp_path / f"again-{name}").read_bytes() == (tmp_path / name).read_bytes()


def test_a_spreadsheet_export_comes_back(
    run: Callable[..., Any], own_store: Path, empty_store: Path, tmp_path: Path
) -> None:
    with duckdb.connect(str(own_store)) as connection:
        connection.execute("UPDATE fact SET note = '=HYPERLINK(1)' WHERE key = 'h100-compute'")
    run("export", "--excel", "-o", tmp_path / "f.csv", "--db", own_store)
    store = copied(empty_store, tmp_path, "s.duckdb")
    assert run("import", tmp_path / "f.csv", "--db", store).exit_code == 0
    assert rows(own_store, WHOLE) == rows(store, WHOLE)
