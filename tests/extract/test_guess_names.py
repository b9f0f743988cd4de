"""Unknown names are guessed from how a text writes them, ranked, each with what it may be."""

from __future__ import annotations

import pytest

from factbase.extract.guess_metric import guess_metric
from factbase.extract.guess_names import NameGuess, Spotted, guess_names
from factbase.vocabulary.files import vocabulary_files

KINDS = vocabulary_files(("linking",))["linking"]["guesses"]


def guessed(text: str, **more: object) -> dict[str, NameGuess]:
    return {g.label: g for g in guess_names(text, more.pop("known", ()), KINDS, **more)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "label", "type"),
    [
        ("公司发布大模型“云岫”，参数量为7亿。", "云岫", "model"),
        ("白沙湾海上风电场3月5日并网。", "白沙湾海上风电场", "facility"),
        ("青禾研究所估算，用电量为3亿千瓦时。", "青禾研究所", "organization"),
        ("采用新工艺的岚河X2量产，岚河X2售价4万元。", "岚河X2", "product"),
        ("发布了《算力年报》。", "算力年报", "publication"),
        ("一款名为晨星的机器人重3公斤。", "晨星", "concept"),
        ("The Gannet Bank offshore wind farm cost €2 billion.", "Gannet Bank", "facility"),
        ("Its owner, Northreach Energy, says so.", "Northreach Energy", "company"),
        ("A plant called Tarn Store holds 80 MWh.", "Tarn Store", "facility"),
        ("Its newest language model, Larkspur-3, has 34 billion parameters.", "Larkspur-3", "model"),
    ],
)
def test_a_name_is_known_by_how_it_is_written(text: str, label: str, type: str) -> None:
    found = guessed(text)
    assert label in found
    assert found[label].type == type
    first, last = found[label].places[0]
    assert text[first:last] == label


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose. It cost much.",
        "该项目总投资98亿元，预计明年建成。",
        "In March the price rose.",
        "（一）公司的情况",
    ],
)
def test_common_words_are_no_names(text: str) -> None:
    assert not guessed(text)


def test_a_short_form_belongs_to_the_full_name_and_a_series_is_of_one_sort() -> None:
    found = guessed(
        "Quillon Microsystems ships. Quillon had revenue. The language model Lark-3 replaces Lark-2."
    )
    assert found["Quillon Microsystems"].aliases == ("Quillon",)
    assert "Quillon" not in found
    assert found["Lark-2"].type == "model"


def test_known_names_are_not_guessed_and_a_tagger_adds_its_own() -> None:
    text = "青禾研究所与王小明合作。"
    at = text.index("王小明")
    assert not guessed(text, known=[(0, 5)])
    found = guessed(text, tagger=lambda _: [Spotted(at, at + 3, "person")])
    assert found["王小明"].type == "person"
    assert found["王小明"].why == ("tagger",)


def test_the_tagger_of_the_extra_finds_people_and_places() -> None:
    from factbase.extract.tagger import load_tagger

    text = "王晓刚说，上海的项目完成了。\n\nNothing here."
    spotted = {(text[s.start : s.end], s.type) for s in load_tagger()(text)}
    assert {("王晓刚", "person"), ("上海", "place")} <= spotted


@pytest.mark.parametrize(
    ("clause", "figure", "label"),
    [
        ("储能容量100兆瓦时", "100", "储能容量"),
        ("其总装机容量已达到60万千瓦", "60", "总装机容量"),
        ("with an installed capacity of 480 MW", "480", "installed capacity"),
        ("its battery lasts 11 hours", "11", "battery"),
        ("从40台", "40", ""),
    ],
)
def test_the_words_before_a_figure_name_what_it_measures(clause: str, figure: str, label: str) -> None:
    assert guess_metric(clause, clause.index(figure)) == label
