"""Stores that are no stores: each is named, with exit code 4, and nothing is made or reached elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from factbase.errors import StoreError
from factbase.store.faults import store_fault


def _alien(path: Path, *statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


_SETTING = "CREATE TABLE setting (name VARCHAR, text VARCHAR)"


@pytest.mark.parametrize("version", ["2", "0", "²", "99999999999999999999", "-1"])
@pytest.mark.parametrize("command", [("query",), ("check",), ("init",), ("sql", "FROM facts")])
def test_a_database_that_only_looks_like_a_store(
    run: Callable[..., Any], tmp_path: Path, version: str, command: tuple[str, ...]
) -> None:
    store = _alien(
        tmp_path / "a.duckdb", _SETTING, f"INSERT INTO setting VALUES ('schema_version', '{version}')"
    )
    done = run(*command, "--db", store)
    assert done.exit_code == 4 or (command[0] == "sql" and done.exit_code == 2), done.stderr
    assert done.stderr.startswith("factbase: ")
    assert "bug" not in done.stderr


def test_a_block_that_does_not_add_up(run: Callable[..., Any], own_store: Path) -> None:
    content = bytearray(own_store.read_bytes())
    content[20_000:400_000] = bytes(380_000)
    own_store.write_bytes(bytes(content))
    done = run("check", "--db", own_store)
    assert done.exit_code == 4, done.stderr
    assert "orrupt" in done.stderr or "cannot be opened" in done.stderr


@pytest.mark.parametrize("name", [":memory:", "md:base", "?.duckdb", "[a-z].duckdb", "a b'c.duckdb", "%s"])
def test_odd_names_are_files(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--empty", "--db", name).exit_code == 0
    assert [p.name for p in tmp_path.iterdir()] == [name]
    done = run("query", "--db", name, "--format", "json")
    assert (done.exit_code, done.stdout) == (0, "[]\n"), done.stderr


def test_a_name_that_is_too_long(run: Callable[..., Any], tmp_path: Path) -> None:
    for command in ("init", "query"):
        done = run(command, "--db", tmp_path / ("a" * 300))
        assert done.exit_code in (2, 4)
        assert "too long" in done.stderr


def test_the_draft_of_another_store_is_left_alone(run: Callable[..., Any], tmp_path: Path) -> None:
    other = tmp_path / ".b.duckdb.new-999999999999"
    other.write_bytes(b"a draft")
    assert run("init", "--empty", "--db", tmp_path / "?.duckdb").exit_code == 0
    assert other.read_bytes() == b"a draft"


@pytest.mark.parametrize("kind", [duckdb.TransactionException, duckdb.IOException, duckdb.FatalException])
@pytest.mark.parametrize("why", ["Permission denied", "Read-only file system"])
def test_a_folder_that_cannot_be_written_is_no_bug(kind: type[duckdb.Error], why: str) -> None:
    fault = store_fault(kind(f'Failed to commit: Cannot open file "/a/f.duckdb.wal": {why}'))
    assert type(fault) is StoreError
    assert "check who may write" in str(fault)
