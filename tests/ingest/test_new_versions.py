"""New versions of documents: decisions go along with the words, and what one version lost another brings back."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from factbase.cli.app import app
from factbase.service import review
from factbase.service.history import history
from factbase.service.ingest import IngestRequest, ingest
from factbase.store.connection import open_store
from tests.ingest.test_ingest import TEXT, facts, run, store, write

__all__ = ["store"]


def ids(store: Path, status: str) -> list[str]:
    connection = open_store(store)
    try:
        sql = "SELECT id FROM fact WHERE status = ? ORDER BY span_start"
        return [str(id) for (id,) in connection.execute(sql, [status]).fetchall()]
    finally:
        connection.close()


def test_a_rejection_goes_along_with_the_new_version_of_its_document(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", TEXT)
    run(store, file, accept=True)
    _, electricity = ids(store, "accepted")
    review.decide(store, electricity, "reject", "ada", "corrected by its source")
    for text in ("新的开头。\n" + TEXT, "又一个开头。\n" + TEXT, TEXT):
        write(tmp_path, "a.txt", text)
        (row,) = run(store, file, accept=True)
        assert (row["outcome"], row["candidates"], row["accepted"]) == ("new version", 0, 0)
        assert [f[2:] for f in facts(store) if f[3] in ("accepted", "candidate", "rejected")] == [
            ("3.4倍", "accepted"),
            ("超过52万千瓦时", "rejected"),
        ]
        (now,) = ids(store, "rejected")
        told = [(event[1], event[2], event[5]) for event in history(store, now).rows]
        assert ("ada", "rejected", "corrected by its source") in told


def test_a_figure_that_is_repeated_keeps_its_own_decision_when_it_moves_to_where_another_stood(
    store: Path, tmp_path: Path
) -> None:
    line = "ChatGPT每天耗电超过52万千瓦时。\n"
    file = write(tmp_path, "a.txt", "能源情况\n\n" + 2 * line)
    run(store, file, accept=True)
    review.decide(store, ids(store, "accepted")[1], "reject", "ada", "said twice")
    for text in ("。" * len(line) + "能源情况\n\n" + 2 * line, "能源情况\n\n" + 2 * line):
        write(tmp_path, "a.txt", text)
        assert "2 facts found again" in str(run(store, file, accept=True)[0]["message"])
        live = [f[3] for f in facts(store) if f[3] != "superseded"]
        assert live == ["accepted", "rejected"]


def test_facts_that_a_version_lost_stand_again_when_their_words_are_back(store: Path, tmp_path: Path) -> None:
    other = TEXT.replace("3.4", "3.5").replace("52万", "53万")
    file = write(tmp_path, "a.txt", TEXT)
    run(store, file, accept=True)
    write(tmp_path, "a.txt", other)
    assert "0 facts found again, 2 lost" in str(run(store, file)[0]["message"])
    write(tmp_path, "a.txt", "前面多了一句话。\n" + TEXT)
    assert run(store, file)[0]["message"] == "2 facts found again"
    connection = open_store(store)
    body = connection.execute("SELECT body FROM document").fetchall()[0][0]
    spans = connection.execute(
        "SELECT span_start, span_end, as_written FROM fact WHERE status = 'accepted'"
    ).fetchall()
    connection.close()
    assert len(spans) == 2
    assert all(body[start:end] == words for start, end, words in spans)


def test_an_id_that_another_document_has_does_not_replace_it(store: Path, tmp_path: Path) -> None:
    run(store, write(tmp_path, "a.txt", TEXT), accept=True)
    before = facts(store)
    other = write(tmp_path, "b.txt", "柳溪储能电站投运，功率为5兆瓦。\n")
    (row,) = run(store, other, id="a")
    assert (row["outcome"], row["document"]) == ("failed", "")
    assert "--replace" in str(row["message"])
    assert "2 facts" in str(row["message"])
    rewritten = write(tmp_path, "c.txt", TEXT.replace("3.4", "3.5").replace("52万", "53万"))
    assert run(store, rewritten, id="a")[0]["outcome"] == "failed", "none of its facts is there"
    assert facts(store) == before
    grown = write(tmp_path, "d.txt", TEXT + "还有更多的话。\n")
    assert run(store, grown, id="a")[0]["message"] == "2 facts found again"
    assert run(store, other, id="a", replace=True)[0]["outcome"] == "new version"


def test_a_file_that_holds_something_else_altogether_is_no_new_version(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", TEXT)
    run(store, file, accept=True)
    write(tmp_path, "a.txt", "柳溪储能电站投运，功率为5兆瓦。\n")
    assert run(store, file)[0]["outcome"] == "failed"
    write(tmp_path, "a.txt", TEXT.replace("3.4", "3.5").replace("52万", "53万"))
    assert run(store, file)[0]["outcome"] == "new version", "its figures were corrected"


def test_content_that_is_known_is_said_to_be_so_under_its_id(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", TEXT)
    run(store, file)
    (row,) = run(store, file, id="other")
    assert (row["outcome"], row["document"]) == ("unchanged", "a")
    assert row["message"] == "known already as a; --id changes nothing"
    assert run(store, file, id="a")[0]["message"] == ""


def test_an_empty_path_is_named(store: Path) -> None:
    result = CliRunner().invoke(app, ["ingest", "", "--db", str(store)])
    assert result.exit_code == 2
    assert "a path is empty" in result.stderr


def test_a_candidate_without_a_subject_is_shown_with_a_question_mark(store: Path, tmp_path: Path) -> None:
    run(store, write(tmp_path, "a.txt", "此外还有三百个不明的东西。\n"))
    (fact,) = ids(store, "candidate")
    shown = CliRunner().invoke(app, ["show", fact, "--db", str(store)]).stdout
    assert "()" not in shown
    assert "?" in shown


def test_the_id_of_a_document_is_shown_on_a_narrow_screen(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a_very_long_name_of_a_file_that_takes_most_of_the_screen.txt", TEXT)
    view = ingest(store, IngestRequest((str(file),))).table
    assert [c.name for c in view.headings if c.from_width <= 80][:3] == ["file", "document", "outcome"]
