"""What may stand before a command: the store, the language, the version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import factbase
from factbase.cli.app import COMMANDS

Run = Callable[..., Any]


def test_the_store_may_be_named_before_the_command_and_behind_it(run: Run, own_store: Path) -> None:
    before = run("--db", own_store, "query", "power", "--format", "jsonl")
    assert before.exit_code == 0
    assert before.stdout == run("query", "power", "--format", "jsonl", "--db", own_store).stdout
    behind = run("--db", own_store.with_name("none.duckdb"), "query", "power", "--db", own_store)
    assert behind.exit_code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_both_options(run: Run, command: str) -> None:
    help_text = run(command, "--help").stdout
    assert "--db" in help_text
    assert "--lang" in help_text


def test_a_missing_store_named_before_the_command_is_said(run: Run, tmp_path: Path) -> None:
    done = run("--db", tmp_path / "none.duckdb", "stats")
    assert done.exit_code == 4
    assert "none.duckdb" in done.stderr


def test_the_language_may_be_named_before_the_command(run: Run, own_store: Path) -> None:
    assert "条事实" in run("--lang", "zh", "query", "power", "--db", own_store).stdout
    assert "2 facts" in run("--lang", "zh", "query", "power", "--lang", "en", "--db", own_store).stdout
    assert run("--lang", "xx", "query", "--db", own_store).exit_code == 2


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout.split() == ["factbase", factbase.__version__]
