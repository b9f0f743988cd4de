"""A verifier over the curated facts for all tests of verify; they only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factbase.service.verify_claims import Verifier
from factbase.service.verify_open import open_verifier
from factbase.store.connection import open_store


@pytest.fixture(scope="session")
def store(seed_store: Path) -> Path:
    return seed_store


@pytest.fixture(scope="session")
def verifier(seed_store: Path) -> Iterator[Verifier]:
    connection = open_store(seed_store)
    yield open_verifier(connection, seed_store)
    connection.close()
