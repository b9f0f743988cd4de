"""Merges and renamings of names: what is refused, what is said of them, and that undoing them loses nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factbase.cli.app import app
from factbase.errors import UsageError
from factbase.service import new_names, review, review_edit
from factbase.service.initialize import initialize
from factbase.service.renames import merge, rename
from factbase.service.undo import undo
from factbase.service.undo_names import undo_names
from factbase.store.connection import open_store


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "seeds.duckdb"
    initialize(path)
    return path


@pytest.fixture
def store(shipped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(shipped, tmp_path / "f.duckdb"))


def rows(store: Path, sql: str) -> list[tuple[object, ...]]:
    connection = open_store(store)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def said(store: Path) -> list[tuple[object, ...]]:
    """What the accepted facts say of whom, and what everything is called."""
    return [
        *rows(
            store,
            "SELECT id, subject, metric, relative_to, attributed_to, members FROM fact WHERE status = 'accepted' ORDER BY id",
        ),
        *rows(store, "SELECT id, label_zh, label_en, list_sort(aliases), origin FROM entity ORDER BY id"),
        *rows(store, "SELECT id, label_zh, label_en, list_sort(aliases), origin FROM metric ORDER BY id"),
    ]


def run(store: Path, *arguments: str) -> str:
    return CliRunner().invoke(app, ["review", *arguments, "--db", str(store)]).output


def test_a_merge_is_not_undone_while_a_later_one_holds_its_facts(store: Path) -> None:
    before = said(store)
    merge(store, "entity", "shensuan-1", "shensuan-3", "ada", "")
    between = said(store)
    merge(store, "entity", "shensuan-3", "haiji-2", "ada", "for once")
    with pytest.raises(UsageError, match="Undo shensuan-3 first"):
        undo_names(store, "深算一号", "ada")
    assert undo_names(store, "shensuan-3", "ada").facts == 8
    assert said(store) == between
    assert undo_names(store, "shensuan-1", "ada").facts == 7
    assert said(store) == before


def test_a_merge_of_metrics_may_hold_the_facts_of_a_merge_of_entities(store: Path) -> None:
    ((metric,),) = rows(store, "SELECT min(metric) FROM fact WHERE subject = 'chatgpt' AND kind = 'rate'")
    ((unit, kind, dimension),) = rows(
        store, f"SELECT unit, kind, dimension FROM metric WHERE id = '{metric}'"
    )
    fields = {"id": "asked", "label_en": "asked", "unit": unit, "kind": kind, "dimension": dimension}
    new_names.add_name(store, "metric", fields, "ada")
    before = said(store)
    merge(store, "entity", "chatgpt", "gpt-4", "ada", "one service")
    merge(store, "metric", str(metric), "asked", "ada", "the same")
    with pytest.raises(UsageError, match=f"Undo {metric} first"):
        undo_names(store, "chatgpt", "ada")
    undo_names(store, str(metric), "ada")
    undo_names(store, "chatgpt", "ada")
    assert said(store) == before


@pytest.mark.parametrize("first", ["shensuan-1", "haiji-2"])
def test_two_merges_into_one_are_undone_in_any_order(store: Path, first: str) -> None:
    before = said(store)
    for name in ("shensuan-1", "haiji-2"):
        merge(store, "entity", name, "shensuan-3", "ada", "for once")
    rename(store, "entity", "shensuan-3", "Shensuan", "ada", "en")
    for name in (first, "shensuan-3", {"shensuan-1": "haiji-2"}.get(first, "shensuan-1")):
        undo_names(store, name, "ada")
    assert said(store) == before
    initialize(store)
    assert said(store) == before


def test_every_name_in_a_fact_is_as_before(store: Path) -> None:
    before = said(store)
    sources = rows(store, "SELECT DISTINCT attributed_to FROM fact WHERE attributed_to <> '' ORDER BY 1")
    listed = rows(
        store, "SELECT DISTINCT m FROM (SELECT unnest(members) AS m FROM fact) WHERE m <> '' ORDER BY 1"
    )
    for name in dict.fromkeys([str(sources[0][0]), str(listed[0][0])]):
        moved = merge(store, "entity", name, "gpt-4", "ada", "for once").facts
        assert moved
        assert undo_names(store, name, "ada").facts == moved
    assert said(store) == before


def test_a_fact_that_says_the_same_of_both_outlives_the_merge(store: Path) -> None:
    ((fact,),) = rows(store, "SELECT min(id) FROM fact WHERE subject = 'shensuan-1' AND status = 'accepted'")
    moved = review_edit.edit(store, str(fact), {"subject": "shensuan-3"}, "ada")
    undo(store, "ada")
    review.decide(store, moved, "accept", "bob")
    before = said(store)
    merge(store, "entity", "shensuan-1", "shensuan-3", "ada", "")
    undo_names(store, "shensuan-1", "ada")
    assert said(store) == before


def test_a_fact_corrected_since_stays_and_is_told(store: Path) -> None:
    merge(store, "entity", "shensuan-1", "shensuan-3", "ada", "")
    ((fact, old),) = rows(
        store,
        "SELECT superseded_by, id FROM fact WHERE subject = 'shensuan-1' AND status = 'superseded' ORDER BY id LIMIT 1",
    )
    review_edit.edit(store, str(fact), {"subject": "chatgpt"}, "ada")
    told = run(store, "--undo", "shensuan-1")
    assert "6 facts as before" in told
    assert str(old) in told


def test_a_name_that_was_merged_away_merges_nothing_else(store: Path) -> None:
    merge(store, "entity", "shensuan-1", "shensuan-3", "ada", "")
    for name in ("shensuan-1", "深算一号", "Hygon Shensuan 1"):
        with pytest.raises(UsageError, match="was merged into shensuan-3"):
            merge(store, "entity", name, "shensuan-2", "ada", "")
    assert "of gpt-4 now speak of shensuan-3" in run(store, "--merge", "GPT4", "Shensuan-1", "--reason", "x")


def test_metrics_of_another_dimension_or_kind_are_not_merged(store: Path) -> None:
    before = said(store)
    with pytest.raises(UsageError, match="figures of one are none of the other"):
        merge(store, "metric", "electricity", "requests", "ada", "the same")
    with pytest.raises(UsageError, match="figures of one are none of the other"):
        merge(store, "metric", "public_funding", "revenue", "ada", "the same")
    assert said(store) == before


def test_entities_of_other_types_are_merged_for_a_reason_only(store: Path) -> None:
    told = run(store, "--merge", "haiji-2", "shensuan-1")
    assert "haiji-2 is a facility, shensuan-1 a product" in told
    assert "--reason" in told
    assert "now speak of" in run(store, "--merge", "haiji-2", "shensuan-1", "--reason", "for once")


def test_a_renaming_is_taken_back_by_any_name_and_says_what_it_did(store: Path) -> None:
    run(store, "--rename", "H100", "Hopper")
    assert "nvidia-h100 is called Nvidia H100 again" in run(store, "--undo", "H100")
    run(store, "--rename", "H100", "Hopper")
    assert "again" in run(store, "--undo", "hopper")
    assert "neither merged nor renamed" in run(store, "--undo", "H100")


def test_undoing_decisions_takes_no_merge_apart(store: Path) -> None:
    ((fact,),) = rows(store, "SELECT min(id) FROM fact WHERE subject = 'shensuan-1' AND status = 'accepted'")
    review.decide(store, str(fact), "reject", "ada", "misread")
    review.decide(store, str(fact), "reopen", "ada")
    merge(store, "entity", "shensuan-1", "shensuan-3", "ada", "")
    with pytest.raises(UsageError, match="--undo shensuan-1"):
        undo(store, "ada")
    undo_names(store, "shensuan-1", "ada")
    assert undo(store, "ada") == fact
    assert rows(store, f"SELECT status FROM fact WHERE id = '{fact}'") == [("rejected",)]


def told(store: Path, target: str) -> str:
    return CliRunner().invoke(app, ["history", target, "--db", str(store), "--lang", "en"]).output


def test_history_of_a_merge_is_that_of_both(store: Path) -> None:
    merge(store, "entity", "shensuan-1", "shensuan-3", "ada", "one chip")
    for name in ("shensuan-1", "shensuan-3", "深算三号"):
        assert "7 facts, into shensuan-3" in told(store, name)
        assert "{" not in told(store, name)
    undo_names(store, "shensuan-1", "ada")
    assert told(store, "shensuan-3").count("shensuan-1") == 2
    assert rows(store, "SELECT 1 FROM event WHERE target = 'haiji-2'") == []
    assert "no event" not in told(store, "haiji-2")
    assert "no event is called nobody" in told(store, "nobody").replace("'", "")


def test_history_names_what_superseded_a_fact_and_knows_keys(store: Path) -> None:
    ((fact,),) = rows(store, "SELECT id FROM fact WHERE key = 'h100-compute'")
    assert str(fact) in told(store, "h100-compute")
    assert review.one(store, "h100-compute").row["id"] == fact
    moved = review_edit.edit(store, str(fact), {"subject": "chatgpt"}, "ada")
    assert f"by {moved}, which is accepted" in told(store, str(fact))
    assert told(store, "h100-compute") == told(store, moved), "the key is that of what stands"
    review.decide(store, moved, "reject", "ada", "misread")
    assert f"by {moved}, which is rejected" in told(store, str(fact))
