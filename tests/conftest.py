"""One store from the shipped seeds for the whole run, and copies of it for tests that change it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def spoken_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, whatever the locale of the machine; tests of other languages say so."""
    monkeypatch.setenv("FACTBASE_LANG", "en")


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that `factbase init` makes; never written to."""
    from factbase.service.initialize import initialize

    path = tmp_path_factory.mktemp("store") / "factbase.duckdb"
    initialize(path)
    return path


@pytest.fixture
def own_store(seed_store: Path, tmp_path: Path) -> Path:
    """A copy that the test may change."""
    return Path(shutil.copy(seed_store, tmp_path / "factbase.duckdb"))


@pytest.fixture
def run() -> Callable[..., Any]:
    """Run a command line in this process; gives exit_code, stdout and stderr."""
    from typer.testing import CliRunner

    from factbase.cli.app import app

    runner = CliRunner()

    def invoke(*arguments: str | Path, input: str | None = None) -> Any:
        return runner.invoke(app, [str(a) for a in arguments], input=input)

    return invoke
