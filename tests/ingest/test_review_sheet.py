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
from factbase.service.review import decide, queue
from factbase.service.review_edit import edit
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
    with pytest.raises(BadInput, match="no column decision, id"):
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


def test_a_sheet_does_not_override_what_was_decided_since_it_was_written(store: Path, tmp_path: Path) -> None:
    rows = sheet_of(store, tmp_path)
    first, second, _ = (row["id"].lstrip("#") for row in rows)
    decide(store, first, "reject", "alice", "not ours")
    corrected = edit(store, second, {"subject": "csns"}, "alice")
    rows[0].update(decision="reopen")
    rows[1].update(decision="reject", reason="stale sheet")
    rows[2].update(decision="reject", reason="not ours")
    rows[0]["note"] = "checked"
    before = events(store)
    with pytest.raises(Problems, match="decided elsewhere") as caught:
        review_sheet.import_decisions(store, saved(tmp_path, rows), "bob")
    assert [p.key for p in caught.value.problems] == ["row 2", "row 3"]
    assert corrected in str(caught.value)
    assert events(store) == before


@pytest.mark.parametrize("known", [True, False])
def test_a_sheet_may_say_what_was_decided_meanwhile(store: Path, tmp_path: Path, known: bool) -> None:
    rows = sheet_of(store, tmp_path)
    decide(store, rows[0]["id"].lstrip("#"), "reject", "alice", "not ours")
    rows[0].update(decision="reject", reason="not ours either")
    rows[1].update(decision="reject", reason="not ours")
    if not known:
        rows = [{name: cell for name, cell in row.items() if name != "version"} for row in rows]
    before = events(store)
    review_sheet.import_decisions(store, saved(tmp_path, rows), "bob")
    assert events(store) == before + 1
    rows[0].update(decision="accept")
    with pytest.raises(Problems, match=r"row 2: .*decided elsewhere"):
        review_sheet.import_decisions(store, saved(tmp_path, rows), "bob")


def test_a_candidate_that_an_import_edited_is_decided_by_the_same_sheet_later(
    store: Path, tmp_path: Path
) -> None:
    rows = filled(sheet_of(store, tmp_path))[:1]
    rows[0]["decision"] = "edit"
    review_sheet.import_decisions(store, saved(tmp_path, rows), "ada")
    rows[0]["decision"] = "accept"
    review_sheet.import_decisions(store, saved(tmp_path, rows), "ada")
    assert accepted(store) == [("云岫2", "参数量")]


@pytest.mark.parametrize("decision", ["accept", "edit"])
@pytest.mark.parametrize(
    ("column", "cell"), [("as_written", "820亿"), ("read_as", "82 billion"), ("quote", "没有这句")]
)
def test_a_figure_is_not_typed_over_in_a_sheet(
    store: Path, tmp_path: Path, decision: str, column: str, cell: str
) -> None:
    rows = filled(sheet_of(store, tmp_path))[:1]
    rows[0].update({"decision": decision, column: cell})
    with pytest.raises(Problems, match=f"row 2: {column} cannot be edited: .*ingest it again"):
        review_sheet.import_decisions(store, saved(tmp_path, rows), "ada")


@pytest.mark.parametrize(
    ("stored", "saved_as", "same"),
    [
        ("1,200", "1200", True), ("3.40", "3.4", True), ("2026-06", "Jun-26", True), ("2026-06", "2026/6/1", True),
        ("-5 %", "'-5%", True), ("3-5", "5-Mar", True), ("3-5", "3月5日", True), ("64GB", " 64 GB", True),
        ("64GB", "128GB", False), ("2026-06", "2027/6/1", False), ("64", "46", False), ("64GB", "", False),
    ],
)  # fmt: skip
def test_a_cell_in_the_style_of_a_spreadsheet_is_no_correction(
    store: Path, tmp_path: Path, stored: str, saved_as: str, same: bool
) -> None:
    connection = open_store(store, write=True)
    connection.execute("UPDATE fact SET as_written = ?", [stored])
    connection.close()
    rows = sheet_of(store, tmp_path)[:1]
    rows[0].update(decision="reject", reason="not ours", as_written=saved_as)
    path = saved(tmp_path, rows)
    if same:
        assert len(list(review_sheet.import_decisions(store, path, "ada").rows)) == 1
    else:
        with pytest.raises(Problems, match="as_written cannot be edited"):
            review_sheet.import_decisions(store, path, "ada")


def test_rows_that_were_filled_without_effect_are_named(store: Path, tmp_path: Path) -> None:
    rows = sheet_of(store, tmp_path)
    rows[0].update(subject="云岫2")
    rows[1].update(decision="edit")
    rows[2].update(reason="not ours")
    notes = review_sheet.import_decisions(store, saved(tmp_path, rows), "ada").notes
    assert [str(note).partition(":")[0] for note in notes] == [
        "1 decision",
        "rows 2, 4 say something new but have no decision",
        "row 3 asks for an edit but changes no field that can be edited",
    ]
    untouched = review_sheet.import_decisions(store, saved(tmp_path, sheet_of(store, tmp_path)), "ada")
    assert [str(note) for note in untouched.notes] == ["0 decisions"]
