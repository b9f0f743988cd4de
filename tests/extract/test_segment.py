"""Items, outlets and dates of the two real layouts, and of texts that only look numbered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factbase.extract.locate import archive
from factbase.extract.outlets import article_outlet, cited_outlet
from factbase.extract.segment import segment, segment_articles
from factbase.model.document import Article
from factbase.vocabulary.files import seeds_dir

DAY = date(2024, 4, 28)


def seed(name: str) -> str:
    return (seeds_dir() / "documents" / name).read_text(encoding="utf-8")


def test_newsletter_items() -> None:
    items = segment(seed("kjsl-2024-04.txt"), DAY)
    assert [i.number for i in items] == [
        "1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.3.1", "1.3.2", "1.3.3",
        "1.4.1", "1.4.2", "1.4.3", "2.1.1", "2.1.2", "2.1.3", "2.2.1", "2.2.2",
    ]  # fmt: skip
    second = items[1]
    assert (second.title, second.outlet, second.outlet_date) == (
        "AI世界的新难题：互联网的信息不够用了",
        "硬AI",
        date(2024, 4, 2),
    )
    assert items[3].outlet == "虎嗅APP"
    assert all(i.outlet_date is not None for i in items)


def test_table_of_contents_and_imprint_are_no_items() -> None:
    text = seed("kjsl-2024-04.txt")
    items = segment(text, DAY)
    assert items[0].start > text.index("人工心脏的安全性")
    assert items[-1].end < text.index("送：市科普")


def test_headline_span_is_the_title() -> None:
    text = seed("kjsl-2024-04.txt")
    item = next(i for i in segment(text, DAY) if i.number == "1.2.3")
    ((start, end),) = item.heads
    assert text[start:end] == item.title == "日本为芯片研究组织提供 3 亿美元支持"
    assert item.is_headline(*(start, end))
    assert not item.is_headline(end + 1, end + 3)


def test_a_number_out_of_order_starts_no_item() -> None:
    text = "一、甲\n\n（一）乙\n\n1.第一条。内容。\n3.5倍的增长令人意外。\n2.第二条。内容。\n"
    assert [(i.number, i.title) for i in segment(text, None)] == [("1.1.1", "第一条"), ("1.1.2", "第二条")]


def test_articles_by_their_fences() -> None:
    text = "据说今日有雨。完。\n\n大标题在\n后面\n"
    article = Article(headline="大标题在后面", begins="据说今日", ends="有雨。完。")
    items, problems = segment_articles(archive(text), [article], DAY, "documents.toml", "d")
    assert problems == []
    assert (items[0].start, items[0].end, items[0].heads) == (0, 9, ((11, 18),))


def test_article_faults_are_named() -> None:
    articles = [
        Article(headline="无", begins="甲", ends="丙"),
        Article(headline="丁", begins="乙", ends="丁"),
    ]
    items, problems = segment_articles(archive("甲乙丙丁"), articles, DAY, "documents.toml", "d")
    assert len(items) == 1
    assert [(p.file, p.key) for p in problems] == [("documents.toml", "d article 1")]


@pytest.mark.parametrize(
    ("text", "published", "name", "day"),
    [
        ("内容。（摘自4月2日硬AI）", DAY, "硬AI", date(2024, 4, 2)),
        ("内容。（摘自 2 月 27 日观察者网）", DAY, "观察者网", date(2024, 2, 27)),
        ("内容。（摘自12月30日新报）", DAY, "新报", date(2023, 12, 30)),
        ("内容。（来源：2022年5月1日 新报）", DAY, "新报", date(2022, 5, 1)),
        ("内容。（摘自2月30日新报）", DAY, "新报", None),
        ("内容。（摘自4月2日硬AI）", None, "硬AI", None),
        ("内容（见4月2日的报告）。", DAY, "", None),
    ],
)
def test_cited_outlet(text: str, published: date | None, name: str, day: date | None) -> None:
    found = cited_outlet(text, published)
    assert (found.name, found.date) == (name, day)


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("新华社悉尼6月11日电 澳大利亚", "新华社", date(2023, 6, 11)),
        ("中新网北京2022年5月1日电 记者", "中新网", date(2022, 5, 1)),
        ("正文一段。\n\n据新华社电", "新华社", None),
        ("6月11日，新华社记者看到", "", None),
        ("正文一段。 综合", "", None),
    ],
)
def test_article_outlet(text: str, name: str, day: date | None) -> None:
    found = article_outlet(text, date(2023, 6, 30))
    assert (found.name, found.date) == (name, day)


def test_seed_newspaper_outlets() -> None:
    import tomllib

    entry = tomllib.loads((Path(seeds_dir()) / "documents.toml").read_text(encoding="utf-8"))["document"][1]
    articles = [Article(**a) for a in entry["article"]]
    items, problems = segment_articles(
        archive(seed("kechuang-2023-06.txt")), articles, date(2023, 6, 30), "f", "d"
    )
    assert problems == []
    assert [(i.outlet, i.outlet_date) for i in items] == [
        ("新华社", None),
        ("新华社", date(2023, 6, 11)),
        ("新华社", date(2023, 6, 11)),
        ("", None),
    ]


def test_an_english_source_line_names_outlet_and_day() -> None:
    text = "1. Quillon ships\n\nThe chip costs $5. (Source: Silicon Courier, 7 May)\n"
    (item,) = segment(text, date(2025, 5, 15))
    assert (item.outlet, item.outlet_date) == ("Silicon Courier", date(2025, 5, 7))
