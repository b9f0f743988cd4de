"""What the program does when its output is closed, full, narrow in letters, or no longer read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_FULL = Path("/dev/full")


def _factbase(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    variables = {**os.environ, **options.pop("env", {})}
    command = [sys.executable, "-m", "factbase", *map(str, arguments)]
    return subprocess.run(command, env=variables, check=False, timeout=60, **options)


@pytest.mark.parametrize(
    "arguments", [("query",), ("show", "h100-compute"), ("query", "--format", "csv"), ("--help",)]
)
def test_a_reader_that_goes_away_is_no_fault(seed_store: Path, arguments: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = _factbase(*arguments, env={"FACTBASE_DB": str(seed_store)}, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not _FULL.exists(), reason="no full device here")
@pytest.mark.parametrize("arguments", [("query",), ("query", "--format", "csv"), ("export",), ("--help",)])
def test_a_full_disk_is_said(seed_store: Path, arguments: tuple[str, ...]) -> None:
    with _FULL.open("wb") as full:
        done = _factbase(
            *arguments, env={"FACTBASE_DB": str(seed_store)}, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert done.stderr.startswith(b"factbase: ")


@pytest.mark.parametrize("format", ["table", "csv"])
def test_a_closed_output_is_said(seed_store: Path, format: str) -> None:
    command = f'exec "$0" -m factbase query power --format {format} --db "$1" >&-'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, seed_store], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert b"standard output is closed" in done.stderr


@pytest.mark.parametrize("format", ["csv", "json", "md"])
def test_data_is_utf_8_wherever_it_runs(seed_store: Path, format: str) -> None:
    arguments = ("query", "power", "--db", seed_store, "--format", format)
    done = _factbase(*arguments, env={"PYTHONIOENCODING": "ascii"}, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "用电量" in done.stdout.decode() or "千瓦时" in done.stdout.decode()


def test_a_screen_without_chinese_shows_code_points(seed_store: Path) -> None:
    done = _factbase(
        "show", "h100-compute", "--db", seed_store, env={"PYTHONIOENCODING": "ascii"}, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert rb"\u82f1\u4f1f\u8fbe" in done.stdout


def test_lines_in_a_pipe_end_where_their_words_end(seed_store: Path) -> None:
    done = _factbase("query", "power", "--db", seed_store, capture_output=True)
    assert not [line for line in done.stdout.decode().split("\n") if line.endswith(" ")]


def test_a_dash_is_standard_output(seed_store: Path, tmp_path: Path) -> None:
    arguments = ("query", "power", "--db", seed_store, "--format", "json", "-o", "-")
    done = _factbase(*arguments, capture_output=True, cwd=tmp_path)
    assert len(json.loads(done.stdout)) == 2
    assert list(tmp_path.iterdir()) == []


def test_an_argument_that_is_no_text(seed_store: Path) -> None:
    for command in (("query", "--about"), ("search",), ("show",), ("sql",)):
        done = _factbase(
            *command, b"\xff".decode(errors="surrogateescape"), "--db", seed_store, capture_output=True
        )
        assert done.returncode == 2, done.stderr
        assert done.stderr.startswith(b"factbase: ")
        assert b"bug" not in done.stderr


def test_what_steers_a_terminal_is_shown_not_obeyed(run: Any, seed_store: Path) -> None:
    done = run("sql", "SELECT chr(27) || '[31m', chr(155), chr(8238), chr(7) AS \"\x1b\"", "--db", seed_store)
    assert done.exit_code == 0
    assert "␛[31m" in done.stdout
    assert not set(done.stdout) & set("\x1b\x9b\u202e\x07")


def test_nothing_folds_in_the_counts_of_eighty_columns(seed_store: Path) -> None:
    screen = {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "80"}
    done = _factbase("stats", "--db", seed_store, env=screen, capture_output=True)
    lines = done.stdout.decode().splitlines()
    assert any("performance_ratio" in line and "kechuang-2023-06" in line for line in lines), lines
    assert max(map(len, lines)) <= 80
