"""Names in texts: whole words, the longest, in any case, width and script; clauses cut where a statement ends."""

from __future__ import annotations

import pytest

from factbase.extract.clauses import Span, clauses, sentences
from factbase.extract.names import EntityName, NameIndex
from factbase.extract.names_fold import fold
from factbase.extract.phrases import Phrases

ENTITIES = [
    EntityName("a100", "product", ("A100", "英伟达A100", "Nvidia A100"), "nvidia"),
    EntityName("nvidia", "company", ("Nvidia", "英伟达")),
    EntityName("gpt-4", "model", ("GPT-4",)),
    EntityName("us", "place", ("US", "美国")),
    EntityName("impella", "product", ("Impella",)),
    EntityName("tsmc", "company", ("台积电",)),
    EntityName("iron", "concept", ("铁",)),
    EntityName("fab", "facility", ("Intel's plant in Germany", "英特尔德国工厂"), "intel"),
    EntityName("intel", "company", ("Intel", "英特尔")),
]
INDEX = NameIndex(ENTITIES)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("英伟达A100很快", ["a100"]),
        ("ＮＶＩＤＩＡ’s A100s", ["nvidia", "a100"]),
        ("GPT 4 and gpt4", ["gpt-4", "gpt-4"]),
        ("GPT-4.5 and GPT-4o", []),
        ("A1000 or XA100", []),
        ("it told us to use the US data", ["us"]),
        ("Impella 5.5 is another pump", []),
        ("Impella 4 to 14 days", ["impella"]),
        ("臺積電", ["tsmc"]),
        ("钢铁产量", []),
    ],
)
def test_names_are_whole_and_written_in_any_way(text: str, named: list[str]) -> None:
    assert [spot.means[0] for spot in INDEX.find(text, fold(text))] == named


def test_folding_keeps_every_offset() -> None:
    text = "ＡＢＣ 臺灣 “quoted” – İstanbul’s centre"
    assert len(fold(text)) == len(text)


def test_a_part_is_described_beside_its_owner_only_by_words_of_its_own() -> None:
    assert INDEX.described("fab", "intel", "intel wants money for a site in germany")
    assert not INDEX.described("fab", "intel", "intel earns money")


def test_an_inflected_cue_is_found_and_a_longer_word_is_not() -> None:
    cues = Phrases([("consume", "m")], inflected=True)
    assert [s.means for s in cues.every("it consumed power")] == [("m",)]
    assert cues.every("consumerism") == []


def test_semicolons_and_commas_cut_clauses_but_not_numbers_or_titles() -> None:
    text = "产量1,500吨，其中《甲，乙》占三成；其余出口。"
    (span,) = sentences(text)
    assert [text[a:b] for a, b in clauses(text, span)] == [
        "产量1,500吨",
        "其中《甲，乙》占三成",
        "其余出口。",
    ]


def test_a_decimal_point_and_an_abbreviation_end_no_sentence() -> None:
    text = "U.S. output rose 3.2 times vs. No. 7. Then it fell."
    assert sentences(text) == [Span(0, 37), Span(38, 51)]
