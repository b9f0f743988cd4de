"""A reviewer's keys: proposals taken by number, new names that link at once, nothing held between two decisions."""

from __future__ import annotations

import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factbase.cli.app import app
from factbase.errors import FactbaseError, UsageError
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from factbase.service.review import Proposal, decide, queue
from factbase.service.review_session import HELP, Session
from factbase.service.verify import verify_text
from factbase.store.connection import open_store

TEXT = (
    "大模型“云岫2”发布，参数量为720亿。云岫2的参数量不是700亿。\n\n"
    "柳溪储能电站投运，储能容量100兆瓦时。\n\n柳溪储能电站的储能容量为110兆瓦时。\n"
)


def at(session: Session) -> Proposal:
    proposal, _ = session.current()
    assert proposal is not None
    return proposal


def number(proposal: Proposal, field: str, name: str) -> int:
    return next(n for n, o in enumerate(proposal.offers, 1) if (o.field, o.name) == (field, name))


def test_a_proposed_name_is_taken_by_number_and_links_what_follows(store: Path) -> None:
    session = Session(store, "ada")
    here = at(session)
    assert here.row["subject"] == ""
    said = session.act(f"{number(here, 'subject', '云岫2')} a", here)
    assert said.startswith("accepted")
    assert "linked anew" in said
    following = at(session)
    assert following.row["as_written"] == "700亿"
    connection = open_store(store)
    try:
        ((made, kind),) = connection.execute(
            "SELECT id, type FROM entity WHERE label_zh = '云岫2'"
        ).fetchall()
    finally:
        connection.close()
    assert kind == "model"
    assert following.row["subject"] == made
    entries = tomllib.loads((store.parent / "vocabulary/entities.toml").read_text(encoding="utf-8"))["entity"]
    assert [e["id"] for e in entries] == [made]


def test_proposals_decide_nothing(store: Path) -> None:
    assert all(p.row["subject"] == "" for p in queue(store))
    assert verify_text(store, "云岫2的参数量为9亿。").verdict == "not_covered"


def test_a_new_metric_links_at_the_next_ingest_and_is_complete(store: Path, tmp_path: Path) -> None:
    session = Session(store, "ada")
    while at(session).row["as_written"] != "100兆瓦时":
        session.act("s", at(session))
    here = at(session)
    session.act(f"{number(here, 'subject', '柳溪储能电站')}", here)
    session.act("m 储能容量 cues=储能规模,能量", at(session))
    session.act("a", at(session))
    linking = tomllib.loads((store.parent / "vocabulary/linking.toml").read_text(encoding="utf-8"))
    assert list(linking["subjects"].values()) == [["facility"]]
    file = tmp_path / "b.txt"
    file.write_text("柳溪储能电站的储能容量为120兆瓦时。\n", encoding="utf-8")
    (row,) = ingest(store, IngestRequest((str(file),), accept=True)).table.rows
    assert dict(zip(("complete", "accepted"), row[5:7], strict=True)) == {"complete": 1, "accepted": 1}
    fresh = store.parent / "fresh.duckdb"
    initialize(fresh, empty=True)
    (row,) = ingest(fresh, IngestRequest((str(file),), accept=True)).table.rows
    assert row[6] == 1, "the vocabulary beside the store is enough"


def test_undo_goes_back_one_decision_at_a_time(store: Path) -> None:
    session = Session(store, "ada")
    first = at(session).row["id"]
    session.act("r one", at(session))
    second = at(session).row["id"]
    session.act("e note=checked", at(session))
    session.act("r two", at(session))
    for expected in (second, second, first):
        assert expected in session.act("u", at(session))
    assert at(session).row["id"] == first
    assert {p.row["note"] for p in queue(store)} == {""}
    with pytest.raises(UsageError, match="nothing that could be undone"):
        session.act("u", at(session))


def test_another_process_may_decide_in_between(store: Path) -> None:
    session = Session(store, "ada")
    here = at(session)
    decide(store, here.row["id"], "reject", "bob", "seen first")
    with pytest.raises(UsageError, match="decided elsewhere meanwhile"):
        session.act("r mine", here)
    assert at(session).row["id"] != here.row["id"]


def test_bad_keys_are_answered_and_change_nothing(store: Path) -> None:
    session = Session(store, "ada")
    here = at(session)
    for line in (
        "",
        "x",
        "99",
        "n",
        "n product",
        "n nonsense H200",
        "m",
        "e kind",
        "e period=never",
        "1 x",
        "r",
        "a",
    ):
        with pytest.raises(FactbaseError) as caught:
            session.act(line, here)
        assert str(caught.value)
    assert at(session).row == here.row


def test_a_new_name_that_is_taken_is_refused_or_used(store: Path) -> None:
    session = Session(store, "ada")
    assert session.act("n product ChatGPT", at(session)).startswith("edited, now")
    assert at(session).row["subject"] == "chatgpt"
    with pytest.raises(UsageError, match="already belongs to chatgpt"):
        session.act("n product 另一名 aliases=ChatGPT", at(session))


def test_an_accepted_fact_is_corrected_and_retracted_by_the_same_keys(store: Path) -> None:
    session = Session(store, "ada")
    here = at(session)
    session.act(f"{number(here, 'subject', '云岫2')} a", here)
    connection = open_store(store)
    try:
        ((fact,),) = connection.execute("SELECT id FROM fact WHERE status = 'accepted'").fetchall()
    finally:
        connection.close()
    run = CliRunner()
    result = run.invoke(
        app, ["review", "--fact", fact, "--db", str(store)], input="e metric=训练数据量\nu\nr a slip\n"
    )
    assert result.exit_code == 0
    history = run.invoke(app, ["history", fact, "--format", "csv", "--db", str(store)]).stdout
    assert [line.split(",")[2] for line in history.splitlines()[1:]].count("rejected") == 1
    assert "a slip" in history


def test_the_screen_numbers_what_it_proposes(store: Path) -> None:
    result = CliRunner().invoke(app, ["review", "--db", str(store)], input="q\n")
    assert "new model 云岫2" in result.stdout
    assert "[720亿]" in result.stdout
    tagged = CliRunner().invoke(app, ["review", "--propose", "--db", str(store)], input="q\n")
    assert "new model 云岫2" in tagged.stdout


def test_a_waiting_session_holds_no_lock_and_a_kill_loses_nothing_decided(store: Path) -> None:
    command = [sys.executable, "-m", "factbase", "review", "--db", str(store)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("r decided\n")
        process.stdin.flush()
        seen = ""
        while seen.count("\n> ") < 1 or "(2 left)" not in seen:
            piece = process.stdout.read(1)
            assert piece, seen
            seen += piece
        # It waits for the next key: somebody else may write, and it may die.
        decide(store, queue(store)[-1].row["id"], "reject", "bob", "meanwhile")
        process.send_signal(signal.SIGKILL)
    assert [p.row["as_written"] for p in queue(store)] == ["700亿", "100兆瓦时"]


WRAPPED = """Harbour news

The Northgate harbour handled many boxes last year, and it grew. It has 14 cranes along
its quay, which is 1,650 metres long, and will get one
more crane in September, said \x1b[31mthe\x9b31m \u202eoperator of the harbour that everybody
knows under its old name, which nobody uses in writing, after
the storm of the century.
"""


def _queue_of(tmp_path: Path, text: str) -> list[Proposal]:
    path, file = tmp_path / "w.duckdb", tmp_path / "w.txt"
    initialize(path, empty=True)
    file.write_text(text, encoding="utf-8")
    ingest(path, IngestRequest((str(file),)))
    return queue(path)


def test_a_sentence_is_shown_whole_across_printed_lines_behind_what_leads_up_to_it(tmp_path: Path) -> None:
    cranes = next(p for p in _queue_of(tmp_path, WRAPPED) if p.row["as_written"] == "14")
    passage = cranes.passage
    assert passage.sentence.startswith(
        "It has 14 cranes along its quay, which is 1,650 metres long, and will"
    )
    assert passage.sentence.endswith("the storm of the century.")
    assert passage.sentence[passage.start : passage.end] == "14"
    assert passage.lead == "The Northgate harbour handled many boxes last year, and it grew."


def test_nothing_in_a_document_steers_the_reviewers_terminal(tmp_path: Path) -> None:
    _queue_of(tmp_path, WRAPPED)
    result = CliRunner().invoke(app, ["review", "--db", str(tmp_path / "w.duckdb")], input="s\ns\nq\n")
    assert result.exit_code == 0
    assert "[1,650 metres]" in result.output
    assert "\u241b[31mthe" in result.output
    assert not {"\x1b", "\x9b", "\u202e"} & set(result.output)


def test_labels_are_in_the_language_of_the_sentence_also_beside_a_euro_sign(tmp_path: Path) -> None:
    (proposal,) = _queue_of(tmp_path, "The firm invested €310 million.\n")
    assert proposal.names("nvidia-h100") == "Nvidia H100"


def test_an_edit_that_changes_nothing_is_no_decision(store: Path) -> None:
    session = Session(store, "ada")
    here = at(session)
    assert session.act("e note=checked", here) == "edited"
    here = at(session)
    assert session.act("e note=checked kind=" + here.row["kind"], here) == "it says so already"
    assert session.act("u", at(session)).startswith("undone")
    assert not at(session).row["note"]


def test_the_help_keeps_its_lines_on_a_narrow_screen_and_the_end_tells_what_waits(store: Path) -> None:
    assert max(len(line) for line in HELP.splitlines()) < 80
    result = CliRunner().invoke(app, ["review", "--db", str(store)], input=b"r \xff\n")
    assert result.exit_code == 0
    assert "no UTF-8 text" in result.output
    assert f"{len(queue(store))} wait" in result.output


def test_a_refused_decision_leaves_no_new_name_behind(store: Path) -> None:
    session = Session(store, "ada")
    here = at(session)
    taken = [
        n
        for field in ("subject", "metric")
        for n, o in enumerate(here.offers, 1)
        if o.field == field and o.is_new
    ]
    decide(store, here.row["id"], "reject", "bob", "no figure")
    for line in (f"{' '.join(map(str, taken))} a", "m 灯油 cues=灯油", "n product 灯塔"):
        with pytest.raises(UsageError, match="decided elsewhere meanwhile"):
            session.act(line, here)
    assert named_by_users(store) == []
    while at(session).row["as_written"] != "100兆瓦时":
        session.act("s", at(session))
    here = at(session)
    with pytest.raises(FactbaseError, match="metric"):
        session.act(f"{number(here, 'subject', '柳溪储能电站')} a", here)
    assert at(session).row == here.row
    assert named_by_users(store) == []
    assert not (store.parent / "vocabulary").exists()


def named_by_users(store: Path) -> list[tuple[object, ...]]:
    connection = open_store(store)
    try:
        return connection.execute(
            "SELECT id FROM entity WHERE origin = 'user' UNION ALL SELECT id FROM metric WHERE origin = 'user'"
        ).fetchall()
    finally:
        connection.close()


def test_undo_of_one_fact_takes_back_nothing_else(store: Path) -> None:
    queued = [p.row["id"] for p in queue(store)]
    decide(store, queued[1], "reject", "ada", "not ours")
    session = Session(store, "ada", fact=queued[0])
    session.act("e note=checked", at(session))
    session.act("e subject=chatgpt", at(session))
    moved = at(session).row["id"]
    session.act("e note=again", at(session))
    for expected in (moved, queued[0], queued[0]):
        assert expected in session.act("u", at(session))
    with pytest.raises(UsageError, match="nothing about"):
        session.act("u", at(session))
    assert queued[1] not in {p.row["id"] for p in queue(store)}
    assert Session(store, "ada").act("u", queue(store)[0]).startswith(f"undone: {queued[1]}")
