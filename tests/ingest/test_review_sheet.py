"""The queue as a sheet, through the quirks of spreadsheets, new names and mistakes included."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factbase.cli.app import app
from factbase.errors import BadInput, Problems
from factbase.service import review_sheet
from factbase.service.review import queue
from factbase.store.connection import open_store

TEXT = "“云岫2”的参数量为720亿。\n\n“云岫2”的训练耗时约45天。\n\n柳溪储能电站每天供电30兆瓦时。\n"


def sheet_of(store: Path, tmp_path: Path) -> list[dict[str, str]]:
    path = tmp_path / "queue.csv"
    result = CliRunner().invoke(app, ["review", "--export", str(path), "--db", str(store)])
    assert result.exit_code == 0
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "a spreadsheet knows UTF-8 by its mark"
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def saved(
    tmp_path: Path, rows: list[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8-sig"
) -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / "filled.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def filled(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    one, two, three = rows
    one.update(decision="Accept", subject="new model: 云岫2")
    two.update(decision="accept", subject="云岫2", metric="new: 训练耗时", kind="duration")
    three.update(decision="reject", reason="not ours")
    return rows


def accepted(store: Path) -> list[tuple[str, str]]:
    connection = open_store(store)
    try:
        return connection.execute(
            "SELECT e.label_zh, m.label_zh FROM fact f JOIN entity e ON e.id = f.subject JOIN metric m ON m.id = f.metric"
            " WHERE f.status = 'accepted' ORDER BY f.span_start"
        ).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), (";", "gb18030"), ("\t", "utf-16")]
)
def test_what_a_spreadsheet_saves_is_read(store: Path, tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = saved(tmp_path, filled(sheet_of(store, tmp_path)), delimiter, encoding)
    table = review_sheet.import_decisions(store, path, "ada")
    assert [d for _, d in table.rows] == ["accept", "accept", "reject"]
    assert accepted(store) == [("云岫2", "参数量"), ("云岫2", "训练耗时")]
    assert queue(store) == []


def test_importing_a_sheet_twice_changes_nothing_more(store: Path, tmp_path: Path) -> None:
    path = saved(tmp_path, filled(sheet_of(store, tmp_path)))
    review_sheet.import_decisions(store, path, "ada")
    before = events(store)
    review_sheet.import_decisions(store, path, "ada")
    assert events(store) == before


def events(store: Path) -> int:
    connection = open_store(store)
    try:
        return int(connection.execute("SELECT count(*) FROM event").fetchall()[0][0])
    finally:
        connection.close()


def test_every_bad_row_is_named_at_once_and_nothing_is_done(store: Path, tmp_path: Path) -> None:
    rows = filled(sheet_of(store, tmp_path))
    rows[0].update(decision="yes please")
    rows[1].update(subject="云山")
    rows[2].update(reason="")
    before = events(store)
    with pytest.raises(Problems) as caught:
        review_sheet.import_decisions(store, saved(tmp_path, rows), "ada")
    assert [p.key for p in caught.value.problems] == ["row 2", "row 3", "row 4"]
    assert events(store) == before
    assert not (store.parent / "vocabulary").exists()


@pytest.mark.parametrize(
    ("field", "cell", "fault"),
    [
        ("period", "someday", "someday"),
        ("kind", "wish", "wish"),
        ("subject", "new: 云岫2", "say what"),
        ("metric", "用电量", "cannot be accepted"),
        ("id", "#ffffffffffff", "ffffffffffff"),
        ("id", "", "empty"),
    ],
)
def test_a_bad_cell_says_what_is_wrong(
    store: Path, tmp_path: Path, field: str, cell: str, fault: str
) -> None:
    rows = filled(sheet_of(store, tmp_path))[:1]
    rows[0][field] = cell
    with pytest.raises(Problems, match=fault):
        review_sheet.import_decisions(store, saved(tmp_path, rows), "ada")


def test_a_day_as_a_spreadsheet_writes_it_is_a_period(store: Path, tmp_path: Path) -> None:
    rows = filled(sheet_of(store, tmp_path))
    rows[0]["period"] = "2024/2/9"
    review_sheet.import_decisions(store, saved(tmp_path, rows), "ada")
    connection = open_store(store)
    try:
        found = connection.execute(
            "SELECT period_start, period_end FROM fact WHERE as_written = '720亿' AND status = 'accepted'"
        ).fetchall()
    finally:
        connection.close()
    assert [tuple(map(str, row)) for row in found] == [("2024-02-09", "2024-02-09")]


def test_a_file_that_is_no_such_sheet_is_refused(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("name,value\na,1\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no column decision and id"):
        review_sheet.import_decisions(store, path, "ada")


def test_a_fact_is_decided_once_in_a_sheet(store: Path, tmp_path: Path) -> None:
    rows = sheet_of(store, tmp_path)
    again = {**rows[0], "decision": "reject", "reason": "two"}
    rows[0].update(decision="reject", reason="one")
    with pytest.raises(Problems, match=r"row 5: [0-9a-f]{12} is decided already in row 2"):
        review_sheet.import_decisions(store, saved(tmp_path, [*rows, again]), "ada")
    assert len(queue(store)) == len(rows)


def test_a_workbook_is_refused_both_ways_with_what_to_do(store: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["review", "--export", str(tmp_path / "q.xlsx"), "--db", str(store)])
    assert result.exit_code == 2
    assert "q.csv" in result.stderr
    assert not (tmp_path / "q.xlsx").exists()
    (tmp_path / "q.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    result = CliRunner().invoke(app, ["review", "--import", str(tmp_path / "q.xlsx"), "--db", str(store)])
    assert result.exit_code == 3
    assert "save it as CSV" in result.stderr
