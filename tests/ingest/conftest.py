"""Stores of ingested documents: one of the test file's own `TEXT`, and the reviewed ones that many tests ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from tests.ingest.two_documents import NAMES, Reviewed, load, review


@pytest.fixture
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "f.duckdb"
    initialize(path, empty=True)
    file = tmp_path / "a.txt"
    file.write_text(request.module.TEXT, encoding="utf-8")
    ingest(path, IngestRequest((str(file),)))
    return path


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reviewed]:
    """The store of each document by its name, read and reviewed once."""
    return {name: review(load(name), tmp_path_factory.mktemp(name)) for name in NAMES}
