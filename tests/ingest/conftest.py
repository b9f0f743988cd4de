"""A store that holds nothing but one ingested document: the `TEXT` of the test file."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize


@pytest.fixture
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "f.duckdb"
    initialize(path, empty=True)
    file = tmp_path / "a.txt"
    file.write_text(request.module.TEXT, encoding="utf-8")
    ingest(path, IngestRequest((str(file),)))
    return path
