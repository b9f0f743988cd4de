"""What a document's head says about it: found where it stands as such, never invented."""

from __future__ import annotations

import pytest

from factbase.extract.masthead import Masthead, read_masthead
from factbase.extract.running_heads import without_running_heads
from factbase.service.readers import load_readers

BODY_ZH = "\n\n3月18日，海岳储能电站二期工程正式投运，总装机容量为200兆瓦，投资12亿元。\n"
BODY_EN = "\n\nThe harbour handled 2.4 million boxes in 2024, the port authority said on 3 June 2023 at a meeting.\n"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("海岳要闻\n第 3 期（总第 57 期）  海岳市研究所主办  2025 年 3 月 20 日", ("2025-03-20", "海岳市研究所", "第3期（总第57期）")),
        ("海嶽要聞\n第 3 期（總第 57 期） 海嶽市研究所主辦 2025 年 3 月 20 日", ("2025-03-20", "海嶽市研究所", "第3期（總第57期）")),
        ("标题一\n发布时间：2025-03-20 08:30  来源：海岳网", ("2025-03-20", "", "")),
        ("标题一\n2025/3/20", ("2025-03-20", "", "")),
        ("标题一\n二〇二五年三月二十日", ("2025-03-20", "", "")),
        ("标题一\n（2025年3月）", ("", "", "")),
        ("月刊\n2025年3月", ("2025-03", "", "")),
        ("2025年3月20日的一场大雪", ("", "", "")),
        ("展望2025年3月的天气", ("", "", "")),
        ("标题一\n截至2025年3月20日", ("", "", "")),
        ("标题一\n更新时间：2025年3月20日", ("", "", "")),
        ("标题一\n2025年3月20日\n2024年3月20日", ("", "", "")),
        ("标题一\n2024年1月1日\n发布日期：2025年3月20日", ("2025-03-20", "", "")),
        ("海岳能源要闻第 3 期 海岳市能源研\n究所主办 2025 年 3 月 20 日", ("2025-03-20", "", "第3期")),
    ],
)  # fmt: skip
def test_chinese_heads(head: str, expected: tuple[str, str, str]) -> None:
    assert read_masthead(head + BODY_ZH, load_readers())[:3] == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("The Harbour Gazette\nIssue 12 · 15 May 2025 · published by the Port Observatory", ("2025-05-15", "Port Observatory", "Issue 12")),
        ("A headline\nBy Ann Example | May 15, 2025", ("2025-05-15", "", "")),
        ("A headline\nPublished: 15 May 2025", ("2025-05-15", "", "")),
        ("A headline\nPosted on May 15, 2025 by Ann", ("2025-05-15", "", "")),
        ("A headline\nThursday, 15 May 2025", ("2025-05-15", "", "")),
        ("A headline\nMay 2025", ("2025-05", "", "")),
        ("The quarterly\nVol. 3, No. 2, May 2025", ("2025-05", "", "Vol. 3, No. 2")),
        ("What May 2025 will bring", ("", "", "")),
        ("Conference, 5–7 May 2025", ("", "", "")),
        ("A headline\nLast updated 15 May 2025", ("", "", "")),
        ("What happened on 15 May 2025", ("", "", "")),
    ],
)  # fmt: skip
def test_english_heads(head: str, expected: tuple[str, str, str]) -> None:
    assert read_masthead(head + BODY_EN, load_readers())[:3] == expected


def test_a_dateline_dates_the_article_and_the_body_does_not() -> None:
    readers = load_readers()
    told = "A headline\n\nLONDON, 15 May 2025 (Newswire) - The harbour handled 2.4 million boxes, it said on Monday.\n"
    assert read_masthead(told, readers).published == "2025-05-15"
    assert read_masthead("A headline" + BODY_EN, readers) == Masthead()
    assert read_masthead(BODY_ZH, readers) == Masthead()
    assert read_masthead("标题\n\n一、储能\n2025年3月20日\n", readers) == Masthead()


def test_lines_that_come_again_on_every_page_are_no_text() -> None:
    pages = [
        f"Gazette 2025\n- {n} -\n{body}\nSection {n} of the yearbook"
        for n, body in enumerate(["It grew by", "3 % to 7", "and then 9 m."], 1)
    ]
    assert "\n".join(without_running_heads(pages)).split("\n") == [
        "Gazette 2025", "It grew by", "Section 1 of the yearbook", "3 % to 7", "and then 9 m.",
    ]  # fmt: skip


def test_a_lone_page_keeps_its_lines_but_its_number() -> None:
    assert without_running_heads(["2025 年鉴\n第 1 页 共 1 页\n12 %\n7"]) == ["2025 年鉴\n12 %\n7"]


def test_figures_at_the_edges_of_pages_are_no_page_numbers() -> None:
    pages = ["Output\n12 %\nrose", "to 40 %\nby 15 tonnes", "It cost 9 euros\nand 3 cents"]
    assert without_running_heads(pages) == pages


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("江城快报\n\n发布时间：2025年3月20日\n\n" + BODY_ZH, ["2025年3月20日"]),
        ("A headline\n\n  Published: 15 May 2025\n" + BODY_EN, ["15 May 2025"]),
        ("A headline\n2024年1月1日\n2025年3月20日\n" + BODY_ZH, []),
    ],
)
def test_where_the_date_stands(text: str, dates: list[str]) -> None:
    assert [text[slice(*span)] for span in read_masthead(text, load_readers()).dates] == dates
