"""A file is complete or not there: the old one stays, folders of others are left alone, disks that are full are said."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from factbase.errors import UsageError
from factbase.render.exports.draft import draft_file, draft_folder
from factbase.service.export import EXPORTS

FILES = {"csv": "f.csv", "jsonl": "f.jsonl", "parquet": "f.parquet", "xlsx": "f.xlsx", "md": "f.md", "csvw": "w.csv",
         "claimreview": "c.json", "annotations": "a.jsonld", "wikidata": "w.jsonl", "bibtex": "b.bib", "csl-json": "b.json",
         "datapackage": "package", "seeds": "seeds"}  # fmt: skip


@pytest.mark.parametrize("format", EXPORTS)
def test_every_format_of_an_empty_selection(
    format: str, run: Callable[..., Any], seed_store: Path, tmp_path: Path
) -> None:
    path = tmp_path / FILES[format]
    done = run("export", "--about", "no such words", "--format", format, "-o", path, "--db", seed_store)
    assert done.exit_code == 0, done.stderr
    assert path.exists()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("format", EXPORTS)
def test_an_unwritable_path_leaves_nothing(
    format: str, run: Callable[..., Any], seed_store: Path, tmp_path: Path
) -> None:
    done = run("export", "--format", format, "-o", tmp_path / "no" / FILES[format], "--db", seed_store)
    assert done.exit_code == 2
    assert "cannot write" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", [f for f, form in EXPORTS.items() if form.shape != "text"])
def test_binary_formats_want_a_file(format: str, run: Callable[..., Any], seed_store: Path) -> None:
    done = run("export", "--format", format, "--db", seed_store)
    assert done.exit_code == 2
    assert "-o" in done.stderr


def test_a_writer_that_fails_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("old")
    with pytest.raises(UsageError, match="No space left"), draft_file(path):
        raise OSError(28, os.strerror(28))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_of_others_is_not_replaced(
    run: Callable[..., Any], seed_store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("dear")
    done = run("export", "--format", "seeds", "-o", folder, "--db", seed_store)
    assert done.exit_code == 2
    assert (folder / "thesis.txt").read_text() == "dear"
    with draft_folder(tmp_path / "own") as draft:
        (draft / "datapackage.json").write_text("1")
    with pytest.raises(UsageError), draft_folder(tmp_path / "own"):
        raise OSError(28, os.strerror(28))
    assert (tmp_path / "own" / "datapackage.json").read_text() == "1"
    with draft_folder(tmp_path / "own") as draft:
        (draft / "datapackage.json").write_text("2")
    assert (tmp_path / "own" / "datapackage.json").read_text() == "2"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine", "own"]


def test_screen_and_file_are_the_same_bytes(
    run: Callable[..., Any], seed_store: Path, tmp_path: Path
) -> None:
    for name in ("csv", "jsonl", "md", "annotations", "wikidata", "bibtex", "csl-json"):
        path = tmp_path / FILES[name]
        run("export", "--format", name, "-o", path, "--db", seed_store)
        shown = run("export", "--format", name, "--db", seed_store).stdout_bytes
        assert shown == path.read_bytes(), name


def test_seeds_give_the_same_store(run: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    done = run("export", "--format", "seeds", "-o", tmp_path / "seeds", "--db", seed_store)
    assert done.exit_code == 0
    assert "left out" not in done.stderr
    again = tmp_path / "again.duckdb"
    assert run("init", "--seeds", tmp_path / "seeds", "--db", again).exit_code == 0
    for table, skip in (("fact", "EXCLUDE (recorded)"), ("document", "EXCLUDE (source_file)"), ("item", "")):
        rows = []
        for store in (seed_store, again):
            with duckdb.connect(str(store), read_only=True) as connection:
                rows.append(connection.execute(f"SELECT * {skip} FROM {table} ORDER BY ALL").fetchall())
        assert rows[0] == rows[1], table


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
@pytest.mark.parametrize(
    "format", ["csv", "jsonl", "parquet", "xlsx", "md", "datapackage", "annotations", "seeds"]
)
def test_a_full_disk_keeps_the_old_file(format: str, seed_store: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / FILES[format]
    if EXPORTS[format].shape != "folder":
        path.write_text("old")
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192));"
        "from factbase.cli import main; main()"
    )
    command = [
        sys.executable,
        "-c",
        limited,
        "export",
        "--format",
        format,
        "-o",
        str(path),
        "--db",
        str(seed_store),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"factbase: cannot write {path}: File too large.\n"
    assert [p.name for p in tmp_path.iterdir()] == ([path.name] if path.is_file() else [])
    assert not path.exists() or path.read_text() == "old"
