"""A file is complete or not there: the old one stays, folders of others are left alone, disks that are full are said."""

from __future__ import annotations

import os
import subprocess
import sys
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
    with pytest.raises(UsageError, match="no space left"), draft_file(path):
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
@pytest.mark.parametrize("format", EXPORTS)
def test_a_full_disk_keeps_the_old_file(format: str, seed_store: Path, tmp_path: Path) -> None:
    path = tmp_path / FILES[format]
    if EXPORTS[format].shape != "folder":
        path.write_text("old")
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20));"
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
    assert done.stderr.startswith(f"factbase: cannot write {path}")
    assert done.stderr.endswith(": file too large.\n")
    assert done.stderr.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ([path.name] if path.is_file() else [])
    assert not path.exists() or path.read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("format", [f for f, form in EXPORTS.items() if form.shape in ("text", "file")])
def test_a_device_that_is_full_is_said(format: str, run: Callable[..., Any], seed_store: Path) -> None:
    done = run("export", "--format", format, "-o", "/dev/full", "--db", seed_store)
    assert done.exit_code == 2
    assert "cannot write /dev/full: no space left on device." in done.stderr


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_standard_output_keeps_what_stood_in_it(seed_store: Path, tmp_path: Path) -> None:
    path, plain = tmp_path / "all.txt", tmp_path / "f.csv"
    command = [sys.executable, "-m", "factbase", "export", "share", "--db", str(seed_store)]
    subprocess.run([*command, "-o", str(plain)], check=True, capture_output=True)
    with path.open("wb") as file:
        for name in ("-", "/dev/stdout", "/dev/fd/1"):
            done = subprocess.run([*command, "-o", name], check=True, stdout=file, stderr=subprocess.PIPE)
            assert done.stderr == b""
    assert path.read_bytes() == 3 * plain.read_bytes()
    with path.open("wb") as file:
        subprocess.run([*command, "-o", "-", "--format", "parquet"], check=True, stdout=file)
    with duckdb.connect() as connection:
        count = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchone()
    assert count == (plain.read_bytes().count(b"\r\n") - 1,)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--verdicts", "v.json"), "--verdicts is for claimreview, not for csv"),
        (("--excel", "--format", "jsonl"), "--excel is for csv, not for jsonl"),
        (("--exact", "--format", "md"), "--exact is for csv"),
        (("--exact", "--currency", "EUR"), "leave out --unit, --currency"),
        (("--format", "csvw", "-o", "-"), "name a file with -o"),
        (("--format", "seeds", "-o", "-"), "name a file with -o"),
        (("--format", "docx"), "export --format takes csv"),
    ],
)
def test_options_that_would_be_ignored_are_refused(
    options: tuple[str, ...], said: str, run: Callable[..., Any], seed_store: Path
) -> None:
    done = run("export", *options, "--db", seed_store)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
