"""What no document should be is refused by name in one line; the rest is stored, and the exit code says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factbase.cli.app import app
from factbase.extract.formats import text_of
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from tests.ingest.bad_files import BAD, NO_FILES, docx, lay_out, pdf, word
from tests.ingest.test_ingest import TEXT, facts, run, write

FIGURES = ["3.4倍", "超过52万千瓦时"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "f.duckdb"
    initialize(path, empty=True)
    return path


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_of_bad_files_is_gone_through_and_the_good_ones_stored(
    store: Path, tmp_path: Path, workers: int
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    lay_out(folder)
    write(folder, "a-good.txt", TEXT)
    (folder / "z-good.docx").write_bytes(word(*TEXT.split("\n")).replace(b"3.4", b"3.4"))
    done = ingest(store, IngestRequest((str(folder),), workers=workers))
    rows = {Path(str(row[0])).name: row for row in done.table.rows}
    assert done.has_failed
    assert {n for n, r in rows.items() if r[2] == "added"} == {"a-good.txt", "z-good.docx"}
    expected = {**{name: words for name, (_, words) in BAD.items()}, **NO_FILES}
    assert {n for n, r in rows.items() if r[2] == "failed"} == set(expected)
    for name, words in expected.items():
        message = str(rows[name][-1])
        assert words in message
        assert name in message
        assert "\n" not in message
    assert [f[2] for f in facts(store)] == sorted(FIGURES * 2, key=FIGURES.index)


def test_the_command_says_each_fault_on_a_line_and_exits_with_3(store: Path, tmp_path: Path) -> None:
    good, bad = write(tmp_path, "good.txt", TEXT), write(tmp_path, "bad.pdf", "nothing")
    result = CliRunner().invoke(app, ["ingest", str(bad), str(good), "--db", str(store)])
    assert result.exit_code == 3
    told = result.stderr.splitlines()
    assert f"{bad}: is no readable PDF" in told
    assert "2 files: 1 added, 1 failed" in told
    assert len(facts(store)) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_what_may_not_be_read_is_named(store: Path, tmp_path: Path) -> None:
    file, folder = write(tmp_path, "secret.txt", TEXT), tmp_path / "closed"
    folder.mkdir()
    file.chmod(0)
    folder.chmod(0)
    rows = run(store, file, folder)
    folder.chmod(0o700)
    assert [r["outcome"] for r in rows] == ["failed"] * 2
    assert all("permission denied" in str(r["message"]) for r in rows)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "gb18030", "big5", "utf-8-sig"])
@pytest.mark.parametrize("text", [TEXT, "The plan of 2023 puts 7.25 million dollars into it.\n"])
def test_encodings_are_told_without_a_mark(encoding: str, text: str) -> None:
    text = text.replace("综合算力", "算力") if encoding == "big5" else text
    if encoding == "big5":
        text = text.translate(str.maketrans("时电况过万", "時電況過萬"))
    assert text_of(text.encode(encoding), "a.txt").text == text


def test_a_page_nested_a_hundred_thousand_deep_is_read(store: Path, tmp_path: Path) -> None:
    run(store, write(tmp_path, "deep.html", "<div><b>" * 100_000 + TEXT))
    assert [f[2] for f in facts(store)] == FIGURES


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<", "<a href='", "&", "<![CDATA[", "</", "<div x="])
def test_a_broken_page_takes_no_more_time_than_its_length(piece: str) -> None:
    text = text_of(f"<p>{TEXT}</p>{piece * 300_000}".encode(), "a.html").text
    assert all(figure in text for figure in FIGURES)


def test_a_form_around_a_page_hides_nothing_and_an_open_menu_neither() -> None:
    page = f"<form><nav>Menu 5 %</nav><nav>open<h1>Head</h1><p>{TEXT}<table><tr><td>a<td>7 t</table></form>"
    text = text_of(page.encode(), "a.html").text
    assert "Menu" not in text
    assert "Head\n\n" in text
    assert "a\t7 t\n" in text


def test_word_paragraphs_and_tables_keep_their_order() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    p = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>".format
    table = f"<w:tbl><w:tr><w:tc>{p('产值')}</w:tc><w:tc>{p('5亿元')}</w:tc></w:tr></w:tbl>"
    deleted = "<w:p><w:del><w:r><w:delText>9亿元</w:delText></w:r></w:del></w:p>"
    body = f"<w:document {w}><w:body>{p('前言')}{table}{deleted}{p('结语')}</w:body></w:document>"
    about = '<c:coreProperties xmlns:c="c" xmlns:d="d"><d:title>题目 &amp; 一</d:title></c:coreProperties>'
    found = text_of(
        docx(("word/document.xml", body.encode()), ("docProps/core.xml", about.encode())), "a.docx"
    )
    assert found.text == "前言\n\n产值\t5亿元\n\n\n\n结语\n"
    assert found.title == "题目 & 一"


def test_a_pdf_is_read_in_columns_and_over_line_ends(store: Path, tmp_path: Path) -> None:
    left = [(50, 700 - 12 * n, t) for n, t in enumerate(("Nvidia's H100 has an overall compute", "of 3.4 times that of the A100, as", "the maker said on Monday in a note"))]  # fmt: skip
    right = [(320, 700 - 12 * n, t) for n, t in enumerate(("ChatGPT uses more than 520,000", "kilowatt hours a day, a magazine", "wrote in March about the service."))]  # fmt: skip
    (tmp_path / "columns.pdf").write_bytes(pdf([[*left, *right]]))
    run(store, tmp_path / "columns.pdf")
    assert [(f[0], f[2].replace("\n", " ")) for f in facts(store)][:2] == [  # type: ignore[attr-defined]
        ("nvidia-h100", "3.4 times"),
        ("chatgpt", "more than 520,000 kilowatt hours a day"),
    ]


def test_two_files_of_one_name_are_two_documents_also_after_a_second_run(store: Path, tmp_path: Path) -> None:
    for folder, text in (("one", TEXT), ("two", TEXT.replace("3.4", "3.6"))):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "report.txt", text)
    rows = run(store, tmp_path / "one", tmp_path / "two")
    assert [r["outcome"] for r in rows] == ["added"] * 2
    assert len({r["document"] for r in rows}) == 2
    again = run(store, tmp_path / "two", tmp_path / "one")
    assert [r["outcome"] for r in again] == ["unchanged"] * 2
    write(tmp_path / "two", "report.txt", TEXT.replace("3.4", "3.9"))
    changed = run(store, tmp_path / "two" / "report.txt")
    assert [(r["document"], r["outcome"]) for r in changed] == [(rows[1]["document"], "new version")]


def test_another_document_of_a_known_name_replaces_nothing(store: Path, tmp_path: Path) -> None:
    for folder in ("one", "two", "three"):
        (tmp_path / folder).mkdir()
    run(store, write(tmp_path / "one", "report.txt", TEXT))
    other = "报告\n\n新充电站将拥有超过160个充电桩，投资10亿元，今年年底前建成。\n"
    (row,) = run(store, write(tmp_path / "two", "report.txt", other))
    assert row["outcome"] == "added"
    assert row["document"] != "report"
    (moved,) = run(store, write(tmp_path / "three", "report.txt", TEXT + "另有说明，见附件。\n"))
    assert (moved["document"], moved["outcome"]) == ("report", "new version")


def test_a_sentence_goes_on_behind_the_feet_and_heads_of_its_pages(store: Path, tmp_path: Path) -> None:
    words = [
        "The chip of the year, Nvidia's H100, has",
        "an overall compute",
        "of 3.4 times that of the",
        "A100, as the maker said",
        "to the press.",
    ]
    pages = [
        [(50, 800, "The Gazette"), (50, 700, part), (50, 30, f"- {number} -")]
        for number, part in enumerate(words, 1)
    ]
    (tmp_path / "pages.pdf").write_bytes(pdf(pages))
    run(store, tmp_path / "pages.pdf")
    assert [f[:3] for f in facts(store)] == [("nvidia-h100", "overall_compute", "3.4 times")]
    body = text_of(pdf(pages), "pages.pdf").text
    assert body.split("\n") == ["The Gazette", "", *words]
