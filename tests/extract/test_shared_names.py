"""Two things of one name: the text that names what they belong to decides, else nothing is said of either."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.errors import Problems, UsageError
from factbase.service import new_names
from factbase.service.ingest import IngestRequest, ingest
from factbase.service.initialize import initialize
from factbase.service.readers import load_units
from factbase.service.review import queue
from factbase.service.review_session import Session
from factbase.service.verify import verify_text
from factbase.store.connection import open_store
from factbase.store.lookup import resolve

HAIYUE, YUNLING = "haiyue-2", "yunling-2"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "f.duckdb"
    initialize(path, empty=True)
    for id, name in (("haiyue", "海岳电站"), ("yunling", "云岭电站")):
        plant = {"id": id, "type": "facility", "label_zh": name}
        part = {
            "id": f"{id}-2",
            "type": "project",
            "label_zh": f"{name}二期工程",
            "aliases": ["二期扩建"],
            "part_of": id,
        }
        for fields in (plant, part):
            new_names.add_name(path, "entity", fields, "ada")
    metric = new_names.metric_fields(
        "装机容量", "power", "W", load_units(path), {"id": "installed", "cues": ["装机"]}
    )
    new_names.add_name(path, "metric", metric, "ada", ("project", "facility"))
    return path


def subjects(store: Path, tmp_path: Path, text: str) -> dict[str, str]:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    ingest(store, IngestRequest((str(file),)))
    return {p.row["as_written"]: p.row["subject"] for p in queue(store)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海岳电站二期扩建装机200兆瓦。", HAIYUE),
        ("云岭电站传来消息，二期扩建装机200兆瓦。", YUNLING),
        ("云岭电站投产多年。二期扩建装机200兆瓦。", YUNLING),
        ("云岭电站投产多年。海岳电站也是。二期扩建装机200兆瓦。", HAIYUE),
        ("二期扩建装机200兆瓦。", ""),
    ],
)
def test_the_thing_that_is_spoken_of_decides(store: Path, tmp_path: Path, text: str, expected: str) -> None:
    assert subjects(store, tmp_path, text)["200兆瓦"] == expected


def test_between_two_of_them_nobody_decides(store: Path, tmp_path: Path) -> None:
    text = "海岳电站和云岭电站今天投产。二期扩建装机200兆瓦。"
    assert subjects(store, tmp_path, text)["200兆瓦"] not in (HAIYUE, YUNLING)


def test_a_claim_about_a_shared_name_meets_the_facts_of_the_one_that_is_meant(
    store: Path, tmp_path: Path
) -> None:
    subjects(store, tmp_path, "海岳电站二期扩建装机200兆瓦。\n\n云岭电站二期扩建装机300兆瓦。\n")
    for proposal in queue(store):
        Session(store, "ada").act("a", proposal)
    assert verify_text(store, "云岭电站二期扩建装机300兆瓦。").verdict == "supported"
    assert verify_text(store, "云岭电站二期扩建装机200兆瓦。").verdict == "contradicted"
    # Nobody says whose: the figure of either may be meant, so none contradicts.
    assert verify_text(store, "二期扩建装机250兆瓦。").verdict == "possible"


def test_a_name_is_shared_only_by_parts_of_different_things(store: Path) -> None:
    lone = {"id": "lone", "type": "project", "label_zh": "二期扩建"}
    with pytest.raises(UsageError, match="part_of"):
        new_names.add_name(store, "entity", lone, "ada")
    with pytest.raises(UsageError, match="part_of"):
        new_names.add_name(store, "entity", {**lone, "part_of": "yunling"}, "ada")
    connection = open_store(store)
    try:
        with pytest.raises(UsageError, match="Use the id"):
            resolve(connection, "entity", "二期扩建")
    finally:
        connection.close()


def test_a_reviewer_makes_the_second_of_a_name(store: Path, tmp_path: Path) -> None:
    subjects(store, tmp_path, "柳溪电站装机200兆瓦，二期扩建装机90兆瓦。")
    session = Session(store, "ada")
    here, _ = session.current()
    assert here is not None
    session.act("n facility 柳溪电站", here)
    first, _ = session.current()
    assert first is not None
    session.act(
        "n project 二期扩建 part_of=柳溪电站",
        next(p for p in queue(store) if p.row["as_written"] == "90兆瓦"),
    )
    found = {p.row["as_written"]: p.row["subject"] for p in queue(store)}
    assert found["90兆瓦"] not in ("", HAIYUE, YUNLING, found["200兆瓦"])


def test_the_vocabulary_may_hold_shared_names_too(store: Path) -> None:
    initialize(store, empty=True)
    vocabulary = store.parent / "vocabulary" / "entities.toml"
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(
        text + '\n[[entity]]\nid = "x"\ntype = "project"\nlabel_zh = "二期扩建"\n', encoding="utf-8"
    )
    with pytest.raises(Problems, match="二期扩建"):
        initialize(store, empty=True)
