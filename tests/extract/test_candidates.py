"""What of a document becomes a candidate, and what only looks like a figure or a known name."""

from __future__ import annotations

from datetime import date

import pytest

from factbase.extract.candidates import Candidate, candidates_of
from factbase.extract.figures import Source
from factbase.extract.link_tables import LinkTables
from factbase.extract.locate import archive
from factbase.extract.segment import segment
from factbase.model.document import Document
from factbase.vocabulary.names import load_names
from tests.benchmarks.bench_linking import shipped_tables


@pytest.fixture(scope="module")
def tables() -> LinkTables:
    return shipped_tables(load_names())


def read(text: str, tables: LinkTables) -> list[Candidate]:
    source = Source(Document(id="d"), archive(text), segment(text, date(2025, 3, 20)))
    return list(candidates_of(source, tables))


def test_the_date_of_publication_is_no_candidate(tables: LinkTables) -> None:
    text = "江城快报\n\n2025年3月20日\n\n云岫于2025年3月20日发布，参数量为720亿。\n"
    made = [c.fact.citation for c in read(text, tables)]
    assert [c.quote for c in made if c.span_start < text.index("云岫")] == []
    assert {text[c.span_start : c.span_end] for c in made} == {"2025年3月20日", "720亿"}


def test_a_number_and_a_source_line_are_layout(tables: LinkTables) -> None:
    text = "一、动态\n\n1.“云岫”发布。云岫的参数量为720亿。（摘自3月13日江城科技报）\n"
    assert [c.fact.as_written for c in read(text, tables)] == ["720亿"]


def test_a_scope_never_begins_within_a_number(tables: LinkTables) -> None:
    (found,) = read("GPT-4 has 34 billion parameters.", tables)
    assert (found.fact.as_written, found.fact.metric, found.fact.scope) == (
        "34 billion",
        "parameter_count",
        "",
    )


@pytest.mark.parametrize(
    "words",
    ["5,00,000 kWh", "1.5.3 MWh", "500 250 of the things", "-5 MWh", "5 × 105 kWh", "5·6 MWh", "1'23 kWh"],
)
def test_a_piece_of_a_number_is_no_figure(words: str, tables: LinkTables) -> None:
    assert read(f"ChatGPT uses {words} a day.", tables) == []
    assert read(f"The number of ChatGPT users: {words}.", tables) == []


def test_groups_that_blanks_divide_are_one_figure(tables: LinkTables) -> None:
    (found,) = read("ChatGPT uses 500 000 kWh a day.", tables)
    assert (found.fact.as_written, found.fact.reading.value) == ("500 000 kWh a day", 500_000)


def test_a_word_in_a_longer_word_is_no_zero(tables: LinkTables) -> None:
    assert read("载人无人机获颁型号合格证。", tables) == []


def test_a_name_that_many_share_is_the_known_one_only_beside_what_it_belongs_to(tables: LinkTables) -> None:
    (strange,) = read("白沙湾风电场投产。二期工程总投资120亿元。", tables)
    assert strange.fact.subject == ""
    (known,) = read("中国散裂中子源已运行。二期工程总投资120亿元。", tables)
    assert known.fact.subject == "csns-phase-2"


def test_a_word_that_ends_a_longer_name_is_never_surely_the_known_thing(tables: LinkTables) -> None:
    assert not any(c.complete for c in read("江沅省数据中心用电量占全省的2.5%。", tables))
    assert any(c.complete for c in read("数据中心用电量占全省的2.5%。", tables))


@pytest.mark.parametrize(
    "sentence",
    [
        "ChatGPT does not use 5 MWh of electricity a day.",
        "It is false that ChatGPT uses 8 MWh of electricity a day.",
        "Is it true that ChatGPT uses 5 MWh of electricity a day?",
        "If ChatGPT used 7 MWh of electricity a day, nobody would mind.",
        "Nvidia denied that the H100 has 120 GB of memory capacity.",
        "并非ChatGPT每天消耗电力60万千瓦时。",
        "有谣言称ChatGPT每天消耗电力61万千瓦时。",
        "如果ChatGPT每天消耗电力62万千瓦时。",
        "ChatGPT每天消耗电力63万千瓦时吗？",
        "ChatGPT每天没有消耗电力64万千瓦时。",
        "英伟达否认H100的显存容量为120GB。",
        "AMD's rival to the Nvidia H100 has 192 GB of memory capacity.",
        "The successor of the Nvidia H100 has 141 GB of memory capacity.",
        "H100的后继产品显存容量为141GB。",
        "A cluster of eight Nvidia H100 has 640 GB of memory capacity.",
        "八块英伟达H100的显存容量为640GB。",
        "八块海光的深算一号的显存容量为256GB。",
        "A cluster of eight Hygon Shensuan-1 has 256 GB of memory capacity.",
        "The next Nvidia H100 has 141 GB of memory capacity.",
        "第二代H100的显存容量为141GB。",
        "The Nvidia H100 NVL has 94 GB of memory capacity.",
        "ChatGPT的竞争对手每天消耗电力65万千瓦时。",
        "ChatGPT前身每天消耗电力69万千瓦时。",
        "除ChatGPT外，它每天消耗电力66万千瓦时。",
        "贵安数据中心集群二期总用地面积800亩。",
    ],
)
def test_what_is_not_claimed_of_the_thing_itself_is_never_complete(sentence: str, tables: LinkTables) -> None:
    assert not any(c.complete for c in read(f"{sentence}\n", tables))


@pytest.mark.parametrize(
    "sentence", ["ChatGPT uses 510 MWh of electricity a day.", "昇腾910B的显存容量为64GB。"]
)
def test_what_is_claimed_plainly_is_complete(sentence: str, tables: LinkTables) -> None:
    assert [c.complete for c in read(f"{sentence}\n", tables)] == [True]


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("ChatGPT received 200 million requests a day in 2024 and 1 billion requests a day in 2025.", ["2024", "2025"]),
        ("ChatGPT在2024年每天处理2亿个请求，在2025年每天处理10亿个请求。", ["2024", "2025"]),
        ("据3月18日《电子时报》报道，ChatGPT每天处理2亿个请求。", [".."]),
        ("Before 2020 ChatGPT used 100 kWh of electricity a day.", [".."]),
        ("By 2020 ChatGPT used 100 kWh of electricity a day.", ["2020"]),
    ],
)  # fmt: skip
def test_a_figure_takes_its_own_date(sentence: str, periods: list[str], tables: LinkTables) -> None:
    facts = [c.fact for c in read(f"{sentence}\n", tables) if c.fact.kind in ("rate", "power")]
    assert [str(f.period_start.year) if f.period_start else ".." for f in facts] == periods
    assert {f.scope for f in facts} == {""}


def test_what_should_come_is_no_fact_of_now(tables: LinkTables) -> None:
    for sentence in (
        "By 2030 the EU's share of global semiconductor output should reach 20%.",
        "欧盟2030年半导体产量占全球的比重要达到20%。",
    ):
        facts = [c.fact for c in read(f"{sentence}\n", tables) if c.fact.kind == "share"]
        assert [f.modality for f in facts] == ["plan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "IPCEI ME/CT的私人投资和公共资金分别为137亿欧元和81亿欧元。",
            {"137亿欧元": ("ipcei-me-ct", "private_investment"), "81亿欧元": ("ipcei-me-ct", "public_funding")},
        ),
        (
            "Public funding and private investment of IPCEI ME/CT are 8.1 and 13.7 billion euros respectively.",
            {"8.1": ("ipcei-me-ct", "public_funding"), "13.7 billion euros": ("ipcei-me-ct", "private_investment")},
        ),
        (
            "深算二号和深算一号的总体性能分别为A100的80%和40%。",
            {"80%": ("shensuan-2", "overall_performance"), "40%": ("shensuan-1", "overall_performance")},
        ),
    ],
)  # fmt: skip
def test_figures_go_in_order_with_what_is_listed(
    tables: LinkTables, text: str, expected: dict[str, tuple[str, str]]
) -> None:
    found = {c.fact.as_written: c for c in read(text, tables)}
    assert {words: (c.fact.subject, c.fact.metric) for words, c in found.items()} == expected
    assert all(c.complete and c.fact.citation.quote in text for c in found.values())


def test_each_year_of_a_list_dates_its_own_figure(tables: LinkTables) -> None:
    made = read("1990年和2023年，美国芯片产量的全球占比分别为37%和12%。", tables)
    dated = {c.fact.as_written: c.fact.period_start for c in made if c.fact.kind != "date"}
    assert dated == {"37%": date(1990, 1, 1), "12%": date(2023, 1, 1)}


def test_figures_that_go_with_more_things_than_there_are_figures_are_left_to_people(
    tables: LinkTables,
) -> None:
    made = read("IPCEI ME/CT的贷款、公共资金和私人投资分别为81亿和137亿欧元。", tables)
    assert not any(c.complete for c in made)
