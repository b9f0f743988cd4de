"""What the page for contributors names exists: its files, its modules, its rooms in their order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.test_layers import ORDER

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
# `extract/link_scene.py`, and names that follow in the same folder: `link_roles.py`, `linking.toml`.
FILES = sorted(set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.(?:py|toml|jsonl|md))`", PAGE)))
PLACES = (
    ROOT,
    ROOT / "factbase",
    ROOT / "factbase/extract",
    ROOT / "factbase/service",
    ROOT / "schema",
    ROOT / "tests/cases",
)


@pytest.mark.parametrize("name", FILES)
def test_every_file_that_is_named_exists(name: str) -> None:
    assert any((place / name).is_file() for place in PLACES)


def test_the_rooms_stand_in_the_order_that_is_enforced() -> None:
    (line,) = re.findall(r"(?m)^phrase ← .*$", PAGE)
    written = [set(re.findall(r"[a-z]+", part)) for part in line.split("←")]
    enforced = [({rooms} if isinstance(rooms, str) else rooms) - {"web"} for rooms in ORDER]
    assert written == enforced


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m (tests[\w.]+)", PAGE))))
def test_every_module_that_is_to_be_run_exists(module: str) -> None:
    assert (ROOT / (module.replace(".", "/") + ".py")).is_file()
