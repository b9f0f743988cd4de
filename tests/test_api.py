"""The Python API: typed facts, the same answers as the command line, one store open in several ways."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import factbase
from factbase.errors import StoreLocked, StoreMissing, UnknownName, UsageError
from factbase.store.connection import open_store


def test_facts_are_typed_and_cited(seed_store: Path) -> None:
    with factbase.open(seed_store) as fb:
        (fact,) = fb.facts("performance_ratio", subjects="NVIDIA H100")
    assert (fact.kind, fact.value, fact.citation.outlet) == ("performance_ratio", Fraction(16, 5), "科技铭程")


def test_one_name_stands_for_a_tuple_of_one(seed_store: Path) -> None:
    with factbase.open(seed_store) as fb:
        many = fb.facts(subjects=("ChatGPT",), minimum=1000, since=2023)
        assert many
        assert [f.id for f in many] == [
            r[0] for r in fb.query(subjects="ChatGPT", minimum="1000", since="2023").rows
        ]
        with pytest.raises(UnknownName, match="no entity is called 'ChatGPTT'"):
            fb.facts(subjects="ChatGPTT")


def test_calc_and_compare_give_numbers(seed_store: Path) -> None:
    with factbase.open(seed_store) as fb:
        assert fb.calc("chatgpt.electricity / chatgpt.requests in Wh").data["value"] == 2.5
        assert fb.compare("深算二号", "H100").data["ratio"]["value"] == 0.25


def test_a_store_open_for_writing_still_answers(own_store: Path) -> None:
    with factbase.open(own_store, write=True) as fb:
        fb.connection.execute("UPDATE fact SET note = 'seen' WHERE key = 'h100-compute'")
        assert [f.key for f in fb.facts() if f.note == "seen"] == ["h100-compute"]
        assert fb.check().table.notes == ()


def test_a_check_says_when_its_findings_are_not_kept(own_store: Path) -> None:
    with factbase.open(own_store) as fb:
        fb.connection.execute("SELECT 1")
        (note,) = fb.check().table.notes
        assert "not kept" in note
        with pytest.raises(StoreLocked, match="in this process"):
            open_store(own_store, write=True)


def test_a_missing_store_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        factbase.open(tmp_path / "none.duckdb")


def test_conditions_take_several_names_and_real_values(seed_store: Path) -> None:
    with factbase.open(seed_store) as fb:
        one, other = fb.facts(subjects=["H100"]), fb.facts(subjects="ChatGPT")
        both = fb.facts(subjects=["H100", "ChatGPT"])
        assert {f.id for f in both} == {f.id for f in [*one, *other]}
        assert fb.facts(until=date(2023, 12, 31)) == fb.facts(until="2023-12-31")
        with pytest.raises(TypeError, match="subject"):
            fb.facts(subject="H100")  # type: ignore[call-arg]


def test_what_the_store_knows_of_is_listed(seed_store: Path) -> None:
    with factbase.open(seed_store) as fb:
        assert {row[0] for row in fb.documents().rows} == {"kjsl-2024-04", "kechuang-2023-06"}
        assert "nvidia-h100" in {row[0] for row in fb.entities().rows}
        assert "overall_compute" in {row[0] for row in fb.metrics().rows}


def test_a_document_is_ingested_and_its_facts_are_there(own_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("ChatGPT每天要消耗60万千瓦时电力。\n", encoding="utf-8")
    with factbase.open(own_store, write=True) as fb:
        done = fb.ingest(page, accept=True, title="电力", published="2024-05-01")
        assert not done.has_failed
        (document,) = {f.citation.document for f in fb.facts()} - {"kjsl-2024-04", "kechuang-2023-06"}
        (fact,) = fb.facts(documents=document)
        assert (fact.subject, fact.metric, fact.value, fact.unit) == (
            "chatgpt",
            "electricity",
            600000,
            "kWh/day",
        )


def test_a_store_open_for_reading_takes_no_document(own_store: Path, tmp_path: Path) -> None:
    with factbase.open(own_store) as fb, pytest.raises(UsageError, match="write=True"):
        fb.ingest(tmp_path / "page.txt")
