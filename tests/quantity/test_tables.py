"""Vocabularies: every fault at once with its file and key, overlays without code, settings that change a reading."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from factbase.errors import Problems
from factbase.quantity.scanner import find_quantities
from factbase.quantity.tables import build_tables
from factbase.vocabulary.reading import VOCABULARIES, reader_tables


def test_all_faults_are_reported_at_once() -> None:
    raw = {
        "units": {"unit": {"mile": {"is": "1609 metre"}, "x": {"dimension": "length", "factor": "much"}}},
        "hedges": {
            "before": [{"hedge": "perhaps", "words": ["也许"]}],
            "policy": {"about": "a bit", "colour": "1/2"},
        },
        "currencies": {"currency": {"dollar": {"en": ["buck"]}}},
        "changes": {"chinese": {"sideways": ["横盘"], "figures": {"翻番": "twice"}}},
        "numerals": {"settings": {"zhao": 5}, "chinese": {"magnitudes": {"数以百计": ["100"]}}},
        "traditional": {"traditional": "萬億", "simplified": "万"},
    }
    with pytest.raises(Problems) as caught:
        build_tables(raw)
    keys = {problem.key for problem in caught.value.problems}
    assert {"unit.mile.is", "unit.x.factor", "before[0].hedge", "policy.about", "policy.colour"} <= keys
    assert {
        "currency.dollar",
        "chinese.sideways",
        "chinese.figures.翻番",
        "settings.zhao",
        "数以百计",
    } <= keys
    assert len(keys) == 11


def test_a_unit_that_cannot_be_is_told_with_its_key() -> None:
    metre = {"dimension": "length", "factor": "1"}
    raw = {
        "units": {
            "unit": {
                "m": metre,
                "nothing": {"is": "0 m"},
                "back": {"is": "-3 m"},
                "endless": {"is": "1e999999 m"},
                "half": {"is": "1/0 m"},
                "spelt": {"is": "1 m", "chinese": ["步"]},
                "prefixed": {"is": "1 m", "prefixes": ["q"]},
            }
        },
        "currencies": {"currency": {"EUR": {"en": ["euro"], "parts": {"cent": "0"}}}},
    }
    with pytest.raises(Problems) as caught:
        build_tables(raw)
    assert [problem.key for problem in caught.value.problems] == [
        "unit.spelt.chinese",
        "unit.prefixed.prefixes",
        "unit.nothing.is",
        "unit.back.is",
        "unit.endless.is",
        "unit.half.is",
        "currency.EUR.parts.cent",
    ]


def test_a_currency_code_is_known_in_small_letters() -> None:
    units = reader_tables().units
    assert units.parse("usd") == units.parse("USD")
    assert units.parse("xyz") is None


def test_an_empty_vocabulary_reads_bare_numbers_and_raises_nothing() -> None:
    found = find_quantities("约3亿元，增长12%，30日内，about 5 km, $3m a year", build_tables({}))
    assert [q.text for q in found] == ["3亿"]


def test_an_overlay_adds_a_unit_a_hedge_and_a_classifier(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text(
        '[unit.football-field]\nis = "7140 m2"\nzh = ["个足球场"]\n', encoding="utf-8"
    )
    (tmp_path / "hedges.toml").write_text('[[before]]\nhedge = "about"\nwords = ["大抵"]\n', encoding="utf-8")
    (tmp_path / "classifiers.toml").write_text('[classifier]\n"爿" = {}\n', encoding="utf-8")
    tables = reader_tables(tmp_path)
    fields, shops = find_quantities("占地大抵3个足球场，有5爿店", tables)
    assert (fields.reading.value, fields.unit, fields.hedge) == (21420, "m2", "about")
    assert (shops.text, shops.unit) == ("5爿", "count")
    assert find_quantities("占地大抵3个足球场", reader_tables())[0].hedge == "exact"


def test_zhao_is_read_only_when_set(tmp_path: Path) -> None:
    assert find_quantities("税收3.2兆元", reader_tables()) == []
    (tmp_path / "numerals.toml").write_text(
        "[settings]\nzhao = 1000000000000\nlimit = 36\n", encoding="utf-8"
    )
    (only,) = find_quantities("税收3.2兆元", reader_tables(tmp_path))
    assert (only.text, only.reading.value) == ("3.2兆元", 32 * 10**11)


def test_tables_are_built_once_and_again_when_a_file_changes(tmp_path: Path) -> None:
    assert reader_tables() is reader_tables()
    path = tmp_path / "units.toml"
    path.write_text('[unit.foo]\nis = "1 m"\nsymbols = ["foo"]\n', encoding="utf-8")
    first = reader_tables(tmp_path)
    path.write_text('[unit.foobar]\nis = "10 m"\nsymbols = ["foobar"]\n', encoding="utf-8")
    assert reader_tables(tmp_path) is not first
    assert reader_tables(tmp_path).units.parse("foobar") is not None


def test_the_reader_loads_without_models_or_a_database() -> None:
    code = (
        "import sys; from factbase.vocabulary.reading import reader_tables; from factbase.quantity.scanner import find_quantities; "
        "find_quantities('约3亿元', reader_tables()); "
        "print([m for m in ('pydantic', 'duckdb', 'factbase.model', 'z3', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_vocabulary_is_named() -> None:
    assert len(set(VOCABULARIES)) == 8
