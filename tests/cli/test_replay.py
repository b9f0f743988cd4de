"""Saved proofs that are read back: from a file, with a mark, from a pipe; and what is none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def saved(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "proof.json"
    run("compare", "深算二号", "H100", "--format", "json", "-o", path, "--db", seed_store)
    return path


def test_a_saved_proof_holds(run: Callable[..., Any], seed_store: Path, saved: Path) -> None:
    assert run("replay", saved, "--db", seed_store).exit_code == 0
    marked = saved.with_name("marked.json")
    marked.write_text(saved.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert run("replay", marked, "--db", seed_store).exit_code == 0
    deep: Any = json.loads(saved.read_text(encoding="utf-8"))
    for _ in range(600):
        deep = [deep]
    saved.write_text(json.dumps(deep), encoding="utf-8")
    assert run("replay", saved, "--db", seed_store).exit_code == 0


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="needs /dev/stdin")
def test_a_proof_from_a_pipe(seed_store: Path, saved: Path) -> None:
    command = [sys.executable, "-m", "factbase", "replay", "/dev/stdin", "--db", str(seed_store)]
    assert subprocess.run(command, input=saved.read_bytes(), capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 5000, "is no readable JSON"),
        ("深".encode("gb18030"), "is not UTF-8"),
        (b"", "is no readable JSON"),
        (b"{}", "holds no proof"),
        (b'[{"n": 1, "kind": "fact", "premises": [], "exact": ["1e999999999", null, "1"]}]', "p.json"),
    ],
)
def test_what_is_no_proof_is_said(
    text: bytes, said: str, run: Callable[..., Any], seed_store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "p.json"
    path.write_bytes(text)
    done = run("replay", path, "--db", seed_store)
    assert done.exit_code == 3
    assert said in done.stderr
    assert "internal error" not in done.stderr


def test_a_device_without_an_end_is_no_proof(run: Callable[..., Any], seed_store: Path) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("needs /dev/zero")
    done = run("replay", "/dev/zero", "--db", seed_store)
    assert done.exit_code == 3
    assert "MiB" in done.stderr
    assert run("replay", "/dev", "--db", seed_store).exit_code == 3
