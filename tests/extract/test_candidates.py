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
