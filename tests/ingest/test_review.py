"""Decisions: accepted, rejected, edited, undone, as a sheet; names merged and renamed; each an event."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factbase.cli.app import app
from factbase.errors import BadInput, Problems, UsageError
from factbase.service import new_names, renames, review, review_edit, review_sheet
from factbase.service.history import history
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from factbase.service.undo import undo
from factbase.service.undo_names import undo_names
from factbase.store.connection import open_store

TEXT = "H100的综合算力是A100的3.4倍。ChatGPT每天耗电超过52万千瓦时。还有三百个不明的东西。\n"


def status(store: Path, fact: str) -> str:
    connection = open_store(store)
    try:
        return str(connection.execute("SELECT status FROM fact WHERE id = ?", [fact]).fetchall()[0][0])
    finally:
        connection.close()


def test_a_decision_is_kept_with_who_and_why_and_can_be_undone(store: Path) -> None:
    first = review.queue(store)[0].row["id"]
    review.decide(store, first, "accept", "ada")
    assert status(store, first) == "accepted"
    assert undo(store, "ada") == first
    assert status(store, first) == "candidate"
    review.decide(store, first, "reject", "bob", "misread")
    events = [(row[1], row[2], row[5]) for row in history(store, first).rows]
    assert events[1:] == [
        ("ada", "accepted", ""),
        ("ada", "candidate", "undo"),
        ("bob", "rejected", "misread"),
    ]


def test_a_rejection_needs_a_reason_and_an_incomplete_fact_is_not_accepted(store: Path) -> None:
    last = review.queue(store)[-1].row["id"]
    with pytest.raises(UsageError, match="reason"):
        review.decide(store, last, "reject", "ada")
    with pytest.raises(BadInput, match="metric") as refused:
        review.decide(store, last, "accept", "ada")
    assert refused.value.__context__ is None, "the model's error would hold the connection for good"
    assert status(store, last) == "candidate"


def test_an_edit_gives_a_new_id_and_keeps_the_old_fact(store: Path) -> None:
    old = review.queue(store)[-1].row["id"]
    new = review_edit.edit(store, old, {"subject": "ChatGPT", "metric": "用户请求", "kind": "rate"}, "ada")
    with pytest.raises(BadInput, match="count/day"):
        review.decide(store, new, "accept", "ada")
    new = review_edit.edit(store, new, {"per": "day"}, "ada")
    assert new != old
    assert status(store, old) == "superseded"
    review.decide(store, new, "accept", "ada")
    assert status(store, new) == "accepted"
    with pytest.raises(UsageError, match="cannot be edited"):
        review_edit.edit(store, new, {"value": "3"}, "ada")


def test_a_sheet_carries_out_all_decisions_or_none(store: Path, tmp_path: Path) -> None:
    table = review_sheet.export_queue(store)
    names = [c.name for c in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    rows[0]["decision"] = "accept"
    rows[1]["decision"] = "reject"
    sheet = tmp_path / "q.csv"
    _write(sheet, names, rows)
    with pytest.raises(Problems, match="row 3"):
        review_sheet.import_decisions(store, sheet, "ada")
    assert status(store, str(rows[0]["id"]).lstrip("#")) == "candidate"
    rows[1]["reason"] = "not ours"
    _write(sheet, names, rows)
    review_sheet.import_decisions(store, sheet, "ada")
    assert [status(store, str(r["id"]).lstrip("#")) for r in rows[:2]] == ["accepted", "rejected"]


def _write(path: Path, names: list[str], rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def test_merging_moves_facts_and_is_undone_whole(store: Path) -> None:
    new_names.add_name(store, "entity", {"id": "chat-gpt-copy", "type": "product", "label_en": "Copy"}, "ada")
    fact = next(p.row["id"] for p in review.queue(store) if p.row["subject"] == "chatgpt")
    moved = review_edit.edit(store, fact, {"subject": "chat-gpt-copy"}, "ada")
    assert renames.merge(store, "entity", "chat-gpt-copy", "chatgpt", "ada", "the same").facts == 1
    assert status(store, moved) == "superseded"
    assert undo_names(store, "chat-gpt-copy", "ada").facts == 1
    assert status(store, moved) == "candidate"
    connection = open_store(store)
    assert connection.execute("SELECT count(*) FROM entity WHERE id = 'chat-gpt-copy'").fetchall() == [(1,)]
    connection.close()


def test_a_renamed_entity_keeps_its_old_name_as_an_alias_and_its_id(store: Path) -> None:
    assert renames.rename(store, "entity", "ChatGPT", "Chatty", "ada", "en") == "chatgpt"
    connection = open_store(store)
    label, aliases = connection.execute(
        "SELECT label_en, aliases FROM entity WHERE id = 'chatgpt'"
    ).fetchall()[0]
    connection.close()
    assert label == "Chatty"
    assert "ChatGPT" in aliases
    undo_names(store, "chatgpt", "ada")


def test_the_queue_is_worked_by_keys_and_resumed(store: Path) -> None:
    waiting = len(review.queue(store))
    result = CliRunner().invoke(app, ["review", "--db", str(store)], input="a\nr no subject\nq\n")
    assert result.exit_code == 0
    assert len(review.queue(store)) == waiting - 2
    result = CliRunner().invoke(app, ["review", "--db", str(store)], input="s\n")
    assert result.exit_code == 0
    assert len(review.queue(store)) == waiting - 2


def test_names_that_were_renamed_or_merged_stay_so_after_init(store: Path) -> None:
    renames.rename(store, "entity", "ChatGPT", "Chatty", "ada", "en")
    renames.merge(store, "entity", "GPT-4", "chatgpt", "ada", "one and the same")
    initialize(store, empty=True)
    assert entity(store, "chatgpt") == [("Chatty", True)]
    assert entity(store, "gpt-4") == []
    assert undo_names(store, "GPT-4", "ada").facts == 0
    undo_names(store, "Chatty", "ada")
    initialize(store, empty=True)
    assert entity(store, "chatgpt") == [("ChatGPT", False)]
    assert entity(store, "gpt-4") != []
    with pytest.raises(UsageError, match="undone already"):
        undo_names(store, "chatgpt", "ada")


def entity(store: Path, name: str) -> list[tuple[object, ...]]:
    connection = open_store(store)
    try:
        return connection.execute(
            "SELECT label_en, list_contains(aliases, 'ChatGPT') FROM entity WHERE id = ?", [name]
        ).fetchall()
    finally:
        connection.close()


def test_a_label_that_names_another_is_refused(store: Path) -> None:
    with pytest.raises(UsageError, match="--merge"):
        renames.rename(store, "entity", "ChatGPT", "GPT-4", "ada", "en")
    with pytest.raises(UsageError, match="no characters"):
        renames.rename(store, "entity", "ChatGPT", " ", "ada", "en")


def test_an_edited_seed_fact_is_left_alone_by_init(tmp_path: Path) -> None:
    path = tmp_path / "seeds.duckdb"
    initialize(path)
    connection = open_store(path)
    ((fact, other),) = connection.execute(
        "SELECT max(id) FILTER (key = 'h100-compute'), max(id) FILTER (key = 'ai-plus-first') FROM fact"
    ).fetchall()
    connection.close()
    review_edit.edit(path, fact, {"note": "as printed"}, "ada")
    moved = review_edit.edit(path, other, {"subject": "ai-plus-forum"}, "ada")
    done = initialize(path)
    assert done.changes.added == 0
    connection = open_store(path)
    rows = dict(
        connection.execute(
            "SELECT id, status FROM fact WHERE list_contains(?, id)", [[fact, other, moved]]
        ).fetchall()
    )
    note = connection.execute("SELECT note FROM fact WHERE id = ?", [fact]).fetchall()
    connection.close()
    assert rows == {fact: "accepted", other: "superseded", moved: "accepted"}
    assert note == [("as printed",)]


def test_an_edited_candidate_outlives_a_new_version_and_its_figure_is_not_proposed_twice(
    store: Path, tmp_path: Path
) -> None:
    last = review.queue(store)[-1]
    moved = review_edit.edit(store, last.row["id"], {"subject": "ChatGPT"}, "ada")
    (tmp_path / "a.txt").write_text("新的一段。\n" + TEXT, encoding="utf-8")
    before = len(review.queue(store))
    ingest(store, IngestRequest((str(tmp_path / "a.txt"),)))
    found = review.queue(store)
    assert len(found) == before
    assert [p.row["subject"] for p in found][-1] == "chatgpt"
    assert moved not in {p.row["id"] for p in found}, "its span moved, and so its id"


def test_things_that_a_fact_compares_are_not_merged(tmp_path: Path) -> None:
    path = tmp_path / "seeds.duckdb"
    initialize(path)
    with pytest.raises(UsageError, match="relative to itself"):
        renames.merge(path, "entity", "ascend-910b", "nvidia-a100", "ada", "the same")
    connection = open_store(path)
    subjects = connection.execute(
        "SELECT DISTINCT subject FROM fact WHERE subject = 'ascend-910b'"
    ).fetchall()
    connection.close()
    assert subjects


def test_a_date_is_typed_against_its_quote_only_with_a_note(tmp_path: Path) -> None:
    store, file = tmp_path / "f.duckdb", tmp_path / "a.txt"
    initialize(store, empty=True)
    file.write_text("该中心计划于2026年6月完成二期工程。\n", encoding="utf-8")
    ingest(store, IngestRequest((str(file),)))
    (waiting,) = review.queue(store)
    fact = waiting.row["id"]
    same = review_edit.edit(store, fact, {"period": "2026-06", "subject": "csns"}, "ada")
    with pytest.raises(UsageError, match="needs a note"):
        review_edit.edit(store, same, {"period": "2031"}, "ada")
    sheet = tmp_path / "q.csv"
    table = review_sheet.export_queue(store)
    names = [c.name for c in table.columns]
    rows = [
        {**dict(zip(names, row, strict=True)), "decision": "edit", "period": "2031"} for row in table.rows
    ]
    _write(sheet, names, rows)
    with pytest.raises(Problems, match="needs a note"):
        review_sheet.import_decisions(store, sheet, "ada")
    review_edit.edit(store, same, {"period": "2031", "note": "postponed, says the headline"}, "ada")
    row = review.queue(store)[0].row
    assert (str(row["period_end"]), row["rule"]) == ("2031-12-31", "explicit")
