"""New versions of documents: decisions go along with the words, and what one version lost another brings back."""

from __future__ import annotations

from pathlib import Path

from factbase.service import review
from factbase.service.history import history
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
