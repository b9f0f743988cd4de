"""Unseen files in: what becomes of each, nothing twice, nothing half, and bad files named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factbase.cli.app import app
from factbase.errors import UsageError
from factbase.service import review, review_edit
from factbase.service.check import check
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from factbase.store.connection import open_store
from tests.ingest.killing import kill_again_and_again, make_documents

TEXT = "北京的情况\n\nH100的综合算力是A100的3.4倍。ChatGPT每天耗电超过52万千瓦时。\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "f.duckdb"
    initialize(path, empty=True)
    return path


def run(store: Path, *paths: Path, **more: object) -> list[dict[str, object]]:
    request = IngestRequest(tuple(map(str, paths)), **more)  # type: ignore[arg-type]
    table = ingest(store, request).table
    return [dict(zip([c.name for c in table.columns], row, strict=True)) for row in table.rows]


def facts(store: Path) -> list[tuple[object, ...]]:
    connection = open_store(store)
    try:
        return connection.execute(
            "SELECT subject, metric, as_written, status FROM fact ORDER BY span_start"
        ).fetchall()
    finally:
        connection.close()


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_figures_become_candidates_and_a_second_time_changes_nothing(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", TEXT)
    (row,) = run(store, file)
    before = facts(store)
    assert row["outcome"] == "added"
    assert [f[:3] for f in before] == [
        ("nvidia-h100", "overall_compute", "3.4倍"),
        ("chatgpt", "electricity", "超过52万千瓦时"),
    ]
    assert {f[3] for f in before} == {"candidate"}
    assert run(store, file)[0]["outcome"] == "unchanged"
    assert facts(store) == before


def test_accept_takes_only_the_complete(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", TEXT + "此外还有三百个不明的东西。\n")
    (row,) = run(store, file, accept=True)
    by_status = {f[2]: f[3] for f in facts(store)}
    assert by_status["3.4倍"] == "accepted"
    assert by_status["三百个"] == "candidate"
    assert row["accepted"] == sum(s == "accepted" for s in by_status.values())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_candidates(store: Path, tmp_path: Path, encoding: str) -> None:
    long = TEXT + "这是一段没有数字的说明文字，用来让编码识别有足够的内容可以判断。" * 8 + "\n"
    run(store, write(tmp_path, "a.txt", long, encoding))
    assert [f[2] for f in facts(store)][:2] == ["3.4倍", "超过52万千瓦时"]


def test_a_new_version_moves_facts_and_reports_the_lost(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", TEXT)
    run(store, file, accept=True)
    write(tmp_path, "a.txt", "新的开头。\n\n" + TEXT.replace("ChatGPT每天耗电超过52万千瓦时。", ""))
    (row,) = run(store, file)
    assert row["outcome"] == "new version"
    assert "1 fact found again" in str(row["message"])
    connection = open_store(store)
    body = connection.execute("SELECT body FROM document").fetchall()[0][0]
    live = connection.execute(
        "SELECT span_start, span_end, as_written FROM fact WHERE status = 'accepted'"
    ).fetchall()
    lost = connection.execute("SELECT message FROM finding WHERE check_name = 'relocate'").fetchall()
    connection.close()
    moved = [(a, b, w) for a, b, w in live if w == "3.4倍"]
    assert body[moved[0][0] : moved[0][1]] == "3.4倍"
    assert len(lost) == 1


def test_html_is_read_without_its_scripts(store: Path, tmp_path: Path) -> None:
    page = f"<html><head><title>题目</title><script>x=99亿元</script></head><body><p>{TEXT}</p></body></html>"
    run(store, write(tmp_path, "a.html", page))
    assert [f[2] for f in facts(store)] == ["3.4倍", "超过52万千瓦时"]


def test_bad_files_are_named_and_stop_nothing(store: Path, tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt", TEXT)
    empty = write(tmp_path, "empty.txt", "")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x00\x01\x02\xff" * 50)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing here")
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (300 * 2**20))
    rows = run(store, empty, binary, broken, bomb, tmp_path / "missing.txt", good)
    assert [r["outcome"] for r in rows] == ["failed"] * 5 + ["added"]
    for row, name in zip(rows, ("empty", "binary", "broken", "bomb", "missing"), strict=False):
        assert name in str(row["message"])


def test_a_folder_that_contains_itself_is_walked_once(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    write(folder, "a.txt", TEXT)
    (folder / "again").symlink_to(folder, target_is_directory=True)
    assert [r["outcome"] for r in run(store, folder)] == ["added"]


def test_words_about_one_document_are_refused_for_many(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one document"):
        run(store, write(tmp_path, "a.txt", TEXT), write(tmp_path, "b.txt", TEXT), title="x")


def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    make_documents(tmp_path / "docs", 450)
    found = kill_again_and_again(tmp_path, tmp_path / "docs", 5, seed=3)
    assert len(found.stored) == 5


def test_a_flow_is_per_the_time_that_its_clause_names(store: Path, tmp_path: Path) -> None:
    page = write(tmp_path, "page.txt", "ChatGPT每天要消耗60万千瓦时电力。\n\nChatGPT的耗电量为70万千瓦时。\n")
    (row,) = run(store, page, accept=True)
    assert (row["complete"], row["accepted"]) == (1, 1)
    connection = open_store(store)
    try:
        units = connection.execute("SELECT unit, status FROM fact ORDER BY span_start").fetchall()
    finally:
        connection.close()
    assert units == [("kWh/day", "accepted"), ("kWh", "candidate")]


REPEATED = "该平台作业水深324米。\n"


def test_words_that_stand_twice_are_two_candidates_told_apart_by_their_spans(
    store: Path, tmp_path: Path
) -> None:
    file = write(tmp_path, "a.txt", 60 * REPEATED)
    (row,) = run(store, file)
    assert row["candidates"] == 60
    found = spans(store)
    body = 60 * REPEATED
    assert [body[a:b] for a, b in found] == 60 * ["324米"]
    assert len(set(found)) == 60
    for waiting in review.queue(store)[:32]:
        edited = review_edit.edit(
            store, waiting.row["id"], {"subject": "csns", "metric": "water_depth"}, "ada"
        )
        review.decide(store, edited, "accept", "ada")
    assert any(w.row["quote"] == REPEATED.strip() for w in review.queue(store)), (
        "no longer quote stands once there"
    )
    assert not check(store, ("quote", "figure")).table.rows


def test_repeated_figures_go_through_seed_files_and_back(store: Path, tmp_path: Path) -> None:
    run(store, write(tmp_path, "a.txt", 60 * REPEATED))
    for waiting in review.queue(store)[30:32]:
        edited = review_edit.edit(
            store, waiting.row["id"], {"subject": "csns", "metric": "water_depth"}, "ada"
        )
        review.decide(store, edited, "accept", "ada")
    outcome = CliRunner().invoke(
        app, ["export", "--format", "seeds", "-o", str(tmp_path / "seeds"), "--db", str(store)]
    )
    assert outcome.exit_code == 0
    assert "occurrence = 31" in (tmp_path / "seeds/facts/a.toml").read_text(encoding="utf-8")
    again = tmp_path / "again.duckdb"
    initialize(again, seeds=tmp_path / "seeds")
    assert len(spans_of(again)) == 2
    assert spans_of(again) == spans_of(store)


def spans_of(store: Path) -> set[tuple[object, ...]]:
    connection = open_store(store)
    try:
        sql = "SELECT id, span_start, quote FROM fact WHERE status = 'accepted'"
        return {tuple(row) for row in connection.execute(sql).fetchall()}
    finally:
        connection.close()


def test_a_new_version_moves_each_repeated_figure_to_its_own_place(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", 60 * REPEATED)
    run(store, file)
    for waiting in review.queue(store):
        review_edit.edit(store, waiting.row["id"], {"note": "kept"}, "ada")
    write(tmp_path, "a.txt", "一段新的话。\n" + 60 * REPEATED)
    before = spans(store)
    (row,) = run(store, file)
    assert "60 facts found again" in str(row["message"])
    assert [a - 7 for a, _ in spans(store)] == [a for a, _ in before]


def spans(store: Path) -> list[tuple[int, int]]:
    connection = open_store(store)
    try:
        return connection.execute(
            "SELECT span_start, span_end FROM fact WHERE status = 'candidate' ORDER BY span_start"
        ).fetchall()
    finally:
        connection.close()


def document(store: Path, id: str) -> tuple[object, ...]:
    connection = open_store(store)
    try:
        (row,) = connection.execute(
            "SELECT title, publisher, issue, published FROM document WHERE id = ?", [id]
        ).fetchall()
        return row
    finally:
        connection.close()


HEAD = "海岳要闻\n第 3 期  海岳市研究所主办  2025 年 3 月 20 日\n\n"


def test_the_head_of_a_document_says_when_and_by_whom_and_options_win(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", HEAD + TEXT)
    run(store, file)
    assert document(store, "a") == ("海岳要闻", "海岳市研究所", "第3期", "2025-03-20")
    run(store, write(tmp_path, "b.txt", HEAD + TEXT + "。"), published="2024-01", publisher="别处")
    assert document(store, "b") == ("海岳要闻", "别处", "第3期", "2024-01")


def test_what_is_said_of_a_known_document_later_is_kept_with_its_decisions(
    store: Path, tmp_path: Path
) -> None:
    file = write(tmp_path, "a.txt", TEXT + "H100于3月18日发布。\n")
    run(store, file)
    fact = next(p.row["id"] for p in review.queue(store) if p.row["metric"] == "electricity")
    review.decide(store, fact, "accept", "ada")
    (row,) = run(store, file, published="2025-03-20")
    assert row["outcome"] == "told anew"
    assert document(store, "a")[3] == "2025-03-20"
    assert [f[3] for f in facts(store)] == ["candidate", "accepted", "candidate"]
    assert "2025-03-18" in {str(p.row["period_start"]) for p in review.queue(store)}
    assert [r["outcome"] for r in run(store, file, published="2025-03-20")] == ["unchanged"]
    assert [r["outcome"] for r in run(store, file)] == ["unchanged"]
    write(tmp_path, "a.txt", TEXT + "H100于3月18日发布，很受欢迎。\n")
    assert [r["outcome"] for r in run(store, file)] == ["new version"]
    assert document(store, "a")[3] == "2025-03-20"


def test_a_date_that_is_not_found_is_asked_for(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", TEXT)
    result = CliRunner().invoke(app, ["ingest", str(file), "--db", str(store)])
    assert "--date" in result.stderr
    result = CliRunner().invoke(app, ["ingest", str(file), "--db", str(store), "--date", "2025"])
    assert "--date" not in result.stderr


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ('<meta property="article:published_time" content="2025-05-15T08:00:00Z">', "2025-05-15"),
        ('<meta name="PubDate" content="2025/5/15 08:00">', "2025-05-15"),
        ('<meta itemprop="datePublished" content="2025-05">', "2025-05"),
        ('<script type="application/ld+json">{"datePublished": "2025-05-15T08:00"}</script>', "2025-05-15"),
        ('<meta name="pubdate" content="2025-13-45">', ""),
        ('<meta name="pubdate" content="0000-00-00">', ""),
        ('<meta name="modified" content="2025-05-15">', ""),
    ],
)
def test_a_page_says_when_it_was_published(store: Path, tmp_path: Path, meta: str, expected: str) -> None:
    (row,) = run(
        store, write(tmp_path, "a.html", f"<html><head>{meta}</head><body><p>{TEXT}</p></body></html>")
    )
    assert row["outcome"] == "added"
    assert document(store, "a")[3] == expected


def test_a_fact_whose_words_are_gone_is_shown_by_its_quote(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", TEXT)
    run(store, file)
    fact = next(p.row["id"] for p in review.queue(store) if p.row["metric"] == "electricity")
    review.decide(store, fact, "accept", "ada")
    shown = CliRunner().invoke(app, ["show", fact, "--db", str(store)]).stdout
    assert "北京的情况 (a)" in shown
    write(
        tmp_path,
        "a.txt",
        TEXT.replace("ChatGPT每天耗电超过52万千瓦时", "此外没有更多的消息，也没有别的数字可说"),
    )
    (row,) = run(store, file)
    assert "1 lost" in str(row["message"])
    shown = CliRunner().invoke(app, ["show", fact, "--db", str(store)]).stdout
    assert "ChatGPT每天耗电超过52万千瓦时" in shown
    assert "a (it no longer says so)" in shown
    assert "此外" not in shown


@pytest.mark.parametrize("options", [("--id", "Bad Id!"), ("--language", "klingon"), ("--date", "2025-13")])
def test_words_about_a_document_that_cannot_be_are_refused_before_anything_is_read(
    store: Path, tmp_path: Path, options: tuple[str, str]
) -> None:
    file = write(tmp_path, "a.txt", TEXT)
    result = CliRunner().invoke(app, ["ingest", str(file), "--db", str(store), *options])
    assert result.exit_code == 2
    assert options[0] in result.stderr
    assert options[1] in result.stderr
    assert not facts(store)
