"""A vocabulary beside the store extends the shipped one, without touching the package (DESIGN §1.8)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

UNIT = '[unit.furlong]\nis = "201168/1000 m"\nzh = ["弗隆"]\nen = ["furlong"]\n'


@pytest.fixture
def store(own_store: Path) -> Path:
    (own_store.parent / "vocabulary").mkdir()
    (own_store.parent / "vocabulary" / "units.toml").write_text(UNIT, encoding="utf-8")
    return own_store


def test_a_unit_is_known_before_and_after_init(run: Run, store: Path) -> None:
    card = json.loads(run("units", "弗隆", "--format", "json", "--db", store).stdout)
    assert (card["id"], card["dimension"]) == ("furlong", "length")
    (mention,) = json.loads(run("quantities", "全长3弗隆。", "--format", "json", "--db", store).stdout)
    assert (mention["text"], mention["value"], mention["unit"]) == ("3弗隆", 603.504, "m")
    assert run("query", "length", "--unit", "furlong", "--db", store).exit_code == 2
    assert run("init", "--db", store).exit_code == 0
    found = run("query", "length", "--unit", "furlong", "--min", "1弗隆", "--format", "json", "--db", store)
    assert found.exit_code == 0, found.stderr
    assert {r["unit"] for r in json.loads(found.stdout)} == {"furlong"}


def test_a_metric_in_no_unit_is_reported(run: Run, store: Path) -> None:
    (store.parent / "vocabulary" / "metrics.toml").write_text(
        '[[metric]]\nid = "track_length"\ndimension = "length"\nkind = "length"\nunit = "furlnog"\n',
        encoding="utf-8",
    )
    done = run("init", "--db", store)
    assert done.exit_code == 3
    assert "metrics.toml: track_length: no unit is called 'furlnog'" in done.stderr


def test_a_folder_of_another_name(run: Run, store: Path) -> None:
    (store.parent / "vocabulary").rename(store.parent / "words")
    assert run("units", "furlong", "--db", store).exit_code == 2
    (store.parent / "factbase.toml").write_text('[vocabulary]\nfolder = "words"\n', encoding="utf-8")
    assert run("units", "furlong", "--db", store).exit_code == 0
    (store.parent / "factbase.toml").write_text('[vocabulary]\nfolder = "gone"\n', encoding="utf-8")
    done = run("units", "--db", store)
    assert done.exit_code == 3
    assert "vocabulary.folder" in done.stderr


def test_a_rule_beside_the_store_is_used(run: Run, store: Path) -> None:
    def derived() -> list[str]:
        done = run("derive", "ascend-910b", "--format", "json", "--db", store)
        assert done.exit_code == 0, done.stderr
        return sorted({r for row in json.loads(done.stdout) for step in row["proof"] if (r := step["rule"])})

    assert "all-is-compute" not in derived()
    (store.parent / "vocabulary" / "rules.toml").write_text(
        '[[rule]]\nid = "all-is-compute"\nkind = "stands_for"\n'
        'metrics = ["overall_performance", "fp32_performance"]\nnote = "For this test."\n',
        encoding="utf-8",
    )
    assert "all-is-compute" in derived()
    (store.parent / "vocabulary" / "rules.toml").write_text(
        '[[rule]]\nid = "x"\nkind = "stands_for"\nmetrics = ["no_such_metric", "overall_compute"]\nnote = "n"\n',
        encoding="utf-8",
    )
    done = run("derive", "ascend-910b", "--db", store)
    assert done.exit_code == 3
    assert "no_such_metric" in done.stderr


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("units.toml", "unit = 5", "unit: must be a table"),
        ("units.toml", "[unit]\nfoo = 5", "unit.foo: must be a table"),
        ("units.toml", '[unit.foo]\nis = "3 m"\nzh = "福"', "unit.foo.zh: must be a list"),
        ("units.toml", '[unit.foo]\nis = "3 m"\nzh = [1]', "each member a text"),
        ("units.toml", "[units.foo]\nis = '3 m'", "units: is in no vocabulary"),
        ("currencies.toml", "[currency.ABC]\nzh = 5", "currency.ABC.zh: must be a list"),
        ("classifiers.toml", "classifier = 5", "classifier: must be a table"),
        ("hedges.toml", "[[hedge]]\nwords = ['x']", "hedge: is in no vocabulary"),
        ("entities.toml", "entity = 3", "entity: must be a list"),
        ("rules.toml", '[[rule]]\nid = "x"\nkind = "frob"\nmetrics = ["a"]', "x: kind 'frob' is unknown"),
        ("units.toml", '[unit.foo]\nis = "0 m"', "unit.foo.is: 0 is not above zero"),
        ("unit.toml", "[unit.foo]\nis = '3 m'", "no vocabulary is called so"),
        ("../factbase.toml", "[vocab]\nfolder = 'x'", "vocab: unknown"),
        ("../factbase.toml", "vocabulary = 5", "vocabulary: unknown"),
        ("../factbase.toml", "[vocabulary]\nfolder = 5", "must be the name of a folder"),
        ("../factbase.toml", '[vocabulary]\nfolder = "a\\u0000b"', "must be the name of a folder"),
    ],
)
def test_a_vocabulary_of_another_shape_is_reported(
    run: Run, store: Path, file: str, text: str, words: str
) -> None:
    (store.parent / "vocabulary" / file).write_text(text, encoding="utf-8")
    before = store.read_bytes()
    done = run("init", "--db", store)
    assert (done.exit_code, words in done.stderr) == (3, True), done.stderr
    assert store.read_bytes() == before


def test_a_folder_in_the_place_of_a_vocabulary(run: Run, store: Path) -> None:
    (store.parent / "vocabulary" / "metrics.toml").mkdir()
    done = run("init", "--db", store)
    assert done.exit_code == 3
    assert "cannot be read" in done.stderr
