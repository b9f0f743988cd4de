"""What a page, a Word file or Markdown shows is what is read: powers as powers, nothing hidden or struck out, lines whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.extract.formats import text_of
from factbase.service.check import check
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from factbase.store.connection import open_store
from tests.ingest.bad_files import W, docx, pdf

Row = tuple[str, str, float, str, str]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "f.duckdb"
    initialize(path, empty=True)
    return path


def accepted(store: Path, tmp_path: Path, name: str, data: str | bytes) -> list[Row]:
    """Subject, metric, value, unit and hedge of what is accepted of a file."""
    file = tmp_path / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    ingest(store, IngestRequest((str(file),), accept=True))
    connection = open_store(store)
    try:
        return connection.execute(
            "SELECT subject, metric, value, unit, hedge FROM fact WHERE status = 'accepted' ORDER BY span_start"
        ).fetchall()
    finally:
        connection.close()


def seen(data: str, name: str = "a.html") -> str:
    return text_of(data.encode(), name).text.strip()


def run_of(words: str, *properties: str) -> str:
    own = "".join(f"<w:{p}/>" for p in properties)
    return f"<w:r><w:rPr>{own}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def word(*runs: str, styles: str = "") -> bytes:
    """A Word file of one paragraph with these runs."""
    body = f"<w:document {W}><w:body><w:p>{''.join(runs)}</w:p></w:body></w:document>"
    return docx(
        ("word/document.xml", body.encode()),
        ("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>".encode()),
    )


SUP = 'vertAlign w:val="superscript"'


@pytest.mark.parametrize(
    ("page", "facts"),
    [
        ("ChatGPT每天消耗电力约10<sup>6</sup>千瓦时。", [("chatgpt", "electricity", 1e6, "kWh/day", "about")]),
        ("ChatGPT uses 5 × 10<sup>5</sup> kWh of electricity a day.", [("chatgpt", "electricity", 5e5, "kWh/day", "exact")]),
        ("ChatGPT uses 5 × 10<span style='vertical-align: super'>a</span> kWh of electricity a day.", []),
        ("The Nvidia H100 has 80<sup>3</sup> GB of memory capacity.", []),
        ("The Nvidia H100 has a memory capacity of more than 80<sup>3</sup> GB.", []),
        ("The Nvidia H100<sup>2</sup> has 80 GB of memory capacity.", [("nvidia-h100", "memory_capacity", 8e10, "B", "exact")]),
        ("The Nvidia H100 has 80<sup><a href='#n3'>3</a></sup> GB of memory capacity.", [("nvidia-h100", "memory_capacity", 8e10, "B", "exact")]),
        ("总用地面积12<sup>2</sup>平方公里。", []),
    ],
)  # fmt: skip
def test_a_raised_number_is_a_power_or_a_mark_never_more_digits(
    store: Path, tmp_path: Path, page: str, facts: list[Row]
) -> None:
    assert accepted(store, tmp_path, "a.html", f"<p>{page}</p>") == facts


def test_what_is_raised_or_lowered_stays_apart() -> None:
    assert seen("12 km<sup>2</sup>, 10<sup>-3</sup> m, x<sup>a+b</sup>, the 20<sup>th</sup>") == "12 km², 10⁻³ m, x^(a+b), the 20th"  # fmt: skip
    assert (
        seen("80 GB<sup>[1]</sup>。芯片<sup>注2</sup>，80<a href='#n'><sup>1</sup></a> GB")
        == "80 GB。芯片，80 GB"
    )
    assert seen("CO<sub>2</sub>, 80<sub>1</sub> GB") == "CO2, 80₁ GB"
    assert seen("<math><mn>5</mn><mo>×</mo><msup><mn>10</mn><mn>6</mn></msup></math> <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>") == "5×10^6 1/2"  # fmt: skip
    assert seen("80<sup>3</sup> GB, 10<sup>6</sup>, 7 t[^1]", "a.md") == "80³ GB, 10⁶, 7 t"


def test_raised_runs_of_a_word_file_stay_apart(store: Path, tmp_path: Path) -> None:
    styled = '<w:style w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    data = word(run_of("ChatGPT每天消耗电力约10"), run_of("6", SUP), run_of("千瓦时。H100的显存容量为80"), run_of("3", 'rStyle w:val="Up"'), run_of("GB。"), styles=styled)  # fmt: skip
    assert text_of(data, "a.docx").text == "ChatGPT每天消耗电力约10⁶千瓦时。H100的显存容量为80³GB。\n"
    assert accepted(store, tmp_path, "a.docx", data) == [("chatgpt", "electricity", 1e6, "kWh/day", "about")]
    split = word(run_of("10"), run_of("-", SUP), run_of("3", SUP), run_of(" m"), "<w:hyperlink w:anchor='n'>", run_of("4", SUP), "</w:hyperlink>")  # fmt: skip
    assert text_of(split, "a.docx").text == "10⁻³ m\n"


H80 = [("nvidia-h100", "memory_capacity", 8e10, "B", "exact")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p>H100的显存容量为<del>40GB</del>80GB。</p>"),
        (
            "a.html",
            "<p>H100的显存容量为<s>40</s><span style='text-decoration: line-through'>60</span>80GB。</p>",
        ),
        ("a.html", "<div hidden><div></div>A100的显存容量为40GB。</div><p>H100的显存容量为80GB。</p>"),
        ("a.html", "<p style='display:none'>A100的显存容量为40GB。<p>H100的显存容量为80GB。</p>"),
        (
            "a.html",
            "<p aria-hidden=true class='hidden-xs' style='overflow:hidden'>H100的显存容量为80GB。</p>",
        ),
        ("a.md", "H100的显存容量为~~40GB~~80GB。\n"),
        ("a.md", "<!-- A100的显存容量为40GB。 -->\nH100的显存容量为<del>40</del>80GB。\n"),
    ],
)
def test_what_is_hidden_or_struck_out_is_not_read(store: Path, tmp_path: Path, name: str, text: str) -> None:
    assert accepted(store, tmp_path, name, text) == H80


@pytest.mark.parametrize("look", ["strike", "dstrike", "vanish", 'strike w:val="true"', 'rStyle w:val="Out"'])
def test_what_a_word_file_hides_or_strikes_out_is_not_read(store: Path, tmp_path: Path, look: str) -> None:
    styles = '<w:style w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style><w:style w:styleId="Out"><w:basedOn w:val="Gone"/></w:style>'
    data = word(run_of("H100的显存容量为"), run_of("40GB", look), run_of("80GB", 'strike w:val="0"'), run_of("。"), styles=styles)  # fmt: skip
    assert accepted(store, tmp_path, "a.docx", data) == H80


def test_a_former_look_and_moved_words_are_not_what_is_shown() -> None:
    former = "<w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>80GB</w:t></w:r>"
    data = word("<w:moveFrom><w:r><w:t>9亿元</w:t></w:r></w:moveFrom>", former)
    assert text_of(data, "a.docx").text == "80GB\n"


def test_what_is_left_out_between_digits_makes_no_other_number() -> None:
    assert seen("40<del>GB</del>80GB") == "40_80GB"
    assert seen("40~~GB~~80GB", "a.md") == "40_80GB"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("备忘\n\n欧盟批准8\n1亿欧元公共资金支持IPCEI ME/CT。深算一号的显存容量为3\n2GB。\n", [("shensuan-1", "memory_capacity", 3.2e10, "B", "exact")]),
        ("据报道，ChatGPT每天用电超过5\n0万千瓦时。\n", [("chatgpt", "electricity", 5e5, "kWh/day", "more_than")]),
        ("据报道，ChatGPT每天用电超过50\n万千瓦时。\n", [("chatgpt", "electricity", 5e5, "kWh/day", "more_than")]),
        ("据报道，ChatGPT每天用电超过500,\n000千瓦时。\n", [("chatgpt", "electricity", 5e5, "kWh/day", "more_than")]),
        ("据报道，H100的综合算力是A100的3.\n2倍。\n", [("nvidia-h100", "overall_compute", 3.2, "1", "exact")]),
        ("H100的显存容量为8\n0GB，而这一行比前一行要长得多。\n", []),
        ("在统计上，H100的显存容量为80\n\n10GB。\n", []),
    ],
)  # fmt: skip
def test_a_number_that_a_full_line_breaks_off_is_read_whole_else_not(
    store: Path, tmp_path: Path, text: str, facts: list[Row]
) -> None:
    assert accepted(store, tmp_path, "a.txt", text) == facts
    assert not check(store).has_errors


def test_a_number_is_whole_in_a_page_of_print(store: Path, tmp_path: Path) -> None:
    lines = ("据江城晚报本周一援引一份报告", "称，ChatGPT每天用电超过5", "0万千瓦时，相当于许多家庭一", "天的用电量；报告还说，今后这", "个数字还会增长，但没有说到底", "会增长多少。")  # fmt: skip
    text = "\n".join(lines) + "\n"
    assert accepted(store, tmp_path, "a.txt", text) == [
        ("chatgpt", "electricity", 5e5, "kWh/day", "more_than")
    ]


BODY = ("The Nvidia H100 has 80 GB of memory capacity, as the maker", "said to the press on Monday in a long note about its plans", "and what it will do with them. The Nvidia A100 has 40 GB", "of memory capacity. Both are made in the same place, where", "more will be made.")  # fmt: skip


@pytest.mark.parametrize("gaps", [(24, 24), (14, 14), (12, 12)])
def test_the_head_of_a_pdf_stays_apart_from_its_text(
    store: Path, tmp_path: Path, gaps: tuple[int, int]
) -> None:
    heights = [800, 800 - gaps[0], *(800 - sum(gaps) - 12 * n for n in range(len(BODY)))]
    lines = ("Chips and power: a digest", "12 May 2025", *BODY)
    data = pdf([[(70, y, words) for y, words in zip(heights, lines, strict=True)]])
    assert [f[:3] for f in accepted(store, tmp_path, "a.pdf", data)] == [
        ("nvidia-h100", "memory_capacity", 8e10),
        ("nvidia-a100", "memory_capacity", 4e10),
    ]
    with open_store(store) as connection:
        assert connection.execute(
            "SELECT DISTINCT period_start FROM fact WHERE status = 'accepted'"
        ).fetchall() == [(None,)]
        quotes = connection.execute("SELECT quote FROM fact WHERE status = 'accepted'").fetchall()
    assert not any("digest" in quote for (quote,) in quotes)


def test_a_raised_digit_of_a_pdf_is_a_power_or_a_mark() -> None:
    up = ") Tj /F1 6 Tf 4 Ts ({}) Tj /F1 10 Tf 0 Ts (".format
    text = text_of(pdf([[(70, 700, f"It has 80{up(3)} GB and needs 10{up(6)} kWh.")]]), "a.pdf").text
    assert text == "It has 80³ GB and needs 10⁶ kWh."


TABLE = [("芯片", "显存容量", "显存带宽"), ("A100", "40", "1.6 TB/s"), ("H100", "80", "3.35 TB/s"), ("昇腾910B", "64 GB", "1.2 TB/s"), ("无名芯", "96 GB", "1.1 TB/s"), ("另一种", "32 GB", "1.3 TB/s")]  # fmt: skip


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_row_of_a_table_is_about_its_first_cell_alone(store: Path, tmp_path: Path, name: str) -> None:
    rows = ["".join(f"<td>{cell}</td>" for cell in row) for row in TABLE]
    page = f"<h1>比较</h1><p>H100是一种芯片。</p><table><tr>{'</tr><tr>'.join(rows)}</tr></table>"
    plain = "# 比较\n\nH100是一种芯片。\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in TABLE) + "\n"
    accepted(store, tmp_path, name, page if name == "a.html" else plain)
    with open_store(store) as connection:
        found = connection.execute(
            "SELECT as_written, subject, quote FROM fact ORDER BY span_start"
        ).fetchall()
    assert [f[:2] for f in found] == [
        ("1.6 TB/s", "nvidia-a100"), ("3.35 TB/s", "nvidia-h100"), ("64 GB", "ascend-910b"), ("1.2 TB/s", "ascend-910b"),
        ("96 GB", ""), ("1.1 TB/s", ""), ("32 GB", ""), ("1.3 TB/s", ""),
    ]  # fmt: skip
    assert not any("A100" in quote and "H100" in quote for _, _, quote in found)
