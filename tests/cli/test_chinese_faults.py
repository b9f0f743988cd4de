"""What goes wrong is told in Chinese: files, a reviewer's keys, filled sheets, merges, histories; only names, ids and units are Latin."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factbase.model.kinds import KINDS
from factbase.service.review_edit import TIMES
from tests.ingest.bad_files import lay_out

Run = Callable[..., Any]
# Names of formats and encodings, and what is typed as it stands: fields, keys, commands.
LATIN = {
    "PDF", "Word", "UTF", "GB18030", "Big5", "docx", "MB", "word", "document", "xml", "CSV", "TOML", "factbase", "review",
    "export", "decision", "id", "reason", "accept", "reject", "edit", "reopen", "kind", "subject", "metric", "scope", "modality", "period",
    "per", "note", "counted", "relative_to", "attributed_to", "new", "product", "model", "H200", "merge", "ok", "root",
    "nvidia", "h100", "overall_compute", "Q2", "H1", "quote", "occurrence", "as", "cues",
}  # fmt: skip
TEXT = "H100 的综合算力是 A100 的 3.2 倍。\n\n柳溪储能电站的储能容量为110兆瓦时。\n"


def latin(told: str, *names: str) -> list[str]:
    """The Latin words of a text that are no name; those of a unit (MWh), an id and a quoted word are."""
    for name in names:
        told = told.replace(name, "")
    told = re.sub(r"\b[0-9a-f]{8,12}\b|'[^']*'|“[^”]*”|`[^`]*`|\[[^\]]*\]", "", told)
    return [w for w in re.findall(r"[A-Za-z][A-Za-z0-9_]+", told) if w not in LATIN]


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Path:
    """The seeds, and one document more whose candidates wait."""
    path, file = tmp_path / "f.duckdb", tmp_path / "ok.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run("init", "--db", path).exit_code == 0
    assert run("ingest", file, "--db", path).exit_code == 0
    return path


def test_a_file_that_fails_says_why_in_chinese(run: Run, tmp_path: Path) -> None:
    run("init", "--empty", "--db", tmp_path / "f.duckdb")
    (tmp_path / "in").mkdir()
    lay_out(tmp_path / "in")
    done = run("ingest", tmp_path / "in", tmp_path / "none.txt", "--workers", "2", "--lang", "zh", "--db", tmp_path / "f.duckdb")  # fmt: skip
    assert done.exit_code == 3
    faults = [line for line in done.stderr.splitlines() if "：" in line]
    assert len(faults) > 20
    assert [f for f in faults if latin(f.removeprefix(str(tmp_path)).partition("：")[2])] == []
    assert re.search(r"\d+ 个文件：失败 \d+ 个", faults[-1])


KEYS = (
    "r", "9", "zz", "u", "x", 'e note="', "e nosuch=3", "e subject=nosuch", "e period=2024-13", "e period=abc", "e per=nosuch",
    "e", "n", "n product", "m", "n nosuch thing", "e subject=nvidia-h100", "e kind=funding", "a", "e kind=nosuch", "",
)  # fmt: skip


def test_a_reviewer_is_answered_in_chinese(run: Run, store: Path) -> None:
    done = run("review", "--lang", "zh", "--db", store, input="\n".join([*KEYS, "q"]) + "\n")
    said = [line.strip("> ") for line in done.stderr.splitlines() if line.strip("> ")]
    assert len(said) >= len(KEYS)
    codes = [*KINDS, *TIMES, *run("sql", "SELECT DISTINCT type FROM entity", "--format", "csv", "--db", store).stdout.split()]  # fmt: skip
    assert [(line, latin(line)) for line in said if set(latin(line)) - set(codes)] == []


def sheet(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted({name for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_every_fault_of_a_sheet_is_told_in_chinese(run: Run, store: Path, tmp_path: Path) -> None:
    ids = [row["id"] for row in csv.DictReader(run("query", "--status", "candidate", "--format", "csv", "--db", store).stdout.splitlines())]  # fmt: skip
    rows: list[dict[str, str]] = [
        {"id": ids[0], "decision": "maybe"},
        {"id": ids[1], "decision": "reject"},
        {"id": ids[1], "decision": "accept"},
        {"id": "zzzz", "decision": "accept"},
        {"id": "", "decision": "accept"},
    ]
    done = run("review", "--import", sheet(tmp_path / "s.csv", *rows), "--lang", "zh", "--db", store)
    assert done.exit_code == 3
    assert "第 2 行" in done.stderr
    assert [line for line in done.stderr.splitlines() if latin(line, "s.csv")] == []
    for cells in ({"subject": "new: 某物"}, {"period": "2024-13"}, {"kind": "funding"}, {"metric": "nosuch"}):
        done = run("review", "--import", sheet(tmp_path / "s.csv", {"id": ids[0], "decision": "accept", **cells}), "--lang", "zh", "--db", store)  # fmt: skip
        assert done.exit_code == 3
        assert [line for line in done.stderr.splitlines() if latin(line, "s.csv")] == []
    other = run("review", "--import", sheet(tmp_path / "t.csv", {"a": "b"}), "--lang", "zh", "--db", store)
    assert "没有列 decision、id" in other.stderr


def test_a_refused_merge_and_a_history_are_told_in_chinese(run: Run, store: Path) -> None:
    refused = run("review", "--merge", "nvidia-h100", "nvidia-a100", "--lang", "zh", "--db", store)
    assert refused.exit_code == 2
    assert latin(refused.stderr, "nvidia-h100", "nvidia-a100") == []
    run("review", "--db", store, input="e note=x scope=world\nq\n")
    (made,) = [line.split(",")[0] for line in run("sql", "SELECT DISTINCT target FROM event WHERE reason LIKE 'corrects%'", "--format", "csv", "--db", store).stdout.splitlines()[1:]]  # fmt: skip
    told = run("history", made, "--lang", "zh", "--db", store).stdout
    assert "更正" in told
    assert "审阅时修改" in told
    assert "corrects" not in told
