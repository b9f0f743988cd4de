"""The name that examples in docstrings may use: `fb`, the seeds' store, made when the first example asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


class _Seeds:
    """The Python API on a store of the seeds, opened at the first use."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "factbase.duckdb"

    def __getattr__(self, name: str) -> Any:
        import factbase

        if not self._path.exists():
            factbase.init(self._path)
        return getattr(factbase.open(self._path), name)


@pytest.fixture(scope="session", autouse=True)
def _names(doctest_namespace: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    doctest_namespace["fb"] = _Seeds(tmp_path_factory.mktemp("examples"))
